using System.Linq;
using ImrDsl.Compiler.Naming;
using ImrDsl.Language.Plan;

namespace ImrDsl.Compiler.Emission
{
    /// <summary>What makes results of a case: the account in words, as a determination gives it.</summary>
    internal sealed class ExplanationEmitter
    {
        private readonly GuidelinePlan plan;
        private readonly GuidelineNames names;
        private readonly CodeWriter writer = new CodeWriter();

        /// <summary>Explanations.</summary>
        public ExplanationEmitter(GuidelinePlan plan, GuidelineNames names)
        {
            this.plan = plan;
            this.names = names;
        }

        /// <summary>The file.</summary>
        public string File()
        {
            writer.Head(
                "Explains what " + plan.Id + " says.",
                names.Namespace,
                new[] { "ImrDsl.Runtime.Cases", "ImrDsl.Runtime.Description", "ImrDsl.Runtime.Editions", "ImrDsl.Runtime.Results" }.Concat(names.Usings));
            writer.Line();
            writer.Open($"public static partial class {names.Class}");
            writer.Line("/// <summary>What the guideline says of a service, with the result of every criterion and its reasons.</summary>");
            writer.Line("/// <param name=\"c\">The case.</param>");
            writer.Line("/// <param name=\"service\">The service that is requested.</param>");
            writer.Line($"public static ItemResult Explain({names.Case} c, Service service) => Explain(c, service, 0, FactViews.ItemOf(c, (int)service));");
            writer.Line();
            writer.Line("/// <summary>What the guideline says of a disputed item of a case file, with the result of every criterion and its reasons.</summary>");
            writer.Line("/// <param name=\"item\">The item.</param>");
            writer.Line($"public static ItemResult Explain(TypedItem<{names.Case}, Service> item) => Explain(item.Case, item.Service, item.Number, item.Item);");
            writer.Line();
            writer.Line("/// <summary>The guideline as one of several that decide case files together: see <see cref=\"GuidelineSet\"/>.</summary>");
            writer.Line($"public static IGuidelineEdition Edition => new TypedEdition<{names.Case}, Service>(Description, () => new CaseReader(), Explain);");
            writer.Line();
            writer.Open($"private static ItemResult Explain({names.Case} c, Service service, int number, DisputedItem item)");
            writer.Line("var account = new AccountEntry[Evaluate(c, service, []).Needed];");
            writer.Line("ServiceAnswer answer = Evaluate(c, service, account);");
            writer.Line("return ItemResults.Of(Description, number, item, answer, account, new Facts(c));");
            writer.Close();
            writer.Line();
            writer.Open($"private sealed class Facts({names.Case} c) : ICaseFacts");
            Facts();
            writer.Close();
            writer.Close();
            return writer.Finished();
        }

        private void Facts()
        {
            var methods = new FieldMethods(type => names[type], ReaderEmitter.MethodOf);
            writer.Line("public IFactView Of(int fact) => fact switch");
            writer.Open();
            foreach (FactPlan fact in plan.Facts)
            {
                string description = "Description.Facts[" + Literals.Of(fact.Number) + "]";
                string value = "c." + names[fact];
                string shown = fact.BuiltIn == BuiltInFact.DecisionDate
                    ? "FactViews.Of<PartialDate>(" + description + ", PartialDate.Exactly(" + value + "))"
                    : methods.Show(fact, description, value);
                writer.Line($"{fact.Number} => {shown},");
            }

            writer.Line("_ => FactView.Silent,");
            writer.Close("};");
            foreach (EntryKindPlan kind in plan.EntryKinds.Where(kind => kind.Vocabulary is null))
            {
                methods.ShowMethod(writer, kind, names[kind], kind.Fields.Select(field => names[field]).ToList(), "private");
            }
        }
    }
}
