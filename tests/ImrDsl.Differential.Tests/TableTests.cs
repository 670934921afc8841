using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using ImrDsl.Runtime.Cases;
using ImrDsl.Runtime.Editions;
using ImrDsl.Scoring;
using ImrDsl.Scoring.Batch;
using ImrDsl.Scoring.Batch.Csv;
using ImrDsl.Scoring.Columns.Reading;
using Xunit;
using Xunit.Abstractions;

namespace ImrDsl.Differential.Tests;

/// <summary>
/// Rows of tables that are read as they are say what the careful reader makes of the lines that are written of them, and a batch of them comes to the same. <c>IMR_LONG=1</c>
/// tries 600 guidelines; without it a few.
/// </summary>
public sealed class TableTests(ITestOutputHelper output)
{
    private static readonly int Guidelines = Environment.GetEnvironmentVariable("IMR_LONG") == "1" ? 600 : 40;
    private const int CasesEach = 40;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Rows_are_read_as_the_careful_reader_reads_their_lines(bool areMutated)
    {
        (int rows, int wrong, int flat, int fast) = (0, 0, 0, 0);
        for (int seed = 0; seed < Guidelines; seed++)
        {
            var specimen = new RandomSpecimen(seed);
            var reading = new FastReading(specimen.Plan);
            using CsvCases table = TableOf(specimen, areMutated, seed % 2 == 0 ? 97 : 1 << 14);
            var writer = new RowWriter(table.Layout);
            RowRules rules = reading.RowsOf(table.Layout);
            while (table.Next(new RowBlock(500)) is { } block)
            {
                foreach (RowCase one in block.Cases.ToArray().Where(one => !one.IsWritten))
                {
                    byte[] line = writer.LineOf(block, one).ToArray();
                    long most = table.Layout.MostOfLine(one.Length) + block.EntriesOf(one).ToArray().Sum(entry => table.Layout.Lists[entry.List].MostOfEntry(entry.Length));
                    int fastBefore = reading.Fast;
                    string? difference = reading.Difference(rules, block, one, line);
                    Assert.True(difference is null, $"guideline {seed}, line {one.Line}: {difference}\n{Encoding.UTF8.GetString(line)}\n{specimen.Text}");
                    Assert.True(reading.Fast == fastBefore || line.Length < most, "The line is longer than was thought.");
                }
            }

            (rows, wrong, flat, fast) = (rows + reading.Lines, wrong + reading.Wrong, flat + reading.Flat, fast + reading.Fast);
        }

        output.WriteLine($"{rows} plain rows, {wrong} of them wrong, {flat} usual, {fast} read as they are");

        // Left over are those of which an entry stands in quotation marks.
        Assert.InRange(fast, flat * 8 / 10, rows);
        Assert.InRange(wrong, areMutated ? rows / 4 : 0, rows * 9 / 10);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_batch_of_rows_comes_to_what_its_lines_come_to(bool areMutated)
    {
        for (int seed = 0; seed < Guidelines; seed++)
        {
            var specimen = new RandomSpecimen(seed);
            var guidelines = new GuidelineSet([new PlanEdition(specimen.Plan)]);
            foreach (string[] where in (string[][])[[], ["finding=not established"]])
            {
                var options = new BatchOptions(guidelines)
                {
                    IsTable = true,
                    IsResumable = false,
                    Form = null,
                    MostBytesOfLine = seed % 5 == 0 ? 600 : 100_000,
                    Where = where.Length == 0 ? null : ResultFilter.Parse(where, [guidelines.Editions[0].Guideline]),
                };
                using CsvCases rows = TableOf(specimen, areMutated, 1000);
                using var lines = new Lines(TableOf(specimen, areMutated, 1000));
                Assert.Equal(Kept.Of(lines, options), Kept.Of(rows, options));
            }
        }
    }

    private static CsvCases TableOf(RandomSpecimen specimen, bool areMutated, int size)
    {
        var table = new RandomTable(specimen, CasesEach, specimen.Seed);
        if (areMutated)
        {
            table.Mutate();
        }

        return table.Open(size);
    }

    // Nobody can see that it is a table.
    private sealed class Lines(CsvCases table) : ForwardStream
    {
        public override int Read(Span<byte> buffer) => table.Read(buffer);

        protected override void Dispose(bool disposing)
        {
            table.Dispose();
            base.Dispose(disposing);
        }
    }

    private sealed class Kept : IBatchOutput
    {
        private readonly StringBuilder rejected = new();
        private readonly List<CaseError> wrong = [];
        private BatchCounts counts = new();

        public static string Of(Stream input, BatchOptions options)
        {
            var kept = new Kept();
            BatchRun.Go(input, options, kept, BatchProgress.Start, CancellationToken.None, out _);
            return kept.rejected + string.Join('\n', kept.wrong) + JsonSerializer.Serialize(Sorted(kept.counts));
        }

        public void Write(ReadOnlySpan<byte> results, ReadOnlySpan<byte> rejects, IReadOnlyList<CaseError> errors, BatchProgress progress)
        {
            rejected.Append(Encoding.UTF8.GetString(rejects));
            wrong.AddRange(errors);
            counts = progress.Counts;
        }

        // The order in which something was counted first does not matter.
        private static object Sorted(BatchCounts counts) => new
        {
            counts.Lines,
            counts.EmptyLines,
            counts.Cases,
            counts.Rejected,
            counts.Written,
            counts.Outcomes,
            Services = counts.Services.OrderBy(pair => pair.Key, StringComparer.Ordinal),
            Criteria = counts.Criteria.OrderBy(pair => pair.Key, StringComparer.Ordinal),
        };
    }
}
