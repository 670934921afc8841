using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Parsing
{
    /// <summary>Divides a text into tokens. Every character belongs to exactly one, so the tokens put together are the text.</summary>
    internal sealed class Lexer
    {
        private const string Thousands = ".000";

        private const int ColumnsPerTab = 2;
        private const int CharactersBetweenCancellationChecks = 4096;

        private static readonly char[] LineEnds = { '\n', '\r' };
        private static readonly char[] QuotesAndLineEnds = { '"', '\u201C', '\u201D', '\n', '\r' };

        private readonly SourceText text;
        private readonly string content;
        private readonly FormReports reports;
        private readonly List<Token> tokens;
        private int position;

        // Nothing but space so far in this line.
        private bool atLineStart = true;

        private Lexer(SourceText text, FormReports reports)
        {
            this.text = text;
            content = text.Content;
            this.reports = reports;
            tokens = new List<Token>((content.Length / 3) + 4);
        }

        /// <summary>The tokens of a text, the zero-width end of file last.</summary>
        internal static List<Token> Tokenize(SourceText text, FormReports reports, CancellationToken cancellation)
        {
            var lexer = new Lexer(text, reports);
            int nextCheck = 0;
            while (lexer.position < lexer.content.Length)
            {
                if (lexer.position >= nextCheck)
                {
                    cancellation.ThrowIfCancellationRequested();
                    nextCheck = lexer.position + CharactersBetweenCancellationChecks;
                }

                lexer.ReadToken();
            }

            lexer.tokens.Add(new Token(TokenKind.EndOfFile, lexer.position, 0));
            return lexer.tokens;
        }

        /// <summary>How many columns a stretch of space at the start of a line is wide. A byte order mark has no width.</summary>
        internal static int Columns(string content, TextSpan space)
        {
            int columns = 0;
            for (int i = space.Start; i < space.End; i++)
            {
                columns += content[i] switch
                {
                    '\t' => ColumnsPerTab - (columns % ColumnsPerTab),
                    '\uFEFF' => 0,
                    _ => 1,
                };
            }

            return columns;
        }

        private void ReadToken()
        {
            int start = position;
            char c = content[start];
            if (Characters.IsPlainLetter(c))
            {
                Add(TokenKind.Word, EndOfWord(start));
                atLineStart = false;
                return;
            }

            if (Characters.IsLineEnd(c))
            {
                Add(TokenKind.NewLine, c == '\r' && Characters.At(content, start + 1) == '\n' ? start + 2 : start + 1);
                atLineStart = true;
                return;
            }

            if (IsSpace(start))
            {
                ReadSpace();
                return;
            }

            if (c == '#')
            {
                Add(TokenKind.Comment, EndOfLine(start));
            }
            else if (Characters.IsOpeningQuote(c))
            {
                ReadString();
            }
            else if (Characters.IsDigit(c))
            {
                ReadNumberOrDate();
            }
            else if (Characters.LetterOrDigitWidth(content, start) > 0)
            {
                Add(TokenKind.Word, EndOfWord(start));
            }
            else if (Characters.IsDegree(c))
            {
                Add(TokenKind.Word, EndOfWord(start + 1));
            }
            else if (SignAt(start, out int length) is var sign && sign != TokenKind.Bad)
            {
                Add(sign, start + length);
            }
            else if (atLineStart && Characters.IsBulletGlyph(c))
            {
                Add(TokenKind.Bullet, start + 1);
            }
            else
            {
                ReadUnknown();
            }

            atLineStart = false;
        }

        private void Add(TokenKind kind, int end)
        {
            tokens.Add(new Token(kind, position, end - position));
            position = end;
        }

        // ---- Space ----

        private bool IsSpace(int index)
        {
            char c = content[index];
            return c == '\t' || Characters.IsBlank(c) || (index == 0 && c == '\uFEFF');
        }

        private void ReadSpace()
        {
            int end = position;
            while (Characters.At(content, end) == ' ')
            {
                end++;
            }

            int firstTab = -1;
            while (end < content.Length && IsSpace(end))
            {
                if (content[end] == '\t' && firstTab < 0)
                {
                    firstTab = end;
                }

                end++;
            }

            if (firstTab >= 0)
            {
                ReportTab(firstTab);
            }

            Add(TokenKind.Space, end);
        }

        // The first of a file: whoever has one has many.
        private void ReportTab(int start)
        {
            if (reports.Has("GL0101"))
            {
                return;
            }

            int end = start;
            while (Characters.At(content, end) == '\t')
            {
                end++;
            }

            int column = text.PositionOf(start).Column;
            int spaces = (ColumnsPerTab * (end - start)) - (column % ColumnsPerTab);
            (spaces, bool isCertain) = Tabs.Spaces(content, start - column, start, end, spaces);
            var span = TextSpan.FromBounds(start, end);
            reports.Add("GL0101", span, new TextFix("Write spaces instead of the tab", span, new string(' ', spaces)) { IsCertain = isCertain });
        }

        // ---- Text in quotes ----

        private int EndOfLine(int index)
        {
            int end = content.IndexOfAny(LineEnds, index);
            return end < 0 ? content.Length : end;
        }

        private void ReadString()
        {
            char opening = content[position];
            int end = content.IndexOfAny(QuotesAndLineEnds, position + 1);
            while (end >= 0 && !Characters.IsLineEnd(content[end]))
            {
                if (Characters.IsClosingQuote(opening, content[end]))
                {
                    Add(TokenKind.String, end + 1);
                    return;
                }

                end = content.IndexOfAny(QuotesAndLineEnds, end + 1);
            }

            end = end < 0 ? content.Length : end;
            while (end > position + 1 && IsSpace(end - 1))
            {
                end--;
            }

            string closing = opening == '"' ? "\"" : "\u201D";
            var span = TextSpan.FromBounds(position, end);
            reports.Add("GL0102", span, new TextFix("Add the closing quotation mark", new TextSpan(end, 0), closing));
            Add(TokenKind.Bad, end);
        }

        // ---- Numbers, dates, words ----

        private void ReadNumberOrDate()
        {
            int end = EndOfDigits(position);
            if (EndOfDate(position) is int endOfDate && endOfDate > 0 && !WordGoesOn(endOfDate))
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

            Add(isWord ? TokenKind.Word : TokenKind.Number, isWord ? EndOfWord(position) : end);
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
        private int EndOfDate(int start)
        {
            int month = EndOfDigits(start) == start + 4 ? EndOfDatePart(start + 4) : 0;
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

        private int EndOfWord(int index)
        {
            bool afterLetter = false;
            while (index < content.Length)
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

        // ---- Signs ----

        private TokenKind SignAt(int index, out int length)
        {
            char c = content[index];
            length = c is '<' or '>' or '!' && Characters.At(content, index + 1) == '=' ? 2 : 1;
            switch (c)
            {
                case ':': return TokenKind.Colon;
                case ',': return TokenKind.Comma;
                case ';': return TokenKind.Semicolon;
                case '.': return TokenKind.Dot;
                case '(': return TokenKind.OpenParenthesis;
                case ')': return TokenKind.CloseParenthesis;
                case '[': return TokenKind.OpenBracket;
                case ']': return TokenKind.CloseBracket;
                case '<': return length == 2 ? TokenKind.AtMost : TokenKind.Less;
                case '>': return length == 2 ? TokenKind.AtLeast : TokenKind.More;
                case '\u2264' or '\u2266' or '\u2A7D': return TokenKind.AtMost;
                case '\u2265' or '\u2267' or '\u2A7E': return TokenKind.AtLeast;
                case '=': return TokenKind.Equal;
                case '!': return length == 2 ? TokenKind.NotEqual : TokenKind.Bad;
                case '\u2260': return TokenKind.NotEqual;
                case '+': return TokenKind.Plus;
                case '\u2212': return TokenKind.Minus;
                case '\u00D7' or '*': return TokenKind.Times;
                case '/' or '\u00F7': return TokenKind.Slash;
                case '%': return TokenKind.Percent;
                case '\u00B2' or '\u00B3' when Pasted.IsComparison(content, index): return TokenKind.Bad;
                case '\u00B2' or '\u00B3' or '^': return TokenKind.Power;
                case '|': return TokenKind.Bar;
                default: return Characters.IsHyphen(c) ? TokenKind.Minus : TokenKind.Bad;
            }
        }

        // ---- Characters no guideline has ----

        private int searched;
        private bool isLineKnown;
        private bool isFreeText;

        private static readonly string[] FreeTextWords = { "source ", "ask ", "note " };

        private bool IsUnknown(int index)
        {
            char c = content[index];
            return !Characters.IsLineEnd(c) && !IsSpace(index) && c != '#' && !Characters.IsOpeningQuote(c)
                && Characters.LetterOrDigitWidth(content, index) == 0 && SignAt(index, out _) == TokenKind.Bad;
        }

        private void ReadUnknown()
        {
            if (Pasted.EntityAt(content, position, out int length) is { } character)
            {
                var entity = new TextSpan(position, length);
                reports.Add("GL0103", entity, new TextFix("Write the character itself", entity, character), Quoted(entity));
                Add(TokenKind.Bad, entity.End);
                return;
            }

            if (Pasted.QuotesAt(content, position) is { } quoted)
            {
                ReportOtherQuotes(quoted);
                return;
            }

            int end = position + Characters.Width(content, position);
            bool isInvisible = Characters.IsInvisible(content, position);
            while (end < content.Length && IsUnknown(end) && Characters.IsInvisible(content, end) == isInvisible)
            {
                end += Characters.Width(content, end);
            }

            var span = TextSpan.FromBounds(position, end);
            if (isInvisible || !IsInFreeText(position))
            {
                reports.Add("GL0103", span, Pasted.FixOf(content, span, isInvisible), isInvisible ? InvisibleName(span) : Quoted(span));
            }

            Add(TokenKind.Bad, end);
        }

        // A source is written as its text cites it, and a question whose quotation marks were forgotten may hold anything.
        private bool IsInFreeText(int index)
        {
            // Each stretch of the text is searched once, however long its lines are.
            int end = content.LastIndexOf('\n', index, index - searched + 1);
            searched = index + 1;
            if (end < 0 && isLineKnown)
            {
                return isFreeText;
            }

            int start = end + 1;
            while (start < index && IsSpace(start))
            {
                start++;
            }

            isLineKnown = true;
            return isFreeText = FreeTextWords.Any(word => string.CompareOrdinal(content, start, word, 0, word.Length) == 0);
        }

        // 'text' and «text» are text in quotes all the same; `text` is a name set in the type of programs.
        private void ReportOtherQuotes(TextSpan whole)
        {
            TextSpan inner = Pasted.InsideQuotes(content, whole);
            bool isCode = content[whole.Start] == '`';
            string right = content.Substring(inner.Start, inner.Length);
            right = isCode ? right : "\"" + right + "\"";
            var opening = new TextSpan(whole.Start, inner.Start - whole.Start);
            reports.Add(
                isCode ? "GL0103" : "GL0110",
                isCode ? opening : whole,
                new TextFix("Write " + right, whole, right),
                isCode ? Quoted(opening) : right);
            Add(isCode ? TokenKind.Bad : TokenKind.String, whole.End);
        }

        private string Quoted(TextSpan span) =>
            "\u201C" + (span.Length <= 20 ? content.Substring(span.Start, span.Length) : content.Substring(span.Start, 20) + "\u2026") + "\u201D";

        private string InvisibleName(TextSpan span) =>
            "The invisible character U+" + ((int)content[span.Start]).ToString("X4", CultureInfo.InvariantCulture);
    }
}
