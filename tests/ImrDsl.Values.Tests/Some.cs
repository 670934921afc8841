using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;

namespace ImrDsl.Values.Tests;

/// <summary>Random values of the domain.</summary>
internal static class Some
{
    public static IReadOnlyList<Truth> Truths { get; } = [Truth.Met, Truth.NotMet, Truth.NotDocumented, Truth.NeedsJudgement];

    public static IReadOnlyList<Comparison> Comparisons { get; } = Enum.GetValues<Comparison>();

    /// <summary>A day within a few years, often near the ends of months and round February of a leap year.</summary>
    public static Gen<CalendarDate> Day { get; } = Gen.Frequency(
        (3, Gen.Choose(Number(2011, 1, 1), Number(2013, 12, 31)).Select(CalendarDate.FromDayNumber)),
        (2, from month in Gen.Choose(0, 35) from day in Gen.Choose(-2, 2) select Date(2011, 1, 1).AddMonths(month).AddDays(day)),
        (1, Gen.Choose(Number(2012, 1, 29), Number(2012, 3, 2)).Select(CalendarDate.FromDayNumber)));

    /// <summary>A day, a short range of days, a month, sometimes a year.</summary>
    public static Gen<PartialDate> PartialDate { get; } = Gen.Frequency(
        (3, Day.Select(Values.PartialDate.Exactly)),
        (3, from day in Day from more in Gen.Choose(1, 6) select Values.PartialDate.Between(day, day.AddDays(more))),
        (2, Day.Select(day => Values.PartialDate.InMonth(day.Year, day.Month))),
        (1, Day.Select(day => Values.PartialDate.InYear(day.Year))));

    /// <summary>A decimal as records hold them, with small ones, ties and zero being frequent.</summary>
    public static Gen<decimal> Decimal { get; } =
        from units in Gen.Frequency((3, Gen.Choose(-12, 12)), (2, Gen.Choose(-100_000, 100_000)))
        from places in Gen.Choose(0, 4)
        select units / (decimal)Math.Pow(10, places);

    /// <summary>An exact quantity, a range, a bound or nothing.</summary>
    public static Gen<Number> Quantity { get; } = Gen.Frequency(
        (4, Decimal.Select(Values.Number.Exactly)),
        (4, from a in Decimal from b in Decimal select Values.Number.Between(Math.Min(a, b), Math.Max(a, b))),
        (1, Decimal.Select(Values.Number.NoLessThan)),
        (1, Decimal.Select(Values.Number.NoMoreThan)),
        (1, Gen.Constant(Values.Number.Unknown)));

    public static CalendarDate Date(int year, int month, int day) => CalendarDate.Create(year, month, day);

    /// <summary>Every day that a date may mean.</summary>
    public static IEnumerable<CalendarDate> Completions(PartialDate date) =>
        Enumerable.Range(date.Earliest.DayNumber, date.Latest.DayNumber - date.Earliest.DayNumber + 1).Select(CalendarDate.FromDayNumber);

    /// <summary>Some of the values a quantity may have: its ends, the middle, and values near.</summary>
    public static IReadOnlyList<decimal> Samples(Number quantity)
    {
        decimal low = quantity.HasLow ? quantity.Low : (quantity.HasHigh ? quantity.High : 0) - 20;
        decimal high = quantity.HasHigh ? quantity.High : (quantity.HasLow ? quantity.Low : 0) + 20;
        return [low, low + ((high - low) / 4), (low + high) / 2, high - ((high - low) / 8), high];
    }

    /// <summary>The answer that many decided answers have in common, else open.</summary>
    public static Truth Common(IEnumerable<bool> answers)
    {
        bool[] distinct = answers.Distinct().ToArray();
        return distinct.Length == 1 ? distinct[0] : Truth.NotDocumented;
    }

    private static int Number(int year, int month, int day) => Date(year, month, day).DayNumber;
}
