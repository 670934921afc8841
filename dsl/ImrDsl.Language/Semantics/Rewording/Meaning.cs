using System;
using System.Linq;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Semantics
{
    /// <summary>What was meant by a line.</summary>
    /// <param name="Fix">The change that says it.</param>
    /// <param name="Typed">The first words that are wrong: where the message stands.</param>
    /// <param name="Whole">All of the words that are wrong, with what stands between them.</param>
    /// <param name="Right">The words that belong in the place of all of them; none, if nothing does.</param>
    internal sealed record Meaning(TextFix Fix, TextSpan Typed, TextSpan Whole, string Right)
    {
        private const int PiecesOfPercentage = 4;

        /// <summary>Whether it only puts words in beside one that stays.</summary>
        public bool IsAdded { get; init; }

        /// <summary>
        /// The pieces in which two texts differ; where something is only put in, a word that stays is taken along. Of several that are each replaced, the message
        /// stands at the first.
        /// </summary>
        /// <param name="region">Where the text stands.</param>
        /// <param name="before">What was typed.</param>
        /// <param name="after">What was meant.</param>
        public static Meaning Of(TextSpan region, string before, string after)
        {
            var typed = new LinePieces(before);
            var right = new LinePieces(after);
            int most = Math.Min(typed.Count, right.Count);
            int first = 0;
            while (first < most && typed.Words(first, first + 1) == right.Words(first, first + 1))
            {
                first++;
            }

            int last = 0;
            while (last < most - first && typed.Words(typed.Count - 1 - last, typed.Count - last) == right.Words(right.Count - 1 - last, right.Count - last))
            {
                last++;
            }

            bool isAdded = first + last == typed.Count;
            if (isAdded)
            {
                // A unit belongs to the number before it.
                bool isUnit = first > 0 && char.IsDigit(typed.WordAt(first - 1)[0]) && first < right.Count && Binder.IsTime(right.WordAt(first));
                bool isBeforeWord = last > 0 && char.IsLetterOrDigit(typed.WordAt(first)[0]) && !typed.EndsClause(first) && !isUnit;
                first -= isBeforeWord || first == 0 ? 0 : 1;
                last -= isBeforeWord || (first == 0 && last > 0) ? 1 : 0;
            }

            // The spaces on both sides may differ too.
            int from = first == 0 ? 0 : typed.EndOf(first - 1);
            int to = last == 0 ? before.Length : typed.StartOf(typed.Count - last);
            string words = after.Substring(first == 0 ? 0 : right.EndOf(first - 1), (last == 0 ? after.Length : right.StartOf(right.Count - last)) - (first == 0 ? 0 : right.EndOf(first - 1)));
            bool isOnlySpace = words.Trim().Length == 0;
            while (!isOnlySpace && from < to && words.Length > 0 && words[0] == before[from] && char.IsWhiteSpace(words[0]))
            {
                (from, words) = (from + 1, words.Substring(1));
            }

            while (!isOnlySpace && from < to && words.Length > 0 && words[words.Length - 1] == before[to - 1] && char.IsWhiteSpace(before[to - 1]))
            {
                (to, words) = (to - 1, words.Substring(0, words.Length - 1));
            }

            var fix = new TextFix(isOnlySpace ? "Leave it out" : "Write “" + words.Trim() + "”", TextSpan.FromBounds(region.Start + from, region.Start + to), words) { IsCertain = false };
            (int start, int end, int wholeEnd, string instead) = FirstReplaced(typed, first, typed.Count - last, right, first, right.Count - last);
            if (end > 0 && end == wholeEnd && Percentage(typed, end) is > 0 and var behind && IsOfChange(right.Words(first, right.Count - last)) && !IsOfChange(typed.Words(start, end)))
            {
                (end, wholeEnd, instead) = (behind, behind, instead + before.Substring(typed.EndOf(end - 1), typed.EndOf(behind - 1) - typed.EndOf(end - 1)));
            }

            return new Meaning(fix, Between(start, end), Between(start, wholeEnd), instead) { IsAdded = isAdded };

            TextSpan Between(int piece, int behind) => TextSpan.FromBounds(region.Start + typed.StartOf(piece), region.Start + typed.EndOf(behind - 1));
        }

        // "pain after is less than 50%": what the percentage is of was not said, and it belongs to what is wrong.
        private static int Percentage(LinePieces typed, int end) =>
            Enumerable.Range(end, Math.Min(PiecesOfPercentage, typed.Count - end)).FirstOrDefault(at => typed.WordAt(at) == "%") is > 0 and var sign ? sign + 1 : 0;

        private static bool IsOfChange(string words) => words.IndexOf("reduction from ", StringComparison.Ordinal) >= 0 || words.IndexOf("increase from ", StringComparison.Ordinal) >= 0;

        // The first of the stretches that differ, if each of them has words on both sides; else everything from the first to the last. With it, the end of
        // the last, and what belongs in the place of all of them.
        private static (int From, int To, int WholeTo, string Instead) FirstReplaced(LinePieces typed, int from, int to, LinePieces right, int rightFrom, int rightTo)
        {
            (int, int, int, string) whole = (from, to, to, right.Words(rightFrom, rightTo));
            int[,] common = new int[to - from + 1, rightTo - rightFrom + 1];
            bool IsSame(int i, int j) => typed.Words(from + i, from + i + 1) == right.Words(rightFrom + j, rightFrom + j + 1);
            for (int i = to - from - 1; i >= 0; i--)
            {
                for (int j = rightTo - rightFrom - 1; j >= 0; j--)
                {
                    common[i, j] = IsSame(i, j) ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
                }
            }

            int? firstTo = null;
            for ((int i, int j) = (0, 0); i < to - from || j < rightTo - rightFrom;)
            {
                (int startI, int startJ) = (i, j);
                while ((i < to - from || j < rightTo - rightFrom) && !(i < to - from && j < rightTo - rightFrom && IsSame(i, j)))
                {
                    bool isTyped = j == rightTo - rightFrom || (i < to - from && common[i + 1, j] >= common[i, j + 1]);
                    (i, j) = isTyped ? (i + 1, j) : (i, j + 1);
                }

                if (i == startI || j == startJ)
                {
                    // What is put in before a word that stays is read with it.
                    bool isBeforeWord = i == startI && i == to - from && j == rightTo - rightFrom && from + i < typed.Count && rightFrom + j < right.Count;
                    return isBeforeWord && firstTo is null ? (from, to + 1, to + 1, right.Words(rightFrom, rightTo + 1)) : whole;
                }

                firstTo ??= from + i;
                while (i < to - from && j < rightTo - rightFrom && IsSame(i, j))
                {
                    (i, j) = (i + 1, j + 1);
                }
            }

            return whole with { Item2 = firstTo ?? to };
        }
    }
}
