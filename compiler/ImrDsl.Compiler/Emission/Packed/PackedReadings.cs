using System.Collections.Generic;
using System.Linq;
using ImrDsl.Compiler.Naming;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Compiler.Emission
{
    /// <summary>
    /// How conditions and values are read of a packed case. What it has no short form for is left to the expressions over the case itself, which a packed
    /// case keeps.
    /// </summary>
    internal sealed class PackedReadings : IReadings
    {
        private static readonly int MostScale = PackedReading.ScaleOf(PackedReading.MostDigits);

        private readonly GuidelineNames names;
        private readonly PackedFields fields;
        private readonly PackedLists lists;
        private readonly Expressions ofCase;
        private readonly PackedMethods methods;
        private readonly Expressions expressions;

        /// <summary>Readings.</summary>
        /// <param name="names">What everything is called.</param>
        /// <param name="fields">What a packed case holds.</param>
        /// <param name="lists">Its lists.</param>
        /// <param name="ofCase">Expressions that read the case itself.</param>
        /// <param name="methods">The methods of the packed case.</param>
        public PackedReadings(GuidelineNames names, PackedFields fields, PackedLists lists, Expressions ofCase, PackedMethods methods)
        {
            this.names = names;
            this.fields = fields;
            this.lists = lists;
            this.ofCase = ofCase;
            this.methods = methods;
            expressions = new Expressions(names, hasAccount: false, methods, this);
        }

        /// <summary>Expressions that read a packed case.</summary>
        public Expressions Expressions => expressions;

        /// <summary>Whether a packed case holds bits, as far as it is written.</summary>
        public bool HasBits => fields.HasBits;

        /// <inheritdoc/>
        public Code? Condition(ConditionNode node, EntriesInScope entries)
        {
            if (methods.AnswerAtHand(node) is { } answer)
            {
                return Code.Leaf(answer, node.Source);
            }

            switch (node)
            {
                case DefinedConditionNode defined:
                    return Code.Leaf(methods.Of(defined.Definition), node.Source);
                case GroupNode { Kind: GroupKind.AllOf or GroupKind.AnyOf or GroupKind.NoneOf } group when !methods.HasMethod(node) && !group.Parts.Any(part => part.HasGuard):
                    var joined = new Masks(isAll: group.Kind != GroupKind.AnyOf);
                    Add(joined, group, isNegated: false, entries);
                    return joined.Code(expressions, group.Source);
                case DocumentedNode { With: { } } documented when entries.All.Count == 0:
                    return WithRecord(documented);
                case ComparisonNode comparison:
                    return Compared(comparison.Left, comparison.Comparison, comparison.Right, comparison.Source, entries);
                case BandNode { Kind: BandKind.AtLeast } band:
                    return Compared(band.Value, Comparison.AtLeast, band.Low, band.Source, entries);
                case BandNode { Kind: BandKind.AtMost } band:
                    return Compared(band.Value, Comparison.AtMost, band.High, band.Source, entries);
                case QuantifierNode quantifier when entries.All.Count == 0 && Test(quantifier) is not null:
                    return Code.Leaf(methods.Of(quantifier), node.Source);
                default:
                    if (Bit(node, entries) is not { } bit)
                    {
                        return null;
                    }

                    return Code.Leaf(PackedLeaf.IsJudged(node) ? "readings.All(so: " + bit + ", judged: " + bit + ")" : "readings[" + bit + "]", node.Source);
            }
        }

        /// <inheritdoc/>
        public Code? Value(ValueNode node, EntriesInScope entries)
        {
            switch (node)
            {
                case FactNode { Fact.Fact.BuiltIn: BuiltInFact.DecisionDate }:
                    return Code.Leaf("PartialDate.Exactly(decisionDate)", node.Source);
                case FactNode { Kind: ValueKind.Date } date:
                    return Code.Leaf(fields.Date(ofCase.Value(date, entries).Flat, NameOf(date.Fact, entries), Record(date, entries), date), node.Source);
                case DefinedValueNode defined:
                    return Code.Leaf(methods.Of(defined.Definition), node.Source);
                case TotalTimeNode { Window: null, IsConsecutive: false } time when entries.All.Count == 0 && Filter(time) is not null:
                    return Code.Leaf(methods.Of(time), node.Source);
                default:
                    return null;
            }
        }

        /// <summary>All of the criteria that a service refers to, whether or not their list applies: what is a bit at once, then the others, the cheap ones first.</summary>
        public Code Criteria(CriteriaNode reference)
        {
            if (reference.Criteria.All(criterion => criterion.Condition.HasGuard))
            {
                return expressions.CriteriaWithoutScope(reference);
            }

            var joined = new Masks(isAll: true);
            foreach (CriterionPlan criterion in Cost.CheapestFirst(reference.Criteria))
            {
                var own = new Masks(isAll: true);
                if (!criterion.Condition.HasGuard)
                {
                    Add(own, criterion.Condition, isNegated: false, EntriesInScope.None);
                }

                if (criterion.Condition.HasGuard || !own.IsBitsOnly)
                {
                    Code answer = Code.Leaf(methods.Answer(criterion), reference.Source);
                    joined.Others.Add(criterion.Condition.HasGuard ? answer.Member(".WhereAllAreRequired") : answer);
                    continue;
                }

                joined.Take(own);
            }

            return joined.Code(expressions, reference.Source);
        }

        /// <summary>Whether a condition is a bit.</summary>
        public bool IsBit(ConditionNode node, EntriesInScope entries) => !node.HasGuard && Bit(node, entries) is not null;

        /// <summary>The field that holds a quantity, with its digits, or a date; null if none does.</summary>
        public (string Field, int? Digits)? ValueOf(FactNode fact, EntriesInScope entries) => fact.Kind switch
        {
            ValueKind.Number => (Field(fact, ScaleOf(fact), entries), PackedReading.DigitsOf(fact.Fact.Fact)),
            ValueKind.Date when Value(fact, entries) is { } date => (date.Flat, null),
            _ => null,
        };

        /// <summary>The bit of a record of which one entry is packed, with that entry; null if it is not packed.</summary>
        public (string Bit, EntriesInScope Inside)? OfRecord(DocumentedNode node)
        {
            if (WithRecord(node) is null)
            {
                return null;
            }

            PackedRecord record = fields.Record(node.Fact.Fact);
            var counts = new DocumentedNode(node.Source, node.Fact, node.Qualifier, null, null);
            return (Bit(counts, EntriesInScope.None)!, EntriesInScope.None.With(new EntryInScope(node.Entry!, record.Entry, record.Entry)));
        }

        /// <summary>A condition all of whose parts are bits, as one test of them; null if it has other parts.</summary>
        public Code? BitsAlone(ConditionNode node)
        {
            foreach (bool isAll in new[] { true, false })
            {
                var joined = new Masks(isAll);
                Add(joined, node, isNegated: false, EntriesInScope.None);
                if (joined.IsBitsOnly)
                {
                    return joined.Code(expressions, node.Source);
                }
            }

            return null;
        }

        /// <summary>Whether a packed entry is in a list; null if it cannot be asked.</summary>
        public (PackedListPlan List, string IsInList)? Filter(TotalTimeNode time)
        {
            if (lists.Of(time.List, null) is not { } list || Filters(list, time.List) is not { } filter || !lists.TryPeriod(list, time.List.Entry, time))
            {
                return null;
            }

            return (list, filter.Length == 0 ? "Truth.Met" : filter);
        }

        /// <summary>What is asked of a packed entry; null if it cannot be asked.</summary>
        public (PackedListPlan List, string Asked)? Test(QuantifierNode node)
        {
            if (lists.Of(node.List, null) is not { } list || Filters(list, node.List) is not { } filter || node.Test is { HasGuard: true })
            {
                return null;
            }

            bool isSome = node.Quantifier == Quantifier.Some;
            string? test = node.Test is null ? "Truth.Met" : lists.Condition(list, node.List.Entry, node.Test);
            return test is null ? null
                : (list, filter.Length == 0 ? test : isSome ? filter + " & " + test : "!(" + filter + ") | " + test);
        }

        // A total of a quantity, or of a quantity times what a table has for it.
        private PackedTotal? Total(AggregateNode node, EntriesInScope entries)
        {
            (FactNode? quantity, TableNode? table) = node.Each switch
            {
                FactNode fact => (fact, null),
                ArithmeticNode { Operation: ArithmeticKind.Multiply, Left: FactNode fact, Right: TableNode factor } => (fact, factor),
                _ => (null, null),
            };
            if (node.Aggregate != AggregateKind.Total || node.CanDecrease || quantity is null || quantity.Fact.Fact.IsJudgement || node.List.Filters.Count > 0
                || quantity.Fact.Entry != node.List.Entry || lists.Of(node.List, RecordAtHand(entries)) is not { } list)
            {
                return null;
            }

            int scale = ScaleOf(quantity);
            int scaleOfTable = table is null ? 1 : ScaleOf(table);
            Code? each = table is null ? Code.Leaf("1", node.Source) : Factor(list, node.List.Entry, table, quantity.Fact, scale, scaleOfTable);
            return each is not null && lists.TryQuantity(list, node.List.Entry, quantity, scale) ? new PackedTotal(node, list, each, scale * scaleOfTable) : null;
        }

        // The first row whose cells all certainly fit gives the value: entry.Readings[DrugIsCodeine].IsMet ? 15 : …
        private Code? Factor(PackedListPlan list, EntryScope scope, TableNode table, FactReference quantity, int scale, int scaleOfTable)
        {
            var rows = new List<Code>();
            foreach (TableRow row in table.Rows)
            {
                var cells = new List<string>();
                for (int i = 0; i < table.Keys.Count; i++)
                {
                    TableCell cell = row.Cells[i];
                    bool isQuantity = table.Keys[i].Fact == quantity.Fact && table.Keys[i].Entry == quantity.Entry;
                    if (row.IsOtherwise || table.Keys[i].Fact.IsJudgement || ((cell.Over ?? cell.UpTo) is not null && !isQuantity)
                        || !IsWhole((cell.Over ?? 0) * scale) || !IsWhole((cell.UpTo ?? 0) * scale) || !IsWhole(row.Value * scaleOfTable))
                    {
                        return null;
                    }

                    if (cell.Members is not null)
                    {
                        if (lists.IsOneOf(list, scope, table.Keys[i], cell.Members, row.Source) is not { } isOne)
                        {
                            return null;
                        }

                        cells.Add(isOne);
                    }

                    // Of a quantity that is not known no product is, whichever row it fits.
                    Add(cells, ">", cell.Over * scale);
                    Add(cells, "<=", cell.UpTo * scale);
                }

                string fits = cells.Count == 0 ? "true" : string.Join(" && ", cells);
                rows.Add(Code.Leaf(fits + " ? " + Literals.Of((int)(row.Value * scaleOfTable)), row.Source, Binding.Conditional));
            }

            rows.Add(Code.Leaf("Scaled.Unknown", table.Source));
            return Code.Rows(":", rows.ToArray(), table.Source);
        }

        private static int ScaleOf(TableNode table)
        {
            int scale = 1;
            while (scale < MostScale && !table.Rows.All(row => IsWhole(row.Value * scale)))
            {
                scale *= 10;
            }

            return scale;
        }

        private static void Add(List<string> cells, string comparison, decimal? bound)
        {
            if (bound is { } scaled)
            {
                cells.Add("entry.Quantity " + comparison + " " + Literals.Of((int)scaled));
            }
        }

        private string? Filters(PackedListPlan list, ListNode node)
        {
            var parts = new List<string>();
            foreach (ConditionNode filter in node.Filters)
            {
                if (filter.HasGuard || lists.Condition(list, node.Entry, filter) is not { } code)
                {
                    return null;
                }

                parts.Add(code);
            }

            return string.Join(" & ", parts);
        }

        // Bits, whichever way they must stand, and what is no bit.
        private void Add(Masks joined, ConditionNode node, bool isNegated, EntriesInScope entries)
        {
            if (!node.HasGuard && !methods.HasMethod(node))
            {
                switch (node)
                {
                    case NotNode not:
                        Add(joined, not.Part, !isNegated, entries);
                        return;
                    case GroupNode group when !group.Parts.Any(part => part.HasGuard) && IsOfKind(group.Kind, joined.IsAll, isNegated):
                        foreach (ConditionNode part in Cost.CheapestFirst(group.Parts))
                        {
                            Add(joined, part, isNegated != (group.Kind == GroupKind.NoneOf), entries);
                        }

                        return;
                    default:
                        if (Bit(node, entries) is { } bit)
                        {
                            joined.Add(bit, isNegated, PackedLeaf.IsJudged(node));
                            return;
                        }

                        break;
                }
            }

            Code other = isNegated ? expressions.Condition(node, entries).Not() : expressions.Condition(node, entries);
            joined.Others.Add(!node.HasGuard ? other : joined.IsAll ? other.Member(".WhereAllAreRequired") : other.Member(".WhereAnySuffices"));
        }

        // "All of" and "none of" are conjunctions; "any of", and a negated conjunction, are not.
        private static bool IsOfKind(GroupKind kind, bool isAll, bool isNegated) => kind switch
        {
            GroupKind.AllOf or GroupKind.NoneOf => isAll != isNegated,
            GroupKind.AnyOf => isAll == isNegated,
            _ => false,
        };

        private string? Bit(ConditionNode node, EntriesInScope entries) => !PackedLeaf.IsLeaf(node) ? null
            : fields.Bit(ofCase.BodyOf(node, entries).Flat, PackedNames.Of(node, names, Holder(entries)), Record(node, entries), node);

        // Of one entry that counts, what is asked of it; of none that counts, that.
        private Code? WithRecord(DocumentedNode node)
        {
            if (node.Fact.Entry is not null || node.Fact.Fact.Kind != FactKind.Record)
            {
                return null;
            }

            var counts = new DocumentedNode(node.Source, node.Fact, node.Qualifier, null, null);
            if (Bit(counts, EntriesInScope.None) is not { } bit)
            {
                return null;
            }

            PackedRecord record = fields.Record(node.Fact.Fact);
            EntriesInScope inside = EntriesInScope.None.With(new EntryInScope(node.Entry!, record.Entry, record.Entry));
            Code isSo = Code.Leaf("!readings.Has(" + bit + ") ? readings[" + bit + "]", node.Source, Binding.Conditional);
            return Code.Rows(":", new[] { isSo, expressions.WhereAllAreRequired(node.With!, inside) }, node.Source);
        }

        private Code? Compared(ValueNode left, Comparison comparison, ValueNode right, SourceSpan source, EntriesInScope entries)
        {
            if (left is TotalTimeNode { Window: null, IsConsecutive: false } time && right is DurationNode length && entries.All.Count == 0 && Filter(time) is not null)
            {
                return Code.Leaf(methods.Compare(time, comparison, length), source);
            }

            if ((left is DefinedValueNode defined ? defined.Definition.Value : left) is ElapsedNode elapsed && right is DurationNode stated && entries.All.Count == 0)
            {
                string dates = expressions.Value(elapsed.From, entries).Flat + ", " + expressions.Value(elapsed.To, entries).Flat;
                return Code.Leaf("PackedDates.Compare(" + dates + ", Comparison." + comparison + ", " + Literals.Of(stated.Value) + ")", source);
            }

            if (left is AggregateNode total && right is AggregateNode other && Total(total, entries) is { } one && Total(other, entries) is { } another && one.Scale == another.Scale)
            {
                return Code.Leaf(methods.Total(one) + ".Compare(Comparison." + comparison + ", " + methods.Total(another) + ")", source);
            }

            if (right is not NumberNode { Value: var bound })
            {
                return null;
            }

            if (left is FactNode { Kind: ValueKind.Number } fact && ScaleOf(fact) is var scale && IsWhole(bound * scale))
            {
                return Code.Leaf("Scaled.Compare(" + Field(fact, scale, entries) + ", Comparison." + comparison + ", " + Literals.Of((int)(bound * scale)) + ")", source);
            }

            if (left is not PercentChangeNode { From: FactNode from, To: FactNode to } change || ScaleOf(from) != ScaleOf(to) || !IsWhole(bound) || bound is < -10_000 or > 10_000)
            {
                return null;
            }

            string recorded = change.Recorded is null ? "Scaled.Unknown" : Field(change.Recorded, MostScale, entries);
            return Code.Leaf(
                "Scaled.Change(" + Field(from, ScaleOf(from), entries) + ", " + Field(to, ScaleOf(to), entries) + ", " + recorded + ", isIncrease: "
                + (change.IsIncrease ? "true" : "false") + ", Comparison." + comparison + ", " + Literals.Of((int)bound) + ")",
                source);
        }

        private string Field(FactNode fact, int scale, EntriesInScope entries) =>
            fields.Number(ofCase.Value(fact, entries).Flat, scale, NameOf(fact.Fact, entries), Record(fact, entries), fact);

        private string NameOf(FactReference fact, EntriesInScope entries) => (fact.Entry is null ? string.Empty : Holder(entries)) + names[fact.Fact].TrimStart('@');

        private string Holder(EntriesInScope entries) =>
            entries.All.Count == 0 ? string.Empty : names[entries.All[entries.All.Count - 1].Scope.Fact.Fact].TrimStart('@');

        // The record whose entry must be at hand to read a node. A fact of the case is read of the case, wherever it is asked.
        private PackedRecord? RecordAtHand(EntriesInScope entries) =>
            entries.All.Count == 0 ? null : fields.Record(entries.All[entries.All.Count - 1].Scope.Fact.Fact);

        // The one of them that must be at hand to read a node. A fact of the case is read of the case, wherever it is asked.
        private PackedRecord? Record(PlanNode node, EntriesInScope entries)
        {
            HashSet<EntryScope> used = PlanWalk.EntriesUsedBy(node);
            return entries.All.LastOrDefault(entry => used.Contains(entry.Scope)) is { } entry ? fields.Record(entry.Scope.Fact.Fact) : null;
        }

        private static int ScaleOf(FactNode fact) => PackedReading.ScaleOf(PackedReading.DigitsOf(fact.Fact.Fact));

        private static bool IsWhole(decimal value) => decimal.Truncate(value) == value && value is > int.MinValue and <= int.MaxValue;
    }

    /// <summary>A total over a packed list.</summary>
    /// <param name="Node">The total.</param>
    /// <param name="List">The list.</param>
    /// <param name="Factor">What the quantity of an entry is multiplied by, as an expression over <c>entry</c>.</param>
    /// <param name="Scale">How many of its whole numbers make 1.</param>
    internal sealed record PackedTotal(AggregateNode Node, PackedListPlan List, Code Factor, int Scale);
}
