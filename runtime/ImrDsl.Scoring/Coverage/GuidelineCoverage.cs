using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;

namespace ImrDsl.Scoring.Coverage;

/// <summary>What the examples of a guideline show of it.</summary>
public sealed class GuidelineCoverage
{
    private GuidelineCoverage(GuidelinePlan plan, CoverageMeter meter)
    {
        Plan = plan;
        Services = meter.Services;
        Lines = meter.Lines;
    }

    /// <summary>The guideline.</summary>
    public GuidelinePlan Plan { get; }

    /// <summary>The services, in the order of the file.</summary>
    public IReadOnlyList<CoveredLine> Services { get; }

    /// <summary>The criteria that services use, list by list in the order of the file, then the lines of services.</summary>
    public IReadOnlyList<CoveredLine> Lines { get; }

    /// <summary>How many outcomes examples should show.</summary>
    public int Wanted => Services.Concat(Lines).Sum(line => line.Wanted.Count);

    /// <summary>How many of them they show.</summary>
    public int Seen => Services.Concat(Lines).Sum(line => line.SeenCount);

    /// <summary>The share that is shown, in whole per cent, rounded down; 100 if nothing is wanted.</summary>
    public int Percent => PercentOf(Seen, Wanted);

    /// <summary>The coverage of a guideline by its own examples.</summary>
    public static GuidelineCoverage Of(GuidelinePlan plan)
    {
        var meter = new CoverageMeter(plan);
        foreach (ExamplePlan example in plan.Examples)
        {
            meter.Add(example);
        }

        return new GuidelineCoverage(plan, meter);
    }

    /// <summary>A share in whole per cent, rounded down, so that 100 means all; 100 of nothing.</summary>
    public static int PercentOf(int seen, int wanted) => wanted == 0 ? 100 : (int)(100L * seen / wanted);
}
