using System;
using System.Runtime.CompilerServices;
using ImrDsl.Values;

namespace ImrDsl.Runtime;

/// <summary>Blocks of conditions each of which may be not applicable, so that the block may be too: "Answers" in docs/evaluation.md.</summary>
public static class Guarded
{
    /// <summary>All of some conditions, each of which may be not applicable.</summary>
    public static Answer AllOf(ReadOnlySpan<Answer> parts)
    {
        var all = new Answer(Truth.NotMet, Truth.Met);
        foreach (Answer part in parts)
        {
            all = new Answer(all.Applies | part.Applies, all.Value & part.WhereAllAreRequired);
        }

        return all;
    }

    /// <summary>All of two conditions, each of which may be not applicable.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Answer AllOf(Answer first, Answer second) =>
        new(first.Applies | second.Applies, first.WhereAllAreRequired & second.WhereAllAreRequired);

    /// <summary>All of three conditions, each of which may be not applicable.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Answer AllOf(Answer first, Answer second, Answer third) =>
        new(first.Applies | second.Applies | third.Applies, first.WhereAllAreRequired & second.WhereAllAreRequired & third.WhereAllAreRequired);

    /// <summary>Any of some conditions, each of which may be not applicable.</summary>
    public static Answer AnyOf(ReadOnlySpan<Answer> parts)
    {
        Answer any = Answer.NotApplicable;
        foreach (Answer part in parts)
        {
            any = new Answer(any.Applies | part.Applies, any.Value | part.WhereAnySuffices);
        }

        return any;
    }

    /// <summary>Any of two conditions, each of which may be not applicable.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Answer AnyOf(Answer first, Answer second) =>
        new(first.Applies | second.Applies, first.WhereAnySuffices | second.WhereAnySuffices);

    /// <summary>Any of three conditions, each of which may be not applicable.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Answer AnyOf(Answer first, Answer second, Answer third) =>
        new(first.Applies | second.Applies | third.Applies, first.WhereAnySuffices | second.WhereAnySuffices | third.WhereAnySuffices);

    /// <summary>None of some conditions, each of which may be not applicable.</summary>
    public static Answer NoneOf(ReadOnlySpan<Answer> parts)
    {
        var none = new Answer(Truth.NotMet, Truth.Met);
        foreach (Answer part in parts)
        {
            none = new Answer(none.Applies | part.Applies, none.Value & (!part).WhereAllAreRequired);
        }

        return none;
    }

    /// <summary>None of two conditions, each of which may be not applicable.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Answer NoneOf(Answer first, Answer second) =>
        new(first.Applies | second.Applies, (!first).WhereAllAreRequired & (!second).WhereAllAreRequired);

    /// <summary>None of three conditions, each of which may be not applicable.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Answer NoneOf(Answer first, Answer second, Answer third) =>
        new(first.Applies | second.Applies | third.Applies, (!first).WhereAllAreRequired & (!second).WhereAllAreRequired & (!third).WhereAllAreRequired);

    /// <summary>At least so many of some conditions, each of which may be not applicable.</summary>
    public static Answer AtLeast(int count, ReadOnlySpan<Answer> parts)
    {
        Span<Truth> counted = parts.Length <= 64 ? stackalloc Truth[parts.Length] : new Truth[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            counted[i] = parts[i].WhereAnySuffices;
        }

        return Conditions.AtLeast(count, counted).When(AnyOf(parts).Applies);
    }

    /// <summary>Exactly so many of some conditions, each of which may be not applicable.</summary>
    public static Answer Exactly(int count, ReadOnlySpan<Answer> parts)
    {
        Answer enough = AtLeast(count, parts);
        return new Answer(enough.Applies, enough.Value & !AtLeast(count + 1, parts).Value);
    }

    /// <summary>At most so many of some conditions, each of which may be not applicable.</summary>
    public static Answer AtMost(int count, ReadOnlySpan<Answer> parts) => !AtLeast(count + 1, parts);
}
