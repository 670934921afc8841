using System;

namespace ImrDsl.Values
{
    /// <summary>
    /// Whether a condition is met: Kleene's strong three-valued logic (S. C. Kleene, <i>Introduction to Metamathematics</i>, 1952, §64),
    /// where the third value, <i>open</i>, remembers why it is open: facts are missing, or only a reviewer's judgement is.
    /// </summary>
    /// <remarks>
    /// The default value is <see cref="NotDocumented"/>: silence in the record is not a "no".
    /// <c>&amp;&amp;</c> and <c>||</c> stop early and decide met and not met alike with <c>&amp;</c> and <c>|</c>;
    /// they may stop before a part that is open, never before one that could turn the answer.
    /// </remarks>
    public readonly struct Truth : IEquatable<Truth>
    {
        // Each bit excludes something, so that no bit at all is "nothing is known".
        private const byte CannotBeMet = 1;
        private const byte CannotBeNotMet = 2;
        private const byte NoFactMissing = 4;

        private readonly byte bits;

        private Truth(int bits) => this.bits = (byte)bits;

        /// <summary>The condition is met on the record.</summary>
        public static Truth Met => new Truth(CannotBeNotMet | NoFactMissing);

        /// <summary>The condition is not met: the record holds contrary evidence.</summary>
        public static Truth NotMet => new Truth(CannotBeMet | NoFactMissing);

        /// <summary>Open: at least one fact that could decide it is missing from the record.</summary>
        public static Truth NotDocumented => default;

        /// <summary>Open: no fact is missing, but a reviewer has to judge.</summary>
        public static Truth NeedsJudgement => new Truth(NoFactMissing);

        /// <summary>True when the condition is met.</summary>
        public bool IsMet => (bits & CannotBeNotMet) != 0;

        /// <summary>True when the condition is not met.</summary>
        public bool IsNotMet => (bits & CannotBeMet) != 0;

        /// <summary>True when the condition is neither met nor not met.</summary>
        public bool IsOpen => (bits & (CannotBeMet | CannotBeNotMet)) == 0;

        /// <summary>1 if it is not met, 2 if it is met, 4 if no fact is missing.</summary>
        internal byte Bits => bits;

        /// <summary>The condition is met, or is not met, as <paramref name="value"/> says.</summary>
        public static Truth Of(bool value) => new Truth(CannotBeMet + NoFactMissing + (value ? 1 : 0));

        /// <summary>Met, not met, or open. In words of bits, without a branch: which way it goes no processor can guess.</summary>
        /// <param name="isMet">Whether it is met.</param>
        /// <param name="isNotMet">Whether it is not met; not both.</param>
        /// <param name="isJudgement">Whether only a judgement leaves it open; of no weight where it is met or not met.</param>
        internal static Truth Of(bool isMet, bool isNotMet, bool isJudgement) =>
            new Truth(((CannotBeMet | NoFactMissing) * (isNotMet ? 1 : 0)) | ((CannotBeNotMet | NoFactMissing) * (isMet ? 1 : 0)) | (NoFactMissing * (isJudgement ? 1 : 0)));

        /// <summary>A decided answer from a plain yes or no.</summary>
        public static implicit operator Truth(bool value) => Of(value);

        /// <summary>Both conditions. Not met if either is; else open if either is; a missing fact weighs more than a judgement.</summary>
        public static Truth operator &(Truth left, Truth right) =>
            Settle(((left.bits | right.bits) & CannotBeMet) | (left.bits & right.bits & (CannotBeNotMet | NoFactMissing)));

        /// <summary>Either condition. Met if either is; else open if either is; a missing fact weighs more than a judgement.</summary>
        public static Truth operator |(Truth left, Truth right) =>
            Settle(((left.bits | right.bits) & CannotBeNotMet) | (left.bits & right.bits & (CannotBeMet | NoFactMissing)));

        /// <summary>The negation: met and not met change places, open stays open.</summary>
        public static Truth operator !(Truth value) =>
            new Truth(((value.bits & CannotBeMet) << 1) | ((value.bits & CannotBeNotMet) >> 1) | (value.bits & NoFactMissing));

        /// <summary>Lets <c>||</c> stop at a condition that is met.</summary>
        public static bool operator true(Truth value) => value.IsMet;

        /// <summary>Lets <c>&amp;&amp;</c> stop at a condition that is not met.</summary>
        public static bool operator false(Truth value) => value.IsNotMet;

        /// <summary>Whether two answers are the same, their reason for being open included.</summary>
        public static bool operator ==(Truth left, Truth right) => left.bits == right.bits;

        /// <summary>Whether two answers differ.</summary>
        public static bool operator !=(Truth left, Truth right) => left.bits != right.bits;

        /// <summary>
        /// The answer when either of two readings of the record may be the right one: the common answer where they agree. Otherwise which
        /// reading is right is itself a fact that the record does not document.
        /// </summary>
        public static Truth Agree(Truth left, Truth right) => left == right ? left : NotDocumented;

        /// <inheritdoc/>
        public bool Equals(Truth other) => bits == other.bits;

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is Truth other && Equals(other);

        /// <inheritdoc/>
        public override int GetHashCode() => bits;

        /// <summary>The words people read: "met", "not met", "not documented", "needs judgement".</summary>
        public override string ToString() =>
            IsMet ? "met" : IsNotMet ? "not met" : bits == NoFactMissing ? "needs judgement" : "not documented";

        // A decided answer misses no fact that matters: either of the lower two bits sets the third.
        private static Truth Settle(int bits) =>
            new Truth(bits | (((bits | (bits << 1)) & CannotBeNotMet) << 1));
    }
}
