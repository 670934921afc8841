using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ImrDsl.Language.Plan;

namespace ImrDsl.Differential.Tests;

/// <summary>
/// Makes of a random case one as programs write them most often: one statement of each fact that is known, quantities exact, evidence around facts and records,
/// none inside of entries.
/// </summary>
internal static partial class PlainCase
{
    /// <summary>The plain case.</summary>
    public static string Of(GuidelinePlan plan, string json)
    {
        JsonNode file = JsonNode.Parse(json)!;
        foreach (JsonNode? item in file["items"]!.AsArray())
        {
            item!.AsObject().Remove("request");
            item.AsObject().Remove("quantity");
        }

        foreach (JsonObject part in new[] { file["facts"]!.AsObject(), file["reviewer"]!.AsObject() })
        {
            foreach (KeyValuePair<string, JsonNode?> stated in part.ToList())
            {
                bool isOfReviewer = ReferenceEquals(part, file["reviewer"]);
                FactPlan fact = plan.Facts.First(fact => fact.Name == stated.Key && fact.IsJudgement == isOfReviewer);
                part[stated.Key] = fact.EntryKind is { } kind ? Entries(fact, kind, stated.Value) : Value(stated.Value, isInEntry: false);
            }
        }

        return file.ToJsonString();
    }

    /// <summary>A case with a third of its facts.</summary>
    public static string Thin(string json, Random random)
    {
        JsonNode file = JsonNode.Parse(json)!;
        JsonObject facts = file["facts"]!.AsObject();
        foreach (string name in facts.Select(stated => stated.Key).Where(_ => random.Next(3) > 0).ToList())
        {
            facts.Remove(name);
        }

        return file.ToJsonString();
    }

    [GeneratedRegex("^at least |^at most |^-?[0-9.]+ to ")]
    private static partial Regex Range();

    private static JsonNode? Entries(FactPlan fact, EntryKindPlan kind, JsonNode? stated)
    {
        JsonNode? entries = stated is JsonObject incomplete && incomplete.ContainsKey("entries") ? incomplete["entries"] : stated;
        if (fact.CodeSystem is not null)
        {
            return null;
        }

        JsonObject[] plain = [.. (entries is JsonArray array ? array : new JsonArray(entries?.DeepClone())).OfType<JsonObject>().Select(entry => Entry(fact, kind, entry))];
        return plain.Length == 0 ? "none" : fact.Kind == FactKind.Record ? plain[0] : new JsonArray([.. plain]);
    }

    // The fields of every other record stand under "value".
    private static JsonObject Entry(FactPlan fact, EntryKindPlan kind, JsonObject entry)
    {
        bool isWrapped = fact.Kind == FactKind.Record && entry.Count % 2 == 0;
        var fields = new JsonObject();
        foreach (FactPlan field in kind.Fields.Where(field => entry.ContainsKey(field.Name)))
        {
            fields[field.Name] = field.EntryKind is { } inner ? Entries(field, inner, entry[field.Name]) : Value(entry[field.Name], isInEntry: true);
        }

        var plain = isWrapped ? new JsonObject { ["value"] = fields } : fields;
        foreach (string key in new[] { "by", "kind", "date" }.Where(key => fact.Kind == FactKind.Record && fact.FieldOf is null && entry.ContainsKey(key) && kind.Fields.All(field => field.Name != key)))
        {
            plain[key] = entry[key]?.DeepClone();
        }

        return plain;
    }

    private static JsonNode? Value(JsonNode? stated, bool isInEntry)
    {
        switch (stated)
        {
            case JsonArray array:
                return Value(array[0], isInEntry);
            case JsonObject wrapped when wrapped.ContainsKey("value"):
                JsonNode? value = Value(wrapped["value"], isInEntry: true);
                if (isInEntry || wrapped.Count == 1)
                {
                    return value;
                }

                var plain = (JsonObject)wrapped.DeepClone();
                plain["value"] = value;
                return plain;
            case JsonValue word when word.TryGetValue(out string? text) && text is "yes" or "no":
                return text == "yes";
            case JsonValue word when word.TryGetValue(out string? text) && (text == "unknown" || Range().IsMatch(text)):
            case JsonValue number when number.TryGetValue(out decimal amount) && amount > 1_000_000:
                return null;
            default:
                return stated?.DeepClone();
        }
    }
}
