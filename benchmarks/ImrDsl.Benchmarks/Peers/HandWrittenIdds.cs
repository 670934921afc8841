using System;
using System.Collections.Generic;
using ImrDsl.Guidelines.Common.ConservativeCare;
using ImrDsl.Guidelines.Common.MorphineEquivalent;
using ImrDsl.Guidelines.Mtus;
using ImrDsl.Values;

namespace ImrDsl.Benchmarks.Peers;

/// <summary>
/// Permanent implantation by hand, as fast as we could write it over a class: the list that applies and no other, what is cheap first, an
/// early exit, the treatments last. The rules are those of guidelines/mtus/idds.guideline: calendar months, overlaps once, three-valued.
/// </summary>
internal static class HandWrittenIdds
{
    private const int SixMonths = 180;

    /// <summary>What the guideline says of the request.</summary>
    public static Finding Decide(HandWrittenCase c)
    {
        if (c.PurposeOfThePump is { } purpose)
        {
            if (purpose != Idds.PurposeOfThePump.Pain)
            {
                return Plain(OtherIndications(c, purpose));
            }

            if (c.PainIsMalignant is { } isMalignant)
            {
                return isMalignant ? Plain(MalignantPain(c)) : NonMalignantPain(c);
            }

            return MalignantPain(c) == false && NonMalignantPain(c) == Finding.NotNecessary ? Finding.NotNecessary : Finding.NotEstablished;
        }

        // Which list applies is open. The third holds for some purposes, so it cannot fail.
        return Finding.NotEstablished;
    }

    /// <summary>The criteria for non-malignant pain, D and 1 to 6: met, not met, open.</summary>
    public static Finding NonMalignantPain(HandWrittenCase c)
    {
        if (c.PainIsIntractable == false || c.FurtherSurgeryIsIndicated == true || c.OtherTreatmentIsLikelyToHelp == true
            || c.Sepsis == true || c.Coagulopathy == true || c.OtherContraindication == true)
        {
            return Finding.NotNecessary;
        }

        bool isOpen = c.PainIsIntractable is null || c.FurtherSurgeryIsIndicated is null || c.Sepsis is null || c.Coagulopathy is null;
        bool? part = Pathology(c);
        if (part == false)
        {
            return Finding.NotNecessary;
        }

        isOpen |= part is null;
        part = Duration(c);
        if (part == false)
        {
            return Finding.NotNecessary;
        }

        isOpen |= part is null;
        part = PsychologicalClearance(c);
        if (part == false)
        {
            return Finding.NotNecessary;
        }

        isOpen |= part is null;
        part = SuccessfulTrial(c);
        if (part == false)
        {
            return Finding.NotNecessary;
        }

        isOpen |= part is null;
        part = FailureOfConservativeCare(c);
        return part == false ? Finding.NotNecessary
            : isOpen || part is null ? Finding.NotEstablished
            : c.OtherTreatmentIsLikelyToHelp is null ? Finding.NeedsJudgement
            : Finding.Necessary;
    }

    /// <summary>The criteria for malignant pain, 1 to 5.</summary>
    public static bool? MalignantPain(HandWrittenCase c)
    {
        bool? failed = SystemicTreatmentFailed(c);
        bool? thecalSac = ThecalSacIsFree(c);
        if (failed == false || c.LifeExpectancy <= 3 || thecalSac == false || c.Sepsis == true || c.Coagulopathy == true || c.OtherContraindication == true)
        {
            return false;
        }

        bool? relief = TrialRelieved(c);
        return relief == false ? false
            : failed is null || c.LifeExpectancy is null || thecalSac is null || c.Sepsis is null || c.Coagulopathy is null || relief is null ? null
            : true;
    }

    /// <summary>Criterion A for other indications.</summary>
    public static bool? OtherIndications(HandWrittenCase c, Idds.PurposeOfThePump purpose) =>
        purpose != Idds.PurposeOfThePump.IntrathecalBaclofenForSpasticity || (c.SpasticityIsSevere & c.OralBaclofenFailed) is not { } isRefractory ? Listed(purpose)
        : isRefractory;

    public static bool? SystemicTreatmentFailed(HandWrittenCase c) => c.StrongOpioidsFailed | c.SideEffectsAreIntolerable;

    public static bool? ThecalSacIsFree(HandWrittenCase c) =>
        c.TumorKind is >= EvidenceKind.Mri and <= EvidenceKind.Emg ? !c.TumorEncroachment : null;

    public static bool? Pathology(HandWrittenCase c) =>
        c.PathologyKind is >= EvidenceKind.Mri and <= EvidenceKind.PhysicalExamination ? c.Pathology : null;

    public static bool? Duration(HandWrittenCase c) =>
        (c.PainOnset ?? c.DateOfInjury) is { } onset ? onset.AddMonths(6) < c.DecisionDate : null;

    public static bool? PsychologicalClearance(HandWrittenCase c)
    {
        if (c.Evaluation is not { } evaluation)
        {
            return c.EvaluationTookPlace == false ? false : null;
        }

        return evaluation.By is Profession.Psychologist or Profession.Psychiatrist && evaluation.Date < c.RequestDate
            ? !evaluation.PainIsPrimarilyPsychological & evaluation.BenefitIsExpected
            : null;
    }

    /// <summary>Criterion 6 for non-malignant pain.</summary>
    public static bool? SuccessfulTrial(HandWrittenCase c)
    {
        if (c.Trial is not { } trial)
        {
            return c.TrialTookPlace == false ? false : null;
        }

        if (!(trial.Date < c.RequestDate))
        {
            return null;
        }

        bool? relief = Relieved(trial);
        return relief == false || trial.FunctionalImprovement == false ? false : relief & trial.FunctionalImprovement & LessMorphine(trial);
    }

    /// <summary>Criterion 5 for malignant pain.</summary>
    public static bool? TrialRelieved(HandWrittenCase c) =>
        c.Trial is { } trial ? (trial.Date < c.RequestDate ? Relieved(trial) : null)
        : c.TrialTookPlace == false ? false
        : null;

    private static bool? Relieved(HandWrittenTrial trial) =>
        trial is { PainBefore: { } before, PainAfter: { } after } ? (before > 0 ? 2 * (before - after) >= before : null)
        : trial.Relief is { } relief ? relief >= 50
        : null;

    private static bool? LessMorphine(HandWrittenTrial trial)
    {
        if (trial.OpioidsBefore is null || trial.OpioidsAfter is null)
        {
            return null;
        }

        bool isAfterKnown = MorphineEquivalent(trial.OpioidsAfter, out decimal after);
        bool isBeforeKnown = MorphineEquivalent(trial.OpioidsBefore, out decimal before);

        // What is known of a total is the least it can be.
        return isAfterKnown && after < before ? true : isBeforeKnown && after >= before ? false : null;
    }

    private static bool MorphineEquivalent(List<HandWrittenOpioid> opioids, out decimal total)
    {
        bool isKnown = true;
        total = 0;
        foreach (HandWrittenOpioid opioid in opioids)
        {
            if (opioid.DailyDose is not { } dose || Factor(opioid.Drug, dose) is not { } factor)
            {
                isKnown = false;
                continue;
            }

            total += dose * factor;
        }

        return isKnown;
    }

    private static decimal? Factor(OpioidDrug drug, decimal dose) => drug switch
    {
        OpioidDrug.Codeine => 0.15m,
        OpioidDrug.FentanylPatch => 100m,
        OpioidDrug.Hydrocodone => 1m,
        OpioidDrug.Hydromorphone => 4m,
        OpioidDrug.Methadone => dose <= 20 ? 4m : dose <= 40 ? 8m : dose <= 60 ? 10m : 12m,
        OpioidDrug.Morphine => 1m,
        OpioidDrug.Oxycodone => 1.5m,
        OpioidDrug.Oxymorphone => 3m,
        _ => null,
    };

    /// <summary>Criterion 1: six calendar months of failed treatments, overlaps once, unless every kind is contraindicated.</summary>
    public static bool? FailureOfConservativeCare(HandWrittenCase c)
    {
        if (c.ConservativeCare is not { } treatments)
        {
            return null;
        }

        // Stretches sorted by their first day, which stands in the upper half: those that count, and with them those that may.
        Span<long> sure = treatments.Count <= 32 ? stackalloc long[treatments.Count] : new long[treatments.Count];
        Span<long> possible = treatments.Count <= 32 ? stackalloc long[treatments.Count] : new long[treatments.Count];
        int sureCount = 0;
        int possibleCount = 0;
        bool isBounded = true;
        int contraindicated = 0;
        foreach (HandWrittenTreatment treatment in treatments)
        {
            contraindicated |= treatment.IsContraindicated == true ? 1 << (int)treatment.Kind : 0;
            if (treatment.Result == TreatmentResult.Helped)
            {
                continue;
            }

            if (treatment.From is not { } from)
            {
                isBounded = false;
                continue;
            }

            bool hasEnd = treatment.IsOngoing || treatment.To is not null;
            int end = treatment.To is { } to && to < c.DecisionDate ? to.DayNumber : c.DecisionDate.DayNumber;
            if (end < from.DayNumber)
            {
                continue;
            }

            long stretch = ((long)from.DayNumber << 32) | (uint)end;
            Insert(possible, possibleCount++, stretch);
            if (hasEnd && treatment.Result is not null)
            {
                Insert(sure, sureCount++, stretch);
            }
        }

        if (contraindicated == 0b1111)
        {
            return true;
        }

        if (isBounded && sureCount == possibleCount)
        {
            return Weight(sure[..sureCount]) >= SixMonths;
        }

        // A month has 31 days at most, so 185 days are six months, or five with 30 days over, however they lie.
        if (Days(sure[..sureCount]) >= SixMonths + 5)
        {
            return true;
        }

        // A month has 28 days at least, and of the months in 180 days only February has fewer than 30.
        if (isBounded && Days(possible[..possibleCount]) + (2 * possibleCount) < SixMonths)
        {
            return false;
        }

        // What is certain is less, with 2 days for a February in each stretch and a known day of each that is not whole, and what is possible is more.
        if (Days(sure[..sureCount]) + (2 * sureCount) + (3 * (treatments.Count - sureCount)) < SixMonths
            && (!isBounded || Days(possible[..possibleCount]) > 6 * 31))
        {
            return null;
        }

        // The rest hangs on where months begin; more days can make a shorter total. Nobody would write that again.
        Truth isSixMonths = UncertainTime(c, treatments) >= CalendarDuration.Months(6);
        return isSixMonths.IsOpen ? null : isSixMonths.IsMet;
    }

    private static void Insert(Span<long> stretches, int count, long stretch)
    {
        int at = count;
        for (; at > 0 && stretches[at - 1] > stretch; at--)
        {
            stretches[at] = stretches[at - 1];
        }

        stretches[at] = stretch;
    }

    private static int Days(ReadOnlySpan<long> stretches)
    {
        int days = 0;
        int covered = 0;
        foreach (long stretch in stretches)
        {
            int end = (int)stretch;
            days += Math.Max(0, end - Math.Max(covered, (int)(stretch >> 32) - 1));
            covered = Math.Max(covered, end);
        }

        return days;
    }

    // Whole months of each merged stretch, and the days left over, 30 to a month.
    private static int Weight(ReadOnlySpan<long> stretches)
    {
        int weight = 0;
        for (int i = 0; i < stretches.Length;)
        {
            int start = (int)(stretches[i] >> 32);
            int end = (int)stretches[i];
            for (i++; i < stretches.Length && (int)(stretches[i] >> 32) <= end + 1; i++)
            {
                end = Math.Max(end, (int)stretches[i]);
            }

            weight += Weight(DateOnly.FromDayNumber(start), DateOnly.FromDayNumber(end + 1));
        }

        return weight;
    }

    private static int Weight(DateOnly from, DateOnly to)
    {
        (int fromYear, int fromMonth, int fromDay) = from;
        (int toYear, int toMonth, int toDay) = to;
        int months = ((toYear - fromYear) * 12) + toMonth - fromMonth;
        if (toDay < Math.Min(fromDay, DateTime.DaysInMonth(toYear, toMonth)))
        {
            months--;
        }

        return (months * 30) + to.DayNumber - from.AddMonths(months).DayNumber;
    }

    private static ElapsedRange UncertainTime(HandWrittenCase c, List<HandWrittenTreatment> treatments)
    {
        var union = new PeriodUnion(CalendarDate.FromDayNumber(c.DecisionDate.DayNumber));
        foreach (HandWrittenTreatment treatment in treatments)
        {
            union.Add(
                new Period(Date(treatment.From), Date(treatment.To), treatment.IsOngoing),
                treatment.Result is { } result ? result != TreatmentResult.Helped : Truth.NotDocumented);
        }

        ElapsedRange total = union.Total();
        union.Dispose();
        return total;
    }

    private static PartialDate Date(DateOnly? date) => date is { } day ? CalendarDate.FromDayNumber(day.DayNumber) : PartialDate.Unknown;

    private static bool? Listed(Idds.PurposeOfThePump purpose) => purpose != Idds.PurposeOfThePump.IntrathecalBaclofenForSpasticity ? true : null;

    private static Finding Plain(bool? isNecessary) =>
        isNecessary switch { true => Finding.Necessary, false => Finding.NotNecessary, null => Finding.NotEstablished };
}
