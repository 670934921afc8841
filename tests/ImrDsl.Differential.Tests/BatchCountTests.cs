using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using ImrDsl.RandomGuidelines;
using ImrDsl.Runtime.Cases;
using ImrDsl.Runtime.Editions;
using ImrDsl.Runtime.Results;
using ImrDsl.Scoring;
using ImrDsl.Scoring.Batch;
using ImrDsl.Values;
using Xunit;

namespace ImrDsl.Differential.Tests;

/// <summary>
/// What a batch counts and which results it writes, where most lines never get a result, is what the results of all lines say. <c>IMR_LONG=1</c> tries 600 guidelines;
/// without it a few.
/// </summary>
public sealed class BatchCountTests
{
    private static readonly int Guidelines = Environment.GetEnvironmentVariable("IMR_LONG") == "1" ? 600 : 30;
    private const int LinesEach = 24;

    [Fact]
    public void Criteria_and_chosen_results_are_those_of_the_results()
    {
        (long cases, long written, int rejects, int criteria) = (0, 0, 0, 0);
        for (int seed = 0; seed < Guidelines; seed++)
        {
            var specimen = new RandomSpecimen(seed);
            var guidelines = new GuidelineSet([new PlanEdition(specimen.Plan)]);
            byte[] input = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, LinesEach).Select(i => CaseOf(specimen, i) + (i % 3 == 0 ? "\r\n" : "\n"))));
            foreach (string[] where in ConditionsFor(specimen))
            {
                var options = new BatchOptions(guidelines)
                {
                    Where = where.Length == 0 ? null : ResultFilter.Parse(where, [guidelines.Editions[0].Guideline]),
                    Form = where.Length == 0 ? null : ResultForm.Ndjson,
                };
                (string results, string rejected, BatchCounts counts) = Careful(options, input);
                var kept = new Kept();
                BatchRun.Go(new MemoryStream(input), options, kept, BatchProgress.Start, CancellationToken.None, out _);
                string what = $"guideline {seed}, {string.Join(", ", where)}:\n{specimen.Text}";
                Assert.True(results == kept.Results, what);
                Assert.True(rejected == kept.Rejects, what);
                Assert.True(
                    JsonElement.DeepEquals(JsonSerializer.SerializeToElement(counts), JsonSerializer.SerializeToElement(kept.Counts)),
                    $"{what}\n{JsonSerializer.Serialize(counts)}\n{JsonSerializer.Serialize(kept.Counts)}");
                (cases, written, rejects, criteria) = (cases + counts.Cases, written + counts.Written, rejects + rejected.Length, criteria + counts.Criteria.Count);
            }
        }

        Assert.InRange(written, cases / 20, cases * 19 / 20);
        Assert.True(rejects > 0 && criteria > 0);
    }

    // All, some findings, each status of a criterion, and two conditions at once.
    private static IEnumerable<string[]> ConditionsFor(RandomSpecimen specimen)
    {
        yield return [];
        yield return ["finding=" + Findings.Words(Finding.NotEstablished), "finding=" + Findings.Words(Finding.Necessary)];
        string[] names = [.. specimen.Plan.Lists.SelectMany(list => list.Criteria).Select(criterion => criterion.Label.Length > 0 ? criterion.Label : criterion.Title).Where(name => name.Length > 0).Distinct()];
        foreach (string name in names.Take(2))
        {
            foreach (Status status in Enum.GetValues<Status>())
            {
                yield return ["criterion " + name + "=" + Findings.Words(status)];
            }

            yield return ["criterion " + name + "=" + Findings.Words(Status.NotMet), "decision=" + Findings.Words(Decision.Upheld)];
        }
    }

    // With one item or several; some cut off, some empty.
    private static string CaseOf(RandomSpecimen specimen, int number)
    {
        string text = RandomCase.CreateWithItems(specimen.Plan, 1 + (number % 5 / 3), (specimen.Seed * 1000) + number).ReplaceLineEndings(" ");
        return (number % 11) switch
        {
            1 => text[..(text.Length / 2)],
            2 => "   ",
            _ => text,
        };
    }

    private static (string Results, string Rejects, BatchCounts Counts) Careful(BatchOptions options, byte[] input)
    {
        var results = new ArrayBufferWriter<byte>();
        var rejects = new ArrayBufferWriter<byte>();
        var counts = new BatchCounts();
        int number = 0;
        foreach (string line in Encoding.UTF8.GetString(input).Split('\n')[..^1].Select(line => line.TrimEnd('\r')))
        {
            number++;
            if (line.Trim().Length == 0)
            {
                counts.AddEmptyLine();
                continue;
            }

            CaseScore score = options.Guidelines.Score(Encoding.UTF8.GetBytes(line), options.Path);
            if (score.Determination is not { } determination)
            {
                counts.AddRejected();
                ResultLines.WriteReject(rejects, number, score.Errors);
                continue;
            }

            bool isChosen = options.Where?.Chooses(determination) ?? true;
            counts.Add(determination, isChosen, options.CountsCriteria);
            if (isChosen && options.Form is not null)
            {
                ResultLines.WriteJson(results, number, determination);
            }
        }

        return (Encoding.UTF8.GetString(results.WrittenSpan), Encoding.UTF8.GetString(rejects.WrittenSpan), counts);
    }

    private sealed class Kept : IBatchOutput
    {
        public string Results { get; private set; } = string.Empty;

        public string Rejects { get; private set; } = string.Empty;

        public BatchCounts Counts { get; private set; } = new();

        public void Write(ReadOnlySpan<byte> results, ReadOnlySpan<byte> rejects, IReadOnlyList<CaseError> errors, BatchProgress progress)
        {
            Results += Encoding.UTF8.GetString(results);
            Rejects += Encoding.UTF8.GetString(rejects);
            Counts = progress.Counts;
        }
    }
}
