using System;
using ImrDsl.Language.Syntax;

namespace ImrDsl.Language.Parsing
{
    /// <summary>Where a text is read into before it is known how much comes of it. Each thread uses one again and again, so of a tree no more is allocated than it keeps.</summary>
    internal sealed class ParsingRoom
    {
        // More is not kept for the next text.
        private const int MostTokens = 1 << 15;
        private const int FewestTokens = 1 << 10;
        private const int FewestRows = 1 << 7;

        [ThreadStatic]
        private static ParsingRoom? kept;

        private TokenKind[] kinds = new TokenKind[FewestTokens];
        private int[] ends = new int[FewestTokens];
        private Token[] words = new Token[FewestTokens];
        private Row[] rows = new Row[FewestRows];

        private int tokenCount;
        private int wordCount;

        /// <summary>The lines of the text as they are printed; what lies behind <see cref="RowCount"/> is of other texts.</summary>
        internal Row[] Rows => rows;

        /// <summary>How many lines there are.</summary>
        internal int RowCount { get; private set; }

        /// <summary>Room for the kinds of tokens.</summary>
        internal TokenKind[] Kinds => kinds;

        /// <summary>Room for the offsets where they end.</summary>
        internal int[] Ends => ends;

        /// <summary>Room for those of them that say something.</summary>
        internal Token[] Words => words;

        /// <summary>An empty room. It is nobody else's until it is given back.</summary>
        internal static ParsingRoom Take()
        {
            ParsingRoom room = kept ?? new ParsingRoom();
            kept = null;
            room.RowCount = 0;
            return room;
        }

        /// <summary>Gives it back. Where reading was broken off, nobody does.</summary>
        internal void Give() => kept = kinds.Length <= MostTokens ? this : null;

        /// <summary>Adds a line.</summary>
        internal void Add(in Row row)
        {
            if (RowCount == rows.Length)
            {
                Array.Resize(ref rows, 2 * RowCount);
            }

            rows[RowCount++] = row;
        }

        /// <summary>Sets the tokens and words.</summary>
        internal void Fill(TokenKind[] kinds, int[] ends, int tokenCount, Token[] words, int wordCount) =>
            (this.kinds, this.ends, this.tokenCount, this.words, this.wordCount) = (kinds, ends, tokenCount, words, wordCount);

        /// <summary>The tokens.</summary>
        internal TokenList AllTokens() => new TokenList(Copy(kinds, tokenCount), Copy(ends, tokenCount));

        /// <summary>Those of them that say something.</summary>
        internal Token[] AllWords() => Copy(words, wordCount);

        private static T[] Copy<T>(T[] room, int count)
        {
            var copy = new T[count];
            Array.Copy(room, copy, count);
            return copy;
        }
    }
}
