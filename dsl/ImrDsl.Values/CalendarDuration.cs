using System;
using System.Globalization;

namespace ImrDsl.Values
{
    /// <summary>The calendar units in which guidelines state times.</summary>
    public enum CalendarUnit : byte
    {
        /// <summary>Days.</summary>
        Days,

        /// <summary>Weeks of seven days.</summary>
        Weeks,

        /// <summary>Calendar months.</summary>
        Months,

        /// <summary>Calendar years: twelve months.</summary>
        Years,
    }

    /// <summary>
    /// A length of time as a guideline states it: "6 months", "40 days". Months and years follow the calendar and are never
    /// turned into days; days and weeks are exact.
    /// </summary>
    public readonly struct CalendarDuration : IEquatable<CalendarDuration>
    {
        /// <summary>A length of <paramref name="amount"/> units.</summary>
        public CalendarDuration(int amount, CalendarUnit unit)
        {
            Amount = amount;
            Unit = unit;
        }

        /// <summary>How many units.</summary>
        public int Amount { get; }

        /// <summary>The unit as the author wrote it.</summary>
        public CalendarUnit Unit { get; }

        /// <summary>Whether the length follows the calendar (months, years) and not the count of days.</summary>
        public bool IsInMonths => Unit is CalendarUnit.Months or CalendarUnit.Years;

        /// <summary>The length in months. Meaningless for days and weeks.</summary>
        public int InMonths => Unit == CalendarUnit.Years ? Amount * 12 : Amount;

        /// <summary>The length in days. Meaningless for months and years.</summary>
        public int InDays => Unit == CalendarUnit.Weeks ? Amount * 7 : Amount;

        /// <summary>So many days.</summary>
        public static CalendarDuration Days(int amount) => new CalendarDuration(amount, CalendarUnit.Days);

        /// <summary>So many weeks.</summary>
        public static CalendarDuration Weeks(int amount) => new CalendarDuration(amount, CalendarUnit.Weeks);

        /// <summary>So many calendar months.</summary>
        public static CalendarDuration Months(int amount) => new CalendarDuration(amount, CalendarUnit.Months);

        /// <summary>So many calendar years.</summary>
        public static CalendarDuration Years(int amount) => new CalendarDuration(amount, CalendarUnit.Years);

        /// <summary>Whether two lengths are written alike.</summary>
        public static bool operator ==(CalendarDuration left, CalendarDuration right) => left.Equals(right);

        /// <summary>Whether two lengths are written differently.</summary>
        public static bool operator !=(CalendarDuration left, CalendarDuration right) => !left.Equals(right);

        /// <inheritdoc/>
        public bool Equals(CalendarDuration other) => Amount == other.Amount && Unit == other.Unit;

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is CalendarDuration other && Equals(other);

        /// <inheritdoc/>
        public override int GetHashCode() => (Amount * 4) + (int)Unit;

        /// <summary>"6 months", "1 day".</summary>
        public override string ToString()
        {
            string unit = Unit switch
            {
                CalendarUnit.Days => "day",
                CalendarUnit.Weeks => "week",
                CalendarUnit.Months => "month",
                _ => "year",
            };
            return Amount.ToString(CultureInfo.InvariantCulture) + " " + unit + (Amount == 1 ? string.Empty : "s");
        }
    }
}
