using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Language.Evaluation
{
    /// <summary>
    /// Evaluates a plan as docs/evaluation.md says, slowly and plainly: this code is that page. It defines what generated code and
    /// every other executor must answer.
    /// </summary>
    public static class ReferenceEvaluator
    {
        /// <summary>
        /// What the guideline says of the disputed item of <paramref name="record"/>, for one of its services. Never throws for a plan
        /// that the front end built, whatever the record holds: what the record does not give is open.
        /// </summary>
        public static ServiceResult Evaluate(GuidelinePlan plan, ServicePlan service, CaseRecord record) =>
            new Evaluation(record).Run(plan, service);

        /// <summary>
        /// What the guideline would say if some of its conditions had other answers than the record gives them. This is how one finds out what an
        /// answer decides.
        /// </summary>
        /// <param name="plan">The guideline.</param>
        /// <param name="service">One of its services.</param>
        /// <param name="record">The disputed item with the facts of the case.</param>
        /// <param name="supposed">The conditions that are not evaluated, with the values that are supposed in their place; they apply.</param>
        public static ServiceResult Evaluate(
            GuidelinePlan plan, ServicePlan service, CaseRecord record, IReadOnlyDictionary<ConditionNode, Truth> supposed) =>
            new Evaluation(record, supposed).Run(plan, service);

        /// <summary>
        /// What a condition says of a case; one within a condition on entries (<paramref name="root"/>) what it says of the first entry of which it is asked.
        /// Open if it is not asked of any.
        /// </summary>
        public static Answer Evaluate(ConditionNode root, ConditionNode condition, CaseRecord record)
        {
            var evaluation = new Evaluation(record);
            Answer whole = evaluation.AnswerOf(root);
            return ReferenceEquals(root, condition) ? whole : evaluation.NotedAnswer(condition);
        }

        /// <summary>
        /// What the guideline says of an example that stands in it. If the edition is not in force on the date that chooses it, the example is
        /// not addressed and nothing is asked.
        /// </summary>
        public static ServiceResult Evaluate(GuidelinePlan plan, ExamplePlan example) => IsInForce(plan, example.Case)
            ? Evaluate(plan, example.Service, example.Case)
            : new ServiceResult(
                Answer.NotApplicable,
                Answer.NotApplicable,
                null,
                Array.Empty<AccountEntry>(),
                new Dictionary<CriteriaListPlan, Truth>(),
                new Dictionary<CriterionPlan, Answer>());

        /// <summary>The answer of one condition on a record, by itself, with its account. The condition asks of no entry at hand.</summary>
        internal static (Answer Answer, IReadOnlyList<AccountEntry> Account) Ask(ConditionNode condition, CaseRecord record) => new Evaluation(record).Ask(condition);

        /// <summary>What a date is on a record.</summary>
        internal static PartialDate Date(ValueNode date, CaseRecord record) => new Evaluation(record).DateOf(date);

        /// <summary>How long a time is on a record.</summary>
        internal static ElapsedRange Elapsed(ValueNode time, CaseRecord record) => new Evaluation(record).ElapsedOf(time);

        /// <summary>What a quantity is on a record.</summary>
        internal static Number Number(ValueNode quantity, CaseRecord record) => new Evaluation(record).NumberOf(quantity);

        /// <summary>Compares two dates.</summary>
        internal static Truth Compare(PartialDate left, Comparison comparison, PartialDate right) => Evaluation.Compare(left, comparison, right);

        /// <summary>Whether an edition is in force, or may be, on the date of a case that chooses it.</summary>
        public static bool IsInForce(GuidelinePlan plan, CaseRecord record)
        {
            PartialDate date = PartialDate.Exactly(record.DecisionDate);
            if (plan.EditionRule == EditionRule.ServiceDate)
            {
                FactPlan served = plan.Facts.First(fact => fact.BuiltIn == BuiltInFact.ServiceDate);
                date = record.Facts.TryGetValue(served, out FactRecord? known) && known.Entries.Count == 1 ? known.Entries[0].Date : default;
            }

            return !plan.InForce.Holds(date).IsNotMet;
        }
    }
}
