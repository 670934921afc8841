using System.Collections.Generic;
using System.Linq;
using ImrDsl.Compiler.Naming;
using ImrDsl.Language.Plan;

namespace ImrDsl.Compiler.Emission
{
    /// <summary>The files of one vocabulary.</summary>
    internal sealed class VocabularyEmitter
    {
        private readonly VocabularyPlan vocabulary;
        private readonly string rootNamespace;

        /// <summary>A vocabulary.</summary>
        public VocabularyEmitter(VocabularyPlan vocabulary, string rootNamespace)
        {
            this.vocabulary = vocabulary;
            this.rootNamespace = rootNamespace;
        }

        /// <summary>The types that it declares.</summary>
        public string Types()
        {
            CodeWriter writer = Head("The types that " + vocabulary.Id + " declares.");
            foreach (EntryKindPlan kind in vocabulary.EntryKinds)
            {
                writer.Line();
                string name = VocabularyNames.Of(kind);
                TypeEmitter.EntryRecord(writer, kind, name, VocabularyNames.FieldsOf(kind, name), fact => TypeEmitter.TypeOf(fact, NameOf));
            }

            foreach (ChoicePlan choice in vocabulary.Choices)
            {
                writer.Line();
                TypeEmitter.Enum(writer, choice, VocabularyNames.Of(choice), VocabularyNames.ValuesOf(choice));
            }

            return writer.Finished();
        }

        /// <summary>What reads the fields of its entries from case files, and shows them in results.</summary>
        public string Fields()
        {
            CodeWriter writer = Head(
                "Reads the fields of entries that " + vocabulary.Id + " declares from case files, and shows them in results.",
                "ImrDsl.Runtime.Cases",
                "ImrDsl.Runtime.Description",
                "ImrDsl.Runtime.Results");
            writer.Line();
            writer.Line(TypeEmitter.GeneratedCode);
            writer.Open($"internal static class {VocabularyNames.Fields(vocabulary.Id)}");
            var methods = new FieldMethods(NameOf, MethodOf);
            bool isFirst = true;
            foreach (EntryKindPlan kind in vocabulary.EntryKinds)
            {
                string name = VocabularyNames.Of(kind);
                IReadOnlyList<string> properties = VocabularyNames.FieldsOf(kind, name);
                if (!isFirst)
                {
                    writer.Line();
                }

                isFirst = false;
                methods.Draft(writer, kind, name, properties, "internal");
                methods.ShowMethod(writer, kind, name, properties, "internal");
            }

            writer.Close();
            return writer.Finished();
        }

        private static string NameOf(object type) => type is EntryKindPlan kind ? VocabularyNames.Of(kind) : VocabularyNames.Of((ChoicePlan)type);

        private string MethodOf(EntryKindPlan kind, string method) =>
            kind.Vocabulary == vocabulary.Id ? method : VocabularyNames.Fields(kind.Vocabulary!) + "." + method;

        private CodeWriter Head(string comment, params string[] usings)
        {
            // Fields may have types of files that the vocabulary itself uses.
            IEnumerable<string> foreign = vocabulary.EntryKinds
                .SelectMany(kind => kind.Fields)
                .SelectMany(field => new[] { field.EntryKind?.Vocabulary, field.Choice?.Vocabulary })
                .Where(id => id is not null && id != vocabulary.Id)
                .Distinct()
                .Select(id => VocabularyNames.Namespace(rootNamespace, VocabularyNames.Segments(id!)));
            var writer = new CodeWriter();
            writer.Head(comment, VocabularyNames.Namespace(rootNamespace, VocabularyNames.Segments(vocabulary.Id)), usings.Concat(foreign));
            return writer;
        }
    }
}
