using System.Collections.Generic;
using System.Globalization;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Semantics
{
    // Lines that make sense where they stand, and yet are likely to have slipped out of the block above them.
    internal sealed partial class Binder
    {
        /// <summary>What is said of a line that stands beside the block it most likely belongs to.</summary>
        internal const string LineBeside = "GL0413";

        private void ReportLinesBeside(IReadOnlyList<LineSyntax> lines)
        {
            LineSyntax? block = null;
            LineSyntax? above = null;
            foreach (LineSyntax line in lines)
            {
                if (above is not null && GoesOnBelow(above, line))
                {
                    ReportLineBeside(above, line, new SourceSpan(Text, line.Label!.Value));
                }
                else if (block is not null && IsPlainCondition(line))
                {
                    ReportLineBeside(block, line, new SourceSpan(Text, line.Span));
                }
                else
                {
                    bool isBlock = line.Label is not null && line.Lines.Count > 0 && IsPlainCondition(line.Lines[line.Lines.Count - 1]) && EndsInHeader(new PhraseCursor(Text, line.Phrase));
                    block = isBlock ? line : null;
                }

                above = line;
                ReportLinesBeside(line.Lines);
            }
        }

        private void ReportLineBeside(LineSyntax block, LineSyntax line, SourceSpan at)
        {
            int indent = block.Lines[0].Indent;
            string columns = indent.ToString(CultureInfo.InvariantCulture);
            TextSpan space = Text.SpaceBefore(line.Label?.Start ?? line.Span.Start);
            string title = new SourceSpan(Text, TextSpan.FromBounds(block.Label!.Value.Start, block.Lines[0].FullSpan.Start)).ToString().Trim();
            Report(new Diagnostic(LineBeside, at, title, columns) { Fix = new TextFix("Indent the line by " + columns, space, new string(' ', indent)) { IsCertain = false } });
        }

        // "b." behind "M1." with its "a.": it goes on with the labels of the block, and not with those it stands among.
        private bool GoesOnBelow(LineSyntax block, LineSyntax line)
        {
            string? last = block.Lines.Count == 0 || !EndsInHeader(new PhraseCursor(Text, block.Phrase)) ? null : LabelOf(block.Lines[block.Lines.Count - 1]);
            string? label = LabelOf(line);
            return last is not null && label is not null && LabelOf(block) is { } own && LabelAfter(last) == label && LabelAfter(own) != label;
        }

        private string? LabelOf(LineSyntax line) => line.Label is { } label ? new SourceSpan(Text, label).ToString() : null;

        private bool IsPlainCondition(LineSyntax line) =>
            line.Label is null && line.Head is null && FindName(new PhraseCursor(Text, line.Phrase), 0, out _, out _, out _) is not null;
    }
}
