using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ImrDsl.Language.Plan;

namespace ImrDsl.Language.Semantics
{
    /// <summary>Whether the rows of a table exclude each other and leave no case out.</summary>
    internal sealed partial class Binder
    {
        // More kinds of cases than this are not gone through for gaps.
        private const int MostKindsOfCases = 20_000;

        private const int MostGapsNamed = 3;

        private void CheckRows(TableSymbol table, IReadOnlyList<FactReference> keys, IReadOnlyList<BoundRow> rows)
        {
            for (int i = 0; i < rows.Count; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    if (Overlap(rows[i], rows[j]))
                    {
                        Report("GL0336", rows[i].Source, rows[i].Source.ToString(), (rows[j].Source.Start.Line + 1).ToString(CultureInfo.InvariantCulture));
                    }
                }
            }

            if (rows.Any(row => row.IsOtherwise))
            {
                return;
            }

            List<string> gaps = GapsOf(keys, rows);
            table.HasGaps = gaps.Count > 0;
            if (gaps.Count > 0 && !table.IsClosed)
            {
                string more = gaps.Count > MostGapsNamed ? " and " + (gaps.Count - MostGapsNamed).ToString(CultureInfo.InvariantCulture) + " more" : string.Empty;
                Report("GL0350", table.Source!, table.Name, string.Join("; ", gaps.Take(MostGapsNamed)) + more);
            }
        }

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
        private static List<string> GapsOf(IReadOnlyList<FactReference> keys, IReadOnlyList<BoundRow> rows)
        {
            List<List<KeyClass>> classes = keys.Select((key, index) => ClassesOf(key.Fact, rows.Select(row => row.Cells[index]))).ToList();
            var gaps = new List<string>();
            long cases = classes.Aggregate(1L, (product, of) => Math.Min(product * of.Count, MostKindsOfCases + 1));
            for (long i = 0; cases <= MostKindsOfCases && i < cases; i++)
            {
                long rest = i;
                var at = new KeyClass[keys.Count];
                for (int key = keys.Count - 1; key >= 0; key--)
                {
                    at[key] = classes[key][(int)(rest % classes[key].Count)];
                    rest /= classes[key].Count;
                }

                if (!rows.Any(row => row.Cells.Select((cell, key) => Holds(cell, at[key])).All(holds => holds)))
                {
                    gaps.Add(string.Join(", ", at.Select((of, key) => keys[key].Fact.Name + " " + of.Words)));
                }
            }

            return gaps;
        }

        private static bool Holds(TableCell cell, KeyClass of) => of.Member is { } member
            ? cell.Members is null || cell.Members.Contains(member)
            : (cell.Over is null || (of.Over is { } low && low >= cell.Over)) && (cell.UpTo is null || (of.UpTo is { } high && high <= cell.UpTo));

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

        // The cases that no bound of a table tells apart: one value of a choice, or a stretch of numbers.
        private sealed record KeyClass(int? Member, decimal? Over, decimal? UpTo, string Words);
    }
}
