using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ImrDsl.Compiler.Naming;
using ImrDsl.Language.Plan;

namespace ImrDsl.Compiler.Emission
{
    /// <summary>
    /// The method of a packed case that answers everything a service asks, each once: the criteria of every list that applies or may, and from their answers
    /// the service.
    /// </summary>
    internal sealed class StatusesEmitter
    {
        private readonly GuidelineNames names;
        private readonly ServiceQuestions questions;
        private readonly PackedMethods methods;
        private readonly PackedReadings readings;
        private readonly CodeWriter writer;
        private readonly Dictionary<object, string> answered;
        private readonly bool hasAccount;
        private readonly NameScope locals = new NameScope(new[] { "statuses", "account", "necessary", "against", "c", "readings", "fits", "decisionDate", "service" });

        /// <summary>The method of a service.</summary>
        /// <param name="names">What everything is called.</param>
        /// <param name="questions">What the service asks.</param>
        /// <param name="methods">The methods of the packed case.</param>
        /// <param name="readings">How a packed case is read.</param>
        /// <param name="writer">Where it is written.</param>
        /// <param name="answered">What is answered already, for <paramref name="methods"/>: filled while the method is written, and emptied.</param>
        /// <param name="hasAccount">Whether it writes a short account, of what the criteria ask too.</param>
        public StatusesEmitter(
            GuidelineNames names,
            ServiceQuestions questions,
            PackedMethods methods,
            PackedReadings readings,
            CodeWriter writer,
            Dictionary<object, string> answered,
            bool hasAccount)
        {
            this.answered = answered;
            this.hasAccount = hasAccount;
            this.names = names;
            this.questions = questions;
            this.methods = methods;
            this.readings = readings;
            this.writer = writer;
        }

        /// <summary>The method, and below it what it calls.</summary>
        /// <param name="name">Its name.</param>
        /// <param name="rest">Writes the methods that are called.</param>
        public void Method(string name, Action rest)
        {
            writer.Hide();
            writer.Line();
            Documentation.Summary(writer, "What is asked for " + questions.Service.Name);
            writer.Open(hasAccount ? "private Finding " + name + "(ref PackedAccount account)" : "private CriterionStatuses " + name + "()");
            if (questions.Asked.Length > 0 || !hasAccount)
            {
                writer.Line("var statuses = default(StatusWriter);");
            }

            if (readings.HasBits)
            {
                writer.Line("Readings readings = this.readings;");
            }

            foreach (CriteriaUse use in questions.Uses)
            {
                List(use);
            }

            foreach (CriteriaNode reference in questions.Conditions.SelectMany(PlanWalk.Below).OfType<CriteriaNode>())
            {
                answered[reference] = Reference(reference);
            }

            // What stands inside a line comes after it.
            foreach (ConditionNode line in questions.Lines.Reverse())
            {
                string local = locals.Take(Identifier.Camel(MethodNames.Of(line)));
                Leaves(line);
                writer.Statement((line.HasGuard ? "Answer " : "Truth ") + local + " = ", methods.BodyOf(line, isOwn: true));
                answered[line] = local;
                Set(line, local);
            }

            bool isAmount = questions.Service.Necessary is QuantityNode;
            string necessary = isAmount ? string.Empty : Conclusion(questions.Service.Necessary, "necessary");
            string against = Conclusion(questions.Service.NotRecommended, "against");
            string finding = isAmount ? names.Class + ".Decide(c, Service." + names[questions.Service] + ")"
                : "Findings.Of(" + necessary + (against.Length > 0 ? ", " + against : string.Empty) + ")";
            writer.Line($"return {(hasAccount ? finding : "statuses.With(" + finding + ")")};");
            writer.Close();
            answered.Clear();
            rest();
        }

        // A list that does not apply is not looked into. Where a criterion has a guard of its own, the answers are needed beside their bits.
        private void List(CriteriaUse use)
        {
            bool hasGuards = use.Criteria.Any(criterion => criterion.Condition.HasGuard);
            string? scope = use.List.Scope is null ? null : locals.Take(Identifier.Camel(names[use.List].TrimStart('@')));
            foreach (CriterionPlan criterion in use.Criteria.Where(_ => hasGuards))
            {
                answered[criterion] = locals.Take(Identifier.Camel(names[criterion].TrimStart('@')));
                writer.Line($"{MethodEmitter.TypeOf(criterion.Condition)} {answered[criterion]} = default;");
            }

            if (scope is not null)
            {
                Leaves(use.List.Scope!);
                writer.Line($"Truth {scope} = {Answer(use.List, use.List.Scope!)};");
                Set(use.List.Scope!, scope);
                answered[use.List] = scope;
                writer.Open($"if (!{scope}.IsNotMet)");
            }

            foreach (CriterionPlan criterion in use.Criteria)
            {
                Leaves(criterion.Condition);
                Set(criterion.Condition, (hasGuards ? answered[criterion] + " = " : string.Empty) + Answer(criterion, criterion.Condition));
            }

            if (scope is not null)
            {
                writer.Close();
                writer.Line($"statuses.Guard({scope}, {Bits(use.Criteria)});");
            }
        }

        // What is one test of bits stands here; anything else in a method.
        private string Answer(object criterionOrList, ConditionNode condition)
        {
            if (readings.BitsAlone(condition) is { } bits)
            {
                return bits.Flat;
            }

            if (!hasAccount)
            {
                return methods.Of(criterionOrList);
            }

            // What its parts came to is at hand.
            Code code = methods.BodyOf(condition, isOwn: false);
            return criterionOrList is CriteriaListPlan && condition.HasGuard ? code.Member(".WhereAnySuffices").Flat : code.Flat;
        }

        // What a condition asks, before its own answer.
        private void Leaves(ConditionNode condition)
        {
            if (hasAccount)
            {
                new AccountLeaves(readings, writer, locals, answered).Write(condition, isWhole: true);
            }
        }

        // What the criteria come to that the service refers to. Without guards of their own that is one test.
        private string Reference(CriteriaNode reference)
        {
            Code all = reference.Criteria.Any(criterion => criterion.Condition.HasGuard)
                ? readings.Expressions.CriteriaWithoutScope(reference).In(Binding.Unary)
                : Code.Leaf("statuses.All(" + Bits(reference.Criteria) + ")", reference.Source);
            return reference.List.Scope is null ? all.Flat : all.Member(".When(" + answered[reference.List] + ")").Flat;
        }

        private string Conclusion(ConditionNode? condition, string local)
        {
            if (condition is null)
            {
                return local == "against" ? string.Empty : "Answer.NotApplicable";
            }

            Leaves(condition);
            writer.Statement("Answer " + local + " = ", readings.Expressions.Condition(condition, EntriesInScope.None));
            Set(condition, local);
            return local;
        }

        private void Set(PlanNode node, string answer)
        {
            string noted = hasAccount ? "account.Note(" + Literals.Of(node.Number) + ", " + answer + ")" : answer;
            writer.Line($"statuses.Set({Literals.Of(questions.BitOf(node))}, {noted});");
        }

        private string Bits(IEnumerable<CriterionPlan> criteria) => "0x"
            + criteria.Aggregate(0UL, (bits, criterion) => bits | (1UL << questions.BitOf(criterion.Condition))).ToString("X", CultureInfo.InvariantCulture) + "UL";
    }
}
