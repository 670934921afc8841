using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ImrDsl.Scoring.Columns.Circuits;

/// <summary>Whether the numbers of a column lie in a range, both ends included: every comparison of a quantity with a constant, and every band.</summary>
/// <param name="place">The place of the column in the block.</param>
/// <param name="low">The least number that passes, above the one that stands for "not known".</param>
/// <param name="high">The greatest number that passes; one below <paramref name="low"/> if none does.</param>
/// <param name="result">Where to write.</param>
internal sealed class RangeStep<T>(int place, T low, T high, Signal result) : Step
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    private const int Lanes = 32;
    private const int Parts = 4;
    private const int PortionsOfAPart = 2;

    public override void Run(Frame frame)
    {
        ReadOnlySpan<T> values = frame.Block.Numbers<T>(place);
        Span<ulong> met = frame[result.Met];
        Span<ulong> notMet = frame[result.NotMet];
        const int WordsOfAPart = ColumnBlock.Words / Parts;
        for (int part = 0; part < Parts; part++)
        {
            frame.Ahead.Fetch(PortionsOfAPart);
            Take(values.Slice(part * 64 * WordsOfAPart, 64 * WordsOfAPart), met.Slice(part * WordsOfAPart, WordsOfAPart), notMet.Slice(part * WordsOfAPart, WordsOfAPart));
        }
    }

    private void Take(ReadOnlySpan<T> values, Span<ulong> met, Span<ulong> notMet)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            ByWideVectors(values, met, notMet);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            ByVectors(values, MemoryMarshal.Cast<ulong, uint>(met), MemoryMarshal.Cast<ulong, uint>(notMet));
        }
        else
        {
            OneByOne(values, met, notMet);
        }
    }

    private void ByWideVectors(ReadOnlySpan<T> values, Span<ulong> met, Span<ulong> notMet)
    {
        // Moved so that the least number that passes is the least of all: what passes is then one comparison.
        Vector512<T> shift = Vector512.Create(T.MinValue - low);
        Vector512<T> most = Vector512.Create(high - low + T.One + T.MinValue);
        Vector512<T> unknown = Vector512.Create(T.MinValue);
        ref T from = ref MemoryMarshal.GetReference(values);
        for (int word = 0; word < met.Length && word < notMet.Length; word++)
        {
            ulong inside = 0;
            ulong missing = 0;
            for (int lane = 0; lane < 64; lane += Vector512<T>.Count)
            {
                ref T at = ref Unsafe.Add(ref from, (64 * word) + lane);
                Vector512<T> some = Vector512.LoadUnsafe(ref at);
                inside |= Vector512.LessThan(some + shift, most).ExtractMostSignificantBits() << lane;
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
