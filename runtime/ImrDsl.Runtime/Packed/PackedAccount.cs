using System;
using ImrDsl.Values;

namespace ImrDsl.Runtime;

/// <summary>What a line of a short account records.</summary>
public enum AccountLineKind : byte
{
    /// <summary>The answer of a node: its guard and its value.</summary>
    Answer,

    /// <summary>A quantity that was read: <see cref="AccountLine.Low"/> in units of 1 over <see cref="AccountLine.Scale"/>.</summary>
    Quantity,

    /// <summary>A date that was read: the first and the last day it may be, as <see cref="CalendarDate.DayNumber"/>.</summary>
    Date,

    /// <summary>A quantity or a date that is not known.</summary>
    NotKnown,
}

/// <summary>A line of the short account of a packed case, 16 bytes: the answer of a criterion, the answer of what it asks, or a value that was read for it.</summary>
/// <param name="Node">The number of the node in the guideline; its words stand in the description under that number.</param>
/// <param name="Kind">What it records.</param>
/// <param name="Applies">The guard of an answer.</param>
/// <param name="Value">The value of an answer.</param>
/// <param name="Digits">How many digits after the point a quantity has.</param>
/// <param name="Low">The value, or its least.</param>
/// <param name="High">The value, or its greatest.</param>
public readonly record struct AccountLine(int Node, AccountLineKind Kind, Truth Applies, Truth Value, byte Digits, int Low, int High)
{
    /// <summary>The answer that it records.</summary>
    public Answer Answer => new(Applies, Value);

    /// <summary>How many of <see cref="Low"/> make 1: a power of ten.</summary>
    public int Scale => Digits switch { 0 => 1, 1 => 10, 2 => 100, 3 => 1000, _ => 10_000 };
}

/// <summary>Writes the short account of a packed case into a span. What does not fit is counted.</summary>
/// <param name="lines">Where it is written.</param>
public ref struct PackedAccount(Span<AccountLine> lines)
{
    private readonly Span<AccountLine> lines = lines;

    /// <summary>How many lines the account has.</summary>
    public int Needed { get; private set; }

    /// <summary>Notes an answer of what always applies.</summary>
    /// <param name="node">The number of the node.</param>
    /// <param name="answer">Its answer.</param>
    public Truth Note(int node, Truth answer)
    {
        Add(new AccountLine(node, AccountLineKind.Answer, Truth.Met, answer, 0, 0, 0));
        return answer;
    }

    /// <summary>Notes an answer.</summary>
    /// <param name="node">The number of the node.</param>
    /// <param name="answer">Its answer.</param>
    public Answer Note(int node, Answer answer)
    {
        Add(new AccountLine(node, AccountLineKind.Answer, answer.Applies, answer.Value, 0, 0, 0));
        return answer;
    }

    /// <summary>Notes a quantity that was read.</summary>
    /// <param name="node">The number of the node.</param>
    /// <param name="scaled">The quantity, as <see cref="Scaled"/> has it.</param>
    /// <param name="digits">How many digits after the point it has.</param>
    public void Quantity(int node, int scaled, byte digits) => Add(scaled == Scaled.Unknown
        ? new AccountLine(node, AccountLineKind.NotKnown, default, default, 0, 0, 0)
        : new AccountLine(node, AccountLineKind.Quantity, default, default, digits, scaled, scaled));

    /// <summary>Notes a date that was read.</summary>
    /// <param name="node">The number of the node.</param>
    /// <param name="date">The date.</param>
    public void Date(int node, PartialDate date) => Add(!date.IsKnown
        ? new AccountLine(node, AccountLineKind.NotKnown, default, default, 0, 0, 0)
        : new AccountLine(node, AccountLineKind.Date, default, default, 0, date.Earliest.DayNumber, date.Latest.DayNumber));

    /// <summary>Notes the answers that a whole account has: for a case that does not fit a packed one.</summary>
    /// <param name="account">The account of the service.</param>
    public void Answers(ReadOnlySpan<AccountEntry> account)
    {
        foreach (ref readonly AccountEntry entry in account)
        {
            if (entry.Kind == AccountKind.Answer && entry.Entry < 0)
            {
                Note(entry.Node, new Answer(entry.Applies, entry.Value));
            }
        }
    }

    private void Add(AccountLine line)
    {
        if (Needed < lines.Length)
        {
            lines[Needed] = line;
        }

        Needed++;
    }
}
