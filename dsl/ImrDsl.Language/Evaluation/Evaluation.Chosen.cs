using System;
using System.Collections.Generic;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Language.Evaluation
{
    /// <summary>The latest or first entry of a list: "The latest and the first entry" in docs/evaluation.md.</summary>
    internal sealed partial class Evaluation
    {
        /// <summary>The entries of a list that may be the one that counts.</summary>
        private sealed class ChosenEntries
        {
            /// <summary>What the record says of the list as a whole.</summary>
            public Extent Extent { get; set; }

            /// <summary>Those that pass the filters, or may, in the order of the case, with the date of each.</summary>
            public List<(int Index, Truth Qualifies, PartialDate Date)> Passing { get; } = new List<(int, Truth, PartialDate)>();

            /// <summary>Those of them that may be the one that counts.</summary>
            public List<(int Index, Truth Qualifies, PartialDate Date)> Candidates { get; } = new List<(int, Truth, PartialDate)>();

            /// <summary>Whether at least one entry certainly qualifies.</summary>
            public bool IsCertain { get; set; }

            /// <summary>Of the latest entry the first day it can be of; of the first entry the last day.</summary>
            public CalendarDate Bound { get; set; }
        }

        private ChosenEntries ChooseEntries(ListNode list, Choosing choosing, ValueNode date)
        {
            var chosen = new ChosenEntries();
            chosen.Extent = ForEachEntry(list, passes => chosen.Passing.Add((entryAtHand, passes, DateOf(date))));
            if (chosen.Extent == Extent.Incomplete)
            {
                NoteMayHoldMore(list);
            }

            PartialDate decisionDate = record.DecisionDate;
            foreach ((int index, Truth passes, PartialDate dated) in chosen.Passing)
            {
                Truth qualifies = passes & (dated.IsKnown ? dated <= decisionDate : Truth.Met);
                if (!qualifies.IsNotMet)
                {
                    chosen.Candidates.Add((index, qualifies, dated));
                }
            }

            if (chosen.Candidates.Count > 1)
            {
                chosen.Candidates.RemoveAll(entry => !entry.Date.IsKnown);
            }

            bool isLatest = choosing == Choosing.Latest;
            foreach ((_, Truth qualifies, PartialDate dated) in chosen.Candidates)
            {
                if (qualifies.IsMet)
                {
                    CalendarDate bound = isLatest ? dated.Earliest : dated.Latest;
                    chosen.Bound = !chosen.IsCertain || (isLatest ? bound > chosen.Bound : bound < chosen.Bound) ? bound : chosen.Bound;
                    chosen.IsCertain = true;
                }
            }

            chosen.Candidates.RemoveAll(entry =>
                chosen.IsCertain && entry.Date.IsKnown && (isLatest ? entry.Date.Latest < chosen.Bound : entry.Date.Earliest > chosen.Bound));
            return chosen;
        }

        /// <summary>Asks something of every candidate; notes which there are, and which entries were set aside.</summary>
        private void AskCandidates(PlanNode node, ListNode list, ChosenEntries chosen, Action ask)
        {
            FoundFact fact = Find(list.Fact);
            foreach ((int index, Truth qualifies, _) in chosen.Candidates)
            {
                NoteFact(AccountKind.EntryChosen, node, fact.Plan, index, qualifies);
                With(list.Entry, fact, fact.Record.Entries[index], index, () =>
                {
                    ask();
                    return true;
                });
            }

            foreach ((int index, _, _) in chosen.Passing)
            {
                if (!chosen.Candidates.Exists(candidate => candidate.Index == index))
                {
                    NoteFact(AccountKind.EntrySetAside, node, fact.Plan, index);
                }
            }
        }

        private Truth Chosen(ChosenNode node)
        {
            ChosenEntries chosen = ChooseEntries(node.List, node.Choosing, node.Date);
            var answers = new List<Truth>();
            AskCandidates(node, node.List, chosen, () => answers.Add(node.With is null ? Truth.Met : AnswerOf(node.With).WhereAllAreRequired));
            if (chosen.Extent == Extent.Open)
            {
                return Truth.NotDocumented;
            }

            if (chosen.Extent == Extent.None)
            {
                return Truth.NotMet;
            }

            FoundFact fact = Find(node.List.Fact);
            if (!chosen.IsCertain)
            {
                NoteFact(AccountKind.FactMissing, node, fact.Plan, fact.WholeEntry);
            }
            else
            {
                NoteContradiction(node, fact, answers);
            }

            if (chosen.Extent == Extent.Incomplete && node.With is not null)
            {
                // The entry that the record does not hold may be the one that counts.
                answers.Add(Truth.NotDocumented);
            }

            return Agreed(answers, chosen.IsCertain);
        }

        private Number ChosenNumber(ChosenValueNode node)
        {
            var values = new List<Number>();
            ChosenEntries chosen = ChosenValues(node, () => values.Add(NumberOf(node.Value!)));
            if (!chosen.IsCertain || chosen.Extent == Extent.Incomplete)
            {
                return Number.Unknown;
            }

            Number value = values[0];
            foreach (Number other in values)
            {
                value = Number.Either(value, other);
            }

            return value;
        }

        private PartialDate ChosenDate(ChosenValueNode node)
        {
            var values = new List<PartialDate>();
            ChosenEntries chosen = ChosenValues(node, () => values.Add(node.Value is null ? PartialDate.Unknown : DateOf(node.Value)));
            if (!chosen.IsCertain)
            {
                return PartialDate.Unknown;
            }

            if (node.Value is null)
            {
                return DateOfChosen(node.Choosing, chosen);
            }

            PartialDate value = chosen.Extent == Extent.Incomplete ? PartialDate.Unknown : values[0];
            foreach (PartialDate other in values)
            {
                value = PartialDate.Either(value, other);
            }

            return value;
        }

        private ChosenEntries ChosenValues(ChosenValueNode node, Action read)
        {
            ChosenEntries chosen = ChooseEntries(node.List, node.Choosing, node.Date);
            AskCandidates(node, node.List, chosen, read);
            if (chosen.Extent is Extent.Complete or Extent.Incomplete && !chosen.IsCertain)
            {
                FoundFact fact = Find(node.List.Fact);
                NoteFact(AccountKind.FactMissing, node, fact.Plan, fact.WholeEntry);
            }

            return chosen;
        }

        // The date of whichever candidate it is: it lies between the bound and the furthest day any candidate can be of.
        private PartialDate DateOfChosen(Choosing choosing, ChosenEntries chosen)
        {
            if (!chosen.Candidates[0].Date.IsKnown)
            {
                return PartialDate.Unknown;
            }

            if (choosing == Choosing.First)
            {
                CalendarDate first = chosen.Bound;
                foreach ((_, _, PartialDate date) in chosen.Candidates)
                {
                    first = date.Earliest < first ? date.Earliest : first;
                }

                return chosen.Extent == Extent.Incomplete ? PartialDate.Unknown : PartialDate.Between(first, chosen.Bound);
            }

            CalendarDate last = chosen.Bound;
            foreach ((_, _, PartialDate date) in chosen.Candidates)
            {
                last = date.Latest > last ? date.Latest : last;
            }

            return PartialDate.Between(
                chosen.Bound, chosen.Extent == Extent.Incomplete || last > record.DecisionDate ? record.DecisionDate : last);
        }

        private Truth Confirmation(ConfirmationNode node)
        {
            Truth part = AnswerOf(node.Part).WhereAllAreRequired;
            return part.IsNotMet ? Truth.NotDocumented : part;
        }
    }
}
