using System;
using System.Runtime.CompilerServices;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Lines;

/// <summary>Dates and periods in a line.</summary>
internal static class LineDates
{
    private const int FirstYear = 1900;
    private const int Years = 200;
    private const uint To = 0x206F7420; // " to "

    // The first day of each month of the years above, and of the month behind them.
    private static readonly int[] Months = FirstDays();

    /// <summary>The number of the day that stands at a place as <c>2014-10-30</c>; −1 for anything else, and for years before 1900 and after 2099.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Day(ref byte text, int at)
    {
        // What stands there, so that a digit is its value and a hyphen in its place is 0; what is none of that becomes negative by the sum.
        ulong yearAndMonth = LineBytes.Eight(ref text, at) ^ 0x2D30_302D_3030_3030;
        uint days = (LineBytes.Four(ref text, at + 8) & 0xFFFF) ^ 0x3030;
        ulong wrong = (yearAndMonth | (yearAndMonth + 0x7F76_767F_7676_7676)) & 0x8080_8080_8080_8080;
        wrong |= (days | (days + 0x7676)) & 0x8080;
        int year = ((byte)yearAndMonth * 1000) + ((byte)(yearAndMonth >> 8) * 100) + ((byte)(yearAndMonth >> 16) * 10) + (byte)(yearAndMonth >> 24);
        int month = ((byte)(yearAndMonth >> 40) * 10) + (byte)(yearAndMonth >> 48) - 1;
        int day = ((byte)days * 10) + (byte)(days >> 8) - 1;
        if (wrong != 0 || (uint)(year - FirstYear) >= Years || (uint)month >= 12)
        {
            return LineBytes.Careful;
        }

        int at0 = ((year - FirstYear) * 12) + month;
        int first = Months[at0];
        return (uint)day < (uint)(Months[at0 + 1] - first) ? first + day : LineBytes.Careful;
    }

    /// <summary>Whether <c>unknown</c> stands at a place.</summary>
    public static bool IsUnknown(ref byte text, int at) => (LineBytes.Eight(ref text, at) & 0xFF_FFFF_FFFF_FFFF) == 0x6E_776F_6E6B_6E75;

    /// <summary>Reads a date in its quotation marks, known to the day, the month or the year; gives the place behind it.</summary>
    public static int Date(ref byte text, int at, out PartialDate date)
    {
        date = default;
        int end;
        if (LineBytes.At(ref text, at) != '"' || (end = PartialDateAt(ref text, at + 1, out date)) < 0)
        {
            return LineBytes.Careful;
        }

        return LineBytes.At(ref text, end) == '"' ? end + 1 : LineBytes.Careful;
    }

    /// <summary>Reads a period as <c>"2013-01 to 2013-08-15"</c>, <c>"2013-01 to unknown"</c>, <c>"unknown to 2013-01"</c> or <c>"since 2013-01"</c>; gives the place behind it.</summary>
    public static int Period(ref byte text, int at, out Period period)
    {
        // Most often both ends are known to the day.
        int first = Day(ref text, at + 1);
        int last = LineBytes.Four(ref text, at + 11) == To ? Day(ref text, at + 15) : LineBytes.Careful;
        if (first >= 0 & last >= first && LineBytes.At(ref text, at) == '"' & LineBytes.At(ref text, at + 25) == '"')
        {
            period = new Period(PartialDate.Exactly(CalendarDate.OfDay(first)), PartialDate.Exactly(CalendarDate.OfDay(last)));
            return at + 26;
        }

        return OtherPeriod(ref text, at, out period);
    }

    private static int OtherPeriod(ref byte text, int at, out Period period)
    {
        const ulong Since = 0x20_6563_6E69_73; // "since "
        const ulong SixBytes = 0xFFFF_FFFF_FFFF;

        period = default;
        bool isOngoing = (LineBytes.Eight(ref text, at + 1) & SixBytes) == Since;
        PartialDate from = default;
        PartialDate to = default;
        int end = IsUnknown(ref text, at + 1) ? at + 8 : PartialDateAt(ref text, isOngoing ? at + 7 : at + 1, out from);
        if (end >= 0 && !isOngoing)
        {
            end = LineBytes.Four(ref text, end) != To ? LineBytes.Careful
                : IsUnknown(ref text, end + 4) ? end + 11
                : PartialDateAt(ref text, end + 4, out to);
        }

        if (end < 0 || LineBytes.At(ref text, at) != '"' || LineBytes.At(ref text, end) != '"')
        {
            return LineBytes.Careful;
        }

        period = new Period(from, to, isOngoing);
        return period.IsReversed || !period.IsKnown ? LineBytes.Careful : end + 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int PartialDateAt(ref byte text, int at, out PartialDate date)
    {
        int day = Day(ref text, at);
        if (day < 0)
        {
            return Coarse(ref text, at, out date);
        }

        date = PartialDate.Exactly(CalendarDate.OfDay(day));
        return at + 10;
    }

    // A month or a year.
    private static int Coarse(ref byte text, int at, out PartialDate date)
    {
        const int LengthOfMonth = 7;
        const int LengthOfYear = 4;

        bool isYear = LineBytes.At(ref text, at + LengthOfYear) != '-';
        Span<char> words = stackalloc char[LengthOfMonth];
        int length = isYear ? LengthOfYear : LengthOfMonth;
        for (int i = 0; i < length; i++)
        {
            words[i] = (char)LineBytes.At(ref text, at + i);
        }

        // Of "2013-01-32" the month is no date.
        byte behind = LineBytes.At(ref text, at + length);
        return behind is (byte)'"' or (byte)' ' && TryCoarse(words[..length], out date) ? at + length : Wrong(out date);
    }

    private static bool TryCoarse(ReadOnlySpan<char> words, out PartialDate date)
    {
        date = default;
        foreach (char c in words)
        {
            if (!char.IsAsciiDigit(c) && c != '-')
            {
                return false;
            }
        }

        int year = Digits(words[..4]);
        if (year < FirstYear || year >= FirstYear + Years)
        {
            return false;
        }

        if (words.Length == 4)
        {
            date = PartialDate.InYear(year);
            return true;
        }

        int month = Digits(words[5..]);
        if (words[4] != '-' || month is < 1 or > 12)
        {
            return false;
        }

        date = PartialDate.InMonth(year, month);
        return true;
    }

    private static int Digits(ReadOnlySpan<char> words)
    {
        int value = 0;
        foreach (char c in words)
        {
            if (!char.IsAsciiDigit(c))
            {
                return -1;
            }

            value = (value * 10) + c - '0';
        }

        return value;
    }

    private static int Wrong(out PartialDate date)
    {
        date = default;
        return LineBytes.Careful;
    }

    private static int[] FirstDays()
    {
        var days = new int[(12 * Years) + 1];
        for (int i = 0; i < days.Length; i++)
        {
            days[i] = CalendarDate.Create(FirstYear + (i / 12), (i % 12) + 1, 1).DayNumber;
        }

        return days;
    }
}
