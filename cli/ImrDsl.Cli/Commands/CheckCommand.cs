using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Threading;
using ImrDsl.Cli.Files;
using ImrDsl.Cli.Output;
using ImrDsl.Language.Diagnostics;
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
        var command = new ImrCommand("check", "Find the mistakes in guidelines.")
        {
            Examples =
            [
                "imr check",
                "imr check mtus/idds.guideline",
                "imr check --fix --dry-run",
                "imr check guidelines/**/*.guideline --format sarif > findings.sarif",
            ],
        };
        command.Arguments.Add(paths);
        command.Options.Add(format);
        command.Options.Add(strict);
        command.Options.Add(fix);
        command.Options.Add(dryRun);
        command.SetAction(parsed =>
        {
            var sources = new GuidelineSources(terminal);
            SourceText[] files = [.. GuidelineFiles.Find(terminal, parsed.GetValue(paths) ?? []).Select(sources.Give)];
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
            Severity least = parsed.GetValue(strict) ? Severity.Warning : Severity.Error;
            return findings.Any(finding => finding.Severity >= least) ? ExitCode.Findings : ExitCode.Done;
        });
        return command;
    }

    // A file that several others use is reported once.
    private static List<Diagnostic> Check(IReadOnlyList<SourceText> files, GuidelineSources sources)
    {
        var findings = new List<Diagnostic>();
        var seen = new HashSet<(string, TextSpan, string, string)>();
        foreach (SourceText file in files)
        {
            Compilation compilation = Compilation.Create(file, sources.SearchFor(file), CancellationToken.None);
            findings.AddRange(compilation.Diagnostics.Where(finding => seen.Add((finding.Span.Path, finding.Span.Span, finding.Code, finding.Message))));
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
            int errors = findings.Count(finding => finding.Severity == Severity.Error);
            int warnings = findings.Count(finding => finding.Severity == Severity.Warning);
            string summary = $"{Words.Count(files.Length, "file")} checked: {Words.Count(errors, "error")}, {Words.Count(warnings, "warning")}.";
            terminal.Out.WriteLine(errors > 0 ? colour.Error(summary) : warnings > 0 ? colour.Warning(summary) : colour.Good(summary));
        }
    }
}
