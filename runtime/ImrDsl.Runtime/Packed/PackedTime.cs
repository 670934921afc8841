using System;
using ImrDsl.Values;

namespace ImrDsl.Runtime;

/// <summary>
/// The time that the entries of a packed list take up, overlaps once. First it is said of each entry in order whether it is in the list, then the time is
/// read. See <see cref="AccumulatedTime{T}"/>.
/// </summary>
public ref struct PackedTime
{
    /// <summary>So many entries a packed list has at most.</summary>
    internal const int MostEntries = 64;

    /// <summary>More days than any number of months has that is compared by days.</summary>
    internal const int DaysOfMostMonths = 31 * (MostMonths + 1);

    private const int MostMonths = 1000;

    private readonly PackedList list;
    private readonly CalendarDate decisionDate;
    private ulong isIn;
    private ulong mayBeIn;
    private int count;
    private DayCount possible = new();
    private DayCount certain = new();

    internal PackedTime(PackedList list, CalendarDate decisionDate)
    {
        this.list = list;
        this.decisionDate = decisionDate;
    }

    /// <summary>Says of the next entry whether it is in the list, so that its period counts.</summary>
    public void Add(in PackedEntry entry, Truth isInList)
    {
        isIn |= (isInList.IsMet ? 1UL : 0) << count;
        mayBeIn |= (isInList.IsNotMet ? 0 : 1UL) << count;
        count++;
        possible.Add(entry.Possible, !isInList.IsNotMet);
        certain.Add(entry.Certain, isInList.IsMet);
    }

    /// <summary>Compares the total of all periods with a stated length.</summary>
    public readonly Truth CompareTotal(Comparison comparison, CalendarDuration length)
    {
        if (list.IsOpen)
        {
            return Truth.NotDocumented;
        }

        bool isAtLeast = comparison is Comparison.AtLeast or Comparison.More;
        bool isAsked = length.IsInMonths && length.InMonths is > 0 and <= MostMonths && (isAtLeast || comparison is Comparison.AtMost or Comparison.Less);
        if (isAsked && list.IsByDays && !list.IsIncomplete && decisionDate.DayNumber > DaysOfMostMonths && TryByDays(length.InMonths, out Truth isLonger))
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
        if (list.IsOpen)
        {
            return ElapsedRange.Unknown;
        }

        PeriodUnion periods = Periods();
        ElapsedRange total = periods.Total();
        periods.Dispose();
        return total;
    }

    // Whether the total is certainly more, or certainly less, than so many months, where the number of days alone tells: a month has 31 days at most.
    // Where what is certain is less and what is possible is more, it is open.
    private readonly bool TryByDays(int months, out Truth isLonger)
    {
        isLonger = possible.MostWeight < 30 * months ? Truth.NotMet
            : certain.Days > 31 * months ? Truth.Met
            : Truth.NotDocumented;
        return !isLonger.IsOpen || (certain.MostWeight < 30 * months && possible.Days > 31 * months);
    }

    private readonly PeriodUnion Periods()
    {
        var periods = new PeriodUnion(decisionDate);
        for (int i = 0; i < list.Periods.Length; i++)
        {
            periods.Add(list.Periods[i], (isIn >> i & 1) != 0 ? Truth.Met : (mayBeIn >> i & 1) != 0 ? Truth.NotDocumented : Truth.NotMet);
        }

        if (list.IsIncomplete)
        {
            periods.MayHoldMore();
        }

        return periods;
    }

    // The days of stretches that come in order, overlaps once. Written without branches: which of them count no processor can guess.
    private struct DayCount()
    {
        // Between two ends of February lie more days than these.
        private const int DaysOfShortestYear = 330;

        private int uncovered = PackedDays.Most + 1;
        private int stretches;

        public int Days { get; private set; }

        // The most that 30 times their months and the days left over can be: of months shorter than 30 days there is one in a year, by 2 days at most.
        public readonly int MostWeight => Days + (2 * ((Days / DaysOfShortestYear) + stretches));

        public void Add(PackedDays stretch, bool counts)
        {
            int length = Math.Min(uncovered, stretch.First + 1) - stretch.Last;
            bool isNew = counts & length > 0;
            Days += isNew ? length : 0;
            stretches += isNew ? 1 : 0;
            uncovered = isNew ? stretch.Last : uncovered;
        }
    }
}
