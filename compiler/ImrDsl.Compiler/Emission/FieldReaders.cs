using System;
using System.Collections.Generic;
using ImrDsl.Compiler.Naming;
using ImrDsl.Language.Plan;

namespace ImrDsl.Compiler.Emission
{
    /// <summary>How facts are read from case files.</summary>
    internal sealed class FieldReaders
    {
        private readonly Func<object, string> nameOf;
        private readonly Func<EntryKindPlan, string> readerOf;

        /// <summary>Readings.</summary>
        /// <param name="nameOf">The name of a kind of entry or closed list.</param>
        /// <param name="readerOf">The method that reads a field of a kind of entry.</param>
        public FieldReaders(Func<object, string> nameOf, Func<EntryKindPlan, string> readerOf)
        {
            this.nameOf = nameOf;
            this.readerOf = readerOf;
        }

        /// <summary>Reads the value at hand: <c>json.Choice&lt;TreatmentKind&gt;(field)</c>.</summary>
        public string Read(FactPlan fact, string description) => "json." + fact.Kind switch
        {
            FactKind.Choice => "Choice<" + nameOf(fact.Choice!) + ">(" + description + ")",
            FactKind.Record or FactKind.List => "Entries<" + nameOf(fact.EntryKind!) + ">(" + description + ", " + readerOf(fact.EntryKind!) + ")",
            _ => fact.Kind + "(" + description + ")",
        };

        /// <summary>The method that reads the fields of a kind of entry.</summary>
        public void Method(CodeWriter writer, EntryKindPlan kind, string name, IReadOnlyList<string> properties, string access, ref bool isFirst)
        {
            if (!isFirst)
            {
                writer.Line();
            }

            isFirst = false;
            string entry = MethodNames.Entry(kind) is "json" or "field" or "ordinal" ? "entry" : MethodNames.Entry(kind);
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
    }
}
