using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;

namespace ImrDsl.Language.Proving
{
    /// <summary>
    /// Goes through the conditions of a guideline, each with what is taken for granted where it stands: the other criteria of its list, the scope, the guard. Of
    /// several findings that one line explains, only that of the line is told.
    /// </summary>
    internal sealed partial class Walk
    {
        private static readonly IReadOnlyList<Premise> Nothing = Array.Empty<Premise>();

        private readonly GuidelinePlan plan;
        private readonly Questions questions;
        private readonly Findings findings;
        private readonly IReadOnlyList<FactPlan> unread;
        private readonly HashSet<PlanNode> flagged = new HashSet<PlanNode>();
        private readonly HashSet<object> visited = new HashSet<object>();

        public Walk(GuidelinePlan plan, Questions questions, Findings findings, IReadOnlyList<FactPlan> unread)
        {
            this.plan = plan;
            this.questions = questions;
            this.findings = findings;
            this.unread = unread;
        }

        private Translation Translation => questions.Translation;

        /// <summary>Looks through the whole guideline.</summary>
        public void Run()
        {
            foreach (CriteriaListPlan list in plan.Lists)
            {
                Visit(list);
            }

            foreach (ServicePlan service in plan.Services)
            {
                Visit(service);
            }

            foreach (DefinitionPlan definition in plan.Definitions)
            {
                Visit(definition);
            }

            ReportUnreached();
        }

        private void Visit(DefinitionPlan definition)
        {
            if (visited.Add(definition))
            {
                SetRoots(definition.Value, null, isInList: false);
                Visit(definition.Condition, Nothing);
                VisitInside(definition.Value);
            }
        }

        private void Visit(ServicePlan service)
        {
            Visit(service.NotRecommended, Nothing);
            if (service.Necessary is not { } necessary)
            {
                return;
            }

            // A recommendation against decides first.
            IReadOnlyList<Premise> premises = service.NotRecommended is { } against && !IsNeverMet(against)
                ? new[] { new Premise(Statements.Not(Translation.Met(against)), against, GroundKind.NotMet, IsRecommendationAgainst: true) }
                : Nothing;
            Visit(necessary, premises);
            if (!IsFlagged(necessary) && (service.NotRecommended is null || !flagged.Contains(service.NotRecommended)))
            {
                ReportService(service, necessary, premises);
            }
        }

        // A condition, and what is inside it. Premises hold wherever the condition matters.
        private void Visit(ConditionNode? node, IReadOnlyList<Premise> premises)
        {
            if (node is null)
            {
                return;
            }

            Translation.AnswerOf(node);
            if (!questions.Roots.ContainsKey(node))
            {
                questions.Roots.Add(node, node);
                SetRoots(node, node, isInList: false);
            }

            switch (node)
            {
                case GroupNode group when group.Parts.All(part => IsSamePlace(part, group)):
                    // One phrase that was lowered to several conditions is one to its author.
                    break;
                case GroupNode { Kind: GroupKind.AllOf } all:
                    VisitRequired(all.Parts.Where(part => !IsSamePlace(part, all)).ToList(), premises, isOneGroup: true);
                    break;
                case GroupNode { Kind: GroupKind.AnyOf or GroupKind.NoneOf } any:
                    VisitAlternatives(any, any.Parts, premises);
                    break;
                case GroupNode counted:
                    VisitEach(counted.Parts, Nothing);
                    break;
                case NotNode not:
                    Visit(not.Part, Nothing);
                    break;
                case ExceptionNode exception:
                    VisitAlternatives(exception, new[] { exception.Condition, exception.Exception }, premises);
                    break;
                case GuardNode guard:
                    VisitGuard(guard, premises);
                    break;
                case DefinedConditionNode defined:
                    Visit(defined.Definition);
                    break;
                case QuantityNode quantity:
                    VisitLines(quantity, premises);
                    break;
                case DocumentedNode { With: { } with }:
                    Visit(with, premises);
                    break;
                case ChosenNode { With: { } with } chosen:
                    VisitInside(chosen.List);
                    Visit(with, premises);
                    break;
                case QuantifierNode quantifier:
                    VisitQuantified(quantifier);
                    break;
                case JudgedWhenNode judged:
                    Visit(judged.When, Nothing);
                    break;
                case CriteriaNode _:
                    break;
                default:
                    VisitInside(node);
                    break;
            }

            if (node is not (CriteriaNode or DefinedConditionNode or QuantityNode))
            {
                ReportAlone(node);
            }

            if (IsInside(node))
            {
                flagged.Add(node);
            }
        }

        // Conditions within entries are evaluated as part of the one that goes through the entries. Within the definition of a value none does.
        private void SetRoots(PlanNode? node, ConditionNode? root, bool isInList)
        {
            foreach (PlanNode child in node?.Children ?? default)
            {
                bool isInside = isInList || child is ListNode;
                if (child is ConditionNode condition && !questions.Roots.ContainsKey(condition))
                {
                    questions.Roots.Add(condition, root ?? (isInside ? null : condition));
                }

                SetRoots(child, root ?? (isInside ? null : child as ConditionNode), isInside);
            }
        }

        private void VisitEach(IEnumerable<ConditionNode> nodes, IReadOnlyList<Premise> premises)
        {
            foreach (ConditionNode node in nodes)
            {
                Visit(node, premises);
            }
        }

        // Conditions that stand within values, such as the lines of a score or the filters of a list that is counted.
        private void VisitInside(PlanNode? node)
        {
            foreach (PlanNode child in node?.Children ?? default)
            {
                if (child is ConditionNode condition && node is not ListNode)
                {
                    Visit(condition, Nothing);
                }
                else if (child is DefinedValueNode defined)
                {
                    Visit(defined.Definition);
                }
                else
                {
                    VisitInside(child);
                }
            }

            if (node is ListNode list)
            {
                VisitFilters(list, null);
            }
            else if (node is ScoreNode score && visited.Add(score))
            {
                ReportRanges(score.Parts.Select(part => part.Condition).ToList(), mayGap: true, mayOverlap: true);
            }
        }

        // Filters are asked of any entry; those of a window have no words of their own.
        private void VisitFilters(ListNode list, ConditionNode? test)
        {
            Translation.FilterOf(list);
            List<ConditionNode> parts = list.Filters.ToList();
            if (test is not null)
            {
                Translation.Refresh(test);
                parts.Add(test);
            }

            VisitRequired(parts, Nothing, isOneGroup: false);
        }

        private void VisitQuantified(QuantifierNode node)
        {
            if (node.Quantifier == Quantifier.Some)
            {
                VisitFilters(node.List, node.Test);
                return;
            }

            VisitFilters(node.List, null);
            if (node.Test is not null)
            {
                Translation.Refresh(node.Test);
                Visit(node.Test, Nothing);
            }
        }

        private void VisitLines(QuantityNode node, IReadOnlyList<Premise> premises)
        {
            foreach (QuantityLineNode line in node.Lines)
            {
                Visit(line.Condition, premises);
            }

            ReportShadowedLines(node);
        }

        private void VisitGuard(GuardNode node, IReadOnlyList<Premise> premises)
        {
            Visit(node.Guard, Nothing);
            int asked = node.IsExcuse ? Statements.Not(Translation.Met(node.Guard)) : Translation.Met(node.Guard);
            IReadOnlyList<Premise> inside = premises;

            // "At least 2 months since latest injection" asks by itself whether there was one.
            bool isWritten = node.Guard.Source.Span.Start >= node.Condition.Source.Span.End;
            if (isWritten && !IsFlagged(node.Guard) && premises.Count > 0)
            {
                ReportIn(node.Guard, premises, mayBeImplied: true);
            }

            if (!IsFlagged(node.Guard))
            {
                inside = questions.Gather(premises.Concat(new[] { new Premise(asked, node.Guard, node.IsExcuse ? GroundKind.NotMet : GroundKind.Met) }));
            }

            Visit(node.Condition, inside);
            if (!IsFlagged(node.Condition) && inside.Count > premises.Count)
            {
                ReportIn(node.Condition, inside, mayBeImplied: true);
            }
        }

        private bool IsNeverMet(ConditionNode node) => questions.AreImpossible(Translation.Met(node));

        private bool IsNeverFailed(ConditionNode node) => questions.AreImpossible(Statements.Not(Translation.NotFailed(node)));

        private bool IsFlagged(ConditionNode node) => flagged.Contains(node) || (node is CriteriaNode criteria && criteria.Criteria.Any(criterion => flagged.Contains(criterion.Condition)))
            || (node is DefinedConditionNode { Definition: { Condition: { } body } } && flagged.Contains(body));

        // Whether anything was found within it.
        private bool IsInside(ConditionNode node) => node.Children.Any(child => flagged.Contains(child) || (child is ConditionNode condition && IsFlagged(condition))
            || (child is not ConditionNode && IsInsideValue(child)));

        private bool IsInsideValue(PlanNode node) => node.Children.Any(child => flagged.Contains(child) || (child is not ConditionNode && IsInsideValue(child)))
            || (node is DefinedValueNode { Definition: { Value: { } body } } && IsInsideValue(body));
    }
}
