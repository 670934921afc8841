using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;

namespace ImrDsl.Language.Proving
{
    /// <summary>Conditions that are asked together, and alternatives.</summary>
    internal sealed partial class Walk
    {
        private List<IReadOnlyList<CriterionPlan>>? asked;

        // Which criteria of lists are asked together somewhere.
        private List<IReadOnlyList<CriterionPlan>> Asked => asked ??= plan.Nodes.OfType<CriteriaNode>().Where(reference => reference.Criteria.Count > 1)
            .Select(reference => reference.Criteria).ToList();

        // A list of criteria: what is wrong wherever some of its criteria are asked together.
        private void Visit(CriteriaListPlan list)
        {
            Visit(list.Scope, Nothing);
            var scope = new List<Premise>();
            if (list.Scope is not null && !IsFlagged(list.Scope) && !IsNeverMet(list.Scope))
            {
                scope.Add(new Premise(Translation.ScopeOf(list), list.Scope, GroundKind.Met));
            }

            foreach (CriterionPlan criterion in list.Criteria)
            {
                Translation.AnswerOf(criterion);
            }

            List<(IReadOnlyList<CriterionPlan> Criteria, HashSet<CriterionPlan> Set)> together =
                Asked.Where(criteria => criteria[0].List == list).Select(criteria => (criteria, new HashSet<CriterionPlan>(criteria))).ToList();
            bool isClash = false;
            foreach (IEnumerable<CriterionPlan> criteria in together.Count > 0 ? together.Select(group => group.Criteria) : list.Criteria.Select(criterion => new[] { criterion }))
            {
                isClash |= ReportClashes(criteria.Select(criterion => criterion.Condition).ToList(), scope, isOneGroup: false);
            }

            var implied = new HashSet<CriterionPlan>();
            foreach (CriterionPlan criterion in list.Criteria.Reverse().Where(criterion => !IsFlagged(criterion.Condition)))
            {
                List<IReadOnlyList<Premise>> others = together.Where(group => group.Set.Contains(criterion))
                    .Select(group => questions.Gather(scope.Concat(RequiredOf(group.Criteria.Where(other => other != criterion && !implied.Contains(other)).Select(other => other.Condition))))).ToList();
                if (others.Count == 0)
                {
                    others.Add(scope);
                }

                List<List<Premise>?> reasons = others.Select(premises => ImpliedBy(criterion.Condition, premises)).ToList();
                if (reasons.All(reason => reason is { Count: > 0 }) && ReportImplied(criterion.Condition, reasons[0]!))
                {
                    implied.Add(criterion);
                }
            }

            foreach (CriterionPlan criterion in list.Criteria)
            {
                IEnumerable<CriterionPlan> always = together.Where(group => group.Set.Contains(criterion)).Select(group => group.Criteria)
                    .Aggregate((IEnumerable<CriterionPlan>?)null, (common, criteria) => common is null ? criteria : common.Intersect(criteria)) ?? Enumerable.Empty<CriterionPlan>();
                bool isPlain = isClash || IsFlagged(criterion.Condition);
                Visit(criterion.Condition, isPlain ? Nothing
                    : questions.Gather(scope.Concat(RequiredOf(always.Where(other => other != criterion && !implied.Contains(other)).Select(other => other.Condition)))));
            }
        }

        private IEnumerable<Premise> RequiredOf(IEnumerable<ConditionNode> conditions) =>
            conditions.Where(condition => !IsFlagged(condition)).Select(condition => new Premise(Translation.NotFailed(condition), condition, GroundKind.NotFailed));

        // All of some conditions are asked.
        private void VisitRequired(IReadOnlyList<ConditionNode> parts, IReadOnlyList<Premise> premises, bool isOneGroup)
        {
            if ((parts.Count > 1 && ReportClashes(parts, premises, isOneGroup)) || parts.Any(IsNeverMet))
            {
                VisitEach(parts, Nothing);
                return;
            }

            var implied = new HashSet<ConditionNode>();
            for (int i = parts.Count - 1; i >= 0 && parts.Count > 1; i--)
            {
                IEnumerable<Premise> others = premises.Where(premise => !premise.IsRecommendationAgainst)
                    .Concat(RequiredOf(parts.Where(part => part != parts[i] && !implied.Contains(part) && !IsSamePlace(part, parts[i]))));
                if (ImpliedBy(parts[i], questions.Gather(others)) is { Count: > 0 } reason && ReportImplied(parts[i], reason))
                {
                    implied.Add(parts[i]);
                }
            }

            foreach (ConditionNode part in parts)
            {
                Visit(part, implied.Contains(part) ? Nothing
                    : questions.Gather(premises.Concat(RequiredOf(parts.Where(other => other != part && !implied.Contains(other) && !IsSamePlace(other, part))))));
            }
        }

        // One of some conditions suffices, or none may be so.
        private void VisitAlternatives(ConditionNode whole, IReadOnlyList<ConditionNode> parts, IReadOnlyList<Premise> premises)
        {
            IReadOnlyList<Premise> inside = whole is GroupNode { Kind: GroupKind.NoneOf } ? Nothing : premises;
            var shadowed = new HashSet<ConditionNode>();
            bool isDecided = parts.Any(part => IsNeverFailed(part));
            for (int i = parts.Count - 1; i >= 0; i--)
            {
                if (IsNeverMet(parts[i]))
                {
                    continue;
                }

                if (premises.Count > 0 && ReportDead(parts[i], premises))
                {
                    shadowed.Add(parts[i]);
                    continue;
                }

                IReadOnlyList<Premise> others = questions.Gather(parts.Where(part => part != parts[i] && !shadowed.Contains(part))
                    .Select(part => new Premise(Statements.Not(Translation.Met(part)), part, GroundKind.NotMet)));
                if (!isDecided && questions.Exclude(others, Translation.Met(parts[i])) is { Count: > 0 } reason && ReportShadowed(parts[i], reason))
                {
                    shadowed.Add(parts[i]);
                }
            }

            if (whole is GroupNode)
            {
                ReportRanges(parts, mayGap: whole is GroupNode { Kind: GroupKind.AnyOf }, mayOverlap: false);
            }

            VisitEach(parts, shadowed.Count > 0 ? Nothing : inside);
        }

        // Reports one clash after another; what was found wrong by itself is left out.
        private bool ReportClashes(IReadOnlyList<ConditionNode> parts, IReadOnlyList<Premise> premises, bool isOneGroup)
        {
            bool isAny = false;
            while (ReportClash(parts.Where(part => !IsFlagged(part) && !IsNeverMet(part)).ToList(), premises, isPair: isOneGroup && parts.Count == 2))
            {
                isAny = true;
            }

            return isAny;
        }

        // The premises from which it follows that a condition is not failed; empty: it never is; null: it may be.
        private List<Premise>? ImpliedBy(ConditionNode condition, IReadOnlyList<Premise> premises)
        {
            int failed = Statements.Not(Translation.NotFailed(condition));
            List<Premise>? reason = failed == Solver.False || IsNeverFailed(condition) || IsNeverMet(condition) ? null : questions.Exclude(premises, failed);
            return reason is not null && questions.AreImpossible(reason.Select(premise => premise.Statement).ToArray()) ? null : reason;
        }

        private static bool IsSamePlace(ConditionNode left, ConditionNode right) =>
            ReferenceEquals(left.Source.Text, right.Source.Text) && left.Source.Span.Equals(right.Source.Span);
    }
}
