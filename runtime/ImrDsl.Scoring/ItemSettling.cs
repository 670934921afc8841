using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Settling;
using ImrDsl.Runtime.Results;
using SettlingFact = ImrDsl.Language.Settling.SettlingFact;
using SettlingSets = ImrDsl.Language.Settling.SettlingSets;

namespace ImrDsl.Scoring;

/// <summary>What would settle an item, in the words of results.</summary>
internal static class ItemSettling
{
    /// <summary>What would settle an item, or change the answer.</summary>
    public static Settling Of(GuidelinePlan plan, CaseItem item)
    {
        Settlement open = Settler.OfOpen(plan, item.Service, item.Record);
        bool isDecided = ReferenceEquals(open, Settlement.None);
        SettlingSets changes = isDecided ? Settler.Changes(plan, item.Service, item.Record) : SettlingSets.None;
        return new Settling(Of(plan, open.ToEstablish), Of(plan, open.ToRefute, isRefuting: true), Of(plan, changes));
    }

    private static Runtime.Results.SettlingSets Of(GuidelinePlan plan, SettlingSets sets, bool isRefuting = false) =>
        new([.. sets.Sets.Select(set => set.Facts.Select(fact => Of(plan, fact, isRefuting)).OrderBy(fact => fact.IsJudgement).ToList())], sets.More, sets.MayBeMore);

    private static Runtime.Results.SettlingFact Of(GuidelinePlan plan, SettlingFact fact, bool isRefuting) => new()
    {
        Fact = fact.Fact.Number,
        Name = fact.Fact.Name,
        Of = fact.Holder?.Name,
        Entry = fact.Entry,
        Value = fact.IsSingleValue ? fact.Value : isRefuting ? "“" + Asked(plan, fact) + "” is not met" : Asked(plan, fact),
        Shortfall = isRefuting ? string.Empty : fact.Shortfall,
        Question = fact.Fact.Question,
        Criteria = [.. fact.Lines.SelectMany(line => CriteriaOf(plan, line)).Distinct()],
        IsJudgement = fact.Fact.IsJudgement,
    };

    // Of each criterion the first line that asks for it, and none that another one repeats.
    private static string Asked(GuidelinePlan plan, SettlingFact fact)
    {
        List<string> words = [.. fact.Lines.GroupBy(line => string.Join(", ", CriteriaOf(plan, line))).Select(group => WordsOf(group.First())).Distinct()];
        return string.Join("; ", words.Where(one => !words.Exists(other => other.Length > one.Length && other.StartsWith(one, StringComparison.Ordinal))));
    }

    // What stands below a line is not repeated.
    private static string WordsOf(ConditionNode line)
    {
        string words = PlanWords.Of(line.Source);
        return words.EndsWith(", with all of", StringComparison.Ordinal) ? words[..^", with all of".Length] : words;
    }

    private static IEnumerable<string> CriteriaOf(GuidelinePlan plan, ConditionNode line)
    {
        foreach (CriteriaListPlan list in plan.Lists)
        {
            if (list.Scope is { } scope && Holds(scope, line))
            {
                yield return "scope";
            }

            foreach (CriterionPlan criterion in list.Criteria.Where(criterion => Holds(criterion.Condition, line)))
            {
                yield return criterion.Label.Length > 0 ? "criterion " + criterion.Label : PlanWords.Of(criterion.Condition.Source);
            }
        }
    }

    private static bool Holds(PlanNode root, PlanNode node) => ReferenceEquals(root, node)
        || (root is DefinedConditionNode { Definition.Condition: { } defined } && Holds(defined, node))
        || root.Children.Any(child => Holds(child, node));
}
