using System;
using FsCheck.Fluent;
using Xunit;

namespace ImrDsl.Values.Tests;

public sealed class CalendarTests
{
    [Fact]
    public void Days_are_those_of_the_Gregorian_calendar()
    {
        int step = Law.IsLong ? 1 : 37;
        for (int number = 0; number <= DateOnly.MaxValue.DayNumber; number += step)
        {
            var expected = DateOnly.FromDayNumber(number);
            CalendarDate day = CalendarDate.FromDayNumber(number);
            Assert.True((day.Year, day.Month, day.Day) == (expected.Year, expected.Month, expected.Day));
            Assert.True(CalendarDate.Create(day.Year, day.Month, day.Day) == day);
        }

        Assert.Equal("2014-02-07", Some.Date(2014, 2, 7).ToString());
        Assert.Equal("0001-01-01", default(CalendarDate).ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => CalendarDate.FromDayNumber(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => CalendarDate.FromDayNumber(DateOnly.MaxValue.DayNumber + 1));
    }

    [Theory]
    [InlineData(2014, 2, 31)]
    [InlineData(2013, 2, 29)]
    [InlineData(1900, 2, 29)]
    [InlineData(2014, 13, 1)]
    [InlineData(2014, 0, 1)]
    [InlineData(2014, 1, 0)]
    [InlineData(0, 1, 1)]
    [InlineData(10000, 1, 1)]
    public void There_is_no_such_day(int year, int month, int day) => Assert.False(CalendarDate.TryCreate(year, month, day, out _));

    [Fact]
    public void Months_on_is_the_same_day_or_the_last_of_a_shorter_month() => Law.Holds(
        from number in Gen.Choose(0, DateOnly.MaxValue.DayNumber)
        from months in Gen.Choose(-1000, 1000)
        select (number, months),
        pair =>
        {
            var start = DateOnly.FromDayNumber(pair.number);
            int month = (start.Year * 12) + start.Month - 1 + pair.months;
            CalendarDate expected = month < 12 ? default
                : month > (9999 * 12) + 11 ? CalendarDate.FromDayNumber(DateOnly.MaxValue.DayNumber)
                : CalendarDate.FromDayNumber(start.AddMonths(pair.months).DayNumber);
            Assert.Equal(expected, CalendarDate.FromDayNumber(pair.number).AddMonths(pair.months));
        });

    [Fact]
    public void The_ends_of_the_calendar_are_not_passed()
    {
        CalendarDate last = Some.Date(9999, 12, 31);
        Assert.Equal(last, last.AddDays(int.MaxValue));
        Assert.Equal(last, last.AddMonths(int.MaxValue));
        Assert.Equal(default, Some.Date(1, 1, 2).AddDays(int.MinValue));
        Assert.Equal(default, Some.Date(1, 1, 2).AddMonths(int.MinValue));
        Assert.Equal(new Elapsed((9998 * 12) + 11, 30, last.DayNumber), Elapsed.Between(default, last));
    }

    [Fact]
    public void Months_between_two_dates_are_the_most_that_fit() => Law.Holds(
        from start in Some.Day from end in Some.Day select (start, end),
        pair =>
        {
            Elapsed length = Elapsed.Between(pair.start, pair.end);
            Assert.Equal(pair.end.DayNumber - pair.start.DayNumber, length.TotalDays);
            if (pair.end < pair.start)
            {
                Assert.Equal((0, length.TotalDays), (length.Months, length.Days));
                return;
            }

            int months = 0;
            while (pair.start.AddMonths(months + 1) <= pair.end)
            {
                months++;
            }

            Assert.Equal(months, length.Months);
            Assert.Equal(pair.end.DayNumber - pair.start.AddMonths(months).DayNumber, length.Days);
            Assert.InRange(length.Days, 0, 30);
        },
        5000);

    [Fact]
    public void From_the_last_of_August_to_the_last_of_February_is_6_months()
    {
        Assert.Equal(new Elapsed(6, 0, 181), Elapsed.Between(Some.Date(2013, 8, 31), Some.Date(2014, 2, 28)));
        Assert.Equal("6 months", Elapsed.Between(Some.Date(2013, 8, 31), Some.Date(2014, 2, 28)).ToString());
        Assert.Equal("5 months and 28 days", Elapsed.Between(Some.Date(2011, 8, 31), Some.Date(2012, 2, 28)).ToString());
    }

    [Fact]
    public void A_length_compares_with_a_stated_one_as_the_dates_do() => Law.Holds(
        from start in Some.Day
        from end in Some.Day
        from amount in Gen.Choose(0, 40)
        from unit in Gen.Elements(CalendarUnit.Days, CalendarUnit.Weeks, CalendarUnit.Months, CalendarUnit.Years)
        select (start, end, duration: new CalendarDuration(amount, unit)),
        values =>
        {
            (CalendarDate start, CalendarDate end, CalendarDuration duration) = values;
            CalendarDate due = duration.IsInMonths ? start.AddMonths(duration.InMonths) : start.AddDays(duration.InDays);
            int comparison = Elapsed.Between(start, end).CompareTo(duration);
            if (end >= start)
            {
                Assert.Equal(due <= end, comparison >= 0);
                Assert.Equal(due < end, comparison > 0);
            }
            else
            {
                Assert.True(comparison < 0);
            }
        },
        5000);

    [Theory]
    [InlineData(1, CalendarUnit.Months, "1 month")]
    [InlineData(6, CalendarUnit.Weeks, "6 weeks")]
    [InlineData(0, CalendarUnit.Days, "0 days")]
    public void Stated_lengths_in_words(int amount, CalendarUnit unit, string words) => Assert.Equal(words, new CalendarDuration(amount, unit).ToString());

    [Fact]
    public void Lengths_survive_the_account() => Law.Holds(
        from start in Some.Day from end in Some.Day select Elapsed.Between(start, end),
        length => Assert.Equal((length.Months, length.Days), AccountEntry.Unpack(AccountEntry.Pack(length))));
}
