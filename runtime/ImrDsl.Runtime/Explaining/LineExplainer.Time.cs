using System.Globalization;
using System.Linq;
using ImrDsl.Runtime.Description;
using ImrDsl.Runtime.Results;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Explaining;

// Windows of time and frequencies of days.
internal sealed partial class LineExplainer
{
    /// <summary>"by nights, 19 to 23 days may count in a run of 30 consecutive days". The entries themselves are too many to be told.</summary>
    private void SayFrequency(NodeDescription node, NodeDescription list, Answer answer, bool wanted, LineDraft line)
    {
        FactDescription fact = guideline.Facts[list.Fact];
        foreach (NotedEntry noted in account.Of(root, list.Number).Where(noted => noted.Entry.Kind is AccountKind.FactMissing or AccountKind.DefaultUsed))
        {
            SayLack(list, noted, line);
        }

        foreach (NodeDescription date in guideline.PartsOf(node).Skip(3).SelectMany(Below))
        {
            foreach (NotedEntry noted in account.Of(root, date.Number).Where(noted => noted.Entry.Kind is AccountKind.FactMissing or AccountKind.DefaultUsed))
            {
                SayLack(date, noted, line);
            }
        }

        SayWindow(node, line);
        string run = node.Count > 0 ? "a run of " + node.Count.ToString(CultureInfo.InvariantCulture) + " consecutive days" : "the days asked for";
        string? counted = account.Of(root, node.Number)
            .Where(noted => noted.Entry.Kind == AccountKind.NumberComputed)
            .Select(noted => DaysThatCount(noted.Entry, node, answer.Value))
            .FirstOrDefault();
        if (counted is null)
        {
            if (answer.Value.IsNotMet)
            {
                line.Say(wanted ? StatementKind.Contrary : StatementKind.Support, run + " does not lie in that time, up to the decision date");
            }

            return;
        }

        string text = "by " + fact.Name + ", " + counted + " in " + run;
        StatementKind kind = answer.Value.IsOpen ? StatementKind.Missing : answer.Value.IsMet == wanted ? StatementKind.Support : StatementKind.Contrary;
        line.Say(kind, text);
        if (answer.Value.IsOpen)
        {
            Lacks.Add(new Lack(fact, null, null, "not recorded for enough days", false));
        }
    }

    // "at least 21 days count": of a range the end that decides; both where it is open.
    private static string DaysThatCount(AccountEntry counted, NodeDescription node, Truth answer)
    {
        string least = (counted.Low / 10_000).ToString(CultureInfo.InvariantCulture);
        string most = (counted.High / 10_000).ToString(CultureInfo.InvariantCulture);
        bool isLeastDeciding = answer.IsMet == node.Comparison is not (Comparison.Less or Comparison.AtMost);
        string days = counted.Low == counted.High ? least : answer.IsOpen ? least + " to " + most : isLeastDeciding ? "at least " + least : "at most " + most;
        return days + (days == "1" ? " day counts" : answer.IsOpen && counted.Low != counted.High ? " days may count" : " days count");
    }

    // The dates that the days that count are measured from; what is missing of them was said with the entries.
    private void SayWindow(NodeDescription value, LineDraft line)
    {
        foreach (NodeDescription date in guideline.PartsOf(value).Where(part => part.Kind == NodeKind.Fact))
        {
            foreach (NotedEntry noted in account.Of(root, date.Number).Where(noted => noted.Entry.Kind == AccountKind.FactUsed))
            {
                FactDescription fact = guideline.Facts[noted.Entry.Fact];
                IFactView view = ViewOf(fact, date, noted, out int entry);
                if (view.EvidenceAt(entry) is { } evidence)
                {
                    line.Say(StatementKind.Support, fact.Name + ": " + (view.ValueAt(entry) ?? "unknown"), evidence);
                }
            }
        }
    }
}
