using System.Collections.Generic;
using System.Linq;
using ImrDsl.Compiler.Emission;
using ImrDsl.Compiler.Naming;
using ImrDsl.Language.Plan;

namespace ImrDsl.Compiler
{
    /// <summary>How C# is generated.</summary>
    public sealed record EmitOptions
    {
        /// <summary>The namespace above those of the files; may be empty.</summary>
        public string RootNamespace { get; init; } = string.Empty;

        /// <summary>Whether only the shape is wanted, with bodies that throw, because the guideline has errors.</summary>
        public bool IsShapeOnly { get; init; }

        /// <summary>Whether another file declares the same id, so that names carry the day from which this edition is in force.</summary>
        public bool IsLaterEdition { get; init; }
    }

    /// <summary>
    /// Turns the plan of a guideline into C#: a class for its cases, an evaluator that decides (<c>Decide</c>) and one that tells why
    /// (<c>Evaluate</c>). The text depends on nothing but the plan and the options.
    /// </summary>
    public static class CSharpEmitter
    {
        /// <summary>The files of a guideline.</summary>
        public static IReadOnlyList<CSharpFile> Emit(GuidelinePlan plan, EmitOptions options)
        {
            var emitter = new GuidelineEmitter(plan, options);
            string hint = HintName(plan.Id) + (options.IsLaterEdition ? "." + GuidelineNames.Edition(plan) : string.Empty);
            return new[]
            {
                new CSharpFile(hint + ".Case.g.cs", emitter.Case()),
                new CSharpFile(hint + ".g.cs", emitter.Decisions()),
                new CSharpFile(hint + ".Account.g.cs", emitter.Account()),
            };
        }

        /// <summary>The file of the types that a vocabulary shares with the guidelines that use it; none if it declares no types.</summary>
        public static IReadOnlyList<CSharpFile> Emit(VocabularyPlan vocabulary, EmitOptions options)
        {
            if (vocabulary.EntryKinds.Count + vocabulary.Choices.Count == 0)
            {
                return new List<CSharpFile>();
            }

            string NameOf(object type) => type is EntryKindPlan kind ? VocabularyNames.Of(kind) : VocabularyNames.Of((ChoicePlan)type);

            var writer = new CodeWriter();
            writer.Head(
                "The types that " + vocabulary.Id + " declares.",
                VocabularyNames.Namespace(options.RootNamespace, VocabularyNames.Segments(vocabulary.Id)),
                Foreign(vocabulary, options));
            foreach (EntryKindPlan kind in vocabulary.EntryKinds)
            {
                writer.Line();
                string name = VocabularyNames.Of(kind);
                TypeEmitter.EntryClass(writer, kind, name, VocabularyNames.FieldsOf(kind, name), fact => TypeEmitter.TypeOf(fact, NameOf));
            }

            foreach (ChoicePlan choice in vocabulary.Choices)
            {
                writer.Line();
                TypeEmitter.Enum(writer, choice, VocabularyNames.Of(choice), VocabularyNames.ValuesOf(choice));
            }

            return new[] { new CSharpFile(HintName(vocabulary.Id) + ".g.cs", writer.ToString()) };
        }

        private static string HintName(string id) =>
            string.Join(".", VocabularyNames.Segments(id).Select(segment => Identifier.Pascal(segment, "_")));

        // Fields may have types of files that the vocabulary itself uses.
        private static IEnumerable<string> Foreign(VocabularyPlan vocabulary, EmitOptions options) => vocabulary.EntryKinds
            .SelectMany(kind => kind.Fields)
            .SelectMany(field => new[] { field.EntryKind?.Vocabulary, field.Choice?.Vocabulary })
            .Where(id => id is not null && id != vocabulary.Id)
            .Distinct()
            .Select(id => VocabularyNames.Namespace(options.RootNamespace, VocabularyNames.Segments(id!)));
    }
}
