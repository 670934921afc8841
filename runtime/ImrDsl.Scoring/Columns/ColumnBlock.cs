using System;
using System.Linq;
using System.Numerics;
using System.Runtime.InteropServices;
using ImrDsl.Scoring.Columns.Circuits;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns;

/// <summary>
/// Some thousand disputed items of one service, column by column, as a <see cref="ColumnLayout"/> lays them out. What is read of a fact for one question is a column;
/// blocks are used again.
/// </summary>
/// <param name="memory">Where its columns are, one beside the other, in an array that stays where it is; other blocks may be in it too.</param>
/// <param name="bitmaps">The places of its bitmaps.</param>
/// <param name="stretches">How many columns of stretches of time it has.</param>
internal sealed class ColumnBlock(ArraySegment<ulong> memory, int[] bitmaps, int stretches)
{
    private byte[] askedFindings = [];
    private byte[] askedStatuses = [];

    /// <summary>How many rows it has room for.</summary>
    public const int Rows = 4096;

    /// <summary>How many words a bitmap has, and so does a column for each bit of a row.</summary>
    public const int Words = Rows / 64;

    /// <summary>How many rows it holds.</summary>
    public int Count { get; set; }

    /// <summary>The columns of stretches of time.</summary>
    public StretchColumn[] Stretches { get; } = [.. Enumerable.Range(0, stretches).Select(_ => new StretchColumn())];

    /// <summary>The rows that did not fit into the columns; what came of them was asked case by case while the block was filled.</summary>
    public ulong[] Asked { get; } = new ulong[Words];

    /// <summary>Whether there are such rows.</summary>
    public bool IsAnyAsked { get; private set; }

    /// <summary>Takes all rows away.</summary>
    public void Clear()
    {
        Count = 0;
        IsAnyAsked = false;
        memory.AsSpan().Clear();
        Array.Clear(Asked);
    }

    /// <summary>A bitmap.</summary>
    public Span<ulong> Bitmap(int place) => memory.AsSpan(place * Words, Words);

    /// <summary>The numbers of a column.</summary>
    public Span<T> Numbers<T>(int place)
        where T : unmanaged => MemoryMarshal.Cast<ulong, T>(memory.AsSpan(place * Words))[..Rows];

    /// <summary>Where its columns begin.</summary>
    public nint Address => Marshal.UnsafeAddrOfPinnedArrayElement(memory.Array!, memory.Offset);

    /// <summary>The rows that fit.</summary>
    public void NotAsked(Span<ulong> rows)
    {
        int whole = Count / 64;
        rows[..whole].Fill(ulong.MaxValue);
        for (int word = whole; word < Words; word++)
        {
            rows[word] = Held(word);
        }

        if (IsAnyAsked)
        {
            Bitmaps.AndNot(rows, Asked);
        }
    }

    /// <summary>Forgets what was read into a row that the block does not hold.</summary>
    public void ClearRow(int row)
    {
        foreach (int place in bitmaps)
        {
            Bitmap(place)[row >> 6] &= ~(1UL << (row & 63));
        }

        Asked[row >> 6] &= ~(1UL << (row & 63));
    }

    /// <summary>Says what came of a row that did not fit.</summary>
    public void SetAsked(int row, Finding finding)
    {
        if (askedFindings.Length == 0)
        {
            askedFindings = new byte[Rows];
        }

        IsAnyAsked = true;
        Asked[row >> 6] |= 1UL << (row & 63);
        askedFindings[row] = (byte)finding;
    }

    /// <summary>Says what came of a criterion in a row that did not fit.</summary>
    public void SetAskedStatus(int row, int criterion, Status status)
    {
        int place = (criterion * Rows) + row;
        if (place >= askedStatuses.Length)
        {
            Array.Resize(ref askedStatuses, (criterion + 1) * Rows);
        }

        askedStatuses[place] = (byte)status;
    }

    /// <summary>Adds the rows that did not fit to the bitmaps of the findings, which lie one after the other.</summary>
    public void AddAsked(Span<ulong> findings)
    {
        foreach (int row in new SetBits(Asked))
        {
            findings[(askedFindings[row] * Words) + (row >> 6)] |= 1UL << (row & 63);
        }
    }

    /// <summary>Adds the rows that did not fit and in which a criterion has a status.</summary>
    public void AddAsked(int criterion, Status status, Span<ulong> rows)
    {
        foreach (int row in new SetBits(Asked))
        {
            rows[row >> 6] |= askedStatuses[(criterion * Rows) + row] == (byte)status ? 1UL << (row & 63) : 0;
        }
    }

    /// <summary>The rows of a word that the block holds.</summary>
    public ulong Held(int word) => Count >= 64 * (word + 1) ? ulong.MaxValue : Count <= 64 * word ? 0 : (1UL << (Count & 63)) - 1;
}

/// <summary>A column of dates: of each the first and the last day it may be. A date that is not known may be any day.</summary>
/// <param name="first">The first days.</param>
/// <param name="last">The last days.</param>
internal readonly ref struct DateColumn(Span<int> first, Span<int> last)
{
    /// <summary>Before all days. Far from the ends of a number, so that days between dates can be counted.</summary>
    public const int BeforeAll = -(1 << 28);

    /// <summary>After all days.</summary>
    public const int AfterAll = 1 << 28;

    /// <summary>The first days.</summary>
    public Span<int> First { get; } = first;

    /// <summary>The last days.</summary>
    public Span<int> Last { get; } = last;
}

/// <summary>Goes through the rows of a bitmap.</summary>
/// <param name="bitmap">The bitmap.</param>
internal ref struct SetBits(ReadOnlySpan<ulong> bitmap)
{
    private readonly ReadOnlySpan<ulong> bitmap = bitmap;
    private int word = -1;
    private ulong left;

    /// <summary>The row at hand.</summary>
    public int Current { get; private set; }

    /// <summary>Itself.</summary>
    public readonly SetBits GetEnumerator() => this;

    /// <summary>Goes to the next row.</summary>
    public bool MoveNext()
    {
        while (left == 0)
        {
            if (++word >= bitmap.Length)
            {
                return false;
            }

            left = bitmap[word];
        }

        Current = (64 * word) + BitOperations.TrailingZeroCount(left);
        left &= left - 1;
        return true;
    }
}
