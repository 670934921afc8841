using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Text;

namespace ImrDsl.Compiler.Emission
{
    /// <summary>Conditions of which all, or any, are asked: those that are bits in one test, and the others.</summary>
    internal sealed class Masks
    {
        private readonly List<string> so = new List<string>();
        private readonly List<string> notSo = new List<string>();
        private readonly List<string> judged = new List<string>();

        /// <summary>No conditions yet.</summary>
        /// <param name="isAll">Whether all of them are asked, or any.</param>
        public Masks(bool isAll) => IsAll = isAll;

        /// <summary>Whether all of them are asked, or any.</summary>
        public bool IsAll { get; }

        /// <summary>The conditions that are no bits.</summary>
        public List<Code> Others { get; } = new List<Code>();

        /// <summary>Whether all of them are bits.</summary>
        public bool IsBitsOnly => Others.Count == 0;

        /// <summary>A condition that is a bit.</summary>
        public void Add(string bit, bool isNegated, bool isJudged)
        {
            (isNegated ? notSo : so).Add(bit);
            if (isJudged)
            {
                judged.Add(bit);
            }
        }

        /// <summary>Those of others too.</summary>
        public void Take(Masks other)
        {
            so.AddRange(other.so);
            notSo.AddRange(other.notSo);
            judged.AddRange(other.judged);
            Others.AddRange(other.Others);
        }

        /// <summary>The whole as an expression.</summary>
        public Code Code(Expressions expressions, SourceSpan source)
        {
            var parts = new List<Code>();
            if (so.Count == 1 && notSo.Count + judged.Count == 0)
            {
                parts.Add(Emission.Code.Leaf("readings[" + so[0] + "]", source));
            }
            else if (so.Count + notSo.Count > 0)
            {
                var words = new List<Code>();
                Add(words, "so", so, source);
                Add(words, "notSo", notSo, source);
                Add(words, "judged", judged, source);
                parts.Add(Emission.Code.BlockCall("readings." + (IsAll ? "All(" : "Any("), words.ToArray(), ")", source));
            }

            parts.AddRange(Others);
            return IsAll ? expressions.All(parts.ToArray(), source) : expressions.Any(parts.ToArray(), source);
        }

        private static void Add(List<Code> words, string name, List<string> bits, SourceSpan source)
        {
            if (bits.Count > 0)
            {
                words.Add(Emission.Code.Leaf(name + ": " + string.Join(" | ", bits.Distinct()), source));
            }
        }
    }
}
