using System;
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

        if (LineBytes.At(ref text, at) != '[')
        {
            return LineBytes.Careful;
        }

        room.SetGiven();
        while (true)
        {
            at = ReadEntry(ref text, LineBytes.Blanks(ref text, at + 1), list, ref room.Next());
            if (at < 0 || room.Count == ListRoom.Most)
            {
                return LineBytes.Careful;
            }

            at = LineBytes.Blanks(ref text, at);
            switch (LineBytes.At(ref text, at))
            {
                case (byte)',':
                    continue;
                case (byte)']':
                    return at + 1;
                default:
                    return LineBytes.Careful;
            }
        }
    }

    // An entry of a list: its fields, without evidence.
    private int ReadEntry(ref byte text, int at, LineFact list, ref ListEntry entry)
    {
        uint read = list.EntryBase.Readings.Bits;
        int quantity = list.EntryBase.Quantity;
        entry.Period = default;
        ulong seen = 0;
        bool isFilledIn = false;
        int word = LineKeys.Start;
        while (true)
        {
            at = list.FieldKeys!.Next(ref text, at, ref word);
            if (at < 0)
            {
                return LineBytes.Careful;
            }

            if (word == LineKeys.End)
            {
                entry.Readings = read;
                entry.Quantity = quantity;
                return isFilledIn ? at : LineBytes.Careful;
            }

            if ((seen & (1UL << word)) != 0)
            {
                return LineBytes.Careful;
            }

            seen |= 1UL << word;
            LineFact field = list.Fields[word];
            if (field.Type == FactType.YesNo)
            {
                at = LineBytes.YesNo(ref text, at, out int answer);
                read ^= field.EntryYesNo[answer];
                isFilledIn |= answer > 0;
            }
            else if (LineBytes.IsNull(ref text, at))
            {
                at += 4;
            }
            else
            {
                isFilledIn = true;
                at = ReadField(ref text, at, list, field, word, ref read, ref quantity, ref entry.Period);
            }

            if (at < 0)
            {
                return LineBytes.Careful;
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
                at = LineBytes.Number(ref text, at, out long value);
                return at < 0 || !field.Allows(value) || (list.OfList.Quantity == place && !LineFact.TryScale(value, list.OfList.Scale, out quantity))
                    ? LineBytes.Careful
                    : at;
            case FactType.Date:
                return LineDates.Date(ref text, at, out _);
            case FactType.Text:
                return LineBytes.Text(ref text, at);
            default:
                return LineBytes.Careful;
        }
    }
}

/// <summary>An entry of a list while it is read.</summary>
internal struct ListEntry
{
    /// <summary>What is read of its fields, as bits: what is so, and 16 bits higher what is not.</summary>
    public uint Readings;

    /// <summary>Its quantity.</summary>
    public int Quantity;

    /// <summary>Its period.</summary>
    public Period Period;
}

/// <summary>Room for a list, used again for every line.</summary>
internal struct ListRoom
{
    /// <summary>So many entries are read; with more a line needs the careful reader.</summary>
    public const int Most = PackedTime.MostEntries;

    private ListEntry[]? read;
    private PackedEntry[]? entries;
    private Period[]? periods;
    private PackedList unless;
    private Knowledge knowledge;

    /// <summary>How many entries there are.</summary>
    public int Count { get; private set; }

    /// <summary>Whether the periods of its entries are added up.</summary>
    public bool HasPeriods { get; init; }

    /// <summary>Sets the list as it is while nothing is said of it.</summary>
    public void Begin(in PackedList silent)
    {
        (unless, knowledge, Count) = (silent, Knowledge.NotMentioned, 0);
    }

    /// <summary>Sets that there is none.</summary>
    public void SetNone() => (knowledge, Count) = (Knowledge.None, 0);

    /// <summary>Sets that there are entries.</summary>
    public void SetGiven() => (knowledge, Count) = (Knowledge.Given, 0);

    /// <summary>Room for one more entry.</summary>
    public ref ListEntry Next() => ref (read ??= new ListEntry[Most])[Count++];

    /// <summary>The list. It is there until the next line is read.</summary>
    public PackedList ToList(CalendarDate decisionDate)
    {
        if (knowledge == Knowledge.NotMentioned)
        {
            return unless;
        }

        entries ??= new PackedEntry[Most];
        if (HasPeriods)
        {
            periods ??= new Period[Most];
        }

        for (int i = 0; i < Count; i++)
        {
            ref readonly ListEntry entry = ref read![i];
            entries[i] = new PackedEntry(new EntryReadings((ushort)entry.Readings, (ushort)(entry.Readings >> 16)), entry.Quantity);
            if (HasPeriods)
            {
                periods![i] = entry.Period;
            }
        }

        return new PackedList(knowledge, entries, Count, HasPeriods ? periods : null, decisionDate);
    }
}
