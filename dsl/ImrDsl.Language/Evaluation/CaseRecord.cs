using System.Collections.Generic;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Language.Evaluation
{
    /// <summary>One disputed item of a case, with the facts of the case, as the plan of one guideline sees them. The slow, plain form.</summary>
    public sealed class CaseRecord
    {
        /// <summary>The id of the case.</summary>
        public string Id { get; init; } = string.Empty;

        /// <summary>The date as of which it is decided; known to the day.</summary>
        public CalendarDate DecisionDate { get; init; }

        /// <summary>
        /// The facts, by the fact of the plan: those of the case, the built-in ones (the decision date included) and the fields of the
        /// item's <c>request</c>. A fact that is not there is not mentioned. A reviewer's answers stand here too, for the facts that ask for one.
        /// </summary>
        public IReadOnlyDictionary<FactPlan, FactRecord> Facts { get; init; } = new Dictionary<FactPlan, FactRecord>();
    }

    /// <summary>What a case holds of one fact.</summary>
    public sealed class FactRecord
    {
        /// <summary>A fact the record does not mention.</summary>
        public static FactRecord NotMentioned { get; } = new FactRecord();

        /// <summary>What is known of it as a whole.</summary>
        public Knowledge Knowledge { get; init; }

        /// <summary>The entries, in the order of the case. Several for a fact stated more than once, and for records and lists.</summary>
        public IReadOnlyList<EntryRecord> Entries { get; init; } = new List<EntryRecord>();
    }

    /// <summary>One entry of a fact: a value or fields, and its evidence.</summary>
    public sealed class EntryRecord
    {
        /// <summary>A yes/no value, if the fact has that type and the value is known.</summary>
        public bool? YesNo { get; init; }

        /// <summary>A quantity in the fact's unit.</summary>
        public Number Number { get; init; }

        /// <summary>A date.</summary>
        public PartialDate Date { get; init; }

        /// <summary>A stretch of time.</summary>
        public Period Period { get; init; }

        /// <summary>The number of a choice's value, or null.</summary>
        public int? Choice { get; init; }

        /// <summary>Words; of a quantity that was converted, what the record says; or null.</summary>
        public string? Text { get; init; }

        /// <summary>The fields of a record's or list's entry, by <see cref="FactPlan.Ordinal"/>.</summary>
        public IReadOnlyList<FactRecord> Fields { get; init; } = new List<FactRecord>();

        /// <summary>Who stated it, when and where; null if the case does not say. A field without evidence has that of its entry.</summary>
        public Evidence? Evidence { get; init; }
    }
}
