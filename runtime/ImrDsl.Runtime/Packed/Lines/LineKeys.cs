using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace ImrDsl.Runtime.Lines;

/// <summary>
/// The keys that an object may have, each with a number. Files are written by programs, which write keys in one order and with the same blanks: what stood
/// most often behind a key is compared first, as a whole, with the comma and quotation marks around the next one.
/// </summary>
internal sealed class LineKeys
{
    /// <summary>The key before the first one.</summary>
    public const int Start = -1;

    /// <summary>The end of the object, in place of a key.</summary>
    public const int End = -2;

    private const int Ways = 3;
    private const int Often = 8;

    private readonly LineWords words = new();
    private readonly Guess[] guesses;

    /// <summary>These keys; numbers that are left out (−1) are no keys.</summary>
    /// <param name="numbered">The keys and their numbers, from 0.</param>
    public LineKeys(IEnumerable<(string Word, int Number)> numbered)
    {
        int last = Start;
        foreach ((string word, int number) in numbered)
        {
            words.Add(Encoding.UTF8.GetBytes(word), number);
            last = Math.Max(last, number);
        }

        guesses = new Guess[Ways * (last + 2)];
    }

    /// <summary>Goes on in an object: to the value of the next key, or behind the end of the object.</summary>
    /// <param name="text">The buffer.</param>
    /// <param name="at">The place behind the value before; of the first key, that of the brace before it.</param>
    /// <param name="key">The key before, or <see cref="Start"/>; then the key, or <see cref="End"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next(ref byte text, int at, ref int key)
    {
        ref readonly Guess guess = ref guesses[Ways * (key + 1)];
        if (guess.Stands(ref text, at))
        {
            key = guess.Key;
            return LineBytes.Blanks(ref text, at + guess.Length);
        }

        return NextBest(ref text, at, ref key);
    }

    private int NextBest(ref byte text, int at, ref int key)
    {
        int first = Ways * (key + 1);
        for (int way = 1; way < Ways; way++)
        {
            ref Guess guess = ref guesses[first + way];
            if (guess.Stands(ref text, at))
            {
                key = guess.Key;
                at = LineBytes.Blanks(ref text, at + guess.Length);
                if (++guess.Hits == Often)
                {
                    // It stands here often enough to be asked about earlier.
                    guess.Hits = 0;
                    (guesses[first + way], guesses[first + way - 1]) = (guesses[first + way - 1], guesses[first + way]);
                }

                return at;
            }
        }

        return Find(ref text, at, ref key, ref guesses[first + Ways - 1]);
    }

    private int Find(ref byte text, int at, ref int key, ref Guess slot)
    {
        int from = at;
        byte before = key == Start ? (byte)'{' : (byte)',';
        at = LineBytes.Blanks(ref text, at);
        byte found = LineBytes.At(ref text, at);
        if (found == before)
        {
            at = LineBytes.Blanks(ref text, at + 1);
            found = key == Start ? LineBytes.At(ref text, at) : (byte)0;
        }
        else if (key == Start || found != '}')
        {
            return LineBytes.Careful;
        }

        if (found == '}')
        {
            key = End;
            at++;
        }
        else
        {
            if (LineBytes.At(ref text, at) != '"')
            {
                return LineBytes.Careful;
            }

            int end = LineBytes.WordEnd(ref text, at + 1);
            key = words.Find(ref Unsafe.Add(ref text, (nint)(uint)at + 1), end - at - 1);
            at = LineBytes.Blanks(ref text, end + 1);
            if (key < 0 || LineBytes.At(ref text, at) != ':')
            {
                return LineBytes.Careful;
            }

            at = LineBytes.Blanks(ref text, at + 1);
        }

        if (at - from <= Guess.Longest)
        {
            slot = new Guess(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref text, (nint)(uint)from), at - from), key);
        }

        return at;
    }

    // What stands between two values, up to the first byte of the second. Of the default nothing stands anywhere.
    private struct Guess
    {
        /// <summary>How many bytes it may have.</summary>
        public const int Longest = 64;

        private readonly Vector512<byte> bytes;

        // A bit for each byte that need not be compared.
        private readonly ulong beyond;

        public Guess(ReadOnlySpan<byte> between, int key)
        {
            Span<byte> padded = stackalloc byte[Longest];
            padded.Clear();
            between.CopyTo(padded);
            bytes = Vector512.Create<byte>(padded);
            beyond = between.Length == Longest ? 0 : ulong.MaxValue << between.Length;
            Length = between.Length;
            Key = key;
        }

        public int Length { get; }

        public int Key { get; }

        /// <summary>How often it stood somewhere without being the first that was asked about.</summary>
        public int Hits { get; set; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly bool Stands(ref byte text, int at)
        {
            ulong same;
            if (Vector512.IsHardwareAccelerated)
            {
                same = Vector512.Equals(Vector512.LoadUnsafe(ref text, (nuint)(uint)at), bytes).ExtractMostSignificantBits();
            }
            else
            {
                Vector256<byte> low = Vector256.Equals(Vector256.LoadUnsafe(ref text, (nuint)(uint)at), bytes.GetLower());
                Vector256<byte> high = Vector256.Equals(Vector256.LoadUnsafe(ref text, (nuint)(uint)at + 32), bytes.GetUpper());
                same = low.ExtractMostSignificantBits() | ((ulong)high.ExtractMostSignificantBits() << 32);
            }

            return (same | beyond) == ulong.MaxValue & Length > 0;
        }
    }
}
