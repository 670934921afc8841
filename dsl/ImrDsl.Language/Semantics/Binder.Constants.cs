using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>Numbers with their units, and tables of them.</summary>
    internal sealed partial class Binder
    {
        private static readonly string[] NumberWords =
        {
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        };

        private static readonly (string Singular, CalendarUnit Unit)[] CalendarUnits =
        {
            ("day", CalendarUnit.Days), ("week", CalendarUnit.Weeks), ("month", CalendarUnit.Months), ("year", CalendarUnit.Years),
        };

        private static int? NumberWord(PhraseCursor phrase)
        {
            int index = phrase.Kind == TokenKind.Word ? Array.IndexOf(NumberWords, phrase.WordAt(phrase.Position)) : -1;
            return index < 0 ? null : index;
        }

        private static bool TryTakeDecimal(PhraseCursor phrase, out decimal value)
        {
            value = 0;
            int start = phrase.Position;
            bool isNegative = phrase.Kind == TokenKind.Minus;
            if (isNegative)
            {
                phrase.Position++;
            }

            if (phrase.Kind != TokenKind.Number)
            {
                phrase.Position = start;
                return false;
            }

            value = ParseDecimal(phrase.TextAt(phrase.Position++));
            value = isNegative ? -value : value;
            return true;
        }

        /// <summary>A number as the author wrote it, with its unit: a length of time for calendar units.</summary>
        private ValueNode? BindConstant(PhraseCursor phrase, out bool isConsecutive)
        {
            int start = phrase.Position;
            isConsecutive = false;
            if (NumberWord(phrase) is { } number)
            {
                string digits = number.ToString(CultureInfo.InvariantCulture);
                ReportFix("GL0301", phrase.Here, digits, phrase.TextAt(start), digits);
                return null;
            }

            if (!TryTakeDecimal(phrase, out decimal value))
            {
                Report("GL0302", phrase.Here);
                return null;
            }

            isConsecutive = phrase.Take("consecutive");
            if (phrase.Take(TokenKind.Percent))
            {
                return new NumberNode(phrase.SpanFrom(start), value, "%");
            }

            foreach ((string singular, CalendarUnit unit) in CalendarUnits)
            {
                int at = phrase.Position;
                bool isSingular = phrase.IsWord(singular);
                if ((!isSingular && !phrase.IsWord(singular + "s")) || phrase.KindAt(at + 1) == TokenKind.Slash)
                {
                    continue;
                }

                phrase.Position++;
                if (isSingular != (value == 1))
                {
                    string right = isSingular ? singular + "s" : singular;
                    ReportFix("GL0323", phrase.SpanAt(at), right, phrase.Words(start, phrase.Position), phrase.TextAt(start) + " " + right);
                    return null;
                }

                if (value != decimal.Truncate(value) || value < 0 || value > 100_000)
                {
                    Report("GL0324", phrase.SpanFrom(start), phrase.Words(start, phrase.Position));
                    return null;
                }

                return new DurationNode(phrase.SpanFrom(start), new CalendarDuration((int)value, unit));
            }

            string? symbol = IsUnitNext(phrase) ? TakeUnit(phrase) : null;
            if (symbol is null && phrase.Kind == TokenKind.Word && FindName(phrase, phrase.Position, out _, out _, out _) is null
                && Spelling.Nearest(phrase.WordAt(phrase.Position), new[] { "days", "weeks", "months", "years" }) is { } meant)
            {
                ReportFix("GL0326", phrase.Here, meant, phrase.TextAt(phrase.Position), meant);
                return null;
            }

            return new NumberNode(phrase.SpanFrom(start), value, symbol);
        }

        // A word after a number is its unit if the table of units has it.
        private bool IsUnitNext(PhraseCursor phrase)
        {
            if (phrase.Kind != TokenKind.Word)
            {
                return false;
            }

            // "visits > 6 visits": a number may be called what it is counted in.
            Symbol? symbol = FindName(phrase, phrase.Position, out _, out _, out _);
            bool isOwnUnit = symbol is FactSymbol { Fact.Range.Unit: { } unit } && NameTable.Canonical(unit) == phrase.WordAt(phrase.Position);
            return (symbol is null || isOwnUnit) && Unit.TryParse(phrase.TextAt(phrase.Position), out _);
        }

        // "mg/day", "mg MED/day", "kg/m²", "mm[Hg]": as long a run as is a unit.
        private string? TakeUnit(PhraseCursor phrase)
        {
            int start = phrase.Position;
            int end = start;
            while (end < phrase.Count && phrase.KindAt(end) is TokenKind.Word or TokenKind.Slash or TokenKind.Percent or TokenKind.Power
                or TokenKind.OpenBracket or TokenKind.CloseBracket)
            {
                end++;
            }

            for (int to = Math.Min(end, start + 8); to > start; to--)
            {
                string symbol = phrase.Words(start, to);
                if (phrase.KindAt(to) != TokenKind.Slash && Unit.TryParse(symbol, out _))
                {
                    phrase.Position = to;
                    return symbol;
                }
            }

            string typed = phrase.Words(start, end);
            string? meant = Unit.Suggest(typed);
            if (meant is not null)
            {
                ReportFix("GL0326", phrase.Span(start, end), meant, typed, meant);
            }
            else
            {
                Report("GL0325", phrase.Span(start, Math.Max(end, start + 1)), typed);
            }

            phrase.Position = Math.Max(end, start + 1);
            return null;
        }

        /// <summary>
        /// Makes a value comparable with another: converts a constant to the unit it is compared in, and reports what cannot be compared,
        /// naming both sides.
        /// </summary>
        private ValueNode? Fit(ValueNode? value, ValueNode other)
        {
            switch (other.Kind)
            {
                case var _ when value is null:
                    return null;
                case ValueKind.Elapsed when value.Kind == ValueKind.Duration:
                    return value;
                case ValueKind.Elapsed when value is NumberNode { Unit: null }:
                    Report("GL0327", value.Source, value.Source.ToString());
                    return null;
                case ValueKind.PercentChange when value is NumberNode { Unit: "%" }:
                    return value;
                case ValueKind.PercentChange when value is NumberNode { Unit: null }:
                    ReportFix("GL0328", value.Source, value.Source + "%", value.Source.ToString());
                    return null;
                case ValueKind.Number when value.Kind == ValueKind.Number:
                    return FitUnit(value, other);
                case ValueKind.Number when value is DurationNode duration:
                    return FitUnit(new NumberNode(value.Source, duration.Value.Amount, duration.Value.Unit.ToString().ToLowerInvariant()), other);
                default:
                    Report("GL0304", value.Source, value.Source.ToString(), other.Source.ToString());
                    return null;
            }
        }

        private ValueNode? FitUnit(ValueNode value, ValueNode other)
        {
            string? from = UnitOf(value);
            string? to = UnitOf(other);
            if (from == to || from == UnknownUnit || to == UnknownUnit)
            {
                return value;
            }

            if (from == "%")
            {
                Report("GL0329", value.Source, value.Source.ToString(), other.Source.ToString());
                return null;
            }

            if (from is null)
            {
                ReportFix("GL0330", value.Source, value.Source + " " + to, value.Source.ToString(), other.Source.ToString(), to!);
                return null;
            }

            if (to is null)
            {
                Report("GL0331", value.Source, value.Source.ToString(), other.Source.ToString());
                return null;
            }

            if (!Unit.TryParse(from, out Unit? fromUnit) || !Unit.TryParse(to, out Unit? toUnit) || fromUnit.Dimension != toUnit.Dimension)
            {
                Report("GL0332", value.Source, value.Source.ToString(), DimensionOf(from), other.Source.ToString(), DimensionOf(to));
                return null;
            }

            decimal amount = value is NumberNode number ? number.Value : 1;
            if (!fromUnit.TryConvert(amount, toUnit, out decimal converted))
            {
                Report("GL0333", value.Source, value.Source.ToString(), to);
                return null;
            }

            return value is NumberNode
                ? new NumberNode(value.Source, converted, to)
                : converted == 1 ? value
                : new ArithmeticNode(value.Source, ArithmeticKind.Multiply, value, new NumberNode(value.Source, converted, null));
        }

        private static string DimensionOf(string unit) => Unit.TryParse(unit, out Unit? parsed) ? parsed.Dimension.ToString() : unit;

        // The unit of a product of two units; it is compared with anything.
        private const string UnknownUnit = "?";

        private static string? UnitOf(ValueNode value) => value switch
        {
            NumberNode number => number.Unit,
            FactNode fact => fact.Fact.Fact.Range?.Unit,
            DefinedValueNode defined => UnitOf(defined.Definition.Value!),
            AggregateNode { Each: { } each } => UnitOf(each),
            ArithmeticNode { Operation: ArithmeticKind.Multiply } product =>
                UnitOf(product.Left) is not { } left ? UnitOf(product.Right)
                : UnitOf(product.Right) is not { } right ? left
                : Unit.TryParse(left, out Unit? a) && Unit.TryParse(right, out Unit? b) ? (a * b).Symbol
                : UnknownUnit,
            ArithmeticNode sum => UnitOf(sum.Left),
            TableNode table => table.Unit,
            _ => null,
        };

        // The cell a table has for the keys at hand.
        private TableNode? BindTable(TableSymbol table, SourceSpan source)
        {
            List<EntryNames> atHand = entries.ToList();
            Binder owner = table.Owner;
            List<EntryNames> outer = owner.entries.ToList();
            owner.entries.Clear();
            owner.entries.AddRange(atHand);
            owner.bag.Mute();
            TableNode? node = owner.BindTableRows(table, source);
            owner.bag.Unmute();
            owner.entries.Clear();
            owner.entries.AddRange(outer);
            if (node is null && table.IsSound)
            {
                Report("GL0334", source, table.Name);
            }

            return node;
        }

        // At the declaration (no use at hand) the keys are looked up among the facts and then in each kind of entry.
        private TableNode? BindTableRows(TableSymbol table, SourceSpan? use)
        {
            if (table.Line.Lines.Count < 2)
            {
                Report("GL0335", table.Source!, table.Name);
                return null;
            }

            List<PhraseCursor> head = Columns(table.Line.Lines[0]);
            List<FactReference>? keys = BindKeys(head, use);
            if (keys is null)
            {
                return null;
            }

            PhraseCursor last = head[head.Count - 1];
            string? unit = null;
            for (int i = last.Position; i + 1 < last.Count; i++)
            {
                if (last.IsWordAt(i, "in"))
                {
                    last.Position = i + 1;
                    unit = TakeUnit(last);
                }
            }

            var rows = new List<TableRow>();
            foreach (LineSyntax line in table.Line.Lines.Skip(1))
            {
                if (BindRow(line, keys) is { } row)
                {
                    foreach (TableRow other in rows)
                    {
                        if (Overlap(row, other))
                        {
                            Report("GL0336", row.Source, row.Source.ToString(), (other.Source.Start.Line + 1).ToString(CultureInfo.InvariantCulture));
                        }
                    }

                    rows.Add(row);
                }
            }

            return rows.Count < table.Line.Lines.Count - 1 ? null : new TableNode(use ?? table.Source!, keys, rows) { Unit = unit };
        }

        private List<FactReference>? BindKeys(List<PhraseCursor> head, SourceSpan? use)
        {
            List<FactReference>? keys = TryKeys(head);
            if (keys is null && use is null)
            {
                foreach (EntryKindPlan kind in visibleEntryKinds)
                {
                    var stand = new FactReference(new FactPlan { Name = kind.Name, Kind = FactKind.List, EntryKind = kind }, null);
                    entries.Add(new EntryNames(kind, new EntryScope(stand)));
                    keys ??= TryKeys(head);
                    entries.RemoveAt(entries.Count - 1);
                }

                if (keys is null)
                {
                    Report("GL0337", head[0].SpanAt(head[0].Position), head[0].Words(head[0].Position, head[0].Count));
                }
            }

            return keys;
        }

        private List<FactReference>? TryKeys(List<PhraseCursor> head)
        {
            var keys = new List<FactReference>();
            foreach (PhraseCursor column in head.Take(head.Count - 1))
            {
                Symbol? symbol = FindName(column, column.Position, out int length, out _, out EntryScope? scope);
                if (symbol is not FactSymbol { Fact: { Kind: FactKind.Choice or FactKind.Number } fact } || column.Position + length != column.Count)
                {
                    return null;
                }

                symbol.IsUsed = true;
                keys.Add(new FactReference(fact, scope));
            }

            return keys.Count == 0 ? null : keys;
        }

        private List<PhraseCursor> Columns(LineSyntax line)
        {
            var phrase = new PhraseCursor(Text, line.Phrase);
            var columns = new List<PhraseCursor>();
            int from = 0;
            for (int i = 0; i <= phrase.Count; i++)
            {
                if (i == phrase.Count || phrase.KindAt(i) == TokenKind.Bar)
                {
                    if (i > from || (i < phrase.Count && from > 0))
                    {
                        columns.Add(phrase.Slice(from, i));
                    }

                    from = i + 1;
                }
            }

            return columns;
        }

        private TableRow? BindRow(LineSyntax line, List<FactReference> keys)
        {
            var whole = new PhraseCursor(Text, line.Phrase);
            SourceSpan source = whole.Span(0, whole.Count);
            List<PhraseCursor> columns = Columns(line);
            if (columns.Count != keys.Count + 1)
            {
                Report("GL0338", source, (keys.Count + 1).ToString(CultureInfo.InvariantCulture), columns.Count.ToString(CultureInfo.InvariantCulture));
                return null;
            }

            var cells = new List<TableCell>();
            for (int i = 0; i < keys.Count; i++)
            {
                if (BindCell(columns[i], keys[i].Fact) is not { } cell)
                {
                    return null;
                }

                cells.Add(cell);
            }

            PhraseCursor value = columns[keys.Count];
            if (!TryTakeDecimal(value, out decimal number))
            {
                Report("GL0302", value.Here);
                return null;
            }

            return ExpectEnd(value) ? new TableRow(cells, number, source) : null;
        }

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
            decimal? over = null;
            decimal? upTo = null;
            if (cell.Take("over") && (over = TakeBound(cell, fact)) is null)
            {
                return null;
            }

            if (cell.Take("up", "to") && (upTo = TakeBound(cell, fact)) is null)
            {
                return null;
            }

            if (over is null && upTo is null)
            {
                Report("GL0339", cell.Here);
                return null;
            }

            return ExpectEnd(cell) ? new TableCell(null, over, upTo) : null;
        }

        private decimal? TakeBound(PhraseCursor cell, FactNode key)
        {
            // "over 20 up to 40 mg/day": the unit may stand once, at the end.
            int start = cell.Position;
            if (TryTakeDecimal(cell, out decimal bare) && cell.IsWord("up"))
            {
                return bare;
            }

            cell.Position = start;
            return BindConstant(cell, out _) is { } constant ? (Fit(constant, key) as NumberNode)?.Value : null;
        }

        private static bool Overlap(TableRow left, TableRow right)
        {
            for (int i = 0; i < left.Cells.Count; i++)
            {
                TableCell a = left.Cells[i];
                TableCell b = right.Cells[i];
                if (a.Members is not null && b.Members is not null && !a.Members.Intersect(b.Members).Any())
                {
                    return false;
                }

                // Each row takes what is over its lower and up to its upper bound.
                if ((a.UpTo is { } highA && b.Over is { } lowB && highA <= lowB) || (b.UpTo is { } highB && a.Over is { } lowA && highB <= lowA))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
