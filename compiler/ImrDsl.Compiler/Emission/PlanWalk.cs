using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;

namespace ImrDsl.Compiler.Emission
{
    /// <summary>Questions to a plan that take a walk over its nodes.</summary>
    internal static class PlanWalk
    {
        /// <summary>A node and everything below it.</summary>
        public static IEnumerable<PlanNode> Below(PlanNode node)
        {
            yield return node;
            foreach (PlanNode child in node.Children)
            {
                foreach (PlanNode below in Below(child))
                {
                    yield return below;
                }
            }
        }

        /// <summary>The entries to whose fields a node refers.</summary>
        public static HashSet<EntryScope> EntriesUsedBy(PlanNode node) => new HashSet<EntryScope>(Below(node)
            .SelectMany(FactsOf)
            .Where(fact => fact.Entry is not null)
            .Select(fact => fact.Entry!)
            .Concat(Below(node).OfType<EntryDateNode>().Select(date => date.Entry)));

        /// <summary>The lines of services that have a title: what a service asks besides its lists.</summary>
        public static HashSet<PlanNode> TitledLinesOfServices(GuidelinePlan plan) => new HashSet<PlanNode>(plan.Services
            .SelectMany(service => new[] { service.Necessary, service.NotRecommended })
            .Where(condition => condition is not null)
            .SelectMany(condition => Below(condition!).Skip(1))
            .Where(node => node is ConditionNode { Title: { Length: > 0 } }));

        /// <summary>The definitions that something inside an entry of a record or list refers to.</summary>
        public static HashSet<DefinitionPlan> DefinitionsUsedInEntries(GuidelinePlan plan)
        {
            var used = new HashSet<DefinitionPlan>();
            foreach (PlanNode inside in plan.Nodes.SelectMany(PartsInEntries).SelectMany(Below))
            {
                switch (inside)
                {
                    case DefinedConditionNode condition:
                        used.Add(condition.Definition);
                        break;
                    case DefinedValueNode value:
                        used.Add(value.Definition);
                        break;
                }
            }

            return used;
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
            _ => System.Array.Empty<PlanNode>(),
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
                    return System.Array.Empty<FactReference>();
            }
        }
    }
}
