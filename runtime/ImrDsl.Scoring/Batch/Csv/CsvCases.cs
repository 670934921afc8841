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

    private readonly CsvReader rows;
    private readonly int columnCount;

    // By part: each key and the columns that stand under it.
    private readonly (string Key, CsvColumn[] Columns)[][] members;
    private readonly CsvEntries[] lists;
    private readonly int id;
    private readonly StringBuilder line = new();
    private readonly StringBuilder comment = new();
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
        CsvColumn[] columns = CsvHead.OfCases(rows.Next() ?? throw new FormatException("It is empty; its first row has to name its columns."), guidelines);
        columnCount = columns.Length;
        members = [.. Enum.GetValues<CsvPart>().Select(part =>
            columns.Where(column => column.Part == part).GroupBy(column => column.Name).Select(member => (CsvText.KeyOf(member.Key), member.ToArray())).ToArray())];
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
        if (rows.Next() is not { } cells)
        {
            foreach (CsvEntries list in lists)
            {
                list.ExpectEnd();
            }

            return false;
        }

        line.Clear();
        for (; linesWritten + 1 < rows.FirstLine; linesWritten++)
        {
            line.Append('\n');
        }

        if (cells.Count > 1 || cells[0].Text.Length > 0)
        {
            WriteCase(cells);
        }

        line.Append('\n');
        linesWritten++;
        written = Encoding.UTF8.GetBytes(line.ToString());
        return true;
    }

    // The comment in front says where in the line, from its end, which cell of the row stands.
    private void WriteCase(IReadOnlyList<CsvCell> cells)
    {
        int before = line.Length;
        places.Clear();
        line.Append("\",\"schema\":1");
        WritePart(cells, CsvPart.Case, ",\"case\":{", "}", before);
        line.Append(",\"items\":[{");
        bool isFirst = !WriteMembers(cells, CsvPart.Item, before, isFirst: true);
        WritePart(cells, CsvPart.Request, isFirst ? "\"request\":{" : ",\"request\":{", "}", before);
        line.Append("}]");
        WritePart(cells, CsvPart.Facts, ",\"facts\":{", "}", before);
        WritePart(cells, CsvPart.Reviewer, ",\"reviewer\":{", "}", before);
        for (int extra = columnCount; extra < cells.Count; extra++)
        {
            // A cell beyond the last column is told as a part that a case does not have.
            line.Append(",\"");
            places.Add((line.Length - before - 1, cells[extra].Column));
            line.Append(CultureInfo.InvariantCulture, $"cell {extra + 1}\":null");
        }

        line.Append('}');
        comment.Clear().Append(Comment);
        for (int i = 0; i < places.Count; i++)
        {
            comment.Append(i > 0 ? " " : string.Empty).Append(places[i].Json).Append(' ').Append(places[i].Cell);
        }

        line.Insert(before, comment.ToString());
    }

    private void WritePart(IReadOnlyList<CsvCell> cells, CsvPart part, string open, string close, int before)
    {
        int start = line.Length;
        line.Append(open);
        bool isWritten = WriteMembers(cells, part, before, isFirst: true);
        if (part == CsvPart.Facts)
        {
            isWritten |= WriteLists(cells, isWritten);
        }

        if (isWritten)
        {
            line.Append(close);
        }
        else
        {
            line.Length = start;
        }
    }

    private bool WriteMembers(IReadOnlyList<CsvCell> cells, CsvPart part, int before, bool isFirst)
    {
        bool isWritten = false;
        foreach ((string key, CsvColumn[] columns) in members[(int)part])
        {
            (int filled, int fields, CsvColumn? value) = (0, 0, null);
            foreach (CsvColumn column in columns)
            {
                if (IsFilled(column, cells))
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

            line.Append(isFirst ? string.Empty : ",").Append(key);
            (isFirst, isWritten) = (false, true);
            if (fields == 0)
            {
                places.Add((line.Length - before, cells[value!.Place].Column));
                CsvText.WriteValue(line, value, cells[value.Place].Text);
            }
            else
            {
                WriteObject(line, columns, cells, places, before);
            }
        }

        return isWritten;
    }

    private static bool IsFilled(CsvColumn column, IReadOnlyList<CsvCell> cells) => column.Place < cells.Count && cells[column.Place].Text.Length > 0;

    private bool WriteLists(IReadOnlyList<CsvCell> cells, bool isBegun)
    {
        foreach (CsvEntries list in lists)
        {
            isBegun |= list.Write(line, id < cells.Count ? cells[id].Text : string.Empty, isBegun);
        }

        return isBegun;
    }

    /// <summary>Writes the cells of a record, or of a value and its evidence.</summary>
    internal static void WriteObject(StringBuilder line, CsvColumn[] columns, IReadOnlyList<CsvCell> cells, List<(int Json, int Cell)> places, int before)
    {
        line.Append('{');
        bool isFirst = true;
        foreach (CsvColumn column in columns)
        {
            if (IsFilled(column, cells))
            {
                line.Append(isFirst ? string.Empty : ",").Append(column.FieldKey);
                isFirst = false;
                places.Add((line.Length - before, cells[column.Place].Column));
                CsvText.WriteValue(line, column, cells[column.Place].Text);
            }
        }

        line.Append('}');
    }
}

/// <summary>A table of entries of one list, in the order of the cases.</summary>
internal sealed class CsvEntries
{
    private readonly CsvReader rows;
    private readonly string key;
    private readonly List<(int Json, int Cell)> places = [];
    private readonly string path;
    private readonly CsvColumn[] columns;
    private readonly int id;
    private IReadOnlyList<CsvCell>? next;

    /// <summary>Reads the head of a table.</summary>
    /// <exception cref="FormatException">The head is missing or holds a name that means nothing.</exception>
    public CsvEntries(CsvReader rows, string list, string path, IReadOnlyList<GuidelineDescription> guidelines)
    {
        this.rows = rows;
        key = CsvText.KeyOf(list);
        this.path = path;
        columns = CsvHead.OfEntries(rows.Next() ?? throw new FormatException($"{path} is empty; its first row has to name its columns."), list, guidelines, out id);
        next = rows.Next();
    }

    /// <summary>Writes the entries of a case, if it has any.</summary>
    public bool Write(StringBuilder line, string caseId, bool isBegun)
    {
        places.Clear();
        bool isWritten = false;
        while (next is { } cells && (IdOf(cells) == caseId || IsEmpty(cells)))
        {
            if (!IsEmpty(cells))
            {
                line.Append(isWritten || isBegun ? "," : string.Empty).Append(isWritten ? string.Empty : key).Append(isWritten ? string.Empty : "[");
                CsvCases.WriteObject(line, columns, cells, places, 0);
                isWritten = true;
            }

            next = rows.Next();
        }

        line.Append(isWritten ? "]" : string.Empty);
        return isWritten;
    }

    /// <summary>Makes sure that no entry is left over.</summary>
    /// <exception cref="IOException">One is: its case is not in the batch, or its rows do not stand in the order of the cases.</exception>
    public void ExpectEnd()
    {
        if (next is { } left && !IsEmpty(left))
        {
            throw new IOException(string.Create(
                CultureInfo.InvariantCulture, $"{path}, line {rows.FirstLine}: no case “{IdOf(left)}” follows in the batch; the entries have to stand in the order of the cases."));
        }
    }

    private string IdOf(IReadOnlyList<CsvCell> cells) => id < cells.Count ? cells[id].Text : string.Empty;

    private static bool IsEmpty(IReadOnlyList<CsvCell> cells) => cells.Count == 1 && cells[0].Text.Length == 0;
}
