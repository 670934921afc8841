using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Proving;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Text;
using ImrDsl.Testing;
using Xunit;
using Xunit.Abstractions;

namespace ImrDsl.Evaluation.Tests.Proving;

/// <summary>The prover's work is bounded in steps: what is too hard is not told, and a guideline of the library takes less than half of what is allowed.</summary>
public sealed class BudgetTests(ITestOutputHelper output)
{
    [Fact]
    public void What_is_too_hard_is_not_told()
    {
        // Twenty treatments on nineteen days, each on some day and no two on one: it cannot be, and to see that takes search without end.
        GuidelinePlan plan = Compile(Crowded(treatments: 20, days: 19));
        var watch = Stopwatch.StartNew();
        IReadOnlyList<ProvenFinding> findings = Prover.Prove(plan);
        output.WriteLine("given up after " + watch.ElapsedMilliseconds + " ms");
        Assert.Empty(findings.Select(finding => finding.Diagnostic.ToString()));

        // The same is told where it is small.
        Assert.Contains(Prover.Prove(Compile(Crowded(treatments: 4, days: 3))), finding => finding.Diagnostic.Code == "GL0402");
    }

    [Fact]
    public void Without_a_step_nothing_is_told() => Assert.Empty(Prover.Prove(Compile(Crowded(treatments: 4, days: 3)), steps: 0));

    [Fact]
    public void A_guideline_of_the_library_takes_less_than_half_of_what_is_allowed()
    {
        string slowest = string.Empty;
        double most = 0;
        foreach (string path in Repository.Guidelines().Where(path => !path.Contains("/bad/", StringComparison.Ordinal)))
        {
            Compilation compilation = Compilation.Create(new SourceText(path, Repository.Read(path)), id => TextOf(path, id));
            if (compilation.Plan is not { } plan)
            {
                continue;
            }

            IReadOnlyList<ProvenFinding> findings = Prover.Prove(plan);
            var watch = Stopwatch.StartNew();
            IReadOnlyList<ProvenFinding> again = Prover.Prove(plan, Prover.MostSteps / 2);
            double time = watch.Elapsed.TotalMilliseconds;
            slowest = time > most ? path : slowest;
            most = Math.Max(most, time);
            Assert.Equal(findings.Select(finding => finding.Diagnostic.ToString()), again.Select(finding => finding.Diagnostic.ToString()));
        }

        output.WriteLine($"longest: {most:0.0} ms, {slowest}");
    }

    // The vocabularies by their ids; of several the one nearest to who uses it.
    private static readonly Lazy<ILookup<string, string>> Vocabularies = new(() => Repository.Guidelines()
        .Select(path => (Id: Compilation.DeclaredId(new SourceText(path, Repository.Read(path)), out bool isVocabulary), IsVocabulary: isVocabulary, Path: path))
        .Where(file => file.Id is not null && file.IsVocabulary).ToLookup(file => file.Id!, file => file.Path));

    private static SourceText? TextOf(string path, string id)
    {
        string folder = path[..path.LastIndexOf('/')];
        string? found = Vocabularies.Value[id].OrderByDescending(other => other.StartsWith(folder, StringComparison.Ordinal)).FirstOrDefault();
        return found is null ? null : new SourceText(found, Repository.Read(found));
    }

    private static string Crowded(int treatments, int days)
    {
        var text = new StringBuilder("language 1\nguideline test.crowded \"Crowded\"\nfacts\n");
        for (int i = 0; i < treatments * days; i++)
        {
            text.Append("  treatment ").Append((char)('A' + (i / days))).Append(" on day ").Append((char)('A' + (i % days))).Append(": yes/no\n");
        }

        text.Append("criteria for care\n");
        for (int i = 0; i < treatments; i++)
        {
            text.Append("  any of\n");
            for (int j = 0; j < days; j++)
            {
                text.Append("    treatment ").Append((char)('A' + i)).Append(" on day ").Append((char)('A' + j)).Append('\n');
            }
        }

        for (int j = 0; j < days; j++)
        {
            text.Append("  at most 1 of\n");
            for (int i = 0; i < treatments; i++)
            {
                text.Append("    treatment ").Append((char)('A' + i)).Append(" on day ").Append((char)('A' + j)).Append('\n');
            }
        }

        return text.Append("service care\n  medically necessary when all criteria for care\n").ToString();
    }

    private static GuidelinePlan Compile(string text)
    {
        Compilation compilation = Compilation.Create(new SourceText("test.guideline", text), _ => null);
        return compilation.Plan ?? throw new InvalidOperationException(string.Join("\n", compilation.Diagnostics) + "\n" + text);
    }
}
