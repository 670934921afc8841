using System;
using ImrDsl.Values;

namespace ImrDsl.Runtime;

/// <summary>
/// The time that the entries of a packed list take up, overlaps once. First it is said of each entry whether it is in the list, then the time is
/// read. See <see cref="AccumulatedTime{T}"/>.
/// </summary>
public ref struct PackedTime
{
    /// <summary>So many entries a packed list has at most.</summary>
    internal const int MostEntries = 64;

    private const int MostMonths = 1000;
    private const int DaysOfMostMonths = 31 * (MostMonths + 1);

    // Between two ends of February lie more days than these.
    private const int DaysOfShortestYear = 330;

    private readonly ReadOnlySpan<PackedEntry> entries;
    private readonly CalendarDate decisionDate;
    private readonly bool isOpen;
    private readonly bool isIncomplete;
    private ulong isIn;
    private ulong mayBeIn;
    private int count;

    internal PackedTime(scoped in PackedList list, CalendarDate decisionDate)
    {
        entries = list.Entries;
        isOpen = list.IsOpen;
        isIncomplete = list.IsIncomplete;
        this.decisionDate = decisionDate;
    }

    /// <summary>Says of the next entry whether it is in the list, so that its period counts.</summary>
    public void Add(Truth isInList)
    {
        isIn |= (isInList.IsMet ? 1UL : 0) << count;
        mayBeIn |= (isInList.IsNotMet ? 0 : 1UL) << count;
        count++;
    }

    /// <summary>Compares the total of all periods with a stated length.</summary>
    public readonly Truth CompareTotal(Comparison comparison, CalendarDuration length)
    {
        if (isOpen)
        {
            return Truth.NotDocumented;
        }

        bool isAtLeast = comparison is Comparison.AtLeast or Comparison.More;
        bool isAsked = length.IsInMonths && length.InMonths is > 0 and <= MostMonths && (isAtLeast || comparison is Comparison.AtMost or Comparison.Less);
        if (isAsked && !isIncomplete && decisionDate.DayNumber > DaysOfMostMonths && TryByDays(length.InMonths, out Truth isLonger))
        {
            return isAtLeast ? isLonger : !isLonger;
        }

        PeriodUnion periods = Periods();
        Truth answer = periods.CompareTotal(comparison, length);
        periods.Dispose();
        return answer;
    }

    /// <summary>The total of all periods.</summary>
    public readonly ElapsedRange Total()
    {
        if (isOpen)
        {
            return ElapsedRange.Unknown;
        }

        PeriodUnion periods = Periods();
        ElapsedRange total = periods.Total();
        periods.Dispose();
        return total;
    }

    // Whether the total is certainly more, or certainly less, than so many months, where the number of days alone tells. A month has 31 days at most; of
    // months shorter than 30 days there is one in a year, by 2 days at most. Where what is certain is less and what is possible is more, it is open.
    private readonly bool TryByDays(int months, out Truth isLonger)
    {
        Span<long> stretches = stackalloc long[entries.Length];
        int possible = Days(stretches[..Possible(stretches, out bool isCertain)], out int possibleWeight);
        if (possibleWeight < 30 * months)
        {
            isLonger = Truth.NotMet;
            return true;
        }

        int certainWeight = possibleWeight;
        int certain = isCertain ? possible : Days(stretches[..Certain(stretches)], out certainWeight);
        isLonger = certain > 31 * months ? Truth.Met : Truth.NotDocumented;
        return isLonger.IsMet || (certainWeight < 30 * months && possible > 31 * months);
    }

    // What each entry may cover at most, from the first of all days if its first day is not known.
    private readonly int Possible(Span<long> stretches, out bool isCertain)
    {
        isCertain = true;
        int used = 0;
        for (int i = 0; i < entries.Length; i++)
        {
            if ((mayBeIn >> i & 1) == 0)
            {
                continue;
            }

            Period period = entries[i].Period;
            bool isReversed = period.IsReversed;
            isCertain &= !isReversed && (isIn >> i & 1) != 0 && period.From.IsExact && (period.IsOngoing || period.To.IsExact);
            int first = period.From.IsKnown && !isReversed ? period.From.Earliest.DayNumber : 0;
            int last = period.To.IsKnown && !isReversed ? period.To.Latest.DayNumber : decisionDate.DayNumber;
            used = Insert(stretches, used, first, last);
        }

        return used;
    }

    // What each entry covers under every reading. Of a stretch without a first or a last day, the day that is known is certain.
    private readonly int Certain(Span<long> stretches)
    {
        int used = 0;
        for (int i = 0; i < entries.Length; i++)
        {
            Period period = entries[i].Period;
            if ((isIn >> i & 1) == 0 || !period.IsKnown || period.IsReversed)
            {
                continue;
            }

            PartialDate to = period.IsOngoing ? PartialDate.Exactly(decisionDate) : period.To;
            if (!period.From.IsKnown || !to.IsKnown)
            {
                PartialDate known = period.From.IsKnown ? period.From : to;
                used = known.IsExact ? Insert(stretches, used, known.Earliest.DayNumber, known.Earliest.DayNumber) : used;
                continue;
            }

            // It does not end before it begins.
            int first = Math.Min(period.From.Latest.DayNumber, period.IsOngoing ? int.MaxValue : to.Latest.DayNumber);
            int last = Math.Max(to.Earliest.DayNumber, period.IsOngoing ? 0 : period.From.Earliest.DayNumber);
            used = Insert(stretches, used, first, last);
        }

        return used;
    }

    // The days of some stretches, overlaps once, and the most that 30 times their months and the days left over can be.
    private static int Days(ReadOnlySpan<long> stretches, out int weight)
    {
        int days = 0;
        int covered = -1;
        weight = 0;
        foreach (long stretch in stretches)
        {
            int length = (int)stretch - Math.Max((int)(stretch >> 32), covered + 1) + 1;
            if (length > 0)
            {
                days += length;
                weight += length + (2 * ((length / DaysOfShortestYear) + 1));
                covered = (int)stretch;
            }
        }

        return days;
    }

    // Sorted by the first day, which stands in the upper half: few are sorted fastest by inserting one after the other. Time after the decision date
    // does not count.
    private readonly int Insert(Span<long> stretches, int used, int first, int last)
    {
        last = Math.Min(last, decisionDate.DayNumber);
        if (first > last)
        {
            return used;
        }

        long stretch = ((long)first << 32) | (uint)last;
        int at = used;
        for (; at > 0 && stretches[at - 1] > stretch; at--)
        {
            stretches[at] = stretches[at - 1];
        }

        stretches[at] = stretch;
        return used + 1;
    }

    private readonly PeriodUnion Periods()
    {
        var periods = new PeriodUnion(decisionDate);
        for (int i = 0; i < entries.Length; i++)
        {
            periods.Add(entries[i].Period, (isIn >> i & 1) != 0 ? Truth.Met : (mayBeIn >> i & 1) != 0 ? Truth.NotDocumented : Truth.NotMet);
        }

        if (isIncomplete)
        {
            periods.MayHoldMore();
        }

        return periods;
    }
}
