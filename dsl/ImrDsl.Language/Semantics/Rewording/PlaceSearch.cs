using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Semantics
{
    /// <summary>Where a line that is not understood makes sense as it is: in the block whose heading it stepped over, or in another block of its section, if there is exactly one such block.</summary>
    internal sealed class PlaceSearch
    {
        // Each compiles the text.
        private const int MostBlocks = 8;
        private const int MostCharactersTried = 400_000;

        private readonly SyntaxTree tree;
        private readonly Func<SourceText, IReadOnlyList<Diagnostic>> compile;
        private int charactersLeft = MostCharactersTried;

        /// <summary>A search in one file.</summary>
        /// <param name="tree">The file.</param>
        /// <param name="compile">The findings of a text in the place of the file.</param>
        public PlaceSearch(SyntaxTree tree, Func<SourceText, IReadOnlyList<Diagnostic>> compile)
        {
            this.tree = tree;
            this.compile = compile;
        }

        /// <summary>The finding with the line moved to its block, and what is still wrong then; null if no block takes it, or several do.</summary>
        /// <param name="finding">The finding.</param>
        /// <param name="known">All findings of the file.</param>
        public (Diagnostic Finding, IReadOnlyList<Diagnostic> After)? Find(Diagnostic finding, IReadOnlyList<Diagnostic> known)
        {
            LineSyntax? section = tree.Lines.LastOrDefault(root => root.FullSpan.Start <= finding.Span.Span.Start);
            if (finding.Code is not ("GL0201" or "GL0202") || section is null || new PhraseCursor(tree.Text, section.Head ?? section.Phrase).WordAt(0) != "criteria")
            {
                return null;
            }

            List<LineSyntax> all = Below(section).ToList();
            LineSyntax? line = all.LastOrDefault(one => one.FullSpan.Start <= finding.Span.Span.Start);
            LineSyntax? owner = line is null ? null : all.Find(one => one.Lines.Contains(line));
            if (line is null || owner is null || line.Label is not null || line.Head is not null || line.Lines.Count > 0)
            {
                return null;
            }

            HashSet<string> keys = new HashSet<string>(known.Where(other => other.IsError).Select(other => other.Saying), StringComparer.Ordinal);
            (Diagnostic Finding, IReadOnlyList<Diagnostic> After)? found = null;
            LineSyntax? beside = Beside(line, owner, all.Find(one => one.Lines.Contains(owner)) ?? section);
            foreach (LineSyntax block in all.Where(one => one != owner && one.Lines.Any(IsPlain)).OrderBy(one => one == beside ? -1 : Math.Abs(one.FullSpan.Start - line.FullSpan.Start)).Take(MostBlocks))
            {
                charactersLeft -= tree.Text.Content.Length;
                TextFix fix = Moved(line, block.Lines.Last(IsPlain));
                IReadOnlyList<Diagnostic> after = charactersLeft < 0 ? known
                    : compile(new SourceText(tree.Text.Path, tree.Text.Content.Substring(0, fix.Span.Start) + fix.Replacement + tree.Text.Content.Substring(fix.Span.End)));
                List<Diagnostic> left = after.Where(other => other.IsError).ToList();
                if (left.Count < known.Count(other => other.IsError) && left.All(other => keys.Contains(other.Saying) && other.Saying != finding.Saying))
                {
                    if (found is not null)
                    {
                        return null;
                    }

                    found = (new Diagnostic(finding.Code, finding.Span, finding.Arguments.ToArray()) { Fix = fix }, after);
                    if (block == beside)
                    {
                        return found;
                    }
                }
            }

            return found;
        }

        // The block that the line left, if it stepped over one heading: that above a line that stands first, or below one that stands last.
        private LineSyntax? Beside(LineSyntax line, LineSyntax owner, LineSyntax outer)
        {
            int at = outer.Lines.ToList().IndexOf(owner);
            return line == owner.Lines[0] && at > 0 ? outer.Lines[at - 1]
                : line == owner.Lines.LastOrDefault(IsPlain) && at + 1 < outer.Lines.Count ? outer.Lines[at + 1]
                : null;
        }

        private static IEnumerable<LineSyntax> Below(LineSyntax line) => line.Lines.SelectMany(below => new[] { below }.Concat(Below(below)));

        // A condition without a label and a name of its own, with nothing below it.
        private bool IsPlain(LineSyntax line) => line.Label is null && line.Head is null && line.Lines.Count == 0
            && new PhraseCursor(tree.Text, line.Phrase).WordAt(0) is not ("note" or "source" or "verified" or "unless" or "excused" or "applies");

        // Behind the last line of the block, as far to the right as that.
        private TextFix Moved(LineSyntax line, LineSyntax last)
        {
            TextSpan rows = RowsOf(line);
            int behind = RowsOf(last).End;
            string text = new string(' ', last.Indent) + tree.Text.Content.Substring(line.Span.Start, line.Span.Length) + tree.Text.LineEnd;
            bool isUp = behind <= rows.Start;
            TextSpan whole = isUp ? TextSpan.FromBounds(behind, rows.End) : TextSpan.FromBounds(rows.Start, behind);
            string right = isUp ? text + tree.Text.Content.Substring(behind, rows.Start - behind) : tree.Text.Content.Substring(rows.End, behind - rows.End) + text;
            return new TextFix("Move the line behind “" + tree.Text.Content.Substring(last.Span.Start, last.Span.Length) + "”", whole, right) { IsCertain = false };
        }

        private TextSpan RowsOf(LineSyntax line) => tree.Text.SpanOfLines(tree.Text.PositionOf(line.Span.Start).Line, tree.Text.PositionOf(line.Span.End).Line);
    }
}
