using System;
using System.Globalization;

namespace ImrDsl.Values
{
    /// <summary>
    /// A date as a record gives it: a day (<c>2014-10-30</c>), a month (<c>2014-10</c>), a year (<c>2014</c>), or nothing.
    /// It stands for every day it may mean; a comparison is decided only where all of them agree.
    /// The default value is an unknown date.
    /// </summary>
    public readonly struct PartialDate : IEquatable<PartialDate>
    {
        // One more than the day number, so that the default value is "not known".
        private readonly int earliest;
        private readonly int latest;

        private PartialDate(CalendarDate earliest, CalendarDate latest)
        {
            this.earliest = earliest.DayNumber + 1;
            this.latest = latest.DayNumber + 1;
        }

        /// <summary>A date the record does not give.</summary>
        public static PartialDate Unknown => default;

        /// <summary>Whether anything is known of the date.</summary>
        public bool IsKnown => earliest != 0;

        /// <summary>Whether the date is known to the day.</summary>
        public bool IsExact => earliest != 0 && earliest == latest;

        /// <summary>The first day it may mean. Meaningless when nothing is known.</summary>
        public CalendarDate Earliest => CalendarDate.OfDay(Math.Max(earliest - 1, 0));

        /// <summary>The last day it may mean. Meaningless when nothing is known.</summary>
        public CalendarDate Latest => CalendarDate.OfDay(Math.Max(latest - 1, 0));

        /// <summary>A date known to the day.</summary>
        public static PartialDate Exactly(CalendarDate date) => new PartialDate(date, date);

        /// <summary>A date known to lie between two days, both included.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The first day is after the last.</exception>
        public static PartialDate Between(CalendarDate earliest, CalendarDate latest) =>
            earliest > latest ? throw new ArgumentOutOfRangeException(nameof(earliest)) : new PartialDate(earliest, latest);

        /// <summary>A date known to the month.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The calendar has no such month.</exception>
        public static PartialDate InMonth(int year, int month) =>
            new PartialDate(CalendarDate.Create(year, month, 1), CalendarDate.Create(year, month, DateTime.DaysInMonth(year, month)));

        /// <summary>A date known to the year.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The year is not 1 to 9999.</exception>
        public static PartialDate InYear(int year) => new PartialDate(CalendarDate.Create(year, 1, 1), CalendarDate.Create(year, 12, 31));

        /// <summary>A date known to the day.</summary>
        public static implicit operator PartialDate(CalendarDate date) => Exactly(date);

        /// <summary>
        /// Reads <c>2014-10-30</c>, <c>2014-10</c> or <c>2014</c>. Returns false for any other text and for days the calendar
        /// does not have (31 February).
        /// </summary>
        public static bool TryParse(string? text, out PartialDate date)
        {
            date = default;
            if (text is null || !(text.Length is 4 or 7 or 10))
            {
                return false;
            }

            if (!TryDigits(text, 0, 4, out int year) || year == 0)
            {
                return false;
            }

            if (text.Length == 4)
            {
                date = InYear(year);
                return true;
            }

            if (text[4] != '-' || !TryDigits(text, 5, 2, out int month) || month is < 1 or > 12)
            {
                return false;
            }

            if (text.Length == 7)
            {
                date = InMonth(year, month);
                return true;
            }

            if (text[7] != '-' || !TryDigits(text, 8, 2, out int day) || !CalendarDate.TryCreate(year, month, day, out CalendarDate exact))
            {
                return false;
            }

            date = Exactly(exact);
            return true;
        }

        /// <summary>Whether one date is before another (strictly).</summary>
        public static Truth operator <(PartialDate left, PartialDate right) =>
            !left.IsKnown || !right.IsKnown ? Truth.NotDocumented
            : left.latest < right.earliest ? Truth.Met
            : left.earliest >= right.latest ? Truth.NotMet
            : Truth.NotDocumented;

        /// <summary>Whether one date is after another (strictly).</summary>
        public static Truth operator >(PartialDate left, PartialDate right) => right < left;

        /// <summary>Whether one date is on or before another.</summary>
        public static Truth operator <=(PartialDate left, PartialDate right) => !(right < left);

        /// <summary>Whether one date is on or after another.</summary>
        public static Truth operator >=(PartialDate left, PartialDate right) => !(left < right);

        /// <summary>Whether two records give the very same date. Not a comparison of the days meant: use <see cref="SameDayAs"/>.</summary>
        public static bool operator ==(PartialDate left, PartialDate right) => left.Equals(right);

        /// <summary>Whether two records give different dates. Not a comparison of the days meant: use <see cref="SameDayAs"/>.</summary>
        public static bool operator !=(PartialDate left, PartialDate right) => !left.Equals(right);

        /// <summary>Whether both dates mean the same day. Two equal partial dates leave it open.</summary>
        public Truth SameDayAs(PartialDate other) =>
            !IsKnown || !other.IsKnown ? Truth.NotDocumented
            : latest < other.earliest || earliest > other.latest ? Truth.NotMet
            : IsExact && other.IsExact ? Truth.Met
            : Truth.NotDocumented;

        /// <summary>A date that holds both: the date when either reading may be the right one.</summary>
        public static PartialDate Either(PartialDate left, PartialDate right) => left.IsKnown && right.IsKnown
            ? new PartialDate(
                left.earliest < right.earliest ? left.Earliest : right.Earliest, left.latest > right.latest ? left.Latest : right.Latest)
            : default;

        /// <summary>The date so many days on (back, if negative), as uncertain as this one.</summary>
        public PartialDate AddDays(int days) => IsKnown ? new PartialDate(Earliest.AddDays(days), Latest.AddDays(days)) : default;

        /// <summary>The date so many calendar months on (back, if negative), month ends clamped, as uncertain as this one.</summary>
        public PartialDate AddMonths(int months) => IsKnown ? new PartialDate(Earliest.AddMonths(months), Latest.AddMonths(months)) : default;

        /// <summary>The date so long after this one (before it, if <paramref name="isBack"/>), month ends clamped, as uncertain as this one.</summary>
        public PartialDate Shift(CalendarDuration by, bool isBack = false)
        {
            int sign = isBack ? -1 : 1;
            return by.IsInMonths ? AddMonths(sign * by.InMonths) : AddDays(sign * by.InDays);
        }

        /// <inheritdoc/>
        public bool Equals(PartialDate other) => earliest == other.earliest && latest == other.latest;

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is PartialDate other && Equals(other);

        /// <inheritdoc/>
        public override int GetHashCode() => (earliest * 397) ^ latest;

        /// <summary>The date as a record would give it; <c>unknown</c> when nothing is known.</summary>
        public override string ToString()
        {
            if (!IsKnown)
            {
                return "unknown";
            }

            if (IsExact)
            {
                return Earliest.ToString();
            }

            if (this == InYear(Earliest.Year))
            {
                return Earliest.Year.ToString("0000", CultureInfo.InvariantCulture);
            }

            if (this == InMonth(Earliest.Year, Earliest.Month))
            {
                return Earliest.ToString().Substring(0, 7);
            }

            return Earliest + " to " + Latest;
        }

        private static bool TryDigits(string text, int start, int count, out int value)
        {
            value = 0;
            for (int i = start; i < start + count; i++)
            {
                if (text[i] is < '0' or > '9')
                {
                    return false;
                }

                value = (value * 10) + (text[i] - '0');
            }

            return true;
        }
    }
}
