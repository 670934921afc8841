using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.RandomGuidelines;
using ImrDsl.Scoring.Columns;
using ImrDsl.Testing;
using ImrDsl.Values;
using Xunit;
using Xunit.Abstractions;

namespace ImrDsl.Scoring.Tests;

/// <summary>The guidelines of the library and of the tests over columns: their examples and random cases are decided as by the reference evaluator.</summary>
public sealed class LibraryColumnTests(ITestOutputHelper output)
{
    private const int RandomCases = 40;
    private const double MostExamplesBeside = 0.02;
    private const double FewestRandomInside = 0.85;

    [Fact]
    public void Guidelines_are_decided_over_columns_as_by_the_reference_evaluator()
    {
        int cases = 0;
        int inColumns = 0;
        int examples = 0;
        int examplesBeside = 0;
        foreach (string path in Repository.Guidelines().Where(path => path.StartsWith("guidelines/", StringComparison.Ordinal) || path.StartsWith("tests/cases/good/", StringComparison.Ordinal)))
        {
            if (Guidelines.TryOfFile(path) is not { } plan)
            {
                continue;
            }

            FlatForm form = Assert.IsType<FlatForm>(FlatForm.Of(plan));
            foreach (ServicePlan service in plan.Services)
            {
                List<CaseRecord> ofExamples = [.. plan.Examples.Where(example => example.Service == service).Select(example => example.Case)];
                List<CaseRecord> random = [.. Enumerable.Range(0, RandomCases).SelectMany(seed => RecordsOf(plan, service, seed))];
                examples += ofExamples.Count;
                examplesBeside += ofExamples.Count - Compare(form, service, ofExamples, path);
                cases += random.Count;
                inColumns += Compare(form, service, random, path);
            }
        }

        output.WriteLine($"{examples} examples, {examplesBeside} beside the columns; {cases} random cases, {cases - inColumns} beside the columns");
        Assert.InRange(examplesBeside, 0, examples * MostExamplesBeside);
        Assert.InRange(inColumns, cases * FewestRandomInside, cases);
    }

    private static IEnumerable<CaseRecord> RecordsOf(GuidelinePlan plan, ServicePlan service, int seed) =>
        CaseReader.Read(plan, System.Text.Encoding.UTF8.GetBytes(RandomCase.Create(plan, service.Ordinal, seed)), "case.json").File?.Items.Select(item => item.Record) ?? [];

    // How many of the cases are in the columns.
    private static int Compare(FlatForm form, ServicePlan service, List<CaseRecord> records, string path)
    {
        var program = new ColumnProgram(form, service);
        var filler = new BlockFiller(program);
        var evaluator = new BlockEvaluator(program);
        ColumnBlock block = program.Layout.NewBlock();
        var flat = new FlatCase();
        List<CaseRecord> rows = [.. records.Where(Add)];
        evaluator.Evaluate(block, withCriteria: true);
        for (int row = 0; row < rows.Count; row++)
        {
            ServiceResult expected = ReferenceEvaluator.Evaluate(form.Plan, service, rows[row]);
            Assert.True(Holds(evaluator.RowsWith(expected.Finding), row), $"{path}, {service.Name}, row {row}: {Findings.Words(expected.Finding)} expected");
            for (int i = 0; i < program.Criteria.Length; i++)
            {
                Status status = expected.Criteria[program.Criteria[i]].Status;
                Assert.True(Holds(evaluator.RowsWith(i, status), row), $"{path}, {program.Criteria[i].Id}, row {row}: {Findings.Words(status)} expected");
            }
        }

        return rows.Count - block.Asked.Sum(word => BitOperations.PopCount(word));

        bool Add(CaseRecord record)
        {
            bool fits = FlatRecord.TryWrite(form, record, flat);
            if (fits)
            {
                filler.Add(block, flat);
            }

            return fits;
        }
    }

    private static bool Holds(ReadOnlySpan<ulong> rows, int row) => (rows[row >> 6] >> (row & 63) & 1) != 0;
}
