using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using ImrDsl.Cli.Files;
using ImrDsl.Cli.Output;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Text;

namespace ImrDsl.Cli.Watching;

/// <summary><c>imr check --watch</c>: checks, waits for a change, checks again, until a person presses Ctrl-C.</summary>
/// <param name="terminal">Where the command runs.</param>
/// <param name="typed">The files, folders and patterns of the command line.</param>
/// <param name="check">Finds the mistakes in files that were read.</param>
/// <param name="least">The severity from which a finding fails the check.</param>
internal sealed class WatchLoop(
    Terminal terminal,
    IReadOnlyList<string> typed,
    Func<IReadOnlyList<SourceText>, GuidelineSources, IReadOnlyList<Diagnostic>> check,
    Severity least)
{
    private const string ClearScreen = "\e[2J\e[3J\e[H";

    private readonly Colour colour = new(terminal.UsesColour);
    private readonly HashSet<string> saidFailures = [];

    /// <summary>Runs until the interruption.</summary>
    /// <returns>The exit code that the last check would have had alone.</returns>
    public int Run()
    {
        CancellationToken interruption = terminal.Interruption();
        using var watch = new FolderWatch();
        for (int number = 1; ; number++)
        {
            Round round = WatchAndCheck(watch);
            Show(round, isFirst: number == 1);
            try
            {
                watch.Wait(interruption);
            }
            catch (OperationCanceledException)
            {
                return round.Problems.Count > 0 ? ExitCode.BadUse
                    : round.Findings.Any(finding => finding.Severity >= least) ? ExitCode.Findings
                    : ExitCode.Done;
            }
        }
    }

    // Which folders matter is known after a check. Of those that were not watched while it read them, it may have seen an old state; so it is
    // repeated, until there is no such folder.
    private Round WatchAndCheck(FolderWatch watch)
    {
        watch.Watch(WatchedPlaces.Of(terminal, typed, []), [], out _);
        while (true)
        {
            Round round = CheckOnce();
            bool isNew = watch.Watch(WatchedPlaces.Of(terminal, typed, round.SearchedFolders), round.Files, out IReadOnlyList<string> failures);
            foreach (string failure in failures.Where(saidFailures.Add))
            {
                terminal.Error.WriteLine("imr: " + failure);
            }

            if (!isNew)
            {
                return round;
            }
        }
    }

    // While somebody works on the files, any of them may be gone or half-written at the moment; that is said, and the others are checked.
    private Round CheckOnce()
    {
        var sources = new GuidelineSources(terminal);
        var problems = new List<string>();
        IReadOnlyList<string> paths = [];
        var texts = new List<SourceText>();
        try
        {
            paths = GuidelineFiles.Find(terminal, typed);
        }
        catch (UsageException problem)
        {
            problems.Add(problem.Message);
        }

        foreach (string path in paths)
        {
            try
            {
                texts.Add(sources.Give(path));
            }
            catch (UsageException problem)
            {
                problems.Add(problem.Message);
            }
        }

        return new Round(check(texts, sources), problems, paths, texts.Count, [.. sources.SearchedFolders]);
    }

    private void Show(Round round, bool isFirst)
    {
        if (terminal.IsScreen)
        {
            terminal.Out.Write(ClearScreen);
        }
        else if (!isFirst)
        {
            terminal.Out.WriteLine();
        }

        var words = new FindingText(terminal.Out, colour);
        foreach (Diagnostic finding in round.Findings)
        {
            words.Write(finding);
        }

        foreach (string problem in round.Problems)
        {
            terminal.Out.WriteLine(colour.Error(problem));
        }

        string time = terminal.Clock().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        terminal.Out.WriteLine(time + "  " + CheckSummary.Of(round.Count, round.Findings, colour));
        terminal.Out.WriteLine(colour.Quiet("Waiting for changes; Ctrl-C ends."));
        terminal.Out.Flush();
    }

    private sealed record Round(
        IReadOnlyList<Diagnostic> Findings, IReadOnlyList<string> Problems, IReadOnlyList<string> Files, int Count, IReadOnlyList<string> SearchedFolders);
}
