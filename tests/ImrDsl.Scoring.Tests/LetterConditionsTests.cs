using System.Linq;
using System.Text;
using ImrDsl.Language.Plan;
using ImrDsl.Runtime.Letters;
using Xunit;

namespace ImrDsl.Scoring.Tests;

/// <summary>What a letter says would change or settle an item: what is nearest, and no more than is needed.</summary>
public class LetterConditionsTests
{
    private static readonly GuidelinePlan Esi = Guidelines.OfLibrary("mtus.esi");

    private const string Examined = """{ "value": true, "kind": "examination", "date": "2014-05-01" }""";

    private const string Imaged = """{ "value": true, "kind": "MRI", "date": "2014-04-01" }""";

    [Theory]
    [InlineData("transforaminal", 3, "at most 2 levels")]
    [InlineData("interlaminar", 2, "1 level")]
    public void A_number_that_would_change_the_answer_is_the_nearest_one(string approach, int levels, string change) =>
        Assert.Contains("Medically necessary if levels: " + change, Conditions(approach, levels, Examined, Imaged));

    [Fact]
    public void A_set_of_facts_names_all_values_that_do()
    {
        GuidelinePlan plan = Guidelines.OfText("""
            language 1
            guideline test.dose "A dose"
              source "Made for this test"

            facts
              dose: number 0 to 200 mg, in steps of 1

            criteria for care
              1. Dose: any of
                   dose is 5 to 14 mg
                   dose is at least 50 mg

            service care "Care"
              codes CPT 99999
              medically necessary when all criteria for care
            """);

        Assert.Equal(["Medically necessary if dose: 5 to 14 mg or at least 50 mg"], Conditions(plan, """
            { "schema": 1, "case": { "id": "A", "decision date": "2014-06-15" }, "items": [ { "service": "care" } ], "facts": { "dose": 20 } }
            """));
    }

    [Theory]
    [InlineData(""" { "value": true, "kind": "examination", "date": "2041-05-01" } """, Imaged, "yes, by examination")]
    [InlineData(Examined, """ { "value": true, "kind": "MRI", "date": "2041-04-01" } """, "yes, by imaging or by electrodiagnostic test")]
    public void What_the_record_documents_already_is_not_asked_again(string first, string second, string asked) =>
        Assert.Equal(["Medically necessary if radiculopathy: " + asked], Conditions("transforaminal", 2, first, second));

    [Fact]
    public void Of_alternative_documentation_one_is_asked_and_one_statement_does_not_contradict_itself()
    {
        Letter letter = Determine(Esi, Case("transforaminal", 2, "true"));

        Assert.Equal(
            ["Medically necessary if radiculopathy: yes, by examination, and by imaging or by electrodiagnostic test"],
            letter.Items[0].WouldSettle.Select(sentence => sentence.Text));
        Assert.DoesNotContain("contradict", LetterText.Write(letter), System.StringComparison.Ordinal);
    }

    private static string[] Conditions(string approach, int levels, string first, string second) =>
        Conditions(Esi, Case(approach, levels, "[" + first + ", " + second + "]"));

    private static string[] Conditions(GuidelinePlan plan, string json) => [.. Determine(plan, json).Items[0].WouldSettle.Select(sentence => sentence.Text)];

    private static Letter Determine(GuidelinePlan plan, string json)
    {
        DeterminedCase determined = new Determining([plan], "1.0").Determine(Encoding.UTF8.GetBytes(json), "case.json", isDraft: true);
        Assert.Empty(determined.Errors);
        return determined.Letter!;
    }

    private static string Case(string approach, int levels, string radiculopathy) => $$"""
        {
          "schema": 1,
          "case": { "id": "A", "decision date": "2014-06-15" },
          "items": [
            {
              "service": "first ESI",
              "request date": "2014-06-01",
              "request": { "region": "lumbar", "approach": "{{approach}}", "levels": {{levels}}, "guidance": "fluoroscopy" }
            }
          ],
          "facts": {
            "radiculopathy": {{radiculopathy}},
            "conservative care": [
              { "kind": "physical", "modality": "exercise", "period": "2014-01-01 to 2014-03-31", "result": "failed" },
              { "kind": "medication", "modality": "NSAID", "period": "2014-01", "result": "failed" }
            ]
          }
        }
        """;
}
