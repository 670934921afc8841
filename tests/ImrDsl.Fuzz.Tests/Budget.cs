using System;
using System.Diagnostics;
using System.Globalization;

namespace ImrDsl.Fuzz.Tests;

/// <summary>
/// How long to fuzz, and from which seed. A run tries a fixed number of inputs, so that it comes out the same on every machine; <c>IMR_LONG=1</c> twice as many.
/// <c>IMR_FUZZ_MINUTES</c> goes on for that time, shared among the fuzz tests. <c>IMR_FUZZ_SEED</c> starts elsewhere; a failure names the seed of its input.
/// </summary>
internal sealed class Budget
{
    private readonly int count;
    private readonly TimeSpan time;
    private readonly Stopwatch watch = Stopwatch.StartNew();

    /// <summary>The budget of one test.</summary>
    /// <param name="count">How many inputs a short run tries.</param>
    /// <param name="share">Which part of the time of a timed run is this test's.</param>
    public Budget(int count, double share)
    {
        this.count = IsLong ? 2 * count : count;
        time = Minutes * share;
    }

    /// <summary>Whether the whole gate is asked for.</summary>
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("IMR_LONG") == "1";

    /// <summary>The first seed.</summary>
    public static int FirstSeed { get; } = (int)Variable("IMR_FUZZ_SEED", 20121029);

    private static TimeSpan Minutes { get; } = TimeSpan.FromMinutes(Variable("IMR_FUZZ_MINUTES", 0));

    /// <summary>Whether to try one more, after so many.</summary>
    public bool Allows(int done) => done < count || watch.Elapsed < time;

    private static double Variable(string name, double otherwise) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text
        ? double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)
        : otherwise;
}
