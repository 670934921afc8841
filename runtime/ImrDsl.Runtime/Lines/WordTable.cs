using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace ImrDsl.Runtime.Lines;

/// <summary>
/// Words as a case file may spell them, each with a number, for finding them in its bytes. A word is found by three pieces of eight bytes and its length, without a
/// branch on how long it is, so nothing is made of the bytes of a file.
/// </summary>
internal sealed class WordTable
{
    private const int Edge = sizeof(ulong);
    private const int Attempts = 64;
    private const int MostFree = 64;

    // The multipliers have no meaning: odd, with well-mixed bits.
    private ulong multiplier = 0x9E37_79B9_7F4A_7C15;
    private Word[] words;

    // The place of a word plus one; 0 is free. At most a quarter is taken, so that what is no word is most often seen at once.
    private int[] slots = [];
    private int shift;

    /// <summary>These words. Of one that stands twice the first counts; an empty one is never found.</summary>
    public WordTable(IEnumerable<(string Word, int Number)> numbered)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach ((string word, int number) in numbered)
        {
            known.TryAdd(word, number);
        }

        words = [.. known.Select(word => new Word(Encoding.UTF8.GetBytes(word.Key), word.Value))];
        Count = words.Length;
        Place();
    }

    /// <summary>How many words there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a word that is none yet. Only for a table of which one thread knows.</summary>
    /// <param name="word">The word, in UTF-8.</param>
    /// <param name="number">Its number, from 0.</param>
    public void Add(ReadOnlySpan<byte> word, int number)
    {
        if (Count == words.Length)
        {
            Array.Resize(ref words, Math.Max(2 * Count, 8));
        }

        words[Count++] = new Word(word.ToArray(), number);
        if (SlotsFor(Count) > slots.Length)
        {
            Place();
        }
        else
        {
            Put(Count - 1);
        }
    }

    /// <summary>The number of the word that stands at a place, or −1. May read eight bytes beyond it.</summary>
    /// <param name="at">Its first byte.</param>
    /// <param name="length">Its length in bytes.</param>
    public int Find(ref byte at, int length)
    {
        if (length <= 0)
        {
            return -1;
        }

        Pieces pieces = Of(ref at, length);
        int slot = SlotOf(pieces, length);
        int found;
        while ((found = slots[slot]) != 0)
        {
            ref readonly Word word = ref words[found - 1];
            ulong different = (word.Pieces.Head ^ pieces.Head) | (word.Pieces.Middle ^ pieces.Middle) | (word.Pieces.Tail ^ pieces.Tail) | (uint)(word.Length ^ length);
            if (different == 0 && (length <= 3 * Edge || HasMiddle(ref at, word)))
            {
                return word.Number;
            }

            slot = (slot + 1) & (slots.Length - 1);
        }

        return -1;
    }

    private static int SlotsFor(int count) => (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(4 * count, 8));

    private void Place()
    {
        slots = new int[SlotsFor(Count)];
        shift = 64 - BitOperations.Log2((uint)slots.Length);

        // A multiplier that leads no two words to one slot is soon found, unless there are many.
        int attempts = Count <= MostFree ? Attempts : 0;
        for (bool isFree = TryFill(); !isFree && attempts > 0; attempts--)
        {
            multiplier = (multiplier * 0xD129_0CBB_56A5_2D63) | 1;
            isFree = TryFill();
        }
    }

    // False if two words came to one slot; all words are found all the same.
    private bool TryFill()
    {
        Array.Clear(slots);
        bool isFree = true;
        for (int place = 0; place < Count; place++)
        {
            isFree &= Put(place);
        }

        return isFree;
    }

    // False if it came to a slot that was taken.
    private bool Put(int place)
    {
        int first = SlotOf(words[place].Pieces, words[place].Length);
        int slot = first;
        while (slots[slot] != 0)
        {
            slot = (slot + 1) & (slots.Length - 1);
        }

        slots[slot] = place + 1;
        return slot == first;
    }

    // Whether what lies between the first sixteen and the last eight bytes is the same. Pieces of eight bytes overlap at the end.
    private static bool HasMiddle(ref byte at, in Word word)
    {
        ref byte bytes = ref MemoryMarshal.GetArrayDataReference(word.Bytes);
        ulong different = 0;
        for (int i = 2 * Edge; i < word.Length - Edge; i += Edge)
        {
            different |= Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, i)) ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref bytes, i));
        }

        return different == 0;
    }

    // The first eight bytes, those from the ninth on and the last eight; of a shorter word what there is, several times. There is at least one byte.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Pieces Of(ref byte at, int length)
    {
        ulong mask = ulong.MaxValue >> (64 - (8 * Math.Min(length, Edge)));
        int last = Math.Max(length - Edge, 0);
        ulong head = Unsafe.ReadUnaligned<ulong>(ref at) & mask;
        ulong middle = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, Math.Min(last, Edge))) & mask;
        ulong tail = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, last)) & mask;
        return new Pieces(head, middle, tail);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int SlotOf(Pieces pieces, int length) =>
        (int)(((pieces.Head ^ BitOperations.RotateLeft(pieces.Tail, 29) ^ ((ulong)length << 56)) * multiplier) >> shift);

    private readonly record struct Pieces(ulong Head, ulong Middle, ulong Tail);

    private readonly struct Word
    {
        public readonly Pieces Pieces;
        public readonly int Length;
        public readonly int Number;
        public readonly byte[] Bytes;

        public Word(byte[] bytes, int number)
        {
            byte[] padded = new byte[bytes.Length + Edge];
            bytes.CopyTo(padded, 0);
            (Bytes, Length, Number) = (padded, bytes.Length, number);
            Pieces = bytes.Length == 0 ? default : Of(ref padded[0], bytes.Length);
        }
    }
}
