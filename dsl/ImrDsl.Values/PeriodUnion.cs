using System;

namespace ImrDsl.Values
{
    /// <summary>
    /// Adds up periods as far as the record tells. Periods include both end days and merge when they overlap or touch.
    /// A total over one merged stretch is its calendar length; over several it is the whole calendar months of each plus the
    /// days left over, 30 to a month. The result is a range that holds the length under every reading of what the record leaves open.
    /// </summary>
    /// <remarks>
    /// Add every entry, then read a result, then <see cref="Dispose"/>; buffers are reused, so that summing allocates nothing
    /// once they have grown. Time after the decision date is not counted.
    /// <para>
    /// More days can make a shorter total: 30 days in December and 30 in January are 2 months, and with 31 December between them
    /// 1 month and 30 days. So the bounds are not simply the totals of what is certain and of what is possible.
    /// They are taken of the <i>weight</i> of a total, 30 times its months plus its days.
    /// </para>
    /// </remarks>
    public struct PeriodUnion : IDisposable
    {
        [ThreadStatic]
        private static long[]?[]? pool;

        private readonly int lastDay;

        // What each entry may cover at most, and (beside it) its latest start with its earliest end.
        private long[] possible;
        private long[] cores;
        private int count;

        // What is covered under every reading.
        private long[] certain;
        private int certainCount;
        private bool isBounded;

        /// <summary>An empty union, for a case decided on this date.</summary>
        public PeriodUnion(CalendarDate decisionDate)
        {
            lastDay = decisionDate.DayNumber;
            possible = Rent();
            cores = Rent();
            certain = Rent();
            count = 0;
            certainCount = 0;
            isBounded = true;
            Rule = default;
        }

        /// <summary>
        /// The rule by which the last result came about, if the result is exact and the rule deserves a word: days were carried into months
        /// (<see cref="AccountRule.LeftOverDays"/>), or a single stretch ends with a shorter month (<see cref="AccountRule.MonthEndClamped"/>).
        /// Otherwise 0.
        /// </summary>
        public AccountRule Rule { get; private set; }

        /// <summary>Adds a period that counts if <paramref name="counts"/> is met and may count if it is open.</summary>
        public void Add(Period period, Truth counts)
        {
            if (counts.IsNotMet)
            {
                return;
            }

            if (!period.IsKnown || period.IsReversed)
            {
                MayHoldMore();
                return;
            }

            bool hasStart = period.From.IsKnown;
            bool hasEnd = period.IsOngoing || period.To.IsKnown;
            int latestEnd = period.IsOngoing || !hasEnd ? lastDay : period.To.Latest.DayNumber;
            int earliestStart = hasStart ? period.From.Earliest.DayNumber : 0;
            int latestStart = hasStart ? period.From.Latest.DayNumber : latestEnd;
            int earliestEnd = period.IsOngoing ? lastDay : hasEnd ? period.To.Earliest.DayNumber : earliestStart;
            Push(earliestStart, latestEnd, latestStart, earliestEnd);
            isBounded &= hasStart;
            if (!counts.IsMet)
            {
                return;
            }

            // Of a stretch without a first or a last day, the day that is known is certain.
            int certainStart = hasStart ? latestStart : earliestEnd;
            int certainEnd = hasEnd ? earliestEnd : latestStart;
            bool isKnownDay = (hasStart && hasEnd) || (hasStart ? period.From.IsExact : period.To.IsExact);
            if (isKnownDay)
            {
                PushCertain(certainStart, certainEnd);
            }
        }

        /// <summary>Says that there may be further periods that the record does not hold.</summary>
        public void MayHoldMore()
        {
            isBounded = false;
            Push(0, lastDay, lastDay, 0);
        }

        /// <summary>The total length of all periods, overlaps once.</summary>
        public ElapsedRange Total()
        {
            Sort();
            var least = default(Sum);
            var most = default(Sum);
            int entry = 0;
            int run = 0;
            while (entry < count)
            {
                // One stretch of what is possible, with the entries and the certain stretches inside it.
                int firstEntry = entry;
                int start = Start(possible[entry]);
                int end = End(possible[entry]);
                int latestStart = int.MinValue;
                int earliestEnd = int.MaxValue;
                for (; entry < count && Start(possible[entry]) <= end + 1; entry++)
                {
                    end = Math.Max(end, End(possible[entry]));
                    latestStart = Math.Max(latestStart, Start(cores[entry]));
                    earliestEnd = Math.Min(earliestEnd, End(cores[entry]));
                }

                int firstRun = run;
                int certainDays = 0;
                for (; run < certainCount && Start(certain[run]) <= end; run++)
                {
                    certainDays += End(certain[run]) - Start(certain[run]) + 1;
                }

                if (run > firstRun)
                {
                    least.Add(LeastWeight(firstRun, run), certainDays, Length(Start(certain[firstRun]), End(certain[run - 1])));
                }

                // It is one stretch under every reading if it is of one entry, or if each of its entries touches one that is certain.
                bool isOneStretch = entry == firstEntry + 1
                    || (run == firstRun + 1 && latestStart <= End(certain[firstRun]) + 1 && earliestEnd >= Start(certain[firstRun]) - 1);
                Elapsed whole = Length(start, end);
                int weight = isOneStretch ? Weight(whole) : end - start + 1 + (2 * Februaries(start, end));
                most.Add(weight, end - start + 1, whole);
                most.MayBeSplit |= !isOneStretch;
                most.IsClamped = IsClamped(start, whole);
            }

            ElapsedRange total = isBounded ? ElapsedRange.Within(least.Shortest, most.Longest) : ElapsedRange.NoLessThan(least.Shortest);
            Rule = !total.IsExact ? default
                : most.Stretches > 1 && most.LeftOverDays >= 30 ? AccountRule.LeftOverDays
                : most.Stretches == 1 && most.IsClamped ? AccountRule.MonthEndClamped
                : default;
            return total;
        }

        /// <summary>
        /// The length of the longest unbroken stretch, where gaps of up to so many days do not break it. (The gaps count. In months it may be
        /// another stretch than in days: February and March are 2 months in 59 days.)
        /// </summary>
        public ElapsedRange LongestRun(int allowedGapDays)
        {
            Sort();
            Elapsed shortest = LongestOf(certain, certainCount, allowedGapDays, out bool isClamped);
            ElapsedRange run = isBounded
                ? ElapsedRange.Within(shortest, LongestOf(possible, count, allowedGapDays, out isClamped))
                : ElapsedRange.NoLessThan(shortest);
            Rule = run.IsExact && isClamped ? AccountRule.MonthEndClamped : default;
            return run;
        }

        /// <summary>Gives the buffers back.</summary>
        public void Dispose()
        {
            Return(possible);
            Return(cores);
            Return(certain);
            possible = cores = certain = Array.Empty<long>();
        }

        private static int Weight(Elapsed length) => (length.Months * 30) + length.Days;

        private static Elapsed Length(int start, int end) =>
            Elapsed.Between(CalendarDate.FromDayNumber(start), CalendarDate.FromDayNumber(start).AddDays(end + 1 - start));

        private static bool IsClamped(int start, Elapsed length) =>
            length.Days == 0 && CalendarDate.FromDayNumber(start).AddMonths(length.Months).Day != CalendarDate.FromDayNumber(start).Day;

        // A month of less than 30 days is the only one that weighs more than its days, 2 at most.
        private static int Februaries(int start, int end)
        {
            CalendarDate first = CalendarDate.FromDayNumber(start);
            CalendarDate last = CalendarDate.FromDayNumber(end);
            return last.Year - first.Year + 1 - (first.Month > 2 ? 1 : 0) - (last.Month < 2 ? 1 : 0);
        }

        // The least weight that what lies between the first and the last of some certain stretches can have: between any two that follow each other
        // the gap may or may not be filled. Where it is, they weigh what the whole from one to the other weighs.
        private readonly int LeastWeight(int first, int afterLast)
        {
            if (afterLast == first + 1)
            {
                return Weight(Length(Start(certain[first]), End(certain[first])));
            }

            long[] least = Rent();
            if (least.Length <= afterLast - first)
            {
                least = new long[afterLast - first + 1];
            }

            least[0] = 0;
            for (int last = first; last < afterLast; last++)
            {
                long best = long.MaxValue;
                for (int from = first; from <= last; from++)
                {
                    best = Math.Min(best, least[from - first] + Weight(Length(Start(certain[from]), End(certain[last]))));
                }

                least[last - first + 1] = best;
            }

            int result = (int)least[afterLast - first];
            Return(least);
            return result;
        }

        private static Elapsed LongestOf(long[] stretches, int count, int allowedGapDays, out bool isClamped)
        {
            Elapsed longest = default;
            isClamped = false;
            for (int i = 0; i < count;)
            {
                int start = Start(stretches[i]);
                int end = End(stretches[i]);
                for (; i < count && Start(stretches[i]) <= (long)end + 1 + allowedGapDays; i++)
                {
                    end = Math.Max(end, End(stretches[i]));
                }

                Elapsed run = Length(start, end);
                bool isLongerInMonths = Weighs(run, longest) > 0;
                isClamped = isLongerInMonths ? IsClamped(start, run) : isClamped;
                longest = new Elapsed(
                    isLongerInMonths ? run.Months : longest.Months,
                    isLongerInMonths ? run.Days : longest.Days,
                    Math.Max(run.TotalDays, longest.TotalDays));
            }

            return longest;
        }

        private static int Weighs(Elapsed left, Elapsed right) =>
            left.Months != right.Months ? left.Months.CompareTo(right.Months) : left.Days.CompareTo(right.Days);

        private static int Start(long stretch) => (int)(stretch >> 32);

        private static int End(long stretch) => (int)stretch;

        // A stretch is one number, start above end, so that sorting the numbers sorts the stretches.
        private static long Stretch(int start, int end) => ((long)start << 32) | (uint)end;

        private void Push(int earliestStart, int latestEnd, int latestStart, int earliestEnd)
        {
            latestEnd = Math.Min(latestEnd, lastDay);
            if (earliestStart > latestEnd)
            {
                return;
            }

            EnsureRoom(ref possible, count);
            EnsureRoom(ref cores, count);
            possible[count] = Stretch(earliestStart, latestEnd);
            cores[count++] = Stretch(latestStart, Math.Min(earliestEnd, lastDay));
        }

        private void PushCertain(int start, int end)
        {
            end = Math.Min(end, lastDay);
            if (start > end)
            {
                return;
            }

            EnsureRoom(ref certain, certainCount);
            certain[certainCount++] = Stretch(start, end);
        }

        private static void EnsureRoom(ref long[] buffer, int used)
        {
            if (used == buffer.Length)
            {
                Array.Resize(ref buffer, used * 2);
            }
        }

        // Sorts everything and merges what is certain.
        private void Sort()
        {
            Array.Sort(possible, cores, 0, count);
            Array.Sort(certain, 0, certainCount);
            int merged = 0;
            for (int i = 1; i < certainCount; i++)
            {
                if (Start(certain[i]) <= End(certain[merged]) + 1)
                {
                    certain[merged] = Stretch(Start(certain[merged]), Math.Max(End(certain[merged]), End(certain[i])));
                }
                else
                {
                    certain[++merged] = certain[i];
                }
            }

            certainCount = Math.Min(certainCount, merged + 1);
        }

        private static long[] Rent()
        {
            long[]?[] slots = pool ??= new long[]?[8];
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

            long[]?[] slots = pool ??= new long[]?[8];
            for (int i = 0; i < slots.Length; i++)
            {
                if (slots[i] is null)
                {
                    slots[i] = buffer;
                    return;
                }
            }
        }

        /// <summary>Stretches added up: their weight, and the calendar length for the case that there is one only.</summary>
        private struct Sum
        {
            private int weight;
            private int totalDays;
            private Elapsed only;

            public int Stretches { get; private set; }

            public int LeftOverDays { get; private set; }

            public bool MayBeSplit { get; set; }

            public bool IsClamped { get; set; }

            // A single stretch may weigh as much as a month and yet be "30 days", less than a month.
            public readonly Elapsed Shortest => Stretches == 1 && Weighs(only, ByWeight) < 0 ? new Elapsed(only.Months, only.Days, totalDays) : ByWeight;

            public readonly Elapsed Longest => Stretches == 1 && !MayBeSplit ? only : ByWeight;

            private readonly Elapsed ByWeight => new Elapsed(weight / 30, weight % 30, totalDays);

            public void Add(int stretchWeight, int days, Elapsed length)
            {
                weight += stretchWeight;
                totalDays += days;
                only = length;
                LeftOverDays += length.Days;
                Stretches++;
            }
        }
    }
}
