using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ImrDsl.Runtime.Lines;
using ImrDsl.Scoring.Batch.Csv;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns.Reading;

// Cells of a table. What is usual is read as it stands; of the rest the piece of a line is written that would stand there, and that is read.
internal sealed partial class FactReader
{
    private readonly CsvLine piece = new();

    /// <summary>Reads the cells of a fact of which nothing is known yet. False if the line of the case has to be read.</summary>
    /// <param name="row">The row.</param>
    /// <param name="cells">Which cells of it.</param>
    /// <param name="met">For each name the line in which it was met last.</param>
    /// <param name="line">The line.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool TryReadCells(RowCells row, FactCells cells, int[] met, int line)
    {
        if (!row.MayBeFilled(cells.Bits))
        {
            return true;
        }

        bool isAlone = !HasParts(row, cells);
        Cell value = cells.Value >= 0 ? row.Of(cells.Value) : default;
        bool hasValue = value.IsFilled;
        if (isAlone && !hasValue)
        {
            return true;
        }

        if (!IsNew(cells, met, line))
        {
            return false;
        }

        if (cells.Rule is not { } rule)
        {
            return true;
        }

        ref byte text = ref MemoryMarshal.GetArrayDataReference(row.Bytes);
        if (rule.Entries is not null && !hasValue)
        {
            return TryReadEntries(row, cells, rule, [], null);
        }

        if (!hasValue || !TryUsual(ref text, value, rule, cells.Usual, cells.Number))
        {
            return TryReadPiece(row, cells, rule, isAlone);
        }

        return isAlone || TryReadEvidence(row, cells, cells.Number);
    }

    /// <summary>Reads rows of entries. False if the line of the case has to be read.</summary>
    /// <param name="block">Holds the rows.</param>
    /// <param name="entries">The rows; at least one.</param>
    /// <param name="row">Where to take them apart.</param>
    /// <param name="cells">The cells of each.</param>
    /// <param name="met">For each name the line in which it was met last.</param>
    /// <param name="line">The line.</param>
    public bool TryReadRows(RowBlock block, ReadOnlySpan<RowEntry> entries, RowCells row, FactCells cells, int[] met, int line) =>
        IsNew(cells, met, line) && (cells.Rule is not { } rule || (rule.Entries is not null && TryReadEntries(row, cells, rule, entries, block)));

    private static bool IsNew(FactCells cells, int[] met, int line)
    {
        if (cells.Number < 0 || met[cells.Number] == line)
        {
            return false;
        }

        met[cells.Number] = line;
        return true;
    }

    /// <summary>Whether any of the cells of a fact says something.</summary>
    public static bool IsSaid(RowCells row, FactCells cells) => (cells.Value >= 0 && row.Of(cells.Value).IsFilled) || HasParts(row, cells);

    private static bool HasParts(RowCells row, FactCells cells) => row.MayBeFilled(cells.PartBits) && HasAny(row, cells.PartBits, cells.Parts);

    // Of cells of which at least one may be filled.
    private static bool HasAny(RowCells row, ulong bits, CellPart[] parts)
    {
        if (row.IsCertain(bits))
        {
            return true;
        }

        foreach (ref readonly CellPart part in parts.AsSpan())
        {
            if (row.Of(part.Place).IsFilled)
            {
                return true;
            }
        }

        return false;
    }

    // Of one row that is taken apart already, or of several that are to be.
    private bool TryReadEntries(RowCells row, FactCells cells, FactRule rule, ReadOnlySpan<RowEntry> entries, RowBlock? block)
    {
        if (!rule.Entries!.IsPlain)
        {
            return false;
        }

        int place = cells.Number;
        (int entryCount, int factCount) = (flat.EntryCount, flat.FactCount);
        bool isRead = block is not null || TryReadEntry(row, cells, rule, place);
        for (int i = 0; i < entries.Length && isRead; i++)
        {
            row.Take(block!.Bytes, entries[i].Start, entries[i].Length);
            isRead = !entries[i].IsWritten && TryReadEntry(row, cells, rule, place);
        }

        ref FlatFact fact = ref flat.Facts[place];
        if (rule.IsRead)
        {
            fact.Knowledge = fact.Entries > 0 ? Knowledge.Given : Knowledge.NotMentioned;
        }
        else
        {
            (fact, flat.EntryCount, flat.FactCount) = (default, entryCount, factCount);
        }

        return isRead;
    }

    private bool TryReadEntry(RowCells row, FactCells cells, FactRule rule, int place)
    {
        if (row.MayBeFilled(cells.AroundBits) && HasAny(row, cells.AroundBits, cells.Around))
        {
            WritePiece(row, cells, isAlone: false);
            return ReadFields(ref EndPiece(out int written), 0, rule, place, mayBeIncomplete: false) == written;
        }

        FlatFact before = flat.Facts[place];
        (int entry, int factCount) = (flat.EntryCount, flat.FactCount);
        flat.AddEntry(place).IsKnown = true;
        int fields = flat.AddFields(entry, rule.Entries!.Fields.Length);
        bool isFilledIn = false;
        ref byte text = ref MemoryMarshal.GetArrayDataReference(row.Bytes);
        foreach (ref readonly CellPart part in cells.Parts.AsSpan())
        {
            Cell cell = row.Of(part.Place);
            if (!cell.IsFilled)
            {
                continue;
            }

            if (part.Field is not { } field)
            {
                if (!TryEvidence(ref text, cell, part.Word, ref flat.Entries[entry]))
                {
                    return false;
                }
            }
            else if (TryUsual(ref text, cell, field, part.Usual, fields + part.Word - EvidenceWords.FirstField))
            {
                isFilledIn = true;
            }
            else if (TryReadField(row, part, field, fields + part.Word - EvidenceWords.FirstField, out bool isFieldFilledIn))
            {
                isFilledIn |= isFieldFilledIn;
            }
            else
            {
                return false;
            }
        }

        if (!isFilledIn && !flat.Entries[entry].HasEvidence)
        {
            TakeBack(place, before, entry, factCount);
        }

        return true;
    }

    private bool TryReadEvidence(RowCells row, FactCells cells, int place)
    {
        ref byte text = ref MemoryMarshal.GetArrayDataReference(row.Bytes);
        ref FlatEntry entry = ref flat.Entries[flat.Facts[place].LastEntry];
        foreach (ref readonly CellPart part in cells.Parts.AsSpan())
        {
            Cell cell = row.Of(part.Place);
            if (cell.IsFilled && !TryEvidence(ref text, cell, part.Word, ref entry))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryEvidence(ref byte text, Cell cell, int word, ref FlatEntry entry)
    {
        (int at, int length) = (cell.At, cell.Length);
        if (word == EvidenceWords.Date)
        {
            bool isDate = LineDates.TryRead(ref text, at, length, out entry.DateFirst, out entry.DateLast);
            entry.HasEvidence |= isDate;
            return isDate || LineText.IsWord(ref text, at, length, "unknown"u8);
        }

        entry.HasEvidence = true;
        return word switch
        {
            EvidenceWords.By => rules.TryPerson(ref text, at, length, out entry.Person),
            EvidenceWords.Kind => rules.TryKind(ref text, at, length, out entry.Kind),
            _ => word == EvidenceWords.Source,
        };
    }

    // The value of a usual cell, as ReadUsual reads it of a line. Where anything else stands, nothing is written.
    private bool TryUsual(ref byte text, Cell cell, FactRule rule, UsualValue usual, int place)
    {
        (int at, int length) = (cell.At, cell.Length);
        switch (usual)
        {
            case UsualValue.YesNo:
                return TryAnswer(ref text, at, length, place);
            case UsualValue.Number:
                int end = LineText.ShortNumber(ref text, at, out long digits, out int decimals);
                if (end != at + length || !rule.TryScaleShort(digits, decimals, out long scaled))
                {
                    return false;
                }

                State(place).Value = scaled;
                return true;
            case UsualValue.Choice:
                int word = rule.Words.Find(ref Unsafe.Add(ref text, (nint)(uint)at), length);
                if ((uint)word >= FactRule.NoEntries)
                {
                    return false;
                }

                State(place).Value = word;
                return true;
            case UsualValue.Date:
                return length == LengthOfDay && TryDays(place, LineDates.Day(ref Unsafe.Add(ref text, (nint)(uint)at)), FlatEntry.None, isOngoing: false);
            case UsualValue.Period:
                return TryPeriod(ref text, at, length, place);
            default:
                return false;
        }
    }

    private bool TryAnswer(ref byte text, int at, int length, int place)
    {
        if (LineText.YesNo(ref text, at, out int answer) != at + length || answer == 0)
        {
            return false;
        }

        State(place).Value = answer & 1;
        return true;
    }

    private bool TryPeriod(ref byte text, int at, int length, int place)
    {
        ref byte written = ref Unsafe.Add(ref text, (nint)(uint)at);
        if (length == LengthOfDay + 6 && LineText.IsWord(ref text, at, 6, "since "u8))
        {
            return TryDays(place, LineDates.Day(ref Unsafe.Add(ref written, 6)), FlatEntry.None, isOngoing: true);
        }

        if (length != (2 * LengthOfDay) + 4 || !LineText.Has(ref text, at + LengthOfDay, LineDates.To))
        {
            return false;
        }

        int from = LineDates.Day(ref written);
        int to = LineDates.Day(ref Unsafe.Add(ref written, LengthOfDay + 4));
        return to >= from && TryDays(place, from, to, isOngoing: false);
    }

    private bool TryDays(int place, int from, int to, bool isOngoing)
    {
        if (from < 0)
        {
            return false;
        }

        ref FlatEntry entry = ref State(place);
        entry.IsOngoing = isOngoing;
        (entry.FromFirst, entry.FromLast) = (from, from);
        (entry.ToFirst, entry.ToLast) = (to, to);
        return true;
    }

    private bool TryReadPiece(RowCells row, FactCells cells, FactRule rule, bool isAlone)
    {
        WritePiece(row, cells, isAlone);
        int end = Read(ref EndPiece(out int written), 0, rule, cells.Number);
        Forget(rule, cells.Number);
        return end == written;
    }

    private void WritePiece(RowCells row, FactCells cells, bool isAlone)
    {
        piece.Clear();
        bool isFirst = true;
        foreach (CsvColumn column in cells.Columns)
        {
            Cell cell = row.Of(column.Place);
            if (cell.IsFilled)
            {
                if (!isAlone)
                {
                    piece.Append(isFirst ? (byte)'{' : (byte)',');
                    piece.Append(column.FieldKey.Bytes);
                }

                CsvText.WritePlain(piece, column, row.Bytes.AsSpan(cell.At, cell.Length));
                isFirst = false;
            }
        }

        if (!isAlone)
        {
            piece.Append((byte)'}');
        }
    }

    private bool TryReadField(RowCells row, in CellPart part, FactRule rule, int place, out bool isFilledIn)
    {
        piece.Clear();
        Cell cell = row.Of(part.Place);
        CsvText.WritePlain(piece, part.Column, row.Bytes.AsSpan(cell.At, cell.Length));
        return ReadField(ref EndPiece(out int written), 0, rule, place, out isFilledIn) == written;
    }

    private ref byte EndPiece(out int length)
    {
        length = piece.Length;
        piece.Append("}\n"u8);
        return ref piece.Text(LineText.Slack);
    }
}
