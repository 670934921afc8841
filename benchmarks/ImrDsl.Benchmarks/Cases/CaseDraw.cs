using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Guidelines.Common.ConservativeCare;
using ImrDsl.Guidelines.Common.MorphineEquivalent;
using ImrDsl.Guidelines.Mtus;
using ImrDsl.Values;

namespace ImrDsl.Benchmarks.Cases;

/// <summary>Draws cases. The probabilities stand here and nowhere else.</summary>
internal sealed class CaseDraw
{
    private static readonly string[] PathologyKinds = ["MRI", "MRI", "MRI", "CT", "EMG", "physical examination", "stated by clinician", "reported by patient"];
    private static readonly string[] TumorKinds = ["MRI", "MRI", "CT", "CT myelogram", "physical examination"];
    private static readonly string[] Evaluators = ["psychologist", "psychologist", "psychologist", "psychiatrist", "psychiatrist", "physician"];
    private static readonly string[] MayCarryEvidence =
        ["pain is malignant", "pain onset", "pain is intractable", "further surgery is indicated", "sepsis", "coagulopathy", "other contraindication",
            "strong opioids failed", "side effects are intolerable", "life expectancy", "spasticity is severe", "oral baclofen failed", "purpose of the pump"];

    private readonly CaseMix mix;
    private readonly Random random;
    private double notDocumented;

    public CaseDraw(CaseMix mix, int seed)
    {
        this.mix = mix;
        random = new Random(seed);
    }

    public DrawnCase Next()
    {
        notDocumented = Documentation();
        CalendarDate request = CalendarDate.Create(2010, 1, 1).AddDays(random.Next(5 * 365));
        CalendarDate decision = request.AddDays(random.Next(0, 30));
        return new DrawnCase
        {
            DecisionDate = decision,
            RequestDate = request,
            DateOfInjury = Documented() ? Date(request, 60, 4000) : default,
            PainOnset = Chance(0.35) && Documented() ? Date(request, 30, 3000) : default,
            PurposeOfThePump = Maybe(Purpose),
            PainIsMalignant = YesNo(0.1),
            ConservativeCare = Maybe(() => Treatments(decision)),
            PainIsIntractable = YesNo(0.9),
            Pathology = YesNo(0.95),
            PathologyKind = Maybe(() => Pick(PathologyKinds)),
            FurtherSurgeryIsIndicated = YesNo(0.08),
            OtherTreatmentIsLikelyToHelp = YesNo(0.08),
            PsychologicalEvaluation = Maybe(() => Evaluation(request)),
            Sepsis = YesNo(0.02),
            Coagulopathy = YesNo(0.03),
            OtherContraindication = Chance(0.5) ? YesNo(0.04) : null,
            SpinalOpioidTrial = Maybe(() => Trial(request)),
            StrongOpioidsFailed = YesNo(0.7),
            SideEffectsAreIntolerable = YesNo(0.4),
            LifeExpectancy = Maybe(() => random.Next(0, 240) / 10m),
            TumorEncroachment = YesNo(0.15),
            TumorKind = Maybe(() => Pick(TumorKinds)),
            SpasticityIsSevere = YesNo(0.7),
            OralBaclofenFailed = YesNo(0.6),
            Evidenced = MayCarryEvidence.Where(_ => Chance(mix.EvidenceShare)).ToHashSet(),
        };
    }

    private double Documentation()
    {
        double at = random.NextDouble();
        foreach ((double ofCases, double share) in CaseMix.Documentation)
        {
            at -= ofCases;
            if (at < 0)
            {
                return share;
            }
        }

        return CaseMix.Documentation[^1].NotDocumented;
    }

    private Idds.PurposeOfThePump Purpose() => Chance(0.9) ? Idds.PurposeOfThePump.Pain : (Idds.PurposeOfThePump)random.Next(1, 5);

    // 0 to 8 treatments, 3.4 on average, unsorted, and often at the same time.
    private List<DrawnTreatment> Treatments(CalendarDate decision)
    {
        int count = random.Next(0, 5) + random.Next(0, 5) - (Chance(0.6) ? 1 : 0);
        var treatments = new List<DrawnTreatment>();
        for (int i = 0; i < count; i++)
        {
            CalendarDate from = decision.AddDays(-random.Next(40, 1400));
            CalendarDate to = from.AddDays(random.Next(20, 240));
            bool isOngoing = to > decision || Chance(0.05);
            bool hasPeriod = mix.AreTreatmentsWhole || Documented();
            treatments.Add(new DrawnTreatment(
                (TreatmentKind)random.Next(4),
                hasPeriod ? Rounded(from) : default,
                isOngoing || !hasPeriod || !(mix.AreTreatmentsWhole || Documented()) ? default : Rounded(to),
                hasPeriod && isOngoing,
                mix.AreTreatmentsWhole ? Result() : Maybe(Result),
                Chance(0.3) ? YesNo(0.2) : null));
        }

        return treatments;
    }

    private TreatmentResult Result() => Chance(0.35) ? TreatmentResult.Helped : Chance(0.8) ? TreatmentResult.Failed : TreatmentResult.StoppedForSideEffects;

    private DrawnEvaluation Evaluation(CalendarDate request) => new(
        IsNone: Chance(0.03),
        Maybe(() => Pick(Evaluators)),
        Documented() ? Date(request, -20, 400) : default,
        YesNo(0.1),
        YesNo(0.9));

    private DrawnTrial Trial(CalendarDate request)
    {
        decimal before = random.Next(8, 21) / 2m;
        return new DrawnTrial(
            IsNone: Chance(0.08),
            Documented() ? Date(request, -10, 200) : default,
            Maybe(() => before),
            Maybe(() => Math.Min(10, Math.Round(before * random.Next(1, 8) / 10m, 1))),
            Chance(0.15) ? Maybe(() => (decimal)random.Next(20, 100)) : null,
            YesNo(0.85),
            Maybe(() => Opioids(1, 3, 60)),
            Maybe(() => Opioids(0, 2, 20)));
    }

    private List<DrawnOpioid> Opioids(int least, int most, int dose)
    {
        var opioids = new List<DrawnOpioid>();
        for (int count = random.Next(least, most + 1); count > 0; count--)
        {
            // Of two drugs in a hundred the table knows no factor.
            opioids.Add(new DrawnOpioid(
                Chance(0.02) ? OpioidDrug.Tramadol : (OpioidDrug)random.Next(8), Maybe(() => random.Next(1, dose * 2) / 2m)));
        }

        return opioids;
    }

    private PartialDate Date(CalendarDate request, int leastDaysBefore, int mostDaysBefore) => Rounded(request.AddDays(-random.Next(leastDaysBefore, mostDaysBefore)));

    private PartialDate Rounded(CalendarDate day) => Chance(mix.PartialShare) ? PartialDate.InMonth(day.Year, day.Month) : day;

    private bool? YesNo(double yes) => Maybe(() => Chance(yes));

    private T? Maybe<T>(Func<T> value)
        where T : struct => Documented() ? value() : null;

    private T? Maybe<T>(Func<T> value, T? silence = null)
        where T : class => Documented() ? value() : silence;

    private T Pick<T>(T[] items) => items[random.Next(items.Length)];

    private bool Documented() => !Chance(notDocumented);

    private bool Chance(double share) => random.NextDouble() < share;
}
