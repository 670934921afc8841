using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ImrDsl.Runtime.Lines;

/// <summary>
/// The parts of a line of JSON. Every method takes a place in the line and gives the place behind what it read, or <see cref="Careful"/> where the line
/// is no JSON or needs a closer look. A line is followed by <c>\n</c>, which stops every method, and by <see cref="Slack"/> readable bytes.
/// </summary>
internal static class LineText
{
    /// <summary>What a method gives that did not read: the line goes to the careful reader, which says what is wrong with it, if anything is.</summary>
    public const int Careful = -1;

    /// <summary>How far methods may read beyond a line.</summary>
    public const int Slack = 64;

    /// <summary>The four bytes of <c>null</c>.</summary>
    public static readonly uint Null = Four("null");

    /// <summary>The four bytes of <c>true</c>.</summary>
    public static readonly uint True = Four("true");

    /// <summary>The last four bytes of <c>false</c>.</summary>
    public static readonly uint Alse = Four("alse");

    private const int Deepest = 32;
    private const int MostDigits = 18;

    /// <summary>The byte at a place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte At(ref byte text, int at) => Unsafe.Add(ref text, (nint)(uint)at);

    /// <summary>The place of the next byte that is no blank. Does not leave the line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Blanks(ref byte text, int at) => At(ref text, at) > ' ' ? at : PastBlanks(ref text, at);

    /// <summary>The place of the quotation mark that ends a string.</summary>
    /// <param name="at">The first byte of the string, behind its quotation mark.</param>
    /// <param name="isPlain">Whether the string stands as it is meant, without escapes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int StringEnd(ref byte text, int at, out bool isPlain)
    {
        isPlain = true;
        int end = NextStop(ref text, at);
        return At(ref text, end) == '"' ? end : BehindEscapes(ref text, end, out isPlain);
    }

    /// <summary>
    /// The place of the quotation mark that ends a string which is then compared as a whole with words that are known: none of them is empty or holds an escape or a
    /// control character, so these need not be looked for. Of a string that ends in no quotation mark the empty beginning is given.
    /// </summary>
    /// <param name="at">The first byte of the string.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int WordEnd(ref byte text, int at)
    {
        uint quotes = !Vector256.IsHardwareAccelerated ? 0
            : Vector256.Equals(Vector256.LoadUnsafe(ref text, (nuint)(uint)at), Vector256.Create((byte)'"')).ExtractMostSignificantBits();
        return quotes != 0 ? at + BitOperations.TrailingZeroCount(quotes) : LongWordEnd(ref text, at);
    }

    /// <summary>Passes over a string that stands as it is meant, without escapes.</summary>
    /// <param name="at">The place of its first quotation mark.</param>
    public static int Plain(ref byte text, int at)
    {
        if (At(ref text, at) != '"')
        {
            return Careful;
        }

        int end = NextStop(ref text, at + 1);
        return At(ref text, end) == '"' ? end + 1 : Careful;
    }

    /// <summary>Reads <c>null</c>, <c>true</c> or <c>false</c> without a branch on which of them it is, since no processor can guess that.</summary>
    /// <param name="answer">0 for <c>null</c>, 1 for <c>true</c>, 2 for <c>false</c>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int YesNo(ref byte text, int at, out int answer)
    {
        int isTrue = Has(ref text, at, True) ? 1 : 0;
        int isFalse = Has(ref text, at + 1, Alse) & At(ref text, at) == 'f' ? 1 : 0;
        int isNull = Has(ref text, at, Null) ? 1 : 0;
        answer = isTrue + (2 * isFalse);
        return (isTrue | isFalse | isNull) != 0 ? at + 4 + isFalse : Careful;
    }

    /// <summary>Whether four bytes stand at a place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Has(ref byte text, int at, uint fourBytes) => Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref text, (nint)(uint)at)) == fourBytes;

    /// <summary>Four characters of ASCII as they stand in memory.</summary>
    public static uint Four(string text) => BitConverter.IsLittleEndian
        ? text[0] | ((uint)text[1] << 8) | ((uint)text[2] << 16) | ((uint)text[3] << 24)
        : text[3] | ((uint)text[2] << 8) | ((uint)text[1] << 16) | ((uint)text[0] << 24);

    /// <summary>Whether a word stands at a place.</summary>
    public static bool IsWord(ref byte text, int at, int length, ReadOnlySpan<byte> word) =>
        length == word.Length && MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref text, (nint)(uint)at), length).SequenceEqual(word);

    /// <summary>Reads a key and what stands between it and its value; gives the place of the value. A key that is none of those there are may be no string at all.</summary>
    /// <param name="at">The place of its quotation mark.</param>
    /// <param name="names">The keys there are.</param>
    /// <param name="number">The number of the key, or −1.</param>
    public static int Key(ref byte text, int at, WordTable names, out int number)
    {
        number = -1;
        if (At(ref text, at) != '"')
        {
            return Careful;
        }

        int end = WordEnd(ref text, at + 1);
        number = names.Find(ref Unsafe.Add(ref text, (nint)(uint)at + 1), end - at - 1);
        at = Blanks(ref text, end + 1);
        return At(ref text, at) == ':' ? Blanks(ref text, at + 1) : Careful;
    }

    /// <summary>Goes on behind a value: to the next key or value, or behind the end of the object or array.</summary>
    /// <param name="at">The place behind the value.</param>
    /// <param name="close">What ends the object or array.</param>
    /// <param name="isEnd">Whether it ended here.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Next(ref byte text, int at, byte close, out bool isEnd)
    {
        at = Blanks(ref text, at);
        byte found = At(ref text, at);
        isEnd = found == close;
        return isEnd ? at + 1 : found == ',' ? Blanks(ref text, at + 1) : Careful;
    }

    /// <summary>
    /// Reads a decimal number without exponent: as a whole number, and how many of its digits stand behind the point. More than 18 digits need a closer look.
    /// </summary>
    /// <param name="isJson">Whether it has to be a number of JSON: without leading zeros.</param>
    public static int Number(ref byte text, int at, bool isJson, out long digits, out int decimals)
    {
        bool isNegative = At(ref text, at) == '-';
        int first = isNegative ? at + 1 : at;
        long value = 0;
        int end = first;
        uint digit;
        while ((digit = At(ref text, end) - (uint)'0') <= 9)
        {
            value = (value * 10) + digit;
            end++;
        }

        int count = end - first;
        decimals = 0;
        digits = 0;
        if (count == 0 || (isJson && count > 1 && At(ref text, first) == '0'))
        {
            return Careful;
        }

        if (At(ref text, end) == '.')
        {
            int point = end++;
            while ((digit = At(ref text, end) - (uint)'0') <= 9)
            {
                value = (value * 10) + digit;
                end++;
            }

            decimals = end - point - 1;
            count += decimals;
            if (decimals == 0)
            {
                return Careful;
            }
        }

        // Of more digits the value above is wrong; it is not used.
        digits = isNegative ? -value : value;
        return count > MostDigits || (At(ref text, end) | 0x20) == 'e' ? Careful : end;
    }

    /// <summary>
    /// Reads a number of JSON as <see cref="Number"/> does, if it and the byte behind it have eight bytes at most and it has no sign: most of them, without a branch on
    /// how many digits there are. Of any other it gives <see cref="Careful"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ShortNumber(ref byte text, int at, out long digits, out int decimals)
    {
        const ulong HighBits = 0x8080_8080_8080_8080;
        ulong written = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref text, (nint)(uint)at));
        ulong values = written ^ 0x3030_3030_3030_3030;

        // The highest bit of each byte that is no digit; those behind the first may be wrong where a byte is beyond ASCII, which then ends the number anyway.
        ulong others = ((values + 0x7676_7676_7676_7676) | values) & HighBits;
        int whole = BitOperations.TrailingZeroCount(others) >> 3;
        bool hasPoint = whole < 8 && (byte)(written >> (8 * whole)) == '.';
        ulong behind = others & (others - 1);
        int end = hasPoint ? BitOperations.TrailingZeroCount(behind) >> 3 : whole;
        decimals = hasPoint ? end - whole - 1 : 0;
        int count = whole + decimals;
        ulong ofWhole = (1UL << (8 * whole)) - 1;
        ulong joined = hasPoint ? (values & ofWhole) | ((values >> 8) & ~ofWhole) : values;

        // Two, four, eight digits at a time, with zeros before the first.
        joined <<= 8 * (8 - count);
        joined = (joined * 2561) >> 8;
        joined = ((joined & 0x00FF_00FF_00FF_00FF) * 6553601) >> 16;
        digits = (long)(((joined & 0x0000_FFFF_0000_FFFF) * 42949672960001) >> 32);
        bool isWhole = whole > 0 && end < 8 && (!hasPoint || decimals > 0) && (whole == 1 || (byte)values != 0);
        return BitConverter.IsLittleEndian && isWhole && ((byte)(written >> (8 * end)) | 0x20) != 'e' ? at + end : Careful;
    }

    /// <summary>Passes over a value, whatever it is.</summary>
    public static int Skip(ref byte text, int at) => Skip(ref text, at, 0);

    private static int Skip(ref byte text, int at, int depth)
    {
        switch (At(ref text, at))
        {
            case (byte)'"':
                int end = StringEnd(ref text, at + 1, out _);
                return end < 0 ? Careful : end + 1;
            case (byte)'{':
                return depth == Deepest ? Careful : SkipObject(ref text, at, depth);
            case (byte)'[':
                return depth == Deepest ? Careful : SkipArray(ref text, at, depth);
            case (byte)'t':
                return Has(ref text, at, True) ? at + 4 : Careful;
            case (byte)'n':
                return Has(ref text, at, Null) ? at + 4 : Careful;
            case (byte)'f':
                return Has(ref text, at + 1, Alse) ? at + 5 : Careful;
            default:
                return Number(ref text, at, isJson: true, out _, out _);
        }
    }

    private static int SkipObject(ref byte text, int at, int depth)
    {
        at = Blanks(ref text, at + 1);
        if (At(ref text, at) == '}')
        {
            return at + 1;
        }

        while (true)
        {
            if (At(ref text, at) != '"' || (at = StringEnd(ref text, at + 1, out _)) < 0)
            {
                return Careful;
            }

            at = Blanks(ref text, at + 1);
            if (At(ref text, at) != ':' || (at = Skip(ref text, Blanks(ref text, at + 1), depth + 1)) < 0)
            {
                return Careful;
            }

            at = Next(ref text, at, (byte)'}', out bool isEnd);
            if (isEnd || at < 0)
            {
                return at;
            }
        }
    }

    private static int SkipArray(ref byte text, int at, int depth)
    {
        at = Blanks(ref text, at + 1);
        if (At(ref text, at) == ']')
        {
            return at + 1;
        }

        while ((at = Skip(ref text, at, depth + 1)) >= 0)
        {
            at = Next(ref text, at, (byte)']', out bool isEnd);
            if (isEnd || at < 0)
            {
                return at;
            }
        }

        return Careful;
    }

    private static int PastBlanks(ref byte text, int at)
    {
        // Most often there is one.
        if (At(ref text, at) == ' ' && At(ref text, at + 1) > ' ')
        {
            return at + 1;
        }

        while (At(ref text, at) is (byte)' ' or (byte)'\t' or (byte)'\r')
        {
            at++;
        }

        return at;
    }

    private static int LongWordEnd(ref byte text, int at)
    {
        int end = NextStop(ref text, at);
        return At(ref text, end) == '"' ? end : at;
    }

    // The next quotation mark, backslash or control character.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int NextStop(ref byte text, int at)
    {
        if (!Vector256.IsHardwareAccelerated)
        {
            while (At(ref text, at) is not ((byte)'"' or (byte)'\\' or < (byte)' '))
            {
                at++;
            }

            return at;
        }

        uint stops;
        while ((stops = Stops(ref text, at)) == 0)
        {
            at += Vector256<byte>.Count;
        }

        return at + BitOperations.TrailingZeroCount(stops);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Stops(ref byte text, int at)
    {
        Vector256<byte> bytes = Vector256.LoadUnsafe(ref text, (nuint)(uint)at);
        return (Vector256.Equals(bytes, Vector256.Create((byte)'"')) | Vector256.Equals(bytes, Vector256.Create((byte)'\\'))
            | Vector256.Equals(Vector256.Min(bytes, Vector256.Create((byte)0x1F)), bytes)).ExtractMostSignificantBits();
    }

    // Escapes have to be whole; halves of characters need a closer look.
    private static int BehindEscapes(ref byte text, int at, out bool isPlain)
    {
        isPlain = false;
        while (At(ref text, at) == '\\')
        {
            switch (At(ref text, at + 1))
            {
                case (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t':
                    at += 2;
                    break;
                case (byte)'u':
                    int character = 0;
                    for (int i = 2; i < 6; i++)
                    {
                        byte digit = At(ref text, at + i);
                        if (!char.IsAsciiHexDigit((char)digit))
                        {
                            return Careful;
                        }

                        character = (character << 4) | (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
                    }

                    if (char.IsSurrogate((char)character))
                    {
                        return Careful;
                    }

                    at += 6;
                    break;
                default:
                    return Careful;
            }

            at = NextStop(ref text, at);
        }

        return At(ref text, at) == '"' ? at : Careful;
    }
}
