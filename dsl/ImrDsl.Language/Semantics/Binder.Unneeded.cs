using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Semantics
{
    /// <summary>What nobody needs: a second declaration of a name, a fact that nothing asks about, the foot of a page.</summary>
    internal sealed partial class Binder
    {
        private void ReportDuplicate(SourceSpan at, string name, Symbol other)
        {
            string where = other.Source is null ? "it is built in"
                : other.Source.Text == Text ? "it is declared in line " + (other.Source.Start.Line + 1)
                : "it comes from " + other.Source.Path;
            bool isSame = other.Source is { } first && (first.Text != Text || TypeBehind(first) == TypeBehind(at));
            Report(new Diagnostic("GL0212", at, name, where) { Fix = isSame ? WithoutDeclaration(at, "Remove it") : null });
        }

        private string TypeBehind(SourceSpan name)
        {
            int end = Text.Content.IndexOf('\n', name.Span.End);
            return end < 0 ? string.Empty : Text.Content.Substring(name.Span.End, end - name.Span.End).Trim();
        }

        private void WarnOfUnusedFacts()
        {
            if (HasErrors)
            {
                return;
            }

            foreach (FactSymbol symbol in ownFacts.Where(symbol => !symbol.IsUsed && symbol.Source is not null && !meantByCopies.Contains(symbol.Fact)))
            {
                WarnOfUnused(symbol.Name, symbol.Source!);
            }

            // Words, dates and numbers may tell of which entry a reviewer reads; a yes or no is there to be asked about.
            var shown = new HashSet<FactPlan>(plan.Facts.SelectMany(fact => fact.ShownWith));
            foreach (FactPlan field in ownFacts.Where(symbol => symbol.IsUsed && !shown.Contains(symbol.Fact)).Select(symbol => symbol.Fact.EntryKind).OfType<EntryKindPlan>().Distinct()
                .SelectMany(kind => kind.Fields).Where(field => field.Kind == FactKind.YesNo && !meantByCopies.Contains(field) && IsIdle(field)))
            {
                WarnOfUnused(field.Name, field.Source!);
            }
        }

        private void WarnOfUnused(string name, SourceSpan source) =>
            Report(new Diagnostic("GL0401", source, name) { Fix = WithoutDeclaration(source, "Use the fact, remove it, or write: allow GL0401 \"reason\"") });

        // A fact that nothing asks about, or that is declared twice, is removed with the lines below it.
        private TextFix? WithoutDeclaration(SourceSpan name, string title)
        {
            int root = LineAt(tree.Lines, name.Span.Start);
            if (root < 0 || name.Text != Text)
            {
                return null;
            }

            LineSyntax line = Innermost(tree.Lines[root], name.Span.Start);
            LineSyntax last = line;
            while (last.Lines.Count > 0)
            {
                last = last.Lines[last.Lines.Count - 1];
            }

            int start = Text.SpaceBefore(line.Span.Start).Start;
            int end = Text.Content.IndexOf('\n', last.Span.End) + 1;
            return end <= start ? null : new TextFix(title, TextSpan.FromBounds(start, end), string.Empty) { IsCertain = false };
        }

        // "Medical Treatment Guidelines   Page 32 of 127": what stood at the foot of a page comes along with a text that is pasted.
        private TextFix? WithoutFootOfPage(LineSyntax line)
        {
            var phrase = new PhraseCursor(Text, line.Phrase);
            bool isFoot = line.Head is null && Enumerable.Range(0, phrase.Count).Any(at => IsPageNumber(phrase, at));
            return isFoot ? TextFix.RemoveLine(new SourceSpan(Text, line.Span)) : null;
        }

        // "98 of 127", "Page 98", to the end of the line.
        private static bool IsPageNumber(PhraseCursor phrase, int from)
        {
            bool isPage = phrase.KindAt(from) == TokenKind.Word && string.Equals(phrase.TextAt(from), "page", StringComparison.OrdinalIgnoreCase);
            int at = isPage ? from + 1 : from;
            bool isOf = phrase.IsWordAt(at + 1, "of") && phrase.KindAt(at + 2) == TokenKind.Number && phrase.Count == at + 3;
            return phrase.KindAt(at) == TokenKind.Number && (isOf || (isPage && phrase.Count == at + 1));
        }
    }
}
