using BenchmarkDotNet.Attributes;
using ImrDsl.Guidelines.Mtus;

namespace ImrDsl.Benchmarks.SingleCase;

/// <summary>From the bytes of a case file to typed facts.</summary>
[MemoryDiagnoser]
public class ReadingBenchmarks
{
    /// <summary>Reads a case file in which every criterion is met.</summary>
    [Benchmark]
    public int ReadCase() => Idds.ReadCase(Samples.Case).Items.Count;
}
