using System;
using ImrDsl.Values;

namespace ImrDsl.Runtime;

/// <summary>Periods as the days that they may, and that they certainly, take up.</summary>
internal static class PackedPeriods
{
    /// <summary>Sets the days of entries and puts them in order, the earliest first.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="periods">The period of each; put in the same order.</param>
    /// <param name="decisionDate">The date as of which the case is decided: time after it does not count.</param>
    /// <returns>Whether the days that are certain are in order too, and none so far back that its length does not show.</returns>
    public static bool Order(Span<PackedEntry> entries, Span<Period> periods, CalendarDate decisionDate)
    {
        for (int i = 0; i < entries.Length; i++)
        {
            Period period = periods[i];
            PackedEntry entry = TryExact(period, decisionDate, out PackedDays days)
                ? entries[i].With(days, days)
                : entries[i].With(Possible(period, decisionDate), Certain(period, decisionDate));
            int at = i;
            for (; at > 0 && entries[at - 1].Possible.First < entry.Possible.First; at--)
            {
                entries[at] = entries[at - 1];
                periods[at] = periods[at - 1];
            }

            entries[at] = entry;
            periods[at] = period;
        }

        int before = PackedDays.Most - 1;
        foreach (ref readonly PackedEntry entry in entries)
        {
            if (entry.Possible.Last > PackedDays.Most - PackedTime.DaysOfMostMonths)
            {
                return false;
            }

            if (entry.Certain != PackedDays.None)
            {
                if (entry.Certain.First > before)
                {
                    return false;
                }

                before = entry.Certain.First;
            }
        }

        return true;
    }

    // Most often both ends are known to the day.
    private static bool TryExact(Period period, CalendarDate decisionDate, out PackedDays days)
    {
        int first = period.From.Earliest.DayNumber;
        int last = period.IsOngoing ? decisionDate.DayNumber : period.To.Earliest.DayNumber;
        days = PackedDays.Between(first, last, decisionDate.DayNumber);
        return period.From.IsExact && (period.IsOngoing || (period.To.IsExact && first <= last));
    }

    // From the first of all days if the first day is not known.
    private static PackedDays Possible(Period period, CalendarDate decisionDate)
    {
        bool isReversed = period.IsReversed;
        int first = period.From.IsKnown && !isReversed ? period.From.Earliest.DayNumber : 0;
        int last = period.To.IsKnown && !isReversed ? period.To.Latest.DayNumber : decisionDate.DayNumber;
        return PackedDays.Between(first, last, decisionDate.DayNumber);
    }

    // Of a stretch without a first or a last day, the day that is known is certain.
    private static PackedDays Certain(Period period, CalendarDate decisionDate)
    {
        if (!period.IsKnown || period.IsReversed)
        {
            return PackedDays.None;
        }

        PartialDate to = period.IsOngoing ? PartialDate.Exactly(decisionDate) : period.To;
        if (!period.From.IsKnown || !to.IsKnown)
        {
            PartialDate known = period.From.IsKnown ? period.From : to;
            return known.IsExact ? PackedDays.Between(known.Earliest.DayNumber, known.Earliest.DayNumber, decisionDate.DayNumber) : PackedDays.None;
        }

        // It does not end before it begins.
        int first = Math.Min(period.From.Latest.DayNumber, period.IsOngoing ? int.MaxValue : to.Latest.DayNumber);
        int last = Math.Max(to.Earliest.DayNumber, period.IsOngoing ? 0 : period.From.Earliest.DayNumber);
        return PackedDays.Between(first, last, decisionDate.DayNumber);
    }
}
