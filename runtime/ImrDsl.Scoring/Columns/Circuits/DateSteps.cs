using System;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns.Circuits;

/// <summary>A date that is compared: a column of the block, or a constant.</summary>
internal readonly struct DateOperand
{
    private readonly int[]? first;
    private readonly int[]? last;

    private DateOperand(int place, int[]? first, int[]? last)
    {
        Place = place;
        this.first = first;
        this.last = last;
    }

    /// <summary>The place of the column in the block; −1 for a constant.</summary>
    public int Place { get; }

    /// <summary>Whether it is the same in every row.</summary>
    public bool IsConstant => first is not null;

    /// <summary>A constant.</summary>
    public static DateOperand Of(PartialDate date) => new(
        -1, InEveryRow(date.IsKnown ? date.Earliest.DayNumber : DateColumn.BeforeAll), InEveryRow(date.IsKnown ? date.Latest.DayNumber : DateColumn.AfterAll));

    /// <summary>A column.</summary>
    public static DateOperand At(int place) => new(place, null, null);

    /// <summary>The dates of the rows.</summary>
    public DateColumn In(Frame frame) => IsConstant ? new DateColumn(first, last) : DateReading.In(frame.Block, Place);

    private static int[] InEveryRow(int day)
    {
        var days = new int[ColumnBlock.Rows];
        Array.Fill(days, day);
        return days;
    }
}

/// <summary>Whether one date is before another. The other comparisons are this one, turned round or negated.</summary>
internal sealed class BeforeStep(DateOperand left, DateOperand right, Signal result) : Step
{
    public override void Run(Frame frame)
    {
        DateColumn one = left.In(frame);
        DateColumn other = right.In(frame);
        Days.Less(one.Last, other.First, frame[result.Met], isNegated: false);
        Days.Less(one.First, other.Last, frame[result.NotMet], isNegated: true);
    }
}

/// <summary>
/// Whether the time from one date to another is at least a stated length, or more than it. The number of days tells for most rows; calendar months are counted only
/// where it does not.
/// </summary>
internal sealed class ElapsedStep : Step
{
    // So many months have so many days, and at most these more or less.
    private const double DaysOfMonth = 30.436875;
    private const int Slack = 6;

    // Longer than any time between two days of the calendar.
    private const int MostMonths = 1_000_000;
    private const int MostDays = 10_000_000;

    private readonly DateOperand from;
    private readonly DateOperand to;
    private readonly CalendarDuration length;
    private readonly bool isStrict;
    private readonly Signal result;
    private readonly int surelyLess;
    private readonly int surelyMore;

    public ElapsedStep(DateOperand from, DateOperand to, CalendarDuration length, bool isStrict, Signal result)
    {
        this.from = from;
        this.to = to;
        this.length = length;
        this.isStrict = isStrict;
        this.result = result;

        // In days the number tells all. Of "more than" the stated length itself is less.
        int days = length.IsInMonths ? (int)(Math.Min(length.InMonths, MostMonths) * DaysOfMonth) : Math.Min(length.InDays, MostDays);
        surelyLess = length.IsInMonths ? days - Slack : isStrict ? days + 1 : days;
        surelyMore = length.IsInMonths ? days + Slack : surelyLess - 1;
    }

    public override void Run(Frame frame)
    {
        DateColumn start = from.In(frame);
        DateColumn end = to.In(frame);
        Span<ulong> met = frame[result.Met];
        Span<ulong> notMet = frame[result.NotMet];
        Days.Apart(start.Last, end.First, surelyMore, met, isNegated: false);
        Days.Apart(start.First, end.Last, surelyLess - 1, notMet, isNegated: true);
        if (length.IsInMonths)
        {
            CountMonths(start, end, frame.Block, met, notMet);
        }
    }

    private void CountMonths(DateColumn start, DateColumn end, ColumnBlock block, Span<ulong> met, Span<ulong> notMet)
    {
        for (int word = 0; word < ColumnBlock.Words; word++)
        {
            ulong open = ~(met[word] | notMet[word]) & block.Held(word);
            for (; open != 0; open &= open - 1)
            {
                int row = (64 * word) + System.Numerics.BitOperations.TrailingZeroCount(open);
                if (start.First[row] >= 0 && end.First[row] >= 0)
                {
                    ulong bit = open & (~open + 1);
                    met[word] |= Order(start.Last[row], end.First[row]) ? bit : 0;
                    notMet[word] |= Order(start.First[row], end.Last[row]) ? 0 : bit;
                }
            }
        }
    }

    // Whether the time between two days is as long as asked.
    private bool Order(int first, int last)
    {
        int order = Elapsed.Between(CalendarDate.FromDayNumber(first), CalendarDate.FromDayNumber(last)).CompareTo(length);
        return isStrict ? order > 0 : order >= 0;
    }
}

/// <summary>Comparisons of columns of days.</summary>
internal static class Days
{
    private const int VectorsOfHalfAWord = 4;

    /// <summary>The rows in which one number is less than another, or with <paramref name="isNegated"/> is not.</summary>
    public static void Less(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Span<ulong> result, bool isNegated) => Apart(left, right, 0, result, isNegated);

    /// <summary>The rows in which the right number is greater than the left by more than so much, or with <paramref name="isNegated"/> is not.</summary>
    public static void Apart(ReadOnlySpan<int> left, ReadOnlySpan<int> right, int by, Span<ulong> result, bool isNegated)
    {
        if (!Vector256.IsHardwareAccelerated)
        {
            OneByOne(left, right, by, result, isNegated);
            return;
        }

        uint turned = isNegated ? uint.MaxValue : 0;
        Vector256<int> distance = Vector256.Create(by);
        ReadOnlySpan<Vector256<int>> one = MemoryMarshal.Cast<int, Vector256<int>>(left);
        ReadOnlySpan<Vector256<int>> other = MemoryMarshal.Cast<int, Vector256<int>>(right);
        Span<uint> halves = MemoryMarshal.Cast<ulong, uint>(result);
        for (int i = 0; i < halves.Length; i++)
        {
            int at = i * VectorsOfHalfAWord;
            Vector256<sbyte> isSo = Vector256.Narrow(
                Vector256.Narrow(IsApart(one[at], other[at], distance), IsApart(one[at + 1], other[at + 1], distance)),
                Vector256.Narrow(IsApart(one[at + 2], other[at + 2], distance), IsApart(one[at + 3], other[at + 3], distance)));
            halves[i] = isSo.ExtractMostSignificantBits() ^ turned;
        }
    }

    private static Vector256<int> IsApart(Vector256<int> left, Vector256<int> right, Vector256<int> by) => Vector256.GreaterThan(right - left, by);

    private static void OneByOne(ReadOnlySpan<int> left, ReadOnlySpan<int> right, int by, Span<ulong> result, bool isNegated)
    {
        result.Clear();
        for (int row = 0; row < left.Length; row++)
        {
            result[row >> 6] |= (right[row] - left[row] > by != isNegated ? 1UL : 0) << (row & 63);
        }
    }
}
