using System;

namespace ImrDsl.Values
{
    /// <summary>
    /// What becomes of the amount that is requested (visits, levels): how much of it is medically necessary, how much is not established and
    /// how much is not necessary, each a range where the record leaves it open. Together they make up what is requested.
    /// </summary>
    public readonly struct Quantity : IEquatable<Quantity>
    {
        /// <summary>Divides what is requested.</summary>
        /// <param name="requested">How much is requested.</param>
        /// <param name="allowed">How much the guideline allows: no less than what is certain, no more than what is possible.</param>
        public Quantity(Number requested, Number allowed)
        {
            Number certain = Number.Highest(0, allowed.HasLow ? Number.Exactly(allowed.Low) : 0);
            Number possible = allowed.HasHigh ? Number.Exactly(allowed.High) : Number.Unknown;
            Requested = Number.Highest(0, requested);

            // Each part grows with what is requested, so that the ends of the one are those of the other.
            Parts least = Divide(Number.Exactly(Requested.Low), certain, possible);
            Parts most = Requested.HasHigh
                ? Divide(Number.Exactly(Requested.High), certain, possible)
                : new Parts(certain, possible - certain, possible.IsKnown ? Number.Unknown : 0);
            Necessary = Range(least.Necessary, most.Necessary);
            NotEstablished = Range(least.NotEstablished, most.NotEstablished);
            NotNecessary = Range(least.NotNecessary, most.NotNecessary);
        }

        /// <summary>How much is requested; no less than zero.</summary>
        public Number Requested { get; }

        /// <summary>How much of it is certain to be medically necessary.</summary>
        public Number Necessary { get; }

        /// <summary>How much of it may be necessary, and hangs on what the record leaves open.</summary>
        public Number NotEstablished { get; }

        /// <summary>How much of it is more than the guideline allows.</summary>
        public Number NotNecessary { get; }

        /// <summary>Whether two amounts are divided alike.</summary>
        public static bool operator ==(Quantity left, Quantity right) => left.Equals(right);

        /// <summary>Whether two amounts are divided differently.</summary>
        public static bool operator !=(Quantity left, Quantity right) => !left.Equals(right);

        /// <inheritdoc/>
        public bool Equals(Quantity other) => Requested == other.Requested && Necessary == other.Necessary
            && NotEstablished == other.NotEstablished && NotNecessary == other.NotNecessary;

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is Quantity other && Equals(other);

        /// <inheritdoc/>
        public override int GetHashCode() => (((Requested.GetHashCode() * 31) + Necessary.GetHashCode()) * 31) + NotEstablished.GetHashCode();

        /// <summary>"6 of 12, 4 not established, 2 not necessary".</summary>
        public override string ToString() => Necessary + " of " + Requested + ", " + NotEstablished + " not established, " + NotNecessary + " not necessary";

        private static Parts Divide(Number requested, Number certain, Number possible)
        {
            Number necessary = Number.Lowest(requested, certain);
            Number conceivable = possible.IsKnown ? Number.Lowest(requested, possible) : requested;
            return new Parts(necessary, conceivable - necessary, requested - conceivable);
        }

        // An end that is not known leaves only a lower bound.
        private static Number Range(Number least, Number most) => most.IsKnown ? Number.Either(least, most) : Number.Highest(least, most);

        private readonly struct Parts
        {
            public Parts(Number necessary, Number notEstablished, Number notNecessary)
            {
                Necessary = necessary;
                NotEstablished = notEstablished;
                NotNecessary = notNecessary;
            }

            public Number Necessary { get; }

            public Number NotEstablished { get; }

            public Number NotNecessary { get; }
        }
    }

    /// <summary>
    /// Adds up the lines of a service that each allow an amount under a condition. What is allowed is the largest amount of a line that is
    /// met; the largest of a line that is open may be allowed. Allocates nothing.
    /// </summary>
    public struct QuantityTally
    {
        private readonly Number requested;
        private Number allowed;
        private Truth applies;

        /// <summary>No line yet.</summary>
        /// <param name="requested">How much is requested.</param>
        public QuantityTally(Number requested)
        {
            this.requested = requested;
            allowed = 0;
            applies = Truth.NotMet;
            Whole = Truth.NotMet;
            Part = Truth.NotMet;
        }

        /// <summary>Whether all of what is requested is necessary.</summary>
        public Truth Whole { get; private set; }

        /// <summary>Whether anything of it is necessary.</summary>
        public Truth Part { get; private set; }

        /// <summary>Whether all of it is necessary; not applicable if no line applies.</summary>
        public readonly Answer Answer => new Answer(applies, Whole);

        /// <summary>What is left of an amount when what was given already counts towards it; never below zero.</summary>
        /// <param name="amount">The amount of a line.</param>
        /// <param name="given">What was given already.</param>
        public static Number Left(Number amount, Number given) => Number.Highest(0, amount - Number.Highest(0, given));

        /// <summary>Adds a line. Returns its answer: met if its condition is met and its amount is above zero.</summary>
        /// <param name="amount">How much the line allows, in the unit of the request.</param>
        /// <param name="condition">Under which condition.</param>
        public Answer Allow(Number amount, Answer condition)
        {
            amount = amount.IsOverflow ? Number.NoLessThan(0) : Number.Highest(0, amount);
            var answer = new Answer(condition.Applies, condition.Value & (amount > 0));
            Truth isAllowed = answer.WhereAnySuffices;
            applies |= answer.Applies;
            Whole |= isAllowed & (requested <= amount);
            Part |= isAllowed & (Number.Lowest(requested, amount) > 0);
            if (!isAllowed.IsNotMet)
            {
                allowed = Number.Highest(allowed, isAllowed.IsMet ? amount : Number.Either(0, amount));
            }

            return answer;
        }

        /// <summary>
        /// The amounts. What the guideline recommends against is not necessary; while that is open, nothing is certain, and where no line
        /// applies, nothing is known.
        /// </summary>
        /// <param name="against">The answer of the recommendation against the service; not applicable if it has none.</param>
        public readonly Quantity Quantity(Answer against)
        {
            Truth isAgainst = against.WhereAnySuffices;
            return new Quantity(
                requested,
                isAgainst.IsMet ? 0
                : !isAgainst.IsOpen ? allowed
                : applies.IsNotMet ? Number.NoLessThan(0)
                : Number.Either(0, allowed));
        }
    }
}
