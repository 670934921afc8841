using ImrDsl.Values;
using Xunit;

namespace ImrDsl.Evaluation.Tests;

/// <summary>Times, percentages, bands, arithmetic, tables.</summary>
public sealed class ValueTests
{
    [Theory]
    [InlineData("2014-04-29", "met")]
    [InlineData("2014-04-30", "not met")]
    [InlineData("2014-05-01", "not met")]
    [InlineData("2014-04", "not documented")]
    [InlineData("2014-03", "met")]
    [InlineData("2014", "not documented")]
    [InlineData("2013", "met")]
    public void More_than_six_months(string onset, string expected) => Assert.Equal(
        expected, Guideline.Asking("onset: date", "time from onset to decision date > 6 months").Ask($"\"onset\": \"{onset}\"").ToString());

    [Fact]
    public void The_end_of_a_shorter_month_is_noted_when_it_decides()
    {
        var guideline = Guideline.Asking("from: date\nto: date", "time from from to to >= 6 months");
        Assert.Equal(["from[0] FactUsed", "to[0] FactUsed", "6m0d..6m0d", "MonthEndClamped"], guideline.Account("\"from\": \"2013-08-31\", \"to\": \"2014-02-28\""));
        Assert.Equal(["from[0] FactUsed", "to[0] FactUsed", "6m0d..6m0d"], guideline.Account("\"from\": \"2013-08-28\", \"to\": \"2014-02-28\""));
        Assert.Equal(["from[0] FactUsed", "to[0] FactUsed", "6m0d..6m27d"], guideline.Account("\"from\": \"2013-08\", \"to\": \"2014-02-28\""));
    }

    [Theory]
    [InlineData("8", "4", "met", "50..50, InsideBand")]
    [InlineData("8", "3", "met", "62.5..62.5, InsideBand")]
    [InlineData("10", "3", "met", "70..70, InsideBand")]
    [InlineData("8", "2", "met", "75..75, AboveBand")]
    [InlineData("10", "5.1", "not met", "49..49")]
    [InlineData("\"8 to 10\"", "4", "met", "50..60")]
    [InlineData("\"7 to 10\"", "4", "not documented", "42.9..60")]
    [InlineData("0", "0", "not documented", "BaselineOfZero")]
    [InlineData("\"0 to 5\"", "0", "not documented", "BaselineOfZero")]
    public void A_reduction_of_at_least_50_to_70_percent(string before, string after, string expected, string account)
    {
        var guideline = Guideline.Asking("before: number 0 to 10\nafter: number 0 to 10", "reduction from before to after is at least 50% to 70%");
        string facts = $"\"before\": {before}, \"after\": {after}";
        Assert.Equal(expected, guideline.Ask(facts).ToString());
        Assert.Equal("before[0] FactUsed, after[0] FactUsed, " + account, string.Join(", ", guideline.Account(facts)));
    }

    [Theory]
    [InlineData("pain is at most 3 to 5", "5", "met")]
    [InlineData("pain is at most 3 to 5", "6", "not met")]
    [InlineData("pain is 3 to 5", "3", "met")]
    [InlineData("pain is 3 to 5", "2", "not met")]
    [InlineData("pain is 3 to 5", "\"2 to 4\"", "not documented")]
    [InlineData("pain = 5", "5", "met")]
    [InlineData("pain ≠ 5", "5", "not met")]
    [InlineData("pain = 5", "\"4 to 6\"", "not documented")]
    [InlineData("pain × 2 > 9", "5", "met")]
    [InlineData("pain - 2 > 3", "5", "not met")]
    public void Bands_and_arithmetic(string condition, string pain, string expected) =>
        Assert.Equal(expected, Guideline.Asking("pain: number 0 to 10", condition).Ask("\"pain\": " + pain).ToString());

    [Theory]
    [InlineData("\"drug\": \"methadone\", \"dose\": 20", "met", "drug[0] FactUsed, dose[0] FactUsed, 4..4")]
    [InlineData("\"drug\": \"methadone\", \"dose\": 20.1", "not met", null)]
    [InlineData("\"drug\": \"morphine\", \"dose\": 500", "met", null)]
    [InlineData("\"drug\": \"morphine\"", "met", "drug[0] FactUsed, dose FactMissing, 1..1")]
    [InlineData("\"drug\": \"methadone\"", "not documented", "drug[0] FactUsed, dose FactMissing")]
    [InlineData("\"dose\": 20", "not documented", null)]
    [InlineData("\"drug\": \"methadone\", \"dose\": \"15 to 25\"", "not documented", "drug[0] FactUsed, dose[0] FactUsed")]
    [InlineData("\"drug\": [ { \"value\": \"methadone\", \"date\": \"2014-02\" }, { \"value\": \"morphine\", \"date\": \"2014-02-01\" } ], \"dose\": 5", "not documented", "drug[0] FactUsed, drug[1] FactUsed, drug FactMissing, dose[0] FactUsed")]
    public void A_table(string facts, string expected, string? account)
    {
        var guideline = Guideline.Of("""
            facts
              drug: one of morphine, methadone
              dose: number 0 to 1000 mg/day
            table factor
              drug      | dose             | factor
              morphine  | any              | 1
              methadone | up to 20 mg/day  | 4
              methadone | over 20 mg/day   | 8
            service it
              medically necessary when factor <= 4
            """);
        Assert.Equal(expected, guideline.Ask(facts).ToString());
        if (account is not null)
        {
            Assert.Equal(account, string.Join(", ", guideline.Account(facts)));
        }
    }

    [Fact]
    public void What_cannot_be_computed_exactly_is_an_error_of_the_record_and_leaves_it_open()
    {
        var guideline = Guideline.Asking("a: number 0 or more\nb: number 0 or more", "a × b > 5");
        string facts = "\"a\": 900000000000.1234, \"b\": 900000000000.1234";
        Assert.Equal(Truth.NotDocumented, guideline.Ask(facts));
        Assert.Equal(["a[0] FactUsed", "b[0] FactUsed", "Overflow"], guideline.Account(facts));
    }
}
