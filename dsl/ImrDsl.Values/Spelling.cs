using System;
using System.Collections.Generic;

namespace ImrDsl.Values
{
    /// <summary>
    /// Finds the name somebody meant. Bounded: a name further away than the bound is never suggested, because an absurd
    /// suggestion is worse than none.
    /// </summary>
    public static class Spelling
    {
        /// <summary>
        /// The candidate nearest to <paramref name="word"/>, at most one edit for every three characters and never more than three;
        /// null when none is near or two different ones are equally near. Case does not count. Two or more edits are only believed where the
        /// first letter is right. Of two that are equally near, one with the same letters in another order is meant ("ofr" is "for").
        /// </summary>
        public static string? Nearest(string word, IEnumerable<string> candidates)
        {
            string target = word.ToLowerInvariant();
            int bound = Math.Min(3, target.Length / 3);
            string? best = null;
            int bestDistance = bound + 1;
            bool isTie = false;
            bool hasSameLetters = false;
            foreach (string candidate in candidates)
            {
                if (Math.Abs(candidate.Length - target.Length) >= Math.Min(bestDistance + 1, bound + 1))
                {
                    continue;
                }

                string known = candidate.ToLowerInvariant();
                int distance = Distance(target, known, known.Length > 0 && target.Length > 0 && known[0] != target[0] ? Math.Min(1, bound) : bound);
                if (distance > 1 && distance <= bound && known[0] != target[0])
                {
                    continue;
                }

                bool isSwap = distance <= bound && HaveSameLetters(target, known);
                if (distance < bestDistance || (distance == bestDistance && distance <= bound && isSwap && !hasSameLetters))
                {
                    (best, bestDistance, isTie, hasSameLetters) = (candidate, distance, false, isSwap);
                }
                else if (distance == bestDistance && isSwap == hasSameLetters && !string.Equals(best, candidate, StringComparison.OrdinalIgnoreCase))
                {
                    isTie = true;
                }
            }

            return isTie ? null : best;
        }

        /// <summary>Whether <paramref name="candidate"/> would be what <see cref="Nearest"/> finds if there were no other.</summary>
        public static bool IsNear(string word, string candidate)
        {
            if (Math.Abs(candidate.Length - word.Length) > Math.Min(3, word.Length / 3))
            {
                return false;
            }

            // Where the first letter is wrong, one edit is believed, so that the last one is right.
            bool mayBe = word.Length < 3 || candidate.Length < 3 || AreSame(word[0], candidate[0]) || AreSame(word[word.Length - 1], candidate[candidate.Length - 1]);
            return mayBe && Nearest(word, new[] { candidate }) is not null;
        }

        private static bool AreSame(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);

        private static bool HaveSameLetters(string left, string right)
        {
            char[] one = left.ToCharArray();
            char[] other = right.ToCharArray();
            Array.Sort(one);
            Array.Sort(other);
            return new string(one) == new string(other);
        }

        /// <summary>
        /// How many characters must be inserted, removed, replaced or swapped with their neighbour to turn one text into the other,
        /// or more than <paramref name="bound"/> when it is more. (Optimal string alignment.)
        /// </summary>
        public static int Distance(string left, string right, int bound)
        {
            if (Math.Abs(left.Length - right.Length) > bound)
            {
                return bound + 1;
            }

            // Only cells within the bound of the diagonal can be part of an answer; those beside them count as out of reach.
            int beyond = bound + 1;
            int[] beforeLast = new int[right.Length + 2];
            int[] last = new int[right.Length + 2];
            int[] current = new int[right.Length + 2];
            for (int j = 0; j <= right.Length; j++)
            {
                last[j] = Math.Min(j, beyond);
            }

            for (int i = 1; i <= left.Length; i++)
            {
                int first = Math.Max(1, i - bound);
                int end = Math.Min(right.Length, i + bound);
                current[first - 1] = first == 1 ? Math.Min(i, beyond) : beyond;
                int rowBest = current[first - 1];
                for (int j = first; j <= end; j++)
                {
                    int cost = left[i - 1] == right[j - 1] ? 0 : 1;
                    int value = Math.Min(Math.Min(current[j - 1] + 1, last[j] + 1), last[j - 1] + cost);
                    if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    {
                        value = Math.Min(value, beforeLast[j - 2] + 1);
                    }

                    current[j] = Math.Min(value, beyond);
                    rowBest = Math.Min(rowBest, value);
                }

                if (rowBest > bound)
                {
                    return beyond;
                }

                current[end + 1] = beyond;
                (beforeLast, last, current) = (last, current, beforeLast);
            }

            return last[right.Length];
        }
    }
}
