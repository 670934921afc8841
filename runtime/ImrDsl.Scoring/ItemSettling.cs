using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Settling;
using ImrDsl.Runtime.Results;
using ImrDsl.Values;
using SettlingFact = ImrDsl.Language.Settling.SettlingFact;
using SettlingSets = ImrDsl.Language.Settling.SettlingSets;

namespace ImrDsl.Scoring;

/// <summary>What would settle an item, in the words of results.</summary>
internal sealed class ItemSettling
{
    // The lists that apply to the request, or may, each with the criteria that the service asks for.
    private readonly List<CriteriaUse> uses;

    private ItemSettling(GuidelinePlan plan, CaseItem item)
    {
        IReadOnlyDictionary<CriteriaListPlan, Truth> scopes = ReferenceEvaluator.Evaluate(plan, item.Service, item.Record).Scopes;
        uses = [.. CriteriaUse.Of(plan, item.Service).Where(use => !scopes[use.List].IsNotMet)];
    }

    /// <summary>What would settle an item, or change the answer.</summary>
    public static Settling Of(GuidelinePlan plan, CaseItem item)
    {
        Settlement open = Settler.OfOpen(plan, item.Service, item.Record);
        bool isDecided = ReferenceEquals(open, Settlement.None);
        SettlingSets changes = isDecided ? Settler.Changes(plan, item.Service, item.Record) : SettlingSets.None;
        var words = new ItemSettling(plan, item);
        return new Settling(words.Of(open.ToEstablish), words.Of(open.ToRefute, isRefuting: true), words.Of(changes));
    }

    private Runtime.Results.SettlingSets Of(SettlingSets sets, bool isRefuting = false) =>
        new([.. sets.Sets.Select(set => set.Facts.Select(fact => Of(fact, isRefuting)).OrderBy(fact => fact.IsJudgement).ToList())], sets.More, sets.MayBeMore);

    private Runtime.Results.SettlingFact Of(SettlingFact fact, bool isRefuting) => new()
    {
        Fact = fact.Fact.Number,
        Name = fact.Fact.Name,
        Of = fact.Holder?.Name,
        Entry = fact.Entry,
        Value = fact.IsSingleValue ? fact.Value : isRefuting ? "“" + Asked(fact) + "” is not met" : Asked(fact),
        Shortfall = isRefuting ? string.Empty : fact.Shortfall,
        Question = fact.Fact.Question,
        Criteria = [.. fact.Lines.SelectMany(CriteriaOf).Distinct()],
        IsJudgement = fact.Fact.IsJudgement,
    };

    // Of each criterion the first line that asks for it, and none that another one repeats.
    private string Asked(SettlingFact fact)
    {
        List<string> words = [.. fact.Lines.GroupBy(line => string.Join(", ", CriteriaOf(line))).Select(group => WordsOf(group.First())).Distinct()];
        return string.Join("; ", words.Where(one => !words.Exists(other => other.Length > one.Length && other.StartsWith(one, StringComparison.Ordinal))));
    }

    // What stands below a line is not repeated.
    private static string WordsOf(ConditionNode line)
    {
        string words = PlanWords.Of(line.Source);
        return words.EndsWith(", with all of", StringComparison.Ordinal) ? words[..^", with all of".Length] : words;
    }

    private IEnumerable<string> CriteriaOf(ConditionNode line)
    {
        foreach (CriteriaUse use in uses)
        {
            string ofList = uses.Count > 1 ? " for " + use.List.Name : string.Empty;
            if (use.List.Scope is { } scope && Holds(scope, line))
            {
                yield return "scope" + ofList;
            }

            foreach (CriterionPlan criterion in use.Criteria.Where(criterion => Holds(criterion.Condition, line)))
            {
                yield return (criterion.Label.Length > 0 ? "criterion " + criterion.Label : PlanWords.Of(criterion.Condition.Source)) + ofList;
            }
        }
    }

    private static bool Holds(PlanNode root, PlanNode node) => ReferenceEquals(root, node)
        || (root is DefinedConditionNode { Definition.Condition: { } defined } && Holds(defined, node))
        || root.Children.Any(child => Holds(child, node));
}
