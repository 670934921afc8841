using System.Collections.Generic;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Semantics
{
    /// <summary>What the head line of a table and the kinds of its cells say: by what it is looked up, and what it holds.</summary>
    internal sealed class TableForm
    {
        public TableForm(IReadOnlyList<PhraseCursor> keys, IReadOnlyList<TableColumn> values)
        {
            Keys = keys;
            Values = values;
        }

        /// <summary>The heads of the key columns.</summary>
        public IReadOnlyList<PhraseCursor> Keys { get; }

        /// <summary>The columns of values; at least one.</summary>
        public IReadOnlyList<TableColumn> Values { get; }
    }

    /// <summary>A column of values.</summary>
    internal sealed class TableColumn
    {
        public TableColumn(string name, int index, PhraseCursor? unit)
        {
            Name = name;
            Index = index;
            Unit = unit;
        }

        /// <summary>The name, as in "visits for diagnosis".</summary>
        public string Name { get; }

        /// <summary>Its place among all columns.</summary>
        public int Index { get; }

        /// <summary>The words of the unit its head names, or null.</summary>
        public PhraseCursor? Unit { get; }
    }

    /// <summary>A row of a table, as it is looked up for one column of values.</summary>
    internal sealed class BoundRow
    {
        public BoundRow(IReadOnlyList<TableCell> cells, ValueNode value, SourceSpan source)
        {
            Cells = cells;
            Value = value;
            Source = source;
        }

        /// <summary>A cell for each key.</summary>
        public IReadOnlyList<TableCell> Cells { get; }

        /// <summary>The value: a <see cref="NumberNode"/> or a <see cref="DurationNode"/>.</summary>
        public ValueNode Value { get; }

        /// <summary>The words of the row.</summary>
        public SourceSpan Source { get; }

        /// <summary>The words of its keys.</summary>
        public SourceSpan? Keys { get; init; }

        /// <summary>Whether it stands for every case that no other row fits.</summary>
        public bool IsOtherwise { get; init; }
    }

    /// <summary>
    /// "period for diagnosis" where the column holds lengths of time. It never reaches a plan: a comparison with it becomes one of the rows and
    /// the comparison with the length of that row.
    /// </summary>
    internal sealed class DurationLookUp : ValueNode
    {
        public DurationLookUp(SourceSpan source, TableSymbol table, string column, IReadOnlyList<FactReference> keys, IReadOnlyList<BoundRow> rows)
            : base(source)
        {
            Table = table;
            Column = column;
            Keys = keys;
            Rows = rows;
        }

        public TableSymbol Table { get; }

        public string Column { get; }

        public IReadOnlyList<FactReference> Keys { get; }

        public IReadOnlyList<BoundRow> Rows { get; }

        public override ValueKind Kind => ValueKind.Duration;

        private protected override IEnumerable<PlanNode> Below => System.Array.Empty<PlanNode>();
    }
}
