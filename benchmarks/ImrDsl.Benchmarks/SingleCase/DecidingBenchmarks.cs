using System;
using System.Collections.Generic;
using System.Linq;
using BenchmarkDotNet.Attributes;
using ImrDsl.Benchmarks.Cases;
using ImrDsl.Benchmarks.Measuring;

namespace ImrDsl.Benchmarks.SingleCase;

/// <summary>The contestants of the suite "single case" under BenchmarkDotNet: a pass over all cases.</summary>
[MemoryDiagnoser]
public class DecidingBenchmarks
{
    private const int Cases = 1024;

    private IReadOnlyDictionary<string, Contestant> contestants = new Dictionary<string, Contestant>();

    /// <summary>The names of the contestants.</summary>
    public static IEnumerable<string> Names => SingleCaseSuite.Contestants(new SingleCaseData(CaseMix.Plain, 1)).Select(contestant => contestant.Name);

    /// <summary>Which of them.</summary>
    [ParamsSource(nameof(Names))]
    public string Implementation { get; set; } = string.Empty;

    /// <summary>Draws the cases, and checks that the contestant finds what the hand-written code finds.</summary>
    [GlobalSetup]
    public void Draw()
    {
        IReadOnlyList<Contestant> all = SingleCaseSuite.Contestants(new SingleCaseData(CaseMix.Plain, Cases));
        contestants = all.ToDictionary(contestant => contestant.Name);
        Tally expected = all[0].Pass();
        Tally found = contestants[Implementation].Pass();
        if (found != expected)
        {
            throw new InvalidOperationException($"{all[0].Name} finds {expected}, but {Implementation} {found}.");
        }
    }

    /// <summary>Decides; the time is of one case.</summary>
    [Benchmark(OperationsPerInvoke = Cases)]
    public int Decide() => contestants[Implementation].Pass().Necessary;
}
