using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;

namespace ImrDsl.Scoring.Batch;

/// <summary>
/// Scores a batch in a file of which only counts and rejects are wanted: every job takes the next chunk, reads it and scores it, so that nothing is handed from thread
/// to thread but what came of it. Written is in the order of the file.
/// </summary>
/// <param name="input">The file, at its beginning. It is left where the run has come.</param>
/// <param name="options">What to score by.</param>
/// <param name="output">Where to write.</param>
/// <param name="stop">Asks to stop: what is being scored is finished and written.</param>
/// <param name="chunkSize">The size of a chunk, in bytes.</param>
internal sealed class ChunkRun(FileStream input, BatchOptions options, IBatchOutput output, CancellationToken stop, int chunkSize = ChunkReader.Size)
{
    // Rejects are held until it is their turn.
    private const int MostHeldForJob = 8;

    private readonly BlockScorer scorer = new(options);
    private readonly Dictionary<long, Scored> scored = [];
    private readonly long length = input.Length;
    private long claimed;
    private long written;
    private int working = options.Jobs;
    private int waiting;
    private bool isEnding;

    /// <summary>Scores the file.</summary>
    /// <exception cref="IOException">The file cannot be read. All lines before the place are written.</exception>
    /// <exception cref="BatchOutputException">The output cannot be written.</exception>
    public BatchEnd Go()
    {
        var jobs = new Task[options.Jobs];
        for (int i = 0; i < jobs.Length; i++)
        {
            jobs[i] = Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }

        try
        {
            return WriteAll();
        }
        finally
        {
            lock (scored)
            {
                isEnding = true;
                Monitor.PulseAll(scored);
            }

            Task.WaitAll(jobs);
        }
    }

    private BatchEnd WriteAll()
    {
        var counts = new BatchCounts();
        while (Next() is { } next)
        {
            if (next.Result is { } result)
            {
                long linesBefore = counts.Lines;
                counts.Add(result.Counts);
                input.Position = result.End;
                BatchRun.Write(output, result, linesBefore, new BatchProgress(result.End, string.Empty, counts) { IsResumable = false });
            }

            next.Failure?.Throw();
            if (counts.Rejected > options.MostRejects)
            {
                return BatchEnd.TooManyRejects;
            }
        }

        return stop.IsCancellationRequested ? BatchEnd.Interrupted : BatchEnd.Complete;
    }

    // What came of the next chunk of the file; null if no job has it.
    private Scored? Next()
    {
        lock (scored)
        {
            Scored? next;
            while (!scored.Remove(written, out next) && working > 0)
            {
                Monitor.Wait(scored);
            }

            written++;
            if (waiting > 0)
            {
                Monitor.PulseAll(scored);
            }

            return next;
        }
    }

    private void Work()
    {
        var chunks = new ChunkReader(input.SafeFileHandle, length, options.MostBytesOfLine, chunkSize);
        while (Claim(chunks) is { } chunk)
        {
            Scored done;
            try
            {
                done = new Scored(scorer.Score(chunks.Read(chunk)), chunks.Failure);
            }
            catch (Exception failure)
            {
                done = new Scored(null, ExceptionDispatchInfo.Capture(failure));
            }

            // To wake who writes takes as long as to score some cases.
            lock (scored)
            {
                scored.Add(chunk, done);
                if (scored.Count >= MostHeldForJob * options.Jobs / 2)
                {
                    Monitor.PulseAll(scored);
                }
            }
        }

        lock (scored)
        {
            working--;
            Monitor.PulseAll(scored);
        }
    }

    private long? Claim(ChunkReader chunks)
    {
        lock (scored)
        {
            while (claimed - written >= MostHeldForJob * options.Jobs && !isEnding)
            {
                waiting++;
                Monitor.PulseAll(scored);
                Monitor.Wait(scored);
                waiting--;
            }

            return isEnding || stop.IsCancellationRequested || !chunks.Holds(claimed) ? null : claimed++;
        }
    }

    // What came of a chunk, or why nothing or no more could.
    private sealed record Scored(BlockResult? Result, ExceptionDispatchInfo? Failure);
}
