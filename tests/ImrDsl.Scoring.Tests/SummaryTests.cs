using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using ImrDsl.Language.Plan;
using ImrDsl.RandomGuidelines;
using ImrDsl.Runtime.Cases;
using ImrDsl.Runtime.Editions;
using ImrDsl.Scoring.Batch;
using Xunit;

namespace ImrDsl.Scoring.Tests;

/// <summary>Where only the numbers are wanted, cases are decided many at once; they come to the same numbers.</summary>
public sealed class SummaryTests
{
    private const int Lines = 300;

    [Theory]
    [InlineData("mtus.idds")]
    [InlineData("mtus.physical-medicine")]
    [InlineData("mtus.opioids")]
    [InlineData("cms.cpap")]
    public void A_summary_counts_what_the_results_say(string id)
    {
        GuidelinePlan plan = Guidelines.OfLibrary(id);
        string[] cases = [.. Enumerable.Range(0, Lines).Select(seed => CaseOf(plan, seed))];
        byte[] input = Encoding.UTF8.GetBytes(string.Join('\n', cases));
        var options = new BatchOptions(new GuidelineSet([new PlanEdition(plan)])) { Form = null, Jobs = 2 };
        BatchCounts careful = Count(input, options);
        BatchCounts fast = Count(input, options with { CountsCriteria = false, IsResumable = false });

        Assert.Equal(Lines, fast.Lines);
        Assert.InRange(fast.Rejected, 1, Lines / 2);
        Assert.InRange(fast.Cases, Lines / 2, Lines - 1);
        Assert.Empty(fast.Criteria);
        fast.Criteria.EnsureCapacity(careful.Criteria.Count);
        foreach ((string criterion, CriterionCounts counts) in careful.Criteria)
        {
            fast.Criteria.Add(criterion, counts);
        }

        Assert.True(JsonElement.DeepEquals(JsonSerializer.SerializeToElement(careful), JsonSerializer.SerializeToElement(fast)), JsonSerializer.Serialize(fast));
    }

    // With one item or several; some cut off, some with a value that cannot be, some empty.
    private static string CaseOf(GuidelinePlan plan, int seed)
    {
        string text = RandomCase.CreateWithItems(plan, 1 + (seed % 5 / 3), seed).ReplaceLineEndings(" ");
        return (seed % 23) switch
        {
            1 => text[..(text.Length / 2)],
            2 => text.Replace("\"schema\":1", "\"schema\":7", StringComparison.Ordinal).Replace("\"schema\": 1", "\"schema\": 7", StringComparison.Ordinal),
            3 => "   ",
            _ => text,
        };
    }

    private static BatchCounts Count(byte[] input, BatchOptions options)
    {
        var counts = new Counting();
        BatchRun.Go(new MemoryStream(input), options, counts, BatchProgress.Start, CancellationToken.None, out _);
        return counts.Last;
    }

    private sealed class Counting : IBatchOutput
    {
        public BatchCounts Last { get; private set; } = new();

        public void Write(ReadOnlySpan<byte> results, ReadOnlySpan<byte> rejects, IReadOnlyList<CaseError> errors, BatchProgress progress) => Last = progress.Counts;
    }
}
