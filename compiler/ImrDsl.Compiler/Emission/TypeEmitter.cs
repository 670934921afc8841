using System;
using System.Collections.Generic;
using ImrDsl.Language.Plan;

namespace ImrDsl.Compiler.Emission
{
    /// <summary>The types that facts need: enums for closed lists, records for entries, properties for facts.</summary>
    internal static class TypeEmitter
    {
        /// <summary>Marks a type as generated.</summary>
        public const string GeneratedCode = "[global::System.CodeDom.Compiler.GeneratedCode(\"ImrDsl\", \"0.1\")]";

        /// <summary>An enum for a closed list.</summary>
        public static void Enum(CodeWriter writer, ChoicePlan choice, string name, IReadOnlyList<string> values)
        {
            string of = choice.DeclaredIn is { } kind ? " of " + kind.Name : string.Empty;
            Documentation.Summary(writer, choice.Name + of + (choice.IsScale ? ", the least first" : string.Empty));
            writer.Line(GeneratedCode);
            writer.Open($"public enum {name}");
            for (int i = 0; i < values.Count; i++)
            {
                Documentation.Summary(writer, choice.Values[i]);
                writer.Line($"{values[i]},");
            }

            writer.Close();
        }

        /// <summary>A record for the entries of a record or list.</summary>
        public static void EntryRecord(CodeWriter writer, EntryKindPlan kind, string name, IReadOnlyList<string> properties, Func<FactPlan, string> typeOf)
        {
            Documentation.Summary(writer, "An entry: " + kind.Name);
            writer.Line(GeneratedCode);
            writer.Open($"public sealed record {name} : RecordEntry");
            for (int i = 0; i < properties.Count; i++)
            {
                Property(writer, kind.Fields[i], properties[i], typeOf, isFirst: i == 0);
            }

            if (kind.DateField is { } date)
            {
                writer.Line();
                writer.Line("/// <inheritdoc/>");
                writer.Line($"protected override {typeOf(date)} DateField => {properties[date.Ordinal]};");
            }

            writer.Close();
        }

        /// <summary>A property for a fact.</summary>
        public static void Property(CodeWriter writer, FactPlan fact, string name, Func<FactPlan, string> typeOf, bool isFirst)
        {
            if (!isFirst)
            {
                writer.Line();
            }

            Documentation.Summary(writer, Documentation.Of(fact));
            writer.Line($"public {typeOf(fact)} {name} {{ get; init; }}");
        }

        /// <summary>The type of a fact.</summary>
        /// <param name="fact">The fact.</param>
        /// <param name="nameOf">The name of a kind of entry or closed list.</param>
        public static string TypeOf(FactPlan fact, Func<object, string> nameOf) => fact.Kind switch
        {
            FactKind.YesNo => "Fact<bool>",
            FactKind.Number => "Fact<Number>",
            FactKind.Date => "Fact<PartialDate>",
            FactKind.Period => "Fact<Period>",
            FactKind.Choice => "Fact<" + nameOf(fact.Choice!) + ">",
            FactKind.Text or FactKind.Code => "Fact<string>",
            _ => "Entries<" + nameOf(fact.EntryKind!) + ">",
        };
    }
}
