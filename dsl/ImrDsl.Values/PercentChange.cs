using System;
using System.Numerics;

namespace ImrDsl.Values
{
    /// <summary>
    /// A change from a baseline to a later value on one scale, as a percentage of the baseline. Compared by cross-multiplication,
    /// so that nothing is rounded. A baseline of zero is an error of the record: every comparison is then open.
    /// </summary>
    public readonly struct PercentChange : IEquatable<PercentChange>
    {
        // Nobody reads a percentage of more digits.
        private static readonly BigInteger MostShown = BigInteger.Pow(10, 18);

        private readonly bool isIncrease;

        private PercentChange(in Number baseline, in Number later, bool isIncrease)
        {
            Baseline = baseline;
            Later = later;
            this.isIncrease = isIncrease;
        }

        /// <summary>The value before.</summary>
        public Number Baseline { get; }

        /// <summary>The value after.</summary>
        public Number Later { get; }

        /// <summary>Whether the baseline may be zero or less, so that no percentage can be taken of it.</summary>
        public bool HasNoBase => Baseline.HasLow && Baseline.LowBound.Sign <= 0;

        /// <summary>Whether the change is known exactly.</summary>
        public bool IsExact => Baseline.IsExact && Later.IsExact && Baseline.LowBound.Sign > 0;

        /// <summary>The error of the record by which a value could not be computed, or none. See <see cref="Number.Error"/>.</summary>
        public AccountRule Error => Baseline.Error != default ? Baseline.Error : Later.Error;

        /// <summary>The reduction from one value to another: from 8 to 4 is 50 %.</summary>
        public static PercentChange Reduction(in Number from, in Number to) => new PercentChange(from, to, isIncrease: false);

        /// <summary>A reduction of which the record gives only the percentage.</summary>
        public static PercentChange RecordedReduction(Number percent) => Reduction(100, 100 - percent);

        /// <summary>An increase of which the record gives only the percentage.</summary>
        public static PercentChange RecordedIncrease(Number percent) => Increase(100, 100 + percent);

        /// <summary>The increase from one value to another: from 4 to 6 is 50 %.</summary>
        public static PercentChange Increase(in Number from, in Number to) => new PercentChange(from, to, isIncrease: true);

        /// <summary>Whether the change is at least so many percent.</summary>
        public static Truth operator >=(in PercentChange left, decimal percent) => left.Sign(percent, strict: false);

        /// <summary>Whether the change is more than so many percent.</summary>
        public static Truth operator >(in PercentChange left, decimal percent) => left.Sign(percent, strict: true);

        /// <summary>Whether the change is less than so many percent.</summary>
        public static Truth operator <(in PercentChange left, decimal percent) => !(left >= percent);

        /// <summary>Whether the change is at most so many percent.</summary>
        public static Truth operator <=(in PercentChange left, decimal percent) => !(left > percent);

        /// <summary>Whether two changes are of the very same values.</summary>
        public static bool operator ==(PercentChange left, PercentChange right) => left.Equals(right);

        /// <summary>Whether two changes are of different values.</summary>
        public static bool operator !=(PercentChange left, PercentChange right) => !left.Equals(right);

        /// <summary>Compares the change with so many percent.</summary>
        public Truth Compare(Comparison comparison, decimal percent) => comparison switch
        {
            Comparison.Less => this < percent,
            Comparison.AtMost => this <= percent,
            Comparison.AtLeast => this >= percent,
            Comparison.More => this > percent,
            Comparison.Equal => (this >= percent) & (this <= percent),
            _ => !((this >= percent) & (this <= percent)),
        };

        /// <summary>This change where both values are known, else the one that the record gives as a percentage.</summary>
        public PercentChange Or(in Number recorded) =>
            (Baseline.IsKnown && Later.IsKnown) || !(recorded.HasLow || recorded.HasHigh) ? this : isIncrease ? RecordedIncrease(recorded) : RecordedReduction(recorded);

        /// <summary>
        /// Whether the percentage that the record gives is certainly another than the values make: by one percentage point or more, so that a
        /// rounded percentage still agrees.
        /// </summary>
        public bool DisagreesWith(Number recorded)
        {
            // Percentages too large to add one to are nobody's record.
            Number more = recorded + 1;
            Number less = recorded - 1;
            return Baseline.IsKnown && Later.IsKnown && more.IsKnown && less.IsKnown && ((this >= more.High).IsMet || (this <= less.Low).IsMet);
        }

        /// <summary>The change in percent, rounded for display to one decimal; without a bound where the values leave it open.</summary>
        public Number Rounded()
        {
            if (!Baseline.HasLow || HasNoBase)
            {
                return Number.Unknown;
            }

            // The later value over the baseline is least with the later value's lower end, and most with its upper end.
            Number least = !Later.HasLow ? Number.Unknown : Percent(Later.LowBound, Later.LowBound.Sign >= 0);
            Number most = !Later.HasHigh ? Number.Unknown : Percent(Later.HighBound, Later.HighBound.Sign < 0);
            (Number low, Number high) = isIncrease ? (least, most) : (most, least);
            return low.IsKnown && high.IsKnown ? Number.Between(low.Low, high.Low)
                : low.IsKnown ? Number.NoLessThan(low.Low)
                : high.IsKnown ? Number.NoMoreThan(high.Low)
                : Number.Unknown;
        }

        /// <inheritdoc/>
        public bool Equals(PercentChange other) => Baseline == other.Baseline && Later == other.Later && isIncrease == other.isIncrease;

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is PercentChange other && Equals(other);

        /// <inheritdoc/>
        public override int GetHashCode() => (Baseline.GetHashCode() * 397) ^ Later.GetHashCode();

        /// <summary>The rounded change with a percent sign.</summary>
        public override string ToString() => Rounded() + "%";

        // change ≥ p %  ⇔  baseline × (100 − p) − 100 × later ≥ 0 for a reduction, and with both signs turned for an increase.
        // The left side is linear in both values, so its extremes lie at the ends of their ranges.
        private Truth Sign(decimal percent, bool strict)
        {
            if (!Baseline.HasLow || Baseline.LowBound.Sign <= 0)
            {
                return Truth.NotDocumented;
            }

            // Where the baseline weighs with a minus, its upper end makes the side small.
            bool growsWithBaseline = isIncrease ? percent <= -100 : percent <= 100;
            bool hasSmallest = (growsWithBaseline || Baseline.HasHigh) && (isIncrease ? Later.HasLow : Later.HasHigh);
            bool hasLargest = (!growsWithBaseline || Baseline.HasHigh) && (isIncrease ? Later.HasHigh : Later.HasLow);
            if (hasSmallest && IsMet(Side(growsWithBaseline ? Baseline.LowBound : Baseline.HighBound, isIncrease ? Later.LowBound : Later.HighBound, percent), strict))
            {
                return Truth.Met;
            }

            return hasLargest && !IsMet(Side(growsWithBaseline ? Baseline.HighBound : Baseline.LowBound, isIncrease ? Later.HighBound : Later.LowBound, percent), strict)
                ? Truth.NotMet
                : Truth.NotDocumented;
        }

        private static bool IsMet(int side, bool strict) => strict ? side > 0 : side >= 0;

        // The sign of the side for one pair of values.
        private int Side(in Fraction baseline, in Fraction later, decimal percent)
        {
            int turn = isIncrease ? -1 : 1;
            if (ExactDecimal.TryAdd(100, isIncrease ? percent : -percent, out decimal share)
                && Fraction.TryMultiply(baseline, share, out Fraction due)
                && Fraction.TryMultiply(later, 100, out Fraction given))
            {
                return Fraction.Compare(due, given) * turn;
            }

            (BigInteger baselineAbove, BigInteger baselineBelow) = baseline.Whole();
            (BigInteger laterAbove, BigInteger laterBelow) = later.Whole();
            (BigInteger percentAbove, BigInteger percentBelow) = ExactDecimal.Quotient(percent);
            BigInteger factor = (100 * percentBelow) + (isIncrease ? percentAbove : -percentAbove);
            return (baselineAbove * factor * laterBelow).CompareTo(laterAbove * 100 * percentBelow * baselineBelow) * turn;
        }

        // The change to a later value from one end of the baseline; from a baseline without an upper end all is lost, or won.
        private Number Percent(Fraction later, bool isOfHighest) => !isOfHighest ? Percent(Baseline.LowBound, later)
            : Baseline.HasHigh ? Percent(Baseline.HighBound, later)
            : isIncrease ? -100 : 100;

        private decimal Percent(Fraction baseline, Fraction later)
        {
            if (baseline.IsDecimal && later.IsDecimal && ExactDecimal.TryRoundChange(baseline.Value, later.Value, 1000, out decimal rounded))
            {
                return (isIncrease ? rounded : 0 - rounded) / 10;
            }

            (BigInteger baselineAbove, BigInteger baselineBelow) = baseline.Whole();
            (BigInteger laterAbove, BigInteger laterBelow) = later.Whole();

            // In tenths of a percent: 1000 × (later − baseline) / baseline.
            BigInteger above = 1000 * ((laterAbove * baselineBelow) - (baselineAbove * laterBelow)) * (isIncrease ? 1 : -1);
            BigInteger below = baselineAbove * laterBelow;
            BigInteger tenths = ((2 * BigInteger.Abs(above)) + below) / (2 * below) * above.Sign;
            return (decimal)BigInteger.Max(-MostShown, BigInteger.Min(MostShown, tenths)) / 10;
        }
    }
}
