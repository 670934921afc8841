using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ImrDsl.Scoring.Columns.Circuits;

/// <summary>How bitmaps are joined.</summary>
internal interface IJoin
{
    /// <summary>Joins two.</summary>
    static abstract Vector512<ulong> Of(Vector512<ulong> left, Vector512<ulong> right);

    /// <summary>Joins two.</summary>
    static abstract Vector<ulong> Of(Vector<ulong> left, Vector<ulong> right);
}

/// <summary>The rows that are in all.</summary>
internal readonly struct InAll : IJoin
{
    public static Vector512<ulong> Of(Vector512<ulong> left, Vector512<ulong> right) => left & right;

    public static Vector<ulong> Of(Vector<ulong> left, Vector<ulong> right) => left & right;
}

/// <summary>The rows that are in any.</summary>
internal readonly struct InAny : IJoin
{
    public static Vector512<ulong> Of(Vector512<ulong> left, Vector512<ulong> right) => left | right;

    public static Vector<ulong> Of(Vector<ulong> left, Vector<ulong> right) => left | right;
}

/// <summary>Joins many bitmaps of a block into one. What is joined stays in registers; the bitmaps are gone through one after the other, as memory likes it.</summary>
internal static class Joining
{
    /// <summary>Joins bitmaps.</summary>
    /// <param name="frame">Where they are.</param>
    /// <param name="slots">Their slots; one at least.</param>
    /// <param name="result">The slot of what comes of it.</param>
    public static void Join<TJoin>(Frame frame, ReadOnlySpan<int> slots, int result)
        where TJoin : struct, IJoin
    {
        if (Vector512.IsHardwareAccelerated)
        {
            InEight<TJoin>(frame, slots, frame[result]);
        }
        else
        {
            InFours<TJoin>(frame, slots, frame[result]);
        }
    }

    // The bitmap of a block is eight vectors of 512 bits.
    private static void InEight<TJoin>(Frame frame, ReadOnlySpan<int> slots, Span<ulong> result)
        where TJoin : struct, IJoin
    {
        ref ulong from = ref Start(frame, slots[0]);
        Vector512<ulong> one = Wide(ref from, 0);
        Vector512<ulong> two = Wide(ref from, 1);
        Vector512<ulong> three = Wide(ref from, 2);
        Vector512<ulong> four = Wide(ref from, 3);
        Vector512<ulong> five = Wide(ref from, 4);
        Vector512<ulong> six = Wide(ref from, 5);
        Vector512<ulong> seven = Wide(ref from, 6);
        Vector512<ulong> eight = Wide(ref from, 7);
        foreach (int slot in slots[1..])
        {
            from = ref Start(frame, slot);
            one = TJoin.Of(one, Wide(ref from, 0));
            two = TJoin.Of(two, Wide(ref from, 1));
            three = TJoin.Of(three, Wide(ref from, 2));
            four = TJoin.Of(four, Wide(ref from, 3));
            five = TJoin.Of(five, Wide(ref from, 4));
            six = TJoin.Of(six, Wide(ref from, 5));
            seven = TJoin.Of(seven, Wide(ref from, 6));
            eight = TJoin.Of(eight, Wide(ref from, 7));
        }

        Span<Vector512<ulong>> into = MemoryMarshal.Cast<ulong, Vector512<ulong>>(result);
        into[7] = eight;
        into[6] = seven;
        into[5] = six;
        into[4] = five;
        into[3] = four;
        into[2] = three;
        into[1] = two;
        into[0] = one;
    }

    private static void InFours<TJoin>(Frame frame, ReadOnlySpan<int> slots, Span<ulong> result)
        where TJoin : struct, IJoin
    {
        int words = Vector<ulong>.Count;
        for (int word = 0; word < result.Length; word += 4 * words)
        {
            ref ulong from = ref Unsafe.Add(ref Start(frame, slots[0]), word);
            Vector<ulong> one = Vector.LoadUnsafe(ref from);
            Vector<ulong> two = Vector.LoadUnsafe(ref from, (nuint)words);
            Vector<ulong> three = Vector.LoadUnsafe(ref from, (nuint)(2 * words));
            Vector<ulong> four = Vector.LoadUnsafe(ref from, (nuint)(3 * words));
            foreach (int slot in slots[1..])
            {
                from = ref Unsafe.Add(ref Start(frame, slot), word);
                one = TJoin.Of(one, Vector.LoadUnsafe(ref from));
                two = TJoin.Of(two, Vector.LoadUnsafe(ref from, (nuint)words));
                three = TJoin.Of(three, Vector.LoadUnsafe(ref from, (nuint)(2 * words)));
                four = TJoin.Of(four, Vector.LoadUnsafe(ref from, (nuint)(3 * words)));
            }

            one.CopyTo(result[word..]);
            two.CopyTo(result[(word + words)..]);
            three.CopyTo(result[(word + (2 * words))..]);
            four.CopyTo(result[(word + (3 * words))..]);
        }
    }

    private static ref ulong Start(Frame frame, int slot) => ref MemoryMarshal.GetReference(frame[slot]);

    private static Vector512<ulong> Wide(ref ulong from, int place) => Vector512.LoadUnsafe(ref from, (nuint)(place * Vector512<ulong>.Count));
}
