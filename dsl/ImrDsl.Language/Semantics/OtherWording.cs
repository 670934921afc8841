using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ImrDsl.Language.Semantics
{
    /// <summary>
    /// Finds the name that was meant by words in another order or form: "severe neurological deficit" for "neurological deficit is severe", "patient is
    /// smoking" for "patient smokes", "body mass index" for "BMI". Every word that says something has to be there on both sides, so that a name that
    /// only resembles what was typed is never suggested.
    /// </summary>
    internal sealed class OtherWording
    {
        // Words that say nothing by themselves.
        private static readonly HashSet<string> SmallWords = new HashSet<string>(
            "a an the of is are was were be been being must should has have had does do did to for in on by with at from that which this there his her their".Split(' '), StringComparer.Ordinal);


        // Words that mean the same in policies, by what they have in common.
        private static readonly Dictionary<string, string> Synonyms = new[]
        {
            "care treatment therapy management", "surgery operation", "physician doctor md", "medication medications drug drugs medicine medicines meds", "examination exam", "screen screening", "earlier prior previous past", "onset start beginning",
            "visit session appointment", "patient claimant member beneficiary", "x-ray radiograph", "relief reduction", "severe serious", "shown demonstrated evident", "unsuccessful failed",
        }.Select(group => group.Split(' ')).SelectMany(group => group.Select(word => (word, group[0]))).ToDictionary(entry => entry.word, entry => entry.Item2, StringComparer.Ordinal);

        private static readonly string[] Opposites = { "non-", "non", "un", "in", "im", "ir", "dis" };

        // The longest first, so that the most is taken off.
        private static readonly string[] Endings = { "ements", "ations", "ement", "ation", "ities", "ions", "ings", "ance", "ence", "ion", "ing", "ity", "ies", "ers", "ed", "es", "er", "ly", "s", "y", "e" };

        private static readonly string[] NumbersInWords = "zero one two three four five six seven eight nine ten eleven twelve".Split(' ');

        /// <summary>Words that deny what they stand with.</summary>
        public static readonly string[] Denials = { "not", "no", "never", "without", "nor" };

        private readonly Dictionary<string, (string[] Words, bool Denies)> contents = new Dictionary<string, (string[] Words, bool Denies)>(StringComparer.Ordinal);

        private const int ShortestStem = 4;
        private const int ShortestInitials = 2;
        private const int LongestInitials = 6;

        // Of this many shared letters, and this part of the longer word, two words are forms of one: "improved" and "improvement".
        private const int SharedLetters = 5;
        private const double SharedPart = 0.6;

        /// <summary>The one candidate that says the same in other words; null if none does, or two do.</summary>
        /// <param name="typed">What was typed, in canonical form.</param>
        /// <param name="candidates">Names in canonical form, those that deny among them.</param>
        public string? Find(string typed, IEnumerable<string> candidates)
        {
            string[] words = Content(typed, out bool isDenied);
            if (words.Length == 0)
            {
                return null;
            }

            string? found = null;
            foreach (string candidate in candidates)
            {
                if (candidate == typed || candidate == found)
                {
                    continue;
                }

                // The same names are asked for with every line that is not understood.
                if (!contents.TryGetValue(candidate, out (string[] Words, bool Denies) content))
                {
                    content = (Content(candidate, out bool denies), denies);
                    contents.Add(candidate, content);
                }

                if (SaysTheSame(words, content.Words, out bool isOpposite) && content.Denies == (isDenied ^ isOpposite))
                {
                    if (found is not null)
                    {
                        return null;
                    }

                    found = candidate;
                }
            }

            return found;
        }

        /// <summary>Whether two texts differ in that one denies a word of the other: "benefit is unlikely" and "benefit is likely".</summary>
        public static bool IsOpposite(string one, string other)
        {
            string[] left = one.Split(' ');
            string[] right = other.Split(' ');
            return left.Length == right.Length && Enumerable.Range(0, left.Length).Any(i => AreOpposites(left[i], right[i]));
        }

        /// <summary>Whether a word says something by itself.</summary>
        public static bool IsContent(string word) => !SmallWords.Contains(word) && !IsDenial(word);

        /// <summary>Whether two words are forms of one, or mean the same in policies: "improved" and "improvement", "care" and "treatment".</summary>
        public static bool AreAlike(string one, string other) => one == other || AreForms(one, other);

        /// <summary>Whether one word denies the other: "unlikely" and "likely".</summary>
        public static bool AreOpposed(string one, string other) => AreOpposites(one, other);

        /// <summary>Whether a word only names the person of whom every condition speaks.</summary>
        public static bool IsPerson(string word) => Synonyms.TryGetValue(word, out string? one) && one == "patient";

        /// <summary>Whether a word denies what it stands with.</summary>
        public static bool IsDenial(string word) => Array.IndexOf(Denials, word) >= 0;

        private static string[] Content(string text, out bool denies)
        {
            string[] all = text.Split(' ');
            denies = all.Count(IsDenial) % 2 == 1;
            return all.Where(IsContent).Select(word => Array.IndexOf(NumbersInWords, word) is var number and >= 0 ? number.ToString(CultureInfo.InvariantCulture) : word).ToArray();
        }

        private static bool SaysTheSame(string[] typed, string[] name, out bool isOpposite)
        {
            isOpposite = false;
            string[] shortened = typed.Length > name.Length ? Shorten(typed, name) : typed;
            string[] other = name.Length > typed.Length ? Shorten(name, typed) : name;
            bool hasInitials = shortened.Length < typed.Length || other.Length < name.Length;
            if (shortened.Length != other.Length || (shortened.Length < 2 && !hasInitials))
            {
                return false;
            }

            List<string> left = other.ToList();
            foreach (string word in shortened)
            {
                if (left.Remove(word) || left.Remove(left.FirstOrDefault(one => AreForms(word, one)) ?? string.Empty))
                {
                    continue;
                }

                if (!left.Remove(left.FirstOrDefault(one => AreOpposites(word, one)) ?? string.Empty))
                {
                    return false;
                }

                isOpposite = !isOpposite;
            }

            return true;
        }

        private static bool AreOpposites(string one, string other) =>
            Opposites.Any(prefix => (one.StartsWith(prefix, StringComparison.Ordinal) && AreSame(one.Substring(prefix.Length), other))
                || (other.StartsWith(prefix, StringComparison.Ordinal) && AreSame(other.Substring(prefix.Length), one)));

        private static bool AreSame(string one, string other) => one.Length >= ShortestStem && (one == other || Stem(one) == Stem(other) || AreForms(one, other));

        // Words whose first letters are a word on the other side become that word.
        private static string[] Shorten(string[] words, string[] others)
        {
            foreach (string initials in others.Where(word => word.Length >= ShortestInitials && word.Length <= LongestInitials && !words.Contains(word)))
            {
                for (int from = 0; from + initials.Length <= words.Length; from++)
                {
                    if (Enumerable.Range(0, initials.Length).All(i => words[from + i].Length > 1 && words[from + i][0] == initials[i]))
                    {
                        return words.Take(from).Concat(new[] { initials }).Concat(words.Skip(from + initials.Length)).ToArray();
                    }
                }
            }

            return words;
        }

        private static bool AreForms(string one, string other)
        {
            if (Stem(one) == Stem(other) || (Synonyms.TryGetValue(one, out string? same) && Synonyms.TryGetValue(other, out string? meant) && same == meant))
            {
                return true;
            }

            // "eval", "psych": the beginning of a word.
            string shorter = one.Length < other.Length ? one : other;
            string longer = one.Length < other.Length ? other : one;
            if (shorter.Length >= ShortestStem && longer.StartsWith(shorter, StringComparison.Ordinal))
            {
                return true;
            }

            int shared = 0;
            while (shared < Math.Min(one.Length, other.Length) && one[shared] == other[shared])
            {
                shared++;
            }

            return shared >= SharedLetters && shared >= SharedPart * Math.Max(one.Length, other.Length);
        }

        private static string Stem(string word)
        {
            string? ending = Endings.FirstOrDefault(end => word.Length - end.Length >= ShortestStem && word.EndsWith(end, StringComparison.Ordinal));
            return ending is null ? word : word.Substring(0, word.Length - ending.Length);
        }
    }
}
