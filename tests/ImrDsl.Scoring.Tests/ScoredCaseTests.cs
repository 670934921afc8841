using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using ImrDsl.Language.Plan;
using ImrDsl.Runtime.Explaining;
using ImrDsl.Runtime.Results;
using ImrDsl.Testing;
using Xunit;

namespace ImrDsl.Scoring.Tests;

/// <summary>The files of <c>tests/cases/scored</c>, scored by the guideline of the library: what people and programs read.</summary>
public class ScoredCaseTests
{
    private const string Folder = "tests/cases/scored/";

    private static readonly GuidelinePlan Idds = Guidelines.OfLibrary("mtus.idds");

    public static TheoryData<string> Files => new(
        Directory.EnumerateFiles(Repository.PathOf(Folder), "*.json").Where(file => !file.Contains(".verified.", StringComparison.Ordinal)).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public void A_determination_reads_as_verified(string name)
    {
        Determination determination = Score(name);

        string text = DeterminationText.Write(determination);
        string json = DeterminationJson.Write(determination);

        Golden.Verify(text, Folder + name + ".verified.txt");
        Golden.Verify(json, Folder + name + ".verified.json");
        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 96));
        Assert.Equal(1, JsonDocument.Parse(json).RootElement.GetProperty("schemaVersion").GetInt32());
    }

    [Fact]
    public void Colours_go_round_the_words_and_change_nothing_else()
    {
        Determination determination = Score("trial-nothing-documented");

        string styled = DeterminationText.Write(determination, style: (_, text) => "⟦" + text + "⟧");

        Assert.Equal(DeterminationText.Write(determination), styled.Replace("⟦", string.Empty, StringComparison.Ordinal).Replace("⟧", string.Empty, StringComparison.Ordinal));
    }

    private static Determination Score(string name)
    {
        CaseReading reading = CaseReader.Read(Idds, File.ReadAllBytes(Repository.PathOf(Folder + name + ".json")), name + ".json");
        Assert.Empty(reading.Errors);
        return new Determination(reading.File!.Info, CaseScorer.Score(Idds, reading.File));
    }
}
