using System;
using System.Collections.Generic;
using System.Globalization;

namespace ImrDsl.Values
{
    /// <summary>
    /// A length of time that was measured: whole calendar months with the days left over, and the same in days.
    /// The number of months between two dates is the largest n with <c>start + n months ≤ end</c>, month ends clamped,
    /// so that 31 August to 28 February is 6 months.
    /// </summary>
    public readonly struct Elapsed : IEquatable<Elapsed>
    {
        /// <summary>A measured length.</summary>
        /// <param name="months">Whole calendar months; 0 when <paramref name="totalDays"/> is negative.</param>
        /// <param name="days">Days left over after the months.</param>
        /// <param name="totalDays">The whole length in days; negative when the end is before the start.</param>
        public Elapsed(int months, int days, int totalDays)
        {
            Months = months;
            Days = days;
            TotalDays = totalDays;
        }

        /// <summary>Whole calendar months.</summary>
        public int Months { get; }

        /// <summary>Days left over after the whole months.</summary>
        public int Days { get; }

        /// <summary>The whole length in days.</summary>
        public int TotalDays { get; }

        /// <summary>The time from one day to another; negative when the second is earlier.</summary>
        public static Elapsed Between(CalendarDate from, CalendarDate to)
        {
            int totalDays = to.DayNumber - from.DayNumber;
            if (totalDays < 0)
            {
                return new Elapsed(0, totalDays, totalDays);
            }

            from.Split(out int fromYear, out int fromMonth, out int fromDay);
            to.Split(out int toYear, out int toMonth, out int toDay);
            int months = ((toYear - fromYear) * 12) + (toMonth - fromMonth);
            int days = toDay - Math.Min(fromDay, CalendarDate.DaysInMonth(toYear, toMonth));
            if (days < 0)
            {
                // The last whole month ends in the month before.
                int lastMonth = toMonth == 1 ? 12 : toMonth - 1;
                int daysInLast = CalendarDate.DaysInMonth(toYear, lastMonth);
                months--;
                days = toDay + daysInLast - Math.Min(fromDay, daysInLast);
            }

            return new Elapsed(months, days, totalDays);
        }

        /// <summary>Less than zero, zero or more than zero as this length is shorter than, equal to or longer than <paramref name="length"/>.</summary>
        public int CompareTo(CalendarDuration length)
        {
            if (!length.IsInMonths)
            {
                return TotalDays.CompareTo(length.InDays);
            }

            int byMonths = Months.CompareTo(length.InMonths);
            return byMonths != 0 ? byMonths : Days.CompareTo(0);
        }

        /// <summary>Whether two lengths are the same.</summary>
        public static bool operator ==(Elapsed left, Elapsed right) => left.Equals(right);

        /// <summary>Whether two lengths differ.</summary>
        public static bool operator !=(Elapsed left, Elapsed right) => !left.Equals(right);

        /// <inheritdoc/>
        public bool Equals(Elapsed other) => Months == other.Months && Days == other.Days && TotalDays == other.TotalDays;

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is Elapsed other && Equals(other);

        /// <inheritdoc/>
        public override int GetHashCode() => (TotalDays * 397) ^ Months;

        /// <summary>"24 months and 3 days", "5 days"; from three years on with years: "19 years, 2 months and 10 days".</summary>
        public override string ToString()
        {
            int years = Months >= 36 ? Months / 12 : 0;
            var parts = new List<string>(3);
            Add(parts, years, "year");
            Add(parts, Months - (years * 12), "month");
            Add(parts, Days, "day");
            return parts.Count == 0 ? Plural(0, "day")
                : parts.Count == 1 ? parts[0]
                : string.Join(", ", parts.GetRange(0, parts.Count - 1)) + " and " + parts[parts.Count - 1];
        }

        private static void Add(List<string> parts, int amount, string unit)
        {
            if (amount != 0)
            {
                parts.Add(Plural(amount, unit));
            }
        }

        private static string Plural(int amount, string unit) =>
            amount.ToString(CultureInfo.InvariantCulture) + " " + unit + (amount == 1 ? string.Empty : "s");
    }

    /// <summary>
    /// A length of time as far as the record tells: it lies between two lengths, either of which may be missing.
    /// The default value is a length of which nothing is known.
    /// </summary>
    public readonly struct ElapsedRange : IEquatable<ElapsedRange>
    {
        private readonly Elapsed shortest;
        private readonly Elapsed longest;

        private ElapsedRange(Elapsed shortest, bool hasShortest, Elapsed longest, bool hasLongest)
        {
            this.shortest = shortest;
            this.longest = longest;
            HasShortest = hasShortest;
            HasLongest = hasLongest;
        }

        /// <summary>A length of which nothing is known.</summary>
        public static ElapsedRange Unknown => default;

        /// <summary>Whether there is a lower bound.</summary>
        public bool HasShortest { get; }

        /// <summary>Whether there is an upper bound.</summary>
        public bool HasLongest { get; }

        /// <summary>The lower bound. Meaningless without one.</summary>
        public Elapsed Shortest => shortest;

        /// <summary>The upper bound. Meaningless without one.</summary>
        public Elapsed Longest => longest;

        /// <summary>Whether the length is known exactly.</summary>
        public bool IsExact => HasShortest && HasLongest && shortest == longest;

        /// <summary>A length known exactly.</summary>
        public static ElapsedRange Exactly(Elapsed length) => new ElapsedRange(length, true, length, true);

        /// <summary>A length between two lengths.</summary>
        public static ElapsedRange Within(Elapsed shortest, Elapsed longest) => new ElapsedRange(shortest, true, longest, true);

        /// <summary>A length of at least so much.</summary>
        public static ElapsedRange NoLessThan(Elapsed shortest) => new ElapsedRange(shortest, true, default, false);

        /// <summary>A length that holds both: the length when either may be the right one.</summary>
        public static ElapsedRange Either(ElapsedRange left, ElapsedRange right)
        {
            bool hasShortest = left.HasShortest && right.HasShortest;
            bool hasLongest = left.HasLongest && right.HasLongest;
            return new ElapsedRange(
                hasShortest ? Outer(left.shortest, right.shortest, isLonger: false) : default,
                hasShortest,
                hasLongest ? Outer(left.longest, right.longest, isLonger: true) : default,
                hasLongest);
        }

        /// <summary>The time from one date to another: the shortest and the longest their missing parts allow.</summary>
        public static ElapsedRange Between(PartialDate from, PartialDate to) =>
            from.IsExact && to.IsExact ? Exactly(Elapsed.Between(from.Earliest, to.Earliest))
            : from.IsKnown && to.IsKnown ? Within(Elapsed.Between(from.Latest, to.Earliest), Elapsed.Between(from.Earliest, to.Latest))
            : Unknown;

        /// <summary>Whether the measured length is more than <paramref name="right"/>.</summary>
        public static Truth operator >(ElapsedRange left, CalendarDuration right) =>
            left.HasShortest && left.shortest.CompareTo(right) > 0 ? Truth.Met
            : left.HasLongest && left.longest.CompareTo(right) <= 0 ? Truth.NotMet
            : Truth.NotDocumented;

        /// <summary>Whether the measured length is at least <paramref name="right"/>.</summary>
        public static Truth operator >=(ElapsedRange left, CalendarDuration right) =>
            left.HasShortest && left.shortest.CompareTo(right) >= 0 ? Truth.Met
            : left.HasLongest && left.longest.CompareTo(right) < 0 ? Truth.NotMet
            : Truth.NotDocumented;

        /// <summary>Whether the measured length is less than <paramref name="right"/>.</summary>
        public static Truth operator <(ElapsedRange left, CalendarDuration right) => !(left >= right);

        /// <summary>Whether the measured length is at most <paramref name="right"/>.</summary>
        public static Truth operator <=(ElapsedRange left, CalendarDuration right) => !(left > right);

        /// <summary>Whether two ranges are the same. Not a comparison of the lengths meant.</summary>
        public static bool operator ==(ElapsedRange left, ElapsedRange right) => left.Equals(right);

        /// <summary>Whether two ranges differ. Not a comparison of the lengths meant.</summary>
        public static bool operator !=(ElapsedRange left, ElapsedRange right) => !left.Equals(right);

        /// <summary>Whether the measured length is <paramref name="length"/> to the day.</summary>
        public Truth Is(CalendarDuration length) => (this >= length) & (this <= length);

        /// <summary>Compares the measured length with a stated one.</summary>
        public Truth Compare(Comparison comparison, CalendarDuration length) => comparison switch
        {
            Comparison.Less => this < length,
            Comparison.AtMost => this <= length,
            Comparison.AtLeast => this >= length,
            Comparison.More => this > length,
            Comparison.Equal => Is(length),
            _ => !Is(length),
        };

        /// <inheritdoc/>
        public bool Equals(ElapsedRange other) =>
            HasShortest == other.HasShortest && HasLongest == other.HasLongest && shortest == other.shortest && longest == other.longest;

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is ElapsedRange other && Equals(other);

        /// <inheritdoc/>
        public override int GetHashCode() => (shortest.GetHashCode() * 397) ^ longest.GetHashCode();

        // The shorter or the longer of two lengths, in months and in days each for itself.
        private static Elapsed Outer(Elapsed left, Elapsed right, bool isLonger)
        {
            bool isLeftLonger = left.Months != right.Months ? left.Months > right.Months : left.Days > right.Days;
            Elapsed months = isLeftLonger == isLonger ? left : right;
            int totalDays = isLonger ? Math.Max(left.TotalDays, right.TotalDays) : Math.Min(left.TotalDays, right.TotalDays);
            return new Elapsed(months.Months, months.Days, totalDays);
        }

        /// <summary>"24 months", "6 to 7 months", "at least 3 months", "unknown".</summary>
        public override string ToString()
        {
            if (IsExact)
            {
                return shortest.ToString();
            }

            return !HasShortest && !HasLongest ? "unknown"
                : !HasLongest ? "at least " + shortest
                : !HasShortest ? "at most " + longest
                : shortest + " to " + longest;
        }
    }
}
