using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using ImrDsl.Compiler.Naming;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Compiler.Emission
{
    /// <summary>The words of a guideline as data, from which results are made and by which case files are read.</summary>
    internal sealed class DescriptionEmitter
    {
        private readonly GuidelinePlan plan;
        private readonly GuidelineNames names;
        private readonly CodeWriter writer = new CodeWriter();
        private readonly Dictionary<EntryKindPlan, string> kinds = new Dictionary<EntryKindPlan, string>();

        /// <summary>A description.</summary>
        public DescriptionEmitter(GuidelinePlan plan, GuidelineNames names)
        {
            this.plan = plan;
            this.names = names;
        }

        /// <summary>The file.</summary>
        public string File()
        {
            writer.Head("The words of " + plan.Id + ".", names.Namespace, new[] { "ImrDsl.Runtime.Description" });
            writer.Line();
            writer.Open("public static partial class " + names.Class);
            writer.Line("/// <summary>The words of the guideline, from which results are made and by which case files are read.</summary>");
            writer.Line("public static GuidelineDescription Description => Words.All;");
            writer.Line();
            writer.Line("// Apart, so that what only decides does not make it.");
            writer.Open("private static class Words");
            writer.Line("internal static readonly GuidelineDescription All = Make();");
            writer.Line();
            writer.Open("private static GuidelineDescription Make()");
            var locals = new NameScope(Array.Empty<string>());
            foreach (EntryKindPlan kind in plan.EntryKinds)
            {
                Kind(kind, locals);
            }

            writer.Line("return new GuidelineDescription");
            writer.Open();
            Head();
            List("Facts", plan.AllFacts, fact => fact.FieldOf is { } kind ? kinds[kind] + ".Fields[" + Literals.Of(fact.Ordinal) + "]" : Fact(fact));
            List("Nodes", NodeSummary.Of(plan), Node);
            List("Lists", plan.Lists, CriteriaList);
            List("Services", plan.Services, Service);
            writer.Close("};");
            writer.Close();
            writer.Close();
            writer.Close();
            return writer.ToString();
        }

        // Kinds of entry hold fields, which may be lists of other kinds: those stand first.
        private void Kind(EntryKindPlan kind, NameScope locals)
        {
            if (kinds.ContainsKey(kind))
            {
                return;
            }

            foreach (FactPlan field in kind.Fields.Where(field => field.EntryKind is not null))
            {
                Kind(field.EntryKind!, locals);
            }

            kinds.Add(kind, locals.Take(Identifier.Camel(Identifier.Pascal(kind.Name, "Entry"))));
            writer.Line("var " + kinds[kind] + " = new EntryKindDescription(" + Literals.Of(kind.Name) + ",");
            writer.Line("[");
            foreach (FactPlan field in kind.Fields)
            {
                writer.Element(Fact(field));
            }

            writer.Line("]);");
        }

        private void Head()
        {
            writer.Line("Id = " + Literals.Of(plan.Id) + ",");
            writer.Line("Title = " + Literals.Of(plan.Title) + ",");
            writer.Line("Source = " + Literals.Of(plan.Source) + ",");
            writer.Line("Verified = " + Literals.Of(plan.Verified) + ",");
            writer.Line("EffectiveFrom = " + Literals.Of(plan.EffectiveFrom) + ",");
            writer.Line("EffectiveTo = " + Literals.Of(plan.EffectiveTo) + ",");
            if (plan.EditionRule != EditionRule.DecisionDate)
            {
                writer.Line("EditionRule = EditionRule." + plan.EditionRule + ",");
            }

            if (plan.Authority != Authority.Other)
            {
                writer.Line("Authority = Authority." + plan.Authority + ",");
            }

            if (plan.Notes.Count > 0)
            {
                writer.Line("Notes = " + Literals.List(plan.Notes) + ",");
            }

            string persons = Further(plan.Evidence.Persons, EvidenceVocabulary.BuiltIn.Persons, plan.Evidence.PersonsThatAre);
            string evidence = Further(plan.Evidence.Kinds, EvidenceVocabulary.BuiltIn.Kinds, plan.Evidence.KindsThatAre);
            if (persons.Length + evidence.Length > 0)
            {
                writer.Line("Evidence = EvidenceVocabulary.BuiltIn.With([" + persons + "], [" + evidence + "]),");
            }
        }

        // Terms that the guideline or a used file adds, each with what it is a kind of: of all that it is, the narrowest.
        private static string Further(IEnumerable<string> terms, IReadOnlyCollection<string> builtIn, Func<string, IReadOnlyList<string>> thatAre) => string.Join(", ", terms
            .Where(term => !builtIn.Contains(term))
            .Select(term => "(" + Literals.Of(term) + ", "
                + Literals.Of(terms.Where(other => other != term && thatAre(other).Contains(term)).OrderBy(other => thatAre(other).Count).First()) + ")"));

        private void List<T>(string name, IReadOnlyList<T> items, Func<T, string> of)
        {
            writer.Line(name + " =");
            writer.Line("[");
            foreach (T item in items)
            {
                writer.Element(of(item));
            }

            writer.Line("],");
        }

        private string Fact(FactPlan fact)
        {
            string type = fact.Kind.ToString();
            string holder = fact switch
            {
                { FieldOf: not null } => "Entry",
                { BuiltIn: BuiltInFact.RequestDate } => "RequestDate",
                { BuiltIn: BuiltInFact.ServiceDate } => "ServiceDate",
                { BuiltIn: BuiltInFact.DecisionDate } => "DecisionDate",
                { IsOfRequest: true } => "Request",
                { IsJudgement: true } => "Reviewer",
                _ => "Case",
            };
            var more = new Initializer();
            more.Add("Holder", holder == "Case" ? null : "FactHolder." + holder);
            more.Add("Question", fact.Question is { } question ? Literals.Of(question) : null);
            more.Add("Unit", fact.Range?.Unit is { } unit ? Literals.Of(unit) : null);
            more.Add("Low", fact.Range?.Low is { } low ? Literals.Of(low) : null);
            more.Add("High", fact.Range?.High is { } high ? Literals.Of(high) : null);
            more.Add("Step", fact.Range?.Step is { } step ? Literals.Of(step) : null);
            more.Add("Choices", fact.Choice is { } choice ? Literals.List(choice.Values) : null);
            more.Add("CodeSystem", fact.CodeSystem is { } system ? Literals.Of(system) : null);
            more.Add("ShownWith", fact.ShownWith.Count > 0 ? "[" + string.Join(", ", fact.ShownWith.Select(shown => Literals.Of(shown.Number))) + "]" : null);
            more.Add("Entries", fact.EntryKind is { } kind ? kinds[kind] : null);
            more.Add("Default", fact.Default is { } silence ? Literals.Of(silence.Words) : null);
            more.Add("DefaultFact", fact.Default?.Fact is { } other ? Literals.Of(other.Number) : null);
            more.Add("Notes", fact.Notes.Count > 0 ? Literals.List(fact.Notes) : null);
            return "new FactDescription(" + Literals.Of(fact.Number) + ", " + Literals.Of(fact.NameInGuideline) + ", FactType." + type + ")" + more;
        }

        // new NodeDescription(31, 30, NodeKind.YesNo, "sepsis") { Fact = 19, Line = 55 }
        private string Node(NodeSummary summary)
        {
            SourceSpan source = summary.Node.Source;
            var line = summary.Node as ConditionNode;
            var more = new Initializer();
            more.Add("Name", summary.Name != summary.Words ? Literals.Of(summary.Name) : null);
            more.Add("Label", line?.Label.Length > 0 ? Literals.Of(line.Label) : null);
            more.Add("Title", line?.Title.Length > 0 ? Literals.Of(line.Title) : null);
            more.Add("Citation", line?.Citation is { } citation ? Literals.Of(citation) : null);
            more.Add("Notes", line?.Notes.Count > 0 ? Literals.List(line.Notes) : null);
            more.Add("Fact", summary.Fact is { } fact ? Literals.Of(fact.Number) : null);
            more.Add("Target", summary.Target is { } target ? Literals.Of(target.Number) : null);
            more.Add("Count", summary.Count != 0 ? Literals.Of(summary.Count) : null);
            more.Add("Comparison", summary.Comparison is { } comparison ? "Comparison." + comparison : null);
            more.Add("IsOfDates", summary.IsOfDates ? "true" : null);
            more.Add("Unit", summary.Unit is { } unit ? Literals.Of(unit) : null);
            more.Add("Members", summary.Members.Count > 0 ? "[" + string.Join(", ", summary.Members.Select(Literals.Of)) + "]" : null);
            more.Add("IsBlock", summary.IsBlock ? "true" : null);

            // A whole path would say on which machine the code was generated.
            more.Add("File", ReferenceEquals(source.Text, plan.File) ? null : Literals.Of(source.Path.Split('/', '\\').Last()));
            more.Add("Line", Literals.Of(source.Start.Line + 1));
            return "new NodeDescription(" + Literals.Of(summary.Node.Number) + ", " + Literals.Of(summary.Parent) + ", NodeKind." + summary.Kind + ", "
                + Literals.Of(summary.Words) + ")" + more;
        }

        private static string CriteriaList(CriteriaListPlan list)
        {
            string criteria = string.Join(", ", list.Criteria.Select(criterion => "new(" + Literals.Of(criterion.Condition.Number) + ", " + Literals.Of(criterion.Id) + ")"));
            var more = new Initializer();
            more.Add("Notes", list.Notes.Count > 0 ? Literals.List(list.Notes) : null);
            return "new ListDescription(" + Literals.Of(list.Name) + ", " + Literals.Of(list.Scope?.Number ?? -1) + ", [" + criteria + "])" + more;
        }

        private string Service(ServicePlan service)
        {
            var more = new Initializer();
            more.Add("Codes", service.Codes.Count == 0 ? null : "[" + string.Join(", ", service.Codes.Select(code =>
                "new(" + Literals.Of(code.System) + ", " + Literals.Of(code.First) + ", " + Literals.Of(code.Last) + ")")) + "]");
            more.Add("Notes", service.Notes.Count > 0 ? Literals.List(service.Notes) : null);
            more.Add("Necessary", service.Necessary is { } necessary ? Literals.Of(necessary.Number) : null);
            more.Add("Against", service.NotRecommended is { } against ? Literals.Of(against.Number) : null);
            more.Add("Fingerprint", Literals.Of(Fingerprint.Of(plan, service)));
            more.Add("Requested", service.Necessary is QuantityNode quantity ? Literals.Of(quantity.Requested.Fact.Fact.Number) : null);
            string uses = string.Join(", ", CriteriaUse.Of(plan, service).Select(use =>
                "new(" + Literals.Of(use.List.Ordinal) + ", [" + string.Join(", ", use.Criteria.Select(criterion => Literals.Of(criterion.Ordinal))) + "])"));
            more.Add("Uses", uses.Length > 0 ? "[" + uses + "]" : null);
            return "new ServiceDescription(" + Literals.Of(service.Name) + ", " + Literals.Of(service.Title) + ")" + more;
        }
    }

    /// <summary>An object initializer: only what is not the default is written.</summary>
    internal sealed class Initializer
    {
        private readonly StringBuilder members = new StringBuilder();

        /// <summary>Sets a member; null leaves it as it is.</summary>
        public void Add(string name, string? value)
        {
            if (value is not null)
            {
                members.Append(members.Length == 0 ? " { " : ", ").Append(name).Append(" = ").Append(value);
            }
        }

        /// <inheritdoc/>
        public override string ToString() => members.Length == 0 ? string.Empty : members + " }";
    }
}
