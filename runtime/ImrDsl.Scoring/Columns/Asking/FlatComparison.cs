using ImrDsl.Language.Plan;
using ImrDsl.Runtime;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns.Asking;

/// <summary>A comparison of two quantities.</summary>
internal sealed class FlatComparison(FlatNumber left, Comparison comparison, FlatNumber right) : FlatCondition
{
    public override int Cost => 2 * (left.Cost + right.Cost);

    private readonly bool areAlike = left.Digits == right.Digits;

    public override Answer Of(AtHand at) => areAlike && left.TryWhole(at, out long one) && right.TryWhole(at, out long other)
        ? Of(one.CompareTo(other), comparison)
        : left.Of(at).Compare(comparison, right.Of(at));

    private static Truth Of(int order, Comparison comparison) => comparison switch
    {
        Comparison.Less => order < 0,
        Comparison.AtMost => order <= 0,
        Comparison.AtLeast => order >= 0,
        Comparison.More => order > 0,
        Comparison.Equal => order == 0,
        _ => order != 0,
    };

    /// <summary>Compares two dates.</summary>
    public static Truth Of(PartialDate left, Comparison comparison, PartialDate right) => comparison switch
    {
        Comparison.Less => left < right,
        Comparison.AtMost => left <= right,
        Comparison.AtLeast => left >= right,
        Comparison.More => left > right,
        Comparison.Equal => left.SameDayAs(right),
        _ => !left.SameDayAs(right),
    };
}

/// <summary>A comparison of two dates.</summary>
internal sealed class FlatDateComparison(FlatDate left, Comparison comparison, FlatDate right) : FlatCondition
{
    public override Answer Of(AtHand at) => FlatComparison.Of(left.Of(at), comparison, right.Of(at));
}

/// <summary>A comparison of a measured time with a stated one.</summary>
internal sealed class FlatTimeComparison(FlatTime time, Comparison comparison, CalendarDuration length) : FlatCondition
{
    public override int Cost => time.Cost;

    public override Answer Of(AtHand at) => time.Compare(at, comparison, length);
}

/// <summary>A comparison of a change in percent with a constant.</summary>
internal sealed class FlatChangeComparison(FlatChange change, Comparison comparison, decimal percent) : FlatCondition
{
    public override int Cost => 4;

    public override Answer Of(AtHand at) =>
        change.TryWritten(at, out int from, out int to) && percent is >= 0 and <= 10_000 && decimal.Truncate(percent) == percent
            ? Scaled.Change(from, to, Scaled.Unknown, change.IsIncrease, comparison, (int)percent)
            : change.Of(at).Compare(comparison, percent);
}

/// <summary>A test of a value against a band: both of its tests, of which the kind of the band asks one or both.</summary>
internal sealed class FlatBand(BandKind kind, FlatCondition atLeastLow, FlatCondition atMostHigh) : FlatCondition
{
    public override int Cost => atLeastLow.Cost;

    public override Answer Of(AtHand at) => kind switch
    {
        BandKind.AtLeast => atLeastLow.Of(at).Value,
        BandKind.AtMost => atMostHigh.Of(at).Value,
        _ => atLeastLow.Of(at).Value & atMostHigh.Of(at).Value,
    };
}
