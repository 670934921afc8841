using System;
using System.Collections.Generic;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace ImrDsl.Scoring.Columns.Reading;

/// <summary>
/// Words as a case file may spell them, each with a number, for finding them in its bytes. A word is found by its first and last eight bytes and
/// its length, so nothing is made of the bytes of a file.
/// </summary>
internal sealed class WordTable
{
    private const int Edge = sizeof(ulong);

    private readonly Word[] words;

    // The place of a word plus one; 0 is free. At most a quarter is taken, so that what is no word is most often seen at once.
    private readonly int[] slots;
    private readonly int shift;

    /// <summary>These words. Of one that stands twice the first counts.</summary>
    public WordTable(IEnumerable<(string Word, int Number)> numbered)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach ((string word, int number) in numbered)
        {
            known.TryAdd(word, number);
        }

        words = new Word[known.Count];
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(4 * known.Count, 8));
        slots = new int[size];
        shift = 64 - BitOperations.Log2((uint)size);
        int place = 0;
        foreach ((string text, int number) in known)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            byte[] padded = new byte[bytes.Length + Edge];
            bytes.CopyTo(padded, 0);
            (ulong head, ulong tail) = Edges(ref MemoryMarshal.GetArrayDataReference(padded), bytes.Length);
            words[place] = new Word(head, tail, bytes.Length, number, bytes);
            int slot = SlotOf(head, tail, bytes.Length);
            while (slots[slot] != 0)
            {
                slot = (slot + 1) & (size - 1);
            }

            slots[slot] = ++place;
        }
    }

    /// <summary>The number of the word that stands at a place, or −1. May read eight bytes beyond it.</summary>
    /// <param name="at">Its first byte.</param>
    /// <param name="length">Its length in bytes.</param>
    public int Find(ref byte at, int length)
    {
        (ulong head, ulong tail) = Edges(ref at, length);
        int slot = SlotOf(head, tail, length);
        int found;
        while ((found = slots[slot]) != 0)
        {
            ref Word word = ref words[found - 1];
            if (word.Head == head && word.Tail == tail && word.Length == length && (length <= 2 * Edge || HasMiddle(ref at, word)))
            {
                return word.Number;
            }

            slot = (slot + 1) & (slots.Length - 1);
        }

        return -1;
    }

    // Whether what lies between the first and last eight bytes is the same. Pieces of eight bytes overlap at the end.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool HasMiddle(ref byte at, in Word word)
    {
        ref byte bytes = ref MemoryMarshal.GetArrayDataReference(word.Bytes);
        ulong different = 0;
        for (int i = Edge; i < word.Length - Edge; i += Edge)
        {
            different |= Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, i)) ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref bytes, i));
        }

        return different == 0;
    }

    // The first eight bytes, those beyond the end blanked, and the last eight, if there are so many.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (ulong Head, ulong Tail) Edges(ref byte at, int length)
    {
        ulong head = Unsafe.ReadUnaligned<ulong>(ref at);
        return length >= Edge ? (head, Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, length - Edge))) : (head & ((1UL << (8 * length)) - 1), 0);
    }

    // The multiplier has no meaning: odd, with well-mixed bits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int SlotOf(ulong head, ulong tail, int length) =>
        (int)(((head ^ BitOperations.RotateLeft(tail, 29) ^ ((ulong)length << 56)) * 0x9E37_79B9_7F4A_7C15) >> shift);

    private readonly record struct Word(ulong Head, ulong Tail, int Length, int Number, byte[] Bytes);
}
