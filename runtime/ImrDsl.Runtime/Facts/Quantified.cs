using ImrDsl.Values;

namespace ImrDsl.Runtime;

/// <summary>Whether some, or every, entry of a list passes.</summary>
/// <typeparam name="T">The kind of entry.</typeparam>
public struct Quantified<T>
    where T : RecordEntry
{
    private readonly bool isSome;
    private ListWalk<T> walk;
    private Truth result;

    internal Quantified(ListWalk<T> walk, bool isSome)
    {
        this.walk = walk;
        this.isSome = isSome;
        result = walk.IsOpen ? Truth.NotDocumented : isSome ? Truth.NotMet : Truth.Met;
    }

    /// <summary>The entry at hand, as the holder of its fields.</summary>
    public readonly Held Held => walk.Held;

    /// <summary>The answer. Complete once there is no further entry.</summary>
    public readonly Truth Answer => !walk.IsIncomplete ? result
        : isSome ? result | Truth.NotDocumented
        : result & Truth.NotDocumented;

    private readonly bool IsSettled => isSome ? result.IsMet : result.IsNotMet;

    /// <summary>The next entry that may turn the answer, or null.</summary>
    public T? Next() => IsSettled ? null : walk.Next();

    /// <summary>The next entry, or null; noted.</summary>
    public T? Next(ref AccountWriter account)
    {
        T? next = walk.Next(ref account);
        if (next is null && walk.IsIncomplete && Answer.IsOpen)
        {
            walk.NoteMissing(ref account);
        }

        return next;
    }

    /// <summary>Notes whether the entry at hand is in the list.</summary>
    public readonly Truth Filter(ref AccountWriter account, Truth isInList) => walk.Filter(ref account, isInList);

    /// <summary>What the entry at hand answers.</summary>
    public void Ask(Truth answer) => result = isSome ? result | answer : result & answer;
}
