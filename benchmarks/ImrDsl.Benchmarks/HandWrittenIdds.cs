using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Values;

namespace ImrDsl.Benchmarks;

/// <summary>What a case holds, as a programmer would write it down without this project: null is not documented.</summary>
internal sealed record HandWrittenCase
{
    public static HandWrittenCase Implantation { get; } = new()
    {
        DecisionDate = new DateOnly(2012, 6, 1),
        RequestDate = new DateOnly(2012, 6, 1),
        DateOfInjury = new DateOnly(2008, 3, 10),
        IsForPain = true,
        PainIsMalignant = false,
        FailedCare = [(new DateOnly(2009, 1, 1), new DateOnly(2009, 5, 31)), (new DateOnly(2009, 4, 1), new DateOnly(2009, 8, 31))],
        PainIsIntractable = true,
        Pathology = true,
        PathologyEvidence = "MRI",
        FurtherSurgeryIsIndicated = false,
        OtherTreatmentIsLikelyToHelp = false,
        EvaluatedBy = "psychologist",
        EvaluatedOn = new DateOnly(2012, 1, 15),
        PainIsPrimarilyPsychological = false,
        BenefitIsExpected = true,
        Sepsis = false,
        Coagulopathy = false,
        TrialOn = new DateOnly(2012, 3, 20),
        PainBefore = 8,
        PainAfter = 3,
        FunctionalImprovement = true,
        OpioidsBefore = [("oxycodone", 40m)],
        OpioidsAfter = [],
    };

    public required DateOnly DecisionDate { get; init; }

    public required DateOnly RequestDate { get; init; }

    public DateOnly? PainOnset { get; init; }

    public DateOnly? DateOfInjury { get; init; }

    public bool? IsForPain { get; init; }

    public bool? PainIsMalignant { get; init; }

    public IReadOnlyList<(DateOnly From, DateOnly To)>? FailedCare { get; init; }

    public bool? PainIsIntractable { get; init; }

    public bool? Pathology { get; init; }

    public string? PathologyEvidence { get; init; }

    public bool? FurtherSurgeryIsIndicated { get; init; }

    public bool? OtherTreatmentIsLikelyToHelp { get; init; }

    public string? EvaluatedBy { get; init; }

    public DateOnly? EvaluatedOn { get; init; }

    public bool? PainIsPrimarilyPsychological { get; init; }

    public bool? BenefitIsExpected { get; init; }

    public bool? Sepsis { get; init; }

    public bool? Coagulopathy { get; init; }

    public bool? OtherContraindication { get; init; }

    public DateOnly? TrialOn { get; init; }

    public decimal? PainBefore { get; init; }

    public decimal? PainAfter { get; init; }

    public bool? FunctionalImprovement { get; init; }

    public IReadOnlyList<(string Drug, decimal DailyDose)>? OpioidsBefore { get; init; }

    public IReadOnlyList<(string Drug, decimal DailyDose)>? OpioidsAfter { get; init; }
}

/// <summary>The criteria for non-malignant pain by hand. The operators of <c>bool?</c> are Kleene's.</summary>
internal static class HandWrittenIdds
{
    private static readonly string[] Objective = ["imaging", "x-ray", "MRI", "CT", "CT myelogram", "EMG", "physical examination", "laboratory test"];

    public static Finding PermanentImplantation(HandWrittenCase c) =>
        Necessary(c) switch
        {
            true => Finding.Necessary,
            false => Finding.NotNecessary,
            null => Finding.NotEstablished,
        };

    private static bool? Necessary(HandWrittenCase c) =>
        c.IsForPain & !c.PainIsMalignant
        & Duration(c)
        & FailureOfConservativeCare(c)
        & c.PainIsIntractable & (c.Pathology is true && Objective.Contains(c.PathologyEvidence) ? true : null)
        & !c.FurtherSurgeryIsIndicated & !c.OtherTreatmentIsLikelyToHelp
        & PsychologicalClearance(c)
        & !c.Sepsis & !c.Coagulopathy & !(c.OtherContraindication ?? false)
        & SuccessfulTrial(c);

    private static bool? Duration(HandWrittenCase c) => (c.PainOnset ?? c.DateOfInjury)?.AddMonths(6) < c.DecisionDate;

    private static bool? FailureOfConservativeCare(HandWrittenCase c)
    {
        if (c.FailedCare is null)
        {
            return null;
        }

        int days = 0;
        DateOnly end = DateOnly.MinValue;
        foreach ((DateOnly from, DateOnly to) in c.FailedCare.OrderBy(period => period.From))
        {
            DateOnly start = from > end ? from : end.AddDays(1);
            DateOnly last = to < c.DecisionDate ? to : c.DecisionDate;
            days += Math.Max(last.DayNumber - start.DayNumber + 1, 0);
            end = last > end ? last : end;
        }

        return days >= 6 * 30;
    }

    private static bool? PsychologicalClearance(HandWrittenCase c) =>
        c.EvaluatedBy is "psychologist" or "psychiatrist" && c.EvaluatedOn < c.RequestDate
            ? !c.PainIsPrimarilyPsychological & c.BenefitIsExpected
            : null;

    private static bool? SuccessfulTrial(HandWrittenCase c) =>
        c.TrialOn < c.RequestDate
            ? c.PainBefore - c.PainAfter >= c.PainBefore * 0.5m
                & c.FunctionalImprovement
                & MorphineEquivalent(c.OpioidsAfter) < MorphineEquivalent(c.OpioidsBefore)
            : null;

    private static decimal? MorphineEquivalent(IReadOnlyList<(string Drug, decimal DailyDose)>? opioids) =>
        opioids?.Sum(opioid => opioid.DailyDose * opioid.Drug switch
        {
            "codeine" => 0.15m,
            "fentanyl patch" => 100m,
            "hydromorphone" => 4m,
            "methadone" => opioid.DailyDose switch { <= 20 => 4m, <= 40 => 8m, <= 60 => 10m, _ => 12m },
            "oxycodone" => 1.5m,
            "oxymorphone" => 3m,
            _ => 1m,
        });
}
