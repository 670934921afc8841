using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Runtime.Explaining;
using ImrDsl.Runtime.Results;
using ImrDsl.Testing;
using ImrDsl.Values;
using Xunit;

namespace ImrDsl.Scoring.Tests;

/// <summary>The letters and the files of <c>tests/cases/scored</c>, scored by the guideline of the library: what people and programs read.</summary>
public class ScoredCaseTests
{
    private static readonly string[] Folders = ["tests/cases/letters", "tests/cases/scored"];

    private static readonly GuidelinePlan Idds = Guidelines.OfLibrary("mtus.idds");

    private static readonly GuidelinePlan Constructs = Guidelines.OfFile("tests/cases/scored/constructs.guideline");

    private static readonly Dictionary<Status, Truth> Truths = new()
    {
        [Status.NotMet] = Truth.NotMet,
        [Status.NotDocumented] = Truth.NotDocumented,
        [Status.NeedsJudgement] = Truth.NeedsJudgement,
        [Status.Met] = Truth.Met,
        [Status.NotApplicable] = Truth.Met,
    };

    public static TheoryData<string> Files => new(
        Folders.SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.json")).Select(Repository.RelativePath)
            .Where(file => !file.Contains(".verified.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public void A_determination_reads_as_verified(string file)
    {
        Determination determination = Score(file);

        string text = DeterminationText.Write(determination);
        string json = DeterminationJson.Write(determination);

        string golden = file.Replace(".json", ".verified", StringComparison.Ordinal);
        Golden.Verify(text, golden + ".txt");
        Golden.Verify(json, golden + ".json");
        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 96));
        Assert.Equal(1, JsonDocument.Parse(json).RootElement.GetProperty("schemaVersion").GetInt32());
    }

    // domain: guideline G01, "Seed expectations".
    [Theory]
    [InlineData("seed-000", Finding.NotEstablished, "D met, 1 not documented, 2 not documented, 3 not documented, 4 not documented, 5 not documented, 6 not applicable")]
    [InlineData("seed-001", Finding.NotNecessary, "D met, 1 not documented, 2 not documented, 3 not documented, 4 not documented, 5 not documented, 6 not documented, R not met")]
    public void The_letters_are_decided_as_their_reviewers_did_with_every_criterion_named(string letter, Finding finding, string criteria)
    {
        ItemResult item = Assert.Single(Score("tests/cases/letters/" + letter + ".json").Items);

        Assert.Equal((finding, Decision.Upheld), (item.Finding, item.Decision));
        Assert.Equal(Status.Met, item.Lists[0].Scope!.Status);
        IEnumerable<LineResult> lines = item.Lists[0].Criteria.Concat(item.Lines).OrderBy(line => line.Node);
        Assert.Equal(criteria, string.Join(", ", lines.Select(line => line.Label + " " + new Answer(line.Status != Status.NotApplicable, Truths[line.Status]))));
        Assert.Contains(item.Defaults, used => used.Statement.Text.StartsWith("pain onset is not mentioned; date of injury", StringComparison.Ordinal));
    }

    [Fact]
    public void Colours_go_round_the_words_and_change_nothing_else()
    {
        Determination determination = Score("tests/cases/scored/trial-nothing-documented.json");

        string styled = DeterminationText.Write(determination, style: (_, text) => "⟦" + text + "⟧");

        Assert.Equal(DeterminationText.Write(determination), styled.Replace("⟦", string.Empty, StringComparison.Ordinal).Replace("⟧", string.Empty, StringComparison.Ordinal));
    }

    // Whatever a case says and does not say: a result is made, and its reason can be read from it.
    [Fact]
    public void Every_case_is_explained_and_what_is_open_says_what_is_missing()
    {
        var findings = new HashSet<Finding>();
        for (int seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            GuidelinePlan plan = seed % 2 == 0 ? Idds : Constructs;
            string file = RandomCases.Write(plan, random);
            CaseReading reading = CaseReader.Read(plan, Encoding.UTF8.GetBytes(file), "random.json");
            Assert.Empty(reading.Errors.Select(error => error + "\n" + file));
            foreach (CaseItem item in reading.File!.Items)
            {
                ServiceResult result = ReferenceEvaluator.Evaluate(plan, item.Service, item.Record);
                ItemResult shown = CaseScorer.Score(plan, reading.File).Single(shown => shown.Number == item.Number);
                string text = DeterminationText.Write(new Determination(reading.File.Info, [shown]));

                findings.Add(shown.Finding);
                Assert.Equal(result.Finding, shown.Finding);
                Assert.Contains(shown.Reason, text.Replace("\n  ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
                Assert.True(shown.Finding != Finding.NotEstablished || shown.Missing.Any(fact => !fact.IsJudgement), file + text);
                Assert.True(shown.Finding != Finding.NeedsJudgement || shown.Missing.Any(fact => fact.IsJudgement), file + text);
                Assert.True(
                    shown.Finding is not (Finding.NotNecessary or Finding.RecommendsAgainst) || shown.Contrary.Count + shown.Defaults.Count > 0, file + text);
                foreach (CriterionPlan criterion in result.Criteria.Keys.Where(criterion => !result.Scopes[criterion.List].IsNotMet))
                {
                    LineResult line = shown.Lists.Single(list => list.Name == criterion.List.Name).Criteria.Single(line => line.Id == criterion.Id);
                    Assert.Equal(result.Criteria[criterion].Status, line.Status);
                }
            }
        }

        Assert.True(findings.Count >= 5, string.Join(", ", findings));
    }

    private static Determination Score(string file)
    {
        GuidelinePlan plan = file.EndsWith("/constructs.json", StringComparison.Ordinal) ? Constructs : Idds;
        CaseReading reading = CaseReader.Read(plan, File.ReadAllBytes(Repository.PathOf(file)), file);
        Assert.Empty(reading.Errors);
        return new Determination(reading.File!.Info, CaseScorer.Score(plan, reading.File));
    }
}
