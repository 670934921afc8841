using System;
using ImrDsl.Values;

namespace ImrDsl.Runtime;

// Two choices: "The same choice" in docs/evaluation.md.
public ref partial struct AccountWriter
{
    /// <summary>Whether two choices have the same value: reads both and notes the answer.</summary>
    /// <param name="node">The node of the guideline.</param>
    /// <param name="leftFact">The number of one fact.</param>
    /// <param name="left">What the case holds of it.</param>
    /// <param name="rightFact">The number of the other.</param>
    /// <param name="right">What the case holds of it.</param>
    /// <param name="holder">The entry that the one is a field of.</param>
    /// <param name="otherHolder">The entry that the other is a field of.</param>
    /// <param name="ifNotMentioned">The default of the one, if it has one.</param>
    /// <param name="otherIfNotMentioned">The default of the other, if it has one.</param>
    public Truth SameChoice<TLeft, TRight>(
        int node,
        int leftFact,
        in Fact<TLeft> left,
        int rightFact,
        in Fact<TRight> right,
        Held holder = default,
        Held otherHolder = default,
        TLeft? ifNotMentioned = null,
        TRight? otherIfNotMentioned = null)
        where TLeft : struct, Enum
        where TRight : struct, Enum
    {
        Key(node, leftFact, left, holder, ifNotMentioned);
        Key(node, rightFact, right, otherHolder, otherIfNotMentioned);
        Fact<TLeft> one = ifNotMentioned is { } silence ? left.IfNotMentioned(silence) : left;
        Fact<TRight> other = otherIfNotMentioned is { } otherSilence ? right.IfNotMentioned(otherSilence) : right;
        return Answer(node, ImrDsl.Runtime.SameChoice.Of(one, other, decisionDate, holder, otherHolder));
    }
}
