using System;
using System.Collections.Generic;
using System.Linq;

namespace ImrDsl.Language.Semantics
{
    /// <summary>A name, a value or a kind of evidence that a line can speak of.</summary>
    /// <param name="Text">As it is declared.</param>
    /// <param name="IsDeniable">Whether it is a condition by itself.</param>
    /// <param name="Fact">Of a value, the fact that has it; else null.</param>
    internal sealed record KnownName(string Text, bool IsDeniable, string? Fact)
    {
        /// <summary>Whether it is a fact that nothing asks about as yet.</summary>
        public bool IsIdle { get; init; }

        /// <summary>Of a yes/no field of a list, what one entry is called; else null.</summary>
        public string? Entry { get; init; }

        /// <summary>The unit of lengths of time.</summary>
        public const string OfTime = "time";

        /// <summary>Of a number its unit, which may be empty, or <see cref="OfTime"/>; else null.</summary>
        public string? Unit { get; init; }

        /// <summary>Whether it is a list of facts.</summary>
        public bool IsOfEntries { get; init; }

        /// <summary>Whether it is a list of criteria.</summary>
        public bool IsList { get; init; }

        /// <summary>Its words in canonical form.</summary>
        public string[] Words { get; } = NameTable.WordsOf(Text);

        /// <summary>Those of its words that say something.</summary>
        public string[] Content { get; } = NameTable.WordsOf(Text).Where(OtherWording.IsContent).ToArray();

        /// <summary>What denies it: "pain is not malignant", "not sepsis".</summary>
        public string Denied
        {
            get
            {
                int verb = Array.FindIndex(Words, word => word is "is" or "are" or "was" or "were" or "has" or "have" or "can" or "will");
                string[] typed = Text.Split(' ');
                return verb < 0 || typed.Length != Words.Length ? "not " + Text : string.Join(" ", typed.Take(verb + 1).Concat(new[] { "not" }).Concat(typed.Skip(verb + 1)));
            }
        }
    }

    /// <summary>Finds what is named where the words are others, or in another order, or too few or too many.</summary>
    internal sealed partial class KnownNames
    {
        // Words that policies put in and that say nothing of their own.
        private static readonly HashSet<string> Fillers = new HashSet<string>(
            "patient member claimant current currently documented documentation evidence history recent recently clinical clinically there any some type kind present use using time status obtained performed completed conducted done occurred happened made written prior previous past score level active ongoing home formal supervised structured".Split(' '), StringComparer.Ordinal);

        private const double CostOfMissing = 0.9;
        private const double CostOfMissingBesideOne = 0.5;
        private const double CostOfExtra = 0.7;
        private const double CostOfFiller = 0.2;
        private const double CostOfOther = 0.05;
        private const double CostOfNumber = 0.02;
        private const double CostOfFact = 0.5;
        private const double CostOfIdle = 0.7;
        private const int MostWordsOfClause = 8;
        private const int MostExtraPieces = 4;

        private const int MostNamesOfAWord = 3;

        /// <summary>Whether a word can be left out without loss.</summary>
        public static bool IsEmpty(string word) => !OtherWording.IsContent(word) || Fillers.Contains(word) || word.All(c => !char.IsLetterOrDigit(c));

        private readonly HashSet<string> all = new HashSet<string>(StringComparer.Ordinal);
        private readonly Dictionary<string, List<KnownName>> byWord = new Dictionary<string, List<KnownName>>(StringComparer.Ordinal);
        private readonly Dictionary<string, List<KnownName>> byInitials = new Dictionary<string, List<KnownName>>(StringComparer.Ordinal);
        private readonly Dictionary<string, List<string>> alike = new Dictionary<string, List<string>>(StringComparer.Ordinal);

        /// <summary>What a file speaks of.</summary>
        /// <param name="names">Its names, values and kinds of evidence.</param>
        /// <param name="units">The units of its numbers.</param>
        /// <param name="words">The words of the language and of names, in canonical form.</param>
        public KnownNames(IEnumerable<KnownName> names, IReadOnlyCollection<string> units, HashSet<string> words)
        {
            Units = units;
            KnownWords = words;
            foreach (KnownName name in names)
            {
                if (name.IsList)
                {
                    Lists.Add(name.Text);
                }

                if (name.IsOfEntries)
                {
                    Entries.Add(name);
                }

                if (name.Unit is not null)
                {
                    Numbers.Add(name);
                }

                if (name.IsIdle)
                {
                    Idle.Add(name);
                }

                all.Add(NameTable.Canonical(name.Text));
                foreach (string word in name.Content.Distinct())
                {
                    Add(byWord, word, name);
                }

                for (int from = 0; from < name.Content.Length; from++)
                {
                    for (int to = from + 2; to <= Math.Min(name.Content.Length, from + 5); to++)
                    {
                        Add(byInitials, string.Concat(name.Content.Skip(from).Take(to - from).Select(word => word[0])), name);
                    }
                }
            }
        }

        /// <summary>The units of its numbers.</summary>
        public IReadOnlyCollection<string> Units { get; }

        /// <summary>Its lists of criteria.</summary>
        public List<string> Lists { get; } = new List<string>();

        /// <summary>The lists of facts.</summary>
        public List<KnownName> Entries { get; } = new List<KnownName>();

        /// <summary>The facts, fields and definitions that are numbers or lengths of time.</summary>
        public List<KnownName> Numbers { get; } = new List<KnownName>();

        /// <summary>The facts and fields that nothing asks about.</summary>
        public List<KnownName> Idle { get; } = new List<KnownName>();

        /// <summary>The words of the language and of names, in canonical form.</summary>
        public HashSet<string> KnownWords { get; }

        /// <summary>Every change of a line that puts a name in the place of words that may mean it.</summary>
        public IEnumerable<Rewrite> Near(LinePieces line)
        {
            var words = new Word[line.Count];
            var near = new HashSet<KnownName>();
            for (int i = 0; i < line.Count; i++)
            {
                words[i] = WordAt(line, i);
                foreach (string known in words[i].Alike)
                {
                    near.UnionWith(byWord[known]);
                }

                if (words[i].Initials is { } initials && byInitials.TryGetValue(initials, out List<KnownName>? shortened))
                {
                    near.UnionWith(shortened);
                }
            }

            return near.SelectMany(name => Windows(line, words, name)).Concat(Several(line, words, near));
        }

        /// <summary>Of each piece of a line, whether it belongs to the same name as the one before it.</summary>
        public bool[] Joined(LinePieces line)
        {
            var joined = new bool[line.Count];
            for (int from = 0; from < line.Count; from++)
            {
                string name = line.WordAt(from);
                for (int to = from + 1; to < Math.Min(line.Count, from + MostWordsOfClause); to++)
                {
                    name += " " + line.WordAt(to);
                    if (all.Contains(name))
                    {
                        for (int at = from + 1; at <= to; at++)
                        {
                            joined[at] = true;
                        }
                    }
                }
            }

            return joined;
        }

        private static void Add(Dictionary<string, List<KnownName>> index, string key, KnownName name)
        {
            if (!index.TryGetValue(key, out List<KnownName>? list))
            {
                index.Add(key, list = new List<KnownName>());
            }

            if (list.Count == 0 || list[list.Count - 1] != name)
            {
                list.Add(name);
            }
        }

        private Word WordAt(LinePieces line, int at)
        {
            string word = line.WordAt(at);
            if (word.Length == 0 || !char.IsLetterOrDigit(word[0]) || (!OtherWording.IsContent(word) && word != "no"))
            {
                return new Word(word, Array.Empty<string>(), null);
            }

            if (!alike.TryGetValue(word, out List<string>? known))
            {
                string number = RewordingRules.NumberOf(word) ?? word;
                known = byWord.Keys.Where(other => other == word || RewordingRules.NumberOf(other) == number || (word.Length > 2 && other.Length > 2 && (OtherWording.AreAlike(word, other) || OtherWording.AreOpposed(word, other)))).ToList();
                alike.Add(word, known);
            }

            if (word == "no")
            {
                known = byWord.Keys.Where(other => other is "absence" or "lack" or "none").ToList();
            }

            string typed = line.Words(at, at + 1);
            bool isShort = typed.Length is > 1 and < 6 && typed.All(char.IsUpper);
            return new Word(word, known, isShort ? word : null);
        }

        // The best stretch for a name, and the same with the words around it that nothing else explains.
        private IEnumerable<Rewrite> Windows(LinePieces line, Word[] words, KnownName name)
        {
            Rewrite? best = null;
            for (int from = 0; from < words.Length; from++)
            {
                if (Window(words, name, from) is { } found && (best is null || found.Cost < best.Cost))
                {
                    best = found;
                }
            }

            if (best is null || (name.IsIdle && SharesOnlyTheEnd(line, words, name, best)))
            {
                yield break;
            }

            if (name.IsIdle && Clause(line, words, name, best) is { } clause)
            {
                yield return clause;
            }

            // A name as it stands there is not meant to be part of another.
            bool isPart = name.Content.Count(word => Enumerable.Range(best.From, best.To - best.From).Any(i => words[i].Text == word || words[i].Alike.Contains(word))) < name.Content.Length;
            Rewrite wide = Widened(line, words, name, best);
            if (isPart && (all.Contains(NameTable.Canonical(line.Words(wide.From, wide.To))) || all.Contains(NameTable.Canonical(line.Words(best.From, best.To)))))
            {
                yield break;
            }

            // "at least 1 back surgery": of one, the singular.
            if (best.Words == name.Text && line.WordAt(best.From - 1) == "1" && Binder.Singular(name.Text) is var singular && singular != name.Text)
            {
                yield return best with { Words = singular };
            }

            foreach (Rewrite one in wide.To - wide.From > best.To - best.From ? new[] { best, wide } : new[] { best })
            {
                if (!line.Words(one.From, one.To).Equals(one.Words, StringComparison.OrdinalIgnoreCase))
                {
                    yield return one;
                }

                if (name.Fact is not null)
                {
                    yield return one with { Words = name.Fact + " is " + name.Text, Cost = one.Cost + CostOfFact };
                }
            }
        }

        private Rewrite? Window(Word[] words, KnownName name, int from)
        {
            var left = name.Content.ToList();
            bool isDenied = false;
            double cost = 1;
            double extra = 0;
            double kept = 0;
            int to = from;
            for (int i = from; i < words.Length && i < from + name.Words.Length + MostExtraPieces && left.Count > 0; i++)
            {
                Word word = words[i];
                bool isTaken = Take(left, word, ref cost, ref isDenied);
                bool joins = !isTaken && (word.IsJoint || !word.IsWord) && Array.IndexOf(name.Words, word.Text) < 0;
                if ((i == from && !isTaken) || joins)
                {
                    break;
                }

                if (isTaken)
                {
                    to = i + 1;
                    kept = extra;
                }
                else if (OtherWording.IsDenial(word.Text))
                {
                    isDenied = !isDenied;
                }
                else
                {
                    extra += CostOf(word);
                }
            }

            // One word of several has to be one that few names have, and nothing else may stand for the rest.
            int matched = name.Content.Length - left.Count;
            bool isGuess = matched == 1 && left.Count > 0;
            bool isOnly = isGuess && words[from].Alike.Count == 1 && byWord[words[from].Alike.First()].Select(one => one.Text).Distinct().Count() == 1;
            bool isWeak = isGuess && !isOnly && !name.IsIdle && (left.Count > 1 || words[from].Alike.Sum(word => byWord[word].Count) > MostNamesOfAWord);
            bool isPersonOnly = left.Count > 0 && name.Content.All(word => left.Contains(word) || OtherWording.IsPerson(word));
            if (matched == 0 || isPersonOnly || (matched < left.Count && !isOnly && !name.IsIdle) || isWeak || (isDenied && !name.IsDeniable))
            {
                return null;
            }

            // "back surgery" is "back operation" rather than "back operations".
            string last = name.Words[name.Words.Length - 1];
            cost += to > from && (words[to - 1].Text == Binder.Singular(words[to - 1].Text)) != (last == Binder.Singular(last)) ? CostOfNumber : 0;
            return new Rewrite(from, to, isDenied ? name.Denied : name.Text, cost + kept + (left.Count * (isOnly ? CostOfMissingBesideOne : CostOfMissing)));
        }

        // "radiation failed" has nothing to do with "strong opioids failed".
        private static bool SharesOnlyTheEnd(LinePieces line, Word[] words, KnownName name, Rewrite best)
        {
            int from = best.From;
            while (!line.BeginsClause(from))
            {
                from--;
            }

            Word[] clause = words.Skip(from).TakeWhile((_, i) => from + i < best.To || !line.EndsClause(from + i)).Where(word => OtherWording.IsContent(word.Text)).ToArray();
            bool IsShared(Word word, string one) => word.Text == one || word.Alike.Contains(one);
            string end = name.Content[name.Content.Length - 1];
            return clause.Length > 1 && IsShared(clause[clause.Length - 1], end)
                && !clause.Any(word => name.Content.Any(one => one != end && IsShared(word, one)))
                && name.Content.Any(one => one != end && !Fillers.Contains(one))
                && clause.Any(word => !IsShared(word, end) && !Fillers.Contains(word.Text));
        }

        // The whole condition around a fact that nothing asks about as yet: "pump signals impending failure" for "pump gives notice of impending failure".
        private static Rewrite? Clause(LinePieces line, Word[] words, KnownName name, Rewrite best)
        {
            int from = best.From;
            while (!line.BeginsClause(from))
            {
                from--;
            }

            int to = best.To;
            while (!line.EndsClause(to) && line.WordAt(to) is not "documented" && !(line.WordAt(to) == "is" && line.WordAt(to + 1) == "documented"))
            {
                to++;
            }

            Word[] clause = words.Skip(from).Take(to - from).ToArray();
            bool isDenied = clause.Count(word => OtherWording.IsDenial(word.Text)) % 2 == 1;
            if (clause.Length > MostWordsOfClause || clause.Any(word => !word.IsWord || char.IsDigit(word.Text[0])) || (isDenied && !name.IsDeniable))
            {
                return null;
            }

            int missing = name.Content.Count(one => clause.All(word => word.Text != one && !word.Alike.Contains(one)));
            int other = clause.Count(word => OtherWording.IsContent(word.Text) && !name.Content.Any(one => one == word.Text || word.Alike.Contains(one)));
            return new Rewrite(from, to, isDenied ? name.Denied : name.Text, 1 + (CostOfIdle * Math.Max(missing, other)));
        }

        // With the words on both sides that are no words of a sentence, and a "not" before them.
        private static Rewrite Widened(LinePieces line, Word[] words, KnownName name, Rewrite best)
        {
            (int from, int to, double cost) = (best.From, best.To, best.Cost);
            bool isDenied = false;
            while (from > 0 && !line.BeginsClause(from) && words[from - 1] is { IsWord: true, IsJoint: false, IsOfSentence: false } before && IsOfNoMeaning(name, before) && (name.IsDeniable || !OtherWording.IsDenial(before.Text)))
            {
                isDenied ^= OtherWording.IsDenial(before.Text);
                cost += CostOfBeside(name, before);
                from--;
            }

            while (to < words.Length && words[to] is { IsWord: true, IsJoint: false, IsOfSentence: false } after && IsOfNoMeaning(name, after) && !OtherWording.IsDenial(after.Text))
            {
                cost += CostOfBeside(name, after);
                to++;
            }

            bool isDenial = isDenied != (best.Words != name.Text);
            return new Rewrite(from, to, isDenial ? name.Denied : name.Text, cost);
        }

        private static bool IsOfNoMeaning(KnownName name, Word word) => !OtherWording.IsContent(word.Text) || Fillers.Contains(word.Text) || CostOfBeside(name, word) == 0 || (name.IsIdle && word.Alike.Count == 0);

        private static double CostOf(Word word) => !OtherWording.IsContent(word.Text) ? CostOfOther : Fillers.Contains(word.Text) ? CostOfFiller : CostOfExtra;

        // "transforaminal approach": beside a value, the words of its fact say nothing more.
        private static double CostOfBeside(KnownName name, Word word) =>
            name.Fact is { } fact && NameTable.WordsOf(fact).Any(word.Alike.Contains) ? 0 : CostOf(word);

        // The words of a name that a word stands for are taken from those that are left.
        private static bool Take(List<string> left, Word word, ref double cost, ref bool isDenied)
        {
            if (left.Remove(word.Text))
            {
                return true;
            }

            string? same = left.FirstOrDefault(one => word.Alike.Contains(one));
            if (same is not null)
            {
                isDenied ^= OtherWording.AreOpposed(word.Text, same) && !OtherWording.AreAlike(word.Text, same);
                cost += CostOfOther;
                return left.Remove(same);
            }

            if (word.Initials is { } initials)
            {
                for (int from = 0; from + initials.Length <= left.Count; from++)
                {
                    if (Enumerable.Range(0, initials.Length).All(i => left[from + i][0] == initials[i]))
                    {
                        left.RemoveRange(from, initials.Length);
                        cost += CostOfOther;
                        return true;
                    }
                }
            }

            return false;
        }

        private sealed class Word
        {
            public Word(string text, IReadOnlyCollection<string> alike, string? initials)
            {
                Text = text;
                Alike = alike;
                Initials = initials;
            }

            public string Text { get; }

            public bool IsWord => Text.Length > 0 && char.IsLetterOrDigit(Text[0]);

            /// <summary>Whether it joins what stands on both sides.</summary>
            public bool IsJoint => Text is "and" or "or" or "unless" or "where" or "with" or "when" or "by";

            /// <summary>Whether it begins a comparison or a number: what is said of a name, no part of it.</summary>
            public bool IsOfSentence => char.IsDigit(Text[0]) || Text is "is" or "are" or "was" or "at" or "more" or "less" or "within" or "before" or "after" or "since" or "between" or "on" or "to" or "in" or "over" or "exactly" or "some" or "every" or "documented" or "longer" or "greater" or "for";

            /// <summary>The words of known names that are this one in another form.</summary>
            public IReadOnlyCollection<string> Alike { get; }

            /// <summary>The word, if it can be the first letters of several.</summary>
            public string? Initials { get; }
        }
    }
}
