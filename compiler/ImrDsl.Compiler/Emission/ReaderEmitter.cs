using System.Linq;
using ImrDsl.Compiler.Naming;
using ImrDsl.Language.Plan;

namespace ImrDsl.Compiler.Emission
{
    /// <summary>What reads case files for one guideline.</summary>
    internal sealed class ReaderEmitter
    {
        private readonly GuidelinePlan plan;
        private readonly GuidelineNames names;

        /// <summary>A reader.</summary>
        public ReaderEmitter(GuidelinePlan plan, GuidelineNames names)
        {
            this.plan = plan;
            this.names = names;
        }

        /// <summary>The file.</summary>
        public string File()
        {
            var writer = new CodeWriter();
            writer.Head("Reads case files for " + plan.Id + ".", names.Namespace, new[] { "ImrDsl.Runtime.Cases", "ImrDsl.Runtime.Description" }.Concat(names.Usings));
            writer.Line();
            writer.Open("public static partial class " + names.Class);
            string types = "<" + names.Case + ", Service>";
            writer.Line("/// <summary>Reads a case file (JSON, schema 1). Reports everything that is wrong with it, and never throws.</summary>");
            writer.Line("/// <param name=\"utf8\">The whole file.</param>");
            writer.Line("/// <param name=\"path\">The file, as messages name it.</param>");
            writer.Line("public static TypedCaseFile" + types + " ReadCase(ReadOnlyMemory<byte> utf8, string path = \"case\") =>");
            writer.Line("    new CaseReader().Read(Description, utf8, path);");
            writer.Line();
            writer.Open("private sealed class CaseReader : TypedCaseReader" + types);
            writer.Line("protected override " + names.Case + " Blank => new() { DecisionDate = default };");
            var fields = new FieldMethods(type => names[type], MethodOf);
            Facts(writer, fields);
            Item(writer);
            bool isFirst = false;
            foreach (EntryKindPlan kind in plan.EntryKinds.Where(kind => kind.Vocabulary is null))
            {
                fields.ReadMethod(writer, kind, names[kind], kind.Fields.Select(field => names[field]).ToList(), "private", ref isFirst);
            }

            writer.Close();
            writer.Close();
            return writer.ToString();
        }

        /// <summary>The method that reads or shows a field of a kind of entry.</summary>
        public static string MethodOf(EntryKindPlan kind, string method) =>
            kind.Vocabulary is null ? method : VocabularyNames.Fields(kind.Vocabulary) + "." + method;

        private void Facts(CodeWriter writer, FieldMethods fields)
        {
            writer.Line();
            writer.Line("protected override " + names.Case + " ReadFact(ref CaseJson json, FactDescription fact, " + names.Case + " c) => fact.Number switch");
            writer.Open();
            foreach (FactPlan fact in plan.Facts.Where(fact => fact.BuiltIn is BuiltInFact.None or BuiltInFact.DateOfInjury or BuiltInFact.DateOfBirth))
            {
                writer.Line(Literals.Of(fact.Number) + " => c with { " + names[fact] + " = " + fields.Read(fact, "fact") + " },");
            }

            writer.Line("_ => c,");
            writer.Close("};");
        }

        private void Item(CodeWriter writer)
        {
            writer.Line();
            writer.Line("protected override " + names.Case + " ForItem(" + names.Case + " facts, " + names.Case + " request, DisputedItem item) => facts with");
            writer.Open();
            writer.Line("DecisionDate = item.DecisionDate,");
            writer.Line("RequestDate = Given(item.RequestDate),");
            writer.Line("ServiceDate = Given(item.ServiceDate),");
            foreach (FactPlan fact in plan.Facts.Where(fact => fact.IsOfRequest))
            {
                string services = string.Join(", ", plan.Services
                    .Where(service => service.Necessary is QuantityNode quantity && ReferenceEquals(quantity.Requested.Fact.Fact, fact))
                    .Select(service => Literals.Of(service.Ordinal)));
                string stated = "request." + names[fact];
                writer.Line(names[fact] + " = " + (services.Length > 0 ? "Requested(" + stated + ", item, [" + services + "])" : stated) + ",");
            }

            writer.Close("};");
        }
    }
}
