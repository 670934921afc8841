using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
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
    /// <param name="times">How often each kind.</param>
    /// <param name="timesEachWay">How often each way that it can be.</param>
    public void AssertEvery(int times, int timesEachWay)
    {
        string[] rare =
        [
            .. kinds.Where(kind => kind.Value < times).Select(kind => kind.Key.Name),
            .. kinds.Keys.SelectMany(PossibleWays).Where(way => ways.GetValueOrDefault(way) < timesEachWay),
        ];
        Assert.True(rare.Length == 0, "Too rare: " + string.Join(", ", rare));
    }

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

    // Every property that tells one sort of a node from another is an enumeration, a yes/no, or something that may be absent.
    private static IEnumerable<string> Ways(PlanNode node) =>
        from property in node.GetType().GetProperties()
        where Tells(property) || (MayBeAbsent(property) && property.GetValue(node) is null)
        select Way(node.GetType(), property, Tells(property) ? property.GetValue(node) : "absent");

    // What a value is a kind of, and whether a condition has a guard, follow from the type of the node or from its parts.
    private static IEnumerable<string> PossibleWays(Type kind) =>
        from property in kind.GetProperties()
        where (Tells(property) && property.PropertyType != typeof(ValueKind) && property.Name != nameof(ConditionNode.HasGuard)) || MayBeAbsent(property)
        from value in property.PropertyType.IsEnum ? Enum.GetValues(property.PropertyType).Cast<object>()
            : property.PropertyType == typeof(bool) ? [false, true]
            : (object[])["absent"]
        select Way(kind, property, value);

    private static bool Tells(PropertyInfo property) => property.PropertyType.IsEnum || property.PropertyType == typeof(bool);

    private static bool MayBeAbsent(PropertyInfo property) =>
        property.DeclaringType is { IsAbstract: false } && new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;

    private static string Way(Type kind, PropertyInfo property, object? value) => kind.Name + "." + property.Name + " " + value;
}
