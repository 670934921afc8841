using System;
using System.Collections.Generic;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Language.Evaluation
{
    /// <summary>Facts: "Which entry of a fact counts", "Reading a fact" and "Documented" in docs/evaluation.md.</summary>
    internal sealed partial class Evaluation
    {
        private readonly Dictionary<EntryScope, HeldEntry> entriesAtHand = new Dictionary<EntryScope, HeldEntry>();

        // The index of the innermost entry of a record or list that is being evaluated; −1 outside.
        private int entryAtHand = -1;

        /// <summary>An entry of a record or list that a construct has at hand.</summary>
        private sealed record HeldEntry(EntryRecord Entry, int Index, Evidence? Evidence);

        /// <summary>A fact, what the case holds of it, and for a field the entry that holds it.</summary>
        private sealed record FoundFact(FactPlan Plan, FactRecord Record, HeldEntry? Holder)
        {
            /// <summary>What the account says for the fact as a whole.</summary>
            public int WholeEntry => Holder?.Index ?? -1;

            /// <summary>What the account says for one of its entries.</summary>
            public int EntryFor(int index) => Holder?.Index ?? index;

            /// <summary>The evidence of one of its entries: its own, or that of the entry that holds it.</summary>
            public Evidence? EvidenceOf(EntryRecord entry) => entry.Evidence ?? Holder?.Evidence;

            public bool HasEntries => Record.Knowledge is Knowledge.Given or Knowledge.Incomplete && Record.Entries.Count > 0;
        }

        /// <summary>The entries of a fact that may be the one that counts.</summary>
        private sealed class Candidates
        {
            public List<(int Index, EntryRecord Entry, Truth Qualifies)> Entries { get; } = new List<(int, EntryRecord, Truth)>();

            /// <summary>Whether at least one entry certainly qualifies.</summary>
            public bool IsCertain { get; set; }
        }

        /// <summary>What reading a fact came to: the entries to ask, a default to take instead, or a judgement that is missing.</summary>
        private sealed class Reading
        {
            public Reading(FoundFact fact) => Fact = fact;

            public IReadOnlyList<EntryRecord> Entries { get; set; } = Array.Empty<EntryRecord>();

            public bool IsCertain { get; set; }

            public DefaultPlan? Default { get; set; }

            public bool IsJudgementMissing { get; set; }

            /// <summary>The fact that was read in the end.</summary>
            public FoundFact Fact { get; }
        }

        private FoundFact Find(FactReference reference)
        {
            FactPlan plan = reference.Fact;
            if (reference.Entry is not null && entriesAtHand.TryGetValue(reference.Entry, out HeldEntry? holder))
            {
                FactRecord field = plan.Ordinal < holder.Entry.Fields.Count ? holder.Entry.Fields[plan.Ordinal] : FactRecord.NotMentioned;
                return new FoundFact(plan, field, holder);
            }

            if (record.Facts.TryGetValue(plan, out FactRecord? found))
            {
                return new FoundFact(plan, found, null);
            }

            FactRecord missing = plan.BuiltIn == BuiltInFact.DecisionDate
                ? new FactRecord { Knowledge = Knowledge.Given, Entries = new[] { new EntryRecord { Date = record.DecisionDate } } }
                : FactRecord.NotMentioned;
            return new FoundFact(plan, missing, null);
        }

        private Candidates Choose(FoundFact fact, Func<EntryRecord, PartialDate, Truth> qualify)
        {
            var chosen = new Candidates();
            if (!fact.HasEntries)
            {
                return chosen;
            }

            // 1. Entries that qualify and are not after the decision date.
            PartialDate decisionDate = record.DecisionDate;
            var left = new List<(int Index, EntryRecord Entry, Truth Qualifies, PartialDate Date)>();
            for (int i = 0; i < fact.Record.Entries.Count; i++)
            {
                EntryRecord entry = fact.Record.Entries[i];
                PartialDate date = DateOf(fact, entry, i);
                Truth qualifies = qualify(entry, date) & (date.IsKnown ? date <= decisionDate : Truth.Met);
                if (!qualifies.IsNotMet)
                {
                    left.Add((i, entry, qualifies, date));
                }
            }

            // 2. Of several, an undated one cannot be placed.
            if (left.Count > 1)
            {
                left.RemoveAll(entry => !entry.Date.IsKnown);
            }

            // 3. Nothing that is certainly earlier than another that certainly qualifies.
            CalendarDate notBefore = default;
            foreach ((_, _, Truth qualifies, PartialDate date) in left)
            {
                if (qualifies.IsMet)
                {
                    chosen.IsCertain = true;
                    notBefore = date.IsKnown && date.Earliest > notBefore ? date.Earliest : notBefore;
                }
            }

            foreach ((int index, EntryRecord entry, Truth qualifies, PartialDate date) in left)
            {
                if (!date.IsKnown || date.Latest >= notBefore)
                {
                    chosen.Entries.Add((index, entry, qualifies));
                }
            }

            return chosen;
        }

        /// <summary>4. The answer on which the candidates agree.</summary>
        private static Truth Agreed(IReadOnlyList<Truth> answers, bool isCertain)
        {
            if (answers.Count == 0 || !isCertain)
            {
                return Truth.NotDocumented;
            }

            Truth agreed = answers[0];
            foreach (Truth answer in answers)
            {
                agreed = Truth.Agree(agreed, answer);
            }

            return agreed;
        }

        private Reading Read(PlanNode node, FactReference reference, Func<EntryRecord, bool> isKnown)
        {
            FoundFact fact = Find(reference);
            while (!fact.Plan.IsJudgement && fact.Record.Knowledge == Knowledge.NotMentioned && fact.Plan.Default is { } silence)
            {
                NoteFact(AccountKind.DefaultUsed, node, fact.Plan, fact.WholeEntry);
                if (silence.Fact is not { } other)
                {
                    return new Reading(fact) { Default = silence, IsCertain = true };
                }

                fact = Find(new FactReference(other, other.FieldOf is null ? null : reference.Entry));
            }

            if (fact.Plan.IsJudgement)
            {
                return ReadJudgement(node, fact, isKnown);
            }

            Candidates candidates = Choose(fact, (_, _) => Truth.Met);
            var entries = new List<EntryRecord>();
            foreach ((int index, EntryRecord entry, _) in candidates.Entries)
            {
                NoteFact(isKnown(entry) ? AccountKind.FactUsed : AccountKind.FactMissing, node, fact.Plan, fact.EntryFor(index));
                entries.Add(entry);
            }

            if (!candidates.IsCertain)
            {
                NoteFact(AccountKind.FactMissing, node, fact.Plan, fact.WholeEntry);
            }

            return new Reading(fact) { Entries = entries, IsCertain = candidates.IsCertain };
        }

        private Reading ReadJudgement(PlanNode node, FoundFact fact, Func<EntryRecord, bool> isKnown)
        {
            if (fact.HasEntries)
            {
                for (int i = 0; i < fact.Record.Entries.Count; i++)
                {
                    if (isKnown(fact.Record.Entries[i]))
                    {
                        NoteFact(AccountKind.FactUsed, node, fact.Plan, fact.EntryFor(i));
                        return new Reading(fact) { Entries = new[] { fact.Record.Entries[i] }, IsCertain = true };
                    }
                }
            }

            NoteFact(AccountKind.JudgementMissing, node, fact.Plan, fact.WholeEntry);
            return new Reading(fact) { IsJudgementMissing = true };
        }

        private Truth ReadYesNo(ConditionNode node, FactReference reference) =>
            ReadTruth(node, reference, entry => entry.YesNo is not null, entry => entry.YesNo!.Value, silence => silence.YesNo ?? Truth.NotDocumented);

        private Truth ReadChoice(PlanNode node, FactReference reference, IReadOnlyList<int> members)
        {
            Truth IsMember(int? value) => value is { } known ? Contains(members, known) : Truth.NotDocumented;
            return ReadTruth(
                node, reference, entry => entry.Choice is not null, entry => IsMember(entry.Choice), silence => IsMember(silence.ChoiceValue));
        }

        private Truth ReadTruth(
            PlanNode node, FactReference reference, Func<EntryRecord, bool> isKnown, Func<EntryRecord, Truth> ask, Func<DefaultPlan, Truth> askDefault)
        {
            Reading reading = Read(node, reference, isKnown);
            if (reading.IsJudgementMissing)
            {
                return Truth.NeedsJudgement;
            }

            if (reading.Default is { } silence)
            {
                return askDefault(silence);
            }

            var answers = new List<Truth>();
            foreach (EntryRecord entry in reading.Entries)
            {
                answers.Add(isKnown(entry) ? ask(entry) : Truth.NotDocumented);
            }

            if (reading.IsCertain)
            {
                NoteContradiction(node, reading.Fact, answers);
            }

            return Agreed(answers, reading.IsCertain);
        }

        /// <summary>Entries that decide differently leave open which of them counts: that too is a fact the record misses.</summary>
        private void NoteContradiction(PlanNode node, FoundFact fact, List<Truth> answers)
        {
            if (answers.Exists(answer => answer.IsMet) && answers.Exists(answer => answer.IsNotMet))
            {
                NoteFact(AccountKind.FactMissing, node, fact.Plan, fact.WholeEntry);
            }
        }

        private Number ReadNumber(PlanNode node, FactReference reference)
        {
            Reading reading = Read(node, reference, entry => IsKnown(FactKind.Number, entry));
            if (reading.Default is { } silence)
            {
                return silence.Number is { } number ? number : Number.Unknown;
            }

            if (!reading.IsCertain)
            {
                return Number.Unknown;
            }

            Number value = reading.Entries[0].Number;
            foreach (EntryRecord entry in reading.Entries)
            {
                value = Number.Either(value, entry.Number);
            }

            return value;
        }

        private PartialDate ReadDate(PlanNode node, FactReference reference)
        {
            Reading reading = Read(node, reference, entry => IsKnown(FactKind.Date, entry));
            if (!reading.IsCertain || reading.Default is not null)
            {
                return PartialDate.Unknown;
            }

            PartialDate value = reading.Entries[0].Date;
            foreach (EntryRecord entry in reading.Entries)
            {
                value = PartialDate.Either(value, entry.Date);
            }

            return value;
        }

        private Period ReadPeriod(PlanNode node, FactReference reference)
        {
            Reading reading = Read(node, reference, entry => IsKnown(FactKind.Period, entry));
            if (!reading.IsCertain || reading.Default is not null)
            {
                return Period.Unknown;
            }

            Period value = reading.Entries[0].Period;
            foreach (EntryRecord entry in reading.Entries)
            {
                if (entry.Period != value)
                {
                    return Period.Unknown;
                }
            }

            return value;
        }

        private static bool IsKnown(FactKind kind, EntryRecord entry) => kind switch
        {
            FactKind.YesNo => entry.YesNo is not null,
            FactKind.Number => entry.Number.HasLow || entry.Number.HasHigh,
            FactKind.Date => entry.Date.IsKnown,
            FactKind.Period => entry.Period.From.IsKnown && (entry.Period.To.IsKnown || entry.Period.IsOngoing),
            FactKind.Choice => entry.Choice is not null,
            FactKind.Text or FactKind.Code => entry.Text is not null,
            _ => true,
        };

        private Truth Documented(DocumentedNode node)
        {
            var dates = new List<(Comparison Comparison, PartialDate Date)>();
            foreach (DateQualifier date in node.Qualifier.Dates)
            {
                dates.Add((date.Comparison, DateOf(date.Date)));
            }

            FoundFact fact = Find(node.Fact);
            bool hasFields = fact.Plan.Kind is FactKind.Record or FactKind.List;
            if (hasFields && IsNone(fact.Record))
            {
                NoteFact(AccountKind.FactUsed, node, fact.Plan, fact.WholeEntry);
                return Truth.NotMet;
            }

            Candidates candidates = Choose(fact, (entry, dated) =>
            {
                Truth qualifies = MeetsStandard(node.Qualifier, fact.EvidenceOf(entry));
                foreach ((Comparison comparison, PartialDate date) in dates)
                {
                    qualifies &= Compare(dated, comparison, date);
                }

                return qualifies;
            });

            var answers = new List<Truth>();
            foreach ((int index, EntryRecord entry, Truth qualifies) in candidates.Entries)
            {
                if (hasFields)
                {
                    NoteFact(AccountKind.EntryChosen, node, fact.Plan, index, qualifies);
                    answers.Add(node.With is null ? Truth.Met : With(node.Entry, fact, entry, index, () => AnswerOf(node.With).WhereAllAreRequired));
                    continue;
                }

                bool isKnown = IsKnown(fact.Plan.Kind, entry);
                NoteFact(isKnown ? AccountKind.FactUsed : AccountKind.FactMissing, node, fact.Plan, fact.EntryFor(index));
                answers.Add(!isKnown ? Truth.NotDocumented : entry.YesNo ?? Truth.Met);
            }

            if (hasFields)
            {
                NoteSetAside(node, fact, candidates);
            }

            if (!candidates.IsCertain)
            {
                NoteFact(AccountKind.FactMissing, node, fact.Plan, fact.WholeEntry);
            }
            else
            {
                NoteContradiction(node, fact, answers);
            }

            return Agreed(answers, candidates.IsCertain);
        }

        private void NoteSetAside(DocumentedNode node, FoundFact fact, Candidates candidates)
        {
            for (int i = 0; fact.HasEntries && i < fact.Record.Entries.Count; i++)
            {
                if (!candidates.Entries.Exists(candidate => candidate.Index == i))
                {
                    NoteFact(AccountKind.EntrySetAside, node, fact.Plan, i);
                }
            }
        }

        private static Truth MeetsStandard(EvidenceQualifier qualifier, Evidence? evidence)
        {
            if (!qualifier.AsksStandard)
            {
                return Truth.Met;
            }

            if ((evidence?.Person is { } person && Contains(qualifier.Persons, person)) || (evidence?.Kind is { } kind && Contains(qualifier.Kinds, kind)))
            {
                return Truth.Met;
            }

            bool maySuffice = (qualifier.Persons.Count > 0 && evidence?.Person is null) || (qualifier.Kinds.Count > 0 && evidence?.Kind is null);
            return maySuffice ? Truth.NotDocumented : Truth.NotMet;
        }

        private static bool Contains<T>(IReadOnlyList<T> items, T wanted)
        {
            foreach (T item in items)
            {
                if (EqualityComparer<T>.Default.Equals(item, wanted))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Evaluates something with an entry at hand.</summary>
        private T With<T>(EntryScope? scope, FoundFact fact, EntryRecord entry, int index, Func<T> evaluate)
        {
            int outer = entryAtHand;
            entryAtHand = index;
            if (scope is not null)
            {
                entriesAtHand[scope] = new HeldEntry(entry, index, fact.EvidenceOf(entry));
            }

            T result = evaluate();
            if (scope is not null)
            {
                entriesAtHand.Remove(scope);
            }

            entryAtHand = outer;
            return result;
        }
    }
}
