using System;
using ImrDsl.Values;

namespace ImrDsl.Runtime;

/// <summary>One entry of a list, packed: what is read of its fields, its stretch of time and its quantity.</summary>
/// <param name="Readings">What is read of its fields.</param>
/// <param name="Period">Its stretch of time, if the guideline asks for it.</param>
/// <param name="Quantity">Its quantity, if the guideline sums it up, as <see cref="Scaled"/> has it.</param>
public readonly record struct PackedEntry(EntryReadings Readings, Period Period, int Quantity);

/// <summary>What is read of up to 16 fields of an entry, each a bit. See <see cref="Readings"/>.</summary>
/// <param name="isTrue">What is so.</param>
/// <param name="isFalse">What is not so.</param>
public readonly struct EntryReadings(ushort isTrue, ushort isFalse)
{
    /// <summary>What is read of one field; not documented if it is open.</summary>
    public Truth this[ushort bit] => (isTrue & bit) != 0 ? Truth.Met : (isFalse & bit) != 0 ? Truth.NotMet : Truth.NotDocumented;

    /// <summary>With one reading more.</summary>
    /// <param name="bit">Its bit.</param>
    /// <param name="reading">What is read.</param>
    public EntryReadings With(ushort bit, Truth reading) =>
        new((ushort)(isTrue | (reading.IsMet ? bit : 0)), (ushort)(isFalse | (reading.IsNotMet ? bit : 0)));
}

/// <summary>A list of a case, packed.</summary>
public readonly struct PackedList
{
    private readonly PackedEntry[]? entries;
    private readonly Knowledge knowledge;

    /// <summary>A list.</summary>
    /// <param name="knowledge">What is known of it as a whole.</param>
    /// <param name="entries">Its entries.</param>
    public PackedList(Knowledge knowledge, PackedEntry[] entries)
    {
        this.knowledge = knowledge;
        this.entries = entries;
    }

    /// <summary>Whether the record says nothing of the list, or that it is not known.</summary>
    public bool IsOpen => knowledge is Knowledge.NotMentioned or Knowledge.Unknown;

    /// <summary>Whether there may be further entries.</summary>
    public bool IsIncomplete => knowledge == Knowledge.Incomplete;

    /// <summary>The entries.</summary>
    public ReadOnlySpan<PackedEntry> Entries => entries;

    /// <summary>The time that the entries take up that are in the list, overlaps once.</summary>
    /// <param name="decisionDate">The date as of which the case is decided.</param>
    public PackedTime Time(CalendarDate decisionDate) => new(this, decisionDate);

    /// <summary>Whether so many entries can be packed; with more of them a case does not fit.</summary>
    /// <param name="count">How many entries there are.</param>
    public static bool HasRoomFor(int count) => count <= PackedTime.MostEntries;

    /// <summary>What a list that is not complete, or not known, makes of the answer whether some entry passes.</summary>
    /// <param name="answer">The answer over its entries.</param>
    public Truth Some(Truth answer) => IsOpen ? Truth.NotDocumented : IsIncomplete ? answer | Truth.NotDocumented : answer;

    /// <summary>What a list that is not complete, or not known, makes of the answer whether every entry passes.</summary>
    /// <param name="answer">The answer over its entries.</param>
    public Truth Every(Truth answer) => IsOpen ? Truth.NotDocumented : IsIncomplete ? answer & Truth.NotDocumented : answer;
}
