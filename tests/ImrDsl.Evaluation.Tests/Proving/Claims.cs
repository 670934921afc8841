using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Proving;
using ImrDsl.Values;

namespace ImrDsl.Evaluation.Tests.Proving;

/// <summary>Whether what the prover claims is so in a case, by the answers of the reference evaluator.</summary>
internal static class Claims
{
    /// <summary>Whether a case refutes a finding.</summary>
    public static bool Refutes(GuidelinePlan plan, CaseRecord record, ProvenFinding finding)
    {
        if (finding.Condition is not { } condition)
        {
            return false;
        }

        foreach (ServicePlan service in plan.Services)
        {
            IReadOnlyList<AccountEntry> account = ReferenceEvaluator.Evaluate(plan, service, record).Account;
            AccountEntry[] own = [.. account.Where(entry => entry.Kind == AccountKind.Answer && entry.Node == condition.Number)];

            // Within entries, what one entry is asked says nothing of another.
            bool isOutside = own.All(entry => entry.Entry < 0);
            if ((finding.Grounds.Count == 0 || isOutside) && own.Any(entry => Refutes(finding, new Answer(entry.Applies, entry.Value), account)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Refutes(ProvenFinding finding, Answer answer, IReadOnlyList<AccountEntry> account) =>
        finding.Grounds.All(ground => AnswerOf(ground.Condition, account) is { } taken && ground.Holds(taken))
        && finding.Claim switch
        {
            Claim.NeverMet or Claim.Shadowed => answer.WhereAnySuffices.IsMet,
            Claim.AlwaysMet or Claim.Implied => answer.WhereAllAreRequired.IsNotMet,
            _ => false,
        };

    private static Answer? AnswerOf(ConditionNode node, IReadOnlyList<AccountEntry> account)
    {
        AccountEntry[] answers = [.. account.Where(entry => entry.Kind == AccountKind.Answer && entry.Node == node.Number && entry.Entry < 0)];
        return answers.Length == 0 ? null : new Answer(answers[^1].Applies, answers[^1].Value);
    }
}
