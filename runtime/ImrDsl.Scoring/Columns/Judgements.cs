using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;

namespace ImrDsl.Scoring.Columns;

/// <summary>Where a reviewer's judgement can be missing.</summary>
internal static class Judgements
{
    /// <summary>Whether a condition may be open for a judgement alone.</summary>
    public static bool MayBeMissing(PlanNode node) => node switch
    {
        YesNoNode yesNo => IsAsked(yesNo.Fact.Fact),
        MembershipNode membership => IsAsked(membership.Fact.Fact),
        CodeNode code => IsAsked(code.Fact.Fact),
        SameChoiceNode same => IsAsked(same.Left.Fact) || IsAsked(same.Right.Fact),
        CriteriaNode criteria => Parts(criteria).Any(MayBeMissing),
        DefinedConditionNode defined => MayBeMissing(defined.Definition.Condition!),
        DefinedValueNode defined => MayBeMissing(defined.Definition.Value!),
        _ => node.Children.Any(MayBeMissing),
    };

    // A fact that stands in may be one.
    private static bool IsAsked(FactPlan fact) => fact.IsJudgement || (fact.Default?.Fact is { } standIn && IsAsked(standIn));

    private static IEnumerable<PlanNode> Parts(CriteriaNode criteria) =>
        criteria.Criteria.Select(criterion => (PlanNode)criterion.Condition).Concat(criteria.List.Scope is { } scope ? [scope] : []);
}
