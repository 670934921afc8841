using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>
    /// Slips of the hand in another line than the one that makes no sense: a name that is misspelt where it is declared, so that what uses it is not understood.
    /// A word that stands only once, beside one that stands often and differs in a letter, is what was mistyped.
    /// </summary>
    internal sealed class SlipsElsewhere
    {
        private const int MostTrials = 12;
        private const int ShortestOdd = 4;
        private const int LengthOfTwoLetters = 8;
        private const int ShortestPart = 3;

        // Longer words are pasted by mistake, and no misspelt ones; their parts would be tried at each of their letters.
        private const int LongestOdd = 60;

        private static readonly Regex Words = new Regex(@"[\p{L}][\p{L}'’-]*", RegexOptions.CultureInvariant);
        private static readonly Regex Doubled = new Regex(@"(?<![\w-])([\p{L}][\p{L}'’-]*)( +)\1(?![\w-])", RegexOptions.CultureInvariant);


        // "one of hip, ankle. foot": a full stop for a comma.
        private static readonly Regex StopInValues = new Regex(@"(?<=: one of [^\n""]{0,400}\w)\.(?= \p{Ll})", RegexOptions.CultureInvariant);

        private readonly SourceText text;
        private readonly Func<SourceText, IReadOnlyList<Diagnostic>> compile;
        private readonly Lazy<List<(TextSpan Typed, string Right)>> slips;

        /// <summary>A search in one file.</summary>
        /// <param name="text">The file.</param>
        /// <param name="compile">The findings of a text in its place.</param>
        public SlipsElsewhere(SourceText text, Func<SourceText, IReadOnlyList<Diagnostic>> compile)
        {
            this.text = text;
            this.compile = compile;
            slips = new Lazy<List<(TextSpan, string)>>(() => All().Take(MostTrials).ToList());
        }

        /// <summary>Whether words hold one that is likely to be mistyped where it is declared.</summary>
        public bool AreOdd(string words) => slips.Value.Any(slip => words.IndexOf(text.Content.Substring(slip.Typed.Start, slip.Typed.Length), StringComparison.OrdinalIgnoreCase) >= 0);

        /// <summary>The finding at the slip that explains it, and what is still wrong when that is undone; null if there is none.</summary>
        /// <param name="finding">The finding.</param>
        /// <param name="known">All findings of the file.</param>
        public (Diagnostic Finding, IReadOnlyList<Diagnostic> After)? Find(Diagnostic finding, IReadOnlyList<Diagnostic> known)
        {
            var keys = new HashSet<string>(known.Where(other => other.IsError).Select(other => other.Saying), StringComparer.Ordinal);
            int errors = known.Count(other => other.IsError);
            foreach ((TextSpan typed, string right) in slips.Value.Where(slip => slip.Typed.End <= finding.Span.Span.Start || slip.Typed.Start >= finding.Span.Span.End))
            {
                IReadOnlyList<Diagnostic> after = compile(new SourceText(text.Path, text.Content.Substring(0, typed.Start) + right + text.Content.Substring(typed.End)));
                List<Diagnostic> left = after.Where(other => other.IsError).ToList();
                if (left.Count < errors && left.All(other => keys.Contains(other.Saying)) && left.All(other => other.Saying != finding.Saying))
                {
                    var span = new SourceSpan(text, typed);
                    return (new Diagnostic("GL0203", span, span.ToString(), right) { Fix = TextFix.Offer(typed, right) }, after);
                }
            }

            return null;
        }

        private IEnumerable<(TextSpan Typed, string Right)> All()
        {
            List<Match> all = Words.Matches(text.Content).Cast<Match>().ToList();
            Dictionary<string, int> counts = all.GroupBy(word => NameTable.Canonical(word.Value)).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
            List<string> often = counts.Where(word => word.Value > 1 && word.Key.Length >= ShortestOdd - 1).Select(word => word.Key).ToList();
            foreach (Match twice in Doubled.Matches(text.Content).Cast<Match>().Where(match => !IsQuoted(match.Index)))
            {
                yield return (new TextSpan(twice.Index, twice.Length), twice.Groups[1].Value);
            }

            foreach (Match stop in StopInValues.Matches(text.Content).Cast<Match>().Where(match => !IsQuoted(match.Index)))
            {
                yield return (new TextSpan(stop.Index, 1), ",");
            }

            for (int i = 0; i < all.Count; i++)
            {
                Match word = all[i];
                string typed = NameTable.Canonical(word.Value);
                if (counts[typed] > 1 || Binder.IsOfLanguage(typed) || IsQuoted(word.Index))
                {
                    continue;
                }

                Match? next = i + 1 < all.Count && all[i + 1].Index == word.Index + word.Length + 1 && text.Content[word.Index + word.Length] == ' ' ? all[i + 1] : null;
                if (next is not null && counts.TryGetValue(typed + NameTable.Canonical(next.Value), out int whole) && whole > 1)
                {
                    yield return (TextSpan.FromBounds(word.Index, next.Index + next.Length), word.Value + next.Value);
                }

                if (typed.Length is < ShortestOdd or > LongestOdd)
                {
                    continue;
                }

                int bound = typed.Length >= LengthOfTwoLetters ? 2 : 1;
                string? near = often.Where(other => Binder.Singular(other) != Binder.Singular(typed) && Spelling.Distance(typed, other, bound) <= bound).OrderBy(other => Spelling.Distance(typed, other, bound)).FirstOrDefault();
                if (near is not null && !OtherWording.AreOpposed(typed, near))
                {
                    yield return (new TextSpan(word.Index, word.Length), char.IsUpper(word.Value[0]) ? char.ToUpperInvariant(near[0]) + near.Substring(1) : near);
                }

                int part = Enumerable.Range(ShortestPart, Math.Max(0, typed.Length - (2 * ShortestPart) + 1)).FirstOrDefault(at => often.Contains(typed.Substring(0, at)) && often.Contains(typed.Substring(at)));
                if (part > 0)
                {
                    yield return (new TextSpan(word.Index, word.Length), word.Value.Substring(0, part) + " " + word.Value.Substring(part));
                }
            }
        }

        private bool IsQuoted(int position)
        {
            int line = text.PositionOf(position).Line;
            int start = text.SpanOfLines(line, line).Start;
            return text.Content.Substring(start, position - start).Count(c => c == '"') % 2 == 1;
        }
    }
}
