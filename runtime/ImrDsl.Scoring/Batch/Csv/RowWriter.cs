using System;
using System.IO;

namespace ImrDsl.Scoring.Batch.Csv;

/// <summary>Writes the lines of cases that stand in a block of rows. For one thread.</summary>
internal sealed class RowWriter
{
    private readonly CsvLayout layout;
    private readonly CsvCaseWriter writer;
    private readonly CsvListWriter writeLists;
    private readonly CsvLine line = new();
    private readonly CsvReader row = new(Stream.Null, string.Empty, int.MaxValue);
    private readonly CsvReader entryRow = new(Stream.Null, string.Empty, int.MaxValue);
    private RowBlock block = null!;
    private RowCase one;

    /// <summary>A writer.</summary>
    /// <param name="layout">What the columns mean.</param>
    public RowWriter(CsvLayout layout)
    {
        this.layout = layout;
        writer = new CsvCaseWriter(layout);
        writeLists = WriteLists;
    }

    /// <summary>The line of a case, without its line end. It holds until the next one is written.</summary>
    public ReadOnlyMemory<byte> LineOf(RowBlock rows, in RowCase row)
    {
        (block, one) = (rows, row);
        line.Clear();
        this.row.Take(block.Bytes.AsSpan(row.Start, row.Length));
        writer.Write(line, this.row, writeLists);
        return line.Written;
    }

    private bool WriteLists(CsvLine facts, bool isBegun)
    {
        ReadOnlySpan<RowEntry> entries = block.EntriesOf(one);
        for (int i = 0; i < entries.Length; i++)
        {
            bool isFirst = i == 0 || entries[i - 1].List != entries[i].List;
            if (isBegun || i > 0)
            {
                facts.Append((byte)',');
            }

            CsvList list = layout.Lists[entries[i].List];
            if (isFirst)
            {
                facts.Append(list.Key.Bytes);
                facts.Append((byte)'[');
            }

            WriteEntry(facts, list, entries[i]);
            if (i + 1 == entries.Length || entries[i + 1].List != entries[i].List)
            {
                facts.Append((byte)']');
            }
        }

        return entries.Length > 0;
    }

    private void WriteEntry(CsvLine facts, CsvList list, in RowEntry entry)
    {
        if (entry.IsWritten)
        {
            facts.Append(block.Bytes.AsSpan(entry.Start, entry.Length));
        }
        else
        {
            entryRow.Take(block.Bytes.AsSpan(entry.Start, entry.Length));
            CsvCaseWriter.WriteObject(facts, list.Columns, entryRow, null);
        }
    }
}
