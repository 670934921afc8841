using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using ImrDsl.Language.Plan;
using Xunit;

namespace ImrDsl.Differential.Tests;

/// <summary>How often each kind of plan node, and each way it can be, was evaluated.</summary>
internal sealed class NodeCoverage
{
    private readonly Dictionary<Type, long> kinds = typeof(PlanNode).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(PlanNode)) && !type.IsAbstract && type.Namespace == typeof(PlanNode).Namespace)
        .ToDictionary(type => type, _ => 0L);

    private readonly SortedDictionary<string, long> ways = new(StringComparer.Ordinal);

    /// <summary>Counts the nodes of a guideline, of which every item evaluates about one service's share.</summary>
    public void Add(GuidelinePlan plan, int items)
    {
        foreach (ServicePlan service in plan.Services)
        {
            long share = items / plan.Services.Count;
            foreach (PlanNode node in Reached(plan, service))
            {
                kinds[node.GetType()] += share;
                foreach (string way in Ways(node))
                {
                    ways[way] = ways.GetValueOrDefault(way) + share;
                }
            }
        }
    }

    /// <summary>Fails unless every kind of node there is was evaluated so often.</summary>
    public void AssertEvery(int times) =>
        Assert.True(kinds.Values.All(count => count >= times), "Too rare: " + string.Join(", ", kinds.Where(kind => kind.Value < times).Select(kind => kind.Key.Name)));

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach ((Type kind, long count) in kinds.OrderBy(kind => kind.Key.Name, StringComparer.Ordinal))
        {
            text.Append(kind.Name).Append(": ").Append(count).Append('\n');
        }

        foreach ((string way, long count) in ways)
        {
            text.Append(way).Append(": ").Append(count).Append('\n');
        }

        return text.ToString();
    }

    private static HashSet<PlanNode> Reached(GuidelinePlan plan, ServicePlan service)
    {
        var reached = new HashSet<PlanNode>();
        var waiting = new Stack<PlanNode?>([service.Necessary, service.NotRecommended]);
        foreach (CriteriaUse use in CriteriaUse.Of(plan, service))
        {
            waiting.Push(use.List.Scope);
            foreach (CriterionPlan criterion in use.Criteria)
            {
                waiting.Push(criterion.Condition);
            }
        }

        while (waiting.TryPop(out PlanNode? node))
        {
            if (node is null || !reached.Add(node))
            {
                continue;
            }

            foreach (PlanNode child in node.Children)
            {
                waiting.Push(child);
            }

            waiting.Push((node as DefinedConditionNode)?.Definition.Condition);
            waiting.Push((node as DefinedValueNode)?.Definition.Value);
        }

        return reached;
    }

    // Every property that tells one sort of a node from another is an enumeration or a yes/no.
    private static IEnumerable<string> Ways(PlanNode node) =>
        from property in node.GetType().GetProperties()
        where property.PropertyType.IsEnum || property.PropertyType == typeof(bool)
        select node.GetType().Name + "." + property.Name + " " + property.GetValue(node);
}
