using ImrDsl.Values;

namespace ImrDsl.Runtime;

/// <summary>The time that the entries of a list take up, overlaps once. Read exactly one result.</summary>
/// <typeparam name="T">The kind of entry.</typeparam>
public struct AccumulatedTime<T>
    where T : RecordEntry
{
    private ListWalk<T> walk;
    private PeriodUnion periods;

    internal AccumulatedTime(ListWalk<T> walk, CalendarDate decisionDate)
    {
        this.walk = walk;
        periods = new PeriodUnion(decisionDate);
    }

    /// <summary>The entry at hand, as the holder of its fields.</summary>
    public readonly Held Held => walk.Held;

    /// <summary>The rule by which the result came about, if it deserves a word; 0 otherwise.</summary>
    public readonly AccountRule Rule => periods.Rule;

    /// <summary>The next entry, or null.</summary>
    public T? Next() => walk.Next();

    /// <summary>The next entry, or null; noted.</summary>
    public T? Next(ref AccountWriter account) => walk.NextOrMissing(ref account);

    /// <summary>Notes whether the entry at hand is in the list.</summary>
    public readonly Truth Filter(ref AccountWriter account, Truth isInList) => walk.Filter(ref account, isInList);

    /// <summary>Adds the period of the entry at hand, which counts as far as the entry is in the list.</summary>
    public void Add(Period period, Truth isInList) => periods.Add(period, isInList);

    /// <summary>The total of all periods, inside a window if one is given.</summary>
    public ElapsedRange Total(TimeWindow window = default)
    {
        Complete();
        ElapsedRange total = walk.IsOpen ? ElapsedRange.Unknown : periods.Total(window);
        periods.Dispose();
        return total;
    }

    /// <summary>The longest unbroken stretch, where gaps of up to so many days do not break it, inside a window if one is given.</summary>
    public ElapsedRange LongestRun(int allowedGapDays, TimeWindow window = default)
    {
        Complete();
        ElapsedRange longest = walk.IsOpen ? ElapsedRange.Unknown : periods.LongestRun(allowedGapDays, window);
        periods.Dispose();
        return longest;
    }

    private void Complete()
    {
        if (walk.IsIncomplete)
        {
            periods.MayHoldMore();
        }
    }
}
