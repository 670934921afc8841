using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Text;

namespace ImrDsl.Scoring.Coverage;

/// <summary>What an example can show of a service or of a criterion.</summary>
public enum CoverageOutcome
{
    /// <summary>It is met; of a service: it is medically necessary, wholly or in part.</summary>
    Met,

    /// <summary>It is not met; of a service: it is not medically necessary, or recommended against.</summary>
    NotMet,

    /// <summary>It is open, because facts are missing or a reviewer must decide.</summary>
    NotDocumented,

    /// <summary>The finding hangs on it: were its answer the other one, and everything else the same, the finding or the amount would be another.</summary>
    Decisive,
}

/// <summary>A service, a criterion that a service uses, or a line of its own that a service asks, with what examples show of it.</summary>
public sealed class CoveredLine
{
    private readonly Dictionary<CoverageOutcome, ExamplePlan> seen = [];

    /// <summary>A service, of which outcomes are wanted.</summary>
    internal CoveredLine(ServicePlan service, IReadOnlyList<CoverageOutcome> wanted)
    {
        Service = service;
        Wanted = wanted;
    }

    /// <summary>A criterion of a list, or a line of a service.</summary>
    internal CoveredLine(ConditionNode condition, CriterionPlan? criterion, ServicePlan? service, IReadOnlyList<CoverageOutcome> wanted)
    {
        Condition = condition;
        Criterion = criterion;
        Service = service;
        Wanted = wanted;
    }

    /// <summary>The service, or the service in which a line stands; null for a criterion of a list.</summary>
    public ServicePlan? Service { get; }

    /// <summary>The criterion, or null.</summary>
    public CriterionPlan? Criterion { get; }

    /// <summary>The condition of the criterion or of the line; null for a service.</summary>
    public ConditionNode? Condition { get; }

    /// <summary>The outcomes that examples should show. A line that no fact can change wants only the one it has.</summary>
    public IReadOnlyList<CoverageOutcome> Wanted { get; }

    /// <summary>The outcomes that are wanted and that no example shows.</summary>
    public IEnumerable<CoverageOutcome> Missing => Wanted.Where(outcome => !seen.ContainsKey(outcome));

    /// <summary>How many of the wanted outcomes examples show.</summary>
    public int SeenCount => Wanted.Count(seen.ContainsKey);

    /// <summary>Where it stands.</summary>
    public SourceSpan Source => Condition?.Source ?? Service!.Source;

    /// <summary>The label as printed, or empty.</summary>
    public string Label => Criterion?.Label ?? Condition?.Label ?? string.Empty;

    /// <summary>What it is called: the name of the service; the title of a line, or its words.</summary>
    public string Name => Condition is null ? Service!.Name
        : Criterion is { Title.Length: > 0 } ? Criterion.Title
        : Condition.Title.Length > 0 ? Condition.Title
        : PlanWords.Of(Condition.Source);

    /// <summary>The first example that shows an outcome, or null.</summary>
    public ExamplePlan? SeenIn(CoverageOutcome outcome) => seen.GetValueOrDefault(outcome);

    /// <summary>An outcome in words: "not documented".</summary>
    public static string Words(CoverageOutcome outcome) => outcome switch
    {
        CoverageOutcome.Met => "met",
        CoverageOutcome.NotMet => "not met",
        CoverageOutcome.NotDocumented => "not documented",
        _ => "decisive",
    };

    /// <summary>Notes that an example shows an outcome.</summary>
    internal void Add(CoverageOutcome outcome, ExamplePlan example) => seen.TryAdd(outcome, example);
}
