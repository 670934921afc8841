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
using ImrDsl.Scoring.Batch;
using Xunit;

namespace ImrDsl.Scoring.Tests;

/// <summary>Files that every job reads in parts of its own: the same lines, counts and rejects as from beginning to end, wherever the parts end.</summary>
public sealed class ChunkTests : IDisposable
{
    private static readonly GuidelineSet Therapy = new([new PlanEdition(Guidelines.OfText("""
        language 1
        guideline test.therapy "Therapy"
          source "a test"
          verified no

        facts
          pain: number 0 to 10

        criteria for therapy
          1. pain is at least 5

        service therapy "Therapy"
          medically necessary when criterion 1 for therapy
        """))]);

    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Theory]
    [InlineData("one\ntwo\n\n\nthree and a little more\r\n\r\nx\n")]
    [InlineData("one\ntwo\r\nand no line end")]
    [InlineData("\n\n\n")]
    [InlineData("\uFEFFone\r\n{\"ä\":“”}\rno end of a line\n\r\n\r")]
    [InlineData("a line that is longer than many of the chunks, and than what may stand in a line at times\nshort\nanother line that is longer than many of them\r\nend\r")]
    [InlineData("only one line that is longer than many chunks and has no line end")]
    [InlineData("x")]
    public void Chunks_of_every_size_hold_the_same_lines(string text)
    {
        byte[] file = Encoding.UTF8.GetBytes(text);
        File.WriteAllBytes(path, file);
        using FileStream stream = File.OpenRead(path);
        foreach (int most in (int[])[1, 3, 20, 47, 1000])
        {
            string[] expected = [.. LinesOf(new CaseLines(new MemoryStream(file), most, 16), most)];
            for (int size = 1; size <= file.Length + 1; size++)
            {
                var chunks = new ChunkReader(stream.SafeFileHandle, file.Length, most, size);
                Assert.Equal(expected, Enumerable.Range(0, file.Length + 1).Where(chunk => chunks.Holds(chunk)).SelectMany(chunk => LinesOf(chunks.Read(chunk), most)));
            }
        }
    }

    [Fact]
    public void Lines_much_longer_than_what_is_read_at_a_time_are_whole_or_counted()
    {
        string[] lines = ["a", new string('b', 9_000), string.Empty, new string('c', 50_000) + "\r", new string('d', 20_000), "e", new string('f', 70_000)];
        byte[] file = Encoding.UTF8.GetBytes(string.Join('\n', lines));
        File.WriteAllBytes(path, file);
        using FileStream stream = File.OpenRead(path);
        foreach (int most in (int[])[8_999, 9_000, 20_000, 49_999, 50_000, 1_000_000])
        {
            string[] expected = [.. LinesOf(new CaseLines(new MemoryStream(file), most), most)];
            foreach (int size in (int[])[1_000, 4_096, 9_002, 59_010, 1_000_000])
            {
                var chunks = new ChunkReader(stream.SafeFileHandle, file.Length, most, size);
                Assert.Equal(expected, Enumerable.Range(0, 200).Where(chunk => chunks.Holds(chunk)).Reverse().Select(chunk => LinesOf(chunks.Read(chunk), most).ToArray()).Reverse().SelectMany(found => found));
            }
        }
    }

    [Fact]
    public void A_file_that_has_become_shorter_ends_where_it_ends()
    {
        byte[] file = "one\ntwo\nthree\n"u8.ToArray();
        File.WriteAllBytes(path, file[..6]);
        using FileStream stream = File.OpenRead(path);
        for (int size = 1; size < 20; size++)
        {
            var chunks = new ChunkReader(stream.SafeFileHandle, file.Length, 100, size);
            Assert.Equal(["one", "tw"], Enumerable.Range(0, 20).Where(chunk => chunks.Holds(chunk)).SelectMany(chunk => LinesOf(chunks.Read(chunk), 100)));
        }
    }

    [Fact]
    public void Counts_and_rejects_are_the_same_as_from_beginning_to_end()
    {
        const int Most = 300;
        var random = new Random(1);
        string[] lines = [.. Enumerable.Range(0, 900).Select(number => random.Next(9) switch
        {
            0 => string.Empty,
            1 => "no case, number " + number,
            2 => CaseOf("11"),
            3 => new string('x', random.Next(Most - 2, Most + 2000)),
            _ => CaseOf(random.Next(11).ToString(CultureInfo.InvariantCulture)),
        })];
        byte[] input = Encoding.UTF8.GetBytes("\uFEFF" + string.Concat(lines.Select((line, i) => line + (i % 3 == 0 ? "\r\n" : "\n"))));
        File.WriteAllBytes(path, input);
        var options = new BatchOptions(Therapy) { Form = null, IsResumable = false, MostBytesOfLine = Most };
        Kept expected = new();
        BatchRun.Go(new MemoryStream(input), options, expected, BatchProgress.Start, CancellationToken.None, out _);
        Assert.True(expected.Progress.Counts is { Cases: > 300, EmptyLines: > 50, Rejected: > 200 });
        foreach ((int jobs, int size) in (ReadOnlySpan<(int, int)>)[(1, ChunkReader.Size), (2, ChunkReader.Size), (1, 1000), (3, 97), (4, 5000)])
        {
            Kept kept = new();
            using FileStream file = File.OpenRead(path);
            Assert.Equal(BatchEnd.Complete, new ChunkRun(file, options with { Jobs = jobs }, kept, CancellationToken.None, size).Go());
            Assert.Equal(expected.Rejects, kept.Rejects);
            Assert.Equal(expected.Errors, kept.Errors);
            Assert.Equal(JsonSerializer.Serialize(expected.Progress.Counts), JsonSerializer.Serialize(kept.Progress.Counts));
            Assert.Equal(input.Length, file.Position);
        }
    }

    [Fact]
    public void What_was_begun_when_a_run_is_stopped_is_written_and_nothing_behind_it()
    {
        File.WriteAllText(path, string.Concat(Enumerable.Repeat(CaseOf("7") + "\n", 5000)));
        var options = new BatchOptions(Therapy) { Form = null, IsResumable = false, Jobs = 2 };
        using var stop = new CancellationTokenSource();
        Kept kept = new() { Stop = stop };
        using FileStream file = File.OpenRead(path);
        Assert.Equal(BatchEnd.Interrupted, new ChunkRun(file, options, kept, stop.Token, 1000).Go());
        Assert.InRange(kept.Progress.Counts.Cases, 1, 4900);

        File.WriteAllText(path, string.Concat(Enumerable.Repeat("no case\n", 50_000)));
        kept = new();
        using FileStream wrong = File.OpenRead(path);
        Assert.Equal(BatchEnd.TooManyRejects, new ChunkRun(wrong, options with { MostRejects = 20 }, kept, CancellationToken.None, 1000).Go());
        Assert.InRange(kept.Progress.Counts.Rejected, 21, 300);
    }

    // What stands in each line; of one that is too long, how long it is.
    private static IEnumerable<string> LinesOf(CaseLines lines, int most)
    {
        while (lines.Next() is { } block)
        {
            foreach (string line in LinesOf(block, most))
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<string> LinesOf(CaseBlock block, int most)
    {
        string text = Encoding.Latin1.GetString(block.Bytes.Span);
        IEnumerable<string> lines = text.Length == 0 ? [] : (text.EndsWith('\n') ? text[..^1] : text).Split('\n')
            .Select(line => line.EndsWith('\r') ? line[..^1] : line).Select(line => line.Length > most ? "too long: " + line.Length : line);
        return block.TooLong > 0 ? lines.Append("too long: " + block.TooLong) : lines;
    }

    private static string CaseOf(string pain) =>
        "{\"schema\":1,\"case\":{\"decision date\":\"2014-10-30\"},\"items\":[{\"service\":\"therapy\"}],\"facts\":{\"pain\":" + pain + "}}";

    private sealed class Kept : IBatchOutput
    {
        private readonly StringBuilder rejects = new();

        public CancellationTokenSource? Stop { get; init; }

        public BatchProgress Progress { get; private set; } = BatchProgress.Start;

        public string Rejects => rejects.ToString();

        public List<CaseError> Errors { get; } = [];

        public void Write(ReadOnlySpan<byte> results, ReadOnlySpan<byte> rejects, IReadOnlyList<CaseError> errors, BatchProgress progress)
        {
            Assert.True(results.IsEmpty);
            this.rejects.Append(Encoding.UTF8.GetString(rejects));
            Errors.AddRange(errors);
            Progress = progress;
            Stop?.Cancel();
        }
    }
}
