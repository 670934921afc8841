using ImrDsl.Language.Plan;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Compiler.Emission
{
    /// <summary>Windows of time.</summary>
    internal sealed partial class LoopEmitter
    {
        // TimeWindow window = TimeWindow.Of(c.RequestDate.Value(c)).OnOrAfter(CalendarDuration.Months(6), isBack: true).Before();
        private string Window(WindowPlan? window, EntriesInScope entries, SourceSpan source)
        {
            if (window is null)
            {
                return string.Empty;
            }

            string local = locals.Take("window");
            string text = window.From is null ? string.Empty : Of(window.From.Date, entries) + End(window.From, ".After(", ".OnOrAfter(");
            if (window.To is not null)
            {
                string end = End(window.To, ".Before(", ".OnOrBefore(");
                text = window.IsOfOneDate ? text + end
                    : window.From is null ? Of(window.To.Date, entries) + end
                    : text + ".Until(" + Of(window.To.Date, entries) + end + ")";
            }

            writer.Statement("TimeWindow " + local + " = ", Code.Leaf(text, source));
            return local;
        }

        private string Of(ValueNode date, EntriesInScope entries) => "TimeWindow.Of(" + expressions.Value(date, entries).Flat + ")";

        private static string End(WindowEnd end, string strict, string inclusive) =>
            (end.IsStrict ? strict : inclusive) + (end.By.Amount == 0 ? string.Empty : Literals.Of(end.By) + (end.IsBack ? ", isBack: true" : string.Empty)) + ")";
    }
}
