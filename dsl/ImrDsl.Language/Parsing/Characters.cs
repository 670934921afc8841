using System.Globalization;

namespace ImrDsl.Language.Parsing
{
    /// <summary>Which characters make up words, spaces and signs. Nothing here depends on a locale.</summary>
    internal static class Characters
    {
        /// <summary>The character at a place, or NUL past the end (a NUL in the text is no sign either).</summary>
        internal static char At(string content, int index) => index < content.Length ? content[index] : '\0';

        internal static bool IsLineEnd(char c) => c is '\n' or '\r';

        /// <summary>Blanks of every width, the non-breaking ones included; no tabs and no line ends.</summary>
        internal static bool IsBlank(char c) =>
            c == ' ' || (c >= '\u00A0' && CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.SpaceSeparator);

        internal static bool IsDigit(char c) => (uint)(c - '0') <= 9;

        /// <summary>Whether it is one of the letters that nearly all words are made of.</summary>
        internal static bool IsPlainLetter(char c) => (uint)((c | 0x20) - 'a') <= 'z' - 'a';

        /// <summary>A hyphen of any kind, or the en dash a word processor makes of one.</summary>
        internal static bool IsHyphen(char c) => c is '-' or '\u2010' or '\u2011' or '\u2013';

        internal static bool IsApostrophe(char c) => c is '\'' or '\u2019';

        /// <summary>The degree sign, a word of its own or the beginning of one: <c>90 °</c>, <c>38 °C</c>.</summary>
        internal static bool IsDegree(char c) => c == '\u00B0';

        internal static bool IsOpeningQuote(char c) => c is '"' or '\u201C' or '\u201D' or '\u201E';

        /// <summary>Whether a quote closes what another opened. „German quotes“ close with what opens elsewhere.</summary>
        internal static bool IsClosingQuote(char opening, char c) =>
            c is '"' or '\u201D' || (c == '\u201C' && opening == '\u201E');

        /// <summary>The dots a word processor puts before the items of a list.</summary>
        internal static bool IsBulletGlyph(char c) =>
            c is '\u2022' or '\u2023' or '\u2043' or '\u00B7' or '\u25AA' or '\u25CB' or '\u25CF' or '\u25E6';

        /// <summary>How many UTF-16 units the letter at a place takes; 0 if there is no letter.</summary>
        internal static int LetterWidth(string content, int index)
        {
            char c = At(content, index);
            if (c < 128)
            {
                return IsPlainLetter(c) ? 1 : 0;
            }

            return CharUnicodeInfo.GetUnicodeCategory(content, index) <= UnicodeCategory.OtherLetter
                || CharUnicodeInfo.GetUnicodeCategory(content, index) == UnicodeCategory.LetterNumber
                ? Width(content, index)
                : 0;
        }

        /// <summary>How many UTF-16 units the letter or digit at a place takes; 0 if there is neither.</summary>
        internal static int LetterOrDigitWidth(string content, int index)
        {
            char c = At(content, index);
            if (IsDigit(c))
            {
                return 1;
            }

            bool isOtherDigit = c >= 128 && CharUnicodeInfo.GetUnicodeCategory(content, index) == UnicodeCategory.DecimalDigitNumber;
            return isOtherDigit ? Width(content, index) : LetterWidth(content, index);
        }

        /// <summary>How many UTF-16 units the combining mark at a place takes; 0 if there is none.</summary>
        internal static int MarkWidth(string content, int index)
        {
            if (At(content, index) < 128)
            {
                return 0;
            }

            UnicodeCategory category = CharUnicodeInfo.GetUnicodeCategory(content, index);
            bool isMark = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
            return isMark ? Width(content, index) : 0;
        }

        /// <summary>Whether the character at a place cannot be seen: control and format characters, half a character.</summary>
        internal static bool IsInvisible(string content, int index) =>
            CharUnicodeInfo.GetUnicodeCategory(content, index) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse;

        /// <summary>How many UTF-16 units the character at a place takes.</summary>
        internal static int Width(string content, int index) => char.IsSurrogatePair(content, index) ? 2 : 1;
    }
}
