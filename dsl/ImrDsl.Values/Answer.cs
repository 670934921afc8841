using System;

namespace ImrDsl.Values
{
    /// <summary>The result of a criterion as people read it, in the order in which results are shown.</summary>
    public enum Status : byte
    {
        /// <summary>The record holds contrary evidence.</summary>
        NotMet,

        /// <summary>Open: facts are missing, and they are named.</summary>
        NotDocumented,

        /// <summary>Open: a reviewer must decide; the question is shown.</summary>
        NeedsJudgement,

        /// <summary>The record shows it.</summary>
        Met,

        /// <summary>The guideline does not ask this of this request.</summary>
        NotApplicable,
    }

    /// <summary>
    /// What a node of a guideline says about a case: whether it applies (its guard) and whether it is met (its value), both three-valued.
    /// A node that does not apply is neutral wherever it stands.
    /// </summary>
    public readonly struct Answer : IEquatable<Answer>
    {
        /// <summary>An answer with the given guard and value.</summary>
        public Answer(Truth applies, Truth value)
        {
            Applies = applies;
            Value = value;
        }

        /// <summary>The answer of a node that does not apply, and of a line that is not there.</summary>
        public static Answer NotApplicable => new Answer(Truth.NotMet, Truth.NotMet);

        /// <summary>Whether the node applies to this request.</summary>
        public Truth Applies { get; }

        /// <summary>Whether the node is met, given that it applies.</summary>
        public Truth Value { get; }

        /// <summary>What the node contributes to a block of which every part is required: neutral when it does not apply.</summary>
        public Truth WhereAllAreRequired => !Applies | Value;

        /// <summary>What the node contributes to a block of which one part suffices: nothing when it does not apply.</summary>
        public Truth WhereAnySuffices => Applies & Value;

        /// <summary>The result shown to people.</summary>
        public Status Status
        {
            get
            {
                if (Applies.IsNotMet)
                {
                    return Status.NotApplicable;
                }

                // An unmet value denies whether or not the node applies is known; a met one needs the guard too.
                Truth shown = Applies & Value;
                return shown.IsMet ? Status.Met
                    : shown.IsNotMet ? Status.NotMet
                    : shown == Truth.NeedsJudgement ? Status.NeedsJudgement
                    : Status.NotDocumented;
            }
        }

        /// <summary>An answer of a node that always applies.</summary>
        public static implicit operator Answer(Truth value) => new Answer(Truth.Met, value);

        /// <summary>The negation; the guard stays.</summary>
        public static Answer operator !(Answer answer) => new Answer(answer.Applies, !answer.Value);

        /// <summary>Whether two answers are the same.</summary>
        public static bool operator ==(Answer left, Answer right) => left.Equals(right);

        /// <summary>Whether two answers differ.</summary>
        public static bool operator !=(Answer left, Answer right) => !left.Equals(right);

        /// <summary>The same node under a further guard.</summary>
        public Answer When(Truth guard) => new Answer(Applies & guard, Value);

        /// <inheritdoc/>
        public bool Equals(Answer other) => Applies == other.Applies && Value == other.Value;

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is Answer other && Equals(other);

        /// <inheritdoc/>
        public override int GetHashCode() => (Applies.GetHashCode() * 8) + Value.GetHashCode();

        /// <summary>The status, in words.</summary>
        public override string ToString() => Status switch
        {
            Status.NotApplicable => "not applicable",
            Status.Met => "met",
            Status.NotMet => "not met",
            Status.NeedsJudgement => "needs judgement",
            _ => "not documented",
        };
    }
}
