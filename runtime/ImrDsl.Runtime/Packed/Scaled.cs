using System;
using ImrDsl.Values;

namespace ImrDsl.Runtime;

/// <summary>Quantities as whole numbers of the smallest step of their declaration: 5.5 in steps of 0.5, or of up to four decimals, as 55000.</summary>
public static class Scaled
{
    /// <summary>A quantity that is not known.</summary>
    public const int Unknown = int.MinValue;

    /// <summary>A quantity, scaled. A range, a bound alone, and what has more digits or is too large do not fit.</summary>
    /// <param name="value">The quantity.</param>
    /// <param name="scale">How many of the whole number make 1: a power of ten.</param>
    /// <param name="fits">Set to false if it does not fit; else left as it is.</param>
    public static int Of(in Number value, int scale, ref bool fits)
    {
        if (!value.HasLow && !value.HasHigh && value.Error == default)
        {
            return Unknown;
        }

        if (!value.IsExact || value.Low is <= -100_000 or >= 100_000)
        {
            fits = false;
            return Unknown;
        }

        decimal scaled = value.Low * scale;
        fits &= decimal.Truncate(scaled) == scaled && scaled is > int.MinValue and <= int.MaxValue;
        return fits ? (int)scaled : Unknown;
    }

    /// <summary>Compares a scaled quantity with another.</summary>
    public static Truth Compare(int left, Comparison comparison, int right) => left == Unknown || right == Unknown ? Truth.NotDocumented
        : comparison switch
        {
            Comparison.Less => left < right,
            Comparison.AtMost => left <= right,
            Comparison.AtLeast => left >= right,
            Comparison.More => left > right,
            Comparison.Equal => left == right,
            _ => left != right,
        };

    /// <summary>The product of two scaled quantities, in the product of their scales; <see cref="ScaledTotal.Unknown"/> if one of them is not known.</summary>
    public static long Times(int left, int right) => left == Unknown || right == Unknown ? ScaledTotal.Unknown : (long)left * right;

    /// <summary>
    /// Compares the change from one scaled quantity to another, in percent of the first, with so many percent. Where one of them is not known, the
    /// percentage that the record gives counts, if it gives one.
    /// </summary>
    /// <param name="from">The first quantity.</param>
    /// <param name="to">The second quantity, in the same scale.</param>
    /// <param name="recorded">The percentage that the record gives, in a scale of 10,000; <see cref="Unknown"/> if it gives none.</param>
    /// <param name="isIncrease">Whether an increase is asked for.</param>
    /// <param name="comparison">How it is compared.</param>
    /// <param name="percent">With so many percent.</param>
    public static Truth Change(int from, int to, int recorded, bool isIncrease, Comparison comparison, int percent)
    {
        long baseline = from;
        long later = to;
        if (from == Unknown || to == Unknown)
        {
            if (recorded == Unknown)
            {
                return Truth.NotDocumented;
            }

            baseline = 1_000_000;
            later = isIncrease ? baseline + recorded : baseline - recorded;
        }

        if (baseline <= 0)
        {
            return Truth.NotDocumented;
        }

        // change ≥ p % ⇔ baseline × (100 − p) − 100 × later ≥ 0 for a reduction, and with both signs turned for an increase.
        int side = isIncrease ? (100 * later).CompareTo(baseline * (100L + percent)) : (baseline * (100L - percent)).CompareTo(100 * later);
        return comparison switch
        {
            Comparison.Less => side < 0,
            Comparison.AtMost => side <= 0,
            Comparison.AtLeast => side >= 0,
            Comparison.More => side > 0,
            Comparison.Equal => side == 0,
            _ => side != 0,
        };
    }
}
