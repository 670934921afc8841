using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ImrDsl.Values.Tests;

public sealed class PeriodUnionTests
{
    private static readonly CalendarDate Origin = Some.Date(2011, 12, 1);

    // A day of a winter with a leap February, most often near the end of a month.
    private static readonly Gen<CalendarDate> Day = Gen.Frequency(
        (1, Gen.Choose(0, 130).Select(offset => Origin.AddDays(offset))),
        (2, from month in Gen.Choose(0, 4) from offset in Gen.Choose(-2, 2) select Origin.AddMonths(month).AddDays(offset)));

    private static readonly Gen<PartialDate> End = Gen.Frequency(
        (4, Day.Select(PartialDate.Exactly)),
        (2, from day in Day from more in Gen.Choose(1, 3) select PartialDate.Between(day, day.AddDays(more))),
        (1, Day.Select(day => PartialDate.InMonth(day.Year, day.Month))),
        (1, Gen.Constant(PartialDate.Unknown)));

    private static readonly Gen<Entry> AnyEntry =
        from one in End
        from other in End
        from isOngoing in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
        from counts in Gen.Frequency((3, Gen.Constant(Truth.Met)), (1, Gen.Constant(Truth.NotDocumented)), (1, Gen.Constant(Truth.NotMet)))
        let isReversed = (other < one).IsMet && !isOngoing
        select new Entry(isReversed ? new Period(other, one) : new Period(one, other, isOngoing), counts);

    private static readonly Gen<Case> AnyCase =
        from entries in Gen.Choose(1, 4).SelectMany(count => AnyEntry.ListOf(count))
        from decisionDate in Gen.Frequency((2, Gen.Constant(Some.Date(2012, 5, 15))), (1, Day))
        from gap in Gen.Choose(0, 3)
        from mayHoldMore in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select new Case([.. entries], decisionDate, gap, mayHoldMore, seed);

    [Fact]
    public void Exact_periods_total_what_a_count_of_days_gives() => Law.Holds(
        from starts in Day.ListOf(4)
        from ends in Day.ListOf(4)
        from gap in Gen.Choose(0, 3)
        select (periods: starts.Zip(ends, (a, b) => a < b ? new Period(a, b) : new Period(b, a)).ToArray(), gap),
        values =>
        {
            CalendarDate decisionDate = Some.Date(2012, 4, 30);
            using var union = new PeriodUnion(decisionDate);
            var days = new SortedSet<int>();
            foreach (Period period in values.periods)
            {
                union.Add(period, true);
                days.UnionWith(Cover(period.From.Earliest, period.To.Earliest, decisionDate));
            }

            Assert.Equal(ElapsedRange.Exactly(TotalOf(days)), union.Total());
            Assert.Equal(ElapsedRange.Exactly(LongestOf(days, values.gap)), union.LongestRun(values.gap));
        },
        3000);

    [Fact]
    public void A_comparison_is_that_of_the_total() => Law.Holds(
        from drawn in AnyCase
        from amount in Gen.Choose(0, 7)
        from unit in Gen.Elements(CalendarUnit.Months, CalendarUnit.Months, CalendarUnit.Weeks, CalendarUnit.Years)
        select (drawn, length: new CalendarDuration(amount, unit)),
        asked =>
        {
            using var union = new PeriodUnion(asked.drawn.DecisionDate);
            foreach (Entry entry in asked.drawn.Entries)
            {
                // Longer ones too, of which the days alone tell.
                union.Add(entry.Period, entry.Counts);
                union.Add(new Period(entry.Period.From.AddDays(-40 * asked.length.Amount), entry.Period.To), entry.Counts);
            }

            if (asked.drawn.MayHoldMore)
            {
                union.MayHoldMore();
            }

            foreach (Comparison comparison in Some.Comparisons)
            {
                Assert.Equal(union.Total().Compare(comparison, asked.length), union.CompareTotal(comparison, asked.length));
            }
        },
        3000);

    [Fact]
    public void Whatever_the_record_leaves_open_the_length_is_within_the_range() => Law.Holds(
        AnyCase,
        drawn =>
        {
            using var union = new PeriodUnion(drawn.DecisionDate);
            foreach (Entry entry in drawn.Entries)
            {
                union.Add(entry.Period, entry.Counts);
            }

            if (drawn.MayHoldMore)
            {
                union.MayHoldMore();
            }

            ElapsedRange total = union.Total();
            ElapsedRange longest = union.LongestRun(drawn.Gap);
            var random = new Random(drawn.Seed);
            for (int i = 0; i < 100; i++)
            {
                SortedSet<int> days = Reading(drawn, random);
                AssertWithin(total, TotalOf(days));
                AssertWithin(longest, LongestOf(days, drawn.Gap));
            }
        },
        2000);

    [Fact]
    public void The_range_is_no_wider_than_the_record_leaves_it()
    {
        Law.Holds(
            from entries in (from one in Day
                             from more in Gen.Choose(0, 2)
                             from length in Gen.Choose(0, 60)
                             from after in Gen.Choose(0, 2)
                             select new Period(
                                 PartialDate.Between(one, one.AddDays(more)), PartialDate.Between(one.AddDays(more + length), one.AddDays(more + length + after)))).ListOf(2)
            select entries.ToArray(),
            periods =>
            {
                CalendarDate decisionDate = Some.Date(2013, 1, 1);
                using var union = new PeriodUnion(decisionDate);
                foreach (Period period in periods)
                {
                    union.Add(period, true);
                }

                List<Elapsed> readings = [];
                foreach (CalendarDate a in Some.Completions(periods[0].From))
                {
                    foreach (CalendarDate b in Some.Completions(periods[0].To))
                    {
                        foreach (CalendarDate c in Some.Completions(periods[1].From))
                        {
                            foreach (CalendarDate d in Some.Completions(periods[1].To))
                            {
                                readings.Add(TotalOf([.. Cover(a, b, decisionDate), .. Cover(c, d, decisionDate)]));
                            }
                        }
                    }
                }

                ElapsedRange total = union.Total();
                Assert.Equal(readings.Min(r => r.TotalDays), total.Shortest.TotalDays);
                Assert.Equal(readings.Max(r => r.TotalDays), total.Longest.TotalDays);
                Assert.Equal(readings.Min(InMonths), InMonths(total.Shortest));
                Assert.Equal(readings.Max(InMonths), InMonths(total.Longest));
            },
            300);
    }

    [Fact]
    public void In_a_window_the_range_holds_every_reading() => Law.Holds(
        from drawn in AnyCase
        from date in Gen.Frequency((2, Day.Select(PartialDate.Exactly)), (2, Day.Select(day => PartialDate.InMonth(day.Year, day.Month))), (1, Gen.Constant(PartialDate.Unknown)))
        from other in Gen.Frequency((2, Day.Select(PartialDate.Exactly)), (1, Day.Select(day => PartialDate.InMonth(day.Year, day.Month))))
        from start in AnyEdge
        from end in AnyEdge
        from kind in Gen.Choose(0, 4)
        select (drawn, date, other, start, end, kind),
        values =>
        {
            (Case drawn, PartialDate date, PartialDate other, Edge start, Edge end, int kind) = values;
            TimeWindow window = kind switch
            {
                0 => start.Begin(TimeWindow.Of(date)),
                1 => end.End(TimeWindow.Of(date)),
                2 or 3 => end.End(start.Begin(TimeWindow.Of(date))),
                _ => start.Begin(TimeWindow.Of(date)).Until(end.End(TimeWindow.Of(other))),
            };
            using var union = new PeriodUnion(drawn.DecisionDate);
            foreach (Entry entry in drawn.Entries)
            {
                union.Add(entry.Period, entry.Counts);
            }

            if (drawn.MayHoldMore)
            {
                union.MayHoldMore();
            }

            ElapsedRange total = union.Total(window);
            ElapsedRange longest = union.LongestRun(drawn.Gap, window);
            var random = new Random(drawn.Seed);
            for (int i = 0; i < 60; i++)
            {
                SortedSet<int> days = Reading(drawn, random);
                CalendarDate day = Pick(date, Origin, drawn.DecisionDate, random);
                CalendarDate first = kind == 1 ? Some.Date(1, 1, 1) : start.First(day);
                CalendarDate last = kind == 0 ? drawn.DecisionDate : end.Last(kind == 4 ? Pick(other, Origin, drawn.DecisionDate, random) : day);
                days.RemoveWhere(covered => covered < first.DayNumber || covered > last.DayNumber);
                AssertWithin(total, TotalOf(days));
                AssertWithin(longest, LongestOf(days, drawn.Gap));
            }
        },
        1500);

    [Fact]
    public void A_window_of_a_month_is_as_long_whenever_it_lies()
    {
        using var union = new PeriodUnion(Some.Date(2014, 12, 31));
        union.Add(new Period(Some.Date(2013, 1, 1), Some.Date(2014, 12, 31)), true);
        TimeWindow window = TimeWindow.Of(PartialDate.InMonth(2014, 6)).OnOrAfter(CalendarDuration.Months(6), isBack: true).Before();
        Assert.Equal(30, window.Readings);
        Assert.Equal(Truth.Met, union.Total(window) >= CalendarDuration.Months(6));
        Assert.Equal(Truth.NotMet, union.Total(window) > CalendarDuration.Months(6));
    }

    [Fact]
    public void January_to_March_is_3_months() => Assert.Equal(new Elapsed(3, 0, 90), Total(false, (1, 1, 3, 31)));

    [Fact]
    public void Touching_periods_are_one_stretch() => Assert.Equal(new Elapsed(3, 0, 90), Total(false, (2, 1, 3, 31), (1, 1, 1, 31), (1, 15, 2, 10)));

    [Fact]
    public void Left_over_days_of_several_stretches_are_30_to_a_month()
    {
        Assert.Equal(new Elapsed(2, 0, 60), Total(true, (1, 1, 1, 30), (3, 1, 3, 30)));

        Assert.Equal(new Elapsed(1, 30, 61), Total(false, (7, 1, 8, 30)));
    }

    [Fact]
    public void More_days_may_make_a_shorter_total_and_the_range_knows()
    {
        // 30 days in December, 30 in January; whether the day between belongs to it is open.
        using var union = new PeriodUnion(Some.Date(2014, 12, 31));
        union.Add(new Period(Some.Date(2013, 12, 1), PartialDate.Between(Some.Date(2013, 12, 30), Some.Date(2013, 12, 31))), true);
        union.Add(new Period(Some.Date(2014, 1, 1), Some.Date(2014, 1, 30)), true);
        ElapsedRange total = union.Total();
        Assert.Equal(Truth.NotDocumented, total >= CalendarDuration.Months(2));
        Assert.Equal(Truth.Met, total >= CalendarDuration.Days(60));
    }

    [Fact]
    public void Round_the_end_of_February_the_range_holds_every_reading()
    {
        // 2 to 30 January and all of February are 29 days and a month; with 31 January between them, a month and 27 days.
        CalendarDate decisionDate = Some.Date(2014, 12, 31);
        PartialDate[] ends = [Some.Date(2014, 1, 30), PartialDate.Between(Some.Date(2014, 1, 30), Some.Date(2014, 1, 31)), PartialDate.Between(Some.Date(2014, 1, 30), Some.Date(2014, 2, 1))];
        PartialDate[] starts = [Some.Date(2014, 2, 1), Some.Date(2014, 2, 2), PartialDate.Between(Some.Date(2014, 1, 31), Some.Date(2014, 2, 1))];
        Period[] further = [Period.Unknown, new Period(Some.Date(2014, 6, 1), Some.Date(2014, 7, 1))];
        foreach (Case drawn in
            from start in Enumerable.Range(1, 3)
            from oneEnd in ends
            from otherStart in starts
            from end in Enumerable.Range(-1, 4)
            from third in further
            from one in new[] { Truth.Met, Truth.NotDocumented }
            from other in new[] { Truth.Met, Truth.NotDocumented }
            select new Case(
                [
                    new Entry(new Period(Some.Date(2014, 1, start), oneEnd), one),
                    new Entry(new Period(otherStart, Some.Date(2014, 2, 28).AddDays(end)), other),
                    new Entry(third, Truth.Of(third.IsKnown)),
                ],
                decisionDate,
                Gap: 0,
                MayHoldMore: false,
                Seed: start))
        {
            using var union = new PeriodUnion(decisionDate);
            foreach (Entry entry in drawn.Entries)
            {
                union.Add(entry.Period, entry.Counts);
            }

            ElapsedRange total = union.Total();
            var random = new Random(drawn.Seed);
            for (int i = 0; i < 40; i++)
            {
                AssertWithin(total, TotalOf(Reading(drawn, random)));
            }
        }
    }

    [Fact]
    public void The_longest_run_in_months_may_be_another_than_in_days()
    {
        using var union = new PeriodUnion(Some.Date(2014, 12, 31));
        union.Add(new Period(Some.Date(2014, 2, 1), Some.Date(2014, 3, 31)), true);
        union.Add(new Period(Some.Date(2014, 7, 1), Some.Date(2014, 8, 29)), true);
        Assert.Equal(Truth.Met, union.LongestRun(0) >= CalendarDuration.Months(2));
        Assert.Equal(Truth.Met, union.LongestRun(0) >= CalendarDuration.Days(60));
    }

    [Fact]
    public void The_end_of_a_shorter_month_is_a_rule_to_print()
    {
        using var union = new PeriodUnion(Some.Date(2014, 12, 31));
        union.Add(new Period(Some.Date(2013, 8, 31), Some.Date(2014, 2, 27)), true);
        Assert.Equal(new Elapsed(6, 0, 181), union.Total().Shortest);
        Assert.Equal(AccountRule.MonthEndClamped, union.Rule);
        union.LongestRun(0);
        Assert.Equal(AccountRule.MonthEndClamped, union.Rule);
    }

    [Fact]
    public void A_missing_last_day_leaves_open_how_long_it_went_on()
    {
        using var union = new PeriodUnion(Some.Date(2014, 10, 30));
        union.Add(new Period(Some.Date(2014, 1, 1), default), true);
        Assert.Equal(ElapsedRange.Within(new Elapsed(0, 1, 1), new Elapsed(9, 30, 303)), union.Total());
        union.Add(new Period(Some.Date(2014, 1, 1), default, isOngoing: true), true);
        Assert.Equal(ElapsedRange.Exactly(new Elapsed(9, 30, 303)), union.Total());
    }

    [Fact]
    public void Nothing_is_zero_and_something_unknown_has_no_end()
    {
        using var union = new PeriodUnion(Some.Date(2014, 10, 30));
        Assert.Equal(ElapsedRange.Exactly(default), union.Total());
        Assert.Equal(ElapsedRange.Exactly(default), union.LongestRun(0));
        union.Add(Period.Unknown, true);
        Assert.Equal(ElapsedRange.NoLessThan(default), union.Total());
        union.Add(new Period(default, Some.Date(2014, 1, 1)), true);
        Assert.Equal(ElapsedRange.NoLessThan(new Elapsed(0, 1, 1)), union.Total());
    }

    [Fact]
    public void Summing_allocates_nothing_once_the_buffers_have_grown()
    {
        static void Sum()
        {
            for (int repeat = 0; repeat < 3; repeat++)
            {
                using var union = new PeriodUnion(Some.Date(2014, 12, 31));
                for (int i = 0; i < 60; i++)
                {
                    CalendarDate start = Some.Date(2013, 1, 1).AddDays(i * 7 % 311);
                    union.Add(new Period(start, PartialDate.Between(start.AddDays(3), start.AddDays(9))), i % 5 == 0 ? Truth.NotDocumented : Truth.Met);
                }

                union.Total();
                union.LongestRun(2);
            }
        }

        Sum();
        Sum();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Sum();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static Elapsed Total(bool carriesDays, params (int FromMonth, int FromDay, int ToMonth, int ToDay)[] periods)
    {
        using var union = new PeriodUnion(Some.Date(2014, 12, 31));
        foreach ((int fromMonth, int fromDay, int toMonth, int toDay) in periods)
        {
            union.Add(new Period(Some.Date(2014, fromMonth, fromDay), Some.Date(2014, toMonth, toDay)), true);
        }

        ElapsedRange total = union.Total();
        Assert.True(total.IsExact);
        Assert.Equal(carriesDays ? AccountRule.LeftOverDays : default, union.Rule);
        return total.Shortest;
    }

    private static (int, int) InMonths(Elapsed length) => (length.Months, length.Days);

    private static void AssertWithin(ElapsedRange range, Elapsed length)
    {
        Assert.True(InMonths(range.Shortest).CompareTo(InMonths(length)) <= 0 && range.Shortest.TotalDays <= length.TotalDays, $"{length} is shorter than {range}");
        if (range.HasLongest)
        {
            Assert.True(InMonths(range.Longest).CompareTo(InMonths(length)) >= 0 && range.Longest.TotalDays >= length.TotalDays, $"{length} is longer than {range}");
        }
    }

    // The days of one thing the record may mean.
    private static SortedSet<int> Reading(Case drawn, Random random)
    {
        var days = new SortedSet<int>();
        foreach (Entry entry in drawn.Entries)
        {
            if (entry.Counts.IsNotMet || (entry.Counts.IsOpen && random.Next(2) == 0))
            {
                continue;
            }

            Period period = entry.Period;
            for (int attempt = 0; attempt < 1000; attempt++)
            {
                CalendarDate from = Pick(period.From, Origin.AddDays(-40), drawn.DecisionDate, random);
                CalendarDate to = period.IsOngoing ? drawn.DecisionDate : Pick(period.To, Origin.AddDays(-40), drawn.DecisionDate.AddDays(5), random);
                if (from <= to || period.IsOngoing)
                {
                    days.UnionWith(Cover(from, to, drawn.DecisionDate));
                    break;
                }
            }
        }

        if (drawn.MayHoldMore && random.Next(2) == 0)
        {
            CalendarDate from = Pick(default, Origin, drawn.DecisionDate, random);
            days.UnionWith(Cover(from, from.AddDays(random.Next(3)), drawn.DecisionDate));
        }

        return days;
    }

    private static CalendarDate Pick(PartialDate date, CalendarDate first, CalendarDate last, Random random)
    {
        int from = date.IsKnown ? date.Earliest.DayNumber : Math.Min(first.DayNumber, last.DayNumber);
        int to = date.IsKnown ? date.Latest.DayNumber : last.DayNumber;
        return CalendarDate.FromDayNumber(random.Next(4) switch { 0 => from, 1 => to, _ => random.Next(from, to + 1) });
    }

    private static IEnumerable<int> Cover(CalendarDate from, CalendarDate to, CalendarDate last) =>
        Enumerable.Range(from.DayNumber, Math.Max(0, Math.Min(to.DayNumber, last.DayNumber) - from.DayNumber + 1));

    // The rules, day by day.
    private static Elapsed TotalOf(SortedSet<int> days)
    {
        List<Elapsed> runs = Runs(days, 0);
        if (runs.Count == 1)
        {
            return runs[0];
        }

        int leftOver = runs.Sum(run => run.Days);
        return new Elapsed(runs.Sum(run => run.Months) + (leftOver / 30), leftOver % 30, days.Count);
    }

    private static Elapsed LongestOf(SortedSet<int> days, int gap)
    {
        List<Elapsed> runs = Runs(days, gap);
        (int months, int leftOver) = runs.Select(InMonths).DefaultIfEmpty().Max();
        return new Elapsed(months, leftOver, runs.Select(run => run.TotalDays).DefaultIfEmpty().Max());
    }

    private static List<Elapsed> Runs(SortedSet<int> days, int gap)
    {
        List<Elapsed> runs = [];
        int first = -1;
        int last = -1;
        foreach (int day in days)
        {
            if (first >= 0 && day > last + 1 + gap)
            {
                runs.Add(Elapsed.Between(CalendarDate.FromDayNumber(first), CalendarDate.FromDayNumber(last + 1)));
                first = -1;
            }

            first = first < 0 ? day : first;
            last = day;
        }

        if (first >= 0)
        {
            runs.Add(Elapsed.Between(CalendarDate.FromDayNumber(first), CalendarDate.FromDayNumber(last + 1)));
        }

        return runs;
    }

    private static readonly Gen<Edge> AnyEdge =
        from amount in Gen.Choose(0, 3)
        from unit in Gen.Elements(CalendarUnit.Days, CalendarUnit.Weeks, CalendarUnit.Months)
        from isBack in Gen.Elements(true, false)
        from isStrict in Gen.Elements(true, false)
        select new Edge(new CalendarDuration(amount, unit), isBack, isStrict);

    private sealed record Edge(CalendarDuration By, bool IsBack, bool IsStrict)
    {
        public TimeWindow Begin(TimeWindow window) => IsStrict ? window.After(By, IsBack) : window.OnOrAfter(By, IsBack);

        public TimeWindow End(TimeWindow window) => IsStrict ? window.Before(By, IsBack) : window.OnOrBefore(By, IsBack);

        public CalendarDate First(CalendarDate day) => PartialDate.Exactly(day).Shift(By, IsBack).Earliest.AddDays(IsStrict ? 1 : 0);

        public CalendarDate Last(CalendarDate day) => PartialDate.Exactly(day).Shift(By, IsBack).Earliest.AddDays(IsStrict ? -1 : 0);
    }

    private sealed record Entry(Period Period, Truth Counts);

    private sealed record Case(IReadOnlyList<Entry> Entries, CalendarDate DecisionDate, int Gap, bool MayHoldMore, int Seed)
    {
        public override string ToString() =>
            string.Join("; ", Entries.Select(entry => entry.Period + " (" + entry.Counts + ")")) + " until " + DecisionDate + ", gap " + Gap + (MayHoldMore ? ", incomplete" : string.Empty);
    }
}
