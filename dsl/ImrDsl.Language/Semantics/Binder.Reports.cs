using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>What is said about words that mean nothing where they stand: one message, at the word, with what was meant if that is near.</summary>
    internal sealed partial class Binder
    {
        // "atleast", "greater then": comparisons of several words.
        private static string[] ComparisonWords => ComparisonPhrases.Select(entry => string.Join(" ", entry.Words)).Where(words => words.Contains(" "))
            .Concat(new[] { "on or before", "on or after", "is documented", "is ruled out", "with all of", "with any of", "excused when", "applies only when" }).ToArray();

        /// <summary>A name was expected: says which declared name was meant, at the words that differ.</summary>
        private void ReportUnknownName(PhraseCursor phrase)
        {
            int at = phrase.Position;
            if (phrase.AtEnd)
            {
                Report("GL0265", phrase.Here, phrase.Words(0, phrase.Count));
                return;
            }

            if (phrase.Kind != TokenKind.Word)
            {
                Report("GL0266", phrase.Here, phrase.TextAt(at));
                return;
            }

            (string? meant, int length) = NearestName(phrase, at);
            if (meant is not null)
            {
                (SourceSpan span, string typed, string right) = Difference(phrase, at, length, meant);
                ReportFix("GL0201", span, right, phrase.Words(at, at + length), meant);
                return;
            }

            if (Unit.TryParse(phrase.TextAt(at), out _))
            {
                Report("GL0302", phrase.Here);
                return;
            }

            if (ReportMisspeltKeyword(phrase, ConditionWords))
            {
                return;
            }

            int end = EndOfUnknown(phrase, at);
            Report("GL0202", phrase.Span(at, end), phrase.Words(at, end));
        }

        // A word of the language was meant, or several of them.
        private bool ReportMisspeltKeyword(PhraseCursor phrase, IEnumerable<string> single)
        {
            int at = phrase.Position;
            for (int words = 3; words > 0; words--)
            {
                if (!Enumerable.Range(at, words).All(i => phrase.KindAt(i) == TokenKind.Word))
                {
                    continue;
                }

                string typed = NameTable.Canonical(phrase.Words(at, at + words));
                string? keyword = Spelling.Nearest(typed, words == 1 ? single.Concat(ComparisonWords) : ComparisonWords);
                if (keyword is not null && keyword != typed)
                {
                    ReportFix("GL0203", phrase.Span(at, at + words), keyword, phrase.Words(at, at + words), keyword);
                    return true;
                }
            }

            return false;
        }

        /// <summary>Something stands after a condition that is complete.</summary>
        private void ReportLeftOver(PhraseCursor phrase)
        {
            int at = phrase.Position;
            string typed = phrase.TextAt(at);
            if (ReportRate(phrase) || ReportHyphenatedRange(phrase, at))
            {
                return;
            }

            if (phrase.Kind == TokenKind.Word)
            {
                // A longer name may have been meant: "pain is malignat" reads "pain" and goes on.
                for (int from = at - 1; from >= 0 && from >= at - 4; from--)
                {
                    (string? meant, int length) = NearestName(phrase, from);
                    if (meant is not null && from + length > at)
                    {
                        (SourceSpan span, _, string right) = Difference(phrase, from, length, meant);
                        ReportFix("GL0201", span, right, phrase.Words(from, from + length), meant);
                        return;
                    }
                }

                if (ReportMisspeltKeyword(phrase, AfterConditionWords))
                {
                    return;
                }
            }

            Report("GL0204", phrase.Here, typed, phrase.Words(0, at));
        }

        // The visible name nearest to the words at a place. The words compared are as many as the name has, or one more or fewer.
        private (string? Name, int Length) NearestName(PhraseCursor phrase, int at)
        {
            string? best = null;
            int bestLength = 0;
            int bestDistance = int.MaxValue;
            foreach (string name in VisibleNames())
            {
                int words = name.Count(c => c == ' ') + 1;
                for (int length = Math.Max(1, words - 1); length <= words + 1 && at + length <= phrase.Count; length++)
                {
                    string typed = NameTable.Canonical(phrase.Words(at, at + length));
                    int bound = Math.Min(3, (typed.Length + 2) / 4);
                    if (bound == 0)
                    {
                        continue;
                    }

                    int distance = Spelling.Distance(typed, name, bound);
                    if (distance <= bound && (distance < bestDistance || (distance == bestDistance && length > bestLength)))
                    {
                        (best, bestLength, bestDistance) = (name, length, distance);
                    }
                }
            }

            return bestDistance == 0 ? (null, 0) : (best, bestLength);
        }

        private IEnumerable<string> VisibleNames()
        {
            foreach (KeyValuePair<string, Symbol> name in entries.SelectMany(entry => entry.Names.Declared).Concat(names.Declared))
            {
                yield return name.Key;
                if (name.Value.IsCondition)
                {
                    foreach (string verb in new[] { " is ", " are ", " has " })
                    {
                        int at = name.Key.IndexOf(verb, StringComparison.Ordinal);
                        if (at > 0)
                        {
                            yield return name.Key.Insert(at + verb.Length, "not ");
                        }
                    }
                }
            }
        }

        // Points at the words that differ, where as many were typed as were meant.
        private static (SourceSpan Span, string Typed, string Right) Difference(PhraseCursor phrase, int at, int length, string meant)
        {
            string[] right = meant.Split(' ');
            if (right.Length != length)
            {
                return (phrase.Span(at, at + length), phrase.Words(at, at + length), meant);
            }

            int first = 0;
            while (first < length - 1 && phrase.WordAt(at + first) == right[first])
            {
                first++;
            }

            int last = length;
            while (last > first + 1 && phrase.WordAt(at + last - 1) == right[last - 1])
            {
                last--;
            }

            return (phrase.Span(at + first, at + last), phrase.Words(at + first, at + last), string.Join(" ", right.Skip(first).Take(last - first)));
        }

        private static int EndOfUnknown(PhraseCursor phrase, int at)
        {
            int end = at + 1;
            while (end < phrase.Count && phrase.KindAt(end) == TokenKind.Word
                && phrase.WordAt(end) is not ("is" or "are" or "and" or "or" or "at" or "before" or "after" or "by" or "with" or "where" or "unless" or "to" or "more" or "less"))
            {
                end++;
            }

            return end;
        }
    }
}
