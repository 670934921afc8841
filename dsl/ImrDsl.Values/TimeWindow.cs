using System;

namespace ImrDsl.Values
{
    /// <summary>
    /// The days that count, measured from a date: "within 6 months before D", "since D". Each end is on, the day before or the day after
    /// the date, or one at a distance from it, month ends clamped. A partial date stands for every day it may mean, for both
    /// ends alike: a window of 6 months is 6 months long on each reading. The default asks nothing.
    /// </summary>
    public readonly struct TimeWindow
    {
        // Of a date that may be one of more days than these (or of two such dates), the readings are not told apart.
        private const int MostReadings = 800;

        private readonly Edge from;
        private readonly Edge to;
        private readonly bool isOfTwoDates;

        private TimeWindow(PartialDate date, Edge from, Edge to, bool isOfTwoDates)
        {
            Date = date;
            this.from = from;
            this.to = to;
            this.isOfTwoDates = isOfTwoDates;
        }

        /// <summary>Whether it asks anything.</summary>
        public bool IsAsked => from.IsAsked || to.IsAsked;

        /// <summary>In how many ways it can be read: the days that its date may mean; 1 if they are not told apart.</summary>
        public int Readings => IsLoose ? 1 : (int)Spread;

        // A date that is not known, or that may be too many days.
        private bool IsLoose => Spread is 0 or > MostReadings;

        private long Spread => (from.IsAsked ? SpreadOf(from.Date) : 1) * (isOfTwoDates || !from.IsAsked ? SpreadOf(to.Date) : 1);

        // The date that the next end is measured from.
        private PartialDate Date { get; }

        /// <summary>A window whose ends are measured from this date.</summary>
        public static TimeWindow Of(PartialDate date) => new TimeWindow(date, default, default, false);

        /// <summary>It begins with the date, or so long after it.</summary>
        public TimeWindow OnOrAfter(CalendarDuration by = default, bool isBack = false) => WithStart(by, isBack, 0);

        /// <summary>It begins the day after the date, or the day after the one so long after it.</summary>
        public TimeWindow After(CalendarDuration by = default, bool isBack = false) => WithStart(by, isBack, 1);

        /// <summary>It ends with the date, or so long after it.</summary>
        public TimeWindow OnOrBefore(CalendarDuration by = default, bool isBack = false) => WithEnd(by, isBack, 0);

        /// <summary>It ends the day before the date, or the day before the one so long after it.</summary>
        public TimeWindow Before(CalendarDuration by = default, bool isBack = false) => WithEnd(by, isBack, -1);

        /// <summary>A window that begins as this one does and ends as another does, which is measured from another date.</summary>
        public TimeWindow Until(TimeWindow end) => new TimeWindow(Date, from, end.to, true);

        /// <summary>The days it may begin and end with on one of its readings; a missing end leaves the day at the end of the calendar.</summary>
        /// <param name="reading">From 0 to less than <see cref="Readings"/>.</param>
        public (CalendarDate EarliestStart, CalendarDate LatestStart, CalendarDate EarliestEnd, CalendarDate LatestEnd) Reading(int reading)
        {
            CalendarDate first = CalendarDate.FromDayNumber(0);
            CalendarDate last = first.AddDays(int.MaxValue);
            if (IsLoose)
            {
                bool knowsStart = from.Date.IsKnown;
                bool knowsEnd = to.Date.IsKnown;
                return (
                    !from.IsAsked || !knowsStart ? first : from.On(from.Date.Earliest),
                    !from.IsAsked ? first : knowsStart ? from.On(from.Date.Latest) : last,
                    !to.IsAsked ? last : knowsEnd ? to.On(to.Date.Earliest) : first,
                    !to.IsAsked || !knowsEnd ? last : to.On(to.Date.Latest));
            }

            int starts = isOfTwoDates ? (int)SpreadOf(from.Date) : int.MaxValue;
            CalendarDate start = from.IsAsked ? from.On(from.Date.Earliest.AddDays(reading % starts)) : first;
            CalendarDate end = to.IsAsked ? to.On(to.Date.Earliest.AddDays(isOfTwoDates ? reading / starts : reading)) : last;
            return (start, start, end, end);
        }

        private static long SpreadOf(PartialDate date) => date.IsKnown ? date.Latest.DayNumber - date.Earliest.DayNumber + 1 : 0;

        private TimeWindow WithStart(CalendarDuration by, bool isBack, int more) => new TimeWindow(Date, new Edge(Date, by, isBack, more), to, isOfTwoDates);

        private TimeWindow WithEnd(CalendarDuration by, bool isBack, int more) => new TimeWindow(Date, from, new Edge(Date, by, isBack, more), isOfTwoDates);

        /// <summary>An end: a date, a distance and a day more or less.</summary>
        private readonly struct Edge
        {
            private readonly CalendarDuration by;
            private readonly bool isBack;
            private readonly int more;

            public Edge(PartialDate date, CalendarDuration by, bool isBack, int more)
            {
                Date = date;
                this.by = by;
                this.isBack = isBack;
                this.more = more;
                IsAsked = true;
            }

            public PartialDate Date { get; }

            public bool IsAsked { get; }

            public CalendarDate On(CalendarDate day)
            {
                int sign = isBack ? -1 : 1;
                return (by.IsInMonths ? day.AddMonths(sign * by.InMonths) : day.AddDays(sign * by.InDays)).AddDays(more);
            }
        }
    }
}
