using System.Linq;
using System.Text;
using ImrDsl.Language.Plan;
using ImrDsl.Runtime.Cases;
using ImrDsl.Runtime.Results;
using ImrDsl.Values;
using Xunit;

namespace ImrDsl.Scoring.Tests;

/// <summary>How much is requested, as a case file says it.</summary>
public class RequestedAmountTests
{
    private static readonly GuidelinePlan Plan = Guidelines.OfFile("tests/cases/good/quantities/main.guideline");

    [Theory]
    [InlineData("\"request\": { \"levels\": 3 }", "2 of 3 levels", Finding.NecessaryInPart, Decision.OverturnedInPart)]
    [InlineData("\"quantity\": 3", "2 of 3 levels", Finding.NecessaryInPart, Decision.OverturnedInPart)]
    [InlineData("\"quantity\": 3, \"request\": { \"levels\": null }", "2 of 3 levels", Finding.NecessaryInPart, Decision.OverturnedInPart)]
    [InlineData("\"quantity\": 2", "2 of 2 levels", Finding.Necessary, Decision.Overturned)]
    [InlineData("\"description\": \"one, as the guideline says of silence\"", "1 of 1 levels", Finding.Necessary, Decision.Overturned)]
    [InlineData("\"request\": { \"levels\": \"unknown\" }", "up to 2 levels", Finding.NotEstablished, Decision.Upheld)]
    [InlineData("\"request\": { \"levels\": \"2 to 3\" }", "2 of 2 to 3 levels", Finding.NecessaryInPart, Decision.OverturnedInPart)]
    public void The_amount_stands_in_the_request_or_is_the_quantity(string item, string words, Finding finding, Decision decision)
    {
        CaseReading reading = Read(item);

        Assert.Empty(reading.Errors);
        ItemResult result = Assert.Single(CaseScorer.Score(Plan, reading.File!));
        Assert.Equal((words, finding, decision), (result.Quantity!.Words, result.Finding, result.Decision));
    }

    [Theory]
    [InlineData("\"quantity\": 3, \"request\": { \"levels\": 3 }", "GL0746")]
    [InlineData("\"quantity\": 6", "GL0723")]
    [InlineData("\"quantity\": -1", "GL0745")]
    [InlineData("\"request\": { \"levels\": 6 }", "GL0723")]
    public void An_amount_that_cannot_be_is_an_error_of_the_record(string item, string code) =>
        Assert.Equal(code, Assert.Single(Read(item).Errors).Code);

    private static CaseReading Read(string item) => CaseReader.Read(
        Plan,
        Encoding.UTF8.GetBytes("{ \"schema\": 1, \"case\": { \"decision date\": \"2014-06-20\" }, \"items\": [ { \"service\": \"block\", "
            + item + " } ], \"facts\": { \"function is limited\": true, \"function improved\": false } }"),
        "case.json");
}
