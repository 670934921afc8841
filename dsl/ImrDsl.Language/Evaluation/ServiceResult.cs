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
            QuantityTally? tally,
            IReadOnlyList<AccountEntry> account,
            IReadOnlyDictionary<CriteriaListPlan, Truth> scopes,
            IReadOnlyDictionary<CriterionPlan, Answer> criteria)
        {
            Necessary = necessary;
            Against = against;
            Finding = tally is { } lines ? Findings.Of(lines, against) : Findings.Of(necessary, against);
            Quantity = Finding == Finding.NotAddressed ? null : tally?.Quantity(against);
            Account = account;
            Scopes = scopes;
            Criteria = criteria;
        }

        /// <summary>
        /// The answer of the condition of necessity; not applicable if the service has none. Of a service with quantity lines, whether all of what is
        /// requested is necessary.
        /// </summary>
        public Answer Necessary { get; }

        /// <summary>The answer of the recommendation against the service; not applicable if it has none.</summary>
        public Answer Against { get; }

        /// <summary>What both come to.</summary>
        public Finding Finding { get; }

        /// <summary>How much of what is requested is necessary; null for a service without quantity lines, and if it is not addressed.</summary>
        public Quantity? Quantity { get; }

        /// <summary>How the answers came about, in the order of evaluation.</summary>
        public IReadOnlyList<AccountEntry> Account { get; }

        /// <summary>For each list of which the service uses a criterion, whether its scope is met; met for a list without one.</summary>
        public IReadOnlyDictionary<CriteriaListPlan, Truth> Scopes { get; }

        /// <summary>The criteria the service uses. The scope of their list is not part of their answers.</summary>
        public IReadOnlyDictionary<CriterionPlan, Answer> Criteria { get; }
    }
}
