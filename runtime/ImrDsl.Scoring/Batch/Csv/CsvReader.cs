using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Runtime.CompilerServices;
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
    private const int Size = 1 << 16;

    private readonly Decoder decoder = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetDecoder();
    private readonly StringBuilder cell = new();
    private readonly List<CsvCell> cells = [];

    // What is read and not taken yet. Of rows that are not plain a line at a time is decoded, so that the next row is looked for in the bytes again.
    private readonly byte[] bytes = new byte[Size + Vector256<byte>.Count];
    private int nextByte;
    private int endOfBytes;
    private bool isStart = true;

    // What is decoded; or, once it is asked, the characters of a plain row.
    private readonly char[] buffer = new char[Size + 2];
    private int at;
    private int filled;
    private int column = 1;

    // Of a plain row, which stands in the bytes, where it begins and how long it is, and, once they are asked, where in it each cell ends, and the cell that was asked last.
    private readonly List<int> ends = [];
    private int plainStart;
    private int plainLength;
    private bool isPlain;
    private bool isDecoded;
    private (int Number, int Start, int Length) found = (-1, 0, 0);

    /// <summary>The line at which the next row begins, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>The line at which the row that was read last begins.</summary>
    public long FirstLine { get; private set; }

    /// <summary>How many cells the row has. Of an empty line there is one, which is empty.</summary>
    public int Count => isPlain ? Ends().Count : cells.Count;

    /// <summary>Whether the row holds nothing but what stands in JSON as it is.</summary>
    public bool IsPlain => isPlain;

    /// <summary>A plain row as it stands in the file, without its line end.</summary>
    public ReadOnlySpan<byte> PlainRow => bytes.AsSpan(plainStart, plainLength);

    /// <summary>Whether the row is an empty line.</summary>
    public bool IsEmpty => isPlain ? !PlainRow.ContainsAnyExcept((byte)' ') : cells.Count == 1 && cells[0].Text.Length == 0;

    /// <summary>Reads the next row; false at the end. What was said of the row before does not hold any more.</summary>
    /// <exception cref="IOException">The file cannot be read, is not UTF-8, or has a quotation mark that is not closed.</exception>
    public bool Next()
    {
        cells.Clear();
        FirstLine = Line;
        column = 1;
        isPlain = TryReadPlainRow();
        if (isPlain)
        {
            return true;
        }

        if (Peek() < 0)
        {
            return false;
        }

        ReadCells();
        return true;
    }

    /// <summary>Takes a plain row that another reader has read, in place of one of the file.</summary>
    /// <param name="row">The row, without its line end.</param>
    public void Take(ReadOnlySpan<byte> row)
    {
        ends.Clear();
        Ascii.ToUtf16(row, buffer, out plainLength);
        (isPlain, isDecoded) = (true, true);
    }

    /// <summary>What a cell says, without quotation marks and blanks around it.</summary>
    /// <param name="cell">Its place, from 0.</param>
    public ReadOnlySpan<char> Text(int cell)
    {
        if (!isPlain)
        {
            return cells[cell].Text;
        }

        List<int> all = Ends();
        int start = cell == 0 ? 0 : all[cell - 1] + 1;
        return buffer.AsSpan(start, all[cell] - start).Trim(' ');
    }

    /// <summary>What a cell says; nothing, if the row has no such cell.</summary>
    /// <param name="cell">Its place, from 0; below 0 it is a cell that no row has.</param>
    public ReadOnlySpan<char> TextOrNone(int cell) => (uint)cell < (uint)Count ? Text(cell) : default;

    /// <summary>Whether a cell says the same as one of the row of another reader. A plain row is not taken apart for it.</summary>
    /// <param name="cell">Its place; below 0 it is a cell that no row has, which says nothing.</param>
    /// <param name="other">The other reader.</param>
    /// <param name="otherCell">The place of the cell of its row.</param>
    public bool IsSame(int cell, CsvReader other, int otherCell) => isPlain && other.isPlain
        ? PlainCell(cell).SequenceEqual(other.PlainCell(otherCell))
        : TextOrNone(cell).SequenceEqual(other.TextOrNone(otherCell));

    /// <summary>The column of its line at which a cell begins, from 1, in UTF-16 units.</summary>
    /// <param name="cell">Its place, from 0.</param>
    public int ColumnOf(int cell) => !isPlain ? cells[cell].Column : cell == 0 ? 1 : Ends()[cell - 1] + 2;

    /// <summary>All cells of the row.</summary>
    public IReadOnlyList<CsvCell> Cells() => [.. Enumerable.Range(0, Count).Select(cell => new CsvCell(Text(cell).ToString(), ColumnOf(cell)))];

    private ReadOnlySpan<byte> PlainCell(int cell)
    {
        if (found.Number != cell)
        {
            ReadOnlySpan<byte> text = FindPlainCell(cell);
            bool isTrimmed = text.Length > 0 && (text[0] == ' ' || text[^1] == ' ');
            text = isTrimmed ? text.Trim((byte)' ') : text;
            int start = text.Length == 0 ? 0 : (int)Unsafe.ByteOffset(ref bytes[0], ref MemoryMarshal.GetReference(text));
            found = (cell, start, text.Length);
        }

        return bytes.AsSpan(found.Start, found.Length);
    }

    private ReadOnlySpan<byte> FindPlainCell(int cell)
    {
        ReadOnlySpan<byte> rest = PlainRow;
        for (int left = cell; left > 0; left--)
        {
            int comma = rest.IndexOf((byte)',');
            if (comma < 0)
            {
                return default;
            }

            rest = rest[(comma + 1)..];
        }

        int end = rest.IndexOf((byte)',');
        return cell < 0 ? default : end < 0 ? rest : rest[..end];
    }

    // A row without quotation marks and whatever is not plain ASCII, which is all there: most of them.
    private bool TryReadPlainRow()
    {
        if (at != filled)
        {
            return false;
        }

        int end = LineEnd(out int length);
        while (end < 0 && TryReadOn())
        {
            end = LineEnd(out length);
        }

        if (end < 0 || length < 0 || end > mostOfRow)
        {
            return false;
        }

        (plainStart, plainLength) = (nextByte, length);
        (isDecoded, isStart, found.Number) = (false, false, -1);
        ends.Clear();
        nextByte += end + 1;
        Line++;
        return true;
    }

    // How far the next line end is, or −1 if it is not there yet; and the length of the row, or −1 if it is not plain.
    private int LineEnd(out int length)
    {
        ref byte text = ref MemoryMarshal.GetArrayDataReference(bytes);
        Vector256<byte> others = Vector256<byte>.Zero;
        for (int from = nextByte; from < endOfBytes; from += Vector256<byte>.Count)
        {
            Vector256<byte> some = Vector256.LoadUnsafe(ref text, (nuint)(uint)from);

            // What is not ASCII is negative.
            Vector256<byte> unlike = Vector256.LessThan(some.AsSByte(), Vector256.Create((sbyte)' ')).AsByte() | Vector256.Equals(some, Vector256.Create((byte)0x7F))
                | Vector256.Equals(some, Vector256.Create((byte)'"')) | Vector256.Equals(some, Vector256.Create((byte)'\\'));
            uint lines = Vector256.Equals(some, Vector256.Create((byte)'\n')).ExtractMostSignificantBits();
            if (lines == 0)
            {
                others |= unlike;
                continue;
            }

            int place = BitOperations.TrailingZeroCount(lines);
            if (from + place >= endOfBytes)
            {
                break;
            }

            // A line end may be of two characters.
            int end = from + place - nextByte;
            bool hasOthers = others != Vector256<byte>.Zero || (unlike.ExtractMostSignificantBits() & ((1u << place) - 1)) != 0;
            length = !hasOthers ? end : bytes[nextByte + end - 1] == '\r' && !bytes.AsSpan(nextByte, end - 1).ContainsAnyExcept(CsvText.PlainBytes) ? end - 1 : -1;
            return end;
        }

        length = -1;
        return -1;
    }

    private List<int> Ends()
    {
        if (!isDecoded)
        {
            Ascii.ToUtf16(PlainRow, buffer, out _);
            isDecoded = true;
        }

        if (ends.Count == 0)
        {
            for (int end = 0; end < plainLength; end++)
            {
                if (buffer[end] == ',')
                {
                    ends.Add(end);
                }
            }

            ends.Add(plainLength);
        }

        return ends;
    }

    // Reads on behind what is not taken yet. False if there is no room or nothing more.
    private bool TryReadOn()
    {
        int rest = endOfBytes - nextByte;
        if (rest == Size)
        {
            return false;
        }

        bytes.AsSpan(nextByte, rest).CopyTo(bytes);
        int count = input.Read(bytes.AsSpan(rest, Size - rest));
        (nextByte, endOfBytes) = (0, rest + count);
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
        while (at == filled)
        {
            bool isEnd = nextByte == endOfBytes && !TryReadOn();
            int line = bytes.AsSpan(nextByte, endOfBytes - nextByte).IndexOf((byte)'\n');
            int count = line < 0 ? endOfBytes - nextByte : line + 1;
            (at, filled) = (0, Decode(count, isEnd));
            nextByte += count;
            if (isEnd && filled == 0)
            {
                return -1;
            }

            // A byte order mark.
            at = isStart && filled > 0 && buffer[0] == '\uFEFF' ? 1 : 0;
            isStart &= filled == 0;
        }

        return buffer[at];
    }

    private int Decode(int count, bool isEnd)
    {
        try
        {
            return decoder.GetChars(bytes, nextByte, count, buffer, 0, flush: isEnd);
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
