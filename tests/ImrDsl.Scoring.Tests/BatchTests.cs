using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using ImrDsl.Runtime.Cases;
using ImrDsl.Runtime.Editions;
using ImrDsl.Runtime.Explaining;
using ImrDsl.Scoring.Batch;
using Xunit;

namespace ImrDsl.Scoring.Tests;

/// <summary>Batches of cases: the results of the cases one by one, in the order of the lines, whatever the file looks like and whenever a run stops.</summary>
public sealed class BatchTests
{
    private const int Lines = 4000;

    private static readonly GuidelineSet Therapy = new([new PlanEdition(Guidelines.OfText("""
        language 1
        guideline test.therapy "Therapy"
          source "a test"
          verified no

        facts
          pain: number 0 to 10
          sepsis: yes/no

        criteria for therapy
          1. pain is at least 5
          2. not sepsis

        service therapy "Therapy"
          medically necessary when criteria 1 to 2 for therapy
        """))]);

    [Fact]
    public void A_batch_gives_the_results_of_its_cases_one_by_one()
    {
        string[] lines = RandomLines();
        Kept kept = Run(Encoding.UTF8.GetBytes(string.Join('\n', lines)));

        Dictionary<int, JsonElement> results = ByLine(kept.Results);
        Dictionary<int, JsonElement> rejects = ByLine(kept.Rejects);
        for (int i = 0; i < lines.Length; i++)
        {
            CaseScore alone = Therapy.Score(Encoding.UTF8.GetBytes(lines[i]), "cases");
            if (lines[i].Trim().Length == 0)
            {
                Assert.False(results.ContainsKey(i + 1) || rejects.ContainsKey(i + 1));
            }
            else if (alone.Determination is { } determination)
            {
                JsonElement expected = JsonDocument.Parse(DeterminationJson.Write(determination)).RootElement;
                Assert.All(expected.EnumerateObject(), member => Assert.True(JsonElement.DeepEquals(member.Value, results[i + 1].GetProperty(member.Name))));
            }
            else
            {
                Assert.Equal(
                    alone.Errors.Select(error => (error.Column, error.Code, error.Message)),
                    rejects[i + 1].GetProperty("errors").EnumerateArray().Select(error =>
                        (error.GetProperty("column").GetInt32(), error.GetProperty("code").GetString()!, error.GetProperty("message").GetString()!)));
            }
        }

        BatchCounts counts = kept.Progress.Counts;
        Assert.Equal((results.Count, rejects.Count, lines.Length), ((int)counts.Cases, (int)counts.Rejected, (int)counts.Lines));
        Assert.Equal(counts.Lines, counts.Cases + counts.Rejected + counts.EmptyLines);
        Assert.Equal(Enumerable.Range(1, lines.Length).Where(results.ContainsKey), results.Keys);
    }

    [Fact]
    public void Line_ends_and_the_number_of_jobs_change_nothing()
    {
        string[] lines = RandomLines();
        Kept expected = Run(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        (byte[] Input, int Jobs)[] others =
        [
            (Encoding.UTF8.GetBytes(string.Join('\n', lines)), 1),
            (Encoding.UTF8.GetBytes(string.Join("\r\n", lines)), 3),
            (Encoding.UTF8.GetBytes(string.Concat(lines.Select((line, i) => line + (i % 3 == 0 ? "\r\n" : "\n")))), 2),
            ([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(string.Join('\n', lines))], 2),
        ];
        foreach ((byte[] input, int jobs) in others)
        {
            Kept kept = Run(input, options => options with { Jobs = jobs });
            Assert.Equal(expected.Results, kept.Results);
            Assert.Equal(expected.Rejects, kept.Rejects);
        }
    }

    [Fact]
    public void Where_only_counts_are_wanted_the_same_lines_are_rejected_and_the_same_is_counted()
    {
        const int Most = 100_000;
        string[] lines = [CaseOf("cut off", "7", "true")[..30], .. RandomLines(), new string('x', Most + 1), CaseOf("last", "7", "false"), "{}"];
        string mixed = string.Concat(lines.Select((line, i) => line + (i % 3 == 0 ? "\r\n" : i == lines.Length - 1 ? "\r" : "\n")));
        foreach (int jobs in (int[])[1, 3])
        {
            Kept full = Run(Encoding.UTF8.GetBytes(mixed), options => options with { MostBytesOfLine = Most, Jobs = jobs });
            Kept counted = Run(
                Encoding.UTF8.GetBytes(mixed), options => options with { MostBytesOfLine = Most, Jobs = jobs, Form = null, CountsCriteria = false, IsResumable = false });

            Assert.Equal(string.Empty, counted.Results);
            Assert.Equal(full.Rejects, counted.Rejects);
            (BatchCounts one, BatchCounts other) = (full.Progress.Counts, counted.Progress.Counts);
            Assert.Equal((one.Lines, one.EmptyLines, one.Cases, one.Rejected, one.Written), (other.Lines, other.EmptyLines, other.Cases, other.Rejected, other.Written));
            Assert.Equal(one.Outcomes, other.Outcomes);
            Assert.Equal(one.Services["test.therapy/therapy"].Findings, other.Services["test.therapy/therapy"].Findings);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2000)]
    [InlineData(Lines)]
    public void A_line_that_is_too_long_is_rejected_by_itself(int place)
    {
        const int Most = 100_000;
        List<string> lines = [.. RandomLines()];
        Kept without = Run(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        foreach (int length in (int[])[Most + 1, Most + 2, (3 * Most) + 7, 5_000_000])
        {
            lines.Insert(place, new string('x', length));
            Kept with = Run(Encoding.UTF8.GetBytes(string.Join("\r\n", lines)), options => options with { MostBytesOfLine = Most });
            JsonElement reject = ByLine(with.Rejects)[place + 1].GetProperty("errors")[0];
            Assert.Equal(CaseMessages.LineTooLong, reject.GetProperty("code").GetString());
            Assert.Contains(length.ToString("N0", CultureInfo.InvariantCulture), reject.GetProperty("message").GetString(), StringComparison.Ordinal);
            Assert.Equal(without.Progress.Counts.Cases, with.Progress.Counts.Cases);
            Assert.Equal(without.Progress.Counts.Rejected + 1, with.Progress.Counts.Rejected);
            lines.RemoveAt(place);
        }
    }

    [Fact]
    public void A_line_of_just_the_length_that_is_allowed_is_read()
    {
        string line = CaseOf("a", "7", "false");
        Kept kept = Run(Encoding.UTF8.GetBytes(line + "\r\n" + line), options => options with { MostBytesOfLine = line.Length });
        Assert.Equal(2, kept.Progress.Counts.Cases);
    }

    [Theory]
    [InlineData]
    [InlineData("finding=not established")]
    public void A_run_that_stopped_anywhere_is_gone_on_with_as_if_it_had_not(params string[] where)
    {
        byte[] input = Encoding.UTF8.GetBytes(string.Join('\n', RandomLines()));
        BatchOptions options = Options with { Where = where.Length == 0 ? null : ResultFilter.Parse(where, [Therapy.Editions[0].Guideline]) };
        Kept expected = Run(input, _ => options);
        Assert.True(expected.Blocks > 5, "the batch is too small to stop in");
        for (int blocks = 0; blocks <= expected.Blocks; blocks++)
        {
            using var stop = new CancellationTokenSource();
            var kept = new Kept { StopAfter = blocks, Stop = stop };
            if (blocks == 0)
            {
                stop.Cancel();
            }

            BatchRun.Go(new MemoryStream(input), options, kept, BatchProgress.Start, stop.Token, out _);
            Assert.True(kept.Blocks >= blocks);
            var journal = JsonSerializer.Deserialize<BatchProgress>(JsonSerializer.Serialize(kept.Progress))!;
            Assert.Equal(BatchEnd.Complete, BatchRun.Go(new MemoryStream(input), options with { Jobs = 3 }, kept, journal, CancellationToken.None, out bool isSame));
            Assert.True(isSame);
            Assert.Equal(expected.Results, kept.Results);
            Assert.Equal(expected.Rejects, kept.Rejects);
            Assert.Equal(JsonSerializer.Serialize(expected.Progress), JsonSerializer.Serialize(kept.Progress));
        }
    }

    [Fact]
    public void A_run_is_not_gone_on_with_over_another_input()
    {
        byte[] input = Encoding.UTF8.GetBytes(string.Join('\n', RandomLines()));
        using var stop = new CancellationTokenSource();
        var kept = new Kept { StopAfter = 3, Stop = stop };
        Assert.Equal(BatchEnd.Interrupted, BatchRun.Go(new MemoryStream(input), Options, kept, BatchProgress.Start, stop.Token, out _));

        byte[] other = [.. input];
        other[10] ^= 1;
        string before = kept.Results;
        BatchRun.Go(new MemoryStream(other), Options, kept, kept.Progress, CancellationToken.None, out bool isSame);
        Assert.False(isSame);
        BatchRun.Go(new MemoryStream(input[..50_000]), Options, kept, kept.Progress, CancellationToken.None, out isSame);
        Assert.False(isSame);
        Assert.Equal(before, kept.Results);
    }

    [Fact]
    public void More_rejects_than_allowed_stop_the_run()
    {
        byte[] input = Encoding.UTF8.GetBytes(string.Join('\n', RandomLines()));
        var kept = new Kept();
        Assert.Equal(BatchEnd.TooManyRejects, BatchRun.Go(new MemoryStream(input), Options with { MostRejects = 20 }, kept, BatchProgress.Start, CancellationToken.None, out _));
        Assert.InRange(kept.Progress.Counts.Rejected, 21, 500);
    }

    private static BatchOptions Options => new(Therapy) { Jobs = 2 };

    private static Kept Run(byte[] input, Func<BatchOptions, BatchOptions>? with = null)
    {
        var kept = new Kept();
        Assert.Equal(BatchEnd.Complete, BatchRun.Go(
            new MemoryStream(input), with?.Invoke(Options) ?? Options, kept, BatchProgress.Start, CancellationToken.None, out _));
        return kept;
    }

    private static Dictionary<int, JsonElement> ByLine(string lines) => lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => JsonDocument.Parse(line).RootElement)
        .ToDictionary(document => document.GetProperty("line").GetInt32());

    // Of every kind of line there is: cases of every finding, with several items, empty lines, cases with errors, and what is no case.
    private static string[] RandomLines()
    {
        var random = new Random(20140630);
        return
        [
            .. Enumerable.Range(1, Lines).Select(number => random.Next(20) switch
            {
                0 => string.Empty,
                1 => "  \t",
                2 => CaseOf("ä“" + number, "\"much\"", "true"),
                3 => CaseOf("b", "11", "\"perhaps\""),
                4 => "no case at all, number " + number,
                5 => CaseOf("cut off", "7", "true")[..random.Next(1, 60)],
                _ => CaseOf("c" + number, Pick("3", "5", "7.5", "null", "\"4 to 6\""), Pick("true", "false", "null", "\"unknown\"")),
            }),
        ];

        string Pick(params string[] words) => words[random.Next(words.Length)];
    }

    private static string CaseOf(string id, string pain, string sepsis) =>
        "{\"schema\":1,\"case\":{\"id\":\"" + id + "\",\"decision date\":\"2014-10-30\"},\"items\":[{\"service\":\"therapy\"}],"
        + "\"facts\":{\"pain\":" + pain + ",\"sepsis\":" + sepsis + "}}";

    private sealed class Kept : IBatchOutput
    {
        private readonly StringBuilder results = new();
        private readonly StringBuilder rejects = new();

        public int Blocks { get; private set; }

        public int StopAfter { get; init; } = int.MaxValue;

        public CancellationTokenSource? Stop { get; init; }

        public BatchProgress Progress { get; private set; } = BatchProgress.Start;

        public string Results => results.ToString();

        public string Rejects => rejects.ToString();

        public void Write(ReadOnlySpan<byte> results, ReadOnlySpan<byte> rejects, IReadOnlyList<CaseError> errors, BatchProgress progress)
        {
            this.results.Append(Encoding.UTF8.GetString(results));
            this.rejects.Append(Encoding.UTF8.GetString(rejects));
            Progress = progress;
            if (++Blocks >= StopAfter)
            {
                Stop!.Cancel();
            }
        }
    }
}
