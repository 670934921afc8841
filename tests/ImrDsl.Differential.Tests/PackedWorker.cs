using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using ImrDsl.Language.Plan;
using ImrDsl.Runtime.Editions;
using ImrDsl.Runtime.Results;
using ImrDsl.Scoring;
using ImrDsl.Scoring.Batch;
using ImrDsl.Scoring.Columns;

namespace ImrDsl.Differential.Tests;

/// <summary>Takes lines as a batch does that counts findings alone, from packed readings where it can, and compares what is counted with the careful path.</summary>
internal sealed class PackedWorker
{
    private const int Slack = 80;

    private readonly GuidelineSet guidelines;
    private readonly ColumnScorer.Worker worker;

    public PackedWorker(params GuidelinePlan[] plans)
    {
        guidelines = new GuidelineSet(plans.Select(plan => new PlanEdition(plan)));
        worker = ColumnScorer.Of(new BatchOptions(guidelines) { Form = null, CountsCriteria = false }, null, firstPacked: 0)?.Rent()
            ?? throw new InvalidOperationException("A guideline has no flat form.");
    }

    /// <summary>How many lines were taken.</summary>
    public int Taken { get; private set; }

    /// <summary>How many of them were decided from packed readings.</summary>
    public long Packed => worker.Packed;

    /// <summary>How many lines were tried to be.</summary>
    public long Tried => worker.TriedPacked;

    /// <summary>Takes a line. False if it is left to the careful path.</summary>
    public bool Take(byte[] line)
    {
        // What follows the line must not be taken for its end.
        byte[] buffer = [.. "x\n"u8, .. line, (byte)'\n', .. Enumerable.Repeat((byte)'}', Slack)];
        return worker.Take(buffer, 2, isAscii: false) == 2 + line.Length;
    }

    /// <summary>Takes a line and compares; says how the two differ, or null.</summary>
    public string? Difference(string line) => Difference(Encoding.UTF8.GetBytes(line));

    /// <summary>Takes a line and compares; says how the two differ, or null.</summary>
    public string? Difference(byte[] line)
    {
        long packedBefore = Packed;
        if (!Take(line))
        {
            return null;
        }

        Taken++;
        var counts = new BatchCounts();
        worker.Count(counts);
        var expected = new BatchCounts();
        CaseScore score = guidelines.Score(line);
        if (score.Determination is not { } determination)
        {
            return "taken, but wrong: " + string.Join("; ", score.Errors);
        }

        expected.Add(determination, isWritten: true, withCriteria: false);
        return JsonElement.DeepEquals(JsonSerializer.SerializeToElement(counts), JsonSerializer.SerializeToElement(expected)) ? null
            : $"{(Packed > packedBefore ? "packed" : "flat")}: {JsonSerializer.Serialize(counts)}; expected {JsonSerializer.Serialize(expected)}";
    }
}
