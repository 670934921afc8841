using System;
using System.Collections.Concurrent;
using System.Collections.Generic;

namespace ImrDsl.Language.Plan
{
    /// <summary>Finds which of many names occur in a line, case left out of account, in one pass over the line.</summary>
    internal sealed class NameSearch
    {
        private readonly Node root = new Node();

        // The same lines are asked about for each service.
        private readonly ConcurrentDictionary<string, List<IReadOnlyList<int>>> known = new ConcurrentDictionary<string, List<IReadOnlyList<int>>>(StringComparer.Ordinal);

        /// <summary>A search for names, each known by its place among them.</summary>
        public NameSearch(IReadOnlyList<string> names)
        {
            for (int i = 0; i < names.Count; i++)
            {
                Node node = root;
                foreach (char c in names[i])
                {
                    char letter = char.ToUpperInvariant(c);
                    if (!node.Next.TryGetValue(letter, out Node? next))
                    {
                        node.Next.Add(letter, next = new Node());
                    }

                    node = next;
                }

                node.Names.Add(i);
            }
        }

        /// <summary>
        /// The names that occur in a line, within words too: of each its places, for many may have one name. Of one name they are the same object for every line.
        /// </summary>
        public IReadOnlyList<IReadOnlyList<int>> FoundIn(string line) => known.GetOrAdd(line, Search);

        private List<IReadOnlyList<int>> Search(string text)
        {
            var found = new List<IReadOnlyList<int>> { root.Names };
            var reached = new HashSet<Node> { root };
            for (int start = 0; start < text.Length; start++)
            {
                Node? node = root;
                for (int i = start; i < text.Length && node.Next.TryGetValue(char.ToUpperInvariant(text[i]), out node); i++)
                {
                    if (node.Names.Count > 0 && reached.Add(node))
                    {
                        found.Add(node.Names);
                    }
                }
            }

            return found;
        }

        private sealed class Node
        {
            public Dictionary<char, Node> Next { get; } = new Dictionary<char, Node>();

            public List<int> Names { get; } = new List<int>();
        }
    }
}
