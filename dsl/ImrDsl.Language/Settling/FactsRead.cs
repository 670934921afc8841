using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;

namespace ImrDsl.Language.Settling
{
    /// <summary>Which facts a node names, and of which list's entry a field is.</summary>
    internal static class FactsRead
    {
        /// <summary>The list or record to whose entry a field belongs where a node reads it; null for a fact of the case, or if it is not told.</summary>
        public static FactPlan? HolderOf(PlanNode node, FactPlan field)
        {
            if (field.FieldOf is null)
            {
                return null;
            }

            return node is TotalTimeNode total ? total.List.Fact.Fact
                : References(node).Where(reference => reference.Fact.FieldOf is not null && ReferenceEquals(reference.Fact.FieldOf, field.FieldOf))
                    .Select(reference => reference.Entry?.Fact.Fact).FirstOrDefault();
        }

        private static IEnumerable<FactReference> References(PlanNode node) => node switch
        {
            YesNoNode yesNo => new[] { yesNo.Fact },
            MembershipNode membership => new[] { membership.Fact },
            CodeNode code => new[] { code.Fact },
            DocumentedNode documented => new[] { documented.Fact },
            SameChoiceNode same => new[] { same.Left, same.Right },
            FactNode fact => new[] { fact.Fact },
            TableNode table => table.Keys,
            _ => Array.Empty<FactReference>(),
        };
    }
}
