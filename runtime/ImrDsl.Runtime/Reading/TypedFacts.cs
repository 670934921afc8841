using System;
using System.Linq;
using System.Runtime.CompilerServices;
using ImrDsl.Runtime.Cases;
using ImrDsl.Runtime.Description;
using ImrDsl.Values;

namespace ImrDsl.Runtime;

/// <summary>Reads one field into an entry and returns the entry with it.</summary>
/// <typeparam name="T">The kind of entry.</typeparam>
/// <param name="json">The reader, on the value of the field.</param>
/// <param name="field">The field.</param>
/// <param name="ordinal">Its place among the fields of its kind of entry, from 0.</param>
/// <param name="entry">The entry so far.</param>
public delegate T TypedFieldReader<T>(ref CaseJson json, FactDescription field, int ordinal, T entry)
    where T : RecordEntry;

/// <summary>Reads typed facts from a case file. Generated readers call it.</summary>
public static class TypedFacts
{
    private static readonly Evidence Reviewer = new() { By = "reviewer", Person = "reviewer" };

    /// <summary>Reads a yes/no fact.</summary>
    public static Fact<bool> YesNo(this ref CaseJson json, FactDescription fact) => Fact(fact, json.ReadFact<bool>(fact, CaseValues.YesNo));

    /// <summary>Reads a quantity.</summary>
    public static Fact<Number> Number(this ref CaseJson json, FactDescription fact) => Fact(fact, json.ReadFact<Number>(fact, CaseValues.Number));

    /// <summary>Reads a date.</summary>
    public static Fact<PartialDate> Date(this ref CaseJson json, FactDescription fact) => Fact(fact, json.ReadFact<PartialDate>(fact, CaseValues.Date));

    /// <summary>Reads a stretch of time.</summary>
    public static Fact<Period> Period(this ref CaseJson json, FactDescription fact) => Fact(fact, json.ReadFact<Period>(fact, CaseValues.Period));

    /// <summary>Reads words.</summary>
    public static Fact<string> Text(this ref CaseJson json, FactDescription fact) => Fact(fact, json.ReadFact<string>(fact, CaseValues.Text));

    /// <summary>Reads a code.</summary>
    public static Fact<string> Code(this ref CaseJson json, FactDescription fact) => Fact(fact, json.ReadFact<string>(fact, CaseValues.Code));

    /// <summary>Reads one of the values of a closed list.</summary>
    public static Fact<T> Choice<T>(this ref CaseJson json, FactDescription fact)
        where T : struct, Enum => Fact(fact, json.ReadFact(fact, (ref CaseJson at, FactDescription choice, out T value) =>
        {
            bool isRead = CaseValues.Choice(ref at, choice, out int number);
            value = Member<T>(number);
            return isRead;
        }));

    /// <summary>Reads the entries of a record or list.</summary>
    /// <typeparam name="T">The kind of entry.</typeparam>
    /// <param name="json">The reader.</param>
    /// <param name="fact">The record or list.</param>
    /// <param name="readField">Reads a field.</param>
    public static Entries<T> Entries<T>(this ref CaseJson json, FactDescription fact, TypedFieldReader<T> readField)
        where T : RecordEntry, new()
    {
        FactReading<StrongBox<T>> reading = json.ReadEntries(
            fact,
            () => new StrongBox<T>(new T()),
            (ref CaseJson at, FactDescription field, int ordinal, StrongBox<T> entry) => entry.Value = readField(ref at, field, ordinal, entry.Value!));
        T[] entries = [.. reading.Entries.Select(entry => (T)entry.Value.Value!.With(entry.Evidence))];
        return new Entries<T>(reading.Knowledge, entries.Length == 0 ? null : entries);
    }

    /// <summary>The value of a generated enum with this number.</summary>
    internal static T Member<T>(int number)
        where T : struct, Enum => Unsafe.BitCast<int, T>(number);

    private static Fact<T> Fact<T>(FactDescription fact, FactReading<T> reading)
    {
        Evidence? other = fact.Holder == FactHolder.Reviewer ? Reviewer : null;
        Entry<T>[] entries = [.. reading.Entries.Select(entry =>
            entry.IsKnown ? new Entry<T>(entry.Value, entry.Evidence ?? other, entry.Reason) : Entry<T>.Unknown(entry.Evidence ?? other))];
        return entries is [{ IsKnown: true, Evidence: null, Reason: null } only] ? only.Value
            : new Fact<T>(reading.Knowledge, default!, entries.Length == 0 ? null : entries);
    }
}
