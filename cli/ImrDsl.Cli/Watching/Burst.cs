using System;
using System.Collections.Concurrent;
using System.Threading;

namespace ImrDsl.Cli.Watching;

/// <summary>Changes as they come in, and the wait until a burst of them is over: saving one file is several changes.</summary>
/// <param name="quiet">How long nothing may happen before a burst counts as over.</param>
/// <param name="longest">How long a burst is waited for at most, since some programs never rest.</param>
internal sealed class Burst(TimeSpan quiet, TimeSpan longest) : IDisposable
{
    private readonly BlockingCollection<bool> changes = [];

    /// <summary>Tells of a change. Any thread may, even when nobody waits any more.</summary>
    public void Add()
    {
        try
        {
            changes.Add(true);
        }
        catch (ObjectDisposedException)
        {
            // A watcher that was at work when the watch ended.
        }
    }

    /// <summary>Waits for a change, and then until no more follow.</summary>
    /// <returns>How many changes the burst was made of.</returns>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public int Wait(CancellationToken cancellation)
    {
        changes.Take(cancellation);
        int count = 1;
        long end = Environment.TickCount64 + (long)longest.TotalMilliseconds;
        while (Environment.TickCount64 < end && changes.TryTake(out _, (int)quiet.TotalMilliseconds, cancellation))
        {
            count++;
        }

        return count;
    }

    public void Dispose() => changes.Dispose();
}
