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
    /// <summary>How often something was so: "in some 30 consecutive days within 3 months after X, usage is at least 4 h on at least 70% of nights".</summary>
    internal sealed partial class Binder
    {
        // A run of days or a window at the start of a line, with something after a comma.
        private bool IsFrequencyNext(PhraseCursor phrase)
        {
            int start = phrase.Position;
            bool isRun = phrase.Take("in") && phrase.TakeAny("some", "any") is not null && phrase.Kind == TokenKind.Number;
            phrase.Position = start;
            return isRun || (!StartsWithMeasure(phrase) && IsWindowNext(phrase));
        }

        private FrequencyNode? BindFrequency(PhraseCursor phrase, int start)
        {
            if (!phrase.IsWord("in") && !Enumerable.Range(start, phrase.Count - start).Any(i => phrase.KindAt(i) == TokenKind.Comma))
            {
                // "within 2 months of first treatment": of what, the line does not say.
                Report("GL0311", phrase.Span(start, phrase.Count), phrase.Words(start, phrase.Count));
                return null;
            }

            if (!TryTakeRun(phrase, out int runDays) || !TryTakeWindow(phrase, out WindowPlan? window))
            {
                return null;
            }

            if (window?.From is null)
            {
                Report("GL0373", phrase.SpanFrom(start), phrase.Words(start, phrase.Position));
                return null;
            }

            int on = LastOn(phrase);
            if (!phrase.Take(TokenKind.Comma) || on <= phrase.Position)
            {
                Report("GL0372", phrase.SpanAt(StartOfShare(phrase)));
                return null;
            }

            PhraseCursor condition = phrase.Slice(phrase.Position, on);
            phrase.Position = on + 1;
            Comparison comparison = TryTakeComparison(phrase, out Comparison stated) ? stated : Comparison.AtLeast;
            int amountAt = phrase.Position;
            TryTakeDecimal(phrase, out decimal amount);
            bool isPercent = phrase.Take(TokenKind.Percent);
            SourceSpan amountSource = phrase.SpanFrom(amountAt);
            phrase.Take("of");
            phrase.SkipArticle();
            if (phrase.AtEnd || !IsListNext(phrase))
            {
                Report("GL0372", phrase.AtEnd ? amountSource : phrase.Here);
                return null;
            }

            decimal most = isPercent ? 100 : runDays;
            if (amount < 0 || (most > 0 && amount > most) || (!isPercent && amount != decimal.Truncate(amount)))
            {
                TextFix? percent = !isPercent && amount is > 0 and <= 100 ? TextFix.Offer(amountSource.Span, amountSource + "%") : null;
                Report(new Diagnostic("GL0374", amountSource, amountSource.ToString(), isPercent ? "100%" : most.ToString(CultureInfo.InvariantCulture)) { Fix = percent });
                return null;
            }

            ListNode? list = BindList(phrase, takesWindow: false);
            if (list is null)
            {
                return null;
            }

            entries.Add(new EntryNames(list.Fact.Fact.EntryKind!, list.Entry));
            ConditionNode? test = BindLeaf(condition, new List<LineSyntax>());
            entries.RemoveAt(entries.Count - 1);
            return test is null ? null : new FrequencyNode(phrase.SpanFrom(start), list, new EntryDateNode(list.Source, list.Entry), test, window)
            {
                RunDays = runDays,
                Comparison = comparison,
                Amount = amount,
                IsPercent = isPercent,
            };
        }

        // "in some 30 consecutive days"; 0 where a window comes at once. False if something was reported.
        private bool TryTakeRun(PhraseCursor phrase, out int days)
        {
            int start = phrase.Position;
            days = 0;
            if (!phrase.Take("in") || phrase.TakeAny("some", "any") is null)
            {
                phrase.Position = start;
                return true;
            }

            TryTakeDecimal(phrase, out decimal length);
            phrase.Take("consecutive");
            string? unit = phrase.TakeAny("days", "nights", "weeks", "day", "night", "week");
            length *= unit is "weeks" or "week" ? 7 : 1;
            if (unit is null || length <= 0 || length != decimal.Truncate(length) || length > 10_000)
            {
                Report("GL0372", phrase.SpanFrom(start));
                return false;
            }

            days = (int)length;
            return true;
        }

        // The "on" before how many days: the last one that a number follows.
        private static int LastOn(PhraseCursor phrase)
        {
            int found = -1;
            int start = phrase.Position;
            for (int i = start; i < phrase.Count; i++)
            {
                phrase.Position = i + 1;
                found = phrase.IsWordAt(i, "on") && StartsWithMeasure(phrase) ? i : found;
            }

            phrase.Position = start;
            return found;
        }
    }
}
