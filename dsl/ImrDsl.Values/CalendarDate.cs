using System;
using System.Globalization;

namespace ImrDsl.Values
{
    /// <summary>A day of the proleptic Gregorian calendar, years 1 to 9999, without time of day or zone.</summary>
    public readonly struct CalendarDate : IEquatable<CalendarDate>, IComparable<CalendarDate>
    {
        private const int LastDayNumber = 3652058;

        private CalendarDate(int dayNumber) => DayNumber = dayNumber;

        /// <summary>Days since 0001-01-01, from 0 to 3,652,058.</summary>
        public int DayNumber { get; }

        /// <summary>1 to 9999.</summary>
        public int Year => ToDateTime().Year;

        /// <summary>1 to 12.</summary>
        public int Month => ToDateTime().Month;

        /// <summary>1 to 31.</summary>
        public int Day => ToDateTime().Day;

        /// <summary>The day with this number.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The number is not of the years 1 to 9999.</exception>
        public static CalendarDate FromDayNumber(int dayNumber) =>
            dayNumber is < 0 or > LastDayNumber ? throw new ArgumentOutOfRangeException(nameof(dayNumber)) : new CalendarDate(dayNumber);

        /// <summary>The day of this year, month and day of month, if the calendar has it.</summary>
        public static bool TryCreate(int year, int month, int day, out CalendarDate date)
        {
            date = default;
            if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            {
                return false;
            }

            date = new CalendarDate((int)(new DateTime(year, month, day).Ticks / TimeSpan.TicksPerDay));
            return true;
        }

        /// <summary>The day of this year, month and day of month.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The calendar has no such day.</exception>
        public static CalendarDate Create(int year, int month, int day) =>
            TryCreate(year, month, day, out CalendarDate date) ? date : throw new ArgumentOutOfRangeException(nameof(day));

        /// <summary>Whether one day is earlier than another.</summary>
        public static bool operator <(CalendarDate left, CalendarDate right) => left.DayNumber < right.DayNumber;

        /// <summary>Whether one day is later than another.</summary>
        public static bool operator >(CalendarDate left, CalendarDate right) => left.DayNumber > right.DayNumber;

        /// <summary>Whether one day is earlier than another, or the same.</summary>
        public static bool operator <=(CalendarDate left, CalendarDate right) => left.DayNumber <= right.DayNumber;

        /// <summary>Whether one day is later than another, or the same.</summary>
        public static bool operator >=(CalendarDate left, CalendarDate right) => left.DayNumber >= right.DayNumber;

        /// <summary>Whether two days are the same.</summary>
        public static bool operator ==(CalendarDate left, CalendarDate right) => left.DayNumber == right.DayNumber;

        /// <summary>Whether two days differ.</summary>
        public static bool operator !=(CalendarDate left, CalendarDate right) => left.DayNumber != right.DayNumber;

        /// <summary>The day so many days on (back, if negative); the ends of the calendar are not passed.</summary>
        public CalendarDate AddDays(int days) => new CalendarDate((int)Math.Min(Math.Max((long)DayNumber + days, 0), LastDayNumber));

        /// <summary>
        /// The same day of the month so many months on (back, if negative), clamped to the month's last day:
        /// 31 August and six months is 28 (29) February. The ends of the calendar are not passed.
        /// </summary>
        public CalendarDate AddMonths(int months)
        {
            DateTime start = ToDateTime();
            long target = (start.Year * 12L) + (start.Month - 1) + months;
            if (target < 12)
            {
                return new CalendarDate(0);
            }

            if (target > (9999 * 12L) + 11)
            {
                return new CalendarDate(LastDayNumber);
            }

            return new CalendarDate((int)(start.AddMonths(months).Ticks / TimeSpan.TicksPerDay));
        }

        /// <inheritdoc/>
        public int CompareTo(CalendarDate other) => DayNumber.CompareTo(other.DayNumber);

        /// <inheritdoc/>
        public bool Equals(CalendarDate other) => DayNumber == other.DayNumber;

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is CalendarDate other && Equals(other);

        /// <inheritdoc/>
        public override int GetHashCode() => DayNumber;

        /// <summary>ISO 8601: <c>2014-10-30</c>.</summary>
        public override string ToString() => ToDateTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        private DateTime ToDateTime() => new DateTime(DayNumber * TimeSpan.TicksPerDay);
    }
}
