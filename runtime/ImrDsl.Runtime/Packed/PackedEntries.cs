using System;
using ImrDsl.Values;

namespace ImrDsl.Runtime;

/// <summary>One entry of a list, packed: what is read of its fields, its quantity, and the days that it may and that it certainly takes up.</summary>
public readonly record struct PackedEntry
{
    /// <summary>An entry.</summary>
    /// <param name="readings">What is read of its fields.</param>
    /// <param name="quantity">Its quantity, if the guideline sums it up, as <see cref="Scaled"/> has it.</param>
    /// <param name="possible">The days that it takes up at most.</param>
    /// <param name="certain">The days that it takes up under every reading.</param>
    public PackedEntry(EntryReadings readings, int quantity, PackedDays possible = default, PackedDays certain = default)
    {
        Readings = readings;
        Quantity = quantity;
        Days = possible.First | ((ulong)certain.First << 16) | ((ulong)possible.Last << 32) | ((ulong)certain.Last << 48);
    }

    /// <summary>What is read of its fields.</summary>
    public EntryReadings Readings { get; }

    /// <summary>Its quantity.</summary>
    public int Quantity { get; }

    /// <summary>The days that it takes up at most.</summary>
    public PackedDays Possible => new((ushort)Days, (ushort)(Days >> 32));

    /// <summary>The days that it takes up under every reading.</summary>
    public PackedDays Certain => new((ushort)(Days >> 16), (ushort)(Days >> 48));

    /// <summary>Side by side, from the lowest bits on: the first possible day, the first certain one, the last possible one, the last certain one.</summary>
    internal ulong Days { get; }

    /// <summary>The same with its days.</summary>
    internal PackedEntry With(PackedDays possible, PackedDays certain) => new(Readings, Quantity, possible, certain);
}

/// <summary>A stretch of days, each as its distance from the decision date back, 0 being that date; no days if it begins after it ends.</summary>
/// <param name="First">The first day; <see cref="Most"/> if it is as early as can be.</param>
/// <param name="Last">The last day.</param>
public readonly record struct PackedDays(ushort First, ushort Last)
{
    /// <summary>The greatest distance, some 179 years.</summary>
    public const int Most = ushort.MaxValue;

    /// <summary>No days.</summary>
    public static PackedDays None => new(0, 1);

    /// <summary>The days from one to another, without those after the decision date.</summary>
    internal static PackedDays Between(int first, int last, int decisionDate)
    {
        last = Math.Min(last, decisionDate);
        return first > last ? None : new PackedDays((ushort)Math.Min(decisionDate - first, Most), (ushort)Math.Min(decisionDate - last, Most));
    }
}

/// <summary>What is read of up to 16 fields of an entry, each a bit. See <see cref="Readings"/>.</summary>
/// <param name="isTrue">What is so.</param>
/// <param name="isFalse">What is not so.</param>
public readonly struct EntryReadings(ushort isTrue, ushort isFalse)
{
    /// <summary>What is read of one field; not documented if it is open.</summary>
    public Truth this[ushort bit] => Truth.Of(isMet: (isTrue & bit) != 0, isNotMet: (isFalse & bit) != 0, isJudgement: false);

    /// <summary>Readings of their bits, as <see cref="Bits"/> has them.</summary>
    internal static EntryReadings Of(uint bits) => new((ushort)bits, (ushort)(bits >> 16));

    /// <summary>What is so, and 16 bits higher what is not.</summary>
    internal uint Bits => isTrue | ((uint)isFalse << 16);

    /// <summary>What is not known to be not so.</summary>
    internal ushort Possible => (ushort)~isFalse;

    /// <summary>Whether all of some are so.</summary>
    public bool Has(ushort bits) => (isTrue & bits) == bits;

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
    private readonly Period[]? periods;
    private readonly int count;
    private readonly Knowledge knowledge;
    private readonly ushort possible;
    private readonly bool isByDays;

    /// <summary>A list.</summary>
    /// <param name="knowledge">What is known of it as a whole.</param>
    /// <param name="entries">Its entries.</param>
    public PackedList(Knowledge knowledge, PackedEntry[] entries)
        : this(knowledge, entries, entries.Length, null, default)
    {
    }

    /// <summary>A list whose periods are added up. Its entries are put in order.</summary>
    /// <param name="knowledge">What is known of it as a whole.</param>
    /// <param name="entries">Its entries.</param>
    /// <param name="periods">The period of each.</param>
    /// <param name="decisionDate">The date as of which the case is decided.</param>
    public PackedList(Knowledge knowledge, PackedEntry[] entries, Period[] periods, CalendarDate decisionDate)
        : this(knowledge, entries, entries.Length, periods, decisionDate)
    {
    }

    /// <summary>A list in room that may be larger.</summary>
    /// <param name="knowledge">What is known of it as a whole.</param>
    /// <param name="entries">Its entries, and room behind them.</param>
    /// <param name="count">How many entries there are.</param>
    /// <param name="periods">The period of each, if they are added up; then the entries are put in order.</param>
    /// <param name="decisionDate">The date as of which the case is decided.</param>
    internal PackedList(Knowledge knowledge, PackedEntry[] entries, int count, Period[]? periods, CalendarDate decisionDate)
    {
        this.knowledge = knowledge;
        this.entries = entries;
        this.periods = periods;
        this.count = count;
        foreach (ref readonly PackedEntry entry in Entries)
        {
            possible |= entry.Readings.Possible;
        }

        isByDays = periods is not null && PackedPeriods.Order(entries.AsSpan(0, count), periods.AsSpan(0, count), decisionDate);
    }

    /// <summary>Whether the record says nothing of the list, or that it is not known.</summary>
    public bool IsOpen => knowledge is Knowledge.NotMentioned or Knowledge.Unknown;

    /// <summary>Whether there may be further entries.</summary>
    public bool IsIncomplete => knowledge == Knowledge.Incomplete;

    /// <summary>The entries.</summary>
    public ReadOnlySpan<PackedEntry> Entries => new(entries, 0, count);

    /// <summary>Whether so many entries can be packed; with more of them a case does not fit.</summary>
    /// <param name="count">How many entries there are.</param>
    public static bool HasRoomFor(int count) => count <= PackedTime.MostEntries;

    /// <summary>Whether some entry may have all of some readings, as far as each of them alone tells.</summary>
    public bool MayHave(ushort bits) => (possible & bits) == bits;

    /// <summary>Compares the total of the periods of the entries that are in the list with a stated length.</summary>
    /// <param name="time">What was said of the entries.</param>
    /// <param name="decisionDate">The date as of which the case is decided.</param>
    /// <param name="comparison">How it is compared.</param>
    /// <param name="length">With what.</param>
    public Truth CompareTotal(PackedTime time, CalendarDate decisionDate, Comparison comparison, CalendarDuration length)
    {
        if (IsOpen)
        {
            return Truth.NotDocumented;
        }

        if (isByDays && !IsIncomplete && decisionDate.DayNumber > PackedTime.DaysOfMostMonths
            && time.TryCompare(Entries, decisionDate, comparison, length, out Truth told))
        {
            return told;
        }

        PeriodUnion union = time.Union(new ReadOnlySpan<Period>(periods, 0, periods is null ? 0 : count), IsIncomplete, decisionDate);
        Truth answer = union.CompareTotal(comparison, length);
        union.Dispose();
        return answer;
    }

    /// <summary>The total of the periods of the entries that are in the list.</summary>
    /// <param name="time">What was said of the entries.</param>
    /// <param name="decisionDate">The date as of which the case is decided.</param>
    public ElapsedRange Total(PackedTime time, CalendarDate decisionDate)
    {
        if (IsOpen)
        {
            return ElapsedRange.Unknown;
        }

        PeriodUnion union = time.Union(new ReadOnlySpan<Period>(periods, 0, periods is null ? 0 : count), IsIncomplete, decisionDate);
        ElapsedRange total = union.Total();
        union.Dispose();
        return total;
    }

    /// <summary>What a list that is not complete, or not known, makes of the answer whether some entry passes.</summary>
    /// <param name="answer">The answer over its entries.</param>
    public Truth Some(Truth answer) => IsOpen ? Truth.NotDocumented : IsIncomplete ? answer | Truth.NotDocumented : answer;

    /// <summary>What a list that is not complete, or not known, makes of the answer whether every entry passes.</summary>
    /// <param name="answer">The answer over its entries.</param>
    public Truth Every(Truth answer) => IsOpen ? Truth.NotDocumented : IsIncomplete ? answer & Truth.NotDocumented : answer;
}
