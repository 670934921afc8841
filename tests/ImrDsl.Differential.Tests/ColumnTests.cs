using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Scoring;
using ImrDsl.Scoring.Columns;
using ImrDsl.Values;
using Xunit;
using Xunit.Abstractions;

namespace ImrDsl.Differential.Tests;

/// <summary>
/// Random guidelines and random cases: blocks of columns come to the findings and criterion statuses of the reference evaluator, row by row. <c>IMR_LONG=1</c> tries
/// 2,000 guidelines with 200 disputed items each.
/// </summary>
public sealed class ColumnTests(ITestOutputHelper output)
{
    private const int ItemsAFile = 5;

    private static readonly bool IsLong = Environment.GetEnvironmentVariable("IMR_LONG") == "1";
    private static readonly int Guidelines = IsLong ? 2000 : 150;
    private static readonly int FilesEach = IsLong ? 40 : 16;

    [Fact]
    public void Blocks_are_decided_as_the_reference_evaluator_decides_each_row()
    {
        var share = new CarefulShare();
        System.Threading.Tasks.Parallel.For(0, Guidelines, seed =>
        {
            var specimen = new RandomSpecimen(seed);
            FlatForm form = Assert.IsType<FlatForm>(FlatForm.Of(specimen.Plan));
            List<CaseItem> items = [.. Enumerable.Range(0, FilesEach).SelectMany(number => specimen.File(number, ItemsAFile).Items)];
            foreach (IGrouping<ServicePlan, CaseItem> ofService in items.GroupBy(item => item.Service))
            {
                Compare(form, ofService.Key, [.. ofService.Select(item => item.Record)], "guideline " + seed + "\n" + specimen.Text, share);
            }
        });
        output.WriteLine(share.ToString());
        share.AssertFew();
    }

    // Every row in every block it is in: twice, since blocks are used again.
    private static void Compare(FlatForm form, ServicePlan service, List<CaseRecord> records, string what, CarefulShare share)
    {
        var program = new ColumnProgram(form, service);
        var filler = new BlockFiller(program);
        var evaluator = new BlockEvaluator(program);
        ColumnBlock block = program.Layout.NewBlock();
        var flat = new FlatCase();
        for (int time = 0; time < 2; time++)
        {
            block.Clear();
            var rows = new List<CaseRecord>();
            foreach (CaseRecord record in records.Skip(time))
            {
                if (FlatRecord.TryWrite(form, record, flat))
                {
                    filler.Add(block, flat);
                    rows.Add(record);
                }
            }

            evaluator.Evaluate(block, withCriteria: true);
            share.Add(records.Count - time, rows.Count, block.Asked.Sum(word => System.Numerics.BitOperations.PopCount(word)));
            for (int row = 0; row < rows.Count; row++)
            {
                ServiceResult expected = ReferenceEvaluator.Evaluate(form.Plan, service, rows[row]);
                Assert.True(
                    Holds(evaluator.RowsWith(expected.Finding), row), $"{service.Name}: {expected.Finding} expected, row {row} is {FindingOf(evaluator, row)}\n{what}");
                for (int i = 0; i < program.Criteria.Length; i++)
                {
                    Status status = expected.Criteria[program.Criteria[i]].Status;
                    Assert.True(Holds(evaluator.RowsWith(i, status), row), $"{program.Criteria[i].Id}: {status} expected\n{what}");
                }
            }

            Assert.Equal(rows.Count, Enum.GetValues<Finding>().Sum(finding => Count(evaluator.RowsWith(finding))));
            ulong[][] withCriteria = [.. Enum.GetValues<Finding>().Select(finding => evaluator.RowsWith(finding).ToArray())];
            evaluator.Evaluate(block, withCriteria: false);
            Assert.All(Enum.GetValues<Finding>(), finding => Assert.True(evaluator.RowsWith(finding).SequenceEqual(withCriteria[(int)finding]), finding + "\n" + what));
        }
    }

    private static bool Holds(ReadOnlySpan<ulong> rows, int row) => (rows[row >> 6] >> (row & 63) & 1) != 0;

    private static int Count(ReadOnlySpan<ulong> rows)
    {
        int count = 0;
        foreach (ulong word in rows)
        {
            count += System.Numerics.BitOperations.PopCount(word);
        }

        return count;
    }

    private static string FindingOf(BlockEvaluator evaluator, int row) =>
        string.Join(" and ", Enum.GetValues<Finding>().Where(finding => Holds(evaluator.RowsWith(finding), row)));

    // How many of the disputed items went round the columns.
    private sealed class CarefulShare
    {
        private int items;
        private int flat;
        private int asked;

        public void Add(int ofItems, int ofFlat, int ofAsked)
        {
            System.Threading.Interlocked.Add(ref items, ofItems);
            System.Threading.Interlocked.Add(ref flat, ofFlat);
            System.Threading.Interlocked.Add(ref asked, ofAsked);
        }

        // Random cases hold more ranges than any record.
        public void AssertFew()
        {
            Assert.InRange(items - flat, 1, items * 0.3);
            Assert.InRange(asked, 1, items * 0.01);
        }

        public override string ToString() =>
            $"{items} items: {100.0 * (items - flat) / items:0.0}% without a flat form, {100.0 * asked / items:0.0}% asked one by one, the rest over columns";
    }
}
