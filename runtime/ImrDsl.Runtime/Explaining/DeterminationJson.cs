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

/// <summary>Writes a determination for programs: JSON with everything in it, in a stable order. Absent values are left out.</summary>
public static class DeterminationJson
{
    private const int SchemaVersion = 1;

    /// <summary>A determination as JSON: indented, lines ended by <c>\n</c>, the last one too.</summary>
    public static string Write(Determination determination)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var options = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(buffer, options))
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", SchemaVersion);
            json.WriteStartObject("case");
            Text(json, "id", determination.Info.Id);
            Date(json, "decisionDate", determination.Info.DecisionDate);
            Date(json, "utilizationReviewDate", determination.Info.UtilizationReviewDate);
            Date(json, "editionDate", determination.Info.EditionDate);
            json.WriteEndObject();
            json.WriteString("outcome", Camel(determination.Outcome.ToString()));
            Array(json, "items", determination.Items, Item);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void Item(Utf8JsonWriter json, ItemResult item)
    {
        json.WriteStartObject();
        json.WriteNumber("item", item.Number + 1);
        json.WriteString("service", item.Service);
        json.WriteString("serviceTitle", item.ServiceTitle);
        Text(json, "description", item.Item.Description);
        Text(json, "code", item.Item.Code);
        if (item.Item.Quantity is { } quantity)
        {
            json.WriteNumber("quantity", quantity);
        }

        Date(json, "requestDate", item.Item.RequestDate);
        Date(json, "serviceDate", item.Item.ServiceDate);
        json.WriteString("decisionDate", item.Item.DecisionDate.ToString());
        json.WriteString("decisionDateIs", Determination.Words(item.Item.DecisionDateSource));
        Guideline(json, item.Guideline);
        json.WriteString("finding", Camel(item.Finding.ToString()));
        json.WriteString("decision", Camel(item.Decision.ToString()));
        json.WriteString("reason", item.Reason);
        if (item.Quantity is { } amounts)
        {
            Amounts(json, amounts);
        }

        Array(json, "lists", item.Lists, List);
        Array(json, "lines", item.Lines, Line);
        Array(json, "contrary", item.Contrary, Cited);
        Array(json, "missing", item.Missing, Missing);
        Array(json, "defaults", item.Defaults, Cited);
        Array(json, "remarks", item.Remarks, Cited);
        Array(json, "notes", item.Notes, static (json, note) => json.WriteStringValue(note));
        Text(json, "editionChoice", item.EditionChoice);
        Array(json, "editionWarnings", item.EditionWarnings, static (json, warning) => json.WriteStringValue(warning));
        if (item.Order.Length > 0)
        {
            json.WriteBoolean("governs", item.Governs);
            json.WriteString("order", item.Order);
            Array(json, "conflicts", item.Conflicts, static (json, conflict) => json.WriteStringValue(conflict));
        }

        json.WriteEndObject();
    }

    private static void Amounts(Utf8JsonWriter json, ItemQuantity quantity)
    {
        json.WriteStartObject("amounts");
        json.WriteString("unit", quantity.Unit);
        Amount(json, "requested", quantity.Amounts.Requested);
        Amount(json, "necessary", quantity.Amounts.Necessary);
        Amount(json, "notEstablished", quantity.Amounts.NotEstablished);
        Amount(json, "notNecessary", quantity.Amounts.NotNecessary);
        json.WriteEndObject();
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

    private static void Guideline(Utf8JsonWriter json, GuidelineDescription guideline)
    {
        json.WriteStartObject("guideline");
        json.WriteString("id", guideline.Id);
        json.WriteString("title", guideline.Title);
        json.WriteString("authority", Authorities.Words(guideline.Authority));
        Text(json, "source", guideline.Source);
        Date(json, "effectiveFrom", guideline.EffectiveFrom);
        Date(json, "effectiveTo", guideline.EffectiveTo);
        Text(json, "verified", guideline.Verified);
        json.WriteEndObject();
    }

    private static void List(Utf8JsonWriter json, ListResult list)
    {
        json.WriteStartObject();
        json.WriteString("name", list.Name);
        json.WriteBoolean("isOutOfScope", list.IsOutOfScope);
        if (list.Scope is { } scope)
        {
            json.WritePropertyName("scope");
            Line(json, scope);
        }

        Array(json, "criteria", list.Criteria, Line);
        Array(json, "notes", list.Notes, static (json, note) => json.WriteStringValue(note));
        json.WriteEndObject();
    }

    private static void Line(Utf8JsonWriter json, LineResult line)
    {
        json.WriteStartObject();
        Text(json, "id", line.Id);
        Text(json, "label", line.Label);
        Text(json, "title", line.Title);
        Text(json, "lead", line.Lead);
        Text(json, "words", line.Words);
        Text(json, "source", line.Citation);
        json.WriteString("status", Camel(line.Status.ToString()));
        if (line.Parts.Count > 0)
        {
            json.WriteString("combination", Camel(line.Combination.ToString()));
        }

        Array(json, "statements", line.Statements, Statement, isLeftOutWhenEmpty: true);
        Array(json, "parts", line.Parts, Line, isLeftOutWhenEmpty: true);
        Array(json, "notes", line.Notes, static (json, note) => json.WriteStringValue(note), isLeftOutWhenEmpty: true);
        json.WriteEndObject();
    }

    private static void Statement(Utf8JsonWriter json, Statement statement)
    {
        json.WriteStartObject();
        Content(json, statement);
        json.WriteEndObject();
    }

    private static void Cited(Utf8JsonWriter json, CitedStatement cited)
    {
        json.WriteStartObject();
        json.WriteString("criterion", cited.Criterion);
        Content(json, cited.Statement);
        json.WriteEndObject();
    }

    private static void Content(Utf8JsonWriter json, Statement statement)
    {
        json.WriteString("kind", Camel(statement.Kind.ToString()));
        json.WriteString("text", statement.Text);
        if (statement.Evidence is { } evidence)
        {
            json.WriteStartObject("evidence");
            Text(json, "by", evidence.By);
            Text(json, "person", evidence.Person);
            Text(json, "kind", evidence.Kind);
            Date(json, "date", evidence.Date);
            Text(json, "at", evidence.At);
            json.WriteEndObject();
        }
    }

    private static void Missing(Utf8JsonWriter json, MissingFact fact)
    {
        json.WriteStartObject();
        json.WriteString("fact", fact.Name);
        Text(json, "of", fact.Of);
        json.WriteBoolean("isJudgement", fact.IsJudgement);
        json.WriteString("problem", fact.Problem);
        Text(json, "question", fact.Question);
        json.WriteString("wanted", fact.Wanted);
        Array(json, "criteria", fact.Criteria, static (json, criterion) => json.WriteStringValue(criterion));
        json.WriteEndObject();
    }

    private static void Array<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write, bool isLeftOutWhenEmpty = false)
    {
        if (items.Count == 0 && isLeftOutWhenEmpty)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (T item in items)
        {
            write(json, item);
        }

        json.WriteEndArray();
    }

    private static void Text(Utf8JsonWriter json, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            json.WriteString(name, text);
        }
    }

    private static void Date(Utf8JsonWriter json, string name, PartialDate date)
    {
        if (date.IsKnown)
        {
            json.WriteString(name, date.ToString());
        }
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
