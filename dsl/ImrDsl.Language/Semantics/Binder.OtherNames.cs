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

            List<string> known = VisibleNames().Concat(Unverbed()).ToList();
            for (int to = end; to > at + Math.Max(1, misspelt); to--)
            {
                if (OtherWording.IsContent(phrase.WordAt(to - 1)) && OtherWording.Find(NameTable.Canonical(phrase.Words(at, to)), known) is { } meant)
                {
                    (SourceSpan span, _, string right) = Difference(phrase, at, to - at, meant);
                    ReportFix("GL0201", span, right, phrase.Words(at, to), meant);
                    return true;
                }
            }

            return false;
        }

        // What has no verb to deny is denied by the word before it: "not patient responds to treatment".
        private IEnumerable<string> Unverbed() => entries.SelectMany(entry => entry.Names.Declared).Concat(names.Declared)
            .Where(name => name.Value.IsCondition && !name.Key.Split(' ').Any(word => word is "is" or "are" or "has"))
            .Select(name => "not " + name.Key);

        // "reason is CRPS" where the value is "complex regional pain syndrome".
        private string? ValueInOtherWords(string typed, ChoicePlan choice)
        {
            string? meant = IsStudied ? OtherWording.Find(NameTable.Canonical(typed), choice.Values.Select(NameTable.Canonical)) : null;
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
            bool isMet = last - at <= 2 && phrase.WordAt(last) is "met" or "satisfied" or "fulfilled" or "apply" or "applies" or "present" or "true"
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
                : phrase.IsWord("anything") && phrase.IsWordAt(at + 1, "other") && phrase.IsWordAt(at + 2, "than") ? 3
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

        // "not recommended if", "medically necessary 12 visits", "CPT codes 64612": lines of a service with a word that is missing, wrong or elsewhere.
        private bool ReportServiceLine(PhraseCursor phrase)
        {
            if (phrase.IsWord("not") && phrase.IsWordAt(1, "recommended") && phrase.WordAt(2) is "if" or "where" or "for" or "in" or "with")
            {
                ReportFix("GL0203", phrase.SpanAt(2), "when", phrase.TextAt(2), "when");
                return true;
            }

            if (phrase.IsWord("medically") && phrase.IsWordAt(1, "necessary") && phrase.KindAt(2) == TokenKind.Number)
            {
                SourceSpan number = phrase.SpanAt(2);
                Report(new Diagnostic("GL0522", number, "medically necessary up to") { Fix = new TextFix("Write “up to”", new TextSpan(number.Span.Start, 0), "up to ") });
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
