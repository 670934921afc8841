using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
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

    // Cases of the guidelines in tests/cases/good.
    private static readonly Dictionary<string, GuidelinePlan> Good = new[] { "lengths-in-tables", "quantities", "quotients", "recorded-change", "scores" }
        .ToDictionary(name => "tests/cases/scored/" + name + ".json", name => Guidelines.OfFile("tests/cases/good/" + name + "/main.guideline"));

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
            .Where(file => !Golden.IsGolden(file)).Order(StringComparer.Ordinal));

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

    private static Determination Score(string file)
    {
        GuidelinePlan plan = file.EndsWith("/constructs.json", StringComparison.Ordinal) ? Constructs
            : Good.GetValueOrDefault(file) ?? Idds;
        CaseReading reading = CaseReader.Read(plan, File.ReadAllBytes(Repository.PathOf(file)), file);
        Assert.Empty(reading.Errors);
        return new Determination(reading.File!.Info, CaseScorer.Score(plan, reading.File));
    }
}
