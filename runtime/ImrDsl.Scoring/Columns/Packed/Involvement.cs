using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;

namespace ImrDsl.Scoring.Columns.Packed;

/// <summary>Which facts of a guideline a line can be read of straight, and of which it has to be read carefully: see <see cref="Runtime.PackedForm"/>.</summary>
internal sealed class Involvement
{
    /// <summary>The facts of which bits are read.</summary>
    public HashSet<FactPlan> OfBits { get; } = [];

    /// <summary>The facts whose reading depends on more than themselves.</summary>
    public HashSet<FactPlan> Involved { get; } = [];

    /// <summary>The facts whose evidence is compared with other dates than the decision and the request date.</summary>
    public HashSet<FactPlan> Dated { get; } = [];

    /// <summary>The facts that stand in for a fact, one after the other, when the record is silent.</summary>
    public static IEnumerable<FactPlan> StandIns(FactPlan fact)
    {
        for (DefaultPlan? silence = fact.Default; silence?.Fact is { } other; silence = other.Default)
        {
            yield return other;
        }
    }

    /// <summary>The numbers of facts, in order.</summary>
    public static int[] NumbersOf(IEnumerable<FactPlan> facts) => [.. facts.Select(fact => fact.Number).Order()];

    /// <summary>Adds what a bit asks: it is learned of its fact alone, unless other facts stand in for it, or it is asked of a list, or of words.</summary>
    /// <param name="node">The test.</param>
    /// <param name="record">The record of whose entry it is asked, or null.</param>
    public void Add(ConditionNode node, FactPlan? record)
    {
        FactPlan asked = PackedLeaf.FactOf(node).Fact;
        FactPlan stated = record ?? asked;
        OfBits.Add(stated);
        if (StandIns(asked).Any() || asked.Kind is FactKind.List or FactKind.Text or FactKind.Period)
        {
            Involved.Add(stated);
            Involved.UnionWith(StandIns(asked));
        }

        // An entry may be dated by one of its fields.
        if (PackedLeaf.DatesOf(node).Any() && (record?.EntryKind ?? asked.EntryKind)?.Fields.Any(field => field.Kind == FactKind.Date) == true)
        {
            Involved.Add(stated);
        }

        if (PackedLeaf.DatesOf(node).Any(date => date is not FactNode { Fact.Fact.BuiltIn: BuiltInFact.RequestDate or BuiltInFact.DecisionDate }))
        {
            Dated.Add(stated);
        }
    }

    /// <summary>Adds a fact whose quantity or date is kept.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="record">The record of whose entry it is read, or null.</param>
    public void Add(FactPlan fact, FactPlan? record)
    {
        if (fact.IsJudgement || (StandIns(fact).Any() && (record is not null || fact.Kind == FactKind.Number)))
        {
            Involved.Add(record ?? fact);
            Involved.UnionWith(StandIns(fact));
        }
    }

    /// <summary>Adds a fact that is involved.</summary>
    public void Add(FactPlan fact) => Involved.Add(fact);
}
