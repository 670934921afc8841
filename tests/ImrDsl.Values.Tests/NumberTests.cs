using System;
using System.Linq;
using FsCheck.Fluent;
using Xunit;

namespace ImrDsl.Values.Tests;

public sealed class NumberTests
{
    [Fact]
    public void A_comparison_is_decided_exactly_where_all_values_agree() => Law.Holds(
        from left in Some.Quantity from right in Some.Quantity select (left, right),
        pair =>
        {
            (Number left, Number right) = pair;
            foreach (Comparison comparison in Some.Comparisons)
            {
                Truth sampled = Some.Common(from l in Some.Samples(left) from r in Some.Samples(right) select Compare(l, comparison, r));
                Truth answer = left.Compare(comparison, right);
                Assert.True(answer.IsOpen || answer == sampled, $"{left} {comparison} {right}");

                // The samples include the ends of every range, so that they miss nothing where both ends are known.
                if (left.IsKnown && right.IsKnown && comparison is not (Comparison.Equal or Comparison.NotEqual))
                {
                    Assert.Equal(sampled, answer);
                }
            }
        },
        3000);

    [Fact]
    public void Arithmetic_holds_every_value_and_its_ends_are_attained() => Law.Holds(
        from left in Some.Quantity from right in Some.Quantity select (left, right),
        pair =>
        {
            (Number left, Number right) = pair;
            AssertHolds(left + right, left, right, (l, r) => l + r, isTight: true);
            AssertHolds(left - right, left, right, (l, r) => l - r, isTight: true);
            AssertHolds(left * right, left, right, (l, r) => l * r, isTight: true);
            AssertHolds(Number.Highest(left, right), left, right, Math.Max, isTight: true);
            AssertHolds(Number.Lowest(left, right), left, right, Math.Min, isTight: true);
            AssertHolds(Number.Either(left, right), left, right, (l, r) => l, isTight: false);
            AssertHolds(Number.Either(left, right), left, right, (l, r) => r, isTight: false);
        },
        3000);

    [Fact]
    public void What_does_not_fit_exactly_is_an_overflow_and_compares_as_open()
    {
        Number large = decimal.MaxValue;
        Number fine = 0.0000000000000000000000000001m;
        foreach (Number result in new[] { large + 1, large - -1, large * 2, large + fine, large * fine * fine, large * 2 + 1, 1 - (large * 2), Number.Highest(large * 2, 1), Number.Lowest(1, large * 2) })
        {
            Assert.True(result.IsOverflow);
            Assert.All(Some.Comparisons, comparison => Assert.Equal(Truth.NotDocumented, result.Compare(comparison, 1)));
            Assert.False(result.HasLow || result.HasHigh);
        }

        Assert.True(Number.Either(1, large * 2).IsOverflow);
        Assert.Equal("too large to compute exactly", (large * 2).ToString());
    }

    [Fact]
    public void A_range_may_not_be_upside_down() => Assert.Throws<ArgumentOutOfRangeException>(() => Number.Between(2, 1));

    [Fact]
    public void Quantities_in_words()
    {
        Assert.Equal("60", Number.Exactly(60.00m).ToString());
        Assert.Equal("55 to 65.5", Number.Between(55, 65.50m).ToString());
        Assert.Equal("at least 4", Number.NoLessThan(4).ToString());
        Assert.Equal("at most 4", Number.NoMoreThan(4).ToString());
        Assert.Equal("unknown", Number.Unknown.ToString());
    }

    [Fact]
    public void The_account_rounds_for_display_and_holds_what_fits()
    {
        Assert.Equal(123_457, AccountEntry.Pack(12.34565m));
        Assert.Equal(-123_457, AccountEntry.Pack(-12.34565m));
        Assert.Equal(9_000_000_000_000_000_000, AccountEntry.Pack(decimal.MaxValue));
        Assert.Equal(-9_000_000_000_000_000_000, AccountEntry.Pack(decimal.MinValue));
    }

    private static bool Compare(decimal left, Comparison comparison, decimal right) => comparison switch
    {
        Comparison.Less => left < right,
        Comparison.AtMost => left <= right,
        Comparison.Equal => left == right,
        Comparison.NotEqual => left != right,
        Comparison.AtLeast => left >= right,
        _ => left > right,
    };

    private static void AssertHolds(Number result, Number left, Number right, Func<decimal, decimal, decimal> combine, bool isTight)
    {
        decimal[] values = [.. from l in Some.Samples(left) from r in Some.Samples(right) select combine(l, r)];
        Assert.True(!result.HasLow || values.Min() >= result.Low);
        Assert.True(!result.HasHigh || values.Max() <= result.High);
        if (isTight && left.IsKnown && right.IsKnown)
        {
            Assert.Equal(Number.Between(values.Min(), values.Max()), result);
        }
    }
}
