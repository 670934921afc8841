using System;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ImrDsl.Values.Tests;

/// <summary>Decimals, units and percentages against rational arithmetic: exact, or refused.</summary>
public sealed class ExactnessTests
{
    private static readonly BigInteger Largest = (BigInteger.One << 96) - 1;

    // Any decimal whatsoever.
    private static readonly Gen<decimal> AnyDecimal =
        from low in Gen.Choose(int.MinValue, int.MaxValue)
        from middle in Gen.Frequency((1, Gen.Constant(0)), (1, Gen.Choose(int.MinValue, int.MaxValue)))
        from high in Gen.Frequency((1, Gen.Constant(0)), (1, Gen.Choose(int.MinValue, int.MaxValue)))
        from isNegative in Gen.Elements(true, false)
        from scale in Gen.Choose(0, 28)
        select new decimal(low, middle, high, isNegative, (byte)scale);

    private static readonly Gen<decimal> Either = Gen.Frequency((2, Some.Decimal), (1, AnyDecimal));

    private static readonly string[] Sample =
        ["g", "kg", "mg", "mcg", "lb", "oz", "m", "cm", "in", "ft", "min", "h", "day", "week", "month", "year", "mL", "Pa", "mm[Hg]", "%", "visits", "pack", "cigarettes"];

    [Fact]
    public void Products_and_sums_are_exact_or_refused() => Law.Holds(
        from left in Either from right in Either select (left, right),
        pair =>
        {
            (BigInteger a, BigInteger b) = Rational(pair.left);
            (BigInteger c, BigInteger d) = Rational(pair.right);
            AssertExact(ExactDecimal.TryMultiply(pair.left, pair.right, out decimal product), product, a * c, b * d);
            AssertExact(ExactDecimal.TryAdd(pair.left, pair.right, out decimal sum), sum, (a * d) + (c * b), b * d);
        },
        5000);

    [Fact]
    public void A_change_is_rounded_as_rationals_are() => Law.Holds(
        from baseline in Gen.Frequency((3, Some.Decimal), (1, AnyDecimal)) from later in Gen.Frequency((3, Some.Decimal), (1, AnyDecimal)) select (baseline, later),
        pair =>
        {
            Number rounded = PercentChange.Increase(pair.baseline, pair.later).Rounded();
            if (pair.baseline <= 0)
            {
                Assert.Equal(Number.Unknown, rounded);
                return;
            }

            // In tenths, half of one away from zero: (2 |change| + base) / (2 base).
            (BigInteger a, BigInteger b) = Rational(pair.baseline);
            (BigInteger c, BigInteger d) = Rational(pair.later);
            BigInteger change = 1000 * ((c * b) - (a * d));
            BigInteger tenths = ((2 * BigInteger.Abs(change)) + (a * d)) / (2 * a * d) * change.Sign;
            BigInteger most = BigInteger.Pow(10, 18);
            Assert.Equal((decimal)BigInteger.Max(-most, BigInteger.Min(most, tenths)) / 10, rounded.Low);
        },
        5000);

    [Fact]
    public void Conversions_are_exact_or_refused() => Law.Holds(
        from value in Either from one in Gen.Elements(Sample) from other in Gen.Elements(Sample) select (value, one, other),
        values =>
        {
            Assert.True(Unit.TryParse(values.one, out Unit one));
            Assert.True(Unit.TryParse(values.other, out Unit other));
            bool isConverted = one.TryConvert(values.value, other, out decimal result);
            if (one.Dimension != other.Dimension)
            {
                Assert.False(isConverted);
                return;
            }

            (BigInteger a, BigInteger b) = Rational(values.value);
            AssertExact(
                isConverted, result, a * one.FactorNumerator * other.FactorDenominator, b * one.FactorDenominator * other.FactorNumerator);
        },
        3000);

    [Fact]
    public void A_percentage_is_compared_without_division() => Law.Holds(
        from baseline in Some.Quantity
        from later in Some.Quantity
        from percent in Gen.Frequency((3, Gen.Elements(0m, 30m, 50m, 70m, 100m, 150m)), (1, Some.Decimal))
        from isIncrease in Gen.Elements(true, false)
        select (baseline, later, percent, isIncrease),
        values =>
        {
            (Number baseline, Number later, decimal percent, bool isIncrease) = values;
            PercentChange change = isIncrease ? PercentChange.Increase(baseline, later) : PercentChange.Reduction(baseline, later);
            if (!baseline.HasLow || baseline.Low <= 0)
            {
                Assert.All(Some.Comparisons, comparison => Assert.Equal(Truth.NotDocumented, change.Compare(comparison, percent)));
                Assert.Equal(baseline.HasLow, change.HasNoBase);
                Assert.Equal(Number.Unknown, change.Rounded());
                return;
            }

            Truth atLeast = Truth.Met;
            Truth more = Truth.Met;
            bool isFirst = true;
            foreach (decimal before in Some.Samples(baseline))
            {
                foreach (decimal after in Some.Samples(later))
                {
                    decimal difference = (isIncrease ? after - before : before - after) * 100;
                    atLeast = isFirst ? difference >= percent * before : Truth.Agree(atLeast, difference >= percent * before);
                    more = isFirst ? difference > percent * before : Truth.Agree(more, difference > percent * before);
                    isFirst = false;
                }
            }

            bool isExact = baseline.IsKnown && later.IsKnown;
            AssertDecidedAlike(atLeast, change >= percent, isExact);
            AssertDecidedAlike(more, change > percent, isExact);
            Assert.Equal(!(change >= percent), change < percent);
            Assert.Equal(!(change > percent), change <= percent);
            if (baseline.IsExact && later.IsExact)
            {
                Assert.True(change.IsExact);
                Assert.Equal((change >= percent) & (change <= percent), change.Compare(Comparison.Equal, percent));
                decimal rounded = Math.Round((isIncrease ? later.Low - baseline.Low : baseline.Low - later.Low) / baseline.Low * 100, 1, MidpointRounding.AwayFromZero);
                Assert.Equal(Number.Exactly(rounded), change.Rounded());
            }

            // Whatever decides shows the bound that decides.
            if (!(change >= percent).IsOpen)
            {
                Assert.True((change >= percent).IsMet ? change.Rounded().HasLow : change.Rounded().HasHigh);
            }
        },
        3000);

    [Fact]
    public void The_reduction_of_a_pain_score()
    {
        PercentChange change = PercentChange.Reduction(8, 4);
        Assert.Equal(Truth.Met, change >= 50);
        Assert.Equal(Truth.NotMet, change > 50);
        Assert.Equal("50%", change.ToString());
        Assert.Equal("33.3%", PercentChange.Reduction(3, 2).ToString());
        Assert.Equal(Truth.NotMet, PercentChange.Reduction(3, 2) >= 33.4m);
        Assert.Equal(Truth.Met, PercentChange.Increase(3, 4) > 33.3m);
    }

    [Fact]
    public void The_widest_numbers_break_nothing()
    {
        Number tiny = 0.0000000000000000000000000001m;
        foreach (PercentChange change in new[]
        {
            PercentChange.Increase(tiny, decimal.MaxValue), PercentChange.Reduction(tiny, decimal.MaxValue), PercentChange.Reduction(decimal.MaxValue, decimal.MinValue),
        })
        {
            Assert.False((change >= 50).IsOpen);
            Assert.Equal(change.ToString(), change.ToString());
            Assert.Equal(AccountEntry.Pack(change.Rounded().Low), AccountEntry.Pack(change.Rounded().High));
        }

        Assert.Equal(Truth.NotMet, PercentChange.Reduction(tiny, decimal.MaxValue) >= 50);
        Assert.Equal(Truth.Met, PercentChange.Increase(tiny, decimal.MaxValue) >= 50);
        Assert.Equal(Truth.NotDocumented, PercentChange.Increase(1, Number.Overflow) >= 50);
    }

    private static void AssertDecidedAlike(Truth sampled, Truth answer, bool isTight)
    {
        if (isTight)
        {
            Assert.Equal(sampled, answer);
        }
        else
        {
            Assert.True(answer.IsOpen || answer == sampled);
        }
    }

    private static void AssertExact(bool isGiven, decimal result, BigInteger numerator, BigInteger denominator)
    {
        if (isGiven)
        {
            (BigInteger above, BigInteger below) = Rational(result);
            Assert.Equal(numerator * below, above * denominator);
            return;
        }

        // Refused: no scale up to 28 holds it.
        for (int scale = 0; scale <= 28; scale++)
        {
            BigInteger digits = BigInteger.DivRem(numerator * BigInteger.Pow(10, scale), denominator, out BigInteger lost);
            Assert.False(lost.IsZero && BigInteger.Abs(digits) <= Largest);
        }
    }

    private static (BigInteger Numerator, BigInteger Denominator) Rational(decimal value)
    {
        int[] bits = decimal.GetBits(value);
        BigInteger digits = ((BigInteger)(uint)bits[2] << 64) | ((BigInteger)(uint)bits[1] << 32) | (uint)bits[0];
        return (value < 0 ? -digits : digits, BigInteger.Pow(10, (bits[3] >> 16) & 0xFF));
    }
}
