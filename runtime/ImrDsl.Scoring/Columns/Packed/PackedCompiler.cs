using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Scoring.Columns.Asking;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns.Packed;

/// <summary>Makes what can be asked of packed readings from the nodes of a plan. Gives null for what has no packed form.</summary>
/// <param name="layout">What is read; what is asked for is added to it.</param>
internal sealed class PackedCompiler(PackedLayout layout)
{
    private const int MostPercent = 10_000;
    private const int MostFactor = 10_000_000;
    private const int MostQuantity = 100_000;

    private readonly Dictionary<ConditionNode, FlatCondition?> conditions = [];

    /// <summary>A condition; null if it has no packed form.</summary>
    public FlatCondition? Condition(ConditionNode node)
    {
        if (!conditions.TryGetValue(node, out FlatCondition? condition))
        {
            condition = Make(node);
            conditions.Add(node, condition);
        }

        return condition;
    }

    private FlatCondition? Make(ConditionNode node)
    {
        switch (node)
        {
            case GroupNode { Kind: GroupKind.AllOf or GroupKind.AnyOf or GroupKind.NoneOf } group:
                var joined = new PackedParts(this, layout, isAll: group.Kind != GroupKind.AnyOf);
                return group.Parts.All(part => joined.TryAdd(part, group.Kind == GroupKind.NoneOf)) ? joined.ToCondition() : null;
            case GroupNode group:
                return All(group.Parts.Select(Condition)) is { } parts ? new FlatGroup(group.Kind, group.Count, parts) : null;
            case NotNode not:
                return Condition(not.Part) is { } negated ? new FlatNot(negated) : null;
            case ExceptionNode exception:
                return Both(exception.Condition, exception.Exception) is var (asked, unless) ? new FlatException(asked, unless) : null;
            case GuardNode guard:
                return Both(guard.Condition, guard.Guard) is var (guarded, holds) ? new FlatGuard(guarded, holds, guard.IsExcuse) : null;
            case CriteriaNode criteria:
                return Criteria(criteria);
            case DefinedConditionNode defined:
                return Condition(defined.Definition.Condition!);
            case ConfirmationNode confirmation:
                return Condition(confirmation.Part) is { } confirmed ? new FlatConfirmation(confirmed) : null;
            case JudgedWhenNode judged:
                return Both(judged.Judged, judged.Recorded) is var (own, recorded) && Condition(judged.When) is { } when ? new FlatJudgedWhen(when, own, recorded) : null;
            case DocumentedNode { With: { } with } documented:
                return WithRecord(documented, with);
            case ComparisonNode comparison:
                return Compared(comparison.Left, comparison.Comparison, comparison.Right);
            case BandNode band:
                return Compared(band.Value, Comparison.AtLeast, band.Low) is { } low && Compared(band.Value, Comparison.AtMost, band.High) is { } high
                    ? new FlatBand(band.Kind, low, high)
                    : null;
            case QuantifierNode quantifier:
                return Quantified(quantifier);
            default:
                return layout.Bit(node) is { } bit ? new PackedBits(true, bit, 0, PackedLeaf.IsJudged(node) ? bit : 0) : null;
        }
    }

    private FlatCriteria? Criteria(CriteriaNode node)
    {
        FlatCondition? scope = node.List.Scope is null ? null : Condition(node.List.Scope);
        if (node.List.Scope is not null && scope is null)
        {
            return null;
        }

        var joined = new PackedParts(this, layout, isAll: true);
        return node.Criteria.All(criterion => joined.TryAdd(criterion.Condition, isNegated: false)) ? new FlatCriteria(scope, joined.ToParts()) : null;
    }

    // Of one entry that counts, what is asked of it; of none that counts, that.
    private PackedRecordCondition? WithRecord(DocumentedNode node, ConditionNode with)
    {
        bool isRecord = node.Fact is { Entry: null, Fact.Kind: FactKind.Record };
        return isRecord && layout.Bit(new DocumentedNode(node.Source, node.Fact, node.Qualifier, null, null)) is { } counts && Condition(with) is { } asked
            ? new PackedRecordCondition(counts, asked)
            : null;
    }

    private FlatCondition? Compared(ValueNode left, Comparison comparison, ValueNode right)
    {
        left = Undefined(left);
        right = Undefined(right);
        switch (left.Kind)
        {
            case ValueKind.Date:
                return Date(left) is { } one && Date(right) is { } other ? new FlatDateComparison(one, comparison, other) : null;
            case ValueKind.Elapsed when right is DurationNode length:
                return left switch
                {
                    ElapsedNode elapsed => Date(elapsed.From) is { } from && Date(elapsed.To) is { } to ? new PackedElapsed(from, to, comparison, length.Value) : null,
                    TotalTimeNode { Window: null, IsConsecutive: false } time => TotalTime(time, comparison, length.Value),
                    _ => null,
                };
            case ValueKind.PercentChange:
                return left is PercentChangeNode change && right is NumberNode { Value: var percent } ? Change(change, comparison, percent) : null;
            case ValueKind.Number when left is FactNode fact && right is NumberNode { Value: var bound } && layout.Number(fact, isPercent: false, out byte digits) is { } place
                && TryScale(bound, digits, out int scaled):
                return new PackedNumberComparison(place, comparison, scaled);
            case ValueKind.Number when Number(left) is { } number:
                FlatNumber? with = right is NumberNode constant ? new FlatNumberConstant(constant.Value, number.Digits) : Number(right);
                return with is null ? null
                    : number is PackedTotal total && with is PackedTotal otherTotal && total.Digits == otherTotal.Digits ? new PackedTotalComparison(total, comparison, otherTotal)
                    : new FlatComparison(number, comparison, with);
            default:
                return null;
        }
    }

    private static ValueNode Undefined(ValueNode node)
    {
        while (node is DefinedValueNode defined)
        {
            node = defined.Definition.Value!;
        }

        return node;
    }

    private FlatNumber? Number(ValueNode node)
    {
        switch (Undefined(node))
        {
            case NumberNode constant:
                return new FlatNumberConstant(constant.Value);
            case FactNode { Kind: ValueKind.Number } fact:
                return layout.Number(fact, isPercent: false, out byte digits) is { } place ? new PackedNumberFact(place, digits) : null;
            case ArithmeticNode arithmetic:
                return Number(arithmetic.Left) is { } left && Number(arithmetic.Right) is { } right ? new FlatArithmetic(arithmetic.Operation, left, right) : null;
            case ScoreNode score:
                return All(score.Parts.Select(part => Condition(part.Condition))) is { } parts ? new FlatScore([.. parts.Zip(score.Parts, (part, of) => (part, of.Points))]) : null;
            case AggregateNode { Aggregate: AggregateKind.Total, CanDecrease: false } total:
                return Total(total);
            default:
                return null;
        }
    }

    private FlatDate? Date(ValueNode node)
    {
        switch (Undefined(node))
        {
            case DateNode constant:
                return new FlatDateConstant(constant.Value);
            case FactNode { Fact.Fact.BuiltIn: BuiltInFact.DecisionDate }:
                return new PackedDecisionDate();
            case FactNode { Kind: ValueKind.Date } fact:
                return layout.Date(fact) is { } place ? new PackedDateFact(place) : null;
            case DateShiftNode shift:
                return Date(shift.Date) is { } date ? new FlatShift(date, shift.By, shift.IsBack) : null;
            default:
                return null;
        }
    }

    private PackedChange? Change(PercentChangeNode node, Comparison comparison, decimal percent)
    {
        if (decimal.Truncate(percent) != percent || percent is < -MostPercent or > MostPercent || Undefined(node.From) is not FactNode from || Undefined(node.To) is not FactNode to
            || layout.Number(from, isPercent: false, out byte digits) is not { } first || layout.Number(to, isPercent: false, out byte others) is not { } second || digits != others)
        {
            return null;
        }

        int? recorded = node.Recorded is null ? -1 : layout.Number(node.Recorded, isPercent: true, out _);
        return recorded is { } place ? new PackedChange(first, second, place, node.IsIncrease, comparison, (int)percent) : null;
    }

    private PackedTotalTime? TotalTime(TotalTimeNode node, Comparison comparison, CalendarDuration length) =>
        layout.List(node.List) is { } list && Filter(list, node.List) is { } filter && list.TryPeriod(node) ? new PackedTotalTime(list.Place, filter, comparison, length) : null;

    private PackedQuantified? Quantified(QuantifierNode node) =>
        layout.List(node.List) is { } list && Filter(list, node.List) is { } filter && (node.Test is null ? PackedEntryTest.Always : Test(list, node.List.Entry, node.Test)) is { } test
            ? new PackedQuantified(node.Quantifier, list.Place, filter, test)
            : null;

    // A total of a quantity, or of a quantity times what a table has for it.
    private PackedTotal? Total(AggregateNode node)
    {
        ValueNode? each = node.Each is null ? null : Undefined(node.Each);
        (FactNode? quantity, TableNode? table) = each switch
        {
            FactNode fact => (fact, null),
            ArithmeticNode { Operation: ArithmeticKind.Multiply } product when Undefined(product.Left) is FactNode fact && Undefined(product.Right) is TableNode factor => (fact, factor),
            _ => ((FactNode?)null, (TableNode?)null),
        };
        if (quantity is null || node.List.Filters.Count > 0 || layout.List(node.List) is not { } list || !list.TryQuantity(node.List.Entry, quantity, out byte digits))
        {
            return null;
        }

        byte more = table is null ? (byte)0 : table.Rows.Max(row => Whole.DigitsOf(row.Value));
        PackedRow[]? rows = table is null ? [new PackedRow([], int.MinValue, int.MaxValue, 1)] : Rows(list, node.List.Entry, table, quantity.Fact, digits, more);
        return rows is null ? null : new PackedTotal(list.Place, rows, (byte)(digits + more));
    }

    // Of a quantity that is not known no product is, whichever row it fits.
    private static PackedRow[]? Rows(PackedListReading list, EntryScope scope, TableNode table, FactReference quantity, byte digits, byte more)
    {
        var rows = new List<PackedRow>();
        foreach (TableRow row in table.Rows)
        {
            var members = new List<ushort>();
            (int over, int upTo) = (int.MinValue, int.MaxValue);

            // The products of all entries have room in 64 bits.
            long value = Whole.Of(row.Value, more);
            if (row.IsOtherwise || value is < 0 or > MostFactor)
            {
                return null;
            }

            foreach ((FactReference key, TableCell cell) in table.Keys.Zip(row.Cells))
            {
                bool isQuantity = key.Fact == quantity.Fact && key.Entry == quantity.Entry;
                if (cell.Members is not null)
                {
                    if (list.Bit(scope, new MembershipNode(row.Source, key, cell.Members)) is not { } bit)
                    {
                        return null;
                    }

                    members.Add(bit);
                }
                else if (!isQuantity)
                {
                    return null;
                }

                if ((cell.Over is { } low && !TryScale(low, digits, out over)) || (cell.UpTo is { } high && !TryScale(high, digits, out upTo)))
                {
                    return null;
                }
            }

            rows.Add(new PackedRow([.. members], over, upTo, (int)value));
        }

        return [.. rows];
    }

    // Quantities that are kept are no larger.
    private static bool TryScale(decimal value, byte digits, out int scaled)
    {
        decimal product = Math.Abs(value) <= MostQuantity ? value * PackedReading.ScaleOf(digits) : 0;
        scaled = (int)product;
        return Math.Abs(value) <= MostQuantity && scaled == product;
    }

    private static PackedEntryTest? Filter(PackedListReading list, ListNode node) => PackedEntryTest.AllOf(node.Filters.Select(filter => Test(list, node.Entry, filter)));

    // What is asked of an entry, of its bits alone.
    private static PackedEntryTest? Test(PackedListReading list, EntryScope scope, ConditionNode node)
    {
        if (node.HasGuard)
        {
            return null;
        }

        switch (node)
        {
            case GroupNode { Kind: GroupKind.AllOf or GroupKind.AnyOf or GroupKind.NoneOf } group when !group.Parts.Any(part => part.HasGuard):
                IEnumerable<PackedEntryTest?> parts = group.Parts.Select(part => Test(list, scope, part));
                return group.Kind == GroupKind.AllOf ? PackedEntryTest.AllOf(parts)
                    : group.Kind == GroupKind.AnyOf ? PackedEntryTest.AllOf(parts.Select(part => part?.Negated))?.Negated
                    : PackedEntryTest.AllOf(parts.Select(part => part?.Negated));
            case NotNode not:
                return Test(list, scope, not.Part)?.Negated;
            case DefinedConditionNode defined:
                return Test(list, scope, defined.Definition.Condition!);
            default:
                return list.Bit(scope, node) is { } bit ? PackedEntryTest.Of(bit) : null;
        }
    }

    private (FlatCondition One, FlatCondition Other)? Both(ConditionNode one, ConditionNode other) =>
        Condition(one) is { } first && Condition(other) is { } second ? (first, second) : null;

    private static FlatCondition[]? All(IEnumerable<FlatCondition?> conditions)
    {
        FlatCondition?[] all = [.. conditions];
        return all.Contains(null) ? null : [.. all.Select(condition => condition!)];
    }
}
