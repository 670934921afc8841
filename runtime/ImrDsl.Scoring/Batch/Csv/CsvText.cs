using System;
using System.Buffers;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ImrDsl.Scoring.Batch.Csv;

/// <summary>Writes parts of a line of JSON.</summary>
internal static class CsvText
{
    // What stands in JSON as it is.
    private static readonly SearchValues<char> Plain =
        SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(character => (char)character).Where(character => character is not ('"' or '\\'))]);

    /// <summary>A key with its quotation marks and the colon.</summary>
    public static string KeyOf(string name) => "\"" + JsonEncodedText.Encode(name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping) + "\":";

    /// <summary>Writes the text of a cell of a column as a value.</summary>
    public static void WriteValue(StringBuilder line, CsvColumn column, string text)
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
            line.Append('"');
            if (text.AsSpan().ContainsAnyExcept(Plain))
            {
                line.Append(JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping));
            }
            else
            {
                line.Append(text);
            }

            line.Append('"');
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
