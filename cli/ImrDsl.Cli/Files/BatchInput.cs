using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using ImrDsl.Runtime.Description;
using ImrDsl.Scoring.Batch;
using ImrDsl.Scoring.Batch.Csv;

namespace ImrDsl.Cli.Files;

/// <summary>A batch of cases as it is read: a file or standard input, unpacked if it is packed with gzip.</summary>
internal sealed class BatchInput : IDisposable
{
    private readonly Stream source;
    private readonly List<BatchInput> lists = [];

    // Otherwise a packed file that is cut off passes for a whole one.
    static BatchInput() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    private BatchInput(Stream source, long? length)
    {
        this.source = source;
        Length = length;
        Content = source;
    }

    /// <summary>The batch, unpacked.</summary>
    public Stream Content { get; private set; }

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

    /// <summary>Whether a file is a table by its name: <c>cases.csv</c>, <c>cases.csv.gz</c>.</summary>
    public static bool IsTable(string typed) =>
        typed.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || typed.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the batch as a table from now on, a row a case.</summary>
    /// <param name="terminal">Where the command runs.</param>
    /// <param name="path">The batch, as messages name it.</param>
    /// <param name="typedLists">The tables of the entries of lists, as typed: <c>NAME=FILE</c>.</param>
    /// <param name="guidelines">The guidelines whose facts the columns are.</param>
    /// <param name="mostOfRow">How many characters a row may have.</param>
    /// <exception cref="UsageException">A table or its head cannot be read.</exception>
    public void ReadAsTable(Terminal terminal, string path, string[] typedLists, IReadOnlyList<GuidelineDescription> guidelines, int mostOfRow)
    {
        var tables = new List<(string List, Stream Input, string Path)>();
        foreach (string list in typedLists)
        {
            int equals = list.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || equals == list.Length - 1)
            {
                throw new UsageException($"--list is NAME=FILE, such as “conservative care=treatments.csv”; not {list}.");
            }

            BatchInput table = Open(terminal, list[(equals + 1)..]);
            lists.Add(table);
            tables.Add((list[..equals].Trim(), table.Content, list[(equals + 1)..]));
        }

        try
        {
            Content = new CsvCases(Content, path, tables, guidelines, mostOfRow);
        }
        catch (FormatException mistake)
        {
            throw new UsageException($"{path} cannot be read as a table: {mistake.Message}");
        }
        catch (IOException mistake)
        {
            throw new UsageException(TextFiles.FirstLine(mistake));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lists.ForEach(list => list.Dispose());
        Content.Dispose();
        source.Dispose();
    }

    private static bool IsPacked(byte[] first) => first is [0x1F, 0x8B];
}

/// <summary>A stream with some bytes before it. Only for reading.</summary>
internal sealed class PrecededStream(ReadOnlyMemory<byte> first, Stream rest) : ForwardStream
{
    private ReadOnlyMemory<byte> first = first;

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
}
