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
    /// once they have grown. Time after the decision date is not counted, nor is time outside a window. A window whose date is partial is
    /// read once for each day it may mean.
    /// <para>
    /// More days can make a shorter total: 30 days in December and 30 in January are 2 months, and with 31 December between them
    /// 1 month and 30 days. So the bounds are not simply the totals of what is certain and of what is possible.
    /// They are taken of the <i>weight</i> of a total, 30 times its months plus its days.
    /// </para>
    /// </remarks>
    public partial struct PeriodUnion : IDisposable
    {
        // Above so many days that may or may not be covered the most they can come to is not searched for, but given a little too high.
        private const int MostDoubtfulDays = 130;

        private readonly int lastDay;

        // Until a period leaves something open, only these are kept.
        private long[] exact;
        private int exactCount;
        private bool isExact;

        // The entries as added: what each may cover at most (from day 0 without a first day), its latest start with its earliest end,
        // and what it covers under every reading (ends before it starts: nothing).
        private long[] widest;
        private long[] narrowest;
        private long[] sure;
        private int added;

        // The same inside the window, what is certain merged.
        private long[] possible;
        private long[] cores;
        private long[] certain;
        private int count;
        private int certainCount;
        private bool isBounded;

        /// <summary>An empty union, for a case decided on this date.</summary>
        public PeriodUnion(CalendarDate decisionDate)
        {
            lastDay = decisionDate.DayNumber;
            exact = Buffers.Rent();
            exactCount = 0;
            isExact = true;
            widest = narrowest = sure = possible = cores = certain = Array.Empty<long>();
            added = 0;
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

            if (isExact && counts.IsMet && TryAddExact(period))
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
            if (hasStart && hasEnd && !period.IsOngoing)
            {
                // It does not end before it begins.
                latestStart = Math.Min(latestStart, latestEnd);
                earliestEnd = Math.Max(earliestEnd, earliestStart);
            }

            // Of a stretch without a first or a last day, the day that is known is certain.
            bool isKnownDay = counts.IsMet && ((hasStart && hasEnd) || (hasStart ? period.From.IsExact : period.To.IsExact));
            int sureStart = hasStart ? latestStart : earliestEnd;
            int sureEnd = hasEnd ? earliestEnd : latestStart;
            Push(Stretch(earliestStart, latestEnd), Stretch(latestStart, earliestEnd), isKnownDay ? Stretch(sureStart, sureEnd) : Nothing);
        }

        /// <summary>Says that there may be further periods that the record does not hold.</summary>
        public void MayHoldMore() => Push(Stretch(0, lastDay), Stretch(lastDay, 0), Nothing);

        /// <summary>The total length of all periods, overlaps once; of the days inside a window only, where one is given.</summary>
        public ElapsedRange Total(TimeWindow window = default) => Measure(window, allowedGapDays: -1);

        /// <summary>
        /// The length of the longest unbroken stretch, where gaps of up to so many days do not break it; of the days inside a window only,
        /// where one is given. (The gaps count. In months it may be another stretch than in days: February and March are 2 months in 59 days.)
        /// </summary>
        public ElapsedRange LongestRun(int allowedGapDays, TimeWindow window = default) => Measure(window, allowedGapDays);

        /// <summary>Gives the buffers back.</summary>
        public void Dispose()
        {
            Buffers.Return(exact);
            Buffers.Return(widest);
            Buffers.Return(narrowest);
            Buffers.Return(sure);
            Buffers.Return(possible);
            Buffers.Return(cores);
            Buffers.Return(certain);
            exact = widest = narrowest = sure = possible = cores = certain = Array.Empty<long>();
        }

        private ElapsedRange Measure(in TimeWindow window, int allowedGapDays)
        {
            if (isExact && allowedGapDays < 0 && !window.IsAsked)
            {
                return ExactTotal();
            }

            ExpectDoubt();
            ElapsedRange all = default;
            AccountRule rule = default;
            int readings = window.Readings;
            for (int reading = 0; reading < readings; reading++)
            {
                Clip(window, reading);
                ElapsedRange one = allowedGapDays < 0 ? TotalOfReading() : LongestOfReading(allowedGapDays);
                rule = reading == 0 || rule == Rule ? Rule : default;
                all = reading == 0 ? one : ElapsedRange.Either(all, one);
            }

            Rule = all.IsExact ? rule : default;
            return all;
        }

        // What lies inside the window on one reading of it, sorted, what is certain merged.
        private void Clip(TimeWindow window, int reading)
        {
            RentForReading();
            (CalendarDate earliestStart, CalendarDate latestStart, CalendarDate earliestEnd, CalendarDate latestEnd) = window.Reading(reading);
            count = 0;
            certainCount = 0;
            isBounded = true;
            for (int i = 0; i < added; i++)
            {
                int start = Math.Max(Start(widest[i]), earliestStart.DayNumber);
                int end = Math.Min(End(widest[i]), latestEnd.DayNumber);
                if (start > end)
                {
                    continue;
                }

                Buffers.EnsureRoom(ref possible, count);
                Buffers.EnsureRoom(ref cores, count);
                possible[count] = Stretch(start, end);
                cores[count++] = Stretch(Math.Max(Start(narrowest[i]), latestStart.DayNumber), Math.Min(End(narrowest[i]), earliestEnd.DayNumber));
                isBounded &= start > 0;
                int sureStart = Math.Max(Start(sure[i]), latestStart.DayNumber);
                int sureEnd = Math.Min(End(sure[i]), earliestEnd.DayNumber);
                if (sureStart <= sureEnd)
                {
                    Buffers.EnsureRoom(ref certain, certainCount);
                    certain[certainCount++] = Stretch(sureStart, sureEnd);
                }
            }

            Sort();
        }

        private ElapsedRange TotalOfReading()
        {
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
                    least.Add(LeastWeight(firstRun, run), 0, certainDays, Length(Start(certain[firstRun]), End(certain[run - 1])));
                }

                // It is one stretch under every reading if it is of one entry, or if each of its entries touches one that is certain.
                bool isOneStretch = entry == firstEntry + 1
                    || (run == firstRun + 1 && latestStart <= End(certain[firstRun]) + 1 && earliestEnd >= Start(certain[firstRun]) - 1);
                Elapsed whole = Length(start, end);
                most.Add(
                    Weight(whole), isOneStretch ? 0 : MostWeightInParts(firstEntry, entry, firstRun, run, start, end), end - start + 1, whole);
                most.IsClamped = IsClamped(start, whole);
            }

            ElapsedRange total = isBounded ? ElapsedRange.Within(least.Shortest, most.Longest) : ElapsedRange.NoLessThan(least.Shortest);
            Rule = !total.IsExact ? default
                : most.Stretches > 1 && most.LeftOverDays >= 30 ? AccountRule.LeftOverDays
                : most.Stretches == 1 && most.IsClamped ? AccountRule.MonthEndClamped
                : default;
            return total;
        }

        private ElapsedRange LongestOfReading(int allowedGapDays)
        {
            Elapsed shortest = LongestOf(certain, certainCount, allowedGapDays, out bool isClamped);
            ElapsedRange run = isBounded
                ? ElapsedRange.Within(shortest, LongestOf(possible, count, allowedGapDays, out isClamped))
                : ElapsedRange.NoLessThan(shortest);
            Rule = run.IsExact && isClamped ? AccountRule.MonthEndClamped : default;
            return run;
        }

        private static int Weight(Elapsed length) => (length.Months * 30) + length.Days;

        private static Elapsed Length(int start, int end) =>
            Elapsed.Between(CalendarDate.FromDayNumber(start), CalendarDate.FromDayNumber(start).AddDays(end + 1 - start));

        private static bool IsClamped(int start, Elapsed length) =>
            length.Days == 0 && CalendarDate.FromDayNumber(start).AddMonths(length.Months).Day != CalendarDate.FromDayNumber(start).Day;

        // The greatest weight of what is possible from one day to another, where it is two stretches or more: the entries are kept apart by days
        // that none of them covers, which may be any that are not certain. 0 if they cannot be kept apart.
        private readonly int MostWeightInParts(int firstEntry, int afterEntry, int firstRun, int afterRun, int start, int end)
        {
            int doubtful = end - start + 1;
            for (int run = firstRun; run < afterRun; run++)
            {
                doubtful -= End(certain[run]) - Start(certain[run]) + 1;
            }

            return doubtful > MostDoubtfulDays
                ? end - start + 1 + (2 * Februaries(start, end))
                : MostWeightBetween(Cuts(firstRun, afterRun, start, end, doubtful), doubtful + 2, firstEntry, afterEntry);
        }

        // The days before and after a stretch, and those inside it that are not certain.
        private readonly long[] Cuts(int firstRun, int afterRun, int start, int end, int doubtful)
        {
            long[] cuts = Buffers.Rent(doubtful + 2);
            int cut = 0;
            cuts[cut++] = start - 1;
            int day = start;
            for (int run = firstRun; run < afterRun; run++)
            {
                for (; day < Start(certain[run]); day++)
                {
                    cuts[cut++] = day;
                }

                day = End(certain[run]) + 1;
            }

            for (; day <= end + 1; day++)
            {
                cuts[cut++] = day;
            }

            return cuts;
        }

        private readonly int MostWeightBetween(long[] cuts, int cutCount, int firstEntry, int afterEntry)
        {
            // By cut: the greatest weight of what lies before it, with one stretch and with several; -1 if there is no way.
            long[] one = Buffers.Rent(cutCount);
            long[] several = Buffers.Rent(cutCount);
            for (int to = 0; to < cutCount; to++)
            {
                one[to] = several[to] = -1;
                for (int from = 0; from < to; from++)
                {
                    if (cuts[from] + 1 == cuts[to])
                    {
                        one[to] = Math.Max(one[to], one[from]);
                        several[to] = Math.Max(several[to], several[from]);
                    }
                    else if (CanCover((int)cuts[from] + 1, (int)cuts[to] - 1, firstEntry, afterEntry))
                    {
                        int weight = Weight(Length((int)cuts[from] + 1, (int)cuts[to] - 1));
                        bool isFirst = cuts[from] - cuts[0] == from;
                        one[to] = isFirst ? Math.Max(one[to], weight) : one[to];
                        long before = Math.Max(one[from], several[from]);
                        several[to] = before < 0 ? several[to] : Math.Max(several[to], before + weight);
                    }
                }
            }

            int most = (int)Math.Max(several[cutCount - 1], 0);
            Buffers.Return(one);
            Buffers.Return(several);
            Buffers.Return(cuts);
            return most;
        }

        // Whether the entries that may lie from one day to another, and within, can cover all of it.
        private readonly bool CanCover(int from, int to, int firstEntry, int afterEntry)
        {
            int covered = from - 1;
            for (int entry = firstEntry; entry < afterEntry && Start(possible[entry]) <= covered + 1; entry++)
            {
                int start = Math.Max(Start(possible[entry]), from);
                int end = Math.Min(End(possible[entry]), to);
                if (start <= end && start <= Start(cores[entry]) && end >= End(cores[entry]))
                {
                    covered = Math.Max(covered, end);
                }
            }

            return covered >= to;
        }

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

            long[] least = Buffers.Rent(afterLast - first + 1);
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
            Buffers.Return(least);
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

        // A stretch that ends before it starts.
        private const long Nothing = 1L << 32;

        private static int Start(long stretch) => (int)(stretch >> 32);

        private static int End(long stretch) => (int)stretch;

        // A stretch is one number, start above end, so that sorting the numbers sorts the stretches.
        private static long Stretch(int start, int end) => ((long)start << 32) | (uint)end;

        private void Push(long widestStretch, long narrowestStretch, long sureStretch)
        {
            ExpectDoubt();
            Buffers.EnsureRoom(ref widest, added);
            Buffers.EnsureRoom(ref narrowest, added);
            Buffers.EnsureRoom(ref sure, added);
            widest[added] = Stretch(Start(widestStretch), Math.Min(End(widestStretch), lastDay));
            narrowest[added] = Stretch(Start(narrowestStretch), Math.Min(End(narrowestStretch), lastDay));
            sure[added++] = Stretch(Start(sureStretch), Math.Min(End(sureStretch), lastDay));
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

        /// <summary>Stretches added up: their weight, and the calendar length for the case that there is one only.</summary>
        private struct Sum
        {
            private int weight;
            private int weightInParts;
            private int totalDays;
            private Elapsed only;

            public int Stretches { get; private set; }

            public int LeftOverDays { get; private set; }

            public bool IsClamped { get; set; }

            // A single stretch may weigh as much as a month and yet be "30 days", less than a month.
            public readonly Elapsed Shortest => Stretches == 1 && Weighs(only, ByWeight(weight)) < 0 ? new Elapsed(only.Months, only.Days, totalDays) : ByWeight(weight);

            public readonly Elapsed Longest => Stretches == 1 && Weighs(only, ByWeight(weightInParts)) >= 0 ? only
                : ByWeight(Stretches == 1 ? weightInParts : weight);

            /// <summary>Adds a stretch.</summary>
            /// <param name="asOne">Its weight.</param>
            /// <param name="inParts">Its weight if it may be several; 0 if it may not.</param>
            /// <param name="days">Its days.</param>
            /// <param name="length">Its calendar length.</param>
            public void Add(int asOne, int inParts, int days, Elapsed length)
            {
                weight += Math.Max(asOne, inParts);
                weightInParts += inParts;
                totalDays += days;
                only = length;
                LeftOverDays += length.Days;
                Stretches++;
            }

            private readonly Elapsed ByWeight(int heavy) => new Elapsed(heavy / 30, heavy % 30, totalDays);
        }
    }
}
