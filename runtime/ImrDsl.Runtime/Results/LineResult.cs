using System.Collections.Generic;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Results;

/// <summary>What a statement of a result is about.</summary>
public enum StatementKind : byte
{
    /// <summary>Evidence against what the line asks.</summary>
    Contrary,

    /// <summary>Something the record does not document.</summary>
    Missing,

    /// <summary>A question that only a reviewer can answer.</summary>
    Judgement,

    /// <summary>Evidence for what the line asks.</summary>
    Support,

    /// <summary>A default of the author that was used because the record is silent.</summary>
    Default,

    /// <summary>A rule of the language that decided, or what was left out of account.</summary>
    Remark,

    /// <summary>A statement of the record that says otherwise and does not count, because another one does.</summary>
    SetAside,
}

/// <summary>One sentence of a result, in the words of the guideline.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Text">The sentence, without a full stop.</param>
/// <param name="Evidence">The evidence it rests on, or null.</param>
public sealed record Statement(StatementKind Kind, string Text, Evidence? Evidence = null)
{
    /// <summary>The end of the text that the guideline says, not the record: "; cervical or lumbar is required". The evidence is for what stands before it.</summary>
    public string Requirement { get; init; } = string.Empty;
}

/// <summary>How a line's parts make it up.</summary>
public enum Combination : byte
{
    /// <summary>Every part is required.</summary>
    All,

    /// <summary>One part suffices.</summary>
    Any,

    /// <summary>A number of parts is asked.</summary>
    Some,
}

/// <summary>The result of a line of a guideline: a criterion, or a part of one.</summary>
public sealed record LineResult
{
    internal const string AgainstLead = "not recommended when";

    internal const string ScopeLead = "scope";

    /// <summary>The number of its node in the guideline.</summary>
    public required int Node { get; init; }

    /// <summary>The stable id of a criterion, or empty.</summary>
    public string Id { get; init; } = string.Empty;

    /// <summary>The label, or empty.</summary>
    public string Label { get; init; } = string.Empty;

    /// <summary>The title, or empty.</summary>
    public string Title { get; init; } = string.Empty;

    /// <summary>The author's words; for a block its head.</summary>
    public string Words { get; init; } = string.Empty;

    /// <summary>
    /// How the line is tied to what stands above: <c>scope</c>, <c>unless</c>, <c>applies only when</c>, <c>excused when</c>,
    /// <c>not recommended when</c>; or empty.
    /// </summary>
    public string Lead { get; init; } = string.Empty;

    /// <summary>The source the author cites, or null.</summary>
    public string? Citation { get; init; }

    /// <summary>The author's notes.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The result; of a line that must not be met (<c>none of</c>), whether that is so.</summary>
    public required Status Status { get; init; }

    /// <summary>Whether it must not be met: it stands below <c>none of</c>. Its words say what must not be.</summary>
    public bool MustNotHold { get; init; }

    /// <summary>The status in words. Of a line that must not be met: whether what it says holds.</summary>
    internal string StatusWords => (MustNotHold, Status) switch
    {
        (true, Status.Met) => "does not hold",
        (true, Status.NotMet) => "holds",
        _ => Findings.Words(Status),
    };

    /// <summary>Why: contrary evidence, then what is missing, then the rest.</summary>
    public IReadOnlyList<Statement> Statements { get; init; } = [];

    /// <summary>How the parts make it up.</summary>
    public Combination Combination { get; init; }

    /// <summary>The parts, in the order in which they are shown: not met, not documented, needs judgement, met, not applicable.</summary>
    public IReadOnlyList<LineResult> Parts { get; init; } = [];

    /// <summary>Whether it says when the guideline recommends against the service: then it speaks against the service if it is met.</summary>
    public bool IsAgainst => Lead == AgainstLead;

    /// <summary>What to call the line in a sentence: its label, or its title, or its words.</summary>
    public string Reference => Label.Length > 0 ? Label : Title.Length > 0 ? Title : "“" + Words + "”";
}

/// <summary>The results of a list of criteria.</summary>
/// <param name="Name">What the list is for.</param>
/// <param name="Scope">The line that says when it applies; null: always.</param>
/// <param name="Criteria">Its criteria in the order in which they are shown; those the service does not use are not applicable.</param>
/// <param name="Notes">The author's notes.</param>
public sealed record ListResult(string Name, LineResult? Scope, IReadOnlyList<LineResult> Criteria, IReadOnlyList<string> Notes)
{
    /// <summary>Whether the list does not apply to the request.</summary>
    public bool IsOutOfScope => Scope is { Status: Status.NotMet or Status.NotApplicable };

    /// <summary>Whether its criteria are asked only to recommend against the service: then each of them <see cref="LineResult.IsAgainst"/>.</summary>
    public bool IsAgainst { get; init; }
}
