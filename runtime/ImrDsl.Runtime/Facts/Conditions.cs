using System;
using ImrDsl.Values;

namespace ImrDsl.Runtime;

/// <summary>Conditions that C# has no operator for: "Answers" in docs/evaluation.md.</summary>
public static class Conditions
{
    /// <summary>Whether a measured time lies between two lengths, both included.</summary>
    public static Truth IsWithin(this ElapsedRange value, CalendarDuration low, CalendarDuration high) => (value >= low) & (value <= high);

    /// <summary>Whether a quantity lies between two others, both included.</summary>
    public static Truth IsWithin(this Number value, Number low, Number high) => (value >= low) & (value <= high);

    /// <summary>Whether a change in percent lies between two values, both included.</summary>
    public static Truth IsWithin(this PercentChange value, decimal low, decimal high) => (value >= low) & (value <= high);

    /// <summary>Compares a change with so many percent.</summary>
    public static Truth Compare(this PercentChange value, Comparison comparison, Number percent) =>
        percent.IsExact ? value.Compare(comparison, percent.Low) : Truth.NotDocumented;

    /// <summary>The points that a condition brings: all of them, none, or either if it is open.</summary>
    public static Number Points(decimal points, Truth isMet) => isMet.IsMet ? points : isMet.IsNotMet ? 0 : Number.Either(0, points);

    /// <summary>A condition that applies only under a guard.</summary>
    public static Answer When(this Truth value, Truth guard) => new(guard, value);

    /// <summary>A condition that may be not applicable, or what waives it.</summary>
    public static Answer Unless(this Answer answer, Truth exception) => new(answer.Applies, answer.Value | exception);

    /// <summary>A condition that can confirm and cannot refute.</summary>
    public static Truth AsConfirmation(this Truth value) => value.IsNotMet ? Truth.NotDocumented : value;

    /// <summary>What the reviewer judges when a condition is met, and what the record says otherwise.</summary>
    public static Truth JudgedWhen(Truth when, Truth judged, Truth recorded) => (when & judged) | (!when & recorded);

    /// <summary>Whether at least so many of some conditions are met.</summary>
    public static Truth AtLeast(int count, ReadOnlySpan<Truth> parts)
    {
        int met = 0;
        int open = 0;
        bool isFactMissing = false;
        foreach (Truth part in parts)
        {
            met += part.IsMet ? 1 : 0;
            open += part.IsOpen ? 1 : 0;
            isFactMissing |= part == Truth.NotDocumented;
        }

        return met >= count ? Truth.Met
            : met + open < count ? Truth.NotMet
            : isFactMissing ? Truth.NotDocumented
            : Truth.NeedsJudgement;
    }

    /// <summary>Whether exactly so many of some conditions are met.</summary>
    public static Truth Exactly(int count, ReadOnlySpan<Truth> parts) => AtLeast(count, parts) & !AtLeast(count + 1, parts);

    /// <summary>Whether at most so many of some conditions are met.</summary>
    public static Truth AtMost(int count, ReadOnlySpan<Truth> parts) => !AtLeast(count + 1, parts);
}
