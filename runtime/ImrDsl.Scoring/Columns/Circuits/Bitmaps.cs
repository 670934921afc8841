using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace ImrDsl.Scoring.Columns.Circuits;

/// <summary>What is done with whole bitmaps. <see cref="Vector{T}"/> is as wide as the machine's vectors, and scalar where it has none.</summary>
internal static class Bitmaps
{
    /// <summary>Keeps the rows that are in another as well.</summary>
    public static void And(Span<ulong> result, ReadOnlySpan<ulong> other)
    {
        Span<Vector<ulong>> into = Vectors(result);
        ReadOnlySpan<Vector<ulong>> from = Vectors(other);
        for (int i = 0; i < into.Length; i++)
        {
            into[i] &= from[i];
        }
    }

    /// <summary>The rows that are in both of two.</summary>
    public static void And(Span<ulong> result, ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right)
    {
        Span<Vector<ulong>> into = Vectors(result);
        ReadOnlySpan<Vector<ulong>> one = Vectors(left);
        ReadOnlySpan<Vector<ulong>> other = Vectors(right);
        for (int i = 0; i < into.Length; i++)
        {
            into[i] = one[i] & other[i];
        }
    }

    /// <summary>Adds the rows of another.</summary>
    public static void Or(Span<ulong> result, ReadOnlySpan<ulong> other)
    {
        Span<Vector<ulong>> into = Vectors(result);
        ReadOnlySpan<Vector<ulong>> from = Vectors(other);
        for (int i = 0; i < into.Length; i++)
        {
            into[i] |= from[i];
        }
    }

    /// <summary>The rows that are in one of two.</summary>
    public static void Or(Span<ulong> result, ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right)
    {
        Span<Vector<ulong>> into = Vectors(result);
        ReadOnlySpan<Vector<ulong>> one = Vectors(left);
        ReadOnlySpan<Vector<ulong>> other = Vectors(right);
        for (int i = 0; i < into.Length; i++)
        {
            into[i] = one[i] | other[i];
        }
    }

    /// <summary>Takes away the rows of another.</summary>
    public static void AndNot(Span<ulong> result, ReadOnlySpan<ulong> other)
    {
        Span<Vector<ulong>> into = Vectors(result);
        ReadOnlySpan<Vector<ulong>> from = Vectors(other);
        for (int i = 0; i < into.Length; i++)
        {
            into[i] = Vector.AndNot(into[i], from[i]);
        }
    }

    /// <summary>The rows that are in the first of two alone.</summary>
    public static void AndNot(Span<ulong> result, ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right)
    {
        Span<Vector<ulong>> into = Vectors(result);
        ReadOnlySpan<Vector<ulong>> one = Vectors(left);
        ReadOnlySpan<Vector<ulong>> other = Vectors(right);
        for (int i = 0; i < into.Length; i++)
        {
            into[i] = Vector.AndNot(one[i], other[i]);
        }
    }

    /// <summary>How many rows there are.</summary>
    public static int Count(ReadOnlySpan<ulong> rows)
    {
        int one = 0;
        int two = 0;
        int three = 0;
        int four = 0;
        for (; rows.Length >= 4; rows = rows[4..])
        {
            one += BitOperations.PopCount(rows[0]);
            two += BitOperations.PopCount(rows[1]);
            three += BitOperations.PopCount(rows[2]);
            four += BitOperations.PopCount(rows[3]);
        }

        foreach (ulong word in rows)
        {
            one += BitOperations.PopCount(word);
        }

        return one + two + three + four;
    }

    /// <summary>Whether there is any row.</summary>
    public static bool Any(ReadOnlySpan<ulong> rows) => rows.ContainsAnyExcept(0UL);

    private static Span<Vector<ulong>> Vectors(Span<ulong> words) => MemoryMarshal.Cast<ulong, Vector<ulong>>(words);

    private static ReadOnlySpan<Vector<ulong>> Vectors(ReadOnlySpan<ulong> words) => MemoryMarshal.Cast<ulong, Vector<ulong>>(words);
}
