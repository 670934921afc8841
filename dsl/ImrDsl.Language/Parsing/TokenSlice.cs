using System;
using System.Collections;
using System.Collections.Generic;
using ImrDsl.Language.Syntax;

namespace ImrDsl.Language.Parsing
{
    /// <summary>Some neighbouring tokens of a list that all phrases of a file share.</summary>
    internal sealed class TokenSlice : IReadOnlyList<Token>
    {
        internal static readonly TokenSlice Empty = new TokenSlice(new List<Token>(), 0, 0);

        private readonly List<Token> tokens;
        private readonly int first;

        internal TokenSlice(List<Token> tokens, int first, int count)
        {
            this.tokens = tokens;
            this.first = first;
            Count = count;
        }

        public int Count { get; }

        public Token this[int index] =>
            index >= 0 && index < Count ? tokens[first + index] : throw new ArgumentOutOfRangeException(nameof(index));

        public IEnumerator<Token> GetEnumerator()
        {
            for (int i = 0; i < Count; i++)
            {
                yield return tokens[first + i];
            }
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
