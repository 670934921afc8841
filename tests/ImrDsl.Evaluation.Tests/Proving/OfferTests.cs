using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Proving;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Text;
using ImrDsl.RandomGuidelines;
using Xunit;
using Xunit.Abstractions;

namespace ImrDsl.Evaluation.Tests.Proving;

/// <summary>What is offered for a finding of the prover compiles, and the finding is gone with it. None is ever certain.</summary>
public sealed class OfferTests(ITestOutputHelper output)
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("IMR_LONG") == "1";

    [Fact]
    public void An_offer_mends_its_finding()
    {
        var made = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string text in Texts())
        {
            Compilation compilation = Compile(text);
            IReadOnlyList<Diagnostic> findings = Prover.Check(compilation);
            foreach (Diagnostic finding in findings.Where(finding => finding.Fix is not null))
            {
                made[finding.Code] = made.GetValueOrDefault(finding.Code) + 1;
                string mended = Fixes.Apply(compilation.Tree.Text, [finding], out _);
                Compilation after = Compile(mended);
                Assert.False(finding.Fix!.IsCertain, finding.ToString());
                Assert.True(!after.HasErrors, $"{finding}\nfix: {finding.Fix}\n{string.Join("\n", after.Diagnostics)}\n{mended}");

                // Of three copies two are left, and the second is still one too many.
                IReadOnlyList<Diagnostic> left = Prover.Check(after);
                bool isTold = left.Any(other => other.Message == finding.Message && other.Span.Start.Line == finding.Span.Start.Line);
                Assert.True(!isTold || left.Count < findings.Count, $"{finding}\nfix: {finding.Fix}\nis still told\n{mended}");
            }
        }

        output.WriteLine(string.Join(", ", made.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key + " " + pair.Value)));
        Assert.True(made.ContainsKey("GL0402") && made.ContainsKey("GL0404") && made.ContainsKey("GL0405") && made.ContainsKey("GL0407") && made.ContainsKey("GL0408"), "not of every kind");
    }

    private static IEnumerable<string> Texts()
    {
        for (int seed = 0; seed < (IsLong ? 3000 : 200); seed++)
        {
            yield return SmallGuideline.Create(seed);
            yield return Ranges(seed);
        }

        for (int seed = 0; seed < (IsLong ? 2000 : 60); seed++)
        {
            yield return RandomGuideline.Create(seed, recordsPercentages: true);
        }
    }

    // Ranges of one value that hardly ever meet, as alternatives and in a score; lines that stand twice; sides that exclude each other.
    private static string Ranges(int seed)
    {
        var dice = new Dice(seed);
        string measure = dice.Of("AHI", "age", "gap", "pain");
        string unit = measure == "AHI" ? " events/hour" : measure == "gap" ? " days" : string.Empty;
        string[] ranges = [.. Enumerable.Range(0, dice.Number(2, 3)).Select(_ => Range(dice, measure, unit))];
        string opposed = $"{measure} {dice.Of(">", "≥")} {Number(dice, 5, 9)}{unit} and {measure} {dice.Of("<", "≤")} {Number(dice, 1, 5)}{unit}";
        string lines = dice.Chance(25) ? "  1. " + string.Join(" or ", ranges.Where(range => !range.Contains(" and ", StringComparison.Ordinal))) + "\n"
            : dice.Chance(40) ? "  1. risk is high\n" : "  1. any of\n" + string.Concat(ranges.Select(range => "       " + range + "\n"));
        lines = lines.Contains("1. \n", StringComparison.Ordinal) ? "  1. a\n" : lines;
        string score = lines.Contains("risk", StringComparison.Ordinal) ? "score risk\n" + string.Concat(ranges.Select((range, i) => $"  {i + 1} points: {range}\n")) + "  low: 0 to 1\n  high: 2 or more\n" : string.Empty;
        string twice = dice.Chance(50) ? "  2. any of\n       a\n       b\n       " + dice.Of("a", "b", "b and b", "a or a") + "\n"
            : dice.Chance(50) ? "  2. all of\n       a\n       b\n       " + dice.Of("a", "b and a", "a and a") + "\n" : "  2. " + opposed + "\n";
        return "language 1\nguideline random.ranges" + seed.ToString(CultureInfo.InvariantCulture) + " \"Ranges\"\n" + dice.Of(string.Empty, "allow GL0401 \"made at random\"\n")
            + "facts\n  a: yes/no\n  b: yes/no\n  c: yes/no\n  AHI: number 0 to 200 events/hour\n  pain: number 0 to 10\n  gap: number 0 to 100 days, in steps of 1\n"
            + score + "criteria for care\n" + lines + twice + "service care\n  medically necessary when all criteria for care\n";
    }

    private static string Range(Dice dice, string measure, string unit)
    {
        int low = dice.Number(1, 8);
        int high = dice.Number(low, 9);
        return dice.Weighted(
            (4, () => $"{measure} is {low} to {high}{unit}"),
            (1, () => $"{measure} {dice.Of("≥", "> ", "is at least", "is more than")} {low}{unit}"),
            (1, () => $"{measure} {dice.Of("<", "≤", "is less than", "is at most")} {high}{unit}"),
            (1, () => $"{measure} {dice.Of("≥", ">")} {low}{unit} and {measure} {dice.Of("<", "≤")} {high}{unit}"));
    }

    private static string Number(Dice dice, int low, int high) => dice.Number(low, high).ToString(CultureInfo.InvariantCulture);

    private static Compilation Compile(string text) => Compilation.Create(new SourceText("random.guideline", text), _ => null);
}
