using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using ImrDsl.Language.Plan;
using ImrDsl.Runtime.Cases;
using ImrDsl.Runtime.Letters;

namespace ImrDsl.Scoring;

/// <summary>What came of making a determination again.</summary>
/// <param name="Problem">Why it could not be made again; null if it was.</param>
/// <param name="EngineVersion">The version of the program that made it first.</param>
/// <param name="Differences">What is not the same: first what is decided, then in what words; none if it is the same.</param>
public sealed record Replay(string? Problem, string EngineVersion, IReadOnlyList<Difference> Differences);

/// <summary>One thing that is not the same in two determinations.</summary>
/// <param name="Place">Where: "items[1].finding", or the edition of a guideline.</param>
/// <param name="Words">What it was and is.</param>
/// <param name="IsOfWording">Whether it is only said in other words, or in another order.</param>
public sealed record Difference(string Place, string Words, bool IsOfWording);

/// <summary>
/// Makes a determination again from its record alone, by the guidelines at hand, and compares the two in everything that they say. The version of the program
/// may differ; nothing else.
/// </summary>
public static class Replaying
{
    private const int LongestValue = 80;

    // What a determination decides, by the names of its properties. Everything else is how it is said.
    private static readonly HashSet<string> Decided =
    [
        "outcome", "decision", "finding", "status", "service", "governs", "isOutOfScope", "isDraft", "amounts", "requested", "necessary", "notEstablished", "notNecessary",
        "items", "criteria", "lines", "parts", "toSubmit", "forReviewer", "otherGuidelines",
    ];

    /// <summary>Makes a determination again. Never throws, whatever the file holds.</summary>
    /// <param name="determination">What <c>imr determine --format json</c> wrote.</param>
    /// <param name="library">The guidelines at hand; of them those decide that took part before.</param>
    public static Replay Run(ReadOnlyMemory<byte> determination, IReadOnlyList<GuidelinePlan> library)
    {
        JsonElement was;
        try
        {
            was = JsonDocument.Parse(determination, new JsonDocumentOptions { MaxDepth = 2 * CaseJson.MaxDepth }).RootElement;
        }
        catch (JsonException)
        {
            return new Replay("It is no JSON.", string.Empty, []);
        }

        return RecordIn(was) is { } record
            ? Run(was, record, library)
            : new Replay("It is no determination as “imr determine --format json” writes it: it has no record of the case and the guidelines.", string.Empty, []);
    }

    private static Replay Run(JsonElement was, Recorded record, IReadOnlyList<GuidelinePlan> library)
    {
        var differences = new List<Difference>();
        byte[] file = Encoding.UTF8.GetBytes(record.Case.GetRawText());
        if (!IsReadable(file))
        {
            return new Replay("The case in its record is nested too deep to be one.", record.EngineVersion, []);
        }

        if (new CanonicalCase(file).Hash != record.CaseHash)
        {
            differences.Add(new Difference("record.case", "it is not the case that was decided; its hash is another one", false));
        }

        GuidelinePlan[] plans = [.. record.Guidelines.Select(guideline => PlanOf(guideline, library, differences)).OfType<GuidelinePlan>().Distinct()];
        DeterminedCase again = new Determining(plans, record.EngineVersion).Determine(file, "record.case", record.IsDraft);
        if (again.Letter is { } letter)
        {
            Compare(was, JsonDocument.Parse(LetterJson.Write(letter)).RootElement, string.Empty, differences);
        }
        else if (again.Errors.Count == 0)
        {
            differences.Add(new Difference("record.case", "no guideline at hand can decide it", false));
        }
        else
        {
            differences.AddRange(again.Errors.Select(error => new Difference("record.case", "it can no longer be decided: " + error.Message, false)));
        }

        return new Replay(null, record.EngineVersion, [.. differences.OrderBy(difference => difference.IsOfWording)]);
    }

    private static bool IsReadable(byte[] file)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(file, new JsonDocumentOptions { MaxDepth = CaseJson.MaxDepth });
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static GuidelinePlan? PlanOf(JsonElement recorded, IReadOnlyList<GuidelinePlan> library, List<Difference> differences)
    {
        string id = Text(recorded, "id") ?? string.Empty;
        string from = Text(recorded, "effectiveFrom") ?? string.Empty;
        string name = id + (from.Length > 0 ? " in force from " + from : string.Empty);
        GuidelinePlan? plan = library.FirstOrDefault(plan => plan.Id == id && DateText(plan.EffectiveFrom) == from);
        if (plan is null)
        {
            differences.Add(new Difference(name, "this edition is not among the guidelines at hand", false));
        }
        else if (DateText(plan.EffectiveTo) != (Text(recorded, "effectiveTo") ?? string.Empty) || !IsText(recorded, "effectiveTo"))
        {
            differences.Add(new Difference(name, "its last day is another one", false));
        }
        else if (Meaning.HashOf(plan) != Text(recorded, "meaningHash"))
        {
            differences.Add(new Difference(name, "it does not mean the same any more; the hash of its meaning is another one", false));
        }

        return plan;
    }

    // What is said above of the record need not be said again; the version may differ.
    private static bool IsOfRecord(string path) => path is "record.engineVersion" or "record.guidelines" or "record.caseHash" or "record.case";

    private static void Compare(JsonElement was, JsonElement now, string path, List<Difference> differences)
    {
        if (IsOfRecord(path))
        {
            return;
        }

        if (was.ValueKind == JsonValueKind.Object && now.ValueKind == JsonValueKind.Object)
        {
            // Ids are numbers in a row; what has moved has others.
            foreach (string name in NamesIn(was).Union(NamesIn(now)).Where(name => name != "id" || !was.TryGetProperty("text", out _) && !was.TryGetProperty("status", out _)))
            {
                CompareParts(PartOf(was, name), PartOf(now, name), path.Length == 0 ? name : path + "." + name, differences);
            }
        }
        else if (was.ValueKind == JsonValueKind.Array && now.ValueKind == JsonValueKind.Array)
        {
            Dictionary<string, JsonElement> before = ByKey(was);
            Dictionary<string, JsonElement> after = ByKey(now);
            foreach (string key in before.Keys.Union(after.Keys))
            {
                CompareParts(
                    before.TryGetValue(key, out JsonElement first) ? first : null, after.TryGetValue(key, out JsonElement second) ? second : null, path + "[" + key + "]", differences);
            }
        }
        else if (!JsonElement.DeepEquals(was, now))
        {
            differences.Add(new Difference(path, "was " + Show(was) + ", is " + Show(now), IsOfWording(path)));
        }
    }

    private static void CompareParts(JsonElement? was, JsonElement? now, string path, List<Difference> differences)
    {
        if (was is { } before && now is { } after)
        {
            Compare(before, after, path, differences);
        }
        else if (!IsOfRecord(path))
        {
            differences.Add(new Difference(path, was is { } gone ? "was " + Show(gone) + ", is gone" : "was not there, is " + Show(now!.Value), IsOfWording(path)));
        }
    }

    // The entries of an array by what tells them apart: a criterion or a fact wherever it stands, else the place.
    private static Dictionary<string, JsonElement> ByKey(JsonElement array)
    {
        var entries = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        int place = 0;
        foreach (JsonElement entry in array.EnumerateArray())
        {
            bool isObject = entry.ValueKind == JsonValueKind.Object;
            string key = isObject && Text(entry, "criterion") is { } criterion ? criterion[(criterion.LastIndexOf('/') + 1)..]
                : isObject && Text(entry, "fact") is { } fact ? fact
                : place.ToString(CultureInfo.InvariantCulture);
            entries[entries.ContainsKey(key) ? key + ", " + place.ToString(CultureInfo.InvariantCulture) : key] = entry;
            place++;
        }

        return entries;
    }

    // By the last name of the path, whatever entry it speaks of.
    private static bool IsOfWording(string path)
    {
        string name = path[(path.LastIndexOf('.') + 1)..];
        return !Decided.Contains(name.Split('[')[0]);
    }

    private static IEnumerable<string> NamesIn(JsonElement element) => element.EnumerateObject().Select(property => property.Name);

    private static JsonElement? PartOf(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement part) ? part : null;

    // On one line, and not a page of it.
    private static string Show(JsonElement value)
    {
        string text = string.Join(' ', value.GetRawText().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= LongestValue ? text : text[..LongestValue] + "…";
    }

    private static Recorded? RecordIn(JsonElement document)
    {
        bool isDetermination = document.ValueKind == JsonValueKind.Object && Text(document, "kind") == "determination"
            && document.TryGetProperty("schemaVersion", out JsonElement version) && version.ValueKind == JsonValueKind.Number && version.GetRawText() == "1";
        return isDetermination
            && document.TryGetProperty("record", out JsonElement record) && record.ValueKind == JsonValueKind.Object
            && record.TryGetProperty("case", out JsonElement file) && file.ValueKind == JsonValueKind.Object
            && record.TryGetProperty("guidelines", out JsonElement guidelines) && guidelines.ValueKind == JsonValueKind.Array
            && guidelines.EnumerateArray().All(guideline => guideline.ValueKind == JsonValueKind.Object)
            && Text(record, "caseHash") is { } hash
                ? new Recorded(
                    file, hash, [.. guidelines.EnumerateArray()], Text(record, "engineVersion") ?? string.Empty,
                    document.TryGetProperty("isDraft", out JsonElement draft) && draft.ValueKind == JsonValueKind.True)
                : null;
    }

    private static bool IsText(JsonElement element, string name) => !element.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.String;

    private static string DateText(Values.PartialDate date) => date.IsKnown ? date.ToString() : string.Empty;

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private sealed record Recorded(JsonElement Case, string CaseHash, IReadOnlyList<JsonElement> Guidelines, string EngineVersion, bool IsDraft);
}
