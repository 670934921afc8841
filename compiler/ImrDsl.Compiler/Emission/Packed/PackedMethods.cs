using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Compiler.Naming;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Compiler.Emission
{
    /// <summary>The methods of a packed case: a criterion, a definition or a loop each.</summary>
    internal sealed class PackedMethods : IMethods
    {
        private readonly GuidelineNames names;
        private readonly IMethods ofClass;
        private readonly NameScope members;
        private readonly CodeWriter writer;
        private readonly PackedReadings readings;
        private readonly Dictionary<object, string> known = new Dictionary<object, string>();
        private readonly Queue<object> waiting = new Queue<object>();
        private readonly Dictionary<object, string> answered = new Dictionary<object, string>();

        /// <summary>Methods.</summary>
        /// <param name="names">What everything is called.</param>
        /// <param name="fields">What a packed case holds.</param>
        /// <param name="members">The names that are taken.</param>
        /// <param name="ofClass">The methods of the class of the guideline.</param>
        /// <param name="writer">Where they are written.</param>
        public PackedMethods(GuidelineNames names, PackedFields fields, NameScope members, IMethods ofClass, CodeWriter writer)
        {
            this.names = names;
            this.members = members;
            this.ofClass = ofClass;
            this.writer = writer;
            var ofCase = new Expressions(names, hasAccount: false, ofClass);
            Lists = new PackedLists(names, members, ofCase);
            readings = new PackedReadings(names, fields, Lists, ofCase, this);
        }

        /// <summary>The lists that are packed.</summary>
        public PackedLists Lists { get; }

        /// <inheritdoc/>
        public bool HasMethod(PlanNode node) => ofClass.HasMethod(node);

        /// <inheritdoc/>
        public string Call(PlanNode node, EntriesInScope entries) =>
            answered.TryGetValue(node, out string? answer) ? answer
            : entries.All.Count == 0 && (node is CriteriaNode || ofClass.HasMethod(node)) ? Of(node) : ofClass.Call(node, entries);

        /// <inheritdoc/>
        public string TableWithoutAccount(TableNode node, EntriesInScope entries) => ofClass.TableWithoutAccount(node, entries);

        /// <inheritdoc/>
        public string Answer(object criterionOrList) => answered.TryGetValue(criterionOrList, out string? answer) ? answer : Of(criterionOrList);

        /// <inheritdoc/>
        public string Codes(CodeNode node) => ofClass.Codes(node);

        /// <inheritdoc/>
        public string Standard(EvidenceQualifier qualifier) => ofClass.Standard(qualifier);

        /// <inheritdoc/>
        public string Defined(string method) => ofClass.Defined(method);

        /// <summary>The call of the method of a criterion, the scope of a list, a definition or a node.</summary>
        public string Of(object item) => NameOf(item) + "()";

        /// <summary>The comparison of a total with a stated length: the method that adds up its periods compares it too.</summary>
        public string Compare(TotalTimeNode time, Comparison comparison, DurationNode length) =>
            NameOf(new ComparedTime(time)) + "(Comparison." + comparison + ", " + Literals.Of(length.Value) + ")";

        /// <summary>The call of the method of a total.</summary>
        public string Total(PackedTotal total) => NameOf(total) + "()";

        private string NameOf(object item)
        {
            object key = item switch
            {
                CriteriaNode reference => (reference.List, Criteria: string.Join(",", Ordinals(reference))),
                PackedTotal total => (total.Node, total.List),
                _ => item,
            };
            if (!known.TryGetValue(key, out string? name))
            {
                name = members.Take(item switch
                {
                    PlanNode node => MethodNames.Of(node),
                    ComparedTime time => MethodNames.Of(time.Time),
                    PackedTotal ofList => MethodNames.Of(ofList.Node),
                    _ => names[item].TrimStart('@'),
                });
                known.Add(key, name);
                waiting.Enqueue(item);
            }

            return name;
        }

        /// <summary>The method of the condition of a service.</summary>
        public string Service(ConditionNode condition, string name, string words)
        {
            string method = members.Take(name);
            Write(condition, method, words, isOwn: false);
            Rest();
            return method + "()";
        }

        /// <summary>A method that answers everything that a service asks, each once.</summary>
        /// <param name="questions">What the service asks.</param>
        /// <param name="name">The name of the method.</param>
        /// <param name="hasAccount">Whether it writes a short account, of what the criteria ask too.</param>
        public void Statuses(ServiceQuestions questions, string name, bool hasAccount) =>
            new StatusesEmitter(names, questions, this, readings, writer, answered, hasAccount).Method(name, Rest);

        /// <summary>The local that holds the answer of a condition; null if there is none.</summary>
        public string? AnswerAtHand(ConditionNode node) => answered.TryGetValue(node, out string? answer) ? answer : null;

        // What a method calls stands below it.
        private void Rest()
        {
            while (waiting.Count > 0)
            {
                object item = waiting.Dequeue();
                string name = NameOf(item);
                switch (item)
                {
                    case CriterionPlan criterion:
                        string words = criterion.Title.Length > 0 ? criterion.Title : Documentation.Words(criterion.Condition.Source);
                        Write(criterion.Condition, name, Documentation.Labelled(criterion.Label, words), isOwn: false);
                        break;
                    case CriteriaListPlan list:
                        Write(list.Scope!, name, "When the criteria for " + list.Name + " apply", isOwn: false, isScope: true);
                        break;
                    case DefinitionPlan definition:
                        Write((PlanNode?)definition.Condition ?? definition.Value!, name, definition.Name, isOwn: false);
                        break;
                    case TotalTimeNode time:
                        Time(time, "ElapsedRange " + name + "()", "Total(time, decisionDate)");
                        break;
                    case ComparedTime compared:
                        Time(compared.Time, "Truth " + name + "(Comparison comparison, CalendarDuration length)", "CompareTotal(time, decisionDate, comparison, length)");
                        break;
                    case PackedTotal total:
                        Total(total, name);
                        break;
                    case QuantifierNode quantifier when readings.Test(quantifier) is not null:
                        Quantified(quantifier, name);
                        break;
                    default:
                        Write((PlanNode)item, name, Documentation.Words(((PlanNode)item).Source), isOwn: true);
                        break;
                }
            }
        }

        // The body of a node's own method does not call it.
        private void Write(PlanNode body, string name, string words, bool isOwn, bool isScope = false)
        {
            Head(words);
            if (isOwn && body is CriteriaNode { List.Scope: not null } reference)
            {
                writer.Open($"private Answer {name}()");
                writer.Line($"Truth applies = {Answer(reference.List)};");
                Code unlessNotApplicable = Code.Leaf("applies.IsNotMet ? Answer.NotApplicable", reference.Source, Binding.Conditional);
                writer.Statement("return ", Code.Rows(":", new[] { unlessNotApplicable, readings.Criteria(reference).Member(".When(applies)") }, reference.Source));
                writer.Close();
                return;
            }

            string type = body is ConditionNode condition ? (condition.HasGuard && !isScope ? "Answer" : "Truth") : MethodEmitter.TypeOf(body);
            writer.Line($"private {type} {name}() =>");
            Code code = BodyOf(body, isOwn);
            writer.Body(isScope && body is ConditionNode { HasGuard: true } ? code.Member(".WhereAnySuffices") : code);
        }

        /// <summary>The body of a method; that of a node's own method does not call it.</summary>
        public Code BodyOf(PlanNode body, bool isOwn)
        {
            switch (body)
            {
                case CriteriaNode reference when isOwn:
                    return readings.Criteria(reference);
                case ConditionNode condition when isOwn && HasMethod(condition):
                    return readings.Condition(condition, EntriesInScope.None)
                        ?? (Expressions.TakesStatements(condition)
                            ? Code.Leaf(ofClass.Call(condition, EntriesInScope.None), condition.Source)
                            : readings.Expressions.BodyOf(condition, EntriesInScope.None));
                case ConditionNode condition:
                    return readings.Expressions.Condition(condition, EntriesInScope.None);
                default:
                    return readings.Expressions.Value((ValueNode)body, EntriesInScope.None);
            }
        }

        private void Time(TotalTimeNode node, string head, string result)
        {
            (PackedListPlan list, string isInList) = readings.Filter(node)!.Value;
            Head(Documentation.Words(node.Source));
            writer.Open($"private {head}");
            writer.Line("var time = new PackedTime();");
            writer.Open($"foreach (ref readonly PackedEntry entry in {list.Field}.Entries)");
            writer.Statement("time.Add(entry, ", Code.Leaf(isInList, node.List.Source), ");");
            writer.Close();
            writer.Line();
            writer.Statement("return ", Code.Leaf(list.Field + "." + result, node.Source));
            writer.Close();
        }

        private void Total(PackedTotal total, string name)
        {
            Head(Documentation.Words(total.Node.Source));
            writer.Open($"private ScaledTotal {name}()");
            writer.Line($"var total = new ScaledTotal({total.List.Field});");
            writer.Open($"foreach (ref readonly PackedEntry entry in {total.List.Field}.Entries)");
            writer.Statement("int factor = ", total.Factor);
            writer.Line("total.Add(Scaled.Times(entry.Quantity, factor));");
            writer.Close();
            writer.Line();
            writer.Line("return total;");
            writer.Close();
        }

        private void Quantified(QuantifierNode node, string name)
        {
            (PackedListPlan list, string asked) = readings.Test(node)!.Value;
            bool isSome = node.Quantifier == Quantifier.Some;
            Head(Documentation.Of(node));
            writer.Open($"private Truth {name}()");
            if (isSome && Lists.Bits(list, node.List.Entry, node.List.Filters.Concat(node.Test is null ? Array.Empty<ConditionNode>() : new[] { node.Test })) is { } bits)
            {
                writer.Open($"if (!{list.Field}.MayHave({bits}))");
                writer.Line($"return {list.Field}.Some(Truth.NotMet);");
                writer.Close();
                writer.Line();
            }

            writer.Line($"Truth answer = Truth.{(isSome ? "NotMet" : "Met")};");
            writer.Open($"foreach (ref readonly PackedEntry entry in {list.Field}.Entries)");
            writer.Statement("answer " + (isSome ? "|=" : "&=") + " ", Code.Leaf(asked, node.Source));
            writer.Close();
            writer.Line();
            writer.Line($"return {list.Field}{(isSome ? ".Some" : ".Every")}(answer);");
            writer.Close();
        }

        private void Head(string words)
        {
            writer.Hide();
            writer.Line();
            Documentation.Summary(writer, words);
        }

        private sealed record ComparedTime(TotalTimeNode Time);

        private static IEnumerable<int> Ordinals(CriteriaNode reference)
        {
            foreach (CriterionPlan criterion in reference.Criteria)
            {
                yield return criterion.Ordinal;
            }
        }
    }
}
