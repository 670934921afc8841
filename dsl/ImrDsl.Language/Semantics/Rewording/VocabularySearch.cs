using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Semantics
{
    /// <summary>Finds the vocabulary that a <c>use</c> line means, and the one whose <c>use</c> line is missing.</summary>
    internal sealed class VocabularySearch
    {
        private const string Missing = "GL0160";
        private const string NotUsed = "GL0209";

        private static readonly string[] CodesOfNamesElsewhere = { "GL0201", "GL0202", "GL0607" };

        private readonly SyntaxTree tree;
        private readonly Lazy<Dictionary<string, HashSet<string>>> names;

        /// <summary>A search for one file.</summary>
        /// <param name="tree">The file.</param>
        /// <param name="vocabularies">The ids of the vocabularies that are there, with the names each of them declares, in canonical form.</param>
        public VocabularySearch(SyntaxTree tree, Func<Dictionary<string, HashSet<string>>> vocabularies)
        {
            this.tree = tree;
            names = new Lazy<Dictionary<string, HashSet<string>>>(vocabularies);
        }

        /// <summary>The finding with the vocabulary that was meant, and the change that names it; null if there is none.</summary>
        public Diagnostic? Find(Diagnostic finding)
        {
            if (finding.Code == Missing)
            {
                return Nearest(finding.Arguments[0]) is { } meant
                    ? new Diagnostic(Missing, finding.Span, finding.Arguments.ToArray()) { Fix = TextFix.Offer(finding.Span.Span, meant) }
                    : null;
            }

            if (Array.IndexOf(CodesOfNamesElsewhere, finding.Code) < 0)
            {
                return null;
            }

            string typed = NameTable.Canonical(finding.Arguments[0]);
            List<string> able = names.Value.Where(vocabulary => vocabulary.Value.Contains(typed)).Select(vocabulary => vocabulary.Key).Take(2).ToList();
            if (able.Count != 1)
            {
                return null;
            }

            string use = "use " + able[0];
            (int at, string lead) = Place();
            return new Diagnostic(NotUsed, finding.Span, finding.Arguments[0], able[0]) { Fix = new TextFix("Write “" + use + "” below the head", new TextSpan(at, 0), lead + use + "\n") };
        }

        // "conservative-care" and "common.conservative-treatment" for "common.conservative-care".
        private string? Nearest(string typed)
        {
            string[] words = Words(typed);
            List<string> same = names.Value.Keys.Where(id => words.All(word => Words(id).Any(other => OtherWording.AreAlike(word, other))) || Words(id).All(word => words.Any(other => OtherWording.AreAlike(word, other)))).Take(2).ToList();
            return same.Count == 1 ? same[0] : Values.Spelling.Nearest(typed, names.Value.Keys);
        }

        private static string[] Words(string id) => id.Split('.', '-');

        // Behind the last use line; without one, behind the head.
        private (int At, string Lead) Place()
        {
            int head = IndexOfLast("guideline", "vocabulary");
            int use = IndexOfLast("use");
            int after = Math.Max(head, use) + 1;
            return (after < tree.Lines.Count ? tree.Lines[after].FullSpan.Start : tree.EndTrivia.Start, use < 0 ? "\n" : string.Empty);
        }

        private int IndexOfLast(params string[] words)
        {
            for (int i = tree.Lines.Count - 1; i >= 0; i--)
            {
                if (tree.Lines[i].Head is null && Array.IndexOf(words, new PhraseCursor(tree.Text, tree.Lines[i].Phrase).WordAt(0)) >= 0)
                {
                    return i;
                }
            }

            return -1;
        }
    }
}
