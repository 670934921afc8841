using System.Collections.Generic;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Language.Evaluation
{
    /// <summary>One evaluation of one service for one disputed item: the order of things, and the account.</summary>
    internal sealed partial class Evaluation
    {
        private readonly CaseRecord record;
        private readonly List<AccountEntry> account = new List<AccountEntry>();
        private readonly Dictionary<CriteriaListPlan, Truth> scopes = new Dictionary<CriteriaListPlan, Truth>();
        private readonly Dictionary<CriterionPlan, Answer> criteria = new Dictionary<CriterionPlan, Answer>();

        private readonly IReadOnlyDictionary<ConditionNode, Truth>? supposed;

        public Evaluation(CaseRecord record, IReadOnlyDictionary<ConditionNode, Truth>? supposed = null)
        {
            this.record = record;
            this.supposed = supposed;
        }

        public ServiceResult Run(GuidelinePlan plan, ServicePlan service)
        {
            foreach (CriteriaUse use in CriteriaUse.Of(plan, service))
            {
                ScopeOf(use.List);
                foreach (CriterionPlan criterion in use.Criteria)
                {
                    AnswerOf(criterion);
                }
            }

            Answer necessary = service.Necessary is null ? Answer.NotApplicable : AnswerOf(service.Necessary);
            Answer against = service.NotRecommended is null ? Answer.NotApplicable : AnswerOf(service.NotRecommended);
            return new ServiceResult(necessary, against, tally, account, scopes, criteria);
        }

        /// <summary>The first answer that the account notes of a condition; open if there is none.</summary>
        public Answer NotedAnswer(ConditionNode node)
        {
            foreach (AccountEntry entry in account)
            {
                if (entry.Kind == AccountKind.Answer && entry.Node == node.Number)
                {
                    return new Answer(entry.Applies, entry.Value);
                }
            }

            return Truth.NotDocumented;
        }

        public (Answer Answer, IReadOnlyList<AccountEntry> Account) Ask(ConditionNode condition) => (AnswerOf(condition), account);

        /// <summary>Whether a list applies; evaluated once.</summary>
        private Truth ScopeOf(CriteriaListPlan list)
        {
            if (!scopes.TryGetValue(list, out Truth scope))
            {
                scope = list.Scope is null ? Truth.Met : AnswerOf(list.Scope).WhereAnySuffices;
                scopes.Add(list, scope);
            }

            return scope;
        }

        /// <summary>The answer of a criterion; evaluated once.</summary>
        private Answer AnswerOf(CriterionPlan criterion)
        {
            if (!criteria.TryGetValue(criterion, out Answer answer))
            {
                answer = AnswerOf(criterion.Condition);
                criteria.Add(criterion, answer);
            }

            return answer;
        }

        private void NoteAnswer(ConditionNode node, Answer answer) => account.Add(
            new AccountEntry(AccountKind.Answer, node.Number, -1, entryAtHand, answer.Applies, answer.Value, 0, 0));

        private void NoteFact(AccountKind kind, PlanNode node, FactPlan fact, int entry, Truth value = default) =>
            account.Add(new AccountEntry(kind, node.Number, fact.Number, entry, default, value, 0, 0));

        private void NoteRule(PlanNode node, AccountRule rule) =>
            account.Add(new AccountEntry(AccountKind.RuleApplied, node.Number, -1, entryAtHand, default, default, (long)rule, 0));

        private void NoteMeasured(AccountKind kind, PlanNode node, long low, long high) =>
            account.Add(new AccountEntry(kind, node.Number, -1, entryAtHand, default, default, low, high));
    }
}
