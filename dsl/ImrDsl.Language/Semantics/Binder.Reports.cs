using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Plan;
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

        // What was meant is looked for among all names, so it is for the first findings only: whoever has more mends these and asks again.
        private const int MostFindingsStudied = 100;

        // A message is cut off before it names as many.
        private const int MostNamesListed = 100;

        private bool IsStudied => bag.Count < MostFindingsStudied;

        private string? Nearest(string word, IEnumerable<string> candidates) => IsStudied ? Spelling.Nearest(word, candidates.Where(IsWritable)) : null;

        // A declaration that is not understood can leave a name behind that nobody could write.
        private static bool IsWritable(string name) => name.IndexOfAny(NoPartOfNames) < 0 && !name.EndsWith(".", StringComparison.Ordinal);

        private const int MostSlips = 2;

        private static readonly char[] NoPartOfNames = { '"', ':', ',', ';', '|', '#', '<', '>', '=', '≤', '≥', '≠' };

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
                Report(new Diagnostic("GL0266", phrase.Here, phrase.TextAt(at)) { Fix = at == 0 && phrase.Kind == TokenKind.Dot ? WithLabel(phrase.Here) : null });
                return;
            }

            if (ReportOtherWords(phrase, goesBefore: true) || ReportHalfTakenWords(phrase) || ReportWordOfSpeech(phrase) || ReportTitleWithoutColon(phrase))
            {
                return;
            }

            if ((IsStudied && ReportWordInAName(phrase)) || ReportSmallWord(phrase) || ReportFieldOfRequest(phrase))
            {
                return;
            }

            (string? meant, int length) = NearestName(phrase, at);
            if (ReportNameInOtherWords(phrase, length))
            {
                return;
            }

            if (meant is not null)
            {
                ReportMisspeltName(phrase, at, length, meant);
                return;
            }

            int end = EndOfUnknown(phrase, at);
            if (NameWithMoreWords(phrase, at) is { } full)
            {
                if (full.To < end)
                {
                    // "irreversible brain injury": another word in the place of one of the name.
                    Report("GL0201", phrase.Span(at, end), phrase.Words(at, end), full.Name);
                    return;
                }

                ReportFix("GL0201", phrase.Span(at, full.To), full.Name, phrase.Words(at, full.To), full.Name);
                return;
            }

            if (end == at + 1 && (NameWithAbbreviation(phrase.TextAt(at)) ?? NameEndingIn(phrase.WordAt(at))) is { } whole)
            {
                // With a verb behind it, it may be the beginning of a name that is misspelt where it is declared.
                if (phrase.WordAt(end) is "is" or "are" or "was" or "has" or "can" or "will")
                {
                    Report("GL0201", phrase.Here, phrase.TextAt(at), whole);
                }
                else
                {
                    ReportFix("GL0201", phrase.Here, whole, phrase.TextAt(at), whole);
                }

                return;
            }

            // "care plan" where "individual care plan" is declared, and nothing else that ends so.
            string ending = " " + NameTable.Canonical(phrase.Words(at, end));
            List<string> longer = end > at + 1 ? VisibleNames().Where(name => name.EndsWith(ending, StringComparison.Ordinal)).Distinct().Take(2).ToList() : new List<string>();
            if (longer.Count == 1)
            {
                ReportFix("GL0201", phrase.Span(at, end), longer[0], phrase.Words(at, end), longer[0]);
                return;
            }

            if (IsNumberDue(phrase, at) && Unit.TryParse(phrase.TextAt(at), out _))
            {
                if (!isMissingNames)
                {
                    Report("GL0302", phrase.Here);
                }

                return;
            }

            if (ReportMisspeltKeyword(phrase, ConditionWords))
            {
                return;
            }

            if (ChoiceWithValue(phrase.Words(at, end)) is { } choice)
            {
                string asked = choice + " is " + phrase.Words(at, end);
                ReportFix("GL0201", phrase.Span(at, end), asked, phrase.Words(at, end), asked);
                return;
            }

            if (OwnerOfField(phrase, at, end) is { } owner)
            {
                ReportGuess("GL0201", phrase.Span(owner.From, end), owner.Name, phrase.Words(owner.From, end), owner.Name);
                return;
            }

            end = EndOfUnknownCondition(phrase, end);
            Report("GL0202", phrase.Span(at, end), phrase.Words(at, end));
        }

        // "fluoroscopy" alone, for "requested guidance is fluoroscopy": the one fact that can have this value.
        private string? ChoiceWithValue(string words)
        {
            string value = NameTable.Canonical(words);
            List<FactPlan> able = plan.Facts.Where(fact => fact.Choice is { } choice && fact.FieldOf is null && choice.Find(value) is not null).Take(2).ToList();
            return able.Count == 1 ? able[0].NameInGuideline : null;
        }

        // Of two names that are equally near, neither is written unasked.
        private void ReportMisspeltName(PhraseCursor phrase, int at, int length, string meant)
        {
            (SourceSpan span, _, string right) = Difference(phrase, at, length, meant);
            string typed = NameTable.Canonical(phrase.Words(at, at + length));
            int distance = Spelling.Distance(typed, meant, typed.Length);
            if (ReportDeniedName(phrase, at, length, meant))
            {
                return;
            }

            string? rival = VisibleNames().FirstOrDefault(name => name != meant && Spelling.Distance(typed, name, distance) == distance);
            if (rival is not null && rival.Replace(" not ", " ") == meant.Replace(" not ", " "))
            {
                // "pump not working": whether it is denied, the words say.
                bool isDenied = (" " + typed + " ").Contains(" not ");
                meant = isDenied == meant.Contains(" not ") ? meant : rival;
                (span, _, right) = Difference(phrase, at, length, meant);
                rival = null;
            }

            if (rival is null)
            {
                ReportFix("GL0201", span, right, phrase.Words(at, at + length), meant);
            }
            else
            {
                Report("GL0201", span, phrase.Words(at, at + length), meant + "” or “" + rival);
            }
        }

        // "purpose of pump" for "purpose of the pump", "tumor encroachment on the": words of a name in their order, one or two of them left out.
        private (string Name, int To)? NameWithMoreWords(PhraseCursor phrase, int at)
        {
            for (int to = Math.Min(phrase.Count, at + 8); to > at + 1; to--)
            {
                string[] typed = Enumerable.Range(at, to - at).Select(phrase.WordAt).ToArray();
                List<string> found = VisibleNames().Where(name => Leaves(name.Split(' '), typed)).Distinct().Take(2).ToList();
                if (found.Count == 1)
                {
                    return (found[0], to);
                }
            }

            return null;
        }

        private static bool Leaves(string[] name, string[] typed)
        {
            if (name.Length <= typed.Length || name.Length > typed.Length + 2 || name[0] != typed[0])
            {
                return false;
            }

            int taken = 0;
            foreach (string word in name)
            {
                taken += taken < typed.Length && typed[taken] == word ? 1 : 0;
            }

            return taken == typed.Length;
        }

        // "session" where "previous sessions" is declared, and nothing else that ends so.
        private string? NameEndingIn(string word)
        {
            if (!IsStudied)
            {
                return null;
            }

            string one = Singular(word);
            List<string> found = names.Declared.Keys.Where(name => name.IndexOf(' ') > 0 && Singular(name.Substring(name.LastIndexOf(' ') + 1)) == one).Take(2).ToList();
            return found.Count == 1 && one.Length > 3 ? found[0] : null;
        }

        // "AHI" where "AHI or RDI" is declared, and no other name has the word.
        private string? NameWithAbbreviation(string typed)
        {
            bool isAbbreviation = IsStudied && typed.Length > 1 && typed.All(char.IsUpper);
            List<string> found = isAbbreviation ? names.Declared.Keys.Where(name => name.Split(' ').Contains(NameTable.Canonical(typed))).Take(2).ToList() : new List<string>();
            return found.Count == 1 ? names.Declared[found[0]].Name : null;
        }

        // After a comparison a number is due, and its unit may stand there without it.
        private static bool IsNumberDue(PhraseCursor phrase, int at) =>
            phrase.KindAt(at - 1) is TokenKind.AtLeast or TokenKind.AtMost or TokenKind.More or TokenKind.Less or TokenKind.Equal or TokenKind.NotEqual
            || ComparisonPhrases.Any(entry => entry.Words[entry.Words.Length - 1] == phrase.WordAt(at - 1));

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
                bool holdsIt = keyword is not null && ((" " + typed + " ").Contains(" " + keyword + " ") || Spelling.Distance(typed, keyword, MostSlips + 1) > MostSlips);
                if (keyword is not null && !holdsIt)
                {
                    (SourceSpan span, _, string right) = Difference(phrase, at, words, keyword);
                    ReportFix("GL0203", span, right, phrase.Words(at, at + words), keyword);
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
            if (ReportPerForA(phrase) || ReportRate(phrase) || ReportHyphenatedRange(phrase, at) || (at > 0 && phrase.Kind == TokenKind.Minus && ReportHyphenatedRange(phrase, at - 1)) || ReportJoiningWord(phrase) || ReportEvidenceWithoutBy(phrase) || ReportAreMet(phrase) || ReportStrayWord(phrase) || ReportWordBehind(phrase) || ReportOtherWords(phrase, goesBefore: false))
            {
                return;
            }

            if (phrase.Kind == TokenKind.Comma && ReportWordAfterComma(phrase))
            {
                return;
            }

            if (phrase.Kind == TokenKind.Word)
            {
                // A longer name may have been meant: "pain is malignat" reads "pain" and goes on.
                if (ReportLongerName(phrase))
                {
                    return;
                }

                for (int from = at - 1; from >= 0 && from >= at - 4; from--)
                {
                    (string? meant, int length) = phrase.KindAt(from) == TokenKind.Word ? NearestName(phrase, from) : (null, 0);
                    if (meant is not null && from + length > at)
                    {
                        ReportMisspeltName(phrase, from, length, meant);
                        return;
                    }
                }

                bool isFor = Spelling.Nearest(phrase.WordAt(at), AfterConditionWords.Concat(new[] { "for", "of" })) == "for";
                if (!phrase.IsWord("for") && ReportMisspeltKeyword(phrase, isFor ? new[] { "for" } : AfterConditionWords))
                {
                    return;
                }
            }

            // "5/10" is no number; "6." begins another criterion.
            bool isFraction = phrase.Kind == TokenKind.Slash && phrase.KindAt(at - 1) == TokenKind.Number && phrase.KindAt(at + 1) == TokenKind.Number && phrase.IsJoined(at);
            if (isFraction)
            {
                SourceSpan fraction = phrase.Span(at - 1, at + 2);
                Report("GL0317", fraction, fraction.ToString());
                return;
            }

            bool isLabel = phrase.Kind == TokenKind.Number && phrase.KindAt(at + 1) == TokenKind.Dot && phrase.IsJoined(at + 1);
            Report(new Diagnostic("GL0204", phrase.Span(at, at + (isLabel ? 2 : 1)), isLabel ? typed + "." : typed, phrase.Words(0, at)) { Fix = WithoutSecond(phrase, at) ?? WithNoteBelow(phrase, at) });
        }

        // "relief > 50% for at least 6 weeks", "not a nor b": words that are right elsewhere.
        private bool ReportJoiningWord(PhraseCursor phrase)
        {
            int at = phrase.Position;
            if (phrase.IsWord("nor"))
            {
                // "not A nor B", as the whole line says.
                bool isPlain = phrase.IsWordAt(0, "not") && !Enumerable.Range(1, at - 1).Any(i => phrase.WordAt(i) is "and" or "or" or "unless" or "not");
                Report(new Diagnostic("GL0207", phrase.Here) { Fix = isPlain ? TextFix.Write(phrase.SpanAt(0).Span, "neither") : null });
                return true;
            }

            if (!phrase.Take("for"))
            {
                return false;
            }

            TryTakeComparison(phrase, out _);
            int lengthAt = phrase.Position;
            bool isLength = phrase.Kind == TokenKind.Number && IsCalendarUnit(phrase, lengthAt + 1);
            phrase.Position = at;
            if (isLength)
            {
                Report("GL0205", phrase.Span(at, lengthAt + 2), phrase.Words(at, lengthAt + 2), phrase.Words(lengthAt, lengthAt + 2));
            }

            return isLength;
        }

        // The form nearest to the first words of a line, where it is near: "medicaly necessary when", "not recomended except when".
        private static (string Words, int Length)? NearestPhrase(PhraseCursor phrase, IEnumerable<string> forms)
        {
            (string Words, int Length)? best = null;
            int bestDistance = 4;
            foreach (string form in forms)
            {
                int words = form.Count(c => c == ' ') + 1;
                for (int length = Math.Min(words + 1, phrase.Count); length >= Math.Max(words - 1, 1); length--)
                {
                    string typed = NameTable.Canonical(phrase.Words(0, length));
                    int distance = Spelling.Distance(typed, form, Math.Min(3, form.Length / 6));
                    if (distance > 0 && distance <= Math.Min(3, form.Length / 6) && distance < bestDistance)
                    {
                        (best, bestDistance) = ((form, length), distance);
                    }
                }
            }

            return best;
        }

        // The visible name nearest to the words at a place. The words compared are as many as the name has, or one more or fewer.
        private (string? Name, int Length) NearestName(PhraseCursor phrase, int at)
        {
            string? best = null;
            int bestLength = 0;
            int bestDistance = int.MaxValue;
            var typedOf = new Dictionary<int, string>();
            foreach (string name in VisibleNames())
            {
                int words = 1 + name.Count(c => c == ' ') + (2 * name.Count(c => c == '/'));
                for (int length = Math.Max(1, words - 1); length <= words + 1 && at + length <= phrase.Count; length++)
                {
                    if (!typedOf.TryGetValue(length, out string? typed))
                    {
                        typedOf[length] = typed = NameTable.Canonical(phrase.Words(at, at + length));
                    }

                    int bound = Math.Min(3, (typed.Length + 2) / 4);
                    int distance = bound == 0 ? 1 : Spelling.Distance(typed, name, bound);

                    // "pain of at" is not a misspelt "pain onset": a word that joins is no part of a name that has fewer words.
                    bool hasJoined = distance <= bound && length > words && typed.Replace(" ", string.Empty) != name.Replace(" ", string.Empty)
                        && typed.Split(' ').Except(name.Split(' ')).Any(word => Array.IndexOf(OperatorWords, word) >= 0);
                    if (distance <= bound && !hasJoined && !OtherWording.IsOpposite(typed, name) && (distance < bestDistance || (distance == bestDistance && length > bestLength)))
                    {
                        (best, bestLength, bestDistance) = (name, length, distance);
                    }
                }
            }

            return bestDistance == 0 ? (null, 0) : (best, bestLength);
        }

        private IEnumerable<string> VisibleNames()
        {
            if (!IsStudied)
            {
                yield break;
            }

            foreach (KeyValuePair<string, Symbol> name in entries.SelectMany(entry => entry.Names.Declared).Concat(names.Declared).Where(name => IsWritable(name.Key)))
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

        // Points at the words that differ. Where words are only missing, at all of them.
        private static (SourceSpan Span, string Typed, string Right) Difference(PhraseCursor phrase, int at, int length, string meant)
        {
            string[] right = meant.Split(' ');
            int most = Math.Min(length, right.Length) - (length == right.Length ? 1 : 0);
            int first = 0;
            while (first < most && phrase.WordAt(at + first) == right[first])
            {
                first++;
            }

            int last = 0;
            while (last < most - first && phrase.WordAt(at + length - 1 - last) == right[right.Length - 1 - last])
            {
                last++;
            }

            if (first + last >= length)
            {
                return (phrase.Span(at, at + length), phrase.Words(at, at + length), meant);
            }

            int from = at + first;
            int to = at + length - last;
            return (phrase.Span(from, to), phrase.Words(from, to), string.Join(" ", right.Skip(first).Take(right.Length - first - last)));
        }

        /// <summary>Several words were typed where others were meant: points at those that differ. The message quotes both in full, unless it is told what to quote.</summary>
        private void ReportDifference(string code, PhraseCursor phrase, int from, int to, string meant, params string[] quoted)
        {
            bool isAsMany = meant.Split(' ').Length == to - from;
            (SourceSpan span, _, string right) = Difference(phrase, from, to - from, isAsMany ? NameTable.Canonical(meant) : meant);
            ReportFix(code, span, right, quoted.Length > 0 ? quoted : new[] { phrase.Words(from, to), meant });
        }

        private static int EndOfUnknown(PhraseCursor phrase, int at)
        {
            int end = at + 1;
            while (end < phrase.Count && phrase.KindAt(end) == TokenKind.Word
                && phrase.WordAt(end) is not ("is" or "are" or "and" or "or" or "at" or "before" or "after" or "by" or "with" or "where" or "unless" or "to" or "more" or "less" or "for") && !IsCodeSystem(phrase, end))
            {
                end++;
            }

            return end > at + 1 && phrase.IsWordAt(end - 1, "of") ? end - 1 : end;
        }
    }
}
