using System;
using System.Collections.Generic;
using ImrDsl.Values;

namespace ImrDsl.Runtime;

/// <summary>One statement of a fact: its value, if it says one, and its evidence.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public readonly struct Entry<T> : IEquatable<Entry<T>>
{
    /// <summary>A statement of a value.</summary>
    /// <param name="value">The value stated.</param>
    /// <param name="evidence">Who stated it, when and where; null if the case does not say.</param>
    /// <param name="reason">The reason of a reviewer's answer, or null.</param>
    public Entry(T value, Evidence? evidence = null, string? reason = null)
    {
        Value = value;
        IsKnown = value is not null;
        Evidence = evidence;
        Reason = reason;
    }

    private Entry(Evidence? evidence)
    {
        Value = default!;
        IsKnown = false;
        Evidence = evidence;
    }

    /// <summary>The value. Meaningless unless it is known.</summary>
    public T Value { get; }

    /// <summary>Whether the statement gives a value.</summary>
    public bool IsKnown { get; }

    /// <summary>Who stated it, when and where; null if the case does not say.</summary>
    public Evidence? Evidence { get; }

    /// <summary>The reason of a reviewer's answer, or null.</summary>
    public string? Reason { get; }

    /// <summary>Whether two statements are the same.</summary>
    public static bool operator ==(Entry<T> left, Entry<T> right) => left.Equals(right);

    /// <summary>Whether two statements differ.</summary>
    public static bool operator !=(Entry<T> left, Entry<T> right) => !left.Equals(right);

    /// <summary>A statement that the value is not known.</summary>
    /// <param name="evidence">Who stated it, when and where; null if the case does not say.</param>
    public static Entry<T> Unknown(Evidence? evidence = null) => new(evidence);

    /// <inheritdoc/>
    public bool Equals(Entry<T> other) =>
        IsKnown == other.IsKnown && EqualityComparer<T>.Default.Equals(Value, other.Value) && Equals(Evidence, other.Evidence) && Reason == other.Reason;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Entry<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(IsKnown, Value, Evidence);
}

/// <summary>One entry of a record or list: its fields are facts of their own.</summary>
public abstract record RecordEntry
{
    /// <summary>Who stated it, when and where; null if the case does not say. It holds for every field that has no evidence of its own.</summary>
    public Evidence? Evidence { get; init; }

    /// <summary>The name of the type: what a case holds belongs in no log.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>The same entry with other evidence.</summary>
    internal RecordEntry With(Evidence? evidence) => this with { Evidence = evidence };
}

/// <summary>Statements or entries that have evidence.</summary>
internal interface IEvidenced
{
    /// <summary>How many there are.</summary>
    int Count { get; }

    /// <summary>The evidence of one of them, or null.</summary>
    Evidence? EvidenceAt(int index);
}
