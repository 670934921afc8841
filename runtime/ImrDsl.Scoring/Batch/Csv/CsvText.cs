using System;
using System.Buffers;
using System.Linq;
using System.Numerics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ImrDsl.Scoring.Batch.Csv;

/// <summary>Writes values of cells into a line of JSON.</summary>
internal static class CsvText
{
    /// <summary>The characters that stand in a table and in JSON as they are.</summary>
    public static readonly SearchValues<char> Plain =
        SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(character => (char)character).Where(character => character is not ('"' or '\\'))]);

    /// <summary>The same, as bytes.</summary>
    public static readonly SearchValues<byte> PlainBytes =
        SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(character => (byte)character).Where(character => character is not ((byte)'"' or (byte)'\\'))]);

    /// <summary>Writes the text of a cell of a column as a value.</summary>
    /// <param name="isPlain">Whether the text is known to hold nothing but <see cref="Plain"/>.</param>
    public static void WriteValue(CsvLine line, CsvColumn column, ReadOnlySpan<char> text, bool isPlain)
    {
        if (column.IsYesNo && text.Equals("true", StringComparison.OrdinalIgnoreCase))
        {
            line.Append("true"u8);
        }
        else if (column.IsYesNo && text.Equals("false", StringComparison.OrdinalIgnoreCase))
        {
            line.Append("false"u8);
        }
        else if (column.IsNumber && IsNumber(text))
        {
            line.AppendPlain(text);
        }
        else
        {
            line.Append((byte)'"');
            if (isPlain || !text.ContainsAnyExcept(Plain))
            {
                line.AppendPlain(text);
            }
            else
            {
                line.Append(JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);
            }

            line.Append((byte)'"');
        }
    }

    /// <summary>The same of text that holds nothing but <see cref="Plain"/>, as bytes.</summary>
    public static void WritePlain(CsvLine line, CsvColumn column, ReadOnlySpan<byte> text)
    {
        if (column.IsYesNo && Ascii.EqualsIgnoreCase(text, "true"u8))
        {
            line.Append("true"u8);
        }
        else if (column.IsYesNo && Ascii.EqualsIgnoreCase(text, "false"u8))
        {
            line.Append("false"u8);
        }
        else if (column.IsNumber && IsNumber(text))
        {
            line.Append(text);
        }
        else
        {
            line.Append((byte)'"');
            line.Append(text);
            line.Append((byte)'"');
        }
    }

    // A number as JSON has them, without exponent.
    private static bool IsNumber<T>(ReadOnlySpan<T> text)
        where T : unmanaged, IBinaryInteger<T>
    {
        (T zero, T nine) = (T.CreateTruncating('0'), T.CreateTruncating('9'));
        ReadOnlySpan<T> digits = text.StartsWith(T.CreateTruncating('-')) ? text[1..] : text;
        int point = digits.IndexOf(T.CreateTruncating('.'));
        ReadOnlySpan<T> whole = point < 0 ? digits : digits[..point];
        ReadOnlySpan<T> fraction = point < 0 ? [zero] : digits[(point + 1)..];
        return whole.Length > 0 && fraction.Length > 0 && !(whole.Length > 1 && whole[0] == zero)
            && !whole.ContainsAnyExceptInRange(zero, nine) && !fraction.ContainsAnyExceptInRange(zero, nine);
    }
}
