using System;
using System.Collections;
using System.Collections.Generic;
using ImrDsl.Language.Syntax;

namespace ImrDsl.Language.Parsing
{
    /// <summary>Some neighbouring tokens of those that all phrases of a file share.</summary>
    internal sealed class TokenSlice : IReadOnlyList<Token>
    {
        internal static readonly TokenSlice Empty = new TokenSlice(Array.Empty<Token>(), 0, 0);

        internal TokenSlice(Token[] all, int first, int count)
        {
            All = all;
            First = first;
            Count = count;
        }

        /// <summary>The tokens of the file.</summary>
        internal Token[] All { get; }

        /// <summary>The place of the first one among them.</summary>
        internal int First { get; }

        public int Count { get; }

        public Token this[int index] =>
            index >= 0 && index < Count ? All[First + index] : throw new ArgumentOutOfRangeException(nameof(index));

        public IEnumerator<Token> GetEnumerator()
        {
            for (int i = 0; i < Count; i++)
            {
                yield return All[First + i];
            }
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
