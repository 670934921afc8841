using System;
using System.Collections.Generic;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Parsing
{
    /// <summary>A line of the text as it is printed, if anything stands in it. One or more rows make a line of the outline.</summary>
    internal readonly struct Row
    {
        private Row(int first, int last, TextSpan space, int indent, int end, int lowest, int net, bool hasParentheses, bool hasColon)
        {
            First = first;
            Last = last;
            Space = space;
            Indent = indent;
            End = end;
            Lowest = lowest;
            Net = net;
            HasParentheses = hasParentheses;
            HasColon = hasColon;
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

        /// <summary>Whether it has parentheses.</summary>
        internal bool HasParentheses { get; }

        /// <summary>Whether it has a colon.</summary>
        internal bool HasColon { get; }

        /// <summary>The rows of a file; what says something is copied to <paramref name="words"/>, which may have room left.</summary>
        internal static List<Row> ReadAll(string content, List<Token> tokens, out Token[] words)
        {
            words = new Token[(tokens.Count * 5 / 8) + 4];
            int count = 0;
            var rows = new List<Row>((tokens.Count / 12) + 4);
            int first = 0;
            int lowest = 0;
            int net = 0;
            bool hasParentheses = false;
            bool hasColon = false;
            var space = default(TextSpan);
            bool atStart = true;
            foreach (Token token in tokens)
            {
                switch (token.Kind)
                {
                    case TokenKind.NewLine or TokenKind.EndOfFile:
                        if (count > first)
                        {
                            rows.Add(new Row(first, count - 1, space, Lexer.Columns(content, space), token.End, lowest, net, hasParentheses, hasColon));
                        }

                        (first, lowest, net, hasParentheses, hasColon, atStart) = (count, 0, 0, false, false, true);
                        space = new TextSpan(token.End, 0);
                        continue;
                    case TokenKind.Space:
                        space = atStart ? token.Span : space;
                        atStart = false;
                        continue;
                    case TokenKind.Comment or TokenKind.Bullet:
                        atStart = false;
                        continue;
                    case TokenKind.Colon:
                        hasColon = true;
                        break;
                    case TokenKind.OpenParenthesis:
                        hasParentheses = true;
                        net++;
                        break;
                    case TokenKind.CloseParenthesis:
                        hasParentheses = true;
                        net--;
                        lowest = net < lowest ? net : lowest;
                        break;
                }

                atStart = false;
                if (count == words.Length)
                {
                    Array.Resize(ref words, 2 * count);
                }

                words[count] = token;
                count++;
            }

            return rows;
        }
    }
}
