using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using ImrDsl.Values;

namespace ImrDsl.Runtime;

/// <summary>What is asked of each candidate of a fact.</summary>
internal interface IQuestion<T>
{
    /// <summary>The answer of a known value.</summary>
    Truth Of(T value);
}

/// <summary>Is it so?</summary>
internal readonly struct IsYes : IQuestion<bool>
{
    /// <inheritdoc/>
    public Truth Of(bool value) => value;
}

/// <summary>Is it stated at all?</summary>
internal readonly struct IsStated<T> : IQuestion<T>
{
    /// <inheritdoc/>
    public Truth Of(T value) => Truth.Met;
}

/// <summary>Is it one of these values?</summary>
internal readonly ref struct IsOneOf<T>(ReadOnlySpan<T> members) : IQuestion<T>
    where T : struct, Enum
{
    private readonly ReadOnlySpan<T> members = members;

    /// <inheritdoc/>
    public Truth Of(T value)
    {
        foreach (T member in members)
        {
            if (EqualityComparer<T>.Default.Equals(member, value))
            {
                return Truth.Met;
            }
        }

        return Truth.NotMet;
    }
}

/// <summary>Is it one of these codes?</summary>
internal readonly struct IsIn(CodeSet codes) : IQuestion<string>
{
    /// <inheritdoc/>
    public Truth Of(string value) => codes.Contains(value);
}

/// <summary>The answer on which candidates agree.</summary>
internal struct Agreement
{
    private bool hasAnswer;
    private bool isMet;
    private bool isNotMet;

    /// <summary>What they agree on; not documented if they do not.</summary>
    public Truth Answer { get; private set; }

    /// <summary>Whether one decides met and another not met.</summary>
    public readonly bool IsContradictory => isMet && isNotMet;

    /// <summary>The answer of a further candidate.</summary>
    public void Add(Truth answer)
    {
        Answer = hasAnswer ? Truth.Agree(Answer, answer) : answer;
        hasAnswer = true;
        isMet |= answer.IsMet;
        isNotMet |= answer.IsNotMet;
    }
}

/// <summary>Whether a statement says anything of its value.</summary>
internal static class Known
{
    /// <summary>A quantity is known if it has a bound, a period if it has a first day and a last day or is ongoing.</summary>
    public static bool Is<T>(in Entry<T> entry) => entry.IsKnown && IsKnown(entry.Value);

    /// <summary>Whether a stated value says anything.</summary>
    public static bool IsKnown<T>(T value) => typeof(T) == typeof(Number) ? IsKnown(Unsafe.As<T, Number>(ref value))
        : typeof(T) == typeof(PartialDate) ? Unsafe.As<T, PartialDate>(ref value).IsKnown
        : typeof(T) != typeof(Period) || IsKnown(Unsafe.As<T, Period>(ref value));

    private static bool IsKnown(Number number) => number.HasLow || number.HasHigh;

    private static bool IsKnown(Period period) => period.From.IsKnown && (period.To.IsKnown || period.IsOngoing);
}
