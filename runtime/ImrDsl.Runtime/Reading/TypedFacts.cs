using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using ImrDsl.Runtime.Cases;
using ImrDsl.Runtime.Description;
using ImrDsl.Values;

namespace ImrDsl.Runtime;

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
        where T : struct, Enum => Fact(fact, json.ReadFact(fact, static (ref CaseJson at, FactDescription choice, out T value) =>
        {
            bool isRead = CaseValues.Choice(ref at, choice, out int number);
            value = Member<T>(number);
            return isRead;
        }));

    /// <summary>Reads the entries of a record or list.</summary>
    /// <typeparam name="T">The kind of entry.</typeparam>
    /// <typeparam name="TDraft">What reads its fields.</typeparam>
    /// <param name="json">The reader.</param>
    /// <param name="fact">The record or list.</param>
    public static Entries<T> Entries<T, TDraft>(this ref CaseJson json, FactDescription fact)
        where T : RecordEntry
        where TDraft : EntryDraft<T>, new()
    {
        FactReading<TDraft> reading = json.ReadEntries(
            fact,
            static () => new TDraft(),
            static (ref CaseJson at, FactDescription field, int ordinal, TDraft entry) => entry.Read(ref at, field, ordinal));
        if (reading.Entries.Count == 0)
        {
            return new Entries<T>(reading.Knowledge, null);
        }

        var entries = new T[reading.Entries.Count];
        for (int i = 0; i < entries.Length; i++)
        {
            entries[i] = reading.Entries[i].Value.ToEntry(reading.Entries[i].Evidence);
        }

        return new Entries<T>(reading.Knowledge, entries);
    }

    /// <summary>The value of a generated enum with this number.</summary>
    internal static T Member<T>(int number)
        where T : struct, Enum => Unsafe.BitCast<int, T>(number);

    private static Fact<T> Fact<T>(FactDescription fact, FactReading<T> reading)
    {
        Evidence? other = fact.Holder == FactHolder.Reviewer ? Reviewer : null;
        IReadOnlyList<EntryReading<T>> read = reading.Entries;
        if (read.Count == 0)
        {
            return new Fact<T>(reading.Knowledge, default!, null);
        }

        if (read.Count == 1 && other is null && read[0] is { IsKnown: true, Evidence: null, Reason: null } only)
        {
            return only.Value;
        }

        var entries = new Entry<T>[read.Count];
        for (int i = 0; i < entries.Length; i++)
        {
            EntryReading<T> entry = read[i];
            entries[i] = entry.IsKnown ? new Entry<T>(entry.Value, entry.Evidence ?? other, entry.Reason) : Entry<T>.Unknown(entry.Evidence ?? other);
        }

        return new Fact<T>(reading.Knowledge, default!, entries);
    }
}
