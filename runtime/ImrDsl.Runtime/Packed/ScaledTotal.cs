using ImrDsl.Values;

namespace ImrDsl.Runtime;

/// <summary>A total of scaled quantities over the entries of a packed list: what it is at least, and at most. None of them makes it smaller.</summary>
public struct ScaledTotal
{
    /// <summary>A quantity that is not known.</summary>
    public const long Unknown = long.MinValue;

    private readonly bool hasLow;
    private bool hasHigh;
    private long sum;

    /// <summary>The total of a list to which no entry is added yet.</summary>
    /// <param name="list">The list; of one that is not complete the total has no upper bound, of one that is not known none at all.</param>
    public ScaledTotal(in PackedList list)
    {
        hasLow = !list.IsOpen;
        hasHigh = !list.IsOpen && !list.IsIncomplete;
        sum = 0;
    }

    /// <summary>Adds the quantity of an entry.</summary>
    public void Add(long quantity)
    {
        if (quantity == Unknown)
        {
            hasHigh = false;
            return;
        }

        sum += quantity;
    }

    /// <summary>Compares two totals of one scale.</summary>
    public readonly Truth Compare(Comparison comparison, in ScaledTotal other) => comparison switch
    {
        Comparison.Less => IsLess(this, other),
        Comparison.AtMost => !IsLess(other, this),
        Comparison.AtLeast => !IsLess(this, other),
        Comparison.More => IsLess(other, this),
        Comparison.Equal => IsSame(other),
        _ => !IsSame(other),
    };

    private static Truth IsLess(in ScaledTotal left, in ScaledTotal right) =>
        left.hasHigh && right.hasLow && left.sum < right.sum ? Truth.Met
        : left.hasLow && right.hasHigh && left.sum >= right.sum ? Truth.NotMet
        : Truth.NotDocumented;

    private readonly Truth IsSame(in ScaledTotal other) =>
        (hasHigh && other.hasLow && sum < other.sum) || (hasLow && other.hasHigh && sum > other.sum) ? Truth.NotMet
        : hasHigh && other.hasHigh ? sum == other.sum
        : Truth.NotDocumented;
}
