using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ImrDsl.Language.Plan;
using ImrDsl.Runtime.Cases;
using ImrDsl.Runtime.Letters;
using ImrDsl.Testing;
using Xunit;

namespace ImrDsl.Scoring.Tests;

/// <summary>A determination can be made again from its record, and every difference shows.</summary>
public class ReplayTests
{
    private const string Several = "tests/cases/determined/several-items.json";

    private static readonly string[] Texts =
        [.. Repository.Guidelines().Where(path => path.StartsWith("tests/cases/determined/guidelines/", StringComparison.Ordinal)).Select(Repository.Read)];

    [Fact]
    public void The_same_guidelines_make_the_same_determination() =>
        Assert.Empty(Run(Written(), Texts).Differences);

    [Fact]
    public void Comments_and_layout_make_no_difference_and_another_spelling_is_one_of_wording_only()
    {
        string[] laidOut = [.. Texts.Select(text => text.Replace("\n\n", "\n\n# a comment\n\n", StringComparison.Ordinal))];
        string[] spelt = [.. Texts.Select(text => text.Replace("relief is at least 70%", "relief ≥ 70%", StringComparison.Ordinal))];

        Assert.Empty(Run(Written(), laidOut).Differences);
        Assert.Equal(["items[1].criteria[0].lines[2].words"], Run(Written(), spelt).Differences.Select(difference => difference.IsOfWording ? difference.Place : "!"));
    }

    [Fact]
    public void Another_threshold_shows_in_the_guideline_and_in_what_it_decides()
    {
        string[] changed = [.. Texts.Select(text => text.Replace("relief is at least 70%", "relief is at least 60%", StringComparison.Ordinal))];

        Replay replay = Run(Written(), changed);

        Assert.Contains(replay.Differences, difference => difference is { Place: "mtus.injections in force from 2015-01-01", IsOfWording: false });
        Assert.Contains(replay.Differences, difference => difference is { Place: "items[1].decision", Words: "was \"upheld\", is \"overturned\"" });
        Assert.DoesNotContain(replay.Differences, difference => difference.Place.StartsWith("items[0]", StringComparison.Ordinal));
    }

    [Fact]
    public void A_changed_case_a_changed_decision_and_a_missing_edition_show()
    {
        JsonNode tampered = JsonNode.Parse(Written())!;
        tampered["record"]!["case"]!["facts"]!["relief"]!["value"] = 80;
        JsonNode forged = JsonNode.Parse(Written())!;
        forged["items"]![1]!["decision"] = "overturned";

        Assert.Contains(Run(tampered.ToJsonString(), Texts).Differences, difference => difference.Place == "record.case");
        Assert.Equal(("items[1].decision", "was \"overturned\", is \"upheld\""), Assert.Single(Run(forged.ToJsonString(), Texts).Differences) is var only ? (only.Place, only.Words) : default);
        Assert.Contains(
            Run(Written(), [.. Texts.Where(text => !text.Contains("edition of 2015", StringComparison.Ordinal))]).Differences,
            difference => difference.Place == "mtus.injections in force from 2015-01-01" && difference.Words.Contains("not among the guidelines", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_number_date_and_word_of_the_case_that_decides_is_in_the_record()
    {
        JsonNode determination = JsonNode.Parse(Written())!;
        string recorded = determination["record"]!["case"]!.ToJsonString();

        // The canonical case is a case file, and its own canonical form.
        var again = new CanonicalCase(Encoding.UTF8.GetBytes(recorded));
        Assert.Equal(determination["record"]!["caseHash"]!.GetValue<string>(), again.Hash);
        foreach (string input in new[] { "\"relief\"", "60", "2014-12-10", "therapy note", "\"units already used\":8", "\"decision date\":\"2015-01-15\"", "\"hours a week\":30" })
        {
            Assert.Contains(input, recorded, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_case_hash_ignores_layout_comments_and_capitals_of_keys_and_nothing_else()
    {
        string file = Repository.Read(Several);
        string same = file.Replace("\n", "\n  ", StringComparison.Ordinal).Replace("\"relief\"", "\"// a comment\": 1, \"sepsis\": null, \"Relief \"", StringComparison.Ordinal);

        Assert.Equal(HashOf(file), HashOf(same));
        Assert.NotEqual(HashOf(file), HashOf(file.Replace("\"value\": 60", "\"value\": 61", StringComparison.Ordinal)));
        Assert.NotEqual(HashOf(file), HashOf(file.Replace("neurologist", "neurosurgeon", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{ \"schemaVersion\": 1, \"outcome\": \"upheld\" }")]
    [InlineData("{ \"schemaVersion\": 2, \"kind\": \"determination\", \"record\": { \"case\": {}, \"guidelines\": [], \"caseHash\": \"\" } }")]
    public void What_is_no_determination_is_refused(string text) => Assert.NotNull(Run(text, Texts).Problem);

    [Fact]
    public void Whatever_is_changed_in_a_determination_replaying_ends_with_a_problem_or_differences()
    {
        string written = Written();
        var random = new Random(7);
        for (int i = 0; i < 150; i++)
        {
            JsonNode changed = JsonNode.Parse(written)!;
            List<JsonNode> all = [.. Below(changed)];
            JsonNode at = all[random.Next(all.Count)];
            string path = at.GetPath();
            at.ReplaceWith(JsonValue.Create(random.Next(2) == 0 ? "something else" : null as object));

            Replay replay = Run(changed.ToJsonString(), Texts);

            // The version of the program may differ, and ids are numbers in a row.
            bool mayDiffer = path is "$.record.engineVersion" || path.EndsWith(".id", StringComparison.Ordinal);
            Assert.True(mayDiffer || replay.Problem is not null || replay.Differences.Count > 0, path);
        }
    }

    private static IEnumerable<JsonNode> Below(JsonNode node) => node switch
    {
        JsonObject several => several.Select(property => property.Value).OfType<JsonNode>().SelectMany(inner => Below(inner).Prepend(inner)),
        JsonArray array => array.OfType<JsonNode>().SelectMany(inner => Below(inner).Prepend(inner)),
        _ => [],
    };

    private static string HashOf(string file) => new CanonicalCase(Encoding.UTF8.GetBytes(file)).Hash;

    private static string Written() => LetterJson.Write(LetterTests.Determine(Several));

    private static Replay Run(string determination, IReadOnlyList<string> texts)
    {
        GuidelinePlan[] plans = [.. texts.Select(Guidelines.OfText)];
        return Replaying.Run(Encoding.UTF8.GetBytes(determination), plans);
    }
}
