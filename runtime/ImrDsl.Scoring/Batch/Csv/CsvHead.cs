using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Runtime.Cases;
using ImrDsl.Runtime.Description;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Batch.Csv;

/// <summary>The parts of a case file in which cells can stand, in the order in which they are written.</summary>
internal enum CsvPart : byte
{
    /// <summary>Of the case itself.</summary>
    Case,

    /// <summary>Of its disputed item.</summary>
    Item,

    /// <summary>A field of the item's request.</summary>
    Request,

    /// <summary>A fact.</summary>
    Facts,

    /// <summary>A reviewer's answer.</summary>
    Reviewer,
}

/// <summary>What a column holds.</summary>
/// <param name="Place">The place of its cells in a row.</param>
/// <param name="Part">Where the value stands in a case file.</param>
/// <param name="Name">The key there.</param>
/// <param name="Field">The key inside: a field of a record, or of evidence; null for the value itself.</param>
internal sealed record CsvColumn(int Place, CsvPart Part, string Name, string? Field)
{
    /// <summary>The key inside as it is written in front of a value; <c>value</c> for the value itself.</summary>
    public CsvKey FieldKey { get; } = new(Field ?? "value");

    /// <summary>Whether it is a quantity, which stands without quotation marks.</summary>
    public bool IsNumber { get; init; }

    /// <summary>Whether "true" and "false" stand without quotation marks.</summary>
    public bool IsYesNo { get; init; }
}

/// <summary>Reads the first row of a table: the names of what stands below.</summary>
internal static class CsvHead
{
    /// <summary>The name of the column that tells the cases of several tables.</summary>
    public const string Id = "id";

    private const string Value = "value";

    private static readonly string[] OfTheCase = [Id, "decision date", "utilization review date", "description", "edition date", "application date", "assignment date"];
    private static readonly string[] OfTheItem = ["service", "code", "quantity", "request date", "service date", "guideline", "body part", "stage", "frequency"];
    private static readonly string[] EvidenceNames = [Value, "by", "kind", "date", "at", "answer", "reason"];

    /// <summary>The columns of a table of cases, those of one part and name together.</summary>
    /// <param name="cells">The first row.</param>
    /// <param name="guidelines">The guidelines whose facts the columns are.</param>
    /// <exception cref="FormatException">A name means nothing, or stands twice; the message says which.</exception>
    public static CsvColumn[] OfCases(IReadOnlyList<CsvCell> cells, IReadOnlyList<GuidelineDescription> guidelines)
    {
        CsvColumn[] columns = [.. cells.Select((cell, place) => OfCase(cell.Text, place, guidelines))];
        if (columns.GroupBy(column => (column.Part, column.Name, column.Field ?? Value)).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new FormatException($"There are two columns “{cells[twice.Last().Place].Text}”.");
        }

        // Items are begun before requests, which stand in them.
        return [.. columns.OrderBy(column => column.Part).ThenBy(column => Array.FindIndex(columns, first => first.Part == column.Part && first.Name == column.Name))];
    }

    /// <summary>The columns of a table of entries of a list; that of the id is not among them.</summary>
    /// <param name="cells">The first row.</param>
    /// <param name="list">The name of the list.</param>
    /// <param name="guidelines">The guidelines of which one has the list.</param>
    /// <param name="id">The place of the id.</param>
    /// <exception cref="FormatException">There is no such list, no id, or a name means nothing.</exception>
    public static CsvColumn[] OfEntries(IReadOnlyList<CsvCell> cells, string list, IReadOnlyList<GuidelineDescription> guidelines, out int id)
    {
        FactDescription[] lists = [.. FactsOf(guidelines).Where(fact => fact.HasEntries)];
        FactDescription fact = Find(lists, list) ?? throw new FormatException($"There is no list “{list}”.{DidYouMean(list, lists.Select(known => known.Name))}");
        id = cells.Select(cell => cell.Text).ToList().FindIndex(name => IsSame(name, Id));
        if (id < 0)
        {
            throw new FormatException($"A column “{Id}” has to say which case each entry belongs to.");
        }

        int idPlace = id;
        return [.. cells.Select((cell, place) => (cell.Text, place)).Where(column => column.place != idPlace).Select(column => OfField(fact, column.Text, column.place, CsvPart.Facts))];
    }

    private static CsvColumn OfCase(string name, int place, IReadOnlyList<GuidelineDescription> guidelines)
    {
        if (Array.Find(OfTheCase, known => IsSame(known, name)) is { } ofCase)
        {
            return new CsvColumn(place, CsvPart.Case, ofCase, null);
        }

        if (Array.Find(OfTheItem, known => IsSame(known, name)) is { } ofItem)
        {
            return new CsvColumn(place, CsvPart.Item, ofItem, null) { IsNumber = ofItem == "quantity" };
        }

        // "pathology: kind"; a name of a fact may hold a colon itself.
        FactDescription[] facts = [.. FactsOf(guidelines)];
        int colon = name.LastIndexOf(':');
        FactDescription? fact = Find(facts, name);
        string? field = fact is null && colon > 0 ? name[(colon + 1)..].Trim() : null;
        fact ??= colon > 0 ? Find(facts, name[..colon].Trim()) : null;
        if (fact is null)
        {
            throw new FormatException($"The column “{name}” is nothing a case has.{DidYouMean(name, [.. OfTheCase, .. OfTheItem, .. facts.Select(NameOf)])}");
        }

        CsvPart part = fact.Holder switch { FactHolder.Reviewer => CsvPart.Reviewer, FactHolder.Request => CsvPart.Request, _ => CsvPart.Facts };
        return field is null ? Of(fact, new CsvColumn(place, part, NameOf(fact), null)) : OfField(fact, field, place, part);
    }

    private static CsvColumn OfField(FactDescription fact, string name, int place, CsvPart part)
    {
        IReadOnlyList<FactDescription> fields = fact.Entries?.Fields ?? [];
        if (Find(fields, name) is { } field)
        {
            return Of(field, new CsvColumn(place, part, NameOf(fact), field.Name));
        }

        return Array.Find(EvidenceNames, known => IsSame(known, name)) is { } evidence
            ? Of(fact, new CsvColumn(place, part, NameOf(fact), evidence)) with { IsNumber = evidence == Value && fact.Type == FactType.Number }
            : throw new FormatException($"“{fact.Name}” has no “{name}”.{DidYouMean(name, [.. fields.Select(known => known.Name), .. EvidenceNames])}");
    }

    private static CsvColumn Of(FactDescription fact, CsvColumn column) =>
        column with { IsNumber = fact.Type == FactType.Number, IsYesNo = fact.Type == FactType.YesNo && column.Field is not ("by" or "kind" or "date" or "at" or "reason") };

    private static IEnumerable<FactDescription> FactsOf(IReadOnlyList<GuidelineDescription> guidelines) => guidelines.SelectMany(guideline => guideline.Facts)
        .Where(fact => fact.Holder is FactHolder.Case or FactHolder.Reviewer or FactHolder.Request);

    private static string NameOf(FactDescription fact) => fact.Holder == FactHolder.Request ? GuidelineDescription.RequestName(fact.Name) : fact.Name;

    private static FactDescription? Find(IEnumerable<FactDescription> facts, string name) =>
        facts.FirstOrDefault(fact => IsSame(fact.Name, name)) ?? facts.FirstOrDefault(fact => IsSame(NameOf(fact), name));

    private static bool IsSame(string one, string other) => new CaseNames(one).IndexOf(other) == 0;

    private static string DidYouMean(string name, IEnumerable<string> known) => Spelling.Nearest(name, [.. known]) is { } nearest ? $" Did you mean “{nearest}”?" : string.Empty;
}
