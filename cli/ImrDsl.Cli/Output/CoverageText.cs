using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using ImrDsl.Scoring.Coverage;

namespace ImrDsl.Cli.Output;

/// <summary>What examples show of guidelines, as a table for people: a line for each service and criterion, a column for each outcome.</summary>
internal sealed class CoverageText(TextWriter writer, Colour colour)
{
    private const int NameWidth = 60;
    private const string Missing = "MISSING";

    private static readonly CoverageOutcome[] Outcomes = Enum.GetValues<CoverageOutcome>();

    /// <summary>Prints all guidelines, and the total if there are several.</summary>
    /// <param name="covered">The guidelines.</param>
    /// <param name="isQuiet">Whether only lines with something missing are shown.</param>
    public void Write(IReadOnlyList<GuidelineCoverage> covered, bool isQuiet)
    {
        foreach (GuidelineCoverage guideline in covered)
        {
            Write(guideline, isQuiet);
        }

        if (covered.Count > 1)
        {
            writer.WriteLine("All guidelines: " + Share(covered.Sum(one => one.Seen), covered.Sum(one => one.Wanted)));
        }
    }

    /// <summary>"57 of 80 outcomes shown (71 %)".</summary>
    public static string Share(int seen, int wanted) => string.Create(
        CultureInfo.InvariantCulture, $"{seen} of {wanted} outcomes shown ({GuidelineCoverage.PercentOf(seen, wanted)} %)");

    private void Write(GuidelineCoverage guideline, bool isQuiet)
    {
        string head = $"{guideline.Plan.Id} ({guideline.Plan.File.Path}): {Share(guideline.Seen, guideline.Wanted)}";
        writer.WriteLine(guideline.Percent == 100 ? colour.Good(head) : colour.Warning(head));
        if (isQuiet && guideline.Percent == 100)
        {
            return;
        }

        writer.WriteLine(Row(string.Empty, Outcomes.Select(CoveredLine.Words)));
        string? section = null;
        foreach (CoveredLine line in guideline.Services.Concat(guideline.Lines).Where(line => !isQuiet || line.Missing.Any()))
        {
            string at = line.Condition is null ? "services"
                : line.Criterion is { } criterion ? "criteria for " + criterion.List.Name
                : "lines of " + line.Service!.Name;
            if (at != section)
            {
                writer.WriteLine("  " + at);
                section = at;
            }

            string label = line.Label.Length > 0 ? line.Label + ". " : string.Empty;
            writer.WriteLine(Row("    " + label + line.Name, Outcomes.Select(outcome =>
                !line.Wanted.Contains(outcome) ? string.Empty : line.SeenIn(outcome) is null ? Missing : "shown")));
        }

        writer.WriteLine();
    }

    private string Row(string name, IEnumerable<string> cells)
    {
        var row = new StringBuilder(name.Length > NameWidth ? name[..(NameWidth - 1)] + "…" : name.PadRight(NameWidth));
        foreach ((string cell, CoverageOutcome outcome) in cells.Zip(Outcomes))
        {
            int width = Math.Max(CoveredLine.Words(outcome).Length, Missing.Length);
            row.Append("  ").Append(Paint(cell)).Append(' ', width - cell.Length);
        }

        return row.ToString().TrimEnd();
    }

    private string Paint(string cell) => cell == Missing ? colour.Error(cell) : cell;
}
