using System;

namespace ImrDsl.Values
{
    /// <summary>Which date of a case chooses the edition of a guideline.</summary>
    public enum EditionRule : byte
    {
        /// <summary>The date as of which the item is decided.</summary>
        DecisionDate,

        /// <summary>The date of the service.</summary>
        ServiceDate,
    }

    /// <summary>The days on which an edition of a guideline is in force, both ends included. The default value is always.</summary>
    public readonly struct EffectivePeriod : IEquatable<EffectivePeriod>
    {
        /// <summary>From one day to another. A partial date stands for all of its days: from the first of them, to the last.</summary>
        /// <param name="from">The first day; unknown for an edition that always was in force.</param>
        /// <param name="to">The last day; unknown for an edition that still is.</param>
        public EffectivePeriod(PartialDate from, PartialDate to)
        {
            From = from;
            To = to;
        }

        /// <summary>The first day, as written.</summary>
        public PartialDate From { get; }

        /// <summary>The last day, as written.</summary>
        public PartialDate To { get; }

        /// <summary>The first day; the first of the calendar if it is not said.</summary>
        public CalendarDate First => From.IsKnown ? From.Earliest : CalendarDate.FromDayNumber(0);

        /// <summary>The last day; the last of the calendar if it is not said.</summary>
        public CalendarDate Last => To.IsKnown ? To.Latest : CalendarDate.Create(9999, 12, 31);

        /// <summary>Whether two periods are the same.</summary>
        public static bool operator ==(EffectivePeriod left, EffectivePeriod right) => left.Equals(right);

        /// <summary>Whether two periods differ.</summary>
        public static bool operator !=(EffectivePeriod left, EffectivePeriod right) => !left.Equals(right);

        /// <summary>Whether a date falls into it, whichever of its days a partial date means. Open for an unknown date, unless it is always in force.</summary>
        public Truth Holds(PartialDate date) =>
            !From.IsKnown && !To.IsKnown ? Truth.Met
            : !date.IsKnown ? Truth.NotDocumented
            : date.Latest < First || date.Earliest > Last ? Truth.NotMet
            : date.Earliest >= First && date.Latest <= Last ? Truth.Met
            : Truth.NotDocumented;

        /// <inheritdoc/>
        public bool Equals(EffectivePeriod other) => From == other.From && To == other.To;

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is EffectivePeriod other && Equals(other);

        /// <inheritdoc/>
        public override int GetHashCode() => (From.GetHashCode() * 397) ^ To.GetHashCode();

        /// <summary><c>from 2009-07-18 to 2016-07-27</c>, <c>from 2016-07-28 on</c>, <c>until 2016-07-27</c>; empty for always.</summary>
        public override string ToString() =>
            From.IsKnown ? "from " + From + (To.IsKnown ? " to " + To : " on")
            : To.IsKnown ? "until " + To
            : string.Empty;
    }
}
