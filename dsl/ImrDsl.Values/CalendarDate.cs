using System;
using System.Globalization;

namespace ImrDsl.Values
{
    /// <summary>A day of the proleptic Gregorian calendar, years 1 to 9999, without time of day or zone.</summary>
    public readonly struct CalendarDate : IEquatable<CalendarDate>, IComparable<CalendarDate>
    {
        private const int LastDayNumber = 3652058;

        // The calendar is reckoned from 0000-03-01, so that a leap day is the last of its year: C. Neri and L. Schneider, "Euclidean affine
        // functions and their application to calendar algorithms" (2022).
        private const int DaysFromFirstOfMarch = 306;
        private const uint DaysOfFourHundredYears = 146_097;

        private CalendarDate(int dayNumber) => DayNumber = dayNumber;

        /// <summary>Days since 0001-01-01, from 0 to 3,652,058.</summary>
        public int DayNumber { get; }

        /// <summary>1 to 9999.</summary>
        public int Year
        {
            get
            {
                Split(out int year, out _, out _);
                return year;
            }
        }

        /// <summary>1 to 12.</summary>
        public int Month
        {
            get
            {
                Split(out _, out int month, out _);
                return month;
            }
        }

        /// <summary>1 to 31.</summary>
        public int Day
        {
            get
            {
                Split(out _, out _, out int day);
                return day;
            }
        }

        /// <summary>The day with this number.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The number is not of the years 1 to 9999.</exception>
        public static CalendarDate FromDayNumber(int dayNumber) =>
            dayNumber is < 0 or > LastDayNumber ? throw new ArgumentOutOfRangeException(nameof(dayNumber)) : new CalendarDate(dayNumber);

        /// <summary>The day of this year, month and day of month, if the calendar has it.</summary>
        public static bool TryCreate(int year, int month, int day, out CalendarDate date)
        {
            date = default;
            if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DaysInMonth(year, month))
            {
                return false;
            }

            date = Join(year, month, day);
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
            Split(out int year, out int month, out int day);
            int target = (year * 12) + (month - 1);
            if (months < 12 - target)
            {
                return new CalendarDate(0);
            }

            if (months > (9999 * 12) + 11 - target)
            {
                return new CalendarDate(LastDayNumber);
            }

            target += months;
            int inYear = target / 12;
            int inMonth = target - (inYear * 12) + 1;
            return Join(inYear, inMonth, Math.Min(day, DaysInMonth(inYear, inMonth)));
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
        public override string ToString() => new DateTime(DayNumber * TimeSpan.TicksPerDay).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        /// <summary>The day with a number that is known to be one.</summary>
        internal static CalendarDate OfDay(int dayNumber) => new CalendarDate(dayNumber);

        /// <summary>How many days a month has.</summary>
        internal static int DaysInMonth(int year, int month) =>
            month != 2 ? 30 + ((month + (month >> 3)) & 1) : year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;

        /// <summary>Its year, month and day of month.</summary>
        internal void Split(out int year, out int month, out int day)
        {
            uint quarters = (4 * (uint)(DayNumber + DaysFromFirstOfMarch)) + 3;
            uint century = quarters / DaysOfFourHundredYears;
            ulong ofCentury = 2_939_745UL * (quarters % DaysOfFourHundredYears | 3);
            uint dayOfYear = (uint)ofCentury / 2_939_745 / 4;
            uint ofYear = (2141 * dayOfYear) + 197_913;
            bool isAfterDecember = dayOfYear >= DaysFromFirstOfMarch;
            year = (int)((100 * century) + (uint)(ofCentury >> 32)) + (isAfterDecember ? 1 : 0);
            month = (int)(ofYear >> 16) - (isAfterDecember ? 12 : 0);
            day = (int)((ofYear & 0xFFFF) / 2141) + 1;
        }

        private static CalendarDate Join(int year, int month, int day)
        {
            bool isBeforeMarch = month <= 2;
            int ofYear = isBeforeMarch ? year - 1 : year;
            int ofMonth = isBeforeMarch ? month + 12 : month;
            int century = ofYear / 100;
            return new CalendarDate(((1461 * ofYear) / 4) - century + (century / 4) + (((979 * ofMonth) - 2919) >> 5) + day - 1 - DaysFromFirstOfMarch);
        }
    }
}
