using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ImrDsl.Runtime.Explaining;
using ImrDsl.Runtime.Results;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Letters;

/// <summary>Words that the writers of letters share.</summary>
internal static class LetterWords
{
    /// <summary>The title of the document.</summary>
    public static string Title(Letter letter) =>
        "Independent medical review: final determination" + (letter.IsDraft ? " (draft)" : string.Empty);

    /// <summary>The decision on an item: "Upheld".</summary>
    public static string Decision(LetterItem item) => Phrases.Capital(Findings.Words(item.Result.Decision));

    /// <summary>
    /// Why a criterion has its status, on one line. What is missing is named by its number among what to submit; only evidence that does not suffice is told.
    /// </summary>
    public static string Why(LetterLine line, LetterItem item)
    {
        string name = LetterTree.NameOf(line.Result);
        List<LetterQuestion> submit = [.. item.ToSubmit.Where(question => question.Sentence.Criteria.Contains(name))];
        List<LetterQuestion> decide = [.. item.ForReviewer.Where(question => question.Sentence.Criteria.Contains(name))];
        List<string> why =
        [
            .. Joined(line.Telling.Where(sentence => !submit.Any(question => Asks(question, sentence)) && (sentence.Kind != StatementKind.Judgement || decide.Count == 0))
                .DistinctBy(sentence => sentence.Text)),
        ];
        if (submit.Count > 0)
        {
            why.Add("missing: " + Numbers(submit) + " below");
        }

        if (decide.Count > 0)
        {
            why.Add((decide.Count == 1 ? "question " : "questions ") + Numbers(decide) + " for the reviewer");
        }

        return string.Join("; ", why);
    }

    // The part, and the list of which several entries are told, are named once.
    private static IEnumerable<string> Joined(IEnumerable<LetterSentence> sentences)
    {
        LetterSentence? before = null;
        foreach (LetterSentence sentence in sentences)
        {
            bool isOfPart = before is not null && before.Prefix == sentence.Prefix;
            string own = sentence.Text[sentence.Prefix.Length..];
            int name = own.IndexOf(": ", StringComparison.Ordinal) + 2;
            bool isOfList = isOfPart && name > 1 && sentence.Kind == StatementKind.Support && before!.Kind == StatementKind.Support
                && before.Text.AsSpan(before.Prefix.Length).StartsWith(own.AsSpan(0, name), StringComparison.Ordinal);
            yield return isOfList ? own[name..] : isOfPart ? own : sentence.Text;
            before = sentence;
        }
    }

    /// <summary>The lines of a list that are told: when it applies, unless a list before it said the same, then the criteria that are asked.</summary>
    public static IEnumerable<LetterLine> Shown(LetterGroup group, LetterItem item)
    {
        IEnumerable<LetterLine> asked = group.Lines.Where(line => line.Result.Status != Status.NotApplicable && !IsIdle(line));
        return group.Scope is { } scope && !InOrder(item).TakeWhile(before => before != group).Any(before => IsSaidBy(before, scope)) ? asked.Prepend(scope) : asked;
    }

    private static bool IsSaidBy(LetterGroup before, LetterLine scope) => before.Scope is { } said
        && said.Status == scope.Status && said.Telling.Select(sentence => sentence.Text).SequenceEqual(scope.Telling.Select(sentence => sentence.Text));

    /// <summary>A criterion with why it has its status. Why a list applies says when it does; and nothing is said twice.</summary>
    public static string Told(LetterLine line, string why) => why.Length == 0 ? line.Head
        : line.Result.Lead == LineResult.ScopeLead || why.StartsWith(line.Head + ":", StringComparison.OrdinalIgnoreCase) ? why
        : line.Head + ": " + why;

    /// <summary>The head of the evidence against the request; what the criteria that are not met say already is not repeated below it.</summary>
    public static string AgainstHeading(LetterItem item) =>
        NotToldYet(item).Count < item.Contrary.Count ? "Other evidence against the request" : "Evidence against the request";

    /// <summary>Evidence against the request that stands with no criterion that is not met.</summary>
    public static IReadOnlyList<string> NotToldYet(LetterItem item)
    {
        HashSet<string> told = [.. item.Groups.SelectMany(group => Shown(group, item)).SelectMany(line => line.Telling).Select(sentence => sentence.Text[sentence.Prefix.Length..])];
        return [.. item.Contrary.Select(sentence => sentence.Text).Where(against => !told.Any(text => against.EndsWith(text, StringComparison.Ordinal)))];
    }

    /// <summary>The lists that apply: first what the guideline advises against, then those of which a criterion is not met.</summary>
    public static IEnumerable<LetterGroup> InOrder(LetterItem item) =>
        item.Groups.Where(group => !group.IsOut)
            .OrderBy(group => group.Lines.Any(line => line.Result is { IsAgainst: true, Status: Status.Met }) ? 0
                : group.Lines.Any(line => line.Result is { IsAgainst: false, Status: Status.NotMet }) ? 1 : 2);

    /// <summary>The lists that do not apply, each with why.</summary>
    public static IReadOnlyList<string> NotApplying(LetterItem item) =>
        [.. item.Groups.Where(group => group.IsOut).GroupBy(group => string.Join("; ", group.Scope!.Telling.Select(sentence => sentence.Words).Distinct()))
            .Select(same => string.Join("; ", same.Select(group => group.Name)) + ": " + same.Key)];

    /// <summary>A question with the criteria that ask it: "Does the patient have sepsis? (criterion 5)".</summary>
    public static string WithCriteria(LetterQuestion question) => question.Sentence.Text + " (" + Phrases.And(question.Fact.Criteria) + ")";

    /// <summary>The head of the list of what would settle the item.</summary>
    public static string SettleHeading(LetterItem item) => item.IsMoot ? "What would change it" : "What would settle it";

    /// <summary>The head of the list of what is missing.</summary>
    public static string SubmitHeading(LetterItem item) => item.IsMoot ? "Not documented either; by itself it would not change the decision" : "What to submit";

    /// <summary>Why another guideline finds what it finds, and its place, without the finding itself.</summary>
    public static string WhyOf(LetterComparison other) =>
        other.Sentence.Text.StartsWith(other.Finding, StringComparison.Ordinal) ? other.Sentence.Text[other.Finding.Length..].TrimStart(',', ';', ' ') : other.Sentence.Text;

    /// <summary>What another guideline says, in a sentence.</summary>
    public static string Compared(LetterComparison other) => other.Result.Guideline.Title + " (" + other.Result.Guideline.Id + "): " + other.Sentence.Text + ".";

    /// <summary>Words with a full stop, unless they end in one already.</summary>
    public static string Stopped(string words) => words.Length > 0 && words[^1] is '.' or '?' ? words : words + ".";

    // Whether a question says all that a sentence says: "sepsis: not mentioned".
    private static bool Asks(LetterQuestion question, LetterSentence sentence) => sentence is { Kind: StatementKind.Missing, Evidence: null } && question.Fact.Problem != LineExplainer.Contradiction
        && sentence.Text.Contains(question.Fact.Name, StringComparison.OrdinalIgnoreCase) && sentence.Text.Contains(question.Fact.Problem, StringComparison.OrdinalIgnoreCase);

    private static string Numbers(List<LetterQuestion> questions) =>
        Phrases.Runs([.. questions.Select(question => question.Number.ToString(CultureInfo.InvariantCulture))]);

    /// <summary>The criteria that are not asked of this request, a sentence for each reason: "6. Successful trial: not asked at this stage."</summary>
    public static IEnumerable<LetterSentence> NotAsked(LetterGroup group) =>
        group.Lines.Where(line => line.Result.Status == Status.NotApplicable)
            .GroupBy(line => line.Telling.Count > 0 ? line.Telling[0].Text : string.Empty)
            .Select(lines => new LetterSentence(
                lines.First().Id,
                string.Join("; ", lines.Select(line => line.Head)) + (lines.Key.Length > 0 ? ": " + lines.Key : string.Empty) + ".")
            {
                Criteria = [.. lines.Select(line => LetterTree.NameOf(line.Result))],
            });

    /// <summary>The criteria of a recommendation against the service that do not hold, in one sentence; null if there are none.</summary>
    public static LetterSentence? NotHolding(LetterGroup group)
    {
        List<LetterLine> idle = [.. group.Lines.Where(IsIdle)];
        return idle.Count == 0 ? null : new LetterSentence(idle[0].Id, string.Join("; ", idle.Select(line => line.Head)) + ".")
        {
            Criteria = [.. idle.Select(line => LetterTree.NameOf(line.Result))],
        };
    }

    private static bool IsIdle(LetterLine line) => line.Result is { IsAgainst: true, Status: Status.NotMet, Id.Length: > 0 };

    /// <summary>What it takes to make the determination again, in a sentence.</summary>
    public static string Record(LetterRecord record) => "Record: imr " + record.EngineVersion + "; case " + Short(record.CaseHash) + "; "
        + string.Join("; ", record.Guidelines.Select(guideline => guideline.Id
            + (guideline.InForce.ToString() is { Length: > 0 } inForce ? " in force " + inForce : string.Empty) + ", meaning " + Short(guideline.MeaningHash))) + ".";

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] : hash;
}
