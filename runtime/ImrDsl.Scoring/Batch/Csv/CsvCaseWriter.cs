using System;
using System.Collections.Generic;
using System.Text;

namespace ImrDsl.Scoring.Batch.Csv;

/// <summary>Writes the lists of a case as members of its facts; true if there are any.</summary>
/// <param name="line">Where to write.</param>
/// <param name="isBegun">Whether a member stands before them.</param>
internal delegate bool CsvListWriter(CsvLine line, bool isBegun);

/// <summary>Writes rows of a table as lines with a case each. For one thread.</summary>
/// <param name="layout">What the columns mean.</param>
internal sealed class CsvCaseWriter(CsvLayout layout)
{
    /// <summary>How the comment begins that stands in front of a line.</summary>
    public const string Comment = "{\"//\":\"";

    private static readonly byte[] CommentBytes = Encoding.UTF8.GetBytes(Comment);

    private readonly CsvLine line = new();
    private readonly List<(int Json, int Cell)> places = [];
    private CsvReader rows = null!;

    /// <summary>Writes the case of a row, without a line end.</summary>
    /// <param name="all">Where to write.</param>
    /// <param name="row">Has the row.</param>
    /// <param name="lists">Writes its lists.</param>
    public void Write(CsvLine all, CsvReader row, CsvListWriter lists)
    {
        // The comment in front says where in the line, from its end, which cell of the row stands.
        rows = row;
        line.Clear();
        places.Clear();
        line.Append("\",\"schema\":1"u8);
        WritePart(CsvPart.Case, ",\"case\":{"u8, lists);
        line.Append(",\"items\":[{"u8);
        bool isFirst = !WriteMembers(CsvPart.Item, isFirst: true);
        WritePart(CsvPart.Request, isFirst ? "\"request\":{"u8 : ",\"request\":{"u8, lists);
        line.Append("}]"u8);
        WritePart(CsvPart.Facts, ",\"facts\":{"u8, lists);
        WritePart(CsvPart.Reviewer, ",\"reviewer\":{"u8, lists);
        for (int extra = layout.Columns; extra < rows.Count; extra++)
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

    private void WritePart(CsvPart part, ReadOnlySpan<byte> open, CsvListWriter lists)
    {
        int start = line.Length;
        line.Append(open);
        bool isWritten = WriteMembers(part, isFirst: true);
        if (part == CsvPart.Facts)
        {
            isWritten |= lists(line, isWritten);
        }

        if (isWritten)
        {
            line.Append((byte)'}');
        }
        else
        {
            line.Shorten(start);
        }
    }

    private bool WriteMembers(CsvPart part, bool isFirst)
    {
        bool isWritten = false;
        foreach ((CsvKey key, CsvColumn[] columns) in layout.Members[(int)part])
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
