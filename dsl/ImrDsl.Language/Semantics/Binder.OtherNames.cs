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
    /// <summary>What is said about names in other words, and about small words that stand where the language has another one.</summary>
    internal sealed partial class Binder
    {
        private readonly OtherWording wording = new OtherWording();

        // "severe neurological deficit" for "neurological deficit is severe": the longest stretch of words that says what a name says. Words that are
        // near to a name are misspelt first, unless more of them are understood so.
        private bool ReportNameInOtherWords(PhraseCursor phrase, int misspelt)
        {
            int at = phrase.Position;
            if (!IsStudied || !OtherWording.IsContent(phrase.WordAt(at)))
            {
                return false;
            }

            int end = at;
            while (end < Math.Min(phrase.Count, at + MostWordsOfAName) && phrase.KindAt(end) == TokenKind.Word)
            {
                end++;
            }

            // A definition does not mean itself.
            List<string> known = VisibleNames().Concat(Unverbed()).Concat(columns.Declared.Keys.Select(column => column.EndsWith(" for", StringComparison.Ordinal) ? column.Substring(0, column.Length - 4) : column)).Where(name => !(names.Declared.TryGetValue(name, out Symbol? own) && own is DefinitionSymbol { Form: DefinitionForm.Binding })).ToList();
            for (int to = end; to > at + misspelt; to--)
            {
                if (OtherWording.IsContent(phrase.WordAt(to - 1)) && wording.Find(NameTable.Canonical(phrase.Words(at, to)), known) is { } meant)
                {
                    (SourceSpan span, _, string right) = Difference(phrase, at, to - at, meant);
                    string declared = names.Declared.TryGetValue(meant, out Symbol? symbol) ? symbol.Name : meant;
                    ReportFix("GL0201", span, AsIn(declared, right), phrase.Words(at, to), declared);
                    return true;
                }
            }

            return false;
        }

        // Words in canonical form, with the capitals of the name they are taken from.
        private static string AsIn(string declared, string words)
        {
            int at = NameTable.Canonical(declared).IndexOf(words, StringComparison.Ordinal);
            return at < 0 || at + words.Length > declared.Length ? words : declared.Substring(at, words.Length);
        }

        // What has no verb to deny is denied by the word before it: "not patient responds to treatment".
        private IEnumerable<string> Unverbed() => entries.SelectMany(entry => entry.Names.Declared).Concat(names.Declared)
            .Where(name => name.Value.IsCondition && !name.Key.Split(' ').Any(word => word is "is" or "are" or "has"))
            .Select(name => "not " + name.Key);

        // "reason is CRPS" where the value is "complex regional pain syndrome".
        private string? ValueInOtherWords(string typed, ChoicePlan choice)
        {
            string? meant = IsStudied ? wording.Find(NameTable.Canonical(typed), choice.Values.Select(NameTable.Canonical)) : null;
            return meant is null ? plan.Evidence.FindPerson(typed) is { } person ? choice.Values.FirstOrDefault(value => plan.Evidence.FindPerson(value) == person) : null
                : choice.Values.First(value => NameTable.Canonical(value) == meant);
        }

        // Nobody declared "pain", but "pain is due to surgery" may be what is lacking: a name with its verb, as far as the line goes.
        private int EndOfUnknownCondition(PhraseCursor phrase, int end)
        {
            if (phrase.WordAt(end) is not ("is" or "are" or "was" or "were" or "has" or "have"))
            {
                return end;
            }

            int to = end + 1;
            to += phrase.IsWordAt(to, "not") ? 1 : 0;
            bool isMeasured = phrase.KindAt(to) != TokenKind.Word || Array.IndexOf(OperatorWords, phrase.WordAt(to)) >= 0
                || phrase.WordAt(to) is "documented" or "ruled" or "neither" or "either" or "more" or "less" or "fewer" or "greater" or "exactly" or "no" or "not" or "equal"
                || plan.Choices.Any(choice => FindValue(phrase, to, choice, out _) is not null);
            if (isMeasured)
            {
                return end;
            }

            while (to < phrase.Count && phrase.KindAt(to) == TokenKind.Word && phrase.WordAt(to) is not ("and" or "or" or "unless" or "where" or "with"))
            {
                to++;
            }

            return to;
        }

        // "documented on examination": evidence is given by "by".
        private bool ReportEvidenceWithoutBy(PhraseCursor phrase)
        {
            int at = phrase.Position;
            if (phrase.WordAt(at) is not ("on" or "via" or "with" or "in" or "through" or "from" or "per" or "upon" or "using") || phrase.WordAt(at - 1) is not ("documented" or "out"))
            {
                return false;
            }

            phrase.Position++;
            phrase.SkipArticle();
            bool isEvidence = TryFindTerm(phrase, plan.Evidence, out _, out _, out _);
            phrase.Position = at;
            if (isEvidence)
            {
                ReportFix("GL0203", phrase.Here, "by", phrase.TextAt(at), "by");
            }

            return isEvidence;
        }

        // "all criteria for X are met": a condition is met by being so.
        private bool ReportAreMet(PhraseCursor phrase)
        {
            int at = phrase.Position;
            int last = phrase.Count - 1;
            bool isMet = last - at <= 2 && phrase.WordAt(last) is "met" or "satisfied" or "fulfilled" or "apply" or "applies" or "present" or "true" or "required" or "needed"
                && (at == last || phrase.WordAt(at) is "is" or "are" or "have" or "has" or "must");
            if (isMet)
            {
                SourceSpan words = phrase.Span(at, phrase.Count);
                var whole = TextSpan.FromBounds(phrase.SpanAt(at - 1).Span.End, words.Span.End);
                Report(new Diagnostic("GL0279", words, words.ToString()) { Fix = new TextFix("Leave it out", whole, string.Empty) });
            }

            return isMet;
        }

        // "every 4 to 6 months since D"
        private bool ReportEveryForAtLeast(PhraseCursor phrase)
        {
            int at = phrase.Position;
            bool isLength = phrase.IsWord("every") && phrase.KindAt(at + 1) == TokenKind.Number;
            if (isLength)
            {
                ReportFix("GL0203", phrase.Here, "at least", phrase.TextAt(at), "at least");
            }

            return isLength;
        }

        // "kind is other than surgery"
        private bool ReportOtherThan(PhraseCursor phrase)
        {
            int at = phrase.Position;
            int words = phrase.WordAt(at) is "other" or "anything" or "different" && phrase.WordAt(at + 1) is "than" or "but" or "from" ? 2
                : phrase.WordAt(at) == "anything" && phrase.WordAt(at + 1) == "other" && phrase.IsWordAt(at + 2, "than") ? 3
                : 0;
            if (words > 0)
            {
                SourceSpan span = phrase.Span(at, at + words);
                ReportFix("GL0203", span, "not", span.ToString(), "not");
            }

            return words > 0;
        }

        private static bool IsHeader(PhraseCursor phrase, int at)
        {
            int start = phrase.Position;
            phrase.Position = at;
            bool isHeader = TryTakeHeader(phrase, out _, out _) && phrase.AtEnd;
            phrase.Position = start;
            return isHeader;
        }

        // "pain duration of at least 4 weeks", "improvement lasted for ≥ 3 months", "scoliosis with Cobb angle > 40 degrees": a small word between two parts.
        private bool ReportStrayWord(PhraseCursor phrase)
        {
            int at = phrase.Position;
            if (phrase.IsWord("between") && phrase.KindAt(at + 1) == TokenKind.Number)
            {
                ReportDays(phrase, at + 1);
                return true;
            }

            if (phrase.IsWord("with") && FindName(phrase, at + 1, out _, out _, out _) is not null)
            {
                ReportFix("GL0203", phrase.Here, "and", phrase.TextAt(at), "and");
                return true;
            }

            bool isAfterWord = phrase.KindAt(at - 1) == TokenKind.Word && phrase.KindAt(at - 2) != TokenKind.Number;
            if (!isAfterWord || phrase.WordAt(at) is not ("of" or "for" or "by" or "at" or "in" or "being" or "must" or "should" or "has"))
            {
                return false;
            }

            phrase.Position++;
            bool isBeforeLimit = TryTakeComparison(phrase, out _) && phrase.Kind == TokenKind.Number;
            phrase.Position = at;
            if (isBeforeLimit)
            {
                ReportFix("GL0279", phrase.Here, string.Empty, phrase.TextAt(at));
            }

            return isBeforeLimit;
        }

        // "guidance is fluoroscopy or CT scan", "> 12 months prior to D", "sessions per region": what was read before it tells what is meant.
        private bool ReportWordBehind(PhraseCursor phrase)
        {
            int at = phrase.Position;
            if (phrase.WordAt(at) is "per" or "by" or "each" && names.Declared.ContainsKey(NameTable.Canonical("requested " + phrase.TextAt(at + 1))))
            {
                SourceSpan each = phrase.Span(at, at + 2);
                string right = "for requested " + phrase.TextAt(at + 1);
                ReportFix("GL0203", each, right, each.ToString(), right);
                return true;
            }

            if (TryTakeComparison(phrase, out _) && phrase.Kind == TokenKind.Number && IsCalendarUnit(phrase, phrase.Position + 1))
            {
                phrase.Position += 2;
                bool isReported = ReportOtherWords(phrase, goesBefore: false);
                phrase.Position = at;
                return isReported;
            }

            phrase.Position = at;
            for (int from = at - 1; from >= 0 && from >= at - 2 && phrase.Kind == TokenKind.Word && at + 1 == phrase.Count; from--)
            {
                string typed = phrase.Words(from, at + 1);
                string? kind = plan.Evidence.FindKind(typed);
                if (kind is not null && kind == plan.Evidence.FindKind(phrase.Words(from, at)))
                {
                    ReportFix("GL0279", phrase.Here, string.Empty, phrase.TextAt(at));
                    return true;
                }
            }

            return false;
        }

        // "is by fluoroscopy", "is either first or repeat": a word before a value.
        private bool ReportWordBeforeValue(PhraseCursor phrase, ChoicePlan choice)
        {
            int at = phrase.Position;
            int words = phrase.WordAt(at) is "one" or "any" && phrase.IsWordAt(at + 1, "of") ? 2
                : phrase.WordAt(at) is "by" or "with" or "in" or "of" or "via" or "a" or "an" or "the" or "either" or "due" or "under" or "only" or "for" or "to" ? 1
                : 0;
            if (words == 0 || FindValue(phrase, at, choice, out _) is not null || FindValue(phrase, at + words, choice, out _) is null)
            {
                return false;
            }

            SourceSpan span = phrase.Span(at, at + words);
            ReportFix("GL0279", span, string.Empty, span.ToString());
            return true;
        }

        // "one of" and "number" may be lacking before what they go with.
        private void ReportUnknownType(PhraseCursor type, string name)
        {
            SourceSpan at = type.Count > 0 ? type.Span(0, type.Count) : type.Here;
            bool isRange = type.KindAt(0) == TokenKind.Number && (type.IsWordAt(1, "to") || type.KindAt(1) == TokenKind.Minus);
            bool isChoice = type.KindAt(0) == TokenKind.Word && Enumerable.Range(0, type.Count).Any(i => type.KindAt(i) == TokenKind.Comma || type.IsWordAt(i, "or"));
            string? missing = isRange ? "number " : isChoice ? "one of " : null;
            Report(new Diagnostic("GL0218", at, name) { Fix = missing is null ? null : new TextFix("Write “" + missing.Trim() + "”", new TextSpan(at.Span.Start, 0), missing) });
        }

        // "time between A and B"
        private void ReportTimeBetween(PhraseCursor phrase)
        {
            int between = phrase.Position + 1;
            int and = between;
            while (and < phrase.Count && !phrase.IsWordAt(and, "and"))
            {
                and++;
            }

            bool hasBoth = and < phrase.Count && phrase.IsWordAt(between, "between");
            string right = hasBoth ? "from " + phrase.Words(between + 1, and) + " to" : string.Empty;
            Report(new Diagnostic("GL0203", phrase.SpanAt(between), phrase.TextAt(between), "from … to …")
            {
                Fix = hasBoth ? new TextFix("Write “" + right + "”", phrase.Span(between, and + 1).Span, right) : null,
            });
        }

        // "AND all criteria for X", a line of a block: the block says how its lines are joined.
        private bool ReportJoinedBefore(PhraseCursor phrase)
        {
            bool isJoint = phrase.Position == 0 && phrase.Count > 1 && phrase.WordAt(0) is "and" or "or" or "also" or "plus";
            if (isJoint)
            {
                SourceSpan word = phrase.SpanAt(0);
                Report(new Diagnostic("GL0279", word, word.ToString()) { Fix = new TextFix("Leave it out", WithSpace(word), string.Empty) { IsCertain = phrase.IsWord("and") } });
            }

            return isJoint;
        }

        // "in some consecutive 30-day period within 3 months after D"
        private bool ReportDaysInARow(PhraseCursor phrase)
        {
            int at = phrase.Position;
            if (!phrase.IsWord("in") || phrase.WordAt(at + 1) is not ("some" or "any" or "a" or "each" or "one"))
            {
                return false;
            }

            int end = at + 2;
            while (end < phrase.Count && phrase.KindAt(end) != TokenKind.Comma && !phrase.IsWordAt(end, "within"))
            {
                end++;
            }

            Report("GL0372", phrase.Span(at + 2, end));
            return true;
        }

        private static readonly Dictionary<string, string> OtherKeywords = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["question"] = "ask",
            ["query"] = "ask",
            ["prompt"] = "ask",
            ["comment"] = "note",
            ["remark"] = "note",
            ["comments"] = "note",
            ["reference"] = "source",
            ["citation"] = "source",
            ["page"] = "source",
            ["start"] = "effective",
            ["valid"] = "effective",
        };

        private static string? KeywordInOtherWords(string typed, IReadOnlyCollection<string> words) =>
            OtherKeywords.TryGetValue(typed, out string? meant) && words.Contains(meant) ? meant : null;

        private static bool EndsInHeader(PhraseCursor phrase) => Enumerable.Range(0, phrase.Count).Any(at => IsHeader(phrase, at));

        // Lines that stand beside a block that lacks them: the block has been reported.
        private bool IsBlockPart(LineSyntax line) => line.Label is not null || FindName(new PhraseCursor(Text, line.Phrase), 0, out _, out _, out _) is not null || EndsInHeader(new PhraseCursor(Text, line.Phrase));

        // "not recommended if", "medically necessary 12 visits", "CPT codes 64612": lines of a service with a word that is missing, wrong or elsewhere.
        private bool ReportServiceLine(PhraseCursor phrase)
        {
            if (phrase.IsWord("not") && phrase.IsWordAt(1, "recommended") && phrase.WordAt(2) is "if" or "where" or "for" or "in" or "with")
            {
                ReportFix("GL0203", phrase.SpanAt(2), "when", phrase.TextAt(2), "when");
                return true;
            }

            if (phrase.IsWord("medically") && phrase.IsWordAt(1, "necessary") && phrase.IsWordAt(2, "for") && Enumerable.Range(3, phrase.Count).Any(at => phrase.IsWordAt(at, "when")))
            {
                Report(new Diagnostic("GL0522", phrase.SpanAt(2), "medically necessary up to") { Fix = new TextFix("Write “up to”", phrase.SpanAt(2).Span, "up to") });
                return true;
            }

            if (phrase.IsWord("medically") && phrase.IsWordAt(1, "necessary") && phrase.KindAt(2) == TokenKind.Number)
            {
                SourceSpan number = phrase.SpanAt(2);
                Report(new Diagnostic("GL0522", number, "medically necessary up to") { Fix = new TextFix("Write “up to”", new TextSpan(number.Span.Start, 0), "up to ") });
                return true;
            }

            // "necessary if", "covered when", "not indicated when": as payers say it.
            int when = phrase.IsWord("not") ? 2 : 1;
            bool isFinding = phrase.WordAt(when - 1) is "necessary" or "covered" or "approved" or "indicated" or "appropriate" or "authorized" or "allowed" or "payable" or "recommended" or "certified" or "contraindicated" or "denied";
            if (isFinding && phrase.WordAt(when) is "when" or "if" or "where")
            {
                bool isAgainst = when == 2 || phrase.WordAt(0) is "contraindicated" or "denied";
                SourceSpan typed = phrase.Span(0, when + 1);
                string right = isAgainst ? "not recommended when" : "medically necessary when";
                ReportFix(isAgainst ? "GL0203" : "GL0522", typed, right, isAgainst ? new[] { typed.ToString(), right } : new[] { right });
                return true;
            }

            if (IsCodeSystem(phrase, 0) && phrase.WordAt(1) is "codes" or "code")
            {
                SourceSpan words = phrase.Span(0, 2);
                string right = "codes " + phrase.TextAt(0);
                ReportFix("GL0203", words, right, words.ToString(), right);
                return true;
            }

            return false;
        }
    }
}
