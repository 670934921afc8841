using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using ImrDsl.Benchmarks.Measuring;
using ImrDsl.Runtime.Cases;
using ImrDsl.Runtime.Editions;
using ImrDsl.Scoring;
using ImrDsl.Scoring.Batch;
using ImrDsl.Scoring.Batch.Csv;
using ImrDsl.Values;

namespace ImrDsl.Benchmarks.Files;

/// <summary>What <c>imr score --batch --summary</c> does, without the command.</summary>
internal static class BatchTally
{
    private static readonly GuidelineSet Guidelines = new([new PlanEdition(Samples.Plan)]);

    /// <summary>The findings of a file of cases.</summary>
    /// <param name="input">The file.</param>
    /// <param name="jobs">How many cores to use.</param>
    public static Tally Of(Stream input, int jobs) => Of(input, jobs, isTable: false);

    /// <summary>The findings of a table of cases with one of their treatments.</summary>
    /// <param name="cases">The table of cases.</param>
    /// <param name="treatments">The table of treatments.</param>
    /// <param name="jobs">How many cores to use.</param>
    public static Tally OfTables(Stream cases, Stream treatments, int jobs)
    {
        using var input = new CsvCases(
            cases, "cases", [("conservative care", treatments, "treatments")], [.. Guidelines.Editions.Select(edition => edition.Guideline)], new BatchOptions(Guidelines).MostBytesOfLine);
        return Of(input, jobs, isTable: true);
    }

    private static Tally Of(Stream input, int jobs, bool isTable)
    {
        var options = new BatchOptions(Guidelines) { Form = null, Jobs = jobs, CountsCriteria = false, IsResumable = false, IsTable = isTable };
        var counts = new Counting();
        BatchRun.Go(input, options, counts, BatchProgress.Start, CancellationToken.None, out _);
        long[] findings = counts.Last.Services.Values.Single().Findings;
        return new Tally((int)findings[(int)Finding.Necessary], (int)findings[(int)Finding.NotNecessary], (int)findings[(int)Finding.NotEstablished], (int)findings[(int)Finding.NeedsJudgement]);
    }

    private sealed class Counting : IBatchOutput
    {
        public BatchCounts Last { get; private set; } = new();

        public void Write(ReadOnlySpan<byte> results, ReadOnlySpan<byte> rejects, IReadOnlyList<CaseError> errors, BatchProgress progress) => Last = progress.Counts;
    }
}
