using System;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>Caps: "at most 4 injections in 12 months, counting this request".</summary>
    internal sealed partial class Binder
    {
        // What policies count, each by its singular and plural.
        private static readonly string[] CountedUnits =
        {
            "visit", "visits", "session", "sessions", "treatment", "treatments", "injection", "injections", "level", "levels",
            "dose", "doses", "event", "events", "night", "nights", "tablet", "tablets", "block", "blocks", "procedure", "procedures",
            "application", "applications", "unit", "units", "capsule", "capsules", "pill", "pills", "patch", "patches", "episode", "episodes",
        };

        private static readonly string[] WordsBeforeRequest = { "this", "the", "that", "a", "each", "current", "present", "new", "pending", "requested" };

        /// <summary>What a count or total counts besides the entries: one more for the request at hand, or a number of the case.</summary>
        /// <param name="phrase">The phrase, after the list.</param>
        /// <param name="aggregate">The count or total.</param>
        private ValueNode? BindCounting(PhraseCursor phrase, AggregateNode aggregate)
        {
            int start = phrase.Position;
            phrase.Take(TokenKind.Comma);
            if (!phrase.Take("counting"))
            {
                phrase.Position = start;
                return aggregate;
            }

            int addedAt = phrase.Position;
            ValueNode? added;
            if (phrase.Take("this", "request") || phrase.Take("the", "request") || phrase.Take("this", "one"))
            {
                added = aggregate.Aggregate == AggregateKind.Count ? new NumberNode(phrase.SpanFrom(addedAt), 1, null) : null;
                if (added is null)
                {
                    Report("GL0287", phrase.SpanFrom(addedAt), aggregate.Source.ToString());
                }
            }
            else
            {
                added = aggregate.Aggregate == AggregateKind.Count && ReportOtherRequest(phrase) ? null : BindCounted(phrase, aggregate);
            }

            if (added is null)
            {
                return null;
            }

            // Where the measure stands between, the list alone is what is counted.
            bool isNext = phrase.SpanAt(start - 1).Span.End == aggregate.Source.Span.End;
            SourceSpan source = isNext ? new SourceSpan(aggregate.Source.Text, aggregate.Source.Span.To(phrase.SpanAt(phrase.Position - 1).Span)) : aggregate.Source;
            if (phrase.Kind == TokenKind.Comma && IsComparisonAt(phrase, phrase.Position + 1))
            {
                phrase.Position++;
            }

            return new ArithmeticNode(source, ArithmeticKind.Add, aggregate, added);
        }

        // "counting request", "counting the current one".
        private bool ReportOtherRequest(PhraseCursor phrase)
        {
            int at = phrase.Position;
            int last = at;
            while (Array.IndexOf(WordsBeforeRequest, phrase.WordAt(last)) >= 0)
            {
                last++;
            }

            bool isNamed = phrase.WordAt(last) is "request" or "requests" or "one";
            int end = isNamed ? last + 1 : last;
            bool isWhole = end > at && (end == phrase.Count || phrase.KindAt(end) != TokenKind.Word || IsComparisonAt(phrase, end));
            if (!isWhole || names.Find(phrase, at, out _, out _) is not null)
            {
                return false;
            }

            SourceSpan typed = phrase.Span(at, end);
            ReportGuess("GL0203", typed, "this request", typed.ToString(), "this request");
            return true;
        }

        private ValueNode? BindCounted(PhraseCursor phrase, AggregateNode aggregate)
        {
            ValueNode? counted = BindValue(phrase);
            if (counted is null)
            {
                return null;
            }

            if (counted.Kind != ValueKind.Number)
            {
                Report("GL0319", counted.Source, counted.Source.ToString());
                return null;
            }

            // Entries are counted without a unit: what is counted besides them is so many entries, whatever it calls them.
            return aggregate.Aggregate == AggregateKind.Count && IsCountable(UnitOf(counted)) ? counted : Fit(counted, aggregate);
        }

        private static bool IsCountable(string? unit) => unit is null || Array.IndexOf(CountedUnits, unit) >= 0;

        private static bool IsComparisonAt(PhraseCursor phrase, int at)
        {
            int start = phrase.Position;
            phrase.Position = at;
            bool isComparison = phrase.TakeAny("is", "are", "was", "were") is not null || TryTakeComparison(phrase, out _);
            phrase.Position = start;
            return isComparison;
        }
    }
}
