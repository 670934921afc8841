using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using ImrDsl.Runtime.Description;
using ImrDsl.Runtime.Results;
using ImrDsl.Scoring.Batch;
using ImrDsl.Values;

namespace ImrDsl.Cli.Output;

/// <summary>What a batch came to, as tables for people.</summary>
/// <param name="writer">Where they are written.</param>
/// <param name="isTable">Whether the batch is a table: its head, and the further lines of a row of several, are no cases, and nobody left them empty.</param>
internal sealed class BatchText(TextWriter writer, bool isTable)
{
    private const int NameWidth = 44;
    private const int CellWidth = 14;

    /// <summary>The cases, and what was found of each service.</summary>
    public void WriteSummary(BatchCounts counts, IReadOnlyList<GuidelineDescription> guidelines)
    {
        writer.WriteLine(Cases(counts));
        foreach (Outcome outcome in Enum.GetValues<Outcome>())
        {
            writer.WriteLine($"  {Determination.Words(outcome),-22}{Number(counts.Outcomes[(int)outcome]),CellWidth}{Percent(counts.Outcomes[(int)outcome], counts.Cases)}");
        }

        foreach (GuidelineDescription guideline in guidelines)
        {
            (ServiceDescription Service, ServiceCounts Counts)[] seen =
            [
                .. guideline.Services.Select(service => (service, counts.Services.GetValueOrDefault(BatchCounts.KeyOf(guideline.Id, guideline.EffectiveFrom, service.Name))!))
                    .Where(service => service.Item2 is not null),
            ];
            if (seen.Length > 0)
            {
                writer.WriteLine();
                writer.WriteLine(NameOf(guideline));
            }

            foreach ((ServiceDescription service, ServiceCounts found) in seen)
            {
                long requests = found.Findings.Sum();
                writer.WriteLine($"  {service.Name}: {Number(requests)} {(requests == 1 ? "request" : "requests")}");
                foreach (Finding finding in Enum.GetValues<Finding>().Where(finding => found.Findings[(int)finding] > 0))
                {
                    writer.WriteLine($"    {Findings.Words(finding),-28}{Number(found.Findings[(int)finding]),CellWidth}{Percent(found.Findings[(int)finding], requests)}");
                }
            }
        }
    }

    /// <summary>A table: what became of each criterion, and how often it was a reason, or the only one, not to find the service necessary.</summary>
    public void WriteCriteria(BatchCounts counts, IReadOnlyList<GuidelineDescription> guidelines)
    {
        foreach (GuidelineDescription guideline in guidelines)
        {
            foreach (ListDescription list in guideline.Lists.Where(list => list.Criteria.Any(criterion => counts.Criteria.ContainsKey(criterion.Id))))
            {
                WriteLines(guideline, list.Name, list.Criteria.Select(criterion => (guideline.Nodes[criterion.Node], counts.Criteria.GetValueOrDefault(criterion.Id))));
            }

            foreach (ServiceDescription service in guideline.Services)
            {
                string key = BatchCounts.KeyOf(guideline.Id, guideline.EffectiveFrom, service.Name);
                (NodeDescription, CriterionCounts?)[] lines =
                [
                    .. guideline.Nodes.Select(node => (node, counts.Criteria.GetValueOrDefault(BatchCounts.KeyOf(key, node.Number)))).Where(line => line.Item2 is not null),
                ];
                if (lines.Length > 0)
                {
                    WriteLines(guideline, service.Name, lines);
                }
            }
        }
    }

    private void WriteLines(GuidelineDescription guideline, string name, IEnumerable<(NodeDescription Node, CriterionCounts? Counts)> lines)
    {
        writer.WriteLine();
        writer.WriteLine(Row($"{guideline.Id}: {name}", ["met", "not met", "undocumented", "judgement", "decides", "alone"]));
        foreach ((NodeDescription node, CriterionCounts? counts) in lines)
        {
            CriterionCounts found = counts ?? new CriterionCounts();
            string words = node.Title.Length > 0 ? node.Title : node.Words;
            writer.WriteLine(Row("  " + (node.Label.Length > 0 ? node.Label + ". " : string.Empty) + words,
            [
                Number(found.Statuses[(int)Status.Met]), Number(found.Statuses[(int)Status.NotMet]), Number(found.Statuses[(int)Status.NotDocumented]),
                Number(found.Statuses[(int)Status.NeedsJudgement]), Number(found.Decides), Number(found.DecidesAlone),
            ]));
        }
    }

    /// <summary>"1,000 cases scored, 2 lines rejected, 1 empty".</summary>
    public string Cases(BatchCounts counts) => Number(counts.Cases) + (counts.Cases == 1 ? " case scored" : " cases scored")
        + (counts.Rejected > 0 ? ", " + Number(counts.Rejected) + (counts.Rejected == 1 ? " line rejected" : " lines rejected") : string.Empty)
        + (counts.EmptyLines > 0 && !isTable ? ", " + Number(counts.EmptyLines) + " empty" : string.Empty);

    private static string NameOf(GuidelineDescription guideline) =>
        guideline.Id + (guideline.EffectiveFrom.IsKnown ? ", in force from " + guideline.EffectiveFrom : string.Empty);

    private static string Row(string name, IEnumerable<string> cells) =>
        (name.Length > NameWidth ? name[..(NameWidth - 1)] + "…" : name.PadRight(NameWidth)) + string.Concat(cells.Select(cell => cell.PadLeft(CellWidth)));

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Percent(long part, long whole) => whole == 0 ? string.Empty : "  " + (100.0 * part / whole).ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
