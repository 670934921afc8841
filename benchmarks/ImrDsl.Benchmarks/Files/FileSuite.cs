using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ImrDsl.Benchmarks.Cases;
using ImrDsl.Benchmarks.Measuring;
using ImrDsl.Benchmarks.Peers;
using ImrDsl.Guidelines.Mtus;
using ImrDsl.Values;

namespace ImrDsl.Benchmarks.Files;

/// <summary>Files of cases, one a line: reading the lines, from bytes in memory to counts on one thread, and from a file on disk to counts on one and two.</summary>
internal static class FileSuite
{
    private const int Cases = 2048;

    /// <summary>Runs the suite.</summary>
    public static void Run(TextWriter output, RoundRobin measure)
    {
        LineReading.Run(output, measure);
        WholeFiles.Run(output, isQuick: measure != RoundRobin.Usual);
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
        var contestants = new List<Contestant>();
        if (mix.PartialShare == 0)
        {
            contestants.Add(new Contestant("System.Text.Json, generated, and hand-written rules", () => All(lines, line => HandWrittenIdds.Decide(JsonFileCase.Read(line)))));
        }

        contestants.Add(new Contestant("generated reader and Decide", () => All(lines, line => Idds.Decide(Idds.ReadCase(line).Items[0].Case, Idds.Service.PermanentImplantation))));
        var reader = new Idds.Packed.Reader();
        contestants.Add(new Contestant("generated packed reader and Decide", () => PackedFiles.Of(reader, file)));
        contestants.Add(new Contestant("imr score --batch --summary", () => BatchTally.Of(new MemoryStream(file), jobs: 1)));
        return contestants;
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
}
