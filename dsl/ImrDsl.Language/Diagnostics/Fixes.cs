using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Diagnostics
{
    /// <summary>Lines that fixes changed together.</summary>
    /// <param name="Findings">The findings that were mended, in the order of the text.</param>
    /// <param name="Line">The first line, from 0, in the text before the fixes.</param>
    /// <param name="Before">The lines as they were, without line ends.</param>
    /// <param name="After">The lines as they are now; none, if they were removed.</param>
    public sealed record FixedLines(IReadOnlyList<Diagnostic> Findings, int Line, IReadOnlyList<string> Before, IReadOnlyList<string> After);

    /// <summary>Applies the fixes of findings to a text.</summary>
    public static class Fixes
    {
        /// <summary>
        /// One round: every fix is applied but those that overlap an earlier one. A mended text can have findings that were hidden before,
        /// so a caller compiles it again and asks for another round.
        /// </summary>
        /// <param name="text">The text.</param>
        /// <param name="findings">Findings in this text or others; only those in this text that have a fix count, certain or not.</param>
        /// <param name="changes">What was changed, in the order of the text.</param>
        /// <returns>The new text; the old one if nothing was changed. Line ends are those of the text.</returns>
        public static string Apply(SourceText text, IEnumerable<Diagnostic> findings, out IReadOnlyList<FixedLines> changes)
        {
            List<Diagnostic> chosen = Choose(text, findings);
            var changed = new List<FixedLines>();
            var whole = new StringBuilder();
            int written = 0;
            for (int i = 0; i < chosen.Count;)
            {
                var together = new List<Diagnostic>();
                int first = text.PositionOf(chosen[i].Fix!.Span.Start).Line;
                int last = first;
                while (i < chosen.Count && text.PositionOf(chosen[i].Fix!.Span.Start).Line <= last)
                {
                    TextSpan span = chosen[i].Fix!.Span;
                    last = Math.Max(last, text.PositionOf(Math.Max(span.End - 1, span.Start)).Line);
                    together.Add(chosen[i++]);
                }

                TextSpan lines = text.SpanOfLines(first, last);
                string after = Replace(text, lines, together);
                whole.Append(text.Content, written, lines.Start - written).Append(after);
                written = lines.End;
                changed.Add(Compare(together, first, Lines(text.Content.Substring(lines.Start, lines.Length)), Lines(after)));
            }

            changes = changed;
            return whole.Append(text.Content, written, text.Content.Length - written).ToString();
        }

        // In the order of the text; of two that overlap, or stand at one place, the first.
        private static List<Diagnostic> Choose(SourceText text, IEnumerable<Diagnostic> findings)
        {
            var chosen = new List<Diagnostic>();
            int end = -1;
            foreach (Diagnostic finding in findings.Where(finding => finding.Fix is not null && finding.Span.Text == text).OrderBy(finding => finding.Fix!.Span.Start))
            {
                TextSpan span = finding.Fix!.Span;
                if (span.Start > end || (span.Start == end && span.Length > 0))
                {
                    chosen.Add(finding);
                    end = span.End;
                }
            }

            return chosen;
        }

        private static string Replace(SourceText text, TextSpan lines, List<Diagnostic> fixes)
        {
            var result = new StringBuilder();
            int written = lines.Start;
            foreach (TextFix fix in fixes.Select(finding => finding.Fix!))
            {
                result.Append(text.Content, written, fix.Span.Start - written).Append(fix.Replacement.Replace("\n", text.LineEnd));
                written = fix.Span.End;
            }

            return result.Append(text.Content, written, lines.End - written).ToString();
        }

        // Without the lines that are the same at the end: of a line that was added, only that one is shown.
        private static FixedLines Compare(IReadOnlyList<Diagnostic> findings, int line, string[] before, string[] after)
        {
            int same = 0;
            while (same < before.Length && same < after.Length && before[before.Length - 1 - same] == after[after.Length - 1 - same])
            {
                same++;
            }

            return new FixedLines(findings, line, before.Take(before.Length - same).ToArray(), after.Take(after.Length - same).ToArray());
        }

        // A text that is empty or ends in a line end has no further line behind it.
        private static string[] Lines(string text)
        {
            if (text.Length == 0)
            {
                return Array.Empty<string>();
            }

            string[] lines = text.TrimStart('\uFEFF').Replace("\r\n", "\n").Replace('\r', '\n').Split('\n');
            return lines[lines.Length - 1].Length == 0 ? lines.Take(lines.Length - 1).ToArray() : lines;
        }
    }
}
