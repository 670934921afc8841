using System;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns.Circuits;

/// <summary>A step that is dear, and is taken only for the rows whose finding hangs on it.</summary>
/// <param name="result">Where to write. In its <see cref="Signal.Later"/> are the rows not computed yet.</param>
internal abstract class LateStep(Signal result) : Step
{
    /// <summary>Where to write.</summary>
    protected Signal Result { get; } = result;

    /// <summary>Computes rows.</summary>
    /// <param name="frame">The block.</param>
    /// <param name="rows">Which; of these, the ones not computed yet.</param>
    public abstract void Compute(Frame frame, ReadOnlySpan<ulong> rows);
}

/// <summary>
/// Whether the stretches of a list come to at least a stated length, or more than it, overlaps once. The number of days tells for most rows; calendar months are
/// counted only where it does not.
/// </summary>
internal sealed class TotalTimeStep : LateStep
{
    // Between two ends of February lie more days than these.
    private const int DaysOfShortestYear = 330;
    private const int MostDays = 10_000_000;

    private readonly TimeReading reading;
    private readonly Signal read;
    private readonly Comparison comparison;
    private readonly CalendarDuration length;
    private readonly int surelyMore;
    private readonly int surelyLess;

    /// <summary>A step.</summary>
    /// <param name="reading">The time.</param>
    /// <param name="read">The bitmaps of the rows without stretches.</param>
    /// <param name="comparison">At least, or more.</param>
    /// <param name="length">The stated length.</param>
    /// <param name="result">Where to write.</param>
    public TotalTimeStep(TimeReading reading, Signal read, Comparison comparison, CalendarDuration length, Signal result)
        : base(result)
    {
        this.reading = reading;
        this.read = read;
        this.comparison = comparison;
        this.length = length;

        // A month has 31 days at most; of months shorter than 30 days there is one in a year, by 2 days at most. In days the number tells all.
        int days = length.IsInMonths ? 0 : Math.Min(length.InDays, MostDays) + (comparison == Comparison.More ? 1 : 0);
        surelyMore = length.IsInMonths ? (31 * Math.Min(length.InMonths, MostDays)) + 1 : days;
        surelyLess = length.IsInMonths ? 30 * Math.Min(length.InMonths, MostDays) : days;
    }

    public override void Run(Frame frame)
    {
        frame[read.Met].CopyTo(frame[Result.Met]);
        frame[read.NotMet].CopyTo(frame[Result.NotMet]);
        if (Result.MayNeedJudgement)
        {
            frame[read.Judgement].CopyTo(frame[Result.Judgement]);
        }

        frame[reading.ByStretches].CopyTo(frame[Result.Later]);
    }

    public override void Compute(Frame frame, ReadOnlySpan<ulong> rows)
    {
        StretchColumn column = frame.Block.Stretches[reading.Place];
        ReadOnlySpan<int> first = column.First;
        ReadOnlySpan<int> last = column.Last;
        ReadOnlySpan<int> ends = column.Ends;
        Span<ulong> met = frame[Result.Met];
        Span<ulong> notMet = frame[Result.NotMet];
        Span<ulong> later = frame[Result.Later];
        for (int word = 0; word < ColumnBlock.Words; word++)
        {
            ulong left = rows[word] & later[word];
            later[word] &= ~left;
            for (; left != 0; left &= left - 1)
            {
                int row = (64 * word) + System.Numerics.BitOperations.TrailingZeroCount(left);
                int begin = row == 0 ? 0 : ends[row - 1];
                bool isLong = IsLong(first[begin..ends[row]], last[begin..ends[row]]);
                ulong bit = left & (~left + 1);
                met[word] |= isLong ? bit : 0;
                notMet[word] |= isLong ? 0 : bit;
            }
        }
    }

    private bool IsLong(ReadOnlySpan<int> first, ReadOnlySpan<int> last)
    {
        int days = 0;
        int pieces = 0;
        int covered = -1;
        for (int i = 0; i < first.Length && i < last.Length; i++)
        {
            int added = Math.Max(last[i] - Math.Max(first[i] - 1, covered), 0);
            covered = Math.Max(covered, last[i]);
            days += added;
            pieces += added > 0 ? 1 : 0;
        }

        return days >= surelyMore || (!IsSurelyLess(days, pieces) && CountMonths(first, last, covered));
    }

    private bool IsSurelyLess(int days, int pieces) =>
        (length.IsInMonths ? days + (2 * ((days / DaysOfShortestYear) + pieces)) : days) < surelyLess;

    private bool CountMonths(ReadOnlySpan<int> first, ReadOnlySpan<int> last, int lastDay)
    {
        if (!length.IsInMonths)
        {
            return true;
        }

        var union = new PeriodUnion(CalendarDate.FromDayNumber(Math.Max(lastDay, 0)));
        for (int i = 0; i < first.Length; i++)
        {
            union.Add(new Period(CalendarDate.FromDayNumber(first[i]), CalendarDate.FromDayNumber(last[i])), Truth.Met);
        }

        bool isLong = union.CompareTotal(comparison, length).IsMet;
        union.Dispose();
        return isLong;
    }
}
