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
        return new Settling(words.Of(open.ToEstablish), words.Of(open.ToRefute), words.Of(changes));
    }

    private Runtime.Results.SettlingSets Of(SettlingSets sets) =>
        new([.. sets.Sets.Select(set => set.Facts.Select(Of).OrderBy(fact => fact.IsJudgement).ToList())], sets.More, sets.MayBeMore);

    private Runtime.Results.SettlingFact Of(SettlingFact fact) => new()
    {
        Fact = fact.Fact.Number,
        Name = fact.Fact.Name,
        Of = fact.Holder?.Name,
        Entry = fact.Holder is { Kind: FactKind.Record } ? -1 : fact.Entry,
        Value = fact.IsSingleValue ? fact.Value + EvidenceWanted(fact) : Asked(fact),
        IsSingleValue = fact.IsSingleValue,
        Shortfall = fact.NotMet.Count > 0 ? string.Empty : fact.Shortfall,
        Question = fact.Fact.Question,
        Criteria = [.. fact.Lines.SelectMany(CriteriaOf).Distinct()],
        IsJudgement = fact.Fact.IsJudgement,
    };

    // What is asked of a list, a record or a stretch of time: "≥6 months exercise", "“at least 8 visits” is not met".
    private static string Asked(SettlingFact fact) =>
        string.Join("; ", fact.Lines.Select(line => fact.NotMet.Contains(line) ? "“" + HeadOf(line) + "” is not met" : WordsOf(line, fact.OpenParts)).Distinct());

    // ", by examination", ", by examination, and by imaging or by electrodiagnostic test": what the lines want to know besides the value.
    private static string EvidenceWanted(SettlingFact fact)
    {
        if (fact.Value.Length == 0 || fact.Evidence.Count == 0)
        {
            return string.Empty;
        }

        List<DocumentedNode> always = [.. fact.Evidence[0].Where(line => fact.Evidence.All(set => set.Contains(line)))];
        string common = string.Concat(Standards(fact, always).Select(words => ", " + words));
        List<string> choice = [.. fact.Evidence.Select(set => string.Join(" and ", Standards(fact, set.Except(always)))).Distinct()];
        return common + (choice.Contains(string.Empty) ? string.Empty : (common.Length > 0 ? ", and " : ", ") + string.Join(fact.Evidence.Any(set => set.Count > always.Count + 1) ? ", or " : " or ", choice));
    }

    // "by imaging, test or examination"
    private static IEnumerable<string> Standards(SettlingFact fact, IEnumerable<DocumentedNode> lines) => lines.Select(HeadOf)
        .Where(words => words.StartsWith(fact.Fact.Name + " is ", StringComparison.OrdinalIgnoreCase) && words.Contains(" by ", StringComparison.Ordinal))
        .Select(words => words[(words.IndexOf(" by ", StringComparison.Ordinal) + 1)..]).Distinct();

    // Of a block the head, and those of its parts that are not met yet.
    private static string WordsOf(ConditionNode line, IReadOnlyList<ConditionNode> open)
    {
        List<string> parts = line is DocumentedNode { With: GroupNode { Kind: GroupKind.AllOf } block }
            ? [.. block.Parts.Where(open.Contains).Select(part => PlanWords.Of(part.Source))] : [];
        return HeadOf(line) + (parts.Count > 0 ? ", with " + string.Join(", ", parts) : string.Empty);
    }

    private static string HeadOf(ConditionNode line)
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
