using System;
using ImrDsl.Runtime.Cases;
using ImrDsl.Runtime.Description;
using ImrDsl.Values;

namespace ImrDsl.Runtime;

/// <summary>
/// The facts of a case while they are read. The case itself does not change once it is made, so it is made when all of them are known. Generated
/// code says which fact goes where.
/// </summary>
/// <typeparam name="TCase">The record of the guideline's cases.</typeparam>
public abstract class CaseDraft<TCase>
    where TCase : GuidelineCase
{
    /// <summary>Reads a fact: the value at hand.</summary>
    /// <param name="json">The reader, on the value.</param>
    /// <param name="fact">The fact.</param>
    public abstract void Read(ref CaseJson json, FactDescription fact);

    /// <summary>The case as one disputed item has it: with the item's dates and the fields of its request.</summary>
    /// <param name="item">The item.</param>
    /// <param name="request">The fields of the item's request.</param>
    public abstract TCase ToCase(DisputedItem item, CaseDraft<TCase> request);

    /// <summary>The same facts, for reading more of them.</summary>
    internal CaseDraft<TCase> Copy() => (CaseDraft<TCase>)MemberwiseClone();

    /// <summary>The amount requested of an item: the field of its request, else its quantity.</summary>
    /// <param name="stated">The field of the request.</param>
    /// <param name="item">The item.</param>
    /// <param name="services">The services of which the field is the amount requested.</param>
    protected static Fact<Number> Requested(Fact<Number> stated, DisputedItem item, ReadOnlySpan<int> services) =>
        stated.Knowledge == Knowledge.NotMentioned && item.Quantity is { } quantity && services.Contains(item.Service) ? (Number)quantity : stated;

    /// <summary>A date that an item may give.</summary>
    protected static Fact<PartialDate> Given(PartialDate date) => date.IsKnown ? date : default(Fact<PartialDate>);
}

/// <summary>The fields of an entry of a record or list while they are read.</summary>
/// <typeparam name="T">The kind of entry.</typeparam>
public abstract class EntryDraft<T>
    where T : RecordEntry
{
    /// <summary>Reads a field: the value at hand.</summary>
    /// <param name="json">The reader, on the value.</param>
    /// <param name="field">The field.</param>
    /// <param name="ordinal">Its place among the fields of its kind of entry, from 0.</param>
    public abstract void Read(ref CaseJson json, FactDescription field, int ordinal);

    /// <summary>The entry.</summary>
    /// <param name="evidence">Who stated it, when and where; null if the case does not say.</param>
    public abstract T ToEntry(Evidence? evidence);
}
