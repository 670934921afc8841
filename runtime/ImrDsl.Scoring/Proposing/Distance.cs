using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Proposing;

/// <summary>
/// How far a case is from making a condition met, or not met: 0 where it is so, and otherwise roughly the number of facts that stand in the way.
/// It guides a search and decides nothing.
/// </summary>
internal sealed class Distance
{
    private readonly ILookup<int, Answer> answers;
    private readonly ServiceResult result;
    private readonly ILookup<int, AccountEntry> missing;

    /// <summary>Distances of the case that a result is of.</summary>
    public Distance(ServiceResult result)
    {
        this.result = result;
        missing = result.Account.Where(entry => entry.Kind is AccountKind.FactMissing or AccountKind.JudgementMissing).ToLookup(entry => entry.Node);
        answers = result.Account.Where(entry => entry.Kind == AccountKind.Answer).ToLookup(entry => entry.Node, entry => new Answer(entry.Applies, entry.Value));
    }

    /// <summary>The distance of the service from being medically necessary.</summary>
    public double ToNecessary(ServicePlan service) =>
        result.Finding == Finding.Necessary ? 0
        : 0.1 + (service.Necessary is null ? 0 : To(service.Necessary, isMet: true)) + (service.NotRecommended is null ? 0 : To(service.NotRecommended, isMet: false));

    /// <summary>The distance of the service from a denial.</summary>
    public double ToDenied(ServicePlan service) =>
        result.Finding is Finding.NotNecessary or Finding.RecommendsAgainst ? 0
        : 0.1 + Math.Min(
            service.Necessary is null ? double.MaxValue : To(service.Necessary, isMet: false),
            service.NotRecommended is null ? double.MaxValue : To(service.NotRecommended, isMet: true));

    /// <summary>The distance of all that a service uses of a list from being met, its scope included.</summary>
    public double ToMet(CriteriaUse use) => ToScope(use.List) + use.Criteria.Sum(criterion => Asked(criterion.Condition, isMet: true));

    /// <summary>The distance of a list from applying.</summary>
    public double ToScope(CriteriaListPlan list) => list.Scope is null ? 0 : To(list.Scope, isMet: true);

    /// <summary>The distance of a condition from an answer.</summary>
    public double To(ConditionNode node, bool isMet)
    {
        if (answers[node.Number].Any(answer => isMet ? answer.WhereAnySuffices.IsMet : answer.Applies.IsMet && answer.Value.IsNotMet))
        {
            return 0;
        }

        return 0.1 + node switch
        {
            GroupNode group => To(group, isMet),
            NotNode not => To(not.Part, !isMet),
            ExceptionNode exception when isMet => Math.Min(To(exception.Condition, true), To(exception.Exception, true)),
            ExceptionNode exception => To(exception.Condition, false) + To(exception.Exception, false),
            GuardNode guard => To(guard.Condition, isMet) + To(guard.Guard, !guard.IsExcuse),
            CriteriaNode criteria when isMet => ToScope(criteria.List) + criteria.Criteria.Sum(criterion => Asked(criterion.Condition, true)),
            CriteriaNode criteria => ToScope(criteria.List) + criteria.Criteria.Select(criterion => To(criterion.Condition, false)).DefaultIfEmpty(1).Min(),
            DefinedConditionNode defined => To(defined.Definition.Condition!, isMet),
            QuantityNode quantity when isMet => quantity.Lines.Min(line => To(line, true)),
            QuantityNode quantity => quantity.Lines.Sum(line => To(line, false)),
            QuantityLineNode line => To(line.Condition, isMet),
            DocumentedNode { With: { } with } documented => Leaf(documented) + (answers[with.Number].Any() ? To(with, isMet) : 2),
            QuantifierNode { Test: { } test } quantified => Leaf(quantified) + (answers[test.Number].Any() ? To(test, isMet) / 2 : 1),
            JudgedWhenNode judged => Math.Min(To(judged.Judged, isMet), To(judged.Recorded, isMet)),
            ConfirmationNode confirmation => To(confirmation.Part, isMet),
            _ => Leaf(node),
        };
    }

    // Where every part is required, one that does not apply stands in nobody's way.
    private double Asked(ConditionNode node, bool isMet) =>
        answers[node.Number].Any(answer => answer.Applies.IsNotMet) ? 0 : To(node, isMet);

    private double To(GroupNode group, bool isMet)
    {
        double[] met = [.. group.Parts.Select(part => To(part, true)).Order()];
        double[] notMet = [.. group.Parts.Select(part => To(part, false)).Order()];
        return group.Kind switch
        {
            GroupKind.AllOf => isMet ? group.Parts.Sum(part => Asked(part, true)) : notMet[0],
            GroupKind.AnyOf => isMet ? met[0] : notMet.Sum(),
            GroupKind.NoneOf => isMet ? group.Parts.Sum(part => Asked(part, false)) : met[0],
            GroupKind.AtLeast => isMet ? met.Take(group.Count).Sum() : notMet.Take(met.Length - group.Count + 1).Sum(),
            GroupKind.AtMost => isMet ? notMet.Take(met.Length - group.Count).Sum() : met.Take(group.Count + 1).Sum(),
            _ => 1,
        };
    }

    // One that is open is nearer than one that is answered the other way, and the nearer the less is missing for it.
    private double Leaf(ConditionNode node) => answers[node.Number]
        .Select(answer => answer.Applies.IsNotMet ? 1.5 : answer.Value.IsOpen ? 0.8 + (0.1 * Math.Min(MissingFor(node), 4)) : 1.2).DefaultIfEmpty(2).Min();

    private int MissingFor(PlanNode node) => missing[node.Number].Count() + node.Children.Sum(MissingFor) + node switch
    {
        DefinedValueNode defined => MissingFor(defined.Definition.Value!),
        DefinedConditionNode defined => MissingFor(defined.Definition.Condition!),
        _ => 0,
    };
}
