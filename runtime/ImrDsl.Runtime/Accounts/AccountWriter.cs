using System;
using ImrDsl.Values;

namespace ImrDsl.Runtime;

/// <summary>
/// Writes the account of an evaluation into a caller's span, and reads facts so that the account tells how: "The account" in
/// docs/evaluation.md. What does not fit is counted and not written; it never throws. Allocates nothing.
/// </summary>
/// <remarks>Generated code calls it; the numbers it passes are those of the nodes and facts of the guideline.</remarks>
public ref partial struct AccountWriter
{
    private readonly Span<AccountEntry> entries;
    private readonly CalendarDate decisionDate;

    // One more than the index of the innermost entry at hand, so that the default is none.
    private int placeAtHand;

    /// <summary>An empty account.</summary>
    /// <param name="entries">Where it is written.</param>
    /// <param name="decisionDate">The date as of which the case is decided.</param>
    public AccountWriter(Span<AccountEntry> entries, CalendarDate decisionDate)
    {
        this.entries = entries;
        this.decisionDate = decisionDate;
    }

    /// <summary>How many entries the whole account has, written or not.</summary>
    public int Needed { get; private set; }

    /// <summary>How many entries are written: the first ones.</summary>
    public readonly int Written => Math.Min(Needed, entries.Length);

    /// <summary>Notes the answer of a condition.</summary>
    /// <param name="node">The node of the guideline.</param>
    /// <param name="value">Its answer.</param>
    public Truth Answer(int node, Truth value)
    {
        Write(new AccountEntry(AccountKind.Answer, node, -1, placeAtHand - 1, Truth.Met, value, 0, 0));
        return value;
    }

    /// <summary>Notes the answer of a condition that may be not applicable.</summary>
    /// <param name="node">The node of the guideline.</param>
    /// <param name="answer">Its answer.</param>
    public Answer Answer(int node, Answer answer)
    {
        Write(new AccountEntry(AccountKind.Answer, node, -1, placeAtHand - 1, answer.Applies, answer.Value, 0, 0));
        return answer;
    }

    /// <summary>Leaves the entries at hand while a definition is evaluated, whose body stands outside of them.</summary>
    /// <returns>What <see cref="Return"/> takes.</returns>
    public int Leave()
    {
        int outer = placeAtHand;
        placeAtHand = 0;
        return outer;
    }

    /// <summary>Returns to the entries at hand.</summary>
    /// <param name="outer">What <see cref="Leave"/> gave.</param>
    public void Return(int outer) => placeAtHand = outer;

    /// <summary>Enters an entry of a record or list.</summary>
    /// <returns>What <see cref="Return"/> takes.</returns>
    internal int Enter(int index)
    {
        int outer = placeAtHand;
        placeAtHand = index + 1;
        return outer;
    }

    /// <summary>Notes something about a fact.</summary>
    internal void Note(AccountKind kind, int node, int fact, int entry, Truth value = default) =>
        Write(new AccountEntry(kind, node, fact, entry, default, value, 0, 0));

    /// <summary>Notes a rule that decided.</summary>
    internal void Note(int node, AccountRule rule) =>
        Write(new AccountEntry(AccountKind.RuleApplied, node, -1, placeAtHand - 1, default, default, (long)rule, 0));

    /// <summary>Notes a measurement.</summary>
    internal void Note(AccountKind kind, int node, long low, long high) =>
        Write(new AccountEntry(kind, node, -1, placeAtHand - 1, default, default, low, high));

    /// <summary>Takes back everything that was noted after so many entries.</summary>
    internal void Rewind(int needed) => Needed = needed;

    private void Write(in AccountEntry entry)
    {
        if (Needed < entries.Length)
        {
            entries[Needed] = entry;
        }

        Needed++;
    }
}
