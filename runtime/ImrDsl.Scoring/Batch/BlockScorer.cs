using System;
using System.Buffers;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Runtime.Cases;
using ImrDsl.Runtime.Editions;
using ImrDsl.Runtime.Lines;
using ImrDsl.Runtime.Results;
using ImrDsl.Scoring.Batch.Csv;
using ImrDsl.Scoring.Columns;
using ImrDsl.Scoring.Columns.Reading;

namespace ImrDsl.Scoring.Batch;

/// <summary>What a batch is scored by and what is written of it.</summary>
/// <param name="Guidelines">The guidelines that decide.</param>
public sealed record BatchOptions(GuidelineSet Guidelines)
{
    /// <summary>The batch, as messages name it.</summary>
    public string Path { get; init; } = "cases";

    /// <summary>Whether the lines were made of the rows of a table (<see cref="CsvCases"/>), so that errors stand in its columns.</summary>
    public bool IsTable { get; init; }

    /// <summary>The form of the results; null if none are written.</summary>
    public ResultForm? Form { get; init; } = ResultForm.Ndjson;

    /// <summary>Which results are written; null: all. Counts are of all.</summary>
    public ResultFilter? Where { get; init; }

    /// <summary>How long a line may be, in bytes. 16 MiB by default.</summary>
    public int MostBytesOfLine { get; init; } = 16 * 1024 * 1024;

    /// <summary>How many blocks are scored at once; by default as many as there are processors.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount;

    /// <summary>After how many rejected lines to stop; by default never.</summary>
    public long MostRejects { get; init; } = long.MaxValue;

    /// <summary>Whether <see cref="BatchCounts.Criteria"/> is counted.</summary>
    public bool CountsCriteria { get; init; } = true;

    /// <summary>Whether the run may be gone on with later, for which what is read is hashed.</summary>
    public bool IsResumable { get; init; } = true;
}

/// <summary>What came of a block.</summary>
/// <param name="Results">The results, written.</param>
/// <param name="Rejects">The rejected lines' numbers, as the block counts them, and errors.</param>
/// <param name="Counts">The counts.</param>
/// <param name="Hash">The hash of the block.</param>
/// <param name="End">Where the block ends in the unpacked input.</param>
/// <param name="IsCutOff">Whether the input broke off behind it.</param>
internal sealed record BlockResult(
    ReadOnlyMemory<byte> Results, IReadOnlyList<(long Line, IReadOnlyList<CaseError> Errors)> Rejects, BatchCounts Counts, byte[] Hash, long End, bool IsCutOff);

/// <summary>Scores the cases of a block, one a line. May be used by several threads at once.</summary>
/// <param name="options">What to score by.</param>
/// <param name="layout">What the columns of a table mean whose rows are scored; null if only lines are.</param>
internal sealed partial class BlockScorer(BatchOptions options, CsvLayout? layout = null)
{
    private readonly BatchOptions options = options;
    private readonly CsvLayout? layout = layout;
    private readonly ColumnScorer? columns =
        options.Form is null || options.Where is not null ? ColumnScorer.Of(options, layout) : null;

    /// <summary>Scores a block.</summary>
    public BlockResult Score(CaseBlock block)
    {
        var scored = new Scored(this);
        ColumnScorer.Worker? worker = columns?.Rent();
        ReadOnlyMemory<byte> rest = block.Bytes;
        Fast fast = worker is null ? default : new Fast(worker, rest);
        long line = block.FirstLine;
        for (; rest.Length > 0; line++)
        {
            int end = fast.Take(block.Bytes.Length - rest.Length);
            if (end >= 0)
            {
                rest = rest[(end + 1)..];
                continue;
            }

            end = rest.Span.IndexOf((byte)'\n');
            ReadOnlyMemory<byte> text = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            text = text.Length > 0 && text.Span[^1] == '\r' ? text[..^1] : text;
            if (!text.Span.ContainsAnyExcept(" \t\r"u8))
            {
                scored.Counts.AddEmptyLine();
            }
            else if (!fast.TryTake(text))
            {
                scored.Add(line, text);
            }
        }

        if (block.TooLong > 0)
        {
            scored.Reject(line, [TooLong(block.TooLong)]);
        }

        Return(worker, scored);
        return scored.Result(options.IsResumable ? block.Hash() : [], block.End, block.IsCutOff);
    }

    private void Return(ColumnScorer.Worker? worker, Scored scored)
    {
        if (worker is not null)
        {
            worker.Count(scored.Counts);
            columns!.Return(worker);
        }
    }

    // Errors get their lines when they are written.
    private CaseScore ScoreLine(ReadOnlyMemory<byte> text)
    {
        try
        {
            CaseScore score = options.Guidelines.Score(text, options.Path);
            return score.Errors.Count == 0 || !options.IsTable ? score
                : score with { Errors = [.. score.Errors.Select(error => error with { Column = CsvCases.ColumnIn(text.Span, error.Column) })] };
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // A mistake of ours must not cost the other cases of a long run; it is told like any other reject.
            string what = Catalogue.Find("GL9999").Format([failure.GetType().Name]);
            return new CaseScore(null, [new CaseError(options.Path, 1, 1, "GL9999", what)]);
        }
    }

    private CaseError TooLong(long length) => new(
        options.Path, 1, 1, CaseMessages.LineTooLong, CaseMessages.Format(CaseMessages.LineTooLong, Words(length), Words(options.MostBytesOfLine)));

    private static string Words(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    // What came of the cases of a block so far.
    private sealed class Scored(BlockScorer scorer)
    {
        private readonly BatchOptions options = scorer.options;
        private readonly ArrayBufferWriter<byte> results = new();
        private readonly List<(long Line, IReadOnlyList<CaseError> Errors)> rejects = [];

        public BatchCounts Counts { get; } = new();

        // A line that was not taken by the fast reader.
        public void Add(long line, ReadOnlyMemory<byte> text)
        {
            CaseScore score = text.Length > options.MostBytesOfLine ? new CaseScore(null, [scorer.TooLong(text.Length)]) : scorer.ScoreLine(text);
            if (score.Determination is { } determination)
            {
                bool isChosen = options.Where?.Chooses(determination) ?? true;
                Counts.Add(determination, isChosen, options.CountsCriteria);
                if (isChosen)
                {
                    Write(line, determination);
                }
            }
            else
            {
                Reject(line, score.Errors);
            }
        }

        public void Reject(long line, IReadOnlyList<CaseError> found)
        {
            Counts.AddRejected();
            rejects.Add((line, found));
        }

        public BlockResult Result(byte[] hash, long end, bool isCutOff) => new(results.WrittenMemory, rejects, Counts, hash, end, isCutOff);

        private void Write(long line, Determination determination)
        {
            switch (options.Form)
            {
                case ResultForm.Ndjson:
                    ResultLines.WriteJson(results, line, determination);
                    break;
                case ResultForm.Csv:
                    ResultLines.WriteCsv(results, line, determination, item => options.Where?.Chooses(item) ?? true);
                    break;
            }
        }
    }

    // The fast reader over the lines of a block.
    private readonly struct Fast
    {
        private readonly ColumnScorer.Worker? worker;
        private readonly ArraySegment<byte> bytes;
        private readonly bool isOpen;
        private readonly bool isAscii;

        // Over lines that come one by one.
        public Fast(ColumnScorer.Worker? worker) => this.worker = worker;

        public Fast(ColumnScorer.Worker worker, ReadOnlyMemory<byte> lines)
        {
            if (MemoryMarshal.TryGetArray(lines, out bytes) && bytes.Count > 0)
            {
                this.worker = worker;
                isOpen = bytes[^1] == '\n' && bytes.Offset + bytes.Count + LineText.Slack <= bytes.Array!.Length;
                isAscii = isOpen && Ascii.IsValid(bytes);
            }
        }

        // How long the line is that begins at a place, without its line end; −1 if it was not taken. Its end need not be looked for.
        public int Take(int start)
        {
            try
            {
                return isOpen ? worker!.Take(bytes.Array!, bytes.Offset + start, isAscii) - bytes.Offset - start : -1;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                // A mistake of ours: the careful path decides, or tells.
                return -1;
            }
        }

        public bool TryTake(ReadOnlyMemory<byte> text)
        {
            try
            {
                return worker is not null && !isOpen && MemoryMarshal.TryGetArray(text, out ArraySegment<byte> line) && worker.TryTake(line.Array!, line.Offset, line.Count);
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                return false;
            }
        }
    }
}
