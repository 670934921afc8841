using System;
using System.Runtime.CompilerServices;
using ImrDsl.Runtime.Description;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Lines;

// The lists of a line.
internal sealed partial class LineReader
{
    private int ReadList(ref byte text, int at, LineFact list)
    {
        // What nobody asks about is checked all the same.
        ref ListRoom room = ref lists[list.List < 0 ? form.Lists.Count : list.List];
        if (IsNone(ref text, at))
        {
            room.SetNone();
            return at + 6;
        }

        if (LineText.At(ref text, at) != '[')
        {
            return LineText.Careful;
        }

        room.SetGiven();
        while (true)
        {
            at = ReadEntry(ref text, LineText.Blanks(ref text, at + 1), list, ref room);
            if (at < 0 || room.Count == ListRoom.Most)
            {
                return LineText.Careful;
            }

            at = LineText.Blanks(ref text, at);
            switch (LineText.At(ref text, at))
            {
                case (byte)',':
                    continue;
                case (byte)']':
                    return at + 1;
                default:
                    return LineText.Careful;
            }
        }
    }

    // An entry of a list: its fields, without evidence.
    private int ReadEntry(ref byte text, int at, LineFact list, ref ListRoom room)
    {
        uint read = list.EntryBase.Readings.Bits;
        int quantity = list.EntryBase.Quantity;
        Period period = default;
        ulong seen = 0;
        bool isFilledIn = false;
        int word = KeyTable.Start;
        while (true)
        {
            at = list.FieldKeys!.NextOnce(ref text, at, ref word, ref seen, out bool isEnd);
            if (at < 0)
            {
                return LineText.Careful;
            }

            if (isEnd)
            {
                room.Add(new PackedEntry(EntryReadings.Of(read), quantity), period);
                return isFilledIn ? at : LineText.Careful;
            }

            LineFact field = list.Fields[word];
            if (field.Type == FactType.YesNo)
            {
                at = LineText.YesNo(ref text, at, out int answer);
                read ^= field.EntryYesNo[answer];
                isFilledIn |= answer > 0;
            }
            else if (LineText.Has(ref text, at, LineText.Null))
            {
                at += 4;
            }
            else
            {
                isFilledIn = true;
                at = ReadField(ref text, at, list, field, word, ref read, ref quantity, ref period);
            }

            if (at < 0)
            {
                return LineText.Careful;
            }
        }
    }

    private int ReadField(ref byte text, int at, LineFact list, LineFact field, int place, ref uint read, ref int quantity, ref Period period)
    {
        switch (field.Type)
        {
            case FactType.Choice or FactType.Code:
                at = ReadWord(ref text, at, field, out int word);
                read ^= at >= 0 ? field.EntryOfWords[word] : 0;
                return at;
            case FactType.Period when list.OfList.Period == place:
                return LineDates.Period(ref text, at, out period);
            case FactType.Period:
                return LineDates.Period(ref text, at, out _);
            case FactType.Number:
                at = ReadTenThousandths(ref text, at, out long value);
                return at < 0 || !field.Allows(value) || (list.OfList.Quantity == place && !LineFact.TryScale(value, list.OfList.Scale, out quantity))
                    ? LineText.Careful
                    : at;
            case FactType.Date:
                return LineDates.Date(ref text, at, out _);
            case FactType.Text:
                return LineText.Plain(ref text, at);
            default:
                return LineText.Careful;
        }
    }
}

/// <summary>Room for a list, used again for every line.</summary>
internal struct ListRoom
{
    /// <summary>So many entries are read; with more a line needs the careful reader.</summary>
    public const int Most = PackedTime.MostEntries;

    private PackedEntry[]? entries;
    private Period[]? periods;
    private Knowledge knowledge;

    /// <summary>How many entries there are.</summary>
    public int Count { get; private set; }

    /// <summary>Whether the periods of its entries are added up.</summary>
    public bool HasPeriods { get; init; }

    /// <summary>Whether nothing is said of it.</summary>
    public readonly bool IsSilent => knowledge == Knowledge.NotMentioned;

    /// <summary>Whether the entry is there that holds it.</summary>
    public bool IsOfEntry { get; private set; }

    /// <summary>Sets the list as it is while nothing is said of it.</summary>
    public void Begin(bool isOfEntry) => (knowledge, Count, IsOfEntry) = (Knowledge.NotMentioned, 0, isOfEntry);

    /// <summary>Sets that there is none.</summary>
    public void SetNone() => (knowledge, Count) = (Knowledge.None, 0);

    /// <summary>Sets that there are entries.</summary>
    public void SetGiven() => (knowledge, Count) = (Knowledge.Given, 0);

    /// <summary>Adds an entry.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(in PackedEntry entry, in Period period)
    {
        entries ??= new PackedEntry[Most];
        entries[Count] = entry;
        if (HasPeriods)
        {
            periods ??= new Period[Most];
            periods[Count] = period;
        }

        Count++;
    }

    /// <summary>Takes back what its entries say, but not that they are there.</summary>
    public readonly void Blank()
    {
        entries?.AsSpan(0, Count).Fill(new PackedEntry(default, Scaled.Unknown));
        periods?.AsSpan(0, Count).Clear();
    }

    /// <summary>The list, if anything is said of it. It is there until the next line is read.</summary>
    public readonly PackedList ToList(CalendarDate decisionDate) => new(knowledge, entries ?? [], Count, HasPeriods ? periods ?? [] : null, decisionDate);
}
