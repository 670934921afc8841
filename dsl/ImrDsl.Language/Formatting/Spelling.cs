using System;
using System.Collections.Generic;
using System.Text;
using ImrDsl.Language.Syntax;

namespace ImrDsl.Language.Formatting
{
    /// <summary>One spelling for each sign, and the spaces between words and signs.</summary>
    internal sealed class Spelling
    {
        // A number may touch a word (the code 0213T) and must then go on touching it; but no code ends in one of these.
        private static readonly HashSet<string> UnitsApart = new HashSet<string>(StringComparer.Ordinal)
        {
            "day", "days", "week", "weeks", "month", "months", "year", "years", "hours", "visits", "sessions", "levels", "points", "mg", "mcg", "kg", "lb", "mm", "cm",
        };

        private readonly string content;

        public Spelling(string content) => this.content = content;

        /// <summary>A token in its one spelling.</summary>
        public string Of(Token token)
        {
            switch (token.Kind)
            {
                case TokenKind.AtMost:
                    return "≤";
                case TokenKind.AtLeast:
                    return "≥";
                case TokenKind.NotEqual:
                    return "≠";
                case TokenKind.Minus:
                    return "-";
                case TokenKind.Times:
                    return "×";
                case TokenKind.Slash:
                    return "/";
                case TokenKind.String:
                    return "\"" + content.Substring(token.Start + 1, token.Length - 2) + "\"";
                case TokenKind.Word:
                case TokenKind.Number:
                case TokenKind.Date:
                    return content.Substring(token.Start, token.Length).Replace('\u2010', '-').Replace('\u2011', '-').Replace('\u2013', '-').Replace('\u2019', '\'');
                default:
                    return content.Substring(token.Start, token.Length);
            }
        }

        /// <summary>Tokens in a row, with the spaces between them.</summary>
        public string Of(IReadOnlyList<Token> tokens)
        {
            var text = new StringBuilder();
            for (int i = 0; i < tokens.Count; i++)
            {
                text.Append(i > 0 && HasSpaceBefore(tokens, i) ? " " : string.Empty).Append(Of(tokens[i]));
            }

            return text.ToString();
        }

        /// <summary>Whether a space stands before a token, which is not the first.</summary>
        public bool HasSpaceBefore(IReadOnlyList<Token> tokens, int index)
        {
            Token left = tokens[index - 1];
            Token right = tokens[index];
            bool touch = left.End == right.Start;
            switch (right.Kind)
            {
                case TokenKind.Comma:
                case TokenKind.Semicolon:
                case TokenKind.Colon:
                case TokenKind.CloseParenthesis:
                case TokenKind.CloseBracket:
                case TokenKind.Power:
                    return false;
                case TokenKind.Percent:
                    return left.Kind != TokenKind.Number;
                case TokenKind.Less:
                case TokenKind.AtMost:
                case TokenKind.More:
                case TokenKind.AtLeast:
                case TokenKind.Equal:
                case TokenKind.NotEqual:
                case TokenKind.Times:
                case TokenKind.Plus:
                    return left.Kind != TokenKind.OpenParenthesis && !(left.Kind == TokenKind.Dot && touch);
                case TokenKind.Minus when left.Kind == TokenKind.Word && touch:
                    // A minus sign that touches words is no hyphen, and must not become one.
                    return true;
                case TokenKind.Word when left.Kind == TokenKind.Number && touch:
                    return UnitsApart.Contains(content.Substring(right.Start, right.Length));
            }

            switch (left.Kind)
            {
                case TokenKind.OpenParenthesis:
                case TokenKind.OpenBracket:
                    return false;
                case TokenKind.Comma:
                case TokenKind.Semicolon:
                case TokenKind.Colon:
                    return true;
                case TokenKind.Less:
                case TokenKind.AtMost:
                case TokenKind.More:
                case TokenKind.AtLeast:
                case TokenKind.Equal:
                case TokenKind.NotEqual:
                    // ≥6 months of care; but pain duration ≥ 6 months.
                    return index > 1 || right.Kind != TokenKind.Number;
                case TokenKind.Times:
                case TokenKind.Plus:
                case TokenKind.Minus when index > 1 && tokens[index - 2].Kind == TokenKind.Word && tokens[index - 2].End == left.Start:
                    return true;
            }

            return !touch;
        }
    }
}
