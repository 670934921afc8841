using System.Collections.Generic;
using ImrDsl.Runtime.Cases;
using ImrDsl.Runtime.Results;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Letters;

/// <summary>
/// A final determination as a document: what the writers of text, Markdown, HTML and JSON lay out. Every sentence is composed here, once, and can
/// be traced to the criterion and the facts it rests on.
/// </summary>
public sealed record Letter
{
    /// <summary>What the case file says of the case.</summary>
    public required CaseInfo Case { get; init; }

    /// <summary>The date of injury as the record gives it, or null.</summary>
    public string? DateOfInjury { get; init; }

    /// <summary>What the items come to.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>Whether nobody has signed it: then it says nothing of the reviewer.</summary>
    public bool IsDraft { get; init; }

    /// <summary>The rows of its head: "Utilization review", "2014-10-30".</summary>
    public IReadOnlyList<LetterRow> Heading { get; init; } = [];

    /// <summary>The statement of the reviewer's qualifications, and how the determination was made.</summary>
    public IReadOnlyList<LetterSentence> HowMade { get; init; } = [];

    /// <summary>The disputed items, in the order of the case.</summary>
    public required IReadOnlyList<LetterItem> Items { get; init; }

    /// <summary>What it takes to make the same determination again; null if it was not kept.</summary>
    public LetterRecord? Record { get; init; }
}

/// <summary>A name and a value beside it.</summary>
public sealed record LetterRow(string Name, string Value);

/// <summary>A sentence, or a part of one, with what it rests on.</summary>
/// <param name="Id">Its id in the letter: <c>s12</c>.</param>
/// <param name="Text">The words, with the place in the record they rest on.</param>
public sealed record LetterSentence(string Id, string Text)
{
    /// <summary>The criteria it speaks of: stable ids where they have one, else their labels or words; none for what is said of the case or the item.</summary>
    public IReadOnlyList<string> Criteria { get; init; } = [];

    /// <summary>The facts it rests on, by their names.</summary>
    public IReadOnlyList<string> Facts { get; init; } = [];

    /// <summary>What it is about; null for what a writer says in the name of the guideline.</summary>
    public StatementKind? Kind { get; init; }

    /// <summary>Where in the record it stands, or null.</summary>
    public Evidence? Evidence { get; init; }

    /// <summary>The words without the place in the record.</summary>
    public string Words { get; init; } = Text;

    /// <summary>The part of the criterion that stands before it: "a: "; or empty.</summary>
    internal string Prefix { get; init; } = string.Empty;
}

/// <summary>A disputed item with the decision on it.</summary>
public sealed record LetterItem
{
    /// <summary>Its number in the case, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The result by the guideline that decides it.</summary>
    public required ItemResult Result { get; init; }

    /// <summary>What was asked for, in the words of the request; else the title of the service.</summary>
    public required string Title { get; init; }

    /// <summary>What the request says: code, quantity, frequency, body part, stage, dates.</summary>
    public IReadOnlyList<LetterRow> Request { get; init; } = [];

    /// <summary>The finding in words: "medically necessary in part, 6 of 12 visits".</summary>
    public required string Finding { get; init; }

    /// <summary>The decision and its ground, in one or two sentences.</summary>
    public required IReadOnlyList<LetterSentence> Conclusion { get; init; }

    /// <summary>The guideline: title, publication, pages.</summary>
    public required LetterSentence Guideline { get; init; }

    /// <summary>Why this guideline, this edition, and this place in the order of authorities.</summary>
    public IReadOnlyList<LetterSentence> Why { get; init; } = [];

    /// <summary>Warnings: dates that fall into another edition, a code that is not one of the service.</summary>
    public IReadOnlyList<LetterSentence> Warnings { get; init; } = [];

    /// <summary>The criteria, by the lists they stand in.</summary>
    public IReadOnlyList<LetterGroup> Groups { get; init; } = [];

    /// <summary>Evidence in the record against what is asked.</summary>
    public IReadOnlyList<LetterSentence> Contrary { get; init; } = [];

    /// <summary>Whether nothing that is missing can change the decision, because there is evidence against the request that suffices.</summary>
    public bool IsMoot => CanNotChange(Result);

    /// <summary>What the record does not document: what to submit.</summary>
    public IReadOnlyList<LetterQuestion> ToSubmit { get; init; } = [];

    /// <summary>What only the reviewer can answer.</summary>
    public IReadOnlyList<LetterQuestion> ForReviewer { get; init; } = [];

    /// <summary>What would settle an open result, or change one: a sentence for each smallest set of facts. Empty if it was not asked.</summary>
    public IReadOnlyList<LetterSentence> WouldSettle { get; init; } = [];

    /// <summary>What other guidelines say of the item, in the order of authorities.</summary>
    public IReadOnlyList<LetterComparison> Others { get; init; } = [];

    /// <summary>The author's notes on the service and on its lists.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    internal static bool CanNotChange(ItemResult result) => result.Finding is Values.Finding.NotNecessary or Values.Finding.RecommendsAgainst;
}

/// <summary>The criteria of one list, or what the service asks besides.</summary>
/// <param name="Name">"Criteria for non-malignant pain".</param>
/// <param name="Scope">When the list applies; null: always.</param>
/// <param name="IsOut">Whether the list does not apply: then its criteria are not shown.</param>
/// <param name="Lines">Its criteria, those that decide first.</param>
public sealed record LetterGroup(string Name, LetterLine? Scope, bool IsOut, IReadOnlyList<LetterLine> Lines);

/// <summary>A criterion, or a part of one.</summary>
public sealed record LetterLine
{
    /// <summary>Its id in the letter: <c>c7</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The line of the result.</summary>
    public required LineResult Result { get; init; }

    /// <summary>The status in words; of a scope "applies", "may apply", "does not apply".</summary>
    public required string Status { get; init; }

    /// <summary>Label, title and source: "1. Failure of conservative care (page 53)"; the author's words where there is no title.</summary>
    public required string Head { get; init; }

    /// <summary>What it asks in the author's words, where the head does not say it; or empty.</summary>
    public string Asks { get; init; } = string.Empty;

    /// <summary>The facts it reads, by their names.</summary>
    public IReadOnlyList<string> Facts { get; init; } = [];

    /// <summary>Everything there is to say of it.</summary>
    public IReadOnlyList<LetterSentence> Sentences { get; init; } = [];

    /// <summary>What says why its status is what it is, parts included; for writers that do not draw the tree.</summary>
    public IReadOnlyList<LetterSentence> Telling { get; init; } = [];

    /// <summary>Its parts.</summary>
    public IReadOnlyList<LetterLine> Parts { get; init; } = [];
}

/// <summary>A question that is open.</summary>
/// <param name="Number">Its number in the list, from 1.</param>
/// <param name="Fact">What the record lacks.</param>
/// <param name="Sentence">The question.</param>
/// <param name="Wanted">What to send, where the question does not say it; or null.</param>
public sealed record LetterQuestion(int Number, MissingFact Fact, LetterSentence Sentence, string? Wanted);

/// <summary>What another guideline says of the item.</summary>
/// <param name="Result">Its result.</param>
/// <param name="Finding">The finding in words.</param>
/// <param name="Sentence">Why, and its place in the order of authorities.</param>
public sealed record LetterComparison(ItemResult Result, string Finding, LetterSentence Sentence);

/// <summary>What it takes to make a determination again, and to see that nothing has changed.</summary>
/// <param name="EngineVersion">The version of the program that made it.</param>
/// <param name="CaseHash">The SHA-256 of <paramref name="Case"/>, in hexadecimal digits.</param>
/// <param name="Guidelines">The guidelines that took part, every edition.</param>
/// <param name="Case">Every input of the decision: the case in its canonical form, as JSON.</param>
public sealed record LetterRecord(string EngineVersion, string CaseHash, IReadOnlyList<RecordedGuideline> Guidelines, string Case);

/// <summary>A guideline that took part in a determination.</summary>
/// <param name="Id">Its id.</param>
/// <param name="InForce">The days on which this edition is in force.</param>
/// <param name="MeaningHash">What it means, as a hash: the same in two texts that mean the same.</param>
public sealed record RecordedGuideline(string Id, EffectivePeriod InForce, string MeaningHash);
