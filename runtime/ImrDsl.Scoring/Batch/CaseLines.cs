using System;
using System.Buffers;
using System.IO;
using System.Runtime.ExceptionServices;

namespace ImrDsl.Scoring.Batch;

/// <summary>
/// Reads a batch of cases, one a line, in blocks of whole lines. Lines end with <c>\n</c> or <c>\r\n</c>, the last one perhaps not at all.
/// Holds one block and, while a line does not fit in it, at most that line.
/// </summary>
/// <param name="input">The batch, unpacked.</param>
/// <param name="mostBytesOfLine">How long a line may be, in bytes, without its line end. Longer ones are passed over and counted.</param>
/// <param name="blockSize">The size of a block, in bytes. Where blocks end depends on this and the input alone, so that a run can be gone on with.</param>
public sealed class CaseLines(Stream input, int mostBytesOfLine, int blockSize = CaseLines.BlockSize)
{
    /// <summary>The usual size of a block, in bytes.</summary>
    public const int BlockSize = 64 * 1024;

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(blockSize);
    private int filled;
    private long offset;
    private long line = 1;
    private ExceptionDispatchInfo? failure;
    private bool isAtEnd;

    /// <summary>The next block; null at the end.</summary>
    /// <exception cref="IOException">The input cannot be read any further. All whole lines before the place were given.</exception>
    /// <exception cref="InvalidDataException">The input is packed and damaged. All whole lines before the place were given.</exception>
    public CaseBlock? Next()
    {
        int limit = blockSize;
        while (true)
        {
            Fill(limit);
            int whole = buffer.AsSpan(0, filled).LastIndexOf((byte)'\n') + 1;
            if (whole > 0)
            {
                return Take(whole);
            }

            if (isAtEnd)
            {
                failure?.Throw();
                return filled == 0 ? null : filled > mostBytesOfLine ? PassOver() : Take(filled);
            }

            // Room for the line with its two bytes of line end.
            if (filled >= mostBytesOfLine + 2L)
            {
                return PassOver();
            }

            limit = (int)Math.Min(limit * 2L, mostBytesOfLine + 2L);
        }
    }

    private void Fill(int limit)
    {
        if (buffer.Length < limit)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(limit);
            buffer.AsSpan(0, filled).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }

        while (filled < limit && !isAtEnd)
        {
            filled += Read(buffer.AsSpan(filled, limit - filled));
        }
    }

    // A failure is kept until the lines before it are given.
    private int Read(Span<byte> into)
    {
        int read = 0;
        try
        {
            read = input.Read(into);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            failure = ExceptionDispatchInfo.Capture(exception);
        }

        isAtEnd = read == 0;
        return read;
    }

    private CaseBlock Take(int length)
    {
        byte[] rest = ArrayPool<byte>.Shared.Rent(Math.Max(blockSize, filled - length));
        buffer.AsSpan(length, filled - length).CopyTo(rest);
        var block = new CaseBlock(buffer, length, offset, line) { IsCutOff = failure is not null };
        buffer = rest;
        filled -= length;
        offset = block.End;
        line += block.Lines;
        return block;
    }

    // Reads to the end of the line without keeping it.
    private CaseBlock PassOver()
    {
        long length = 0;
        bool endsWithReturn = false;
        int end;
        while ((end = buffer.AsSpan(0, filled).IndexOf((byte)'\n')) < 0)
        {
            length += filled;
            endsWithReturn = filled > 0 ? buffer[filled - 1] == '\r' : endsWithReturn;
            filled = 0;
            if (isAtEnd)
            {
                failure?.Throw();
                var last = new CaseBlock(length, offset, offset + length, line++);
                offset += length;
                return last;
            }

            Fill(blockSize);
        }

        endsWithReturn = end > 0 ? buffer[end - 1] == '\r' : endsWithReturn;
        length += end;
        var block = new CaseBlock(length - (endsWithReturn ? 1 : 0), offset, offset + length + 1, line++);
        offset = block.End;
        filled -= end + 1;
        buffer.AsSpan(end + 1, filled).CopyTo(buffer);
        return block;
    }
}
