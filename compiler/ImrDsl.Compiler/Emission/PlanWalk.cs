using System;
using System.Collections.Generic;
using ImrDsl.Language.Plan;

namespace ImrDsl.Compiler.Emission
{
    /// <summary>Questions to a plan that take a walk over its nodes.</summary>
    internal static class PlanWalk
    {
        /// <summary>A node and everything below it.</summary>
        public static IReadOnlyList<PlanNode> Below(PlanNode node)
        {
            var below = new List<PlanNode>();
            Visit(node, below.Add);
            return below;
        }

        /// <summary>The entries to whose fields a node refers.</summary>
        public static HashSet<EntryScope> EntriesUsedBy(PlanNode node)
        {
            var used = new HashSet<EntryScope>();
            Visit(node, part =>
            {
                foreach (FactReference fact in FactsOf(part))
                {
                    if (fact.Entry is { } entry)
                    {
                        used.Add(entry);
                    }
                }

                if (part is EntryDateNode date)
                {
                    used.Add(date.Entry);
                }
            });
            return used;
        }

        /// <summary>The lines of services that have a title: what a service asks besides its lists.</summary>
        public static HashSet<PlanNode> TitledLinesOfServices(GuidelinePlan plan)
        {
            var titled = new HashSet<PlanNode>();
            foreach (ServicePlan service in plan.Services)
            {
                AddTitledBelow(service.Necessary, titled);
                AddTitledBelow(service.NotRecommended, titled);
            }

            return titled;
        }

        /// <summary>The definitions that something inside an entry of a record or list refers to.</summary>
        public static HashSet<DefinitionPlan> DefinitionsUsedInEntries(GuidelinePlan plan)
        {
            var used = new HashSet<DefinitionPlan>();
            if (plan.Definitions.Count == 0)
            {
                return used;
            }

            // A node stands before its parts.
            var isInEntry = new bool[plan.Nodes.Count];
            foreach (PlanNode node in plan.Nodes)
            {
                foreach (PlanNode part in isInEntry[node.Number] ? node.Children : PartsInEntries(node))
                {
                    isInEntry[part.Number] = true;
                }

                if (isInEntry[node.Number] && ((node as DefinedConditionNode)?.Definition ?? (node as DefinedValueNode)?.Definition) is { } definition)
                {
                    used.Add(definition);
                }
            }

            return used;
        }

        private static void AddTitledBelow(PlanNode? node, HashSet<PlanNode> titled)
        {
            foreach (PlanNode child in node?.Children ?? default)
            {
                if (child is ConditionNode { Title: { Length: > 0 } })
                {
                    titled.Add(child);
                }

                AddTitledBelow(child, titled);
            }
        }

        // A node and everything below it.
        private static void Visit(PlanNode node, Action<PlanNode> visit)
        {
            visit(node);
            foreach (PlanNode child in node.Children)
            {
                Visit(child, visit);
            }
        }

        private static IEnumerable<PlanNode> PartsInEntries(PlanNode node) => node switch
        {
            ListNode list => list.Filters,
            QuantifierNode { Test: { } test } => new[] { test },
            AggregateNode { Each: { } each } => new[] { each },
            FrequencyNode frequency => new[] { frequency.Test },
            DocumentedNode { With: { } with } => new[] { with },
            ChosenNode { With: { } with } => new[] { with },
            ChosenValueNode { Value: { } value } => new[] { value },
            _ => Array.Empty<PlanNode>(),
        };

        private static IEnumerable<FactReference> FactsOf(PlanNode node)
        {
            switch (node)
            {
                case YesNoNode yesNo:
                    return new[] { yesNo.Fact };
                case MembershipNode membership:
                    return new[] { membership.Fact };
                case SameChoiceNode same:
                    return new[] { same.Left, same.Right };
                case CodeNode code:
                    return new[] { code.Fact };
                case DocumentedNode documented:
                    return new[] { documented.Fact };
                case FactNode fact:
                    return new[] { fact.Fact };
                case ListNode list:
                    return new[] { list.Fact };
                case TableNode table:
                    return table.Keys;
                default:
                    return Array.Empty<FactReference>();
            }
        }
    }
}
