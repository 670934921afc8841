using System.Collections.Generic;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Cases;

/// <summary>Which date of a case serves as its decision date.</summary>
public enum DecisionDateSource : byte
{
    /// <summary>The decision date itself.</summary>
    DecisionDate,

    /// <summary>The date of the utilization review, because the case gives no decision date.</summary>
    UtilizationReviewDate,

    /// <summary>The date of the request, because the case gives neither.</summary>
    RequestDate,
}

/// <summary>What a case file says of the case itself.</summary>
public sealed record CaseInfo
{
    /// <summary>The id; empty if not given.</summary>
    public string Id { get; init; } = string.Empty;

    /// <summary>What the case is, in the words of the file; or null.</summary>
    public string? Description { get; init; }

    /// <summary>The decision date; unknown if not given.</summary>
    public PartialDate DecisionDate { get; init; }

    /// <summary>The date of the utilization review; unknown if not given.</summary>
    public PartialDate UtilizationReviewDate { get; init; }

    /// <summary>The date that chooses the editions of guidelines in place of the one they name; unknown if not given.</summary>
    public PartialDate EditionDate { get; init; }
}

/// <summary>One disputed item of a case file: what was asked for, and when.</summary>
public sealed record DisputedItem
{
    /// <summary>The number of the service in the guideline; −1 if another guideline, read beside this one, decides it.</summary>
    public int Service { get; init; } = -1;

    /// <summary>The code as given, or null.</summary>
    public string? Code { get; init; }

    /// <summary>What was asked for, in the words of the request; or null.</summary>
    public string? Description { get; init; }

    /// <summary>How much was asked for; null if not given.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>The date of the request; unknown if not given.</summary>
    public PartialDate RequestDate { get; init; }

    /// <summary>The date of the service; unknown if not given.</summary>
    public PartialDate ServiceDate { get; init; }

    /// <summary>The date as of which the item is decided.</summary>
    public CalendarDate DecisionDate { get; init; }

    /// <summary>Which date that is.</summary>
    public DecisionDateSource DecisionDateSource { get; init; }
}

/// <summary>The frame of a case file: everything but its facts.</summary>
/// <param name="Info">What it says of the case itself.</param>
/// <param name="Items">The disputed items, in order.</param>
public sealed record CaseFrame(CaseInfo Info, IReadOnlyList<DisputedItem> Items);
