using System.Collections.Generic;
using System.Linq;
using ImrDsl.Runtime.Description;
using ImrDsl.Runtime.Explaining;
using ImrDsl.Runtime.Results;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Letters;

/// <summary>The decision on an item and its ground, in one or two sentences that name the criteria.</summary>
internal sealed class LetterConclusion(ItemResult item, Numbering sentences, LetterTrace trace)
{
    private readonly List<(string Name, LineResult Line)> asked =
    [
        .. item.Lists.Where(list => !list.IsOutOfScope && !list.IsAgainst).SelectMany(list => list.Criteria.OrderBy(line => line.Node).Select(line => (NameIn(item, list, line), line))),
        .. item.Lines.Where(line => !line.IsAgainst).Select(line => (NameOf(line), line)),
    ];

    private readonly List<(string Name, LineResult Line)> against =
        [.. item.Lists.Where(list => !list.IsOutOfScope && list.IsAgainst).SelectMany(list => list.Criteria.Select(line => (NameIn(item, list, line), line)))];

    /// <summary>The sentences.</summary>
    public IEnumerable<LetterSentence> Sentences()
    {
        switch (item.Finding)
        {
            case Finding.Necessary:
                // Of alternatives one is enough; that others are not met stands below.
                bool isAll = asked.TrueForAll(line => line.Line.Status is Status.Met or Status.NotApplicable);
                yield return Say((isAll ? "Everything" : "Enough of what") + " the guideline asks is met: the request is medically necessary.", Status.Met);
                break;
            case Finding.NecessaryInPart:
                yield return Say(Phrases.Capital(item.Quantity!.Division) + ".", Status.Met, Status.NotMet, Status.NotDocumented, Status.NeedsJudgement);
                if (Naming("is not met", "are not met", Status.NotMet) is { } failing)
                {
                    yield return Say(failing, Status.NotMet);
                }

                break;
            case Finding.NotNecessary:
                yield return Say(Naming("is not met", "are not met", Status.NotMet) ?? "What the guideline asks is not met.", Status.NotMet);
                yield return Say("The request is not medically necessary.", Status.NotMet);
                break;
            case Finding.RecommendsAgainst:
                List<(string Name, LineResult Line)> holding = [.. against.Where(line => line.Line.Status == Status.Met)];
                yield return holding.Count == 0 ? Against() : Say(Phrases.Capital(Phrases.Names([.. holding.Select(line => line.Name)]))
                    + (holding.Count == 1 ? " holds" : " hold") + ": the guideline recommends against it.") with
                {
                    Criteria = [.. holding.Select(line => LetterTree.NameOf(line.Line)).Distinct()],
                };
                yield return Say("The request is not medically necessary.");
                break;
            case Finding.NotAddressed:
                yield return Say(item.Guideline.Id == GuidelineDescription.None.Id ? "No guideline at hand addresses the request."
                    : "The guideline does not address the request: " + item.Reason[(Findings.Words(Finding.NotAddressed) + ", ").Length..] + ".");
                yield return Say(item.Decision == Decision.PendingReviewer
                    ? "The reviewer has to decide it by another authority."
                    : "By it, medical necessity is not shown; the reviewer may turn to another authority.");
                break;
            case Finding.NeedsJudgement:
                yield return Say("Only the reviewer can answer what is open" + OfCriteria(Status.NeedsJudgement) + ": until then, the request is not decided.", Status.NeedsJudgement);
                break;
            default:
                yield return Say(
                    Naming("is not documented", "are not documented", Status.NotDocumented, Status.NeedsJudgement) ?? "The record leaves open what the guideline asks.",
                    Status.NotDocumented,
                    Status.NeedsJudgement);
                yield return Say("Medical necessity is not established"
                    + (item.Quantity is { } amounts && (amounts.Amounts.Necessary != 0 || amounts.Amounts.NotNecessary != 0) ? ": " + amounts.Division : string.Empty) + ".");
                break;
        }

        if (item.Governs && item.Decision == Decision.PendingReviewer && item.Finding is not (Finding.NeedsJudgement or Finding.NotAddressed))
        {
            yield return Say("Guidelines of the same rank decide differently: the reviewer has to weigh them.");
        }
    }

    // What it rests on, where the recommendation is a line of the service.
    private LetterSentence Against()
    {
        List<LineResult> lines = [.. item.Lines.Where(line => line is { IsAgainst: true, Status: Status.Met })];
        string[] why = [.. lines.SelectMany(line => DecidingLines.Telling(line, isAgainst: true)).Where(told => told.Statement.Kind == StatementKind.Contrary)
            .Select(told => told.Statement.Text).Distinct()];
        return Say("The guideline recommends against the request" + (why.Length > 0 ? ": " + string.Join("; ", why) : string.Empty) + ".") with
        {
            Facts = [.. lines.SelectMany(line => trace.FactsOf(line.Node, new HashSet<int>())).Distinct()],
        };
    }

    // What a line allows is told by the division of the amount.
    private bool IsAmount(LineResult line) => item.Guideline.Nodes[line.Node].Kind is NodeKind.QuantityLine or NodeKind.Quantity;

    private string OfCriteria(Status status) => Names(status) is { Count: > 0 } names ? " (" + Phrases.Names(names) + ")" : string.Empty;

    // "Criteria 1, 2 and 5 are not documented."
    private string? Naming(string one, string several, params Status[] statuses)
    {
        List<string> names = Names(statuses);
        return names.Count == 0 ? null : Phrases.Capital(Phrases.Names(names)) + " " + (names.Count == 1 ? one : several) + ".";
    }

    private List<string> Names(params Status[] statuses) => [.. asked.Where(line => statuses.Contains(line.Line.Status) && !IsAmount(line.Line)).Select(line => line.Name).Distinct()];

    private static string NameIn(ItemResult item, ListResult list, LineResult line)
    {
        bool isOnlyList = item.Lists.Count(other => !other.IsOutOfScope) <= 1;
        return NameOf(line) + (isOnlyList || line.Label.Length == 0 ? string.Empty : " for " + list.Name);
    }

    private static string NameOf(LineResult line) => line.Label.Length > 0 ? "criterion " + line.Label : "“" + (line.Title.Length > 0 ? line.Title : line.Words) + "”";

    private LetterSentence Say(string text, params Status[] of)
    {
        List<LineResult> lines = [.. asked.Select(line => line.Line).Where(line => of.Contains(line.Status))];
        return new LetterSentence(sentences.Next(), text)
        {
            Criteria = [.. lines.Select(LetterTree.NameOf).Distinct()],
            Facts = [.. lines.SelectMany(line => trace.FactsOf(line.Node, new HashSet<int>())).Distinct()],
        };
    }
}
