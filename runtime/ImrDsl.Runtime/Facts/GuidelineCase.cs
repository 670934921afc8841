using ImrDsl.Values;

namespace ImrDsl.Runtime;

/// <summary>
/// One disputed item of a case, with the facts of the case, as one guideline sees them. The facts a guideline declares are properties
/// of the derived record; here stand those that every case has.
/// </summary>
public abstract record GuidelineCase
{
    /// <summary>The date as of which the case is decided.</summary>
    public required CalendarDate DecisionDate { get; init; }

    /// <summary>The date of injury.</summary>
    public Fact<PartialDate> DateOfInjury { get; init; }

    /// <summary>The date of birth.</summary>
    public Fact<PartialDate> DateOfBirth { get; init; }

    /// <summary>The date of the request for the disputed item.</summary>
    public Fact<PartialDate> RequestDate { get; init; }

    /// <summary>The date of the disputed service.</summary>
    public Fact<PartialDate> ServiceDate { get; init; }

    /// <summary>The name of the type: what a case holds belongs in no log.</summary>
    public sealed override string ToString() => GetType().Name;
}
