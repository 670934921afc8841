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
    /// <summary>How dates stand to one another: before, after, within, at a distance.</summary>
    internal sealed partial class Binder
    {
        private static readonly string[] ThatHappened = { "onset", "injury", "birth", "accident", "discharge", "admission", "diagnosis" };
        private static readonly string[] ThatIsEither = { "surgery", "operation", "procedure", "trial", "start" };
        private static readonly string[] ThatIsToCome = { "planned", "scheduled", "requested", "proposed", "request", "decision" };

        private ConditionNode? BindDateComparison(PhraseCursor phrase, int start, ValueNode left)
        {
            // "pain onset > 6 months": a date is not so long.
            bool isSign = phrase.Kind is TokenKind.More or TokenKind.Less or TokenKind.AtLeast or TokenKind.AtMost or TokenKind.Equal;
            if (isSign && phrase.KindAt(phrase.Position + 1) == TokenKind.Number && IsCalendarUnit(phrase, phrase.Position + 2) && phrase.Position + 3 >= phrase.Count)
            {
                Report("GL0304", left.Source, left.Source.ToString(), phrase.Words(phrase.Position, phrase.Count));
                return null;
            }

            List<DateQualifier>? standings = TakeDateStandings(phrase);
            if (standings is null && TryTakeComparison(phrase, out Comparison comparison))
            {
                int findings = bag.Count;
                ValueNode? right = TakeDateValue(phrase);
                standings = right is null ? null : new List<DateQualifier> { new DateQualifier(comparison, right) };
                if (right is null && bag.Count > findings)
                {
                    return null;
                }
            }

            if (standings is null)
            {
                if (!ReportOtherWords(phrase, goesBefore: false) && !ReportMisspeltKeyword(phrase, AfterConditionWords))
                {
                    Report("GL0305", phrase.Here, left.Source.ToString());
                }

                return null;
            }

            if (standings.Count == 0)
            {
                return null;
            }

            SourceSpan source = phrase.SpanFrom(start);
            var parts = new List<ConditionNode>();
            foreach (DateQualifier standing in standings)
            {
                parts.Add(new ComparisonNode(source, parts.Count == 0 ? left : Again(phrase, start), standing.Comparison, standing.Date));
            }

            return parts.Count == 1 ? parts[0] : new GroupNode(source, GroupKind.AllOf, 0, parts);
        }

        // The same value once more: a node has one place in the plan.
        private ValueNode Again(PhraseCursor phrase, int start)
        {
            int end = phrase.Position;
            phrase.Position = start;
            ValueNode value = BindValue(phrase)!;
            phrase.Position = end;
            return value;
        }

        /// <summary>
        /// How a date stands to other dates: "before D", "within 30 days before D", "at least 2 months after D", "between day 31 and day 91
        /// after D". Several comparisons are all required. Null where no such words come; empty if something was reported.
        /// </summary>
        private List<DateQualifier>? TakeDateStandings(PhraseCursor phrase)
        {
            int start = phrase.Position;
            if (TryTakeDateComparison(phrase, out Comparison comparison))
            {
                return TakeDateValue(phrase) is { } date ? new List<DateQualifier> { new DateQualifier(comparison, date) } : new List<DateQualifier>();
            }

            if (phrase.Take("between", "day") || phrase.Take("between", "days"))
            {
                return TakeDaysAfter(phrase, start);
            }

            bool isWithin = phrase.Take("within");
            if (!isWithin && !(TryTakeComparison(phrase, out comparison) && phrase.Kind == TokenKind.Number && IsCalendarUnit(phrase, phrase.Position + 1)))
            {
                phrase.Position = start;
                return null;
            }

            if (isWithin && phrase.WordAt(phrase.IsWord("the") ? phrase.Position + 1 : phrase.Position) is "last" or "past" or "previous")
            {
                SourceSpan last = phrase.SpanAt(phrase.IsWord("the") ? phrase.Position + 1 : phrase.Position);
                Report("GL0203", last, last.ToString(), "within … before request date");
                return new List<DateQualifier>();
            }

            int findings = bag.Count;
            if (BindConstant(phrase, out _) is not DurationNode length)
            {
                if (bag.Count == findings)
                {
                    Report("GL0340", phrase.SpanFrom(start));
                }

                return new List<DateQualifier>();
            }

            string? side = phrase.TakeAny("before", "after", "of");
            if (side is null || (side == "of" && !isWithin))
            {
                if (ReportWithoutSide(phrase, start) || ReportOtherWords(phrase, goesBefore: false))
                {
                    return new List<DateQualifier>();
                }

                Report("GL0340", phrase.SpanFrom(start));
                return new List<DateQualifier>();
            }

            int dateAt = phrase.Position;
            ValueNode? Shifted(bool isBack)
            {
                phrase.Position = dateAt;
                return TakeDateValue(phrase) is { } date ? new DateShiftNode(phrase.SpanFrom(start), date, length.Value, isBack) : null;
            }

            ValueNode? Plain()
            {
                phrase.Position = dateAt;
                return TakeDateValue(phrase);
            }

            (Comparison Comparison, ValueNode? Date)[] standings = (isWithin, side) switch
            {
                (true, "before") => new[] { (Comparison.AtLeast, Shifted(isBack: true)), (Comparison.Less, Plain()) },
                (true, "after") => new[] { (Comparison.More, Plain()), (Comparison.AtMost, Shifted(isBack: false)) },
                (true, _) => new[] { (Comparison.AtLeast, Shifted(isBack: true)), (Comparison.AtMost, Shifted(isBack: false)) },
                (false, "before") => new[] { (Mirrored(comparison), Shifted(isBack: true)) },
                _ => new[] { (comparison, Shifted(isBack: false)) },
            };
            return standings.Any(standing => standing.Date is null)
                ? new List<DateQualifier>()
                : standings.Select(standing => new DateQualifier(standing.Comparison, standing.Date!)).ToList();
        }

        // "at least 30 days before D" is on or before the day 30 days earlier.
        private static Comparison Mirrored(Comparison comparison) => comparison switch
        {
            Comparison.Less => Comparison.More,
            Comparison.AtMost => Comparison.AtLeast,
            Comparison.AtLeast => Comparison.AtMost,
            Comparison.More => Comparison.Less,
            _ => comparison,
        };

        // "between day 31 and day 91 after D", both days included.
        private List<DateQualifier> TakeDaysAfter(PhraseCursor phrase, int start)
        {
            var none = new List<DateQualifier>();
            if (phrase.IsWordAt(start + 1, "days") || !TryTakeDecimal(phrase, out decimal first) || !phrase.Take("and", "day") || !TryTakeDecimal(phrase, out decimal last)
                || !phrase.Take("after") || first != decimal.Truncate(first) || last != decimal.Truncate(last) || first > last || last > 100_000)
            {
                ReportDays(phrase, start + 1);
                return none;
            }

            int dateAt = phrase.Position;
            var qualifiers = new List<DateQualifier>();
            foreach ((decimal day, Comparison comparison) in new[] { (first, Comparison.AtLeast), (last, Comparison.AtMost) })
            {
                phrase.Position = dateAt;
                if (TakeDateValue(phrase) is not { } date)
                {
                    return none;
                }

                qualifiers.Add(new DateQualifier(comparison, new DateShiftNode(phrase.SpanFrom(start), date, CalendarDuration.Days((int)day), isBack: false)));
            }

            return qualifiers;
        }

        private static bool IsCalendarUnit(PhraseCursor phrase, int at) =>
            CalendarUnits.Any(unit => phrase.IsWordAt(at, unit.Singular) || phrase.IsWordAt(at, unit.Singular + "s"));

        // "at least 6 weeks planned surgery date", "6 weeks to planned surgery date".
        private bool ReportWithoutSide(PhraseCursor phrase, int start)
        {
            int words = phrase.WordAt(phrase.Position) is "to" or "from" or "of" or "at" or "on" or "by" ? 1 : 0;
            int dateAt = phrase.Position + words;
            if (names.Find(phrase, dateAt, out int length, out _) is not FactSymbol { Fact.Kind: FactKind.Date } date)
            {
                return false;
            }

            string? side = SideOf(date.Name);
            SourceSpan whole = words > 0 ? phrase.Span(start, dateAt + length) : phrase.Span(dateAt, dateAt + length);
            TextFix? fix = side is null ? null : words > 0 ? TextFix.Offer(phrase.SpanAt(phrase.Position).Span, side) : TextFix.Offer(new TextSpan(phrase.SpanAt(dateAt).Span.Start, 0), side + " ");
            Report(new Diagnostic("GL0340", whole) { Fix = fix });
            return true;
        }

        /// <summary>On which side of a date a distance commonly lies: what is planned or requested is prepared for, what happened is followed. Null if it may lie on either.</summary>
        internal static string? SideOf(string date)
        {
            string[] words = NameTable.WordsOf(date);
            bool Has(string[] others) => words.Any(word => Array.IndexOf(others, word) >= 0);
            return Has(ThatIsToCome) ? "before" : Has(ThatHappened) ? "after" : Has(ThatIsEither) ? null : "before";
        }

        private PartialDate TakeDate(PhraseCursor phrase)
        {
            SourceSpan at = phrase.Here;
            if (phrase.Kind is not (TokenKind.Date or TokenKind.Number))
            {
                Report("GL0174", at);
                return default;
            }

            string typed = phrase.TextAt(phrase.Position++).Replace('\u2013', '-').Replace('\u2011', '-').Replace('\u2010', '-');
            if (!PartialDate.TryParse(typed, out PartialDate date))
            {
                Report(new Diagnostic("GL0175", at, typed) { Fix = LastDayOf(at, typed) });
            }

            return date;
        }

        private ValueNode? TakeDateValue(PhraseCursor phrase)
        {
            // A bare year is a date where a date is expected.
            int start = phrase.Position;
            if (phrase.Kind == TokenKind.Number && phrase.TextAt(start).Length == 4 && !IsCalendarUnit(phrase, start + 1))
            {
                PartialDate year = TakeDate(phrase);
                return year.IsKnown ? new DateNode(phrase.SpanFrom(start), year) : null;
            }

            ValueNode? date = BindValue(phrase);
            if (date is not null && date.Kind != ValueKind.Date)
            {
                Report("GL0303", date.Source, date.Source.ToString());
                return null;
            }

            return date;
        }

        private static bool TryTakeDateComparison(PhraseCursor phrase, out Comparison comparison)
        {
            comparison = Comparison.Less;
            if (phrase.Take("on", "or", "before") || phrase.Take("by", "or", "before"))
            {
                comparison = Comparison.AtMost;
                return true;
            }

            if (phrase.Take("on", "or", "after"))
            {
                comparison = Comparison.AtLeast;
                return true;
            }

            if (phrase.Take("before"))
            {
                return true;
            }

            comparison = Comparison.More;
            return phrase.Take("after");
        }
    }
}
