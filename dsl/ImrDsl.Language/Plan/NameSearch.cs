using System;
using System.Collections.Generic;
using System.Linq;

namespace ImrDsl.Language.Plan
{
    /// <summary>Finds which of many names occur in a text, case left out of account, in one pass over the text.</summary>
    internal sealed class NameSearch
    {
        // By its first letters; as many of them as tell the names apart.
        private readonly Node root = new Node();

        // Of each first letter, the second ones: most places of a text begin no name, and that shows here at once. Letters that differ by 64 share a place.
        private readonly ulong[] pairs = new ulong[64];

        /// <summary>A search for names, each known by its place among them.</summary>
        public NameSearch(IEnumerable<string> names)
        {
            int place = 0;
            foreach (string name in names)
            {
                Add(name.ToUpperInvariant(), place++);
            }
        }

        /// <summary>
        /// The names that occur in a text, within words too: of each its places, for many may have one name. Of one name they are the same object for every text.
        /// </summary>
        public IReadOnlyList<int>[] FoundIn(string text)
        {
            string upper = text.ToUpperInvariant();
            HashSet<IReadOnlyList<int>>? found = null;
            for (int start = 0; start < upper.Length; start++)
            {
                Node? node = MayBegin(upper, start) ? root : null;
                for (int i = start; node is not null; i++)
                {
                    // So far it is the same.
                    if (node.Name is { } name && string.CompareOrdinal(upper, i, name, i - start, name.Length - (i - start)) == 0)
                    {
                        (found ??= new HashSet<IReadOnlyList<int>>()).Add(node.Places);
                    }

                    node = i < upper.Length && node.Next is { } next && next.TryGetValue(upper[i], out Node? longer) ? longer : null;
                }
            }

            return found?.ToArray() ?? Array.Empty<IReadOnlyList<int>>();
        }

        private bool MayBegin(string text, int start) =>
            start + 1 == text.Length || (pairs[text[start] & 63] >> (text[start + 1] & 63) & 1) != 0;

        private void Add(string name, int place)
        {
            if (name.Length == 0)
            {
                return;
            }

            pairs[name[0] & 63] |= name.Length == 1 ? ulong.MaxValue : 1UL << (name[1] & 63);
            Node node = root;
            for (int length = 0; node.Name is not null || node.Next is not null; length++)
            {
                if (node.Name == name)
                {
                    node.Places.Add(place);
                    return;
                }

                node.Next ??= new Dictionary<char, Node>();
                if (node.Name is { } other && other.Length > length)
                {
                    // It stood here because it was the only one that begins so.
                    node.Next.Add(other[length], new Node { Name = other, Places = node.Places });
                    node.Name = null;
                    node.Places = new List<int>();
                }

                if (name.Length == length)
                {
                    break;
                }

                if (!node.Next.TryGetValue(name[length], out Node? next))
                {
                    node.Next.Add(name[length], next = new Node());
                }

                node = next;
            }

            node.Name = name;
            node.Places.Add(place);
        }

        private sealed class Node
        {
            // A name that ends here, or the only one that begins so.
            public string? Name { get; set; }

            public List<int> Places { get; set; } = new List<int>();

            public Dictionary<char, Node>? Next { get; set; }
        }
    }
}
