using BenchmarkDotNet.Attributes;
using ImrDsl.Language.Parsing;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;

namespace ImrDsl.Benchmarks;

/// <summary>From text to tree.</summary>
[MemoryDiagnoser]
public class ParsingBenchmarks
{
    private readonly SourceText guideline = new("main.guideline", Samples.Read("tests/cases/good/idds/main.guideline"));

    /// <summary>The guideline for implantable drug-delivery systems.</summary>
    [Benchmark]
    public SyntaxTree Parse() => Parser.Parse(guideline);
}
