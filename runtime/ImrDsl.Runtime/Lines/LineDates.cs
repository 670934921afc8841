using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Lines;

/// <summary>Dates and periods in a line, as day numbers (days since 0001-01-01).</summary>
internal static class LineDates
{
    /// <summary>The four bytes between the days of a period.</summary>
    public static readonly uint To = LineText.Four(" to ");

    /// <summary>No day.</summary>
    public const int None = -1;

    private const int LengthOfDay = 10;
    private const int FirstYear = 1900;
    private const int Years = 200;

    // The first day of each month of the years above, and of the month behind them.
    private static readonly int[] Months = FirstDays();

    /// <summary>Reads a date, known to the day, the month or the year, as its first and last day. Gives false for everything else.</summary>
    /// <param name="at">Its first byte.</param>
    /// <param name="length">Its length in bytes.</param>
    public static bool TryRead(ref byte text, int at, int length, out int first, out int last)
    {
        // Most dates are days.
        first = last = length == LengthOfDay ? Day(ref Unsafe.Add(ref text, at)) : None;
        if (first >= 0)
        {
            return true;
        }

        if (length is not (4 or 7 or LengthOfDay))
        {
            return false;
        }

        // What stands there, so that a digit is its value and a hyphen in its place is 0; what is none of that comes to more than 9.
        ulong wrong = Eight(ref text, at) ^ 0x2D30_302D_3030_3030;
        uint a = (byte)wrong;
        uint b = (byte)(wrong >> 8);
        uint c = (byte)(wrong >> 16);
        uint d = (byte)(wrong >> 24);
        int year = (int)((a * 1000) + (b * 100) + (c * 10) + d);
        if (a > 9 || b > 9 || c > 9 || d > 9 || year == 0)
        {
            return false;
        }

        if (length == 4)
        {
            first = CalendarDate.Create(year, 1, 1).DayNumber;
            last = CalendarDate.Create(year, 12, 31).DayNumber;
            return true;
        }

        uint tens = (byte)(wrong >> 40);
        uint ones = (byte)(wrong >> 48);
        int month = (int)((tens * 10) + ones);
        if ((byte)(wrong >> 32) != 0 || tens > 9 || ones > 9 || month is < 1 or > 12)
        {
            return false;
        }

        (int start, int next) = OfMonth(year, month);
        if (length == 7)
        {
            (first, last) = (start, next - 1);
            return true;
        }

        tens = (uint)(Unsafe.Add(ref text, at + 8) - '0');
        ones = (uint)(Unsafe.Add(ref text, at + 9) - '0');
        int day = (int)((tens * 10) + ones);
        if ((wrong >> 56) != 0 || tens > 9 || ones > 9 || day < 1 || day > next - start)
        {
            return false;
        }

        first = last = start + day - 1;
        return true;
    }

    /// <summary>The number of a day that is written in full, as <c>2013-01-31</c>; −1 for everything else. May read six bytes beyond it.</summary>
    /// <param name="at">Its first byte.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Day(ref byte at)
    {
        // Every digit is its value, every hyphen in its place 0; what is none of that shows in the highest bit of its byte.
        const ulong HighBits = 0x8080_8080_8080_8080;
        ulong written = Eight(ref at, 0) ^ 0x2D30_302D_3030_3030;
        ulong day = (uint)(Unsafe.Add(ref at, 8) ^ '0') | ((ulong)(uint)(Unsafe.Add(ref at, 9) ^ '0') << 8);
        ulong wrong = ((written + 0x7F76_767F_7676_7676) | written | ((day + 0x7676) | day)) & HighBits;
        ulong pairs = (written * 10) + (written >> 8);
        int year = ((int)(pairs & 0xFF) * 100) + (int)((pairs >> 16) & 0xFF);
        uint month = (uint)((pairs >> 40) & 0xFF);
        uint dayOfMonth = ((uint)(day & 0xFF) * 10) + (uint)(day >> 8);
        int place = ((year - FirstYear) * 12) + (int)month - 1;
        if (wrong != 0 || month - 1 > 11 || (uint)place >= (uint)(Years * 12))
        {
            return None;
        }

        int first = Months[place];
        return dayOfMonth - 1 < (uint)(Months[place + 1] - first) ? first + (int)dayOfMonth - 1 : None;
    }

    /// <summary>Reads a date in its quotation marks, known to the day, the month or the year; gives the place behind it, as the methods of <see cref="LineText"/> do.</summary>
    public static int Date(ref byte text, int at, out PartialDate date)
    {
        int end = LineText.WordEnd(ref text, at + 1);
        bool isDate = LineText.At(ref text, at) == '"' & TryRead(ref text, at + 1, end - at - 1, out int first, out int last);
        date = isDate ? Between(first, last) : default;
        return isDate ? end + 1 : LineText.Careful;
    }

    /// <summary>Reads a period in its quotation marks; gives the place behind it, as the methods of <see cref="LineText"/> do.</summary>
    public static int Period(ref byte text, int at, out Period period)
    {
        // Most often both ends are known to the day.
        ref byte days = ref Unsafe.Add(ref text, (nint)(uint)at + 1);
        int from = Day(ref days);
        int to = LineText.Has(ref text, at + 11, To) ? Day(ref Unsafe.Add(ref days, 14)) : None;
        if (from >= 0 & to >= from && LineText.At(ref text, at) == '"' & LineText.At(ref text, at + 25) == '"')
        {
            period = new Period(PartialDate.Exactly(CalendarDate.OfDay(from)), PartialDate.Exactly(CalendarDate.OfDay(to)));
            return at + 26;
        }

        int end = LineText.WordEnd(ref text, at + 1);
        bool isPeriod = TryReadPeriod(ref text, at + 1, end - at - 1, out DaysOfPeriod read) && LineText.At(ref text, at) == '"';
        period = isPeriod ? new Period(Between(read.FromFirst, read.FromLast), Between(read.ToFirst, read.ToLast), read.IsOngoing) : default;
        return isPeriod ? end + 1 : LineText.Careful;
    }

    /// <summary>
    /// Reads a period in its usual words: <c>2013-01 to 2013-08</c>, <c>2013-01 to unknown</c>, <c>since 2013-01</c>, <c>2013-01 to present</c>, a single
    /// date. Gives false for everything else, and for one that ends before it begins.
    /// </summary>
    /// <param name="at">Its first byte.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="period">Its days.</param>
    public static bool TryReadPeriod(ref byte text, int at, int length, out DaysOfPeriod period)
    {
        period = new DaysOfPeriod { FromFirst = None, FromLast = None, ToFirst = None, ToLast = None };
        if (length > 6 && LineText.IsWord(ref text, at, 6, "since "u8))
        {
            period.IsOngoing = true;
            return TryRead(ref text, at + 6, length - 6, out period.FromFirst, out period.FromLast);
        }

        int to = length > 10 && LineText.At(ref text, at + 7) == '-' ? at + 10 : at;
        while (to < at + length && LineText.At(ref text, to) != ' ')
        {
            to++;
        }

        int from = to - at;
        if (from == length)
        {
            bool isDate = TryRead(ref text, at, length, out period.FromFirst, out period.FromLast);
            (period.ToFirst, period.ToLast) = (period.FromFirst, period.FromLast);
            return isDate;
        }

        int rest = length - from - 4;
        if (rest <= 0 || !LineText.Has(ref text, to, To) || !TryReadEnd(ref text, at, from, out period.FromFirst, out period.FromLast))
        {
            return false;
        }

        to += 4;
        if (LineText.IsWord(ref text, to, rest, "present"u8) || LineText.IsWord(ref text, to, rest, "ongoing"u8))
        {
            period.IsOngoing = true;
            return true;
        }

        return TryReadEnd(ref text, to, rest, out period.ToFirst, out period.ToLast)
            && (period.FromFirst >= 0 ? period.ToFirst < 0 || period.ToLast >= period.FromFirst : period.ToFirst >= 0);
    }

    /// <summary>The date that lies between two days; unknown if there is no first.</summary>
    public static PartialDate Between(int first, int last) =>
        first < 0 ? default : PartialDate.Between(CalendarDate.OfDay(first), CalendarDate.OfDay(last));

    private static bool TryReadEnd(ref byte text, int at, int length, out int first, out int last) =>
        TryRead(ref text, at, length, out first, out last) || LineText.IsWord(ref text, at, length, "unknown"u8);

    private static (int First, int Next) OfMonth(int year, int month)
    {
        int place = ((year - FirstYear) * 12) + month - 1;
        if ((uint)place < Months.Length - 1)
        {
            return (Months[place], Months[place + 1]);
        }

        int first = CalendarDate.Create(year, month, 1).DayNumber;
        return (first, first + DateTime.DaysInMonth(year, month));
    }

    private static ulong Eight(ref byte text, int at)
    {
        ulong eight = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref text, at));
        return BitConverter.IsLittleEndian ? eight : BinaryPrimitives.ReverseEndianness(eight);
    }

    private static int[] FirstDays()
    {
        int[] days = new int[(Years * 12) + 1];
        for (int i = 0; i < days.Length; i++)
        {
            days[i] = CalendarDate.Create(FirstYear + (i / 12), (i % 12) + 1, 1).DayNumber;
        }

        return days;
    }
}

/// <summary>The first and last days on which a period may begin and end; <see cref="LineDates.None"/> where it is not known.</summary>
internal struct DaysOfPeriod
{
    /// <summary>The first day on which it may begin.</summary>
    public int FromFirst;

    /// <summary>The last day on which it may begin.</summary>
    public int FromLast;

    /// <summary>The first day on which it may end.</summary>
    public int ToFirst;

    /// <summary>The last day on which it may end.</summary>
    public int ToLast;

    /// <summary>Whether it had no end when the record was made.</summary>
    public bool IsOngoing;
}
