using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
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

    // The place of each in a vector.
    private const int Possible = 0;
    private const int Certain = 1;

    // Between two ends of February lie more days than these.
    private const int DaysOfShortestYear = 330;

    private ulong isIn;
    private ulong isNotIn;
    private int count;

    // The days of stretches that come in order, overlaps once: of all that may be in the list, and beside them of what certainly is.
    private Vector128<int> days;
    private Vector128<int> stretches;
    private Vector128<int> uncovered = Vector128.Create(PackedDays.Most + 1);

    /// <summary>Says of the next entry whether it is in the list, so that its period counts.</summary>
    // Without branches, and without what the compiler makes branches of: which stretches count no processor can guess. Into the loop of its caller, where all of it is in registers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(in PackedEntry entry, Truth isInList)
    {
        int bits = isInList.Bits;
        isNotIn |= (ulong)(bits & 1) << count;
        isIn |= (ulong)(bits >> 1 & 1) << count;
        count++;

        // What is not known to be out may count, what is in does.
        Vector128<int> counts = Vector128.Equals(Vector128.Create(bits) & Vector128.Create(1, 2, 0, 0), Vector128.Create(0, 2, 0, 0));
        Vector128<int> ends = Vector128.WidenLower(Vector128.CreateScalarUnsafe(entry.Days).AsUInt16()).AsInt32();
        Vector128<int> last = Vector128.Shuffle(ends, Vector128.Create(2, 3, 2, 3));
        Vector128<int> length = Vector128.Min(ends + Vector128<int>.One, uncovered) - last;
        Vector128<int> isNew = Vector128.GreaterThan(length, Vector128<int>.Zero) & counts;
        days += length & isNew;
        stretches -= isNew;
        uncovered = Vector128.ConditionalSelect(isNew, last, uncovered);
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
        bool isLess = MostWeight(Possible) < 30 * months;
        bool isMore = days[Certain] > 31 * months;
        answer = isAtLeast ? Truth.Of(isMore, isLess, isJudgement: false) : Truth.Of(isLess, isMore, isJudgement: false);
        return isLess | isMore | (MostWeight(Certain) < 30 * months & days[Possible] > 31 * months)
            || TryByCalendar(entries, decisionDate, comparison, length, out answer);
    }

    // The most that 30 times their months and the days left over can be: of months shorter than 30 days there is one in a year, by 2 days at most.
    private readonly int MostWeight(int which) => days[which] + (2 * ((days[which] / DaysOfShortestYear) + stretches[which]));

    // What is certain, and all that is possible, is each one reading of the record; if they are the same, the only one.
    private readonly bool TryByCalendar(ReadOnlySpan<PackedEntry> entries, CalendarDate decisionDate, Comparison comparison, CalendarDuration length, out Truth answer)
    {
        bool isOnlyReading = BitOperations.PopCount(isIn | isNotIn) == entries.Length;
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
        ulong counts = isCertain ? isIn : ~isNotIn;
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
            union.Add(periods[i], (isIn >> i & 1) != 0 ? Truth.Met : (isNotIn >> i & 1) == 0 ? Truth.NotDocumented : Truth.NotMet);
        }

        if (isIncomplete)
        {
            union.MayHoldMore();
        }

        return union;
    }
}
