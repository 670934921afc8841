using System.Numerics;

namespace ImrDsl.Language.Proving
{
    /// <summary>The values that are left for a measure, and the choice of one that reads well.</summary>
    internal sealed class Room
    {
        private readonly Measure measure;
        private Rational? low;
        private Rational? high;
        private bool isLowStrict;
        private bool isHighStrict;

        public Room(Measure measure)
        {
            this.measure = measure;
            low = measure.Low;
            high = measure.High;
        }

        public void Narrow(Rational end, bool isLow, bool isStrict)
        {
            if (isLow && (low is not { } least || end > least || (end == least && isStrict)))
            {
                low = end;
                isLowStrict = isStrict;
            }
            else if (!isLow && (high is not { } most || end < most || (end == most && isStrict)))
            {
                high = end;
                isHighStrict = isStrict;
            }
        }

        /// <summary>The natural value if there is room for it, else the roundest one near it. Where no step lies in the room, a value between steps.</summary>
        public Rational Choose() => TryChoose() ?? Middle();

        /// <summary>The natural value if there is room for it, else the roundest one near it; null if there is none of at most four decimals, or on a step.</summary>
        /// <param name="isMiddle">Whether the middle is wanted instead of the natural value.</param>
        public Rational? TryChoose(bool isMiddle = false)
        {
            Rational wanted = isMiddle && low is not null && high is not null ? Middle() : measure.Natural;
            if (!isMiddle && Holds(measure.Natural) && IsOnStep(measure.Natural))
            {
                return measure.Natural;
            }

            if (measure.Step is { } step)
            {
                return Nearest(wanted, step, measure.Base);
            }

            // Whole numbers first, then tenths, and so on.
            Rational unit = 1;
            for (int digits = 0; digits <= 4; digits++, unit /= 10)
            {
                if (Nearest(wanted, unit, 0) is { } found)
                {
                    return found;
                }
            }

            return null;
        }

        private Rational? Nearest(Rational wanted, Rational step, Rational start)
        {
            wanted = low is { } least && wanted < least ? least : high is { } most && wanted > most ? most : wanted;
            BigInteger steps = ((wanted - start) / step).Floor();
            for (int i = 0; i <= 3; i++)
            {
                // The step below, the one above, and their neighbours.
                Rational candidate = start + (step * new Rational(steps + (i % 2 == 0 ? -(i / 2) : 1 + (i / 2)), 1));
                if (Holds(candidate))
                {
                    return candidate;
                }
            }

            return null;
        }

        private bool Holds(Rational value) =>
            (low is not { } least || (isLowStrict ? value > least : value >= least)) && (high is not { } most || (isHighStrict ? value < most : value <= most));

        private bool IsOnStep(Rational value) => measure.Step is not { } step || ((value - measure.Base) / step).IsWhole;

        private Rational Middle() => low is { } least && high is { } most ? (least + most) / 2 : low is { } only ? only + 1 : high is { } end ? end - 1 : 0;
    }
}
