using System;
using System.Buffers;
using System.Collections.Generic;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ImrDsl.Runtime.Description;
using ImrDsl.Runtime.Results;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Explaining;

/// <summary>What the JSON documents of results have in common. Absent values are left out.</summary>
internal static class JsonParts
{
    /// <summary>A document: indented, lines ended by <c>\n</c>, the last one too.</summary>
    public static string Document(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var options = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(buffer, options))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    /// <summary>A list, which may be empty.</summary>
    public static void Array<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            write(json, item);
        }

        json.WriteEndArray();
    }

    /// <summary>A list; nothing if it is empty.</summary>
    public static void ArrayOfAny<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        if (items.Count > 0)
        {
            Array(json, name, items, write);
        }
    }

    /// <summary>Words, if there are any.</summary>
    public static void Text(Utf8JsonWriter json, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            json.WriteString(name, text);
        }
    }

    /// <summary>A number, if it is known.</summary>
    public static void Number(Utf8JsonWriter json, string name, decimal? number)
    {
        if (number is { } known)
        {
            json.WriteNumber(name, known);
        }
    }

    /// <summary>A date, if it is known.</summary>
    public static void Date(Utf8JsonWriter json, string name, PartialDate date)
    {
        if (date.IsKnown)
        {
            json.WriteString(name, date.ToString());
        }
    }

    /// <summary>How much is requested, and how much of it is necessary, not established and not necessary.</summary>
    public static void Amounts(Utf8JsonWriter json, ItemQuantity quantity, string? words = null)
    {
        json.WriteString("unit", quantity.Unit);
        Text(json, "words", words);
        Amount(json, "requested", quantity.Amounts.Requested);
        Amount(json, "necessary", quantity.Amounts.Necessary);
        Amount(json, "notEstablished", quantity.Amounts.NotEstablished);
        Amount(json, "notNecessary", quantity.Amounts.NotNecessary);
    }

    /// <summary>Which guideline it is, and of which edition.</summary>
    public static void Guideline(Utf8JsonWriter json, GuidelineDescription guideline)
    {
        json.WriteString("id", guideline.Id);
        json.WriteString("title", guideline.Title);
        json.WriteString("authority", Authorities.Words(guideline.Authority));
        Text(json, "source", guideline.Source);
        Date(json, "effectiveFrom", guideline.EffectiveFrom);
        Date(json, "effectiveTo", guideline.EffectiveTo);
        Text(json, "verified", guideline.Verified);
    }

    /// <summary>Where something stands in the record, who stated it and on what grounds; nothing if the record does not say.</summary>
    public static void Evidence(Utf8JsonWriter json, Evidence? evidence)
    {
        if (evidence is null)
        {
            return;
        }

        json.WriteStartObject("evidence");
        Text(json, "by", evidence.By);
        Text(json, "person", evidence.Person);
        Text(json, "kind", evidence.Kind);
        Date(json, "date", evidence.Date);
        Text(json, "at", evidence.At);
        json.WriteEndObject();
    }

    /// <summary>The name of a value of an enumeration, as JSON spells it: <c>notMet</c>.</summary>
    public static string Camel<T>(T value)
        where T : struct, Enum
    {
        string name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    // A number, or its range as words where the record leaves it open.
    private static void Amount(Utf8JsonWriter json, string name, Number amount)
    {
        if (amount.IsExact)
        {
            json.WriteNumber(name, amount.Low);
        }
        else
        {
            json.WriteString(name, amount.ToString());
        }
    }
}
