using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
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
    private readonly CsvColumn[] columns;
    private readonly CsvEntries[] lists;
    private readonly int id;
    private readonly StringBuilder line = new();
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
        columns = CsvHead.OfCases(rows.Next() ?? throw new FormatException("It is empty; its first row has to name its columns."), guidelines);
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
        for (int extra = columns.Length; extra < cells.Count; extra++)
        {
            // A cell beyond the last column is told as a part that a case does not have.
            line.Append(",\"");
            places.Add((line.Length - before - 1, cells[extra].Column));
            line.Append(CultureInfo.InvariantCulture, $"cell {extra + 1}\":null");
        }

        line.Append('}');
        line.Insert(before, Comment + string.Join(' ', places.Select(place => string.Create(CultureInfo.InvariantCulture, $"{place.Json} {place.Cell}"))));
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
        CsvColumn[] filled = [.. columns.Where(column => column.Part == part && column.Place < cells.Count && cells[column.Place].Text.Length > 0)];
        foreach (IGrouping<string, CsvColumn> member in filled.GroupBy(column => column.Name))
        {
            line.Append(isFirst ? "\"" : ",\"").Append(JsonEncodedText.Encode(member.Key, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)).Append("\":");
            isFirst = false;
            if (member.All(column => column.Field is null))
            {
                CsvColumn column = member.Single();
                places.Add((line.Length - before, cells[column.Place].Column));
                WriteValue(line, column, cells[column.Place].Text);
            }
            else
            {
                WriteObject(line, member, cells, places, before);
            }
        }

        return filled.Length > 0;
    }

    private bool WriteLists(IReadOnlyList<CsvCell> cells, bool isBegun)
    {
        foreach (CsvEntries list in lists)
        {
            isBegun |= list.Write(line, id < cells.Count ? cells[id].Text : string.Empty, isBegun);
        }

        return isBegun;
    }

    /// <summary>Writes the cells of a record, or of a value and its evidence.</summary>
    internal static void WriteObject(StringBuilder line, IEnumerable<CsvColumn> columns, IReadOnlyList<CsvCell> cells, List<(int Json, int Cell)> places, int before)
    {
        line.Append('{');
        bool isFirst = true;
        foreach (CsvColumn column in columns.Where(column => column.Place < cells.Count && cells[column.Place].Text.Length > 0))
        {
            line.Append(isFirst ? "\"" : ",\"").Append(JsonEncodedText.Encode(column.Field ?? "value", JavaScriptEncoder.UnsafeRelaxedJsonEscaping)).Append("\":");
            isFirst = false;
            places.Add((line.Length - before, cells[column.Place].Column));
            WriteValue(line, column, cells[column.Place].Text);
        }

        line.Append('}');
    }

    private static void WriteValue(StringBuilder line, CsvColumn column, string text)
    {
        if (column.IsYesNo && (text.Equals("true", StringComparison.OrdinalIgnoreCase) || text.Equals("false", StringComparison.OrdinalIgnoreCase)))
        {
            line.Append(text.ToLowerInvariant());
        }
        else if (column.IsNumber && IsNumber(text))
        {
            line.Append(text);
        }
        else
        {
            line.Append('"').Append(JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)).Append('"');
        }
    }

    // A number as JSON has them, without exponent.
    private static bool IsNumber(string text)
    {
        ReadOnlySpan<char> digits = text.AsSpan(text.StartsWith('-') ? 1 : 0);
        int point = digits.IndexOf('.');
        ReadOnlySpan<char> whole = point < 0 ? digits : digits[..point];
        ReadOnlySpan<char> fraction = point < 0 ? "0" : digits[(point + 1)..];
        return whole.Length > 0 && fraction.Length > 0 && !(whole.Length > 1 && whole[0] == '0')
            && !whole.ContainsAnyExceptInRange('0', '9') && !fraction.ContainsAnyExceptInRange('0', '9');
    }
}

/// <summary>A table of entries of one list, in the order of the cases.</summary>
internal sealed class CsvEntries
{
    private readonly CsvReader rows;
    private readonly string list;
    private readonly string path;
    private readonly CsvColumn[] columns;
    private readonly int id;
    private IReadOnlyList<CsvCell>? next;

    /// <summary>Reads the head of a table.</summary>
    /// <exception cref="FormatException">The head is missing or holds a name that means nothing.</exception>
    public CsvEntries(CsvReader rows, string list, string path, IReadOnlyList<GuidelineDescription> guidelines)
    {
        this.rows = rows;
        this.list = list;
        this.path = path;
        columns = CsvHead.OfEntries(rows.Next() ?? throw new FormatException($"{path} is empty; its first row has to name its columns."), list, guidelines, out id);
        next = rows.Next();
    }

    /// <summary>Writes the entries of a case, if it has any.</summary>
    public bool Write(StringBuilder line, string caseId, bool isBegun)
    {
        var places = new List<(int Json, int Cell)>();
        bool isWritten = false;
        while (next is { } cells && (IdOf(cells) == caseId || IsEmpty(cells)))
        {
            if (!IsEmpty(cells))
            {
                line.Append(isWritten ? "," : (isBegun ? ",\"" : "\"") + JsonEncodedText.Encode(list, JavaScriptEncoder.UnsafeRelaxedJsonEscaping) + "\":[");
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
