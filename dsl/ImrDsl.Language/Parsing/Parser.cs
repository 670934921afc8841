using System;
using System.Globalization;
using System.Threading;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Parsing
{
    /// <summary>
    /// Reads the outline of a guideline: lines, their labels, titles and phrases, and which stands below which. It accepts any text
    /// whatsoever, in time linear in its length, and knows no words of the language but <c>and</c> and <c>or</c> at the end of a line and those
    /// that tell a section from a line of one.
    /// </summary>
    public static class Parser
    {
        /// <summary>The outline of a text. What is wrong with its form is in <see cref="SyntaxTree.Diagnostics"/>.</summary>
        /// <exception cref="OperationCanceledException">It was cancelled.</exception>
        public static SyntaxTree Parse(SourceText text, CancellationToken cancellation = default)
        {
            var reports = new FormReports(text);
            ParsingRoom room = ParsingRoom.Take();
            Lexer.ReadAll(text, reports, room, cancellation);
            Token[] words = room.AllWords();
            var outline = new Outline(reports, Row.Margin(room), new SectionForms(text));
            int end = new LineReader(text, words, room, reports).ReadAll(outline, cancellation);
            var endTrivia = new Token(TokenKind.Space, end, text.Content.Length - end);
            TokenList tokens = room.AllTokens();
            room.Give();
            return new SyntaxTree(text, tokens, outline.Lines, endTrivia, reports.InOrder());
        }
    }

    /// <summary>Makes lines of rows: finds where a line goes on in the next row, and its label, title and phrase.</summary>
    internal sealed class LineReader
    {
        private const int LongestLabel = 12;

        // "(age)" at the start of a line is a name in parentheses, "(iii)" a label.
        private const int LongestLabelInParentheses = 4;

        // A parenthesis not closed within so many rows is taken for a forgotten one.
        private const int MostRowsInParentheses = 100;
        private const int DeepestParenthesis = 200;
        private const int RowsBetweenCancellationChecks = 256;

        private readonly SourceText text;
        private readonly Token[] words;
        private readonly Row[] rows;
        private readonly int rowCount;
        private readonly FormReports reports;

        internal LineReader(SourceText text, Token[] words, ParsingRoom room, FormReports reports)
        {
            this.text = text;
            this.words = words;
            rows = room.Rows;
            rowCount = room.RowCount;
            this.reports = reports;
        }

        /// <summary>Reads all lines into an outline; the offset where the last one ends.</summary>
        internal int ReadAll(Outline outline, CancellationToken cancellation)
        {
            int end = 0;
            for (int row = 0; row < rowCount;)
            {
                if (row % RowsBetweenCancellationChecks == 0)
                {
                    cancellation.ThrowIfCancellationRequested();
                }

                Row first = rows[row];
                int start = first.First;
                TextSpan? label = ReadBulletAndLabel(ref start, first.Last, out int afterLabel);
                int lastRow = FindLastRow(row, start, out bool isParenthesisOpen);
                int last = rows[lastRow].Last;
                int colon = HasColon(row, lastRow) ? FindColon(start, last, isParenthesisOpen) : -1;
                PhraseSyntax? head = colon < 0 ? null : Phrase(start, colon - 1, words[start].Start);
                PhraseSyntax phrase = colon < 0 ? Phrase(start, last, afterLabel) : Phrase(colon + 1, last, words[colon].End);

                var full = TextSpan.FromBounds(end, rows[lastRow].End);
                outline.Add(new LineSyntax(full, first.Indent, label, head, phrase), words[first.First], first.Space);
                end = full.End;
                row = lastRow + 1;
            }

            return end;
        }

        private PhraseSyntax Phrase(int first, int last, int emptyAt) =>
            first > last ? new PhraseSyntax(words, emptyAt, 0) : new PhraseSyntax(words, first, last - first + 1);

        // ---- Bullets and labels ----

        // Moves start behind them.
        private TextSpan? ReadBulletAndLabel(ref int start, int last, out int end)
        {
            if (IsBullet(start, last))
            {
                start++;
            }

            end = words[start].Start;
            if (!IsLabel(start, last, out int closing, out TextSpan label))
            {
                return null;
            }

            end = words[closing].End;
            start = closing + 1;
            return label;
        }

        // A lone dash before a bar is an empty cell of a table. Of the signs for "times" only the asterisk is a bullet too.
        private bool IsBullet(int index, int last) =>
            index < last && (words[index].Kind == TokenKind.Minus || text.Content[words[index].Start] == '*') && !Touch(index) && words[index + 1].Kind != TokenKind.Bar;

        private bool Touch(int index) => words[index].End == words[index + 1].Start;

        // "1." "C4." "2.1." "1)" "(a)", with a space or nothing after it.
        private bool IsLabel(int index, int last, out int closing, out TextSpan label)
        {
            bool isOpened = words[index].Kind == TokenKind.OpenParenthesis;
            int first = isOpened && index < last && Touch(index) ? index + 1 : index;
            closing = first;
            while (closing < last && words[closing].Kind is TokenKind.Word or TokenKind.Number
                && Touch(closing) && words[closing].End - words[first].Start <= LongestLabel)
            {
                closing++;
            }

            label = TextSpan.FromBounds(words[first].Start, words[closing].Start);
            bool isClosed = words[closing].Kind == TokenKind.CloseParenthesis;
            return label.Length > 0
                && (isClosed || (words[closing].Kind == TokenKind.Dot && !isOpened))
                && label.Length <= (isClosed ? LongestLabelInParentheses : LongestLabel)
                && (closing == last || !Touch(closing))
                && IsLabelText(label);
        }

        private bool IsLabelText(TextSpan span)
        {
            for (int i = span.Start; i < span.End; i++)
            {
                if (text.Content[i] != '.' && !char.IsLetterOrDigit(text.Content[i]))
                {
                    return false;
                }
            }

            return true;
        }

        // ---- Lines that go on ----

        // A line goes on in the next row after a comma, "and", "or" or inside parentheses, provided that the row stands deeper than the line.
        private int FindLastRow(int firstRow, int start, out bool isParenthesisOpen)
        {
            int lastRow = firstRow;
            int depth = 0;
            int opened = -1;
            int stray = -1;
            bool isUnfinished = false;
            for (int row = firstRow; row <= lastRow; row++)
            {
                for (int i = Math.Max(start, rows[row].First); rows[row].HasParentheses && i <= rows[row].Last; i++)
                {
                    CountParenthesis(i, ref depth, ref opened, ref stray);
                }

                if (row < lastRow)
                {
                    continue;
                }

                if (depth > 0 && FindClosingRow(row, depth, rows[firstRow].Indent) is int closing && closing > 0)
                {
                    lastRow = closing;
                }
                else if (EndsUnfinished(rows[row], start))
                {
                    isUnfinished = !GoesOn(row, rows[firstRow].Indent);
                    lastRow = isUnfinished ? row : row + 1;
                }
            }

            isParenthesisOpen = depth > 0;
            ReportLine(rows[lastRow].Last, isUnfinished, isParenthesisOpen ? opened : -1, stray);
            return lastRow;
        }

        private void CountParenthesis(int index, ref int depth, ref int opened, ref int stray)
        {
            if (words[index].Kind == TokenKind.OpenParenthesis)
            {
                opened = depth == 0 ? index : opened;
                depth++;
                if (depth > DeepestParenthesis)
                {
                    reports.AddFirst("GL0108", words[index].Span, null, DeepestParenthesis.ToString(CultureInfo.InvariantCulture));
                }
            }
            else if (words[index].Kind == TokenKind.CloseParenthesis)
            {
                stray = depth == 0 && stray < 0 ? index : stray;
                depth = Math.Max(depth - 1, 0);
            }
        }

        // The row that closes all parentheses left open; 0 if none does before the line must end.
        private int FindClosingRow(int row, int depth, int indent)
        {
            int end = Math.Min(rowCount, row + MostRowsInParentheses);
            for (int next = row + 1; next < end && rows[next].Indent > indent; next++)
            {
                if (depth + rows[next].Lowest <= 0)
                {
                    return next;
                }

                depth += rows[next].Net;
            }

            return 0;
        }

        private bool EndsUnfinished(in Row row, int start)
        {
            Token last = words[row.Last];
            return row.Last >= start && (last.Kind == TokenKind.Comma || (last.Kind == TokenKind.Word && (Is(last, "and") || Is(last, "or"))));
        }

        private bool Is(Token token, string word) =>
            token.Length == word.Length && string.Compare(text.Content, token.Start, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0;

        // A row that begins with a label such as "a." is a line of its own, and so is a note or the pages of a source.
        private bool GoesOn(int row, int indent) =>
            row + 1 < rowCount && rows[row + 1].Indent > indent && !IsRemark(rows[row + 1])
            && !(IsLabel(rows[row + 1].First, rows[row + 1].Last, out int closing, out _) && words[closing].Kind == TokenKind.Dot);

        // "note "…"", "ask "…"", "source page 12".
        private bool IsRemark(in Row row)
        {
            if (row.Last <= row.First || words[row.First].Kind != TokenKind.Word)
            {
                return false;
            }

            (Token first, Token next) = (words[row.First], words[row.First + 1]);
            bool isText = next.Kind == TokenKind.String && (Is(first, "note") || Is(first, "ask"));
            return isText || (Is(first, "source") && next.Kind == TokenKind.Word && (Is(next, "page") || Is(next, "pages")));
        }

        // One finding a line: what is missing at its end says more than a parenthesis.
        private void ReportLine(int last, bool isUnfinished, int opened, int stray)
        {
            if (isUnfinished)
            {
                TextSpan span = words[last].Span;
                bool isComma = words[last].Kind == TokenKind.Comma;

                // Without "or", whether all lines are needed or any of them is what the line above them says: only the author knows whether it says what was meant.
                TextFix? mended = isComma ? new TextFix("Remove the comma", span, string.Empty) { IsCertain = false }
                    : last == 0 ? null
                    : new TextFix("Remove it; “all of” or “any of” above the lines says how they are joined", TextSpan.FromBounds(words[last - 1].End, span.End), string.Empty) { IsCertain = false };
                reports.Add("GL0105", span, mended, text.Content.Substring(span.Start, span.Length));
            }
            else if (opened >= 0)
            {
                reports.Add("GL0106", words[opened].Span, MendOpened(opened, last));
            }
            else if (stray >= 0)
            {
                reports.Add("GL0107", words[stray].Span, new TextFix("Remove the parenthesis", words[stray].Span, string.Empty));
            }
        }

        // Conditions go without parentheses: before all of them it can be left out, between them only the author knows. Any other is closed before the colon
        // of a title, and not within text whose quotation mark is missing.
        private TextFix? MendOpened(int opened, int last)
        {
            int next = Array.FindIndex(words, opened, last - opened + 1, word => word.Kind is TokenKind.Colon or TokenKind.Bad);
            int end = next < 0 ? last : next - 1;
            bool holdsConditions = next < 0 && Array.FindIndex(words, opened, last - opened + 1, word => word.Kind == TokenKind.Word && (Is(word, "and") || Is(word, "or"))) >= 0;
            bool isFirst = opened == 0 || words[opened - 1].Kind is TokenKind.Colon or TokenKind.Dot
                || text.Content.IndexOf('\n', words[opened - 1].End, words[opened].Start - words[opened - 1].End) >= 0;
            return !holdsConditions ? new TextFix("Add the closing parenthesis", new TextSpan(words[end].End, 0), ")")
                : isFirst ? new TextFix("Remove the parenthesis", words[opened].Span, string.Empty)
                : null;
        }

        // ---- Titles ----

        private bool HasColon(int firstRow, int lastRow)
        {
            for (int row = firstRow; row <= lastRow; row++)
            {
                if (rows[row].HasColon)
                {
                    return true;
                }
            }

            return false;
        }

        // The first colon outside parentheses; if one was never closed, the first colon after all.
        private int FindColon(int start, int last, bool isParenthesisOpen)
        {
            int depth = 0;
            int inside = -1;
            for (int i = start; i <= last; i++)
            {
                switch (words[i].Kind)
                {
                    case TokenKind.OpenParenthesis:
                        depth++;
                        break;
                    case TokenKind.CloseParenthesis:
                        depth = Math.Max(depth - 1, 0);
                        break;
                    case TokenKind.Colon when depth == 0:
                        return i;
                    case TokenKind.Colon:
                        inside = inside < 0 ? i : inside;
                        break;
                }
            }

            return isParenthesisOpen ? inside : -1;
        }
    }
}
