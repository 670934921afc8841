using System;

namespace ImrDsl.Values
{
    // The usual case: every period counts and is known to the day, so that there is one reading of the record.
    public partial struct PeriodUnion
    {
        private bool TryAddExact(in Period period)
        {
            if (!period.From.IsExact || !(period.IsOngoing || period.To.IsExact))
            {
                return false;
            }

            int start = period.From.Earliest.DayNumber;
            int end = period.IsOngoing ? lastDay : period.To.Earliest.DayNumber;
            if (!period.IsOngoing && start > end)
            {
                return false;
            }

            Buffers.EnsureRoom(ref exact, exactCount);
            exact[exactCount++] = Stretch(start, Math.Min(end, lastDay));
            return true;
        }

        // From here on it is kept what each entry covers at most and at least.
        private void ExpectDoubt()
        {
            if (!isExact)
            {
                return;
            }

            isExact = false;
            widest = Buffers.Rent();
            narrowest = Buffers.Rent();
            sure = Buffers.Rent();
            for (int i = 0; i < exactCount; i++)
            {
                Push(exact[i], exact[i], exact[i]);
            }
        }

        private void RentForReading()
        {
            if (possible.Length == 0)
            {
                possible = Buffers.Rent();
                cores = Buffers.Rent();
                certain = Buffers.Rent();
            }
        }

        private ElapsedRange ExactTotal()
        {
            Sort(exact, exactCount);
            int weight = 0;
            int days = 0;
            int leftOverDays = 0;
            int stretches = 0;
            int lastStart = 0;
            Elapsed length = default;
            for (int i = 0; i < exactCount;)
            {
                int start = Start(exact[i]);
                int end = End(exact[i]);
                for (i++; i < exactCount && Start(exact[i]) <= end + 1; i++)
                {
                    end = Math.Max(end, End(exact[i]));
                }

                if (start > end)
                {
                    // After the decision date.
                    continue;
                }

                length = Length(start, end);
                weight += Weight(length);
                days += length.TotalDays;
                leftOverDays += length.Days;
                lastStart = start;
                stretches++;
            }

            Rule = stretches > 1 && leftOverDays >= 30 ? AccountRule.LeftOverDays
                : stretches == 1 && IsClamped(lastStart, length) ? AccountRule.MonthEndClamped
                : default;
            return ElapsedRange.Exactly(stretches == 1 ? length : new Elapsed(weight / 30, weight % 30, days));
        }

        // Few are sorted fastest by inserting one after the other.
        private static void Sort(long[] stretches, int count)
        {
            if (count > 16)
            {
                Array.Sort(stretches, 0, count);
                return;
            }

            for (int i = 1; i < count; i++)
            {
                long stretch = stretches[i];
                int at = i;
                for (; at > 0 && stretches[at - 1] > stretch; at--)
                {
                    stretches[at] = stretches[at - 1];
                }

                stretches[at] = stretch;
            }
        }
    }
}
