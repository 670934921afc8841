using System.Collections.Generic;

namespace ImrDsl.Language.Plan
{
    /// <summary>Finds which of many names occur in a text, case left out of account, in one pass over the text.</summary>
    internal sealed class NameSearch
    {
        private readonly Node root = new Node();

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

        /// <summary>The places of the names that occur in a text, within words too, in ascending order.</summary>
        public IReadOnlyList<int> FoundIn(string text)
        {
            var found = new List<int>(root.Names);
            var reached = new HashSet<Node> { root };
            for (int start = 0; start < text.Length; start++)
            {
                Node? node = root;
                for (int i = start; i < text.Length && node.Next.TryGetValue(char.ToUpperInvariant(text[i]), out node); i++)
                {
                    if (node.Names.Count > 0 && reached.Add(node))
                    {
                        found.AddRange(node.Names);
                    }
                }
            }

            found.Sort();
            return found;
        }

        private sealed class Node
        {
            public Dictionary<char, Node> Next { get; } = new Dictionary<char, Node>();

            public List<int> Names { get; } = new List<int>();
        }
    }
}
