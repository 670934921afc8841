using System.Collections.Generic;
using ImrDsl.Runtime.Description;
using ImrDsl.Runtime.Results;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Explaining;

/// <summary>What is gathered of a line while it is explained.</summary>
internal sealed class LineDraft
{
    private readonly HashSet<Statement> said = [];

    /// <summary>The statements so far, each once.</summary>
    public List<Statement> Statements { get; } = [];

    /// <summary>The parts so far, in printed order.</summary>
    public List<LineResult> Parts { get; } = [];

    /// <summary>How the parts make the line up.</summary>
    public Combination Combination { get; set; }

    /// <summary>Turns statements of one kind into another.</summary>
    public void Demote(StatementKind from, StatementKind to)
    {
        for (int i = 0; i < Statements.Count; i++)
        {
            Statements[i] = Statements[i].Kind == from ? Statements[i] with { Kind = to } : Statements[i];
        }
    }

    /// <summary>Adds what was gathered of a part that stands on the same line.</summary>
    public void Add(LineDraft other)
    {
        foreach (Statement statement in other.Statements)
        {
            Say(statement.Kind, statement.Text[..^statement.Requirement.Length], statement.Evidence, statement.Requirement);
        }

        Parts.AddRange(other.Parts);
    }

    /// <summary>Adds a statement unless it was made already.</summary>
    /// <param name="kind">What it is about.</param>
    /// <param name="text">What it says.</param>
    /// <param name="evidence">The evidence it rests on, or null.</param>
    /// <param name="requirement">What is required instead, to stand behind the evidence: "; failed is required"; or empty.</param>
    public void Say(StatementKind kind, string text, Evidence? evidence = null, string requirement = "")
    {
        var statement = new Statement(kind, text + requirement, evidence) { Requirement = requirement };
        if (said.Add(statement))
        {
            Statements.Add(statement);
        }
    }
}

/// <summary>One thing the record lacks, met while a line was explained.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Holder">The record or list it is a field of, or null.</param>
/// <param name="Wanted">The author's words where documentation is asked, or null: its type.</param>
/// <param name="Problem">What is missing.</param>
/// <param name="IsJudgement">Whether a reviewer has to decide it.</param>
internal sealed record Lack(FactDescription Fact, FactDescription? Holder, string? Wanted, string Problem, bool IsJudgement)
{
    /// <summary>Which entries of the list lack it, if it is some of several: "2013-11-19", "entries 1 and 3"; else empty.</summary>
    public string Which { get; init; } = string.Empty;
}
