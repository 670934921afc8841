using System;
using System.Collections.Generic;

namespace ImrDsl.Language.Settling
{
    /// <summary>What the record would have to say: for each of some variables, one of some options. The empty way asks for nothing.</summary>
    internal sealed class Way
    {
        private readonly KeyValuePair<int, ulong>[] parts;

        private Way(KeyValuePair<int, ulong>[] parts) => this.parts = parts;

        /// <summary>The way that asks for nothing.</summary>
        public static Way Nothing { get; } = new Way(Array.Empty<KeyValuePair<int, ulong>>());

        /// <summary>The variables by number, in ascending order, with the options that do.</summary>
        public IReadOnlyList<KeyValuePair<int, ulong>> Parts => parts;

        /// <summary>Options of some variables, none of them empty.</summary>
        public static Way Of(IEnumerable<KeyValuePair<int, ulong>> options)
        {
            KeyValuePair<int, ulong>[] sorted = new List<KeyValuePair<int, ulong>>(options).ToArray();
            Array.Sort(sorted, (left, right) => left.Key.CompareTo(right.Key));
            return new Way(sorted);
        }

        /// <summary>What meets both; null if nothing does.</summary>
        public static Way? Both(Way left, Way right)
        {
            var both = new List<KeyValuePair<int, ulong>>(left.parts.Length + right.parts.Length);
            int i = 0;
            int j = 0;
            while (i < left.parts.Length || j < right.parts.Length)
            {
                if (j == right.parts.Length || (i < left.parts.Length && left.parts[i].Key < right.parts[j].Key))
                {
                    both.Add(left.parts[i++]);
                }
                else if (i == left.parts.Length || right.parts[j].Key < left.parts[i].Key)
                {
                    both.Add(right.parts[j++]);
                }
                else
                {
                    ulong common = left.parts[i].Value & right.parts[j++].Value;
                    if (common == 0)
                    {
                        return null;
                    }

                    both.Add(new KeyValuePair<int, ulong>(left.parts[i++].Key, common));
                }
            }

            return new Way(both.ToArray());
        }

        /// <summary>What does for either of two ways: the wider one, or both if they differ in the options of one variable; null otherwise.</summary>
        public static Way? Joined(Way left, Way right)
        {
            if (left.Covers(right))
            {
                return left;
            }

            if (right.Covers(left))
            {
                return right;
            }

            int different = 0;
            var joined = new List<KeyValuePair<int, ulong>>(left.parts.Length);
            for (int i = 0; i < left.parts.Length && left.parts.Length == right.parts.Length && left.parts[i].Key == right.parts[i].Key; i++)
            {
                different += left.parts[i].Value == right.parts[i].Value ? 0 : 1;
                joined.Add(new KeyValuePair<int, ulong>(left.parts[i].Key, left.parts[i].Value | right.parts[i].Value));
            }

            return different == 1 && joined.Count == left.parts.Length ? new Way(joined.ToArray()) : null;
        }

        /// <summary>Whether every record that does for another way does for this one.</summary>
        public bool Covers(Way other)
        {
            int j = 0;
            foreach (KeyValuePair<int, ulong> part in parts)
            {
                while (j < other.parts.Length && other.parts[j].Key < part.Key)
                {
                    j++;
                }

                if (j == other.parts.Length || other.parts[j].Key != part.Key || (other.parts[j].Value & ~part.Value) != 0)
                {
                    return false;
                }
            }

            return true;
        }
    }
}
