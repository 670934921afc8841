using System;
using System.Buffers;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ImrDsl.Scoring.Batch.Csv;

/// <summary>Writes values of cells into a line of JSON.</summary>
internal static class CsvText
{
    /// <summary>The characters that stand in a table and in JSON as they are.</summary>
    public static readonly SearchValues<char> Plain =
        SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(character => (char)character).Where(character => character is not ('"' or '\\'))]);

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

    // A number as JSON has them, without exponent.
    private static bool IsNumber(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> digits = text.StartsWith('-') ? text[1..] : text;
        int point = digits.IndexOf('.');
        ReadOnlySpan<char> whole = point < 0 ? digits : digits[..point];
        ReadOnlySpan<char> fraction = point < 0 ? "0" : digits[(point + 1)..];
        return whole.Length > 0 && fraction.Length > 0 && !(whole.Length > 1 && whole[0] == '0')
            && !whole.ContainsAnyExceptInRange('0', '9') && !fraction.ContainsAnyExceptInRange('0', '9');
    }
}
