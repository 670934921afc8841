using System;
using System.Runtime.InteropServices;
using ImrDsl.Runtime.Lines;
using ImrDsl.Scoring.Batch.Csv;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns.Reading;

// The row of a table in place of the line that is written of it.
internal sealed partial class CaseLine
{
    private readonly RowCells row = new();
    private readonly RowCells entryRow = new();

    // The cells of the request of the row that was read last; empty for a line.
    private FactCells[] requestCells = [];

    /// <summary>Reads a row with its entries. False if its line has to be read.</summary>
    /// <param name="rules">How rows are read.</param>
    /// <param name="block">Holds the row.</param>
    /// <param name="one">Which.</param>
    public bool TryReadRow(RowRules rules, RowBlock block, in RowCase one)
    {
        BeginLine();
        bytes = block.Bytes;
        row.Take(bytes, one.Start, one.Length);
        ref byte text = ref MemoryMarshal.GetArrayDataReference(bytes);
        if (row.Count > rules.Layout.Columns || !TryReadCase(ref text, rules) || !TryReadItem(ref text, rules) || !TryRoute())
        {
            return false;
        }

        EditionRules edition = lineRules.Editions[this.edition];
        EditionRows cells = rules.Editions[this.edition];
        facts.Use(edition);
        Flat.Clear(edition.Rules.Length);
        if ((!facts.TryReadAnswers(row, cells.AnswerCells) && !TryReadCells(cells.Answers)) || !TryReadCells(cells.Facts))
        {
            return false;
        }

        if (!TryReadLists(cells.Lists, block, block.EntriesOf(one)))
        {
            return false;
        }

        (commonEntries, commonFacts) = (Flat.EntryCount, Flat.FactCount);
        requestCells = cells.Request;
        return TrySelect(ref text, 0);
    }

    private bool TryReadCase(ref byte text, RowRules rules)
    {
        decisionDate = reviewDate = editionDate = (FlatEntry.None, FlatEntry.None);
        foreach (FrameCell cell in rules.OfCase)
        {
            Cell written = row.Of(cell.Place);
            if (cell.Word >= FrameWords.FirstOfWords || !written.IsFilled)
            {
                continue;
            }

            if (cell.Word < 0 || !TryDate(ref text, written.At, written.Length, out (int First, int Last) date))
            {
                return false;
            }

            switch (cell.Word)
            {
                case FrameWords.DecisionDate:
                    decisionDate = date;
                    break;
                case FrameWords.ReviewDate:
                    reviewDate = date;
                    break;
                case FrameWords.EditionDate:
                    editionDate = date;
                    break;
            }
        }

        return true;
    }

    private bool TryReadItem(ref byte text, RowRules rules)
    {
        itemCount = 1;
        ref Item item = ref items[0];
        item = NewItem();
        bool isSaid = false;
        foreach (FrameCell cell in rules.OfItem)
        {
            Cell written = row.Of(cell.Place);
            if (written.IsFilled)
            {
                isSaid = true;
                if (!TryReadItem(ref text, written.At, written.Length, cell.Word, ref item))
                {
                    return false;
                }
            }
        }

        foreach (FactCells fact in rules.Editions[0].Request)
        {
            item.HasRequest |= FactReader.IsSaid(row, fact);
        }

        return isSaid || item.HasRequest;
    }

    private static bool TryReadItem(ref byte text, int at, int length, int word, ref Item item)
    {
        switch (word)
        {
            case FrameWords.Service:
                (item.ServiceAt, item.ServiceLength) = (at, length);
                return true;
            case FrameWords.Code:
                (item.CodeAt, item.CodeLength) = (at, length);
                return true;
            case FrameWords.Quantity:
                return ReadQuantity(ref text, at, ref item) == at + length && item.Quantity > 0;
            case FrameWords.RequestDate:
                return TryDate(ref text, at, length, out item.RequestDate);
            case FrameWords.ServiceDate:
                return TryDate(ref text, at, length, out item.ServiceDate);
            default:
                item.HasWords |= word is >= FrameWords.WordsOfRequest and < FrameWords.FirstOfWords;
                return word >= FrameWords.WordsOfRequest;
        }
    }

    private static bool TryDate(ref byte text, int at, int length, out (int First, int Last) date) =>
        LineDates.TryRead(ref text, at, length, out date.First, out date.Last) || LineText.IsWord(ref text, at, length, "unknown"u8);

    private bool TryReadLists(FactCells[] lists, RowBlock block, ReadOnlySpan<RowEntry> entries)
    {
        while (entries.Length > 0)
        {
            int list = entries[0].List;
            int count = 1;
            while (count < entries.Length && entries[count].List == list)
            {
                count++;
            }

            if (!facts.TryReadRows(block, entries[..count], entryRow, lists[list], met, line))
            {
                return false;
            }

            entries = entries[count..];
        }

        return true;
    }

    private bool TryReadRequestCells() => TryReadCells(requestCells);

    private bool TryReadCells(FactCells[] cells)
    {
        foreach (FactCells fact in cells)
        {
            if (!facts.TryReadCells(row, fact, met, line))
            {
                return false;
            }
        }

        return true;
    }
}
