using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Language.Evaluation
{
    /// <summary>Windows of time: "Time" in docs/evaluation.md.</summary>
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

        private static TimeWindow WithStart(TimeWindow window, WindowEnd start) =>
            start.IsStrict ? window.After(start.By, start.IsBack) : window.OnOrAfter(start.By, start.IsBack);

        private static TimeWindow WithEnd(TimeWindow window, WindowEnd end) =>
            end.IsStrict ? window.Before(end.By, end.IsBack) : window.OnOrBefore(end.By, end.IsBack);
    }
}
