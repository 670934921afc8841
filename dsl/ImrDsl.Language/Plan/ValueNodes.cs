using System.Collections.Generic;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Plan
{
    /// <summary>The types of values.</summary>
    public enum ValueKind : byte
    {
        /// <summary>A quantity: <see cref="ImrDsl.Values.Number"/>.</summary>
        Number,

        /// <summary>A date: <see cref="PartialDate"/>.</summary>
        Date,

        /// <summary>A measured time: <see cref="ElapsedRange"/>.</summary>
        Elapsed,

        /// <summary>A stated length of time (constants only): <see cref="CalendarDuration"/>.</summary>
        Duration,

        /// <summary>A change in percent: <see cref="ImrDsl.Values.PercentChange"/>.</summary>
        PercentChange,
    }

    /// <summary>A node that has a value.</summary>
    public abstract class ValueNode : PlanNode
    {
        private protected ValueNode(SourceSpan source)
            : base(source)
        {
        }

        /// <summary>Its type.</summary>
        public abstract ValueKind Kind { get; }
    }

    /// <summary>A number as the author wrote it, converted to the unit it is compared in.</summary>
    public sealed class NumberNode : ValueNode
    {
        /// <summary>A constant.</summary>
        public NumberNode(SourceSpan source, decimal value, string? unit)
            : base(source)
        {
            Value = value;
            Unit = unit;
        }

        /// <summary>The value in <see cref="Unit"/>.</summary>
        public decimal Value { get; }

        /// <summary>The unit's symbol, or null. <c>%</c> for a percentage.</summary>
        public string? Unit { get; }

        /// <inheritdoc/>
        public override ValueKind Kind => ValueKind.Number;

        /// <inheritdoc/>
        private protected override IEnumerable<PlanNode> Below => System.Array.Empty<PlanNode>();
    }

    /// <summary>A date as the author wrote it.</summary>
    public sealed class DateNode : ValueNode
    {
        /// <summary>A constant.</summary>
        public DateNode(SourceSpan source, PartialDate value)
            : base(source) => Value = value;

        /// <summary>The date.</summary>
        public PartialDate Value { get; }

        /// <inheritdoc/>
        public override ValueKind Kind => ValueKind.Date;

        /// <inheritdoc/>
        private protected override IEnumerable<PlanNode> Below => System.Array.Empty<PlanNode>();
    }

    /// <summary>"30 days before request date": a date so long before or after another, month ends clamped.</summary>
    public sealed class DateShiftNode : ValueNode
    {
        /// <summary>A shifted date.</summary>
        public DateShiftNode(SourceSpan source, ValueNode date, CalendarDuration by, bool isBack)
            : base(source)
        {
            Date = date;
            By = by;
            IsBack = isBack;
        }

        /// <summary>The date it is measured from.</summary>
        public ValueNode Date { get; }

        /// <summary>How far.</summary>
        public CalendarDuration By { get; }

        /// <summary>Whether it lies before <see cref="Date"/>.</summary>
        public bool IsBack { get; }

        /// <inheritdoc/>
        public override ValueKind Kind => ValueKind.Date;

        /// <inheritdoc/>
        private protected override IEnumerable<PlanNode> Below => new PlanNode[] { Date };
    }

    /// <summary>A length of time as the author wrote it.</summary>
    public sealed class DurationNode : ValueNode
    {
        /// <summary>A constant.</summary>
        public DurationNode(SourceSpan source, CalendarDuration value)
            : base(source) => Value = value;

        /// <summary>The length.</summary>
        public CalendarDuration Value { get; }

        /// <inheritdoc/>
        public override ValueKind Kind => ValueKind.Duration;

        /// <inheritdoc/>
        private protected override IEnumerable<PlanNode> Below => System.Array.Empty<PlanNode>();
    }

    /// <summary>The value of a fact: a number or a date.</summary>
    public sealed class FactNode : ValueNode
    {
        /// <summary>A fact.</summary>
        public FactNode(SourceSpan source, FactReference fact)
            : base(source) => Fact = fact;

        /// <summary>The fact.</summary>
        public FactReference Fact { get; }

        /// <inheritdoc/>
        public override ValueKind Kind => Fact.Fact.Kind == FactKind.Date ? ValueKind.Date : ValueKind.Number;

        /// <inheritdoc/>
        private protected override IEnumerable<PlanNode> Below => System.Array.Empty<PlanNode>();
    }

    /// <summary>"time from X to Y".</summary>
    public sealed class ElapsedNode : ValueNode
    {
        /// <summary>A measured time.</summary>
        public ElapsedNode(SourceSpan source, ValueNode from, ValueNode to)
            : base(source)
        {
            From = from;
            To = to;
        }

        /// <summary>The earlier date.</summary>
        public ValueNode From { get; }

        /// <summary>The later date.</summary>
        public ValueNode To { get; }

        /// <inheritdoc/>
        public override ValueKind Kind => ValueKind.Elapsed;

        /// <inheritdoc/>
        private protected override IEnumerable<PlanNode> Below => new PlanNode[] { From, To };
    }

    /// <summary>"6 months NAME": the union of the periods of a list's entries; with <see cref="IsConsecutive"/> its longest unbroken run.</summary>
    public sealed class TotalTimeNode : ValueNode
    {
        /// <summary>An accumulated time.</summary>
        public TotalTimeNode(SourceSpan source, ListNode list, FactPlan period, bool isConsecutive, int allowedGapDays)
            : base(source)
        {
            List = list;
            Period = period;
            IsConsecutive = isConsecutive;
            AllowedGapDays = allowedGapDays;
        }

        /// <summary>The entries.</summary>
        public ListNode List { get; }

        /// <summary>The field that holds an entry's period.</summary>
        public FactPlan Period { get; }

        /// <summary>Whether only the longest unbroken run counts.</summary>
        public bool IsConsecutive { get; }

        /// <summary>Gaps of up to so many days do not break a run; 0 if not said.</summary>
        public int AllowedGapDays { get; }

        /// <summary>The days that count, or null: all up to the decision date.</summary>
        public WindowPlan? Window { get; init; }

        /// <inheritdoc/>
        public override ValueKind Kind => ValueKind.Elapsed;

        /// <inheritdoc/>
        private protected override IEnumerable<PlanNode> Below
        {
            get
            {
                yield return List;
                foreach (ValueNode date in Window?.Dates ?? System.Array.Empty<ValueNode>())
                {
                    yield return date;
                }
            }
        }
    }

    /// <summary>"reduction from X to Y", "increase from X to Y".</summary>
    public sealed class PercentChangeNode : ValueNode
    {
        /// <summary>A change in percent.</summary>
        public PercentChangeNode(SourceSpan source, ValueNode from, ValueNode to, bool isIncrease)
            : base(source)
        {
            From = from;
            To = to;
            IsIncrease = isIncrease;
        }

        /// <summary>The baseline.</summary>
        public ValueNode From { get; }

        /// <summary>The later value.</summary>
        public ValueNode To { get; }

        /// <summary>Whether an increase is asked.</summary>
        public bool IsIncrease { get; }

        /// <summary>The fact that records the percentage itself, which stands in where a value is not known; null if there is none or only the values count.</summary>
        public FactNode? Recorded { get; init; }

        /// <inheritdoc/>
        public override ValueKind Kind => ValueKind.PercentChange;

        /// <inheritdoc/>
        private protected override IEnumerable<PlanNode> Below => Recorded is null ? new PlanNode[] { From, To } : new PlanNode[] { From, To, Recorded };
    }

    /// <summary>Arithmetic on quantities.</summary>
    public enum ArithmeticKind : byte
    {
        /// <summary>Sum.</summary>
        Add,

        /// <summary>Difference.</summary>
        Subtract,

        /// <summary>Product.</summary>
        Multiply,

        /// <summary>Quotient.</summary>
        Divide,

        /// <summary>Power: the right operand is a constant whole number, at least 1.</summary>
        Power,
    }

    /// <summary>Arithmetic on quantities.</summary>
    public sealed class ArithmeticNode : ValueNode
    {
        /// <summary>An operation.</summary>
        public ArithmeticNode(SourceSpan source, ArithmeticKind operation, ValueNode left, ValueNode right)
            : base(source)
        {
            Operation = operation;
            Left = left;
            Right = right;
        }

        /// <summary>Which.</summary>
        public ArithmeticKind Operation { get; }

        /// <summary>The left operand.</summary>
        public ValueNode Left { get; }

        /// <summary>The right operand.</summary>
        public ValueNode Right { get; }

        /// <inheritdoc/>
        public override ValueKind Kind => ValueKind.Number;

        /// <inheritdoc/>
        private protected override IEnumerable<PlanNode> Below => new PlanNode[] { Left, Right };
    }

    /// <summary>How the entries of a list are summed up.</summary>
    public enum AggregateKind : byte
    {
        /// <summary>How many there are.</summary>
        Count,

        /// <summary>The sum of a value over them; of none it is 0.</summary>
        Total,

        /// <summary>The highest value; of none it is unknown.</summary>
        Highest,

        /// <summary>The lowest value; of none it is unknown.</summary>
        Lowest,
    }

    /// <summary>"total of daily dose × morphine factor of oral opioids after", "number of conservative care".</summary>
    public sealed class AggregateNode : ValueNode
    {
        /// <summary>An aggregate.</summary>
        public AggregateNode(SourceSpan source, AggregateKind aggregate, ListNode list, ValueNode? each)
            : base(source)
        {
            Aggregate = aggregate;
            List = list;
            Each = each;
        }

        /// <summary>Which.</summary>
        public AggregateKind Aggregate { get; }

        /// <summary>The entries.</summary>
        public ListNode List { get; }

        /// <summary>The value of an entry (null for a count); refers to fields by <see cref="ListNode.Entry"/>.</summary>
        public ValueNode? Each { get; }

        /// <summary>What the author calls it, where it comes from a definition for any list: <c>morphine equivalent of opioids</c>; else null.</summary>
        public string? Called { get; internal set; }

        /// <summary>Whether an entry may make the sum smaller, as far as the declarations tell: then an incomplete list gives no lower bound.</summary>
        public bool CanDecrease => Each is not null && !(DeclaredRange.Of(Each) >= 0).IsMet;

        /// <inheritdoc/>
        public override ValueKind Kind => ValueKind.Number;

        /// <inheritdoc/>
        private protected override IEnumerable<PlanNode> Below => Each is null ? new PlanNode[] { List } : new PlanNode[] { List, Each };
    }

    /// <summary>The cell of a table that the keys of a row choose. An undocumented key leaves it open.</summary>
    public sealed class TableNode : ValueNode
    {
        /// <summary>A look-up.</summary>
        public TableNode(SourceSpan source, IReadOnlyList<FactReference> keys, IReadOnlyList<TableRow> rows)
            : base(source)
        {
            Keys = keys;
            Rows = rows;
        }

        /// <summary>The facts that are looked up: choices and numbers.</summary>
        public IReadOnlyList<FactReference> Keys { get; }

        /// <summary>The rows, no two of which fit one case.</summary>
        public IReadOnlyList<TableRow> Rows { get; }

        /// <summary>The name of the column of values.</summary>
        public string Column { get; init; } = string.Empty;

        /// <summary>The unit of the cells, or null.</summary>
        public string? Unit { get; init; }

        /// <summary>Whether a key that no row fits fails the comparison, which then stands beside a condition that some row fits.</summary>
        public bool IsClosed { get; init; }

        /// <inheritdoc/>
        public override ValueKind Kind => ValueKind.Number;

        /// <inheritdoc/>
        private protected override IEnumerable<PlanNode> Below => System.Array.Empty<PlanNode>();
    }

    /// <summary>A row of a table: a cell for each key, and the value.</summary>
    public sealed record TableRow(IReadOnlyList<TableCell> Cells, decimal Value, SourceSpan Source)
    {
        /// <summary>Whether it is the last row, for every case that certainly fits no other.</summary>
        public bool IsOtherwise { get; init; }
    }

    /// <summary>
    /// What a key must be for a row to fit: for a choice one of <see cref="Members"/>; for a number above <see cref="Over"/> and up to
    /// <see cref="UpTo"/>; with nothing set, anything.
    /// </summary>
    public sealed record TableCell(IReadOnlyList<int>? Members, decimal? Over, decimal? UpTo);

    /// <summary>A reference to a defined value. Evaluated where it stands.</summary>
    public sealed class DefinedValueNode : ValueNode
    {
        /// <summary>A reference.</summary>
        public DefinedValueNode(SourceSpan source, DefinitionPlan definition)
            : base(source) => Definition = definition;

        /// <summary>The definition; its <see cref="DefinitionPlan.Value"/> is set.</summary>
        public DefinitionPlan Definition { get; }

        /// <inheritdoc/>
        public override ValueKind Kind => Definition.Value!.Kind;

        /// <inheritdoc/>
        private protected override IEnumerable<PlanNode> Below => System.Array.Empty<PlanNode>();
    }
}
