using ImrDsl.Values;

namespace ImrDsl.Language.Proving
{
    /// <summary>The values from one end to another; an end that is null is open, a strict one does not belong to it.</summary>
    internal sealed record BoundedRange(Rational? Low, bool IsLowStrict, Rational? High, bool IsHighStrict)
    {
        /// <summary>Whether both ends are there.</summary>
        public bool IsBand => Low is not null && High is not null;

        /// <summary>The values that compare so with one value.</summary>
        public static BoundedRange Of(Comparison comparison, Rational value) => comparison is Comparison.AtLeast or Comparison.More
            ? new BoundedRange(value, comparison == Comparison.More, null, false)
            : new BoundedRange(null, false, value, comparison == Comparison.Less);

        /// <summary>What lies in both.</summary>
        public BoundedRange And(BoundedRange other)
        {
            bool isOtherLow = other.Low is { } low && (Low is not { } ownLow || low > ownLow || (low == ownLow && other.IsLowStrict));
            bool isOtherHigh = other.High is { } high && (High is not { } ownHigh || high < ownHigh || (high == ownHigh && other.IsHighStrict));
            return new BoundedRange(
                isOtherLow ? other.Low : Low, isOtherLow ? other.IsLowStrict : IsLowStrict, isOtherHigh ? other.High : High, isOtherHigh ? other.IsHighStrict : IsHighStrict);
        }

        /// <summary>What lies between the upper end of this one and the lower end of another; null if one of them has none.</summary>
        public BoundedRange? Until(BoundedRange next) => High is null || next.Low is null ? null : new BoundedRange(High, !IsHighStrict, next.Low, !next.IsLowStrict);

        /// <summary>What lies in both of two open ranges, if their numbers are exchanged; null if they are not open to different sides.</summary>
        public BoundedRange? WithOtherEnds(BoundedRange other) => IsBand || other.IsBand ? null
            : Low is not null && other.High is not null ? new BoundedRange(other.High, IsLowStrict, Low, other.IsHighStrict)
            : High is not null && other.Low is not null ? new BoundedRange(High, other.IsLowStrict, other.Low, IsHighStrict)
            : null;

        /// <summary>Whether it begins before another.</summary>
        public bool BeginsBefore(BoundedRange other) =>
            other.Low is { } low && (Low is not { } own || own < low || (own == low && !IsLowStrict && other.IsLowStrict));

        /// <summary>Whether it ends before another.</summary>
        public bool EndsBefore(BoundedRange other) =>
            High is { } high && (other.High is not { } end || high < end || (high == end && IsHighStrict && !other.IsHighStrict));

        /// <summary>A value in it that reads well and that the measure can have; null if there is none.</summary>
        public Rational? Some(Measure measure)
        {
            var room = new Room(measure);
            if (Low is { } low)
            {
                room.Narrow(low, true, IsLowStrict);
            }

            if (High is { } high)
            {
                room.Narrow(high, false, IsHighStrict);
            }

            return room.TryChoose(isMiddle: true);
        }
    }
}
