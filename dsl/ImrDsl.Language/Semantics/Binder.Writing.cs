using System;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Semantics
{
    /// <summary>
    /// Dates, signs and marks as other texts write them, in any line: found before the line is read, since what stands around them seems wrong
    /// only because of them.
    /// </summary>
    internal sealed partial class Binder
    {
        private static readonly string[] MonthNames = DateTimeFormatInfo.InvariantInfo.MonthNames.Select(name => name.ToLowerInvariant()).Where(name => name.Length > 0).ToArray();

        // The author of a comment in Word and its number: "KM1", "AB12R11".
        private static readonly Regex CommentMark = new Regex(@"^[A-Z]{1,4}\d{1,3}(?:R\d{1,3})?$", RegexOptions.CultureInvariant);

        // "1.1.2014"
        private const int ShortestDate = 8;

        private static readonly (TokenKind First, TokenKind Second, bool MayBeApart, string? Right)[] OddSigns =
        {
            (TokenKind.Equal, TokenKind.More, false, "≥"), (TokenKind.Equal, TokenKind.Less, false, "≤"), (TokenKind.Equal, TokenKind.Equal, false, "="),
            (TokenKind.More, TokenKind.Equal, true, "≥"), (TokenKind.Less, TokenKind.Equal, true, "≤"), (TokenKind.Less, TokenKind.More, false, "≠"),
            (TokenKind.More, TokenKind.More, false, ">"), (TokenKind.Less, TokenKind.Less, false, "<"), (TokenKind.NotEqual, TokenKind.Equal, false, "≠"),
            (TokenKind.Minus, TokenKind.More, false, null), (TokenKind.Equal, TokenKind.AtLeast, false, "≥"),
        };

        private void ReportWriting()
        {
            bool isTable = false;
            foreach ((LineSyntax line, int depth) in tree.Walk())
            {
                isTable = depth == 0 ? SectionAt(line.FullSpan.Start) == "table" : isTable;
                for (PhraseSyntax? part = line.Head ?? line.Phrase; part is not null; part = ReferenceEquals(part, line.Head) ? line.Phrase : null)
                {
                    var phrase = new PhraseCursor(Text, part);
                    if (ReferenceEquals(part, line.Phrase) && line.Head is not null && phrase.Kind == TokenKind.Colon)
                    {
                        SourceSpan colon = phrase.SpanAt(0);
                        Report(new Diagnostic("GL0204", colon, ":", line.Head.Span.Length == 0 ? string.Empty : Text.Content.Substring(line.Head.Span.Start, line.Head.Span.Length)) { Fix = new TextFix("Remove it", colon.Span, string.Empty) });
                        MarkFlawed(line.FullSpan);
                        isMissingNames |= SectionAt(line.FullSpan.Start) is "facts" or "define" or "request" or "entry" or "table";
                        break;
                    }

                    if (!(line.Head is null && phrase.WordAt(0) is "source" or "jurisdiction" or "ask" or "note") && ReportWriting(phrase, isTable))
                    {
                        MarkFlawed(line.FullSpan);
                        isMissingNames |= SectionAt(line.FullSpan.Start) is "facts" or "define" or "request" or "entry" or "table";
                        break;
                    }
                }
            }
        }

        private string SectionAt(int position)
        {
            int section = LineAt(tree.Lines, position);
            return section < 0 ? string.Empty : new PhraseCursor(Text, tree.Lines[section].Head ?? tree.Lines[section].Phrase).WordAt(0);
        }

        private bool ReportWriting(PhraseCursor phrase, bool isTable)
        {
            if (ReportRule(phrase))
            {
                return true;
            }

            for (int i = 0; i < phrase.Count; i++)
            {
                // Most tokens are words, and of words few things are wrong. Of a date only a month or a day is one, with a number behind it or in it.
                bool isWord = phrase.KindAt(i) == TokenKind.Word;
                bool isWrong = isWord
                    ? ((phrase.KindAt(i + 1) is TokenKind.Number or TokenKind.Dot || phrase.WordAt(i)[0] is >= '0' and <= '9') && ReportOtherDate(phrase, i)) || ReportAndOr(phrase, i) || ReportSpeech(phrase, i)
                    : ReportPointWithoutZero(phrase, i) || ReportOtherDate(phrase, i) || ReportOddSign(phrase, i, isTable) || ReportMarkup(phrase, i) || ReportTwoLimits(phrase, i);
                if (isWrong)
                {
                    return true;
                }
            }

            return ReportEndOfSentence(phrase);
        }

        // ---- Dates ----

        // "10/30/2014", "Oct. 30, 2014", "30 October 2014", "2014/10/30", "2014-7-18", "30.10.2014". Month first where both could be, as in America.
        private bool ReportOtherDate(PhraseCursor phrase, int at)
        {
            if (!TryReadOtherDate(phrase, at, out int length, out string? right))
            {
                return false;
            }

            SourceSpan span = phrase.Span(at, at + length);
            if (right is null)
            {
                Report("GL0175", span, span.ToString());
            }
            else
            {
                ReportFix("GL0175", span, right, span.ToString());
            }

            return true;
        }

        private static bool TryReadOtherDate(PhraseCursor phrase, int at, out int length, out string? right)
        {
            length = 0;
            right = null;
            int next = at + (phrase.KindAt(at + 1) == TokenKind.Dot ? 2 : 1);
            if (phrase.KindAt(at) == TokenKind.Word && phrase.KindAt(next) == TokenKind.Number && MonthOf(phrase.WordAt(at)) is > 0 and int month)
            {
                int year = NumberIn(phrase, next);
                if (year is >= 1900 and <= 2100)
                {
                    length = next + 1 - at;
                    right = IsoDate(year, month, null);
                    return true;
                }

                int day = year;
                next += phrase.WordAt(next + 1) is "st" or "nd" or "rd" or "th" && phrase.IsJoined(next + 1) ? 2 : 1;
                next += phrase.KindAt(next) == TokenKind.Comma ? 1 : 0;
                year = NumberIn(phrase, next);
                length = next + 1 - at;
                right = IsoDate(year, month, day);
                return day is >= 1 and <= 31 && year is >= 1900 and <= 2100;
            }

            if (phrase.KindAt(at) is TokenKind.Number && MonthOf(phrase.WordAt(at + 1)) is int named && named > 0 && NumberIn(phrase, at + 2) is >= 1900 and <= 2100)
            {
                length = 3;
                right = IsoDate(NumberIn(phrase, at + 2), named, NumberIn(phrase, at));
                return true;
            }

            if (phrase.KindAt(at) == TokenKind.Word && phrase.WordAt(at)[0] is not (>= '0' and <= '9'))
            {
                return false;
            }

            bool isSlashed = phrase.KindAt(at + 1) == TokenKind.Slash && phrase.KindAt(at + 3) == TokenKind.Slash && phrase.IsJoined(at + 1) && phrase.IsJoined(at + 2) && phrase.IsJoined(at + 3) && phrase.IsJoined(at + 4)
                && NumberIn(phrase, at) >= 0 && NumberIn(phrase, at + 2) >= 0 && NumberIn(phrase, at + 4) >= 0;
            // "01/2017"
            bool isMonth = phrase.KindAt(at + 1) == TokenKind.Slash && phrase.IsJoined(at + 1) && phrase.IsJoined(at + 2) && !phrase.IsJoined(at + 3) && NumberIn(phrase, at) is >= 1 and <= 12 && NumberIn(phrase, at + 2) is >= 1900 and <= 2100
                && (phrase.KindAt(at + 3) is TokenKind.EndOfFile or TokenKind.Comma or TokenKind.CloseParenthesis || phrase.WordAt(at + 3) is "and" or "or" or "to");
            if (!isSlashed && isMonth)
            {
                length = 3;
                right = IsoDate(NumberIn(phrase, at + 2), NumberIn(phrase, at), null);
                return true;
            }

            if (!isSlashed && phrase.LengthAt(at) < ShortestDate)
            {
                return false;
            }

            string word = phrase.TextAt(at).Replace('\u2013', '-').Replace('\u2010', '-').Replace('\u2011', '-');
            string[] parts = isSlashed ? new[] { phrase.TextAt(at), phrase.TextAt(at + 2), phrase.TextAt(at + 4) } : word.Split('.', '-');
            bool isDate = parts.Length == 3 && phrase.KindAt(at) != TokenKind.Date && parts.All(part => part.Length is 1 or 2 or 4 && part.All(c => c is >= '0' and <= '9'))
                && parts.Count(part => part.Length == 4) <= 1 && (isSlashed || parts[0].Length == 4 || parts[2].Length == 4);
            if (!isDate)
            {
                return false;
            }

            length = isSlashed ? 5 : 1;
            int[] numbers = parts.Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
            if (parts[0].Length == 4)
            {
                right = IsoDate(numbers[0], numbers[1], numbers[2]);
            }
            else if (parts[2].Length == 4)
            {
                // With dots the day comes first, with slashes the month. With hyphens nobody can know.
                bool isDayFirst = word.IndexOf('.') >= 0 && !isSlashed;
                bool isSure = isDayFirst || isSlashed || numbers[0] > 12 != numbers[1] > 12;
                (int month, int day) first = isDayFirst || numbers[0] > 12 ? (numbers[1], numbers[0]) : (numbers[0], numbers[1]);
                right = isSure ? IsoDate(numbers[2], first.month, first.day) : null;
            }

            return true;
        }

        private static int MonthOf(string word)
        {
            for (int i = 0; word.Length >= 3 && i < MonthNames.Length; i++)
            {
                string name = MonthNames[i];
                if (word[0] == name[0] && (word == name || (word.Length == 3 && name.StartsWith(word, StringComparison.Ordinal)) || (word == "sept" && name == "september")))
                {
                    return i + 1;
                }
            }

            return 0;
        }

        private static int NumberIn(PhraseCursor phrase, int at) =>
            phrase.KindAt(at) == TokenKind.Number && int.TryParse(phrase.TextAt(at), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1;

        private static string? IsoDate(int year, int month, int? day)
        {
            bool exists = year is >= 1900 and <= 2100 && month is >= 1 and <= 12 && (day is null || (day >= 1 && day <= DateTime.DaysInMonth(year, month)));
            return exists ? year.ToString("0000", CultureInfo.InvariantCulture) + "-" + month.ToString("00", CultureInfo.InvariantCulture)
                + (day is int known ? "-" + known.ToString("00", CultureInfo.InvariantCulture) : string.Empty) : null;
        }

        // ".5": a number begins with a digit.
        private bool ReportPointWithoutZero(PhraseCursor phrase, int at)
        {
            bool isPoint = phrase.KindAt(at) == TokenKind.Dot && phrase.KindAt(at + 1) == TokenKind.Number && phrase.IsJoined(at + 1) && !phrase.IsJoined(at);
            if (isPoint)
            {
                SourceSpan number = phrase.Span(at, at + 2);
                ReportFix("GL0317", number, "0" + number, number.ToString());
            }

            return isPoint;
        }

        // ---- Signs ----

        private bool ReportAndOr(PhraseCursor phrase, int at)
        {
            int slashes = phrase.KindAt(at + 1) == TokenKind.Slash ? 1 : 0;
            bool isAndOr = phrase.IsWordAt(at, "and") && phrase.IsWordAt(at + 1 + slashes, "or");
            if (isAndOr)
            {
                // The comma of "A, and/or B" goes with it.
                SourceSpan typed = phrase.Span(at, at + 2 + slashes);
                bool isBehindComma = phrase.KindAt(at - 1) == TokenKind.Comma;
                var whole = TextSpan.FromBounds(isBehindComma ? phrase.SpanAt(at - 1).Span.Start : typed.Span.Start, typed.Span.End);

                // Without the stroke one of the two words may be a slip.
                Report(new Diagnostic("GL0249", typed) { Fix = TextFix.Write(whole, isBehindComma ? " or" : "or") with { IsCertain = slashes > 0 } });
            }

            return isAndOr;
        }

        private bool ReportOddSign(PhraseCursor phrase, int at, bool isTable)
        {
            TokenKind kind = phrase.KindAt(at);
            foreach ((TokenKind first, TokenKind second, bool mayBeApart, string? right) in OddSigns)
            {
                if (kind == first && phrase.KindAt(at + 1) == second && (mayBeApart || phrase.IsJoined(at + 1)))
                {
                    ReportOddSign(phrase.Span(at, at + 2), right);
                    return true;
                }
            }

            if (!isTable && phrase.KindAt(at) == TokenKind.Bar && phrase.KindAt(at + 1) == TokenKind.Bar && phrase.IsJoined(at + 1))
            {
                ReportOddSign(phrase.Span(at, at + 2), "or");
                return true;
            }

            bool isPlus = phrase.KindAt(at) == TokenKind.Number && phrase.KindAt(at + 1) == TokenKind.Plus && phrase.IsJoined(at + 1) && !phrase.IsJoined(at + 2);
            if (isPlus && phrase.KindAt(at + 2) is TokenKind.EndOfFile or TokenKind.Word or TokenKind.Comma)
            {
                bool isBand = SectionAt(phrase.SpanAt(at).Span.Start) == "score";
                ReportOddSign(phrase.Span(at, at + 2), isBand ? phrase.TextAt(at) + " or more" : "≥" + phrase.TextAt(at));
                return true;
            }

            return false;
        }

        private void ReportOddSign(SourceSpan span, string? right)
        {
            if (right is null)
            {
                Report("GL0272", span, span.ToString(), "≥, >, ≤, < or =");
            }
            else
            {
                ReportFix("GL0272", span, right, span.ToString(), right);
            }
        }

        // A full stop or semicolon after the last word.
        private bool ReportEndOfSentence(PhraseCursor phrase)
        {
            int last = phrase.Count - 1;
            if (last < 1 || phrase.KindAt(last) is not (TokenKind.Dot or TokenKind.Semicolon) || IsUnitOfOtherTexts(phrase.WordAt(last - 1)))
            {
                return false;
            }

            SourceSpan at = phrase.SpanAt(last);
            Report(new Diagnostic("GL0204", at, at.ToString(), phrase.Words(0, last)) { Fix = new TextFix("Remove it", at.Span, string.Empty) });
            return true;
        }

        // ---- Marks of programs and web pages ----

        private bool ReportMarkup(PhraseCursor phrase, int at)
        {
            string content = Text.Content;
            TokenKind kind = phrase.KindAt(at);
            TokenKind next = phrase.KindAt(at + 1);
            if (kind == TokenKind.Slash && next == TokenKind.Slash && phrase.IsJoined(at + 1))
            {
                SourceSpan slashes = phrase.Span(at, at + 2);
                ReportFix("GL0278", slashes, "#", slashes.ToString(), "“#” before a comment");
                return true;
            }

            if (kind == TokenKind.Times && next == TokenKind.Times && phrase.IsJoined(at + 1))
            {
                int closing = phrase.Count - 1;
                while (closing > at + 2 && !(phrase.KindAt(closing) == TokenKind.Times && phrase.KindAt(closing - 1) == TokenKind.Times))
                {
                    closing--;
                }

                ReportEnclosed(phrase, at, at + 2, closing > at + 2 ? closing - 1 : -1, 2);
                return true;
            }

            bool isTag = kind == TokenKind.Less && phrase.IsJoined(at + 1) && phrase.WordAt(at + 1) is "b" or "i" or "u" or "p" or "li" or "br" or "em" or "strong" or "span" or "sup" or "sub" or "td" or "tr" or "div";
            if (isTag && phrase.KindAt(at + 2) == TokenKind.More)
            {
                int closing = at + 3;
                while (closing < phrase.Count && !(phrase.KindAt(closing) == TokenKind.Less && phrase.KindAt(closing + 1) == TokenKind.Slash))
                {
                    closing++;
                }

                ReportEnclosed(phrase, at, at + 3, closing < phrase.Count ? closing : -1, 4);
                return true;
            }

            if (kind != TokenKind.OpenBracket)
            {
                return false;
            }

            bool isBox = at == 0 && (next == TokenKind.CloseBracket || (phrase.WordAt(1) == "x" && phrase.KindAt(2) == TokenKind.CloseBracket));
            bool isFootnote = at > 0 && next == TokenKind.Number && phrase.KindAt(at + 2) == TokenKind.CloseBracket && at + 3 == phrase.Count;
            bool isMark = at > 0 && next == TokenKind.Word && phrase.KindAt(at + 2) == TokenKind.CloseBracket && CommentMark.IsMatch(phrase.TextAt(at + 1));
            if (!isBox && !isFootnote && !isMark)
            {
                return false;
            }

            SourceSpan box = phrase.Span(at, at + (next == TokenKind.CloseBracket ? 2 : 3));
            int start = isFootnote || isMark ? phrase.SpanAt(at - 1).Span.End : box.Span.Start;
            int end = isBox && box.Span.End < content.Length && content[box.Span.End] == ' ' ? box.Span.End + 1 : box.Span.End;
            Report(new Diagnostic("GL0278", box, box.ToString(), "the words alone") { Fix = new TextFix("Remove it", TextSpan.FromBounds(start, end), string.Empty) });
            return true;
        }

        // "**text**" and "<b>text</b>": the text stays.
        private void ReportEnclosed(PhraseCursor phrase, int from, int inner, int closing, int width)
        {
            SourceSpan opening = phrase.Span(from, inner);
            TextSpan whole = closing < 0 ? opening.Span : phrase.Span(from, Math.Min(phrase.Count, closing + width)).Span;
            string text = closing < 0 ? string.Empty : phrase.Span(inner, closing).ToString();
            Report(new Diagnostic("GL0278", opening, opening.ToString(), "the words alone") { Fix = new TextFix("Remove it", whole, text) });
        }
    }
}
