using System;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Parsing
{
    // What has been read: tokens, those of them that say something, rows.
    internal sealed partial class Lexer
    {
        private TokenKind[] kinds;
        private int[] ends;
        private int count;

        // Room for as many as there are tokens.
        private Token[] words;
        private int wordCount;

        // The row that is being read.
        private int rowStart;
        private int firstWord;
        private TextSpan space;
        private int indent;
        private int lowest;
        private int net;
        private bool hasParentheses;
        private bool hasColon;

        private void Add(TokenKind kind, int end)
        {
            var word = new Token(kind, position, end - position);
            AddTrivia(kind, end);
            words[wordCount++] = word;
        }

        private void AddTrivia(TokenKind kind, int end)
        {
            if (count == kinds.Length)
            {
                Array.Resize(ref kinds, 2 * count);
                Array.Resize(ref ends, 2 * count);
                Array.Resize(ref words, 2 * count);
            }

            kinds[count] = kind;
            ends[count] = end;
            count++;
            position = end;
        }

        private void AddSpace(int end, int width)
        {
            if (position == rowStart)
            {
                space = TextSpan.FromBounds(position, end);
                indent = width;
            }

            AddTrivia(TokenKind.Space, end);
        }

        private void AddColon()
        {
            hasColon = true;
            Add(TokenKind.Colon, position + 1);
        }

        private void AddSign(TokenKind kind, int end)
        {
            if (kind is TokenKind.OpenParenthesis or TokenKind.CloseParenthesis)
            {
                hasParentheses = true;
                net += kind == TokenKind.OpenParenthesis ? 1 : -1;
                lowest = Math.Min(lowest, net);
            }

            Add(kind, end);
        }

        private void ReadLineEnd(int end)
        {
            AddTrivia(TokenKind.NewLine, end);
            EndRow();
        }

        // A row in which nothing stands is none.
        private void EndRow()
        {
            if (wordCount > firstWord)
            {
                room.Add(new Row(firstWord, wordCount - 1, space, indent, position, lowest, net, hasParentheses, hasColon));
            }

            (rowStart, firstWord, space, indent) = (position, wordCount, new TextSpan(position, 0), 0);
            (lowest, net, hasParentheses, hasColon) = (0, 0, false, false);
        }

        // Nothing but space so far in this line.
        private bool IsAtLineStart()
        {
            int last = count - 1;
            if (last >= 0 && kinds[last] == TokenKind.Space)
            {
                last--;
            }

            return last < 0 || kinds[last] == TokenKind.NewLine;
        }
    }
}
