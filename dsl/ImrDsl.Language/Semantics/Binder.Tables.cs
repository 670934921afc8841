using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>Tables: their declaration, and looking them up.</summary>
    internal sealed partial class Binder
    {
        // "visits for", "morphine factor for": what starts a look-up, with the tables and columns it may mean.
        private readonly NameTable columns = new NameTable();

        private void DeclareTables(List<LineSyntax> lines)
        {
            foreach (LineSyntax line in lines)
            {
                PhraseCursor head = TableName(line, out bool isClosed);
                SourceSpan at = head.Span(1, head.Count);
                if (TakeNewName(head, at, "table morphine factor") is { } name)
                {
                    var table = new TableSymbol(name, at, this, line) { IsClosed = isClosed };
                    Declare(table);
                    AddColumns(table);
                }
            }
        }

        // "table visits for therapy (closed)": the name without the mark.
        private PhraseCursor TableName(LineSyntax line, out bool isClosed)
        {
            var head = new PhraseCursor(Text, line.Head ?? line.Phrase);
            isClosed = head.Count > 3 && head.KindAt(head.Count - 3) == TokenKind.OpenParenthesis && head.IsWordAt(head.Count - 2, "closed")
                && head.KindAt(head.Count - 1) == TokenKind.CloseParenthesis;
            PhraseCursor name = head.Slice(0, isClosed ? head.Count - 3 : head.Count);
            name.Position = 1;
            return name;
        }

        // Several tables may have a column of one name: which is meant, the key tells.
        private void AddColumns(TableSymbol table)
        {
            if (table.Owner.FormOf(table) is not { } form)
            {
                return;
            }

            foreach (TableColumn column in form.Values)
            {
                AddColumn(column.Name, table, column);
            }

            if (form.Values.Count == 1)
            {
                AddColumn(table.Name, table, form.Values[0]);
            }
        }

        private void AddColumn(string name, TableSymbol table, TableColumn column)
        {
            string start = NameTable.Canonical(name) + " for";
            if (!columns.Declared.TryGetValue(start, out Symbol? known))
            {
                columns.Add(start, known = new ColumnSymbol(name));
            }

            ((ColumnSymbol)known).Columns.Add((table, column));
        }

        // The leading columns named like facts are keys, but a column of numbers, of which some may be mistyped, is one of values; the first is always a key, the last never.
        private TableForm? FormOf(TableSymbol table)
        {
            IReadOnlyList<LineSyntax> lines = table.Line.Lines;
            List<PhraseCursor> head = lines.Count == 0 ? new List<PhraseCursor>() : Columns(lines[0]);
            if (head.Count < 2)
            {
                return null;
            }

            List<List<PhraseCursor>> rows = lines.Skip(1).Select(Columns).Where(row => row.Count == head.Count && !row[0].IsWord("otherwise")).ToList();
            int keys = 1;
            while (keys < head.Count - 1 && IsKeyColumn(head[keys]) && !(rows.Count > 0 && 2 * rows.Count(row => row[keys].Kind is TokenKind.Number or TokenKind.Minus) >= rows.Count))
            {
                keys++;
            }

            var values = new List<TableColumn>();
            for (int i = keys; i < head.Count; i++)
            {
                int end = head[i].Position;
                while (end < head[i].Count && !(end > head[i].Position && head[i].IsWordAt(end, "in")))
                {
                    end++;
                }

                PhraseCursor? unit = end < head[i].Count ? head[i].Slice(end + 1, head[i].Count) : null;
                values.Add(new TableColumn(head[i].Words(head[i].Position, end), i, unit));
            }

            return new TableForm(head.Take(keys).ToList(), values);
        }

        private bool IsKeyColumn(PhraseCursor head) => KeyOf(head) is not null || visibleEntryKinds.Any(kind => FieldOf(kind, head) is not null);

        // The fact that a column head names: of an entry at hand, of the case, or of the request.
        private FactReference? KeyOf(PhraseCursor head)
        {
            Symbol? symbol = FindName(head, head.Position, out int length, out _, out EntryScope? scope);
            if (symbol is null || head.Position + length != head.Count)
            {
                names.Declared.TryGetValue("requested " + NameTable.Canonical(head.Words(head.Position, head.Count)), out symbol);
                scope = null;
            }

            if (symbol is not FactSymbol { Fact: { Kind: FactKind.Choice or FactKind.Number } fact })
            {
                return null;
            }

            symbol.IsUsed = true;
            return new FactReference(fact, scope);
        }

        private static FactPlan? FieldOf(EntryKindPlan kind, PhraseCursor head)
        {
            string name = NameTable.Canonical(head.Words(head.Position, head.Count));
            return kind.Fields.FirstOrDefault(field => field.Kind is FactKind.Choice or FactKind.Number && NameTable.Canonical(field.Name) == name);
        }

        // Checks a table where it is declared: the keys are looked up among the facts, then in each kind of entry.
        private bool CheckTable(TableSymbol table)
        {
            if (table.Line.Lines.Count < 2)
            {
                Report("GL0335", table.Source!, table.Name);
                return false;
            }

            PhraseCursor first = new PhraseCursor(Text, table.Line.Lines[0].Phrase);
            if (FormOf(table) is not { } form || DeclaredKeys(form) is not { } keys)
            {
                SourceSpan at = Columns(table.Line.Lines[0]).Select(column => column.Span(column.Position, column.Count)).FirstOrDefault() ?? first.SpanAt(0);
                Report("GL0337", at, at.ToString());
                isMissingNames = true;
                return false;
            }

            table.DeclaredKeys = keys.Select(key => key.Fact).ToList();
            bool isSound = true;
            IReadOnlyList<BoundRow>? rows = null;
            foreach (TableColumn column in form.Values)
            {
                // What is wrong with a key is said once.
                bool isFirst = rows is null;
                int findings = bag.Count;
                IReadOnlyList<BoundRow>? bound = isFirst || isSound ? BindRows(table, form, keys, column) : null;
                isSound &= bound is not null && bag.Count == findings;
                rows ??= bound;
            }

            if (rows is not null && isSound)
            {
                CheckRows(table, keys, rows);
            }

            return isSound;
        }

        private List<FactReference>? DeclaredKeys(TableForm form)
        {
            List<FactReference?> keys = form.Keys.Select(KeyOf).ToList();
            if (keys.All(key => key is not null))
            {
                return keys.Select(key => key!).ToList();
            }

            foreach (EntryKindPlan kind in visibleEntryKinds)
            {
                List<FactPlan?> fields = form.Keys.Select(head => FieldOf(kind, head) ?? KeyOf(head)?.Fact).ToList();
                if (fields.All(field => field is not null))
                {
                    return fields.Select(field => new FactReference(field!, null)).ToList();
                }
            }

            return null;
        }

        private List<PhraseCursor> Columns(LineSyntax line)
        {
            var phrase = new PhraseCursor(Text, line.Phrase);
            var cells = new List<PhraseCursor>();
            int from = 0;
            for (int i = 0; i <= phrase.Count; i++)
            {
                if (i == phrase.Count || phrase.KindAt(i) == TokenKind.Bar)
                {
                    if (i > from || (i < phrase.Count && from > 0))
                    {
                        cells.Add(phrase.Slice(from, i));
                    }

                    from = i + 1;
                }
            }

            return cells;
        }

        private List<BoundRow>? BindRows(TableSymbol table, TableForm form, IReadOnlyList<FactReference> keys, TableColumn column)
        {
            string? unit = column.Unit is null ? null : TakeUnit(column.Unit.Slice(column.Unit.Position, column.Unit.Count));
            var rows = new List<BoundRow>();
            bool failed = column.Unit is not null && unit is null;
            IReadOnlyList<LineSyntax> lines = table.Line.Lines;
            for (int i = 1; i < lines.Count; i++)
            {
                if (BindRow(lines[i], form, keys, column, ref unit) is not { } row)
                {
                    failed = true;
                    continue;
                }

                if (row.IsOtherwise && i + 1 < lines.Count)
                {
                    Report("GL0353", row.Source);
                    failed = true;
                }

                rows.Add(row);
            }

            bool isMixed = ReportMixed(rows, column);
            return failed || isMixed ? null : rows;
        }

        // Lengths of time among numbers, or numbers among lengths of time: what there is less of is told, in the way of the rest.
        private bool ReportMixed(IReadOnlyList<BoundRow> rows, TableColumn column)
        {
            ILookup<bool, ValueNode> values = rows.Select(row => row.Value).ToLookup(value => value is DurationNode);
            bool isOfTime = values[true].Count() > values[false].Count() || (values[true].Count() == values[false].Count() && rows.Count > 0 && rows[0].Value is DurationNode);
            DurationNode[] lengths = values[true].Cast<DurationNode>().ToArray();
            foreach (ValueNode odd in values[!isOfTime])
            {
                string? right = odd switch
                {
                    NumberNode { Unit: null, Value: var value } when value == decimal.Truncate(value) && value is >= 0 and <= 1000 && lengths.Select(length => length.Value.Unit).Distinct().Count() == 1 =>
                        new CalendarDuration((int)value, lengths[0].Value.Unit).ToString(),
                    DurationNode { Source: var length } when NameTable.WordsOf(column.Name) is { Length: > 0 } heading && length.ToString().EndsWith(" " + heading[0], StringComparison.OrdinalIgnoreCase) =>
                        length.ToString().Substring(0, length.ToString().Length - heading[0].Length - 1),
                    _ => null,
                };
                TextFix? fix = right is null ? null : TextFix.Offer(odd.Source.Span, right);
                Report(new Diagnostic("GL0354", odd.Source, odd.Source.ToString(), column.Name) { Fix = fix });
            }

            return values[!isOfTime].Any();
        }

        private BoundRow? BindRow(LineSyntax line, TableForm form, IReadOnlyList<FactReference> keys, TableColumn column, ref string? unit)
        {
            var whole = new PhraseCursor(Text, line.Phrase);
            SourceSpan source = whole.Span(0, whole.Count);
            List<PhraseCursor> cells = Columns(line);
            int width = keys.Count + form.Values.Count;
            bool isOtherwise = cells.Count > 0 && cells[0].Take("otherwise");
            int missing = isOtherwise && cells.Count == 1 + form.Values.Count ? keys.Count - 1 : 0;
            if (cells.Count + missing != width)
            {
                Report("GL0338", source, width.ToString(CultureInfo.InvariantCulture), cells.Count.ToString(CultureInfo.InvariantCulture));
                return null;
            }

            var bound = new List<TableCell>();
            for (int i = 0; i < keys.Count; i++)
            {
                TableCell? cell = isOtherwise ? new TableCell(null, null, null) : BindCell(cells[i], keys[i].Fact);
                if (cell is null)
                {
                    return null;
                }

                bound.Add(cell);
            }

            ValueNode? value = BindTableValue(cells[column.Index - missing], ref unit);
            return value is null ? null : new BoundRow(bound, value, source) { IsOtherwise = isOtherwise, Keys = whole.Span(0, cells[Math.Min(keys.Count, cells.Count) - 1].Count) };
        }

        // A number in the unit of the column (that of its head, else of its first cell), or a length of time.
        private ValueNode? BindTableValue(PhraseCursor cell, ref string? unit)
        {
            ValueNode? value = BindConstant(cell, out _);
            if (value is null || !ExpectEnd(cell))
            {
                return null;
            }

            if (value is NumberNode { Unit: null } bare)
            {
                if (CalendarUnitOf(unit) is { } named && bare.Value == decimal.Truncate(bare.Value) && bare.Value is >= 0 and <= 100_000)
                {
                    return new DurationNode(bare.Source, new CalendarDuration((int)bare.Value, named));
                }

                return new NumberNode(bare.Source, bare.Value, unit);
            }

            if (value is NumberNode { Unit: { } own })
            {
                unit ??= own;
                if (Unit.TryParse(own, out Unit ofCell) && Unit.TryParse(unit, out Unit ofColumn) && !ofCell.IsConvertibleTo(ofColumn))
                {
                    Report(new Diagnostic("GL0367", value.Source, value.Source.ToString(), ofCell.Dimension.ToString(), unit, ofColumn.Dimension.ToString())
                    {
                        Fix = InUnitOfColumn(value.Source, own, unit),
                    });
                    return null;
                }

                return Fit(value, new NumberNode(value.Source, 0, unit));
            }

            return value;
        }

        // "20 mm" in a column in degrees is a slip of the unit. Where one of the two is a rate, the number was reckoned for it and would be another.
        private static TextFix? InUnitOfColumn(SourceSpan value, string own, string unit) =>
            IsRate(own) || IsRate(unit) ? null : InUnit(value, unit);

        private static bool IsRate(string unit) => unit.IndexOf('/') >= 0 || unit.Split(' ').Contains("per");

        private static CalendarUnit? CalendarUnitOf(string? unit) =>
            CalendarUnits.Where(known => unit == known.Singular + "s").Select(known => (CalendarUnit?)known.Unit).FirstOrDefault();

        private TableCell? BindCell(PhraseCursor cell, FactPlan key)
        {
            if (cell.Take("any"))
            {
                return ExpectEnd(cell) ? new TableCell(null, null, null) : null;
            }

            if (key.Kind == FactKind.Choice)
            {
                var members = new List<int>();
                do
                {
                    if (!TryTakeValue(cell, key.Choice!, out int value))
                    {
                        ReportUnknownValue(cell, key.Name, key.Choice!);
                        return null;
                    }

                    members.Add(value);
                }
                while (TakeSetSeparator(cell, next => !next.AtEnd));
                return ExpectEnd(cell) ? new TableCell(members, null, null) : null;
            }

            var fact = new FactNode(cell.Here, new FactReference(key, null));
            ValueNode? over = null;
            ValueNode? upTo = null;
            if ((cell.Take("over") && (over = BindConstant(cell, out _)) is null) || (cell.Take("up", "to") && (upTo = BindConstant(cell, out _)) is null))
            {
                return null;
            }

            if (over is null && upTo is null)
            {
                ReportTier(cell);
                return null;
            }

            // "over 20 up to 40 mg/day": the unit may stand once, at the end.
            over = over is not null && upTo is not null ? WithUnitOf(over, upTo) : over;
            if ((over is not null && (over = Fit(over, fact)) is null) || (upTo is not null && (upTo = Fit(upTo, fact)) is null))
            {
                return null;
            }

            return ExpectEnd(cell) ? new TableCell(null, (over as NumberNode)?.Value, (upTo as NumberNode)?.Value) : null;
        }

        // "> 60 mg/day", "more than 60", "anny": a tier in signs or in other words.
        private void ReportTier(PhraseCursor cell)
        {
            int start = cell.Position;
            string? right = TryTakeComparison(cell, out Comparison comparison)
                ? comparison switch { Comparison.More => "over", Comparison.AtMost => "up to", _ => null }
                : Spelling.Nearest(cell.WordAt(start), new[] { "any", "over", "otherwise" });
            int end = cell.Position > start ? cell.Position : start + 1;
            cell.Position = start;
            bool isWhole = cell.KindAt(start) is TokenKind.Number || cell.TextAt(start).IndexOf('-') > 0;
            SourceSpan at = cell.Span(start, isWhole ? cell.Count : end);
            Report(new Diagnostic("GL0339", at) { Fix = right is null ? null : TextFix.Write(at.Span, right) });
        }
    }
}
