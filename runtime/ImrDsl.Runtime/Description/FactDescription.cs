using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using ImrDsl.Runtime.Cases;

namespace ImrDsl.Runtime.Description;

/// <summary>The types a fact can have.</summary>
public enum FactType : byte
{
    /// <summary>A statement that is so or is not.</summary>
    YesNo,

    /// <summary>A quantity in one unit.</summary>
    Number,

    /// <summary>A date, possibly partial.</summary>
    Date,

    /// <summary>A stretch of time.</summary>
    Period,

    /// <summary>One value of a closed list.</summary>
    Choice,

    /// <summary>Words that are shown and never decide.</summary>
    Text,

    /// <summary>A code of a medical code system.</summary>
    Code,

    /// <summary>Something documented as a whole, with fields.</summary>
    Record,

    /// <summary>Entries with fields.</summary>
    List,
}

/// <summary>Where a case states a fact.</summary>
public enum FactHolder : byte
{
    /// <summary>Under <c>facts</c>.</summary>
    Case,

    /// <summary>Under <c>reviewer</c>: the reviewer decides it.</summary>
    Reviewer,

    /// <summary>Under <c>request</c> of the disputed item.</summary>
    Request,

    /// <summary>The request date, beside the item's service.</summary>
    RequestDate,

    /// <summary>The service date, beside the item's service.</summary>
    ServiceDate,

    /// <summary>The date as of which the item is decided.</summary>
    DecisionDate,

    /// <summary>In an entry of a record or list.</summary>
    Entry,
}

/// <summary>
/// What there is to say of a fact: the words people read, and the rules by which a case file is read. Constant data, one for each
/// fact of a guideline.
/// </summary>
public sealed class FactDescription
{
    private CaseNames? choiceNames;

    /// <summary>A fact.</summary>
    /// <param name="number">Its place among all facts of the guideline, fields included.</param>
    /// <param name="name">The name as declared.</param>
    /// <param name="type">Its type.</param>
    public FactDescription(int number, string name, FactType type)
    {
        Number = number;
        Name = name;
        Type = type;
    }

    /// <summary>Its place in <see cref="GuidelineDescription.Facts"/>; what an account calls it.</summary>
    public int Number { get; }

    /// <summary>The name as declared.</summary>
    public string Name { get; }

    /// <summary>Its type.</summary>
    public FactType Type { get; }

    /// <summary>Where a case states it.</summary>
    public FactHolder Holder { get; init; }

    /// <summary>The question the author wrote, or null.</summary>
    public string? Question { get; init; }

    /// <summary>The unit of a quantity, or null.</summary>
    public string? Unit { get; init; }

    /// <summary>The least value of a quantity, or null.</summary>
    public decimal? Low { get; init; }

    /// <summary>The greatest value of a quantity, or null.</summary>
    public decimal? High { get; init; }

    /// <summary>The step of a quantity, or null: then up to four decimals.</summary>
    public decimal? Step { get; init; }

    /// <summary>The values of a choice, in order; empty for other types.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The code system of a code, or of a list of codes, whose entries have one field; else null.</summary>
    public string? CodeSystem { get; init; }

    /// <summary>The numbers of the facts that are shown beside the question to the reviewer.</summary>
    public IReadOnlyList<int> ShownWith { get; init; } = [];

    /// <summary>What an entry of a record or list holds, or null for other types.</summary>
    public EntryKindDescription? Entries { get; init; }

    /// <summary>What silence counts as, in the author's words (<c>no</c>, <c>date of injury</c>), or null: then silence leaves it open.</summary>
    public string? Default { get; init; }

    /// <summary>The number of the fact that stands in when the record is silent, or −1.</summary>
    public int DefaultFact { get; init; } = -1;

    /// <summary>The author's notes.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether it has entries with fields.</summary>
    public bool HasEntries => Type is FactType.Record or FactType.List;

    /// <summary>Its type in words: <c>yes/no</c>, <c>number 0 to 10, in steps of 0.5</c>, <c>one of medication, surgery</c>, <c>list, an entry for each treatment</c>.</summary>
    public string TypeWords => Type switch
    {
        FactType.YesNo => "yes/no",
        FactType.Number => NumberWords(),
        FactType.Date => "date",
        FactType.Period => "period",
        FactType.Choice => "one of " + string.Join(", ", Choices),
        FactType.Text => "text",
        FactType.Code => CodeSystem + " code",
        FactType.Record => "record",
        FactType.List when CodeSystem is not null => CodeSystem + " codes",
        _ => "list, an entry for each " + (Entries?.Name ?? "one"),
    };

    /// <summary>The values of a choice, for looking them up.</summary>
    internal CaseNames ChoiceNames => choiceNames ??= new CaseNames(Choices);

    private string NumberWords()
    {
        var words = new StringBuilder("number");
        if (Low is { } low && High is { } high)
        {
            words.Append(' ').Append(Show(low)).Append(" to ").Append(Show(high));
        }
        else if (Low is { } least)
        {
            words.Append(" of at least ").Append(Show(least));
        }
        else if (High is { } most)
        {
            words.Append(" of at most ").Append(Show(most));
        }

        if (Unit is not null)
        {
            words.Append(Low is null && High is null ? " in " : " ").Append(Unit);
        }

        return Step is { } step ? words.Append(", in steps of ").Append(Show(step)).ToString() : words.ToString();
    }

    private static string Show(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}

/// <summary>What an entry of a record or list holds. Records and lists of one kind share it.</summary>
public sealed class EntryKindDescription
{
    private CaseNames? fieldNames;
    private CaseNames? keys;

    /// <summary>A kind of entry.</summary>
    /// <param name="name">One entry in words: <c>treatment</c>.</param>
    /// <param name="fields">The fields, in the order declared.</param>
    public EntryKindDescription(string name, params IReadOnlyList<FactDescription> fields)
    {
        Name = name;
        Fields = fields;
    }

    /// <summary>One entry in words.</summary>
    public string Name { get; }

    /// <summary>The fields, in the order declared.</summary>
    public IReadOnlyList<FactDescription> Fields { get; }

    /// <summary>The fields' names, for looking them up.</summary>
    internal CaseNames FieldNames => fieldNames ??= new CaseNames([.. Fields.Select(declared => declared.Name)]);

    /// <summary>The keys that an entry may have, for looking them up: its fields, then those of evidence.</summary>
    internal CaseNames Keys => keys ??= new CaseNames([.. FieldNames.All, .. EvidenceReading.Keys.All]);
}
