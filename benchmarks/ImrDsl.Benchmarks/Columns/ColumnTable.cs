using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Benchmarks.Cases;
using ImrDsl.Benchmarks.Measuring;
using ImrDsl.Language.Plan;
using ImrDsl.Scoring.Columns;
using ImrDsl.Scoring.Columns.Reading;
using ImrDsl.Values;

namespace ImrDsl.Benchmarks.Columns;

/// <summary>Blocks of drawn cases, again and again the same ones, but each in memory of its own.</summary>
internal sealed class ColumnTable
{
    private const int BlocksAhead = 2;

    private readonly BlockEvaluator evaluator;
    private readonly ColumnBlock[] blocks;

    /// <summary>Fills the blocks.</summary>
    /// <param name="plan">The guideline, with one service for implantations.</param>
    /// <param name="cases">The cases.</param>
    /// <param name="count">How many blocks.</param>
    public ColumnTable(GuidelinePlan plan, Func<FlatForm, IEnumerable<FlatCase>> cases, int count)
    {
        FlatForm form = FlatForm.Of(plan)!;
        var program = new ColumnProgram(form, plan.Services.Single(service => service.Name.EndsWith("implantation", StringComparison.Ordinal)));
        evaluator = new BlockEvaluator(program);
        var filler = new BlockFiller(program);
        blocks = program.Layout.NewBlocks(count);
        using IEnumerator<FlatCase> drawn = Again(() => cases(form)).GetEnumerator();
        for (int i = 0; i < count; i++)
        {
            while (blocks[i].Count < ColumnBlock.Rows && drawn.MoveNext())
            {
                filler.Add(blocks[i], drawn.Current);
            }
        }

        // A stretch is two days, and each row has an end of its stretches.
        BytesOfARow = program.Layout.BytesOfARow + blocks[0].Stretches.Sum(column => sizeof(int) + (2.0 * sizeof(int) * column.Ends[^1] / ColumnBlock.Rows));
    }

    /// <summary>How many blocks there are.</summary>
    public int Blocks => blocks.Length;

    /// <summary>How many bytes a case takes.</summary>
    public double BytesOfARow { get; }

    /// <summary>Made-up cases, read from their lines.</summary>
    public static IEnumerable<FlatCase> Read(GuidelinePlan plan, IEnumerable<DrawnCase> drawn)
    {
        var line = new CaseLine(LineRules.Of([plan])!);
        foreach (byte[] text in drawn.Select(CaseText.Of))
        {
            if (line.TryRead(text, 0, text.Length))
            {
                yield return line.Flat;
            }
        }
    }

    /// <summary>Decides the first blocks.</summary>
    /// <param name="count">How many.</param>
    /// <param name="withCriteria">Whether the status of each criterion is wanted too.</param>
    public Tally Decide(int count, bool withCriteria)
    {
        Span<int> found = stackalloc int[8];
        for (int i = 0; i < count; i++)
        {
            evaluator.Evaluate(blocks[i], withCriteria, blocks[(i + BlocksAhead) % count]);
            for (Finding finding = 0; finding <= Finding.NotAddressed; finding++)
            {
                found[(int)finding] += evaluator.Count(finding);
            }
        }

        return new Tally(found[(int)Finding.Necessary], found[(int)Finding.NotNecessary], found[(int)Finding.NotEstablished], found[(int)Finding.NeedsJudgement]);
    }

    private static IEnumerable<T> Again<T>(Func<IEnumerable<T>> items)
    {
        while (true)
        {
            foreach (T item in items())
            {
                yield return item;
            }
        }
    }
}
