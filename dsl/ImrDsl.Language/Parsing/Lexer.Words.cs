using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Parsing
{
    // Numbers, dates, words.
    internal sealed partial class Lexer
    {
        // How a number ends that may be meant as so many thousands.
        private const string Thousands = ".000";
        private const int DigitsOfYear = 4;

        private void ReadNumberOrDate()
        {
            int end = EndOfDigits(position);
            if (end == position + DigitsOfYear && EndOfDate(end) is int endOfDate && endOfDate > 0 && !WordGoesOn(endOfDate))
            {
                Add(TokenKind.Date, endOfDate);
                return;
            }

            if (Characters.At(content, end) == '.' && Characters.IsDigit(Characters.At(content, end + 1)))
            {
                end = EndOfDigits(end + 1);
            }

            // 51-54, 6-month, 2.1.3, 1.a and 724.* are words; 6months is a number and a word.
            bool isWord = WordJoins(end) || IsAnyEnding(end);
            if (!isWord && IsThousands(content, position, end) && !IsInFreeText(position))
            {
                ReportThousands(TextSpan.FromBounds(position, end));
            }

            Add(isWord ? TokenKind.Word : TokenKind.Number, isWord ? EndOfWord(position, afterLetter: false) : end);
        }

        /// <summary>Whether a number may be meant as so many thousands: "10.000", but not "0.000" or "1000.000".</summary>
        internal static bool IsThousands(string content, int start, int end) =>
            end - start > Thousands.Length && end - start <= Thousands.Length + 3 && content[start] != '0'
            && string.CompareOrdinal(content, end - Thousands.Length, Thousands, 0, Thousands.Length) == 0;

        private void ReportThousands(TextSpan number)
        {
            string written = content.Substring(number.Start, number.Length);
            string whole = written.Substring(0, number.Length - Thousands.Length);
            string thousands = whole + "000";
            reports.Add("GL0115", number, new TextFix("Write " + thousands, number, thousands) { IsCertain = false }, written, whole, thousands);
        }

        private int EndOfDigits(int index)
        {
            while (Characters.IsDigit(Characters.At(content, index)))
            {
                index++;
            }

            return index;
        }

        // yyyy-mm-dd or yyyy-mm; 0 if there is neither. Whether there is such a day is for those to say who read its value.
        private int EndOfDate(int endOfYear)
        {
            int month = EndOfDatePart(endOfYear);
            int day = month > 0 ? EndOfDatePart(month) : 0;
            return day > 0 ? day : month;
        }

        private int EndOfDatePart(int hyphen) =>
            Characters.IsHyphen(Characters.At(content, hyphen)) && EndOfDigits(hyphen + 1) == hyphen + 3 ? hyphen + 3 : 0;

        private bool WordGoesOn(int index) => Characters.LetterOrDigitWidth(content, index) > 0 || WordJoins(index);

        // A hyphen or dot that has a letter or digit right after it joins words.
        private bool WordJoins(int index)
        {
            char c = Characters.At(content, index);
            return (c == '.' || Characters.IsHyphen(c)) && Characters.LetterOrDigitWidth(content, index + 1) > 0;
        }

        // The .* that ends a code standing for all codes below it.
        private bool IsAnyEnding(int index) =>
            Characters.At(content, index) == '.' && Characters.At(content, index + 1) == '*' && Characters.LetterOrDigitWidth(content, index + 2) == 0;

        // The apostrophe of "workers' compensation": after an s, with another word behind it.
        private bool IsPossessiveOfMany(int index)
        {
            if (!Characters.IsApostrophe(content[index]) || index == 0 || content[index - 1] is not ('s' or 'S'))
            {
                return false;
            }

            int next = index + 1;
            while (Characters.IsBlank(Characters.At(content, next)))
            {
                next++;
            }

            return next > index + 1 && Characters.LetterWidth(content, next) > 0;
        }

        // Most of a text: words of plain letters, with one blank between them.
        private void ReadPlainWords()
        {
            string content = this.content;
            while (true)
            {
                int end = position + 1;
                while ((uint)end < (uint)content.Length && Characters.IsPlainLetter(content[end]))
                {
                    end++;
                }

                if ((uint)end < (uint)content.Length && content[end] is not (' ' or '\n'))
                {
                    end = EndOfWord(end, afterLetter: true);
                }

                Add(TokenKind.Word, end);
                if (end + 1 >= content.Length || content[end] != ' ' || !Characters.IsPlainLetter(content[end + 1]) || end >= nextCheck)
                {
                    return;
                }

                AddTrivia(TokenKind.Space, end + 1);
            }
        }

        // The end of a word that goes on at a place, if it does.
        private int EndOfWord(int index, bool afterLetter)
        {
            string content = this.content;
            while ((uint)index < (uint)content.Length)
            {
                if (Characters.IsPlainLetter(content[index]))
                {
                    afterLetter = true;
                    index++;
                }
                else if (content[index] is ' ' or '\n')
                {
                    return index;
                }
                else if (Characters.LetterWidth(content, index) is int letter && letter > 0)
                {
                    afterLetter = true;
                    index += letter;
                }
                else if (Characters.LetterOrDigitWidth(content, index) is int digit && digit > 0)
                {
                    afterLetter = false;
                    index += digit;
                }
                else if (Characters.MarkWidth(content, index) is int mark && mark > 0)
                {
                    index += mark;
                }
                else if (WordJoins(index) || (afterLetter && Characters.IsApostrophe(content[index]) && Characters.LetterWidth(content, index + 1) > 0))
                {
                    afterLetter = false;
                    index++;
                }
                else if (IsPossessiveOfMany(index))
                {
                    return index + 1;
                }
                else
                {
                    break;
                }
            }

            return IsAnyEnding(index) ? index + 2 : index;
        }
    }
}
