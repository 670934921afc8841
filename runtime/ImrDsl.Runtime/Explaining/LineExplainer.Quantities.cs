using System.Collections.Generic;
using System.Linq;
using ImrDsl.Runtime.Description;
using ImrDsl.Runtime.Results;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Explaining;

// Quantity lines: what is requested, and what each line allows.
internal sealed partial class LineExplainer
{
    /// <summary>What is said of the amount requested: evidence, defaults, and that it is missing or not exact.</summary>
    private void ExplainRequested(NodeDescription quantity, IReadOnlyList<NodeDescription> parts, LineDraft line)
    {
        int lacksBefore = Lacks.Count;
        SayValue(parts[0], line);
        if (Lacks.Count == lacksBefore && account.AnswerOf(root, quantity.Number) is { Value.IsOpen: true } && AddInexact(parts[0], isAny: false))
        {
            line.Say(StatementKind.Missing, Lacks[^1].Fact.Name + " is " + Lacks[^1].Problem);
        }
    }

    private void ExplainQuantityLine(NodeDescription node, IReadOnlyList<NodeDescription> parts, LineDraft line, Answer ifNotAsked)
    {
        List<NodeDescription> amounts = [.. parts.Take(parts.Count - 1)];
        int lacksBefore = Lacks.Count;
        amounts.ForEach(amount => SayValue(amount, line));

        bool isConstant = parts[0].Kind == NodeKind.Constant && parts.Count == 2;
        if (!isConstant && AllowedBy(node) is { } allowed)
        {
            bool isAny = allowed is { Low: 0, High: long.MaxValue };
            string shown = Phrases.Quantity(allowed, RequestedBy(guideline.Nodes[node.Parent]).Unit);
            line.Say(
                allowed is { Low: 0, High: 0 } ? StatementKind.Contrary : IsExact(allowed) ? StatementKind.Remark : StatementKind.Missing,
                isAny ? "how much it allows is not documented"
                : allowed is not { Low: 0, High: 0 } ? "it allows " + shown : parts.Count > 2 ? "nothing is left of the amount it allows" : "it allows nothing");
            if (!IsExact(allowed) && Lacks.Count == lacksBefore)
            {
                AddInexact(amounts, line);
            }
        }

        // What criteria it refers to, its words say.
        if (parts[^1].Kind != NodeKind.Criteria)
        {
            Explain(parts[^1], true, line, ifNotAsked);
        }

        SayRules(node, line);
    }

    // The fact that holds the amount requested.
    private FactDescription RequestedBy(NodeDescription quantity) => guideline.Facts[guideline.PartsOf(quantity)[0].Fact];

    // A line that is met may still leave open how much it allows.
    private bool IsAmountOpen(NodeDescription node, Answer answer) =>
        node.Kind == NodeKind.QuantityLine && answer.WhereAnySuffices.IsMet && !(AllowedBy(node) is { } allowed && IsExact(allowed));

    private AccountEntry? AllowedBy(NodeDescription line)
    {
        foreach (NotedEntry noted in account.Of(root, line.Number))
        {
            if (noted.Entry.Kind == AccountKind.NumberComputed)
            {
                return noted.Entry;
            }
        }

        return null;
    }

    private static bool IsExact(in AccountEntry computed) => computed.Low == computed.High;
}
