using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.RandomGuidelines;
using ImrDsl.Runtime.Explaining;
using ImrDsl.Runtime.Results;
using ImrDsl.Values;
using Xunit;

namespace ImrDsl.Scoring.Tests;

/// <summary>Laws that hold of the result of any guideline and any case.</summary>
public class RandomResultTests
{
    private const int CasesEach = 20;

    private static readonly int GuidelineCount = Environment.GetEnvironmentVariable("IMR_LONG") == "1" ? 1000 : 80;

    [Fact]
    public void A_result_shows_what_was_evaluated_and_its_reason_can_be_read_from_it()
    {
        var findings = new HashSet<Finding>();
        for (int seed = 0; seed < GuidelineCount; seed++)
        {
            string text = RandomGuideline.Create(seed, recordsPercentages: true);
            CheckAll(seed == 0 ? Guidelines.OfLibrary("mtus.idds") : Guidelines.OfText(text), seed, findings);
        }

        Assert.Equal(Enum.GetValues<Finding>().Length, findings.Count);
    }

    private static void CheckAll(GuidelinePlan plan, int seed, HashSet<Finding> findings)
    {
        for (int number = 0; number < CasesEach; number++)
        {
            string json = RandomCase.Create(plan, number % plan.Services.Count, number);
            CaseReading reading = CaseReader.Read(plan, Encoding.UTF8.GetBytes(json), "random.json");
            Assert.Empty(reading.Errors);
            CaseItem item = Assert.Single(reading.File!.Items);
            ItemResult shown = Assert.Single(CaseScorer.Score(plan, reading.File));
            var determination = new Determination(reading.File.Info, [shown]);
            string because = "guideline " + seed + ", case " + number + "\n" + plan.File.Content + "\n" + json + "\n" + DeterminationText.Write(determination);

            Check(ReferenceEvaluator.Evaluate(plan, item.Service, item.Record), shown, because);
            Assert.NotEmpty(DeterminationJson.Write(determination));
            findings.Add(shown.Finding);
        }
    }

    private static void Check(ServiceResult result, ItemResult shown, string because)
    {
        Assert.Equal(result.Finding, shown.Finding);
        foreach (CriterionPlan criterion in result.Criteria.Keys.Where(criterion => !result.Scopes[criterion.List].IsNotMet))
        {
            LineResult line = shown.Lists.Single(list => list.Name == criterion.List.Name).Criteria.Single(line => line.Node == criterion.Condition.Number);
            Assert.Equal(result.Criteria[criterion].Status, line.Status);
        }

        bool hasContrary = shown.Contrary.Count + shown.Defaults.Count + shown.Remarks.Count > 0;
        Assert.True(shown.Finding is not (Finding.NotNecessary or Finding.RecommendsAgainst) || hasContrary, "no evidence against: " + because);
        // A number that hangs on a judgement alone is open too; what is missing is then the reviewer's answer.
        Assert.True(shown.Finding != Finding.NotEstablished || shown.Missing.Count > 0, "nothing is missing: " + because);
        Assert.True(shown.Finding != Finding.NeedsJudgement || shown.Missing.Any(fact => fact.IsJudgement), "no question: " + because);
    }
}
