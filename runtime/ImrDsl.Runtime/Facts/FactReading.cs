using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using ImrDsl.Values;

namespace ImrDsl.Runtime;

/// <summary>
/// Reads the facts of a case as conditions and values: "Reading a fact" and "Documented" in docs/evaluation.md. Allocates nothing.
/// </summary>
/// <remarks>Generated code calls it. <c>holder</c> is the entry of a record or list that a fact is a field of.</remarks>
public static class FactReading
{
    /// <summary>Whether a yes/no fact is so.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Truth IsYes(this in Fact<bool> fact, GuidelineCase c) =>
        !fact.IsPlain ? fact.IsYes(c, default)
        : fact.Knowledge == Knowledge.Given ? fact.PlainValue
        : Truth.NotDocumented;

    /// <summary>Whether a yes/no field of an entry is so.</summary>
    public static Truth IsYes(this in Fact<bool> fact, GuidelineCase c, Held holder) =>
        fact.TryOnly(c.DecisionDate, holder.Evidence, out bool value, out _) ? value
        : fact.Count == 0 ? Truth.NotDocumented
        : Silently(c).ReadYesNo(0, 0, fact, holder);

    /// <summary>Whether a choice is one of some values.</summary>
    public static Truth IsOneOf<T>(this Fact<T> fact, GuidelineCase c, Held holder, ReadOnlySpan<T> members)
        where T : struct, Enum =>
        fact.TryOnly(c.DecisionDate, holder.Evidence, out T value, out _) ? new IsOneOf<T>(members).Of(value)
        : fact.Count == 0 ? Truth.NotDocumented
        : Silently(c).ReadOneOf(0, 0, fact, members, holder);

    /// <summary>Whether a choice of the case is one of some values.</summary>
    public static Truth IsOneOf<T>(this Fact<T> fact, GuidelineCase c, ReadOnlySpan<T> members)
        where T : struct, Enum => fact.IsOneOf(c, default, members);

    /// <summary>Whether a choice is a certain value.</summary>
    public static Truth Is<T>(this Fact<T> fact, GuidelineCase c, Held holder, T member)
        where T : struct, Enum => fact.IsOneOf(c, holder, [member]);

    /// <summary>Whether a choice of the case is a certain value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Truth Is<T>(this Fact<T> fact, GuidelineCase c, T member)
        where T : struct, Enum =>
        !fact.IsPlain ? fact.IsOneOf(c, default, [member])
        : fact.Knowledge == Knowledge.Given ? EqualityComparer<T>.Default.Equals(fact.PlainValue, member)
        : Truth.NotDocumented;

    /// <summary>Whether a code of an entry is one of some codes.</summary>
    public static Truth IsIn(this in Fact<string> fact, GuidelineCase c, Held holder, CodeSet codes) =>
        fact.TryOnly(c.DecisionDate, holder.Evidence, out string value, out _) ? codes.Contains(value)
        : fact.Count == 0 ? Truth.NotDocumented
        : Silently(c).ReadCode(0, 0, fact, codes, holder);

    /// <summary>Whether a code of the case is one of some codes.</summary>
    public static Truth IsIn(this in Fact<string> fact, GuidelineCase c, CodeSet codes) => fact.IsIn(c, default, codes);

    /// <summary>Whether the reviewer says that it is so.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Truth IsJudgedYes(this in Fact<bool> fact, GuidelineCase c) =>
        !fact.IsPlain ? Silently(c).ReadJudgement(0, 0, fact, default, default(IsYes))
        : fact.Knowledge == Knowledge.Given ? fact.PlainValue
        : Truth.NeedsJudgement;

    /// <summary>Whether the reviewer says that a choice is one of some values.</summary>
    public static Truth IsJudgedOneOf<T>(this Fact<T> fact, GuidelineCase c, ReadOnlySpan<T> members)
        where T : struct, Enum => Silently(c).ReadJudgement(0, 0, fact, default, new IsOneOf<T>(members));

    /// <summary>A quantity, in the unit of its declaration.</summary>
    public static Number Value(this in Fact<Number> fact, GuidelineCase c, Held holder = default) =>
        fact.TryOnly(c.DecisionDate, holder.Evidence, out Number value, out _) || fact.Count == 0 ? value : Silently(c).Number(0, 0, fact, holder);

    /// <summary>A date.</summary>
    public static PartialDate Value(this in Fact<PartialDate> fact, GuidelineCase c, Held holder = default) =>
        fact.TryOnly(c.DecisionDate, holder.Evidence, out PartialDate value, out _) || fact.Count == 0 ? value : Silently(c).Date(0, 0, fact, holder);

    /// <summary>A stretch of time.</summary>
    public static Period Value(this in Fact<Period> fact, GuidelineCase c, Held holder = default) =>
        fact.TryOnly(c.DecisionDate, holder.Evidence, out Period value, out _) || fact.Count == 0 ? value : Silently(c).Period(0, 0, fact, holder);

    /// <summary>A quantity that the reviewer judges.</summary>
    public static Number JudgedValue(this in Fact<Number> fact, GuidelineCase c) => Silently(c).JudgedNumber(0, 0, fact);

    /// <summary>A date that the reviewer judges.</summary>
    public static PartialDate JudgedValue(this in Fact<PartialDate> fact, GuidelineCase c) => Silently(c).JudgedDate(0, 0, fact);

    /// <summary>A stretch of time that the reviewer judges.</summary>
    public static Period JudgedValue(this in Fact<Period> fact, GuidelineCase c) => Silently(c).JudgedPeriod(0, 0, fact);

    /// <summary>Whether a yes/no fact is documented by a statement that counts.</summary>
    public static Truth IsDocumented(this in Fact<bool> fact, GuidelineCase c, in EvidenceStandard standard = default, Held holder = default) =>
        fact.TryOnly(c.DecisionDate, holder.Evidence, out bool value, out Evidence? evidence) && standard.IsMetBy(evidence).IsMet ? value
        : fact.Count == 0 ? Truth.NotDocumented
        : Silently(c).IsDocumented(0, 0, fact, standard, holder);

    /// <summary>Whether the value of a fact is documented by a statement that counts.</summary>
    public static Truth IsDocumented<T>(this Fact<T> fact, GuidelineCase c, in EvidenceStandard standard = default, Held holder = default) =>
        Silently(c).IsDocumented(0, 0, fact, standard, holder);

    /// <summary>An account that nobody reads.</summary>
    internal static AccountWriter Silently(GuidelineCase c) => new([], c.DecisionDate);
}
