using ImrDsl.Values;

namespace ImrDsl.Runtime;

/// <summary>The time between two dates of a packed case, compared by the number of days where that tells.</summary>
public static class PackedDates
{
    /// <summary>Compares the time from one date to another with a stated length, as <see cref="ElapsedRange.Between"/> and its operators do.</summary>
    public static Truth Compare(PartialDate from, PartialDate to, Comparison comparison, CalendarDuration length)
    {
        bool isAtLeast = comparison is Comparison.AtLeast or Comparison.More;
        if (from.IsExact && to.IsExact && length.IsInMonths && (isAtLeast || comparison is Comparison.AtMost or Comparison.Less))
        {
            // A month has 31 days at most; so many months lack 2 days at most to 30 each, by a February.
            long days = (long)to.Earliest.DayNumber - from.Earliest.DayNumber;
            if (days > 31L * length.InMonths)
            {
                return isAtLeast;
            }

            if (days >= 0 && days < (30L * length.InMonths) - 2)
            {
                return !isAtLeast;
            }
        }

        return ElapsedRange.Between(from, to).Compare(comparison, length);
    }
}
