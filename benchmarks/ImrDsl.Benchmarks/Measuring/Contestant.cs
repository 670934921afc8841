using System;

namespace ImrDsl.Benchmarks.Measuring;

/// <summary>One way to do the work of a suite.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="Pass">Goes over all cases once and returns what it found, so that nothing can be left out.</param>
/// <param name="Share">How much of the time of the others it gets: 0.1 for one that is about ten times slower.</param>
internal sealed record Contestant(string Name, Func<Tally> Pass, double Share = 1)
{
    /// <summary>How many cases it goes over, where not as many as the others.</summary>
    public int? Cases { get; init; }

    /// <summary>How many times the first contestant it may take at most, where that is asked.</summary>
    public double? Floor { get; init; }

    /// <summary>How many bytes it may allocate for each case at most, where that is asked.</summary>
    public long? MostBytes { get; init; }
}

/// <summary>How often a service was found medically necessary, not necessary, not established or waiting for a reviewer.</summary>
/// <param name="Necessary">Medically necessary.</param>
/// <param name="NotNecessary">Not medically necessary.</param>
/// <param name="NotEstablished">Facts are missing.</param>
/// <param name="NeedsJudgement">Only a reviewer's answer is missing.</param>
/// <param name="InOrder">What was found, case by case, as one number: two that find as many of each, but not of the same cases, differ in it. 0 where only counts are found.</param>
internal readonly record struct Tally(int Necessary, int NotNecessary, int NotEstablished, int NeedsJudgement, ulong InOrder = 0);
