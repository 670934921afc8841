using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using ImrDsl.Values;

namespace ImrDsl.Compiler.Emission
{
    /// <summary>Constants as C# writes them, the same in every culture.</summary>
    internal static class Literals
    {
        /// <summary>A number: <c>50</c>, <c>2.5m</c>.</summary>
        public static string Of(decimal value)
        {
            if (value is > 0 and <= int.MaxValue && value == (int)value)
            {
                return Of((int)value);
            }

            string digits = value.ToString("0.############################", CultureInfo.InvariantCulture);
            return value == decimal.Truncate(value) && value is >= int.MinValue and <= int.MaxValue ? digits : digits + "m";
        }

        /// <summary>An integer.</summary>
        public static string Of(int value) => value.ToString(CultureInfo.InvariantCulture);

        /// <summary>A length of time: <c>CalendarDuration.Months(6)</c>.</summary>
        public static string Of(CalendarDuration value) => "CalendarDuration." + value.Unit + "(" + Of(value.Amount) + ")";

        /// <summary>A date, as exact as it is.</summary>
        public static string Of(PartialDate value)
        {
            if (!value.IsKnown)
            {
                return "PartialDate.Unknown";
            }

            CalendarDate first = value.Earliest;
            return value.IsExact ? "PartialDate.Exactly(" + Of(first) + ")"
                : value == PartialDate.InYear(first.Year) ? "PartialDate.InYear(" + Of(first.Year) + ")"
                : value == PartialDate.InMonth(first.Year, first.Month) ? "PartialDate.InMonth(" + Of(first.Year) + ", " + Of(first.Month) + ")"
                : "PartialDate.Between(" + Of(first) + ", " + Of(value.Latest) + ")";
        }

        /// <summary>Words, quoted.</summary>
        public static string Of(string text)
        {
            if (IsPlain(text))
            {
                return "\"" + text + "\"";
            }

            var quoted = new StringBuilder("\"");
            foreach (char c in text)
            {
                switch (c)
                {
                    case '"':
                    case '\\':
                        quoted.Append('\\').Append(c);
                        break;
                    case < ' ':
                    case '\u007F':
                    case '\u0085':
                    case '\u2028':
                    case '\u2029':
                    case >= '\uD800' and <= '\uDFFF':
                        quoted.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
                        break;
                    default:
                        quoted.Append(c);
                        break;
                }
            }

            return quoted.Append('"').ToString();
        }

        /// <summary>A list of words: <c>["medication", "surgery"]</c>.</summary>
        public static string List(IEnumerable<string> items) => "[" + string.Join(", ", items.Select(Of)) + "]";

        /// <summary>Words on one line: whatever ends a line, and whatever is no character, is a space.</summary>
        public static string OneLine(string text)
        {
            if (IsPlain(text))
            {
                return text;
            }

            var line = new StringBuilder(text.Length);
            foreach (char c in text)
            {
                line.Append(EndsLine(c) ? ' ' : c);
            }

            return line.ToString();
        }

        /// <summary>Whether a character ends a line, or is none.</summary>
        public static bool EndsLine(char c) => c is < ' ' or '\u0085' or '\u2028' or '\u2029' or (>= '\uD800' and <= '\uDFFF') or '\uFFFE' or '\uFFFF';

        /// <summary>Whether words stand in quotes as they are.</summary>
        public static bool IsPlain(string text)
        {
            foreach (char c in text)
            {
                if (c is < ' ' or >= '\u007F' or '"' or '\\')
                {
                    return false;
                }
            }

            return true;
        }

        private static string Of(CalendarDate date) => "CalendarDate.Create(" + Of(date.Year) + ", " + Of(date.Month) + ", " + Of(date.Day) + ")";
    }
}
