using ImrDsl.Language.Plan;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Compiler.Emission
{
    /// <summary>Windows of time and frequencies of days.</summary>
    internal sealed partial class LoopEmitter
    {
        private void Frequency(FrequencyNode node, EntriesInScope entries)
        {
            string window = Window(node.Window, entries, node.Source);
            string days = locals.Take("days");
            EntriesInScope inside = Begin(node.List, days, "Frequency", entries, takesCase: true);
            Code date = expressions.Value(node.Date, inside);
            Code test = expressions.WhereAnySuffices(node.Test, inside);
            Code? filter = Filter(node.List, days, inside);
            if (filter is not null)
            {
                writer.Statement("Truth isInList = ", filter);
                writer.Open("if (!isInList.IsNotMet)");
            }

            writer.Statement(days + ".Add(" + date.Flat + ", ", test, filter is null ? ", Truth.Met);" : ", isInList);");
            if (filter is not null)
            {
                writer.Close();
            }

            writer.Close();
            string answer = days + ".Answer(" + window + ", " + Literals.Of(node.RunDays) + ", Comparison." + node.Comparison + ", " + Literals.Of(node.Amount)
                + (node.IsPercent ? ", isPercent: true" : string.Empty) + ")";
            Return(
                hasAccount ? "account.Counted(" + Literals.Of(node.Number) + ", " + answer + ", " + days + ".Least, " + days + ".Most)" : answer, node.Source);
        }

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
