using System;
using System.Collections.Generic;
using ImrDsl.Scoring.Columns.Asking;
using ImrDsl.Scoring.Columns.Circuits;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns;

/// <summary>
/// The stretches of time of a list: of each row some, in the order of their first days, both days included. The rows' stretches lie one behind the other, and so
/// do their ends.
/// </summary>
internal sealed class StretchColumn
{
    private readonly int[] ends = new int[ColumnBlock.Rows];
    private int[] first = new int[4 * ColumnBlock.Rows];
    private int[] last = new int[4 * ColumnBlock.Rows];

    /// <summary>The first days.</summary>
    public ReadOnlySpan<int> First => first;

    /// <summary>The last days.</summary>
    public ReadOnlySpan<int> Last => last;

    /// <summary>Where the stretches of each row end.</summary>
    public ReadOnlySpan<int> Ends => ends;

    /// <summary>Where the stretches of a row begin.</summary>
    public int BeginOf(int row) => row == 0 ? 0 : ends[row - 1];

    /// <summary>Begins a row: the one after the last that has stretches, or that row once more.</summary>
    public void Begin(int row) => ends[row] = BeginOf(row);

    /// <summary>Adds a stretch to a row, in its place. Few are sorted fastest by inserting one after the other.</summary>
    public void Add(int row, int from, int to)
    {
        int at = ends[row]++;
        if (at == first.Length)
        {
            Array.Resize(ref first, 2 * at);
            Array.Resize(ref last, 2 * at);
        }

        for (int begin = BeginOf(row); at > begin && first[at - 1] > from; at--)
        {
            first[at] = first[at - 1];
            last[at] = last[at - 1];
        }

        first[at] = from;
        last[at] = to;
    }
}

/// <summary>An accumulated time that is read as a column: the stretches of those rows of which every period is known to the day; of other rows its comparisons.</summary>
/// <param name="time">Reads it of a case.</param>
/// <param name="byStretches">The bitmap of the rows that have stretches.</param>
/// <param name="place">The place of its column.</param>
internal sealed class TimeReading(FlatTotalTime time, int byStretches, int place)
{
    private readonly List<(Comparison Comparison, CalendarDuration Length, Signal Signal)> comparisons = [];

    /// <summary>Reads it of a case.</summary>
    public FlatTotalTime Time { get; } = time;

    /// <summary>The bitmap of the rows that have stretches.</summary>
    public int ByStretches { get; } = byStretches;

    /// <summary>The place of its column among the block's stretches.</summary>
    public int Place { get; } = place;

    /// <summary>What it is compared with; each has the bitmaps of the rows without stretches.</summary>
    public IReadOnlyList<(Comparison Comparison, CalendarDuration Length, Signal Signal)> Comparisons => comparisons;

    /// <summary>Adds a comparison.</summary>
    public void Compare(Comparison comparison, CalendarDuration length, Signal signal) => comparisons.Add((comparison, length, signal));
}
