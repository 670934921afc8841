using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Formatting
{
    /// <summary>Prints the lines of an outline: where each stands, what is above it, how it is wrapped.</summary>
    internal sealed class OutlinePrinter
    {
        private const int ColumnsALevel = 2;
        private const int SpacesAfterHeadWord = 2;

        private readonly SyntaxTree tree;
        private readonly Spelling spelling;
        private readonly List<PrintedRow> rows;

        // Where lines of the text stand, and where they are printed, from the margin to the last line printed.
        private readonly List<(int Before, int After)> levels = new List<(int Before, int After)>();
        // Where comments begin, in the order of the text.
        private readonly List<int> comments;
        private int token;

        public OutlinePrinter(SyntaxTree tree, List<PrintedRow> rows)
        {
            this.tree = tree;
            this.rows = rows;
            spelling = new Spelling(tree.Text.Content);
            comments = tree.Tokens.Where(token => token.Kind == TokenKind.Comment).Select(token => token.Start).ToList();
        }

        /// <summary>Prints everything.</summary>
        public void Print()
        {
            var open = new Stack<Siblings>();
            open.Push(new Siblings(null, tree.Lines, 0, spelling));
            while (open.Count > 0)
            {
                Siblings siblings = open.Peek();
                if (siblings.Next == siblings.Lines.Count)
                {
                    open.Pop();
                    continue;
                }

                LineSyntax line = siblings.Lines[siblings.Next];
                PrintLine(siblings, line, open.Count - 1);
                siblings.Next++;
                open.Push(new Siblings(line, line.Lines, siblings.ContentColumn(line) + ColumnsALevel, spelling));
            }

            PrintComments(tree.EndTrivia.End, 0, isBlankWanted: null);
        }

        private void PrintLine(Siblings siblings, LineSyntax line, int depth)
        {
            bool? isBlankWanted = depth == 0 ? IsBlankWanted(siblings) : siblings.Next == 0 ? false : null;
            bool hasBlank = PrintComments(StartOf(line), siblings.Indent, isBlankWanted);
            levels.RemoveRange(depth, levels.Count - depth);
            levels.Add((line.Indent, siblings.Indent));

            int first = rows.Count;
            PrintPieces(Pieces(siblings, line), siblings.Indent, siblings.ContentColumn(line) + (2 * ColumnsALevel));
            rows[first].HasBlankAbove = hasBlank;
        }

        // Sections stand apart; lines of one kind may stand together.
        private bool? IsBlankWanted(Siblings siblings)
        {
            if (siblings.Next == 0)
            {
                return false;
            }

            LineSyntax before = siblings.Lines[siblings.Next - 1];
            string word = FirstWord(siblings.Lines[siblings.Next]);
            string wordBefore = FirstWord(before);
            return wordBefore == "language" ? false
                : before.Lines.Count == 0 && siblings.Lines[siblings.Next].Lines.Count == 0 && word == wordBefore ? null
                : true;
        }

        private string FirstWord(LineSyntax line)
        {
            PhraseSyntax phrase = line.Head ?? line.Phrase;
            return phrase.IsEmpty ? string.Empty : spelling.Of(phrase.Tokens[0]).ToLowerInvariant();
        }

        // The first token of a line, bullet and label included.
        private int StartOf(LineSyntax line)
        {
            int at = token;
            while (tree.Tokens[at].IsTrivia)
            {
                at++;
            }

            return Math.Min(tree.Tokens[at].Start, line.Span.Start);
        }

        /// <summary>
        /// Prints the comments up to an offset, each on a row of its own. A comment that stands deeper than the line after it belongs to the block that ends above it.
        /// Returns whether a blank line stands before whatever comes next.
        /// </summary>
        private bool PrintComments(int end, int indent, bool? isBlankWanted)
        {
            int lineEnds = rows.Count == 0 ? 0 : 1;
            bool isFirst = true;
            for (; tree.Tokens[token].Start < end; token++)
            {
                Token trivia = tree.Tokens[token];
                if (trivia.Kind == TokenKind.NewLine)
                {
                    lineEnds++;
                }
                else if (trivia.Kind == TokenKind.Comment)
                {
                    int column = ColumnOf(Parsing.Lexer.Columns(tree.Text.Content, SpaceBefore(token)), indent);
                    bool isOfBlockAbove = column > indent;
                    rows.Add(new PrintedRow(column, string.Empty)
                    {
                        Comment = tree.Text.Content.Substring(trivia.Start, trivia.Length).TrimEnd(),
                        HasBlankAbove = isFirst && !isOfBlockAbove && isBlankWanted is bool wanted ? wanted : lineEnds > 1,
                    });
                    lineEnds = 0;
                    isFirst &= isOfBlockAbove;
                }
            }

            return isFirst && isBlankWanted is bool isWanted ? isWanted : lineEnds > 1;
        }

        private TextSpan SpaceBefore(int index) =>
            index > 0 && tree.Tokens[index - 1].Kind == TokenKind.Space ? tree.Tokens[index - 1].Span : new TextSpan(tree.Tokens[index].Start, 0);

        private int ColumnOf(int column, int indentOfNext)
        {
            foreach ((int before, int after) in Enumerable.Reverse(levels))
            {
                if (before <= column)
                {
                    return Math.Max(after, indentOfNext);
                }
            }

            return indentOfNext;
        }

        // ---- One line ----

        private IReadOnlyList<Piece> Pieces(Siblings siblings, LineSyntax line)
        {
            var pieces = new List<Piece>();
            if (line.Label is TextSpan label)
            {
                string text = tree.Text.Content.Substring(label.Start, label.Length) + ".";
                bool isAlone = line.Head is null && line.Phrase.IsEmpty;
                pieces.Add(new Piece(isAlone ? text : text.PadRight(siblings.LabelWidth), label.End) { HasSpaceBefore = false });
            }

            if (siblings.Columns is not null && !HasCommentWithin(line.Span))
            {
                pieces.Add(new Piece(Alignment.TableRow(line, siblings.Columns, spelling), line.Span.End));
            }
            else if (siblings.HeadWidth > 0 && Alignment.IsHeadLine(line, spelling))
            {
                pieces.Add(new Piece(spelling.Of(line.Phrase.Tokens[0]).PadRight(siblings.HeadWidth + SpacesAfterHeadWord - 1), line.Phrase.Tokens[0].End));
                AddTokens(pieces, line.Phrase.Tokens, 1);
            }
            else
            {
                if (line.Head is not null)
                {
                    AddTokens(pieces, line.Head.Tokens, 0, isTitle: line.Label is not null);
                    pieces.Add(new Piece(":", tree.Text.Content.IndexOf(':', line.Head.Span.End) + 1) { HasSpaceBefore = false });
                }

                AddTokens(pieces, line.Phrase.Tokens, 0);
            }

            if (line.Label is not null && pieces.Count > 1)
            {
                pieces[1].HasSpaceBefore = false;
            }

            return pieces;
        }

        private bool HasCommentWithin(TextSpan span)
        {
            int next = comments.BinarySearch(span.Start + 1);
            next = next < 0 ? ~next : next;
            return next < comments.Count && comments[next] < span.End;
        }

        // A title is the author's prose: its signs stay as they were typed.
        private void AddTokens(List<Piece> pieces, IReadOnlyList<Token> tokens, int first, bool isTitle = false)
        {
            for (int i = first; i < tokens.Count; i++)
            {
                // Where a comment ended a row, the line went on all the same.
                bool mayBreakAfter = i < tokens.Count - 1
                    && (HasCommentWithin(TextSpan.FromBounds(tokens[i].Start, tokens[i + 1].Start))
                        || ((tokens[i].Kind == TokenKind.Comma || (tokens[i].Kind == TokenKind.Word && IsConnective(spelling.Of(tokens[i]))))
                            && !LooksLikeTheStartOfALine(tokens, i + 1)));
                pieces.Add(new Piece(isTitle ? tree.Text.Content.Substring(tokens[i].Start, tokens[i].Length) : spelling.Of(tokens[i]), tokens[i].End)
                {
                    HasSpaceBefore = i == first || (isTitle ? tokens[i].Start > tokens[i - 1].End : spelling.HasSpaceBefore(tokens, i)),
                    MayBreakAfter = mayBreakAfter,
                });
            }
        }

        private static bool IsConnective(string word) =>
            word.Equals("and", StringComparison.OrdinalIgnoreCase) || word.Equals("or", StringComparison.OrdinalIgnoreCase);

        // A row that begins with a label or a bullet would be a line of its own.
        private static bool LooksLikeTheStartOfALine(IReadOnlyList<Token> tokens, int index) =>
            tokens[index].Kind is TokenKind.Minus or TokenKind.Times or TokenKind.OpenParenthesis
            || (index + 1 < tokens.Count && tokens[index + 1].Kind is TokenKind.Dot or TokenKind.CloseParenthesis && tokens[index].End == tokens[index + 1].Start);

        private void PrintPieces(IReadOnlyList<Piece> pieces, int indent, int continuation)
        {
            var row = new List<Piece>();
            int column = indent;
            for (int first = 0; first < pieces.Count;)
            {
                // Up to the next place where the line may be broken.
                int last = first;
                while (last < pieces.Count - 1 && !pieces[last].MayBreakAfter)
                {
                    last++;
                }

                row.Add(Piece.Joined(pieces, first, last));
                while (row.Count > 1 && column + Words(row).Length > Formatter.Width)
                {
                    // After a comma rather than within "A or B".
                    int comma = row.FindLastIndex(row.Count - 2, piece => piece.Text.EndsWith(",", StringComparison.Ordinal));
                    int end = (comma < 0 ? row.Count - 2 : comma) + 1;
                    AddRow(column, Words(row.GetRange(0, end)));
                    row.RemoveRange(0, end);
                    column = continuation;
                }

                first = last + 1;
                if (PrintCommentsWithin(pieces[last].End, first == pieces.Count, column, row, continuation))
                {
                    row.Clear();
                    column = continuation;
                }
            }

            if (row.Count > 0)
            {
                AddRow(column, Words(row));
            }
        }

        private static string Words(IReadOnlyList<Piece> row) => Piece.Joined(row, 0, row.Count - 1).Text;

        private void AddRow(int column, string text) => rows.Add(new PrintedRow(column, text.TrimEnd()));

        /// <summary>Prints what was gathered, and the comments behind it or on rows within the line; false if there are none.</summary>
        private bool PrintCommentsWithin(int offset, bool isLast, int column, IReadOnlyList<Piece> row, int continuation)
        {
            while (tree.Tokens[token].Start < offset)
            {
                token++;
            }

            bool hasComment = false;
            bool isOnNextRow = false;
            int at = token;
            for (; tree.Tokens[at].IsTrivia && !(isLast && isOnNextRow); at++)
            {
                Token trivia = tree.Tokens[at];
                isOnNextRow |= trivia.Kind == TokenKind.NewLine;
                if (trivia.Kind != TokenKind.Comment)
                {
                    continue;
                }

                string comment = tree.Text.Content.Substring(trivia.Start, trivia.Length).TrimEnd();
                if (!hasComment)
                {
                    AddRow(column, Words(row));
                    hasComment = true;
                }

                if (isOnNextRow)
                {
                    rows.Add(new PrintedRow(continuation, string.Empty) { Comment = comment });
                }
                else
                {
                    rows[rows.Count - 1].Comment = comment;
                }
            }

            if (hasComment || isLast)
            {
                token = at;
            }

            return hasComment;
        }

        /// <summary>Something that is printed whole.</summary>
        private sealed class Piece
        {
            public Piece(string text, int end)
            {
                Text = text;
                End = end;
            }

            public string Text { get; }

            /// <summary>Where it ends in the text.</summary>
            public int End { get; }

            public bool HasSpaceBefore { get; set; } = true;

            public bool MayBreakAfter { get; set; }

            /// <summary>Neighbouring pieces as one.</summary>
            public static Piece Joined(IReadOnlyList<Piece> pieces, int first, int last)
            {
                var text = new StringBuilder();
                for (int i = first; i <= last; i++)
                {
                    text.Append(i > first && pieces[i].HasSpaceBefore ? " " : string.Empty).Append(pieces[i].Text);
                }

                return new Piece(text.ToString(), pieces[last].End) { HasSpaceBefore = pieces[first].HasSpaceBefore };
            }
        }

        /// <summary>Lines below one line, while they are printed.</summary>
        private sealed class Siblings
        {
            public Siblings(LineSyntax? owner, IReadOnlyList<LineSyntax> lines, int indent, Spelling spelling)
            {
                Lines = lines;
                Indent = owner is null ? 0 : indent;
                LabelWidth = lines.Select(line => line.Label is TextSpan label ? label.Length + 2 : 0).DefaultIfEmpty().Max();
                string word = owner is { Head: null, Phrase.IsEmpty: false } ? spelling.Of(owner.Phrase.Tokens[0]).ToLowerInvariant() : string.Empty;
                Columns = word == "table" && indent == ColumnsALevel ? Alignment.TableColumns(lines, spelling) : null;
                HeadWidth = word is "guideline" or "vocabulary" && indent == ColumnsALevel ? Alignment.HeadWidth(lines, spelling) : 0;
            }

            public IReadOnlyList<LineSyntax> Lines { get; }

            public int Next { get; set; }

            public int Indent { get; }

            /// <summary>The widest label with its dot and the space after it.</summary>
            public int LabelWidth { get; }

            /// <summary>The widths of the columns of a table; null if this is none.</summary>
            public IReadOnlyList<int>? Columns { get; }

            /// <summary>The widest first word at the head of a guideline; 0 if this is none.</summary>
            public int HeadWidth { get; }

            public int ContentColumn(LineSyntax line) => line.Label is null ? Indent : Indent + LabelWidth;
        }
    }
}
