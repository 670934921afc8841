using System;
using System.Collections.Generic;
using System.IO;
using System.Numerics;
using ImrDsl.Benchmarks.Cases;
using ImrDsl.Benchmarks.Measuring;
using ImrDsl.Benchmarks.Peers;
using ImrDsl.Guidelines.Mtus;
using ImrDsl.Language.Evaluation;
using ImrDsl.Runtime;
using ImrDsl.Scoring;
using ImrDsl.Values;

namespace ImrDsl.Benchmarks.SingleCase;

/// <summary>Deciding one request at a time, in memory, on one thread.</summary>
internal static class SingleCaseSuite
{
    /// <summary>So many cases stay in the second-level cache of most machines.</summary>
    private const int Cases = 4096;

    /// <summary>Runs the suite.</summary>
    public static void Run(TextWriter output, RoundRobin measure)
    {
        foreach (CaseMix mix in new[] { CaseMix.Plain, CaseMix.Evidenced })
        {
            var data = new SingleCaseData(mix, Cases);
            IReadOnlyList<Contestant> contestants = Contestants(data);
            Tally tally = contestants[0].Pass();
            string note = $"{Cases} cases, {mix.Name}: {Share(tally.Necessary)} necessary, {Share(tally.NotNecessary)} not necessary, "
                + $"{Share(tally.NotEstablished)} not established, {Share(tally.NeedsJudgement)} needs judgement. Every row finds the same.";
            RatioTable.Print(output, "One case: " + mix.Name, note, measure.Measure(contestants, Cases));
        }
    }

    private static string Share(int count) => FormattableString.Invariant($"{100.0 * count / Cases:0.0} %");

    /// <summary>The contestants, the one they are compared with first.</summary>
    public static List<Contestant> Contestants(SingleCaseData data)
    {
        var contestants = new List<Contestant>();
        if (data.ByHand.Length > 0)
        {
            contestants.Add(new Contestant("hand-written, class, early exit", () => All(data.ByHand, HandWrittenIdds.Decide)));
        }

        var entries = new AccountEntry[512];
        var lines = new AccountLine[128];
        bool byHand = data.ByHand.Length > 0;
        contestants.Add(new Contestant("generated: Decide", () => All(data.Typed, c => Idds.Decide(c, Idds.Service.PermanentImplantation))) { MostBytes = 0 });
        contestants.Add(new Contestant("generated: Decide, packed", () => AllPacked(data.Packed, Decided)) { Floor = byHand ? 1.05 : null, MostBytes = 0 });
        contestants.Add(new Contestant("generated: Statuses, packed, all criteria as bits", () => AllPacked(data.Packed, WithStatuses)) { Floor = byHand ? 1.3 : null, MostBytes = 0 });
        contestants.Add(new Contestant(
            "generated: Account, packed, criteria and what they ask",
            () => AllPacked(data.Packed, (in Idds.Packed c) => c.Account(Idds.Service.PermanentImplantation, lines, out _)))
        { Floor = byHand ? 3 : null, MostBytes = 0 });
        contestants.Add(new Contestant("generated: Packed.Of and Decide", () => All(data.Typed, c => Idds.Packed.Of(c).Decide(Idds.Service.PermanentImplantation))));
        contestants.Add(new Contestant("generated: Evaluate, full account", () => All(data.Typed, c => Idds.Evaluate(c, Idds.Service.PermanentImplantation, entries).Finding)));
        if (data.ByHand.Length > 0)
        {
            contestants.Add(new Contestant("LINQ expression tree, early exit", () => All(data.ByHand, LinqIdds.Decide)));
            contestants.Add(new Contestant("interpreter over a dictionary", () => All(data.Dictionaries, DictionaryIdds.Decide)));
        }

        contestants.Add(new Contestant("reference evaluator", () => All(data.Items, item => ReferenceEvaluator.Evaluate(data.Plan, item.Service, item.Record).Finding), Share: 2));
        return contestants;
    }

    private delegate Finding DecidePacked(in Idds.Packed c);

    private static Finding Decided(in Idds.Packed c) => c.Decide(Idds.Service.PermanentImplantation);

    private static Finding WithStatuses(in Idds.Packed c) => c.Statuses(Idds.Service.PermanentImplantation).Finding;

    private static Tally AllPacked(Idds.Packed[] cases, DecidePacked decide)
    {
        Span<int> found = stackalloc int[8];
        ulong inOrder = 0;
        foreach (ref readonly Idds.Packed c in cases.AsSpan())
        {
            Finding finding = decide(c);
            found[(int)finding]++;
            inOrder = BitOperations.RotateLeft(inOrder, 3) ^ (ulong)finding;
        }

        return TallyOf(found, inOrder);
    }

    private static Tally All<T>(T[] cases, Func<T, Finding> decide)
    {
        // By finding, so that counting costs next to nothing.
        Span<int> found = stackalloc int[8];
        ulong inOrder = 0;
        foreach (T c in cases)
        {
            Finding finding = decide(c);
            found[(int)finding]++;
            inOrder = BitOperations.RotateLeft(inOrder, 3) ^ (ulong)finding;
        }

        return TallyOf(found, inOrder);
    }

    private static Tally TallyOf(ReadOnlySpan<int> found, ulong inOrder) =>
        new(found[(int)Finding.Necessary], found[(int)Finding.NotNecessary], found[(int)Finding.NotEstablished], found[(int)Finding.NeedsJudgement], inOrder);
}
