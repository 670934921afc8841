using System.Collections.Generic;
using ImrDsl.Runtime.Description;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Cases;

/// <summary>What a case file says of one fact.</summary>
/// <typeparam name="T">The type of a value, or of an entry with fields.</typeparam>
/// <param name="Knowledge">What it says of the fact as a whole.</param>
/// <param name="Entries">The entries in the order of the file.</param>
public readonly record struct FactReading<T>(Knowledge Knowledge, IReadOnlyList<EntryReading<T>> Entries);

/// <summary>One entry of a fact as a case file gives it.</summary>
/// <typeparam name="T">The type of a value, or of an entry with fields.</typeparam>
/// <param name="IsKnown">False if the entry says <c>"unknown"</c>. Always true for entries with fields.</param>
/// <param name="Value">The value; meaningless if it is not known.</param>
/// <param name="Evidence">Who stated it, when and where; null if the case does not say.</param>
/// <param name="Reason">The reviewer's reason; of a quantity in another unit than the fact's, the words of the record; or null.</param>
public readonly record struct EntryReading<T>(bool IsKnown, T Value, Evidence? Evidence, string? Reason);

/// <summary>Reads the value at hand; see <see cref="CaseValues"/>. Returns false after reporting why it cannot.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public delegate bool CaseValueReader<T>(ref CaseJson json, FactDescription fact, out T value);

/// <summary>Reads one field of an entry: the value at hand, by <see cref="CaseJson.ReadFact"/> or <see cref="CaseJson.ReadEntries"/>.</summary>
/// <typeparam name="T">The type of the entry.</typeparam>
/// <param name="json">The reader, on the value of the field.</param>
/// <param name="field">The field.</param>
/// <param name="ordinal">Its place among the fields of its kind of entry, from 0.</param>
/// <param name="entry">The entry to fill in.</param>
public delegate void CaseFieldReader<T>(ref CaseJson json, FactDescription field, int ordinal, T entry);
