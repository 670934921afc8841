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

        // With results every line is decided for itself, with a full account.
        var options = new BatchOptions(new GuidelineSet([new PlanEdition(plan)])) { Jobs = 2 };
        foreach (bool countsCriteria in new[] { true, false })
        {
            BatchCounts careful = Count(input, options with { CountsCriteria = countsCriteria });
            BatchCounts fast = Count(input, options with { CountsCriteria = countsCriteria, Form = null, IsResumable = false });

            Assert.Equal(Lines, fast.Lines);
            Assert.InRange(fast.Rejected, 1, Lines / 2);
            Assert.InRange(fast.Cases, Lines / 2, Lines - 1);
            Assert.Equal(countsCriteria, fast.Criteria.Count > 0);
            Assert.True(JsonElement.DeepEquals(JsonSerializer.SerializeToElement(careful), JsonSerializer.SerializeToElement(fast)), JsonSerializer.Serialize(fast));
        }
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
