using System;
using System.Collections.Generic;

namespace ImrDsl.Language.Plan
{
    /// <summary>Finds which of many names occur in a text, case left out of account, in one pass over the text.</summary>
    internal sealed class NameSearch
    {
        // Most names are told apart by as many letters.
        private const int MostFirst = 3;

        // In capitals and in order, each once.
        private readonly string[] names;

        // The places of all, in the order of the names, and of each name where its own begin.
        private readonly int[] places;
        private readonly int[] firstPlaces;

        // How many first letters are looked up at once, and the names that begin with them, which stand together.
        private readonly int firstLength = MostFirst;
        private readonly Dictionary<long, (int From, int To)> byFirst;

        // Most places of a text begin no name, and that shows here at once: a bit for first letters, which several share.
        private readonly ulong[] mayBegin = new ulong[64];

        /// <summary>A search for names, each known by its place among them; an empty one is never found.</summary>
        public NameSearch(IReadOnlyList<string> all)
        {
            var sorted = new string[all.Count];
            places = new int[all.Count];
            for (int i = 0; i < sorted.Length; i++)
            {
                sorted[i] = all[i].ToUpperInvariant();
                places[i] = i;
            }

            Array.Sort(sorted, places, StringComparer.Ordinal);
            firstPlaces = new int[sorted.Length + 1];
            int count = 0;
            for (int i = 0; i < sorted.Length; i++)
            {
                if (count == 0 || sorted[i] != sorted[count - 1])
                {
                    firstPlaces[count] = i;
                    sorted[count++] = sorted[i];
                    firstLength = Math.Min(firstLength, Math.Max(sorted[i].Length, 1));
                }
            }

            firstPlaces[count] = sorted.Length;
            Array.Resize(ref sorted, count);
            names = sorted;
            byFirst = new Dictionary<long, (int From, int To)>(count);
            for (int name = 0; name < count; name++)
            {
                if (names[name].Length > 0)
                {
                    AddFirst(name);
                }
            }
        }

        /// <summary>How many different names there are.</summary>
        public int Count => names.Length;

        /// <summary>Marks the places of a name: many may be called the same.</summary>
        public void Mark(int name, bool[] marked)
        {
            for (int i = firstPlaces[name]; i < firstPlaces[name + 1]; i++)
            {
                marked[places[i]] = true;
            }
        }

        /// <summary>Adds the names that occur in a text, within words too, by their numbers. One that occurs twice is added twice.</summary>
        /// <param name="text">The text, in capitals.</param>
        /// <param name="length">How many of the characters are text.</param>
        /// <param name="found">Where they are added.</param>
        public void FindIn(char[] text, int length, List<int> found)
        {
            long mask = (1L << (16 * firstLength)) - 1;
            long first = 0;
            for (int end = 0; end < length; end++)
            {
                first = ((first << 16) | text[end]) & mask;
                int place = PlaceOf(first);
                if ((mayBegin[place >> 6] >> place & 1) != 0 && end + 1 >= firstLength && byFirst.TryGetValue(first, out (int From, int To) range))
                {
                    FindAt(text, end + 1 - firstLength, length, range.From, range.To, found);
                }
            }
        }

        private static int PlaceOf(long first) => (int)(unchecked((ulong)first * 0x9E3779B97F4A7C15UL) >> 52);

        private void AddFirst(int name)
        {
            long first = 0;
            for (int i = 0; i < firstLength; i++)
            {
                first = (first << 16) | names[name][i];
            }

            int place = PlaceOf(first);
            mayBegin[place >> 6] |= 1UL << place;
            byFirst[first] = byFirst.TryGetValue(first, out (int From, int To) range) ? (range.From, name + 1) : (name, name + 1);
        }

        // Letter by letter fewer names begin as the text does; the shortest of them stands first.
        private void FindAt(char[] text, int start, int length, int from, int to, List<int> found)
        {
            for (int depth = firstLength; from < to; depth++)
            {
                if (to - from == 1)
                {
                    if (StandsAt(text, start, length, depth, names[from]))
                    {
                        found.Add(from);
                    }

                    return;
                }

                if (names[from].Length == depth)
                {
                    found.Add(from);
                    from++;
                }

                if (start + depth == length)
                {
                    return;
                }

                char next = text[start + depth];
                from = FirstFrom(from, to, depth, next);
                to = FirstFrom(from, to, depth, next + 1);
            }
        }

        private static bool StandsAt(char[] text, int start, int length, int depth, string name)
        {
            while (depth < name.Length && start + depth < length && text[start + depth] == name[depth])
            {
                depth++;
            }

            return depth == name.Length;
        }

        // The first of some names whose letter at a depth is this one or comes after it.
        private int FirstFrom(int from, int to, int depth, int letter)
        {
            while (from < to)
            {
                int middle = (from + to) >> 1;
                if (names[middle][depth] < letter)
                {
                    from = middle + 1;
                }
                else
                {
                    to = middle;
                }
            }

            return from;
        }
    }
}
