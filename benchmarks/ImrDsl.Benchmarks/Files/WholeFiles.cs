using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using ImrDsl.Benchmarks.Cases;
using ImrDsl.Benchmarks.Measuring;
using ImrDsl.Benchmarks.Peers;
using ImrDsl.Scoring.Batch;
using ImrDsl.Values;

namespace ImrDsl.Benchmarks.Files;

/// <summary>From a file on disk (in the cache of the system) to how many cases have each finding, on one and on two threads, with DuckDB beside.</summary>
internal static class WholeFiles
{
    private const int Distinct = 4096;
    private const int Turns = 4;

    // So many that what a contestant does once for a file does not count: 690 MB of lines.
    private const int Cases = 128 * Distinct;

    /// <summary>Runs the part of the suite.</summary>
    /// <param name="isQuick">Only to see that all of it runs.</param>
    public static void Run(TextWriter output, bool isQuick)
    {
        RunLines(output, isQuick);
        RunTables(output, isQuick);
    }

    private static void RunLines(TextWriter output, bool isQuick)
    {
        int cases = isQuick ? Distinct : Cases;
        string file = PathOf("cases.ndjson");
        try
        {
            long bytes = Write(file, cases);
            int turns = isQuick ? 1 : Turns;
            List<Row> rows =
            [
                Measure("System.Text.Json, generated, and hand-written rules", 1, turns, () => ByHand(file)),
                Measure("imr score --batch --summary", 1, turns, () => Imr(file, 1)),
                Measure("imr score --batch --summary", 2, turns, () => Imr(file, 2)),
                Measure("generated packed reader and Decide", 1, turns, () => PackedFiles.Of(file, 1)),
                Measure("generated packed reader and Decide", 2, turns, () => PackedFiles.Of(file, 2)),
                DuckDb(file, 1, turns),
                DuckDb(file, 2, turns),
            ];
            Print(output, rows, cases, bytes, "a file", FormattableString.Invariant($"{cases} lines of {(bytes / cases) - 1} bytes."));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void RunTables(TextWriter output, bool isQuick)
    {
        int cases = isQuick ? Distinct : Cases;
        string file = PathOf("cases.csv");
        string treatments = PathOf("treatments.csv");
        try
        {
            long bytes = CaseTable.Write(file, treatments, CaseMix.Whole.Draw(Distinct), cases);
            int turns = isQuick ? 1 : Turns;
            List<Row> rows =
            [
                Measure("imr score --batch --list --summary", 1, turns, () => ImrOfTables(file, treatments, 1)),
                Measure("imr score --batch --list --summary", 2, turns, () => ImrOfTables(file, treatments, 2)),
                DuckDb(file, 1, turns, treatments),
                DuckDb(file, 2, turns, treatments),
            ];
            Print(output, rows, cases, bytes, "two tables", FormattableString.Invariant($"{cases} rows with their treatments in a second table, {bytes / cases} bytes a case in both."));
        }
        finally
        {
            File.Delete(file);
            File.Delete(treatments);
        }
    }

    private static string PathOf(string name) => Path.Combine(Path.GetTempPath(), "imr-benchmark-" + Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "-" + name);

    /// <summary>Writes a file of cases, the same again and again: what a file is read for is counted, not remembered. Returns its length in bytes.</summary>
    public static long Write(string file, int cases)
    {
        byte[][] lines = [.. CaseMix.Whole.Draw(Distinct).Select(CaseText.Of)];
        using FileStream stream = File.Create(file);
        for (int i = 0; i < cases; i++)
        {
            stream.Write(lines[i % lines.Length]);
            stream.WriteByte((byte)'\n');
        }

        return stream.Length;
    }

    private static Row Measure(string name, int threads, int turns, Func<Tally> run)
    {
        Tally found = run();
        var walls = new List<double>();
        var processor = new List<double>();
        for (int i = 0; i < turns; i++)
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            long start = Stopwatch.GetTimestamp();
            run();
            walls.Add(Stopwatch.GetElapsedTime(start).TotalNanoseconds);
            processor.Add((Environment.CpuUsage.TotalTime - before).TotalNanoseconds);
        }

        return new Row(name, threads, found, walls.Min(), processor.Min());
    }

    private static Row DuckDb(string file, int threads, int turns, string? treatments = null)
    {
        // The first time is for warming up, as above.
        return Files.DuckDb.Decide(file, threads, turns + 1, treatments: treatments) is { } decided
            ? new Row("DuckDB " + decided.Version, threads, decided.Found, decided.Walls.Skip(1).Min(), decided.Processor.Skip(1).Min())
            : new Row("DuckDB", threads, null, 0, 0);
    }

    private static Tally ByHand(string file)
    {
        Span<int> found = stackalloc int[8];
        foreach (byte[] line in Lines(file))
        {
            found[(int)HandWrittenIdds.Decide(JsonFileCase.Read(line))]++;
        }

        return new Tally(found[(int)Finding.Necessary], found[(int)Finding.NotNecessary], found[(int)Finding.NotEstablished], found[(int)Finding.NeedsJudgement]);
    }

    private static IEnumerable<byte[]> Lines(string file)
    {
        using FileStream stream = File.OpenRead(file);
        var lines = new CaseLines(stream, int.MaxValue / 2);
        while (lines.Next() is { } block)
        {
            using (block)
            {
                ReadOnlyMemory<byte> rest = block.Bytes;
                while (rest.Length > 0)
                {
                    int end = rest.Span.IndexOf((byte)'\n');
                    yield return rest[..end].ToArray();
                    rest = rest[(end + 1)..];
                }
            }
        }
    }

    private static Tally Imr(string file, int jobs)
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        return BatchTally.Of(stream, jobs);
    }

    private static Tally ImrOfTables(string file, string treatments, int jobs)
    {
        using FileStream cases = File.OpenRead(file);
        using FileStream lists = File.OpenRead(treatments);
        return BatchTally.OfTables(cases, lists, jobs);
    }

    private static void Print(TextWriter output, List<Row> rows, int cases, long bytes, string of, string note)
    {
        foreach (Row row in rows.Where(row => row.Found is not null && row.Found != rows[0].Found))
        {
            throw new InvalidOperationException($"{rows[0].Name} finds {rows[0].Found}, but {row.Name} {row.Found}.");
        }

        output.WriteLine();
        output.WriteLine($"### From {of} to counts: {CaseMix.Whole.Name}");
        output.WriteLine();
        output.WriteLine(note + " Every row finds the same. Ratios are times on the wall, to DuckDB with as many threads.");
        output.WriteLine();
        output.WriteLine("| implementation | threads | DuckDB takes | ns/case on the wall | ns/case of processors | GB/s |");
        output.WriteLine("|---|---|---|---|---|---|");
        foreach (Row row in rows)
        {
            double peer = rows.Last(other => other.Threads == row.Threads && other.Name.StartsWith("DuckDB", StringComparison.Ordinal)).Wall;
            string ratio = peer > 0 ? string.Create(CultureInfo.InvariantCulture, $"{peer / row.Wall:0.0} times as long") : string.Empty;
            output.WriteLine(row.Found is null
                ? $"| {row.Name} | {row.Threads} | not available: `npm install --prefix benchmarks/duckdb`, with node 20 | | | |"
                : string.Create(CultureInfo.InvariantCulture, $"| {row.Name} | {row.Threads} | {ratio} | {row.Wall / cases:0} | {row.Processor / cases:0} | {bytes / row.Wall:0.00} |"));
        }
    }

    // What a contestant took for the whole file, in nanoseconds; nothing found where it is not available.
    private sealed record Row(string Name, int Threads, Tally? Found, double Wall, double Processor);
}
