using System;
using System.Linq;
using ImrDsl.Scoring.Columns.Asking;
using ImrDsl.Scoring.Columns.Circuits;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns;

/// <summary>Reads flat cases into the rows of a block. One for each thread; allocates nothing once it has begun.</summary>
/// <param name="program">What is to be decided.</param>
internal sealed class BlockFiller(ColumnProgram program)
{
    private readonly AtHand at = program.NewAtHand();
    private readonly TruthReading[] truths = [.. program.Layout.Truths];
    private readonly DateReading[] dates = [.. program.Layout.Dates];
    private readonly (NumberReading Reading, FlatNumberFact? Fact)[] numbers = [.. program.Layout.Numbers.Select(number => (number, number.Number as FlatNumberFact))];
    private readonly TimeReading[] times = [.. program.Layout.Times];

    /// <summary>Adds a row. The block must have room for it. Where it fails, the block is as it was.</summary>
    public void Add(ColumnBlock block, FlatCase flat)
    {
        int row = block.Count;
        try
        {
            at.Take(flat);
            Read(block, row);
            block.Count = row + 1;
        }
        catch
        {
            block.ClearRow(row);
            throw;
        }
    }

    private void Read(ColumnBlock block, int row)
    {
        ReadTruths(block, row);
        ReadDates(block, row);
        ReadTimes(block, row);
        if (!TryReadNumbers(block, row))
        {
            // A range has no place in a column: the case is asked for everything at once.
            block.SetAsked(row, program.Ask(at));
            for (int i = 0; i < program.Criteria.Length; i++)
            {
                block.SetAskedStatus(row, i, program.AskCriterion(at, i));
            }
        }
    }

    private void ReadTruths(ColumnBlock block, int row)
    {
        foreach (TruthReading reading in truths)
        {
            Set(block, row, reading.Signal, reading.Condition.Of(at).Value);
        }
    }

    private static void Set(ColumnBlock block, int row, Signal signal, Truth read)
    {
        int slot = read.IsMet ? signal.Met
            : read.IsNotMet ? signal.NotMet
            : read == Truth.NeedsJudgement ? signal.Judgement
            : Frame.Zeros;
        if (slot < 0)
        {
            Set(block, row, slot);
        }
    }

    private static void Set(ColumnBlock block, int row, int slot) => block.Bitmap(~slot)[row >> 6] |= 1UL << (row & 63);

    private void ReadTimes(ColumnBlock block, int row)
    {
        foreach (TimeReading reading in times)
        {
            if (reading.Time.TryRead(at, block.Stretches[reading.Place], row))
            {
                Set(block, row, reading.ByStretches);
                continue;
            }

            foreach ((Comparison comparison, CalendarDuration length, Signal signal) in reading.Comparisons)
            {
                Set(block, row, signal, reading.Time.Compare(at, comparison, length));
            }
        }
    }

    private void ReadDates(ColumnBlock block, int row)
    {
        foreach (DateReading reading in dates)
        {
            PartialDate date = reading.Date.Of(at);
            DateColumn column = DateReading.In(block, reading.Place);
            column.First[row] = date.IsKnown ? date.Earliest.DayNumber : DateColumn.BeforeAll;
            column.Last[row] = date.IsKnown ? date.Latest.DayNumber : DateColumn.AfterAll;
        }
    }

    private bool TryReadNumbers(ColumnBlock block, int row)
    {
        bool fits = true;
        foreach ((NumberReading reading, FlatNumberFact? fact) in numbers)
        {
            if (fact is not null && fact.TryWhole(at, out long written))
            {
                fits &= reading.Column.TrySet(block, row, written);
                continue;
            }

            Number number = reading.Number.Of(at);
            if (number.IsExact && Math.Abs(number.Low) < FlatForm.EndOfScaled / reading.Scale && number.Low * reading.Scale is var scaled
                && decimal.Truncate(scaled) == scaled)
            {
                fits &= reading.Column.TrySet(block, row, (long)scaled);
            }
            else
            {
                reading.Column.SetUnknown(block, row);
                fits &= !number.HasLow && !number.HasHigh;
            }
        }

        return fits;
    }
}
