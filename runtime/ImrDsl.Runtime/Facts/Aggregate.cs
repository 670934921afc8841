using ImrDsl.Values;

namespace ImrDsl.Runtime;

/// <summary>How the entries of a list are summed up.</summary>
internal enum AggregateKind : byte
{
    /// <summary>The sum; of nothing it is 0.</summary>
    Total,

    /// <summary>The sum, where an entry may make it smaller.</summary>
    TotalThatMayDecrease,

    /// <summary>The highest value; of none it is unknown.</summary>
    Highest,

    /// <summary>The lowest value; of none it is unknown.</summary>
    Lowest,
}

/// <summary>The entries of a list summed up as one quantity.</summary>
/// <typeparam name="T">The kind of entry.</typeparam>
public struct Aggregate<T>
    where T : RecordEntry
{
    private readonly AggregateKind kind;
    private ListWalk<T> walk;

    // A sum, or the extreme of the entries that are certainly in the list.
    private Number certain;

    // The extreme of those that may be.
    private Number possible;
    private bool hasCertain;
    private bool hasPossible;

    internal Aggregate(ListWalk<T> walk, AggregateKind kind)
    {
        this.walk = walk;
        this.kind = kind;
        certain = IsTotal ? 0 : Number.Unknown;
    }

    /// <summary>The entry at hand, as the holder of its fields.</summary>
    public readonly Held Held => walk.Held;

    /// <summary>What the entries come to. Complete once there is no further entry.</summary>
    public readonly Number Result => walk.IsOpen ? Number.Unknown
        : !IsTotal ? (walk.IsIncomplete || !hasCertain ? Number.Unknown : Extreme)
        : !walk.IsIncomplete || certain.Error != default ? certain
        : kind == AggregateKind.Total ? certain.WithoutUpperBound()
        : Number.Unknown;

    private readonly bool IsTotal => kind is AggregateKind.Total or AggregateKind.TotalThatMayDecrease;

    private readonly Number Extreme => hasPossible ? Number.Either(certain, Further(certain, possible)) : certain;

    /// <summary>The next entry, or null.</summary>
    public T? Next() => walk.Next();

    /// <summary>The next entry, or null; noted.</summary>
    public T? Next(ref AccountWriter account) => walk.NextOrMissing(ref account);

    /// <summary>Notes whether the entry at hand is in the list.</summary>
    public readonly Truth Filter(ref AccountWriter account, Truth isInList) => walk.Filter(ref account, isInList);

    /// <summary>Adds the value of the entry at hand, which counts as far as the entry is in the list.</summary>
    public void Add(Number value, Truth isInList)
    {
        if (isInList.IsNotMet)
        {
            return;
        }

        if (IsTotal)
        {
            Number added = kind == AggregateKind.Total ? Number.NotNegative(value) : value;
            certain += isInList.IsMet ? added : Number.Either(0, added);
        }
        else if (isInList.IsMet)
        {
            certain = hasCertain ? Further(certain, value) : value;
            hasCertain = true;
        }
        else
        {
            possible = hasPossible ? Further(possible, value) : value;
            hasPossible = true;
        }
    }

    private readonly Number Further(Number left, Number right) =>
        kind == AggregateKind.Highest ? Number.Highest(left, right) : Number.Lowest(left, right);
}
