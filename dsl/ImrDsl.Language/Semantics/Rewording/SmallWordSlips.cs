using System;
using System.Collections.Generic;
using System.Linq;

namespace ImrDsl.Language.Semantics
{
    /// <summary>
    /// Small words of the language that are missing, too many, in the wrong place, or another than the one that belongs there: what is left when a line is
    /// typed in haste. Each is undone by itself, the likeliest first. No word that turns a meaning round is put in or left out where the line has a meaning without it.
    /// </summary>
    internal static class SmallWordSlips
    {
        private const double CostOfLeavingOut = 1.3;
        private const double CostOfExchange = 1;
        private const double CostOfPuttingIn = 1.25;
        private const double CostOfPair = 0.9;
        private const double CostOfOtherWord = 1.3;
        private const double CostOfAnyWord = 1.5;
        private const double CostOfStrangeWord = 1.8;
        private const double CostOfRank = 0.01;
        private const double CostOfDistance = 0.04;
        private const int PiecesBefore = 4;
        private const int PiecesBehind = 3;
        private const int PiecesOfDate = 3;

        // Beyond this, a finding says no more than that the whole line is not understood.
        private const int MostPieces = 24;

        // A word that may be missing, and the words behind or before one of which it is; those with neither may be missing anywhere. The likeliest first.
        private static readonly (string Word, string[] Behind, string[] Before)[] Missing = new[]
        {
            ("all", "", "of"), ("least", "at", ""), ("than", "more less fewer greater later", ""), ("up", "", "to"), ("not", "if does", "mentioned change"), ("does", "", "not"),
            ("no", "", "if"), ("if", "", "not"), ("one", "", "of"), ("recommended", "not", "when except"), ("necessary", "medically", ""), ("medically", "", "necessary"), ("when", "recommended necessary", ""), ("from", "effective reduction increase time", ""),
            ("in", "", "part"), ("out", "ruled", ""), ("ruled", "", "out"), ("list", "", "of"), ("number", "", "0 1"), ("at", "", "least most"),
            ("criteria", "when except", ""), ("to", "", ""), ("is", "", ""), ("for", "", ""), ("of", "", ""), ("by", "", ""), ("where", "", ""), ("before", "", ""), ("after", "days weeks months years", ""), ("counting", "", "this"), ("with", "", ""), ("in", "", ""), ("documented", "is are was were", "by before on with"), ("on", "", ""), ("or", "", ""), ("and", "", ""), ("some", "", ""),
            ("when", "", ""), ("over", "", ""), ("change", "not", ""),
        }.Select(entry => (entry.Item1, Words(entry.Item2), Words(entry.Item3))).ToArray();

        // Words that are typed for each other.
        private static readonly string[][] Confused =
        {
            Words("by in on of with from for at to via per under during"), Words("before prior"), Words("is are was were be has have"), Words("than then that as"), Words("of or if on off"), Words("to too through until and -"), Words("where were when with which"),
            Words("and or"), Words("all each both every"), Words("least lest last"), Words("some a an any"), Words("most more"),
        };

        // What may be too much: nothing that denies or excepts.
        private static readonly HashSet<string> Superfluous = new HashSet<string>(
            Words("a an the of is are was were be been has have in for than at to by between from on over when where that which with then also as and or some per it there :"), StringComparer.Ordinal);

        // What may stand where another small word belongs, though it says too much to be left out.
        private static readonly HashSet<string> OthersTyped = new HashSet<string>(Words("each every any all both during under"), StringComparer.Ordinal);

        /// <summary>Every such slip of a line near the words that are not understood.</summary>
        /// <param name="line">The line.</param>
        /// <param name="from">Where the words that are not understood begin, in its text.</param>
        /// <param name="to">Where they end.</param>
        /// <param name="isJoined">Whether a piece belongs to the same name as the one before it.</param>
        public static IEnumerable<Rewrite> Of(LinePieces line, int from, int to, Func<int, bool> isJoined)
        {
            int first = 0;
            while (first + 1 < line.Count && line.StartOf(first + 1) <= from)
            {
                first++;
            }

            int last = first;
            while (last + 1 < line.Count && line.StartOf(last + 1) < to)
            {
                last++;
            }

            int start = Math.Max(0, first - PiecesBefore);
            int end = Math.Min(line.Count, last + 1 + PiecesBehind);
            return end - start > MostPieces
                ? Enumerable.Empty<Rewrite>()
                : Enumerable.Range(start, end - start + 1).SelectMany(at => At(line, at, CostOfDistance * Math.Max(0, Math.Max(first - at, at - last - 1)), isJoined));
        }

        private static IEnumerable<Rewrite> At(LinePieces line, int at, double distance, Func<int, bool> isJoined)
        {
            string before = line.WordAt(at - 1);
            string word = line.WordAt(at);
            bool isAfterWord = IsWord(before) || before.EndsWith("%", StringComparison.Ordinal);
            bool isGap = at == line.Count ? isAfterWord : IsWord(word) && !(at > 0 && isJoined(at)) && (at == 0 || line.SpaceBefore(at).Length > 0);
            // A line that goes on with the next part of a condition.
            if (isGap && at > 0 && at < line.Count && line.SpaceBefore(at).IndexOf('\n') >= 0)
            {
                yield return new Rewrite(at, at, "and", CostOfPair);
            }

            if (isGap)
            {
                for (int i = 0; i < Missing.Length; i++)
                {
                    (string missing, string[] behind, string[] ahead) = Missing[i];
                    bool isPair = behind.Length + ahead.Length > 0;
                    bool fits = !isPair ? (at < line.Count || missing == "of") && (isAfterWord || missing == "some" || (before == "," && missing is "with" or "where" or "or")) : Array.IndexOf(behind, before) >= 0 || (word.Length > 0 && Array.IndexOf(ahead, word) >= 0);

                    // Of a distance the side is that on which the date commonly has it; of a number it is not guessed how it is compared.
                    bool isSide = at < line.Count && Binder.IsTime(before) && missing == Binder.SideOf(line.Words(at, Math.Min(line.Count, at + PiecesOfDate)));
                    bool isBehindTime = Binder.IsTime(before) && !isSide;
                    bool isBehindVerb = !isPair && before is "is" or "are" or "was" or "were" && missing != "in";
                    bool isRange = missing == "is" && word.Any(char.IsDigit) && line.WordAt(at + 1) == "to" && line.WordAt(at + 2).Any(char.IsDigit);
                    bool isGuess = (isBehindTime && !isRange) || isBehindVerb || (missing is "is" or "over" && word.Length > 0 && char.IsDigit(word[0]) && !isRange) || (missing == "documented" && at == line.Count);
                    if (fits && !isGuess && missing != before && missing != word)
                    {
                        yield return new Rewrite(at, at, missing, (isPair ? CostOfPair : CostOfPuttingIn) + (CostOfRank * i) + distance);
                    }
                }
            }

            if (at >= line.Count)
            {
                yield break;
            }

            if (Superfluous.Contains(word) && at + 1 < line.Count && !(word == "to" && before.Any(char.IsDigit)))
            {
                yield return new Rewrite(at, at + 1, string.Empty, CostOfLeavingOut + distance);
            }

            string next = line.WordAt(at + 1);

            // "at least every 2 weeks", "8 out of 9 visits".
            if ((word is "every" or "each" && before is "least" or "most" && next.Any(char.IsDigit)) || (word == "out" && next == "of" && before.Any(char.IsDigit)))
            {
                yield return new Rewrite(at, at + 1, string.Empty, CostOfLeavingOut + distance);
            }

            bool isSmall = (Superfluous.Contains(word) || OthersTyped.Contains(word)) && word != ":";
            bool areBothWords = IsWord(word) && IsWord(next) && word != next && line.SpaceBefore(at + 1).Length > 0;
            bool isNumber = word.Any(char.IsDigit);
            bool isNextNumber = next.Any(char.IsDigit);

            // "at 6 least weeks", "0 number to 10".
            bool isBeforeNumber = isNumber && next is "least" or "most" or "than" or "number";
            if (areBothWords && (isBeforeNumber || !(isNumber || isNextNumber)))
            {
                yield return new Rewrite(at, at + 2, line.Words(at + 1, at + 2) + " " + line.Words(at, at + 1), CostOfExchange + distance);
            }

            if (distance == 0 && isSmall)
            {
                foreach (string other in Missing.Where(entry => entry.Behind.Length + entry.Before.Length == 0 || Array.IndexOf(entry.Behind, before) >= 0 || Array.IndexOf(entry.Before, next) >= 0).Select(entry => entry.Word).Append("within").Where(other => other != word && other != "before").Distinct())
                {
                    yield return new Rewrite(at, at + 1, other, OthersTyped.Contains(word) ? CostOfStrangeWord : CostOfAnyWord);
                }
            }

            foreach (string other in Confused.Where(group => Array.IndexOf(group, word) >= 0).SelectMany(group => group).Distinct().Where(other => other != word && IsWord(other)))
            {
                yield return new Rewrite(at, at + 1, other, CostOfOtherWord + distance);
            }
        }

        private static bool IsWord(string word) => word.Length > 0 && char.IsLetterOrDigit(word[0]);

        private static string[] Words(string words) => words.Split(new[] { ' ' }, StringSplitOptions.RemoveEmptyEntries);
    }
}
