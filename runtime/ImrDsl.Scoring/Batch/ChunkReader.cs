using System;
using System.Buffers;
using System.IO;
using System.Runtime.ExceptionServices;
using Microsoft.Win32.SafeHandles;

namespace ImrDsl.Scoring.Batch;

/// <summary>
/// Reads a batch of cases in a file, one a line, in chunks, in any order; several threads may each read some. A line belongs to the chunk in which it begins. Which
/// lines there are is the same as <see cref="CaseLines"/> finds. For one thread.
/// </summary>
/// <param name="file">The file.</param>
/// <param name="length">Its length in bytes. What is added to it later is not read.</param>
/// <param name="mostBytesOfLine">How long a line may be, in bytes, without its line end. Longer ones are passed over and counted.</param>
/// <param name="size">The size of a chunk, in bytes.</param>
internal sealed class ChunkReader(SafeFileHandle file, long length, int mostBytesOfLine, int size = ChunkReader.Size)
{
    /// <summary>The usual size of a chunk, in bytes: it stays in the cache of a core.</summary>
    public const int Size = 256 * 1024;

    // A line that goes on in the next chunk most often ends within so many bytes.
    private const int Rest = 4 * 1024;

    // Readers of lines may look so far beyond them.
    private const int Slack = 128;

    private byte[] buffer = [];
    private long from;
    private long chunkEnd;
    private int filled;
    private bool isAtEnd;

    /// <summary>Why the file cannot be read beyond the lines that were given last; else null.</summary>
    public ExceptionDispatchInfo? Failure { get; private set; }

    /// <summary>Whether there is such a chunk.</summary>
    /// <param name="chunk">Its place, from 0.</param>
    public bool Holds(long chunk) => chunk * size < length;

    /// <summary>The lines that begin in a chunk, numbered from 1 as if there were no others. They hold until the next chunk is read.</summary>
    /// <param name="chunk">Its place, from 0.</param>
    public CaseBlock Read(long chunk)
    {
        // The byte before the chunk tells whether a line begins with it.
        from = Math.Max((chunk * size) - 1, 0);
        chunkEnd = Math.Min((chunk + 1) * size, length);
        (filled, isAtEnd, Failure) = (0, false, null);
        int own = (int)(chunkEnd - from);
        Fill(own + Rest);
        int whole = Math.Min(own - 1, filled);
        int start = chunk == 0 ? 0 : buffer.AsSpan(0, whole).IndexOf((byte)'\n') + 1;
        if (chunk > 0 && start == 0)
        {
            return Block(whole, whole);
        }

        int end = buffer.AsSpan(whole, filled - whole).IndexOf((byte)'\n');
        return end >= 0 ? Block(start, whole + end + 1) : ReadLongLine(start, start + buffer.AsSpan(start, whole - start).LastIndexOf((byte)'\n') + 1);
    }

    // The last line goes on beyond what is read, or has no line end.
    private CaseBlock ReadLongLine(int start, int last)
    {
        while (!isAtEnd)
        {
            // Room for the line with its two bytes of line end.
            int held = filled - last;
            if (held >= mostBytesOfLine + 2L)
            {
                return Block(start, last, PassOver(last));
            }

            int searched = filled;
            Fill((int)(last + Math.Min(2L * held, mostBytesOfLine + 2L)));
            int end = buffer.AsSpan(searched, filled - searched).IndexOf((byte)'\n');
            if (end >= 0)
            {
                return Block(start, searched + end + 1);
            }
        }

        return Failure is not null ? Block(start, last) : filled - last > mostBytesOfLine ? Block(start, last, filled - last) : Block(start, filled);
    }

    private CaseBlock Block(int start, int end, long tooLong = 0) => new(buffer.AsMemory(start, end - start), tooLong, from + start, chunkEnd);

    private void Fill(int limit)
    {
        if (buffer.Length < limit + Slack)
        {
            Array.Resize(ref buffer, limit + Slack);
        }

        while (filled < limit && !isAtEnd)
        {
            filled += Read(buffer.AsSpan(filled, limit - filled), from + filled);
        }
    }

    private int Read(Span<byte> into, long at)
    {
        int read = 0;
        try
        {
            read = RandomAccess.Read(file, into[..(int)Math.Min(into.Length, Math.Max(0, length - at))], at);
        }
        catch (IOException exception)
        {
            Failure = ExceptionDispatchInfo.Capture(exception);
        }

        isAtEnd = read == 0;
        return read;
    }

    // The length of the line, which is read to its end without being kept; 0 if it cannot be read.
    private long PassOver(int last)
    {
        byte[] piece = ArrayPool<byte>.Shared.Rent(size);
        long passed = filled - last;
        byte before = buffer[filled - 1];
        int end = -1;
        while (end < 0 && !isAtEnd)
        {
            int read = Read(piece.AsSpan(0, size), from + last + passed);
            end = piece.AsSpan(0, read).IndexOf((byte)'\n');
            int ofLine = end < 0 ? read : end;
            before = ofLine > 0 ? piece[ofLine - 1] : before;
            passed += ofLine;
        }

        ArrayPool<byte>.Shared.Return(piece);
        return Failure is not null ? 0 : passed - (end >= 0 && before == '\r' ? 1 : 0);
    }
}
