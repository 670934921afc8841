using ImrDsl.Values;
using Xunit;

namespace ImrDsl.Evaluation.Tests;

/// <summary>Lists: some, every, accumulated time, counts, totals, extremes.</summary>
public sealed class ListTests
{
    private const string Care = """
        care: list of treatments
          kind: one of medication, physical
          period: period
          failed: yes/no
          dose: number 0 to 1000 mg/day
          change: number -10 to 10
        """;

    [Theory]
    [InlineData("", "not documented")]
    [InlineData("\"care\": \"unknown\"", "not documented")]
    [InlineData("\"care\": \"none\"", "not met")]
    [InlineData("\"care\": [ { \"kind\": \"medication\", \"failed\": \"yes\" } ]", "met")]
    [InlineData("\"care\": [ { \"kind\": \"physical\", \"failed\": \"yes\" } ]", "not met")]
    [InlineData("\"care\": [ { \"failed\": \"yes\" } ]", "not documented")]
    [InlineData("\"care\": [ { \"failed\": \"no\" } ]", "not met")]
    [InlineData("\"care\": { \"incomplete\": true, \"entries\": [ { \"kind\": \"medication\", \"failed\": \"yes\" } ] }", "met")]
    [InlineData("\"care\": { \"incomplete\": true, \"entries\": [ { \"kind\": \"physical\", \"failed\": \"yes\" } ] }", "not documented")]
    public void Some_entry(string facts, string expected) =>
        Assert.Equal(expected, Guideline.Asking(Care, "some care where kind is medication, with failed").Ask(facts).ToString());

    [Theory]
    [InlineData("", "not documented")]
    [InlineData("\"care\": \"none\"", "met")]
    [InlineData("\"care\": [ { \"kind\": \"medication\", \"failed\": \"yes\" }, { \"kind\": \"physical\", \"failed\": \"no\" } ]", "met")]
    [InlineData("\"care\": [ { \"kind\": \"medication\", \"failed\": \"yes\" }, { \"failed\": \"no\" } ]", "not documented")]
    [InlineData("\"care\": [ { \"kind\": \"medication\", \"failed\": \"no\" }, { \"failed\": \"no\" } ]", "not met")]
    [InlineData("\"care\": { \"incomplete\": true, \"entries\": [ { \"kind\": \"medication\", \"failed\": \"yes\" } ] }", "not documented")]
    [InlineData("\"care\": { \"incomplete\": true, \"entries\": [ { \"kind\": \"medication\", \"failed\": \"no\" } ] }", "not met")]
    public void Every_entry(string facts, string expected) =>
        Assert.Equal(expected, Guideline.Asking(Care, "every care where kind is medication, with failed").Ask(facts).ToString());

    [Fact]
    public void An_entry_that_is_filtered_out_leaves_one_line_in_the_account()
    {
        var guideline = Guideline.Asking(Care, "some care where kind is medication, with failed");
        Assert.Equal(
            ["care[0] EntrySetAside", "kind[1] FactUsed", "care[1] EntryChosen met", "failed[1] FactMissing", "kind[2] FactMissing", "care[2] EntryChosen not documented", "failed[2] FactUsed"],
            guideline.Account("\"care\": [ { \"kind\": \"physical\", \"failed\": \"yes\" }, { \"kind\": \"medication\" }, { \"failed\": \"yes\" } ]"));
        Assert.Equal(["care FactUsed"], guideline.Account("\"care\": \"none\""));
        Assert.Equal(["care FactMissing"], guideline.Account(""));
        Assert.Equal(
            ["kind[0] FactUsed", "care[0] EntryChosen met", "failed[0] FactUsed", "care FactMissing"],
            guideline.Account("\"care\": { \"incomplete\": true, \"entries\": [ { \"kind\": \"medication\", \"failed\": \"no\" } ] }"));
        Assert.Equal(
            ["kind[0] FactUsed", "care[0] EntryChosen met", "failed[0] FactUsed"],
            guideline.Account("\"care\": { \"incomplete\": true, \"entries\": [ { \"kind\": \"medication\", \"failed\": \"yes\" } ] }"));
    }

    [Fact]
    public void Silence_about_a_list_counts_as_none_where_the_author_says_so()
    {
        var guideline = Guideline.Asking(Care.Replace("list of treatments", "list of treatments, none if not mentioned"), "some care where kind is medication, with failed");
        Assert.Equal(Truth.NotMet, guideline.Ask(""));
        Assert.Equal(["care DefaultUsed"], guideline.Account(""));
        Assert.Equal(Truth.NotDocumented, guideline.Ask("\"care\": \"unknown\""));
    }

    [Theory]
    [InlineData("", "not documented")]
    [InlineData("\"care\": \"none\"", "not met")]
    [InlineData("\"care\": [ { \"failed\": \"yes\", \"period\": \"2014-01-01 to 2014-06-30\" } ]", "met")]
    [InlineData("\"care\": [ { \"failed\": \"yes\", \"period\": \"2014-01-01 to 2014-06-29\" } ]", "not met")]
    [InlineData("\"care\": [ { \"failed\": \"yes\", \"period\": \"2014-01 to 2014-06\" } ]", "not documented")]
    [InlineData("\"care\": [ { \"failed\": \"yes\", \"period\": \"2014-01 to 2014-08\" } ]", "met")]
    [InlineData("\"care\": [ { \"period\": \"2014-01-01 to 2014-06-30\" } ]", "not documented")]
    [InlineData("\"care\": [ { \"failed\": \"no\", \"period\": \"2014-01-01 to 2014-06-30\" } ]", "not met")]
    [InlineData("\"care\": [ { \"failed\": \"yes\", \"period\": \"since 2014-04-30\" } ]", "met")]
    [InlineData("\"care\": [ { \"failed\": \"yes\", \"period\": \"since 2014-05-02\" } ]", "not met")]
    [InlineData("\"care\": [ { \"failed\": \"yes\", \"period\": \"2014-01-01 to unknown\" } ]", "not documented")]
    [InlineData("\"care\": [ { \"failed\": \"yes\" } ]", "not documented")]
    [InlineData("\"care\": { \"incomplete\": true, \"entries\": [ { \"failed\": \"yes\", \"period\": \"2014-01-01 to 2014-06-30\" } ] }", "met")]
    [InlineData("\"care\": { \"incomplete\": true, \"entries\": [ { \"failed\": \"yes\", \"period\": \"2014-01-01 to 2014-05-30\" } ] }", "not documented")]
    public void Accumulated_time(string facts, string expected) =>
        Assert.Equal(expected, Guideline.Of("facts\n  " + Care.ReplaceLineEndings("\n  ") + "\ndefine failed care: care where failed\nservice it\n  medically necessary when ≥6 months failed care\n").Ask(facts).ToString());

    [Fact]
    public void The_rule_that_made_up_a_month_is_noted()
    {
        var guideline = Guideline.Asking(Care, "≥2 months care");
        Assert.Equal(
            ["care[0] EntryChosen met", "period[0] FactUsed", "care[1] EntryChosen met", "period[1] FactUsed", "2m0d..2m0d", "LeftOverDays"],
            guideline.Account("\"care\": [ { \"period\": \"2014-01-01 to 2014-01-30\" }, { \"period\": \"2014-03-01 to 2014-03-30\" } ]"));
        Assert.Equal(
            ["care[0] EntryChosen met", "period[0] FactMissing", "0m1d..9m30d"], guideline.Account("\"care\": [ { \"period\": \"2014-01-01 to unknown\" } ]"));
        Assert.Equal(
            ["care[0] EntryChosen met", "period[0] FactUsed", "care FactMissing", "5m0d.."],
            guideline.Account("\"care\": { \"incomplete\": true, \"entries\": [ { \"period\": \"2014-01-01 to 2014-05-31\" } ] }"));
    }

    [Theory]
    [InlineData("≥40 consecutive days care", "met")]
    [InlineData("≥45 consecutive days care", "not met")]
    [InlineData("≥45 consecutive days care allowing gaps up to 2 days", "not met")]
    [InlineData("≥45 consecutive days care allowing gaps up to 3 days", "met")]
    public void The_longest_run(string condition, string expected) => Assert.Equal(
        expected,
        Guideline.Asking(Care, condition)
            .Ask("\"care\": [ { \"period\": \"2014-01-01 to 2014-02-09\" }, { \"period\": \"2014-02-13 to 2014-02-18\" } ]").ToString());

    [Theory]
    [InlineData("number of care where failed is at least 1", "met")]
    [InlineData("number of care where failed is at least 2", "not documented")]
    [InlineData("number of care where failed is at least 3", "not met")]
    [InlineData("number of care where failed is at most 2", "met")]
    public void A_count_is_a_range(string condition, string expected) => Assert.Equal(
        expected, Guideline.Asking(Care, Counted(condition)).Ask("\"care\": [ { \"failed\": \"yes\" }, { \"kind\": \"medication\" }, { \"failed\": \"no\" } ]").ToString());

    [Fact]
    public void What_a_list_may_still_hold_makes_a_count_a_lower_bound()
    {
        var guideline = Guideline.Asking(Care, "number of care <= 2");
        Assert.Equal(Truth.Met, guideline.Ask("\"care\": \"none\""));
        Assert.Equal(Truth.NotDocumented, guideline.Ask(""));
        Assert.Equal(Truth.NotDocumented, guideline.Ask("\"care\": { \"incomplete\": true, \"entries\": [ { \"failed\": \"no\" } ] }"));
        Assert.Equal(
            Truth.NotMet,
            guideline.Ask("\"care\": { \"incomplete\": true, \"entries\": [ { \"failed\": \"no\" }, { \"failed\": \"no\" }, { \"failed\": \"yes\" } ] }"));
    }

    [Fact]
    public void A_total_is_a_range_and_of_an_incomplete_list_a_lower_bound_if_nothing_can_be_negative()
    {
        var dose = Guideline.Asking(Care, "total of dose over care <= 100 mg/day");
        Assert.Equal(Truth.Met, dose.Ask("\"care\": [ { \"dose\": 60 }, { \"dose\": 40 } ]"));
        Assert.Equal(["care[0] EntryChosen met", "dose[0] FactUsed", "care[1] EntryChosen met", "dose[1] FactMissing", "60.."], dose.Account("\"care\": [ { \"dose\": 60 }, { \"failed\": \"no\" } ]"));
        Assert.Equal(Truth.NotMet, dose.Ask("\"care\": [ { \"dose\": 101 }, { \"failed\": \"no\" } ]"));
        Assert.Equal(Truth.NotMet, dose.Ask("\"care\": { \"incomplete\": true, \"entries\": [ { \"dose\": 101 } ] }"));
        Assert.Equal(Truth.NotDocumented, dose.Ask("\"care\": { \"incomplete\": true, \"entries\": [ { \"dose\": 99 } ] }"));
        var change = Guideline.Asking(Care, "total of change over care <= 5");
        Assert.Equal(Truth.NotMet, change.Ask("\"care\": [ { \"change\": 6 } ]"));
        Assert.Equal(Truth.NotDocumented, change.Ask("\"care\": { \"incomplete\": true, \"entries\": [ { \"change\": 6 } ] }"));
    }

    [Theory]
    [InlineData("highest dose over care", ">= 60 mg/day", "met")]
    [InlineData("highest dose over care", ">= 61 mg/day", "not documented")]
    [InlineData("highest dose over care", ">= 101 mg/day", "not met")]
    [InlineData("lowest dose over care", "<= 40 mg/day", "met")]
    [InlineData("lowest dose over care", ">= 40 mg/day", "met")]
    public void An_entry_that_may_not_count_widens_the_extremes(string value, string comparison, string expected)
    {
        var guideline = Guideline.Of(
            "facts\n  " + Care.ReplaceLineEndings("\n  ") + "\ndefine failed care: care where failed\nservice it\n  medically necessary when "
            + value.Replace("care", "failed care") + " " + comparison + "\n");
        Assert.Equal(expected, guideline.Ask("\"care\": [ { \"failed\": \"yes\", \"dose\": 60 }, { \"failed\": \"yes\", \"dose\": 40 }, { \"dose\": 100 } ]").ToString());
        Assert.Equal(Truth.NotDocumented, guideline.Ask("\"care\": \"none\""));
        Assert.Equal(Truth.NotDocumented, guideline.Ask("\"care\": [ { \"dose\": 60 } ]"));
    }

    // "number of care where failed is at least 1" would read "failed is at least 1": the comparison comes first.
    private static string Counted(string condition)
    {
        int at = condition.IndexOf(" is ", System.StringComparison.Ordinal);
        return condition[(at + 4)..] + " " + condition["number of ".Length..at];
    }
}
