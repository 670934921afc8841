using System;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns.Circuits;

/// <summary>
/// The answer of a condition for every row of a block: four bitmaps, by their slots in a <see cref="Frame"/>. A row that is in neither of the first two is open; of
/// the open rows those that only a judgement is missing from are in the third, those not computed yet in the fourth.
/// </summary>
/// <param name="Met">The rows for which it is met.</param>
/// <param name="NotMet">The rows for which it is not met.</param>
/// <param name="Judgement">The rows for which only a reviewer's judgement is missing; <see cref="Frame.Zeros"/> if there cannot be any.</param>
/// <param name="Later">The rows of which that is still to be computed; <see cref="Frame.Zeros"/> if there cannot be any.</param>
internal readonly record struct Signal(int Met, int NotMet, int Judgement = Frame.Zeros, int Later = Frame.Zeros)
{
    /// <summary>Met for every row.</summary>
    public static Signal AlwaysMet => new(Frame.Ones, Frame.Zeros);

    /// <summary>Not met for any row.</summary>
    public static Signal NeverMet => new(Frame.Zeros, Frame.Ones);

    /// <summary>Whether any row may need a judgement.</summary>
    public bool MayNeedJudgement => Judgement != Frame.Zeros;

    /// <summary>Whether any row may be computed later.</summary>
    public bool MayBeLater => Later != Frame.Zeros;

    /// <summary>The negation.</summary>
    public static Signal operator !(Signal signal) => signal with { Met = signal.NotMet, NotMet = signal.Met };
}

/// <summary>What a condition comes to for every row: whether it applies, and whether it is met.</summary>
/// <param name="Applies">Its guard.</param>
/// <param name="Value">Its value.</param>
internal readonly record struct AnswerSignal(Signal Applies, Signal Value);

/// <summary>The bitmaps at hand while a circuit is evaluated over a block: those of the block, and those computed. One for each thread.</summary>
/// <param name="slots">How many bitmaps are computed, the two constant ones included.</param>
/// <param name="ahead">What fetches blocks that are decided soon.</param>
internal sealed class Frame(int slots, Ahead ahead)
{
    /// <summary>The slot of the bitmap without any row.</summary>
    public const int Zeros = 0;

    /// <summary>The slot of the bitmap of all rows.</summary>
    public const int Ones = 1;

    /// <summary>The slot of the rows that the block holds and that fit into its columns.</summary>
    public const int Rows = 2;

    /// <summary>The first slot that is computed.</summary>
    public const int First = 3;

    private readonly ulong[] computed = NewBitmaps(slots);

    /// <summary>The block.</summary>
    public ColumnBlock Block { get; private set; } = null!;

    /// <summary>A bitmap: a computed one from 0 on; below, the columns of the block by their complements.</summary>
    public Span<ulong> this[int slot] => slot >= 0
        ? computed.AsSpan(slot * ColumnBlock.Words, ColumnBlock.Words)
        : Block.Bitmap(~slot);

    /// <summary>What fetches a block that is decided soon.</summary>
    public Ahead Ahead => ahead;

    /// <summary>Begins a block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="soon">One that is decided soon, or null.</param>
    public void Begin(ColumnBlock block, ColumnBlock? soon)
    {
        Ahead.Begin(soon);
        Block = block;
        block.NotAsked(this[Rows]);
    }

    private static ulong[] NewBitmaps(int slots)
    {
        var bitmaps = new ulong[slots * ColumnBlock.Words];
        Array.Fill(bitmaps, ulong.MaxValue, Ones * ColumnBlock.Words, ColumnBlock.Words);
        return bitmaps;
    }
}
