using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ImrDsl.Runtime.Description;
using ImrDsl.Runtime.Results;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Explaining;

/// <summary>
/// Explains one root of a guideline (a scope, a criterion, a condition of a service): makes the tree of lines that people read, each with its
/// status and the sentences that say why, from the account and the facts of the case.
/// </summary>
internal sealed partial class LineExplainer
{
    private readonly GuidelineDescription guideline;
    private readonly ICaseFacts facts;
    private readonly AccountIndex account;
    private readonly CalendarDate decisionDate;
    private readonly int root;

    public LineExplainer(GuidelineDescription guideline, ICaseFacts facts, CalendarDate decisionDate, AccountIndex account, int root)
    {
        this.decisionDate = decisionDate;
        this.guideline = guideline;
        this.facts = facts;
        this.account = account;
        this.root = root;
    }

    /// <summary>What the record lacks for this root, in the order in which it was met. Of lines that are open only.</summary>
    public List<Lack> Lacks { get; } = [];

    /// <summary>The root, or a part of it, as a line.</summary>
    /// <param name="node">The root or the part.</param>
    /// <param name="lead">How it is tied to what stands above it, or empty.</param>
    public LineResult Explain(int node, string lead) => Line(guideline.Nodes[node], true, lead, Truth.NotDocumented);

    // A part that was not asked, because the record holds no entry of which to ask it, is as open as what asks it.
    private LineResult Line(NodeDescription node, bool wanted, string lead, Answer ifNotAsked)
    {
        Answer answer = account.AnswerOf(root, node.Number) ?? ifNotAsked;
        Status status = (wanted ? answer : !answer).Status;
        int lacksBefore = Lacks.Count;
        var draft = new LineDraft();
        if (node.Kind != NodeKind.Criteria)
        {
            Explain(node, wanted, draft, answer);
        }
        else if (status == Status.NotMet)
        {
            draft.Say(StatementKind.Contrary, node.Words + (wanted ? ": not met" : ": met"));
        }

        bool isAmountOpen = IsAmountOpen(node, answer);
        if ((status is Status.Met or Status.NotApplicable) && !isAmountOpen)
        {
            draft.Statements.RemoveAll(statement => statement.Kind is StatementKind.Missing or StatementKind.Judgement);
        }

        // More knowledge never turns a line that is decided, so what is missing below it cannot help.
        if (status == Status.NotApplicable || !(answer.Applies.IsOpen || answer.Value.IsOpen || isAmountOpen))
        {
            Lacks.RemoveRange(lacksBefore, Lacks.Count - lacksBefore);
        }

        return new LineResult
        {
            Node = node.Number,
            Label = node.Label,
            Title = node.Title,
            Words = node.Kind == NodeKind.Quantity ? RequestedBy(node).Name : node.Words == node.Title ? string.Empty : node.Words,
            Lead = lead,
            Citation = node.Citation,
            Notes = node.Notes,
            Status = status,
            MustNotHold = !wanted,
            Statements = [.. draft.Statements.OrderBy(statement => statement.Kind)],
            Combination = draft.Combination,
            Parts = [.. draft.Parts.OrderBy(part => part.Lead.Length > 0).ThenBy(part => part.Status)],
        };
    }

    // Adds to a line what a node that stands on it has to say: its parts where they have lines of their own, else sentences.
    private void Explain(NodeDescription node, bool wanted, LineDraft line, Answer ifNotAsked)
    {
        IReadOnlyList<NodeDescription> parts = guideline.PartsOf(node);
        switch (node.Kind)
        {
            case NodeKind.AllOf or NodeKind.AnyOf or NodeKind.NoneOf or NodeKind.AtLeast or NodeKind.Exactly or NodeKind.AtMost:
                ExplainGroup(node, parts, wanted, line, ifNotAsked);
                break;
            case NodeKind.Not:
                Explain(parts[0], !wanted, line, ifNotAsked);
                break;
            case NodeKind.Unless:
                Explain(parts[0], wanted, line, ifNotAsked);
                line.Parts.Add(Line(parts[1], true, "unless", ifNotAsked));
                SayOpenException(parts, line);
                break;
            case NodeKind.AppliesOnlyWhen:
            case NodeKind.ExcusedWhen:
                Explain(parts[0], wanted, line, ifNotAsked);
                line.Parts.Add(Line(parts[1], true, node.Kind == NodeKind.ExcusedWhen ? "excused when" : "applies only when", ifNotAsked));
                break;
            case NodeKind.Quantity:
                ExplainRequested(node, parts, line);
                break;
            case NodeKind.QuantityLine:
                ExplainQuantityLine(node, parts, line, ifNotAsked);
                break;
            case NodeKind.JudgedWhen:
                ExplainJudgedWhen(parts, wanted, line, ifNotAsked);
                break;
            case NodeKind.DefinedCondition:
                Explain(guideline.Nodes[node.Target], wanted, line, ifNotAsked);
                break;
            case NodeKind.Criteria:
                Answer answer = account.AnswerOf(root, node.Number) ?? ifNotAsked;
                line.Say(answer.Value.IsNotMet ? StatementKind.Contrary : StatementKind.Remark, node.Words + ": " + Findings.Words(answer.Status));
                break;
            default:
                ExplainLeaf(node, parts, wanted, line, ifNotAsked);
                break;
        }
    }

    // Only what can matter: the reviewer's question when the reviewer decides, the record's word when not, and why it is open which.
    private void ExplainJudgedWhen(IReadOnlyList<NodeDescription> parts, bool wanted, LineDraft line, Answer ifNotAsked)
    {
        Truth when = (account.AnswerOf(root, parts[0].Number) ?? ifNotAsked).WhereAnySuffices;
        if (when.IsOpen)
        {
            Explain(parts[0], true, line, ifNotAsked);
        }

        if (!when.IsNotMet)
        {
            Explain(parts[1], wanted, line, ifNotAsked);
        }

        if (!when.IsMet)
        {
            Explain(parts[2], wanted, line, ifNotAsked);
        }
    }

    private void ExplainGroup(NodeDescription group, IReadOnlyList<NodeDescription> parts, bool wanted, LineDraft line, Answer ifNotAsked)
    {
        bool partsWanted = group.Kind is NodeKind.NoneOf or NodeKind.AtMost ? !wanted : wanted;

        if (group.Kind is NodeKind.AtLeast or NodeKind.Exactly or NodeKind.AtMost)
        {
            SayCount(group, parts, wanted, line, ifNotAsked);
        }

        // Of "none of" every part is required to be absent; of "any of" that must not be met, every part is required not to be.
        bool isAny = group.Kind == (wanted ? NodeKind.AnyOf : NodeKind.AllOf) || (group.Kind == NodeKind.NoneOf && !wanted);
        if (!group.IsBlock)
        {
            // Where one part suffices, those that do not help are no news.
            List<NodeDescription> told = isAny ? [.. parts.Where(part => IsSatisfied(part, partsWanted))] : [];
            if (isAny && wanted && told.Count == 0)
            {
                told = [.. parts.Where(part => !IsRowOfAnotherKey(part))];
            }

            foreach (NodeDescription part in told.Count > 0 ? told : parts)
            {
                Explain(part, partsWanted, line, ifNotAsked);
            }

            return;
        }

        line.Combination = group.Kind is NodeKind.AtLeast or NodeKind.Exactly or NodeKind.AtMost ? Combination.Some
            : isAny ? Combination.Any
            : Combination.All;
        foreach (NodeDescription part in parts)
        {
            line.Parts.Add(Line(part, partsWanted, string.Empty, ifNotAsked));
        }
    }

    // "at least 2 of 3 are required; 1 is met, 1 is open".
    private void SayCount(NodeDescription group, IReadOnlyList<NodeDescription> parts, bool wanted, LineDraft line, Answer ifNotAsked)
    {
        List<Truth> counted = [.. parts.Select(part => (account.AnswerOf(root, part.Number) ?? ifNotAsked).WhereAnySuffices)];
        int met = counted.Count(part => part.IsMet);
        int open = counted.Count(part => part.IsOpen);
        string bound = group.Kind == NodeKind.AtLeast ? "at least " : group.Kind == NodeKind.AtMost ? "at most " : "exactly ";
        string text = Phrases.Required(bound + group.Count.ToString(CultureInfo.InvariantCulture) + " of " + parts.Count.ToString(CultureInfo.InvariantCulture), wanted)
            + "; " + Phrases.Count(met, "part") + " met" + (open > 0 ? ", " + open.ToString(CultureInfo.InvariantCulture) + " open" : string.Empty);
        Truth value = (account.AnswerOf(root, group.Number) ?? ifNotAsked).Value;
        line.Say(value.IsOpen ? StatementKind.Missing : value.IsMet == wanted ? StatementKind.Support : StatementKind.Contrary, text);
    }

    // A row of a table, of lengths of time, is "all of: the key is that of the row; the length is kept". Of those of other keys there is nothing to say.
    private bool IsRowOfAnotherKey(NodeDescription part) => part.Kind == NodeKind.AllOf && !part.IsBlock
        && account.AnswerOf(root, guideline.PartsOf(part)[0].Number) is { Value.IsNotMet: true };

    private bool IsSatisfied(NodeDescription part, bool wanted) =>
        account.AnswerOf(root, part.Number) is { Applies.IsMet: true } answer && (wanted ? answer.Value.IsMet : answer.Value.IsNotMet);

    private void SayOpenException(IReadOnlyList<NodeDescription> parts, LineDraft line)
    {
        Answer? condition = account.AnswerOf(root, parts[0].Number);
        Answer? exception = account.AnswerOf(root, parts[1].Number);
        if (condition is { Value.IsNotMet: true } && exception is { WhereAnySuffices.IsOpen: true })
        {
            line.Say(StatementKind.Missing, "not met on the record; exception not documented");
        }
        else if (exception is { WhereAnySuffices.IsMet: true } && condition is not { Value.IsMet: true })
        {
            line.Say(StatementKind.Remark, "waived by the exception");
        }
    }
}
