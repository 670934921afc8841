using ImrDsl.Values;

namespace ImrDsl.Runtime;

/// <summary>Comparisons chosen by value.</summary>
internal static class DateComparisons
{
    /// <summary>Compares two dates.</summary>
    public static Truth Compare(this PartialDate left, Comparison comparison, PartialDate right) => comparison switch
    {
        Comparison.Less => left < right,
        Comparison.AtMost => left <= right,
        Comparison.AtLeast => left >= right,
        Comparison.More => left > right,
        Comparison.Equal => left.SameDayAs(right),
        _ => !left.SameDayAs(right),
    };
}
