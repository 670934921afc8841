using System;
using System.Runtime.CompilerServices;
using ImrDsl.Values;

namespace ImrDsl.Runtime;

/// <summary>Compares two choices: "The same choice" in docs/evaluation.md. Allocates nothing.</summary>
/// <remarks>Generated code calls it. Each closed list is an enum of its own; the values of both stand in the same order.</remarks>
public static class SameChoice
{
    /// <summary>Whether two choices have the same value.</summary>
    /// <param name="left">What the case holds of one.</param>
    /// <param name="c">The case.</param>
    /// <param name="right">What it holds of the other.</param>
    /// <param name="holder">The entry that <paramref name="left"/> is a field of.</param>
    /// <param name="otherHolder">The entry that <paramref name="right"/> is a field of.</param>
    public static Truth IsSameAs<TLeft, TRight>(
        this in Fact<TLeft> left, GuidelineCase c, in Fact<TRight> right, Held holder = default, Held otherHolder = default)
        where TLeft : struct, Enum
        where TRight : struct, Enum => Of(left, right, c.DecisionDate, holder, otherHolder);

    internal static Truth Of<TLeft, TRight>(in Fact<TLeft> left, in Fact<TRight> right, CalendarDate decisionDate, Held holder, Held otherHolder)
        where TLeft : struct, Enum
        where TRight : struct, Enum
    {
        if (left.TryOnly(decisionDate, holder.Evidence, out TLeft one, out _) && right.TryOnly(decisionDate, otherHolder.Evidence, out TRight other, out _))
        {
            return NumberOf(one) == NumberOf(other);
        }

        // Candidates are asked pair by pair: any of them may be the one that counts.
        var lefts = new Candidates<Fact<TLeft>>(left, EvidenceStandard.Any, left.StandsIn ? null : holder.Evidence, decisionDate);
        var rights = new Candidates<Fact<TRight>>(right, EvidenceStandard.Any, right.StandsIn ? null : otherHolder.Evidence, decisionDate);
        if (!lefts.IsCertain || !rights.IsCertain)
        {
            return Truth.NotDocumented;
        }

        var agreement = new Agreement();
        for (int i = 0; i < left.Count; i++)
        {
            for (int j = 0; j < right.Count; j++)
            {
                if (!lefts[i].IsNotMet && !rights[j].IsNotMet)
                {
                    bool areKnown = left[i].IsKnown && right[j].IsKnown;
                    agreement.Add(areKnown ? NumberOf(left[i].Value) == NumberOf(right[j].Value) : Truth.NotDocumented);
                }
            }
        }

        return agreement.Answer;
    }

    private static int NumberOf<T>(T value)
        where T : struct, Enum => Unsafe.As<T, int>(ref value);
}
