using System;
using ImrDsl.Runtime;
using ImrDsl.Scoring.Columns.Asking;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns.Packed;

/// <summary>Tests that bits answer: all of them, or any.</summary>
/// <param name="isAll">Whether all of them are asked, or any.</param>
/// <param name="so">What is asked to be so.</param>
/// <param name="notSo">What is asked not to be so.</param>
/// <param name="judged">Which of them the reviewer decides.</param>
internal sealed class PackedBits(bool isAll, ulong so, ulong notSo, ulong judged) : FlatCondition
{
    public override Answer Of(AtHand at) => isAll ? at.Line.Readings.All(so, notSo, judged) : at.Line.Readings.Any(so, notSo, judged);
}

/// <summary>What is asked of the one entry of a record, where it counts.</summary>
/// <param name="counts">The bit that tells whether it counts.</param>
/// <param name="with">What is asked of it.</param>
internal sealed class PackedRecordCondition(ulong counts, FlatCondition with) : FlatCondition
{
    public override int Cost => 1 + with.Cost;

    public override Answer Of(AtHand at)
    {
        Truth isThere = at.Line.Readings[counts];
        return isThere.IsMet ? with.Of(at).WhereAllAreRequired : isThere;
    }
}

/// <summary>The quantity that a fact states.</summary>
/// <param name="place">Its place among the quantities.</param>
/// <param name="digits">With how many digits behind the point it is kept.</param>
internal sealed class PackedNumberFact(int place, byte digits) : FlatNumber
{
    public override byte Digits => digits;

    public override bool TryWhole(AtHand at, out long value)
    {
        value = at.Line.Number(place);
        return value != Scaled.Unknown;
    }

    public override Number Of(AtHand at)
    {
        int value = at.Line.Number(place);
        return value == Scaled.Unknown ? Number.Unknown : new decimal(Math.Abs(value), 0, 0, value < 0, digits);
    }
}

/// <summary>A comparison of the quantity that a fact states.</summary>
/// <param name="place">Its place among the quantities.</param>
/// <param name="comparison">How it is compared.</param>
/// <param name="bound">With what, kept alike.</param>
internal sealed class PackedNumberComparison(int place, Comparison comparison, int bound) : FlatCondition
{
    public override Answer Of(AtHand at) => Scaled.Compare(at.Line.Number(place), comparison, bound);
}

/// <summary>The change of a quantity, compared with so many percent.</summary>
/// <param name="from">The place of the first quantity.</param>
/// <param name="to">The place of the second one, kept alike.</param>
/// <param name="recorded">The place of the percentage that the record gives, or −1.</param>
/// <param name="isIncrease">Whether an increase is asked.</param>
/// <param name="comparison">How it is compared.</param>
/// <param name="percent">With so many percent.</param>
internal sealed class PackedChange(int from, int to, int recorded, bool isIncrease, Comparison comparison, int percent) : FlatCondition
{
    public override int Cost => 2;

    public override Answer Of(AtHand at) =>
        Scaled.Change(at.Line.Number(from), at.Line.Number(to), recorded < 0 ? Scaled.Unknown : at.Line.Number(recorded), isIncrease, comparison, percent);
}

/// <summary>The date as of which the case is decided.</summary>
internal sealed class PackedDecisionDate : FlatDate
{
    public override PartialDate Of(AtHand at) => PartialDate.Exactly(at.DecisionDate);
}

/// <summary>The date that a fact states.</summary>
/// <param name="place">Its place among the dates.</param>
internal sealed class PackedDateFact(int place) : FlatDate
{
    public override PartialDate Of(AtHand at) => at.Line.Date(place);
}

/// <summary>The time between two dates, compared with a stated length.</summary>
/// <param name="from">The first date.</param>
/// <param name="to">The second date.</param>
/// <param name="comparison">How it is compared.</param>
/// <param name="length">With what.</param>
internal sealed class PackedElapsed(FlatDate from, FlatDate to, Comparison comparison, CalendarDuration length) : FlatCondition
{
    public override int Cost => 3;

    public override Answer Of(AtHand at) => PackedDates.Compare(from.Of(at), to.Of(at), comparison, length);
}
