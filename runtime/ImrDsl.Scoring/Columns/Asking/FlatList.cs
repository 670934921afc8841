using System;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns.Asking;

/// <summary>What the record says of a list as a whole.</summary>
internal enum Extent : byte
{
    /// <summary>Nothing.</summary>
    Open,

    /// <summary>There is no entry.</summary>
    None,

    /// <summary>These entries and no others.</summary>
    Complete,

    /// <summary>These entries, and there may be others.</summary>
    Incomplete,
}

/// <summary>The entries of a list that pass every filter: "Lists" in docs/evaluation.md.</summary>
internal sealed class FlatList(FlatSource source, int scope, FlatCondition[] filters)
{
    /// <summary>What the record says of it, and the place of its first entry, or −1.</summary>
    public Extent ExtentOf(AtHand at, out int first, out int inherited)
    {
        int place = source.Find(at, out inherited);
        FlatFact fact = at.Case.Facts[place];
        first = FlatEntry.None;
        if (fact.Knowledge is Knowledge.NotMentioned or Knowledge.Unknown)
        {
            return fact.Knowledge == Knowledge.NotMentioned && source.Fact.Default is { IsNone: true } ? Extent.None : Extent.Open;
        }

        if (fact.Knowledge == Knowledge.None || (fact.Knowledge == Knowledge.Given && fact.Entries == 0))
        {
            return Extent.None;
        }

        first = fact.Entries == 0 ? FlatEntry.None : fact.FirstEntry;
        return fact.Knowledge == Knowledge.Incomplete ? Extent.Incomplete : Extent.Complete;
    }

    /// <summary>Takes up an entry. Returns whether it is in the list.</summary>
    public Truth Hold(AtHand at, int entry, int inherited)
    {
        at.Hold(scope, entry, FlatSource.EvidenceOf(at, entry, inherited));
        Truth passes = Truth.Met;
        foreach (FlatCondition filter in filters)
        {
            passes &= filter.Of(at).WhereAnySuffices;
            if (passes.IsNotMet)
            {
                break;
            }
        }

        return passes;
    }

    /// <summary>Takes up an entry of which it is known whether it is in the list.</summary>
    public void HoldAgain(AtHand at, int entry, int inherited) => at.Hold(scope, entry, FlatSource.EvidenceOf(at, entry, inherited));

    /// <summary>Lays the entry down.</summary>
    public void Release(AtHand at) => at.Release(scope);

    /// <summary>The place of the next entry, or −1.</summary>
    public static int Next(AtHand at, int entry) => at.Case.Entries[entry].Next;
}

/// <summary>Some or every entry of a list.</summary>
internal sealed class FlatQuantified(Quantifier quantifier, FlatList list, FlatCondition? test) : FlatCondition
{
    public override int Cost => 50 + (4 * (test?.Cost ?? 0));

    public override Answer Of(AtHand at)
    {
        bool isSome = quantifier == Quantifier.Some;
        Truth result = isSome ? Truth.NotMet : Truth.Met;
        Extent extent = list.ExtentOf(at, out int entry, out int inherited);
        if (extent == Extent.Open)
        {
            return Truth.NotDocumented;
        }

        for (; entry >= 0 && (isSome ? !result.IsMet : !result.IsNotMet); entry = FlatList.Next(at, entry))
        {
            Truth passes = list.Hold(at, entry, inherited);
            if (!passes.IsNotMet)
            {
                Answer answer = test?.Of(at) ?? Truth.Met;
                result = isSome ? result | (passes & answer.WhereAnySuffices) : result & (!passes | answer.WhereAllAreRequired);
            }
        }

        list.Release(at);
        return extent != Extent.Incomplete ? result : isSome ? result | Truth.NotDocumented : result & Truth.NotDocumented;
    }
}

/// <summary>The number, sum, highest or lowest of a value over a list.</summary>
internal sealed class FlatAggregate(AggregateNode node, FlatList list, FlatNumber? each) : FlatNumber
{
    public override int Cost => 50 + (4 * (each?.Cost ?? 0));

    private readonly bool canDecrease = node.CanDecrease;
    private readonly AggregateKind aggregate = node.Aggregate;

    public override byte Digits => each?.Digits ?? 0;

    public override bool TryWhole(AtHand at, out long value)
    {
        value = 0;
        bool isWhole = aggregate is AggregateKind.Count or AggregateKind.Total;
        Extent extent = list.ExtentOf(at, out int entry, out int inherited);
        isWhole &= extent is Extent.Complete or Extent.None;
        for (; isWhole && entry >= 0; entry = FlatList.Next(at, entry))
        {
            Truth passes = list.Hold(at, entry, inherited);
            long one = 1;
            isWhole = passes.IsNotMet || (passes.IsMet && (each is null || each.TryWhole(at, out one)));
            value += isWhole && passes.IsMet ? one : 0;
            isWhole &= value is > -FlatForm.EndOfScaled and < FlatForm.EndOfScaled;
        }

        list.Release(at);
        return isWhole;
    }

    public override Number Of(AtHand at)
    {
        Extent extent = list.ExtentOf(at, out int first, out int inherited);
        if (extent == Extent.Open)
        {
            return Number.Unknown;
        }

        return aggregate is AggregateKind.Count or AggregateKind.Total ? Sum(at, extent, first, inherited)
            : extent == Extent.Complete ? Extreme(at, first, inherited)
            : Number.Unknown;
    }

    private Number Sum(AtHand at, Extent extent, int entry, int inherited)
    {
        Number sum = 0;
        for (; entry >= 0; entry = FlatList.Next(at, entry))
        {
            Truth passes = list.Hold(at, entry, inherited);
            if (!passes.IsNotMet)
            {
                Number value = each?.Of(at) ?? 1;
                value = canDecrease ? value : Number.NotNegative(value);
                sum += passes.IsMet ? value : Number.Either(0, value);
            }
        }

        list.Release(at);
        return extent != Extent.Incomplete || sum.Error != default ? sum : canDecrease ? Number.Unknown : sum.WithoutUpperBound();
    }

    // First over the entries that are in the list, then over those that may be as well.
    private Number Extreme(AtHand at, int first, int inherited)
    {
        Number? certain = Extreme(at, first, inherited, null);
        return certain is { } result ? Number.Either(result, Extreme(at, first, inherited, result) ?? result) : Number.Unknown;
    }

    private Number? Extreme(AtHand at, int entry, int inherited, Number? certain)
    {
        Number? furthest = certain;
        for (; entry >= 0; entry = FlatList.Next(at, entry))
        {
            Truth passes = list.Hold(at, entry, inherited);
            if (certain is null ? passes.IsMet : passes.IsOpen)
            {
                Number value = each!.Of(at);
                furthest = furthest is not { } known ? value : aggregate == AggregateKind.Highest ? Number.Highest(known, value) : Number.Lowest(known, value);
            }
        }

        list.Release(at);
        return furthest;
    }
}

/// <summary>On how many days of a window an entry of a list passes.</summary>
internal sealed class FlatFrequency(FrequencyNode node, FlatList list, FlatDate date, FlatCondition test, FlatWindow window) : FlatCondition
{
    public override int Cost => 200;

    public override Answer Of(AtHand at)
    {
        TimeWindow asked = window.Of(at);
        Extent extent = list.ExtentOf(at, out int entry, out int inherited);
        if (extent == Extent.Open)
        {
            return Truth.NotDocumented;
        }

        var days = new DayFrequency(at.DecisionDate);
        for (; entry >= 0; entry = FlatList.Next(at, entry))
        {
            Truth passes = list.Hold(at, entry, inherited);
            if (!passes.IsNotMet)
            {
                days.Add(date.Of(at), passes, test.Of(at).WhereAnySuffices);
            }
        }

        list.Release(at);
        if (extent == Extent.Incomplete)
        {
            days.MayHoldMore();
        }

        Truth answer = days.Answer(asked, node.RunDays, node.Comparison, node.Amount, node.IsPercent);
        days.Dispose();
        return answer;
    }
}
