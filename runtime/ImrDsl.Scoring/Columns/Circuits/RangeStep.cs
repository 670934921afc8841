using System;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ImrDsl.Scoring.Columns.Circuits;

/// <summary>Whether the numbers of a column lie in a range, both ends included: every comparison of a quantity with a constant, and every band.</summary>
/// <param name="column">The place of the column among the block's numbers.</param>
/// <param name="low">The least number that passes, above the one that stands for "not known".</param>
/// <param name="high">The greatest number that passes; below <paramref name="low"/> if none does.</param>
/// <param name="result">Where to write.</param>
internal sealed class RangeStep<T>(int column, T low, T high, Signal result) : Step
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    private const int Lanes = 32;

    public override void Run(Frame frame)
    {
        ReadOnlySpan<T> values = ((NumberColumn<T>)frame.Block.Numbers[column]).Values;
        if (Vector512.IsHardwareAccelerated)
        {
            ByWideVectors(values, frame[result.Met], frame[result.NotMet]);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            ByVectors(values, MemoryMarshal.Cast<ulong, uint>(frame[result.Met]), MemoryMarshal.Cast<ulong, uint>(frame[result.NotMet]));
        }
        else
        {
            OneByOne(values, frame[result.Met], frame[result.NotMet]);
        }
    }

    private void ByWideVectors(ReadOnlySpan<T> values, Span<ulong> met, Span<ulong> notMet)
    {
        Vector512<T> least = Vector512.Create(low);
        Vector512<T> most = Vector512.Create(high);
        Vector512<T> unknown = Vector512.Create(T.MinValue);
        ReadOnlySpan<Vector512<T>> vectors = MemoryMarshal.Cast<T, Vector512<T>>(values);
        for (int word = 0; word < met.Length && word < notMet.Length; word++)
        {
            ulong inside = 0;
            ulong missing = 0;
            for (int lane = 0; lane < 64; lane += Vector512<T>.Count)
            {
                Vector512<T> some = vectors[((64 * word) + lane) / Vector512<T>.Count];
                inside |= (Vector512.GreaterThanOrEqual(some, least) & Vector512.LessThanOrEqual(some, most)).ExtractMostSignificantBits() << lane;
                missing |= Vector512.Equals(some, unknown).ExtractMostSignificantBits() << lane;
            }

            met[word] = inside;
            notMet[word] = ~(inside | missing);
        }
    }

    private void ByVectors(ReadOnlySpan<T> values, Span<uint> met, Span<uint> notMet)
    {
        Vector256<T> least = Vector256.Create(low);
        Vector256<T> most = Vector256.Create(high);
        Vector256<T> unknown = Vector256.Create(T.MinValue);
        ReadOnlySpan<Vector256<T>> vectors = MemoryMarshal.Cast<T, Vector256<T>>(values);
        int each = Lanes / Vector256<T>.Count;
        for (int i = 0; i < met.Length; i++)
        {
            ReadOnlySpan<Vector256<T>> some = vectors.Slice(i * each, each);
            uint inside = Inside(some, least, most);
            met[i] = inside;
            notMet[i] = ~(inside | Inside(some, unknown, unknown));
        }
    }

    // One bit for each of 32 numbers.
    private static uint Inside(ReadOnlySpan<Vector256<T>> some, Vector256<T> low, Vector256<T> high)
    {
        Vector256<sbyte> inside = some.Length switch
        {
            1 => One(some[0], low, high).AsSByte(),
            2 => Vector256.Narrow(One(some[0], low, high).AsInt16(), One(some[1], low, high).AsInt16()),
            _ => Vector256.Narrow(
                Vector256.Narrow(One(some[0], low, high).AsInt32(), One(some[1], low, high).AsInt32()),
                Vector256.Narrow(One(some[2], low, high).AsInt32(), One(some[3], low, high).AsInt32())),
        };
        return inside.ExtractMostSignificantBits();
    }

    private static Vector256<T> One(Vector256<T> values, Vector256<T> low, Vector256<T> high) =>
        Vector256.GreaterThanOrEqual(values, low) & Vector256.LessThanOrEqual(values, high);

    private void OneByOne(ReadOnlySpan<T> values, Span<ulong> met, Span<ulong> notMet)
    {
        met.Clear();
        notMet.Clear();
        for (int row = 0; row < values.Length; row++)
        {
            bool isInside = values[row] >= low && values[row] <= high;
            met[row >> 6] |= (isInside ? 1UL : 0) << (row & 63);
            notMet[row >> 6] |= (isInside || values[row] == T.MinValue ? 0 : 1UL) << (row & 63);
        }
    }
}
