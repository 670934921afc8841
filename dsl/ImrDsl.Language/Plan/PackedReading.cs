using System.Collections.Generic;
using System.Linq;

namespace ImrDsl.Language.Plan
{
    /// <summary>
    /// Of which facts a line can be read straight into a packed case, and of which it has to be read carefully: one answer for generated readers and for those made
    /// from a plan (docs/decisions/0013-packed-cases.md).
    /// </summary>
    public sealed class PackedReading
    {
        /// <summary>With so many digits behind the point a quantity is kept at most, and a percentage that a record gives for a change always.</summary>
        public const byte MostDigits = 4;

        private readonly HashSet<FactPlan> ofBits = new HashSet<FactPlan>();
        private readonly HashSet<FactPlan> involved = new HashSet<FactPlan>();
        private readonly HashSet<FactPlan> dated = new HashSet<FactPlan>();

        /// <summary>The numbers of the facts of which bits are read, in order.</summary>
        public IReadOnlyList<int> OfBits => NumbersOf(ofBits);

        /// <summary>The numbers of the facts whose reading depends on more than themselves, in order.</summary>
        public IReadOnlyList<int> Involved => NumbersOf(involved);

        /// <summary>The numbers of the facts whose evidence is compared with other dates than the decision and the request date, in order.</summary>
        public IReadOnlyList<int> Dated => NumbersOf(dated);

        /// <summary>The facts that stand in for a fact, one after the other, when the record is silent.</summary>
        public static IEnumerable<FactPlan> StandIns(FactPlan fact)
        {
            for (DefaultPlan? silence = fact.Default; silence?.Fact is { } other; silence = other.Default)
            {
                yield return other;
            }
        }

        /// <summary>With how many digits behind the point, 0 to 4, quantities of a fact are kept: those of the smallest step of its declaration, four without one.</summary>
        public static byte DigitsOf(FactPlan fact)
        {
            decimal step = fact.Range?.Step ?? 1m / ScaleOf(MostDigits);
            byte digits = 0;
            while (digits < MostDigits && decimal.Truncate(step * ScaleOf(digits)) != step * ScaleOf(digits))
            {
                digits++;
            }

            return digits;
        }

        /// <summary>How many of the last of so many digits, 0 to 4, make 1.</summary>
        public static int ScaleOf(byte digits) => digits switch { 0 => 1, 1 => 10, 2 => 100, 3 => 1000, _ => 10_000 };

        /// <summary>Adds what a bit asks: it is learned of its fact alone, unless other facts stand in for it, or it is asked of a list, or of words.</summary>
        /// <param name="node">The test, a <see cref="PackedLeaf"/>.</param>
        /// <param name="record">The record of whose entry it is asked, or null.</param>
        public void Add(ConditionNode node, FactPlan? record)
        {
            FactReference asked = PackedLeaf.FactOf(node);
            FactPlan stated = record ?? asked.Fact;
            ofBits.Add(stated);
            if (StandIns(asked.Fact).Any() || asked.Fact.Kind is FactKind.List or FactKind.Text or FactKind.Period || (asked.Entry is not null && record is null))
            {
                involved.Add(stated);
                involved.UnionWith(StandIns(asked.Fact));
            }

            // An entry may be dated by one of its fields.
            if (PackedLeaf.DatesOf(node).Any() && (record?.EntryKind ?? asked.Fact.EntryKind)?.Fields.Any(field => field.Kind == FactKind.Date) == true)
            {
                involved.Add(stated);
            }

            if (PackedLeaf.DatesOf(node).Any(date => date is not FactNode { Fact.Fact.BuiltIn: BuiltInFact.RequestDate or BuiltInFact.DecisionDate }))
            {
                dated.Add(stated);
            }
        }

        /// <summary>Adds a fact whose quantity or date is kept.</summary>
        /// <param name="fact">The fact.</param>
        /// <param name="record">The record of whose entry it is read, or null.</param>
        public void Add(FactPlan fact, FactPlan? record)
        {
            if (fact.IsJudgement || (StandIns(fact).Any() && (record is not null || fact.Kind == FactKind.Number)))
            {
                involved.Add(record ?? fact);
                involved.UnionWith(StandIns(fact));
            }
        }

        /// <summary>
        /// Adds a list. A record that is gone through as a list is read as a record. An entry is read without evidence; of what an entry of a record holds, the evidence
        /// of the record may matter.
        /// </summary>
        /// <param name="list">The list.</param>
        /// <param name="record">The record that holds it, or null.</param>
        /// <param name="nodes">The tests that bits of its entries answer.</param>
        /// <param name="quantity">The field whose quantity is kept, or null.</param>
        /// <param name="period">The field whose period is kept, or null.</param>
        public void Add(FactPlan list, FactPlan? record, IEnumerable<ConditionNode> nodes, FactPlan? quantity, FactPlan? period)
        {
            if (list.Kind != FactKind.List
                || nodes.Any(node => IsInvolved(node, list, record))
                || (quantity is not null && (quantity.FieldOf != list.EntryKind || StandIns(quantity).Any()))
                || (period is not null && period.FieldOf != list.EntryKind))
            {
                involved.Add(record ?? list);
            }
        }

        private static bool IsInvolved(ConditionNode node, FactPlan list, FactPlan? record)
        {
            FactPlan asked = PackedLeaf.FactOf(node).Fact;
            return asked.FieldOf != list.EntryKind || StandIns(asked).Any() || asked.Kind is not (FactKind.YesNo or FactKind.Choice or FactKind.Code)
                || (node is DocumentedNode && (record is not null || PackedLeaf.DatesOf(node).Any()));
        }

        private static IReadOnlyList<int> NumbersOf(IEnumerable<FactPlan> facts) => facts.Select(fact => fact.Number).OrderBy(number => number).ToList();
    }
}
