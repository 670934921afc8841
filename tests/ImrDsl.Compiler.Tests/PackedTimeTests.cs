using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Runtime;
using ImrDsl.Values;
using Xunit;

namespace ImrDsl.Compiler.Tests;

/// <summary>The time of packed lists, compared with months by the number of days where that tells.</summary>
public class PackedTimeTests
{
    private static readonly Comparison[] Comparisons = [Comparison.Less, Comparison.AtMost, Comparison.AtLeast, Comparison.More, Comparison.Equal, Comparison.NotEqual];
    private static readonly Truth[] Truths = [Truth.Met, Truth.Met, Truth.Met, Truth.NotMet, Truth.NotDocumented];

    [Fact]
    public void A_comparison_is_that_of_the_total_in_calendar_months()
    {
        var random = new Random(20141030);
        var answers = new Dictionary<Truth, int>();
        for (int i = 0; i < Amount.Of(20_000, 200_000); i++)
        {
            CalendarDate decision = CalendarDate.Create(2014, 1, 1).AddDays(random.Next(800));
            Period[] periods = [.. Enumerable.Range(0, random.Next(6)).Select(_ => PeriodUpTo(decision, random))];
            var list = new PackedList(random.Next(8) == 0 ? Knowledge.Incomplete : Knowledge.Given, new PackedEntry[periods.Length], periods, decision);
            var time = new PackedTime();
            foreach (PackedEntry entry in list.Entries)
            {
                time.Add(entry, Truths[random.Next(Truths.Length)]);
            }

            CalendarDuration length = CalendarDuration.Months(random.Next(1, 8));
            foreach (Comparison comparison in Comparisons)
            {
                Truth answer = list.CompareTotal(time, decision, comparison, length);
                Assert.Equal(list.Total(time, decision).Compare(comparison, length), answer);
                answers[answer] = answers.GetValueOrDefault(answer) + 1;
            }
        }

        Assert.All([Truth.Met, Truth.NotMet, Truth.NotDocumented], answer => Assert.True(answers.GetValueOrDefault(answer) > 1000, answer + ": " + answers.GetValueOrDefault(answer)));
    }

    [Fact]
    public void The_time_between_two_dates_compares_as_in_calendar_months()
    {
        var random = new Random(7);
        for (int i = 0; i < Amount.Of(20_000, 200_000); i++)
        {
            CalendarDate from = CalendarDate.Create(2011, 12, 25).AddDays(random.Next(800));
            CalendarDuration length = CalendarDuration.Months(random.Next(0, 15));
            PartialDate start = Known(from, random);
            PartialDate end = Known(from.AddMonths(length.Amount).AddDays(random.Next(-4, 5)), random);
            Assert.All(Comparisons, comparison => Assert.Equal(
                ElapsedRange.Between(start, end).Compare(comparison, length), PackedDates.Compare(start, end, comparison, length)));
        }
    }

    // Most are known to the day; some to the month, some have no first or last day, some end before they begin or after the decision.
    private static Period PeriodUpTo(CalendarDate decision, Random random)
    {
        CalendarDate from = decision.AddDays(random.Next(20) == 0 ? -random.Next(30_000, 80_000) : -random.Next(-10, 400));
        CalendarDate to = from.AddDays(random.Next(-5, 200));
        return new Period(Known(from, random), Known(to, random), isOngoing: random.Next(10) == 0);
    }

    private static PartialDate Known(CalendarDate day, Random random) => random.Next(12) switch
    {
        0 => PartialDate.Unknown,
        1 or 2 => PartialDate.InMonth(day.Year, day.Month),
        _ => day,
    };
}
