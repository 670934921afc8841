using System.Collections.Generic;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>Windows of time: the days that count towards an accumulated time or a frequency.</summary>
    internal sealed partial class Binder
    {
        /// <summary>
        /// "within 6 months before D", "in the last 6 months", "since A and before B": one window or several, which together have one start and
        /// one end at most. False if something was reported; the window is null where none comes.
        /// </summary>
        private bool TryTakeWindow(PhraseCursor phrase, out WindowPlan? window)
        {
            int start = phrase.Position;
            WindowEnd? from = null;
            WindowEnd? to = null;
            window = null;
            while (IsWindowNext(phrase))
            {
                List<DateQualifier> standings = TakeWindow(phrase);
                if (standings.Count == 0)
                {
                    return false;
                }

                foreach (DateQualifier standing in standings)
                {
                    bool isStart = standing.Comparison is Comparison.AtLeast or Comparison.More or Comparison.Equal;
                    bool isEnd = standing.Comparison is Comparison.AtMost or Comparison.Less or Comparison.Equal;
                    if ((!isStart && !isEnd) || (isStart && from is not null) || (isEnd && to is not null))
                    {
                        Report("GL0370", phrase.SpanFrom(start), phrase.Words(start, phrase.Position));
                        return false;
                    }

                    WindowEnd end = EndOf(standing, from);
                    from = isStart ? end : from;
                    to = isEnd ? end : to;
                }

                int at = phrase.Position;
                if (!phrase.Take("and") || !IsWindowNext(phrase))
                {
                    phrase.Position = at;
                }
            }

            window = from is null && to is null ? null : new WindowPlan(from, to);
            return true;
        }

        // Both ends of "within 6 months before D" were read from the same words: it is one date.
        private static WindowEnd EndOf(DateQualifier standing, WindowEnd? other)
        {
            (ValueNode date, CalendarDuration by, bool isBack) = standing.Date is DateShiftNode shift
                ? (shift.Date, shift.By, shift.IsBack)
                : (standing.Date, default, false);
            bool isSame = other is not null && ReferenceEquals(other.Date.Source.Text, date.Source.Text) && other.Date.Source.Span.Equals(date.Source.Span);
            return new WindowEnd(isSame ? other!.Date : date, by, isBack, standing.Comparison is Comparison.Less or Comparison.More);
        }

        /// <summary>What may follow the list whose time is added up: a window, allowed gaps, in either order. False if something was reported.</summary>
        private bool TryTakeLimits(PhraseCursor phrase, bool isConsecutive, out WindowPlan? window, out int allowedGapDays)
        {
            window = null;
            allowedGapDays = 0;
            if (!TryTakeWindow(phrase, out window))
            {
                return false;
            }

            phrase.Take(TokenKind.Comma);
            int start = phrase.Position;
            if (phrase.Take("allowing", "gaps", "up", "to") || phrase.Take("allowing", "gaps", "of", "up", "to"))
            {
                if (BindConstant(phrase, out _) is not DurationNode { Value: { IsInMonths: false } gap })
                {
                    Report("GL0313", phrase.Here);
                    return false;
                }

                if (!isConsecutive)
                {
                    Report("GL0371", phrase.SpanFrom(start));
                    return false;
                }

                allowedGapDays = gap.InDays;
            }

            return window is not null || TryTakeWindow(phrase, out window);
        }
    }
}
