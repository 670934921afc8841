using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using ImrDsl.Runtime.Description;

namespace ImrDsl.Scoring.Batch.Csv;

/// <summary>A table of entries of one list, in the order of the cases.</summary>
internal sealed class CsvEntries
{
    private readonly CsvReader rows;
    private readonly string path;
    private readonly CsvLine written = new();
    private bool hasNext;

    /// <summary>Reads the head of a table.</summary>
    /// <exception cref="FormatException">The head is missing or holds a name that means nothing.</exception>
    public CsvEntries(CsvReader rows, string list, string path, IReadOnlyList<GuidelineDescription> guidelines)
    {
        this.rows = rows;
        this.path = path;
        CsvColumn[] columns = CsvHead.OfEntries(
            rows.Next() ? rows.Cells() : throw new FormatException($"{path} is empty; its first row has to name its columns."), list, guidelines, out int id);
        Layout = new CsvList(new CsvKey(list), columns, id);
        hasNext = rows.Next();
    }

    /// <summary>What the columns mean.</summary>
    public CsvList Layout { get; }

    /// <summary>Puts the entries of a case into a block: plain rows as they are, others as they stand in a line.</summary>
    /// <param name="block">The block.</param>
    /// <param name="list">The number of the list.</param>
    /// <param name="cases">Has the row of the case.</param>
    /// <param name="id">The place of its id.</param>
    public void Collect(RowBlock block, int list, CsvReader cases, int id)
    {
        while (hasNext && (rows.IsSame(Layout.Id, cases, id) || rows.IsEmpty))
        {
            if (!rows.IsEmpty && rows.IsPlain)
            {
                block.AddEntry(list, rows.PlainRow, isWritten: false);
            }
            else if (!rows.IsEmpty)
            {
                written.Clear();
                CsvCaseWriter.WriteObject(written, Layout.Columns, rows, null);
                block.AddEntry(list, written.Written.Span, isWritten: true);
            }

            hasNext = rows.Next();
        }
    }

    /// <summary>Writes the entries of a case, if it has any.</summary>
    /// <param name="line">Where to write.</param>
    /// <param name="cases">Has the row of the case.</param>
    /// <param name="id">The place of its id.</param>
    /// <param name="isBegun">Whether a member stands before them.</param>
    public bool Write(CsvLine line, CsvReader cases, int id, bool isBegun)
    {
        bool isWritten = false;
        while (hasNext && (rows.IsSame(Layout.Id, cases, id) || rows.IsEmpty))
        {
            if (!rows.IsEmpty)
            {
                if (isWritten || isBegun)
                {
                    line.Append((byte)',');
                }

                if (!isWritten)
                {
                    line.Append(Layout.Key.Bytes);
                    line.Append((byte)'[');
                }

                CsvCaseWriter.WriteObject(line, Layout.Columns, rows, null);
                isWritten = true;
            }

            hasNext = rows.Next();
        }

        if (isWritten)
        {
            line.Append((byte)']');
        }

        return isWritten;
    }

    /// <summary>Makes sure that no entry is left over.</summary>
    /// <exception cref="IOException">One is: its case is not in the batch, or its rows do not stand in the order of the cases.</exception>
    public void ExpectEnd()
    {
        if (hasNext && !rows.IsEmpty)
        {
            throw new IOException(string.Create(
                CultureInfo.InvariantCulture, $"{path}, line {rows.FirstLine}: no case “{rows.TextOrNone(Layout.Id)}” follows in the batch; the entries have to stand in the order of the cases."));
        }
    }
}
