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

        private Token[] tokens = new Token[FewestTokens];
        private Row[] rows = new Row[FewestRows];

        /// <summary>How many tokens were read.</summary>
        internal int Count { get; private set; }

        /// <summary>How many of them say something.</summary>
        internal int Words { get; private set; }

        /// <summary>The lines of the text as they are printed; what lies behind <see cref="RowCount"/> is of other texts.</summary>
        internal Row[] Rows => rows;

        /// <summary>How many lines there are.</summary>
        internal int RowCount { get; private set; }

        /// <summary>The tokens; what lies behind <see cref="Count"/> is of other texts.</summary>
        internal Token[] Tokens => tokens;

        /// <summary>An empty room. It is nobody else's until it is given back.</summary>
        internal static ParsingRoom Take()
        {
            ParsingRoom room = kept ?? new ParsingRoom();
            kept = null;
            room.Count = 0;
            room.Words = 0;
            room.RowCount = 0;
            return room;
        }

        /// <summary>Gives it back. Where reading was broken off, nobody does.</summary>
        internal void Give() => kept = tokens.Length <= MostTokens ? this : null;

        /// <summary>Adds a line.</summary>
        internal void Add(in Row row)
        {
            if (RowCount == rows.Length)
            {
                Array.Resize(ref rows, 2 * RowCount);
            }

            rows[RowCount++] = row;
        }

        /// <summary>A copy of the tokens.</summary>
        internal Token[] AllTokens()
        {
            var all = new Token[Count];
            Array.Copy(tokens, all, Count);
            return all;
        }

        /// <summary>Sets the tokens.</summary>
        /// <param name="all">Where they are.</param>
        /// <param name="count">How many there are.</param>
        /// <param name="words">How many of them say something.</param>
        internal void Fill(Token[] all, int count, int words) => (tokens, Count, Words) = (all, count, words);
    }
}
