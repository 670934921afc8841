using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Numerics;
using ImrDsl.Benchmarks.Cases;
using ImrDsl.Benchmarks.Measuring;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Text;
using ImrDsl.Scoring.Columns;
using ImrDsl.Scoring.Columns.Reading;
using ImrDsl.Values;

namespace ImrDsl.Benchmarks.Columns;

/// <summary>Deciding over columns, on one thread: how many cases a second, and how near to the speed of memory.</summary>
internal static class ColumnSuite
{
    private const int Blocks = 256;
    private const int ManyBlocks = 2560;
    private const int DrawnCases = 4 * ColumnBlock.Rows;

    /// <summary>Runs the suite.</summary>
    public static void Run(TextWriter output, RoundRobin measure)
    {
        double bandwidth = new ReadBandwidth().Measure(measure);
        output.WriteLine();
        output.WriteLine("### Columns");
        output.WriteLine();
        output.WriteLine(FormattableString.Invariant($"Memory that is in no cache is read at {bandwidth:0.0} GB/s on one core."));
        output.WriteLine();
        output.WriteLine("| guideline | what | cases | M cases/s | B/case in columns | GB/s | share of read bandwidth | allocated, B/case |");
        output.WriteLine("|---|---|---|---|---|---|---|---|");
        Print(output, measure, bandwidth, "without lists, 11 questions and 2 quantities", new ColumnTable(FlatPlan(), FlatCases, ManyBlocks));
        Print(output, measure, bandwidth, "mtus.idds, with lists", new ColumnTable(Samples.Plan, form => ColumnTable.Read(form.Plan, CaseMix.Plain.Draw(DrawnCases)), Blocks));
        BesideDuckDb.Run(output, measure);
        PrintSteps(output, measure);
    }

    private static void Print(TextWriter output, RoundRobin measure, double bandwidth, string name, ColumnTable table)
    {
        foreach ((string what, int blocks, bool withCriteria) in new[]
        {
            ("findings", 1, false), ("findings", Blocks, false), ("findings", ManyBlocks, false), ("findings and criteria", Blocks, true),
        }.Where(row => row.Item2 <= table.Blocks))
        {
            int cases = blocks * ColumnBlock.Rows;
            Measurement measured = measure.Measure([new Contestant(what, () => table.Decide(blocks, withCriteria))], cases)[0];
            double speed = table.BytesOfARow / measured.Nanoseconds;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {what} | {(blocks == 1 ? "4,096, in the cache" : $"{blocks / Blocks} M")} | {1000 / measured.Nanoseconds:0} | {table.BytesOfARow:0.0} | {speed:0.0} | {(blocks == 1 ? "" : $"{speed / bandwidth:0 %}")} | {measured.Bytes} |"));
        }
    }

    // From the bytes of a line to the finding, step by step.
    private static void PrintSteps(TextWriter output, RoundRobin measure)
    {
        foreach (CaseMix mix in new[] { CaseMix.Plain, CaseMix.Evidenced })
        {
            byte[][] lines = [.. mix.Draw(ColumnBlock.Rows).Select(CaseText.Of).Select(line => (byte[])[.. line, (byte)'\n', .. new byte[256]])];
            int[] lengths = [.. lines.Select(line => Array.IndexOf(line, (byte)'\n'))];
            LineRules rules = LineRules.Of([Samples.Plan])!;
            var line = new CaseLine(rules);
            ServicePlan service = rules.Plans[0].Services.Single(asked => asked.Name.EndsWith("implantation", StringComparison.Ordinal));
            var program = new ColumnProgram(rules.Editions[0].Form, service);
            var filler = new BlockFiller(program);
            var evaluator = new BlockEvaluator(program);
            ColumnBlock block = program.Layout.NewBlock();
            Tally Pass(bool fills, bool decides)
            {
                block.Clear();
                for (int i = 0; i < lines.Length; i++)
                {
                    if (line.TryRead(lines[i], 0, lengths[i]) && fills)
                    {
                        filler.Add(block, line.Flat);
                    }
                }

                if (decides)
                {
                    evaluator.Evaluate(block, withCriteria: false);
                }

                return default;
            }

            IReadOnlyList<Measurement> steps = measure.Measure(
            [
                new Contestant("read the line", () => Pass(false, false)),
                new Contestant("read it and fill the columns", () => Pass(true, false)),
                new Contestant("read, fill and decide", () => Pass(true, true)),
            ], lines.Length);
            RatioTable.Print(output, "From a line to its finding: " + mix.Name, FormattableString.Invariant($"mtus.idds, {lines.Length} lines of {lengths.Average():0} bytes."), steps);
        }
    }

    private static GuidelinePlan FlatPlan()
    {
        using Stream stream = typeof(ColumnSuite).Assembly.GetManifestResourceStream("flat.guideline")!;
        using var text = new StreamReader(stream);
        return Compilation.Create(new SourceText("flat.guideline", text.ReadToEnd()), _ => null).Plan!;
    }

    // One fact in ten is not documented; of the others most are as the guideline asks.
    private static IEnumerable<FlatCase> FlatCases(FlatForm form)
    {
        var random = new Random(2014);
        var flat = new FlatCase();
        for (int i = 0; i < DrawnCases; i++)
        {
            flat.Clear(form.Plan.AllFacts.Count);
            flat.DecisionDay = CalendarDate.Create(2014, 10, 30).DayNumber;
            foreach (FactPlan fact in form.Plan.Facts.Where(fact => fact.BuiltIn == BuiltInFact.None && random.Next(10) > 0))
            {
                flat.Facts[fact.Number].Knowledge = Knowledge.Given;
                ref FlatEntry entry = ref flat.AddEntry(fact.Number);
                entry.IsKnown = true;
                entry.Value = fact.Kind == FactKind.Number ? random.Next(100) : random.Next(4) > 0 ? 1 : 0;
            }

            yield return flat;
        }
    }
}
