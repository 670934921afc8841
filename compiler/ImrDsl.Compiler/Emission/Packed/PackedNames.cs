using System.Collections.Generic;
using System.Linq;
using ImrDsl.Compiler.Naming;
using ImrDsl.Language.Plan;

namespace ImrDsl.Compiler.Emission
{
    /// <summary>Names of the bits of a packed case.</summary>
    internal static class PackedNames
    {
        /// <summary>A name for the bit of a condition.</summary>
        /// <param name="node">The condition.</param>
        /// <param name="names">What everything is called.</param>
        /// <param name="holder">The record or list that holds the fact; empty for a fact of the case.</param>
        public static string Of(ConditionNode node, GuidelineNames names, string holder)
        {
            string Named(FactReference fact) => (fact.Entry is null ? string.Empty : holder.TrimStart('@')) + names[fact.Fact].TrimStart('@');

            switch (node)
            {
                case YesNoNode yesNo:
                    return Named(yesNo.Fact);
                case MembershipNode membership:
                    IEnumerable<string> members = membership.Members.Select(member => names.ValuesOf(membership.Fact.Fact.Choice!)[member].TrimStart('@'));
                    return Named(membership.Fact) + "Is" + string.Join("Or", members);
                case CodeNode code:
                    return Named(code.Fact) + "IsAmongCodes";
                case DocumentedNode documented:
                    return Named(documented.Fact) + "IsDocumented";
                default:
                    return "Reading";
            }
        }
    }
}
