using System.Text.Json;
using ImrDsl.Runtime.Results;
using static ImrDsl.Runtime.Explaining.JsonParts;

namespace ImrDsl.Runtime.Explaining;

/// <summary>Writes a determination for programs: JSON with everything in it, in a stable order. Absent values are left out.</summary>
public static class DeterminationJson
{
    private const int SchemaVersion = 1;

    /// <summary>A determination as JSON: indented, lines ended by <c>\n</c>, the last one too.</summary>
    public static string Write(Determination determination) => Document(json =>
    {
        json.WriteStartObject();
        Write(json, determination);
        json.WriteEndObject();
    });

    /// <summary>Writes the members of a determination into an object that the caller began, and ends.</summary>
    public static void Write(Utf8JsonWriter json, Determination determination)
    {
        json.WriteNumber("schemaVersion", SchemaVersion);
        json.WriteStartObject("case");
        Text(json, "id", determination.Info.Id);
        Date(json, "decisionDate", determination.Info.DecisionDate);
        Date(json, "utilizationReviewDate", determination.Info.UtilizationReviewDate);
        Date(json, "editionDate", determination.Info.EditionDate);
        json.WriteEndObject();
        json.WriteString("outcome", Camel(determination.Outcome));
        Array(json, "items", determination.Items, Item);
    }

    private static void Item(Utf8JsonWriter json, ItemResult item)
    {
        json.WriteStartObject();
        json.WriteNumber("item", item.Number + 1);
        json.WriteString("service", item.Service);
        json.WriteString("serviceTitle", item.ServiceTitle);
        Text(json, "description", item.Item.Description);
        Text(json, "code", item.Item.Code);
        Number(json, "quantity", item.Item.Quantity);
        Date(json, "requestDate", item.Item.RequestDate);
        Date(json, "serviceDate", item.Item.ServiceDate);
        json.WriteString("decisionDate", item.Item.DecisionDate.ToString());
        json.WriteString("decisionDateIs", Determination.Words(item.Item.DecisionDateSource));
        json.WriteStartObject("guideline");
        Guideline(json, item.Guideline);
        json.WriteEndObject();
        json.WriteString("finding", Camel(item.Finding));
        json.WriteString("decision", Camel(item.Decision));
        json.WriteString("reason", item.Reason);
        if (item.Quantity is { } amounts)
        {
            json.WriteStartObject("amounts");
            Amounts(json, amounts);
            json.WriteEndObject();
        }

        Array(json, "lists", item.Lists, List);
        Array(json, "lines", item.Lines, Line);
        Array(json, "contrary", item.Contrary, Cited);
        Array(json, "missing", item.Missing, Missing);
        Array(json, "defaults", item.Defaults, Cited);
        Array(json, "remarks", item.Remarks, Cited);
        Array(json, "notes", item.Notes, static (json, note) => json.WriteStringValue(note));
        Text(json, "editionChoice", item.EditionChoice);
        if (item.Item.PassedOver.Count > 0)
        {
            Array(json, "passedOver", item.Item.PassedOver, static (json, fact) => json.WriteStringValue(fact));
        }

        Array(json, "editionWarnings", item.EditionWarnings, static (json, warning) => json.WriteStringValue(warning));
        if (item.Order.Length > 0)
        {
            json.WriteBoolean("governs", item.Governs);
            json.WriteString("order", item.Order);
            Array(json, "conflicts", item.Conflicts, static (json, conflict) => json.WriteStringValue(conflict));
        }

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
        json.WriteString("status", Camel(line.Status));
        if (line.Parts.Count > 0)
        {
            json.WriteString("combination", Camel(line.Combination));
        }

        ArrayOfAny(json, "statements", line.Statements, Statement);
        ArrayOfAny(json, "parts", line.Parts, Line);
        ArrayOfAny(json, "notes", line.Notes, static (json, note) => json.WriteStringValue(note));
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
        json.WriteString("kind", Camel(statement.Kind));
        json.WriteString("text", statement.Text);
        Evidence(json, statement.Evidence);
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
}
