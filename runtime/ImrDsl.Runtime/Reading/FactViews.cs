using System;
using System.Runtime.CompilerServices;
using ImrDsl.Runtime.Cases;
using ImrDsl.Runtime.Description;
using ImrDsl.Runtime.Results;
using ImrDsl.Values;

namespace ImrDsl.Runtime;

/// <summary>Shows a field of an entry.</summary>
/// <typeparam name="T">The kind of entry.</typeparam>
/// <param name="entry">The entry.</param>
/// <param name="field">The field.</param>
/// <param name="ordinal">Its place among the fields of its kind of entry, from 0.</param>
public delegate IFactView TypedFieldView<T>(T entry, FactDescription field, int ordinal)
    where T : RecordEntry;

/// <summary>Shows typed facts as results speak of them. Generated code calls it.</summary>
public static class FactViews
{
    /// <summary>A yes/no fact, quantity, date, period or text.</summary>
    public static IFactView Of<T>(FactDescription fact, in Fact<T> stated) => new ValueView<T>(fact, stated);

    /// <summary>A choice.</summary>
    public static IFactView OfChoice<T>(FactDescription fact, in Fact<T> stated)
        where T : struct, Enum => new ChoiceView<T>(fact, stated);

    /// <summary>A record or list.</summary>
    public static IFactView Of<T>(FactDescription fact, in Entries<T> entries, TypedFieldView<T> field)
        where T : RecordEntry => new EntriesView<T>(fact, entries, field);

    /// <summary>A disputed item as a case without a file has it.</summary>
    /// <param name="c">The case.</param>
    /// <param name="service">The number of the service.</param>
    public static DisputedItem ItemOf(GuidelineCase c, int service) => new()
    {
        Service = service,
        DecisionDate = c.DecisionDate,
        RequestDate = c.RequestDate.Count == 1 ? c.RequestDate[0].Value : default,
        ServiceDate = c.ServiceDate.Count == 1 ? c.ServiceDate[0].Value : default,
    };

    private abstract class View<T>(FactDescription fact, Fact<T> stated) : IFactView
    {
        public Knowledge Knowledge => stated.Knowledge;

        public int Count => stated.Count;

        protected FactDescription Fact => fact;

        public string? ValueAt(int entry) => !Has(entry) || !stated[entry].IsKnown ? null
            : stated[entry] is { Value: Number converted, Reason: { } recorded } ? FactView.Converted(recorded, converted, Fact.Unit)
            : Words(stated[entry].Value);

        public Evidence? EvidenceAt(int entry) => Has(entry) ? stated[entry].Evidence : null;

        public string? ReasonAt(int entry) => Has(entry) ? stated[entry].Reason : null;

        public IFactView FieldAt(int entry, int ordinal) => FactView.Silent;

        protected abstract string? Words(T value);

        private bool Has(int entry) => entry >= 0 && entry < stated.Count;
    }

    private sealed class ValueView<T>(FactDescription fact, Fact<T> stated) : View<T>(fact, stated)
    {
        protected override string? Words(T value) => value switch
        {
            bool yesNo => yesNo ? "yes" : "no",
            Number number => number.HasLow || number.HasHigh ? number + Unit : null,
            PartialDate date => date.IsKnown ? date.ToString() : null,
            Period period => period.IsKnown ? period.ToString() : null,
            _ => value?.ToString(),
        };

        private string Unit => Fact.Unit is null or "%" ? Fact.Unit ?? string.Empty : " " + Fact.Unit;
    }

    private sealed class ChoiceView<T>(FactDescription fact, Fact<T> stated) : View<T>(fact, stated)
        where T : struct, Enum
    {
        protected override string? Words(T value) => Fact.Choices[Unsafe.BitCast<T, int>(value)];
    }

    private sealed class EntriesView<T>(FactDescription fact, Entries<T> entries, TypedFieldView<T> field) : IFactView
        where T : RecordEntry
    {
        public Knowledge Knowledge => entries.Knowledge;

        public int Count => entries.Count;

        public string? ValueAt(int entry) => null;

        public Evidence? EvidenceAt(int entry) => Has(entry) ? entries[entry].Evidence : null;

        public string? ReasonAt(int entry) => null;

        public IFactView FieldAt(int entry, int ordinal) =>
            Has(entry) && ordinal < fact.Entries!.Fields.Count ? field(entries[entry], fact.Entries.Fields[ordinal], ordinal) : FactView.Silent;

        private bool Has(int entry) => entry >= 0 && entry < entries.Count;
    }
}
