using ImrDsl.Values;
using Xunit;

namespace ImrDsl.Evaluation.Tests;

/// <summary>"is documented by …": entries that do not qualify leave it open; only one that does can say the opposite.</summary>
public sealed class DocumentedTests
{
    private static readonly Guideline Pathology = Guideline.Asking("pathology: yes/no", "pathology is documented by imaging or test");

    private static readonly Guideline Evaluation = Guideline.Asking(
        """
        psychological evaluation: record
          benefit is expected: yes/no
          score: number 0 to 10
        """,
        """
        psychological evaluation is documented by a psychologist before request date, with all of
          benefit is expected
          score >= 5
        """);

    [Theory]
    [InlineData("""{ "value": "yes", "kind": "MRI" }""", "met")]
    [InlineData("""{ "value": "yes", "kind": "reported by patient" }""", "not documented")]
    [InlineData("""{ "value": "no", "kind": "reported by patient" }""", "not documented")]
    [InlineData("""{ "value": "no", "kind": "EMG" }""", "not met")]
    [InlineData("""{ "value": "unknown", "kind": "EMG" }""", "not documented")]
    [InlineData("""{ "value": "yes" }""", "not documented")]
    [InlineData("""{ "value": "yes", "kind": "MRI", "date": "2014-01-01" }, { "value": "no", "kind": "stated by clinician", "date": "2014-03-01" }""", "met")]
    [InlineData("""{ "value": "yes", "kind": "MRI", "date": "2014-01-01" }, { "value": "no", "kind": "EMG", "date": "2014-03-01" }""", "not met")]
    [InlineData("""{ "value": "yes", "kind": "MRI", "date": "2014-01-01" }, { "value": "no", "date": "2014-03-01" }""", "not documented")]
    [InlineData("""{ "value": "yes", "kind": "MRI", "date": "2014-01-01" }, { "value": "yes", "date": "2014-03-01" }""", "met")]
    public void Of_the_entries_that_qualify_the_latest_counts(string entries, string expected) =>
        Assert.Equal(expected, Pathology.Ask("\"pathology\": [ " + entries + " ]").ToString());

    [Fact]
    public void Silence_and_defaults_document_nothing()
    {
        Assert.Equal(["pathology FactMissing"], Pathology.Account(""));
        var guideline = Guideline.Asking("sepsis: yes/no, no if not mentioned", "sepsis is ruled out by test");
        Assert.Equal(Truth.NotDocumented, guideline.Ask(""));
        Assert.Equal(Truth.NotDocumented, guideline.Ask("\"sepsis\": { \"value\": \"no\", \"kind\": \"stated by clinician\" }"));
        Assert.Equal(Truth.Met, guideline.Ask("\"sepsis\": { \"value\": \"no\", \"kind\": \"laboratory test\" }"));
        Assert.Equal(Truth.NotMet, guideline.Ask("\"sepsis\": { \"value\": \"yes\", \"kind\": \"laboratory test\" }"));
    }

    [Theory]
    [InlineData("number 0 to 10", "7", "met")]
    [InlineData("number 0 to 10", "\"unknown\"", "not documented")]
    [InlineData("date", "\"2014\"", "met")]
    [InlineData("one of left, right", "\"left\"", "met")]
    [InlineData("text", "\"as reported\"", "met")]
    [InlineData("period", "\"2014-01 to 2014-03\"", "met")]
    [InlineData("period", "\"2014-01 to unknown\"", "not documented")]
    [InlineData("period", "\"since 2014-01\"", "met")]
    public void A_value_is_documented_when_it_is_known(string type, string value, string expected)
    {
        var guideline = Guideline.Asking("fact: " + type, "fact is documented");
        Assert.Equal(expected, guideline.Ask("\"fact\": " + value).ToString());
        Assert.Equal(Truth.NotDocumented, guideline.Ask(""));
    }

    [Theory]
    [InlineData("""{ "by": "psychologist", "date": "2014-09-30", "benefit is expected": "yes", "score": 5 }""", "met", "psychological evaluation[0] EntryChosen met, benefit is expected[0] FactUsed, score[0] FactUsed")]
    [InlineData("""{ "by": "psychologist", "date": "2014-09-30", "benefit is expected": "yes", "score": 4 }""", "not met", null)]
    [InlineData("""{ "by": "psychologist", "date": "2014-09-30", "benefit is expected": "yes" }""", "not documented", "psychological evaluation[0] EntryChosen met, benefit is expected[0] FactUsed, score[0] FactMissing")]
    [InlineData("""{ "by": "psychologist", "date": "2014-10-01", "benefit is expected": "no" }""", "not documented", "psychological evaluation[0] EntrySetAside, psychological evaluation FactMissing")]
    [InlineData("""{ "by": "psychologist", "date": "2014-10", "benefit is expected": "no" }""", "not documented", null)]
    [InlineData("""{ "by": "psychologist", "benefit is expected": "no" }""", "not documented", "psychological evaluation[0] EntryChosen not documented, benefit is expected[0] FactUsed, score[0] FactMissing, psychological evaluation FactMissing")]
    [InlineData("""{ "kind": "formal evaluation", "date": "2014-09-30", "benefit is expected": "no", "score": 5 }""", "not documented", null)]
    [InlineData("""{ "by": "nurse", "date": "2014-09-30", "benefit is expected": "no", "score": 5 }""", "not documented", "psychological evaluation[0] EntrySetAside, psychological evaluation FactMissing")]

    // The latest is tested; the earlier one is set aside.
    [InlineData("""{ "by": "psychologist", "date": "2014-01-01", "benefit is expected": "no", "score": 5 }, { "by": "psychologist", "date": "2014-09-01", "benefit is expected": "yes", "score": 5 }""", "met", "psychological evaluation[1] EntryChosen met, benefit is expected[1] FactUsed, score[1] FactUsed, psychological evaluation[0] EntrySetAside")]
    [InlineData("""{ "by": "psychologist", "date": "2014-09-01", "benefit is expected": "no", "score": 5 }, { "by": "psychologist", "date": "2014-09-01", "benefit is expected": "yes", "score": 5 }""", "not documented", "psychological evaluation[0] EntryChosen met, benefit is expected[0] FactUsed, score[0] FactUsed, psychological evaluation[1] EntryChosen met, benefit is expected[1] FactUsed, score[1] FactUsed, psychological evaluation FactMissing")]
    public void The_entry_that_counts_is_tested_line_by_line(string entries, string expected, string? account)
    {
        string facts = "\"psychological evaluation\": [ " + entries + " ]";
        Assert.Equal(expected, Evaluation.Ask(facts).ToString());
        if (account is not null)
        {
            // The request date is read first, once.
            Assert.Equal("request date[0] FactUsed, " + account, string.Join(", ", Evaluation.Account(facts)));
        }
    }

    [Fact]
    public void None_is_a_no()
    {
        Assert.Equal(Truth.NotMet, Evaluation.Ask("\"psychological evaluation\": \"none\""));
        Assert.Equal(["request date[0] FactUsed", "psychological evaluation FactUsed"], Evaluation.Account("\"psychological evaluation\": \"none\""));
        Assert.Equal(Truth.NotDocumented, Evaluation.Ask("\"psychological evaluation\": \"unknown\""));
    }

    [Fact]
    public void A_field_has_the_evidence_of_its_entry_unless_it_has_its_own()
    {
        var guideline = Guideline.Asking(
            "trial: record\n  functional improvement: yes/no", "trial is documented, with functional improvement is documented by examination");
        Assert.Equal(Truth.Met, guideline.Ask("""  "trial": { "kind": "physical examination", "functional improvement": "yes" }  """));
        Assert.Equal(
            Truth.NotDocumented,
            guideline.Ask("""  "trial": { "kind": "physical examination", "functional improvement": { "value": "yes", "kind": "reported by patient" } }  """));
        Assert.Equal(
            Truth.Met,
            guideline.Ask("""  "trial": { "kind": "reported by patient", "functional improvement": { "value": "yes", "kind": "examination" } }  """));
    }

    [Fact]
    public void What_does_not_apply_to_the_entry_is_not_asked_of_it()
    {
        var guideline = Guideline.Asking("trial: record\n  a: yes/no\n  b: yes/no", "trial is documented, with all of\n  a applies only when b");
        Assert.Equal(Truth.Met, guideline.Ask("""  "trial": { "a": "no", "b": "no" }  """));
        Assert.Equal(Truth.NotMet, guideline.Ask("""  "trial": { "a": "no", "b": "yes" }  """));
    }
}
