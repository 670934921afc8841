using System.Collections.Generic;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Parsing
{
    /// <summary>A line of the text as it is printed, if anything stands in it. One or more rows make a line of the outline.</summary>
    internal readonly struct Row
    {
        private Row(int first, int last, TextSpan space, int indent, int end, int lowest, int net)
        {
            First = first;
            Last = last;
            Space = space;
            Indent = indent;
            End = end;
            Lowest = lowest;
            Net = net;
        }

        /// <summary>The index of its first word among the words of the file.</summary>
        internal int First { get; }

        /// <summary>The index of its last word.</summary>
        internal int Last { get; }

        /// <summary>The space before its first word.</summary>
        internal TextSpan Space { get; }

        /// <summary>How many columns that space is wide.</summary>
        internal int Indent { get; }

        /// <summary>The offset after its line end.</summary>
        internal int End { get; }

        /// <summary>The least number of parentheses left open in it, counted from 0 at its start; negative where it closes earlier ones.</summary>
        internal int Lowest { get; }

        /// <summary>How many more parentheses it opens than it closes.</summary>
        internal int Net { get; }

        /// <summary>The rows of a file; what says something is copied to <paramref name="words"/>.</summary>
        internal static List<Row> ReadAll(string content, List<Token> tokens, List<Token> words)
        {
            var rows = new List<Row>((tokens.Count / 12) + 4);
            int first = 0;
            int lowest = 0;
            int net = 0;
            var space = default(TextSpan);
            bool atStart = true;
            foreach (Token token in tokens)
            {
                if (token.Kind is TokenKind.NewLine or TokenKind.EndOfFile)
                {
                    if (words.Count > first)
                    {
                        rows.Add(new Row(first, words.Count - 1, space, Lexer.Columns(content, space), token.End, lowest, net));
                    }

                    (first, lowest, net, atStart) = (words.Count, 0, 0, true);
                    space = new TextSpan(token.End, 0);
                    continue;
                }

                if (atStart && token.Kind == TokenKind.Space)
                {
                    space = token.Span;
                }

                atStart = false;
                if (!token.IsTrivia)
                {
                    words.Add(token);
                    net += token.Kind == TokenKind.OpenParenthesis ? 1 : token.Kind == TokenKind.CloseParenthesis ? -1 : 0;
                    lowest = net < lowest ? net : lowest;
                }
            }

            return rows;
        }
    }
}
