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

            return writer.ToString();
        }

        /// <summary>What reads its entries from case files.</summary>
        public string Reader()
        {
            CodeWriter writer = Head("Reads the entries that " + vocabulary.Id + " declares from case files.", "ImrDsl.Runtime.Cases", "ImrDsl.Runtime.Description");
            writer.Line();
            writer.Line(TypeEmitter.GeneratedCode);
            writer.Open("internal static class " + VocabularyNames.Reader(vocabulary.Id));
            var fields = new FieldReaders(NameOf, ReaderOf);
            bool isFirst = true;
            foreach (EntryKindPlan kind in vocabulary.EntryKinds)
            {
                string name = VocabularyNames.Of(kind);
                fields.Method(writer, kind, name, VocabularyNames.FieldsOf(kind, name), "internal", ref isFirst);
            }

            writer.Close();
            return writer.ToString();
        }

        private static string NameOf(object type) => type is EntryKindPlan kind ? VocabularyNames.Of(kind) : VocabularyNames.Of((ChoicePlan)type);

        private string ReaderOf(EntryKindPlan kind) => kind.Vocabulary == vocabulary.Id ? "Read" : VocabularyNames.Reader(kind.Vocabulary!) + ".Read";

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
