using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using ImrDsl.Benchmarks.Cases;
using ImrDsl.Benchmarks.Measuring;
using ImrDsl.Benchmarks.Peers;
using ImrDsl.Guidelines.Mtus;
using ImrDsl.Runtime.Cases;
using ImrDsl.Runtime.Editions;
using ImrDsl.Runtime.Results;
using ImrDsl.Scoring;
using ImrDsl.Scoring.Batch;
using ImrDsl.Values;

namespace ImrDsl.Benchmarks.Files;

/// <summary>From the bytes of a file of cases, one a line, to counts, on one thread.</summary>
internal static class FileSuite
{
    private const int Cases = 2048;

    /// <summary>Runs the suite.</summary>
    public static void Run(TextWriter output, RoundRobin measure)
    {
        foreach (CaseMix mix in new[] { CaseMix.Plain, CaseMix.Evidenced })
        {
            byte[][] lines = [.. mix.Draw(Cases).Select(CaseText.Of)];
            string note = FormattableString.Invariant($"{Cases} lines of {lines.Average(line => line.Length):0} bytes, {mix.Name}. Every row finds the same.");
            RatioTable.Print(output, "A file of cases: " + mix.Name, note, measure.Measure(Contestants(lines, mix), Cases));
        }
    }

    private static List<Contestant> Contestants(byte[][] lines, CaseMix mix)
    {
        byte[] file = [.. lines.SelectMany(line => line.Append((byte)'\n'))];
        var options = new BatchOptions(new GuidelineSet([new PlanEdition(Samples.Plan)])) { Form = null, Jobs = 1 };
        var contestants = new List<Contestant>();
        if (mix.PartialShare == 0)
        {
            contestants.Add(new Contestant("System.Text.Json, generated, and hand-written rules", () => All(lines, line => HandWrittenIdds.Decide(JsonFileCase.Read(line)))));
        }

        contestants.Add(new Contestant("generated reader and Decide", () => All(lines, line => Idds.Decide(Idds.ReadCase(line).Items[0].Case, Idds.Service.PermanentImplantation))));
        contestants.Add(new Contestant("imr score --batch --summary", () => Batch(file, options), Share: 2));
        return contestants;
    }

    private static Tally Batch(byte[] file, BatchOptions options)
    {
        var counts = new Counting();
        BatchRun.Go(new MemoryStream(file), options, counts, BatchProgress.Start, CancellationToken.None, out _);
        long[] findings = counts.Last.Services.Values.Single().Findings;
        return new Tally((int)findings[(int)Finding.Necessary], (int)findings[(int)Finding.NotNecessary], (int)findings[(int)Finding.NotEstablished], (int)findings[(int)Finding.NeedsJudgement]);
    }

    private static Tally All(byte[][] lines, Func<byte[], Finding> decide)
    {
        Span<int> found = stackalloc int[8];
        foreach (byte[] line in lines)
        {
            found[(int)decide(line)]++;
        }

        return new Tally(found[(int)Finding.Necessary], found[(int)Finding.NotNecessary], found[(int)Finding.NotEstablished], found[(int)Finding.NeedsJudgement]);
    }

    private sealed class Counting : IBatchOutput
    {
        public BatchCounts Last { get; private set; } = new();

        public void Write(ReadOnlySpan<byte> results, ReadOnlySpan<byte> rejects, IReadOnlyList<CaseError> errors, BatchProgress progress) => Last = progress.Counts;
    }
}
