using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using ImrDsl.Cli.Files;
using ImrDsl.Cli.Output;
using ImrDsl.Language.Plan;
using ImrDsl.Runtime.Description;
using ImrDsl.Runtime.Editions;
using ImrDsl.Scoring;
using ImrDsl.Scoring.Batch;

namespace ImrDsl.Cli.Commands;

/// <summary><c>imr score --batch</c>: cases by the million, one a line.</summary>
internal sealed class BatchScoring
{
    private readonly Option<string?> batch = new("--batch", "-b")
    {
        Description = "A file with one case a line (NDJSON), or a table with one case a row (.csv), perhaps packed with gzip; - for standard input.",
        HelpName = "FILE",
    };

    private readonly Option<bool> csv = new("--csv") { Description = "With --batch: it is a table (CSV), whatever its name is." };

    private readonly Option<string[]> lists = new("--list")
    {
        Description = "With a table: the table with the entries of the list NAME, in the order of the cases, by a column “id” that both have. May be given several times.",
        HelpName = "NAME=FILE",
    };

    private readonly Option<bool> summary = new("--summary") { Description = "With --batch: show counts; without --out, nothing else." };

    private readonly Option<bool> criteria = new("--criteria")
    {
        Description = "With --batch: show what became of each criterion, and how often it decided.",
    };

    private readonly Option<string[]> where = new("--where")
    {
        Description = "With --batch: write only results of which PART is VALUE, such as “finding=not established” or “criterion 5=not documented”. Parts: finding, decision, service, guideline, criterion LABEL. May be given several times.",
        HelpName = "PART=VALUE",
    };

    private readonly Option<int?> jobs = new("--jobs", "-j") { Description = "With --batch: how many cores to use. Without it: all.", HelpName = "N" };

    private readonly Option<string?> rejects = new("--rejects")
    {
        Description = "With --batch: a file for the lines that are no valid cases, with the reasons. Without it, and with --out FILE: FILE.rejects.",
        HelpName = "FILE",
    };

    private readonly Option<long?> mostRejects = new("--max-rejects") { Description = "With --batch: stop when more lines than this are rejected.", HelpName = "N" };

    private readonly Option<string?> maxLine = new("--max-line") { Description = "With --batch: reject longer lines, in bytes, or with K, M or G. Without it: 16M.", HelpName = "SIZE" };

    private readonly Option<bool> resume = new("--resume") { Description = "With --batch and --out: go on with a run that did not end." };

    private readonly Option<bool> force = new("--force") { Description = "With --batch and --out: begin again where a run did not end." };

    /// <summary>The options, of which all but the first are of use with the first only.</summary>
    public IReadOnlyList<Option> Options => [batch, csv, lists, summary, criteria, where, jobs, rejects, mostRejects, maxLine, resume, force];

    /// <summary>The batch that was typed; null if none.</summary>
    /// <exception cref="UsageException">There is none, and an option asks for one.</exception>
    public string? BatchOf(ParseResult parsed)
    {
        string? typed = parsed.GetValue(batch);
        Option? needing = Options.Skip(1).FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false });
        return typed is null && needing is not null ? throw new UsageException($"{needing.Name} is for batches; it needs --batch FILE.") : typed;
    }

    /// <summary>Scores the batch.</summary>
    /// <param name="terminal">Where the command runs.</param>
    /// <param name="parsed">What was typed.</param>
    /// <param name="plans">The guidelines that decide.</param>
    /// <param name="output">The file for the results; null: standard output.</param>
    /// <param name="form">The form of the results as typed; null: as the name of the file says.</param>
    /// <returns>An exit code.</returns>
    /// <exception cref="UsageException">The command cannot run, or cannot go on.</exception>
    public int Run(Terminal terminal, ParseResult parsed, IReadOnlyList<GuidelinePlan> plans, string? output, string? form)
    {
        string typed = parsed.GetValue(batch)!;
        bool isQuiet = parsed.GetValue(Cli.Options.Quiet);
        bool isTable = parsed.GetValue(summary) || parsed.GetValue(criteria);
        var guidelines = new GuidelineSet(plans.Select(plan => new PlanEdition(plan)));
        GuidelineDescription[] descriptions = [.. guidelines.Editions.Select(edition => edition.Guideline)];
        if (parsed.GetValue(resume) && output is null)
        {
            throw new UsageException("Only a run that writes to a file can be gone on with; --resume needs --out FILE.");
        }

        bool isCsv = parsed.GetValue(csv) || BatchInput.IsTable(typed);
        if (!isCsv && parsed.GetResult(lists) is { Implicit: false })
        {
            throw new UsageException("--list is for tables; the batch is none by its name. Say --csv if it is.");
        }

        var options = new BatchOptions(guidelines)
        {
            IsTable = isCsv,
            Path = typed == "-" ? "standard input" : typed,
            Form = isTable && output is null ? null : FormOf(form, output),
            Where = FilterOf(parsed.GetValue(where) ?? [], descriptions),
            MostBytesOfLine = parsed.GetValue(maxLine) is { } size ? SizeOf(size) : new BatchOptions(guidelines).MostBytesOfLine,
            Jobs = AtLeast(1, parsed.GetValue(jobs), jobs) is { } count ? (int)Math.Min(count, Environment.ProcessorCount * 4L) : Environment.ProcessorCount,
            MostRejects = AtLeast(0, parsed.GetValue(mostRejects), mostRejects) ?? long.MaxValue,
            CountsCriteria = output is not null || parsed.GetValue(criteria),
            IsResumable = output is not null,
        };
        string? rejectsFile = parsed.GetValue(rejects) ?? (output is null ? null : output + ".rejects");
        using BatchInput input = BatchInput.Open(terminal, typed);
        if (isCsv)
        {
            input.ReadAsTable(terminal, options.Path, parsed.GetValue(lists) ?? [], descriptions, options.MostBytesOfLine);
        }

        var progress = new ProgressLine(terminal.Error, terminal.IsErrorScreen, input.Length, input.Length is null ? null : () => input.Read, !isQuiet);
        using BatchFiles files = BatchFiles.Open(
            terminal, HashOf(plans, options, parsed.GetValue(where) ?? []), output, rejectsFile,
            isToTerminal: output is null && options.Form is not null, parsed.GetValue(resume), parsed.GetValue(force), progress);
        if (!files.IsComplete)
        {
            files.WriteHead(ResultLines.Head(options.Form));
        }

        BatchEnd end = files.IsComplete ? BatchEnd.Complete : Score(input, options, files, output, terminal.Interruption());
        BatchCounts counts = files.From.Counts;
        switch (end)
        {
            case BatchEnd.Interrupted:
                files.Stop();
                progress.Clear();
                terminal.Error.WriteLine($"imr: Stopped after {Number(counts.Lines)} lines.{HowToGoOn(output)}");
                return ExitCode.Interrupted;
            case BatchEnd.TooManyRejects:
                files.Stop();
                throw new UsageException($"Stopped after {Number(counts.Lines)} lines: {Number(counts.Rejected)} are rejected, and --max-rejects allows {Number(options.MostRejects)}.{HowToGoOn(output, "a greater --max-rejects and ")}");
        }

        files.Complete();
        Report(terminal, parsed, counts, descriptions, isCsv, output, rejectsFile, isQuiet);
        return counts.Rejected > 0 ? ExitCode.Rejects : ExitCode.Done;
    }

    private static BatchEnd Score(BatchInput input, BatchOptions options, BatchFiles files, string? output, CancellationToken stop)
    {
        try
        {
            BatchEnd end = BatchRun.Go(input.Content, options, files, files.From, stop, out bool isSame);
            return isSame ? end : throw new UsageException(
                $"{options.Path} is not the file the earlier run read, at least not in what was read of it, so the run cannot be gone on with. Begin again with --force.");
        }
        catch (BatchOutputException failure)
        {
            throw new UsageException($"{output ?? "The output"} cannot be written: {failure.Message}{HowToGoOn(output)}");
        }
        catch (Exception failure) when (failure is InvalidDataException || TextFiles.IsOfTheFileSystem(failure))
        {
            files.Stop();
            string what = failure is InvalidDataException ? "It is packed with gzip and damaged, or not whole." : TextFiles.FirstLine(failure);
            throw new UsageException($"{options.Path} cannot be read beyond line {Number(files.From.Counts.Lines)}: {what}{HowToGoOn(output)}");
        }
    }

    private void Report(
        Terminal terminal, ParseResult parsed, BatchCounts counts, IReadOnlyList<GuidelineDescription> guidelines, bool isOfTable, string? output, string? rejectsFile, bool isQuiet)
    {
        var text = new BatchText(terminal.Out, isOfTable);
        if (parsed.GetValue(summary))
        {
            text.WriteSummary(counts, guidelines);
        }

        if (parsed.GetValue(criteria))
        {
            text.WriteCriteria(counts, guidelines);
        }

        if (!isQuiet)
        {
            string where = counts.Written != counts.Cases ? $"; {Number(counts.Written)} written" : string.Empty;
            terminal.Error.WriteLine($"imr: {text.Cases(counts)}{where}{(output is null ? string.Empty : ": " + output)}"
                + (counts.Rejected > 0 && rejectsFile is not null ? $" (rejected: {rejectsFile})" : string.Empty));
        }
    }

    private static string HowToGoOn(string? output, string with = "") =>
        output is null ? string.Empty : $" What was scored is kept in {output}.part; the same command with {with}--resume goes on.";

    private static ResultForm FormOf(string? typed, string? output) => typed switch
    {
        "csv" => ResultForm.Csv,
        "ndjson" => ResultForm.Ndjson,
        null => output?.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) == true ? ResultForm.Csv : ResultForm.Ndjson,
        _ => throw new UsageException($"The results of a batch can be ndjson or csv, not {typed}."),
    };

    private static ResultFilter? FilterOf(string[] typed, GuidelineDescription[] guidelines)
    {
        try
        {
            return typed.Length == 0 ? null : ResultFilter.Parse(typed, guidelines);
        }
        catch (FormatException mistake)
        {
            throw new UsageException("--where: " + mistake.Message);
        }
    }

    private static long? AtLeast(long least, long? typed, Option option) =>
        typed < least ? throw new UsageException($"{option.Name} is at least {least}, not {typed}.") : typed;

    private static int SizeOf(string typed)
    {
        const int Most = 1 << 30;
        long unit = typed.Length == 0 ? 0 : char.ToUpperInvariant(typed[^1]) switch { 'K' => 1 << 10, 'M' => 1 << 20, 'G' => 1 << 30, _ => 1 };
        string digits = unit > 1 ? typed[..^1] : typed;
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number is > 0 and <= Most && number * unit <= Most
            ? (int)(number * unit)
            : throw new UsageException($"--max-line is a number of bytes such as 500000, 64K or 16M, and at most 1G; not {typed}.");
    }

    // All that the results hang on, but for the cases.
    private static string HashOf(IReadOnlyList<GuidelinePlan> plans, BatchOptions options, string[] where)
    {
        var text = new StringBuilder();
        text.Append(Application.Version).Append('\n').Append(options.Form).Append('\n').Append(options.MostBytesOfLine).Append('\n');
        text.AppendJoin('\n', where).Append('\n');
        foreach (GuidelinePlan plan in plans)
        {
            text.Append(Meaning.HashOf(plan)).Append('\n');
            foreach (string file in plan.Nodes.Select(node => node.Source.Text).Append(plan.File).Distinct().Select(file => file.Content).Order(StringComparer.Ordinal))
            {
                text.Append(file).Append('\n');
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
