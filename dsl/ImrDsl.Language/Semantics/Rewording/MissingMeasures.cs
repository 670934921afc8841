using System;
using System.Collections.Generic;
using System.Linq;

namespace ImrDsl.Language.Semantics
{
    /// <summary>
    /// What a measure stands for that nothing is measured by: "at least 50%" of what? A number in its unit, that with words of the title first; of a change
    /// whose second value is missing, the number most like the first: "reduction from pain before" to pain after.
    /// </summary>
    internal static class MissingMeasures
    {
        private const int MostOffered = 4;

        private const string OfNothing = "GL0311";
        private const string OfUnknown = "GL0202";
        private const string WithoutSecond = "GL0318";
        private const string WithoutBase = "GL0329";
        private const string OfNoDays = "GL0372";

        /// <summary>The texts of the line in which something is measured, the likeliest first.</summary>
        /// <param name="code">What was found.</param>
        /// <param name="text">The condition.</param>
        /// <param name="start">Where the finding begins in it.</param>
        /// <param name="end">Where the finding ends in it.</param>
        /// <param name="title">What stands before the condition in its line.</param>
        /// <param name="names">What the line can speak of.</param>
        public static IEnumerable<string> Of(string code, string text, int start, int end, string title, KnownNames names)
        {
            IReadOnlyList<KnownName> numbers = names.Numbers;
            string before = text.Substring(0, start);
            string behind = text.Substring(end);
            string measure = (code == OfUnknown ? before : text.Substring(start, end - start)).Trim();
            bool isPercent = measure.EndsWith("%", StringComparison.Ordinal);
            switch (code)
            {
                case OfNothing when measure.Length > 0:
                    string verb = char.IsLetter(text[start]) ? " is " : " ";
                    return Likely(numbers.Where(number => IsIn(number, measure) && (number.Unit!.Length > 0 || Shared(number, title) > 0)), title).Select(number => before + number.Text + verb + text.Substring(start));
                case OfUnknown when isPercent && !numbers.Any(number => Shared(number, text.Substring(start, end - start)) > 0):
                    // "at least 50% better".
                    return Likely(numbers.Where(number => IsIn(number, measure)), title).Select(number => before + number.Text + behind);
                case WithoutSecond:
                    string[] first = NameTable.WordsOf(before);
                    return Likely(numbers.Where(number => number.Unit != KnownName.OfTime && !number.Words.All(first.Contains)), before).Select(number => before.TrimEnd() + " to " + number.Text + " " + text.Substring(start));
                case WithoutBase:
                    string[] compared = NameTable.WordsOf(before);
                    return Likely(numbers.Where(number => !number.Words.All(compared.Contains)), before).Select(number => text.Substring(0, end) + " of " + number.Text + behind);
                case OfNoDays when isPercent || text.Substring(0, end).EndsWith("%", StringComparison.Ordinal):
                    return Likely(names.Entries, before).Select(list => text.Substring(0, end) + " of " + list.Text + behind);
                default:
                    return Array.Empty<string>();
            }
        }

        private static bool IsIn(KnownName number, string measure) =>
            number.Unit!.Length == 0 ? char.IsDigit(measure[measure.Length - 1])
            : number.Unit == KnownName.OfTime ? Binder.IsTime(measure.Substring(measure.LastIndexOf(' ') + 1))
            : measure.EndsWith(number.Unit, StringComparison.Ordinal);

        private static IEnumerable<KnownName> Likely(IEnumerable<KnownName> able, string words) =>
            able.OrderByDescending(name => Shared(name, words)).ThenBy(name => name.Content.Length).Take(MostOffered);

        private static int Shared(KnownName name, string words)
        {
            string[] near = NameTable.WordsOf(words.Replace(':', ' ').Replace('.', ' '));
            return name.Content.Count(one => near.Any(word => OtherWording.AreAlike(word, one)));
        }
    }
}
