using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Runtime.Description;
using ImrDsl.Runtime.Results;

namespace ImrDsl.Scoring;

/// <summary>Scores cases by the plan of a guideline, with the reference evaluator and a full account.</summary>
public static class CaseScorer
{
    /// <summary>The results of the items of a case that the guideline decides.</summary>
    /// <param name="plan">The guideline.</param>
    /// <param name="file">The case, read for this guideline.</param>
    public static IReadOnlyList<ItemResult> Score(GuidelinePlan plan, CaseFile file) => [.. file.Items.Select(item => Score(plan, item))];

    /// <summary>The result of one item.</summary>
    /// <param name="plan">The guideline.</param>
    /// <param name="item">The item, of a case that was read for this guideline.</param>
    /// <param name="isSettlingWanted">Whether to look for what would settle it, or change the answer (some milliseconds an item).</param>
    public static ItemResult Score(GuidelinePlan plan, CaseItem item, bool isSettlingWanted = false)
    {
        ServiceResult result = ReferenceEvaluator.Evaluate(plan, item.Service, item.Record);
        ItemResult scored = ItemResults.Of(
            PlanDescription.Of(plan), item.Number, item.Item, result.Finding, result.Quantity, result.Account, new RecordFacts(plan, item.Record));
        return isSettlingWanted ? scored with { Settling = ItemSettling.Of(plan, item) } : scored;
    }
}
