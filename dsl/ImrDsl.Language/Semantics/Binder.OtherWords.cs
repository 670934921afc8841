using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>Words that other texts use for what the language says in words of its own: no misspelling leads from one to the other.</summary>
    internal sealed partial class Binder
    {
        // The longest first, so that "at the most" comes before "most".
        private static readonly (string[] Typed, string Right)[] OtherWords = new (string, string)[]
        {
            ("prior to", "before"), ("previous to", "before"), ("preceding", "before"), ("prior", "before"), ("subsequent to", "after"), ("following", "after"),
            ("no later than", "on or before"), ("no earlier than", "on or after"), ("later than", "after"), ("earlier than", "before"), ("sooner than", "before"), ("not later than", "on or before"), ("or before", "on or before"), ("or after", "on or after"), ("by or before", "on or before"),
            ("greater or equal to", "greater than or equal to"), ("greater than or equal", "greater than or equal to"), ("greater or equal", "greater than or equal to"),
            ("more or equal to", "greater than or equal to"), ("less or equal to", "less than or equal to"), ("less than or equal", "less than or equal to"), ("less or equal", "less than or equal to"),
            ("at the most", "at most"), ("at the least", "at least"), ("at minimum", "at least"), ("at maximum", "at most"), ("not exceeding", "at most"), ("does not exceed", "is at most"),
            ("max of", "highest"), ("maximum of", "highest"), ("min of", "lowest"), ("minimum of", "lowest"), ("max", "at most"), ("maximum", "at most"), ("min", "at least"), ("minimum", "at least"),
            ("bigger than", "greater than"), ("larger than", "greater than"), ("smaller than", "less than"), ("lesser than", "less than"), ("older than", "more than"), ("younger than", "less than"),
            ("greater", "greater than"), ("less", "less than"), ("least", "at least"), ("most", "at most"), ("equals to", "equal to"),
            ("does not equal", "is not"), ("doesn't equal", "is not"), ("isn't", "is not"), ("aren't", "are not"), ("wasn't", "was not"), ("is not equal to", "is not"),
            ("sum of", "total of"), ("sum", "total"), ("count of", "number of"), ("amount of", "number of"),
            ("except when", "unless"), ("except if", "unless"), ("except", "unless"), ("unless when", "unless"), ("applies if", "applies only when"), ("only if", "applies only when"), ("only when", "applies only when"),
            ("besides", "except"), ("excluding", "except"), ("each", "every"), ("all", "every"), ("most recent", "latest"), ("newest", "latest"), ("last", "latest"), ("earliest", "first"), ("any", "some"),
            ("whose", "where"), ("that", "where"), ("which", "where"), ("that have", "where"), ("which have", "where"), ("that has", "where"), ("which has", "where"), ("for which", "where"), ("in which", "where"), ("having", "where"),
            ("including", "counting"), ("inclusive of", "counting"), ("plus", "+"), ("minus", "-"), ("times", "×"), ("x", "×"), ("multiplied by", "×"), ("divided by", "/"), ("over", "/"),
            ("and up", "or higher"), ("and above", "or higher"), ("and higher", "or higher"), ("and below", "or lower"), ("and lower", "or lower"), ("or up", "or higher"),
            ("through", "to"), ("thru", "to"), ("till", "to"), ("up until", "to"), ("until", "to"), ("as well as", "and"), ("along with", "and"), ("together with", "and"), ("plus also", "and"), ("but", "and"), ("alternatively", "or"),
            ("decision", "decision date"), ("request", "request date"), ("today", "decision date"), ("now", "decision date"), ("date of decision", "decision date"), ("date of request", "request date"), ("the request", "request date"), ("date of the request", "request date"),
            ("date of service", "service date"), ("injury date", "date of injury"), ("doi", "date of injury"), ("dob", "date of birth"), ("birth date", "date of birth"), ("birthdate", "date of birth"),
            ("documented with", "documented by"), ("evidenced by", "documented by"), ("per", "by"), ("via", "by"), ("ruled-out", "ruled out"), ("excluded by", "ruled out by"), ("is excluded", "is ruled out"), ("excluded", "ruled out"), ("ages", "age"),
            ("absence of", "not"), ("lack of", "not"), ("free of", "not"), ("denies", "not"), ("negative for", "not"), ("without", "with none of"), ("only", "exactly"), ("just", "exactly"),
            ("measured by", "documented by"), ("confirmed by", "documented by"), ("shown by", "documented by"), ("demonstrated by", "documented by"), ("established by", "documented by"), ("verified by", "documented by"),
            ("supported by", "documented by"), ("diagnosed by", "documented by"), ("assessed by", "documented by"), ("noted by", "documented by"), ("proven by", "documented by"), ("substantiated by", "documented by"),
            ("for each", "for every"), ("for all", "for every"), ("has been", "is"), ("have been", "are"), ("half the", "half of"), ("within", "at most"),
            ("annually", "in 12 months"), ("yearly", "in 12 months"), ("in a year", "in 12 months"), ("within a year", "in 12 months"), ("monthly", "in 1 month"), ("either criterion", "any criterion"), ("any criteria", "any criterion"), ("any of the criteria", "any criterion"), ("one or more of the criteria", "any criterion"), ("all of the criteria", "all criteria"),
            ("all the criteria", "all criteria"), ("all of criteria", "all criteria"), ("each of the criteria", "all criteria"), ("every criterion", "all criteria"), ("each criterion", "all criteria"), ("all criterion", "all criteria"),
            ("change from", "reduction from"), ("decrease from", "reduction from"), ("improvement from", "reduction from"), ("reduction between", "reduction from"),
        }.Select(entry => (entry.Item1.Split(' '), entry.Item2)).OrderByDescending(entry => entry.Item1.Length).ToArray();

        // Words that may be left out: the line says it without them.
        private static readonly string[] SuperfluousWords = { "either", "both", "from", "patient has", "there is", "there are", "documented evidence of", "evidence of", "presence of", "trial of", "course of", "history of", "the", "a", "an", "than" };

        // After a number, what is not a unit but is meant as one.
        private static readonly Dictionary<string, string> UnitsOfOtherTexts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["mths"] = "months",
            ["mth"] = "months",
            ["mnth"] = "months",
            ["mnths"] = "months",
            ["mos"] = "months",
            ["mon"] = "months",
            ["yrs"] = "years",
            ["wks"] = "weeks",
            ["dys"] = "days",
            ["percent"] = "%",
            ["pct"] = "%",
            ["percents"] = "%",
            ["kgs"] = "kg",
            ["mgs"] = "mg",
            ["mcgs"] = "mcg",
            ["gms"] = "g",
            ["gm"] = "g",
            ["cms"] = "cm",
            ["mms"] = "mm",
            ["kilos"] = "kg",
            ["kilo"] = "kg",
            ["deg."] = "degrees",
            ["hs"] = "h",
            ["secs"] = "s",
            ["sqm"] = "m²",
            ["sqcm"] = "cm²",
        };

        private static readonly string[] UnitWords =
        {
            "days", "weeks", "months", "years", "hours", "minutes", "degrees", "percent", "visits", "sessions", "treatments", "levels", "points", "injections", "blocks", "nights", "events", "pounds", "inches",
        };

        // "kg/sqm": a unit some part of which is written as other texts write it.
        private static string? UnitInParts(string typed)
        {
            string right = string.Join("/", typed.Split('/').Select(part => UnitsOfOtherTexts.TryGetValue(part.Trim().ToLowerInvariant(), out string? other) ? other : part));
            return right != typed && Unit.TryParse(right, out _) ? right : null;
        }

        private static bool IsUnitOfOtherTexts(string word) => UnitsOfOtherTexts.ContainsKey(word) || word is "mo" or "yr" or "wk";

        /// <summary>Words of other texts stand here; says what the language has for them.</summary>
        /// <param name="phrase">The phrase, at the first word that is not understood.</param>
        /// <param name="goesBefore">Whether a condition or value is to begin here; else one has ended.</param>
        private bool ReportOtherWords(PhraseCursor phrase, bool goesBefore)
        {
            int at = phrase.Position;
            if (!goesBefore && ReportAnswerToCondition(phrase))
            {
                return true;
            }

            foreach ((string[] typed, string right) in OtherWords)
            {
                if (!IsNext(phrase, typed) || !Fits(phrase, at + typed.Length, typed, right, goesBefore))
                {
                    continue;
                }

                ReportOther(phrase, at, typed, right);
                return true;
            }

            if (!goesBefore)
            {
                return false;
            }

            // "pain duration ≥ a month"
            if (phrase.WordAt(at) is "a" or "an" && IsNumberDue(phrase, at) && (IsCalendarUnit(phrase, at + 1) || Unit.TryParse(phrase.TextAt(at + 1), out _)))
            {
                ReportFix("GL0301", phrase.Here, "1", phrase.TextAt(at), "1");
                return true;
            }

            bool isEarlierList = phrase.WordAt(at) is "prior" or "previous" or "past" or "earlier" or "preceding" && IsListAt(phrase, at + 1);
            foreach (string[] words in SuperfluousWords.Concat(isEarlierList ? new[] { phrase.WordAt(at) } : Array.Empty<string>()).Select(words => words.Split(' ')))
            {
                // "trial of", "history of" and their like say something: they are left out only before a name, and only by the author. So is "than": "more" may be missing.
                bool saysNothing = words.Length == 1 || words[0] == "there";
                if (IsNext(phrase, words) && at + words.Length < phrase.Count && (saysNothing || FindName(phrase, at + words.Length, out _, out _, out _) is not null))
                {
                    SourceSpan span = phrase.Span(at, at + words.Length);
                    var whole = TextSpan.FromBounds(span.Span.Start, phrase.SpanAt(at + words.Length).Span.Start);
                    Report(new Diagnostic("GL0279", span, span.ToString()) { Fix = new TextFix("Leave it out", whole, string.Empty) { IsCertain = saysNothing && words[0] != "than" } });
                    return true;
                }
            }

            return false;
        }

        // Points at the words that differ, if some do on both sides: "sum" of "sum of".
        private void ReportOther(PhraseCursor phrase, int at, string[] typed, string right)
        {
            (SourceSpan span, _, string instead) = Difference(phrase, at, typed.Length, right);
            SourceSpan whole = phrase.Span(at, at + typed.Length);
            ReportFix("GL0203", instead.Length == 0 ? whole : span, instead.Length == 0 ? right : instead, whole.ToString(), right);
        }

        // A part of the words was taken for something else: "medium and | up", "greater than | or equal 15".
        private bool ReportHalfTakenWords(PhraseCursor phrase)
        {
            int at = phrase.Position;
            for (int back = 1; back <= 3 && back <= at; back++)
            {
                phrase.Position = at - back;
                foreach ((string[] typed, string right) in OtherWords.Where(entry => entry.Typed.Length > back))
                {
                    if (IsNext(phrase, typed) && Fits(phrase, at - back + typed.Length, typed, right, goesBefore: false))
                    {
                        ReportOther(phrase, at - back, typed, right);
                        phrase.Position = at;
                        return true;
                    }
                }
            }

            phrase.Position = at;
            return false;
        }

        // "pain is intractable = yes", "… is true", "… = no": a condition is asked by its name alone.
        private bool ReportAnswerToCondition(PhraseCursor phrase)
        {
            int at = phrase.Position;
            bool isAnswer = at > 0 && at + 2 == phrase.Count && (phrase.KindAt(at) == TokenKind.Equal || phrase.IsWord("is")) && phrase.WordAt(at + 1) is "yes" or "true" or "no" or "false";
            if (!isAnswer)
            {
                return false;
            }

            SourceSpan span = phrase.Span(at, at + 2);
            int from = 0;
            while (from < at && !(FindName(phrase, from, out int length, out _, out _) is not null && from + length == at))
            {
                from++;
            }

            if (phrase.WordAt(at + 1) is "yes" or "true")
            {
                var whole = TextSpan.FromBounds(phrase.SpanAt(at - 1).Span.End, span.Span.End);
                Report(new Diagnostic("GL0279", span, span.ToString()) { Fix = new TextFix("Leave it out", whole, string.Empty) });
                return true;
            }

            string name = phrase.Words(from < at ? from : 0, at);
            int verb = name.IndexOf(" is ", StringComparison.OrdinalIgnoreCase);
            string negated = verb > 0 ? name.Insert(verb + 4, "not ") : "not " + name;
            var mend = TextFix.Write(phrase.Span(from, at + 2).Span, negated);
            Report(new Diagnostic("GL0203", span, span.ToString(), negated) { Fix = from < at ? mend : null });
            return true;
        }

        private static bool IsNext(PhraseCursor phrase, string[] words)
        {
            for (int i = 0; i < words.Length; i++)
            {
                if (!phrase.IsWordAt(phrase.Position + i, words[i]))
                {
                    return false;
                }
            }

            return true;
        }

        // A word that means one thing before a number, another before a list, and a third after a condition.
        private bool Fits(PhraseCursor phrase, int after, string[] typed, string right, bool goesBefore)
        {
            bool isBeforeNumber = phrase.KindAt(after) == TokenKind.Number;
            bool isLast = after >= phrase.Count || phrase.WordAt(after) == "then";
            return right switch
            {
                "at most" or "at least" or "greater than" or "less than" when typed.Length == 1 && typed[0] != "within" => !isLast && (isBeforeNumber || (goesBefore && phrase.WordAt(phrase.Position - 1) is not ("is" or "are" or "was") ? typed[0] is "least" or "most" : typed[0] is "greater" or "less")),
                "highest" or "lowest" => !isBeforeNumber && !isLast,
                "some" or "every" => goesBefore && IsListAt(phrase, after),
                "latest" or "first" => goesBefore && IsListAt(phrase, after),
                "where" or "counting" or "or higher" or "or lower" or "×" or "+" or "-" or "to" or "and" or "or" or "by" => !goesBefore,
                "/" => !goesBefore && typed.Length > 1,
                "before" or "after" or "on or before" or "on or after" => !isLast && !(typed.Length == 1 && IsListAt(phrase, after)),
                "applies only when" => !goesBefore && !isLast,
                "unless" => !isLast,
                "not" or "any criterion" or "all criteria" => goesBefore && !isLast,
                "with none of" => !goesBefore,
                "for every" or "half of" => goesBefore && !isLast,
                "is" or "are" or "in 12 months" or "in 1 month" => !goesBefore,
                "at most" when typed[0] == "within" => goesBefore && isBeforeNumber && phrase.WordAt(phrase.Position - 1) is "is" or "are" or "was",
                "exactly" => isBeforeNumber || Array.IndexOf(NumberWords, phrase.WordAt(after)) >= 0,
                "decision date" or "request date" or "service date" or "date of injury" or "date of birth" =>
                    phrase.WordAt(phrase.Position - 1) is "before" or "after" or "to" or "from" or "on" or "of" or "since" || phrase.Position == 0 || phrase.WordAt(after) is "is" or "was",
                _ => true,
            };
        }

        private bool IsListAt(PhraseCursor phrase, int at)
        {
            int start = phrase.Position;
            phrase.Position = at;
            bool isList = IsListNext(phrase);
            phrase.Position = start;
            return isList;
        }

        // "MG MED/day": capitals count in units.
        private bool ReportUnitInCapitals(PhraseCursor phrase)
        {
            int at = phrase.Position;
            for (int to = Math.Min(phrase.Count, at + 6); to > at; to--)
            {
                string typed = phrase.Words(at, to);
                string right = typed.Substring(0, phrase.TextAt(at).Length).ToLowerInvariant() + typed.Substring(phrase.TextAt(at).Length);
                if (right != typed && Unit.TryParse(right, out _))
                {
                    ReportFix("GL0326", phrase.Span(at, to), right, typed, right);
                    return true;
                }
            }

            return false;
        }

        /// <summary>What stands after a number is meant as a unit and is none: says which one.</summary>
        private bool ReportMisspeltUnit(PhraseCursor phrase, int number)
        {
            int at = phrase.Position;
            if (phrase.Kind != TokenKind.Word || FindName(phrase, at, out _, out _, out _) is not null || Array.IndexOf(AfterConditionWords, phrase.WordAt(at)) >= 0)
            {
                return false;
            }

            bool isOne = phrase.TextAt(number) == "1" && phrase.KindAt(number) == TokenKind.Number;
            string word = phrase.WordAt(at);
            bool isTwoWords = word == "per" && phrase.WordAt(at + 1) == "cent";
            if (!isTwoWords && !UnitsOfOtherTexts.TryGetValue(word, out string? right))
            {
                right = Spelling.Nearest(word, UnitWords) ?? Spelling.Nearest(word, UnitWords.Select(unit => unit.Substring(0, unit.Length - 1)));
                right = right == word ? null : right;
            }
            else
            {
                right = isTwoWords ? "%" : UnitsOfOtherTexts[word];
            }

            if (right is null)
            {
                return ReportUnitInCapitals(phrase);
            }

            right = right == "percent" ? "%" : right;
            int unitWord = Array.IndexOf(UnitWords, right) >= 0 || Array.IndexOf(UnitWords, right + "s") >= 0 ? 1 : 0;
            right = unitWord == 1 ? (isOne ? right.TrimEnd('s') : right.EndsWith("s", StringComparison.Ordinal) ? right : right + "s") : right;
            int end = at + (isTwoWords ? 2 : 1);
            end += phrase.KindAt(end) == TokenKind.Dot && phrase.IsJoined(end) && end + 1 >= phrase.Count ? 1 : 0;
            SourceSpan span = phrase.Span(at, end);
            TextSpan replaced = right == "%" ? TextSpan.FromBounds(phrase.SpanAt(at - 1).Span.End, span.Span.End) : span.Span;
            Report(new Diagnostic("GL0326", span, span.ToString(), right) { Fix = TextFix.Write(replaced, right) });
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
    }
}
