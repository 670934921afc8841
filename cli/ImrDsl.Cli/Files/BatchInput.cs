using System;
using System.IO;
using System.IO.Compression;

namespace ImrDsl.Cli.Files;

/// <summary>A batch of cases as it is read: a file or standard input, unpacked if it is packed with gzip.</summary>
internal sealed class BatchInput : IDisposable
{
    private readonly Stream source;

    // Otherwise a packed file that is cut off passes for a whole one.
    static BatchInput() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    private BatchInput(Stream source, long? length)
    {
        this.source = source;
        Length = length;
        Content = source;
    }

    /// <summary>The batch, unpacked.</summary>
    public Stream Content { get; private init; }

    /// <summary>The length of the file as it lies there, in bytes; null for standard input.</summary>
    public long? Length { get; }

    /// <summary>How much of the file is read, in bytes.</summary>
    public long Read => Length is null ? 0 : source.Position;

    /// <summary>Opens a batch.</summary>
    /// <param name="terminal">Where the command runs.</param>
    /// <param name="typed">The file, as typed; - for standard input.</param>
    /// <exception cref="UsageException">There is no such file, it is a folder, or it cannot be read.</exception>
    public static BatchInput Open(Terminal terminal, string typed)
    {
        if (typed == "-")
        {
            // A pipe cannot be looked at and read again, so the first bytes are put back before it.
            byte[] first = new byte[2];
            int count = terminal.In.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
            var whole = new PrecededStream(first.AsMemory(0, count), terminal.In);
            return new BatchInput(whole, null) { Content = IsPacked(first) ? new GZipStream(whole, CompressionMode.Decompress) : whole };
        }

        FileStream file = TextFiles.OpenForReading(terminal, typed);
        byte[] magic = new byte[2];
        file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return new BatchInput(file, file.Length) { Content = IsPacked(magic) ? new GZipStream(file, CompressionMode.Decompress) : file };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Content.Dispose();
        source.Dispose();
    }

    private static bool IsPacked(byte[] first) => first is [0x1F, 0x8B];
}

/// <summary>A stream with some bytes before it. Only for reading.</summary>
internal sealed class PrecededStream(ReadOnlyMemory<byte> first, Stream rest) : Stream
{
    private ReadOnlyMemory<byte> first = first;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (first.IsEmpty)
        {
            return rest.Read(buffer);
        }

        int count = Math.Min(buffer.Length, first.Length);
        first.Span[..count].CopyTo(buffer);
        first = first[count..];
        return count;
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
