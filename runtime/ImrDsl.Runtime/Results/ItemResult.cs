using System.Collections.Generic;
using ImrDsl.Runtime.Cases;
using ImrDsl.Runtime.Description;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Results;

/// <summary>A fact that could settle an open result, and that the record does not document well enough.</summary>
public sealed record MissingFact
{
    /// <summary>Its number in the guideline.</summary>
    public required int Fact { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The record or list whose entries it is a field of; null for a fact of the case.</summary>
    public string? Of { get; init; }

    /// <summary>Which entries of <see cref="Of"/> lack it, if it is some of several: "2013-11-19", "entries 1 and 3"; else empty.</summary>
    public string Which { get; init; } = string.Empty;

    /// <summary>The author's question, or null.</summary>
    public string? Question { get; init; }

    /// <summary>What is asked: its type, or the author's words where documentation is asked.</summary>
    public required string Wanted { get; init; }

    /// <summary>Whether <see cref="Wanted"/> says more than the question: documentation, a unit, a list of values.</summary>
    public bool NeedsWanted { get; init; }

    /// <summary>What is missing: "not mentioned", "said to be unknown".</summary>
    public required string Problem { get; init; }

    /// <summary>The criteria that ask for it.</summary>
    public required IReadOnlyList<string> Criteria { get; init; }

    /// <summary>Whether a reviewer has to decide it.</summary>
    public bool IsJudgement { get; init; }
}

/// <summary>A sentence of a result with the criterion it belongs to.</summary>
/// <param name="Criterion">The criterion, by its label, title or words.</param>
/// <param name="Statement">The sentence.</param>
public sealed record CitedStatement(string Criterion, Statement Statement);

/// <summary>What a guideline says of one disputed item.</summary>
public sealed record ItemResult
{
    /// <summary>The guideline that decides it.</summary>
    public required GuidelineDescription Guideline { get; init; }

    /// <summary>Its place in the case file, from 0.</summary>
    public required int Number { get; init; }

    /// <summary>What was asked for, and when.</summary>
    public required DisputedItem Item { get; init; }

    /// <summary>The name of the service.</summary>
    public required string Service { get; init; }

    /// <summary>The title of the service, or its name.</summary>
    public required string ServiceTitle { get; init; }

    /// <summary>The finding.</summary>
    public required Finding Finding { get; init; }

    /// <summary>What becomes of the denial.</summary>
    public required Decision Decision { get; init; }

    /// <summary>How much of what is requested is necessary; null for a service that is decided without amounts, or that is not addressed.</summary>
    public ItemQuantity? Quantity { get; init; }

    /// <summary>The amounts where a part is necessary: two such findings are the same only if their amounts are.</summary>
    internal Quantity? AmountsInPart => Finding == Finding.NecessaryInPart ? Quantity?.Amounts : null;

    /// <summary>The finding in the words of determinations, of a part with the amount: "medically necessary in part, 6 of 12 visits".</summary>
    internal string FindingWords => Findings.Words(Finding) + (Finding == Finding.NecessaryInPart ? ", " + Quantity?.Words : string.Empty);

    /// <summary>Why, in a few words: "not established, 9 facts missing". Never empty.</summary>
    public required string Reason { get; init; }

    /// <summary>The lists of which the service uses criteria, in the order of the guideline.</summary>
    public IReadOnlyList<ListResult> Lists { get; init; } = [];

    /// <summary>The lines of the service itself, in the order in which they are shown.</summary>
    public IReadOnlyList<LineResult> Lines { get; init; } = [];

    /// <summary>Evidence in the record against what the guideline asks.</summary>
    public IReadOnlyList<CitedStatement> Contrary { get; init; } = [];

    /// <summary>What the record does not document, the reviewer's questions last.</summary>
    public IReadOnlyList<MissingFact> Missing { get; init; } = [];

    /// <summary>The defaults of the author that were used.</summary>
    public IReadOnlyList<CitedStatement> Defaults { get; init; } = [];

    /// <summary>Rules of the language that decided, and what was left out of account.</summary>
    public IReadOnlyList<CitedStatement> Remarks { get; init; } = [];

    /// <summary>What would settle it, or change the answer; null if nobody looked.</summary>
    public Settling? Settling { get; init; }

    /// <summary>The author's notes on the service.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>How the edition was chosen: "1 of 2 editions, by the decision date"; empty if there is one only.</summary>
    public string EditionChoice { get; init; } = string.Empty;

    /// <summary>Whether it decides the item; false for a guideline that comes after another one in the order of authorities.</summary>
    public bool Governs { get; init; } = true;

    /// <summary>Its place among the guidelines that decide the item, in words; empty if it is the only one.</summary>
    public string Order { get; init; } = string.Empty;

    /// <summary>What other guidelines say that is not the same.</summary>
    public IReadOnlyList<string> Conflicts { get; init; } = [];

    /// <summary>Warnings that the dates of the item fall outside the edition of the guideline, or into another one.</summary>
    public IReadOnlyList<string> EditionWarnings { get; init; } = [];
}
