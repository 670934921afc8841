using System.Collections.Generic;
using System.Linq;

namespace ImrDsl.Benchmarks.Cases;

/// <summary>What made-up cases are like. The shares are of 1.</summary>
/// <param name="Name">What the mix is called in results.</param>
/// <param name="EvidenceShare">How many facts carry evidence that no criterion asks for.</param>
/// <param name="PartialShare">How many dates are known to the month only.</param>
/// <param name="AreTreatmentsWhole">Whether periods and results of treatments are always documented.</param>
internal sealed record CaseMix(string Name, double EvidenceShare, double PartialShare, bool AreTreatmentsWhole = false)
{
    /// <summary>Values as they are, dates to the day; evidence only where a criterion asks for it.</summary>
    public static CaseMix Plain { get; } = new("plain", 0, 0);

    /// <summary>Plain, and of treatments that were given the period and the result are documented, so that the length of all of them is one number.</summary>
    public static CaseMix Whole { get; } = new("plain, treatments whole", 0, 0, AreTreatmentsWhole: true);

    /// <summary>One fact in five with evidence, one date in five known to the month only.</summary>
    public static CaseMix Evidenced { get; } = new("evidenced", 0.2, 0.2);

    /// <summary>How much of a case is not documented: of 60 % of the cases 5 % of the inputs, of 30 % 12 %, of 10 % 30 %.</summary>
    public static IReadOnlyList<(double OfCases, double NotDocumented)> Documentation { get; } = [(0.6, 0.05), (0.3, 0.12), (0.1, 0.30)];

    /// <summary>Cases of this mix, always the same ones for the same seed.</summary>
    public IReadOnlyList<DrawnCase> Draw(int count, int seed = 2014)
    {
        var draw = new CaseDraw(this, seed);
        return [.. Enumerable.Range(0, count).Select(_ => draw.Next())];
    }
}
