using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using ImrDsl.Cli.Files;
using ImrDsl.Cli.Output;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Cli.Commands;

/// <summary><c>imr list</c>: the guidelines that come with the tool.</summary>
internal static class ListCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<string> format = Options.Format("text", "json");
        var command = new ImrCommand("list", "List the guidelines that come with this tool.") { Examples = ["imr list", "imr list --format json"] };
        command.Options.Add(format);
        command.SetAction(parsed =>
        {
            GuidelinePlan[] plans = [.. Library.GuidelineIds.SelectMany(Library.EditionsOf).Select(Plan)];
            terminal.Out.Write(parsed.GetRequiredValue(format) == "json" ? AsJson(plans) : AsText(plans));
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

    private static string Edition(GuidelinePlan plan) => plan.InForce.ToString() is { Length: > 0 } inForce ? "; in force " + inForce : string.Empty;

    private static string AsJson(IReadOnlyList<GuidelinePlan> plans) => Json.Of(json =>
    {
        json.WriteStartArray();
        foreach (GuidelinePlan plan in plans)
        {
            json.WriteStartObject();
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

        json.WriteEndArray();

        void WriteDate(string name, PartialDate date)
        {
            if (date.IsKnown)
            {
                json.WriteString(name, date.ToString());
            }
        }
    });
}
