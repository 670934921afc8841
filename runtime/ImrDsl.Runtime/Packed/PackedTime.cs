using System;
using System.Runtime.CompilerServices;
using ImrDsl.Values;

namespace ImrDsl.Runtime;

/// <summary>
/// The time that the entries of a packed list take up, overlaps once. It is said of each entry in order whether it is in the list; then the list compares
/// the time. See <see cref="AccumulatedTime{T}"/>.
/// </summary>
public struct PackedTime()
{
    /// <summary>So many entries a packed list has at most.</summary>
    internal const int MostEntries = 64;

    /// <summary>More days than any number of months has that is compared by days.</summary>
    internal const int DaysOfMostMonths = 31 * (MostMonths + 1);

    private const int MostMonths = 1000;

    private ulong isIn;
    private ulong mayBeIn;
    private int count;
    private DayCount possible = new();
    private DayCount certain = new();

    /// <summary>Says of the next entry whether it is in the list, so that its period counts.</summary>
    // Into the loop of its caller, where all of it is in registers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(in PackedEntry entry, Truth isInList)
    {
        int met = isInList.Bits >> 1 & 1;
        int mayBeMet = ~isInList.Bits & 1;
        isIn |= (ulong)met << count;
        mayBeIn |= (ulong)mayBeMet << count;
        count++;
        possible.Add(entry.Possible, -mayBeMet);
        certain.Add(entry.Certain, -met);
    }

    /// <summary>Compares the total with so many months, where what is certain and what is possible tell.</summary>
    internal readonly bool TryCompare(ReadOnlySpan<PackedEntry> entries, CalendarDate decisionDate, Comparison comparison, CalendarDuration length, out Truth answer)
    {
        bool isAtLeast = comparison is Comparison.AtLeast or Comparison.More;
        int months = length.InMonths;
        if (!length.IsInMonths || months is <= 0 or > MostMonths || !(isAtLeast || comparison is Comparison.AtMost or Comparison.Less))
        {
            answer = default;
            return false;
        }

        // By the number of days: a month has 31 of them at most. Where what is certain is less and what is possible is more, it is open.
        bool isLess = possible.MostWeight < 30 * months;
        bool isMore = certain.Days > 31 * months;
        answer = isAtLeast ? Truth.Of(isMore, isLess, isJudgement: false) : Truth.Of(isLess, isMore, isJudgement: false);
        return isLess | isMore | (certain.MostWeight < 30 * months & possible.Days > 31 * months)
            || TryByCalendar(entries, decisionDate, comparison, length, out answer);
    }

    // What is certain, and all that is possible, is each one reading of the record; if they are the same, the only one.
    private readonly bool TryByCalendar(ReadOnlySpan<PackedEntry> entries, CalendarDate decisionDate, Comparison comparison, CalendarDuration length, out Truth answer)
    {
        bool isOnlyReading = isIn == mayBeIn;
        for (int i = 0; i < entries.Length; i++)
        {
            isOnlyReading &= (isIn >> i & 1) == 0 || entries[i].Possible == entries[i].Certain;
        }

        Truth least = ElapsedRange.Exactly(Calendar(entries, isCertain: true, decisionDate)).Compare(comparison, length);
        Truth most = isOnlyReading ? least : ElapsedRange.Exactly(Calendar(entries, isCertain: false, decisionDate)).Compare(comparison, length);
        answer = Truth.Agree(least, most);
        return isOnlyReading || least != most;
    }

    private readonly Elapsed Calendar(ReadOnlySpan<PackedEntry> entries, bool isCertain, CalendarDate decisionDate)
    {
        ulong counts = isCertain ? isIn : mayBeIn;
        Elapsed only = default;
        int stretches = 0;
        int weight = 0;
        int days = 0;
        int first = 0;
        int last = PackedDays.Most + 2;
        for (int i = 0; i <= entries.Length; i++)
        {
            PackedDays next = i == entries.Length || (counts >> i & 1) == 0 ? PackedDays.None : isCertain ? entries[i].Certain : entries[i].Possible;
            if (next == PackedDays.None && i < entries.Length)
            {
                continue;
            }

            // Stretches that touch are one.
            if (i < entries.Length && next.First >= last - 1)
            {
                last = Math.Min(last, next.Last);
                continue;
            }

            if (last <= first)
            {
                CalendarDate start = decisionDate.AddDays(-first);
                only = Elapsed.Between(start, start.AddDays(first + 1 - last));
                weight += (30 * only.Months) + only.Days;
                days += only.TotalDays;
                stretches++;
            }

            (first, last) = (next.First, next.Last);
        }

        return stretches == 1 ? only : new Elapsed(weight / 30, weight % 30, days);
    }

    /// <summary>The periods, with what was said of the entries.</summary>
    internal readonly PeriodUnion Union(ReadOnlySpan<Period> periods, bool isIncomplete, CalendarDate decisionDate)
    {
        var union = new PeriodUnion(decisionDate);
        for (int i = 0; i < periods.Length; i++)
        {
            union.Add(periods[i], (isIn >> i & 1) != 0 ? Truth.Met : (mayBeIn >> i & 1) != 0 ? Truth.NotDocumented : Truth.NotMet);
        }

        if (isIncomplete)
        {
            union.MayHoldMore();
        }

        return union;
    }

    // The days of stretches that come in order, overlaps once. Written without branches, and without what the compiler makes branches of: which of them count no
    // processor can guess.
    private struct DayCount()
    {
        // Between two ends of February lie more days than these.
        private const int DaysOfShortestYear = 330;

        private int uncovered = PackedDays.Most + 1;
        private int stretches;

        public int Days { get; private set; }

        // The most that 30 times their months and the days left over can be: of months shorter than 30 days there is one in a year, by 2 days at most.
        public readonly int MostWeight => Days + (2 * ((Days / DaysOfShortestYear) + stretches));

        // Of a stretch that counts all bits of "counts" are set, of others none.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(PackedDays stretch, int counts)
        {
            int behind = stretch.First + 1;
            int less = uncovered - behind;
            int length = behind + (less & (less >> 31)) - stretch.Last;
            int isNew = counts & (-length >> 31);
            Days += length & isNew;
            stretches -= isNew;
            uncovered += (stretch.Last - uncovered) & isNew;
        }
    }
}
