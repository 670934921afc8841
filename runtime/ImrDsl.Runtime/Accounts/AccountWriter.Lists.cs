using ImrDsl.Values;

namespace ImrDsl.Runtime;

// Records and lists: "Documented" and "Lists" in docs/evaluation.md.
public ref partial struct AccountWriter
{
    /// <summary>Whether a record or list is documented: reads it and notes the answer.</summary>
    /// <param name="node">The node of the guideline.</param>
    /// <param name="fact">The number of the fact.</param>
    /// <param name="entries">What the case holds of it.</param>
    /// <param name="standard">Which entries count.</param>
    /// <param name="holder">The entry it is a field of.</param>
    public Truth IsDocumented<T>(int node, int fact, in Entries<T> entries, in EvidenceStandard standard, Held holder = default)
        where T : RecordEntry
    {
        Documented<T> documented = Documented(node, fact, entries, standard, holder);
        while (documented.Next(ref this) is not null)
        {
            documented.Ask(Truth.Met);
        }

        return Answer(node, documented.Answer);
    }

    /// <summary>The entries of a record or list that may be the one that counts. See <see cref="IsDocumented{T}(int, int, in Entries{T}, in EvidenceStandard, Held)"/>.</summary>
    public readonly Documented<T> Documented<T>(int node, int fact, in Entries<T> entries, in EvidenceStandard standard, Held holder = default)
        where T : RecordEntry => new(node, fact, entries, standard, holder, decisionDate);

    /// <summary>Reads the date of an entry: that of its field "date", else that of its evidence.</summary>
    /// <param name="node">The node of the guideline.</param>
    /// <param name="list">The number of the list.</param>
    /// <param name="field">The number of the field "date", or that of the list if its entries have no such field.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="inList">The entry as the holder of its fields.</param>
    public PartialDate EntryDate(int node, int list, int field, RecordEntry entry, Held inList)
    {
        PartialDate date = entry.DateAsOf(inList.Evidence, decisionDate, out bool isStated);
        Note(date.IsKnown ? AccountKind.FactUsed : AccountKind.FactMissing, node, isStated || !date.IsKnown ? field : list, inList.Index);
        return date;
    }

    /// <summary>Whether some entry of a list passes: goes through its entries.</summary>
    /// <param name="list">The list's node of the guideline.</param>
    /// <param name="fact">The number of the fact.</param>
    /// <param name="entries">What the case holds of it.</param>
    /// <param name="holder">The entry it is a field of.</param>
    /// <param name="isNoneIfNotMentioned">Whether silence counts as none.</param>
    public Quantified<T> Some<T>(int list, int fact, in Entries<T> entries, Held holder = default, bool isNoneIfNotMentioned = false)
        where T : RecordEntry => new(new ListWalk<T>(ref this, list, fact, entries, holder, isNoneIfNotMentioned), isSome: true);

    /// <summary>Whether every entry of a list passes: goes through its entries. See <see cref="Some"/>.</summary>
    public Quantified<T> Every<T>(int list, int fact, in Entries<T> entries, Held holder = default, bool isNoneIfNotMentioned = false)
        where T : RecordEntry => new(new ListWalk<T>(ref this, list, fact, entries, holder, isNoneIfNotMentioned), isSome: false);

    /// <summary>The latest entry of a list on or before the decision date: goes through its entries. See <see cref="Some"/>.</summary>
    public Chosen<T> Latest<T>(int list, int fact, in Entries<T> entries, Held holder = default, bool isNoneIfNotMentioned = false)
        where T : RecordEntry => new(new ListWalk<T>(ref this, list, fact, entries, holder, isNoneIfNotMentioned), decisionDate, isLatest: true);

    /// <summary>The first entry of a list, if it is on or before the decision date: goes through its entries. See <see cref="Some"/>.</summary>
    public Chosen<T> First<T>(int list, int fact, in Entries<T> entries, Held holder = default, bool isNoneIfNotMentioned = false)
        where T : RecordEntry => new(new ListWalk<T>(ref this, list, fact, entries, holder, isNoneIfNotMentioned), decisionDate, isLatest: false);

    /// <summary>The time that the entries of a list take up: goes through its entries. See <see cref="Some"/>.</summary>
    public AccumulatedTime<T> Time<T>(int list, int fact, in Entries<T> entries, Held holder = default, bool isNoneIfNotMentioned = false)
        where T : RecordEntry => new(new ListWalk<T>(ref this, list, fact, entries, holder, isNoneIfNotMentioned), decisionDate);

    /// <summary>The sum over the entries of a list: goes through its entries. See <see cref="Some"/>.</summary>
    /// <param name="list">The list's node of the guideline.</param>
    /// <param name="fact">The number of the fact.</param>
    /// <param name="entries">What the case holds of it.</param>
    /// <param name="holder">The entry it is a field of.</param>
    /// <param name="isNoneIfNotMentioned">Whether silence counts as none.</param>
    /// <param name="mayDecrease">Whether an entry may make the sum smaller.</param>
    public Aggregate<T> Total<T>(
        int list, int fact, in Entries<T> entries, Held holder = default, bool isNoneIfNotMentioned = false, bool mayDecrease = false)
        where T : RecordEntry => new(
            new ListWalk<T>(ref this, list, fact, entries, holder, isNoneIfNotMentioned),
            mayDecrease ? AggregateKind.TotalThatMayDecrease : AggregateKind.Total);

    /// <summary>The highest value over the entries of a list: goes through its entries. See <see cref="Some"/>.</summary>
    public Aggregate<T> Highest<T>(int list, int fact, in Entries<T> entries, Held holder = default, bool isNoneIfNotMentioned = false)
        where T : RecordEntry => new(new ListWalk<T>(ref this, list, fact, entries, holder, isNoneIfNotMentioned), AggregateKind.Highest);

    /// <summary>The lowest value over the entries of a list: goes through its entries. See <see cref="Some"/>.</summary>
    public Aggregate<T> Lowest<T>(int list, int fact, in Entries<T> entries, Held holder = default, bool isNoneIfNotMentioned = false)
        where T : RecordEntry => new(new ListWalk<T>(ref this, list, fact, entries, holder, isNoneIfNotMentioned), AggregateKind.Lowest);
}
