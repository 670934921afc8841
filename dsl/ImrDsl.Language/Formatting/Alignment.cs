using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Syntax;

namespace ImrDsl.Language.Formatting
{
    /// <summary>What stands in columns: comments behind lines, the cells of a table, the words at the head of a guideline.</summary>
    internal static class Alignment
    {
        private const int SpacesBeforeComment = 2;

        // Words at the head of a guideline after which something stands in a column.
        private static readonly HashSet<string> HeadWords = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
        {
            "source", "effective", "verified", "edition", "authority", "jurisdiction",
        };

        /// <summary>Puts the comments behind neighbouring rows into one column.</summary>
        public static void AlignComments(List<PrintedRow> rows)
        {
            for (int first = 0; first < rows.Count;)
            {
                int next = first + 1;
                if (IsCommented(rows[first]))
                {
                    while (next < rows.Count && IsCommented(rows[next]) && !rows[next].HasBlankAbove)
                    {
                        next++;
                    }

                    int column = rows.Skip(first).Take(next - first).Max(row => row.Indent + row.Text.Length) + SpacesBeforeComment;
                    rows.Skip(first).Take(next - first).ToList().ForEach(row => row.CommentColumn = column);
                }

                first = next;
            }
        }

        /// <summary>The widths of the columns of a table, of which the lines are the rows; null if some line is no row.</summary>
        public static IReadOnlyList<int>? TableColumns(IReadOnlyList<LineSyntax> lines, Spelling spelling)
        {
            var widths = new List<int>();
            foreach (LineSyntax line in lines)
            {
                if (line.Label is not null || line.Head is not null)
                {
                    return null;
                }

                IReadOnlyList<string> cells = Cells(line, spelling);
                for (int i = 0; i < cells.Count - 1; i++)
                {
                    if (i == widths.Count)
                    {
                        widths.Add(0);
                    }

                    widths[i] = Math.Max(widths[i], cells[i].Length);
                }
            }

            return widths;
        }

        /// <summary>A row of a table, its cells in their columns.</summary>
        public static string TableRow(LineSyntax line, IReadOnlyList<int> widths, Spelling spelling)
        {
            IReadOnlyList<string> cells = Cells(line, spelling);
            return string.Join(" | ", cells.Select((cell, i) => i < cells.Count - 1 ? cell.PadRight(widths[i]) : cell)).TrimEnd();
        }

        /// <summary>How wide the first words of the lines at the head of a guideline are.</summary>
        public static int HeadWidth(IReadOnlyList<LineSyntax> lines, Spelling spelling) =>
            lines.Where(line => IsHeadLine(line, spelling)).Select(line => line.Phrase.Tokens[0].Length).DefaultIfEmpty().Max();

        /// <summary>Whether a line at the head of a guideline begins with a word after which something stands in a column.</summary>
        public static bool IsHeadLine(LineSyntax line, Spelling spelling) =>
            line.Label is null && line.Head is null && line.Phrase.Tokens.Count > 1 && HeadWords.Contains(spelling.Of(line.Phrase.Tokens[0]));

        private static IReadOnlyList<string> Cells(LineSyntax line, Spelling spelling)
        {
            var cells = new List<string>();
            var cell = new List<Token>();
            foreach (Token token in line.Phrase.Tokens)
            {
                if (token.Kind == TokenKind.Bar)
                {
                    cells.Add(spelling.Of(cell));
                    cell.Clear();
                }
                else
                {
                    cell.Add(token);
                }
            }

            cells.Add(spelling.Of(cell));
            return cells;
        }

        private static bool IsCommented(PrintedRow row) => row.Comment is not null && row.Text.Length > 0;
    }
}
