using System;
using System.Diagnostics;
using System.Runtime;
using Xunit;

namespace ImrDsl.Language.Tests.Parsing;

/// <summary>
/// The work grows as the text does. It is measured by a ratio in one process, with no other test beside it, no collection of garbage
/// in between, and again when the machine was busy.
/// </summary>
[Collection(nameof(LinearTimeTests))]
[CollectionDefinition(nameof(LinearTimeTests), DisableParallelization = true)]
public sealed class LinearTimeTests
{
    private const int MostAttempts = 20;
    private const long MemoryPerRun = 200_000_000;

    [Theory]
    [InlineData("pain is malignant and\n")]
    [InlineData("a (\n b\n")]
    [InlineData("(\n")]
    [InlineData("\n")]
    [InlineData("  a\n b\n   c\n")]
    [InlineData("1. a: (b\n   c,\n   d)\n \"e\n")]
    [InlineData("((((")]
    [InlineData("\u2022 $ \t")]
    [InlineData("2014-10-")]
    [InlineData("a.*")]
    public void Ten_times_the_text_takes_about_ten_times_the_work(string pattern)
    {
        const int Length = 20_000;
        string once = Outlines.Repeat(pattern, Length);
        string tenfold = Outlines.Repeat(pattern, 10 * Length);
        double ratio = double.MaxValue;
        for (int attempt = 0; attempt < MostAttempts && ratio > 15; attempt++)
        {
            ratio = Math.Min(ratio, BestTime(tenfold) / BestTime(once));
        }

        Assert.True(ratio <= 15, "Ten times the text took " + ratio + " times as long.");
    }

    private static double BestTime(string text)
    {
        double best = double.MaxValue;
        for (int i = 0; i < 4; i++)
        {
            bool isQuiet = GC.TryStartNoGCRegion(MemoryPerRun);
            var watch = Stopwatch.StartNew();
            Outlines.Parse(text);
            best = Math.Min(best, watch.Elapsed.TotalMilliseconds);
            if (isQuiet && GCSettings.LatencyMode == GCLatencyMode.NoGCRegion)
            {
                GC.EndNoGCRegion();
            }
        }

        return best;
    }
}
