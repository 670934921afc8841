using System;
using ImrDsl.Language.Plan;
using ImrDsl.Runtime;
using ImrDsl.Scoring.Columns.Asking;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns.Packed;

/// <summary>
/// Tells what a case comes to in packed readings, from what the careful reader and the flat readings make of it: so there is one meaning. For one thread.
/// </summary>
internal sealed class PackedProbe
{
    private readonly PackedLayout layout;
    private readonly PackedImage image;
    private readonly FlatCase flat = new();
    private readonly AtHand at;

    /// <summary>How many more cases may be asked about: values of which no two are alike are not worth it.</summary>
    public int Left { get; set; } = int.MaxValue;

    /// <summary>A probe.</summary>
    /// <param name="layout">What is read.</param>
    /// <param name="form">The same as lines are read into.</param>
    public PackedProbe(PackedLayout layout, PackedForm form)
    {
        this.layout = layout;
        image = new PackedImage(form);
        at = new AtHand(layout.Asking.Scopes);
    }

    /// <summary>What a case file with one item comes to; null if it is wrong, or has no flat form.</summary>
    public PackedImage? Of(byte[] file)
    {
        if (Left <= 0)
        {
            return null;
        }

        Left--;
        CaseReading reading = CaseReader.Read(layout.Form.Plan, file, "case");
        if (reading.File is not { Items: [var item] } || !FlatRecord.TryWrite(layout.Form, item.Record, flat))
        {
            return null;
        }

        at.Take(flat);
        image.Fits = true;
        Readings readings = default;
        for (int i = 0; i < layout.Bits.Count; i++)
        {
            PackedBit bit = layout.Bits[i];
            if (TryHold(bit.Record, bit.Scope))
            {
                readings = readings.With(1UL << i, bit.Condition.Of(at).Value);
                Release(bit.Scope);
            }
        }

        image.Readings = readings;
        for (int i = 0; i < layout.Numbers.Count; i++)
        {
            image.Numbers[i] = NumberOf(layout.Numbers[i]);
        }

        for (int i = 0; i < layout.Lists.Count; i++)
        {
            image.Lists[i] = ListOf(layout.Lists[i]);
        }

        return image;
    }

    private int NumberOf(PackedQuantity number)
    {
        int value = Scaled.Unknown;
        if (TryHold(number.Record, number.Scope))
        {
            bool fits = true;
            value = Scaled.Of(number.Number.Of(at), number.Form.Scale, ref fits);
            image.Fits &= fits;
            Release(number.Scope);
        }

        return value;
    }

    private PackedList ListOf(PackedListReading list)
    {
        int place = list.Fact.Number;
        int inherited = FlatEntry.None;
        if (list.Record is not null)
        {
            FlatFact held = flat.Facts[list.Record.Number];
            if (held.Entries != 1)
            {
                image.Fits &= held.Entries == 0;
                return default;
            }

            place = flat.Entries[held.FirstEntry].FirstField + list.Fact.Ordinal;
            inherited = FlatSource.EvidenceOf(at, held.FirstEntry, FlatEntry.None);
        }

        FlatFact fact = flat.Facts[place];
        Knowledge knowledge = fact.Knowledge == Knowledge.NotMentioned && list.Fact.Default is { IsNone: true } ? Knowledge.None : fact.Knowledge;
        var entries = new PackedEntry[fact.Entries];
        var periods = new Period[fact.Entries];
        image.Fits &= PackedList.HasRoomFor(fact.Entries);
        int entry = fact.FirstEntry;
        for (int i = 0; i < fact.Entries; i++)
        {
            (entries[i], periods[i]) = EntryOf(list, entry, FlatSource.EvidenceOf(at, entry, inherited));
            entry = flat.Entries[entry].Next;
        }

        return list.Period is null ? new PackedList(knowledge, entries) : new PackedList(knowledge, entries, periods, at.DecisionDate);
    }

    private (PackedEntry Entry, Period Period) EntryOf(PackedListReading list, int entry, int evidence)
    {
        EntryReadings read = default;
        for (int i = 0; i < list.Bits.Count; i++)
        {
            at.Hold(list.Bits[i].Scope, entry, evidence);
            read = read.With((ushort)(1 << i), list.Bits[i].Condition.Of(at).Value);
            at.Release(list.Bits[i].Scope);
        }

        int quantity = Scaled.Unknown;
        if (list.Quantity is { } counted)
        {
            bool fits = true;
            at.Hold(counted.Scope, entry, evidence);
            quantity = Scaled.Of(counted.Number.Of(at), counted.Scale, ref fits);
            at.Release(counted.Scope);
            image.Fits &= fits;
        }

        Period period = default;
        if (list.Period is { } accumulated)
        {
            at.Hold(accumulated.Scope, entry, evidence);
            period = accumulated.Period.Of(at);
            at.Release(accumulated.Scope);
        }

        return (new PackedEntry(read, quantity), period);
    }

    // False where the record has no entry; of several the case does not fit.
    private bool TryHold(FactPlan? record, int scope)
    {
        if (record is null)
        {
            return true;
        }

        FlatFact held = flat.Facts[record.Number];
        image.Fits &= held.Entries <= 1;
        if (held.Entries != 1)
        {
            return false;
        }

        at.Hold(scope, held.FirstEntry, FlatSource.EvidenceOf(at, held.FirstEntry, FlatEntry.None));
        return true;
    }

    private void Release(int scope)
    {
        if (scope >= 0)
        {
            at.Release(scope);
        }
    }
}
