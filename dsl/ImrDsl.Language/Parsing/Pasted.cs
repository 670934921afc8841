using System;
using System.Text.RegularExpressions;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Parsing
{
    /// <summary>What comes along when text is pasted from a web page, a PDF or a program, and what stands for it in a guideline.</summary>
    internal static class Pasted
    {
        private const int LongestTitle = 200;

        private static readonly Regex Titled = new Regex(@"^ +[A-Za-z]{0,2}\d{0,3}[a-z]?\. +[^:"".]*[\p{L}\p{N})] *$", RegexOptions.CultureInvariant);

        // Nobody quotes more than this in one line.
        private const int LongestQuote = 2000;

        private static readonly (string Name, string Character)[] Entities =
        {
            ("gt", ">"), ("lt", "<"), ("ge", "\u2265"), ("le", "\u2264"), ("ne", "\u2260"), ("nbsp", " "), ("amp", "and"), ("quot", "\""), ("apos", "'"), ("ndash", "\u2013"),
            ("mdash", "\u2013"), ("times", "\u00D7"), ("deg", "\u00B0"), ("micro", "\u00B5"), ("sup2", "\u00B2"), ("ldquo", "\u201C"), ("rdquo", "\u201D"), ("rsquo", "\u2019"),
            ("#39", "'"), ("#160", " "), ("#8211", "\u2013"), ("#8804", "\u2264"), ("#8805", "\u2265"),
        };

        /// <summary>What a character reference of a web page (<c>&amp;ge;</c>) stands for; null if there is none at a place.</summary>
        internal static string? EntityAt(string content, int index, out int length)
        {
            foreach ((string name, string character) in Entities)
            {
                length = name.Length + 2;
                if (content[index] == '&' && Characters.At(content, index + 1 + name.Length) == ';' && string.CompareOrdinal(content, index + 1, name, 0, name.Length) == 0)
                {
                    return character;
                }
            }

            length = 0;
            return null;
        }

        /// <summary>Text in quotation marks that are not double ones, marks included: <c>'text'</c>, <c>''text''</c>, <c>`text`</c>. Null if none begins at a place.</summary>
        internal static TextSpan? QuotesAt(string content, int index)
        {
            string closing = index > 0 && char.IsLetterOrDigit(content[index - 1]) ? string.Empty : content[index] switch
            {
                '\'' => Characters.At(content, index + 1) == '\'' ? "\'\'" : "\'",
                '\u2018' or '\u201A' => "\u2019",
                '\u2019' => "\u2019",
                '\u00AB' => "\u00BB",
                '\u2039' => "\u203A",
                '`' => "`",
                _ => string.Empty,
            };
            int start = index + (closing.Length == 2 ? 2 : 1);
            for (int i = start; closing.Length > 0 && i < content.Length && i - start < LongestQuote && !Characters.IsLineEnd(content[i]) && content[i] != '"'; i++)
            {
                bool ends = string.CompareOrdinal(content, i, closing, 0, closing.Length) == 0 && Characters.LetterOrDigitWidth(content, i + closing.Length) == 0;
                if (ends && i > start)
                {
                    return TextSpan.FromBounds(index, i + closing.Length);
                }
            }

            return null;
        }

        /// <summary>What stands between such quotation marks.</summary>
        internal static TextSpan InsideQuotes(string content, TextSpan whole)
        {
            int width = content[whole.Start] == '\'' && content[whole.Start + 1] == '\'' ? 2 : 1;
            return TextSpan.FromBounds(whole.Start + width, whole.End - width);
        }

        /// <summary>Whether a sign stands apart before a number, as \u2265 and \u2264 do. In the fonts of old texts they have the places of \u00B3, \u00B2 and \u00A3.</summary>
        internal static bool IsComparison(string content, int index)
        {
            int next = index + 1;
            while (Characters.IsBlank(Characters.At(content, next)))
            {
                next++;
            }

            return index > 0 && Characters.IsBlank(content[index - 1]) && Characters.IsDigit(Characters.At(content, next));
        }

        /// <summary>What to write for characters that no guideline has; null if they may have meant anything.</summary>
        internal static TextFix? FixOf(string content, TextSpan span, bool isInvisible)
        {
            string found = content.Substring(span.Start, span.Length);
            bool isBeforeWord = Characters.LetterWidth(content, span.End) > 0;
            string? right = found switch
            {
                "&" or "&&" => "and",
                "_" => " ",
                "!" when isBeforeWord => "not ",
                "\u00B3" or "\uF0B3" => "\u2265",
                "\u00B2" or "\uF0A3" => "\u2264",
                "\u00A3" when IsComparison(content, span.Start) => "\u2264",
                "\uF0B4" => "\u00D7",
                "\u00BD" or "\u00BC" or "\u00BE" => FractionOf(content, span),
                "\uFF1E" => ">",
                "\uFF1C" => "<",
                "\uFF1D" => "=",
                "\uFF0C" => ",",
                "\uFF1A" => ":",
                "\uFF08" => "(",
                "\uFF09" => ")",
                "\uFF05" => "%",
                "\u2013" or "\u2014" when IsBehindTitle(content, span.Start) => ":",
                "\u2192" or "\u21D2" or "@" or "~" or "\u2248" or "\u00B1" or "$" or "\u20AC" => null,
                _ when isInvisible => string.Empty,
                _ => IsOrnament(found) ? string.Empty : null,
            };
            if (right is null)
            {
                return null;
            }

            if (right == "and" && string.CompareOrdinal(content, span.End, "/or", 0, 3) == 0)
            {
                return TextFix.Write(TextSpan.FromBounds(span.Start, span.End + 3), "or");
            }

            if (right == ":" && found[0] is '\u2013' or '\u2014')
            {
                int title = span.Start;
                while (title > 0 && content[title - 1] == ' ')
                {
                    title--;
                }

                return TextFix.Offer(TextSpan.FromBounds(title, span.End), right);
            }

            if (right.Length > 0)
            {
                // What a sign of another font stood for is known as a rule, not for certain; of a fraction it is open whether it can stand there.
                return TextFix.Write(span, right) with { IsCertain = right[0] is not ('\u2265' or '\u2264') && found[0] is not ('\u00BC' or '\u00BD' or '\u00BE') };
            }

            return new TextFix("Remove it", isInvisible && !IsPrivate(content[span.Start]) ? span : WithItsSpace(content, span), string.Empty);
        }

        // "4. Psychological evaluation — …": between a title, which has a label before it, and what it asks.
        private static bool IsBehindTitle(string content, int position)
        {
            int end = position == 0 ? -1 : content.LastIndexOf('\n', position - 1, Math.Min(position, LongestTitle));
            return end >= 0 && Titled.IsMatch(content.Substring(end + 1, position - end - 1));
        }

        // "½ of the visits" is half of them, "2½ hours" 2.5.
        private static string FractionOf(string content, TextSpan sign)
        {
            string decimals = content[sign.Start] switch { '\u00BD' => ".5", '\u00BC' => ".25", _ => ".75" };
            bool isBehindNumber = sign.Start > 0 && char.IsDigit(content[sign.Start - 1]);
            bool isHalfOf = decimals == ".5" && string.CompareOrdinal(content, sign.End, " of ", 0, 4) == 0;
            return isBehindNumber ? decimals : isHalfOf ? "half" : "0" + decimals;
        }

        // Marks that say nothing: of lists, of footnotes, of trade, and the ends of sentences.
        private static bool IsOrnament(string found)
        {
            foreach (char c in found)
            {
                bool isSign = c is '\u2026' or '\u2122' or '\u00AE' or '\u00A9' or '\u00B9' or '\u2020' or '\u2021' or '\u00A7' or '\u00B6' or '?' or '!' or '{' or '}'
                    || (c >= '\u2070' && c <= '\u2079') || (c >= '\u2190' && c <= '\u2BFF') || char.IsSurrogate(c) || IsPrivate(c) || c == '\uFE0F';
                if (!isSign)
                {
                    return false;
                }
            }

            return true;
        }

        private static bool IsPrivate(char c) => c >= '\uE000' && c <= '\uF8FF';

        // Of a mark that stands alone the space beside it goes too.
        private static TextSpan WithItsSpace(string content, TextSpan span)
        {
            bool isFirst = span.Start == 0 || Characters.IsLineEnd(content[span.Start - 1]) || Characters.IsBlank(content[span.Start - 1]);
            int start = span.Start;
            int end = span.End;
            if (isFirst && Characters.IsBlank(Characters.At(content, end)))
            {
                end++;
            }
            else if (isFirst && start > 0 && Characters.IsBlank(content[start - 1]) && (end == content.Length || Characters.IsLineEnd(content[end])))
            {
                start--;
            }

            return TextSpan.FromBounds(start, end);
        }
    }
}
