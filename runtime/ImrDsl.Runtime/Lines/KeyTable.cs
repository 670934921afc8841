using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Threading;

namespace ImrDsl.Runtime.Lines;

/// <summary>
/// The keys that an object may have, each with a number. Files are written by programs, which write keys in one order and with the same blanks: the table learns from
/// the first lines what stands most often between a value and the next one, and compares that first. May be used by several threads at once.
/// </summary>
internal sealed class KeyTable
{
    /// <summary>The key before the first one.</summary>
    public const int Start = -2;

    private readonly WordTable words;

    // By the number of the key before, from Start on; empty while it is learned, and where nothing can be guessed.
    private readonly Guess[] guesses;
    private readonly Learned?[] learned;

    /// <summary>These keys. Of one that stands twice the first counts.</summary>
    /// <param name="numbered">The keys and their numbers, from 0.</param>
    public KeyTable(IEnumerable<(string Word, int Number)> numbered)
    {
        (string Word, int Number)[] keys = [.. numbered];
        words = new WordTable(keys);
        guesses = new Guess[keys.Select(key => key.Number).DefaultIfEmpty(Start).Max() + 1 - Start];
        learned = new Learned?[guesses.Length];
        if (Vector256.IsHardwareAccelerated)
        {
            Array.ConvertAll(learned, _ => new Learned()).CopyTo(learned, 0);
        }
    }

    /// <summary>Goes on in an object: to the value of the next key, or behind the end of the object. A key that is none of these may be no string at all.</summary>
    /// <param name="text">The line.</param>
    /// <param name="at">The place behind the value before; of the first key, that of the brace before it.</param>
    /// <param name="before">The key before, or <see cref="Start"/>.</param>
    /// <param name="number">The number of the key, or −1.</param>
    /// <param name="isEnd">Whether the object ended here.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next(ref byte text, int at, int before, out int number, out bool isEnd)
    {
        ref Guess all = ref MemoryMarshal.GetArrayDataReference(guesses);
        ref byte place = ref Unsafe.Add(ref text, (nint)(uint)at);
        ref Guess guess = ref Unsafe.Add(ref all, before - Start);
        isEnd = false;
        if (guess.Stands(ref place))
        {
            number = guess.Number;
            return LineText.Blanks(ref text, at + guess.Length);
        }

        if (before != Start && place == '}')
        {
            (number, isEnd) = (-1, true);
            return at + 1;
        }

        // Most often one key is left out.
        ref Guess behind = ref Unsafe.Add(ref all, guess.Number - Start);
        if (guess.Length > 0 && behind.Stands(ref place))
        {
            number = behind.Number;
            return LineText.Blanks(ref text, at + behind.Length);
        }

        return Find(ref text, at, before, out number, out isEnd);
    }

    /// <summary>Goes on in an object as <see cref="Next"/> does; gives <see cref="LineText.Careful"/> where a key is none of these, or stands there again.</summary>
    /// <param name="text">The line.</param>
    /// <param name="at">The place behind the value before; of the first key, that of the brace before it.</param>
    /// <param name="key">The number of the key before, or <see cref="Start"/>; then that of the key, which is below 64.</param>
    /// <param name="seen">The keys that were met in the object, a bit for each.</param>
    /// <param name="isEnd">Whether the object ended here.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int NextOnce(ref byte text, int at, ref int key, ref ulong seen, out bool isEnd)
    {
        at = Next(ref text, at, key, out key, out isEnd);
        if (isEnd)
        {
            return at;
        }

        ulong bit = 1UL << key;
        if (key < 0 || (seen & bit) != 0)
        {
            return LineText.Careful;
        }

        seen |= bit;
        return at;
    }

    // Kept out of the methods that read the usual.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Find(ref byte text, int at, int before, out int number, out bool isEnd)
    {
        int from = at;
        (number, isEnd) = (-1, false);
        byte found = LineText.At(ref text, at = LineText.Blanks(ref text, at));
        if (found == (before == Start ? '{' : ','))
        {
            at = LineText.Blanks(ref text, at + 1);
            isEnd = before == Start && LineText.At(ref text, at) == '}';
        }
        else
        {
            isEnd = found == '}' && before != Start;
            at = isEnd ? at : LineText.Careful;
        }

        if (isEnd || at < 0)
        {
            return isEnd ? at + 1 : at;
        }

        at = LineText.Key(ref text, at, words, out number);
        if (at >= 0 && number >= 0 && learned[before - Start] is { } slot)
        {
            Learn(before, slot, MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref text, from), at - from), number);
        }

        return at;
    }

    private void Learn(int before, Learned slot, ReadOnlySpan<byte> between, int number)
    {
        lock (slot)
        {
            if (learned[before - Start] is not null && slot.Add(between, number))
            {
                slot.Publish(ref guesses[before - Start]);
                learned[before - Start] = null;
            }
        }
    }

    /// <summary>What stands between two values, up to the first byte of the second. Of the default nothing stands anywhere.</summary>
    internal struct Guess
    {
        /// <summary>How many bytes it may have.</summary>
        public const int Longest = 64;

        private const int Half = Longest / 2;

        // As many bytes as there are, at most half of the longest, from the first and up to the last.
        private Vector256<byte> first;
        private Vector256<byte> last;
        private Vector256<byte> mask;

        /// <summary>How many bytes it has; 0 while nothing is known.</summary>
        public int Length;

        /// <summary>The number of the second key.</summary>
        public int Number;

        /// <summary>Sets it, its length last: other threads may be reading it.</summary>
        public void Set(byte[] between, int number)
        {
            Span<byte> bytes = stackalloc byte[Longest];
            bytes.Clear();
            between.CopyTo(bytes);
            int ofFirst = Math.Min(between.Length, Half);
            byte[] asked = [.. Enumerable.Repeat((byte)0xFF, ofFirst), .. new byte[Half - ofFirst]];
            (first, mask, Number) = (Vector256.Create<byte>(bytes[..Half]), Vector256.Create(asked), number);
            last = Vector256.Create<byte>(bytes.Slice(between.Length - ofFirst, Half));
            Volatile.Write(ref Length, between.Length);
        }

        /// <summary>Whether it stands at a place.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly bool Stands(ref byte at)
        {
            if (Length <= Half)
            {
                return Length > 0 && ((Vector256.LoadUnsafe(ref at) ^ first) & mask) == Vector256<byte>.Zero;
            }

            return ((Vector256.LoadUnsafe(ref at) ^ first) | (Vector256.LoadUnsafe(ref at, (nuint)(Length - Half)) ^ last)) == Vector256<byte>.Zero;
        }
    }

    // What stood behind a key in the first lines.
    private sealed class Learned
    {
        private const int Enough = 128;
        private const int MostDifferent = 16;

        private readonly List<(byte[] Between, int Number, int Times)> seen = [];
        private int times;

        /// <summary>Adds what stood there; true if it is known now what most often does.</summary>
        public bool Add(ReadOnlySpan<byte> between, int number)
        {
            int place = -1;
            for (int i = 0; i < seen.Count && place < 0; i++)
            {
                place = between.SequenceEqual(seen[i].Between) ? i : -1;
            }

            if (place >= 0)
            {
                seen[place] = seen[place] with { Times = seen[place].Times + 1 };
            }
            else if (seen.Count < MostDifferent && between.Length <= Guess.Longest)
            {
                seen.Add((between.ToArray(), number, 1));
            }

            return ++times == Enough;
        }

        /// <summary>Sets what is to be guessed, if anything stood there often enough.</summary>
        public void Publish(ref Guess guess)
        {
            (byte[] Between, int Number, int Times) most = seen.OrderByDescending(one => one.Times).FirstOrDefault();
            if (most.Times >= Enough / 3)
            {
                guess.Set(most.Between, most.Number);
            }
        }
    }
}
