using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Runtime.Cases;
using ImrDsl.Runtime.Description;
using ImrDsl.Runtime.Editions;
using ImrDsl.Runtime.Results;

namespace ImrDsl.Scoring;

/// <summary>An edition of a guideline by its plan, decided by the reference evaluator.</summary>
/// <param name="plan">The edition.</param>
/// <param name="isSettlingWanted">Whether results say what would settle an open item, or change the answer.</param>
public sealed class PlanEdition(GuidelinePlan plan, bool isSettlingWanted = false) : IGuidelineEdition
{
    /// <summary>The edition.</summary>
    public GuidelinePlan Plan => plan;

    /// <inheritdoc/>
    public GuidelineDescription Guideline => PlanDescription.Of(plan);

    /// <inheritdoc/>
    public ICaseInEdition Read(IReadOnlyList<GuidelineDescription> others, ReadOnlyMemory<byte> utf8, string path) =>
        new PlanCase(plan, isSettlingWanted, CaseReader.Read(plan, others, utf8, path));

    private sealed class PlanCase(GuidelinePlan plan, bool isSettlingWanted, CaseReading reading) : ICaseInEdition
    {
        public CaseInfo Info => reading.Frame.Info;

        public IReadOnlyList<DisputedItem> Items => reading.Frame.Items;

        public IReadOnlyList<CaseError> Errors => reading.Errors;

        public ItemResult Explain(int item) =>
            CaseScorer.Score(plan, reading.File!.Items.First(found => found.Number == item), isSettlingWanted);
    }
}
