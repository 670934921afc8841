using ImrDsl.Values;

namespace ImrDsl.Runtime;

/// <summary>On how many days an entry of a list passes. Read exactly one answer.</summary>
/// <typeparam name="T">The kind of entry.</typeparam>
public struct Frequency<T>
    where T : RecordEntry
{
    private ListWalk<T> walk;
    private DayFrequency days;

    internal Frequency(ListWalk<T> walk, CalendarDate decisionDate)
    {
        this.walk = walk;
        days = new DayFrequency(decisionDate);
    }

    /// <summary>The entry at hand, as the holder of its fields.</summary>
    public readonly Held Held => walk.Held;

    /// <summary>The fewest days that count where it is decided.</summary>
    public readonly int Least => days.Least;

    /// <summary>The most days that may count there; −1 if no run of days was looked at.</summary>
    public readonly int Most => days.Most;

    /// <summary>The next entry, or null.</summary>
    public T? Next() => walk.Next();

    /// <summary>The next entry, or null; noted.</summary>
    public T? Next(ref AccountWriter account) => walk.NextOrMissing(ref account);

    /// <summary>Notes whether the entry at hand is in the list.</summary>
    public readonly Truth Filter(ref AccountWriter account, Truth isInList) => walk.Filter(ref account, isInList);

    /// <summary>Adds the entry at hand: its day, whether it passes, and whether it is in the list.</summary>
    public void Add(PartialDate date, Truth passes, Truth isInList) => days.Add(date, isInList, passes);

    /// <summary>Whether it is so on so many days. See <see cref="DayFrequency.Answer"/>.</summary>
    public Truth Answer(TimeWindow window, int runDays, Comparison comparison, decimal amount, bool isPercent = false)
    {
        if (walk.IsIncomplete)
        {
            days.MayHoldMore();
        }

        Truth answer = walk.IsOpen ? Truth.NotDocumented : days.Answer(window, runDays, comparison, amount, isPercent);
        days.Dispose();
        return answer;
    }
}
