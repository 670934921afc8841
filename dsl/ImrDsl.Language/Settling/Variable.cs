using System.Collections.Generic;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;

namespace ImrDsl.Language.Settling
{
    /// <summary>
    /// A fact of the case, or a field of one of its entries, about which the record may come to say something else. What it may say is a short
    /// list of options that reaches every answer the guideline can give on it; without options it is taken as a whole.
    /// </summary>
    internal sealed class Variable
    {
        /// <summary>A fact, or a field of the entry at a place of a list or record.</summary>
        public Variable(FactPlan fact, FactPlan? holder, int entry)
        {
            Fact = fact;
            Holder = holder;
            Entry = entry;
        }

        /// <summary>The fact or field.</summary>
        public FactPlan Fact { get; }

        /// <summary>The list or record whose entry it is a field of, or null.</summary>
        public FactPlan? Holder { get; }

        /// <summary>The place of that entry, or -1.</summary>
        public int Entry { get; }

        /// <summary>Of a fact that is taken as a whole, the line that asks something of it: each line asks for itself, so that every one has a variable.</summary>
        public ConditionNode? Line { get; init; }

        /// <summary>The option of a fact taken as a whole with which its line is met.</summary>
        public const ulong LineMet = 2;

        /// <summary>The option of a fact taken as a whole with which its line is not met.</summary>
        public const ulong LineNotMet = 4;

        /// <summary>Whether what the record says, or its silence, counts already: then that is the first option, and any other one is a change.</summary>
        public bool IsKnown { get; set; }

        /// <summary>What the record may say, at most <see cref="MostOptions"/>, numbers and dates in ascending order after the first one of a known fact.</summary>
        public IReadOnlyList<FactRecord> Options { get; set; } = new List<FactRecord>();

        /// <summary>Options are kept as bits of one word.</summary>
        public const int MostOptions = 62;

        /// <summary>Whether it is taken as a whole: a list, a stretch of time, words.</summary>
        public bool IsWhole => Options.Count <= (IsKnown ? 1 : 0);

        /// <summary>All options.</summary>
        public ulong All => IsWhole ? LineMet | LineNotMet | (IsKnown ? 1UL : 0) : (1UL << Options.Count) - 1;

        /// <summary>Whether another variable is of the same fact or field: a set of facts counts it once.</summary>
        public bool IsOfSameFact(Variable other) =>
            ReferenceEquals(Fact, other.Fact) && ReferenceEquals(Holder, other.Holder) && Entry == other.Entry;

        /// <summary>Whether a choice of options demands that the record say something new.</summary>
        public bool IsChanged(ulong options) => !IsKnown || (options & 1) == 0;

        /// <summary>The first of some options, of which there is at least one.</summary>
        public static int First(ulong options)
        {
            int option = 0;
            while ((options & (1UL << option)) == 0)
            {
                option++;
            }

            return option;
        }

        /// <summary>The record with one of the options.</summary>
        public CaseRecord Apply(CaseRecord record, int option) => Apply(record, Options[option]);

        /// <summary>The record with something said of the fact or field.</summary>
        public CaseRecord Apply(CaseRecord record, FactRecord said)
        {
            var facts = new Dictionary<FactPlan, FactRecord>();
            foreach (KeyValuePair<FactPlan, FactRecord> known in record.Facts)
            {
                facts.Add(known.Key, known.Value);
            }

            if (Holder is null)
            {
                facts[Fact] = said;
            }
            else
            {
                facts[Holder] = WithField(facts[Holder], said);
            }

            return new CaseRecord { Id = record.Id, DecisionDate = record.DecisionDate, Facts = facts };
        }

        private FactRecord WithField(FactRecord holder, FactRecord field)
        {
            var entries = new List<EntryRecord>(holder.Entries);
            EntryRecord old = entries[Entry];
            var fields = new List<FactRecord>(old.Fields);
            fields[Fact.Ordinal] = field;
            entries[Entry] = new EntryRecord { Fields = fields, Evidence = old.Evidence };
            return new FactRecord { Knowledge = holder.Knowledge, Entries = entries };
        }
    }
}
