using System.Collections.Generic;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Description;

/// <summary>What there is to say of a node of a guideline. Constant data.</summary>
public sealed class NodeDescription
{
    /// <summary>A node.</summary>
    /// <param name="number">Its place among all nodes; what an account calls it.</param>
    /// <param name="parent">The node it is a part of, or −1 for a scope, a criterion, a definition's body or a service's condition.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="words">The author's words, white space folded.</param>
    public NodeDescription(int number, int parent, NodeKind kind, string words)
    {
        Number = number;
        Parent = parent;
        Kind = kind;
        Words = words;
    }

    /// <summary>Its place in <see cref="GuidelineDescription.Nodes"/>.</summary>
    public int Number { get; }

    /// <summary>The node it is a part of, or −1.</summary>
    public int Parent { get; }

    /// <summary>What it is.</summary>
    public NodeKind Kind { get; }

    /// <summary>The author's words, white space folded; for a block only its head (<c>all of</c>).</summary>
    public string Words { get; }

    /// <summary>For a value, what to call it: <c>pain duration</c>. By default its words.</summary>
    public string Name
    {
        get => field ?? Words;
        init;
    }

    /// <summary>The label, or empty.</summary>
    public string Label { get; init; } = string.Empty;

    /// <summary>The title, or empty.</summary>
    public string Title { get; init; } = string.Empty;

    /// <summary>The source the author cites, or null.</summary>
    public string? Citation { get; init; }

    /// <summary>The author's notes.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The number of the fact it reads or whose entries it walks over, or −1.</summary>
    public int Fact { get; init; } = -1;

    /// <summary>The root of the definition it refers to, or −1.</summary>
    public int Target { get; init; } = -1;

    /// <summary>The number in "at least 2 of"; the days of a run of a <see cref="NodeKind.Frequency"/>, 0 for all days of its window.</summary>
    public int Count { get; init; }

    /// <summary>How a <see cref="NodeKind.Comparison"/> or a <see cref="NodeKind.Frequency"/> compares.</summary>
    public Comparison Comparison { get; init; }

    /// <summary>Whether a comparison is one of dates, so that <see cref="Values.Comparison.Less"/> is "before".</summary>
    public bool IsOfDates { get; init; }

    /// <summary>The unit of a computed number, or null.</summary>
    public string? Unit { get; init; }

    /// <summary>The values that pass a <see cref="NodeKind.Membership"/>, by their numbers.</summary>
    public IReadOnlyList<int> Members { get; init; } = [];

    /// <summary>Whether its parts stand on lines of their own.</summary>
    public bool IsBlock { get; init; }

    /// <summary>The file it stands in, or null for that of the guideline.</summary>
    public string? File { get; init; }

    /// <summary>The line it stands on, from 1.</summary>
    public int Line { get; init; }

    /// <summary>Whether it is met or not, rather than having a value.</summary>
    public bool IsCondition => Kind < NodeKind.Constant;
}

/// <summary>A list of criteria.</summary>
public sealed class ListDescription
{
    /// <summary>A list.</summary>
    /// <param name="name">What it is for: <c>non-malignant pain</c>.</param>
    /// <param name="scope">The node that says when it applies, or −1: always.</param>
    /// <param name="criteria">Its criteria, in printed order.</param>
    public ListDescription(string name, int scope, params IReadOnlyList<CriterionDescription> criteria)
    {
        Name = name;
        Scope = scope;
        Criteria = criteria;
    }

    /// <summary>What it is for.</summary>
    public string Name { get; }

    /// <summary>The node that says when it applies, or −1: always.</summary>
    public int Scope { get; }

    /// <summary>Its criteria, in printed order.</summary>
    public IReadOnlyList<CriterionDescription> Criteria { get; }

    /// <summary>The author's notes.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>A criterion of a list.</summary>
/// <param name="Node">What it asks.</param>
/// <param name="Id">Its stable id: <c>mtus.idds@2009-07-18/non-malignant pain/4</c>.</param>
public sealed record CriterionDescription(int Node, string Id);
