using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Threading;
using ImrDsl.Cli.Files;
using ImrDsl.Cli.Output;
using ImrDsl.Cli.Watching;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Proving;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Text;

namespace ImrDsl.Cli.Commands;

/// <summary><c>imr check</c>: every mistake in guidelines, at the place where it was typed.</summary>
internal static class CheckCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> paths = Options.GuidelinePaths();
        Option<string> format = Options.Format("text", "json", "sarif");
        var strict = new Option<bool>("--warnings-as-errors") { Description = "Let warnings fail the check too." };
        var fix = new Option<bool>("--fix") { Description = "Mend in the files what has one certain remedy, and show every change." };
        var dryRun = new Option<bool>("--dry-run") { Description = "With --fix: show the changes, and write nothing." };
        var watch = new Option<bool>("--watch") { Description = "Check again whenever a file changes, until Ctrl-C." };
        var command = new ImrCommand("check", "Find the mistakes in guidelines.")
        {
            Examples =
            [
                "imr check",
                "imr check mtus/idds.guideline",
                "imr check --fix --dry-run",
                "imr check --watch guidelines",
                "imr check guidelines/**/*.guideline --format sarif > findings.sarif",
            ],
        };
        command.Arguments.Add(paths);
        command.Options.Add(format);
        command.Options.Add(strict);
        command.Options.Add(fix);
        command.Options.Add(dryRun);
        command.Options.Add(watch);
        command.SetAction(parsed =>
        {
            string[] typed = parsed.GetValue(paths) ?? [];
            Severity least = parsed.GetValue(strict) ? Severity.Warning : Severity.Error;
            if (parsed.GetValue(watch))
            {
                RefuseToWatch(typed, parsed.GetRequiredValue(format), parsed.GetValue(fix));
                return new WatchLoop(terminal, typed, Check, least).Run();
            }

            var sources = new GuidelineSources(terminal);
            SourceText[] files = [.. GuidelineFiles.Find(terminal, typed).Select(sources.Give)];
            string form = parsed.GetRequiredValue(format);
            if (parsed.GetValue(fix))
            {
                var run = new FixRun(terminal, sources, form == "text" ? terminal.Out : terminal.Error, isDry: parsed.GetValue(dryRun), isQuiet: parsed.GetValue(Options.Quiet));
                files = run.Fix(files);
            }
            else if (parsed.GetValue(dryRun))
            {
                throw new UsageException("--dry-run goes with --fix.");
            }

            IReadOnlyList<Diagnostic> findings = Check(files, sources);
            Show(terminal, form, files, findings, parsed.GetValue(Options.Quiet));
            return findings.Any(finding => finding.Severity >= least) ? ExitCode.Findings : ExitCode.Done;
        });
        return command;
    }

    private static void RefuseToWatch(string[] typed, string format, bool isFix)
    {
        if (isFix)
        {
            throw new UsageException("--watch goes without --fix: what somebody is writing is not changed under their hands.");
        }

        if (typed.Contains("-"))
        {
            throw new UsageException("--watch needs files: standard input is read once.");
        }

        if (format != "text")
        {
            throw new UsageException($"--watch is for people, --format {format} for programs: they do not go together.");
        }
    }

    // A file that several others use is reported once.
    private static IReadOnlyList<Diagnostic> Check(IReadOnlyList<SourceText> files, GuidelineSources sources)
    {
        var findings = new List<Diagnostic>();
        var seen = new HashSet<(string, TextSpan, string, string)>();
        foreach (SourceText file in files)
        {
            Compilation compilation = Compilation.Create(file, sources.SearchFor(file), sources.AllFor(file));
            IEnumerable<Diagnostic> ofFile = Prover.FindingsOf(compilation).OrderBy(finding => finding.Span.Span.Start);
            findings.AddRange(ofFile.Where(finding => seen.Add((finding.Span.Path, finding.Span.Span, finding.Code, finding.Message))));
        }

        findings.AddRange(Editions.Check(files.Select(file => Compilation.HeadOf(file)).OfType<FileHead>()));
        return findings;
    }

    private static void Show(Terminal terminal, string format, SourceText[] files, IReadOnlyList<Diagnostic> findings, bool isQuiet)
    {
        var colour = new Colour(terminal.UsesColour);
        var words = new FindingText(terminal.Out, colour);
        switch (format)
        {
            case "json":
                terminal.Out.Write(FindingJson.Of([.. files.Select(file => file.Path)], findings, words));
                return;
            case "sarif":
                terminal.Out.Write(FindingSarif.Of(findings, Application.Version));
                return;
        }

        foreach (Diagnostic finding in findings)
        {
            words.Write(finding);
        }

        if (!isQuiet)
        {
            terminal.Out.WriteLine(CheckSummary.Of(files.Length, findings, colour));
        }
    }
}
