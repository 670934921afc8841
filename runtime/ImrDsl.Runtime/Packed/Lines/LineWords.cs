using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ImrDsl.Runtime.Lines;

/// <summary>Words as they stand in a file, each with a number. A word is found by its first and last eight bytes and its length.</summary>
internal sealed class LineWords
{
    private const int Edge = sizeof(ulong);
    private const int None = -1;

    private Slot[] slots = NewSlots(16);

    /// <summary>How many words there are.</summary>
    public int Count { get; private set; }

    /// <summary>The number of a word, or −1.</summary>
    /// <param name="word">Its first byte; eight bytes before and behind the word are readable.</param>
    /// <param name="length">How many bytes it has.</param>
    public int Find(ref byte word, int length)
    {
        (ulong head, ulong tail) = Edges(ref word, length);
        Slot[] all = slots;
        for (int i = Place(head, tail, length, all.Length); ; i = (i + 1) & (all.Length - 1))
        {
            ref readonly Slot slot = ref all[i];
            if (slot.Number == None)
            {
                return None;
            }

            if (slot.Head == head && slot.Tail == tail && slot.Length == length
                && (length <= 2 * Edge || MemoryMarshal.CreateReadOnlySpan(ref word, length).SequenceEqual(slot.Word)))
            {
                return slot.Number;
            }
        }
    }

    /// <summary>Adds a word. Of one that stands twice the first counts.</summary>
    /// <param name="word">The word.</param>
    /// <param name="number">Its number, from 0.</param>
    public void Add(ReadOnlySpan<byte> word, int number)
    {
        Span<byte> padded = stackalloc byte[word.Length + (2 * Edge)];
        padded.Clear();
        word.CopyTo(padded[Edge..]);
        if (Find(ref padded[Edge], word.Length) != None)
        {
            return;
        }

        if (2 * ++Count > slots.Length)
        {
            Slot[] before = slots;
            slots = NewSlots(2 * before.Length);
            foreach (Slot slot in before)
            {
                if (slot.Number != None)
                {
                    Put(slot);
                }
            }
        }

        (ulong head, ulong tail) = Edges(ref padded[Edge], word.Length);
        Put(new Slot(head, tail, word.Length, number, word.ToArray()));
    }

    private void Put(Slot slot)
    {
        int i = Place(slot.Head, slot.Tail, slot.Length, slots.Length);
        while (slots[i].Number != None)
        {
            i = (i + 1) & (slots.Length - 1);
        }

        slots[i] = slot;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (ulong Head, ulong Tail) Edges(ref byte word, int length)
    {
        ulong head = Unsafe.ReadUnaligned<ulong>(ref word);
        return length >= Edge
            ? (head, Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref word, length - Edge)))
            : (head & ((1UL << (8 * length)) - 1), 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Place(ulong head, ulong tail, int length, int slots)
    {
        ulong mixed = (head + (ulong)length) * 0x9E37_79B9_7F4A_7C15 ^ BitOperations.RotateLeft(tail, 32) * 0xC2B2_AE3D_27D4_EB4F;
        return (int)((mixed ^ (mixed >> 32)) & (ulong)(slots - 1));
    }

    private static Slot[] NewSlots(int count)
    {
        var slots = new Slot[count];
        Array.Fill(slots, new Slot(0, 0, 0, None, []));
        return slots;
    }

    private readonly record struct Slot(ulong Head, ulong Tail, int Length, int Number, byte[] Word);
}
