using System;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ImrDsl.Scoring.Columns.Circuits;

/// <summary>
/// Joins the answers of many conditions for the rows of a block: met where all are, not met where any is not. What is joined stays in registers; the bitmaps are gone
/// through once, one after the other as they lie in the block, since memory that is read in its order comes as fast as it can.
/// </summary>
internal static class Joining
{
    /// <summary>Joins answers.</summary>
    /// <param name="frame">Where they are.</param>
    /// <param name="parts">The answers; one at least.</param>
    /// <param name="result">Where what comes of it goes.</param>
    public static void All(Frame frame, ReadOnlySpan<Signal> parts, Signal result)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            InEight(frame, parts, result);
        }
        else
        {
            InTwos(frame, parts, result);
        }
    }

    // The bitmap of a block is eight vectors of 512 bits.
    private static void InEight(Frame frame, ReadOnlySpan<Signal> parts, Signal result)
    {
        ref ulong met = ref Start(frame, parts[0].Met);
        Vector512<ulong> met0 = Wide(ref met, 0);
        Vector512<ulong> met1 = Wide(ref met, 1);
        Vector512<ulong> met2 = Wide(ref met, 2);
        Vector512<ulong> met3 = Wide(ref met, 3);
        Vector512<ulong> met4 = Wide(ref met, 4);
        Vector512<ulong> met5 = Wide(ref met, 5);
        Vector512<ulong> met6 = Wide(ref met, 6);
        Vector512<ulong> met7 = Wide(ref met, 7);
        ref ulong not = ref Start(frame, parts[0].NotMet);
        Vector512<ulong> not0 = Wide(ref not, 0);
        Vector512<ulong> not1 = Wide(ref not, 1);
        Vector512<ulong> not2 = Wide(ref not, 2);
        Vector512<ulong> not3 = Wide(ref not, 3);
        Vector512<ulong> not4 = Wide(ref not, 4);
        Vector512<ulong> not5 = Wide(ref not, 5);
        Vector512<ulong> not6 = Wide(ref not, 6);
        Vector512<ulong> not7 = Wide(ref not, 7);
        foreach (Signal part in parts[1..])
        {
            frame.Ahead.Fetch(1);
            met = ref Start(frame, part.Met);
            met0 &= Wide(ref met, 0);
            met1 &= Wide(ref met, 1);
            met2 &= Wide(ref met, 2);
            met3 &= Wide(ref met, 3);
            met4 &= Wide(ref met, 4);
            met5 &= Wide(ref met, 5);
            met6 &= Wide(ref met, 6);
            met7 &= Wide(ref met, 7);
            not = ref Start(frame, part.NotMet);
            not0 |= Wide(ref not, 0);
            not1 |= Wide(ref not, 1);
            not2 |= Wide(ref not, 2);
            not3 |= Wide(ref not, 3);
            not4 |= Wide(ref not, 4);
            not5 |= Wide(ref not, 5);
            not6 |= Wide(ref not, 6);
            not7 |= Wide(ref not, 7);
        }

        Store(frame[result.Met], met0, met1, met2, met3, met4, met5, met6, met7);
        Store(frame[result.NotMet], not0, not1, not2, not3, not4, not5, not6, not7);
    }

    private static void InTwos(Frame frame, ReadOnlySpan<Signal> parts, Signal result)
    {
        int words = Vector<ulong>.Count;
        for (int word = 0; word < ColumnBlock.Words; word += 2 * words)
        {
            Vector<ulong> met0 = Vector<ulong>.AllBitsSet;
            Vector<ulong> met1 = met0;
            Vector<ulong> not0 = Vector<ulong>.Zero;
            Vector<ulong> not1 = not0;
            foreach (Signal part in parts)
            {
                ref ulong met = ref Start(frame, part.Met);
                met0 &= Vector.LoadUnsafe(ref met, (nuint)word);
                met1 &= Vector.LoadUnsafe(ref met, (nuint)(word + words));
                ref ulong not = ref Start(frame, part.NotMet);
                not0 |= Vector.LoadUnsafe(ref not, (nuint)word);
                not1 |= Vector.LoadUnsafe(ref not, (nuint)(word + words));
            }

            met0.CopyTo(frame[result.Met][word..]);
            met1.CopyTo(frame[result.Met][(word + words)..]);
            not0.CopyTo(frame[result.NotMet][word..]);
            not1.CopyTo(frame[result.NotMet][(word + words)..]);
        }
    }

    private static void Store(
        Span<ulong> result,
        Vector512<ulong> zero,
        Vector512<ulong> one,
        Vector512<ulong> two,
        Vector512<ulong> three,
        Vector512<ulong> four,
        Vector512<ulong> five,
        Vector512<ulong> six,
        Vector512<ulong> seven)
    {
        Span<Vector512<ulong>> into = MemoryMarshal.Cast<ulong, Vector512<ulong>>(result);
        into[7] = seven;
        into[6] = six;
        into[5] = five;
        into[4] = four;
        into[3] = three;
        into[2] = two;
        into[1] = one;
        into[0] = zero;
    }

    private static ref ulong Start(Frame frame, int slot) => ref MemoryMarshal.GetReference(frame[slot]);

    private static Vector512<ulong> Wide(ref ulong from, int place) => Vector512.LoadUnsafe(ref from, (nuint)(place * Vector512<ulong>.Count));
}
