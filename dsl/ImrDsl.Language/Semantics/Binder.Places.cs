using System.Linq;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Semantics
{
    /// <summary>Where a finding is shown.</summary>
    internal sealed partial class Binder
    {
        // What is missing at the end of a line is shown at the name or the word it ends with; what is missing behind a colon, at the words before it.
        private Diagnostic AtAWord(Diagnostic diagnostic)
        {
            TextSpan span = diagnostic.Span.Span;
            if (span.Length > 0 || diagnostic.Span.Text != Text || span.Start == 0)
            {
                return diagnostic;
            }

            int last = FirstFrom(tree.Tokens, token => token.End, span.Start + 1) - 1;
            while (last >= 0 && (tree.Tokens[last].Kind is TokenKind.Space or TokenKind.Comment))
            {
                last--;
            }

            if (last < 0 || tree.Tokens[last].Kind == TokenKind.NewLine)
            {
                return diagnostic;
            }

            var at = new SourceSpan(Text, EndOfWhatStandsAt(tree.Tokens[last]));
            return new Diagnostic(diagnostic.Code, at, diagnostic.Arguments.ToArray()) { Fix = diagnostic.Fix };
        }

        private TextSpan EndOfWhatStandsAt(Token last)
        {
            int root = LineAt(tree.Lines, last.Start);
            if (root < 0)
            {
                return last.Span;
            }

            LineSyntax line = Innermost(tree.Lines[root], last.Start);
            if (last.Kind == TokenKind.Colon && line.Head is { } head && head.Span.End <= last.Start)
            {
                return head.Span;
            }

            var phrase = new PhraseCursor(Text, line.Phrase);
            for (int from = 0; from < phrase.Count; from++)
            {
                if (FindName(phrase, from, out int length, out _, out _) is not null && phrase.Span(from, from + length).Span.End == last.End)
                {
                    return phrase.Span(from, from + length).Span;
                }
            }

            return last.Span;
        }

        // The place of one word in some text.
        private static SourceSpan WordIn(SourceSpan whole, string word)
        {
            string text = " " + whole.ToString().ToLowerInvariant() + " ";
            int at = text.IndexOf(" " + word + " ", System.StringComparison.Ordinal);
            return at < 0 ? whole : new SourceSpan(whole.Text, new TextSpan(whole.Span.Start + at, word.Length));
        }
    }
}
