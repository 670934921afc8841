using System.Collections.Generic;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Semantics
{
    /// <summary>Lines below which nothing can stand: what does is reported, lest it be dropped without a word.</summary>
    internal sealed partial class Binder
    {
        private void ReportLinesBelowLeaves(Dictionary<string, List<LineSyntax>> sections)
        {
            foreach (KeyValuePair<string, List<LineSyntax>> section in sections)
            {
                foreach (LineSyntax line in section.Value)
                {
                    if (section.Key is "language" or "use" or "allow" or "person" or "evidence")
                    {
                        ReportLinesBelow(line);
                        continue;
                    }

                    foreach (LineSyntax below in line.Lines)
                    {
                        ReportBelowLeavesOf(section.Key, below);
                    }
                }
            }
        }

        private void ReportBelowLeavesOf(string section, LineSyntax line)
        {
            if (line.Lines.Count == 0)
            {
                return;
            }

            if (section is "guideline" or "vocabulary" or "table" or "codes" || IsLeaf(section, line))
            {
                ReportLinesBelow(line);
                return;
            }

            // Below points stand conditions, with titles like those of criteria.
            string part = section == "score" ? "criteria"
                : section == "example" && new PhraseCursor(Text, line.Phrase).IsWord("expect") && line.Head is null ? "codes" : section;
            foreach (LineSyntax below in line.Lines)
            {
                ReportBelowLeavesOf(part, below);
            }
        }

        // A name may begin with any of these words; then the line is a condition.
        private bool IsLeaf(string section, LineSyntax line)
        {
            var phrase = new PhraseCursor(Text, line.Phrase);
            if (section == "score" && line.Head is not null)
            {
                // A band, not points: "low: 0 to 3".
                return new PhraseCursor(Text, line.Head).KindAt(0) != TokenKind.Number;
            }

            if (line.Label is not null || line.Head is not null || names.Find(phrase, 0, out _, out _) is not null)
            {
                return false;
            }

            return section switch
            {
                "facts" or "request" or "entry" => phrase.IsWord("ask") || phrase.IsWord("note"),
                "example" => phrase.IsWord("decided"),
                _ => phrase.IsWord("note") || phrase.IsWord("gap") || phrase.IsWord("source") || phrase.IsWord("verified") || (section == "service" && phrase.IsWord("codes")),
            };
        }

        private void ReportLinesBelow(LineSyntax line) => ReportLinesBelow(new SourceSpan(Text, line.Span), line.Lines, line.Indent);

        private void ReportLinesBelow(SourceSpan owner, IReadOnlyList<LineSyntax> below, int? indent)
        {
            if (below.Count == 0)
            {
                return;
            }

            int start = below[0].Span.Start;
            int margin = start - below[0].Indent;
            bool isPlainSpace = margin >= 0 && string.IsNullOrWhiteSpace(Text.Content.Substring(margin, start - margin));
            Report(new Diagnostic("GL0109", new SourceSpan(Text, below[0].Span), owner.ToString())
            {
                Fix = isPlainSpace && indent is int columns
                    ? new TextFix("Move the line to the left", TextSpan.FromBounds(margin, start), new string(' ', columns))
                    : null,
            });
        }
    }
}
