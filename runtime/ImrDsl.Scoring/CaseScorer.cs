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
    public static IReadOnlyList<ItemResult> Score(GuidelinePlan plan, CaseFile file)
    {
        GuidelineDescription description = PlanDescription.Of(plan);
        return [.. file.Items.Select(item => Score(plan, description, item))];
    }

    private static ItemResult Score(GuidelinePlan plan, GuidelineDescription description, CaseItem item)
    {
        ServiceResult result = ReferenceEvaluator.Evaluate(plan, item.Service, item.Record);
        return ItemResults.Of(
            description, item.Number, item.Item, result.Necessary, result.Against, result.Account, new RecordFacts(plan, item.Record));
    }
}
