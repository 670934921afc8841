using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ImrDsl.Language.Proving;
using Xunit;
using Xunit.Abstractions;

namespace ImrDsl.Fuzz.Tests;

/// <summary>
/// Ten times the text takes at most fifteen times as long, whatever is done with it. In long runs only. Measured is the processor time of this process, the best
/// of several runs and without the collector's, so that a busy machine does not decide; where it still might, it is measured again. Fixes are measured by the round:
/// one mends the first thousand findings, of names that are misspelt the first hundred, so a text with more takes more rounds.
/// </summary>
[Collection(nameof(LinearTimeTests))]
[CollectionDefinition(nameof(LinearTimeTests), DisableParallelization = true)]
public sealed class LinearTimeTests(ITestOutputHelper output)
{
    private const int Small = 300;
    private const int Times = 10;
    private const double Most = 15;
    private const int Attempts = 8;

    // What takes less cannot be measured, and is compared as if it took this long.
    private const double LeastMilliseconds = 0.2;

    private const long WithoutCollecting = 1_500_000_000;

    private static readonly Dictionary<string, Func<int, string>> Texts = new()
    {
        ["facts and criteria"] = size => Guideline(
            Lines(size, "  finding {0}: yes/no\n"), "criteria for it\n" + Lines(size, "  {0}. finding {0}\n")),
        ["numbers and comparisons"] = size => Guideline(
            Lines(size, "  dose {0}: number 0 to 500 mg/day\n"), "criteria for it\n" + Lines(size, "  {0}. Dose {0}: dose {0} ≥ 10 mg/day and dose {0} < 0.2 g/day\n")),
        ["definitions"] = size => Guideline(
            "  finding: yes/no\n", Lines(size, "define state {0}: finding\n") + "\ncriteria for it\n" + Lines(size, "  {0}. not state {0}\n")),
        ["fields of lists"] = size => Guideline(
            Lines(size, "  visits {0}: list of visits-{0}\n    date: date\n    relief: number 0 to 100 %\n"), "criteria for it\n" + Lines(size, "  {0}. some visits {0} where relief ≥ 50%\n")),
        ["examples"] = size => Guideline(
            "  finding: yes/no\n",
            "criteria for it\n  1. finding\n",
            Lines(size, "\nexample \"number {0}\"\n  request it on 2014-06-15\n  finding: yes\n  expect it is medically necessary\n    1 is met\n")),
        ["rows of a table"] = size => Guideline(
            "  drug: one of " + string.Join(", ", Enumerable.Range(1, size).Select(number => "drug-" + number)) + "\n  dose: number 0 to 100 mg/day\n",
            "table factor\n  drug | factor in mg MED/mg\n" + Lines(size, "  drug-{0} | {0}\n") + "\ncriteria for it\n  1. dose × factor < 90 mg MED/day\n"),
        ["unknown names"] = size => Guideline("  finding: yes/no\n", "criteria for it\n" + Lines(size, "  {0}. nothing like it {0}\n")),
        ["misspelt names"] = size => Guideline(
            Lines(size, "  finding of kind {0}: yes/no\n"), "criteria for it\n" + Lines(size, "  {0}. findnig of kind {0}\n")),
        ["values that are none"] = size => Guideline(
            "  drug: one of " + string.Join(", ", Enumerable.Range(1, size).Select(number => "drug-" + number)) + "\n", "criteria for it\n" + Lines(size, "  {0}. drug is durg-{0}\n")),
        ["lines that mean nothing"] = size => Guideline("  finding: yes/no\n", "criteria for it\n  1. finding\n") + Lines(size, "well ({0} \"\n   what - {0}:\n"),
        ["notes and comments"] = size => Guideline("  finding: yes/no\n", "criteria for it\n  1. finding\n" + Lines(size, "       note \"reading {0}\"  # and why\n")),
    };

    public static TheoryData<string> Names() => [.. Texts.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Ten_times_the_text_takes_at_most_fifteen_times_as_long(string name)
    {
        if (!Budget.IsLong)
        {
            return;
        }

        string small = Texts[name](Small);
        string large = Texts[name](Times * Small);
        var tooSlow = new List<string>();
        foreach ((string walk, Action<string> run) in Walks.OfText.Append(("prove", Prove)))
        {
            double rounds = walk == "fixes" ? (double)Walks.Fix(large) / Walks.Fix(small) : 1;
            double least = double.MaxValue;
            double most = double.MaxValue;
            double ratio = double.MaxValue;
            for (int attempt = 0; attempt < Attempts && (attempt == 0 || ratio > Most); attempt++)
            {
                least = Math.Min(least, Best(run, small, repeats: 8));
                most = Math.Min(most, Best(run, large, repeats: 3));
                ratio = most / Math.Max(least, LeastMilliseconds) / rounds * small.Length * Times / large.Length;
            }

            string line = string.Create(CultureInfo.InvariantCulture, $"{walk}: {least:0.0} ms and {most:0.0} ms, × {ratio:0.0}");
            output.WriteLine(line);
            if (ratio > Most)
            {
                tooSlow.Add(line);
            }
        }

        Assert.Empty(tooSlow);
    }

    private static void Prove(string text) => Prover.Check(Walks.Compile(text));

    private static double Best(Action<string> run, string text, int repeats) => Enumerable.Range(0, repeats).Min(_ =>
    {
        // What the region before took is given back first; regions that pile up would fill the memory.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        bool isWithout = GC.TryStartNoGCRegion(WithoutCollecting);
        TimeSpan start = Environment.CpuUsage.TotalTime;
        run(text);
        double time = (Environment.CpuUsage.TotalTime - start).TotalMilliseconds;
        if (isWithout && System.Runtime.GCSettings.LatencyMode == System.Runtime.GCLatencyMode.NoGCRegion)
        {
            GC.EndNoGCRegion();
        }

        return time;
    });

    private static string Guideline(string facts, string criteria, string examples = "") =>
        "language 1\nguideline test.long \"Long\"\n\nfacts\n" + facts + "\n" + criteria + "\nservice it \"It\"\n  medically necessary when all criteria for it\n" + examples;

    private static string Lines(int count, string line) =>
        string.Concat(Enumerable.Range(1, count).Select(number => line.Replace("{0}", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)));
}
