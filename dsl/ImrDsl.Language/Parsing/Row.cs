using System;
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

        /// <summary>The least indentation of any row; 0 where there is none.</summary>
        internal static int Margin(ParsingRoom room)
        {
            int margin = room.RowCount == 0 ? 0 : int.MaxValue;
            for (int i = 0; i < room.RowCount; i++)
            {
                margin = Math.Min(margin, room.Rows[i].Indent);
            }

            return margin;
        }

        /// <summary>Reads the rows of a file into the room of its tokens. Gives the tokens that say something.</summary>
        internal static Token[] ReadAll(string content, ParsingRoom room)
        {
            var words = new Token[room.Words];
            int count = 0;
            int first = 0;
            int lowest = 0;
            int net = 0;
            bool hasParentheses = false;
            bool hasColon = false;
            var space = default(TextSpan);
            bool atStart = true;
            Token[] tokens = room.Tokens;
            for (int i = 0; i < room.Count; i++)
            {
                Token token = tokens[i];

                // Most are.
                if (token.Kind == TokenKind.Word)
                {
                    atStart = false;
                    words[count++] = token;
                    continue;
                }

                switch (token.Kind)
                {
                    case TokenKind.NewLine or TokenKind.EndOfFile:
                        if (count > first)
                        {
                            room.Add(new Row(first, count - 1, space, Lexer.Columns(content, space), token.End, lowest, net, hasParentheses, hasColon));
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
                words[count] = token;
                count++;
            }

            return words;
        }
    }
}
