using System;
using System.IO;
using System.Linq;
using System.Threading;
using ImrDsl.Benchmarks.Measuring;
using ImrDsl.Guidelines.Mtus;
using ImrDsl.Values;
using Microsoft.Win32.SafeHandles;

namespace ImrDsl.Benchmarks.Files;

/// <summary>
/// Files of cases by the generated packed reader, as a program would be written with it: each worker claims the next piece of the file, reads it and the rest of its
/// last line, and counts what it finds.
/// </summary>
internal static class PackedFiles
{
    private const int Piece = 256 * 1024;

    // A line that a piece ends in is read to its end; of the cases here none is longer.
    private const int LongestLine = 16 * 1024;
    private const int RoomBefore = 8;
    private const int RoomBehind = 80;

    /// <summary>The findings of a file.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="threads">How many workers there are.</param>
    public static Tally Of(string file, int threads)
    {
        using SafeFileHandle handle = File.OpenHandle(file);
        long length = RandomAccess.GetLength(handle);
        var found = new long[(int)Finding.NeedsJudgement + 8];
        long next = -Piece;
        Thread[] workers = [.. Enumerable.Range(0, threads).Select(_ => new Thread(Work))];
        Array.ForEach(workers, worker => worker.Start());
        Array.ForEach(workers, worker => worker.Join());
        return TallyOf(found);

        void Work()
        {
            var reader = new Idds.Packed.Reader();
            var buffer = new byte[RoomBefore + Piece + LongestLine + RoomBehind];
            var counts = new long[found.Length];
            long from;
            while ((from = Interlocked.Add(ref next, Piece)) < length)
            {
                // The line that begins in a piece belongs to it; one byte before tells whether one begins at its first byte.
                int before = from == 0 ? 0 : 1;
                int read = RandomAccess.Read(handle, buffer.AsSpan(RoomBefore, before + Piece + LongestLine), from - before);
                int start = from == 0 ? 0 : buffer.AsSpan(RoomBefore, read).IndexOf((byte)'\n') + 1;
                Count(reader, buffer, RoomBefore + start, RoomBefore + read, Math.Min(RoomBefore + before + Piece, RoomBefore + read), counts);
            }

            lock (found)
            {
                for (int i = 0; i < found.Length; i++)
                {
                    found[i] += counts[i];
                }
            }
        }
    }

    /// <summary>The findings of lines in memory.</summary>
    public static Tally Of(Idds.Packed.Reader reader, byte[] file)
    {
        var counts = new long[(int)Finding.NeedsJudgement + 8];
        Count(reader, file, 0, file.Length, file.Length, counts);
        return TallyOf(counts);
    }

    // The lines that begin before a place.
    private static void Count(Idds.Packed.Reader reader, byte[] buffer, int start, int end, int beforePlace, long[] counts)
    {
        while (start < beforePlace)
        {
            int line = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            line = line < 0 ? end - start : line;
            if (!reader.Read(buffer, start, line))
            {
                throw new InvalidOperationException(reader.Errors[0].ToString());
            }

            counts[(int)reader[0].Decide(reader.ServiceOf(0))]++;
            start += line + 1;
        }
    }

    private static Tally TallyOf(long[] found) =>
        new((int)found[(int)Finding.Necessary], (int)found[(int)Finding.NotNecessary], (int)found[(int)Finding.NotEstablished], (int)found[(int)Finding.NeedsJudgement]);
}
