using System.Collections.Generic;
using System.Linq;
using ImrDsl.Compiler.Naming;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Text;

namespace ImrDsl.Compiler.Emission
{
    /// <summary>The methods of a guideline, a criterion or definition each: plain ones, or ones that write an account.</summary>
    internal sealed partial class MethodEmitter : IMethods
    {
        private readonly GuidelinePlan plan;
        private readonly GuidelineNames names;
        private readonly EvidenceStandards standards;
        private readonly CodeSets codes;
        private readonly CodeWriter writer;
        private readonly bool hasAccount;
        private readonly string parameters;
        private readonly Expressions expressions;
        private readonly HashSet<PlanNode> ownMethods;
        private readonly HashSet<DefinitionPlan> usedInEntries;
        private readonly Queue<(PlanNode Node, EntriesInScope Entries, string Name)> waiting = new Queue<(PlanNode, EntriesInScope, string)>();
        private readonly HashSet<object> called = new HashSet<object>();
        private readonly Dictionary<object, string> answers = new Dictionary<object, string>();

        /// <summary>Methods.</summary>
        public MethodEmitter(GuidelinePlan plan, GuidelineNames names, EvidenceStandards standards, CodeSets codes, CodeWriter writer, bool hasAccount)
        {
            this.plan = plan;
            this.names = names;
            this.standards = standards;
            this.codes = codes;
            this.writer = writer;
            this.hasAccount = hasAccount;
            parameters = "(" + names.Case + " c" + (hasAccount ? ", ref AccountWriter account)" : ")");
            expressions = new Expressions(names, hasAccount, this);
            ownMethods = PlanWalk.TitledLinesOfServices(plan);
            usedInEntries = PlanWalk.DefinitionsUsedInEntries(plan);
        }

        /// <inheritdoc/>
        public bool HasMethod(PlanNode node) => ownMethods.Contains(node);

        /// <inheritdoc/>
        public string Answer(object criterionOrList) =>
            // Outside the method of a service its criteria have been noted already: a reference to them is answered without an account.
            answers.TryGetValue(criterionOrList, out string? local) ? local : names[criterionOrList] + "(c)";

        /// <inheritdoc/>
        public string Codes(CodeNode node) => codes.Of(node);

        /// <inheritdoc/>
        public string Standard(EvidenceQualifier qualifier) => standards.Of(qualifier);

        /// <inheritdoc/>
        public string Defined(string method) => expressions.Call(method);

        /// <inheritdoc/>
        public string Call(PlanNode node, EntriesInScope entries)
        {
            EntriesInScope passed = entries.All.Count == 0 ? entries : UsedBy(node, entries);
            object key = KeyOf(node, passed);
            string name = names.KnownMember(key) ?? names.ForMember(key, (hasAccount && node is TableNode ? "Noted" : string.Empty) + MethodNames.Of(node));
            if (called.Add(key))
            {
                waiting.Enqueue((node, passed, name));
            }

            return name + "(c" + passed.Arguments + (hasAccount ? ", ref account)" : ")");
        }

        private static EntriesInScope UsedBy(PlanNode node, EntriesInScope entries)
        {
            HashSet<EntryScope> used = PlanWalk.EntriesUsedBy(node);
            var passed = EntriesInScope.None;
            foreach (EntryInScope entry in entries.All.Where(entry => used.Contains(entry.Scope)))
            {
                passed = passed.With(entry);
            }

            return passed;
        }

        /// <inheritdoc/>
        public string TableWithoutAccount(TableNode node, EntriesInScope entries) =>
            plan.Definitions.FirstOrDefault(definition => ReferenceEquals(definition.Value, node)) is { } definition
                ? names[definition]
                : names.ForMember(TableKey(node, entries), MethodNames.Of(node));

        /// <summary>The scope and criteria of a list.</summary>
        public void List(CriteriaListPlan list)
        {
            if (list.Scope is { } scope)
            {
                Method(scope, names[list], "Truth", "When the criteria for " + list.Name + " apply: " + Documentation.Words(scope.Source), null);
            }

            foreach (CriterionPlan criterion in list.Criteria)
            {
                string words = Documentation.Labelled(criterion.Label, criterion.Title.Length > 0 ? criterion.Title : Documentation.Words(criterion.Condition.Source));
                Method(criterion.Condition, names[criterion], TypeOf(criterion.Condition), words, criterion.Condition.Citation);
            }
        }

        /// <summary>A definition.</summary>
        public void Definition(DefinitionPlan definition)
        {
            PlanNode body = (PlanNode?)definition.Condition ?? definition.Value!;
            string words = Documentation.Words(body.Source);
            Method(
                body, names[definition], TypeOf(body), words == definition.Name ? words : definition.Name + ": " + words, null, usedInEntries.Contains(definition));
        }

        /// <summary>The condition of necessity of a service, or the recommendation against it.</summary>
        public void Condition(ConditionNode condition, string name, string words) => Method(condition, name, TypeOf(condition), words, null);

        /// <summary>The account of a service: its criteria, each once, then its conditions.</summary>
        public void Account(ServicePlan service, string name)
        {
            writer.Open($"private static ServiceAnswer {name}({names.Case} c, ref AccountWriter account)");
            var locals = new NameScope(new[] { "c", "account", "necessary", "against" });
            foreach (CriteriaUse use in CriteriaUse.Of(plan, service))
            {
                if (use.List.Scope is not null)
                {
                    Local(use.List, "Truth", locals);
                }

                foreach (CriterionPlan criterion in use.Criteria)
                {
                    Local(criterion, TypeOf(criterion.Condition), locals);
                }
            }

            string necessary = service.Necessary is QuantityNode quantity
                ? NotedQuantity(quantity, locals)
                : Conclusion(service.Necessary, "necessary");
            string against = Conclusion(service.NotRecommended, "against");
            writer.Line($"return new ServiceAnswer({necessary}, {against}, account);");
            writer.Close();
            answers.Clear();
            Helpers();
        }

        private void Local(object criterionOrList, string type, NameScope locals)
        {
            string local = locals.Take(Identifier.Camel(names[criterionOrList].TrimStart('@')));
            writer.Line($"{type} {local} = {expressions.Call(names[criterionOrList])};");
            answers.Add(criterionOrList, local);
        }

        private string Conclusion(ConditionNode? condition, string local)
        {
            if (condition is null)
            {
                return "Answer.NotApplicable";
            }

            writer.Statement("Answer " + local + " = ", expressions.Condition(condition, EntriesInScope.None));
            return local;
        }

        private void Method(PlanNode body, string name, string type, string summary, string? citation, bool isUsedInEntries = false)
        {
            Documented(body, isUsedInEntries, summary, citation);
            string head = "private static " + type + " " + name + parameters;
            if (body is CriteriaNode reference && !hasAccount)
            {
                writer.Line($"{head} =>");
                writer.Body(expressions.Condition(reference, EntriesInScope.None));
            }
            else
            {
                Body(body, head, EntriesInScope.None, type == "Truth" && body is ConditionNode { HasGuard: true }, hasAccount && isUsedInEntries);
            }

            Helpers();
        }

        // What stands above a method. A block has a place to stop at before its first statement; it is no place in the guideline.
        private void Documented(PlanNode body, bool isUsedInEntries, string summary, string? citation)
        {
            if (Expressions.TakesStatements(body) || body is CriteriaNode || (hasAccount && isUsedInEntries))
            {
                writer.Hide();
            }

            writer.Line();
            if (hasAccount)
            {
                return;
            }

            Documentation.Summary(writer, summary);
            if (!string.IsNullOrEmpty(citation))
            {
                Documentation.Remarks(writer, citation!);
            }
        }

        private void Body(PlanNode body, string head, EntriesInScope entries, bool isScope, bool isUsedInEntries)
        {
            if (Expressions.TakesStatements(body))
            {
                writer.Open(head);
                new LoopEmitter(this, expressions, writer, hasAccount).Emit(body, entries, isUsedInEntries);
                writer.Close();
                return;
            }

            if (body is CriteriaNode reference && !hasAccount)
            {
                Criteria(reference, head);
                return;
            }

            Code code = body is ConditionNode condition ? expressions.BodyOf(condition, entries) : expressions.Value((ValueNode)body, entries);
            if (isScope)
            {
                code = code.Member(".WhereAnySuffices");
            }

            if (isUsedInEntries)
            {
                writer.Open(head);
                writer.Line("int outer = account.Leave();");
                writer.Statement(TypeOf(body) + " result = ", code);
                writer.Line("account.Return(outer);");
                writer.Line("return result;");
                writer.Close();
                return;
            }

            writer.Line($"{head} =>");
            writer.Body(code);
        }

        // A list that does not apply is not looked into.
        private void Criteria(CriteriaNode reference, string head)
        {
            Code criteria = expressions.CriteriaWithoutScope(reference);
            if (reference.List.Scope is null)
            {
                writer.Line($"{head} =>");
                writer.Body(criteria);
                return;
            }

            writer.Open(head);
            writer.Line($"Truth applies = {Answer(reference.List)};");
            Code unlessNotApplicable = Code.Leaf("applies.IsNotMet ? Answer.NotApplicable", reference.Source, Binding.Conditional);
            writer.Statement("return ", Code.Rows(":", new[] { unlessNotApplicable, criteria.Member(".When(applies)") }, reference.Source));
            writer.Close();
        }

        // What a method calls stands below it.
        private void Helpers()
        {
            while (waiting.Count > 0)
            {
                (PlanNode node, EntriesInScope entries, string name) = waiting.Dequeue();
                var condition = node as ConditionNode;
                Documented(node, isUsedInEntries: false, condition is null ? Documentation.Words(node.Source) : Documentation.Of(condition), condition?.Citation);
                string ofEntries = string.Empty;
                var inside = EntriesInScope.None;
                foreach (EntryInScope entry in entries.All)
                {
                    EntryInScope parameter = entry.AsParameter();
                    ofEntries += ", " + names[entry.Scope.Fact.Fact.EntryKind!] + " " + entry.Variable + (entry.IsHeldApart ? ", Held " + parameter.Held : string.Empty);
                    inside = inside.With(parameter);
                }

                string head = "private static " + TypeOf(node) + " " + name
                    + (ofEntries.Length == 0 ? parameters : "(" + names.Case + " c" + ofEntries + (hasAccount ? ", ref AccountWriter account)" : ")"));
                Body(node, head, inside, isScope: false, isUsedInEntries: false);
            }
        }

        // One table is looked up by one method, wherever it is used, and criteria are referred to by one method; an account differs by the number of the node.
        private object KeyOf(PlanNode node, EntriesInScope entries) => node switch
        {
            TableNode table when !hasAccount => TableKey(table, entries),
            CriteriaNode reference => (reference.List, string.Join(",", reference.Criteria.Select(criterion => criterion.Ordinal))),
            _ => node,
        };

        private static object TableKey(TableNode table, EntriesInScope entries) =>
            (table.Source.Path, table.Source.Span, string.Join(",", entries.All.Select(entry => entry.IsNested)));

        /// <summary>The type of what a node evaluates to.</summary>
        public static string TypeOf(PlanNode node) => node switch
        {
            ConditionNode condition => condition.HasGuard ? "Answer" : "Truth",
            ValueNode value => value.Kind switch
            {
                ValueKind.Number => "Number",
                ValueKind.Date => "PartialDate",
                ValueKind.Elapsed => "ElapsedRange",
                ValueKind.Duration => "CalendarDuration",
                _ => "PercentChange",
            },
            _ => "Truth",
        };
    }
}
