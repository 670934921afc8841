using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.ExceptionServices;
using System.Text;
using ImrDsl.Runtime.Description;

namespace ImrDsl.Scoring.Batch.Csv;

/// <summary>
/// A table of cases, a row for each, as a batch with one case a line. Each case stands on the line of its row; other lines (the head, rows that go over several lines) are
/// empty. The entries of lists stand in tables of their own, by the id of the case, in the order of the cases. Holds one row of each table.
/// </summary>
public sealed class CsvCases : ForwardStream
{
    private readonly CsvReader rows;
    private readonly CsvEntries[] lists;
    private readonly CsvCaseWriter writer;
    private readonly CsvListWriter writeLists;
    private readonly CsvLine all = new();
    private ReadOnlyMemory<byte> written;
    private long linesWritten;
    private ExceptionDispatchInfo? failure;

    /// <summary>Opens a table and reads its head.</summary>
    /// <param name="input">The table, unpacked.</param>
    /// <param name="path">The table, as messages name it.</param>
    /// <param name="lists">The tables of entries: the name of the list, the table, and how messages name it.</param>
    /// <param name="guidelines">The guidelines whose facts the columns are.</param>
    /// <param name="mostOfRow">How many characters a row may have.</param>
    /// <exception cref="FormatException">A head is missing or holds a name that means nothing; the message says which.</exception>
    /// <exception cref="IOException">A table cannot be read.</exception>
    public CsvCases(
        Stream input, string path, IReadOnlyList<(string List, Stream Input, string Path)> lists, IReadOnlyList<GuidelineDescription> guidelines, int mostOfRow)
    {
        rows = new CsvReader(input, path, mostOfRow);
        CsvColumn[] columns = CsvHead.OfCases(rows.Next() ? rows.Cells() : throw new FormatException("It is empty; its first row has to name its columns."), guidelines);
        this.lists = [.. lists.Select(list => new CsvEntries(new CsvReader(list.Input, list.Path, mostOfRow), list.List, list.Path, guidelines))];
        Layout = new CsvLayout(columns, [.. this.lists.Select(list => list.Layout)]);
        writer = new CsvCaseWriter(Layout);
        writeLists = WriteLists;
        if (Layout.Id < 0 && lists.Count > 0)
        {
            throw new FormatException($"Entries of lists are found by the id of their case, and there is no column “{CsvHead.Id}”.");
        }
    }

    /// <summary>What the columns mean.</summary>
    internal CsvLayout Layout { get; }

    /// <summary>The column of a table that stands for a column of the line that was made of its row; the same, for a line that was not made so.</summary>
    /// <param name="utf8">The line.</param>
    /// <param name="column">The column, from 1.</param>
    public static int ColumnIn(ReadOnlySpan<byte> utf8, int column)
    {
        string text = Encoding.UTF8.GetString(utf8);
        if (!text.StartsWith(CsvCaseWriter.Comment, StringComparison.Ordinal))
        {
            return column;
        }

        int end = text.IndexOf('"', CsvCaseWriter.Comment.Length);
        int[] numbers = [.. text[CsvCaseWriter.Comment.Length..end].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
        int found = 1;
        for (int i = 0; i + 1 < numbers.Length && end + numbers[i] < column; i += 2)
        {
            found = numbers[i + 1];
        }

        return found;
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (written.IsEmpty && !WriteNext())
        {
            return 0;
        }

        int count = Math.Min(buffer.Length, written.Length);
        written.Span[..count].CopyTo(buffer);
        written = written[count..];
        return count;
    }

    /// <summary>
    /// The next rows, to be read as they are: in place of the lines, not beside them. Null at the end. Of a case that has anything but plain rows the line is written.
    /// </summary>
    /// <param name="block">Where to put them; it is empty.</param>
    /// <exception cref="IOException">A table cannot be read any further. All cases before the place were given.</exception>
    /// <exception cref="InvalidDataException">A table is packed and damaged. All cases before the place were given.</exception>
    internal RowBlock? Next(RowBlock block)
    {
        failure?.Throw();
        try
        {
            while (!block.IsFull && TryCollect(block))
            {
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            failure = ExceptionDispatchInfo.Capture(exception);
            block.DropUnfinished();
            if (block.IsEmpty)
            {
                throw;
            }
        }

        return block.IsEmpty ? null : block;
    }

    private bool TryCollect(RowBlock block)
    {
        if (!NextRow())
        {
            return false;
        }

        long emptyLines = rows.FirstLine - linesWritten - 1;
        if (rows.IsEmpty)
        {
            emptyLines++;
        }
        else if (rows.IsPlain)
        {
            int start = block.Begin(rows.PlainRow);
            for (int list = 0; list < lists.Length; list++)
            {
                lists[list].Collect(block, list, rows, Layout.Id);
            }

            block.EndCase(rows.FirstLine, start, rows.PlainRow.Length);
        }
        else
        {
            all.Clear();
            writer.Write(all, rows, writeLists);
            block.AddLine(rows.FirstLine, all.Written.Span);
        }

        block.EmptyLines += emptyLines;
        linesWritten = rows.FirstLine;
        return true;
    }

    private bool NextRow()
    {
        if (rows.Next())
        {
            return true;
        }

        foreach (CsvEntries list in lists)
        {
            list.ExpectEnd();
        }

        return false;
    }

    private bool WriteLists(CsvLine line, bool isBegun)
    {
        foreach (CsvEntries list in lists)
        {
            isBegun |= list.Write(line, rows, Layout.Id, isBegun);
        }

        return isBegun;
    }

    private bool WriteNext()
    {
        if (!NextRow())
        {
            return false;
        }

        all.Clear();
        for (; linesWritten + 1 < rows.FirstLine; linesWritten++)
        {
            all.Append((byte)'\n');
        }

        if (!rows.IsEmpty)
        {
            writer.Write(all, rows, writeLists);
        }

        all.Append((byte)'\n');
        linesWritten++;
        written = all.Written;
        return true;
    }
}
