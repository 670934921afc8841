using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Text;
using ImrDsl.Cli.Output;
using ImrDsl.Runtime.Cases;
using ImrDsl.Scoring.Batch;

namespace ImrDsl.Cli.Files;

/// <summary>
/// The files a batch is written to. Until the run is complete they are called <c>.part</c>; a journal says how far they are good, so that a
/// run that was stopped, even by force, can be gone on with.
/// </summary>
internal sealed class BatchFiles : IBatchOutput, IDisposable
{
    private const string Part = ".part";
    private const int MostErrorsShown = 20;

    private static readonly TimeSpan BetweenSaves = TimeSpan.FromSeconds(2);

    private readonly Terminal terminal;
    private readonly string run;
    private readonly string? resultsPath;
    private readonly string? rejectsPath;
    private readonly Stream? results;
    private readonly Stream? rejects;
    private readonly ProgressLine progressLine;
    private readonly long start = Stopwatch.GetTimestamp();
    private long lastSave = Stopwatch.GetTimestamp();
    private int errorsShown;

    private BatchFiles(Terminal terminal, string run, string? resultsPath, string? rejectsPath, bool mayResume, bool mayReplace, ProgressLine progressLine)
    {
        this.terminal = terminal;
        this.run = run;
        this.resultsPath = resultsPath;
        this.rejectsPath = rejectsPath;
        this.progressLine = progressLine;
        BatchJournal? earlier = resultsPath is null ? null : Unfinished(mayResume, mayReplace);
        From = earlier?.Progress ?? BatchProgress.Start;
        IsComplete = earlier?.IsComplete ?? false;
        if (!IsComplete)
        {
            results = resultsPath is null ? null : Open(resultsPath, earlier?.Results ?? 0);
            rejects = rejectsPath is null ? null : Open(rejectsPath, earlier?.Rejects ?? 0);
            Save(From, isComplete: false);
        }
    }

    /// <summary>How far an earlier run came.</summary>
    public BatchProgress From { get; private set; }

    /// <summary>Whether an earlier run wrote everything and was stopped before the files had their names.</summary>
    public bool IsComplete { get; }

    /// <summary>Whether there is no file for results, so that they go to the terminal.</summary>
    public bool IsToTerminal { get; private init; }

    /// <summary>Opens the files.</summary>
    /// <param name="terminal">Where the command runs.</param>
    /// <param name="run">The hash of guidelines, options and version.</param>
    /// <param name="resultsPath">The file for the results, as typed; null for none.</param>
    /// <param name="rejectsPath">The file for the rejects, as typed; null for none.</param>
    /// <param name="isToTerminal">Whether results go to the terminal where there is no file.</param>
    /// <param name="mayResume">Whether to go on with an earlier run.</param>
    /// <param name="mayReplace">Whether to begin again where an earlier run did not end.</param>
    /// <param name="progressLine">Where to show how far the run is.</param>
    /// <exception cref="UsageException">They cannot be written, or an earlier run stands in the way.</exception>
    public static BatchFiles Open(
        Terminal terminal, string run, string? resultsPath, string? rejectsPath, bool isToTerminal, bool mayResume, bool mayReplace, ProgressLine progressLine)
    {
        try
        {
            return new BatchFiles(terminal, run, resultsPath, rejectsPath, mayResume, mayReplace, progressLine) { IsToTerminal = isToTerminal };
        }
        catch (Exception failure) when (TextFiles.IsOfTheFileSystem(failure))
        {
            throw new UsageException($"{resultsPath ?? rejectsPath} cannot be written: {TextFiles.FirstLine(failure)}");
        }
    }

    /// <summary>Writes what stands above the first result, unless the earlier run came as far as that.</summary>
    public void WriteHead(string head)
    {
        if (results is { Length: 0 })
        {
            results.Write(Encoding.UTF8.GetBytes(head));
            Save(From, isComplete: false);
        }
        else if (results is null && IsToTerminal)
        {
            terminal.Out.Write(head);
        }
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> results, ReadOnlySpan<byte> rejects, IReadOnlyList<CaseError> errors, BatchProgress progress)
    {
        if (this.results is { } file)
        {
            file.Write(results);
        }
        else if (IsToTerminal)
        {
            terminal.Out.Write(Encoding.UTF8.GetString(results));
        }

        this.rejects?.Write(rejects);
        Show(errors);
        From = progress;
        progressLine.Show(progress.Counts.Lines, progress.Offset);
        if (Stopwatch.GetElapsedTime(lastSave) > BetweenSaves)
        {
            Save(progress, isComplete: false);
        }
    }

    /// <summary>Keeps what is written, to be gone on with.</summary>
    public void Stop() => Save(From, isComplete: false);

    /// <summary>Gives the files their names: all of them, or none if the process is killed before.</summary>
    public void Complete()
    {
        if (!IsComplete)
        {
            Save(From, isComplete: true);
        }

        Dispose();
        Name(rejectsPath);
        Name(resultsPath);
        if (resultsPath is not null)
        {
            File.Delete(JournalPath);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        progressLine.Clear();
        Close(results);
        Close(rejects);
    }

    /// <summary>How long the run took, in seconds.</summary>
    public double Seconds => Stopwatch.GetElapsedTime(start).TotalSeconds;

    // What cannot be written down any more was reported when it was written, and the journal does not count on it.
    private static void Close(Stream? file)
    {
        try
        {
            file?.Dispose();
        }
        catch (Exception failure) when (TextFiles.IsOfTheFileSystem(failure))
        {
        }
    }

    private string JournalPath => terminal.FullPath(resultsPath!) + ".journal";

    private BatchJournal? Unfinished(bool mayResume, bool mayReplace)
    {
        if (Directory.Exists(terminal.FullPath(resultsPath!)))
        {
            throw new UsageException($"{resultsPath} is a folder; a file is needed here.");
        }

        if (!File.Exists(JournalPath) || mayReplace)
        {
            return null;
        }

        if (!mayResume)
        {
            throw new UsageException($"A run that writes {resultsPath} did not end. Go on with it by --resume, or begin again with --force.");
        }

        BatchJournal? journal = BatchJournal.Read(File.ReadAllBytes(JournalPath));
        if (journal is null)
        {
            throw new UsageException($"{terminal.Shown(JournalPath)} is damaged, so the run cannot be gone on with. Begin again with --force.");
        }

        if (journal.Run != run)
        {
            throw new UsageException(
                $"{resultsPath} was begun with other guidelines, other options or another version of this tool. Type the command as it was, or begin again with --force.");
        }

        return journal.IsComplete || (Reaches(resultsPath!, journal.Results) && (rejectsPath is null || Reaches(rejectsPath, journal.Rejects)))
            ? journal
            : throw new UsageException($"{resultsPath}{Part} is not as the earlier run left it, so the run cannot be gone on with. Begin again with --force.");
    }

    private bool Reaches(string typed, long length) => new FileInfo(terminal.FullPath(typed) + Part) is { Exists: true } file && file.Length >= length;

    // What was written after the journal was, is written again.
    private FileStream Open(string typed, long length)
    {
        string path = TextFiles.FullPath(terminal, typed) + Part;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 1 << 16);
        if (file.Length != length)
        {
            file.SetLength(length);
        }

        file.Seek(0, SeekOrigin.End);
        return file;
    }

    // The files first, then the journal that speaks of them, each down to the disk; the journal takes its place in one step.
    private void Save(BatchProgress progress, bool isComplete)
    {
        lastSave = Stopwatch.GetTimestamp();
        (results as FileStream)?.Flush(flushToDisk: true);
        (rejects as FileStream)?.Flush(flushToDisk: true);
        if (resultsPath is null || !progress.IsResumable)
        {
            return;
        }

        string beside = JournalPath + ".new";
        using (var file = new FileStream(beside, FileMode.Create))
        {
            new BatchJournal(run, results?.Length ?? 0, rejects?.Length ?? 0, isComplete, progress).Write(file);
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, JournalPath, overwrite: true);
    }

    // A run that was killed on the way may have named one of the files.
    private void Name(string? typed)
    {
        if (typed is not null && File.Exists(terminal.FullPath(typed) + Part))
        {
            File.Move(terminal.FullPath(typed) + Part, terminal.FullPath(typed), overwrite: true);
        }
    }

    private void Show(IReadOnlyList<CaseError> errors)
    {
        foreach (CaseError error in errors)
        {
            if (errorsShown++ < MostErrorsShown)
            {
                progressLine.Clear();
                terminal.Error.WriteLine(error);
            }
            else if (errorsShown == MostErrorsShown + 1)
            {
                terminal.Error.WriteLine("imr: Further errors are not shown" + (rejectsPath is null ? "; --rejects writes them to a file." : $"; they stand in {rejectsPath}."));
            }
        }
    }
}
