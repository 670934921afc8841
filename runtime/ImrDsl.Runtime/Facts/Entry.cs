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
    /// <param name="reason">The reason of a reviewer's answer; of a quantity that was converted, what the record says; or null.</param>
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

    /// <summary>The reason of a reviewer's answer; of a quantity that was converted, what the record says ("228 lb"); or null.</summary>
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

    /// <summary>
    /// The field that dates the entry, the one its guideline calls "date"; silent for a kind of entry without one. See "The date of an
    /// entry" in docs/evaluation.md.
    /// </summary>
    protected virtual Fact<PartialDate> DateField => default;

    /// <summary>The name of the type: what a case holds belongs in no log.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>The date of the entry: that of its field, if it is known; else that of its evidence.</summary>
    /// <param name="inherited">The evidence of the entry, or that of the entry that holds it in turn.</param>
    /// <param name="decisionDate">The date as of which the case is decided.</param>
    /// <param name="isStated">Whether it is that of the field.</param>
    internal PartialDate DateAsOf(Evidence? inherited, CalendarDate decisionDate, out bool isStated)
    {
        Fact<PartialDate> stated = DateField;
        PartialDate date = stated.Count == 0 ? PartialDate.Unknown
            : stated.TryOnly(decisionDate, inherited, out PartialDate only, out _) ? only
            : new AccountWriter([], decisionDate).Date(0, 0, stated, new Held(inherited, 0));
        isStated = date.IsKnown;
        return isStated ? date : inherited?.Date ?? PartialDate.Unknown;
    }
}

/// <summary>Statements or entries that have evidence.</summary>
internal interface IEvidenced
{
    /// <summary>How many there are.</summary>
    int Count { get; }

    /// <summary>The evidence of one of them, or null.</summary>
    Evidence? EvidenceAt(int index);

    /// <summary>The date of one of them.</summary>
    /// <param name="index">Its place.</param>
    /// <param name="evidence">Its evidence, or that of the entry that holds it.</param>
    /// <param name="decisionDate">The date as of which the case is decided.</param>
    PartialDate DateAt(int index, Evidence? evidence, CalendarDate decisionDate);
}
