using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using ImrDsl.Language.Plan;
using ImrDsl.Runtime.Editions;
using ImrDsl.Scoring;
using ImrDsl.Scoring.Batch.Csv;
using ImrDsl.Scoring.Columns;
using ImrDsl.Scoring.Columns.Reading;
using Xunit;

namespace ImrDsl.Differential.Tests;

/// <summary>Reads lines by the fast reader and by the careful one, and compares what they make of them.</summary>
internal sealed partial class FastReading
{
    private readonly GuidelinePlan[] plans;
    private readonly GuidelineSet guidelines;
    private readonly LineRules rules;
    private readonly CaseLine line;
    private readonly FlatCase expected = new();

    public FastReading(params GuidelinePlan[] plans)
    {
        this.plans = plans;
        guidelines = new GuidelineSet(plans.Select(plan => new PlanEdition(plan)));
        rules = LineRules.Of(plans) ?? throw new InvalidOperationException("A guideline has no flat form.");
        line = new CaseLine(rules);
    }

    /// <summary>How many lines were compared.</summary>
    public int Lines { get; private set; }

    /// <summary>How many of them the fast reader read.</summary>
    public int Fast { get; private set; }

    /// <summary>How many of them hold no case.</summary>
    public int Wrong { get; private set; }

    /// <summary>How many are cases all items of which have a flat form, and in which no fact, not even one that nothing reads, is a range or has more digits.</summary>
    public int Flat { get; private set; }

    /// <summary>Reads a line so often that the fast reader takes what it learned of it for usual.</summary>
    public void GetUsedTo(byte[] utf8)
    {
        const int Often = 150;
        byte[] buffer = [.. utf8, (byte)'\n', .. new byte[80]];
        for (int i = 0; i < Often; i++)
        {
            line.TryRead(buffer, 0, utf8.Length);
        }
    }

    /// <summary>Compares the two readers on a line; says how they differ, or null.</summary>
    public string? Difference(string text) => Difference(Encoding.UTF8.GetBytes(text));

    /// <summary>Compares the two readers on a line; says how they differ, or null.</summary>
    public string? Difference(byte[] utf8)
    {
        // What follows the line must not be taken for its end.
        byte[] buffer = [.. "x\n"u8, .. utf8, (byte)(Lines % 2 == 1 ? '\n' : '\r'), .. Enumerable.Repeat((byte)'}', 80)];
        return Difference(utf8, line.TryRead(buffer, 2, utf8.Length));
    }

    /// <summary>Compares the fast reader of rows with the careful reader of lines; says how they differ, or null.</summary>
    /// <param name="rows">How rows are read.</param>
    /// <param name="block">Holds the row.</param>
    /// <param name="one">Which.</param>
    /// <param name="utf8">The line that is written of it.</param>
    public string? Difference(RowRules rows, RowBlock block, RowCase one, byte[] utf8) => Difference(utf8, line.TryReadRow(rows, block, one));

    /// <summary>How the rows of a table are read.</summary>
    public RowRules RowsOf(CsvLayout layout) => new(rules, layout);

    private string? Difference(byte[] utf8, bool isFast)
    {
        Lines++;
        Fast += isFast ? 1 : 0;
        int edition = isFast ? line.Edition : 0;
        if (isFast && plans.Length > 1 && RouteDifference(utf8) is { } route)
        {
            return route;
        }

        FlatForm form = rules.Editions[edition].Form;
        CaseReading reading = CaseReader.Read(plans[edition], [.. plans.Where(other => other != plans[edition])], utf8, "case");
        Wrong += reading.Errors.Count > 0 ? 1 : 0;
        if (reading.File is not { } file)
        {
            return isFast ? "read, but wrong: " + string.Join("; ", reading.Errors) : null;
        }

        bool areFlat = file.Items.All(item => FlatRecord.TryWrite(form, item.Record, expected));
        Flat += areFlat && !Unusual().IsMatch(Encoding.UTF8.GetString(utf8)) ? 1 : 0;
        return !isFast ? null : !areFlat ? "read, but a record has no flat form" : Difference(form, file);
    }

    // The edition that was chosen decides each item, and it alone.
    private string? RouteDifference(byte[] utf8)
    {
        if (guidelines.Score(utf8).Determination is not { } determination)
        {
            return "read, but wrong";
        }

        GuidelinePlan chosen = plans[line.Edition];
        return determination.Items.Count == line.Items && determination.Items.All(item => item.Guideline == PlanDescription.Of(chosen) && item.EditionWarnings.All(warning => !warning.Contains("chooses the edition", StringComparison.Ordinal)))
            ? null
            : "read for " + chosen.Id + " " + chosen.InForce + ", but decided by " + string.Join(", ", determination.Items.Select(item => item.Guideline.Id + " " + item.Guideline.InForce));
    }

    [GeneratedRegex("\"at least |\"at most |\"-?[0-9.]+ to |[0-9]{12}[.][0-9]")]
    private static partial Regex Unusual();

    private string? Difference(FlatForm form, CaseFile file)
    {
        Assert.Equal(file.Items.Count, line.Items);
        for (int i = file.Items.Count - 1; i >= 0; i--)
        {
            line.Select(i);
            FlatRecord.TryWrite(form, file.Items[i].Record, expected);
            if (line.Service != file.Items[i].Service.Ordinal || line.Flat.DecisionDay != expected.DecisionDay)
            {
                return "item " + i + ": service or decision day";
            }

            foreach (FactPlan fact in form.Plan.Facts.Where(form.IsRead))
            {
                if (Difference(fact, line.Flat, line.Flat.Facts[fact.Number], expected, expected.Facts[fact.Number]) is { } difference)
                {
                    return "item " + i + ": " + difference;
                }
            }
        }

        return null;
    }

    private static string? Difference(FactPlan fact, FlatCase left, FlatFact one, FlatCase right, FlatFact other)
    {
        if (one.Knowledge != other.Knowledge || one.Entries != other.Entries)
        {
            return $"{fact.Name}: {one.Knowledge}, {one.Entries} entries; expected {other.Knowledge}, {other.Entries}";
        }

        (int at, int otherAt) = (one.FirstEntry, other.FirstEntry);
        for (int i = 0; i < one.Entries; i++)
        {
            FlatEntry entry = left.Entries[at];
            FlatEntry otherEntry = right.Entries[otherAt];
            if (Show(entry) != Show(otherEntry))
            {
                return $"{fact.Name}, entry {i}: {Show(entry)}; expected {Show(otherEntry)}";
            }

            IReadOnlyList<FactPlan> fields = fact.EntryKind?.Fields ?? [];
            for (int field = 0; field < fields.Count && entry.FirstField >= 0; field++)
            {
                if (Difference(fields[field], left, left.Facts[entry.FirstField + field], right, right.Facts[otherEntry.FirstField + field]) is { } difference)
                {
                    return fact.Name + ", entry " + i + ": " + difference;
                }
            }

            (at, otherAt) = (entry.Next, otherEntry.Next);
        }

        return null;
    }

    // Places in arrays may differ; what is not known has no value.
    private static string Show(FlatEntry entry) =>
        $"{(entry.IsKnown ? entry.Value : "unknown")} {entry.From} {entry.Period} {entry.IsOngoing} {entry.HasEvidence} {entry.Person} {entry.Kind} {entry.Date} {entry.FirstField >= 0}";
}
