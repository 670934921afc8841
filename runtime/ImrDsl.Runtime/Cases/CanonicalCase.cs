using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ImrDsl.Runtime.Cases;

/// <summary>
/// A case in one canonical form: every input of its decision and nothing else. Comments, what is left blank and the description of the case are left
/// out; keys are folded and sorted. It is a case file itself, and is decided as the file it was made from.
/// </summary>
public sealed class CanonicalCase
{
    private static readonly CaseNames CaseKey = new("case");
    private static readonly CaseNames LeftOutOfCase = new("description");

    /// <summary>The canonical form of a case file that could be read.</summary>
    /// <param name="utf8">The whole file.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public CanonicalCase(ReadOnlyMemory<byte> utf8)
    {
        using JsonDocument document = JsonDocument.Parse(WithoutMark(utf8), new JsonDocumentOptions { MaxDepth = CaseJson.MaxDepth });
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            Write(json, document.RootElement, isFile: true, isCase: false);
        }

        Text = Encoding.UTF8.GetString(buffer.WrittenSpan);
        Hash = Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
        DateOfInjury = DateOf(document.RootElement);
    }

    /// <summary>The canonical form, as JSON on one line.</summary>
    public string Text { get; }

    /// <summary>Its SHA-256: 64 hexadecimal digits.</summary>
    public string Hash { get; }

    /// <summary>The date of injury as the record gives it, where it gives one; else null.</summary>
    public string? DateOfInjury { get; }

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> utf8) =>
        utf8.Span.StartsWith(Encoding.UTF8.Preamble) ? utf8[Encoding.UTF8.Preamble.Length..] : utf8;

    private static void Write(Utf8JsonWriter json, JsonElement element, bool isFile, bool isCase)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach ((string key, JsonElement value) in Said(element).Where(property => !isCase || LeftOutOfCase.IndexOf(property.Key) < 0))
                {
                    json.WritePropertyName(key);
                    Write(json, value, isFile: false, isCase: isFile && CaseKey.IndexOf(key) >= 0);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (JsonElement entry in element.EnumerateArray())
                {
                    Write(json, entry, isFile: false, isCase: false);
                }

                json.WriteEndArray();
                break;
            default:
                element.WriteTo(json);
                break;
        }
    }

    private static IOrderedEnumerable<KeyValuePair<string, JsonElement>> Said(JsonElement element) => element.EnumerateObject()
        .Where(property => property.Value.ValueKind != JsonValueKind.Null && !property.Name.StartsWith("//", StringComparison.Ordinal))
        .Select(property => KeyValuePair.Create(CaseNames.Fold(property.Name), property.Value))
        .OrderBy(property => property.Key, StringComparer.Ordinal);

    // Only where there is one: of several statements none is preferred.
    private static string? DateOf(JsonElement file)
    {
        JsonElement? fact = Member(Member(file, "facts"), "date of injury");
        fact = fact is { ValueKind: JsonValueKind.Array } several && several.GetArrayLength() == 1 ? several[0] : fact;
        fact = fact is { ValueKind: JsonValueKind.Object } entry ? Member(entry, "value") : fact;
        return fact is { ValueKind: JsonValueKind.String } date && date.GetString()!.Trim() is var text && !text.Equals("unknown", StringComparison.OrdinalIgnoreCase) ? text : null;
    }

    private static JsonElement? Member(JsonElement? element, string name)
    {
        if (element is { ValueKind: JsonValueKind.Object } holder)
        {
            foreach (JsonProperty property in holder.EnumerateObject())
            {
                if (CaseNames.Fold(property.Name) == name)
                {
                    return property.Value;
                }
            }
        }

        return null;
    }
}
