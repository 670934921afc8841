using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ImrDsl.Scoring.Tests;

/// <summary>Checks JSON against a schema that keeps to a few words of JSON Schema; any other word in it is a fault too.</summary>
internal sealed class SchemaCheck(JsonElement schema)
{
    private static readonly HashSet<string> WithoutMeaning = ["$schema", "$defs", "title", "description"];

    /// <summary>Everything in the document that the schema does not allow.</summary>
    public IEnumerable<string> Faults(JsonElement document) => Faults(document, schema, "$");

    private IEnumerable<string> Faults(JsonElement value, JsonElement rule, string at) =>
        rule.EnumerateObject().Where(word => !WithoutMeaning.Contains(word.Name)).SelectMany(word => word.Name switch
        {
            "$ref" => Faults(value, schema.GetProperty("$defs").GetProperty(word.Value.GetString()!.Split('/')[^1]), at),
            "const" => Say(value.GetRawText() == word.Value.GetRawText(), at + " is not " + word.Value),
            "enum" => Say(word.Value.EnumerateArray().Any(one => one.GetRawText() == value.GetRawText()), at + ": " + value + " is none of " + word.Value),
            "type" => Say(Types(word.Value).Contains(TypeOf(value)) || (TypeOf(value) == "integer" && Types(word.Value).Contains("number")), at + " is no " + word.Value),
            "pattern" => Say(Regex.IsMatch(value.GetString()!, word.Value.GetString()!), at + ": " + value + " does not match " + word.Value),
            "items" => value.EnumerateArray().SelectMany((entry, i) => Faults(entry, word.Value, at + "[" + i + "]")),
            "required" => word.Value.EnumerateArray().SelectMany(name => Say(value.TryGetProperty(name.GetString()!, out _), at + " lacks " + name)),
            "properties" => value.EnumerateObject().SelectMany(property =>
                word.Value.TryGetProperty(property.Name, out JsonElement inner) ? Faults(property.Value, inner, at + "." + property.Name) : []),
            "additionalProperties" => value.EnumerateObject().SelectMany(property =>
                Say(rule.GetProperty("properties").TryGetProperty(property.Name, out _), at + " may not have " + property.Name)),
            _ => ["The schema says “" + word.Name + "”, which this check does not know."],
        });

    private static IEnumerable<string> Say(bool isRight, string fault) => isRight ? [] : [fault];

    private static IEnumerable<string?> Types(JsonElement type) => type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(one => one.GetString()) : [type.GetString()];

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => value.TryGetInt64(out _) ? "integer" : "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => "null",
    };
}
