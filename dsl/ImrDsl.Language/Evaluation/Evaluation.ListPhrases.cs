using System.Collections.Generic;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Language.Evaluation
{
    /// <summary>What list phrases ask of an entry: "The date of an entry" and "The same choice" in docs/evaluation.md.</summary>
    internal sealed partial class Evaluation
    {
        /// <summary>The date of an entry: for a record or list that of its field <c>date</c>, if it is known; else that of its evidence.</summary>
        private PartialDate DateOf(FoundFact fact, EntryRecord entry, int index) =>
            DateOf(fact.Plan.EntryKind, new HeldEntry(entry, index, fact.EvidenceOf(entry)), out _);

        private PartialDate DateOf(EntryKindPlan? kind, HeldEntry entry, out bool isStated)
        {
            PartialDate stated = kind?.DateField is { } field ? StatedDate(field, entry) : PartialDate.Unknown;
            isStated = stated.IsKnown;
            return isStated ? stated : entry.Evidence?.Date ?? PartialDate.Unknown;
        }

        // The field as "Reading a fact" says, but without its default and without an account.
        private PartialDate StatedDate(FactPlan field, HeldEntry entry)
        {
            FactRecord record = field.Ordinal < entry.Entry.Fields.Count ? entry.Entry.Fields[field.Ordinal] : FactRecord.NotMentioned;
            Candidates candidates = Choose(new FoundFact(field, record, entry), (_, _) => Truth.Met);
            if (!candidates.IsCertain)
            {
                return PartialDate.Unknown;
            }

            PartialDate date = candidates.Entries[0].Entry.Date;
            foreach ((_, EntryRecord statement, _) in candidates.Entries)
            {
                date = PartialDate.Either(date, statement.Date);
            }

            return date;
        }

        private PartialDate ReadEntryDate(EntryDateNode node)
        {
            FactPlan list = node.Entry.Fact.Fact;
            HeldEntry entry = entriesAtHand[node.Entry];
            PartialDate date = DateOf(list.EntryKind, entry, out bool isStated);
            FactPlan dated = isStated || !date.IsKnown ? list.EntryKind!.DateField ?? list : list;
            NoteFact(date.IsKnown ? AccountKind.FactUsed : AccountKind.FactMissing, node, dated, entry.Index);
            return date;
        }

        private Truth SameChoice(SameChoiceNode node)
        {
            Reading left = ReadChoices(node, node.Left, out List<int?> leftValues);
            Reading right = ReadChoices(node, node.Right, out List<int?> rightValues);
            if (left.IsJudgementMissing || right.IsJudgementMissing)
            {
                return (left.IsJudgementMissing || left.IsCertain) && (right.IsJudgementMissing || right.IsCertain) ? Truth.NeedsJudgement : Truth.NotDocumented;
            }

            var answers = new List<Truth>();
            foreach (int? one in leftValues)
            {
                foreach (int? other in rightValues)
                {
                    answers.Add(one is null || other is null ? Truth.NotDocumented : one == other);
                }
            }

            return Agreed(answers, left.IsCertain && right.IsCertain);
        }

        // The values of the candidates, null where one is not known. Different ones leave open which counts.
        private Reading ReadChoices(PlanNode node, FactReference reference, out List<int?> values)
        {
            Reading reading = Read(node, reference, entry => entry.Choice is not null);
            var known = new List<int?>();
            if (reading.Default is { } silence)
            {
                known.Add(silence.ChoiceValue);
            }

            foreach (EntryRecord entry in reading.Entries)
            {
                known.Add(entry.Choice);
            }

            if (reading.IsCertain && known.Exists(value => value is not null && known.Exists(other => other is not null && other != value)))
            {
                NoteFact(AccountKind.FactMissing, node, reading.Fact.Plan, reading.Fact.WholeEntry);
            }

            values = known;
            return reading;
        }
    }
}
