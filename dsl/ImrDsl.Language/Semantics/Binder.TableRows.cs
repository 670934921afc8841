using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Semantics
{
    /// <summary>Whether the rows of a table exclude each other and leave no case out.</summary>
    internal sealed partial class Binder
    {
        // More kinds of cases than this are not gone through for gaps.
        private const int MostKindsOfCases = 20_000;

        private const int MostGapsNamed = 3;

        private const int MostGapsLookedAt = 100;

        private void CheckRows(TableSymbol table, IReadOnlyList<FactReference> keys, IReadOnlyList<BoundRow> rows)
        {
            bool isSound = true;
            foreach ((BoundRow row, BoundRow earlier) in OverlapsOf(rows))
            {
                isSound = false;
                (SourceSpan at, TextFix? fix) = Overlapping(table, keys, rows, row, earlier);
                Report(new Diagnostic("GL0336", at, row.Source.ToString(), (earlier.Source.Start.Line + 1).ToString(CultureInfo.InvariantCulture)) { Fix = fix });
            }

            if (rows.Any(row => row.IsOtherwise))
            {
                return;
            }

            List<Gap> gaps = GapsOf(keys, rows);
            table.HasGaps = gaps.Count > 0;
            if (isSound && gaps.Count > 0 && !table.IsClosed)
            {
                string more = gaps.Count > MostGapsNamed ? " and " + (gaps.Count - MostGapsNamed).ToString(CultureInfo.InvariantCulture) + " more" : string.Empty;
                TextFix? fix = gaps.Count == 1 ? LeftOut(table, keys, rows, gaps[0]) : null;
                Report(new Diagnostic("GL0350", fix is null ? table.Source! : new SourceSpan(Text, fix.Span), table.Name, string.Join("; ", gaps.Take(MostGapsNamed).Select(gap => gap.Words)) + more) { Fix = fix });
            }

            // Where gaps are allowed because of others, one between two rows was hardly meant; it is shown at the row above it.
            bool isAllowed = table.IsClosed || (IsAllowed("GL0350") && gaps.Any(gap => gap.Sides is null));
            if (isSound && isAllowed && gaps.FirstOrDefault(gap => gap.Sides is not null) is { } between)
            {
                (SourceSpan at, TextFix? fix) = Apart(table, rows, between.Sides!);
                Report(new Diagnostic("GL0376", at, table.Name, between.Words) { Fix = fix });
            }
        }

        // The one value without a row, beside the value before it among several of one row.
        private TextFix? LeftOut(TableSymbol table, IReadOnlyList<FactReference> keys, IReadOnlyList<BoundRow> rows, Gap gap)
        {
            if (keys.Count != 1 || gap.Member is not { } value || rows.FirstOrDefault(row => row.Cells[0].Members is { Count: > 1 } members && members.Contains(value - 1)) is not { } row
                || LineOf(table, row) is not { } line)
            {
                return null;
            }

            SourceSpan cell = SpanOf(Columns(line)[0]);
            return TextFix.Offer(cell.Span, cell + ", " + keys[0].Fact.Choice!.Values[value]);
        }

        // The cell that begins too late, and where the row below it ends, unless another row holds some of what is between.
        private (SourceSpan At, TextFix? Fix) Apart(TableSymbol table, IReadOnlyList<BoundRow> rows, GapSides sides)
        {
            if (rows.Select(row => InOtherUnit(table, rows, row)).FirstOrDefault(found => found is not null) is { } other)
            {
                return other;
            }

            if (LineOf(table, sides.Above) is not { } line || LineOf(table, sides.Below) is not { } below)
            {
                return (sides.Above.Keys ?? sides.Above.Source, null);
            }

            PhraseCursor cell = Columns(line)[sides.Key];
            PhraseCursor end = Columns(below)[sides.Key];
            SourceSpan at = SpanOf(cell);
            BoundRow longer = WithCell(sides.Above, sides.Key, sides.Above.Cells[sides.Key] with { Over = sides.Below.Cells[sides.Key].UpTo });
            bool isFree = rows.All(row => row == sides.Above || !Overlap(row, longer));
            bool isPlain = cell.IsWordAt(cell.Position, "over") && cell.KindAt(cell.Position + 1) == TokenKind.Number && UnitOf(cell) == UnitOf(end);
            return !isFree || !isPlain || LastNumber(end) is not { } number ? (at, null) : (at, Rewritten(at, cell.SpanAt(cell.Position + 1), number));
        }

        private TextFix Rewritten(SourceSpan cell, SourceSpan part, string right)
        {
            string content = Text.Content;
            return TextFix.Offer(cell.Span, content.Substring(cell.Span.Start, part.Span.Start - cell.Span.Start) + right + content.Substring(part.Span.End, cell.Span.End - part.Span.End));
        }

        private static BoundRow WithCell(BoundRow row, int key, TableCell cell) =>
            new BoundRow(row.Cells.Select((other, i) => i == key ? cell : other).ToList(), row.Value, row.Source) { IsOtherwise = row.IsOtherwise };

        // What follows the last number of a cell.
        private string UnitOf(PhraseCursor cell)
        {
            int last = LastNumberAt(cell);
            return last < 0 || last + 1 >= cell.Count ? string.Empty : cell.Span(last + 1, cell.Count).ToString();
        }

        // The cell that lets two rows overlap; the whole row where several might. A tier commonly begins where the one above it ends.
        private (SourceSpan At, TextFix? Fix) Overlapping(TableSymbol table, IReadOnlyList<FactReference> keys, IReadOnlyList<BoundRow> rows, BoundRow row, BoundRow earlier)
        {
            SourceSpan whole = row.Keys ?? row.Source;
            if (row.IsOtherwise || LineOf(table, row) is not { } line)
            {
                return (whole, null);
            }

            int[] chosen = ColumnsWhere(row, i => row.Cells[i].Members is not null);
            if (InOtherUnit(table, rows, row) is { } other)
            {
                return other;
            }

            int[] tiers = ColumnsWhere(row, i => row.Cells[i].Members is null && earlier.Cells[i].UpTo is not null && !row.Cells[i].Equals(earlier.Cells[i]));
            return (tiers.Length, chosen.Length) switch
            {
                (1, _) => Behind(line, row.Cells[tiers[0]], LineOf(table, earlier), earlier.Cells[tiers[0]], tiers[0]),
                (0, 1) => CopiedRow(table, rows, row, earlier, chosen[0], keys[chosen[0]].Fact.Choice!) ?? (SpanOf(Columns(line)[chosen[0]]), WithoutCopy(table.Line, line)),
                _ => (whole, null),
            };
        }

        // One of two rows for a value was to be for one that has none: the row around which the others leave one out, in the order of the values.
        private (SourceSpan At, TextFix? Fix)? CopiedRow(TableSymbol table, IReadOnlyList<BoundRow> rows, BoundRow row, BoundRow earlier, int key, ChoicePlan choice)
        {
            List<int> free = Enumerable.Range(0, choice.Values.Count).Where(value => rows.All(other => other.IsOtherwise || other.Cells[key].Members?.Contains(value) == false)).ToList();
            if (InCell(table, row, earlier, key, choice, free) is { } within)
            {
                return within;
            }

            int Last(int index) => index >= 0 && rows[index].Cells[key].Members is { Count: > 0 } members ? members.Max() : -1;
            int First(int index) => index < rows.Count && rows[index].Cells[key].Members is { Count: > 0 } members ? members.Min() : choice.Values.Count;
            var meant = new List<(BoundRow Row, int Value)>();
            foreach (BoundRow copy in new[] { row, earlier })
            {
                int at = rows.TakeWhile(other => other != copy).Count();
                List<int> fitting = free.Where(value => value > Last(at - 1) && value < First(at + 1)).ToList();
                meant.AddRange((fitting.Count > 1 ? fitting.Where(value => value == Last(at - 1) + 1) : fitting).Select(value => (copy, value)));
            }

            if (meant.Count != 1 || LineOf(table, meant[0].Row) is not { } line || (LineOf(table, row) is { } last && WithoutCopy(table.Line, last) is not null))
            {
                return null;
            }

            SourceSpan cell = SpanOf(Columns(line)[key]);
            string right = choice.Values[meant[0].Value];
            return (cell, new TextFix("Write “" + right + "”, for which no row stands", cell.Span, right) { IsCertain = false });
        }

        // One of several values of a cell stands in two rows: the first free one between those around it was meant, in the order of the values; where none is free
        // there, the value is left out.
        private (SourceSpan At, TextFix? Fix)? InCell(TableSymbol table, BoundRow row, BoundRow earlier, int key, ChoicePlan choice, List<int> free)
        {
            if (row.Cells[key].Members is not { Count: > 1 } members || earlier.Cells[key].Members is not { } others || members.Intersect(others).ToList() is not { Count: 1 } both || LineOf(table, row) is not { } line)
            {
                return null;
            }

            SourceSpan cell = SpanOf(Columns(line)[key]);
            int PlaceOf(int value) => cell.ToString().IndexOf(choice.Values[value], System.StringComparison.OrdinalIgnoreCase);
            if (PlaceOf(both[0]) < 0)
            {
                return null;
            }

            List<int> inOrder = members.OrderBy(PlaceOf).ToList();
            int at = inOrder.IndexOf(both[0]);
            int after = at == 0 ? -1 : inOrder[at - 1];
            int before = at + 1 == inOrder.Count ? choice.Values.Count : inOrder[at + 1];
            var typed = new TextSpan(cell.Span.Start + PlaceOf(both[0]), choice.Values[both[0]].Length);
            foreach (int value in free.Where(value => value > after && value < before))
            {
                return (cell, new TextFix("Write “" + choice.Values[value] + "”, for which no row stands", typed, choice.Values[value]) { IsCertain = false });
            }

            // With the comma before it; the first value with the one behind it.
            Match withComma = Regex.Match(cell.ToString(), @"(?:^|, *)(" + Regex.Escape(choice.Values[both[0]]) + @")(?=,|$)(?:(?<=^\1), *)?", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);
            return !withComma.Success ? null
                : (new SourceSpan(Text, typed), new TextFix("Leave it out", new TextSpan(cell.Span.Start + withComma.Index, withComma.Length), string.Empty) { IsCertain = false });
        }

        // "over 40 up to 60 mcg/h" among cells in mg/day: the cell whose unit is that of no other, where the row would overlap none in theirs.
        private (SourceSpan At, TextFix? Fix)? InOtherUnit(TableSymbol table, IReadOnlyList<BoundRow> rows, BoundRow row)
        {
            foreach (int key in ColumnsWhere(row, i => row.Cells[i].Members is null))
            {
                ILookup<bool, (BoundRow Row, PhraseCursor Cell)> cells = CellsWithNumbers(table, rows, key).ToLookup(cell => cell.Row == row);
                PhraseCursor? own = cells[true].Select(cell => cell.Cell).FirstOrDefault();
                string[] units = cells[false].Select(cell => UnitOf(cell.Cell)).Distinct().ToArray();
                if (own is null || units.Length != 1 || cells[false].Count() < 2 || units[0].Length == 0 || UnitOf(own).Length == 0 || units[0] == UnitOf(own))
                {
                    continue;
                }

                (BoundRow first, PhraseCursor its) = cells[false].First();
                TableCell cell = row.Cells[key];
                if (FactorOf(first.Cells[key], its) is { } theirs && FactorOf(cell, own) is { } factor)
                {
                    BoundRow inTheirs = WithCell(row, key, cell with { Over = cell.Over / factor * theirs, UpTo = cell.UpTo / factor * theirs });
                    SourceSpan wrong = own.Span(LastNumberAt(own) + 1, own.Count);
                    return cells[false].Any(other => Overlap(other.Row, inTheirs)) ? null : (wrong, Rewritten(SpanOf(own), wrong, units[0]));
                }
            }

            return null;
        }

        // The cells of a column that say a number, with their rows.
        private IEnumerable<(BoundRow Row, PhraseCursor Cell)> CellsWithNumbers(TableSymbol table, IReadOnlyList<BoundRow> rows, int key)
        {
            foreach (BoundRow row in rows)
            {
                if (!row.IsOtherwise && LineOf(table, row) is { } line && Columns(line)[key] is var cell && LastNumberAt(cell) >= 0)
                {
                    yield return (row, cell);
                }
            }
        }

        // What a number of a cell is multiplied by to be in the unit of the fact.
        private static decimal? FactorOf(TableCell cell, PhraseCursor words) =>
            LastNumber(words) is { } text && decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal number) && number != 0 ? (cell.UpTo ?? cell.Over) / number : null;

        private (SourceSpan At, TextFix? Fix) Behind(LineSyntax line, TableCell tier, LineSyntax? lineAbove, TableCell above, int column)
        {
            PhraseCursor cell = Columns(line)[column];
            SourceSpan at = SpanOf(cell);
            bool isOpen = tier.Over is null && tier.UpTo is null;
            bool beginsBelow = (tier.Over ?? decimal.MinValue) < above.UpTo && !(tier.UpTo <= above.UpTo);
            if (isOpen || !beginsBelow || lineAbove is null || LastNumber(Columns(lineAbove)[column]) is not { } end)
            {
                return (at, null);
            }

            // Of "over 50 up to 90" the first number gives way.
            bool hasStart = tier.Over is not null && cell.KindAt(cell.Position + 1) == TokenKind.Number;
            return (at, hasStart ? Rewritten(at, cell.SpanAt(cell.Position + 1), end) : TextFix.Offer(at.Span, "over " + end + " " + at));
        }

        private static LineSyntax? LineOf(TableSymbol table, BoundRow row) => table.Line.Lines.FirstOrDefault(line => line.Phrase.Span.Start == row.Source.Span.Start);

        private static int[] ColumnsWhere(BoundRow row, Func<int, bool> holds) => Enumerable.Range(0, row.Cells.Count).Where(holds).ToArray();

        private static SourceSpan SpanOf(PhraseCursor cell) => cell.Span(cell.Position, cell.Count);

        private static string? LastNumber(PhraseCursor cell) => LastNumberAt(cell) is >= 0 and var at ? cell.TextAt(at) : null;

        private static int LastNumberAt(PhraseCursor cell) =>
            Enumerable.Range(cell.Position, cell.Count - cell.Position).Where(i => cell.KindAt(i) == TokenKind.Number).DefaultIfEmpty(-1).Last();

        // For each row that overlaps others, the first of those above it. The stretches of one key are gone through in their order, so that only rows that meet
        // there are compared: the key that tells most rows apart.
        private static IEnumerable<(BoundRow Row, BoundRow Earlier)> OverlapsOf(IReadOnlyList<BoundRow> rows)
        {
            var first = new SortedDictionary<int, int>();
            int key = Enumerable.Range(0, rows.Count == 0 ? 0 : rows[0].Cells.Count)
                .OrderByDescending(column => rows.SelectMany(row => StretchesOf(row.Cells[column])).Select(stretch => stretch.Over).Distinct().Count()).FirstOrDefault();
            var open = new List<(decimal? UpTo, int Row)>();
            IEnumerable<(decimal? Over, decimal? UpTo, int Row)> stretches = rows.SelectMany((row, i) => StretchesOf(row.Cells[key]).Select(stretch => (stretch.Over, stretch.UpTo, i)));
            foreach ((decimal? over, decimal? upTo, int row) in stretches.OrderBy(stretch => stretch.Over ?? decimal.MinValue))
            {
                open.RemoveAll(other => other.UpTo <= over);
                foreach ((_, int other) in open)
                {
                    (int earlier, int later) = (Math.Min(row, other), Math.Max(row, other));
                    if (row != other && !(first.TryGetValue(later, out int known) && known <= earlier) && Overlap(rows[later], rows[earlier]))
                    {
                        first[later] = earlier;
                    }
                }

                open.Add((upTo, row));
            }

            return first.Select(pair => (rows[pair.Key], rows[pair.Value]));
        }

        // A value of a choice as a stretch that holds it alone.
        private static IEnumerable<(decimal? Over, decimal? UpTo)> StretchesOf(TableCell cell) =>
            cell.Members is { } members ? members.Select(member => ((decimal?)(member - 1), (decimal?)member)) : new[] { (cell.Over, cell.UpTo) };

        // "Otherwise" leaves room for nothing only if a row before it fits everything.
        private static bool Overlap(BoundRow left, BoundRow right)
        {
            if (left.IsOtherwise || right.IsOtherwise)
            {
                BoundRow other = left.IsOtherwise ? right : left;
                return other.Cells.All(cell => cell.Members is null && cell.Over is null && cell.UpTo is null);
            }

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

        // The values of a choice, and of a number the stretches between the bounds of all rows, stand for every case there is.
        private static List<Gap> GapsOf(IReadOnlyList<FactReference> keys, IReadOnlyList<BoundRow> rows)
        {
            List<List<KeyClass>> classes = keys.Select((key, index) => ClassesOf(key.Fact, rows.Select(row => row.Cells[index]))).ToList();
            long cases = classes.Aggregate(1L, (product, of) => Math.Min(product * of.Count, MostKindsOfCases + 1));
            if (cases > MostKindsOfCases)
            {
                return new List<Gap>();
            }

            var heldBy = new BoundRow?[(int)cases];
            foreach (BoundRow row in rows)
            {
                // The cases of a row, key by key.
                IEnumerable<int> held = new[] { 0 };
                for (int key = 0; key < keys.Count; key++)
                {
                    List<KeyClass> of = classes[key];
                    int[] fitting = Fitting(row.Cells[key], of).ToArray();
                    held = held.SelectMany(at => fitting.Select(index => at * of.Count + index));
                }

                foreach (int at in held)
                {
                    heldBy[at] ??= row;
                }
            }

            return Enumerable.Range(0, heldBy.Length).Where(at => heldBy[at] is null).Select((at, i) => new Gap(WordsOf(at, keys, classes), i < MostGapsLookedAt ? SidesOf(at, classes, heldBy) : null, keys.Count == 1 ? classes[0][at].Member : null)).ToList();
        }

        // The rows for more and for less of a number for which no row stands, where there are both.
        private static GapSides? SidesOf(int at, List<List<KeyClass>> classes, BoundRow?[] heldBy)
        {
            int step = 1;
            for (int key = classes.Count - 1; key >= 0; key--)
            {
                int count = classes[key].Count;
                int place = at / step % count;
                int lowest = at - (place * step);
                BoundRow? below = classes[key][0].Member is not null ? null : Enumerable.Range(0, place).Select(i => heldBy[lowest + (i * step)]).LastOrDefault(row => row is not null);
                if (below is not null && Enumerable.Range(place + 1, count - place - 1).Select(i => heldBy[lowest + (i * step)]).FirstOrDefault(row => row is not null) is { } above)
                {
                    return new GapSides(above, below, key);
                }

                step *= count;
            }

            return null;
        }

        private static string WordsOf(int at, IReadOnlyList<FactReference> keys, List<List<KeyClass>> classes)
        {
            var words = new string[keys.Count];
            for (int key = keys.Count - 1; key >= 0; key--)
            {
                words[key] = keys[key].Fact.Name + " " + classes[key][at % classes[key].Count].Words;
                at /= classes[key].Count;
            }

            return string.Join(", ", words);
        }

        // Which of the classes of a key a cell holds. Those of a number follow each other.
        private static IEnumerable<int> Fitting(TableCell cell, List<KeyClass> classes)
        {
            if (cell.Members is { } members)
            {
                return members;
            }

            int from = classes[0].Member is not null || cell.Over is not { } over ? 0 : FirstWhere(classes, of => of.Over >= over);
            int to = classes[0].Member is not null || cell.UpTo is not { } upTo ? classes.Count : FirstWhere(classes, of => of.UpTo is null || of.UpTo > upTo);
            return Enumerable.Range(from, Math.Max(to - from, 0));
        }

        // The first class that something holds of, as it does of all that follow.
        private static int FirstWhere(List<KeyClass> classes, Func<KeyClass, bool> holds)
        {
            int from = 0;
            int to = classes.Count;
            while (from < to)
            {
                int middle = (from + to) / 2;
                (from, to) = holds(classes[middle]) ? (from, middle) : (middle + 1, to);
            }

            return from;
        }

        private static List<KeyClass> ClassesOf(FactPlan key, IEnumerable<TableCell> cells)
        {
            if (key.Kind == FactKind.Choice)
            {
                return key.Choice!.Values.Select((value, member) => new KeyClass(member, null, null, value)).ToList();
            }

            string unit = key.Range?.Unit is { } symbol ? " " + symbol : string.Empty;
            decimal? least = key.Range?.Low;
            decimal? most = key.Range?.High;
            List<decimal> bounds = cells.SelectMany(cell => new[] { cell.Over, cell.UpTo }).Concat(new[] { least, most })
                .Where(bound => bound is not null && !(bound < least) && !(bound > most)).Select(bound => bound!.Value).Distinct().OrderBy(bound => bound).ToList();
            var classes = new List<KeyClass>();
            decimal? below = null;
            foreach (decimal bound in bounds)
            {
                string words = bound == least ? Show(bound) + unit : below is null ? "up to " + Show(bound) + unit : "over " + Show(below) + " up to " + Show(bound) + unit;
                classes.Add(new KeyClass(null, below, bound, words));
                below = bound;
            }

            if (most is null)
            {
                classes.Add(new KeyClass(null, below, null, below is null ? "any" : "over " + Show(below) + unit));
            }

            return classes;
        }

        // Cases for which a table has no row; the value, in a table of one choice.
        private sealed record Gap(string Words, GapSides? Sides, int? Member);

        // The rows on both sides of a gap, and the key that tells them apart.
        private sealed record GapSides(BoundRow Above, BoundRow Below, int Key);

        // The cases that no bound of a table tells apart: one value of a choice, or a stretch of numbers.
        private sealed record KeyClass(int? Member, decimal? Over, decimal? UpTo, string Words);
    }
}
