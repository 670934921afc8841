using System.Collections.Generic;
using System.Linq;
using ImrDsl.Compiler.Emission;
using ImrDsl.Compiler.Naming;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Compiler
{
    /// <summary>How C# is generated.</summary>
    public sealed record EmitOptions
    {
        /// <summary>The namespace above those of the files; may be empty.</summary>
        public string RootNamespace { get; init; } = string.Empty;

        /// <summary>Whether only the shape is wanted, with bodies that throw, because the guideline has errors.</summary>
        public bool IsShapeOnly { get; init; }

        /// <summary>Whether cases can be packed too, for deciding many of them.</summary>
        public bool HasPackedCases { get; init; }

        /// <summary>
        /// The first days of all editions of the guideline, this one included, earliest first; empty for a guideline without editions. The
        /// names of later editions carry that day.
        /// </summary>
        public IReadOnlyList<PartialDate> Editions { get; init; } = new List<PartialDate>();
    }

    /// <summary>
    /// Turns the plan of a guideline into C#: a record for its cases, an evaluator that decides (<c>Decide</c>) and one that tells why
    /// (<c>Evaluate</c>). The text depends on nothing but the plan and the options.
    /// </summary>
    public static class CSharpEmitter
    {
        /// <summary>The files of a guideline.</summary>
        public static IReadOnlyList<CSharpFile> Emit(GuidelinePlan plan, EmitOptions options)
        {
            var emitter = new GuidelineEmitter(plan, options);
            string edition = GuidelineNames.EditionSuffix(plan.EffectiveFrom, options.Editions);
            string hint = HintName(plan.Id) + (edition.Length > 0 ? "." + edition : string.Empty);
            var files = new List<CSharpFile>
            {
                new CSharpFile(hint + ".Case.g.cs", emitter.Case()),
                new CSharpFile(hint + ".g.cs", emitter.Decisions()),
                new CSharpFile(hint + ".Account.g.cs", emitter.Account()),
                new CSharpFile(hint + ".Reader.g.cs", emitter.Reader()),
                new CSharpFile(hint + ".Explanation.g.cs", emitter.Explanation()),
                new CSharpFile(hint + ".Description.g.cs", emitter.Description()),
            };
            if (options.HasPackedCases && !options.IsShapeOnly)
            {
                (string packed, string reader) = emitter.Packed();
                files.Add(new CSharpFile(hint + ".Packed.g.cs", packed));
                files.Add(new CSharpFile(hint + ".PackedReader.g.cs", reader));
            }

            if (edition.Length == 0 && options.Editions.Count > 1)
            {
                // Once for all of them, with the earliest.
                files.Add(new CSharpFile(hint + ".Editions.g.cs", EditionsEmitter.File(plan, options)));
            }

            return files;
        }

        /// <summary>The files of the types that a vocabulary shares with the guidelines that use it; none if it declares no types.</summary>
        public static IReadOnlyList<CSharpFile> Emit(VocabularyPlan vocabulary, EmitOptions options)
        {
            if (vocabulary.EntryKinds.Count + vocabulary.Choices.Count == 0)
            {
                return new List<CSharpFile>();
            }

            var emitter = new VocabularyEmitter(vocabulary, options.RootNamespace);
            string hint = HintName(vocabulary.Id);
            var types = new CSharpFile(hint + ".g.cs", emitter.Types());
            return vocabulary.EntryKinds.Count == 0 ? new[] { types } : new[] { types, new CSharpFile(hint + ".Fields.g.cs", emitter.Fields()) };
        }

        private static string HintName(string id) =>
            string.Join(".", VocabularyNames.Segments(id).Select(segment => Identifier.Pascal(segment, "_")));
    }
}
