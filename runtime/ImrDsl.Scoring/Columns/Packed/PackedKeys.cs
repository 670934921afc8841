using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;

namespace ImrDsl.Scoring.Columns.Packed;

/// <summary>What tells conditions apart that bits answer (<see cref="PackedLeaf"/>).</summary>
internal static class PackedKeys
{
    /// <summary>What tells one apart from others that are asked of the same entry; null if it asks for dates other than those of facts of the case.</summary>
    public static string? Of(ConditionNode node) => node switch
    {
        YesNoNode yesNo => $"Y{yesNo.Fact.Fact.Number}",
        MembershipNode membership => $"M{membership.Fact.Fact.Number}:{string.Join(',', membership.Members)}",
        CodeNode code => $"C{code.Fact.Fact.Number}:{string.Join(',', code.Codes)}",
        DocumentedNode documented => Of(documented),
        _ => null,
    };

    private static string? Of(DocumentedNode node)
    {
        var dates = new List<string>();
        foreach (DateQualifier date in node.Qualifier.Dates)
        {
            if (date.Date is not FactNode { Fact: { Entry: null, Fact.Number: var number } })
            {
                return null;
            }

            dates.Add($"{date.Comparison} {number}");
        }

        return $"D{node.Fact.Fact.Number}:{string.Join(',', node.Qualifier.Persons)}|{string.Join(',', node.Qualifier.Kinds)}|{string.Join(',', dates)}";
    }
}
