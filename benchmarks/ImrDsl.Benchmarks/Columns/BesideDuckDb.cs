using System;
using System.Globalization;
using System.IO;
using System.Linq;
using ImrDsl.Benchmarks.Cases;
using ImrDsl.Benchmarks.Files;
using ImrDsl.Benchmarks.Measuring;
using ImrDsl.Scoring.Columns;

namespace ImrDsl.Benchmarks.Columns;

/// <summary>Cases that are in memory already, as columns and as a table of DuckDB, decided on one thread.</summary>
internal static class BesideDuckDb
{
    private const int Blocks = 32;
    private const int Turns = 5;

    /// <summary>Runs the part of the suite.</summary>
    public static void Run(TextWriter output, RoundRobin measure)
    {
        int blocks = measure == RoundRobin.Usual ? Blocks : 1;
        int cases = blocks * ColumnBlock.Rows;
        var table = new ColumnTable(Samples.Plan, form => ColumnTable.Read(form.Plan, CaseMix.Whole.Draw(ColumnBlock.Rows)), blocks);
        Tally found = table.Decide(blocks, withCriteria: false);
        double columns = measure.Measure([new Contestant("columns", () => table.Decide(blocks, withCriteria: false))], cases)[0].Nanoseconds;
        output.WriteLine();
        output.WriteLine("### Cases in memory: mtus.idds, " + CaseMix.Whole.Name);
        output.WriteLine();
        output.WriteLine(FormattableString.Invariant($"{cases} cases, one thread, processor time, reading not counted. Both find the same."));
        output.WriteLine();
        output.WriteLine("| implementation | DuckDB takes | ns/case |");
        output.WriteLine("|---|---|---|");
        string file = Path.Combine(Path.GetTempPath(), "imr-benchmark-" + Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + ".ndjson");
        try
        {
            WholeFiles.Write(file, cases);
            if (DuckDb.Decide(file, threads: 1, times: Turns + 1, isInMemory: true) is not { } duck)
            {
                output.WriteLine(FormattableString.Invariant($"| columns | | {columns:0.0} |"));
                output.WriteLine("| DuckDB | not available: `npm install --prefix benchmarks/duckdb`, with node 20 | |");
                return;
            }

            if (duck.Found != found)
            {
                throw new InvalidOperationException($"Columns find {found}, but DuckDB {duck.Found}.");
            }

            double peer = duck.Processor.Skip(1).Min() / cases;
            output.WriteLine(FormattableString.Invariant($"| columns | {peer / columns:0} times as long | {columns:0.0} |"));
            output.WriteLine(FormattableString.Invariant($"| DuckDB {duck.Version}, a table | 1 times as long | {peer:0} |"));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
