using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ImrDsl.Runtime.Lines;

namespace ImrDsl.Scoring.Columns.Reading;

/// <summary>A row of a table, taken apart into cells. Behind it stand another <see cref="LineText.Slack"/> readable bytes. For one thread.</summary>
internal sealed class RowCells
{
    // As many as there are bytes, those that are written or looked at too much, and the end.
    private const int MostAtOnce = 32 + 8 + 1;

    private const int CommonBit = 63;

    // Of each of the first cells whether anything stands there, blanks too.
    private ulong filled;

    // Whether blanks stand beside a comma, or at an end.
    private bool hasBlanksAround;

    // Where each cell begins, and where one behind the last would.
    private int[] starts = new int[64];

    /// <summary>What holds the row.</summary>
    public byte[] Bytes { get; private set; } = [];

    /// <summary>How many cells there are.</summary>
    public int Count { get; private set; }

    /// <summary>Takes up a row, in which nothing stands in quotation marks.</summary>
    /// <param name="bytes">What holds it.</param>
    /// <param name="start">Its first byte.</param>
    /// <param name="length">Its length, without the line end.</param>
    public void Take(byte[] bytes, int start, int length)
    {
        Bytes = bytes;
        starts[0] = start;
        ref byte text = ref MemoryMarshal.GetArrayDataReference(bytes);
        int count = 1;
        int end = start + length;

        // Of the byte before: a row begins as behind a comma.
        (uint wasComma, uint wasBlank, uint trimmed) = (1, 0, 0);
        for (int at = start; at < end; at += Vector256<byte>.Count)
        {
            if (starts.Length < count + MostAtOnce)
            {
                Array.Resize(ref starts, 2 * starts.Length);
            }

            Vector256<byte> some = Vector256.LoadUnsafe(ref text, (nuint)(uint)at);
            uint all = end - at < Vector256<byte>.Count ? (1u << (end - at)) - 1 : uint.MaxValue;
            uint commas = Vector256.Equals(some, Vector256.Create((byte)',')).ExtractMostSignificantBits() & all;
            uint blanks = Vector256.Equals(some, Vector256.Create((byte)' ')).ExtractMostSignificantBits() & all;
            trimmed |= (blanks & ((commas << 1) | wasComma)) | (commas & ((blanks << 1) | wasBlank));
            (wasComma, wasBlank) = (commas >> 31, blanks >> 31);
            count = Add(ref starts[count], commas, at + 1, count);
        }

        starts[count] = end + 1;
        Count = count;
        filled = FilledOf(count);
        hasBlanksAround = trimmed != 0 || (length > 0 && bytes[end - 1] == ' ');
    }

    /// <summary>A bit for each of the first cells; all others have one in common.</summary>
    public static ulong BitOf(int cell) => 1UL << Math.Min(cell, CommonBit);

    /// <summary>Whether one of some cells may say something, told at a glance.</summary>
    /// <param name="bits">Their bits.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayBeFilled(ulong bits) => (filled & bits) != 0;

    /// <summary>Whether what <see cref="MayBeFilled"/> tells of some cells is certain: no cell is blanks alone, and each has a bit of its own.</summary>
    /// <param name="bits">Their bits.</param>
    public bool IsCertain(ulong bits) => !hasBlanksAround && bits < 1UL << CommonBit;

    /// <summary>A cell, without blanks around it; an empty one if there is none.</summary>
    /// <param name="place">Its place, from 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Cell Of(int place)
    {
        if (place >= Count)
        {
            return default;
        }

        ref int start = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(starts), place);
        int at = start;
        int length = Unsafe.Add(ref start, 1) - at - 1;
        return hasBlanksAround ? Trimmed(at, length) : new Cell(at, length);
    }

    /// <summary>Where each cell begins, and where one behind the last would, if no blanks stand around any of them; else nothing.</summary>
    public ReadOnlySpan<int> Starts => hasBlanksAround ? [] : starts.AsSpan(0, Count + 1);

    // So many at a time that a branch seldom depends on how many there are; what is written too much is written over.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Add(ref int place, uint commas, int at, int count)
    {
        const int AtATime = 4;
        int all = count + BitOperations.PopCount(commas);
        do
        {
            place = at + BitOperations.TrailingZeroCount(commas);
            commas &= commas - 1;
            Unsafe.Add(ref place, 1) = at + BitOperations.TrailingZeroCount(commas);
            commas &= commas - 1;
            Unsafe.Add(ref place, 2) = at + BitOperations.TrailingZeroCount(commas);
            commas &= commas - 1;
            Unsafe.Add(ref place, 3) = at + BitOperations.TrailingZeroCount(commas);
            commas &= commas - 1;
            place = ref Unsafe.Add(ref place, AtATime);
        }
        while (commas != 0);
        return all;
    }

    private ulong FilledOf(int count) => count <= Vector256<int>.Count ? FilledOfFew(count) : FilledOfMany(count);

    // What was just written number by number is read faster so.
    private ulong FilledOfFew(int count)
    {
        ulong bits = 0;
        for (int i = 0; i < count; i++)
        {
            bits |= (ulong)(starts[i + 1] - starts[i] > 1 ? 1 : 0) << i;
        }

        return bits;
    }

    // Eight cells at a time; behind the last one stands something, which is cut off.
    private ulong FilledOfMany(int count)
    {
        ref int first = ref MemoryMarshal.GetArrayDataReference(starts);
        ulong bits = 0;
        int cells = Math.Min(count, CommonBit);
        for (int cell = 0; cell < cells; cell += Vector256<int>.Count)
        {
            Vector256<int> lengths = Vector256.LoadUnsafe(ref first, (nuint)cell + 1) - Vector256.LoadUnsafe(ref first, (nuint)cell);
            bits |= (ulong)Vector256.GreaterThan(lengths, Vector256<int>.One).ExtractMostSignificantBits() << cell;
        }

        ulong common = count > CommonBit ? 1UL << CommonBit : 0;
        return (bits & ((1UL << cells) - 1)) | common;
    }

    private Cell Trimmed(int at, int length)
    {
        for (; length > 0 && Bytes[at] == ' '; length--)
        {
            at++;
        }

        while (length > 0 && Bytes[at + length - 1] == ' ')
        {
            length--;
        }

        return new Cell(at, length);
    }
}

/// <summary>Where a cell stands. In one number, which stays in a register; two would go through memory.</summary>
/// <param name="at">Its first byte.</param>
/// <param name="length">Its length; 0 if it says nothing.</param>
internal readonly struct Cell(int at, int length)
{
    private readonly ulong both = ((ulong)(uint)at << 32) | (uint)length;

    /// <summary>Its first byte.</summary>
    public int At => (int)(both >> 32);

    /// <summary>Its length; 0 if it says nothing.</summary>
    public int Length => (int)both;

    /// <summary>Whether it says anything.</summary>
    public bool IsFilled => Length > 0;
}
