using System.Collections.Generic;
using System.Linq;

namespace ImrDsl.Language.Plan
{
    /// <summary>Conditions that ask one thing of one fact, so that a bit of a packed case can hold the answer (docs/decisions/0013-packed-cases.md).</summary>
    public static class PackedLeaf
    {
        /// <summary>Whether a condition is one of them.</summary>
        public static bool IsLeaf(ConditionNode node) => node switch
        {
            YesNoNode yesNo => CanBeRead(yesNo.Fact.Fact),
            MembershipNode membership => CanBeRead(membership.Fact.Fact),
            CodeNode code => !code.Fact.Fact.IsJudgement && CanBeRead(code.Fact.Fact),
            DocumentedNode documented => documented.With is null,
            _ => false,
        };

        /// <summary>Whether the reviewer answers it.</summary>
        public static bool IsJudged(ConditionNode node) => node is YesNoNode { Fact.Fact.IsJudgement: true } or MembershipNode { Fact.Fact.IsJudgement: true };

        /// <summary>The fact that one of them asks about.</summary>
        public static FactReference FactOf(ConditionNode node) => node switch
        {
            YesNoNode yesNo => yesNo.Fact,
            MembershipNode membership => membership.Fact,
            CodeNode code => code.Fact,
            _ => ((DocumentedNode)node).Fact,
        };

        /// <summary>The dates with which one of them compares that of the evidence.</summary>
        public static IEnumerable<ValueNode> DatesOf(ConditionNode node) =>
            node is DocumentedNode documented ? documented.Qualifier.Dates.Select(date => date.Date) : Enumerable.Empty<ValueNode>();

        // Where silence sends to a judgement, it depends on the case why the answer is open.
        private static bool CanBeRead(FactPlan fact) => fact.IsJudgement || !PackedReading.StandIns(fact).Any(other => other.IsJudgement);
    }
}
