using System;
using System.Globalization;
using System.Numerics;

namespace ImrDsl.Language.Proving
{
    /// <summary>An exact quotient of whole numbers, in lowest terms. The default value is 0.</summary>
    internal readonly struct Rational : IEquatable<Rational>, IComparable<Rational>
    {
        private readonly BigInteger above;

        // One less than the denominator, so that the default value is 0 / 1.
        private readonly BigInteger belowLessOne;

        public Rational(BigInteger above, BigInteger below)
        {
            BigInteger common = below.IsOne ? BigInteger.One : BigInteger.GreatestCommonDivisor(above, below);
            common = below.Sign < 0 ? -common : common;
            this.above = above / common;
            belowLessOne = (below / common) - 1;
        }

        public static Rational Zero => default;

        public static Rational One => new Rational(1, 1);

        public int Sign => above.Sign;

        public bool IsWhole => belowLessOne.IsZero;

        private BigInteger Below => belowLessOne + 1;

        public static implicit operator Rational(int value) => new Rational(value, 1);

        public static implicit operator Rational(decimal value)
        {
            int[] bits = decimal.GetBits(value);
            var whole = new BigInteger((uint)bits[2]);
            whole = (((whole << 32) + (uint)bits[1]) << 32) + (uint)bits[0];
            return new Rational(bits[3] < 0 ? -whole : whole, BigInteger.Pow(10, (bits[3] >> 16) & 0xFF));
        }

        public static Rational operator +(Rational left, Rational right) => left.IsWhole && right.IsWhole
            ? new Rational(left.above + right.above, 1)
            : new Rational((left.above * right.Below) + (right.above * left.Below), left.Below * right.Below);

        public static Rational operator -(Rational left, Rational right) => left + -right;

        public static Rational operator -(Rational value) => new Rational(-value.above, value.Below);

        public static Rational operator *(Rational left, Rational right) => new Rational(left.above * right.above, left.Below * right.Below);

        public static Rational operator /(Rational left, Rational right) => new Rational(left.above * right.Below, left.Below * right.above);

        public static bool operator <(Rational left, Rational right) => left.CompareTo(right) < 0;

        public static bool operator >(Rational left, Rational right) => left.CompareTo(right) > 0;

        public static bool operator <=(Rational left, Rational right) => left.CompareTo(right) <= 0;

        public static bool operator >=(Rational left, Rational right) => left.CompareTo(right) >= 0;

        public static bool operator ==(Rational left, Rational right) => left.Equals(right);

        public static bool operator !=(Rational left, Rational right) => !left.Equals(right);

        /// <summary>The largest whole number that is not larger.</summary>
        public BigInteger Floor()
        {
            BigInteger quotient = BigInteger.DivRem(above, Below, out BigInteger rest);
            return rest.Sign < 0 ? quotient - 1 : quotient;
        }

        /// <summary>The least whole number that is not less.</summary>
        public BigInteger Ceiling() => -(-this).Floor();

        /// <summary>The largest number of which both are multiples.</summary>
        public static Rational CommonMeasure(Rational left, Rational right) => left.Sign == 0 ? right.Abs() : right.Sign == 0 ? left.Abs()
            : new Rational(BigInteger.GreatestCommonDivisor(left.above * right.Below, right.above * left.Below), left.Below * right.Below);

        public Rational Abs() => Sign < 0 ? -this : this;

        /// <summary>The value as a decimal, if one holds it exactly.</summary>
        public bool TryToDecimal(out decimal value)
        {
            value = 0;
            BigInteger below = Below;
            BigInteger scaled = above;
            var most = new BigInteger(decimal.MaxValue);
            for (byte digits = 0; digits <= 20; digits++)
            {
                if ((scaled % below).IsZero)
                {
                    BigInteger whole = scaled / below;
                    if (BigInteger.Abs(whole) > most)
                    {
                        return false;
                    }

                    value = (decimal)whole / (decimal)BigInteger.Pow(10, digits);
                    return true;
                }

                scaled *= 10;
            }

            return false;
        }

        public int CompareTo(Rational other) => (above * other.Below).CompareTo(other.above * Below);

        public bool Equals(Rational other) => above == other.above && belowLessOne == other.belowLessOne;

        public override bool Equals(object? obj) => obj is Rational other && Equals(other);

        public override int GetHashCode() => (above.GetHashCode() * 397) ^ belowLessOne.GetHashCode();

        public override string ToString() => IsWhole
            ? above.ToString(CultureInfo.InvariantCulture)
            : above.ToString(CultureInfo.InvariantCulture) + "/" + Below.ToString(CultureInfo.InvariantCulture);
    }
}
