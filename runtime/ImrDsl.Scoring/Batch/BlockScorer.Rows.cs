using System;
using System.Collections.Concurrent;
using ImrDsl.Scoring.Batch.Csv;
using ImrDsl.Scoring.Columns;

namespace ImrDsl.Scoring.Batch;

// The rows of a table: usual ones as they are, of others the line is written and scored.
internal sealed partial class BlockScorer
{
    private readonly ConcurrentBag<RowWriter> writers = [];

    /// <summary>Scores a block of rows.</summary>
    public BlockResult Score(RowBlock block)
    {
        var scored = new Scored(this);
        ColumnScorer.Worker? worker = columns?.Rent();
        var fast = new Fast(worker);
        RowWriter? writer = null;
        foreach (ref readonly RowCase one in block.Cases)
        {
            if (!one.IsWritten && worker is not null && TryTakeRow(worker, block, one))
            {
                continue;
            }

            ReadOnlyMemory<byte> line = one.IsWritten ? block.Bytes.AsMemory(one.Start, one.Length)
                : (writer ??= writers.TryTake(out RowWriter? idle) ? idle : new RowWriter(layout!)).LineOf(block, one);
            if (!fast.TryTake(line))
            {
                scored.Add(one.Line, line);
            }
        }

        if (writer is not null)
        {
            writers.Add(writer);
        }

        Return(worker, scored);
        scored.Counts.AddEmptyLines(block.EmptyLines);
        return scored.Result([], end: 0, isCutOff: false);
    }

    // A line that would be too long is told with its length.
    private bool TryTakeRow(ColumnScorer.Worker worker, RowBlock block, in RowCase one)
    {
        long most = layout!.MostOfLine(one.Length);
        foreach (RowEntry entry in block.EntriesOf(one))
        {
            most += layout.Lists[entry.List].MostOfEntry(entry.Length);
        }

        try
        {
            return most <= options.MostBytesOfLine && worker.TryTakeRow(block, one);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // A mistake of ours: the careful path decides, or tells.
            return false;
        }
    }
}
