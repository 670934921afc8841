using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Runtime;
using ImrDsl.Scoring.Columns.Asking;

namespace ImrDsl.Scoring.Columns.Packed;

/// <summary>What is read of a list: of each entry a bit for each test of one field, a quantity, and a stretch of time.</summary>
/// <param name="layout">What else is read.</param>
/// <param name="place">Its place among the lists that are read.</param>
/// <param name="fact">The list.</param>
/// <param name="record">The record that holds it; null for a list of the case itself.</param>
internal sealed class PackedListReading(PackedLayout layout, int place, FactPlan fact, FactPlan? record)
{
    private const int MostBits = 16;

    private readonly List<string> keys = [];
    private readonly List<ConditionNode> nodes = [];
    private readonly List<(FlatCondition Condition, int Scope)> bits = [];
    private FactPlan? period;
    private FactPlan? quantity;

    /// <summary>Its place among the lists that are read.</summary>
    public int Place => place;

    /// <summary>The list.</summary>
    public FactPlan Fact => fact;

    /// <summary>The record that holds it; null for a list of the case itself.</summary>
    public FactPlan? Record => record;

    /// <summary>What is asked of an entry, a bit each, and which construct has it at hand.</summary>
    public IReadOnlyList<(FlatCondition Condition, int Scope)> Bits => bits;

    /// <summary>What reads the stretch of time of an entry, and which construct has it at hand; null if nothing asks for it.</summary>
    public (FlatPeriod Period, int Scope)? Period { get; private set; }

    /// <summary>What reads the quantity of an entry, which construct has it at hand, and in which scale it is kept; null if nothing asks for it.</summary>
    public (FlatNumber Number, int Scope, int Scale)? Quantity { get; private set; }

    /// <summary>Adds it to what tells which facts of a line are read carefully.</summary>
    public void AddTo(PackedReading reading) => reading.Add(fact, record, nodes, quantity, period);

    /// <summary>What lines are read into.</summary>
    public PackedListForm ToForm() => new(
        record?.Number ?? fact.Number, record is null ? -1 : fact.Ordinal, period?.Ordinal ?? -1, quantity?.Ordinal ?? -1, Quantity?.Scale ?? 1);

    /// <summary>The bit of a test of one field; null if it has none.</summary>
    /// <param name="scope">The construct that has the entry at hand.</param>
    /// <param name="node">The test.</param>
    public ushort? Bit(EntryScope scope, ConditionNode node)
    {
        if (!PackedLeaf.IsLeaf(node) || PackedLeaf.IsJudged(node) || PackedLeaf.FactOf(node).Entry != scope || PackedKeys.Of(node) is not { } key)
        {
            return null;
        }

        int at = keys.IndexOf(key);
        if (at < 0 && keys.Count < MostBits)
        {
            at = keys.Count;
            keys.Add(key);
            nodes.Add(node);
            bits.Add((layout.Asking.Condition(node), layout.Asking.ScopeOf(scope)));
        }

        return at < 0 ? null : (ushort)(1 << at);
    }

    /// <summary>Reads the period of its entries; false if another one is read already.</summary>
    public bool TryPeriod(TotalTimeNode time)
    {
        if (time.Period.IsJudgement || (period is not null && period != time.Period))
        {
            return false;
        }

        period = time.Period;
        Period ??= (layout.Asking.Period(time), layout.Asking.ScopeOf(time.List.Entry));
        return true;
    }

    /// <summary>Reads a quantity of its entries; false if another one is read already.</summary>
    /// <param name="scope">The construct that has the entry at hand.</param>
    /// <param name="each">The quantity.</param>
    /// <param name="digits">With how many digits behind the point it is kept.</param>
    public bool TryQuantity(EntryScope scope, FactNode each, out byte digits)
    {
        digits = PackedReading.DigitsOf(each.Fact.Fact);
        if (each.Fact.Entry != scope || each.Fact.Fact.IsJudgement || (quantity is not null && quantity != each.Fact.Fact))
        {
            return false;
        }

        quantity = each.Fact.Fact;
        Quantity ??= (layout.Asking.Number(each), layout.Asking.ScopeOf(scope), PackedReading.ScaleOf(digits));
        return true;
    }
}
