using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Parsing;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>Turns of speech that are clear to a reader and have another form in the language.</summary>
    internal sealed partial class Binder
    {
        private static readonly Dictionary<string, string> Contractions = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["isn't"] = "is not",
            ["aren't"] = "are not",
            ["wasn't"] = "was not",
            ["weren't"] = "were not",
            ["hasn't"] = "has not",
            ["haven't"] = "have not",
            ["doesn't"] = "does not",
        };

        private const int MostWordsOfATitle = 4;

        private const int MostWordsOfAName = 10;

        // "isn't", "is not not", "is documented or before D".
        private bool ReportSpeech(PhraseCursor phrase, int at)
        {
            if (phrase.WordAt(at).IndexOf('\'') >= 0 && Contractions.TryGetValue(phrase.WordAt(at), out string? full))
            {
                ReportFix("GL0203", phrase.SpanAt(at), full, phrase.TextAt(at), full);
                return true;
            }

            if (phrase.IsWordAt(at, "not") && phrase.IsWordAt(at + 1, "not"))
            {
                Report(new Diagnostic("GL0250", phrase.Span(at, at + 2)) { Fix = WithOne(phrase, at) });
                return true;
            }

            bool isSide = phrase.IsWordAt(at, "or") && phrase.WordAt(at + 1) is "before" or "after" && phrase.WordAt(at - 1) is "documented" or "is" or "was" or "are";
            if (isSide)
            {
                SourceSpan side = phrase.Span(at, at + 2);
                ReportFix("GL0203", side, "on " + side, side.ToString(), "on " + side);
            }

            return isSide;
        }

        // "≥ 5 and ≤ 14", "5 ≤ X ≤ 14": two limits of one value.
        private bool ReportTwoLimits(PhraseCursor phrase, int at)
        {
            if (IsSign(phrase, at) && phrase.KindAt(at + 1) == TokenKind.Number && phrase.IsWordAt(at + 2, "and") && IsSign(phrase, at + 3) && phrase.KindAt(at + 4) == TokenKind.Number)
            {
                SourceSpan typed = phrase.Span(at, at + 5);
                bool isBand = phrase.KindAt(at) == TokenKind.AtLeast && phrase.KindAt(at + 3) == TokenKind.AtMost;
                bool isNever = phrase.KindAt(at) is TokenKind.AtLeast or TokenKind.More && phrase.KindAt(at + 3) is TokenKind.AtMost or TokenKind.Less
                    && decimal.TryParse(phrase.TextAt(at + 1), NumberStyles.Number, CultureInfo.InvariantCulture, out decimal low) && decimal.TryParse(phrase.TextAt(at + 4), NumberStyles.Number, CultureInfo.InvariantCulture, out decimal high) && low > high;
                if (isNever)
                {
                    // "> 77 and < 50" is never so: the limits were meant, the signs were not.
                    string between = "is " + phrase.TextAt(at + 4) + " to " + phrase.TextAt(at + 1);
                    Report(new Diagnostic("GL0272", typed, typed.ToString(), between) { Fix = TextFix.Offer(typed.Span, between) });
                    return true;
                }

                ReportLimits(typed, isBand, "is " + phrase.TextAt(at + 1) + " to " + phrase.TextAt(at + 4));
                return true;
            }

            if (phrase.KindAt(at) != TokenKind.Number || phrase.KindAt(at + 1) is not (TokenKind.AtMost or TokenKind.Less))
            {
                return false;
            }

            int second = at + 2;
            while (second < phrase.Count && phrase.KindAt(second) == TokenKind.Word && phrase.WordAt(second) is not ("and" or "or"))
            {
                second++;
            }

            if (second == at + 2 || phrase.KindAt(second) is not (TokenKind.AtMost or TokenKind.Less) || phrase.KindAt(second + 1) != TokenKind.Number)
            {
                return false;
            }

            bool isClosed = phrase.KindAt(at + 1) == TokenKind.AtMost && phrase.KindAt(second) == TokenKind.AtMost;
            ReportLimits(phrase.Span(at, second + 2), isClosed, phrase.Words(at + 2, second) + " is " + phrase.TextAt(at) + " to " + phrase.TextAt(second + 1));
            return true;
        }

        private void ReportLimits(SourceSpan typed, bool isBand, string right)
        {
            if (isBand)
            {
                ReportFix("GL0272", typed, right, typed.ToString(), right);
            }
            else
            {
                Report("GL0272", typed, typed.ToString(), "NAME > … and NAME < …");
            }
        }

        private static bool IsSign(PhraseCursor phrase, int at) => phrase.KindAt(at) is TokenKind.AtLeast or TokenKind.AtMost or TokenKind.More or TokenKind.Less;

        // "--- | ---": the rule below the head of a table of another kind of text.
        private bool ReportRule(PhraseCursor phrase)
        {
            if (phrase.Count < 2 || NameTable.IsNamePart(phrase.KindAt(0)))
            {
                return false;
            }

            SourceSpan whole = phrase.Span(0, phrase.Count);
            string typed = whole.ToString();
            if (typed.IndexOf("--", StringComparison.Ordinal) < 0 || !Regex.IsMatch(typed, @"^[-|+:= ]*--[-|+:= ]*$"))
            {
                return false;
            }

            string content = Text.Content;
            int start = content.LastIndexOf('\n', Math.Max(0, whole.Span.Start - 1)) + 1;
            int end = content.IndexOf('\n', whole.Span.End);
            Report(new Diagnostic("GL0278", whole, typed, "the rows alone") { Fix = new TextFix("Remove it", TextSpan.FromBounds(start, end < 0 ? content.Length : end + 1), string.Empty) });
            return true;
        }

        // "time since X", "if X then Y", "al criteria for X": where a condition or value should begin.
        private bool ReportWordOfSpeech(PhraseCursor phrase)
        {
            int at = phrase.Position;
            if (phrase.IsWord("time") && phrase.WordAt(at + 1) is "since" or "between")
            {
                ReportTimeBetween(phrase);
                return true;
            }

            if (ReportJoinedBefore(phrase) || ReportDaysInARow(phrase) || ReportWordsOfAService(phrase))
            {
                return true;
            }

            // "at least 12 months after latest screening"
            if (phrase.WordAt(at) is "after" or "from" or "following" && IsCalendarUnit(phrase, at - 1) && phrase.KindAt(at - 2) == TokenKind.Number)
            {
                ReportFix("GL0203", phrase.Here, "since", phrase.TextAt(at), "since");
                return true;
            }

            // "at least 3 months on therapy"
            if (phrase.WordAt(at) is "on" or "with" or "under" or "using" && IsCalendarUnit(phrase, at - 1) && phrase.KindAt(at - 2) == TokenKind.Number && IsListAt(phrase, at + 1))
            {
                ReportFix("GL0203", phrase.Here, "of", phrase.TextAt(at), "of");
                return true;
            }

            if (phrase.WordAt(at) == "if")
            {
                Report(new Diagnostic("GL0203", phrase.Here, phrase.TextAt(at), "applies only when … on a line below") { Fix = WithGuardBelow(phrase, at) });
                return true;
            }

            // "at least 3 months or more": the comparison has said it.
            if (phrase.WordAt(at) is "more" or "less" or "greater" or "higher" or "longer" or "older" or "fewer" && phrase.WordAt(at - 1) == "or" && at > 1 && at + 1 == phrase.Count)
            {
                SourceSpan again = phrase.Span(at - 1, at + 1);
                var whole = TextSpan.FromBounds(phrase.SpanAt(at - 2).Span.End, again.Span.End);
                Report(new Diagnostic("GL0279", again, again.ToString()) { Fix = new TextFix("Leave it out", whole, string.Empty) { IsCertain = false } });
                return true;
            }

            string? quantity = phrase.WordAt(at + 1) is "criteria" or "criterion" ? new[] { "all", "any" }.FirstOrDefault(word => Spelling.Distance(phrase.WordAt(at), word, 2) == 1) : null;
            if (quantity is not null)
            {
                ReportFix("GL0203", phrase.Here, quantity, phrase.TextAt(at), quantity);
            }

            return quantity is not null;
        }

        // "service: pump replacement "Title"": without this, the first word of the name would be taken for that of the section.
        private bool ReportColonAfterSection(LineSyntax line, string section)
        {
            var head = new PhraseCursor(Text, line.Head ?? line.Phrase);
            if (line.Head is null || line.Phrase.IsEmpty || head.Count != 1)
            {
                return false;
            }

            SourceSpan word = head.SpanAt(0);
            var typed = new SourceSpan(Text, TextSpan.FromBounds(word.Span.Start, Text.Content.IndexOf(':', word.Span.End) + 1));
            int next = new PhraseCursor(Text, line.Phrase).SpanAt(0).Span.Start;
            Report(new Diagnostic("GL0203", typed, typed.ToString(), section) { Fix = TextFix.Write(TextSpan.FromBounds(word.Span.Start, next), section + " ") });
            isMissingNames = true;
            return true;
        }

        // "fusion criteria" above criteria.
        private static TextFix? AsCriteria(LineSyntax line, PhraseCursor phrase)
        {
            int last = phrase.Count - 1;
            bool isHeading = last > 0 && line.Lines.Count > 0 && line.Label is null && line.Head is null && phrase.IsWordAt(last, "criteria");
            return isHeading ? TextFix.Offer(phrase.Span(0, phrase.Count).Span, "criteria for " + phrase.Words(0, last)) : null;
        }

        // "definition of symptom or disease: any of", "symptom or disease: any of".
        private void ReportOtherDefinition(LineSyntax line, PhraseCursor phrase)
        {
            isMissingNames = true;
            if (!SectionForms.IsDefinition(line, phrase.WordAt(0)))
            {
                SourceSpan name = phrase.Span(0, phrase.Count);
                Report(new Diagnostic("GL0151", name, name.ToString(), "define " + name) { Fix = TextFix.Offer(new TextSpan(name.Span.Start, 0), "define ") });
                return;
            }

            int words = phrase.WordAt(1) is "of" or "for" && phrase.Count > 2 ? 2 : 1;
            SourceSpan typed = phrase.Span(0, words);
            TextFix fix = phrase.Count > 1 ? TextFix.Offer(typed.Span, "define") : TextFix.Offer(TextSpan.FromBounds(typed.Span.Start, Math.Max(typed.Span.End, line.Phrase.Span.Start)), "define ");
            Report(new Diagnostic("GL0151", typed, typed.ToString(), "define") { Fix = fix });
        }

        // "source: page 116": a line that begins with a keyword has no colon behind it.
        private bool ReportColonAfterKeyword(LineSyntax line)
        {
            var head = new PhraseCursor(Text, line.Head ?? line.Phrase);
            bool isKeyword = line.Head is not null && head.Count == 1 && head.WordAt(0) is "source" or "note" or "verified" or "ask" or "effective" or "authority" or "jurisdiction" or "edition";
            if (isKeyword)
            {
                SourceSpan word = head.SpanAt(0);
                SourceSpan typed = new SourceSpan(Text, TextSpan.FromBounds(word.Span.Start, new PhraseCursor(Text, line.Phrase).SpanAt(0).Span.Start));
                string shown = typed.ToString().TrimEnd();
                Report(new Diagnostic("GL0203", new SourceSpan(Text, new TextSpan(word.Span.Start, shown.Length)), shown, word.ToString())
                {
                    Fix = TextFix.Write(typed.Span, word + " "),
                });
            }

            return isKeyword;
        }

        // "D. Duration pain duration > 6 months": a name that is known stands behind words that are not, and these begin like a title.
        private bool ReportTitleWithoutColon(PhraseCursor phrase)
        {
            int to = 1;
            while (to < phrase.Count && phrase.KindAt(to) == TokenKind.Word && FindName(phrase, to, out _, out _, out _) is null && !IsHeader(phrase, to))
            {
                to++;
            }

            bool isTitle = phrase.Position == 0 && phrase.Kind == TokenKind.Word && char.IsUpper(phrase.TextAt(0)[0]) && to <= MostWordsOfATitle && to < phrase.Count
                && phrase.KindAt(to) == TokenKind.Word && NearestName(phrase, 0).Name is null;
            if (isTitle)
            {
                SourceSpan title = phrase.Span(0, to);
                Report(new Diagnostic("GL0277", title, title.ToString()) { Fix = new TextFix("Write a colon", new TextSpan(title.Span.End, 0), ":") { IsCertain = false } });
            }

            return isTitle;
        }

        // "A, fantom limb pain, C", "A, B and C": a value that is misspelt, or joined by the word that asks for both at once.
        private bool ReportNextValue(PhraseCursor phrase, string name, ChoicePlan choice)
        {
            int at = phrase.Position;
            if (phrase.IsWord("and") && names.Find(phrase, at + 1, out _, out _) is null && FindValue(phrase, at + 1, choice, out _) is not null)
            {
                ReportFix("GL0203", phrase.Here, "or", "and", "or");
                return true;
            }

            // "moderate to severe", on a scale that ends there; else the two are joined by "or".
            if (phrase.WordAt(at) is "to" or "through" && choice.IsScale && FindValue(phrase, at + 1, choice, out int length) is { } last)
            {
                bool isEnd = last == choice.Values.Count - 1;
                SourceSpan typed = phrase.Span(at, isEnd ? at + 1 + length : at + 1);
                string right = isEnd ? "or higher" : "or";
                Report(new Diagnostic("GL0203", typed, typed.ToString(), right) { Fix = TextFix.Write(typed.Span, right) with { IsCertain = isEnd } });
                return true;
            }

            int next = phrase.Kind == TokenKind.Comma ? at + 1 : at;
            next += phrase.IsWordAt(next, "or") ? 1 : 0;
            int to = next;
            while (to < phrase.Count && phrase.KindAt(to) == TokenKind.Word && !phrase.IsWordAt(to, "or"))
            {
                to++;
            }

            if (next == at || names.Find(phrase, next, out _, out _) is not null || Spelling.Nearest(phrase.Words(next, to), choice.Values) is null)
            {
                return false;
            }

            phrase.Position = next;
            ReportUnknownValue(phrase, name, choice);
            return true;
        }

        // "home test type 4" where there are types II to IV: the one word that no value has there.
        private static SourceSpan? OneOtherWord(PhraseCursor phrase, int at, int to, ChoicePlan choice)
        {
            int[] others = choice.Values.Select(value => NameTable.Canonical(value).Split(' '))
                .Where(words => words.Length == to - at && words.Length > 1)
                .Select(words => Enumerable.Range(0, words.Length).Where(i => phrase.WordAt(at + i) != words[i] && phrase.TextAt(at + i) != words[i]).ToArray())
                .Where(differing => differing.Length == 1).Select(differing => differing[0]).Distinct().ToArray();
            return others.Length == 1 ? phrase.SpanAt(at + others[0]) : null;
        }

        // "pain is not well tolerated": a name with one word too many.
        private bool ReportWordInAName(PhraseCursor phrase)
        {
            int at = phrase.Position;
            for (int to = Math.Min(phrase.Count, at + MostWordsOfAName); to > at + 2; to--)
            {
                for (int extra = at + 1; extra < to - 1; extra++)
                {
                    string typed = NameTable.Canonical(phrase.Words(at, extra) + " " + phrase.Words(extra + 1, to));
                    if (phrase.KindAt(extra) == TokenKind.Word && !MayDeny(phrase.WordAt(extra)) && VisibleNames().Any(name => name == typed))
                    {
                        // Only the author knows whether the word mattered.
                        SourceSpan word = phrase.SpanAt(extra);
                        Report(new Diagnostic("GL0201", word, phrase.Words(at, to), typed) { Fix = new TextFix("Leave it out", WithSpace(word), string.Empty) { IsCertain = false } });
                        return true;
                    }
                }
            }

            return false;
        }

        // Without such a word, the name would say the opposite.
        private static bool MayDeny(string word) =>
            Array.IndexOf(RefusedInNames, word) >= 0 || word is "never" or "hardly" or "rarely" or "barely" or "un" or "non" || (word.Length <= 4 && Spelling.Distance(word, "not", 3) <= 2);

        // "treatments per week" for "treatments a week", "period of surgery" for "period for surgery": another small word.
        private bool ReportSmallWord(PhraseCursor phrase)
        {
            int at = phrase.Position;
            for (int to = at + 1; to < Math.Min(phrase.Count, at + MostWordsOfAName); to++)
            {
                if (phrase.WordAt(to) is "of" or "by" or "at" && columns.Declared.ContainsKey(NameTable.Canonical(phrase.Words(at, to)) + " for"))
                {
                    ReportFix("GL0203", phrase.SpanAt(to), "for", phrase.TextAt(to), "for");
                    return true;
                }
            }

            return false;
        }

        private bool ReportPerForA(PhraseCursor phrase)
        {
            int at = phrase.Position;
            if (!phrase.IsWord("per"))
            {
                return false;
            }

            for (int from = Math.Max(0, at - MostWordsOfAName); from < at; from++)
            {
                string meant = NameTable.Canonical(phrase.Words(from, at) + " a " + phrase.TextAt(at + 1));
                if (names.Declared.ContainsKey(meant))
                {
                    ReportFix("GL0201", phrase.Here, "a", phrase.Words(from, at + 2), meant);
                    return true;
                }
            }

            return false;
        }

        // "yes/no/unknown": every fact may be unknown.
        private bool ReportUnknownAsAValue(PhraseCursor type)
        {
            bool isUnknown = type.Kind == TokenKind.Slash && type.WordAt(type.Position + 1) is "unknown" or "maybe" or "unsure" or "na" or "none" && type.Position + 2 == type.Count;
            if (isUnknown)
            {
                SourceSpan rest = type.Span(type.Position, type.Count);
                ReportFix("GL0279", rest, string.Empty, rest.ToString());
                type.Position = type.Count;
            }

            return isUnknown;
        }

        // One line that stands too deep is moved to where the line above it begins.
        private TextFix? FixOfIndent(PhraseCursor above, List<LineSyntax> below)
        {
            string content = Text.Content;
            int Margin(int at) => content.LastIndexOf('\n', Math.Max(0, at - 1)) + 1;
            int Indent(int at) => content.Skip(Margin(at)).TakeWhile(c => c == ' ').Count();
            LineSyntax first = below[0];
            int indent = above.Count == 0 ? 0 : Indent(above.SpanAt(0).Span.Start);
            int own = Indent(first.Span.Start);
            return below.Count == 1 && first.Lines.Count == 0 && own > indent && indent > 0
                ? new TextFix("Move it to the left", new TextSpan(Margin(first.Span.Start), own), new string(' ', indent)) { IsCertain = false }
                : null;
        }

        // A value, and not the beginning of another condition: "is pain, pain is not malignant".
        private static bool IsValueNext(PhraseCursor phrase, ChoicePlan choice) =>
            FindValue(phrase, phrase.Position, choice, out int length) is not null && phrase.WordAt(phrase.Position + length) is not ("is" or "are" or "was" or "were" or "has");

        // "between days 31 and 91 after D", "between day 31-91 after D".
        private void ReportDays(PhraseCursor phrase, int from)
        {
            int to = from;
            while (to < phrase.Count && !phrase.IsWordAt(to, "after") && !phrase.IsWordAt(to, "before"))
            {
                to++;
            }

            SourceSpan days = phrase.Span(from, to);
            string[] numbers = Regex.Matches(days.ToString(), "[0-9]+").Cast<Match>().Select(match => match.Value).ToArray();
            bool isUpsideDown = numbers.Length == 2 && ParseDecimal(numbers[0]) > ParseDecimal(numbers[1]);
            string right = numbers.Length == 2 ? "day " + numbers[isUpsideDown ? 1 : 0] + " and day " + numbers[isUpsideDown ? 0 : 1] : string.Empty;
            if (isUpsideDown)
            {
                ReportGuess("GL0341", days, right);
            }
            else if (right.Length > 0 && days.ToString() != right)
            {
                ReportFix("GL0341", days, right);
            }
            else
            {
                Report("GL0341", days);
            }
        }

        // "usage is at least 4 h at least 70% of nights": where "on" is missing.
        private static int StartOfShare(PhraseCursor phrase)
        {
            int at = phrase.Count - 1;
            while (at > phrase.Position && phrase.KindAt(at) != TokenKind.Percent)
            {
                at--;
            }

            bool hasLimit = at - 3 > phrase.Position && phrase.KindAt(at) == TokenKind.Percent && phrase.WordAt(at - 2) is "least" or "most";
            return hasLimit ? at - 3 : phrase.Position;
        }

        private SourceSpan TitleOf(LineSyntax section)
        {
            var head = new PhraseCursor(Text, section.Phrase);
            return head.Count > 1 ? head.Span(1, head.Count) : head.SpanAt(0);
        }

        // The request of an example that lacks its day, or the month that is all it says.
        private SourceSpan RequestWithoutDay(LineSyntax section)
        {
            LineSyntax? request = section.Lines.FirstOrDefault(line => line.Head is null && new PhraseCursor(Text, line.Phrase).IsWord("request"));
            if (request is null)
            {
                return TitleOf(section);
            }

            var phrase = new PhraseCursor(Text, request.Phrase);
            return phrase.IsWordAt(phrase.Count - 2, "on") ? phrase.SpanAt(phrase.Count - 1) : phrase.Span(0, phrase.Count);
        }
    }
}
