using System.Collections.Generic;
using System.Linq;
using ImrDsl.Compiler.Naming;
using ImrDsl.Language.Plan;

namespace ImrDsl.Compiler.Emission
{
    /// <summary>Conditions that ask one thing of one fact, so that a bit can hold the answer.</summary>
    internal static class PackedLeaf
    {
        /// <summary>Whether a condition is one of them.</summary>
        public static bool IsLeaf(ConditionNode node) => node switch
        {
            YesNoNode yesNo => CanBeRead(yesNo.Fact.Fact),
            MembershipNode membership => CanBeRead(membership.Fact.Fact),
            CodeNode => true,
            DocumentedNode documented => documented.With is null,
            _ => false,
        };

        /// <summary>Whether the reviewer answers it.</summary>
        public static bool IsJudged(ConditionNode node) => node is YesNoNode { Fact.Fact.IsJudgement: true } or MembershipNode { Fact.Fact.IsJudgement: true };

        /// <summary>A name for its bit.</summary>
        /// <param name="node">The condition.</param>
        /// <param name="names">What everything is called.</param>
        /// <param name="holder">The record or list that holds the fact; empty for a fact of the case.</param>
        public static string NameOf(ConditionNode node, GuidelineNames names, string holder)
        {
            string Of(FactReference fact) => (fact.Entry is null ? string.Empty : holder.TrimStart('@')) + names[fact.Fact].TrimStart('@');

            switch (node)
            {
                case YesNoNode yesNo:
                    return Of(yesNo.Fact);
                case MembershipNode membership:
                    IEnumerable<string> members = membership.Members.Select(member => names.ValuesOf(membership.Fact.Fact.Choice!)[member].TrimStart('@'));
                    return Of(membership.Fact) + "Is" + string.Join("Or", members);
                case CodeNode code:
                    return Of(code.Fact) + "IsAmongCodes";
                case DocumentedNode documented:
                    return Of(documented.Fact) + "IsDocumented";
                default:
                    return "Reading";
            }
        }

        // Where silence sends to a judgement, it depends on the case why the answer is open.
        private static bool CanBeRead(FactPlan fact)
        {
            for (DefaultPlan? silence = fact.Default; silence is not null; silence = silence.Fact?.Default)
            {
                if (silence.Fact is { IsJudgement: true })
                {
                    return fact.IsJudgement;
                }
            }

            return true;
        }
    }
}
