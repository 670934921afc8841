using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Runtime.Letters;
using ImrDsl.Testing;
using Xunit;

namespace ImrDsl.Scoring.Tests;

/// <summary>
/// Final determinations: the two letters and the cases of <c>tests/cases/determined</c>, in every form; and cases as clerks enter them, decided by the whole
/// library, as text and JSON.
/// </summary>
public partial class LetterTests
{
    private const string Folder = "tests/cases/determined/";

    private const string OfLibrary = Folder + "library/";

    private static readonly Lazy<GuidelinePlan[]> Library = new(() =>
        [.. Repository.Guidelines().Where(path => path.StartsWith("guidelines/", StringComparison.Ordinal) && !path.StartsWith("guidelines/common/", StringComparison.Ordinal)).Select(Guidelines.OfFile)]);

    private static readonly GuidelinePlan[] Idds = [Guidelines.OfLibrary("mtus.idds")];

    private static readonly GuidelinePlan[] Own =
        [.. Repository.Guidelines().Where(path => path.StartsWith(Folder + "guidelines/", StringComparison.Ordinal)).Select(Guidelines.OfFile)];

    public static TheoryData<string> Cases =>
    [
        "tests/cases/letters/seed-000.json", "tests/cases/letters/seed-001.json",
        .. new[] { Folder, OfLibrary }.SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.json")).Select(Repository.RelativePath).Where(file => !Golden.IsGolden(file)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_letter_reads_as_verified(string file)
    {
        Letter letter = Determine(file);

        bool isOfLibrary = file.StartsWith(OfLibrary, StringComparison.Ordinal);
        string golden = (isOfLibrary ? OfLibrary : Folder) + Path.GetFileNameWithoutExtension(file) + ".letter.verified";
        Golden.Verify(LetterText.Write(letter), golden + ".txt");
        Golden.Verify(LetterJson.Write(letter), golden + ".json");
        if (!isOfLibrary)
        {
            Golden.Verify(LetterMarkdown.Write(letter), golden + ".md");
            Golden.Verify(LetterHtml.Write(letter), golden + ".html");
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void JSON_keeps_to_the_published_schema(string file)
    {
        JsonElement schema = JsonDocument.Parse(Repository.Read("docs/schemas/determination.schema.json")).RootElement;

        JsonElement written = JsonDocument.Parse(LetterJson.Write(Determine(file))).RootElement;

        Assert.Empty(new SchemaCheck(schema).Faults(written));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_sentence_has_an_id_of_its_own_and_those_about_the_record_name_criterion_and_facts(string file)
    {
        List<JsonElement> sentences = [.. Sentences(JsonDocument.Parse(LetterJson.Write(Determine(file))).RootElement)];

        Assert.Equal(sentences.Count, sentences.Select(sentence => sentence.GetProperty("id").GetString()).Distinct().Count());
        Assert.All(sentences.Where(sentence => sentence.TryGetProperty("evidence", out _)), sentence =>
        {
            Assert.NotEqual(0, sentence.GetProperty("criteria").GetArrayLength());
            Assert.NotEqual(0, sentence.GetProperty("facts").GetArrayLength());
        });
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_page_is_well_formed_and_needs_nothing_from_elsewhere(string file)
    {
        string html = LetterHtml.Write(Determine(file));

        XDocument page = XDocument.Parse(AsXml(html));
        string[] ids = [.. page.Descendants().Attributes("id").Select(id => id.Value)];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.Equal("en", page.Root!.Attribute("lang")!.Value);
        Assert.Single(page.Descendants("h1"));
        Assert.Single(page.Descendants("main"));
        Assert.DoesNotContain(page.Descendants(), element => element.Name.LocalName is "script" or "img" or "link" or "iframe");
        Assert.All(page.Descendants().Attributes().Where(attribute => attribute.Name.LocalName is "href"), link => Assert.Contains(link.Value.TrimStart('#'), ids));

        // A status is told in words beside its icon.
        Assert.All(page.Descendants("span").Where(span => ((string?)span.Attribute("class"))?.StartsWith("status ", StringComparison.Ordinal) == true), status =>
            Assert.NotEqual(string.Empty, status.Value.Trim()));
    }

    // The letters of the reviewers run to 591 and 677 words.
    [Theory]
    [InlineData("seed-000", 591)]
    [InlineData("seed-001", 677)]
    public void A_letter_is_shorter_than_the_reviewers(string letter, int words)
    {
        string text = LetterText.Write(Determine("tests/cases/letters/" + letter + ".json"));

        Assert.InRange(text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Length, 100, words - 1);
    }

    [Fact]
    public void Words_of_a_case_cannot_change_a_page()
    {
        const string Hostile = "<script>alert(1)</script> \" onload='x' & | `*_#\u0007";
        string file = Repository.Read("tests/cases/determined/several-items.json")
            .Replace("\"2015-0042\"", JsonSerializer.Serialize(Hostile), StringComparison.Ordinal)
            .Replace("\"Physical therapy for the low back\"", JsonSerializer.Serialize(Hostile), StringComparison.Ordinal)
            .Replace("\"progress note, p. 2\"", JsonSerializer.Serialize(Hostile), StringComparison.Ordinal)
            .Replace("\"Pain Medicine\"", JsonSerializer.Serialize("Pain <script>alert(x)</script> & Medicine"), StringComparison.Ordinal);

        Letter letter = Determine(Encoding.UTF8.GetBytes(file), Own);

        XDocument page = XDocument.Parse(AsXml(LetterHtml.Write(letter)));
        Assert.Empty(page.Descendants("script"));
        Assert.Contains(page.Descendants("dd"), value => value.Value.StartsWith("<script>alert(1)</script>", StringComparison.Ordinal));
        Assert.DoesNotContain("<script", LetterMarkdown.Write(letter).Replace("\\<", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(Hostile, JsonDocument.Parse(LetterJson.Write(letter)).RootElement.GetProperty("case").GetProperty("id").GetString());
    }

    [Fact]
    public void A_letter_holds_nothing_of_the_patient_that_it_does_not_need()
    {
        Letter letter = Determine(Folder + "several-items.json");

        Assert.All(
            new[] { LetterText.Write(letter), LetterMarkdown.Write(letter), LetterHtml.Write(letter), LetterJson.Write(letter) },
            written => Assert.DoesNotContain("Jane", written, StringComparison.Ordinal));
    }

    [Fact]
    public void A_letter_without_the_reviewers_qualification_is_refused_and_a_draft_says_that_nobody_signed()
    {
        byte[] unsigned = Encoding.UTF8.GetBytes(Unsigned().Replace(Repository.Read(Folder + "several-items.json"), "\"hours a week\": 30"));
        var determining = new Determining(Own, "1.0");

        DeterminedCase refused = determining.Determine(unsigned, "case.json");
        DeterminedCase draft = determining.Determine(unsigned, "case.json", isDraft: true);

        Assert.Equal(["specialty", "licence state", "years of practice"], refused.Errors.Select(error => Regex.Match(error.Message, "reviewer's “(.*?)”").Groups[1].Value));
        Assert.All(refused.Errors, error => Assert.Equal("GL0750", error.Code));
        Assert.Contains("no reviewer has signed", LetterText.Write(draft.Letter!), StringComparison.Ordinal);
        Assert.DoesNotContain("licensed", LetterText.Write(draft.Letter!), StringComparison.Ordinal);
    }

    internal static Letter Determine(string file) => Determine(
        File.ReadAllBytes(Repository.PathOf(file)),
        file.StartsWith(OfLibrary, StringComparison.Ordinal) ? Library.Value : file.StartsWith(Folder, StringComparison.Ordinal) ? Own : Idds);

    private static Letter Determine(byte[] utf8, IReadOnlyList<GuidelinePlan> library)
    {
        DeterminedCase determined = new Determining(library, "1.0").Determine(utf8, "case.json");
        Assert.Empty(determined.Errors);
        return determined.Letter!;
    }

    // Pages are written so that they are XML too, but for their first line, tags that need no end, and attributes without a value.
    private static string AsXml(string html) => VoidTag().Replace(html, "<$1/>")
        .Replace("<!DOCTYPE html>\n", string.Empty, StringComparison.Ordinal).Replace("<details open>", "<details open=\"\">", StringComparison.Ordinal);

    private static IEnumerable<JsonElement> Sentences(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object when element.TryGetProperty("text", out _) => [element],
        JsonValueKind.Object => element.EnumerateObject().Where(property => property.Name != "record").SelectMany(property => Sentences(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Sentences),
        _ => [],
    };

    [GeneratedRegex("<(meta [^>]*|br)>")]
    private static partial Regex VoidTag();

    [GeneratedRegex("\"specialty\".*30")]
    private static partial Regex Unsigned();
}
