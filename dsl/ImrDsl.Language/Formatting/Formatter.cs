using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using ImrDsl.Language.Syntax;

namespace ImrDsl.Language.Formatting
{
    /// <summary>
    /// Lays a guideline out in the one canonical way: two columns a level, labels and tables aligned, long lines wrapped, one spelling for every sign.
    /// It sees the outline alone, so it works on files whose meaning is still wrong; it never changes what a file means, and keeps every comment.
    /// </summary>
    public static class Formatter
    {
        /// <summary>The widest line, in characters. Text in quotes is never broken and may be wider.</summary>
        public const int Width = 120;

        /// <summary>
        /// The text laid out, with the line ends of the original; null if the form of the text is broken (<see cref="SyntaxTree.Diagnostics"/>),
        /// so that laying it out could mean something else. Tabs alone are no hindrance.
        /// </summary>
        public static string? Format(SyntaxTree tree)
        {
            if (tree.Diagnostics.Any(diagnostic => diagnostic.Code != "GL0101"))
            {
                return null;
            }

            var rows = new List<PrintedRow>();
            new OutlinePrinter(tree, rows).Print();
            Alignment.AlignComments(rows);
            return Join(rows, LineEnd(tree.Text.Content));
        }

        private static string Join(List<PrintedRow> rows, string lineEnd)
        {
            var text = new StringBuilder();
            foreach (PrintedRow row in rows)
            {
                text.Append(row.HasBlankAbove && text.Length > 0 ? lineEnd : string.Empty);
                string content = row.Text.Length == 0 ? row.Comment! : row.Comment is null ? row.Text : row.Text.PadRight(row.CommentColumn - row.Indent) + row.Comment;
                text.Append(' ', row.Indent).Append(content).Append(lineEnd);
            }

            return text.ToString();
        }

        private static string LineEnd(string content)
        {
            int end = content.IndexOfAny(new[] { '\r', '\n' });
            return end < 0 || content[end] == '\n' ? "\n" : end + 1 < content.Length && content[end + 1] == '\n' ? "\r\n" : "\r";
        }
    }

    /// <summary>A row as it will be printed.</summary>
    internal sealed class PrintedRow
    {
        public PrintedRow(int indent, string text)
        {
            Indent = indent;
            Text = text;
        }

        /// <summary>Columns before the text.</summary>
        public int Indent { get; }

        /// <summary>The words; empty where only a comment stands.</summary>
        public string Text { get; }

        /// <summary>The comment, its sign included, or null.</summary>
        public string? Comment { get; set; }

        /// <summary>The column of a comment behind words.</summary>
        public int CommentColumn { get; set; }

        /// <summary>Whether a blank line stands above.</summary>
        public bool HasBlankAbove { get; set; }
    }
}
