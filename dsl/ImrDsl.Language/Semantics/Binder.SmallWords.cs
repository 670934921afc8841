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
    /// <summary>What is said about small words that stand where the language has another one, or none.</summary>
    internal sealed partial class Binder
    {
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
            if (isAfterWord && phrase.IsWord("of") && phrase.KindAt(at + 1) == TokenKind.Number)
            {
                // "AHI of 15 or more"
                ReportGuess("GL0203", phrase.Here, "is", phrase.TextAt(at), "is");
                return true;
            }

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
            bool hasTo = phrase.IsWordAt(between, "since") && Enumerable.Range(between, phrase.Count - between).Any(at => phrase.IsWordAt(at, "to"));
            string right = hasTo ? "from" : hasBoth ? "from " + phrase.Words(between + 1, and) + " to" : string.Empty;
            Report(new Diagnostic("GL0203", phrase.SpanAt(between), phrase.TextAt(between), "from … to …")
            {
                Fix = right.Length > 0 ? TextFix.Write(hasTo ? phrase.SpanAt(between).Span : phrase.Span(between, and + 1).Span, right) : null,
            });
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

        private static readonly Dictionary<string, string> TimesOfDoses = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["daily"] = "day",
            ["weekly"] = "week",
            ["monthly"] = "month",
            ["hourly"] = "h",
            ["nightly"] = "night",
        };

        // "120 mg MED daily", "3 visits weekly": a rate is written with its unit of time.
        private bool ReportUnitOfATime(PhraseCursor phrase, int start, int end)
        {
            for (int at = start + 1; at < end; at++)
            {
                if (!TimesOfDoses.TryGetValue(phrase.WordAt(at), out string? time))
                {
                    continue;
                }

                string right = phrase.Words(start, at) + "/" + time;
                if (Unit.TryParse(right, out _))
                {
                    SourceSpan span = phrase.Span(start, at + 1);
                    ReportFix("GL0326", span, right, span.ToString(), right);
                    phrase.Position = at + 1;
                    return true;
                }
            }

            return false;
        }
    }
}
