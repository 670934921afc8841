using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
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
    private readonly Decoder decoder = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetDecoder();
    private readonly byte[] bytes = new byte[1 << 14];
    private readonly StringBuilder cell = new();
    private readonly List<CsvCell> cells = [];
    private readonly char[] buffer = new char[1 << 15];
    private int at;
    private int filled;
    private int column = 1;

    /// <summary>The line at which the next row begins, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>The line at which the row that was read last begins.</summary>
    public long FirstLine { get; private set; }

    /// <summary>The cells of the next row; null at the end. Of an empty line there is one cell, which is empty. Holds until the next call.</summary>
    /// <exception cref="IOException">The file cannot be read, is not UTF-8, or has a quotation mark that is not closed.</exception>
    public IReadOnlyList<CsvCell>? Next()
    {
        cells.Clear();
        FirstLine = Line;
        column = 1;
        if (Peek() < 0)
        {
            return null;
        }

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
                return cells;
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
            try
            {
                (at, filled) = (0, decoder.GetChars(bytes, 0, count, buffer, 0, flush: count == 0));
            }
            catch (DecoderFallbackException)
            {
                throw Wrong("the file is not UTF-8");
            }

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
