using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns.Circuits;

/// <summary>
/// How the findings of a block's rows follow from what they hang on: as Findings.Of decides one, in a few operations on bitmaps. What cannot come about in a guideline
/// (a recommendation against, necessity in part, a judgement) costs nothing.
/// </summary>
internal sealed class FindingCircuit
{
    private readonly CircuitBuilder circuit;
    private readonly HashSet<int> taken = [];
    private readonly int[] slots = new int[Enum.GetValues<Finding>().Length];

    /// <summary>Makes its steps.</summary>
    /// <param name="signals">What a finding follows from.</param>
    /// <param name="circuit">What the steps are added to.</param>
    public FindingCircuit(FindingSignals signals, CircuitBuilder circuit)
    {
        this.circuit = circuit;
        int before = circuit.Steps.Count;
        Undecided = UndecidedOf(signals);
        Make(signals);
        Steps = [.. circuit.Steps.Skip(before)];
    }

    /// <summary>The steps, to be taken after those of the signals.</summary>
    public Step[] Steps { get; }

    /// <summary>The slot of the rows that hang on what is computed late; <see cref="Frame.Zeros"/> if there cannot be any.</summary>
    public int Undecided { get; }

    /// <summary>The slot of the rows with a finding.</summary>
    public int this[Finding finding] => slots[(int)finding];

    private void Make(FindingSignals signals)
    {
        (Signal against, Signal applies, Signal part, Signal whole, Signal some) = signals;
        int left = Frame.Rows;
        slots[(int)Finding.RecommendsAgainst] = TakeOnce(ref left, against.Met);

        int none = TakeOnce(ref left, applies.NotMet);
        slots[(int)Finding.NotAddressed] = Take(ref none, against.NotMet);
        int judgement = Take(ref none, against.Judgement);

        slots[(int)Finding.NotNecessary] = TakeOnce(ref left, part.NotMet);
        slots[(int)Finding.Necessary] = TakeOnce(ref left, whole.Met);
        judgement = circuit.Or(judgement, TakeOnce(ref left, whole.Judgement));
        slots[(int)Finding.NecessaryInPart] = TakeOnce(ref left, some.Met);

        // Open as the one or the other is: no fact is missing, but a judgement.
        int either = circuit.And(circuit.Or(whole.Judgement, whole.NotMet), circuit.Or(some.Judgement, some.NotMet));
        slots[(int)Finding.NeedsJudgement] = circuit.Or(judgement, TakeOnce(ref left, either));
        slots[(int)Finding.NotEstablished] = circuit.Or(none, left);
    }

    private int UndecidedOf(FindingSignals signals)
    {
        (Signal against, Signal applies, Signal part, Signal whole, Signal some) = signals;
        int partLater = circuit.Or(part.Later, circuit.Or(whole.Later, some.Later));
        int appliesLater = circuit.Or(applies.Later, circuit.AndNot(partLater, part.NotMet));
        int later = circuit.Or(against.Later, circuit.AndNot(appliesLater, applies.NotMet));
        return circuit.And(Frame.Rows, circuit.AndNot(later, against.Met));
    }

    // What was taken once is not left; where whole and part are the same, that is half of the takings.
    private int TakeOnce(ref int left, int rows) => taken.Add(rows) ? Take(ref left, rows) : Frame.Zeros;

    // The rows among those left; and takes them away.
    private int Take(ref int left, int rows)
    {
        int taken = circuit.And(left, rows);
        left = circuit.AndNot(left, rows);
        return taken;
    }
}
