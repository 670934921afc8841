using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Proving;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Text;
using ImrDsl.Testing;
using ImrDsl.Values;
using Xunit;

namespace ImrDsl.Language.Tests.Semantics;

/// <summary>Every folder in tests/cases: what is wrong with its guideline, its plan, and what its examples come to.</summary>
public sealed class CaseTests
{
    public static TheoryData<string> Good() => new(Repository.Cases("good"));

    public static TheoryData<string> Bad() => new(Repository.Cases("bad"));

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_mistake_is_answered_as_verified(string folder)
    {
        Compilation compilation = Compile(folder);
        Assert.NotEmpty(Findings(compilation));
        Golden.Verify(Report(Findings(compilation)), folder + "/main.diagnostics.verified.txt");
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_mistake_has_one_message(string folder) =>
        Assert.Equal(folder.EndsWith("/two-mistakes", StringComparison.Ordinal) ? 2 : 1, Findings(Compile(folder)).Count);

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_fix_mends_its_finding_and_makes_no_other(string folder)
    {
        Compilation compilation = Compile(folder);

        // What can be proved of a file shows only when it has no errors.
        IReadOnlyList<Diagnostic> Told(Compilation of) => compilation.HasErrors ? of.Diagnostics : Findings(of);
        foreach (Diagnostic diagnostic in Told(compilation).Where(diagnostic => diagnostic.Fix is not null))
        {
            Compilation after = Compile(folder, Fixes.Apply(compilation.Tree.Text, [diagnostic], out _));
            Assert.True(
                Told(after).Count < Told(compilation).Count || HidOthers(diagnostic, after),
                diagnostic + "\nafter the fix: " + string.Join("\n", Told(after)));
        }
    }

    [Theory]
    [MemberData(nameof(Good))]
    public void No_line_is_dropped_without_a_word(string folder)
    {
        string[] lines = Compile(folder).Tree.Text.Content.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].TrimEnd();
            if (line.Length == 0 || line.TrimStart()[0] == '#' || line.EndsWith(',') || line.EndsWith(" and", StringComparison.Ordinal) || line.EndsWith(" or", StringComparison.Ordinal))
            {
                continue;
            }

            int next = lines.Skip(i + 1).Where(other => other.Trim().Length > 0).Select(Indent).FirstOrDefault();
            string stray = new string(' ', Math.Max(next, Indent(line) + (next > Indent(line) ? 0 : 2))) + "stray words";
            Compilation compilation = Compile(folder, string.Join('\n', [.. lines[..(i + 1)], stray, .. lines[(i + 1)..]]));
            Assert.True(compilation.Diagnostics.Any(diagnostic => diagnostic.IsError), $"{folder}: nothing is said of a line below “{line.Trim()}”");
        }

        static int Indent(string line) => line.Length - line.TrimStart().Length;
    }

    /// <summary>Whoever applies fixes does not wait for what was meant, and yet applies the same.</summary>
    [Theory]
    [MemberData(nameof(Bad))]
    public void What_is_certain_does_not_depend_on_what_is_offered(string folder)
    {
        static string[] Certain(Compilation compilation) => [.. compilation.Diagnostics.Where(found => found.Fix is { IsCertain: true }).Select(found => found + " " + found.Fix)];

        Assert.Equal(Certain(Compile(folder)), Certain(Compile(folder, offers: Offers.Certain)));
        Assert.Equal(Compile(folder).HasErrors, Compile(folder, offers: Offers.None).HasErrors);
    }

    // A mistake of form hides mistakes of meaning in its section; once it is mended they show.
    private static bool HidOthers(Diagnostic diagnostic, Compilation after) =>
        string.CompareOrdinal(diagnostic.Code, "GL0150") < 0
        && after.Diagnostics.All(other => other.Span.Span.Start != diagnostic.Span.Span.Start || other.Code != diagnostic.Code);

    [Theory]
    [MemberData(nameof(Good))]
    public void The_plan_is_as_verified(string folder) => Golden.Verify(PlanDump.Write(Plan(folder)), folder + "/main.plan.verified.txt");

    [Theory]
    [MemberData(nameof(Good))]
    public void Examples_come_to_what_is_verified(string folder)
    {
        GuidelinePlan plan = Plan(folder);
        var builder = new StringBuilder();
        foreach (ExamplePlan example in plan.Examples)
        {
            ServiceResult result = ReferenceEvaluator.Evaluate(plan, example);
            builder.Append(example.Title).Append(": ").Append(ImrDsl.Values.Findings.Words(result.Finding))
                .Append(result.Quantity is { } quantity ? ", " + quantity : string.Empty).Append('\n');
            foreach ((CriterionPlan criterion, Answer answer) in result.Criteria.OrderBy(entry => entry.Key.Condition.Number))
            {
                builder.Append("  ").Append(criterion.Label).Append(' ').Append(criterion.Title).Append(": ").Append(answer).Append('\n');
            }
        }

        Golden.Verify(builder.ToString(), folder + "/main.results.verified.txt");
    }

    [Fact]
    public void Every_finding_of_the_catalogue_has_a_case()
    {
        var provoked = new HashSet<string>(Repository.Cases("bad").SelectMany(folder => Findings(Compile(folder))).Select(diagnostic => diagnostic.Code));
        string[] missing = Catalogue.Entries
            .Select(entry => entry.Code)
            .Where(code => string.CompareOrdinal(code, "GL0700") < 0 && !provoked.Contains(code) && !NotInOneFile.Contains(code))
            .ToArray();
        Assert.Empty(missing);
    }

    // Limits that need texts too long for a case, and mistakes in several files; they have tests of their own.
    private static readonly string[] NotInOneFile = ["GL0108", "GL0176", "GL0541", "GL0542", "GL0543"];

    private static GuidelinePlan Plan(string folder)
    {
        Compilation compilation = Compile(folder);
        Assert.Empty(Findings(compilation).Select(diagnostic => diagnostic.ToString()));
        return compilation.Plan!;
    }

    // What is wrong with a file, and what can be proved wrong with it.
    private static IReadOnlyList<Diagnostic> Findings(Compilation compilation) =>
        [.. Prover.FindingsOf(compilation).OrderBy(diagnostic => diagnostic.Span.Span.Start)];

    private static Compilation Compile(string folder, string? text = null, Offers offers = Offers.All)
    {
        var files = new Dictionary<string, SourceText>(StringComparer.Ordinal);
        foreach (string path in Directory.EnumerateFiles(Repository.PathOf(folder), "*.guideline").Order(StringComparer.Ordinal))
        {
            var file = new SourceText(Path.GetFileName(path), Repository.Read(Repository.RelativePath(path)));
            if (Compilation.DeclaredId(file, out _) is { } id)
            {
                files[id] = file;
            }
        }

        var main = new SourceText("main.guideline", text ?? Repository.Read(folder + "/main.guideline"));
        return Compilation.Create(main, id => files.TryGetValue(id, out SourceText? file) ? file : null, () => files.Values, offers);
    }

    private static string Report(IReadOnlyList<Diagnostic> findings)
    {
        var builder = new StringBuilder();
        foreach (Diagnostic diagnostic in findings)
        {
            LinePosition start = diagnostic.Span.Start;
            LinePosition end = diagnostic.Span.End;
            string line = diagnostic.Span.Text.LineAt(start.Line);
            int length = Math.Max(1, (end.Line == start.Line ? end.Column : line.Length) - start.Column);
            builder.Append(diagnostic).Append('\n').Append("    ").Append(line).Append('\n');
            builder.Append("    ").Append(' ', start.Column).Append('^', length).Append('\n');
            if (diagnostic.Fix is { } fix)
            {
                builder.Append("    fix: ").Append(fix.Replacement.Replace("\n", "\\n", StringComparison.Ordinal)).Append('\n');
            }
        }

        return builder.ToString();
    }
}
