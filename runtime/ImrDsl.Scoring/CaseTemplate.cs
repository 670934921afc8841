using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ImrDsl.Language.Plan;
using ImrDsl.Runtime.Description;
using ImrDsl.Values;

namespace ImrDsl.Scoring;

/// <summary>Writes a blank case file for a guideline: every fact with its question, type, unit and the evidence wanted.</summary>
public sealed class CaseTemplate
{
    private static readonly string[] EvidenceKeys = ["by", "kind", "date", "at"];

    private static readonly string[] ItemKeys =
        ["code", "description", "quantity", "frequency", "body part", "stage", "units already used", "request date", "service date"];

    private static readonly string[] ReviewerKeys = ["specialty", "subspecialty", "licence state", "years of practice", "hours a week"];

    private readonly GuidelineDescription guideline;
    private readonly Dictionary<int, List<string>> wanted;
    private readonly StringBuilder text = new();

    private CaseTemplate(GuidelinePlan plan)
    {
        guideline = PlanDescription.Of(plan);
        wanted = plan.Nodes.OfType<DocumentedNode>().GroupBy(node => node.Fact.Fact.Number)
            .ToDictionary(group => group.Key, group => group.Select(node => PlanWords.Of(node.Source)).Distinct().ToList());
    }

    /// <summary>A blank case, in which nothing is stated but the decision date and the first service. It can be read as it is.</summary>
    /// <param name="plan">The guideline.</param>
    /// <param name="decisionDate">The date as of which the case is to be decided.</param>
    public static string For(GuidelinePlan plan, CalendarDate decisionDate)
    {
        var template = new CaseTemplate(plan);
        template.Write(decisionDate);
        return template.text.ToString();
    }

    private void Write(CalendarDate decisionDate)
    {
        text.Append("{\n  \"schema\": 1,\n");
        Comment(2, "guideline", guideline.Id + ": " + guideline.Title);
        Comment(2, "how to fill in", "Replace null by what the record says; leave null what it does not mention; \"unknown\" is what it says is not known. Keys that begin with // are comments.");
        Comment(2, "evidence", "by: who stated it, with the profession after a comma; kind: such as " + string.Join(", ", EvidenceVocabulary.BuiltIn.Kinds.Take(6)) + "; date; at: where in the record.");
        text.Append("  \"case\": {\n    \"id\": null,\n    \"decision date\": ").Append(Quoted(decisionDate.ToString()))
            .Append(",\n    \"utilization review date\": null,\n    \"application date\": null,\n    \"assignment date\": null,\n    \"description\": null\n  },\n");
        WriteItem();
        text.Append("  \"facts\": ");
        WriteFacts([.. guideline.Facts.Where(fact => fact.Holder == FactHolder.Case)], 4);
        text.Append(",\n");
        WriteReviewer([.. guideline.Facts.Where(fact => fact.Holder == FactHolder.Reviewer)]);
        text.Append("}\n");
    }

    private void WriteItem()
    {
        text.Append("  \"items\": [\n    {\n");
        Comment(6, "service", "one of " + string.Join(", ", guideline.Services.Select(service => service.Name)));
        text.Append("      \"service\": ").Append(Quoted(guideline.Services.Count > 0 ? guideline.Services[0].Name : string.Empty)).Append(",\n");
        Comment(6, "request", "description, frequency, body part and stage in the words of the request; quantity and units already used as numbers; code such as CPT 97110");
        text.Append(string.Join(",\n", ItemKeys.Select(key => "      " + Quoted(key) + ": null")));
        List<FactDescription> request = [.. guideline.Facts.Where(fact => fact.Holder == FactHolder.Request)];
        if (request.Count > 0)
        {
            text.Append(",\n      \"request\": ");
            WriteFacts(request, 8);
        }

        text.Append("\n    }\n  ],\n");
    }

    // Who signs the letter, then the answers that the guideline leaves to the reviewer.
    private void WriteReviewer(IReadOnlyList<FactDescription> answers)
    {
        text.Append("  \"reviewer\": {\n");
        Comment(4, "qualification", "who signs the letter of imr determine; only the subspecialty may be left out");
        text.Append(string.Join(",\n", ReviewerKeys.Select(key => "    " + Quoted(key) + ": null")));
        if (answers.Count > 0)
        {
            text.Append(",\n");
            WriteEntries(answers, 4);
        }
        else
        {
            text.Append('\n');
        }

        text.Append("  }\n");
    }

    private void WriteFacts(IReadOnlyList<FactDescription> facts, int indent)
    {
        if (facts.Count == 0)
        {
            text.Append("{}");
            return;
        }

        text.Append("{\n");
        WriteEntries(facts, indent);
        text.Append(' ', indent - 2).Append('}');
    }

    private void WriteEntries(IReadOnlyList<FactDescription> facts, int indent)
    {
        for (int i = 0; i < facts.Count; i++)
        {
            FactDescription fact = facts[i];
            string name = fact.Holder == FactHolder.Request ? GuidelineDescription.RequestName(fact.Name) : fact.Name;
            Comment(indent, name, Explanation(fact));
            text.Append(' ', indent).Append(Quoted(name)).Append(": ");
            WriteBlank(fact, indent);
            text.Append(i + 1 < facts.Count ? ",\n" : "\n");
        }
    }

    private void WriteBlank(FactDescription fact, int indent)
    {
        switch (fact)
        {
            case { HasEntries: true } when fact.Entries!.Fields.Any(field => field.Name.Equals("value", System.StringComparison.OrdinalIgnoreCase)):
                // A field of that name leaves no room for evidence beside the fields.
                WriteFacts(fact.Entries!.Fields, indent + 2);
                break;
            case { HasEntries: true, CodeSystem: not null }:
                text.Append("[ { \"value\": null");
                WriteEvidence();
                text.Append(" } ]");
                break;
            case { HasEntries: true }:
                text.Append(fact.Type == FactType.List ? "[ { \"value\": " : "{ \"value\": ");
                WriteFacts(fact.Entries!.Fields, indent + 2);
                WriteEvidence();
                text.Append(fact.Type == FactType.List ? " } ]" : " }");
                break;
            case { Holder: FactHolder.Reviewer }:
                text.Append("{ \"answer\": null, \"reason\": null }");
                break;
            case { Holder: FactHolder.Case }:
                text.Append("{ \"value\": null");
                WriteEvidence();
                text.Append(" }");
                break;
            default:
                text.Append("null");
                break;
        }
    }

    private void WriteEvidence()
    {
        foreach (string key in EvidenceKeys)
        {
            text.Append(", ").Append(Quoted(key)).Append(": null");
        }
    }

    private string Explanation(FactDescription fact)
    {
        var parts = new List<string>();
        if (fact.Question is { } question)
        {
            parts.Add(question);
        }

        parts.Add(fact.TypeWords + (fact.Type == FactType.List ? (fact.CodeSystem is null ? string.Empty : ", one entry each") + "; \"none\" if there is none" : string.Empty));
        if (fact.Default is { } silence)
        {
            parts.Add(silence + " if not mentioned");
        }

        if (wanted.TryGetValue(fact.Number, out List<string>? demands))
        {
            parts.Add("wanted: " + string.Join("; ", demands));
        }

        parts.AddRange(fact.Notes);
        return string.Join(" | ", parts);
    }

    private void Comment(int indent, string name, string words) =>
        text.Append(' ', indent).Append(Quoted("// " + name)).Append(": ").Append(Quoted(words)).Append(",\n");

    private static string Quoted(string words) => "\"" + JsonEncodedText.Encode(words, JavaScriptEncoder.UnsafeRelaxedJsonEscaping) + "\"";
}
