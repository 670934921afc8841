using System;
using System.Linq;
using FsCheck.Fluent;
using Xunit;

namespace ImrDsl.Values.Tests;

public sealed class PartialDateTests
{
    [Theory]
    [InlineData("2014-10-30", "2014-10-30", "2014-10-30")]
    [InlineData("2014-10", "2014-10-01", "2014-10-31")]
    [InlineData("2012-02", "2012-02-01", "2012-02-29")]
    [InlineData("2014", "2014-01-01", "2014-12-31")]
    [InlineData("0001", "0001-01-01", "0001-12-31")]
    public void A_date_is_read_and_shown_as_a_record_gives_it(string text, string earliest, string latest)
    {
        Assert.True(PartialDate.TryParse(text, out PartialDate date));
        Assert.Equal((earliest, latest), (date.Earliest.ToString(), date.Latest.ToString()));
        Assert.Equal(text, date.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2014-02-31")]
    [InlineData("2014-13")]
    [InlineData("2014-00-01")]
    [InlineData("0000")]
    [InlineData("14-10-30")]
    [InlineData("2014/10/30")]
    [InlineData("2014-10-30 ")]
    [InlineData("٢٠١٤")]
    [InlineData("+014")]
    public void Anything_else_is_no_date(string? text) => Assert.False(PartialDate.TryParse(text, out _));

    [Fact]
    public void A_comparison_is_decided_exactly_where_all_readings_agree() => Law.Holds(
        from left in Some.PartialDate from right in Some.PartialDate select (left, right),
        pair =>
        {
            Truth AskAll(Func<CalendarDate, CalendarDate, bool> ask) => Some.Common(
                from l in Some.Completions(pair.left) from r in Some.Completions(pair.right) select ask(l, r));

            Assert.Equal(AskAll((l, r) => l < r), pair.left < pair.right);
            Assert.Equal(AskAll((l, r) => l <= r), pair.left <= pair.right);
            Assert.Equal(AskAll((l, r) => l > r), pair.left > pair.right);
            Assert.Equal(AskAll((l, r) => l >= r), pair.left >= pair.right);
            Assert.Equal(AskAll((l, r) => l == r), pair.left.SameDayAs(pair.right));
        },
        200);

    [Fact]
    public void An_unknown_date_leaves_everything_open()
    {
        PartialDate known = Some.Date(2014, 10, 30);
        Assert.Equal("unknown", PartialDate.Unknown.ToString());
        foreach (Truth answer in new[]
        {
            known < default(PartialDate), default(PartialDate) <= known, known > default(PartialDate), default(PartialDate) >= known, known.SameDayAs(default),
        })
        {
            Assert.Equal(Truth.NotDocumented, answer);
        }

        Assert.False(PartialDate.Unknown.AddDays(1).IsKnown);
        Assert.False(PartialDate.Unknown.AddMonths(1).IsKnown);
        Assert.False(PartialDate.Either(known, default).IsKnown);
        Assert.Equal(ElapsedRange.Unknown, ElapsedRange.Between(known, default));
    }

    [Fact]
    public void Adding_holds_for_every_reading() => Law.Holds(
        from date in Some.PartialDate from amount in Gen.Choose(-40, 40) from other in Some.PartialDate select (date, amount, other),
        values =>
        {
            (PartialDate date, int amount, PartialDate other) = values;
            Assert.All(Some.Completions(date), day =>
            {
                Assert.True(Holds(date.AddDays(amount), day.AddDays(amount)));
                Assert.True(Holds(date.AddMonths(amount), day.AddMonths(amount)));
                Assert.True(Holds(PartialDate.Either(date, other), day) && Holds(PartialDate.Either(other, date), day));
            });
        },
        200);

    [Fact]
    public void A_measured_time_compares_as_all_readings_agree() => Law.Holds(
        from start in Some.PartialDate
        from end in Some.PartialDate
        from amount in Gen.Choose(0, 40)
        from unit in Gen.Elements(CalendarUnit.Days, CalendarUnit.Months)
        select (start, end, new CalendarDuration(amount, unit)),
        values =>
        {
            (PartialDate start, PartialDate end, CalendarDuration duration) = values;
            ElapsedRange range = ElapsedRange.Between(start, end);
            int[] readings = [.. (from s in Some.Completions(start) from e in Some.Completions(end) select Elapsed.Between(s, e).CompareTo(duration)).Distinct()];
            Assert.Equal(Some.Common(readings.Select(r => r >= 0)), range >= duration);
            Assert.Equal(Some.Common(readings.Select(r => r > 0)), range > duration);
            Assert.Equal(Some.Common(readings.Select(r => r < 0)), range < duration);
            Assert.Equal(Some.Common(readings.Select(r => r <= 0)), range <= duration);

            // That none of the readings is the very length is not always seen; what is decided is right.
            Truth equal = Some.Common(readings.Select(r => r == 0));
            Assert.True(range.Is(duration).IsOpen || range.Is(duration) == equal);
            Assert.Equal(range >= duration, range.Compare(Comparison.AtLeast, duration));
            Assert.Equal(range > duration, range.Compare(Comparison.More, duration));
            Assert.Equal(range < duration, range.Compare(Comparison.Less, duration));
            Assert.Equal(range <= duration, range.Compare(Comparison.AtMost, duration));
            Assert.Equal(!range.Is(duration), range.Compare(Comparison.NotEqual, duration));
        },
        200);

    [Fact]
    public void Lengths_in_words()
    {
        ElapsedRange partial = ElapsedRange.Between(PartialDate.InMonth(2014, 1), Some.Date(2014, 3, 31));
        Assert.Equal("2 months to 2 months and 30 days", partial.ToString());
        Assert.Equal("unknown", ElapsedRange.Unknown.ToString());
        Assert.Equal("at least 1 day", ElapsedRange.NoLessThan(new Elapsed(0, 1, 1)).ToString());
    }

    private static bool Holds(PartialDate date, CalendarDate day) => date.Earliest <= day && day <= date.Latest;
}
