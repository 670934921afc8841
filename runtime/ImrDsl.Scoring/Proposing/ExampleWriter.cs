using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Proposing;

/// <summary>Writes a case as the lines of an example. Not everything that a case can hold has a form there.</summary>
internal sealed class ExampleWriter
{
    private readonly GuidelinePlan plan;
    private readonly HashSet<FactPlan> judged;

    public ExampleWriter(GuidelinePlan plan)
    {
        this.plan = plan;
        judged = [.. plan.Facts.Select(fact => fact.JudgedAs).OfType<FactPlan>()];
    }

    /// <summary>The example without what is expected of it; null if the case holds something that an example cannot say.</summary>
    public string? Write(string title, ServicePlan service, CaseRecord record)
    {
        var text = new StringBuilder("example \"" + title.Replace('"', '\'') + "\"\n");
        PartialDate requested = DateOf(record, BuiltInFact.RequestDate);
        text.Append("  request ").Append(service.Name).Append(requested.IsKnown ? " on " + requested : string.Empty).Append('\n');
        bool isWhole = plan.Facts.Where(fact => fact.IsOfRequest).All(fact => Write(text, fact, RecordOf(record, fact), "    "));
        if (requested != record.DecisionDate)
        {
            text.Append("  decided on ").Append(record.DecisionDate).Append('\n');
        }

        isWhole &= plan.Facts.Where(fact => !fact.IsOfRequest && fact.BuiltIn is not (BuiltInFact.RequestDate or BuiltInFact.DecisionDate))
            .All(fact => Write(text, fact, RecordOf(record, fact), "  "));
        return isWhole ? text.ToString() : null;
    }

    /// <summary>One fact as a line stands in an example; null if it takes several, or cannot be said.</summary>
    public string? Line(FactPlan fact, FactRecord record)
    {
        var text = new StringBuilder();
        return Write(text, fact, record, string.Empty) && text.Length > 0 && text.ToString().IndexOf('\n', StringComparison.Ordinal) == text.Length - 1
            ? text.ToString().TrimEnd()
            : null;
    }

    private static FactRecord RecordOf(CaseRecord record, FactPlan fact) => record.Facts.GetValueOrDefault(fact, FactRecord.NotMentioned);

    private PartialDate DateOf(CaseRecord record, BuiltInFact which) =>
        RecordOf(record, plan.Facts.First(fact => fact.BuiltIn == which)) is { Entries.Count: 1 } known ? known.Entries[0].Date : default;

    private bool Write(StringBuilder text, FactPlan fact, FactRecord record, string indent)
    {
        switch (record.Knowledge)
        {
            case Knowledge.NotMentioned:
                return true;
            case Knowledge.Unknown:
                text.Append(indent).Append(fact.Name).Append(": unknown\n");
                return true;
            case Knowledge.None:
                text.Append(indent).Append(fact.Name).Append(": none\n");
                return fact.EntryKind is not null;
        }

        return fact.EntryKind is { } kind ? WriteEntries(text, fact, kind, record, indent) : WriteStatements(text, fact, record, indent);
    }

    private bool WriteStatements(StringBuilder text, FactPlan fact, FactRecord record, string indent)
    {
        string?[] statements = [.. record.Entries.Select(entry => Statement(fact, entry))];
        if (statements.Length == 0 || statements.Contains(null) || record.Knowledge == Knowledge.Incomplete)
        {
            return false;
        }

        text.Append(indent).Append(fact.Name);
        text.Append(statements.Length == 1 ? ": " + statements[0] + "\n" : "\n" + string.Concat(statements.Select(statement => indent + "  " + statement + "\n")));
        return true;
    }

    private string? Statement(FactPlan fact, EntryRecord entry) =>
        Value(fact, entry) is not { } value ? null
        : fact.IsJudgement ? value + (judged.Contains(fact) ? ", by the reviewer" : string.Empty)
        : value + string.Concat(Words(entry.Evidence).Select(words => ", " + words));

    private bool WriteEntries(StringBuilder text, FactPlan fact, EntryKindPlan kind, FactRecord record, string indent)
    {
        bool isList = fact.Kind == FactKind.List;
        if (record.Entries.Count == 0)
        {
            return false;
        }

        text.Append(indent).Append(fact.Name).Append(record.Knowledge == Knowledge.Incomplete ? ": incomplete\n" : "\n");
        foreach (EntryRecord entry in record.Entries)
        {
            if (fact.CodeSystem is not null)
            {
                string? code = entry.Fields is [{ Entries: [var value] }] ? Value(kind.Fields[0], value) : null;
                text.Append(indent).Append("  entry: ").Append(string.Join(", ", Words(entry.Evidence).Prepend(code))).Append('\n');
                if (code is null)
                {
                    return false;
                }
            }
            else if (Short(kind, entry) is { } inline && (isList || record.Entries.Count > 1))
            {
                text.Append(indent).Append("  entry: ").Append(inline).Append('\n');
            }
            else if (!WriteEntry(text, kind, entry, indent + "  ", hasHead: isList || record.Entries.Count > 1))
            {
                return false;
            }
        }

        return true;
    }

    // "date 2014-04-01, relief 60 %, by physician": where every field is one plain value.
    private static string? Short(EntryKindPlan kind, EntryRecord entry)
    {
        var parts = new List<string>();
        foreach ((FactPlan field, FactRecord record) in kind.Fields.Zip(entry.Fields))
        {
            if (record.Knowledge == Knowledge.NotMentioned)
            {
                continue;
            }

            string? value = record is { Knowledge: Knowledge.Unknown } ? "unknown"
                : record is { Knowledge: Knowledge.Given, Entries: [{ Evidence: null } single] } && field.EntryKind is null ? Value(field, single)
                : null;
            if (value is null || value.Contains(',', StringComparison.Ordinal))
            {
                return null;
            }

            parts.Add(field.Name + " " + value);
        }

        parts.AddRange(Words(entry.Evidence));
        return parts.Count is > 0 and <= 5 ? string.Join(", ", parts) : null;
    }

    private bool WriteEntry(StringBuilder text, EntryKindPlan kind, EntryRecord entry, string indent, bool hasHead)
    {
        int before = text.Length;
        string inner = hasHead ? indent + "  " : indent;
        string[] evidence = [.. Words(entry.Evidence)];
        text.Append(hasHead ? indent + "entry\n" : string.Empty);
        int head = text.Length;
        text.Append(evidence.Length > 0 ? inner + string.Join(", ", evidence) + "\n" : string.Empty);
        bool isWhole = kind.Fields.Zip(entry.Fields).All(field => Write(text, field.First, field.Second, inner));
        return isWhole && text.Length > Math.Max(head, before);
    }

    private static IEnumerable<string> Words(Evidence? evidence)
    {
        if (evidence?.Person is { } person)
        {
            yield return "by " + person;
        }

        if (evidence?.Kind is { } kind)
        {
            yield return kind;
        }

        if (evidence is { Date.IsKnown: true })
        {
            yield return "on " + evidence.Date;
        }

        if (evidence?.At is { } place)
        {
            yield return "at \"" + place + "\"";
        }
    }

    private static string? Value(FactPlan fact, EntryRecord entry) => fact.Kind switch
    {
        FactKind.YesNo => entry.YesNo is { } yesNo ? (yesNo ? "yes" : "no") : null,
        FactKind.Number => entry.Number.IsKnown ? Value(entry.Number) + (fact.Range?.Unit is { } unit ? " " + unit : string.Empty) : null,
        FactKind.Date => Value(entry.Date),
        FactKind.Period => Value(entry.Period),
        FactKind.Choice => entry.Choice is { } choice ? fact.Choice!.Values[choice] : null,
        FactKind.Text => entry.Text is { } words ? "\"" + words + "\"" : null,
        FactKind.Code => entry.Text,
        _ => null,
    };

    private static string Value(Number number) => number.IsExact ? Show(number.Low) : Show(number.Low) + " to " + Show(number.High);

    private static string Show(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    private static string? Value(PartialDate date) => date.ToString() is var words && date.IsKnown && !words.Contains(' ', StringComparison.Ordinal) ? words : null;

    private static string? Value(Period period) =>
        period.IsOngoing ? (Value(period.From) is { } since ? "since " + since : null)
        : period.IsKnown ? (Value(period.From) ?? "unknown") + " to " + (Value(period.To) ?? "unknown")
        : null;
}
