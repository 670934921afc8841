using System;
using System.Collections.Generic;
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
        /// <param name="methodOf">The method that reads or shows a field of a kind of entry.</param>
        public FieldMethods(Func<object, string> nameOf, Func<EntryKindPlan, string, string> methodOf)
        {
            this.nameOf = nameOf;
            this.methodOf = methodOf;
        }

        /// <summary>Reads the value at hand: <c>json.Choice&lt;TreatmentKind&gt;(field)</c>.</summary>
        public string Read(FactPlan fact, string description) => "json." + fact.Kind switch
        {
            FactKind.Choice => "Choice<" + nameOf(fact.Choice!) + ">(" + description + ")",
            FactKind.Record or FactKind.List => "Entries<" + nameOf(fact.EntryKind!) + ">(" + description + ", " + methodOf(fact.EntryKind!, "Read") + ")",
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
            writer.Line(Documentation.Summary("Shows a field of an entry: " + kind.Name));
            writer.Line(access + " static IFactView Show(" + name + " " + entry + ", FactDescription field, int ordinal) => ordinal switch");
            writer.Open();
            for (int i = 0; i < properties.Count; i++)
            {
                writer.Line(Literals.Of(i) + " => " + Show(kind.Fields[i], "field", entry + "." + properties[i]) + ",");
            }

            writer.Line("_ => FactView.Silent,");
            writer.Close("};");
        }

        /// <summary>The method that reads the fields of a kind of entry.</summary>
        public void ReadMethod(CodeWriter writer, EntryKindPlan kind, string name, IReadOnlyList<string> properties, string access, ref bool isFirst)
        {
            if (!isFirst)
            {
                writer.Line();
            }

            isFirst = false;
            string entry = Variable(kind);
            writer.Line(Documentation.Summary("Reads a field of an entry: " + kind.Name));
            writer.Line(access + " static " + name + " Read(ref CaseJson json, FactDescription field, int ordinal, " + name + " " + entry + ") => ordinal switch");
            writer.Open();
            for (int i = 0; i < properties.Count; i++)
            {
                writer.Line(Literals.Of(i) + " => " + entry + " with { " + properties[i] + " = " + Read(kind.Fields[i], "field") + " },");
            }

            writer.Line("_ => " + entry + ",");
            writer.Close("};");
        }

        private static string Variable(EntryKindPlan kind) => MethodNames.Entry(kind) is "json" or "field" or "ordinal" ? "entry" : MethodNames.Entry(kind);
    }
}
