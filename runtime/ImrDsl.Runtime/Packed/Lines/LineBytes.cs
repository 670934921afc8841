using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ImrDsl.Runtime.Lines;

/// <summary>
/// The smallest parts of a line of JSON. A place is a number of bytes from the beginning of a buffer; <see cref="Careful"/> stands for no place: the line is
/// no JSON, or unusual, and is read by the careful reader. Behind a line stands a line feed, which stops every method, and <see cref="Slack"/> readable bytes.
/// </summary>
internal static class LineBytes
{
    /// <summary>No place.</summary>
    public const int Careful = -1;

    /// <summary>How far methods may read beyond a line.</summary>
    public const int Slack = 64;

    private const uint True = 0x65757274;
    private const uint Null = 0x6C6C756E;
    private const uint Fals = 0x736C6166;

    /// <summary>The byte at a place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte At(ref byte text, int at) => Unsafe.Add(ref text, (nint)(uint)at);

    /// <summary>Four bytes, the first one lowest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Four(ref byte text, int at) => Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref text, (nint)(uint)at));

    /// <summary>Eight bytes, the first one lowest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Eight(ref byte text, int at) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref text, (nint)(uint)at));

    /// <summary>The place of the next byte that is no blank. Does not leave the line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Blanks(ref byte text, int at) => At(ref text, at) > ' ' ? at : PastBlanks(ref text, at);

    /// <summary>Whether <c>null</c> stands at a place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNull(ref byte text, int at) => Four(ref text, at) == Null;

    /// <summary>
    /// Reads <c>null</c>, <c>true</c> or <c>false</c> without a branch on which of them it is, since no processor can guess that; gives the place behind it.
    /// </summary>
    /// <param name="answer">0 for <c>null</c>, 1 for <c>true</c>, 2 for <c>false</c>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int YesNo(ref byte text, int at, out int answer)
    {
        uint word = Four(ref text, at);
        int isTrue = word == True ? 1 : 0;
        int isFalse = word == Fals & At(ref text, at + 4) == (byte)'e' ? 1 : 0;
        int isNull = word == Null ? 1 : 0;
        answer = isTrue + (2 * isFalse);
        return (isTrue | isFalse | isNull) != 0 ? at + 4 + isFalse : Careful;
    }

    /// <summary>The place of the quotation mark that ends a word, which is then compared as a whole; its beginning if none does.</summary>
    /// <param name="at">The first byte of the word.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int WordEnd(ref byte text, int at)
    {
        uint quotes = Vector256.Equals(Vector256.LoadUnsafe(ref text, (nuint)(uint)at), Vector256.Create((byte)'"')).ExtractMostSignificantBits();
        return quotes != 0 ? at + BitOperations.TrailingZeroCount(quotes) : LongWordEnd(ref text, at);
    }

    /// <summary>Passes over a string that stands as it is meant, without escapes; gives the place behind its quotation mark.</summary>
    /// <param name="at">The place of its first quotation mark.</param>
    public static int Text(ref byte text, int at)
    {
        if (At(ref text, at) != '"')
        {
            return Careful;
        }

        uint stops;
        at++;
        while ((stops = Stops(ref text, at)) == 0)
        {
            at += Vector256<byte>.Count;
        }

        at += BitOperations.TrailingZeroCount(stops);
        return At(ref text, at) == '"' ? at + 1 : Careful;
    }

    /// <summary>Goes behind an object that is read later, which then shows what is wrong in it.</summary>
    /// <param name="at">Its brace.</param>
    public static int BehindObject(ref byte text, int at)
    {
        int depth = 0;
        while (true)
        {
            switch (At(ref text, at))
            {
                case (byte)'"':
                    if ((at = Text(ref text, at)) < 0)
                    {
                        return Careful;
                    }

                    continue;
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                case (byte)'}' or (byte)']' when --depth == 0:
                    return at + 1;
                case (byte)'\n':
                    return Careful;
            }

            at++;
        }
    }

    /// <summary>Reads a decimal number of at most nine digits before the point and four behind it, without exponent; gives the place behind it.</summary>
    /// <param name="value">The number in ten thousandths.</param>
    public static int Number(ref byte text, int at, out long value)
    {
        const int MostDigits = 9;
        const int MostDecimals = 4;

        bool isNegative = At(ref text, at) == '-';
        at += isNegative ? 1 : 0;
        int first = at;
        uint digit = At(ref text, at) - (uint)'0';
        value = digit;
        uint next = At(ref text, ++at) - (uint)'0';
        if (digit > 9 || (digit == 0 && next <= 9))
        {
            return Careful;
        }

        while (next <= 9)
        {
            value = (value * 10) + next;
            next = At(ref text, ++at) - (uint)'0';
        }

        bool fits = at - first <= MostDigits;
        int decimals = 0;
        if (At(ref text, at) == '.')
        {
            while ((next = At(ref text, ++at) - (uint)'0') <= 9)
            {
                value = (value * 10) + next;
                decimals++;
            }

            fits &= decimals is > 0 and <= MostDecimals;
        }

        for (; decimals < MostDecimals; decimals++)
        {
            value *= 10;
        }

        value = isNegative ? -value : value;
        return fits && (At(ref text, at) | 0x20) != 'e' ? at : Careful;
    }

    private static int PastBlanks(ref byte text, int at)
    {
        while (At(ref text, at) is (byte)' ' or (byte)'\t' or (byte)'\r')
        {
            at++;
        }

        return at;
    }

    private static int LongWordEnd(ref byte text, int at)
    {
        int end = Text(ref text, at - 1);
        return end < 0 ? at : end - 1;
    }

    // A quotation mark, backslash or control character.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Stops(ref byte text, int at)
    {
        Vector256<byte> bytes = Vector256.LoadUnsafe(ref text, (nuint)(uint)at);
        return (Vector256.Equals(bytes, Vector256.Create((byte)'"')) | Vector256.Equals(bytes, Vector256.Create((byte)'\\'))
            | Vector256.Equals(Vector256.Min(bytes, Vector256.Create((byte)0x1F)), bytes)).ExtractMostSignificantBits();
    }
}
