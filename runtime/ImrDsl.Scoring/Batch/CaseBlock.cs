using System;
using System.Buffers;
using System.Security.Cryptography;

namespace ImrDsl.Scoring.Batch;

/// <summary>A few hundred lines of a batch of cases, and perhaps one behind them that is too long to be held.</summary>
public sealed class CaseBlock : IDisposable
{
    private byte[]? rented;

    internal CaseBlock(byte[] rented, int length, long offset, long firstLine)
    {
        this.rented = rented;
        Bytes = rented.AsMemory(0, length);
        Offset = offset;
        End = offset + length;
        FirstLine = firstLine;
    }

    internal CaseBlock(ReadOnlyMemory<byte> bytes, long tooLong, long offset, long end)
    {
        Bytes = bytes;
        TooLong = tooLong;
        Offset = offset;
        End = end;
        FirstLine = 1;
    }

    internal CaseBlock(long tooLong, long offset, long end, long firstLine)
    {
        TooLong = tooLong;
        Offset = offset;
        End = end;
        FirstLine = firstLine;
    }

    /// <summary>The lines, each with its line end, the last one perhaps without.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The length of a line behind the others that is too long, without its line end, in bytes; 0 if there is none.</summary>
    public long TooLong { get; }

    /// <summary>Where it begins in the unpacked input, in bytes.</summary>
    public long Offset { get; }

    /// <summary>Where it ends in the unpacked input; of a chunk of a file where the chunk does, in which its last line need not end.</summary>
    public long End { get; }

    /// <summary>The number of its first line, from 1.</summary>
    public long FirstLine { get; }

    /// <summary>How many lines it holds, empty ones included. They are counted when this is asked.</summary>
    public int Lines => Bytes.Span.Count((byte)'\n') + (Bytes.Length > 0 && Bytes.Span[^1] != '\n' ? 1 : 0) + (TooLong > 0 ? 1 : 0);

    /// <summary>Whether the input broke off behind it.</summary>
    public bool IsCutOff { get; internal init; }

    /// <summary>The hash of its bytes; of a line that is too long only its length is hashed, since its words were not kept.</summary>
    public byte[] Hash() => SHA256.HashData(TooLong > 0 ? BitConverter.GetBytes(TooLong) : Bytes.Span);

    /// <summary>Gives the bytes back. They may not be read any more.</summary>
    public void Dispose()
    {
        if (rented is { } bytes)
        {
            rented = null;
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
