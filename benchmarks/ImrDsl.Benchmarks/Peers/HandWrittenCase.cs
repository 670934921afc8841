using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Benchmarks.Cases;
using ImrDsl.Guidelines.Common.ConservativeCare;
using ImrDsl.Guidelines.Common.MorphineEquivalent;
using ImrDsl.Guidelines.Mtus;
using ImrDsl.Values;

namespace ImrDsl.Benchmarks.Peers;

/// <summary>
/// A case as a C# programmer would write it down who needs no evidence but what the criteria ask for, and no partial dates: null is not
/// documented, an empty list is "none".
/// </summary>
internal sealed class HandWrittenCase
{
    public required DateOnly DecisionDate { get; init; }

    public required DateOnly RequestDate { get; init; }

    public DateOnly? DateOfInjury { get; init; }

    public DateOnly? PainOnset { get; init; }

    public Idds.PurposeOfThePump? PurposeOfThePump { get; init; }

    public bool? PainIsMalignant { get; init; }

    public List<HandWrittenTreatment>? ConservativeCare { get; init; }

    public bool? PainIsIntractable { get; init; }

    public bool? Pathology { get; init; }

    public EvidenceKind PathologyKind { get; init; }

    public bool? FurtherSurgeryIsIndicated { get; init; }

    public bool? OtherTreatmentIsLikelyToHelp { get; init; }

    public bool? EvaluationTookPlace { get; init; }

    public HandWrittenEvaluation? Evaluation { get; init; }

    public bool? Sepsis { get; init; }

    public bool? Coagulopathy { get; init; }

    public bool? OtherContraindication { get; init; }

    public bool? TrialTookPlace { get; init; }

    public HandWrittenTrial? Trial { get; init; }

    public bool? StrongOpioidsFailed { get; init; }

    public bool? SideEffectsAreIntolerable { get; init; }

    public decimal? LifeExpectancy { get; init; }

    public bool? TumorEncroachment { get; init; }

    public EvidenceKind TumorKind { get; init; }

    public bool? SpasticityIsSevere { get; init; }

    public bool? OralBaclofenFailed { get; init; }

    /// <summary>A made-up case; its dates are known to the day.</summary>
    public static HandWrittenCase Of(DrawnCase drawn) => new()
    {
        DecisionDate = Day(drawn.DecisionDate)!.Value,
        RequestDate = Day(drawn.RequestDate)!.Value,
        DateOfInjury = Day(drawn.DateOfInjury),
        PainOnset = Day(drawn.PainOnset),
        PurposeOfThePump = drawn.PurposeOfThePump,
        PainIsMalignant = drawn.PainIsMalignant,
        ConservativeCare = drawn.ConservativeCare?.Select(treatment => new HandWrittenTreatment
        {
            Kind = treatment.Kind,
            From = Day(treatment.From),
            To = Day(treatment.To),
            IsOngoing = treatment.IsOngoing,
            Result = treatment.Result,
            IsContraindicated = treatment.IsContraindicated,
        }).ToList(),
        PainIsIntractable = drawn.PainIsIntractable,
        Pathology = drawn.Pathology,
        PathologyKind = KindOf(drawn.PathologyKind),
        FurtherSurgeryIsIndicated = drawn.FurtherSurgeryIsIndicated,
        OtherTreatmentIsLikelyToHelp = drawn.OtherTreatmentIsLikelyToHelp,
        EvaluationTookPlace = drawn.PsychologicalEvaluation is null ? null : !drawn.PsychologicalEvaluation.IsNone,
        Evaluation = drawn.PsychologicalEvaluation is not { IsNone: false } evaluation ? null : new HandWrittenEvaluation
        {
            By = evaluation.By switch { "psychologist" => Profession.Psychologist, "psychiatrist" => Profession.Psychiatrist, null => Profession.Unknown, _ => Profession.Other },
            Date = Day(evaluation.Date),
            PainIsPrimarilyPsychological = evaluation.PainIsPrimarilyPsychological,
            BenefitIsExpected = evaluation.BenefitIsExpected,
        },
        Sepsis = drawn.Sepsis,
        Coagulopathy = drawn.Coagulopathy,
        OtherContraindication = drawn.OtherContraindication,
        TrialTookPlace = drawn.SpinalOpioidTrial is null ? null : !drawn.SpinalOpioidTrial.IsNone,
        Trial = drawn.SpinalOpioidTrial is not { IsNone: false } trial ? null : new HandWrittenTrial
        {
            Date = Day(trial.Date),
            PainBefore = trial.PainBefore,
            PainAfter = trial.PainAfter,
            Relief = trial.Relief,
            FunctionalImprovement = trial.FunctionalImprovement,
            OpioidsBefore = Opioids(trial.OpioidsBefore),
            OpioidsAfter = Opioids(trial.OpioidsAfter),
        },
        StrongOpioidsFailed = drawn.StrongOpioidsFailed,
        SideEffectsAreIntolerable = drawn.SideEffectsAreIntolerable,
        LifeExpectancy = drawn.LifeExpectancy,
        TumorEncroachment = drawn.TumorEncroachment,
        TumorKind = KindOf(drawn.TumorKind),
        SpasticityIsSevere = drawn.SpasticityIsSevere,
        OralBaclofenFailed = drawn.OralBaclofenFailed,
    };

    private static List<HandWrittenOpioid>? Opioids(IReadOnlyList<DrawnOpioid>? opioids) =>
        opioids?.Select(opioid => new HandWrittenOpioid { Drug = opioid.Drug, DailyDose = opioid.DailyDose }).ToList();

    private static DateOnly? Day(PartialDate date) =>
        !date.IsKnown ? null
        : date.IsExact ? DateOnly.FromDayNumber(date.Earliest.DayNumber)
        : throw new ArgumentException("This case knows no partial dates.", nameof(date));

    /// <summary>A kind of evidence by its name.</summary>
    public static EvidenceKind KindOf(string? kind) => kind switch
    {
        null => EvidenceKind.Unknown,
        "MRI" => EvidenceKind.Mri,
        "CT" => EvidenceKind.Ct,
        "CT myelogram" => EvidenceKind.CtMyelogram,
        "EMG" => EvidenceKind.Emg,
        "physical examination" => EvidenceKind.PhysicalExamination,
        "stated by clinician" => EvidenceKind.StatedByClinician,
        _ => EvidenceKind.ReportedByPatient,
    };
}

internal sealed class HandWrittenTreatment
{
    public required TreatmentKind Kind { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    public bool IsOngoing { get; init; }

    public TreatmentResult? Result { get; init; }

    public bool? IsContraindicated { get; init; }
}

internal sealed class HandWrittenEvaluation
{
    public Profession By { get; init; }

    public DateOnly? Date { get; init; }

    public bool? PainIsPrimarilyPsychological { get; init; }

    public bool? BenefitIsExpected { get; init; }
}

internal sealed class HandWrittenTrial
{
    public DateOnly? Date { get; init; }

    public decimal? PainBefore { get; init; }

    public decimal? PainAfter { get; init; }

    public decimal? Relief { get; init; }

    public bool? FunctionalImprovement { get; init; }

    public List<HandWrittenOpioid>? OpioidsBefore { get; init; }

    public List<HandWrittenOpioid>? OpioidsAfter { get; init; }
}

internal sealed class HandWrittenOpioid
{
    public required OpioidDrug Drug { get; init; }

    /// <summary>In mg a day.</summary>
    public decimal? DailyDose { get; init; }
}

internal enum Profession : byte
{
    Unknown,
    Psychologist,
    Psychiatrist,
    Other,
}

/// <summary>Kinds of evidence; imaging and tests first, then examinations, then the rest.</summary>
internal enum EvidenceKind : byte
{
    Unknown,
    Mri,
    Ct,
    CtMyelogram,
    Emg,
    PhysicalExamination,
    StatedByClinician,
    ReportedByPatient,
}
