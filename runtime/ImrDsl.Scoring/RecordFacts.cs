using System.Collections.Generic;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Runtime.Results;
using ImrDsl.Values;

namespace ImrDsl.Scoring;

/// <summary>Shows the facts of a <see cref="CaseRecord"/>.</summary>
/// <param name="plan">The guideline.</param>
/// <param name="record">The item with the facts of the case.</param>
internal sealed class RecordFacts(GuidelinePlan plan, CaseRecord record) : ICaseFacts
{
    /// <inheritdoc/>
    public IFactView Of(int fact)
    {
        FactPlan declared = plan.AllFacts[fact];
        return record.Facts.TryGetValue(declared, out FactRecord? found) ? new View(declared, found)
            : declared.BuiltIn == BuiltInFact.DecisionDate
                ? new View(declared, new FactRecord { Knowledge = Knowledge.Given, Entries = [new EntryRecord { Date = record.DecisionDate }] })
                : FactView.Silent;
    }

    private sealed class View(FactPlan fact, FactRecord record) : IFactView
    {
        public Knowledge Knowledge => record.Knowledge;

        public int Count => record.Entries.Count;

        public string? ValueAt(int entry) => At(entry) is not { } value ? null : fact.Kind switch
        {
            FactKind.YesNo => value.YesNo is { } yesNo ? (yesNo ? "yes" : "no") : null,
            FactKind.Number => !value.Number.HasLow && !value.Number.HasHigh ? null
                : value.Text is { } recorded ? FactView.Converted(recorded, value.Number, fact.Range?.Unit)
                : WithUnit(value.Number),
            FactKind.Date => value.Date.IsKnown ? value.Date.ToString() : null,
            FactKind.Period => value.Period.IsKnown ? value.Period.ToString() : null,
            FactKind.Choice => value.Choice is { } choice ? fact.Choice!.Values[choice] : null,
            FactKind.Text or FactKind.Code => value.Text,
            _ => null,
        };

        public Evidence? EvidenceAt(int entry) => At(entry)?.Evidence;

        public string? ReasonAt(int entry) => fact.IsJudgement ? At(entry)?.Text : null;

        public IFactView FieldAt(int entry, int ordinal)
        {
            IReadOnlyList<FactRecord> fields = At(entry)?.Fields ?? [];
            return ordinal < fields.Count ? new View(fact.EntryKind!.Fields[ordinal], fields[ordinal]) : FactView.Silent;
        }

        private EntryRecord? At(int entry) => entry >= 0 && entry < record.Entries.Count ? record.Entries[entry] : null;

        private string WithUnit(Number number) => fact.Range?.Unit is { } unit ? (unit == "%" ? number + unit : number + " " + unit) : number.ToString();
    }
}
