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
        private void ReportLinesBeside(IReadOnlyList<LineSyntax> lines)
        {
            LineSyntax? block = null;
            foreach (LineSyntax line in lines)
            {
                if (block is not null && IsPlainCondition(line))
                {
                    int indent = block.Lines[0].Indent;
                    string columns = indent.ToString(CultureInfo.InvariantCulture);
                    TextSpan space = Text.SpaceBefore(line.Span.Start);
                    string title = new SourceSpan(Text, TextSpan.FromBounds(block.Label!.Value.Start, block.Lines[0].FullSpan.Start)).ToString().Trim();
                    Report(new Diagnostic("GL0413", new SourceSpan(Text, line.Span), title, columns) { Fix = new TextFix("Indent the line by " + columns, space, new string(' ', indent)) { IsCertain = false } });
                }
                else
                {
                    bool isBlock = line.Label is not null && line.Lines.Count > 0 && IsPlainCondition(line.Lines[line.Lines.Count - 1]) && EndsInHeader(new PhraseCursor(Text, line.Phrase));
                    block = isBlock ? line : null;
                }

                ReportLinesBeside(line.Lines);
            }
        }

        private bool IsPlainCondition(LineSyntax line) =>
            line.Label is null && line.Head is null && FindName(new PhraseCursor(Text, line.Phrase), 0, out _, out _, out _) is not null;
    }
}
