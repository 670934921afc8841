using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>
    /// Whether other words can still say what an author said. Whoever copies an offer must never write the opposite: what is denied stays denied, an exception
    /// stays one, and "or more" stays a bound.
    /// </summary>
    internal static class Sense
    {
        // Beside those of a name: those of sentences and of exceptions, and "not" as fingers in a hurry write it.
        private static readonly HashSet<string> Denials = new HashSet<string>(
            OtherWording.Denials.Concat(Words("none neither cannot unless except excepting excluding exclusion nto nott")), StringComparer.Ordinal);

        // Short ones are too near to other words: "done" and "none", "fever" and "never".
        private static readonly string[] LongDenials = Denials.Where(word => word.Length > 5).ToArray();

        // These deny too, each in its own way; beside them a denial may come or go: "ruled out" for "not", "at most" for "no more than".
        private static readonly HashSet<string> OfDenial = Words(
            "absent absence negative excluded excludes exclude lacking lack lacks missing free denies denied deny denial rule ruled excused waived exempt contraindicated contraindication experimental investigational"
            + " unproven stop discontinue discontinued avoid refused least most up within exceed exceeds only but");

        private static readonly HashSet<string> OpenEnds = Words("more greater higher above older longer later over up worse less fewer lower below younger shorter earlier under down better");
        private static readonly HashSet<string> OfBounds = new HashSet<string>(OpenEnds.Concat(Words("least most to than ≥ ≤ > < >= <=")), StringComparer.Ordinal);

        /// <summary>Whether the sense is kept, as far as that can be told by the words.</summary>
        /// <param name="typed">What was typed.</param>
        /// <param name="right">What is to be written in its place.</param>
        public static bool IsKept(string typed, string right)
        {
            string[] after = Split(right);

            // A word that stays as it is was not mistyped: "expect" is no "except".
            string[] before = Split(typed).Select(word => Array.IndexOf(after, word) >= 0 ? word : LongDenials.FirstOrDefault(denial => Spelling.IsNear(word, denial)) ?? word).ToArray();
            List<string> changed = after.ToList();
            changed.RemoveAll(before.Contains);
            List<string> instead = before.Where(word => !after.Contains(word)).ToList();
            int turns = before.Count(Denies) + after.Count(Denies) + instead.Count(one => changed.Any(other => OtherWording.AreOpposed(one, other)));
            return (turns % 2 == 0 || instead.Concat(changed).Any(OfDenial.Contains)) && (!HasOpenEnd(before) || after.Any(OfBounds.Contains));
        }

        private static bool Denies(string word) => Denials.Contains(word) || word.EndsWith("n't", StringComparison.Ordinal);

        // "50 or more".
        private static bool HasOpenEnd(string[] words) =>
            Enumerable.Range(1, Math.Max(0, words.Length - 1)).Any(i => words[i - 1] is "or" or "and" && OpenEnds.Contains(words[i]));

        private static string[] Split(string text) =>
            text.ToLowerInvariant().Replace('’', '\'').Split(new[] { ' ', '\t', '\r', '\n', ',', ':', ';', '.', '(', ')', '"' }, StringSplitOptions.RemoveEmptyEntries);

        private static HashSet<string> Words(string words) => new HashSet<string>(words.Split(' '), StringComparer.Ordinal);
    }
}
