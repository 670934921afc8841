using ImrDsl.Values;
using Xunit;

namespace ImrDsl.Evaluation.Tests;

/// <summary>Which entry of a fact counts, defaults, judgement.</summary>
public sealed class FactTests
{
    private static readonly Guideline Sepsis = Guideline.Asking("sepsis: yes/no", "sepsis");

    [Theory]
    [InlineData("\"sepsis\": \"yes\"", "met")]
    [InlineData("\"sepsis\": \"no\"", "not met")]
    [InlineData("\"sepsis\": null", "not documented")]
    [InlineData("", "not documented")]
    [InlineData("\"sepsis\": \"unknown\"", "not documented")]
    public void Silence_is_not_a_no(string facts, string expected) => Assert.Equal(expected, Sepsis.Ask(facts).ToString());

    [Theory]

    // The latest counts.
    [InlineData("""{ "value": "yes", "date": "2014-01-01" }, { "value": "no", "date": "2014-02-01" }""", "not met", "sepsis[1] FactUsed")]
    [InlineData("""{ "value": "no", "date": "2014-02-01" }, { "value": "yes", "date": "2014-01-01" }""", "not met", "sepsis[0] FactUsed")]

    // On the day of the decision is part of the record, after it is not.
    [InlineData("""{ "value": "yes", "date": "2014-10-30" }, { "value": "no", "date": "2014-02-01" }""", "met", "sepsis[0] FactUsed")]
    [InlineData("""{ "value": "yes", "date": "2014-10-31" }, { "value": "no", "date": "2014-02-01" }""", "not met", "sepsis[1] FactUsed")]
    [InlineData("""{ "value": "yes", "date": "2014-10-31" }""", "not documented", "sepsis FactMissing")]

    // It may be after it: nothing is certain.
    [InlineData("""{ "value": "yes", "date": "2014-10" }""", "not documented", "sepsis[0] FactUsed, sepsis FactMissing")]
    [InlineData("""{ "value": "no", "date": "2014-10" }, { "value": "yes", "date": "2014-02-01" }""", "not documented", "sepsis[0] FactUsed, sepsis[1] FactUsed, sepsis FactMissing")]
    [InlineData("""{ "value": "yes", "date": "2014-10" }, { "value": "yes", "date": "2014-02-01" }""", "met", "sepsis[0] FactUsed, sepsis[1] FactUsed")]

    // Partial dates: either may be the later one.
    [InlineData("""{ "value": "yes", "date": "2014-02" }, { "value": "no", "date": "2014-02-10" }""", "not documented", "sepsis[0] FactUsed, sepsis[1] FactUsed, sepsis FactMissing")]
    [InlineData("""{ "value": "yes", "date": "2014-02" }, { "value": "yes", "date": "2014-02-10" }""", "met", "sepsis[0] FactUsed, sepsis[1] FactUsed")]
    [InlineData("""{ "value": "yes", "date": "2014-02" }, { "value": "no", "date": "2014-03-01" }""", "not met", "sepsis[1] FactUsed")]
    [InlineData("""{ "value": "yes", "date": "2013" }, { "value": "no", "date": "2014" }, { "value": "no", "date": "2014-03" }""", "not met", "sepsis[1] FactUsed, sepsis[2] FactUsed")]

    // A tie on one day.
    [InlineData("""{ "value": "yes", "date": "2014-02-01", "by": "patient" }, { "value": "no", "date": "2014-02-01", "by": "physician" }""", "not documented", "sepsis[0] FactUsed, sepsis[1] FactUsed, sepsis FactMissing")]

    // An undated one counts if it is the only one.
    [InlineData("""{ "value": "yes", "by": "physician" }""", "met", "sepsis[0] FactUsed")]
    [InlineData("""{ "value": "yes", "by": "physician" }, { "value": "no", "date": "2014-02-01" }""", "not met", "sepsis[1] FactUsed")]
    [InlineData("""{ "value": "yes", "by": "physician" }, { "value": "yes", "by": "nurse" }""", "not documented", "sepsis FactMissing")]
    [InlineData("""{ "value": "yes", "by": "physician" }, { "value": "no", "date": "2014-12-01" }""", "met", "sepsis[0] FactUsed")]

    // That it is not known is known of a day too.
    [InlineData("""{ "value": "yes", "date": "2014-01-01" }, { "value": "unknown", "date": "2014-02-01" }""", "not documented", "sepsis[1] FactMissing")]
    public void The_latest_entry_counts(string entries, string expected, string account)
    {
        string facts = "\"sepsis\": [ " + entries + " ]";
        Assert.Equal(expected, Sepsis.Ask(facts).ToString());
        Assert.Equal(account, string.Join(", ", Sepsis.Account(facts)));
    }

    [Fact]
    public void A_value_is_the_range_of_the_entries_that_may_count()
    {
        var guideline = Guideline.Asking("pain: number 0 to 10", "pain >= 5");
        Assert.Equal(Truth.Met, guideline.Ask("""  "pain": [ { "value": 6, "date": "2014-02" }, { "value": 5, "date": "2014-02-10" } ]  """));
        Assert.Equal(Truth.NotDocumented, guideline.Ask("""  "pain": [ { "value": 6, "date": "2014-02" }, { "value": 4, "date": "2014-02-10" } ]  """));
        Assert.Equal(Truth.NotDocumented, guideline.Ask("""  "pain": [ { "value": 6, "date": "2014-02" }, { "value": "unknown", "date": "2014-02-10" } ]  """));
        Assert.Equal(Truth.NotDocumented, guideline.Ask("""  "pain": { "value": 6, "date": "2014-10" }  """));
        Assert.Equal(Truth.NotDocumented, guideline.Ask("""  "pain": "4 to 6"  """));
        Assert.Equal(Truth.Met, guideline.Ask("""  "pain": "5 to 6"  """));
    }

    [Fact]
    public void Each_value_of_a_choice_that_may_count_is_asked()
    {
        var guideline = Guideline.Asking("result: one of helped, failed, stopped", "result is failed or stopped");
        Assert.Equal(Truth.Met, guideline.Ask("""  "result": [ { "value": "failed", "date": "2014-02" }, { "value": "stopped", "date": "2014-02-10" } ]  """));
        Assert.Equal(Truth.NotDocumented, guideline.Ask("""  "result": [ { "value": "failed", "date": "2014-02" }, { "value": "helped", "date": "2014-02-10" } ]  """));
    }

    [Fact]
    public void A_default_counts_on_silence_only_and_is_noted()
    {
        var guideline = Guideline.Asking("other contraindication: yes/no, no if not mentioned", "not other contraindication");
        Assert.Equal(Truth.Met, guideline.Ask(""));
        Assert.Equal(["other contraindication DefaultUsed"], guideline.Account(""));
        Assert.Equal(Truth.NotDocumented, guideline.Ask("\"other contraindication\": \"unknown\""));
        Assert.Equal(Truth.NotMet, guideline.Ask("\"other contraindication\": \"yes\""));
        Assert.Equal(Truth.NotDocumented, guideline.Ask("\"other contraindication\": { \"value\": \"no\", \"date\": \"2015-01-01\" }"));
    }

    [Fact]
    public void A_default_that_is_another_fact_is_read_in_its_place()
    {
        var guideline = Guideline.Asking("pain onset: date, date of injury if not mentioned", "time from pain onset to decision date > 6 months");
        Assert.Equal(
            ["pain onset DefaultUsed", "date of injury[0] FactUsed", "decision date[0] FactUsed", "242m11d..242m11d"],
            guideline.Account("\"date of injury\": \"1994-08-19\""));
        Assert.Equal(["pain onset DefaultUsed", "date of injury FactMissing", "decision date[0] FactUsed"], guideline.Account(""));
        Assert.Equal(Truth.NotMet, guideline.Ask("\"date of injury\": \"1994-08-19\", \"pain onset\": \"2014-04-30\""));
    }

    [Fact]
    public void Judgement_waits_for_the_reviewers_own_answer()
    {
        var guideline = Guideline.Asking("treatment would help: yes/no, reviewer decides\nsepsis: yes/no", "treatment would help and sepsis");
        Assert.Equal(Finding.NeedsJudgement, guideline.Evaluate("\"sepsis\": \"yes\"").Finding);
        Assert.Equal(Finding.NotEstablished, guideline.Evaluate("").Finding);
        Assert.Equal(Finding.NotNecessary, guideline.Evaluate("\"sepsis\": \"no\"").Finding);
        Assert.Equal(Finding.Necessary, guideline.Evaluate("\"sepsis\": \"yes\"", "\"treatment would help\": \"yes\"").Finding);
        Assert.Equal(["treatment would help JudgementMissing", "sepsis[0] FactUsed"], guideline.Account("\"sepsis\": \"yes\""));
        Assert.Equal(["treatment would help[0] FactUsed", "sepsis FactMissing"], guideline.Account("", "\"treatment would help\": \"yes\""));
    }
}
