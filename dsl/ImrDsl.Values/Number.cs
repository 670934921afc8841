using System;
using System.Globalization;

namespace ImrDsl.Values
{
    /// <summary>
    /// A quantity as far as the record tells, in the unit its declaration names: an exact value, a range (55 to 65), a bound, or
    /// nothing. A comparison is decided only where every value of the range agrees. The default value is unknown.
    /// </summary>
    /// <remarks>
    /// Arithmetic is exact: quotients are kept as quotients and compared by cross-multiplication. A result that cannot be held exactly (as a
    /// decimal of 28 digits, or as a quotient of two) and the quotient by zero are an <see cref="Error"/> of the record, and compare as open.
    /// </remarks>
    public readonly partial struct Number : IEquatable<Number>
    {
        private const byte LowFlag = 1;
        private const byte HighFlag = 2;
        private const byte OverflowFlag = 4;
        private const byte NoDivisorFlag = 8;

        private readonly Fraction low;
        private readonly Fraction high;
        private readonly byte flags;

        private Number(Fraction low, Fraction high, byte flags)
        {
            this.low = low;
            this.high = high;
            this.flags = flags;
        }

        /// <summary>A quantity the record does not give.</summary>
        public static Number Unknown => default;

        /// <summary>A result too large or too fine to be held exactly.</summary>
        public static Number Overflow => new Number(0, 0, OverflowFlag);

        /// <summary>A quotient by zero.</summary>
        public static Number WithoutDivisor => new Number(0, 0, NoDivisorFlag);

        /// <summary>Whether there is a lower bound.</summary>
        public bool HasLow => (flags & LowFlag) != 0;

        /// <summary>Whether there is an upper bound.</summary>
        public bool HasHigh => (flags & HighFlag) != 0;

        /// <summary>Whether both bounds are known.</summary>
        public bool IsKnown => (flags & (LowFlag | HighFlag)) == (LowFlag | HighFlag);

        /// <summary>Whether the quantity is known exactly.</summary>
        public bool IsExact => IsKnown && low.Equals(high);

        /// <summary>Whether it is the result of arithmetic that could not be done exactly.</summary>
        public bool IsOverflow => (flags & OverflowFlag) != 0;

        /// <summary>The error of the record by which it could not be computed: <see cref="AccountRule.Overflow"/>, <see cref="AccountRule.DivisorOfZero"/>, or none.</summary>
        public AccountRule Error => IsOverflow ? AccountRule.Overflow : (flags & NoDivisorFlag) != 0 ? AccountRule.DivisorOfZero : default;

        /// <summary>The lower bound, rounded to 28 digits if it is a quotient that no decimal holds. Meaningless without one.</summary>
        public decimal Low => low.Value;

        /// <summary>The upper bound, rounded like <see cref="Low"/>. Meaningless without one.</summary>
        public decimal High => high.Value;

        /// <summary>The lower bound, exactly.</summary>
        internal Fraction LowBound => low;

        /// <summary>The upper bound, exactly.</summary>
        internal Fraction HighBound => high;

        // The usual case, seen at a glance: known exactly, as a decimal.
        private bool IsOneDecimal => IsKnown && low.IsDecimal && high.IsDecimal && DecimalParts.AreSame(low.Value, high.Value);

        private bool IsError => (flags & (OverflowFlag | NoDivisorFlag)) != 0;

        /// <summary>A quantity known exactly.</summary>
        public static Number Exactly(decimal value) => new Number(value, value, LowFlag | HighFlag);

        /// <summary>A quantity in a range, both ends included.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The lower end is above the upper.</exception>
        public static Number Between(decimal low, decimal high) =>
            low > high ? throw new ArgumentOutOfRangeException(nameof(low)) : new Number(low, high, LowFlag | HighFlag);

        /// <summary>A quantity of at least so much.</summary>
        public static Number NoLessThan(decimal low) => new Number(low, 0, LowFlag);

        /// <summary>A quantity of at most so much.</summary>
        public static Number NoMoreThan(decimal high) => new Number(0, high, HighFlag);

        /// <summary>A quantity known exactly.</summary>
        public static implicit operator Number(decimal value) => Exactly(value);

        /// <summary>A quantity known exactly.</summary>
        public static implicit operator Number(int value) => Exactly(value);

        /// <summary>Whether one quantity is less than another.</summary>
        public static Truth operator <(in Number left, in Number right) =>
            left.HasHigh && right.HasLow && Fraction.Compare(left.high, right.low) < 0 ? Truth.Met
            : left.HasLow && right.HasHigh && Fraction.Compare(left.low, right.high) >= 0 ? Truth.NotMet
            : Truth.NotDocumented;

        /// <summary>Whether one quantity is more than another.</summary>
        public static Truth operator >(in Number left, in Number right) => right < left;

        /// <summary>Whether one quantity is at most another.</summary>
        public static Truth operator <=(in Number left, in Number right) => !(right < left);

        /// <summary>Whether one quantity is at least another.</summary>
        public static Truth operator >=(in Number left, in Number right) => !(left < right);

        /// <summary>Whether a quantity is less than a value.</summary>
        public static Truth operator <(in Number left, decimal right) =>
            left.IsOneDecimal ? ExactDecimal.Compare(left.Low, right) < 0 : left < Exactly(right);

        /// <summary>Whether a quantity is more than a value.</summary>
        public static Truth operator >(in Number left, decimal right) =>
            left.IsOneDecimal ? ExactDecimal.Compare(left.Low, right) > 0 : left > Exactly(right);

        /// <summary>Whether a quantity is at most a value.</summary>
        public static Truth operator <=(in Number left, decimal right) => !(left > right);

        /// <summary>Whether a quantity is at least a value.</summary>
        public static Truth operator >=(in Number left, decimal right) => !(left < right);

        /// <summary>The sum.</summary>
        public static Number operator +(in Number left, in Number right) =>
            left.IsOneDecimal && right.IsOneDecimal && ExactDecimal.TryAdd(left.Low, right.Low, out decimal sum) ? Exactly(sum)
            : Combine(left, right, left.HasLow && right.HasLow, left.HasHigh && right.HasHigh, left.low, right.low, left.high, right.high);

        /// <summary>The difference.</summary>
        public static Number operator -(in Number left, in Number right) =>
            left.IsOneDecimal && right.IsOneDecimal && ExactDecimal.TryAdd(left.Low, -right.Low, out decimal difference) ? Exactly(difference)
            : Combine(left, right, left.HasLow && right.HasHigh, left.HasHigh && right.HasLow, left.low, -right.high, left.high, -right.low);

        /// <summary>Whether two records give the very same quantity. Not a comparison of the values meant: use <see cref="Is"/>.</summary>
        public static bool operator ==(in Number left, in Number right) => left.Equals(right);

        /// <summary>Whether two records give different quantities. Not a comparison of the values meant: use <see cref="Is"/>.</summary>
        public static bool operator !=(in Number left, in Number right) => !left.Equals(right);

        /// <summary>The same quantity where it is sure not to be negative: without a lower bound it has zero.</summary>
        public static Number NotNegative(Number value) => value.HasLow || value.IsOverflow ? value
            : value.HasHigh ? Between(0, Math.Max(value.High, 0))
            : NoLessThan(0);

        /// <summary>The smallest range that holds both: the quantity when either reading may be the right one.</summary>
        public static Number Either(Number left, Number right) => left.IsError || right.IsError
            ? ErrorOf(left, right)
            : new Number(
                left.HasLow && right.HasLow ? Fraction.Min(left.low, right.low) : 0,
                left.HasHigh && right.HasHigh ? Fraction.Max(left.high, right.high) : 0,
                (byte)(left.flags & right.flags));

        /// <summary>The higher of two quantities.</summary>
        public static Number Highest(Number left, Number right)
        {
            if (left.IsError || right.IsError)
            {
                return ErrorOf(left, right);
            }

            // Either lower bound holds for the higher of the two; an upper bound takes both.
            Fraction low = !left.HasLow ? right.low : !right.HasLow ? left.low : Fraction.Max(left.low, right.low);
            bool hasHigh = left.HasHigh && right.HasHigh;
            return new Number(
                low, hasHigh ? Fraction.Max(left.high, right.high) : 0, (byte)(((left.flags | right.flags) & LowFlag) | (hasHigh ? HighFlag : 0)));
        }

        /// <summary>The lower of two quantities.</summary>
        public static Number Lowest(Number left, Number right)
        {
            if (left.IsError || right.IsError)
            {
                return ErrorOf(left, right);
            }

            Fraction high = !left.HasHigh ? right.high : !right.HasHigh ? left.high : Fraction.Min(left.high, right.high);
            bool hasLow = left.HasLow && right.HasLow;
            return new Number(
                hasLow ? Fraction.Min(left.low, right.low) : 0, high, (byte)(((left.flags | right.flags) & HighFlag) | (hasLow ? LowFlag : 0)));
        }

        /// <summary>What is left of it as a lower bound: at least so much.</summary>
        public Number WithoutUpperBound() => HasLow ? new Number(low, 0, LowFlag) : Unknown;

        /// <summary>What is known of it if it may be any less.</summary>
        public Number WithoutLowerBound() => HasHigh ? new Number(0, high, HighFlag) : Unknown;

        /// <summary>Whether both quantities are equal. Two equal ranges leave it open.</summary>
        public Truth Is(Number other) =>
            (HasHigh && other.HasLow && Fraction.Compare(high, other.low) < 0) || (HasLow && other.HasHigh && Fraction.Compare(low, other.high) > 0) ? Truth.NotMet
            : IsExact && other.IsExact ? Truth.Met
            : Truth.NotDocumented;

        /// <summary>Compares two quantities of one unit.</summary>
        public Truth Compare(Comparison comparison, Number other) => comparison switch
        {
            Comparison.Less => this < other,
            Comparison.AtMost => this <= other,
            Comparison.AtLeast => this >= other,
            Comparison.More => this > other,
            Comparison.Equal => Is(other),
            _ => !Is(other),
        };

        /// <inheritdoc/>
        public bool Equals(Number other) => flags == other.flags && low.Equals(other.low) && high.Equals(other.high);

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is Number other && Equals(other);

        /// <inheritdoc/>
        public override int GetHashCode() => (low.GetHashCode() * 397) ^ high.GetHashCode() ^ flags;

        /// <summary>"60", "55 to 65", "at least 4", "unknown".</summary>
        public override string ToString() =>
            IsOverflow ? "too large to compute exactly"
            : IsError ? "a quotient by zero"
            : IsExact ? Show(low)
            : IsKnown ? Show(low) + " to " + Show(high)
            : HasLow ? "at least " + Show(low)
            : HasHigh ? "at most " + Show(high)
            : "unknown";

        // A quotient has no last digit: four decimals tell it well enough.
        private static string Show(Fraction value) =>
            (value.IsDecimal ? value.Value : Math.Round(value.Value, 4, MidpointRounding.AwayFromZero)).ToString("0.############################", CultureInfo.InvariantCulture);

        private static Number ErrorOf(in Number left, in Number right) => left.IsOverflow || right.IsOverflow ? Overflow : WithoutDivisor;

        private static Number Combine(
            in Number left, in Number right, bool hasLow, bool hasHigh, Fraction lowLeft, Fraction lowRight, Fraction highLeft, Fraction highRight)
        {
            if (left.IsError || right.IsError)
            {
                return ErrorOf(left, right);
            }

            Fraction low = 0;
            Fraction high = 0;
            if ((hasLow && !Fraction.TryAdd(lowLeft, lowRight, out low)) || (hasHigh && !Fraction.TryAdd(highLeft, highRight, out high)))
            {
                return Overflow;
            }

            return new Number(low, high, (byte)((hasLow ? LowFlag : 0) | (hasHigh ? HighFlag : 0)));
        }
    }
}
