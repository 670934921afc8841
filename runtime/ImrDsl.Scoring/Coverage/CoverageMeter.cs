using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Coverage;

/// <summary>Tells what cases show of the services and criteria of a guideline. <c>docs/coverage.md</c> says what counts.</summary>
public sealed class CoverageMeter
{
    private static readonly CoverageOutcome[] OfService = [CoverageOutcome.Met, CoverageOutcome.NotMet, CoverageOutcome.NotDocumented];
    private static readonly CoverageOutcome[] OfLine = [.. OfService, CoverageOutcome.Decisive];

    private readonly GuidelinePlan plan;
    private readonly Dictionary<ServicePlan, CoveredLine> services = [];
    private readonly Dictionary<ServicePlan, CoveredLine[]> linesOf = [];

    /// <summary>A meter for a guideline; no example has been seen yet.</summary>
    public CoverageMeter(GuidelinePlan plan)
    {
        this.plan = plan;
        var criteria = new Dictionary<CriterionPlan, CoveredLine>();
        foreach (ServicePlan service in plan.Services)
        {
            ServiceResult[] silent = [.. Days(plan).Select(day => ReferenceEvaluator.Evaluate(plan, service, AllUnknown(plan, day)))];
            services.Add(service, new CoveredLine(service, Wanted(service, silent)));
            var lines = new List<CoveredLine>();
            foreach (CriterionPlan criterion in CriteriaUse.Of(plan, service).SelectMany(use => use.Criteria))
            {
                if (!criteria.TryGetValue(criterion, out CoveredLine? line))
                {
                    IReadOnlyList<CoverageOutcome> wanted = Wanted(criterion.Condition, silent.Select(result => result.Criteria[criterion]));
                    criteria.Add(criterion, line = new CoveredLine(criterion.Condition, criterion, null, wanted));
                }

                lines.Add(line);
            }

            lines.AddRange(OwnLines(service).Select(node =>
                new CoveredLine(node, null, service, Wanted(node, silent.Select(result => ExampleRunner.AnswerOf(plan, service, result, node))))));
            linesOf.Add(service, [.. lines]);
        }
    }

    /// <summary>The services, in the order of the file.</summary>
    public IReadOnlyList<CoveredLine> Services => [.. plan.Services.Select(service => services[service])];

    /// <summary>The criteria that services use, list by list in the order of the file, then the lines of services.</summary>
    public IReadOnlyList<CoveredLine> Lines => [.. linesOf.Values.SelectMany(lines => lines).Distinct()
        .OrderBy(line => line.Criterion?.List.Ordinal ?? plan.Lists.Count)
        .ThenBy(line => line.Criterion?.Ordinal ?? line.Service!.Ordinal)];

    /// <summary>Notes what an example of the guideline shows. One that its edition does not decide shows nothing.</summary>
    public void Add(ExamplePlan example)
    {
        if (ReferenceEvaluator.IsInForce(plan, example.Case))
        {
            foreach ((CoveredLine line, CoverageOutcome outcome) in Shown(example.Service, example.Case))
            {
                line.Add(outcome, example);
            }
        }
    }

    /// <summary>What a case shows: outcomes that are wanted, seen before or not.</summary>
    /// <param name="service">The service it requests.</param>
    /// <param name="record">The case.</param>
    public IEnumerable<(CoveredLine Line, CoverageOutcome Outcome)> Shown(ServicePlan service, CaseRecord record) => Shown(service, record, (_, _) => true);

    /// <summary>As <see cref="Shown(ServicePlan, CaseRecord)"/>, of some outcomes only.</summary>
    internal IEnumerable<(CoveredLine Line, CoverageOutcome Outcome)> Shown(ServicePlan service, CaseRecord record, Func<CoveredLine, CoverageOutcome, bool> isAskedFor)
    {
        ServiceResult result = ReferenceEvaluator.Evaluate(plan, service, record);
        CoveredLine whole = services[service];
        if (OutcomeOf(result.Finding) is { } finding && whole.Wanted.Contains(finding) && isAskedFor(whole, finding))
        {
            yield return (whole, finding);
        }

        foreach (CoveredLine line in linesOf[service])
        {
            Answer answer = ExampleRunner.AnswerOf(plan, service, result, line.Condition!);
            if (OutcomeOf(answer.Status) is not { } outcome)
            {
                continue;
            }

            if (line.Wanted.Contains(outcome) && isAskedFor(line, outcome))
            {
                yield return (line, outcome);
            }

            if (line.Wanted.Contains(CoverageOutcome.Decisive) && isAskedFor(line, CoverageOutcome.Decisive) && IsDecisive(service, record, result, line.Condition!, outcome))
            {
                yield return (line, CoverageOutcome.Decisive);
            }
        }
    }

    /// <summary>The lines that a service asks.</summary>
    internal IReadOnlyList<CoveredLine> LinesOf(ServicePlan service) => linesOf[service];

    /// <summary>The condition whose answer is supposed when a line is: of an amount, the one under which it is allowed.</summary>
    internal static ConditionNode SupposedFor(ConditionNode line) => line is QuantityLineNode amount ? amount.Condition : line;

    /// <summary>The line of this meter that stands where one of another meter, of the same guideline with other examples, stands.</summary>
    internal CoveredLine Counterpart(CoverageMeter other, CoveredLine line)
    {
        int service = other.Services.ToList().IndexOf(line);
        return service >= 0 ? Services[service] : Lines[other.Lines.ToList().IndexOf(line)];
    }

    // Whether the finding, or the amount, would be another if this line alone were answered the other way; one that is open, both ways.
    private bool IsDecisive(ServicePlan service, CaseRecord record, ServiceResult result, ConditionNode line, CoverageOutcome outcome)
    {
        ConditionNode supposed = SupposedFor(line);
        Truth[] others = outcome switch
        {
            CoverageOutcome.Met => [Truth.NotMet],
            CoverageOutcome.NotMet => [Truth.Met],
            _ => [Truth.Met, Truth.NotMet],
        };
        return others.All(other =>
        {
            ServiceResult turned = ReferenceEvaluator.Evaluate(plan, service, record, new Dictionary<ConditionNode, Truth> { [supposed] = other });
            return turned.Finding != result.Finding || turned.Quantity != result.Quantity;
        });
    }

    // What is the same when nothing at all is known is the same in every case; where it hangs on the day alone, each of the answers is asked for.
    private static IReadOnlyList<CoverageOutcome> Wanted(ServicePlan service, IEnumerable<ServiceResult> silent)
    {
        CoverageOutcome[] outcomes = [.. silent.Select(result => OutcomeOf(result.Finding)).OfType<CoverageOutcome>().Distinct().Order()];
        return !outcomes.Contains(CoverageOutcome.NotDocumented) ? outcomes
            : service.Necessary is null ? [CoverageOutcome.NotMet, CoverageOutcome.NotDocumented]
            : OfService;
    }

    private static IReadOnlyList<CoverageOutcome> Wanted(ConditionNode line, IEnumerable<Answer> silent)
    {
        CoverageOutcome[] outcomes = [.. silent.Select(answer => OutcomeOf(answer.Status)).OfType<CoverageOutcome>().Distinct().Order()];
        return outcomes.Contains(CoverageOutcome.NotDocumented) ? [.. OfLine.Where(outcome => Possibility.Of(line).Allows(outcome))]
            : outcomes.Length > 1 ? [.. outcomes, CoverageOutcome.Decisive]
            : outcomes;
    }

    private static CoverageOutcome? OutcomeOf(Finding finding) => finding switch
    {
        Finding.Necessary or Finding.NecessaryInPart => CoverageOutcome.Met,
        Finding.NotNecessary or Finding.RecommendsAgainst => CoverageOutcome.NotMet,
        Finding.NotEstablished or Finding.NeedsJudgement => CoverageOutcome.NotDocumented,
        _ => null,
    };

    private static CoverageOutcome? OutcomeOf(Status status) => status switch
    {
        Status.Met => CoverageOutcome.Met,
        Status.NotMet => CoverageOutcome.NotMet,
        Status.NotDocumented or Status.NeedsJudgement => CoverageOutcome.NotDocumented,
        _ => null,
    };

    // The first day of the edition and the last: what asks for the decision date alone may come out otherwise on them.
    private static CalendarDate[] Days(GuidelinePlan plan) =>
    [
        plan.EffectiveFrom.IsKnown ? plan.EffectiveFrom.Latest : CalendarDate.Create(2020, 1, 1),
        plan.EffectiveTo.IsKnown ? plan.EffectiveTo.Earliest : CalendarDate.Create(2099, 12, 31),
    ];

    // A case of which everything is said to be unknown. The more is known, the more is decided, never otherwise: what is decided here always is.
    private static CaseRecord AllUnknown(GuidelinePlan plan, CalendarDate day)
    {
        FactRecord unknown = new() { Knowledge = Knowledge.Unknown };
        FactRecord decided = new() { Knowledge = Knowledge.Given, Entries = [new EntryRecord { Date = day }] };
        return new CaseRecord
        {
            DecisionDate = day,
            Facts = plan.Facts.ToDictionary(fact => fact, fact => fact.BuiltIn == BuiltInFact.DecisionDate ? decided : unknown),
        };
    }

    // The lines of its own that a service asks: those with a label, outermost first; amounts, where there are several; what is recommended
    // against, beside what is necessary. What stands below one belongs to it.
    private static IEnumerable<ConditionNode> OwnLines(ServicePlan service)
    {
        bool hasAmounts = service.Necessary is QuantityNode { Lines.Count: > 1 };
        foreach (ConditionNode line in service.Necessary is null ? [] : Below(service.Necessary, hasAmounts))
        {
            yield return line;
        }

        if (service.NotRecommended is { } against)
        {
            ConditionNode[] lines = [.. Below(against, hasAmounts: false)];
            foreach (ConditionNode line in lines.Length > 0 || service.Necessary is null ? lines : [against])
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<ConditionNode> Below(PlanNode node, bool hasAmounts) =>
        node is ConditionNode { Label.Length: > 0 } or QuantityLineNode && (hasAmounts || ((ConditionNode)node).Label.Length > 0)
            ? [(ConditionNode)node]
            : node.Children.SelectMany(child => Below(child, hasAmounts));
}
