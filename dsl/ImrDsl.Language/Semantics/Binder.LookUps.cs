using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>Looking up tables: "visits for diagnosis", or the name of a table where the facts its columns name are at hand.</summary>
    internal sealed partial class Binder
    {
        // Whether "COLUMN for" stands here and is longer than any other name.
        private ColumnSymbol? FindColumn(PhraseCursor phrase, int nameLength, out int length)
        {
            var column = columns.Find(phrase, phrase.Position, out length, out _) as ColumnSymbol;
            return length > nameLength ? column : null;
        }

        /// <summary>"COLUMN for KEY and KEY".</summary>
        private ValueNode? BindLookUp(PhraseCursor phrase, ColumnSymbol column, int length)
        {
            int start = phrase.Position;
            phrase.Position += length;
            int keysAt = phrase.Position;
            string? problem = null;
            foreach ((TableSymbol table, TableColumn of) in column.Columns)
            {
                phrase.Position = keysAt;
                table.IsUsed = true;
                Bind(table);
                if (!table.IsSound)
                {
                    return null;
                }

                if (TakeKeys(phrase, table, ref problem) is { } keys)
                {
                    return LookUp(table, of, keys, phrase.SpanFrom(start));
                }
            }

            phrase.Position = keysAt;
            if (problem is not null)
            {
                Symbol? key = FindName(phrase, keysAt, out int keyLength, out _, out _);
                SourceSpan at = phrase.Span(keysAt, keysAt + Math.Max(keyLength, 1));
                Report("GL0351", at, key?.Name ?? at.ToString(), column.Name, problem);
            }
            else
            {
                ReportUnknownName(phrase);
            }

            return null;
        }

        // As many keys as the table has, each of the type of its column.
        private List<FactReference>? TakeKeys(PhraseCursor phrase, TableSymbol table, ref string? problem)
        {
            var keys = new List<FactReference>();
            foreach (FactPlan asked in table.DeclaredKeys!)
            {
                if (keys.Count > 0 && !phrase.Take("and") && !phrase.Take(TokenKind.Comma))
                {
                    problem ??= "after “for” come " + string.Join(" and ", table.DeclaredKeys!.Select(key => key.Name));
                    return null;
                }

                Symbol? symbol = FindName(phrase, phrase.Position, out int length, out _, out EntryScope? scope);
                if (symbol is null)
                {
                    return null;
                }

                if (symbol is not FactSymbol { Fact: var key } || Misfit(key, asked) is { } misfit && (problem ??= misfit) is not null)
                {
                    problem ??= "it is " + symbol.Noun + ", and the column “" + asked.Name + "” asks for a fact";
                    return null;
                }

                symbol.IsUsed = true;
                phrase.Position += length;
                keys.Add(new FactReference(key, scope));
            }

            return keys;
        }

        // Why a fact cannot be looked up in a column that is declared with another, or null.
        private static string? Misfit(FactPlan key, FactPlan asked)
        {
            if (key.Kind != asked.Kind)
            {
                return "the column “" + asked.Name + "” asks for " + (asked.Kind == FactKind.Choice ? "one of " + string.Join(", ", asked.Choice!.Values) : "a number");
            }

            if (key.Kind == FactKind.Choice)
            {
                string? other = key.Choice!.Values.FirstOrDefault(value => IndexOf(asked.Choice!, value) is null)
                    ?? asked.Choice!.Values.FirstOrDefault(value => IndexOf(key.Choice!, value) is null);
                return other is null ? null : "“" + other + "” is a value of only one of “" + key.Name + "” and “" + asked.Name + "”";
            }

            string? unit = key.Range?.Unit;
            string? wanted = asked.Range?.Unit;
            bool isComparable = unit == wanted
                || (unit is not null && wanted is not null && Unit.TryParse(unit, out Unit? a) && Unit.TryParse(wanted, out Unit? b) && a.IsConvertibleTo(b));
            return isComparable ? null : "“" + key.Name + "” is " + (unit is null ? "a plain number" : "in " + unit) + ", the column " + (wanted is null ? "a plain number" : "in " + wanted);
        }

        // A table by its name: the keys are the facts at hand that its columns name.
        private ValueNode? BindTable(TableSymbol table, SourceSpan source)
        {
            Bind(table);
            if (!table.IsSound || table.Owner.FormOf(table) is not { } form)
            {
                return null;
            }

            if (form.Values.Count > 1)
            {
                string keys = string.Join(" and ", table.DeclaredKeys!.Select(key => key.Name));
                Report("GL0352", source, table.Name, string.Join(", ", form.Values.Select(column => column.Name + " for " + keys)));
                return null;
            }

            List<EntryNames> outer = table.Owner.entries.ToList();
            List<EntryNames> atHand = entries.ToList();
            table.Owner.entries.Clear();
            table.Owner.entries.AddRange(atHand);
            List<FactReference?> found = form.Keys.Select(table.Owner.KeyOf).ToList();
            table.Owner.entries.Clear();
            table.Owner.entries.AddRange(outer);
            if (found.Any(key => key is null))
            {
                Report("GL0334", source, table.Name);
                return null;
            }

            return LookUp(table, form.Values[0], found.Select(key => key!).ToList(), source);
        }

        // The rows are bound anew for these keys: in the words and the unit of each.
        private static ValueNode? LookUp(TableSymbol table, TableColumn column, IReadOnlyList<FactReference> keys, SourceSpan source)
        {
            Binder owner = table.Owner;
            owner.bag.Mute();
            List<BoundRow>? rows = owner.BindRows(table, owner.FormOf(table)!, keys, column);
            owner.bag.Unmute();
            if (rows is null)
            {
                return null;
            }

            if (rows[0].Value is DurationNode)
            {
                return new DurationLookUp(source, table, column.Name, keys, rows);
            }

            var cells = rows.Select(row => new TableRow(row.Cells, ((NumberNode)row.Value).Value, row.Source) { IsOtherwise = row.IsOtherwise }).ToList();
            return new TableNode(source, keys, cells) { Column = column.Name, Unit = ((NumberNode)rows[0].Value).Unit, IsClosed = table.IsClosed && table.HasGaps };
        }

        /// <summary>"time from X to Y is at most period for diagnosis": one of the rows, and the comparison with its length.</summary>
        /// <param name="lookUp">The column of lengths, by its keys.</param>
        /// <param name="source">The words of the comparison.</param>
        /// <param name="compare">Makes the comparison with the length of a row; anew each time, since a part of a plan stands in one place.</param>
        private static ConditionNode? CompareRows(DurationLookUp lookUp, SourceSpan source, Func<DurationNode, ConditionNode?> compare)
        {
            var parts = new List<ConditionNode>();
            foreach (BoundRow row in lookUp.Rows)
            {
                ConditionNode fits = row.IsOtherwise
                    ? new NotNode(row.Source, IsInRows(lookUp.Source, lookUp.Keys, lookUp.Rows.Where(other => !other.IsOtherwise).Select(other => other.Cells).ToList()))
                    : FitsRow(row.Source, lookUp.Keys, row.Cells);
                if (compare((DurationNode)row.Value) is not { } comparison)
                {
                    return null;
                }

                parts.Add(new GroupNode(row.Source, GroupKind.AllOf, 0, new[] { fits, comparison }));
            }

            if (lookUp.Table.HasGaps && !lookUp.Table.IsClosed)
            {
                // What no row fits stays open: the cell of no row is not known.
                IReadOnlyList<TableRow> none = lookUp.Rows.Select(row => new TableRow(row.Cells, 0, row.Source)).ToList();
                parts.Add(new ComparisonNode(
                    source, new TableNode(lookUp.Source, lookUp.Keys, none), Comparison.More, new NumberNode(lookUp.Source, 0, null)));
            }

            return new GroupNode(source, GroupKind.AnyOf, 0, parts);
        }

        // Lengths of time that are compared with a number of weeks: numbers in their unit, if it is the same in all rows.
        private static TableNode? NumbersOf(DurationLookUp lookUp)
        {
            List<CalendarDuration> lengths = lookUp.Rows.Select(row => ((DurationNode)row.Value).Value).ToList();
            if (lengths.Any(length => length.Unit != lengths[0].Unit))
            {
                return null;
            }

            var cells = lookUp.Rows.Select((row, i) => new TableRow(row.Cells, lengths[i].Amount, row.Source) { IsOtherwise = row.IsOtherwise }).ToList();
            return new TableNode(lookUp.Source, lookUp.Keys, cells)
            {
                Column = lookUp.Column,
                Unit = lengths[0].Unit.ToString().ToLowerInvariant(),
                IsClosed = lookUp.Table.IsClosed && lookUp.Table.HasGaps,
            };
        }

        // In a closed table what is not in it fails every comparison.
        private static ConditionNode InClosedTables(ConditionNode comparison)
        {
            List<TableNode> tables = ClosedTables(comparison).ToList();
            if (tables.Count == 0)
            {
                return comparison;
            }

            IEnumerable<ConditionNode> isInTable = tables.Select(table => IsInRows(table.Source, table.Keys, table.Rows.Select(row => row.Cells).ToList()));
            return new GroupNode(comparison.Source, GroupKind.AllOf, 0, isInTable.Concat(new[] { comparison }).ToList());
        }

        private static IEnumerable<TableNode> ClosedTables(PlanNode node) => node switch
        {
            TableNode { IsClosed: true } table => new[] { table },
            DefinedValueNode defined => ClosedTables(defined.Definition.Value!),
            AggregateNode or ChosenValueNode or ListNode => Array.Empty<TableNode>(),
            _ => node.Children.SelectMany(ClosedTables),
        };

        private static ConditionNode IsInRows(SourceSpan source, IReadOnlyList<FactReference> keys, IReadOnlyList<IReadOnlyList<TableCell>> rows)
        {
            if (keys.Count == 1 && rows.All(cells => cells[0].Members is not null))
            {
                return new MembershipNode(source, keys[0], rows.SelectMany(cells => cells[0].Members!).Distinct().OrderBy(member => member).ToList());
            }

            List<ConditionNode> parts = rows.Select(cells => FitsRow(source, keys, cells)).ToList();
            return parts.Count == 1 ? parts[0] : new GroupNode(source, GroupKind.AnyOf, 0, parts);
        }

        private static ConditionNode FitsRow(SourceSpan source, IReadOnlyList<FactReference> keys, IReadOnlyList<TableCell> cells)
        {
            var parts = new List<ConditionNode>();
            for (int i = 0; i < keys.Count; i++)
            {
                if (cells[i].Members is { } members)
                {
                    parts.Add(new MembershipNode(source, keys[i], members));
                }

                if (cells[i].Over is { } over)
                {
                    parts.Add(new ComparisonNode(source, new FactNode(source, keys[i]), Comparison.More, new NumberNode(source, over, keys[i].Fact.Range?.Unit)));
                }

                if (cells[i].UpTo is { } upTo)
                {
                    parts.Add(new ComparisonNode(source, new FactNode(source, keys[i]), Comparison.AtMost, new NumberNode(source, upTo, keys[i].Fact.Range?.Unit)));
                }
            }

            if (parts.Count == 0)
            {
                // A row for any key still asks that there is one.
                parts.Add(keys[0].Fact.Choice is { } choice
                    ? new MembershipNode(source, keys[0], Enumerable.Range(0, choice.Values.Count).ToList())
                    : new ComparisonNode(source, new FactNode(source, keys[0]), Comparison.AtLeast, new NumberNode(source, decimal.MinValue, keys[0].Fact.Range?.Unit)));
            }

            return parts.Count == 1 ? parts[0] : new GroupNode(source, GroupKind.AllOf, 0, parts);
        }
    }
}
