using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace ImrDsl.Scoring.Batch.Csv;

/// <summary>A cell of a row.</summary>
/// <param name="Text">What it says, without quotation marks around it.</param>
/// <param name="Column">The column of its line at which it begins, from 1, in UTF-16 units.</param>
internal readonly record struct CsvCell(string Text, int Column);

/// <summary>
/// Reads comma-separated values (RFC 4180): cells may stand in quotation marks, and then hold commas, line ends and doubled quotation marks. Lines end with <c>\n</c> or
/// <c>\r\n</c>. Holds one row.
/// </summary>
/// <param name="input">The file.</param>
/// <param name="path">The file, as messages name it.</param>
/// <param name="mostOfRow">How many characters a row may have.</param>
internal sealed class CsvReader(Stream input, string path, int mostOfRow)
{
    private const int Size = 1 << 15;

    private readonly Decoder decoder = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetDecoder();
    private readonly byte[] bytes = new byte[1 << 14];
    private readonly StringBuilder cell = new();
    private readonly List<CsvCell> cells = [];
    private readonly char[] buffer = new char[Size + Vector256<ushort>.Count];

    // Of a plain row, which stands in the buffer, where it begins and how long it is, and, once it is asked, where in it each cell ends.
    private readonly List<int> ends = [];
    private int plainStart;
    private int plainLength;
    private bool isPlain;

    private int at;
    private int filled;
    private int column = 1;

    /// <summary>The line at which the next row begins, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>The line at which the row that was read last begins.</summary>
    public long FirstLine { get; private set; }

    /// <summary>How many cells the row has. Of an empty line there is one, which is empty.</summary>
    public int Count => isPlain ? Ends().Count : cells.Count;

    /// <summary>Whether the row holds nothing but what stands in JSON as it is.</summary>
    public bool IsPlain => isPlain;

    /// <summary>A plain row as it stands in the file, without its line end.</summary>
    public ReadOnlySpan<char> PlainRow => buffer.AsSpan(plainStart, plainLength);

    /// <summary>Whether the row is an empty line.</summary>
    public bool IsEmpty => isPlain ? !PlainRow.ContainsAnyExcept(' ') : cells.Count == 1 && cells[0].Text.Length == 0;

    /// <summary>Reads the next row; false at the end. What was said of the row before does not hold any more.</summary>
    /// <exception cref="IOException">The file cannot be read, is not UTF-8, or has a quotation mark that is not closed.</exception>
    public bool Next()
    {
        cells.Clear();
        FirstLine = Line;
        column = 1;
        isPlain = false;
        if (Peek() < 0)
        {
            return false;
        }

        isPlain = TryReadPlainRow();
        if (!isPlain)
        {
            ReadCells();
        }

        return true;
    }

    /// <summary>Takes a plain row that another reader has read, in place of one of the file.</summary>
    /// <param name="row">The row, without its line end.</param>
    public void Take(ReadOnlySpan<byte> row)
    {
        ends.Clear();
        Ascii.ToUtf16(row, buffer, out plainLength);
        (plainStart, isPlain) = (0, true);
    }

    /// <summary>What a cell says, without quotation marks and blanks around it.</summary>
    /// <param name="cell">Its place, from 0.</param>
    public ReadOnlySpan<char> Text(int cell)
    {
        if (!isPlain)
        {
            return cells[cell].Text;
        }

        List<int> found = Ends();
        int start = cell == 0 ? 0 : found[cell - 1] + 1;
        return Trimmed(PlainRow[start..found[cell]]);
    }

    /// <summary>What a cell says; nothing, if the row has no such cell. A plain row is not taken apart for it.</summary>
    /// <param name="cell">Its place, from 0; below 0 it is a cell that no row has.</param>
    public ReadOnlySpan<char> TextOrNone(int cell)
    {
        if (!isPlain)
        {
            return (uint)cell < (uint)cells.Count ? cells[cell].Text : default;
        }

        ReadOnlySpan<char> rest = PlainRow;
        for (; cell > 0; cell--)
        {
            int comma = rest.IndexOf(',');
            if (comma < 0)
            {
                return default;
            }

            rest = rest[(comma + 1)..];
        }

        int end = rest.IndexOf(',');
        return cell < 0 ? default : Trimmed(end < 0 ? rest : rest[..end]);
    }

    /// <summary>The column of its line at which a cell begins, from 1, in UTF-16 units.</summary>
    /// <param name="cell">Its place, from 0.</param>
    public int ColumnOf(int cell) => !isPlain ? cells[cell].Column : cell == 0 ? 1 : Ends()[cell - 1] + 2;

    /// <summary>All cells of the row.</summary>
    public IReadOnlyList<CsvCell> Cells() => [.. Enumerable.Range(0, Count).Select(cell => new CsvCell(Text(cell).ToString(), ColumnOf(cell)))];

    // A row without quotation marks and whatever is not plain ASCII, which is all there: most of them.
    private bool TryReadPlainRow()
    {
        int end = LineEnd(out int length);
        if (end < 0 && TryReadOn())
        {
            end = LineEnd(out length);
        }

        if (end < 0 || length < 0 || end > mostOfRow)
        {
            return false;
        }

        (plainStart, plainLength) = (at, length);
        ends.Clear();
        at += end + 1;
        Line++;
        return true;
    }

    // How far the next line end is, or −1 if it is not there yet; and the length of the row, or −1 if it is not plain.
    private int LineEnd(out int length)
    {
        ReadOnlySpan<ushort> characters = MemoryMarshal.Cast<char, ushort>(buffer.AsSpan());
        Vector256<ushort> others = Vector256<ushort>.Zero;
        for (int from = at; from < filled; from += Vector256<ushort>.Count)
        {
            Vector256<ushort> some = Vector256.Create(characters[from..]);
            Vector256<ushort> unlike = Vector256.GreaterThan(some - Vector256.Create((ushort)' '), Vector256.Create((ushort)('~' - ' ')))
                | Vector256.Equals(some, Vector256.Create((ushort)'"')) | Vector256.Equals(some, Vector256.Create((ushort)'\\'));
            uint lines = Vector256.Equals(some, Vector256.Create((ushort)'\n')).ExtractMostSignificantBits();
            if (lines == 0)
            {
                others |= unlike;
                continue;
            }

            int place = BitOperations.TrailingZeroCount(lines);
            int end = from + place - at;
            if (from + place >= filled)
            {
                break;
            }

            // A line end may be of two characters.
            bool hasOthers = others != Vector256<ushort>.Zero || (unlike.ExtractMostSignificantBits() & ((1u << place) - 1)) != 0;
            length = !hasOthers ? end : buffer[at + end - 1] == '\r' && !buffer.AsSpan(at, end - 1).ContainsAnyExcept(CsvText.Plain) ? end - 1 : -1;
            return end;
        }

        length = -1;
        return -1;
    }

    private static ReadOnlySpan<char> Trimmed(ReadOnlySpan<char> text) => text.Length > 0 && (text[0] == ' ' || text[^1] == ' ') ? text.Trim(' ') : text;

    private List<int> Ends()
    {
        if (ends.Count == 0)
        {
            Split(PlainRow);
        }

        return ends;
    }

    private void Split(ReadOnlySpan<char> row)
    {
        ReadOnlySpan<ushort> characters = MemoryMarshal.Cast<char, ushort>(row);
        int from = 0;
        for (; from + Vector256<ushort>.Count <= characters.Length; from += Vector256<ushort>.Count)
        {
            uint commas = Vector256.Equals(Vector256.Create(characters[from..]), Vector256.Create((ushort)',')).ExtractMostSignificantBits();
            for (; commas != 0; commas &= commas - 1)
            {
                ends.Add(from + BitOperations.TrailingZeroCount(commas));
            }
        }

        for (; from < characters.Length; from++)
        {
            if (characters[from] == ',')
            {
                ends.Add(from);
            }
        }

        ends.Add(characters.Length);
    }

    // Reads on behind what is not taken yet. False if there is no room or nothing more.
    private bool TryReadOn()
    {
        int rest = filled - at;
        if (rest + bytes.Length + 2 > Size)
        {
            return false;
        }

        buffer.AsSpan(at, rest).CopyTo(buffer);
        (at, filled) = (0, rest);
        int count = input.Read(bytes);
        filled += Decode(count, rest);
        return count > 0;
    }

    private void ReadCells()
    {
        int length = 0;
        while (true)
        {
            int start = column;
            if (TryReadPlain(ref length, out string plain))
            {
                cells.Add(new CsvCell(plain, start));
            }
            else
            {
                ReadCell(ref length);
                cells.Add(new CsvCell(cell.ToString().Trim(' ', '\t'), start));
            }

            if (Peek() < 0 || Take() != ',')
            {
                return;
            }
        }
    }

    // A cell without quotation marks that is all there: most of them. Leaves the comma or line end behind it.
    private bool TryReadPlain(ref int length, out string text)
    {
        ReadOnlySpan<char> rest = buffer.AsSpan(at, filled - at);
        int end = rest.IndexOfAny(',', '\n', '"');
        if (end < 0 || rest[end] == '"' || length + end > mostOfRow)
        {
            text = string.Empty;
            return false;
        }

        ReadOnlySpan<char> found = rest[..end];
        found = rest[end] == '\n' && end > 0 && found[^1] == '\r' ? found[..^1] : found;
        text = found.Trim(" \t").ToString();
        length += end;
        at += end;
        column += end;
        return true;
    }

    // Up to the comma or line end behind it, which is left.
    private void ReadCell(ref int length)
    {
        cell.Clear();
        bool isQuoted = false;
        bool hasText = false;
        while (true)
        {
            int next = Peek();
            if (next < 0)
            {
                if (isQuoted)
                {
                    throw Wrong("a quotation mark of the row that begins here is not closed");
                }

                return;
            }

            if (!isQuoted && next is ',' or '\n')
            {
                if (next == '\n' && cell.Length > 0 && cell[^1] == '\r')
                {
                    cell.Length--;
                }

                return;
            }

            if (++length > mostOfRow)
            {
                throw Wrong("the row that begins here is too long, or a quotation mark of it is not closed");
            }

            Take();
            bool isDoubled = next == '"' && isQuoted && Peek() == '"';
            if (isDoubled)
            {
                Take();
            }

            if (isDoubled || next != '"' || (!isQuoted && hasText))
            {
                cell.Append((char)next);
                hasText |= next is not (' ' or '\t' or '\r');
            }
            else
            {
                // Blanks before a quotation mark do not count.
                cell.Length = isQuoted ? cell.Length : 0;
                isQuoted = !isQuoted;
                hasText = true;
            }
        }
    }

    private int Peek()
    {
        bool isStart = filled == 0;
        while (at == filled)
        {
            int count = input.Read(bytes);
            (at, filled) = (0, Decode(count, 0));
            if (count == 0 && filled == 0)
            {
                return -1;
            }

            // A byte order mark.
            at = isStart && filled > 0 && buffer[0] == '\uFEFF' ? 1 : 0;
            isStart &= filled == 0;
        }

        return buffer[at];
    }

    private int Decode(int count, int place)
    {
        try
        {
            return decoder.GetChars(bytes, 0, count, buffer, place, flush: count == 0);
        }
        catch (DecoderFallbackException)
        {
            throw Wrong("the file is not UTF-8");
        }
    }

    private int Take()
    {
        int character = Peek();
        at++;
        column++;
        if (character == '\n')
        {
            Line++;
            column = 1;
        }

        return character;
    }

    private IOException Wrong(string what) => new(string.Create(CultureInfo.InvariantCulture, $"{path}, line {FirstLine}: {what}."));
}
