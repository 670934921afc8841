using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Compiler.Naming;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Compiler.Emission
{
    /// <summary>The persons and kinds of evidence a guideline asks for, each combination a constant named after what it asks.</summary>
    internal sealed class EvidenceStandards
    {
        private readonly GuidelineNames names;
        private readonly EvidenceVocabulary vocabulary;
        private readonly List<(string Name, string Persons, string Kinds)> declarations = new List<(string, string, string)>();
        private readonly Dictionary<string, string> constants = new Dictionary<string, string>(StringComparer.Ordinal);

        /// <summary>None yet.</summary>
        public EvidenceStandards(GuidelineNames names, EvidenceVocabulary vocabulary)
        {
            this.names = names;
            this.vocabulary = vocabulary;
        }

        /// <summary>Declares the constants.</summary>
        public void Declare(CodeWriter writer)
        {
            foreach ((string name, string persons, string kinds) in declarations)
            {
                writer.Line();
                writer.Line($"private static readonly EvidenceStandard {name} = EvidenceStandard.Of(");
                writer.Wrapped("    persons: [", persons, "],");
                writer.Wrapped("    kinds: [", kinds, "]);");
            }
        }

        /// <summary>The constant for what a qualifier asks.</summary>
        public string Of(EvidenceQualifier qualifier)
        {
            string persons = Terms(qualifier.Persons);
            string kinds = Terms(qualifier.Kinds);
            string key = persons + "|" + kinds;
            if (!constants.TryGetValue(key, out string? constant))
            {
                IEnumerable<string> asked = Broadest(qualifier.Persons, vocabulary.PersonAbove).Concat(Broadest(qualifier.Kinds, vocabulary.KindAbove));
                constant = names.ForMember(key, Identifier.Pascal(string.Join(" or ", asked), "Standard"));
                constants.Add(key, constant);
                declarations.Add((constant, persons, kinds));
            }

            return constant;
        }

        private static string Terms(IReadOnlyList<string> terms) => string.Join(", ", terms.Select(Literals.Of));

        // The author named the broadest terms; the others are kinds of them.
        private static IEnumerable<string> Broadest(IReadOnlyList<string> terms, Func<string, string?> above) => terms.Where(term =>
        {
            string? broader = above(term);
            while (broader is not null && !terms.Contains(broader))
            {
                broader = above(broader);
            }

            return broader is null;
        });
    }
}
