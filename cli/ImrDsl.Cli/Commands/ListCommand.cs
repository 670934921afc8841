using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Text.Json;
using ImrDsl.Cli.Files;
using ImrDsl.Cli.Output;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Cli.Commands;

/// <summary><c>imr list</c>: the guidelines that come with the tool, and the vocabularies they share.</summary>
internal static class ListCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<string> format = Options.Format("text", "json");
        var command = new ImrCommand("list", "List the guidelines and shared vocabularies that come with this tool.") { Examples = ["imr list", "imr list --format json"] };
        command.Options.Add(format);
        command.SetAction(parsed =>
        {
            GuidelinePlan[] plans = [.. Library.GuidelineIds.SelectMany(Library.EditionsOf).Select(Plan)];
            VocabularyPlan[] shared = [.. Library.Vocabularies.Select(file => Compilation.Create(file, Library.Find).Vocabulary!)];
            terminal.Out.Write(parsed.GetRequiredValue(format) == "json" ? AsJson(plans, shared) : AsText(plans) + AsText(shared));
            return ExitCode.Done;
        });
        return command;
    }

    // The library is compiled by the build, so its files have plans.
    private static GuidelinePlan Plan(SourceText file) => Compilation.Create(file, Library.Find).Plan!;

    private static string AsText(IReadOnlyList<GuidelinePlan> plans)
    {
        int width = plans.Select(plan => plan.Id.Length).DefaultIfEmpty().Max();
        return string.Concat(plans.SelectMany(plan => new[]
        {
            $"{plan.Id.PadRight(width)}  {plan.Title}\n",
            $"{new string(' ', width)}  {plan.Source}{Edition(plan)}; compared with its source: {(plan.Verified.Length > 0 ? plan.Verified : "not said")}\n",
            $"{new string(' ', width)}  services: {string.Join(", ", plan.Services.Select(service => service.Name))}\n",
        }));
    }

    // The declarations of a vocabulary are its documentation, so they are shown as they stand.
    private static string AsText(IReadOnlyList<VocabularyPlan> vocabularies) => "\nShared vocabularies, for guidelines that say “use ID”:\n"
        + string.Concat(vocabularies.Select(vocabulary =>
        {
            var outline = new VocabularyOutline(vocabulary.File);
            return $"\n{vocabulary.Id}\n" + string.Concat(outline.Lines.Select(line => "  " + line + "\n"));
        }));

    private static string Edition(GuidelinePlan plan) => plan.InForce.ToString() is { Length: > 0 } inForce ? "; in force " + inForce : string.Empty;

    private static string AsJson(IReadOnlyList<GuidelinePlan> plans, IReadOnlyList<VocabularyPlan> vocabularies) => Json.Of(json =>
    {
        json.WriteStartArray();
        foreach (GuidelinePlan plan in plans)
        {
            json.WriteStartObject();
            json.WriteString("kind", "guideline");
            json.WriteString("id", plan.Id);
            json.WriteString("title", plan.Title);
            json.WriteString("authority", Authorities.Words(plan.Authority));
            json.WriteString("source", plan.Source);
            WriteDate("effectiveFrom", plan.EffectiveFrom);
            WriteDate("effectiveTo", plan.EffectiveTo);
            json.WriteString("verified", plan.Verified);
            json.WriteStartArray("services");
            foreach (ServicePlan service in plan.Services)
            {
                json.WriteStringValue(service.Name);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        foreach (VocabularyPlan vocabulary in vocabularies)
        {
            Write(json, vocabulary);
        }

        json.WriteEndArray();

        void WriteDate(string name, PartialDate date)
        {
            if (date.IsKnown)
            {
                json.WriteString(name, date.ToString());
            }
        }
    });

    private static void Write(Utf8JsonWriter json, VocabularyPlan vocabulary)
    {
        var outline = new VocabularyOutline(vocabulary.File);
        json.WriteStartObject();
        json.WriteString("kind", "vocabulary");
        json.WriteString("id", vocabulary.Id);
        json.WriteString("about", outline.About);
        json.WriteStartArray("facts");
        foreach (FactPlan fact in vocabulary.Facts)
        {
            Write(json, fact);
        }

        json.WriteEndArray();
        json.WriteStartArray("entries");
        foreach (EntryKindPlan entry in vocabulary.EntryKinds)
        {
            json.WriteStartObject();
            json.WriteString("name", entry.Name);
            json.WriteStartArray("fields");
            foreach (FactPlan field in entry.Fields)
            {
                Write(json, field);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteAll("definitions", outline.Declarations("define"));
        WriteAll("tables", outline.Lines.Where(line => line.StartsWith("table ", StringComparison.Ordinal)).Select(line => line["table ".Length..]));
        json.WriteEndObject();

        void WriteAll(string name, IEnumerable<string> declarations)
        {
            json.WriteStartArray(name);
            foreach (string declaration in declarations)
            {
                json.WriteStringValue(declaration);
            }

            json.WriteEndArray();
        }
    }

    private static void Write(Utf8JsonWriter json, FactPlan fact)
    {
        json.WriteStartObject();
        json.WriteString("name", fact.Name);
        json.WriteString("type", fact.Kind == FactKind.YesNo ? "yes/no" : fact.Choice is { IsScale: true } ? "scale" : Declared(fact.Kind));
        if (fact.EntryKind is { } entry)
        {
            json.WriteString("entry", entry.Name);
        }

        if (fact.Choice is { } choice)
        {
            json.WriteStartArray("values");
            foreach (string value in choice.Values)
            {
                json.WriteStringValue(value);
            }

            json.WriteEndArray();
        }

        if (fact.Range?.Unit is { } unit)
        {
            json.WriteString("unit", unit);
        }

        json.WriteEndObject();
    }

    // The word that declares a fact of a kind.
    private static string Declared(FactKind kind) => kind == FactKind.Choice ? "one of" : kind.ToString().ToLowerInvariant();
}
