using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using ImrDsl.Values;

namespace ImrDsl.Runtime;

/// <summary>
/// What a case holds of a record or list: nothing (the default: the record is silent), that it is not known, that there is none, or its
/// entries. Written as one entry, as a list of entries, as <see cref="Fact.None"/> or as <see cref="Fact.Unknown"/>.
/// </summary>
/// <typeparam name="T">The kind of entry.</typeparam>
[CollectionBuilder(typeof(Entries), nameof(Entries.From))]
public readonly struct Entries<T> : IEvidenced, IEquatable<Entries<T>>
    where T : RecordEntry
{
    private readonly T[]? entries;

    internal Entries(Knowledge knowledge, T[]? entries)
    {
        Knowledge = knowledge;
        this.entries = entries;
    }

    /// <summary>What is known of it as a whole.</summary>
    public Knowledge Knowledge { get; }

    /// <summary>Whether the record says anything of it, be it that it is not known.</summary>
    public bool IsMentioned => Knowledge != Knowledge.NotMentioned;

    /// <summary>Whether the record says that there is no entry.</summary>
    public bool IsNone => Knowledge == Knowledge.None || (Knowledge == Knowledge.Given && Count == 0);

    /// <summary>How many entries there are.</summary>
    public int Count => entries?.Length ?? 0;

    /// <summary>An entry.</summary>
    /// <param name="index">Its place in the case, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such entry.</exception>
    public T this[int index] => (uint)index < (uint)Count ? entries![index] : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>A single entry.</summary>
    public static implicit operator Entries<T>(T entry) => new(Knowledge.Given, [entry]);

    /// <summary>A record or list of which the record says that it is not known.</summary>
    public static implicit operator Entries<T>(UnknownFact unknown) => new(Knowledge.Unknown, null);

    /// <summary>A record or list of which the record says that there is none.</summary>
    public static implicit operator Entries<T>(NoEntries none) => new(Knowledge.None, null);

    /// <summary>Whether two records hold the same entries.</summary>
    public static bool operator ==(Entries<T> left, Entries<T> right) => left.Equals(right);

    /// <summary>Whether two records hold different entries.</summary>
    public static bool operator !=(Entries<T> left, Entries<T> right) => !left.Equals(right);

    /// <summary>These entries, of which the record says that there may be more: a lower bound.</summary>
    public Entries<T> AndMaybeMore() => new(Knowledge.Incomplete, entries ?? []);

    /// <summary>These entries, or what stands in for them when the record is silent.</summary>
    /// <param name="standIn">Another record or list, or <see cref="Fact.None"/>.</param>
    public Entries<T> IfNotMentioned(Entries<T> standIn) => IsMentioned ? this : standIn;

    /// <summary>Walks over the entries in the order of the case.</summary>
    public ReadOnlySpan<T>.Enumerator GetEnumerator() => new ReadOnlySpan<T>(entries).GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(Entries<T> other) => Knowledge == other.Knowledge && new ReadOnlySpan<T>(entries).SequenceEqual(other.entries);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Entries<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Knowledge, Count, Count > 0 ? entries![0] : null);

    Evidence? IEvidenced.EvidenceAt(int index) => entries![index].Evidence;

    PartialDate IEvidenced.DateAt(int index, Evidence? evidence, CalendarDate decisionDate) => entries![index].DateAsOf(evidence, decisionDate, out _);
}

/// <summary>Writes the entries of records and lists.</summary>
public static class Entries
{
    /// <summary>A complete list of entries. Of an empty one, the record says that there is none.</summary>
    /// <param name="entries">The entries, in the order of the case.</param>
    public static Entries<T> From<T>(ReadOnlySpan<T> entries)
        where T : RecordEntry => entries.IsEmpty ? Fact.None : new Entries<T>(Knowledge.Given, entries.ToArray());
}
