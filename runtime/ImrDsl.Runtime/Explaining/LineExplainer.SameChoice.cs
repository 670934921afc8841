using System.Collections.Generic;
using System.Linq;
using ImrDsl.Runtime.Description;
using ImrDsl.Runtime.Results;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Explaining;

// Two choices that have to be the same.
internal sealed partial class LineExplainer
{
    /// <summary>"region: lumbar, requested region: cervical; the same is required".</summary>
    private void SaySameChoice(NodeDescription node, Answer answer, bool wanted, LineDraft line)
    {
        var stated = new List<string>();
        Evidence? evidence = null;
        foreach (NotedEntry noted in account.Of(root, node.Number))
        {
            if (noted.Entry.Kind == AccountKind.FactUsed)
            {
                FactDescription fact = guideline.Facts[noted.Entry.Fact];
                IFactView view = ViewOf(fact, node, noted, out int entry);
                stated.Add(fact.Name + ": " + (view.ValueAt(entry) ?? "unknown"));
                evidence ??= view.EvidenceAt(entry);
            }
            else
            {
                SayLack(node, noted, line);
            }
        }

        if (stated.Count > 0)
        {
            bool isSupport = answer.Value.IsMet == wanted;
            string text = string.Join(", ", stated.Distinct()) + (isSupport || answer.Value.IsOpen ? string.Empty : wanted ? "; the same is required" : "; they must differ");
            line.Say(answer.Value.IsOpen ? StatementKind.Missing : isSupport ? StatementKind.Support : StatementKind.Contrary, text, evidence);
        }
    }
}
