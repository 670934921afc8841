using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;

namespace ImrDsl.Scoring.Columns.Packed;

/// <summary>Conditions that ask one thing of one fact, so that a bit can hold the answer.</summary>
internal static class PackedLeaf
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

    /// <summary>The fact that it asks about.</summary>
    public static FactReference FactOf(ConditionNode node) => node switch
    {
        YesNoNode yesNo => yesNo.Fact,
        MembershipNode membership => membership.Fact,
        CodeNode code => code.Fact,
        _ => ((DocumentedNode)node).Fact,
    };

    /// <summary>The dates with which it compares that of the evidence.</summary>
    public static IEnumerable<ValueNode> DatesOf(ConditionNode node) => node is DocumentedNode documented ? documented.Qualifier.Dates.Select(date => date.Date) : [];

    /// <summary>What tells it apart from others that are asked of the same entry; null if it asks for dates other than those of facts of the case.</summary>
    public static string? KeyOf(ConditionNode node) => node switch
    {
        YesNoNode yesNo => $"Y{yesNo.Fact.Fact.Number}",
        MembershipNode membership => $"M{membership.Fact.Fact.Number}:{string.Join(',', membership.Members)}",
        CodeNode code => $"C{code.Fact.Fact.Number}:{string.Join(',', code.Codes)}",
        DocumentedNode documented => KeyOf(documented),
        _ => null,
    };

    private static string? KeyOf(DocumentedNode node)
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

    // Where silence sends to a judgement, it depends on the case why the answer is open.
    private static bool CanBeRead(FactPlan fact) => fact.IsJudgement || !Involvement.StandIns(fact).Any(other => other.IsJudgement);
}
