using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Proving;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Text;
using ImrDsl.Testing;
using Xunit;
using Xunit.Abstractions;

namespace ImrDsl.Language.Tests.Semantics;

/// <summary>The corpus of seeded mistakes: how many are answered with one message, at the right word, with the right fix.</summary>
public sealed class SeededMistakeTests(ITestOutputHelper output)
{
    private static readonly Lazy<Dictionary<string, SourceText>> FilesById = new(() =>
    {
        var files = new Dictionary<string, SourceText>(StringComparer.Ordinal);
        foreach (string path in Repository.Guidelines().Where(path => path.StartsWith("guidelines/", StringComparison.Ordinal)))
        {
            var text = new SourceText(path, Repository.Read(path));
            if (Compilation.DeclaredId(text, out _) is { } id)
            {
                files[id] = text;
            }
        }

        return files;
    });

    private const string Corpus = "tests/cases/bad/seeded";
    private const string Fresh = Corpus + "/fresh";

    /// <summary>The corpus, and mistakes of other files that were written when the answers to the corpus had been made.</summary>
    [Theory]
    [InlineData(Corpus)]
    [InlineData(Fresh)]
    public void Seeded_mistakes_are_answered_with_one_message_at_the_right_word_and_the_right_fix_first(string folder)
    {
        SeededOutcome[] outcomes = SeededMistake.All(folder).Where(mistake => mistake.Answer.Code is not null).Select(Try).ToArray();
        SeededOutcome[] fixable = outcomes.Where(outcome => outcome.Mistake.Answer is { Fixed: not null, IsFixOpen: false }).ToArray();
        var report = new StringBuilder();
        Count(report, "answered with one message", outcomes, outcome => outcome.IsOneMessage);
        Count(report, "at the right word", outcomes, outcome => outcome.IsRightWord);
        Count(report, "with the right fix first", fixable, outcome => outcome.IsRightFix);
        Count(report, "with the code that was expected", outcomes, outcome => outcome.IsRightCode);
        Count(report, "answered with silence", outcomes, outcome => outcome.Findings.Count == 0);
        output.WriteLine(report.ToString());

        report.Append('\n');
        foreach (SeededOutcome outcome in outcomes.Where(outcome => outcome.Shortcomings.Length > 0))
        {
            report.Append(outcome.Mistake.Id).Append(": ").Append(outcome.Shortcomings).Append('\n');
            foreach (Diagnostic finding in outcome.Findings)
            {
                report.Append("    ").Append(finding.Code).Append(" at “").Append(Visible(finding.Span.ToString())).Append("”: ").Append(Visible(finding.Message)).Append('\n');
            }
        }

        Golden.Verify(report.ToString(), folder + "/shortcomings.verified.txt");
        Assert.True(Rate(outcomes, outcome => outcome.IsOneMessage) >= 0.95m, "one message");
        Assert.True(Rate(outcomes, outcome => outcome.IsRightWord) >= 0.98m, "right word");
        Assert.True(Rate(fixable, outcome => outcome.IsRightFix) >= 0.9m, "right fix first");
        Assert.DoesNotContain(outcomes, outcome => outcome.Findings.Count == 0);
    }

    /// <summary>Two mistakes of one file, in sections of their own, are told in one run.</summary>
    [Fact]
    public void Two_mistakes_are_both_told()
    {
        Dictionary<string, SeededMistake> all = SeededMistake.All(Corpus).ToDictionary(mistake => mistake.Id, StringComparer.Ordinal);
        var missed = new StringBuilder();
        foreach (string line in Repository.Read(Corpus + "/pairs/pairs.txt").Split('\n').Where(line => line.Length > 0 && line[0] != '#'))
        {
            SeededMistake[] pair = line.Split(" and ").Select(id => all[id]).ToArray();
            (_, string once, _) = Texts(pair[0]);
            Compilation compilation = Compile(pair[0].File, once.Replace(pair[1].Was, pair[1].Now, StringComparison.Ordinal));
            foreach (SeededMistake mistake in pair.Where(mistake => !compilation.Diagnostics.Any(finding => mistake.Answer.Spans.Contains(finding.Span.ToString()))))
            {
                missed.Append(line).Append(": ").Append(mistake.Id).Append(" is not told; told are ").AppendJoin(", ", compilation.Diagnostics.Select(finding => finding.Code + " at “" + Visible(finding.Span.ToString()) + "”")).Append('\n');
            }
        }

        Assert.Equal(string.Empty, missed.ToString());
    }

    [Fact]
    public void Other_spellings_of_the_same_are_right_too()
    {
        var differences = new List<string>();
        foreach (SeededMistake mistake in SeededMistake.All(Corpus).Concat(SeededMistake.All(Fresh)).Where(mistake => mistake.Answer.Code is null))
        {
            (string before, string after, _) = Texts(mistake);
            Compilation compilation = Compile(mistake.File, after);
            differences.AddRange(compilation.Diagnostics.Select(diagnostic => mistake.Id + ": " + diagnostic));
            if (mistake.Answer.IsSameMeaning && compilation.Plan is { } plan && PlanDump.Write(plan) != PlanDump.Write(Compile(mistake.File, before).Plan!))
            {
                differences.Add(mistake.Id + " means something else");
            }
        }

        Assert.True(differences.Count == 0, string.Join("\n", differences));
    }

    private static SeededOutcome Try(SeededMistake mistake)
    {
        (string before, string after, TextSpan changed) = Texts(mistake);
        Assert.Equal(mistake.Id + ": ", mistake.Id + ": " + string.Join('\n', Compile(mistake.File, before).Diagnostics));
        Compilation compilation = Compile(mistake.File, after);
        return new SeededOutcome(mistake, compilation, Prover.FindingsOf(compilation), changed);
    }

    // The guideline before and after, and where the changed text stands.
    private static (string Before, string After, TextSpan Changed) Texts(SeededMistake mistake)
    {
        string before = Repository.Read(mistake.File);
        int at = before.IndexOf(mistake.Was, StringComparison.Ordinal);
        Assert.True(at >= 0 && before.IndexOf(mistake.Was, at + 1, StringComparison.Ordinal) < 0, mistake.Id + ": “" + mistake.Was + "” has to stand once in " + mistake.File);
        return (before, before[..at] + mistake.Now + before[(at + mistake.Was.Length)..], new TextSpan(at, mistake.Now.Length));
    }

    private static Compilation Compile(string path, string text) =>
        Compilation.Create(new SourceText(path, text), id => FilesById.Value.GetValueOrDefault(id), () => FilesById.Value.Values);

    private static void Count(StringBuilder report, string what, IReadOnlyCollection<SeededOutcome> of, Func<SeededOutcome, bool> holds) =>
        report.Append(CultureInfo.InvariantCulture, $"{of.Count(holds)} of {of.Count} {what}: {100 * Rate(of, holds):0.0}%\n");

    private static decimal Rate(IReadOnlyCollection<SeededOutcome> of, Func<SeededOutcome, bool> holds) => (decimal)of.Count(holds) / of.Count;

    private static string Visible(string text) => text.Replace("\n", "⏎", StringComparison.Ordinal).Replace("\t", "⇥", StringComparison.Ordinal);

    /// <summary>What came of a mistake.</summary>
    private sealed class SeededOutcome
    {
        public SeededOutcome(SeededMistake mistake, Compilation compilation, IReadOnlyList<Diagnostic> findings, TextSpan changed)
        {
            Mistake = mistake;
            Findings = findings;
            IsOneMessage = Findings.Count == 1;
            if (Findings.Count == 0)
            {
                return;
            }

            string content = compilation.Tree.Text.Content;
            Diagnostic first = Findings[0];
            IsRightCode = first.Code == mistake.Answer.Code;
            bool isInLine = IsInItsLine(content, first.Span.Span, changed, mistake.Answer.Line);
            IsRightWord = isInLine && mistake.Answer.Spans.Contains(first.Span.ToString());
            string? isFixed = first.Fix is { } fix ? content[..fix.Span.Start] + fix.Replacement + content[fix.Span.End..] : null;
            string? wanted = mistake.Answer.Fixed is { } then ? content[..changed.Start] + then + content[changed.End..] : null;
            IsRightFix = mistake.Answer.IsFixOpen || isFixed == wanted;
            Offered = isFixed is null ? "none" : "“" + Visible(first.Fix!.Replacement) + "”";
        }

        public SeededMistake Mistake { get; }

        public IReadOnlyList<Diagnostic> Findings { get; }

        public bool IsOneMessage { get; }

        public bool IsRightCode { get; }

        public bool IsRightWord { get; }

        public bool IsRightFix { get; }

        public string Shortcomings => string.Join("; ", All().Where(text => text.Length > 0));

        private string Offered { get; } = "none";

        private IEnumerable<string> All()
        {
            yield return IsOneMessage ? string.Empty : Findings.Count + " messages";
            yield return IsRightCode ? string.Empty : "not " + Mistake.Answer.Code;
            yield return IsRightWord ? string.Empty : "not at “" + Visible(string.Join("” or “", Mistake.Answer.Spans)) + "”";
            yield return IsRightFix ? string.Empty : "offers " + Offered + " instead of “" + Visible(Mistake.Answer.Fixed ?? "none") + "”";
        }

        // Where nothing else is said, the finding stands in one of the lines that were changed.
        private static bool IsInItsLine(string content, TextSpan found, TextSpan changed, string? line)
        {
            if (line is not null)
            {
                int start = content.LastIndexOf('\n', Math.Max(0, found.Start - 1)) + 1;
                return content.IndexOf(line, start, StringComparison.Ordinal) is >= 0 and var at && !content[start..at].Contains('\n', StringComparison.Ordinal);
            }

            int from = changed.Start == 0 ? 0 : content.LastIndexOf('\n', changed.Start - 1) + 1;
            int to = content.IndexOf('\n', Math.Min(content.Length - 1, changed.End)) is >= 0 and var end ? end : content.Length;
            return found.Start >= from && found.End <= to;
        }
    }
}
