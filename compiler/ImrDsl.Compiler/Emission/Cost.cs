using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;

namespace ImrDsl.Compiler.Emission
{
    /// <summary>
    /// What it costs to evaluate a node, roughly, in readings of a yes/no fact; what goes through a list costs most. Where the order of parts does not
    /// matter to the answer, the cheap ones come first, since any of them may decide.
    /// </summary>
    internal static class Cost
    {
        private const int Entries = 4;
        private const int OfDefinition = 20;
        private const int Most = 1_000_000;

        /// <summary>Conditions, the cheapest first; of equal ones in printed order.</summary>
        public static IReadOnlyList<ConditionNode> CheapestFirst(IReadOnlyList<ConditionNode> conditions) => CheapestFirst(conditions, condition => condition);

        /// <summary>Criteria, the cheapest first; of equal ones in printed order.</summary>
        public static IReadOnlyList<CriterionPlan> CheapestFirst(IReadOnlyList<CriterionPlan> criteria) => CheapestFirst(criteria, criterion => criterion.Condition);

        /// <summary>Whether one condition costs less than another.</summary>
        public static bool IsCheaper(ConditionNode one, ConditionNode other) => Of(one) < Of(other);

        // Most stand so already.
        private static IReadOnlyList<T> CheapestFirst<T>(IReadOnlyList<T> items, Func<T, ConditionNode> conditionOf)
        {
            var costs = new long[items.Count];
            bool isSorted = true;
            for (int i = 0; i < costs.Length; i++)
            {
                costs[i] = costs.Length == 1 ? 0 : Of(conditionOf(items[i]));
                isSorted &= i == 0 || costs[i - 1] <= costs[i];
            }

            return isSorted ? items : Enumerable.Range(0, costs.Length).OrderBy(i => costs[i]).Select(i => items[i]).ToList();
        }

        private static long Of(PlanNode node) => Of(node, isInDefinition: false);

        // Definitions that lead to definitions are not followed: what they cost together can grow without end.
        private static long Of(PlanNode node, bool isInDefinition)
        {
            long parts = 0;
            foreach (PlanNode child in node.Children)
            {
                parts += Of(child, isInDefinition);
            }

            return Math.Min(Most, Own(node, isInDefinition) + (IsForEachEntry(node) ? Entries * parts : parts));
        }

        private static bool IsForEachEntry(PlanNode node) =>
            node is QuantifierNode or AggregateNode or TotalTimeNode or FrequencyNode or ChosenNode or ChosenValueNode;

        private static long Own(PlanNode node, bool isInDefinition) => node switch
        {
            YesNoNode or MembershipNode => 1,
            FactNode or CodeNode or SameChoiceNode => 2,
            ElapsedNode or PercentChangeNode => 4,
            TableNode table => table.Rows.Count,
            DocumentedNode documented => documented.With is null ? 4 : 12,
            QuantifierNode or AggregateNode => 12,
            TotalTimeNode => 100,
            ChosenNode or ChosenValueNode or FrequencyNode => 100,
            CriteriaNode or DefinedConditionNode or DefinedValueNode when isInDefinition => OfDefinition,
            CriteriaNode reference => reference.Criteria.Sum(criterion => Of(criterion.Condition, isInDefinition: true)),
            DefinedConditionNode defined => Of(defined.Definition.Condition!, isInDefinition: true),
            DefinedValueNode defined => Of(defined.Definition.Value!, isInDefinition: true),
            _ => 0,
        };
    }
}
