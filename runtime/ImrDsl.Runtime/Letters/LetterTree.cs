using System.Collections.Generic;
using System.Linq;
using ImrDsl.Runtime.Explaining;
using ImrDsl.Runtime.Results;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Letters;

/// <summary>Makes the tree of criteria of an item, every sentence with its criterion and its facts.</summary>
internal sealed class LetterTree(ItemResult item, LetterTrace trace, Numbering sentences, Numbering lines)
{
    private readonly Dictionary<Statement, (string Criterion, IReadOnlyList<string> Facts)> said = [];

    /// <summary>The criteria by their lists, then what the service asks besides.</summary>
    public IEnumerable<LetterGroup> Groups()
    {
        foreach (ListResult list in item.Lists)
        {
            LetterLine? scope = list.Scope is { } when ? Line(when, "scope of criteria for " + list.Name, ScopeWords(list)) : null;
            IEnumerable<LetterLine> criteria = list.IsOutOfScope ? [] : list.Criteria.Select(line => Line(line, NameOf(line)));
            yield return new LetterGroup("Criteria for " + list.Name, scope, list.IsOutOfScope, [.. criteria]);
        }

        if (item.Lines.Count > 0)
        {
            yield return new LetterGroup("Asked of this service", null, false, [.. item.Lines.OrderBy(line => line is { IsAgainst: true, Status: Values.Status.Met } ? 0 : IsIdle(line) ? 2 : 1).Select(line => Line(line, NameOf(line)))]);
        }
    }

    /// <summary>A sentence that stands in the tree, said once more elsewhere.</summary>
    public LetterSentence Cited(CitedStatement cited)
    {
        (string criterion, IReadOnlyList<string> facts) = said.TryGetValue(cited.Statement, out var known) ? known : (IdOf(item, cited.Criterion), []);
        return Sentence(cited.Statement, Phrases.Capital(cited.Criterion) + ": ", criterion, facts);
    }

    /// <summary>The stable id of a criterion that a result names ("criterion 1 for malignant pain"); the name itself if it has none.</summary>
    public static string IdOf(ItemResult item, string named)
    {
        foreach (ListResult list in item.Lists)
        {
            foreach (LineResult line in list.Criteria)
            {
                string reference = "criterion " + line.Label;
                if (line.Label.Length > 0 && line.Id.Length > 0 && (named == reference || named == reference + " for " + list.Name))
                {
                    return line.Id;
                }
            }
        }

        return named;
    }

    /// <summary>What to call a criterion: its stable id, or its label or words.</summary>
    public static string NameOf(LineResult line) => line.Id.Length > 0 ? line.Id : line.Reference;

    private static string ScopeWords(ListResult list) =>
        list.IsOutOfScope ? "does not apply" : list.Scope!.Status == Values.Status.Met ? "applies" : "may apply";

    private LetterLine Line(LineResult line, string criterion, string? status = null, bool isAgainst = false)
    {
        isAgainst |= line.IsAgainst;
        string id = lines.Next();
        var parts = new HashSet<int>();
        CollectParts(line);
        IReadOnlyList<string> facts = trace.FactsOf(line.Node, parts);
        foreach (Statement statement in line.Statements)
        {
            said.TryAdd(statement, (criterion, facts));
        }

        List<LetterSentence> own = [.. Shown(line, status).Select(statement => Sentence(statement, string.Empty, criterion, facts))];
        List<LetterLine> below = [.. line.Parts.Where(part => IsNews(line, part)).Select(part => Line(part, criterion, isAgainst: isAgainst))];
        return new LetterLine
        {
            Id = id,
            Result = line,
            Status = status ?? StatusWords(line),
            Head = Head(line, status is not null),
            Asks = line.Title.Length > 0 ? line.Words : string.Empty,
            Facts = facts,
            Sentences = own,
            Telling = [.. DecidingLines.Telling(line, isAgainst)
                .Select(told => Sentence(told.Statement, told.Prefix, criterion, said.TryGetValue(told.Statement, out var known) ? known.Facts : facts))],
            Parts = below,
        };

        void CollectParts(LineResult of)
        {
            foreach (LineResult part in of.Parts)
            {
                parts.Add(part.Node);
            }
        }
    }

    // A recommendation against and an exception are no criteria: if their condition is not met, nothing is missing.
    private static string StatusWords(LineResult line) => (line.Lead.Length > 0, line.Status) switch
    {
        (true, Values.Status.Met) => "holds",
        (true, Values.Status.NotMet) => "does not hold",
        _ => line.StatusWords,
    };

    private static bool IsIdle(LineResult line) => line is { IsAgainst: true, Status: Values.Status.NotMet };

    // Of a list that does not apply only what speaks against it is told.
    private static IEnumerable<Statement> Shown(LineResult line, string? status) =>
        line.Statements.Where(statement => status != "does not apply" || statement.Kind == StatementKind.Contrary);

    // Where one part suffices, those that do not help are no news; nor is an exception that nobody needs.
    private static bool IsNews(LineResult line, LineResult part)
    {
        bool isOptional = line.Combination == Combination.Any || part.Lead is "unless" or "excused when";
        return !isOptional || line.Status != Values.Status.Met || part.Status == Values.Status.Met;
    }

    // "1. Failure of conservative care (page 53)"
    private static string Head(LineResult line, bool isScope)
    {
        string label = line.Label.Length > 0 ? line.Label + ". " : string.Empty;
        string lead = line.Lead.Length > 0 && !isScope && line.Id.Length == 0 ? line.Lead + " " : string.Empty;
        return label + lead + (line.Title.Length > 0 ? line.Title : line.Words) + (line.Citation is null ? string.Empty : " (" + line.Citation + ")");
    }

    private LetterSentence Sentence(Statement statement, string prefix, string criterion, IReadOnlyList<string> facts) =>
        new(sentences.Next(), prefix + DeterminationText.Sentence(statement))
        {
            Criteria = criterion.Length > 0 ? [criterion] : [],
            Facts = facts,
            Kind = statement.Kind,
            Evidence = statement.Evidence,
            Words = prefix + statement.Text,
            Prefix = prefix,
        };
}
