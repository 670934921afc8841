using System;
using System.Collections.Generic;
using System.Linq;
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
            writer.Open($"public static partial class {names.Class}");
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
            List("Facts", plan.AllFacts, FactOrField);
            List("Nodes", NodeSummary.Of(plan), Node);
            List("Lists", plan.Lists, CriteriaList);
            List("Services", plan.Services, Service);
            writer.Close("};");
            writer.Close();
            writer.Close();
            writer.Close();
            return writer.Finished();
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
            writer.Line($"var {kinds[kind]} = new EntryKindDescription({Literals.Of(kind.Name)},");
            writer.Line("[");
            foreach (FactPlan field in kind.Fields)
            {
                writer.BeginElement();
                Fact(field);
                writer.EndElement();
            }

            writer.Line("]);");
        }

        private void Head()
        {
            writer.Line($"Id = {Literals.Of(plan.Id)},");
            writer.Line($"Title = {Literals.Of(plan.Title)},");
            writer.Line($"Source = {Literals.Of(plan.Source)},");
            writer.Line($"Verified = {Literals.Of(plan.Verified)},");
            writer.Line($"EffectiveFrom = {Literals.Of(plan.EffectiveFrom)},");
            writer.Line($"EffectiveTo = {Literals.Of(plan.EffectiveTo)},");
            if (plan.EditionRule != EditionRule.DecisionDate)
            {
                writer.Line($"EditionRule = EditionRule.{plan.EditionRule},");
            }

            if (plan.Authority != Authority.Other)
            {
                writer.Line($"Authority = Authority.{plan.Authority},");
            }

            if (plan.Notes.Count > 0)
            {
                writer.Line($"Notes = {Literals.List(plan.Notes)},");
            }

            string persons = Further(plan.Evidence.Persons, EvidenceVocabulary.BuiltIn.Persons, plan.Evidence.PersonAbove);
            string evidence = Further(plan.Evidence.Kinds, EvidenceVocabulary.BuiltIn.Kinds, plan.Evidence.KindAbove);
            if (persons.Length + evidence.Length > 0)
            {
                writer.Line($"Evidence = EvidenceVocabulary.BuiltIn.With([{persons}], [{evidence}]),");
            }
        }

        // Terms that the guideline or a used file adds, each with what it is a kind of. They stand behind the others.
        private static string Further(IReadOnlyCollection<string> terms, IReadOnlyCollection<string> builtIn, Func<string, string?> above) =>
            string.Join(", ", terms.Skip(builtIn.Count).Select(term => "(" + Literals.Of(term) + ", " + Literals.Of(above(term)!) + ")"));

        private void List<T>(string name, IReadOnlyList<T> items, Action<T> write)
        {
            writer.Line($"{name} =");
            writer.Line("[");
            foreach (T item in items)
            {
                writer.BeginElement();
                write(item);
                writer.EndElement();
            }

            writer.Line("],");
        }

        private void FactOrField(FactPlan fact)
        {
            if (fact.FieldOf is { } kind)
            {
                writer.Add($"{kinds[kind]}.Fields[{fact.Ordinal}]");
                return;
            }

            Fact(fact);
        }

        private void Fact(FactPlan fact)
        {
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
            writer.Add($"new FactDescription({fact.Number}, ");
            writer.AddQuoted(fact.NameInGuideline);
            writer.Add($", FactType.{fact.Kind})");
            var more = new Initializer(writer);
            if (holder != "Case")
            {
                more.Code("Holder", "FactHolder.", holder);
            }

            more.Words("Question", fact.Question);
            more.Words("Unit", fact.Range?.Unit);
            more.Code("Low", fact.Range?.Low is { } low ? Literals.Of(low) : null);
            more.Code("High", fact.Range?.High is { } high ? Literals.Of(high) : null);
            more.Code("Step", fact.Range?.Step is { } step ? Literals.Of(step) : null);
            more.Words("Choices", fact.Choice?.Values ?? []);
            more.Words("CodeSystem", fact.CodeSystem);
            more.Code("ShownWith", fact.ShownWith.Count > 0 ? "[" + string.Join(", ", fact.ShownWith.Select(shown => Literals.Of(shown.Number))) + "]" : null);
            more.Code("Entries", fact.EntryKind is { } kind ? kinds[kind] : null);
            more.Words("Default", fact.Default?.Words);
            more.Number("DefaultFact", fact.Default?.Fact?.Number);
            more.Words("Notes", fact.Notes);
            more.End();
        }

        // new NodeDescription(31, 30, NodeKind.YesNo, "sepsis") { Fact = 19, Line = 55 }
        private void Node(NodeSummary summary)
        {
            SourceSpan source = summary.Node.Source;
            var line = summary.Node as ConditionNode;
            writer.Add($"new NodeDescription({summary.Node.Number}, {summary.Parent}, NodeKind.{summary.Kind}, ");
            writer.AddQuoted(summary.Words);
            writer.Add(")");
            var more = new Initializer(writer);
            more.Words("Name", summary.Name != summary.Words ? summary.Name : null);
            more.Words("Label", line?.Label.Length > 0 ? line.Label : null);
            more.Words("Title", line?.Title.Length > 0 ? line.Title : null);
            more.Words("Citation", line?.Citation);
            more.Words("Notes", line?.Notes ?? []);
            more.Number("Fact", summary.Fact?.Number);
            more.Number("Target", summary.Target?.Number);
            more.Number("Count", summary.Count != 0 ? summary.Count : null);
            if (summary.Comparison is { } comparison)
            {
                more.Code("Comparison", "Comparison.", EnumWords<Comparison>.Of(comparison));
            }

            more.Code("IsOfDates", summary.IsOfDates ? "true" : null);
            more.Words("Unit", summary.Unit);
            more.Code("Members", summary.Members.Count > 0 ? "[" + string.Join(", ", summary.Members.Select(Literals.Of)) + "]" : null);
            more.Code("IsBlock", summary.IsBlock ? "true" : null);

            // A whole path would say on which machine the code was generated.
            more.Words("File", ReferenceEquals(source.Text, plan.File) ? null : source.Path.Split('/', '\\').Last());
            more.Number("Line", source.Start.Line + 1);
            more.End();
        }

        private void CriteriaList(CriteriaListPlan list)
        {
            writer.Add($"new ListDescription({Literals.Of(list.Name)}, {list.Scope?.Number ?? -1}, [");
            for (int i = 0; i < list.Criteria.Count; i++)
            {
                writer.Add($"{(i > 0 ? ", " : string.Empty)}new({list.Criteria[i].Condition.Number}, {Literals.Of(list.Criteria[i].Id)})");
            }

            writer.Add("])");
            var more = new Initializer(writer);
            more.Words("Notes", list.Notes);
            more.End();
        }

        private void Service(ServicePlan service)
        {
            writer.Add($"new ServiceDescription({Literals.Of(service.Name)}, {Literals.Of(service.Title)})");
            var more = new Initializer(writer);
            more.Code("Codes", service.Codes.Count == 0 ? null : "[" + string.Join(", ", service.Codes.Select(code =>
                "new(" + Literals.Of(code.System) + ", " + Literals.Of(code.First) + ", " + Literals.Of(code.Last) + ")")) + "]");
            more.Words("Notes", service.Notes);
            more.Number("Necessary", service.Necessary?.Number);
            more.Number("Against", service.NotRecommended?.Number);
            more.Words("Fingerprint", Fingerprint.Of(plan, service));
            more.Number("Requested", (service.Necessary as QuantityNode)?.Requested.Fact.Fact.Number);
            string uses = string.Join(", ", CriteriaUse.Of(plan, service).Select(use =>
                "new(" + Literals.Of(use.List.Ordinal) + ", [" + string.Join(", ", use.Criteria.Select(criterion => Literals.Of(criterion.Ordinal))) + "])"));
            more.Code("Uses", uses.Length > 0 ? "[" + uses + "]" : null);
            more.End();
        }
    }

    /// <summary>An object initializer: only what is not the default is written.</summary>
    internal ref struct Initializer
    {
        private readonly CodeWriter writer;
        private bool hasMembers;

        /// <summary>No members yet.</summary>
        public Initializer(CodeWriter writer) => this.writer = writer;

        /// <summary>Sets a member to code; null leaves it as it is.</summary>
        public void Code(string name, string? value)
        {
            if (value is not null)
            {
                Begin(name);
                writer.Add(value);
            }
        }

        /// <summary>Sets a member to a member of a type.</summary>
        public void Code(string name, string type, string member)
        {
            Begin(name);
            writer.Add(type);
            writer.Add(member);
        }

        /// <summary>Sets a member to a number; null leaves it as it is.</summary>
        public void Number(string name, int? value)
        {
            if (value is { } number)
            {
                Begin(name);
                writer.Add(number);
            }
        }

        /// <summary>Sets a member to words; null leaves it as it is.</summary>
        public void Words(string name, string? value)
        {
            if (value is not null)
            {
                Begin(name);
                writer.AddQuoted(value);
            }
        }

        /// <summary>Sets a member to a list of words; an empty one leaves it as it is.</summary>
        public void Words(string name, IReadOnlyList<string> values)
        {
            if (values.Count == 0)
            {
                return;
            }

            Begin(name);
            for (int i = 0; i < values.Count; i++)
            {
                writer.Add(i == 0 ? "[" : ", ");
                writer.AddQuoted(values[i]);
            }

            writer.Add("]");
        }

        /// <summary>Ends it.</summary>
        public readonly void End()
        {
            if (hasMembers)
            {
                writer.Add(" }");
            }
        }

        private void Begin(string name)
        {
            writer.Add(hasMembers ? ", " : " { ");
            writer.Add(name);
            writer.Add(" = ");
            hasMembers = true;
        }
    }
}
