using System.Collections.Generic;
using System.Linq;
using BenchmarkDotNet.Attributes;
using ImrDsl.Compiler;
using ImrDsl.Language.Parsing;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;

namespace ImrDsl.Benchmarks;

/// <summary>From the text of a guideline to its tree, its plan and its C#. The generator does all three for a file that was edited.</summary>
[MemoryDiagnoser]
public class CompilingBenchmarks
{
    private readonly Dictionary<string, SourceText> used = new[] { "common.conservative-care", "common.morphine-equivalent" }.ToDictionary(id => id, id => Samples.Find(id)!);
    private readonly GuidelinePlan plan = Samples.Plan;

    /// <summary>Text to tree.</summary>
    [Benchmark]
    public SyntaxTree Parse() => Parser.Parse(Samples.Guideline);

    /// <summary>Text to plan, with the files it uses.</summary>
    [Benchmark]
    public GuidelinePlan? Compile() => Compilation.Create(Samples.Guideline, used.GetValueOrDefault).Plan;

    /// <summary>Plan to C#.</summary>
    [Benchmark]
    public IReadOnlyList<CSharpFile> Emit() => CSharpEmitter.Emit(plan, new EmitOptions { RootNamespace = "Acme" });
}
