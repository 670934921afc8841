using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using ImrDsl.Values;

namespace ImrDsl.Runtime;

/// <summary>
/// What a case holds of one fact: nothing (the default: the record is silent), a value, or several statements with their evidence.
/// Written as the value itself, as <see cref="Fact.Of{T}(T, Evidence)"/>, or as a list of statements:
/// <c>[new(true, progressNote), new(false, psychologist)]</c>.
/// </summary>
/// <typeparam name="T">The type of the value.</typeparam>
[CollectionBuilder(typeof(Fact), nameof(Fact.From))]
public readonly struct Fact<T> : IEvidenced, IEquatable<Fact<T>>
{
    private readonly Entry<T>[]? entries;
    private readonly T value;

    internal Fact(Knowledge knowledge, T value, Entry<T>[]? entries)
    {
        Knowledge = knowledge;
        this.value = value;
        this.entries = entries;
    }

    /// <summary>What is known of it as a whole.</summary>
    public Knowledge Knowledge { get; }

    /// <summary>Whether the record says anything of it, be it that it is not known.</summary>
    public bool IsMentioned => Knowledge != Knowledge.NotMentioned;

    /// <summary>How many statements there are.</summary>
    public int Count => entries?.Length ?? (Knowledge == Knowledge.Given ? 1 : 0);

    /// <summary>Whether it stands in for a fact of which the record is silent. The evidence of an entry that holds that fact is not its own.</summary>
    internal bool StandsIn { get; private init; }

    /// <summary>Whether there is nothing but a value without evidence, or no value at all: the usual case, read without ado.</summary>
    internal bool IsPlain => entries is null;

    /// <summary>The value of a plain fact. Meaningless unless it is given.</summary>
    internal T PlainValue => value;

    /// <summary>A statement.</summary>
    /// <param name="index">Its place in the case, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such statement.</exception>
    public Entry<T> this[int index] =>
        (uint)index >= (uint)Count ? throw new ArgumentOutOfRangeException(nameof(index))
        : entries is null ? new Entry<T>(value)
        : entries[index];

    /// <summary>A value without evidence. Null is silence.</summary>
    public static implicit operator Fact<T>(T value) => value is null ? default : new(Knowledge.Given, value, null);

    /// <summary>One statement.</summary>
    public static implicit operator Fact<T>(Entry<T> entry) => new(Knowledge.Given, default!, [entry]);

    /// <summary>A fact of which the record says that it is not known.</summary>
    public static implicit operator Fact<T>(UnknownFact unknown) => new(Knowledge.Unknown, default!, null);

    /// <summary>
    /// The value, if there is one statement alone, it says one, and it certainly counts as of a day: the usual case, read without ado.
    /// </summary>
    /// <param name="decisionDate">The date as of which the case is decided.</param>
    /// <param name="inherited">The evidence of the entry that holds the fact, or null.</param>
    /// <param name="value">The value.</param>
    /// <param name="evidence">The evidence of the statement.</param>
    internal bool TryOnly(CalendarDate decisionDate, Evidence? inherited, out T value, out Evidence? evidence)
    {
        value = this.value;
        evidence = StandsIn ? null : inherited;
        if (entries is not null)
        {
            if (entries.Length != 1 || !entries[0].IsKnown)
            {
                return false;
            }

            value = entries[0].Value;
            evidence = entries[0].Evidence ?? evidence;
        }
        else if (Knowledge != Knowledge.Given)
        {
            return false;
        }

        return evidence is null || !evidence.Date.IsKnown || evidence.Date.Latest <= decisionDate;
    }

    /// <summary>Whether two records hold the same of a fact.</summary>
    public static bool operator ==(Fact<T> left, Fact<T> right) => left.Equals(right);

    /// <summary>Whether two records hold different things of a fact.</summary>
    public static bool operator !=(Fact<T> left, Fact<T> right) => !left.Equals(right);

    /// <summary>This fact, or what stands in for it when the record is silent.</summary>
    /// <param name="standIn">Another fact, or the value of the default.</param>
    public Fact<T> IfNotMentioned(Fact<T> standIn) => IsMentioned ? this : standIn with { StandsIn = true };

    /// <summary>Walks over the statements in the order of the case.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <inheritdoc/>
    public bool Equals(Fact<T> other)
    {
        bool isSame = Knowledge == other.Knowledge && Count == other.Count;
        for (int i = 0; isSame && i < Count; i++)
        {
            isSame = this[i] == other[i];
        }

        return isSame;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Fact<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Knowledge, Count, Count > 0 ? this[0] : default);

    Evidence? IEvidenced.EvidenceAt(int index) => entries?[index].Evidence;

    PartialDate IEvidenced.DateAt(int index, Evidence? evidence, CalendarDate decisionDate) => evidence?.Date ?? PartialDate.Unknown;

    /// <summary>Walks over the statements of a fact.</summary>
    public struct Enumerator
    {
        private readonly Fact<T> fact;
        private int index;

        internal Enumerator(Fact<T> fact)
        {
            this.fact = fact;
            index = -1;
        }

        /// <summary>The statement at hand.</summary>
        public readonly Entry<T> Current => fact[index];

        /// <summary>Goes to the next statement.</summary>
        public bool MoveNext() => ++index < fact.Count;
    }
}

/// <summary>A fact of which the record says that it is not known: <see cref="Fact.Unknown"/>.</summary>
public readonly struct UnknownFact
{
}

/// <summary>A record or list of which the record says that there is none: <see cref="Fact.None"/>.</summary>
public readonly struct NoEntries
{
}

/// <summary>Writes facts.</summary>
public static class Fact
{
    /// <summary>The record says that it is not known. It stays open; a default does not apply.</summary>
    public static UnknownFact Unknown => default;

    /// <summary>The record says that there is none (records and lists).</summary>
    public static NoEntries None => default;

    /// <summary>A value with its evidence.</summary>
    /// <param name="value">The value stated.</param>
    /// <param name="evidence">Who stated it, when and where.</param>
    public static Fact<T> Of<T>(T value, Evidence evidence) => new Entry<T>(value, evidence);

    /// <summary>A quantity, in the unit the guideline declares.</summary>
    /// <param name="value">The quantity.</param>
    /// <param name="evidence">Who stated it, when and where; null if the case does not say.</param>
    public static Fact<Number> Of(decimal value, Evidence? evidence = null) => Stated(Number.Exactly(value), evidence);

    /// <summary>A quantity recorded as a range, both ends included.</summary>
    /// <param name="low">The lower end, in the unit the guideline declares.</param>
    /// <param name="high">The upper end.</param>
    /// <param name="evidence">Who stated it, when and where; null if the case does not say.</param>
    /// <exception cref="ArgumentOutOfRangeException">The lower end is above the upper.</exception>
    public static Fact<Number> Between(decimal low, decimal high, Evidence? evidence = null) => Stated(Number.Between(low, high), evidence);

    /// <summary>A day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The calendar has no such day.</exception>
    public static Fact<PartialDate> On(int year, int month, int day) => PartialDate.Exactly(CalendarDate.Create(year, month, day));

    /// <summary>A date known to the month.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The calendar has no such month.</exception>
    public static Fact<PartialDate> In(int year, int month) => PartialDate.InMonth(year, month);

    /// <summary>A date known to the year.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The year is not 1 to 9999.</exception>
    public static Fact<PartialDate> In(int year) => PartialDate.InYear(year);

    /// <summary>Statements of one fact. Of none, the record is silent.</summary>
    /// <param name="statements">The statements, in the order of the case.</param>
    public static Fact<T> From<T>(ReadOnlySpan<Entry<T>> statements) =>
        statements.IsEmpty ? default : new Fact<T>(Knowledge.Given, default!, statements.ToArray());

    private static Fact<T> Stated<T>(T value, Evidence? evidence) => evidence is null ? value : new Entry<T>(value, evidence);
}
