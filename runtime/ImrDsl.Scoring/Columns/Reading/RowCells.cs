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
    // As many as there are bytes, those that are written too much, and the end.
    private const int MostAtOnce = 32 + 6 + 1;

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
        for (int at = start; at < end; at += Vector256<byte>.Count)
        {
            if (starts.Length < count + MostAtOnce)
            {
                Array.Resize(ref starts, 2 * starts.Length);
            }

            uint commas = Vector256.Equals(Vector256.LoadUnsafe(ref text, (nuint)(uint)at), Vector256.Create((byte)',')).ExtractMostSignificantBits();
            commas = end - at < Vector256<byte>.Count ? commas & ((1u << (end - at)) - 1) : commas;
            count = Add(ref starts[count], commas, at + 1, count);
        }

        starts[count] = end + 1;
        Count = count;
    }

    /// <summary>A cell, without blanks around it. False if it is empty, or there is none.</summary>
    /// <param name="cell">Its place, from 0.</param>
    /// <param name="at">Its first byte.</param>
    /// <param name="length">Its length.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsFilled(int cell, out int at, out int length)
    {
        if (cell >= Count)
        {
            (at, length) = (0, 0);
            return false;
        }

        at = starts[cell];
        length = starts[cell + 1] - 1 - at;
        return length > 0 && ((Bytes[at] != ' ' && Bytes[at + length - 1] != ' ') || Trim(ref at, ref length));
    }

    // So many at a time that a branch seldom depends on how many there are; what is written too much is written over.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Add(ref int place, uint commas, int at, int count)
    {
        const int AtATime = 6;
        int all = count + BitOperations.PopCount(commas);
        do
        {
            for (int i = 0; i < AtATime; i++)
            {
                Unsafe.Add(ref place, i) = at + BitOperations.TrailingZeroCount(commas);
                commas &= commas - 1;
            }

            place = ref Unsafe.Add(ref place, AtATime);
        }
        while (commas != 0);
        return all;
    }

    private bool Trim(ref int at, ref int length)
    {
        for (; length > 0 && Bytes[at] == ' '; length--)
        {
            at++;
        }

        while (length > 0 && Bytes[at + length - 1] == ' ')
        {
            length--;
        }

        return length > 0;
    }
}
