using System.Collections.Generic;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Language.Evaluation
{
    /// <summary>What a guideline says of one disputed item, with the account of how it came to say so.</summary>
    public sealed class ServiceResult
    {
        internal ServiceResult(
            Answer necessary,
            Answer against,
            IReadOnlyList<AccountEntry> account,
            IReadOnlyDictionary<CriteriaListPlan, Truth> scopes,
            IReadOnlyDictionary<CriterionPlan, Answer> criteria)
        {
            Necessary = necessary;
            Against = against;
            Account = account;
            Scopes = scopes;
            Criteria = criteria;
        }

        /// <summary>The answer of the condition of necessity; not applicable if the service has none.</summary>
        public Answer Necessary { get; }

        /// <summary>The answer of the recommendation against the service; not applicable if it has none.</summary>
        public Answer Against { get; }

        /// <summary>What both come to.</summary>
        public Finding Finding => Findings.Of(Necessary, Against);

        /// <summary>How the answers came about, in the order of evaluation.</summary>
        public IReadOnlyList<AccountEntry> Account { get; }

        /// <summary>For each list of which the service uses a criterion, whether its scope is met; met for a list without one.</summary>
        public IReadOnlyDictionary<CriteriaListPlan, Truth> Scopes { get; }

        /// <summary>The criteria the service uses. The scope of their list is not part of their answers.</summary>
        public IReadOnlyDictionary<CriterionPlan, Answer> Criteria { get; }
    }
}
