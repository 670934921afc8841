using System;
using System.Numerics;

namespace ImrDsl.Values
{
    // Products, quotients and powers of quantities.
    public readonly partial struct Number
    {
        /// <summary>The product. Unknown unless both factors are bounded on both sides; of factors that are not negative the lower bounds suffice for a lower bound.</summary>
        public static Number operator *(in Number left, in Number right)
        {
            if (left.IsOneDecimal && right.IsOneDecimal && ExactDecimal.TryMultiply(left.Low, right.Low, out decimal product))
            {
                return Exactly(product);
            }

            if (left.IsError || right.IsError)
            {
                return ErrorOf(left, right);
            }

            if (!left.IsKnown || !right.IsKnown)
            {
                return left.HasLow && right.HasLow && left.low.Sign >= 0 && right.low.Sign >= 0 && Fraction.TryMultiply(left.low, right.low, out Fraction least)
                    ? new Number(least, 0, LowFlag)
                    : Unknown;
            }

            if (!Fraction.TryMultiply(left.low, right.low, out Fraction a)
                || !Fraction.TryMultiply(left.low, right.high, out Fraction b)
                || !Fraction.TryMultiply(left.high, right.low, out Fraction c)
                || !Fraction.TryMultiply(left.high, right.high, out Fraction d))
            {
                return Overflow;
            }

            return new Number(Fraction.Min(Fraction.Min(a, b), Fraction.Min(c, d)), Fraction.Max(Fraction.Max(a, b), Fraction.Max(c, d)), LowFlag | HighFlag);
        }

        /// <summary>
        /// The quotient. By exactly zero it is <see cref="WithoutDivisor"/>, an error of the record; by what may be zero it is unknown.
        /// </summary>
        public static Number operator /(in Number left, in Number right)
        {
            if (left.IsError || right.IsError)
            {
                return ErrorOf(left, right);
            }

            if (right.IsExact && right.low.Sign == 0)
            {
                return WithoutDivisor;
            }

            if (right.HasHigh && right.high.Sign < 0)
            {
                return (0 - left) / (0 - right);
            }

            if (!right.HasLow || right.low.Sign <= 0)
            {
                return Unknown;
            }

            // What is not negative is least by the greatest divisor; without such, it is at least 0. The other way round below zero.
            Fraction low = 0;
            Fraction high = 0;
            bool hasLow = left.HasLow;
            bool hasHigh = left.HasHigh;
            if ((hasLow && !TryBound(left.low, left.low.Sign < 0, right, out low)) || (hasHigh && !TryBound(left.high, left.high.Sign > 0, right, out high)))
            {
                return Overflow;
            }

            return new Number(low, high, (byte)((hasLow ? LowFlag : 0) | (hasHigh ? HighFlag : 0)));
        }

        /// <summary>The quantity raised to a whole power of at least 1.</summary>
        public Number Power(int exponent)
        {
            Number power = this;
            for (int i = 1; i < exponent; i++)
            {
                power *= this;
            }

            if (exponent % 2 != 0 || !IsKnown || power.IsError || low.Sign >= 0 || high.Sign <= 0)
            {
                return power;
            }

            // An even power of what may be zero is not negative: it lies between zero and the power of the end that is further away.
            return new Number(0, power.high, LowFlag | HighFlag);
        }

        /// <summary>The quantity times a positive factor, exactly; false if it cannot be held.</summary>
        internal bool TryScale(BigInteger times, BigInteger over, out Number scaled)
        {
            Fraction least = 0;
            Fraction most = 0;
            bool isExact = !IsError && (!HasLow || low.TryScale(times, over, out least)) && (!HasHigh || high.TryScale(times, over, out most));
            scaled = isExact ? new Number(least, most, flags) : Overflow;
            return isExact;
        }

        // The bound of a quotient by a positive divisor: by its least value, or by its greatest (0 if it has none).
        private static bool TryBound(Fraction bound, bool byLeast, Number divisor, out Fraction quotient)
        {
            quotient = 0;
            return (!byLeast && !divisor.HasHigh) || Fraction.TryDivide(bound, byLeast ? divisor.low : divisor.high, out quotient);
        }
    }
}
