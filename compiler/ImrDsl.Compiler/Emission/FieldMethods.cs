using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Compiler.Naming;
using ImrDsl.Language.Plan;

namespace ImrDsl.Compiler.Emission
{
    /// <summary>How facts are read from case files, and shown in results.</summary>
    internal sealed class FieldMethods
    {
        private readonly Func<object, string> nameOf;
        private readonly Func<EntryKindPlan, string, string> methodOf;

        /// <summary>Methods.</summary>
        /// <param name="nameOf">The name of a kind of entry or closed list.</param>
        /// <param name="methodOf">The method that shows a field of a kind of entry, or the class that reads them.</param>
        public FieldMethods(Func<object, string> nameOf, Func<EntryKindPlan, string, string> methodOf)
        {
            this.nameOf = nameOf;
            this.methodOf = methodOf;
        }

        /// <summary>Reads the value at hand: <c>json.Choice&lt;TreatmentKind&gt;(field)</c>.</summary>
        public string Read(FactPlan fact, string description) => "json." + fact.Kind switch
        {
            FactKind.Choice => "Choice<" + nameOf(fact.Choice!) + ">(" + description + ")",
            FactKind.Record or FactKind.List => "Entries<" + nameOf(fact.EntryKind!) + ", " + methodOf(fact.EntryKind!, DraftOf(fact.EntryKind!)) + ">(" + description + ")",
            _ => fact.Kind + "(" + description + ")",
        };

        /// <summary>Shows a fact: <c>FactViews.OfChoice(field, treatment.Kind)</c>.</summary>
        public string Show(FactPlan fact, string description, string value) => fact.Kind switch
        {
            FactKind.Choice => "FactViews.OfChoice(" + description + ", " + value + ")",
            FactKind.Record or FactKind.List => "FactViews.Of(" + description + ", " + value + ", " + methodOf(fact.EntryKind!, "Show") + ")",
            _ => "FactViews.Of(" + description + ", " + value + ")",
        };

        /// <summary>The method that shows the fields of a kind of entry.</summary>
        public void ShowMethod(CodeWriter writer, EntryKindPlan kind, string name, IReadOnlyList<string> properties, string access)
        {
            string entry = Variable(kind);
            writer.Line();
            Documentation.Summary(writer, "Shows a field of an entry: " + kind.Name);
            writer.Line($"{access} static IFactView Show({name} {entry}, FactDescription field, int ordinal) => ordinal switch");
            writer.Open();
            for (int i = 0; i < properties.Count; i++)
            {
                writer.Line($"{i} => {Show(kind.Fields[i], "field", entry + "." + properties[i])},");
            }

            writer.Line("_ => FactView.Silent,");
            writer.Close("};");
        }

        /// <summary>The class that holds the fields of a kind of entry while they are read.</summary>
        public void Draft(CodeWriter writer, EntryKindPlan kind, string name, IReadOnlyList<string> properties, string access)
        {
            Documentation.Summary(writer, "The fields of an entry while they are read: " + kind.Name);
            writer.Open($"{access} sealed class {DraftOf(kind)} : EntryDraft<{name}>");
            Held(writer, kind.Fields, properties);
            writer.Line();
            writer.Open("public override void Read(ref CaseJson json, FactDescription field, int ordinal)");
            Switch(writer, "ordinal", kind.Fields.Select((field, ordinal) => (ordinal, properties[ordinal], Read(field, "field"))));
            writer.Close();
            writer.Line();
            writer.Line($"public override {name} ToEntry(Evidence? evidence) => new()");
            writer.Open();
            writer.Line("Evidence = evidence,");
            foreach (string property in properties)
            {
                writer.Line($"{property} = the{property},");
            }

            writer.Close("};");
            writer.Close();
        }

        /// <summary>The variables that hold facts while they are read: <c>theKind</c>.</summary>
        public void Held(CodeWriter writer, IEnumerable<FactPlan> facts, IReadOnlyList<string> properties)
        {
            foreach ((FactPlan fact, string property) in facts.Zip(properties, (fact, property) => (fact, property)))
            {
                writer.Line($"private {TypeEmitter.TypeOf(fact, nameOf)} the{property};");
            }
        }

        /// <summary>Which value goes where.</summary>
        public static void Switch(CodeWriter writer, string number, IEnumerable<(int Number, string Property, string Value)> read)
        {
            // A record may have no fields but its evidence.
            if (!read.Any())
            {
                return;
            }

            writer.Line($"switch ({number})");
            writer.Open();
            foreach ((int at, string property, string value) in read)
            {
                writer.Line($"case {at}: the{property} = {value}; break;");
            }

            writer.Close();
        }

        // Names of types hold no underscore, so nothing that a file declares is called the same.
        private static string DraftOf(EntryKindPlan kind) => VocabularyNames.Of(kind) + "_Draft";

        private static string Variable(EntryKindPlan kind) => MethodNames.Entry(kind) is var name && name is "json" or "field" or "ordinal" ? "entry" : name;
    }
}
