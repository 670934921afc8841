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
            PackedEntry[] entries = [.. Enumerable.Range(0, random.Next(6)).Select(_ => new PackedEntry(default, PeriodUpTo(decision, random), Scaled.Unknown))];
            var list = new PackedList(random.Next(8) == 0 ? Knowledge.Incomplete : Knowledge.Given, entries);
            PackedTime time = list.Time(decision);
            foreach (PackedEntry _ in entries)
            {
                time.Add(Truths[random.Next(Truths.Length)]);
            }

            CalendarDuration length = CalendarDuration.Months(random.Next(1, 8));
            foreach (Comparison comparison in Comparisons)
            {
                Truth answer = time.CompareTotal(comparison, length);
                Assert.Equal(time.Total().Compare(comparison, length), answer);
                answers[answer] = answers.GetValueOrDefault(answer) + 1;
            }
        }

        Assert.All([Truth.Met, Truth.NotMet, Truth.NotDocumented], answer => Assert.True(answers.GetValueOrDefault(answer) > 1000, answer + ": " + answers.GetValueOrDefault(answer)));
    }

    // Most are known to the day; some to the month, some have no first or last day, some end before they begin or after the decision.
    private static Period PeriodUpTo(CalendarDate decision, Random random)
    {
        CalendarDate from = decision.AddDays(-random.Next(-10, 400));
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
