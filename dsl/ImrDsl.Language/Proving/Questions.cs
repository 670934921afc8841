using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;

namespace ImrDsl.Language.Proving
{
    /// <summary>A statement that is taken for granted where a condition stands, and the condition it comes from.</summary>
    internal sealed record Premise(int Statement, ConditionNode Condition, GroundKind Kind, bool IsRecommendationAgainst = false);

    /// <summary>Questions about statements, each within its own share of the budget: what is not answered within it counts as possible.</summary>
    internal sealed class Questions
    {
        private const long MostStepsForOne = 60_000;

        private readonly GuidelinePlan plan;
        private readonly Budget budget;
        private readonly Dictionary<string, (Verdict Verdict, int[] Core)> known = new Dictionary<string, (Verdict, int[])>(StringComparer.Ordinal);

        public Questions(GuidelinePlan plan, Translation translation, Budget budget)
        {
            this.plan = plan;
            Translation = translation;
            this.budget = budget;
        }

        public Translation Translation { get; }

        /// <summary>For each condition that was looked at, the outermost one within which it stands; null: it cannot be evaluated by itself.</summary>
        public Dictionary<ConditionNode, ConditionNode?> Roots { get; } = new Dictionary<ConditionNode, ConditionNode?>();

        public Statements Statements => Translation.Statements;

        /// <summary>Whether nothing can be asked any more.</summary>
        public bool IsUsedUp => budget.IsUsedUp;

        /// <summary>Makes a list of premises, which is work too: none once the budget is used up.</summary>
        public IReadOnlyList<Premise> Gather(IEnumerable<Premise> premises)
        {
            if (IsUsedUp)
            {
                return Array.Empty<Premise>();
            }

            List<Premise> gathered = premises.ToList();
            budget.Spend(gathered.Count);
            return gathered;
        }

        /// <summary>Whether statements certainly exclude each other.</summary>
        public bool AreImpossible(params int[] statements) => Ask(statements).Verdict == Verdict.Impossible;

        /// <summary>Whether there is certainly a case in which statements are true together, as far as the theory tells.</summary>
        public bool ArePossible(params int[] statements) => Ask(statements).Verdict == Verdict.Possible;

        /// <summary>
        /// The fewest premises that exclude some statements; null if none do, or if it cannot be told. Premises that come first are kept if there is a choice.
        /// </summary>
        public List<Premise>? Exclude(IReadOnlyList<Premise> premises, params int[] statements)
        {
            (Verdict verdict, int[] core) = Ask(statements.Concat(premises.Select(premise => premise.Statement)).ToArray());
            if (verdict != Verdict.Impossible)
            {
                return null;
            }

            List<Premise> needed = premises.Where(premise => core.Contains(premise.Statement)).GroupBy(premise => premise.Statement).Select(group => group.First()).ToList();
            for (int i = needed.Count - 1; i >= 0; i--)
            {
                List<Premise> fewer = needed.Where((_, index) => index != i).ToList();
                if (AreImpossible(statements.Concat(fewer.Select(premise => premise.Statement)).ToArray()))
                {
                    needed = fewer;
                }
            }

            return needed;
        }

        /// <summary>A case in which some conditions are met and others are not, confirmed by the reference evaluator; null if none is found.</summary>
        public Witness? Show(IEnumerable<ConditionNode> met, IEnumerable<ConditionNode> notMet, params int[] statements)
        {
            List<Expectation> expectations = met.Select(node => Expect(node, true)).Concat(notMet.Select(node => Expect(node, false))).ToList();
            int[] all = expectations.Select(of => of.IsMet ? Translation.Met(of.Condition) : Statements.Not(Translation.Met(of.Condition))).Concat(statements).ToArray();
            return Confirmed(Make(all), expectations);
        }

        /// <summary>A case in which statements are true, as far as one can be made; null if none is found.</summary>
        public CaseRecord? Make(IReadOnlyList<int> statements, Measure? fixedMeasure = null, Rational value = default)
        {
            Budget share = budget.Share(MostStepsForOne);
            CaseRecord? record = Statements.Solve(statements, share) == Verdict.Possible ? CaseMaker.Make(plan, Translation, share, fixedMeasure, value) : null;
            budget.Settle(share, MostStepsForOne);
            return record;
        }

        /// <summary>A case as a witness, if the reference evaluator says of it what is expected.</summary>
        public static Witness? Confirmed(CaseRecord? record, IReadOnlyList<Expectation> expectations)
        {
            Witness? witness = record is null ? null : new Witness(record, expectations);
            return witness is not null && witness.Holds() ? witness : null;
        }

        /// <summary>That a condition is met, or is not.</summary>
        public Expectation Expect(ConditionNode node, bool isMet) => new Expectation(node, Roots.TryGetValue(node, out ConditionNode? root) ? root : node, isMet);

        private (Verdict Verdict, int[] Core) Ask(int[] statements)
        {
            if (IsUsedUp)
            {
                return (Verdict.Unknown, Array.Empty<int>());
            }

            budget.Spend(statements.Length);
            int[] distinct = statements.Distinct().OrderBy(statement => statement).ToArray();
            string key = string.Join(" ", distinct);
            if (!known.TryGetValue(key, out (Verdict Verdict, int[] Core) answer))
            {
                Budget share = budget.Share(MostStepsForOne);
                Verdict verdict = distinct.Contains(Solver.False) ? Verdict.Impossible : Statements.Solve(distinct, share);
                answer = (verdict, verdict == Verdict.Impossible ? (distinct.Contains(Solver.False) ? new[] { Solver.False } : Statements.Core.ToArray()) : Array.Empty<int>());
                budget.Settle(share, MostStepsForOne);
                known.Add(key, answer);
            }

            return answer;
        }
    }
}
