using System;

namespace ImrDsl.Values
{
    /// <summary>
    /// A stretch of time as a record gives it, both end days included: either end may be partial or missing, and a treatment
    /// may be ongoing. The default value is a period of which nothing is known.
    /// </summary>
    public readonly struct Period : IEquatable<Period>
    {
        /// <summary>A period with these ends.</summary>
        /// <param name="from">The first day; may be unknown.</param>
        /// <param name="to">The last day; may be unknown. Ignored when <paramref name="isOngoing"/>.</param>
        /// <param name="isOngoing">Whether it still goes on, so that it ends with the decision date.</param>
        public Period(PartialDate from, PartialDate to, bool isOngoing = false)
        {
            From = from;
            To = isOngoing ? default : to;
            IsOngoing = isOngoing;
        }

        /// <summary>A period the record does not give.</summary>
        public static Period Unknown => default;

        /// <summary>The first day.</summary>
        public PartialDate From { get; }

        /// <summary>The last day.</summary>
        public PartialDate To { get; }

        /// <summary>Whether it still goes on.</summary>
        public bool IsOngoing { get; }

        /// <summary>Whether anything is known of the period.</summary>
        public bool IsKnown => From.IsKnown || To.IsKnown || IsOngoing;

        /// <summary>Whether the first day is certainly after the last: an error of the record.</summary>
        public bool IsReversed => (From > To).IsMet;

        /// <summary>Whether two records give the very same period.</summary>
        public static bool operator ==(Period left, Period right) => left.Equals(right);

        /// <summary>Whether two records give different periods.</summary>
        public static bool operator !=(Period left, Period right) => !left.Equals(right);

        /// <inheritdoc/>
        public bool Equals(Period other) => From == other.From && To == other.To && IsOngoing == other.IsOngoing;

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is Period other && Equals(other);

        /// <inheritdoc/>
        public override int GetHashCode() => (From.GetHashCode() * 397) ^ To.GetHashCode() ^ (IsOngoing ? 1 : 0);

        /// <summary>"2013-01 to 2013-08-15", "since 2013-01" for an ongoing one, "2013-01 to unknown".</summary>
        public override string ToString() =>
            !IsKnown ? "unknown" : IsOngoing ? "since " + From : From + " to " + To;
    }
}
