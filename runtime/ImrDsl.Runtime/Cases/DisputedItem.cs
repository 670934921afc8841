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

    /// <summary>The day the application for review was received; unknown if not given.</summary>
    public PartialDate ApplicationDate { get; init; }

    /// <summary>The day the case was assigned to a reviewer; unknown if not given.</summary>
    public PartialDate AssignmentDate { get; init; }

    /// <summary>What the file says of the reviewer.</summary>
    public ReviewerInfo Reviewer { get; init; } = new();
}

/// <summary>What qualifies the reviewer of a case, in the words of the file; null where it says nothing. Never made up.</summary>
public sealed record ReviewerInfo
{
    /// <summary>The specialty: <c>Preventive Medicine</c>.</summary>
    public string? Specialty { get; init; }

    /// <summary>The subspecialty, if there is one: <c>Occupational Medicine</c>.</summary>
    public string? Subspecialty { get; init; }

    /// <summary>The state in which the reviewer is licensed to practice.</summary>
    public string? LicenceState { get; init; }

    /// <summary>The years in active clinical practice: <c>12</c>, <c>more than five</c>.</summary>
    public string? YearsOfPractice { get; init; }

    /// <summary>The hours a week in active practice: <c>30</c>, <c>at least 24</c>.</summary>
    public string? HoursAWeek { get; init; }
}

/// <summary>One disputed item of a case file: what was asked for, and when.</summary>
public sealed record DisputedItem
{
    /// <summary>
    /// Facts of which the case says what only another of the guidelines that read it understands, as a value of its own closed list: for this guideline they
    /// are not mentioned. Names, each with what this guideline asks of it: "setting (one of hospital, home)".
    /// </summary>
    public IReadOnlyList<string> PassedOver { get; init; } = [];

    /// <summary>The number of the service in the guideline; −1 if another guideline, read beside this one, decides it.</summary>
    public int Service { get; init; } = -1;

    /// <summary>The service as the file names it, or null.</summary>
    public string? ServiceName { get; init; }

    /// <summary>The ids of the guidelines that are to decide it; empty: all that know its service or code.</summary>
    public IReadOnlyList<string> Guidelines { get; init; } = [];

    /// <summary>The code as given, or null.</summary>
    public string? Code { get; init; }

    /// <summary>What was asked for, in the words of the request; or null.</summary>
    public string? Description { get; init; }

    /// <summary>How much was asked for; null if not given.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>How much of it was given before this request; null if not said.</summary>
    public decimal? UnitsUsed { get; init; }

    /// <summary>The number of the fact that <see cref="UnitsUsed"/> states, because the guideline counts it and the facts leave it out; or −1.</summary>
    public int UnitsUsedFact { get; init; } = -1;

    /// <summary>How often, in the words of the request: <c>2 times a week for 6 weeks</c>; or null.</summary>
    public string? Frequency { get; init; }

    /// <summary>The part of the body, in the words of the request; or null.</summary>
    public string? BodyPart { get; init; }

    /// <summary>The stage of treatment, in the words of the request: <c>trial</c>; or null.</summary>
    public string? Stage { get; init; }

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
