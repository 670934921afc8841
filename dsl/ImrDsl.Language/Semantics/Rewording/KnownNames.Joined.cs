using System;
using System.Collections.Generic;
using System.Linq;

namespace ImrDsl.Language.Semantics
{
    /// <summary>Several names in one phrase: said in full only once, cut short in a list, or turned into adjectives.</summary>
    internal sealed partial class KnownNames
    {
        private const double CostOfJoined = 1.1;
        private const double CostOfShared = 0.9;
        private const double CostOfHalves = 0.9;
        private const double CostOfCut = 0.9;
        private const double CostOfAdjective = 0.9;
        private const int MostJoined = 4;

        private IEnumerable<Rewrite> Several(LinePieces line, Word[] words, HashSet<KnownName> near) =>
            Joined(line, words, near).Concat(Shared(line, words, near)).Concat(Halves(line, words, near)).Concat(CutShort(line, words, near)).Concat(Adjectives(line, near));

        // "severe chronic pain": several conditions that share a word, each of them named by a part of the phrase and together by all of it.
        private static IEnumerable<Rewrite> Joined(LinePieces line, Word[] words, HashSet<KnownName> near)
        {
            for (int from = 0; from < words.Length; from++)
            {
                int to = from;
                while (line.BeginsClause(from) && to < words.Length && !line.EndsClause(to) && words[to].IsWord && !words[to].IsOfSentence)
                {
                    to++;
                }

                Word[] content = Content(words, from, to);
                if (content.Length < 3)
                {
                    continue;
                }

                List<KnownName> parts = near.Where(name => name.IsDeniable && IsWithin(name, content)).ToList();
                if (parts.Count is > 1 and <= MostJoined && content.All(word => parts.Any(name => Holds(name, word))))
                {
                    string[] inOrder = parts.OrderBy(name => Array.FindIndex(content, word => name.Content.Contains(word.Text))).Select(name => name.Text).ToArray();
                    yield return new Rewrite(from, to, string.Join(" and ", inOrder), CostOfJoined);
                }
            }
        }

        // "exam and imaging corroborate the symptoms", "pain is severe or chronic": two conditions that end or begin alike, which is said once.
        private static IEnumerable<Rewrite> Shared(LinePieces line, Word[] words, HashSet<KnownName> near)
        {
            for (int at = 1; at + 1 < words.Length; at++)
            {
                if (words[at].Text is not ("and" or "or"))
                {
                    continue;
                }

                int from = at - 1;
                while (!line.BeginsClause(from))
                {
                    from--;
                }

                int to = at + 1;
                while (!line.EndsClause(to))
                {
                    to++;
                }

                Word[] before = Content(words, from, at);
                Word[] behind = Content(words, at + 1, to);
                Word[] both = before.Concat(behind).ToArray();

                // "trauma and neurological deficit", where that is one name: "trauma with neurological deficit".
                foreach (KnownName name in near.Where(name => name.IsDeniable && IsWithin(name, both) && both.All(word => Holds(name, word))))
                {
                    yield return new Rewrite(from, to, name.Text, CostOfShared);
                }

                foreach (KnownName full in near.Where(name => name.IsDeniable))
                {
                    bool isBehind = IsWithin(full, behind) && behind.All(word => Holds(full, word));
                    bool isBefore = !isBehind && IsWithin(full, before) && before.All(word => Holds(full, word));
                    Word[] own = isBehind ? before : behind;
                    KnownName? other = !isBehind && !isBefore ? null : near.FirstOrDefault(name => name.IsDeniable && name.Text != full.Text && own.Length > 0 && own.All(word => Holds(name, word)) && IsWithin(name, both) && !IsWithin(name, own));
                    if (other is not null)
                    {
                        yield return new Rewrite(from, to, (isBehind ? other : full).Text + " " + words[at].Text + " " + (isBehind ? full : other).Text, CostOfShared);
                    }
                }
            }
        }

        // "AHI ≥ 15 or RDI ≥ 15 events/hour", where both are one number: "AHI or RDI".
        private static IEnumerable<Rewrite> Halves(LinePieces line, Word[] words, HashSet<KnownName> near)
        {
            foreach (KnownName name in near)
            {
                int joint = Array.FindIndex(name.Words, word => word is "or" or "and");
                for (int from = 0; joint > 0 && joint + 1 < name.Words.Length && from < words.Length; from++)
                {
                    bool IsAt(int at, IEnumerable<string> part) => part.Select((word, i) => line.WordAt(at + i) == word).All(isSame => isSame);
                    int second = Enumerable.Range(from + joint, words.Length - from).FirstOrDefault(at => line.WordAt(at) is "or" or "and" && IsAt(at + 1, name.Words.Skip(joint + 1)));
                    if (second > from + joint && IsAt(from, name.Words.Take(joint)))
                    {
                        yield return new Rewrite(from, second + name.Words.Length - joint, name.Text, CostOfHalves);
                    }
                }
            }
        }

        // "polysomnogram, home test II or home test III": the values of a list that lack a word, all at once.
        private IEnumerable<Rewrite> CutShort(LinePieces line, Word[] words, HashSet<KnownName> near)
        {
            var items = new List<(int From, int To)>();
            for (int from = 0; from < words.Length; from++)
            {
                int to = from;
                while (to < words.Length && words[to].Text is not ("," or "and" or "or" or "is" or "are" or ":") && !IsEndOfItem(line, to))
                {
                    to++;
                }

                if (to > from)
                {
                    items.Add((from, to));
                    from = to;
                }
            }

            foreach (IGrouping<string?, KnownName> values in near.GroupBy(name => name.Fact))
            {
                List<(int From, int To, string Right)> cut = items
                    .Where(item => !words.Skip(item.From).Take(item.To - item.From).Any(word => OtherWording.IsDenial(word.Text)) && !all.Contains(NameTable.Canonical(line.Words(item.From, item.To))))
                    .Select(item => (item.From, item.To, Right: OnlyOneWith(Content(words, item.From, item.To), values)))
                    .Where(item => item.Right is not null).Select(item => (item.From, item.To, item.Right!)).ToList();
                if (cut.Count == 0)
                {
                    continue;
                }

                string text = cut[0].Right;
                for (int i = 1; i < cut.Count; i++)
                {
                    text += line.SpaceBefore(cut[i - 1].To) + line.Words(cut[i - 1].To, cut[i].From) + line.SpaceBefore(cut[i].From) + cut[i].Right;
                }

                yield return new Rewrite(cut[0].From, cut[cut.Count - 1].To, text, CostOfCut + (Rewrite.CostOfNext * (cut.Count - 1)));
            }
        }

        private static bool IsEndOfItem(LinePieces line, int at) => line.WordAt(at) is "unless" or "when" or "where" or "with" or "before" or "after" or "on" or "by";

        // The one name that has all of the words.
        private static string? OnlyOneWith(Word[] content, IEnumerable<KnownName> names)
        {
            List<string> able = content.Length == 0 ? new List<string>() : names.Where(name => name.Content.Length > content.Length && content.All(word => Holds(name, word))).Select(name => name.Text).Distinct().Take(2).ToList();
            return able.Count == 1 ? able[0] : null;
        }

        // "obesity-related comorbidity": "comorbidity where is related to obesity".
        private static IEnumerable<Rewrite> Adjectives(LinePieces line, HashSet<KnownName> near)
        {
            foreach (KnownName field in near.Where(name => name.Entry is not null))
            {
                string[] noun = NameTable.WordsOf(field.Entry!);
                for (int at = 1; at < line.Count; at++)
                {
                    bool isNoun = Enumerable.Range(0, noun.Length).All(i => Binder.Singular(line.WordAt(at + i)) == Binder.Singular(noun[i]));
                    int from = at;
                    while (isNoun && from > 0 && Matches(line.WordAt(from - 1)))
                    {
                        from--;
                    }

                    if (from < at)
                    {
                        yield return new Rewrite(from, at + noun.Length, line.Words(at, at + noun.Length) + " where " + field.Text, CostOfAdjective);
                    }
                }

                bool Matches(string word) => char.IsLetter(word[0]) && word.Split('-').All(part => !OtherWording.IsContent(part) || field.Content.Any(one => OtherWording.AreAlike(one, part)));
            }
        }

        private static Word[] Content(Word[] words, int from, int to) => words.Skip(from).Take(to - from).Where(word => word.IsWord && OtherWording.IsContent(word.Text)).ToArray();

        private static bool Holds(KnownName name, Word word) => name.Content.Any(one => IsAs(word, one));

        private static bool IsWithin(KnownName name, Word[] content) => name.Content.Length > 0 && name.Content.All(one => content.Any(word => IsAs(word, one)));

        private static bool IsAs(Word word, string one) => word.Text == one || (word.Alike.Contains(one) && !OtherWording.AreOpposed(word.Text, one));
    }
}
