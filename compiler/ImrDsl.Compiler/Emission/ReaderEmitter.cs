using System.Collections.Generic;
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
        private readonly CodeWriter writer = new CodeWriter();

        /// <summary>A reader.</summary>
        public ReaderEmitter(GuidelinePlan plan, GuidelineNames names)
        {
            this.plan = plan;
            this.names = names;
        }

        /// <summary>The file.</summary>
        public string File()
        {
            writer.Head("Reads case files for " + plan.Id + ".", names.Namespace, new[] { "ImrDsl.Runtime.Cases", "ImrDsl.Runtime.Description" }.Concat(names.Usings));
            writer.Line();
            writer.Open($"public static partial class {names.Class}");
            string types = "<" + names.Case + ", Service>";
            writer.Line("/// <summary>Reads a case file (JSON, schema 1). Reports everything that is wrong with it, and never throws.</summary>");
            writer.Line("/// <param name=\"utf8\">The whole file.</param>");
            writer.Line("/// <param name=\"path\">The file, as messages name it.</param>");
            writer.Line($"public static TypedCaseFile{types} ReadCase(ReadOnlyMemory<byte> utf8, string path = \"case\") =>");
            writer.Line("    new CaseReader().Read(Description, utf8, path);");
            writer.Line();
            writer.Open($"private sealed class CaseReader : TypedCaseReader{types}");
            writer.Line($"protected override CaseDraft<{names.Case}> Begin() => new Draft();");
            writer.Line();
            var fields = new FieldMethods(type => names[type], MethodOf);
            Draft(fields);
            foreach (EntryKindPlan kind in plan.EntryKinds.Where(kind => kind.Vocabulary is null))
            {
                writer.Line();
                fields.Draft(writer, kind, names[kind], kind.Fields.Select(field => names[field]).ToList(), "private");
            }

            writer.Close();
            writer.Close();
            return writer.Finished();
        }

        /// <summary>The method that shows a field of a kind of entry, or the class that reads them.</summary>
        public static string MethodOf(EntryKindPlan kind, string method) =>
            kind.Vocabulary is null ? method : VocabularyNames.Fields(kind.Vocabulary) + "." + method;

        private void Draft(FieldMethods fields)
        {
            List<FactPlan> facts = plan.Facts.Where(fact => fact.BuiltIn is BuiltInFact.None or BuiltInFact.DateOfInjury or BuiltInFact.DateOfBirth).ToList();
            writer.Line("/// <summary>The facts of a case while they are read.</summary>");
            writer.Open($"private sealed class Draft : CaseDraft<{names.Case}>");
            fields.Held(writer, facts, facts.Select(fact => names[fact]).ToList());
            writer.Line();
            writer.Open("public override void Read(ref CaseJson json, FactDescription fact)");
            FieldMethods.Switch(writer, "fact.Number", facts.Select(fact => (fact.Number, names[fact], fields.Read(fact, "fact"))));
            writer.Close();
            writer.Line();
            writer.Line($"public override {names.Case} ToCase(DisputedItem item, CaseDraft<{names.Case}> request) => new()");
            writer.Open();
            writer.Line("DecisionDate = item.DecisionDate,");
            writer.Line("RequestDate = Given(item.RequestDate),");
            writer.Line("ServiceDate = Given(item.ServiceDate),");
            foreach (FactPlan fact in facts)
            {
                string services = string.Join(", ", plan.Services
                    .Where(service => service.Necessary is QuantityNode quantity && ReferenceEquals(quantity.Requested.Fact.Fact, fact))
                    .Select(service => Literals.Of(service.Ordinal)));
                string stated = (fact.IsOfRequest ? "((Draft)request).the" : "the") + names[fact];
                writer.Line($"{names[fact]} = {(services.Length > 0 ? "Requested(" + stated + ", item, [" + services + "])" : stated)},");
            }

            writer.Close("};");
            writer.Close();
        }
    }
}
