using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns.Asking;

/// <summary>The entries of a list that may be its latest or first: "The latest and the first entry" in docs/evaluation.md.</summary>
internal sealed class FlatChoosing(Choosing choosing, FlatList list, FlatDate date)
{
    private readonly bool isLatest = choosing == Choosing.Latest;

    /// <summary>Chooses.</summary>
    public Chosen Choose(AtHand at)
    {
        Extent extent = list.ExtentOf(at, out int first, out int inherited);
        int left = 0;
        bool isDatedCertain = false;
        bool isUndatedCertain = false;
        CalendarDate bound = default;
        for (int entry = first; entry >= 0; entry = FlatList.Next(at, entry))
        {
            Truth qualifies = Qualifies(at, entry, inherited, out PartialDate dated);
            left += qualifies.IsNotMet ? 0 : 1;
            isUndatedCertain |= qualifies.IsMet && !dated.IsKnown;
            if (qualifies.IsMet && dated.IsKnown)
            {
                CalendarDate end = isLatest ? dated.Earliest : dated.Latest;
                bound = !isDatedCertain || (isLatest ? end > bound : end < bound) ? end : bound;
                isDatedCertain = true;
            }
        }

        return new Chosen(extent, first, inherited, isDatedCertain || (left <= 1 && isUndatedCertain), isDatedCertain, bound, left <= 1);
    }

    /// <summary>Takes up the next candidate from an entry on, which is laid down by <see cref="Release"/>. Returns its place, or −1.</summary>
    public int Candidate(AtHand at, in Chosen chosen, int entry, out PartialDate dated)
    {
        dated = default;
        for (; entry >= 0; entry = FlatList.Next(at, entry))
        {
            bool isCandidate = !Qualifies(at, entry, chosen.Inherited, out dated).IsNotMet
                && (!dated.IsKnown ? chosen.UndatedCount : !chosen.HasBound || (isLatest ? dated.Latest >= chosen.Bound : dated.Earliest <= chosen.Bound));
            if (isCandidate)
            {
                list.HoldAgain(at, entry, chosen.Inherited);
                return entry;
            }
        }

        return FlatEntry.None;
    }

    /// <summary>Lays the candidate down.</summary>
    public void Release(AtHand at) => list.Release(at);

    private Truth Qualifies(AtHand at, int entry, int inherited, out PartialDate dated)
    {
        Truth passes = list.Hold(at, entry, inherited);
        dated = passes.IsNotMet ? PartialDate.Unknown : date.Of(at);
        list.Release(at);
        return passes & at.IsInTime(dated);
    }
}

/// <summary>What choosing came to.</summary>
/// <param name="Extent">What the record says of the list as a whole.</param>
/// <param name="First">The place of its first entry, or −1.</param>
/// <param name="Inherited">The place of the entry that has the evidence of entries without, or −1.</param>
/// <param name="IsCertain">Whether at least one entry certainly qualifies.</param>
/// <param name="HasBound">Whether a dated one does.</param>
/// <param name="Bound">Of the latest entry the first day it can be of; of the first entry the last day.</param>
/// <param name="UndatedCount">Whether no other entry is left beside an undated one.</param>
internal readonly record struct Chosen(Extent Extent, int First, int Inherited, bool IsCertain, bool HasBound, CalendarDate Bound, bool UndatedCount);

/// <summary>A condition on the latest or first entry.</summary>
internal sealed class FlatChosen(FlatChoosing choosing, FlatCondition? with) : FlatCondition
{
    public override int Cost => 100;

    public override Answer Of(AtHand at)
    {
        Chosen chosen = choosing.Choose(at);
        if (chosen.Extent == Extent.None || !chosen.IsCertain)
        {
            return chosen.Extent == Extent.None ? Truth.NotMet : Truth.NotDocumented;
        }

        Truth? agreed = chosen.Extent == Extent.Incomplete && with is not null ? Truth.NotDocumented : null;
        for (int entry = choosing.Candidate(at, chosen, chosen.First, out _); entry >= 0;
            entry = choosing.Candidate(at, chosen, FlatList.Next(at, entry), out _))
        {
            Truth answer = with?.Of(at).WhereAllAreRequired ?? Truth.Met;
            agreed = agreed is { } known ? Truth.Agree(known, answer) : answer;
        }

        choosing.Release(at);
        return agreed ?? Truth.NotDocumented;
    }
}

/// <summary>A quantity of the latest or first entry.</summary>
internal sealed class FlatChosenNumber(FlatChoosing choosing, FlatNumber value) : FlatNumber
{
    public override int Cost => 100;

    public override Number Of(AtHand at)
    {
        Chosen chosen = choosing.Choose(at);
        if (!chosen.IsCertain || chosen.Extent == Extent.Incomplete)
        {
            return Number.Unknown;
        }

        Number? either = null;
        for (int entry = choosing.Candidate(at, chosen, chosen.First, out _); entry >= 0;
            entry = choosing.Candidate(at, chosen, FlatList.Next(at, entry), out _))
        {
            Number one = value.Of(at);
            either = either is { } known ? Number.Either(known, one) : one;
        }

        choosing.Release(at);
        return either ?? Number.Unknown;
    }
}

/// <summary>A date of the latest or first entry; without a value, the date of the entry itself.</summary>
internal sealed class FlatChosenDate(Choosing which, FlatChoosing choosing, FlatDate? value) : FlatDate
{
    public override PartialDate Of(AtHand at)
    {
        Chosen chosen = choosing.Choose(at);
        if (!chosen.IsCertain || (chosen.Extent == Extent.Incomplete && value is not null))
        {
            return PartialDate.Unknown;
        }

        PartialDate? either = null;
        for (int entry = choosing.Candidate(at, chosen, chosen.First, out PartialDate dated); entry >= 0;
            entry = choosing.Candidate(at, chosen, FlatList.Next(at, entry), out dated))
        {
            PartialDate one = value?.Of(at) ?? dated;
            either = either is { } known ? PartialDate.Either(known, one) : one;
        }

        choosing.Release(at);
        PartialDate all = either ?? PartialDate.Unknown;
        return value is not null || !all.IsKnown ? all : Within(at, chosen, all);
    }

    // The date of whichever candidate it is lies between the bound and the furthest day any candidate can be of.
    private PartialDate Within(AtHand at, in Chosen chosen, PartialDate all)
    {
        bool isIncomplete = chosen.Extent == Extent.Incomplete;
        if (which == Choosing.First)
        {
            return isIncomplete ? PartialDate.Unknown : PartialDate.Between(all.Earliest < chosen.Bound ? all.Earliest : chosen.Bound, chosen.Bound);
        }

        CalendarDate last = all.Latest > chosen.Bound ? all.Latest : chosen.Bound;
        return PartialDate.Between(chosen.Bound, isIncomplete || last > at.DecisionDate ? at.DecisionDate : last);
    }
}
