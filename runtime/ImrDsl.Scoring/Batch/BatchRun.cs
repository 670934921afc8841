using System;
using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using ImrDsl.Runtime.Cases;
using ImrDsl.Scoring.Batch.Csv;

namespace ImrDsl.Scoring.Batch;

/// <summary>How far a run has come. All that is before it is written.</summary>
/// <param name="Offset">Where to go on in the unpacked input, in bytes.</param>
/// <param name="Hash">The hash of the input up to there, block by block, in hexadecimal digits.</param>
/// <param name="Counts">The counts so far.</param>
public sealed record BatchProgress(long Offset, string Hash, BatchCounts Counts)
{
    /// <summary>Nothing done yet.</summary>
    public static BatchProgress Start => new(0, string.Empty, new BatchCounts());

    /// <summary>Whether a run can go on from here; not after lines behind which the input broke off, since blocks would end elsewhere.</summary>
    public bool IsResumable { get; init; } = true;
}

/// <summary>Takes what a run writes, block by block and in the order of the input.</summary>
public interface IBatchOutput
{
    /// <summary>Takes what came of a block.</summary>
    /// <param name="results">Results, as they are to be written.</param>
    /// <param name="rejects">Rejects, as they are to be written.</param>
    /// <param name="errors">The errors of the rejects, for people.</param>
    /// <param name="progress">How far the run has come with this block.</param>
    void Write(ReadOnlySpan<byte> results, ReadOnlySpan<byte> rejects, IReadOnlyList<CaseError> errors, BatchProgress progress);
}

/// <summary>What a run writes could not be written: the disk is full, say.</summary>
/// <param name="cause">What happened.</param>
public sealed class BatchOutputException(Exception cause) : Exception(cause.Message, cause);

/// <summary>Why a run ended.</summary>
public enum BatchEnd : byte
{
    /// <summary>The input is read to its end.</summary>
    Complete,

    /// <summary>Somebody asked it to stop.</summary>
    Interrupted,

    /// <summary>More lines were rejected than are allowed.</summary>
    TooManyRejects,
}

/// <summary>
/// Scores a batch of cases, one a line (NDJSON). Several blocks are scored at once, and written in the order of the input; at most twice as many
/// blocks as jobs are held, so the memory it takes does not grow with the batch.
/// </summary>
public static class BatchRun
{
    // Where only counts are wanted a block is done in no time; to pass it from one thread to another takes as long as some lines.
    private const int BlockSizeOfCounts = 4 * CaseLines.BlockSize;

    // A row is a fifth of a line.
    private const int BlockSizeOfRows = 4 * CaseLines.BlockSize;

    /// <summary>Scores a batch, or what is left of it. Of a file of which only counts are wanted every job reads its own parts.</summary>
    /// <param name="input">The batch, unpacked, from its beginning.</param>
    /// <param name="options">What to score by.</param>
    /// <param name="output">Where to write.</param>
    /// <param name="from">How far an earlier run came. The input before it is read again, and must be the same.</param>
    /// <param name="stop">Asks to stop: what is being scored is finished and written.</param>
    /// <param name="isSame">Whether the input before <paramref name="from"/> is the same; if not, nothing was written.</param>
    /// <exception cref="IOException">The input cannot be read. All lines before the place are written.</exception>
    /// <exception cref="BatchOutputException">The output cannot be written.</exception>
    /// <exception cref="InvalidDataException">The input is packed and damaged. All lines before the place are written.</exception>
    public static BatchEnd Go(Stream input, BatchOptions options, IBatchOutput output, BatchProgress from, CancellationToken stop, out bool isSame)
    {
        if (input is FileStream { CanSeek: true, Position: 0, Length: > 0 } file && options.Form is null && !options.IsResumable && from.Offset == 0)
        {
            isSame = true;
            return new ChunkRun(file, options, output, stop).Go();
        }

        if (input is CsvCases table && options.Form is null && !options.IsResumable && from.Offset == 0)
        {
            isSame = true;
            return Go(RowsOf(table, options), options, output, from, stop);
        }

        var lines = new CaseLines(input, options.MostBytesOfLine, options.IsResumable ? CaseLines.BlockSize : BlockSizeOfCounts);
        isSame = PassOver(lines, from);
        return isSame ? Go(LinesOf(lines, options), options, output, from, stop) : BatchEnd.Complete;
    }

    private static Func<Func<BlockResult>?> LinesOf(CaseLines lines, BatchOptions options)
    {
        var scorer = new BlockScorer(options);
        return () => lines.Next() is not { } block ? null : () =>
        {
            using (block)
            {
                return scorer.Score(block);
            }
        };
    }

    // Blocks are used again.
    private static Func<Func<BlockResult>?> RowsOf(CsvCases table, BatchOptions options)
    {
        var scorer = new BlockScorer(options, table.Layout);
        var idle = new ConcurrentBag<RowBlock>();
        return () => table.Next(idle.TryTake(out RowBlock? used) ? used : new RowBlock(BlockSizeOfRows)) is not { } block ? null : () =>
        {
            BlockResult result = scorer.Score(block);
            block.Clear();
            idle.Add(block);
            return result;
        };
    }

    private static bool PassOver(CaseLines lines, BatchProgress from)
    {
        long offset = 0;
        string hash = string.Empty;
        while (offset < from.Offset && lines.Next() is { } block)
        {
            using (block)
            {
                hash = Chain(hash, block.Hash());
                offset = block.End;
            }
        }

        return offset == from.Offset && hash == from.Hash;
    }

    // "next" gives what is to be done with the next block; null at the end.
    private static BatchEnd Go(Func<Func<BlockResult>?> next, BatchOptions options, IBatchOutput output, BatchProgress from, CancellationToken stop)
    {
        var tasks = new TaskFactory(new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, options.Jobs).ConcurrentScheduler);
        var pending = new Queue<Task<BlockResult>>();
        string hash = from.Hash;
        BatchCounts counts = from.Counts;
        bool isReading = true;
        ExceptionDispatchInfo? failure = null;
        while (true)
        {
            while (isReading && pending.Count < 2 * options.Jobs)
            {
                isReading = !stop.IsCancellationRequested && Begin();
            }

            if (pending.Count == 0)
            {
                failure?.Throw();
                return stop.IsCancellationRequested ? BatchEnd.Interrupted : BatchEnd.Complete;
            }

            BlockResult result = pending.Dequeue().GetAwaiter().GetResult();
            hash = options.IsResumable ? Chain(hash, result.Hash) : hash;
            counts.Add(result.Counts);
            Write(output, result, 0, new BatchProgress(result.End, hash, counts) { IsResumable = options.IsResumable && !result.IsCutOff });
            if (counts.Rejected > options.MostRejects)
            {
                Task.WhenAll(pending).GetAwaiter().GetResult();
                return BatchEnd.TooManyRejects;
            }
        }

        // What was read before a failure is scored and written first.
        bool Begin()
        {
            try
            {
                if (next() is not { } score)
                {
                    return false;
                }

                pending.Enqueue(tasks.StartNew(score));
                return true;
            }
            catch (Exception exception) when (exception is IOException or InvalidDataException)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
                return false;
            }
        }
    }

    /// <summary>Writes what came of a block.</summary>
    /// <param name="linesBefore">How many lines stand before those that the block counts.</param>
    /// <exception cref="BatchOutputException">The output cannot be written, which is told apart from a failure to read.</exception>
    internal static void Write(IBatchOutput output, BlockResult result, long linesBefore, BatchProgress progress)
    {
        var rejects = new ArrayBufferWriter<byte>();
        var errors = new List<CaseError>();
        foreach ((long line, IReadOnlyList<CaseError> found) in result.Rejects)
        {
            CaseError[] placed = [.. found.Select(error => error with { Line = Number(linesBefore + line) })];
            ResultLines.WriteReject(rejects, linesBefore + line, placed);
            errors.AddRange(placed);
        }

        try
        {
            output.Write(result.Results.Span, rejects.WrittenSpan, errors, progress);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BatchOutputException(failure);
        }
    }

    // Messages count lines in 32 bits; beyond, the number stands in the rejects.
    private static int Number(long line) => (int)Math.Min(line, int.MaxValue);

    private static string Chain(string hash, byte[] next) => Convert.ToHexStringLower(SHA256.HashData([.. Convert.FromHexString(hash), .. next]));
}
