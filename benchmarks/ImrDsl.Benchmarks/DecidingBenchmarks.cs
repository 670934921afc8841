using System;
using System.Linq;
using BenchmarkDotNet.Attributes;
using ImrDsl.Guidelines.Mtus;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Runtime;
using ImrDsl.Scoring;
using ImrDsl.Values;

namespace ImrDsl.Benchmarks;

/// <summary>Deciding one item of a case: what a person would write by hand, the generated code, and the evaluator that defines the meaning.</summary>
[MemoryDiagnoser]
public class DecidingBenchmarks
{
    private readonly HandWrittenCase byHand = HandWrittenCase.Implantation;
    private readonly IddsCase typed;
    private readonly GuidelinePlan plan = Samples.Plan;
    private readonly CaseItem item;
    private readonly AccountEntry[] entries = new AccountEntry[256];

    public DecidingBenchmarks()
    {
        typed = Idds.ReadCase(Samples.Case).Items.Single().Case;
        item = CaseReader.Read(plan, Samples.Case, "implantation.json").File!.Items.Single();
        Finding[] findings = [HandWritten(), Decide(), Evaluate().Finding, Reference().Finding];
        if (findings.Any(finding => finding != Finding.Necessary) || !Evaluate().IsComplete)
        {
            throw new InvalidOperationException("The contestants must decide the same: " + string.Join(", ", findings));
        }
    }

    /// <summary>The criteria written by hand: no account, no messages, no dates that are known in part.</summary>
    [Benchmark(Baseline = true)]
    public Finding HandWritten() => HandWrittenIdds.PermanentImplantation(byHand);

    /// <summary>The generated decision.</summary>
    [Benchmark]
    public Finding Decide() => Idds.Decide(typed, Idds.Service.PermanentImplantation);

    /// <summary>The generated decision with the account of every criterion.</summary>
    [Benchmark]
    public ServiceAnswer Evaluate() => Idds.Evaluate(typed, Idds.Service.PermanentImplantation, entries);

    /// <summary>The slow, obvious evaluator.</summary>
    [Benchmark]
    public ServiceResult Reference() => ReferenceEvaluator.Evaluate(plan, item.Service, item.Record);

    /// <summary>From the bytes of a case file to typed facts.</summary>
    [Benchmark]
    public int ReadCase() => Idds.ReadCase(Samples.Case).Items.Count;
}
