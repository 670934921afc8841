using System.Collections.Generic;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Language.Evaluation
{
    /// <summary>Windows of time and frequencies of days: "Time" in docs/evaluation.md.</summary>
    internal sealed partial class Evaluation
    {
        private TimeWindow WindowOf(WindowPlan? window)
        {
            if (window is null)
            {
                return default;
            }

            TimeWindow from = window.From is null ? default : WithStart(TimeWindow.Of(DateOf(window.From.Date)), window.From);
            return window.To is null ? from
                : window.IsOfOneDate ? WithEnd(from, window.To)
                : window.From is null ? WithEnd(TimeWindow.Of(DateOf(window.To.Date)), window.To)
                : from.Until(WithEnd(TimeWindow.Of(DateOf(window.To.Date)), window.To));
        }

        private Truth Frequency(FrequencyNode node)
        {
            TimeWindow window = WindowOf(node.Window);
            var entries = new List<(PartialDate Date, Truth IsInList, Truth Passes)>();
            Extent extent = ForEachEntry(node.List, isInList =>
            {
                PartialDate date = DateOf(node.Date);
                entries.Add((date, isInList, AnswerOf(node.Test).WhereAnySuffices));
            });
            if (extent == Extent.Open)
            {
                return Truth.NotDocumented;
            }

            var days = new DayFrequency(record.DecisionDate);
            foreach ((PartialDate date, Truth isInList, Truth passes) in entries)
            {
                days.Add(date, isInList, passes);
            }

            if (extent == Extent.Incomplete)
            {
                NoteMayHoldMore(node.List);
                days.MayHoldMore();
            }

            Truth answer = days.Answer(window, node.RunDays, node.Comparison, node.Amount, node.IsPercent);
            if (days.Most >= 0)
            {
                NoteMeasured(AccountKind.NumberComputed, node, AccountEntry.Pack((decimal)days.Least), AccountEntry.Pack((decimal)days.Most));
            }

            days.Dispose();
            return answer;
        }

        private static TimeWindow WithStart(TimeWindow window, WindowEnd start) =>
            start.IsStrict ? window.After(start.By, start.IsBack) : window.OnOrAfter(start.By, start.IsBack);

        private static TimeWindow WithEnd(TimeWindow window, WindowEnd end) =>
            end.IsStrict ? window.Before(end.By, end.IsBack) : window.OnOrBefore(end.By, end.IsBack);
    }
}
