using ImrDsl.Values;

namespace ImrDsl.Runtime;

/// <summary>Reads the records and lists of a case: "Documented" and "Lists" in docs/evaluation.md. Allocates nothing.</summary>
/// <remarks>Generated code calls it. <c>holder</c> is the entry of a record or list that the list is a field of.</remarks>
public static class ListReading
{
    /// <summary>Whether a record or list is documented by an entry that counts.</summary>
    public static Truth IsDocumented<T>(this Entries<T> entries, GuidelineCase c, in EvidenceStandard standard = default, Held holder = default)
        where T : RecordEntry => FactReading.Silently(c).IsDocumented(0, 0, entries, standard, holder);

    /// <summary>The entries that may be the one that counts.</summary>
    public static Documented<T> Documented<T>(this Entries<T> entries, GuidelineCase c, in EvidenceStandard standard = default, Held holder = default)
        where T : RecordEntry => FactReading.Silently(c).Documented(0, 0, entries, standard, holder);

    /// <summary>The date of an entry: that of its field "date", else that of its evidence.</summary>
    public static PartialDate EntryDate(this RecordEntry entry, GuidelineCase c) => entry.DateAsOf(entry.Evidence, c.DecisionDate, out _);

    /// <summary>The date of an entry of a list that is itself a field: it has the evidence of the entry that holds the list, unless it has its own.</summary>
    public static PartialDate EntryDate(this RecordEntry entry, GuidelineCase c, Held inList) => entry.DateAsOf(inList.Evidence, c.DecisionDate, out _);

    /// <summary>Whether some entry passes.</summary>
    public static Quantified<T> Some<T>(this Entries<T> entries, Held holder = default)
        where T : RecordEntry => new(new ListWalk<T>(entries, holder), isSome: true);

    /// <summary>Whether every entry passes.</summary>
    public static Quantified<T> Every<T>(this Entries<T> entries, Held holder = default)
        where T : RecordEntry => new(new ListWalk<T>(entries, holder), isSome: false);

    /// <summary>The latest entry on or before the decision date.</summary>
    public static Chosen<T> Latest<T>(this Entries<T> entries, GuidelineCase c, Held holder = default)
        where T : RecordEntry => new(new ListWalk<T>(entries, holder), c.DecisionDate, isLatest: true);

    /// <summary>The first entry, if it is on or before the decision date.</summary>
    public static Chosen<T> First<T>(this Entries<T> entries, GuidelineCase c, Held holder = default)
        where T : RecordEntry => new(new ListWalk<T>(entries, holder), c.DecisionDate, isLatest: false);

    /// <summary>The time that the entries take up.</summary>
    public static AccumulatedTime<T> Time<T>(this Entries<T> entries, GuidelineCase c, Held holder = default)
        where T : RecordEntry => new(new ListWalk<T>(entries, holder), c.DecisionDate);

    /// <summary>On how many days an entry passes.</summary>
    public static Frequency<T> Frequency<T>(this Entries<T> entries, GuidelineCase c, Held holder = default)
        where T : RecordEntry => new(new ListWalk<T>(entries, holder), c.DecisionDate);

    /// <summary>The sum over the entries.</summary>
    /// <param name="entries">The list.</param>
    /// <param name="holder">The entry it is a field of.</param>
    /// <param name="mayDecrease">Whether an entry may make the sum smaller.</param>
    public static Aggregate<T> Total<T>(this Entries<T> entries, Held holder = default, bool mayDecrease = false)
        where T : RecordEntry => new(new ListWalk<T>(entries, holder), mayDecrease ? AggregateKind.TotalThatMayDecrease : AggregateKind.Total);

    /// <summary>The highest value over the entries.</summary>
    public static Aggregate<T> Highest<T>(this Entries<T> entries, Held holder = default)
        where T : RecordEntry => new(new ListWalk<T>(entries, holder), AggregateKind.Highest);

    /// <summary>The lowest value over the entries.</summary>
    public static Aggregate<T> Lowest<T>(this Entries<T> entries, Held holder = default)
        where T : RecordEntry => new(new ListWalk<T>(entries, holder), AggregateKind.Lowest);
}
