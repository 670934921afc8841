using System;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ImrDsl.Values.Tests;

/// <summary>Quotients and powers of quantities against rational arithmetic.</summary>
public sealed class QuotientTests
{
    private static readonly Gen<decimal> Amount =
        from digits in Gen.Choose(-20_000, 20_000) from scale in Gen.Choose(0, 3) select digits / (decimal)Math.Pow(10, scale);

    [Fact]
    public void Quotients_compare_as_rational_numbers_do() => Law.Holds(
        from a in Amount from b in Amount from c in Amount from d in Amount select (a, b, c, d),
        of =>
        {
            if (of.b == 0 || of.d == 0)
            {
                return;
            }

            Number left = (Number)of.a / of.b;
            Number right = (Number)of.c / of.d;
            int sign = Math.Sign(of.b) * Math.Sign(of.d);
            BigInteger side = new BigInteger(of.a * of.d * 1_000_000m * sign) - new BigInteger(of.c * of.b * 1_000_000m * sign);
            Assert.Equal(side < 0, (left < right).IsMet);
            Assert.Equal(side >= 0, (left < right).IsNotMet);
            Assert.Equal(side == 0, left.Is(right).IsMet);
            Assert.Equal(side == 0, left == right);
        },
        5000);

    [Fact]
    public void A_quotient_times_its_divisor_is_the_dividend() => Law.Holds(
        from a in Amount from b in Amount from c in Amount select (a, b, c),
        of =>
        {
            if (of.b != 0)
            {
                Assert.Equal(of.a, (Number)of.a / of.b * of.b);
                Assert.Equal(((Number)of.a / of.b) + ((Number)of.c / of.b), (Number)(of.a + of.c) / of.b);
                Assert.Equal(((Number)of.a / of.b).Power(2), (Number)(of.a * of.a) / (of.b * of.b));
            }
        },
        5000);

    [Fact]
    public void A_range_holds_the_quotients_of_everything_in_it() => Law.Holds(
        from a in Amount from b in Amount from c in Amount from d in Amount from e in Amount from f in Amount select (a, b, c, d, e, f),
        of =>
        {
            Number above = Number.Between(Math.Min(of.a, of.b), Math.Max(of.a, of.b));
            Number below = Number.Between(Math.Min(of.c, of.d), Math.Max(of.c, of.d));
            decimal numerator = Math.Min(Math.Max(of.e, above.Low), above.High);
            decimal divisor = Math.Min(Math.Max(of.f, below.Low), below.High);
            Number whole = above / below;
            if (divisor != 0 && whole.IsKnown)
            {
                Number one = (Number)numerator / divisor;
                Assert.False((whole > one).IsMet || (whole < one).IsMet);
            }

            Assert.Equal(whole.IsKnown, below.Low > 0 || below.High < 0);
            Number power = above.Power(2);
            Assert.False((power > (Number)numerator * numerator).IsMet || (power < (Number)numerator * numerator).IsMet);
            Assert.False((power < 0).IsMet);
        },
        5000);

    [Fact]
    public void Division_by_zero_is_an_error_of_the_record()
    {
        Number none = (Number)5 / 0;
        Assert.Equal(AccountRule.DivisorOfZero, none.Error);
        Assert.Equal(AccountRule.DivisorOfZero, (none + 1).Error);
        Assert.Equal(Truth.NotDocumented, none >= 0);
        Assert.Equal(default, ((Number)5 / Number.Between(0, 1)).Error);
        Assert.False(((Number)5 / Number.Between(0, 1)).HasLow);
    }

    [Theory]
    [InlineData(107.1875, 1.75, "35")]
    [InlineData(80, 1.7, "27.6817")]
    public void A_body_mass_index_is_exact(double weight, double height, string shown) =>
        Assert.Equal(shown, ((Number)(decimal)weight / ((Number)(decimal)height).Power(2)).ToString());

    [Fact]
    public void One_sided_bounds_stay_sound()
    {
        Number quotient = Number.NoLessThan(10) / Number.Between(2, 4);
        Assert.True((quotient >= 2.5m).IsMet);
        Assert.False(quotient.HasHigh);
        Assert.True((Number.Between(1, 2) / Number.NoLessThan(2) <= 1).IsMet);
        Assert.True((Number.Between(1, 2) / Number.NoLessThan(2) >= 0).IsMet);
        Assert.True((Number.NoMoreThan(-4) / Number.Between(-2, -1) >= 2).IsMet);
    }
}
