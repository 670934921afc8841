using System;
using ImrDsl.Runtime.Lines;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns.Asking;

/// <summary>The case at hand, and of each record or list that is being gone through, the entry at hand. One for each thread.</summary>
/// <param name="scopes">How many constructs of the guideline have an entry at hand.</param>
internal sealed class AtHand(int scopes)
{
    private readonly int[] entries = new int[scopes];
    private readonly int[] evidence = new int[scopes];

    /// <summary>The case.</summary>
    public FlatCase Case { get; private set; } = new();

    /// <summary>The packed readings of the case, where it is asked by them.</summary>
    public LineReader Line { get; private set; } = null!;

    /// <summary>The date as of which it is decided.</summary>
    public CalendarDate DecisionDate { get; private set; }

    /// <summary>Takes up a case.</summary>
    public void Take(FlatCase taken)
    {
        Case = taken;
        DecisionDate = CalendarDate.FromDayNumber(taken.DecisionDay);
        Array.Fill(entries, FlatEntry.None);
    }

    /// <summary>Takes up the case of a line that was read into packed readings.</summary>
    public void Take(LineReader taken)
    {
        Line = taken;
        DecisionDate = taken.DecisionDate;
    }

    /// <summary>Takes up an entry of a record or list.</summary>
    /// <param name="scope">Whose.</param>
    /// <param name="entry">Its place among the entries of the case.</param>
    /// <param name="evidenceOf">The place of the entry that has its evidence, or −1.</param>
    public void Hold(int scope, int entry, int evidenceOf)
    {
        entries[scope] = entry;
        evidence[scope] = evidenceOf;
    }

    /// <summary>Lays it down.</summary>
    public void Release(int scope) => entries[scope] = FlatEntry.None;

    /// <summary>The entry at hand, or −1.</summary>
    public int EntryOf(int scope) => entries[scope];

    /// <summary>The place of the entry that has the evidence of the entry at hand, or −1.</summary>
    public int EvidenceOf(int scope) => evidence[scope];

    /// <summary>Whether a dated statement is one of the record as of the decision: an undated one is not held to be after it.</summary>
    public Truth IsInTime(PartialDate date) => date.IsKnown ? date <= DecisionDate : Truth.Met;
}
