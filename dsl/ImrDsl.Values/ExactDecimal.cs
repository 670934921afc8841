using System;
using System.Numerics;

namespace ImrDsl.Values
{
    /// <summary>Decimal arithmetic that says so when a result does not fit exactly, instead of rounding it.</summary>
    public static class ExactDecimal
    {
        private const int LargestScale = 28;

        // System.Decimal holds 96 bits.
        private static readonly BigInteger Largest = (BigInteger.One << 96) - 1;

        /// <summary>The exact product, if 28 decimal digits hold it.</summary>
        public static bool TryMultiply(decimal left, decimal right, out decimal product)
        {
            // Up to 48 bits each, or 14 digits, the product always fits.
            var leftParts = new DecimalParts(left);
            var rightParts = new DecimalParts(right);
            if (((leftParts.High | rightParts.High) == 0 && ((leftParts.Low | rightParts.Low) >> 48) == 0 && leftParts.Scale + rightParts.Scale <= LargestScale)
                || (Fits14(left) && Fits14(right)))
            {
                product = left * right;
                return true;
            }

            (BigInteger leftDigits, int leftScale) = Split(left);
            (BigInteger rightDigits, int rightScale) = Split(right);
            return TryJoin(leftDigits * rightDigits, leftScale + rightScale, out product);
        }

        /// <summary>The exact sum, if 28 decimal digits hold it.</summary>
        public static bool TryAdd(decimal left, decimal right, out decimal sum)
        {
            // Of up to 59 bits each, or 27 digits, the sum always fits.
            var leftParts = new DecimalParts(left);
            var rightParts = new DecimalParts(right);
            if (((leftParts.High | rightParts.High) == 0 && ((leftParts.Low | rightParts.Low) >> 59) == 0 && Math.Abs(leftParts.Scale - rightParts.Scale) <= 9)
                || (Fits27(left) && Fits27(right)))
            {
                sum = left + right;
                return true;
            }

            (BigInteger leftDigits, int leftScale) = Split(left);
            (BigInteger rightDigits, int rightScale) = Split(right);
            int scale = Math.Max(leftScale, rightScale);
            return TryJoin(
                (leftDigits * BigInteger.Pow(10, scale - leftScale)) + (rightDigits * BigInteger.Pow(10, scale - rightScale)), scale, out sum);
        }

        /// <summary>
        /// So many times the change from one value to another, in parts of the first: <c>parts × (to − from) / from</c>, rounded to a whole
        /// number, half of one away from zero. False if the values have too many digits for decimals to round it exactly.
        /// </summary>
        /// <param name="from">The first value, above zero.</param>
        /// <param name="to">The second value.</param>
        /// <param name="parts">How many parts, at most 1000.</param>
        /// <param name="rounded">The result.</param>
        public static bool TryRoundChange(decimal from, decimal to, int parts, out decimal rounded)
        {
            rounded = 0;
            if (!Fits14(from) || !Fits14(to))
            {
                return false;
            }

            decimal change = parts * Math.Abs(to - from);
            decimal whole = decimal.Truncate(change / from);
            if (whole >= 10_000_000_000_000m)
            {
                return false;
            }

            // Up to 13 digits by 14 is exact; the quotient itself may have been rounded up to the whole number.
            decimal rest = change - (whole * from);
            whole += rest < 0 ? -1 : 0;
            rest += rest < 0 ? from : 0;
            whole += rest * 2 >= from ? 1 : 0;
            rounded = to < from ? -whole : whole;
            return true;
        }

        /// <summary>The exact product of a value and a quotient, if 28 decimal digits hold it. The denominator is not zero.</summary>
        public static bool TryMultiplyByQuotient(decimal value, BigInteger numerator, BigInteger denominator, out decimal product)
        {
            (BigInteger above, BigInteger below) = Quotient(value);
            above *= numerator;
            below *= denominator;
            BigInteger common = BigInteger.GreatestCommonDivisor(above, below) * (below.Sign < 0 ? -1 : 1);
            above /= common;
            below /= common;

            // Only a denominator of twos and fives has an end in decimals.
            int scale = 0;
            while (!below.IsOne && scale <= LargestScale)
            {
                above *= 10;
                scale++;
                common = BigInteger.GreatestCommonDivisor(above, below);
                above /= common;
                below /= common;
            }

            product = 0;
            return below.IsOne && TryJoin(above, scale, out product);
        }

        /// <summary>Which of two is larger: below zero, zero or above zero.</summary>
        internal static int Compare(decimal left, decimal right)
        {
            var leftParts = new DecimalParts(left);
            var rightParts = new DecimalParts(right);
            return leftParts.IsLongAtScaleOf(rightParts) && rightParts.IsLongAtScaleOf(leftParts)
                ? leftParts.AsLong.CompareTo(rightParts.AsLong)
                : left.CompareTo(right);
        }

        /// <summary>A decimal as a quotient of whole numbers; the denominator is a power of ten.</summary>
        internal static (BigInteger Numerator, BigInteger Denominator) Quotient(decimal value)
        {
            (BigInteger digits, int scale) = Split(value);
            return (digits, BigInteger.Pow(10, scale));
        }

        // At most 5 digits before the point and 9 after it, or 9 and 5. (Asked without the bits of the decimal, which are an array.)
        private static bool Fits14(decimal value) => value is > -100_000m and < 100_000m
            ? decimal.Round(value, 9) == value
            : value is > -1_000_000_000m and < 1_000_000_000m && decimal.Round(value, 5) == value;

        // At most 18 digits before the point and 9 after it.
        private static bool Fits27(decimal value) =>
            value is > -1_000_000_000_000_000_000m and < 1_000_000_000_000_000_000m && decimal.Round(value, 9) == value;

        private static (BigInteger Digits, int Scale) Split(decimal value)
        {
            int[] bits = decimal.GetBits(value);
            BigInteger digits = ((BigInteger)(uint)bits[2] << 64) | ((BigInteger)(uint)bits[1] << 32) | (uint)bits[0];
            return (bits[3] < 0 ? -digits : digits, (bits[3] >> 16) & 0xFF);
        }

        private static bool TryJoin(BigInteger digits, int scale, out decimal value)
        {
            while (scale > 0 && (scale > LargestScale || BigInteger.Abs(digits) > Largest))
            {
                digits = BigInteger.DivRem(digits, 10, out BigInteger lost);
                if (!lost.IsZero)
                {
                    value = 0;
                    return false;
                }

                scale--;
            }

            if (BigInteger.Abs(digits) > Largest)
            {
                value = 0;
                return false;
            }

            BigInteger magnitude = BigInteger.Abs(digits);
            uint Part(int shift) => (uint)((magnitude >> shift) & uint.MaxValue);
            value = new decimal(unchecked((int)Part(0)), unchecked((int)Part(32)), unchecked((int)Part(64)), digits.Sign < 0, (byte)scale);
            return true;
        }
    }
}
