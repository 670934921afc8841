using System;
using System.Globalization;
using System.Linq;
using System.Threading;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Parsing
{
    /// <summary>Divides a text into tokens. Every character belongs to exactly one, so the tokens put together are the text.</summary>
    internal sealed partial class Lexer
    {
        private const int ColumnsPerTab = 2;
        private const int CharactersBetweenCancellationChecks = 4096;

        private static readonly char[] LineEnds = { '\n', '\r' };
        private static readonly string[] WordsBeforeTexts = { "ask", "note", "example" };
        private static readonly char[] QuotesAndLineEnds = { '"', '\u201C', '\u201D', '\n', '\r' };

        private readonly SourceText text;
        private readonly string content;
        private readonly FormReports reports;
        private readonly ParsingRoom room;
        private int position;
        private int nextCheck;

        private Lexer(SourceText text, FormReports reports, ParsingRoom room)
        {
            this.text = text;
            content = text.Content;
            this.reports = reports;
            this.room = room;
            (kinds, ends, words) = (room.Kinds, room.Ends, room.Words);
        }

        /// <summary>Reads the tokens and rows of a text into a room, the zero-width end of file last.</summary>
        internal static void ReadAll(SourceText text, FormReports reports, ParsingRoom room, CancellationToken cancellation)
        {
            var lexer = new Lexer(text, reports, room);
            while (lexer.position < lexer.content.Length)
            {
                if (lexer.position >= lexer.nextCheck)
                {
                    cancellation.ThrowIfCancellationRequested();
                    lexer.nextCheck = lexer.position + CharactersBetweenCancellationChecks;
                }

                lexer.Read(lexer.content[lexer.position]);
            }

            lexer.AddTrivia(TokenKind.EndOfFile, lexer.position);
            lexer.EndRow();
            room.Fill(lexer.kinds, lexer.ends, lexer.count, lexer.words, lexer.wordCount);
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

        private void Read(char c)
        {
            if (Characters.IsPlainLetter(c))
            {
                ReadPlainWords();
                return;
            }

            switch (c)
            {
                case ' ':
                    ReadSpace();
                    break;
                case '\n':
                    ReadLineEnd(position + 1);
                    break;
                case '\r':
                    ReadLineEnd(Characters.At(content, position + 1) == '\n' ? position + 2 : position + 1);
                    break;
                case '"':
                    ReadString();
                    break;
                case '#':
                    AddTrivia(TokenKind.Comment, EndOfLine(position));
                    break;
                case >= '0' and <= '9':
                    ReadNumberOrDate();
                    break;
                case ':':
                    AddColon();
                    break;
                case ',':
                    Add(TokenKind.Comma, position + 1);
                    break;
                case '.':
                    Add(TokenKind.Dot, position + 1);
                    break;
                default:
                    ReadRarer(c);
                    break;
            }
        }

        private void ReadRarer(char c)
        {
            if (IsSpace(position))
            {
                ReadSpace();
            }
            else if (Characters.IsOpeningQuote(c))
            {
                ReadString();
            }
            else if (Characters.LetterOrDigitWidth(content, position) > 0)
            {
                Add(TokenKind.Word, EndOfWord(position, afterLetter: false));
            }
            else if (Characters.IsDegree(c))
            {
                Add(TokenKind.Word, EndOfWord(position + 1, afterLetter: false));
            }
            else if (SignAt(position, out int length) is var sign && sign != TokenKind.Bad)
            {
                AddSign(sign, position + length);
            }
            else if (Characters.IsBulletGlyph(c) && IsAtLineStart())
            {
                AddTrivia(TokenKind.Bullet, position + 1);
            }
            else
            {
                ReadUnknown();
            }
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

            int width = end - position;
            if (!Characters.IsPlainLetter(Characters.At(content, end)))
            {
                end = EndOfSpace(end);
                width = end - position == width ? width : Columns(content, TextSpan.FromBounds(position, end));
            }

            AddSpace(end, width);
        }

        private int EndOfSpace(int end)
        {
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

            return end;
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
            (int right, bool isCertain) = Tabs.Spaces(content, start - column, start, end, spaces);
            (int last, string replacement) = right > spaces && column == 0 ? Tabs.Run(content, start, end, right) : Tabs.OfLine(content, start, end, right);
            reports.Add("GL0101", TextSpan.FromBounds(start, end), new TextFix("Write spaces instead of the tab", TextSpan.FromBounds(start, last), replacement) { IsCertain = isCertain });
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

            reports.Add("GL0102", TextSpan.FromBounds(position, end), end == position + 1 ? WithOpeningQuote() : WithClosingQuote(opening, end));
            Add(TokenKind.Bad, end);
        }

        private static TextFix WithClosingQuote(char opening, int end) =>
            new TextFix("Add the closing quotation mark", new TextSpan(end, 0), opening == '"' ? "\"" : "\u201D");

        // Behind the last word the mark closes a text. Where that begins only those lines tell in which nothing but their first word stands before it.
        private TextFix? WithOpeningQuote()
        {
            int start = position;
            while (start > 0 && !Characters.IsLineEnd(content[start - 1]))
            {
                start--;
            }

            while (IsSpace(start))
            {
                start++;
            }

            int word = EndOfWord(start, afterLetter: false);
            int text = word;
            while (text < position && IsSpace(text))
            {
                text++;
            }

            // A mark before it belongs to another text.
            int other = text;
            while (other < position && !Characters.IsOpeningQuote(content[other]))
            {
                other++;
            }

            string opening = content[position] switch { '"' => "\"", '\u201C' => "\u201E", _ => "\u201C" };
            return text < position && text > word && other == position && Array.IndexOf(WordsBeforeTexts, content.Substring(start, word - start)) >= 0
                ? new TextFix("Add the opening quotation mark", new TextSpan(text, 0), opening) { IsCertain = false }
                : null;
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
