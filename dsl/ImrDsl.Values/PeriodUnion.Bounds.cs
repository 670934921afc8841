using System;

namespace ImrDsl.Values
{
    // Whether a total is so many months, where the number of days alone tells: the usual case when something is left open.
    public partial struct PeriodUnion
    {
        /// <summary>Compares the total with a stated length. The answer is that of <see cref="Total"/>, which is taken only if days do not tell.</summary>
        public Truth CompareTotal(Comparison comparison, CalendarDuration length)
        {
            // What began before the first day of the calendar can be of any length.
            if (isExact || !length.IsInMonths || length.InMonths is < 1 or > 1000 || lastDay <= 31 * 1001 || comparison is Comparison.Equal or Comparison.NotEqual)
            {
                return Total().Compare(comparison, length);
            }

            // A month has 31 days at most: of so many days and one more, the total is more than the length, however they lie.
            int months = length.InMonths;
            RentForReading();
            Array.Copy(sure, EnsureScratch(), added);
            if (Days(certain, added, monthsShorterThanThirty: false) > 31 * months)
            {
                return comparison is Comparison.AtLeast or Comparison.More;
            }

            // Of all months only February has fewer than 30 days: 28 at least.
            Array.Copy(widest, EnsureScratch(), added);
            return Days(certain, added, monthsShorterThanThirty: true) < 30 * months
                ? comparison is Comparison.AtMost or Comparison.Less
                : Total().Compare(comparison, length);
        }

        private long[] EnsureScratch()
        {
            Buffers.EnsureLength(ref certain, added);
            return certain;
        }

        // The days of some stretches, overlaps once; with two more for each February there may be in a stretch.
        private static long Days(long[] stretches, int count, bool monthsShorterThanThirty)
        {
            Sort(stretches, count);
            long days = 0;
            int covered = -1;
            for (int i = 0; i < count; i++)
            {
                int start = Math.Max(Start(stretches[i]), covered + 1);
                int end = End(stretches[i]);
                if (start <= end)
                {
                    int length = end - start + 1;
                    days += monthsShorterThanThirty ? length + (2 * ((length / 330) + 1)) : length;
                    covered = end;
                }
            }

            return days;
        }
    }
}
