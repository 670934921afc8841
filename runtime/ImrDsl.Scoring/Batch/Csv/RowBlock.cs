using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using ImrDsl.Runtime.Lines;

namespace ImrDsl.Scoring.Batch.Csv;

/// <summary>A case of a block of rows.</summary>
/// <param name="Line">The line at which its row begins.</param>
/// <param name="Start">Where in the block it stands.</param>
/// <param name="Length">How many bytes it has.</param>
/// <param name="FirstEntry">The first of its entries in the block.</param>
/// <param name="Entries">How many it has.</param>
/// <param name="IsWritten">Whether it stands there as a line, its entries with it, and not as a row.</param>
internal readonly record struct RowCase(long Line, int Start, int Length, int FirstEntry, int Entries, bool IsWritten);

/// <summary>An entry of a list in a block of rows.</summary>
/// <param name="List">The number of the list.</param>
/// <param name="Start">Where in the block it stands.</param>
/// <param name="Length">How many bytes it has.</param>
/// <param name="IsWritten">Whether it stands there as in a line, and not as a row.</param>
internal readonly record struct RowEntry(int List, int Start, int Length, bool IsWritten);

/// <summary>
/// Some hundred cases of a table with the entries of their lists, as they stand in their tables. A row holds only <see cref="CsvText.Plain"/>, and is followed by a line
/// end and <see cref="LineText.Slack"/> readable bytes.
/// </summary>
/// <param name="size">At how many bytes it is full.</param>
internal sealed class RowBlock(int size)
{
    private readonly List<RowCase> cases = [];
    private readonly List<RowEntry> entries = [];
    private byte[] bytes = new byte[size + (size / 8)];
    private int length;
    private int entriesOfCases;

    /// <summary>What it holds.</summary>
    public byte[] Bytes => bytes;

    /// <summary>The cases.</summary>
    public ReadOnlySpan<RowCase> Cases => CollectionsMarshal.AsSpan(cases);

    /// <summary>How many lines of the table there are that begin no case.</summary>
    public long EmptyLines { get; set; }

    /// <summary>Whether nothing is in it.</summary>
    public bool IsEmpty => cases.Count == 0 && EmptyLines == 0;

    /// <summary>Whether no more should come into it.</summary>
    public bool IsFull => length >= size || EmptyLines >= size;

    /// <summary>The entries of a case.</summary>
    public ReadOnlySpan<RowEntry> EntriesOf(in RowCase one) => CollectionsMarshal.AsSpan(entries).Slice(one.FirstEntry, one.Entries);

    /// <summary>Empties it.</summary>
    public void Clear()
    {
        cases.Clear();
        entries.Clear();
        (length, entriesOfCases, EmptyLines) = (0, 0, 0);
    }

    /// <summary>Begins a case with its row; gives the place.</summary>
    public int Begin(ReadOnlySpan<byte> row) => Append(row);

    /// <summary>Adds an entry of the case that was begun.</summary>
    /// <param name="list">The number of the list.</param>
    /// <param name="row">The entry.</param>
    /// <param name="isWritten">Whether it is as it stands in a line, and not a row.</param>
    public void AddEntry(int list, ReadOnlySpan<byte> row, bool isWritten) => entries.Add(new RowEntry(list, Append(row), row.Length, isWritten));

    /// <summary>Ends the case that was begun.</summary>
    public void EndCase(long line, int start, int rowLength)
    {
        cases.Add(new RowCase(line, start, rowLength, entriesOfCases, entries.Count - entriesOfCases, IsWritten: false));
        entriesOfCases = entries.Count;
    }

    /// <summary>Adds a case as a line.</summary>
    public void AddLine(long line, ReadOnlySpan<byte> written) => cases.Add(new RowCase(line, Append(written), written.Length, entriesOfCases, 0, IsWritten: true));

    /// <summary>Forgets a case that was begun and not ended.</summary>
    public void DropUnfinished() => entries.RemoveRange(entriesOfCases, entries.Count - entriesOfCases);

    private int Append(ReadOnlySpan<byte> written)
    {
        int start = length;
        written.CopyTo(Room(written.Length));
        length += written.Length;
        bytes[length++] = (byte)'\n';
        return start;
    }

    private Span<byte> Room(int more)
    {
        int needed = length + more + 1 + LineText.Slack;
        if (needed > bytes.Length)
        {
            Array.Resize(ref bytes, Math.Max(needed, 2 * bytes.Length));
        }

        return bytes.AsSpan(length);
    }
}
