using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using ImrDsl.Runtime.Description;

namespace ImrDsl.Scoring.Batch.Csv;

/// <summary>
/// A table of cases, a row for each, as a batch with one case a line. Each case stands on the line of its row; other lines (the head, rows that go over several lines) are
/// empty. The entries of lists stand in tables of their own, by the id of the case, in the order of the cases. Holds one row of each table.
/// </summary>
public sealed class CsvCases : ForwardStream
{
    private const string Comment = "{\"//\":\"";
    private static readonly byte[] CommentBytes = Encoding.UTF8.GetBytes(Comment);

    private readonly CsvReader rows;
    private readonly int columnCount;

    // By part: each key and the columns that stand under it.
    private readonly (CsvKey Key, CsvColumn[] Columns)[][] members;
    private readonly CsvEntries[] lists;
    private readonly int id;
    private readonly CsvLine line = new();
    private readonly CsvLine all = new();
    private readonly List<(int Json, int Cell)> places = [];
    private ReadOnlyMemory<byte> written;
    private long linesWritten;

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
        columnCount = columns.Length;
        members = [.. Enum.GetValues<CsvPart>().Select(part =>
            columns.Where(column => column.Part == part).GroupBy(column => column.Name).Select(member => (new CsvKey(member.Key), member.ToArray())).ToArray())];
        id = columns.FirstOrDefault(column => column is { Part: CsvPart.Case, Name: CsvHead.Id })?.Place ?? -1;
        this.lists = [.. lists.Select(list => new CsvEntries(new CsvReader(list.Input, list.Path, mostOfRow), list.List, list.Path, guidelines))];
        if (id < 0 && lists.Count > 0)
        {
            throw new FormatException($"Entries of lists are found by the id of their case, and there is no column “{CsvHead.Id}”.");
        }
    }

    /// <summary>The column of a table that stands for a column of the line that was made of its row; the same, for a line that was not made so.</summary>
    /// <param name="utf8">The line.</param>
    /// <param name="column">The column, from 1.</param>
    public static int ColumnIn(ReadOnlySpan<byte> utf8, int column)
    {
        string text = Encoding.UTF8.GetString(utf8);
        if (!text.StartsWith(Comment, StringComparison.Ordinal))
        {
            return column;
        }

        int end = text.IndexOf('"', Comment.Length);
        int[] numbers = [.. text[Comment.Length..end].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
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

    private bool WriteNext()
    {
        if (!rows.Next())
        {
            foreach (CsvEntries list in lists)
            {
                list.ExpectEnd();
            }

            return false;
        }

        all.Clear();
        for (; linesWritten + 1 < rows.FirstLine; linesWritten++)
        {
            all.Append((byte)'\n');
        }

        if (!rows.IsEmpty)
        {
            WriteCase();
        }

        all.Append((byte)'\n');
        linesWritten++;
        written = all.Written;
        return true;
    }

    // The comment in front says where in the line, from its end, which cell of the row stands.
    private void WriteCase()
    {
        line.Clear();
        places.Clear();
        line.Append("\",\"schema\":1"u8);
        WritePart(CsvPart.Case, ",\"case\":{"u8, "}"u8);
        line.Append(",\"items\":[{"u8);
        bool isFirst = !WriteMembers(CsvPart.Item, isFirst: true);
        WritePart(CsvPart.Request, isFirst ? "\"request\":{"u8 : ",\"request\":{"u8, "}"u8);
        line.Append("}]"u8);
        WritePart(CsvPart.Facts, ",\"facts\":{"u8, "}"u8);
        WritePart(CsvPart.Reviewer, ",\"reviewer\":{"u8, "}"u8);
        for (int extra = columnCount; extra < rows.Count; extra++)
        {
            // A cell beyond the last column is told as a part that a case does not have.
            line.Append(",\""u8);
            places.Add((line.Characters - 1, rows.ColumnOf(extra)));
            line.Append("cell "u8);
            line.Append(extra + 1);
            line.Append("\":null"u8);
        }

        line.Append((byte)'}');
        all.Append(CommentBytes);
        for (int i = 0; i < places.Count; i++)
        {
            if (i > 0)
            {
                all.Append((byte)' ');
            }

            all.Append(places[i].Json);
            all.Append((byte)' ');
            all.Append(places[i].Cell);
        }

        all.Append(line.Written.Span);
    }

    private void WritePart(CsvPart part, ReadOnlySpan<byte> open, ReadOnlySpan<byte> close)
    {
        int start = line.Length;
        line.Append(open);
        bool isWritten = WriteMembers(part, isFirst: true);
        if (part == CsvPart.Facts)
        {
            isWritten |= WriteLists(isWritten);
        }

        if (isWritten)
        {
            line.Append(close);
        }
        else
        {
            line.Shorten(start);
        }
    }

    private bool WriteMembers(CsvPart part, bool isFirst)
    {
        bool isWritten = false;
        foreach ((CsvKey key, CsvColumn[] columns) in members[(int)part])
        {
            (int filled, int fields, CsvColumn? value) = (0, 0, null);
            foreach (CsvColumn column in columns)
            {
                if (IsFilled(column, rows))
                {
                    filled++;
                    fields += column.Field is null ? 0 : 1;
                    value = column;
                }
            }

            if (filled == 0)
            {
                continue;
            }

            if (!isFirst)
            {
                line.Append((byte)',');
            }

            line.Append(key.Bytes);
            (isFirst, isWritten) = (false, true);
            if (fields == 0)
            {
                places.Add((line.Characters, rows.ColumnOf(value!.Place)));
                CsvText.WriteValue(line, value, rows.Text(value.Place), rows.IsPlain);
            }
            else
            {
                WriteObject(line, columns, rows, places);
            }
        }

        return isWritten;
    }

    private static bool IsFilled(CsvColumn column, CsvReader row) => column.Place < row.Count && row.Text(column.Place).Length > 0;

    private bool WriteLists(bool isBegun)
    {
        foreach (CsvEntries list in lists)
        {
            isBegun |= list.Write(line, id < rows.Count ? rows.Text(id) : default, isBegun);
        }

        return isBegun;
    }

    /// <summary>Writes the cells of a record, or of a value and its evidence.</summary>
    internal static void WriteObject(CsvLine line, CsvColumn[] columns, CsvReader row, List<(int Json, int Cell)>? places)
    {
        line.Append((byte)'{');
        bool isFirst = true;
        foreach (CsvColumn column in columns)
        {
            if (IsFilled(column, row))
            {
                if (!isFirst)
                {
                    line.Append((byte)',');
                }

                line.Append(column.FieldKey.Bytes);
                isFirst = false;
                places?.Add((line.Characters, row.ColumnOf(column.Place)));
                CsvText.WriteValue(line, column, row.Text(column.Place), row.IsPlain);
            }
        }

        line.Append((byte)'}');
    }
}

/// <summary>A table of entries of one list, in the order of the cases.</summary>
internal sealed class CsvEntries
{
    private readonly CsvReader rows;
    private readonly CsvKey key;
    private readonly string path;
    private readonly CsvColumn[] columns;
    private readonly int id;
    private bool hasNext;

    /// <summary>Reads the head of a table.</summary>
    /// <exception cref="FormatException">The head is missing or holds a name that means nothing.</exception>
    public CsvEntries(CsvReader rows, string list, string path, IReadOnlyList<GuidelineDescription> guidelines)
    {
        this.rows = rows;
        key = new CsvKey(list);
        this.path = path;
        columns = CsvHead.OfEntries(
            rows.Next() ? rows.Cells() : throw new FormatException($"{path} is empty; its first row has to name its columns."), list, guidelines, out id);
        hasNext = rows.Next();
    }

    /// <summary>Writes the entries of a case, if it has any.</summary>
    public bool Write(CsvLine line, ReadOnlySpan<char> caseId, bool isBegun)
    {
        bool isWritten = false;
        while (hasNext && (IdOf().SequenceEqual(caseId) || rows.IsEmpty))
        {
            if (!rows.IsEmpty)
            {
                if (isWritten || isBegun)
                {
                    line.Append((byte)',');
                }

                if (!isWritten)
                {
                    line.Append(key.Bytes);
                    line.Append((byte)'[');
                }

                CsvCases.WriteObject(line, columns, rows, null);
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
                CultureInfo.InvariantCulture, $"{path}, line {rows.FirstLine}: no case “{IdOf()}” follows in the batch; the entries have to stand in the order of the cases."));
        }
    }

    private ReadOnlySpan<char> IdOf() => id < rows.Count ? rows.Text(id) : default;
}
