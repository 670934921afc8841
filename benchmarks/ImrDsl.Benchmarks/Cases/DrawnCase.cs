using System;
using System.Collections.Generic;
using ImrDsl.Guidelines.Common.ConservativeCare;
using ImrDsl.Guidelines.Common.MorphineEquivalent;
using ImrDsl.Guidelines.Mtus;
using ImrDsl.Values;

namespace ImrDsl.Benchmarks.Cases;

/// <summary>
/// One made-up request for permanent implantation, before it is put into anybody's types. Null is silence; an empty list is "none"; an
/// unknown date is silence.
/// </summary>
internal sealed record DrawnCase
{
    public required CalendarDate DecisionDate { get; init; }

    public required PartialDate RequestDate { get; init; }

    public PartialDate DateOfInjury { get; init; }

    public PartialDate PainOnset { get; init; }

    public Idds.PurposeOfThePump? PurposeOfThePump { get; init; }

    public IReadOnlyList<DrawnTreatment>? ConservativeCare { get; init; }

    public DrawnEvaluation? PsychologicalEvaluation { get; init; }

    public DrawnTrial? SpinalOpioidTrial { get; init; }

    public bool? PainIsMalignant { get; init; }

    public bool? PainIsIntractable { get; init; }

    public bool? Pathology { get; init; }

    /// <summary>The kind of evidence of the pathology, or null.</summary>
    public string? PathologyKind { get; init; }

    public bool? FurtherSurgeryIsIndicated { get; init; }

    public bool? OtherTreatmentIsLikelyToHelp { get; init; }

    public bool? Sepsis { get; init; }

    public bool? Coagulopathy { get; init; }

    public bool? OtherContraindication { get; init; }

    public bool? StrongOpioidsFailed { get; init; }

    public bool? SideEffectsAreIntolerable { get; init; }

    /// <summary>In months.</summary>
    public decimal? LifeExpectancy { get; init; }

    public bool? TumorEncroachment { get; init; }

    /// <summary>The kind of evidence of the encroachment, or null.</summary>
    public string? TumorKind { get; init; }

    public bool? SpasticityIsSevere { get; init; }

    public bool? OralBaclofenFailed { get; init; }

    /// <summary>The facts that carry evidence that nobody asks for.</summary>
    public required IReadOnlySet<string> Evidenced { get; init; }
}

/// <summary>A treatment that was tried.</summary>
internal sealed record DrawnTreatment(
    TreatmentKind Kind, PartialDate From, PartialDate To, bool IsOngoing, TreatmentResult? Result, bool? IsContraindicated);

/// <summary>A psychological evaluation; none took place if <paramref name="IsNone"/>.</summary>
internal sealed record DrawnEvaluation(bool IsNone, string? By, PartialDate Date, bool? PainIsPrimarilyPsychological, bool? BenefitIsExpected);

/// <summary>A trial of spinal opioids; none took place if <paramref name="IsNone"/>.</summary>
internal sealed record DrawnTrial(
    bool IsNone,
    PartialDate Date,
    decimal? PainBefore,
    decimal? PainAfter,
    decimal? Relief,
    bool? FunctionalImprovement,
    IReadOnlyList<DrawnOpioid>? OpioidsBefore,
    IReadOnlyList<DrawnOpioid>? OpioidsAfter);

/// <summary>An opioid that is taken; the dose in mg a day.</summary>
internal sealed record DrawnOpioid(OpioidDrug Drug, decimal? DailyDose);
