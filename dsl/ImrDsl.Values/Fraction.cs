using System;
using System.Numerics;

namespace ImrDsl.Values
{
    /// <summary>
    /// An exact bound of a quantity: a decimal, or a quotient of two whole decimals without common factors where no decimal holds it.
    /// One value has one form, so that equal values are equal bit for bit. The default value is 0.
    /// </summary>
    internal readonly struct Fraction : IEquatable<Fraction>
    {
        // Whole numbers below this can be multiplied by ten.
        private const decimal RoomForADigit = 7_900_000_000_000_000_000_000_000_000m;

        private readonly decimal above;

        // 0 stands for 1: then it is a decimal.
        private readonly decimal below;

        private Fraction(decimal above, decimal below)
        {
            this.above = above;
            this.below = below;
        }

        /// <summary>Whether a decimal holds it.</summary>
        public bool IsDecimal => DecimalParts.AreSame(below, 0);

        /// <summary>Its sign: −1, 0 or 1.</summary>
        public int Sign => Math.Sign(above);

        /// <summary>The value; a quotient rounded to what a decimal holds.</summary>
        public decimal Value => IsDecimal ? above : above / below;

        /// <summary>A decimal.</summary>
        public static implicit operator Fraction(decimal value) => new Fraction(value, 0);

        /// <summary>The negative.</summary>
        public static Fraction operator -(Fraction value) => new Fraction(-value.above, value.below);

        /// <summary>Which of two is larger; always exact.</summary>
        public static int Compare(in Fraction left, in Fraction right)
        {
            if (left.IsDecimal && right.IsDecimal)
            {
                return ExactDecimal.Compare(left.above, right.above);
            }

            if (ExactDecimal.TryMultiply(left.above, right.Denominator, out decimal a) && ExactDecimal.TryMultiply(right.above, left.Denominator, out decimal b))
            {
                return a.CompareTo(b);
            }

            (BigInteger leftAbove, BigInteger leftBelow) = left.Whole();
            (BigInteger rightAbove, BigInteger rightBelow) = right.Whole();
            return (leftAbove * rightBelow).CompareTo(rightAbove * leftBelow);
        }

        /// <summary>The lesser of two.</summary>
        public static Fraction Min(in Fraction left, in Fraction right) => Compare(left, right) <= 0 ? left : right;

        /// <summary>The larger of two.</summary>
        public static Fraction Max(in Fraction left, in Fraction right) => Compare(left, right) >= 0 ? left : right;

        /// <summary>The exact sum; false if it cannot be held.</summary>
        public static bool TryAdd(in Fraction left, in Fraction right, out Fraction sum)
        {
            if (left.IsDecimal && right.IsDecimal && ExactDecimal.TryAdd(left.above, right.above, out decimal whole))
            {
                sum = whole;
                return true;
            }

            if (ExactDecimal.TryMultiply(left.above, right.Denominator, out decimal a)
                && ExactDecimal.TryMultiply(right.above, left.Denominator, out decimal b)
                && ExactDecimal.TryAdd(a, b, out decimal above)
                && ExactDecimal.TryMultiply(left.Denominator, right.Denominator, out decimal below))
            {
                return TryQuotient(above, below, out sum);
            }

            (BigInteger leftAbove, BigInteger leftBelow) = left.Whole();
            (BigInteger rightAbove, BigInteger rightBelow) = right.Whole();
            return TryQuotient((leftAbove * rightBelow) + (rightAbove * leftBelow), leftBelow * rightBelow, out sum);
        }

        /// <summary>The exact product; false if it cannot be held.</summary>
        public static bool TryMultiply(in Fraction left, in Fraction right, out Fraction product)
        {
            if (left.IsDecimal && right.IsDecimal && ExactDecimal.TryMultiply(left.above, right.above, out decimal whole))
            {
                product = whole;
                return true;
            }

            if (ExactDecimal.TryMultiply(left.above, right.above, out decimal above) && ExactDecimal.TryMultiply(left.Denominator, right.Denominator, out decimal below))
            {
                return TryQuotient(above, below, out product);
            }

            (BigInteger leftAbove, BigInteger leftBelow) = left.Whole();
            (BigInteger rightAbove, BigInteger rightBelow) = right.Whole();
            return TryQuotient(leftAbove * rightAbove, leftBelow * rightBelow, out product);
        }

        /// <summary>The exact quotient; false if it cannot be held. The divisor is not zero.</summary>
        public static bool TryDivide(in Fraction left, in Fraction right, out Fraction quotient)
        {
            int sign = right.Sign;
            var inverse = new Fraction(right.Denominator * sign, right.above * sign);
            if (ExactDecimal.TryMultiply(left.above, inverse.above, out decimal above) && ExactDecimal.TryMultiply(left.Denominator, inverse.below, out decimal below))
            {
                return TryQuotient(above, below, out quotient);
            }

            (BigInteger leftAbove, BigInteger leftBelow) = left.Whole();
            (BigInteger rightAbove, BigInteger rightBelow) = right.Whole();
            return TryQuotient(leftAbove * rightBelow * sign, leftBelow * rightAbove * sign, out quotient);
        }

        /// <summary>This times <paramref name="times"/> over <paramref name="over"/>, exactly; false if it cannot be held.</summary>
        public bool TryScale(BigInteger times, BigInteger over, out Fraction scaled)
        {
            (BigInteger numerator, BigInteger denominator) = Whole();
            return TryQuotient(numerator * times, denominator * over, out scaled);
        }

        /// <inheritdoc/>
        public bool Equals(Fraction other) => above == other.above && below == other.below;

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is Fraction other && Equals(other);

        /// <inheritdoc/>
        public override int GetHashCode() => (above.GetHashCode() * 397) ^ below.GetHashCode();

        /// <summary>As a quotient of whole numbers.</summary>
        internal (BigInteger Above, BigInteger Below) Whole()
        {
            (BigInteger numerator, BigInteger scale) = ExactDecimal.Quotient(above);
            return (numerator, scale * (IsDecimal ? BigInteger.One : new BigInteger(below)));
        }

        private decimal Denominator => IsDecimal ? 1 : below;

        // Brings a quotient into its one form. The denominator is above zero.
        private static bool TryQuotient(decimal above, decimal below, out Fraction quotient)
        {
            while (decimal.Truncate(above) != above || decimal.Truncate(below) != below)
            {
                if (Math.Abs(above) > RoomForADigit || below > RoomForADigit)
                {
                    (BigInteger a, BigInteger aScale) = ExactDecimal.Quotient(above);
                    (BigInteger b, BigInteger bScale) = ExactDecimal.Quotient(below);
                    return TryQuotient(a * bScale, b * aScale, out quotient);
                }

                above *= 10;
                below *= 10;
            }

            decimal common = Math.Abs(above);
            for (decimal rest = below; rest != 0; (common, rest) = (rest, common % rest))
            {
            }

            above /= common;
            below /= common;
            if (IsPowersOfTen(below))
            {
                decimal whole = above / below;
                if (ExactDecimal.TryMultiply(whole, below, out decimal back) && back == above)
                {
                    quotient = whole;
                    return true;
                }
            }

            // Trailing zeros of a decimal are not part of its value.
            quotient = new Fraction(decimal.Truncate(above), decimal.Truncate(below));
            return true;
        }

        private static bool TryQuotient(BigInteger above, BigInteger below, out Fraction quotient)
        {
            BigInteger common = BigInteger.GreatestCommonDivisor(above, below);
            above /= common;
            below /= common;
            if (ExactDecimal.TryMultiplyByQuotient(1, above, below, out decimal whole))
            {
                quotient = whole;
                return true;
            }

            var most = new BigInteger(decimal.MaxValue);
            bool fits = BigInteger.Abs(above) <= most && below <= most;
            quotient = fits ? new Fraction((decimal)above, (decimal)below) : default;
            return fits;
        }

        // Whether it has no factor but twos and fives, so that a quotient by it has an end in decimals.
        private static bool IsPowersOfTen(decimal whole)
        {
            while (whole % 2 == 0)
            {
                whole /= 2;
            }

            while (whole % 5 == 0)
            {
                whole /= 5;
            }

            return whole == 1;
        }
    }
}
