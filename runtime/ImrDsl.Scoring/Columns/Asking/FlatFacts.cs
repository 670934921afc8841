using System;
using System.Collections.Generic;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns.Asking;

/// <summary>Which values of a fact pass: of a yes/no fact yes, of a choice its members, of a code one set of codes.</summary>
internal sealed class ValueTest
{
    private const int Bits = 64;

    private readonly ulong mask;
    private readonly bool asksBits;
    private readonly IReadOnlyList<int>? members;

    private ValueTest(ulong mask, bool asksBits, IReadOnlyList<int>? members)
    {
        this.mask = mask;
        this.asksBits = asksBits;
        this.members = members;
    }

    /// <summary>Yes passes.</summary>
    public static ValueTest Yes { get; } = new(2, false, null);

    /// <summary>The numbers of values that pass.</summary>
    public static ValueTest OneOf(IReadOnlyList<int> members)
    {
        ulong mask = 0;
        bool fits = true;
        foreach (int member in members)
        {
            fits &= member < Bits;
            mask |= 1UL << member;
        }

        return new ValueTest(mask, false, fits ? null : members);
    }

    /// <summary>The bit that must be set.</summary>
    public static ValueTest InSet(int set) => new(1UL << set, true, null);

    /// <summary>Whether a value passes.</summary>
    public bool Passes(long value) => asksBits ? ((ulong)value & mask) != 0
        : members is not null ? Contains(members, value)
        : value < Bits && (mask >> (int)value & 1) != 0;

    /// <summary>What a default counts as.</summary>
    public Truth OfDefault(DefaultPlan silence) => asksBits ? Truth.NotDocumented
        : silence.YesNo is { } yesNo ? Passes(yesNo ? 1 : 0)
        : silence.ChoiceValue is { } choice ? Passes(choice)
        : Truth.NotDocumented;

    private static bool Contains(IReadOnlyList<int> members, long value)
    {
        foreach (int member in members)
        {
            if (member == value)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A yes/no fact, a choice that is one of some values, a code that is in a set.</summary>
internal sealed class FlatReading(FlatSource source, ValueTest test) : FlatCondition
{
    // What nothing said of the fact comes to; of no meaning for a fact that another stands in for.
    private readonly Truth ofSilence = source.Fact.IsJudgement ? Truth.NeedsJudgement : source.Fact.Default is { } silence ? test.OfDefault(silence) : Truth.NotDocumented;

    // The place of a fact of the case; of a field none.
    private readonly int number = source.Scope < 0 && source.Fact.EntryKind is null ? source.Fact.Number : FlatEntry.None;
    private readonly bool isJudgement = source.Fact.IsJudgement;
    private readonly bool hasStandIn = source.StandIn is not null;

    public override Answer Of(AtHand at) => TruthOf(at);

    /// <summary>What the fact says.</summary>
    public Truth TruthOf(AtHand at)
    {
        // The usual cases at a glance: nothing is said of a fact of the case, or one thing by the record or the reviewer.
        if (number >= 0)
        {
            ref readonly FlatFact fact = ref at.Case.Facts[number];
            if (fact.Knowledge == Knowledge.NotMentioned && !hasStandIn)
            {
                return ofSilence;
            }

            if (fact.Knowledge == Knowledge.Given && fact.Entries == 1)
            {
                ref readonly FlatEntry stated = ref at.Case.Entries[fact.FirstEntry];
                if (isJudgement ? stated.IsKnown : !stated.HasEvidence || stated.DateLast <= at.Case.DecisionDay)
                {
                    return stated.IsKnown ? Truth.Of(test.Passes(stated.Value)) : Truth.NotDocumented;
                }
            }
        }

        if (source.TryOnly(at, out int only))
        {
            return only < 0 ? Truth.NotDocumented : Ask(at, only);
        }

        Statements read = source.Read(at);
        if (read.IsJudgementMissing)
        {
            return Truth.NeedsJudgement;
        }

        if (read.Default is { } silence)
        {
            return test.OfDefault(silence);
        }

        if (!read.IsCertain)
        {
            return Truth.NotDocumented;
        }

        int entry = read.First;
        Truth agreed = Ask(at, entry);
        for (entry = read.Next(entry); entry >= 0; entry = read.Next(entry))
        {
            agreed = Truth.Agree(agreed, Ask(at, entry));
        }

        return agreed;
    }

    private Truth Ask(AtHand at, int entry)
    {
        ref readonly FlatEntry stated = ref at.Case.Entries[entry];
        return stated.IsKnown ? test.Passes(stated.Value) : Truth.NotDocumented;
    }
}

/// <summary>Whether two choices have the same value: "The same choice" in docs/evaluation.md.</summary>
internal sealed class FlatSameChoice(FlatSource left, FlatSource right) : FlatCondition
{
    private const long NotKnown = -1;

    public override Answer Of(AtHand at)
    {
        Statements one = left.Read(at);
        Statements other = right.Read(at);
        if (one.IsJudgementMissing || other.IsJudgementMissing)
        {
            return (one.IsJudgementMissing || one.IsCertain) && (other.IsJudgementMissing || other.IsCertain) ? Truth.NeedsJudgement : Truth.NotDocumented;
        }

        if (!one.IsCertain || !other.IsCertain)
        {
            return Truth.NotDocumented;
        }

        Truth? agreed = null;
        int leftEntry = one.First;
        do
        {
            long leftValue = ValueOf(at, one, leftEntry);
            int rightEntry = other.First;
            do
            {
                Truth answer = Same(leftValue, ValueOf(at, other, rightEntry));
                agreed = agreed is { } known ? Truth.Agree(known, answer) : answer;
                rightEntry = rightEntry < 0 ? FlatEntry.None : other.Next(rightEntry);
            }
            while (rightEntry >= 0);
            leftEntry = leftEntry < 0 ? FlatEntry.None : one.Next(leftEntry);
        }
        while (leftEntry >= 0);
        return agreed.Value;
    }

    private static long ValueOf(AtHand at, Statements read, int entry) => read.Default is { } silence ? silence.ChoiceValue ?? NotKnown
        : at.Case.Entries[entry].IsKnown ? at.Case.Entries[entry].Value
        : NotKnown;

    private static Truth Same(long left, long right) => left == NotKnown || right == NotKnown ? Truth.NotDocumented : left == right;
}

/// <summary>A demand for documentation: "Documented" in docs/evaluation.md.</summary>
internal sealed class FlatDocumented(FlatSource source, EvidenceAsked asked, int scope, FlatCondition? with) : FlatCondition
{
    private readonly bool hasFields = source.Fact.EntryKind is not null;

    public override int Cost => 8 + (with?.Cost ?? 0);

    public override Answer Of(AtHand at)
    {
        int place = source.Find(at, out int inherited);
        FlatFact fact = at.Case.Facts[place];
        if (fact is { Knowledge: Knowledge.Given, Entries: 1 })
        {
            return OnlyEntryQualifies(at, fact.FirstEntry, inherited) ? Ask(at, fact.FirstEntry, inherited) : Truth.NotDocumented;
        }

        if (hasFields && (fact.Knowledge == Knowledge.None || (fact.Knowledge == Knowledge.Given && fact.Entries == 0)))
        {
            return Truth.NotMet;
        }

        Span<PartialDate> dates = stackalloc PartialDate[asked.Dates.Length];
        for (int i = 0; i < dates.Length; i++)
        {
            dates[i] = asked.Dates[i].Date.Of(at);
        }

        var candidates = new Candidates(at, source, place, inherited, new Standard(asked, dates));
        if (!candidates.IsCertain)
        {
            return Truth.NotDocumented;
        }

        int entry = candidates.First;
        Truth agreed = Ask(at, entry, inherited);
        for (entry = candidates.Next(entry); entry >= 0; entry = candidates.Next(entry))
        {
            agreed = Truth.Agree(agreed, Ask(at, entry, inherited));
        }

        return agreed;
    }

    // The usual case: what does not certainly qualify leaves no certain candidate.
    private bool OnlyEntryQualifies(AtHand at, int entry, int inherited)
    {
        int evidence = FlatSource.EvidenceOf(at, entry, inherited);
        if (!asked.IsMetBy(at, evidence).IsMet)
        {
            return false;
        }

        PartialDate date = source.DateOf(at, entry, evidence);
        foreach ((Comparison comparison, FlatDate other) in asked.Dates)
        {
            if (!FlatComparison.Of(date, comparison, other.Of(at)).IsMet)
            {
                return false;
            }
        }

        return at.IsInTime(date).IsMet;
    }

    private Truth Ask(AtHand at, int entry, int inherited)
    {
        if (hasFields)
        {
            if (with is null)
            {
                return Truth.Met;
            }

            at.Hold(scope, entry, FlatSource.EvidenceOf(at, entry, inherited));
            Truth answer = with.Of(at).WhereAllAreRequired;
            at.Release(scope);
            return answer;
        }

        ref readonly FlatEntry stated = ref at.Case.Entries[entry];
        return !stated.IsKnown ? Truth.NotDocumented : source.Fact.Kind != FactKind.YesNo || stated.Value == 1;
    }
}
