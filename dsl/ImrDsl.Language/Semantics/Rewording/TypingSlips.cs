using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>
    /// What the hand does and the head did not mean: a word typed twice, two words run together, one torn apart, a hyphen for a space, a comma, a colon or
    /// a full stop that is missing. Each is undone by itself.
    /// </summary>
    internal static class TypingSlips
    {
        private const double CostOfTwice = 0.2;
        private const double CostOfTorn = 0.3;
        private const double CostOfRunTogether = 0.4;
        private const double CostOfLetter = 0.5;
        private const double CostOfTwoSigns = 0.5;
        private const double CostOfComma = 0.9;
        private const double CostOfColon = 0.8;
        private const double CostOfFullStop = 0.7;

        // The first colon behind which the rest makes sense is the likeliest: a title says nothing.
        private const double CostOfFarther = 0.03;
        private const int MostBefore = 8;
        private const int MostBehind = 6;
        private const int ShortestPart = 2;
        private const int LongestLabel = 2;
        private const int ShortestMisspelt = 4;

        // No two words that ran together are longer; the parts of a longer one would be tried at each of its letters.
        private const int LongestWord = 60;
        private const int MostSpellings = 3;

        private static readonly string[] BeforeLabels = { "criterion", "criteria", "except", "and", "or", "to", "," };

        private const string LettersLikeDigits = "lio";

        /// <summary>Words typed twice, run together or torn apart, or with one letter wrong.</summary>
        /// <param name="line">The line.</param>
        /// <param name="known">The words of the language and of names, in canonical form.</param>
        /// <param name="isSure">Whether a known word stands somewhere else too, so that it is hardly mistyped.</param>
        public static IEnumerable<Rewrite> OfWords(LinePieces line, HashSet<string> known, Func<string, bool> isSure)
        {
            Func<string, bool> isKnown = known.Contains;
            for (int i = 0; i < line.Count; i++)
            {
                string word = line.WordAt(i);
                string next = line.WordAt(i + 1);
                bool isNextAfterSpace = next.Length > 0 && line.SpaceBefore(i + 1).Length > 0;
                if (isNextAfterSpace && word == next && char.IsLetterOrDigit(word[0]) && word != "not")
                {
                    yield return new Rewrite(i, i + 2, line.Words(i, i + 1), CostOfTwice);
                }

                // "tachy-" at the end of a line and "cardia" in the next.
                if (word.Length > 1 && word[word.Length - 1] == '-' && IsPlain(next) && line.SpaceBefore(i + 1).IndexOf('\n') >= 0)
                {
                    yield return new Rewrite(i, i + 2, line.Words(i, i + 1).TrimEnd('-', '\u2010', '\u2011', '\u00AD') + line.Words(i + 1, i + 2), CostOfTorn);
                }

                // "cap–capped visits": a dash between two names, without the blanks that make it a minus.
                if (word is "-" or "\u2013" or "\u2014" && line.SpaceBefore(i).Length == 0 && i + 1 < line.Count && line.SpaceBefore(i + 1).Length == 0 && IsPlain(line.WordAt(i - 1)) && IsPlain(next))
                {
                    yield return new Rewrite(i, i + 1, " - ", CostOfTorn);
                }

                // "height2" for "height²".
                if (word.Length > 1 && word[word.Length - 1] is '2' or '3' && IsPlain(word.Substring(0, word.Length - 1)) && isKnown(word.Substring(0, word.Length - 1)))
                {
                    yield return new Rewrite(i, i + 1, line.Words(i, i + 1).Substring(0, word.Length - 1) + (word[word.Length - 1] == '2' ? "²" : "³"), CostOfTorn);
                }

                // "l5" for "15".
                if (word.Length > 1 && word.Any(char.IsDigit) && word.All(c => char.IsDigit(c) || LettersLikeDigits.IndexOf(c) >= 0) && !char.IsUpper(line.Words(i, i + 1)[0]))
                {
                    yield return new Rewrite(i, i + 1, new string(word.Select(c => c is 'o' ? '0' : char.IsDigit(c) ? c : '1').ToArray()), CostOfTorn);
                }

                // "7a" for the criterion 7.a.
                if (word.Length > 1 && word[word.Length - 1] is >= 'a' and <= 'h' && word.Take(word.Length - 1).All(char.IsDigit) && BeforeLabels.Contains(line.WordAt(i - 1)))
                {
                    yield return new Rewrite(i, i + 1, word.Insert(word.Length - 1, "."), CostOfTorn);
                    yield return new Rewrite(i, i + 1, word.Substring(0, word.Length - 1), CostOfLetter);
                }

                if (isNextAfterSpace && IsPlain(word) && IsPlain(next) && isKnown(word + next) && !(isKnown(word) && isKnown(next)))
                {
                    yield return new Rewrite(i, i + 2, line.Words(i, i + 1) + line.Words(i + 1, i + 2), CostOfTorn);
                }

                if (word.Length is > 0 and <= LongestWord && char.IsLetterOrDigit(word[0]) && !(isKnown(word) && isSure(word)))
                {
                    foreach ((string left, string right) in Parts(line.Words(i, i + 1), isKnown))
                    {
                        yield return new Rewrite(i, i + 1, left + " " + right, CostOfRunTogether);
                    }

                    // "cap-capped visits": one number less another.
                    if (word.IndexOf('-') is > 0 and var minus && isKnown(word.Substring(0, minus)) && isKnown(word.Substring(minus + 1)))
                    {
                        yield return new Rewrite(i, i + 1, line.Words(i, i + 1).Substring(0, minus) + " - " + line.Words(i, i + 1).Substring(minus + 1), CostOfRunTogether);
                    }

                    foreach (string right in IsPlain(word) && word.Length >= ShortestMisspelt && line.Words(i, i + 1) == word ? known.Where(other => other != word && Binder.Singular(other) != Binder.Singular(word) && Spelling.Distance(word, other, 1) <= 1).Take(MostSpellings) : Array.Empty<string>())
                    {
                        yield return new Rewrite(i, i + 1, right, CostOfLetter);
                    }
                }
            }
        }

        /// <summary>Signs that may be missing, too many, or others than belong there.</summary>
        /// <param name="line">The line.</param>
        /// <param name="stop">Where it stopped making sense, in its text.</param>
        /// <param name="isLabelled">Whether it has a label, so that it may have a title.</param>
        /// <param name="isExample">Whether it is a line of an example, which has none.</param>
        public static IEnumerable<Rewrite> OfSigns(LinePieces line, int stop, bool isLabelled, bool isExample)
        {
            int at = 0;
            while (at + 1 < line.Count && line.StartOf(at) < stop)
            {
                at++;
            }

            bool hasColon = Enumerable.Range(0, line.Count).Any(i => line.WordAt(i) == ":");
            bool isDefinition = line.WordAt(0) == "define";
            bool isTitled = isDefinition || (isLabelled && line.Count > 0 && char.IsUpper(line.Words(0, 1)[0]));
            for (int i = Math.Max(1, at - MostBefore); i < Math.Min(line.Count, at + MostBehind + 1); i++)
            {
                if (char.IsLetterOrDigit(line.WordAt(i)[0]) && char.IsLetterOrDigit(line.WordAt(i - 1)[0]) && line.SpaceBefore(i).Length > 0)
                {
                    if (i == at)
                    {
                        yield return With(",", CostOfComma);
                    }

                    if (!hasColon && isTitled && Enumerable.Range(0, i).All(before => char.IsLetterOrDigit(line.WordAt(before)[0]) || line.WordAt(before) == ","))
                    {
                        yield return With(":", CostOfColon + (CostOfFarther * i));
                    }
                }

                // "Guidance – requested guidance is fluoroscopy": a dash or a full stop stands for the colon of a title.
                bool isDash = line.WordAt(i) is "-" or "\u2013" or "\u2014" && line.SpaceBefore(i).Length > 0 && line.SpaceBefore(i + 1).Length > 0;
                isDash |= line.WordAt(i) is "." or ";" && line.SpaceBefore(i).Length == 0 && i + 1 < line.Count && line.SpaceBefore(i + 1).Length > 0;
                if (isDash && !hasColon && isTitled && Enumerable.Range(0, i).All(before => char.IsLetterOrDigit(line.WordAt(before)[0])))
                {
                    yield return new Rewrite(i - 1, i + 1, line.Words(i - 1, i) + ":", CostOfTorn);
                }

                if (IsSign(line.WordAt(i)) && Math.Abs(i - at) <= 1)
                {
                    if (IsSign(line.WordAt(i - 1)) && line.SpaceBefore(i).Length == 0)
                    {
                        yield return new Rewrite(i, i + 1, string.Empty, CostOfTwoSigns);
                    }

                    if (line.WordAt(i) is "." or ";" or ":" && i + 1 < line.Count)
                    {
                        yield return new Rewrite(i, i + 1, ",", CostOfComma);
                    }
                }

                Rewrite With(string sign, double cost) => new Rewrite(i - 1, i, line.Words(i - 1, i) + sign, cost);
            }

            if (!isLabelled && !isExample && line.Count > 1 && line.Words(0, 1) is { Length: <= LongestLabel } label && (char.IsDigit(label[label.Length - 1]) || label.Length == 1))
            {
                bool hasOtherSign = line.WordAt(1) is "," or ")" or ";" && line.SpaceBefore(1).Length == 0;
                yield return new Rewrite(0, hasOtherSign ? 2 : 1, label + ".", CostOfFullStop);
            }

            // "2.No response: …".
            if (!isLabelled && !isExample && line.Count > 1 && line.Words(0, 1).IndexOf('.') is > 0 and <= LongestLabel and var dot)
            {
                yield return new Rewrite(0, 1, line.Words(0, 1).Substring(0, dot + 1) + " " + line.Words(0, 1).Substring(dot + 1), CostOfFullStop);
            }
        }

        private static bool IsSign(string piece) => piece.Length == 1 && (char.IsPunctuation(piece[0]) || char.IsSymbol(piece[0])) && piece[0] is not ('"' or '%' or '(' or ')');

        // "allof" is "all of", "in12" "in 12", "where-is" "where is".
        private static IEnumerable<(string Left, string Right)> Parts(string typed, Func<string, bool> isKnown)
        {
            for (int at = 1; at < typed.Length; at++)
            {
                string left = typed.Substring(0, at);
                string right = typed.Substring(typed[at] == '-' ? at + 1 : at);
                bool isLong = char.IsLetter(left[0]) && left[left.Length - 1] != '-' && (left.Length >= ShortestPart || left is "a" or "A") && right.Length >= ShortestPart;
                if (isLong && isKnown(NameTable.Canonical(left)) && (isKnown(NameTable.Canonical(right)) || IsNumber(right) || IsId(right)))
                {
                    yield return (left, right);
                }
            }
        }

        // "guidelinepayers.evicore-pumps".
        private static bool IsId(string word) => word.IndexOf('.') > 0 && char.IsLetter(word[0]);

        private static bool IsNumber(string word) => word.Length > 0 && char.IsDigit(word[0]) && word.All(c => char.IsDigit(c) || c is '.' or '-');

        private static bool IsPlain(string word) => word.Length > 0 && word.All(c => char.IsLetter(c) || c is '-' or '.');
    }
}
