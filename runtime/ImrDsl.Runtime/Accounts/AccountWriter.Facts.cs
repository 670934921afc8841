using System;
using System.Collections.Generic;
using ImrDsl.Values;

namespace ImrDsl.Runtime;

// Facts: "Reading a fact" and "Documented" in docs/evaluation.md.
public ref partial struct AccountWriter
{
    /// <summary>
    /// Notes, if the record is silent about a fact, that its default is used: another fact, which is then read in its place.
    /// </summary>
    /// <returns>Whether the record is silent.</returns>
    public bool IsSilent<T>(int node, int fact, in Fact<T> stated, Held holder = default)
    {
        if (!stated.IsMentioned)
        {
            Note(AccountKind.DefaultUsed, node, fact, holder.Index);
        }

        return !stated.IsMentioned;
    }

    /// <summary>A yes/no fact as a condition: reads it and notes the answer.</summary>
    /// <param name="node">The node of the guideline.</param>
    /// <param name="fact">The number of the fact.</param>
    /// <param name="stated">What the case holds of it.</param>
    /// <param name="holder">The entry it is a field of.</param>
    /// <param name="ifNotMentioned">The default, if it has one.</param>
    public Truth YesNo(int node, int fact, in Fact<bool> stated, Held holder = default, bool? ifNotMentioned = null) =>
        Answer(node, ReadYesNo(node, fact, stated, holder, ifNotMentioned));

    /// <summary>Reads a yes/no fact. See <see cref="YesNo"/>.</summary>
    public Truth ReadYesNo(int node, int fact, in Fact<bool> stated, Held holder = default, bool? ifNotMentioned = null) =>
        ifNotMentioned is { } silence && IsSilent(node, fact, stated, holder)
            ? silence
            : Read(node, fact, stated, EvidenceStandard.Any, holder, default(IsYes));

    /// <summary>A choice as a condition, met by some of its values: reads it and notes the answer.</summary>
    /// <param name="node">The node of the guideline.</param>
    /// <param name="fact">The number of the fact.</param>
    /// <param name="stated">What the case holds of it.</param>
    /// <param name="members">The values that pass.</param>
    /// <param name="holder">The entry it is a field of.</param>
    /// <param name="ifNotMentioned">The default, if it has one.</param>
    public Truth OneOf<T>(int node, int fact, in Fact<T> stated, scoped ReadOnlySpan<T> members, Held holder = default, T? ifNotMentioned = null)
        where T : struct, Enum => Answer(node, ReadOneOf(node, fact, stated, members, holder, ifNotMentioned));

    /// <summary>Reads a choice. See <see cref="OneOf"/>.</summary>
    public Truth ReadOneOf<T>(int node, int fact, in Fact<T> stated, scoped ReadOnlySpan<T> members, Held holder = default, T? ifNotMentioned = null)
        where T : struct, Enum
    {
        var ask = new IsOneOf<T>(members);
        return ifNotMentioned is { } silence && IsSilent(node, fact, stated, holder)
            ? ask.Of(silence)
            : Read(node, fact, stated, EvidenceStandard.Any, holder, ask);
    }

    /// <summary>Reads a choice by which a table is looked up.</summary>
    /// <param name="node">The node of the guideline.</param>
    /// <param name="fact">The number of the fact.</param>
    /// <param name="stated">What the case holds of it.</param>
    /// <param name="holder">The entry it is a field of.</param>
    /// <param name="ifNotMentioned">The default, if it has one.</param>
    public void Key<T>(int node, int fact, in Fact<T> stated, Held holder = default, T? ifNotMentioned = null)
        where T : struct, Enum
    {
        if (ifNotMentioned is not null && IsSilent(node, fact, stated, holder))
        {
            return;
        }

        var candidates = new Candidates<Fact<T>>(stated, EvidenceStandard.Any, Inherited(stated, holder), decisionDate);
        T? known = null;
        bool agree = true;
        for (int i = 0; i < stated.Count; i++)
        {
            if (!candidates[i].IsNotMet)
            {
                Entry<T> entry = stated[i];
                NoteRead(node, fact, holder.EntryFor(i), entry.IsKnown);
                agree &= !entry.IsKnown || known is not { } other || EqualityComparer<T>.Default.Equals(entry.Value, other);
                known = entry.IsKnown ? entry.Value : known;
            }
        }

        IsSettled(node, fact, holder, candidates.IsCertain && agree);
    }

    /// <summary>A judgement of the reviewer as a condition: reads it and notes the answer.</summary>
    /// <param name="node">The node of the guideline.</param>
    /// <param name="fact">The number of the fact.</param>
    /// <param name="stated">The reviewer's answer.</param>
    /// <param name="holder">The entry it is a field of.</param>
    public Truth Judgement(int node, int fact, in Fact<bool> stated, Held holder = default) =>
        Answer(node, ReadJudgement(node, fact, stated, holder, default(IsYes)));

    /// <summary>A reviewer's choice as a condition, met by some of its values: reads it and notes the answer.</summary>
    /// <param name="node">The node of the guideline.</param>
    /// <param name="fact">The number of the fact.</param>
    /// <param name="stated">The reviewer's answer.</param>
    /// <param name="members">The values that pass.</param>
    /// <param name="holder">The entry it is a field of.</param>
    public Truth JudgementOneOf<T>(int node, int fact, in Fact<T> stated, scoped ReadOnlySpan<T> members, Held holder = default)
        where T : struct, Enum => Answer(node, ReadJudgement(node, fact, stated, holder, new IsOneOf<T>(members)));

    /// <summary>Reads a quantity.</summary>
    /// <param name="node">The node of the guideline.</param>
    /// <param name="fact">The number of the fact.</param>
    /// <param name="stated">What the case holds of it.</param>
    /// <param name="holder">The entry it is a field of.</param>
    /// <param name="ifNotMentioned">The default, if it has one.</param>
    public Number Number(int node, int fact, in Fact<Number> stated, Held holder = default, decimal? ifNotMentioned = null)
    {
        if (ifNotMentioned is { } silence && IsSilent(node, fact, stated, holder))
        {
            return silence;
        }

        if (TryReadOnly(node, fact, stated, EvidenceStandard.Any, holder, out Number only))
        {
            return only;
        }

        var candidates = new Candidates<Fact<Number>>(stated, EvidenceStandard.Any, Inherited(stated, holder), decisionDate);
        Number value = ImrDsl.Values.Number.Unknown;
        bool isFirst = true;
        for (int i = 0; i < stated.Count; i++)
        {
            if (!candidates[i].IsNotMet)
            {
                Number read = stated[i].Value;
                NoteRead(node, fact, holder.EntryFor(i), Known.Is(stated[i]));
                value = isFirst ? read : ImrDsl.Values.Number.Either(value, read);
                isFirst = false;
            }
        }

        return IsSettled(node, fact, holder, candidates.IsCertain) ? value : default;
    }

    /// <summary>Reads a date.</summary>
    /// <param name="node">The node of the guideline.</param>
    /// <param name="fact">The number of the fact.</param>
    /// <param name="stated">What the case holds of it.</param>
    /// <param name="holder">The entry it is a field of.</param>
    public PartialDate Date(int node, int fact, in Fact<PartialDate> stated, Held holder = default)
    {
        if (TryReadOnly(node, fact, stated, EvidenceStandard.Any, holder, out PartialDate only))
        {
            return only;
        }

        var candidates = new Candidates<Fact<PartialDate>>(stated, EvidenceStandard.Any, Inherited(stated, holder), decisionDate);
        PartialDate value = default;
        bool isFirst = true;
        for (int i = 0; i < stated.Count; i++)
        {
            if (!candidates[i].IsNotMet)
            {
                PartialDate read = stated[i].Value;
                NoteRead(node, fact, holder.EntryFor(i), Known.Is(stated[i]));
                value = isFirst ? read : PartialDate.Either(value, read);
                isFirst = false;
            }
        }

        return IsSettled(node, fact, holder, candidates.IsCertain) ? value : default;
    }

    /// <summary>Reads the decision date, which every case gives.</summary>
    /// <param name="node">The node of the guideline.</param>
    /// <param name="fact">The number of the fact.</param>
    /// <param name="given">The date.</param>
    public PartialDate Date(int node, int fact, CalendarDate given)
    {
        NoteRead(node, fact, 0, isKnown: true);
        return given;
    }

    /// <summary>Reads a stretch of time.</summary>
    /// <param name="node">The node of the guideline.</param>
    /// <param name="fact">The number of the fact.</param>
    /// <param name="stated">What the case holds of it.</param>
    /// <param name="holder">The entry it is a field of.</param>
    public Period Period(int node, int fact, in Fact<Period> stated, Held holder = default)
    {
        if (TryReadOnly(node, fact, stated, EvidenceStandard.Any, holder, out Period only))
        {
            return only;
        }

        var candidates = new Candidates<Fact<Period>>(stated, EvidenceStandard.Any, Inherited(stated, holder), decisionDate);
        Period value = default;
        bool isFirst = true;
        for (int i = 0; i < stated.Count; i++)
        {
            if (!candidates[i].IsNotMet)
            {
                Period read = stated[i].Value;
                NoteRead(node, fact, holder.EntryFor(i), Known.Is(stated[i]));
                value = isFirst || read == value ? read : default;
                isFirst = false;
            }
        }

        return IsSettled(node, fact, holder, candidates.IsCertain) ? value : default;
    }

    /// <summary>Reads a quantity that the reviewer judges. See <see cref="Number"/>.</summary>
    public Number JudgedNumber(int node, int fact, in Fact<Number> stated, Held holder = default) =>
        FirstKnown(node, fact, stated, holder, out Number value) ? value : default;

    /// <summary>Reads a date that the reviewer judges. See <see cref="Date(int, int, in Fact{PartialDate}, Held)"/>.</summary>
    public PartialDate JudgedDate(int node, int fact, in Fact<PartialDate> stated, Held holder = default) =>
        FirstKnown(node, fact, stated, holder, out PartialDate value) ? value : default;

    /// <summary>Reads a stretch of time that the reviewer judges. See <see cref="Period"/>.</summary>
    public Period JudgedPeriod(int node, int fact, in Fact<Period> stated, Held holder = default) =>
        FirstKnown(node, fact, stated, holder, out Period value) ? value : default;

    /// <summary>Reads a choice that the reviewer judges, by which a table is looked up. See <see cref="Key"/>.</summary>
    public void JudgedKey<T>(int node, int fact, in Fact<T> stated, Held holder = default)
        where T : struct, Enum => FirstKnown(node, fact, stated, holder, out _);

    /// <summary>Whether a yes/no fact is documented: reads it and notes the answer.</summary>
    /// <param name="node">The node of the guideline.</param>
    /// <param name="fact">The number of the fact.</param>
    /// <param name="stated">What the case holds of it.</param>
    /// <param name="standard">Which statements count.</param>
    /// <param name="holder">The entry it is a field of.</param>
    public Truth IsDocumented(int node, int fact, in Fact<bool> stated, in EvidenceStandard standard, Held holder = default) =>
        Answer(node, Read(node, fact, stated, standard, holder, default(IsYes)));

    /// <summary>Whether the value of a fact is documented: reads it and notes the answer.</summary>
    /// <param name="node">The node of the guideline.</param>
    /// <param name="fact">The number of the fact.</param>
    /// <param name="stated">What the case holds of it.</param>
    /// <param name="standard">Which statements count.</param>
    /// <param name="holder">The entry it is a field of.</param>
    public Truth IsDocumented<T>(int node, int fact, in Fact<T> stated, in EvidenceStandard standard, Held holder = default) =>
        Answer(node, Read(node, fact, stated, standard, holder, default(IsStated<T>)));

    internal Truth Read<T, TQuestion>(int node, int fact, in Fact<T> stated, in EvidenceStandard standard, Held holder, scoped TQuestion question)
        where TQuestion : struct, IQuestion<T>, allows ref struct
    {
        if (TryReadOnly(node, fact, stated, standard, holder, out T only))
        {
            return question.Of(only);
        }

        var candidates = new Candidates<Fact<T>>(stated, standard, Inherited(stated, holder), decisionDate);
        var agreement = new Agreement();
        for (int i = 0; i < stated.Count; i++)
        {
            if (!candidates[i].IsNotMet)
            {
                Entry<T> entry = stated[i];
                bool isKnown = Known.Is(entry);
                NoteRead(node, fact, holder.EntryFor(i), isKnown);
                agreement.Add(isKnown ? question.Of(entry.Value) : Truth.NotDocumented);
            }
        }

        return IsSettled(node, fact, holder, candidates.IsCertain && !agreement.IsContradictory) ? agreement.Answer : Truth.NotDocumented;
    }

    internal Truth ReadJudgement<T, TQuestion>(int node, int fact, in Fact<T> stated, Held holder, scoped TQuestion question)
        where TQuestion : struct, IQuestion<T>, allows ref struct =>
        FirstKnown(node, fact, stated, holder, out T value) ? question.Of(value) : Truth.NeedsJudgement;

    // A reviewer's answer is the first that says anything, whatever its evidence.
    private bool FirstKnown<T>(int node, int fact, in Fact<T> stated, Held holder, out T value)
    {
        for (int i = 0; i < stated.Count; i++)
        {
            if (Known.Is(stated[i]))
            {
                Note(AccountKind.FactUsed, node, fact, holder.EntryFor(i));
                value = stated[i].Value;
                return true;
            }
        }

        Note(AccountKind.JudgementMissing, node, fact, holder.Index);
        value = default!;
        return false;
    }

    // The usual case: one statement alone, which certainly counts and says something.
    private bool TryReadOnly<T>(int node, int fact, in Fact<T> stated, in EvidenceStandard standard, Held holder, out T value)
    {
        bool isRead = stated.TryOnly(decisionDate, holder.Evidence, out value, out Evidence? evidence)
            && Known.IsKnown(value) && standard.IsMetBy(evidence).IsMet;
        if (isRead)
        {
            Note(AccountKind.FactUsed, node, fact, holder.EntryFor(0));
        }

        return isRead;
    }

    // A field has the evidence of the entry that holds it; what stands in for a silent field does not.
    private static Evidence? Inherited<T>(in Fact<T> stated, Held holder) => stated.StandsIn ? null : holder.Evidence;

    private void NoteRead(int node, int fact, int entry, bool isKnown) =>
        Note(isKnown ? AccountKind.FactUsed : AccountKind.FactMissing, node, fact, entry);

    // What leaves a fact open as a whole is one more thing that the record misses.
    private bool IsSettled(int node, int fact, Held holder, bool isSettled)
    {
        if (!isSettled)
        {
            Note(AccountKind.FactMissing, node, fact, holder.Index);
        }

        return isSettled;
    }
}
