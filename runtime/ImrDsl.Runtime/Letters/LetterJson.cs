using System.Text.Json;
using ImrDsl.Runtime.Cases;
using ImrDsl.Runtime.Results;
using static ImrDsl.Runtime.Explaining.JsonParts;

namespace ImrDsl.Runtime.Letters;

/// <summary>
/// Writes a letter for programs: JSON by the schema in <c>docs/schemas/determination.schema.json</c>, in a stable order, with the record by which it can be
/// made again. Absent values are left out.
/// </summary>
public static class LetterJson
{
    private const int SchemaVersion = 1;

    /// <summary>A letter as JSON: indented, lines ended by <c>\n</c>, the last one too.</summary>
    public static string Write(Letter letter) => Document(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", SchemaVersion);
        json.WriteString("kind", "determination");
        json.WriteBoolean("isDraft", letter.IsDraft);
        Case(json, letter);
        json.WriteString("outcome", Camel(letter.Outcome));
        Reviewer(json, letter.Case.Reviewer, letter.IsDraft);
        ArrayOfAny(json, "howMade", letter.HowMade, Sentence);
        ArrayOfAny(json, "items", letter.Items, Item);
        if (letter.Record is { } record)
        {
            Record(json, record);
        }

        json.WriteEndObject();
    });

    private static void Case(Utf8JsonWriter json, Letter letter)
    {
        json.WriteStartObject("case");
        Text(json, "id", letter.Case.Id);
        Text(json, "dateOfInjury", letter.DateOfInjury);
        Date(json, "decisionDate", letter.Case.DecisionDate);
        Date(json, "utilizationReviewDate", letter.Case.UtilizationReviewDate);
        Date(json, "applicationDate", letter.Case.ApplicationDate);
        Date(json, "assignmentDate", letter.Case.AssignmentDate);
        Date(json, "editionDate", letter.Case.EditionDate);
        json.WriteEndObject();
    }

    private static void Reviewer(Utf8JsonWriter json, ReviewerInfo reviewer, bool isDraft)
    {
        if (isDraft)
        {
            return;
        }

        json.WriteStartObject("reviewer");
        Text(json, "specialty", reviewer.Specialty);
        Text(json, "subspecialty", reviewer.Subspecialty);
        Text(json, "licenceState", reviewer.LicenceState);
        Text(json, "yearsOfPractice", reviewer.YearsOfPractice);
        Text(json, "hoursAWeek", reviewer.HoursAWeek);
        json.WriteEndObject();
    }

    private static void Item(Utf8JsonWriter json, LetterItem item)
    {
        ItemResult result = item.Result;
        json.WriteStartObject();
        json.WriteNumber("item", item.Number);
        json.WriteString("title", item.Title);
        Request(json, result.Item);
        json.WriteString("service", result.Service);
        json.WriteString("serviceTitle", result.ServiceTitle);
        json.WriteString("decision", Camel(result.Decision));
        json.WriteString("finding", Camel(result.Finding));
        json.WriteString("findingWords", item.Finding);
        json.WriteString("reason", result.Reason);
        if (result.Quantity is { } quantity)
        {
            json.WriteStartObject("amounts");
            Amounts(json, quantity, quantity.Words);
            json.WriteEndObject();
        }

        ArrayOfAny(json, "conclusion", item.Conclusion, Sentence);
        GuidelineAndWhy(json, item);
        ArrayOfAny(json, "warnings", item.Warnings, Sentence);
        ArrayOfAny(json, "criteria", item.Groups, Group);
        ArrayOfAny(json, "contrary", item.Contrary, Sentence);
        ArrayOfAny(json, "toSubmit", item.ToSubmit, Question);
        ArrayOfAny(json, "forReviewer", item.ForReviewer, Question);
        ArrayOfAny(json, "wouldSettle", item.WouldSettle, Sentence);
        ArrayOfAny(json, "otherGuidelines", item.Others, Comparison);
        ArrayOfAny(json, "notes", item.Notes, static (json, note) => json.WriteStringValue(note));
        json.WriteEndObject();
    }

    private static void Request(Utf8JsonWriter json, DisputedItem item)
    {
        json.WriteStartObject("request");
        Text(json, "description", item.Description);
        Text(json, "code", item.Code);
        Number(json, "quantity", item.Quantity);
        Text(json, "frequency", item.Frequency);
        Text(json, "bodyPart", item.BodyPart);
        Text(json, "stage", item.Stage);
        Number(json, "unitsAlreadyUsed", item.UnitsUsed);
        Date(json, "requestDate", item.RequestDate);
        Date(json, "serviceDate", item.ServiceDate);
        json.WriteString("decisionDate", item.DecisionDate.ToString());
        json.WriteString("decisionDateIs", Determination.Words(item.DecisionDateSource));
        json.WriteEndObject();
    }

    private static void GuidelineAndWhy(Utf8JsonWriter json, LetterItem item)
    {
        json.WriteStartObject("guideline");
        Guideline(json, item.Result.Guideline);
        json.WriteString("words", item.Guideline.Text);
        ArrayOfAny(json, "why", item.Why, Sentence);
        json.WriteEndObject();
    }

    private static void Comparison(Utf8JsonWriter json, LetterComparison other)
    {
        json.WriteStartObject();
        Guideline(json, other.Result.Guideline);
        json.WriteString("finding", Camel(other.Result.Finding));
        json.WriteString("findingWords", other.Finding);
        json.WriteBoolean("governs", other.Result.Governs);
        json.WritePropertyName("why");
        Sentence(json, other.Sentence);
        json.WriteEndObject();
    }

    private static void Group(Utf8JsonWriter json, LetterGroup group)
    {
        json.WriteStartObject();
        json.WriteString("name", group.Name);
        json.WriteBoolean("isOutOfScope", group.IsOut);
        if (group.Scope is { } scope)
        {
            json.WritePropertyName("scope");
            Line(json, scope);
        }

        ArrayOfAny(json, "lines", group.Lines, Line);
        json.WriteEndObject();
    }

    private static void Line(Utf8JsonWriter json, LetterLine line)
    {
        LineResult result = line.Result;
        json.WriteStartObject();
        json.WriteString("id", line.Id);
        Text(json, "criterion", result.Id);
        Text(json, "label", result.Label);
        Text(json, "title", result.Title);
        Text(json, "words", result.Words);
        Text(json, "lead", result.Lead);
        Text(json, "source", result.Citation);
        json.WriteString("status", Camel(result.Status));
        ArrayOfAny(json, "facts", line.Facts, static (json, fact) => json.WriteStringValue(fact));
        ArrayOfAny(json, "sentences", line.Sentences, Sentence);
        if (line.Parts.Count > 0)
        {
            json.WriteString("combination", Camel(result.Combination));
            ArrayOfAny(json, "parts", line.Parts, Line);
        }

        ArrayOfAny(json, "notes", result.Notes, static (json, note) => json.WriteStringValue(note));
        json.WriteEndObject();
    }

    private static void Sentence(Utf8JsonWriter json, LetterSentence sentence)
    {
        json.WriteStartObject();
        json.WriteString("id", sentence.Id);
        if (sentence.Kind is { } kind)
        {
            json.WriteString("kind", Camel(kind));
        }

        json.WriteString("text", sentence.Text);
        ArrayOfAny(json, "criteria", sentence.Criteria, static (json, criterion) => json.WriteStringValue(criterion));
        ArrayOfAny(json, "facts", sentence.Facts, static (json, fact) => json.WriteStringValue(fact));
        Evidence(json, sentence.Evidence);
        json.WriteEndObject();
    }

    private static void Question(Utf8JsonWriter json, LetterQuestion question)
    {
        json.WriteStartObject();
        json.WriteNumber("number", question.Number);
        json.WriteString("fact", question.Fact.Name);
        Text(json, "of", question.Fact.Of);
        json.WriteString("problem", question.Fact.Problem);
        Text(json, "question", question.Fact.Question);
        json.WriteString("wanted", question.Fact.Wanted);
        json.WritePropertyName("sentence");
        Sentence(json, question.Sentence);
        json.WriteEndObject();
    }

    private static void Record(Utf8JsonWriter json, LetterRecord record)
    {
        json.WriteStartObject("record");
        json.WriteString("engineVersion", record.EngineVersion);
        json.WriteString("caseHash", record.CaseHash);
        ArrayOfAny(json, "guidelines", record.Guidelines, static (json, guideline) =>
        {
            json.WriteStartObject();
            json.WriteString("id", guideline.Id);
            Date(json, "effectiveFrom", guideline.InForce.From);
            Date(json, "effectiveTo", guideline.InForce.To);
            json.WriteString("meaningHash", guideline.MeaningHash);
            json.WriteEndObject();
        });
        json.WritePropertyName("case");
        using (JsonDocument document = JsonDocument.Parse(record.Case, new JsonDocumentOptions { MaxDepth = CaseJson.MaxDepth }))
        {
            document.RootElement.WriteTo(json);
        }

        json.WriteEndObject();
    }
}
