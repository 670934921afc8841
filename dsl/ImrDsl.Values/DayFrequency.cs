using System;

namespace ImrDsl.Values
{
    /// <summary>
    /// On how many days something was so: counts days by what dated entries say of them. A day with an entry that passes counts; a day with
    /// entries none of which may pass does not; a day without an entry is open.
    /// </summary>
    /// <remarks>
    /// Add every entry, then read the answer, then <see cref="Dispose"/>; buffers are reused, so that counting allocates nothing once they have
    /// grown. An entry with a partial date makes no day certain. Days after the decision date do not count.
    /// </remarks>
    public struct DayFrequency : IDisposable
    {
        private const long MayPass = 1;
        private const long Passes = 2;
        private const long IsRecorded = 4;

        private readonly int lastDay;

        // The days an entry may be of, and what it says of its day.
        private long[] dates;
        private long[] marks;
        private long[] days;
        private int count;
        private long marksOfAnyDay;

        /// <summary>No entries, for a case decided on this date.</summary>
        public DayFrequency(CalendarDate decisionDate)
        {
            lastDay = decisionDate.DayNumber;
            dates = Buffers.Rent();
            marks = Buffers.Rent();
            days = Buffers.Rent();
            count = 0;
            marksOfAnyDay = 0;
            Least = 0;
            Most = -1;
        }

        /// <summary>The fewest days that count in the run (or all the days) that decides; meaningless without an answer.</summary>
        public int Least { get; private set; }

        /// <summary>The most days that may count there; −1 if there is no such run.</summary>
        public int Most { get; private set; }

        /// <summary>Adds an entry: the day it is of, whether it is in the list, and whether it passes.</summary>
        public void Add(PartialDate date, Truth isInList, Truth passes)
        {
            if (isInList.IsNotMet)
            {
                return;
            }

            long says = ((isInList & passes).IsNotMet ? 0 : MayPass) | ((isInList & passes).IsMet ? Passes : 0) | (isInList.IsMet ? IsRecorded : 0);
            if (!date.IsKnown)
            {
                marksOfAnyDay |= says & MayPass;
                return;
            }

            Buffers.EnsureRoom(ref dates, count);
            Buffers.EnsureRoom(ref marks, count);
            dates[count] = ((long)date.Earliest.DayNumber << 32) | (uint)date.Latest.DayNumber;
            marks[count++] = date.IsExact ? says : says & MayPass;
        }

        /// <summary>Says that there may be further entries that the record does not hold.</summary>
        public void MayHoldMore() => marksOfAnyDay |= MayPass;

        /// <summary>
        /// Whether on so many days it is so: in some run of consecutive days that lies in the window, or on the days of the window as a whole.
        /// Not met where no such run fits into the window.
        /// </summary>
        /// <param name="window">The days that count; it has a start.</param>
        /// <param name="runDays">How long a run is; 0 for the window as a whole.</param>
        /// <param name="comparison">How the number is compared.</param>
        /// <param name="amount">So many days, or so many in a hundred.</param>
        /// <param name="isPercent">Whether <paramref name="amount"/> is a percentage of the days of the run.</param>
        public Truth Answer(TimeWindow window, int runDays, Comparison comparison, decimal amount, bool isPercent)
        {
            Truth answer = default;
            int readings = window.Readings;
            (int from, int to) = Bounds(window, readings);
            if (from == int.MaxValue)
            {
                return Truth.NotDocumented;
            }

            Mark(from, to);
            for (int reading = 0; reading < readings; reading++)
            {
                (CalendarDate start, _, CalendarDate end, _) = window.Reading(reading);
                Truth one = OfReading(from, start.DayNumber, Math.Min(end.DayNumber, lastDay), runDays, comparison, amount, isPercent);
                answer = reading == 0 ? one : Truth.Agree(answer, one);
            }

            return answer;
        }

        /// <summary>Gives the buffers back.</summary>
        public void Dispose()
        {
            Buffers.Return(dates);
            Buffers.Return(marks);
            Buffers.Return(days);
            dates = marks = days = Array.Empty<long>();
        }

        // The first and the last day of all readings; the greatest number where the readings are not told apart.
        private readonly (int From, int To) Bounds(TimeWindow window, int readings)
        {
            int from = int.MaxValue;
            int to = int.MinValue;
            for (int reading = 0; reading < readings; reading++)
            {
                (CalendarDate start, CalendarDate latestStart, CalendarDate earliestEnd, CalendarDate end) = window.Reading(reading);
                if (start != latestStart || earliestEnd != end)
                {
                    return (int.MaxValue, int.MinValue);
                }

                from = Math.Min(from, start.DayNumber);
                to = Math.Max(to, Math.Min(end.DayNumber, lastDay));
            }

            return (from, to);
        }

        private void Mark(int from, int to)
        {
            int length = Math.Max(to - from + 1, 0);
            Buffers.EnsureLength(ref days, length);

            for (int day = 0; day < length; day++)
            {
                days[day] = marksOfAnyDay;
            }

            for (int i = 0; i < count; i++)
            {
                int last = Math.Min((int)dates[i], to);
                for (int day = Math.Max((int)(dates[i] >> 32), from); day <= last; day++)
                {
                    days[day - from] |= marks[i];
                }
            }
        }

        private Truth OfReading(int origin, int start, int end, int runDays, Comparison comparison, decimal amount, bool isPercent)
        {
            int length = runDays > 0 ? runDays : Math.Max(end - start + 1, 0);
            Truth answer = Truth.NotMet;
            int passing = 0;
            int open = 0;
            for (int day = start; day <= end && length > 0; day++)
            {
                Count(days[day - origin], 1, ref passing, ref open);
                if (day - start >= length)
                {
                    Count(days[day - length - origin], -1, ref passing, ref open);
                }

                if (day - start >= length - 1)
                {
                    decimal asked = isPercent ? amount * length / 100 : amount;
                    answer |= Number.Between(passing, passing + open).Compare(comparison, asked);
                    Note(passing, passing + open, comparison);
                }
            }

            return answer;
        }

        private static void Count(long says, int step, ref int passing, ref int open)
        {
            if ((says & Passes) != 0)
            {
                passing += step;
            }
            else if (says != IsRecorded)
            {
                open += step;
            }
        }

        // The run with the most days decides "at least so many", that with the fewest "at most so many".
        private void Note(int passing, int possible, Comparison comparison)
        {
            bool isMost = comparison is not (Comparison.Less or Comparison.AtMost);
            Least = Most < 0 ? passing : isMost ? Math.Max(Least, passing) : Math.Min(Least, passing);
            Most = Most < 0 ? possible : isMost ? Math.Max(Most, possible) : Math.Min(Most, possible);
        }
    }
}
