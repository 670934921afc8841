using System;
using System.Collections;
using System.Collections.Generic;

namespace ImrDsl.Language.Syntax
{
    /// <summary>All tokens of a text. Each begins where the one before ends, so of each only its kind and its end are kept.</summary>
    internal sealed class TokenList : IReadOnlyList<Token>
    {
        private readonly TokenKind[] kinds;
        private readonly int[] ends;

        internal TokenList(TokenKind[] kinds, int[] ends)
        {
            this.kinds = kinds;
            this.ends = ends;
        }

        public int Count => kinds.Length;

        public Token this[int index]
        {
            get
            {
                if (index < 0 || index >= kinds.Length)
                {
                    throw new ArgumentOutOfRangeException(nameof(index));
                }

                int start = index == 0 ? 0 : ends[index - 1];
                return new Token(kinds[index], start, ends[index] - start);
            }
        }

        public IEnumerator<Token> GetEnumerator()
        {
            for (int i = 0; i < kinds.Length; i++)
            {
                yield return this[i];
            }
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
