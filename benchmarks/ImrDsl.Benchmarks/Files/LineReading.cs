using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using ImrDsl.Benchmarks.Cases;
using ImrDsl.Benchmarks.Measuring;
using ImrDsl.Scoring.Columns.Reading;

namespace ImrDsl.Benchmarks.Files;

/// <summary>From the bytes of a file of cases, one a line, to cases in memory, on one thread, without deciding them.</summary>
internal static class LineReading
{
    private const int Cases = 2048;

    /// <summary>Runs the part of the suite.</summary>
    public static void Run(TextWriter output, RoundRobin measure)
    {
        foreach (CaseMix mix in new[] { CaseMix.Plain, CaseMix.Evidenced })
        {
            byte[][] lines = [.. mix.Draw(Cases).Select(CaseText.Of)];
            Run(output, measure, mix.Name, lines);
            Run(output, measure, mix.Name + ", keys in any order and blanks", [.. lines.Select(LooseText.Of)]);
        }
    }

    private static void Run(TextWriter output, RoundRobin measure, string name, byte[][] lines)
    {
        byte[] file = [.. lines.SelectMany(line => line.Append((byte)'\n'))];
        var line = new CaseLine(LineRules.Of([Samples.Plan])!);
        List<Contestant> contestants =
        [
            new("search for line ends", () => All(file, static (_, _, _) => true)),
            new("System.Text.Json, tokens only", () => All(file, Tokens)),
            new("imr, into flat cases", () => All(file, line.TryRead)),
        ];
        string note = FormattableString.Invariant($"{lines.Length} lines of {lines.Average(text => text.Length):0} bytes. Every row counts as many lines; the last one those it reads without the careful reader.");
        RatioTable.Print(output, "Reading lines: " + name, note, measure.Measure(contestants, lines.Length), bytesOfCase: (double)file.Length / lines.Length);
    }

    private static Tally All(byte[] file, Func<byte[], int, int, bool> read)
    {
        int count = 0;
        for (int start = 0; start < file.Length;)
        {
            int length = file.AsSpan(start).IndexOf((byte)'\n');
            count += read(file, start, length) ? 1 : 0;
            start += length + 1;
        }

        return new Tally(count, 0, 0, 0);
    }

    private static bool Tokens(byte[] file, int start, int length)
    {
        var reader = new Utf8JsonReader(file.AsSpan(start, length));
        while (reader.Read())
        {
        }

        return true;
    }
}
