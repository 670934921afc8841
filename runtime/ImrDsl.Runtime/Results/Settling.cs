using System;
using System.Collections.Generic;
using System.Globalization;

namespace ImrDsl.Runtime.Results;

/// <summary>What would settle an open item, and with which smallest changes of the facts it would be medically necessary.</summary>
/// <param name="ToEstablish">Sets of undocumented facts with which the service would be medically necessary.</param>
/// <param name="ToRefute">Sets of undocumented facts with which it would not be.</param>
/// <param name="Changes">Sets of facts that would have to be otherwise than the record has them for the service to be medically necessary.</param>
public sealed record Settling(SettlingSets ToEstablish, SettlingSets ToRefute, SettlingSets Changes);

/// <summary>Sets of facts, smallest first: all of up to three facts, and if there are none, the smallest ones.</summary>
/// <param name="Sets">The sets. Within a set every fact is needed; of the sets, one suffices.</param>
/// <param name="More">How many more, larger sets there are.</param>
/// <param name="MayBeMore">Whether there may be still more than <paramref name="More"/>: there were too many to count.</param>
public sealed record SettlingSets(IReadOnlyList<IReadOnlyList<SettlingFact>> Sets, int More, bool MayBeMore)
{
    /// <summary>No set.</summary>
    public static SettlingSets None { get; } = new([], 0, false);
}

/// <summary>A fact of a set, and what the record would have to say of it.</summary>
public sealed record SettlingFact
{
    /// <summary>Its number in the guideline.</summary>
    public required int Fact { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The list or record whose entry it is a field of; null for a fact of the case.</summary>
    public string? Of { get; init; }

    /// <summary>The place of that entry, from 0; -1 for a fact of the case.</summary>
    public int Entry { get; init; } = -1;

    /// <summary>The name with the list or record it is a field of: "medication was reduced (entry 2 of blocks)".</summary>
    internal string NameInList => Of is null ? Name
        : Name + " (" + (Entry < 0 ? string.Empty : "entry " + (Entry + 1).ToString(CultureInfo.InvariantCulture) + " of ") + Of + ")";

    /// <summary>The fact and what the record would have to say of it: "sepsis: no"; a line of the guideline that begins with the name says it alone.</summary>
    internal string Words => Value.Length == 0 ? NameInList
        : Of is null && Value.StartsWith(Name + " ", StringComparison.OrdinalIgnoreCase) ? Value
        : NameInList + ": " + Value;

    /// <summary>What it would have to say: "yes", "at least 50%"; of a list, a record or a stretch of time the guideline's own words: "≥6 months failed conservative care".</summary>
    public required string Value { get; init; }

    /// <summary>Whether <see cref="Value"/> is a value, and not what the guideline asks of a list, a record or a stretch of time.</summary>
    public bool IsSingleValue { get; init; }

    /// <summary>What is still missing of an amount that the record holds in part: "4 of 6 months documented, 2 more needed"; empty otherwise.</summary>
    public required string Shortfall { get; init; }

    /// <summary>The author's question, or null.</summary>
    public string? Question { get; init; }

    /// <summary>The criteria that ask for it.</summary>
    public required IReadOnlyList<string> Criteria { get; init; }

    /// <summary>Whether a reviewer has to decide it.</summary>
    public bool IsJudgement { get; init; }
}
