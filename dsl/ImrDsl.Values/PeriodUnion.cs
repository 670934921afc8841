using System;

namespace ImrDsl.Values
{
    /// <summary>
    /// Adds up periods as far as the record tells. Periods include both end days and merge when they overlap or touch.
    /// A total over one merged period is its calendar length; over several it is the whole calendar months of each plus the
    /// days left over, 30 to a month. The result is the range between what is certain and what is possible.
    /// </summary>
    /// <remarks>
    /// Add every entry, then read a result, then <see cref="Dispose"/>; buffers are reused, so that summing allocates nothing
    /// once they have grown. Time after the decision date is not counted.
    /// </remarks>
    public struct PeriodUnion : IDisposable
    {
        [ThreadStatic]
        private static long[]?[]? pool;

        private readonly int lastDay;
        private long[] certain;
        private long[] possible;
        private int certainCount;
        private int possibleCount;
        private bool isBounded;

        /// <summary>An empty union, for a case decided on this date.</summary>
        public PeriodUnion(CalendarDate decisionDate)
        {
            lastDay = decisionDate.DayNumber;
            certain = Rent();
            possible = Rent();
            certainCount = 0;
            possibleCount = 0;
            isBounded = true;
        }

        /// <summary>The total length of all periods, overlaps once.</summary>
        public ElapsedRange Total()
        {
            Elapsed shortest = Measure(certain, certainCount, longestOnly: false, 0);
            return isBounded
                ? ElapsedRange.Within(shortest, Measure(possible, possibleCount, longestOnly: false, 0))
                : ElapsedRange.NoLessThan(shortest);
        }

        /// <summary>The length of the longest unbroken stretch, where gaps of up to so many days do not break it.</summary>
        public ElapsedRange LongestRun(int allowedGapDays)
        {
            Elapsed shortest = Measure(certain, certainCount, longestOnly: true, allowedGapDays);
            return isBounded
                ? ElapsedRange.Within(shortest, Measure(possible, possibleCount, longestOnly: true, allowedGapDays))
                : ElapsedRange.NoLessThan(shortest);
        }

        /// <summary>Adds a period that counts if <paramref name="counts"/> is met and may count if it is open.</summary>
        public void Add(Period period, Truth counts)
        {
            if (counts.IsNotMet)
            {
                return;
            }

            if (!period.IsKnown || !period.From.IsKnown || period.IsReversed)
            {
                // Without a first day the stretch may be of any length.
                isBounded = false;
                if (counts.IsMet && !period.From.IsKnown && period.To.IsExact)
                {
                    Push(ref certain, ref certainCount, period.To.Earliest.DayNumber, period.To.Earliest.DayNumber);
                }

                return;
            }

            bool hasEnd = period.IsOngoing || period.To.IsKnown;
            int earliestStart = period.From.Earliest.DayNumber;
            int latestStart = period.From.Latest.DayNumber;
            int earliestEnd = period.IsOngoing ? lastDay : hasEnd ? period.To.Earliest.DayNumber : latestStart;
            int latestEnd = period.IsOngoing || !hasEnd ? lastDay : period.To.Latest.DayNumber;
            if (counts.IsMet && latestStart <= earliestEnd && (hasEnd || period.From.IsExact))
            {
                Push(ref certain, ref certainCount, latestStart, earliestEnd);
            }

            Push(ref possible, ref possibleCount, earliestStart, latestEnd);
        }

        /// <summary>Says that there may be further periods that the record does not hold.</summary>
        public void MayHoldMore() => isBounded = false;

        /// <summary>Gives the buffers back.</summary>
        public void Dispose()
        {
            Return(certain);
            Return(possible);
            certain = possible = Array.Empty<long>();
        }

        // A stretch is one number, start above end, so that sorting the numbers sorts the stretches.
        private void Push(ref long[] stretches, ref int count, int start, int end)
        {
            end = Math.Min(end, lastDay);
            if (start > end)
            {
                return;
            }

            if (count == stretches.Length)
            {
                Array.Resize(ref stretches, count * 2);
            }

            stretches[count++] = ((long)start << 32) | (uint)end;
        }

        private static Elapsed Measure(long[] stretches, int count, bool longestOnly, int allowedGapDays)
        {
            if (count == 0)
            {
                return default;
            }

            Array.Sort(stretches, 0, count);
            int months = 0;
            int days = 0;
            int totalDays = 0;
            int runs = 0;
            int start = (int)(stretches[0] >> 32);
            int end = (int)stretches[0];
            for (int i = 1; i <= count; i++)
            {
                if (i < count)
                {
                    int nextStart = (int)(stretches[i] >> 32);
                    int nextEnd = (int)stretches[i];
                    if (nextStart <= end + 1 + allowedGapDays)
                    {
                        end = Math.Max(end, nextEnd);
                        continue;
                    }
                }

                Elapsed run = Elapsed.Between(CalendarDate.FromDayNumber(start), CalendarDate.FromDayNumber(start).AddDays(end + 1 - start));
                runs++;
                if (!longestOnly)
                {
                    months += run.Months;
                    days += run.Days;
                    totalDays += run.TotalDays;
                }
                else if (run.TotalDays > totalDays)
                {
                    (months, days, totalDays) = (run.Months, run.Days, run.TotalDays);
                }

                if (i < count)
                {
                    start = (int)(stretches[i] >> 32);
                    end = (int)stretches[i];
                }
            }

            return longestOnly || runs == 1
                ? new Elapsed(months, days, totalDays)
                : new Elapsed(months + (days / 30), days % 30, totalDays);
        }

        private static long[] Rent()
        {
            long[]?[] slots = pool ??= new long[]?[4];
            for (int i = 0; i < slots.Length; i++)
            {
                if (slots[i] is { } buffer)
                {
                    slots[i] = null;
                    return buffer;
                }
            }

            return new long[16];
        }

        private static void Return(long[] buffer)
        {
            if (buffer.Length == 0)
            {
                return;
            }

            long[]?[] slots = pool ??= new long[]?[4];
            for (int i = 0; i < slots.Length; i++)
            {
                if (slots[i] is null)
                {
                    slots[i] = buffer;
                    return;
                }
            }
        }
    }
}
