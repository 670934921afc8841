using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Semantics
{
    /// <summary>
    /// What happened to more than one row: a word that a page broke at its end, lines that were moved to the left or right together. Each row is wrong where it
    /// stands; the change that explains them is told once.
    /// </summary>
    internal sealed class RowsSearch
    {
        /// <summary>What is said at the first of several lines that stand at a level, but not at their own.</summary>
        public const string Misplaced = "GL0116";

        private const string Unfinished = "GL0243";
        private const int MostBroken = 4;
        private const int LinesAround = 1;
        private const int MostMoved = 24;
        private const int MostTrials = 30;
        private const int MostCharactersTried = 600_000;
        private const int Step = 2;
        private const int LongestJoined = 2_000;

        // The letters that stand for signs in the fonts from which Word takes its bullets.
        private const string MarksOfLists = "oqvnüØø";

        // Two rows at least are explained.
        private const int LeastMended = 2;

        // No longer word is broken.
        private static readonly Regex Broken = new Regex(@"(?<first>\p{L}{2,30})[-\u2010\u2011\u00AD][^\S\n]{0,20}\n[^\S\n]{0,80}(?<rest>\p{Ll}{2,30})", RegexOptions.CultureInvariant);

        private readonly SyntaxTree tree;
        private readonly Func<SourceText, IReadOnlyList<Diagnostic>> compile;
        private int charactersLeft = MostCharactersTried;

        /// <summary>A search in one file.</summary>
        /// <param name="tree">The file.</param>
        /// <param name="compile">The findings of a text in the place of the file.</param>
        public RowsSearch(SyntaxTree tree, Func<SourceText, IReadOnlyList<Diagnostic>> compile)
        {
            this.tree = tree;
            this.compile = compile;
        }

        /// <summary>The finding that explains several, with its fix, and what is still wrong then; null if nothing does.</summary>
        /// <param name="known">All findings of the file.</param>
        public (Diagnostic Finding, IReadOnlyList<Diagnostic> After)? Find(IReadOnlyList<Diagnostic> known)
        {
            List<Diagnostic> errors = known.Where(finding => finding.IsError && finding.Span.Text == tree.Text).OrderBy(finding => finding.Span.Span.Start).ToList();
            return errors.Count == 0 ? null : FindBroken(errors) ?? FindBulleted(errors) ?? FindJoined(errors) ?? (errors.Count < LeastMended ? FindBesideBlock(errors) : FindMoved(errors));
        }

        private (Diagnostic Finding, IReadOnlyList<Diagnostic> After)? FindBroken(List<Diagnostic> errors)
        {
            foreach (Match word in Broken.Matches(tree.Text.Content).Cast<Match>().Where(word => errors.Any(error => IsBeside(error, word))).Take(MostBroken))
            {
                string first = word.Groups["first"].Value;
                foreach (string right in new[] { first + word.Groups["rest"].Value, first + "-" + word.Groups["rest"].Value })
                {
                    var fix = TextFix.Offer(new TextSpan(word.Index, word.Length), right);
                    if (After(fix, errors, 1) is { } after)
                    {
                        var span = new SourceSpan(tree.Text, new TextSpan(word.Index, first.Length + 1));
                        return (new Diagnostic("GL0203", span, span.ToString(), right) { Fix = fix }, after);
                    }
                }
            }

            return null;
        }

        // "o other treatments failed": the mark of a list in the font of another text, before several lines.
        private (Diagnostic Finding, IReadOnlyList<Diagnostic> After)? FindBulleted(List<Diagnostic> errors)
        {
            List<LineSyntax> lines = InOrder();
            int at = LineOf(lines, errors[0]);
            if (at < 0 || MarkOf(lines[at]) is not { } first)
            {
                return null;
            }

            List<TextSpan> marks = lines.Skip(at).TakeWhile(line => line.Indent > lines[at].Indent || MarkOf(line) is not null).Select(MarkOf).OfType<TextSpan>().Take(MostMoved).ToList();
            if (marks.Count < LeastMended)
            {
                return null;
            }

            var whole = TextSpan.FromBounds(first.Start, marks[marks.Count - 1].End);
            var without = new System.Text.StringBuilder(tree.Text.Content, whole.Start, whole.Length, whole.Length);
            foreach (TextSpan mark in Enumerable.Reverse(marks))
            {
                without.Remove(mark.Start - whole.Start, mark.Length);
            }

            var span = new SourceSpan(tree.Text, new TextSpan(first.Start, 1));
            var fix = new TextFix("Leave it out before " + Columns(marks.Count) + " lines", whole, without.ToString()) { IsCertain = false };
            return After(fix, errors, LeastMended) is { } after ? (new Diagnostic("GL0279", span, span.ToString()) { Fix = fix }, after) : null;
        }

        // The letter before the words of a line, with the blanks behind it.
        private TextSpan? MarkOf(LineSyntax line)
        {
            IReadOnlyList<Token> words = (line.Head ?? line.Phrase).Tokens;
            bool isMark = line.Label is null && words.Count > 1 && words[0].Kind == TokenKind.Word && words[0].Length == 1 && MarksOfLists.IndexOf(tree.Text.Content[words[0].Start]) >= 0 && words[1].Start > words[0].End;
            return isMark ? TextSpan.FromBounds(words[0].Start, words[1].Start) : null;
        }

        // "a. eligibility was determined b. decision was shared": the next label within the line.
        private (Diagnostic Finding, IReadOnlyList<Diagnostic> After)? FindJoined(List<Diagnostic> errors)
        {
            List<LineSyntax> lines = InOrder();
            int at = LineOf(lines, errors[0]);
            LineSyntax? labelled = lines.Take(at + 1).LastOrDefault(one => one.Label is not null && (one == lines[at] || one.Indent < lines[at].Indent));
            string? next = labelled?.Label is not { } label ? null : Binder.LabelAfter(tree.Text.Content.Substring(label.Start, label.Length));
            if (next is null)
            {
                return null;
            }

            TextSpan line = lines[at].Span;
            Match joined = Regex.Match(tree.Text.Content.Substring(line.Start, Math.Min(line.Length, LongestJoined)), @"(?<=\S)(?<gap>[^\S\n]{1,20})" + Regex.Escape(next) + @"\.(?=[^\S\n]{1,20}\S)", RegexOptions.CultureInvariant);
            if (!joined.Success)
            {
                return null;
            }

            Group gap = joined.Groups["gap"];
            var fix = new TextFix("Begin a new line", new TextSpan(line.Start + gap.Index, gap.Length), tree.Text.LineEnd + new string(' ', labelled!.Indent)) { IsCertain = false };
            var span = new SourceSpan(tree.Text, new TextSpan(fix.Span.End, next.Length + 1));
            string before = tree.Text.Content.Substring(line.Start, gap.Index);
            return After(fix, errors, 1) is { } after ? (new Diagnostic("GL0204", span, span.ToString(), before) { Fix = fix }, after) : null;
        }

        // In the row where the word breaks off, in that where it goes on, or in the next, which stands less far in.
        private bool IsBeside(Diagnostic error, Match word)
        {
            int row = tree.Text.PositionOf(word.Index).Line;
            return error.Span.Start.Line >= row && error.Span.Start.Line <= row + 2;
        }

        // "1. Pain: any of" with lines beside it that have no label: they were to stand below it, all of them.
        private (Diagnostic Finding, IReadOnlyList<Diagnostic> After)? FindBesideBlock(List<Diagnostic> errors)
        {
            List<LineSyntax> lines = InOrder();
            int at = LineOf(lines, errors[0]);
            if (errors[0].Code != Unfinished || at <= 0 || lines[at].Label is null)
            {
                return null;
            }

            int to = at + 1;
            while (to < lines.Count && lines[to].Label is null && lines[to].Indent >= lines[at].Indent)
            {
                to++;
            }

            return to > at + 2 && Moved(lines, at + 1, to - 1, Levels(lines, at + 1).First()) is { } fix && After(fix, errors, 1) is { } after
                ? (Finding(lines[at + 1], to - at - 1, Levels(lines, at + 1).First(), fix), after)
                : null;
        }

        private List<LineSyntax> InOrder() => tree.Walk().Select(entry => entry.Line).OrderBy(line => line.FullSpan.Start).ToList();

        private static int LineOf(List<LineSyntax> lines, Diagnostic error) => lines.FindLastIndex(line => line.FullSpan.Start <= error.Span.Span.Start);

        private Diagnostic Finding(LineSyntax first, int count, int indent, TextFix fix) =>
            new Diagnostic(Misplaced, new SourceSpan(tree.Text, first.Span), Columns(count), Columns(first.Indent), Columns(indent)) { Fix = fix };

        private (Diagnostic Finding, IReadOnlyList<Diagnostic> After)? FindMoved(List<Diagnostic> errors)
        {
            List<LineSyntax> lines = InOrder();
            int at = LineOf(lines, errors[0]);
            (LineSyntax First, int Count, int Indent, TextFix Fix, IReadOnlyList<Diagnostic> After)? best = null;
            int trials = 0;
            for (int from = Math.Max(1, at); from <= Math.Min(lines.Count - 1, at + LinesAround); from++)
            {
                // Below a line that is wrong itself nothing is read, so that nothing is wrong there.
                foreach (int indent in Levels(lines, from).Where(indent => indent <= lines[from - 1].Indent || !errors.Any(error => error.Code != Unfinished && IsIn(lines[from - 1], error))))
                {
                    for (int to = from + 1; to < Math.Min(lines.Count, from + MostMoved) && lines[to].Indent >= lines[from].Indent && trials < MostTrials; to++)
                    {
                        bool isWhole = to + 1 == lines.Count || lines[to + 1].Indent <= lines[from].Indent;
                        if (!isWhole || Moved(lines, from, to, indent) is not { } fix)
                        {
                            continue;
                        }

                        trials++;
                        int left = best?.After.Count(finding => finding.IsError) ?? int.MaxValue;
                        if (After(fix, errors, LeastMended) is { } after && after.Count(finding => finding.IsError) < left)
                        {
                            best = (lines[from], to - from + 1, indent, fix, after);
                        }
                    }
                }
            }

            return best is not { } found ? null : (Finding(found.First, found.Count, found.Indent, found.Fix), found.After);
        }

        private static bool IsIn(LineSyntax line, Diagnostic error) => line.Span.Start <= error.Span.Span.Start && error.Span.Span.Start <= line.Span.End;

        // Below the line above, beside it, and where the lines around stand. Below the scope of criteria nothing is read, so that all would seem right there.
        private IEnumerable<int> Levels(List<LineSyntax> lines, int from)
        {
            LineSyntax above = lines[from - 1];
            bool isScope = above.Head is not null && new PhraseCursor(tree.Text, above.Head).IsWord("scope");
            int behindLabel = above.Label is { } label ? (above.Head?.Span.Start ?? above.Phrase.Span.Start) - label.Start : 0;
            return new[] { above.Indent + behindLabel + Step, above.Indent }.Concat(lines.Take(from).Reverse().Select(line => line.Indent).Where(indent => indent < above.Indent).Take(2))
                .Distinct().Where(indent => indent > 0 && indent != lines[from].Indent && !(isScope && indent > above.Indent));
        }

        private TextFix? Moved(List<LineSyntax> lines, int from, int to, int indent)
        {
            int first = tree.Text.PositionOf(lines[from].Span.Start).Line;
            int last = tree.Text.PositionOf(lines[to].Span.End).Line;
            TextSpan span = tree.Text.SpanOfLines(first, last);
            int by = indent - lines[from].Indent;
            var rows = new List<string>();
            foreach (string row in tree.Text.Content.Substring(span.Start, span.Length).Split('\n'))
            {
                int space = row.Length - row.TrimStart(' ').Length;
                if (row.Trim().Length > 0 && (space + by < 0 || row[space] == '\t'))
                {
                    return null;
                }

                rows.Add(row.Trim().Length == 0 ? row : new string(' ', space + by) + row.Substring(space));
            }

            return new TextFix("Indent the lines by " + Columns(indent), span, string.Join("\n", rows)) { IsCertain = false };
        }

        // What is still wrong with a fix; null unless it mends so many findings and brings no other.
        private IReadOnlyList<Diagnostic>? After(TextFix fix, List<Diagnostic> errors, int least)
        {
            charactersLeft -= tree.Text.Content.Length;
            if (charactersLeft < 0)
            {
                return null;
            }

            IReadOnlyList<Diagnostic> after = compile(new SourceText(tree.Text.Path, tree.Text.Content.Substring(0, fix.Span.Start) + fix.Replacement + tree.Text.Content.Substring(fix.Span.End)));
            List<string> left = after.Where(finding => finding.IsError).Select(finding => finding.Saying).ToList();
            return left.Count <= errors.Count - least && left.All(saying => errors.Any(error => error.Saying == saying)) ? after : null;
        }

        private static string Columns(int columns) => columns.ToString(CultureInfo.InvariantCulture);
    }
}
