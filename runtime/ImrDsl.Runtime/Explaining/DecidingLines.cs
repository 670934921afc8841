using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ImrDsl.Runtime.Results;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Explaining;

/// <summary>Says in a few lines why a result is as it is: the criteria that decide it, with the sentences of the determination.</summary>
public static class DecidingLines
{
    private const int Most = 8;

    /// <summary>
    /// Why the finding of an item is what it is: the reason, then the criteria that explain it, each with its sentences ("  - " before them).
    /// At most eight lines and "and 3 more".
    /// </summary>
    /// <param name="item">The result.</param>
    public static IReadOnlyList<string> Of(ItemResult item) => Short(["why: " + item.Reason], ReasonsOf(item));

    /// <summary>The criteria, scopes and lines of the service that explain the finding of an item.</summary>
    /// <param name="item">The result.</param>
    public static IReadOnlyList<LineResult> ReasonsOf(ItemResult item) => item.Finding == Finding.NotAddressed
        ? [.. item.Lists.Select(list => list.Scope).OfType<LineResult>()]
        : [.. AsksOf(item).Where(line => Explains(item.Finding, line))];

    /// <summary>Why a criterion, a part of one, or a line of the service has the status it has. Empty if the item does not show it.</summary>
    /// <param name="item">The result.</param>
    /// <param name="node">The number of its node in the guideline.</param>
    public static IReadOnlyList<string> Of(ItemResult item, int node)
    {
        foreach (ListResult list in item.Lists)
        {
            if (Telling(list.Criteria, node) is { } criterion)
            {
                return Short([], list.IsOutOfScope ? [criterion, list.Scope!] : [criterion]);
            }
        }

        return Telling(item.Lines, node) is { } own ? Short([], [own]) : [];
    }

    // The line of a node; the whole line it is a part of, if it has nothing to say itself: of a record that is not there, no field was asked.
    private static LineResult? Telling(IEnumerable<LineResult> lines, int node) => lines
        .Select(line => Find(line, node) is not { } found ? null : Sentences(found, line.IsAgainst).Any() ? found : line)
        .FirstOrDefault(found => found is not null);

    private static IEnumerable<LineResult> AsksOf(ItemResult item) =>
        item.Lists.Where(list => !list.IsOutOfScope).SelectMany(list => list.Criteria.Concat(list.Scope is { } scope ? [scope] : [])).Concat(item.Lines);

    private static bool Explains(Finding finding, LineResult line) => finding switch
    {
        Finding.Necessary => line.Status == Status.Met && line.Lead.Length == 0,
        Finding.NecessaryInPart => line.Status != Status.NotApplicable && !line.IsAgainst && line.Lead.Length == 0,
        Finding.NotNecessary => line.Status == Status.NotMet && !line.IsAgainst,
        Finding.RecommendsAgainst => line.IsAgainst,
        Finding.NeedsJudgement => line.Status == Status.NeedsJudgement,
        _ => line.Status is Status.NotDocumented or Status.NeedsJudgement,
    };

    private static LineResult? Find(LineResult line, int node) =>
        line.Node == node ? line : line.Parts.Select(part => Find(part, node)).FirstOrDefault(found => found is not null);

    // "1. Pain: not documented", and beneath it the sentences that say why; a line each if they are few, else the first of each criterion beside it.
    private static List<string> Short(List<string> head, IReadOnlyList<LineResult> lines)
    {
        List<List<string>> sentences = [.. lines.Select(line => Sentences(line, line.IsAgainst).Distinct().ToList())];
        bool isLong = lines.Count > 1 && head.Count + lines.Count + sentences.Sum(told => told.Count) > Most;
        for (int i = 0; i < lines.Count; i++)
        {
            List<string> told = sentences[i];
            head.Add(NameOf(lines[i]) + ": " + Findings.Words(lines[i].Status)
                + (!isLong || told.Count == 0 ? string.Empty : ": " + told[0] + (told.Count > 1 ? More(told.Count - 1) : string.Empty)));
            head.AddRange(isLong ? [] : told.Select(sentence => "  - " + sentence));
        }

        int more = head.Count - Most;
        return more <= 1 ? head : [.. head.Take(Most), More(more)[2..]];
    }

    private static string More(int count) => ", and " + count.ToString(CultureInfo.InvariantCulture) + " more";

    private static string NameOf(LineResult line) => (line.Label.Length > 0 ? line.Label + ". " : string.Empty)
        + (line.Lead.Length > 0 ? line.Lead + " " : string.Empty)
        + (line.Title.Length > 0 ? line.Title : line.Words.Length > 0 ? "“" + line.Words + "”" : "the condition of the service");

    private static IEnumerable<string> Sentences(LineResult line, bool isAgainst) =>
        Telling(line, isAgainst).Select(told => told.Prefix + DeterminationText.Sentence(told.Statement));

    /// <summary>The statements that say why a line has the status it has, each with the part it stands on and what to write before it.</summary>
    internal static IEnumerable<(LineResult Line, Statement Statement, string Prefix)> Telling(LineResult line, bool isAgainst) =>
        line.Statements.Where(statement => Tells(line, isAgainst, statement.Kind)).Select(statement => (line, statement, string.Empty))
            .Concat(line.Parts.Where(part => Explains(line, part)).SelectMany(part => Telling(part, isAgainst).Select(told =>
                (told.Line, told.Statement, (part.Label.Length > 0 ? part.Label + ": " : part.Lead.Length > 0 ? part.Lead + ": " : string.Empty) + told.Prefix))));

    // On a line without parts also what was measured, and why it is not asked only by the line that says so.
    private static bool Tells(LineResult line, bool isAgainst, StatementKind kind) => line.Status switch
    {
        Status.NotApplicable when line.Parts.Any(part => part.Lead.Length > 0) => false,
        Status.NotMet when line is { Parts.Count: 0, Lead.Length: 0 } && !isAgainst && kind is (StatementKind.Support or StatementKind.Default) => true,
        _ => Explains(line.Status, isAgainst, kind),
    };

    private static bool Explains(Status status, bool isAgainst, StatementKind kind) => kind == StatementKind.SetAside || status switch
    {
        Status.NotMet => kind == (isAgainst ? StatementKind.Support : StatementKind.Contrary),
        Status.NotDocumented => kind is StatementKind.Missing or StatementKind.Judgement,
        Status.NeedsJudgement => kind == StatementKind.Judgement,
        Status.Met => kind == (isAgainst ? StatementKind.Contrary : StatementKind.Support) || kind is StatementKind.Default or StatementKind.Remark,
        _ => true,
    };

    // A part explains its line if it has the same status; of an exception and of a condition to apply only what is open or holds.
    private static bool Explains(LineResult line, LineResult part) => line.Status switch
    {
        Status.NotMet => part.Status == Status.NotMet && part.Lead.Length == 0,
        Status.NotDocumented => part.Status is Status.NotDocumented or Status.NeedsJudgement,
        Status.NotApplicable => part.Lead.Length > 0,
        _ => part.Status == line.Status,
    };
}
