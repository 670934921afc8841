using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>The labels of lines that stand together: each once, and none lost.</summary>
    internal sealed partial class Binder
    {
        // Labels that lines have lost: what refers to them is not reported.
        private readonly HashSet<string> lostLabels = new HashSet<string>(System.StringComparer.OrdinalIgnoreCase);

        /// <summary>What is said at a label whose letter looks like the digit that is missing.</summary>
        internal const string LetterForDigit = "GL0417";

        private static readonly Dictionary<char, char> LettersLikeDigits = new Dictionary<char, char> { ['l'] = '1', ['I'] = '1', ['i'] = '1', ['O'] = '0', ['o'] = '0', ['S'] = '5', ['Z'] = '2', ['B'] = '8' };

        // A label is next to those it follows.
        private const int MostLabelsTried = 4;

        // Each looks through the whole text.
        private const int MostLabelsSought = 8;

        private int labelsSought;

        // How far lines are looked at for the next label.
        private const int MostLooked = 12;

        private void CheckLabel(LineSyntax line, Dictionary<string, LineSyntax> labels, IReadOnlyList<LineSyntax> lines)
        {
            if (line.Label is not { } span)
            {
                return;
            }

            var at = new SourceSpan(Text, span);
            string label = at.ToString();
            if (!labels.TryGetValue(label, out LineSyntax? other))
            {
                ReportLetterForDigit(at, line, lines);
                labels.Add(label, line);
            }
            else if (SaysTheSame(line, other))
            {
                Report(new Diagnostic("GL0245", at, label) { Fix = WithoutLines(line, "Remove the line") });
            }
            else if (BeginsAgain(line, lines))
            {
                Report(new Diagnostic("GL0236", at, label) { Fix = WithLineAbove(line) });
                labels.Clear();
                labels.Add(label, line);
            }
            else
            {
                List<string> free = FreeLabels(label, labels).Take(MostLabelsTried).ToList();
                string? meant = (labelsSought++ < MostLabelsSought ? free.Find(IsSpokenOf) : null) ?? free.FirstOrDefault();
                Report(new Diagnostic("GL0245", at, label) { Fix = meant is null ? null : TextFix.Offer(at.Span, meant) });
            }
        }

        private static IEnumerable<string> FreeLabels(string label, Dictionary<string, LineSyntax> labels)
        {
            for (string? next = LabelAfter(label); next is not null; next = LabelAfter(next))
            {
                if (!labels.ContainsKey(next))
                {
                    yield return next;
                }
            }
        }

        // Whether anything in the file names a label, as "criteria D1 and D4" does; a number may stand for anything.
        private bool IsSpokenOf(string label) =>
            char.IsLetter(label[0]) && label.Length > 1 && Regex.IsMatch(Text.Content, @"(?<![\w.-])" + Regex.Escape(label) + @"(?![\w-])", RegexOptions.CultureInvariant);

        // "CM" where there are PT, OT and CH: the one label that differs in a letter. One that another list has was meant as it is.
        private string? LabelLike(CriteriaListPlan list, string label)
        {
            List<string> alike = label.Length < 2 || referable.Any(other => other.Criteria.Any(criterion => criterion.Label == label)) ? new List<string>()
                : list.Criteria.Select(criterion => criterion.Label).OfType<string>().Where(other => other.Length == label.Length && char.IsLetter(other[0]) && Spelling.Distance(other, label, 1) <= 1).Take(2).ToList();
            return alike.Count == 1 ? alike[0] : null;
        }

        // "l." above "2.": a letter that looks like the digit that is missing there.
        private void ReportLetterForDigit(SourceSpan at, LineSyntax line, IReadOnlyList<LineSyntax> lines)
        {
            string label = at.ToString();
            string digits = string.Concat(label.Select(letter => LettersLikeDigits.TryGetValue(letter, out char digit) ? digit : letter));
            if (digits == label || !digits.All(char.IsDigit))
            {
                return;
            }

            int index = LineAt(lines, line.FullSpan.Start);
            string? before = lines.Take(index).Reverse().Take(MostLooked).Select(LabelOf).FirstOrDefault(one => one is not null);
            string? after = lines.Skip(index + 1).Take(MostLooked).Select(LabelOf).FirstOrDefault(one => one is not null);
            bool isBefore = before is null ? digits == "1" : LabelAfter(before) == digits;
            bool isAfter = after is null ? before is not null : LabelAfter(digits) == after;
            if (isBefore && isAfter)
            {
                Report(new Diagnostic(LetterForDigit, at, label, digits) { Fix = TextFix.Offer(at.Span, digits) });
            }
        }

        // ". examination": the label before the full stop, as those of the lines beside it tell.
        private TextFix? WithLabel(SourceSpan stop)
        {
            IReadOnlyList<LineSyntax>? lines = tree.Walk().Select(entry => entry.Line.Lines).Append(tree.Lines).LastOrDefault(below => below.Any(line => line.Span.Start == stop.Span.Start));
            if (lines is null)
            {
                // Behind a title.
                return null;
            }

            int at = LineAt(lines, stop.Span.Start);
            string? before = lines.Take(at).Reverse().Select(LabelOf).FirstOrDefault(label => label is not null);
            string? after = lines.Skip(at + 1).Select(LabelOf).FirstOrDefault(label => label is not null);
            string? lost = before is not null ? LabelAfter(before) : after is not null ? EarlierLabel(after) : null;
            return lost is null || lost == after ? null : TextFix.Offer(new TextSpan(stop.Span.Start, 0), lost);
        }

        // "a, b, a, b": the first two labels stand once more, so that the line above the second "a" is missing.
        private bool BeginsAgain(LineSyntax line, IReadOnlyList<LineSyntax> lines)
        {
            int at = LineAt(lines, line.FullSpan.Start);
            List<LineSyntax> first = lines.Take(MostLooked).Where(one => one.Label is not null).Take(2).ToList();
            LineSyntax? next = lines.Skip(at + 1).Take(MostLooked).FirstOrDefault(one => one.Label is not null);
            return first.Count == 2 && next is not null && line != first[1] && LabelOf(first[0]) == LabelOf(line) && LabelOf(first[1]) == LabelOf(next);
        }

        // Where one label is left out between the block and the one after it, the line had that.
        private TextFix? WithLineAbove(LineSyntax line)
        {
            LineSyntax? outer = null;
            LineSyntax owner = tree.Lines[LineAt(tree.Lines, line.FullSpan.Start)];
            while (LineAt(owner.Lines, line.FullSpan.Start) is >= 0 and var below && owner.Lines[below] != line)
            {
                (outer, owner) = (owner, owner.Lines[below]);
            }

            LineSyntax? next = outer?.Lines.Skip(LineAt(outer.Lines, line.FullSpan.Start) + 1).Take(MostLooked).FirstOrDefault(beside => beside.Label is not null);
            if (next is null || bag.Count > MostLooked || LabelOf(next) is not { } after || EarlierLabel(after) is not { } label || outer!.Lines.Any(beside => LabelOf(beside) == label))
            {
                return null;
            }

            int row = Text.PositionOf(line.Span.Start).Line;
            string above = new string(' ', owner.Indent) + label + ". all of" + Text.LineEnd;
            return new TextFix("Write a line such as “" + label + ". all of” above it", new TextSpan(Text.SpanOfLines(row, row).Start, 0), above) { IsCertain = false };
        }

        // "b" and "c" with a line before them that has none, or "a" and "c" with one between: the bullet was a label.
        private void ReportLostLabels(LineSyntax block)
        {
            if (block.Lines.Count == 0)
            {
                return;
            }

            HashSet<string>? all = null;
            for (int i = 0; i + 1 < block.Lines.Count; i++)
            {
                LineSyntax line = block.Lines[i];
                string? before = i == 0 ? null : LabelOf(block.Lines[i - 1]);
                bool isPlain = line.Label is null && line.Head is null && (i == 0 || before is not null);
                if (isPlain && LabelOf(block.Lines[i + 1]) is { } next && IsPart(line) && EarlierLabel(next) is { } lost && (before is null ? EarlierLabel(lost) is null : LabelAfter(before) == lost) && (all ??= new HashSet<string>(block.Lines.Select(LabelOf).OfType<string>())).Add(lost))
                {
                    int start = Text.SpaceBefore(line.Span.Start).End;
                    Report(new Diagnostic("GL0416", new SourceSpan(Text, TextSpan.FromBounds(start, line.Span.End)), next, lost) { Fix = TextFix.Offer(TextSpan.FromBounds(start, line.Span.Start), lost + ". ") });
                    if (!IsAllowed("GL0416"))
                    {
                        lostLabels.Add(lost);
                    }
                }
            }

            foreach (LineSyntax line in block.Lines)
            {
                ReportLostLabels(line);
            }
        }

        // The label of the same kind before one: "1" before "2", "J1" before "J2", "a" before "b"; null for the first.
        private static string? EarlierLabel(string label)
        {
            int digits = label.Length - label.Reverse().TakeWhile(char.IsDigit).Count();
            return digits < label.Length && int.TryParse(label.Substring(digits), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                ? (number > 1 ? label.Substring(0, digits) + (number - 1).ToString(CultureInfo.InvariantCulture) : null)
                : label.Length == 1 && label[0] is (> 'a' and <= 'z') or (> 'A' and <= 'Z') ? ((char)(label[0] - 1)).ToString()
                : null;
        }

        // The next label of the same kind, after "1" "2", after "C4" "C5", after "b" "c".
        internal static string? LabelAfter(string label)
        {
            int digits = label.Length;
            while (digits > 0 && char.IsDigit(label[digits - 1]))
            {
                digits--;
            }

            return digits < label.Length && int.TryParse(label.Substring(digits), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                ? label.Substring(0, digits) + (number + 1).ToString(CultureInfo.InvariantCulture)
                : label.Length == 1 && label[0] is (>= 'a' and < 'z') or (>= 'A' and < 'Z') ? ((char)(label[0] + 1)).ToString()
                : null;
        }
    }
}
