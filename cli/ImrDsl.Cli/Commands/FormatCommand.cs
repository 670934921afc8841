using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using ImrDsl.Cli.Files;
using ImrDsl.Cli.Output;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Formatting;
using ImrDsl.Language.Parsing;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;

namespace ImrDsl.Cli.Commands;

/// <summary><c>imr format</c>: guidelines in their one canonical layout.</summary>
internal static class FormatCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> paths = Options.GuidelinePaths();
        var check = new Option<bool>("--check") { Description = "Change nothing; name the files that are not laid out, and fail if there are any." };
        var input = new Option<bool>("--stdin") { Description = "Lay out standard input and write it to standard output, as the path - does." };
        var command = new ImrCommand("format", "Lay guidelines out; their meaning never changes.")
        {
            Examples = ["imr format", "imr format mtus/idds.guideline", "imr format --check guidelines", "imr format --stdin < draft.guideline"],
        };
        command.Arguments.Add(paths);
        command.Options.Add(check);
        command.Options.Add(input);
        command.SetAction(parsed =>
        {
            string[] typed = parsed.GetValue(paths) ?? [];
            if (parsed.GetValue(input))
            {
                typed = typed.Length == 0 ? ["-"] : throw new UsageException("--stdin goes without a path.");
            }

            var run = new Run(terminal, parsed.GetValue(check), parsed.GetValue(Options.Quiet));
            foreach (string path in GuidelineFiles.Find(terminal, typed))
            {
                run.Format(path);
            }

            return run.Finish();
        });
        return command;
    }

    private sealed class Run(Terminal terminal, bool isCheck, bool isQuiet)
    {
        private readonly Colour colour = new(terminal.UsesColour);
        private int unchanged;
        private int changed;
        private int broken;
        private bool isFilter;

        public void Format(string path)
        {
            string name = path == "-" ? path : terminal.Shown(path);
            string text = TextFiles.ReadText(terminal, path);
            SyntaxTree tree = Parser.Parse(new SourceText(name, text));
            string? formatted = Formatter.Format(tree);
            if (formatted is null)
            {
                Refuse(tree);
                return;
            }

            bool isLaidOut = formatted == text;
            unchanged += isLaidOut ? 1 : 0;
            changed += isLaidOut ? 0 : 1;
            if (path == "-" && !isCheck)
            {
                isFilter = true;
                terminal.Out.Write(formatted);
            }
            else if (!isLaidOut)
            {
                terminal.Out.WriteLine(isCheck ? name + " is not laid out." : name);
                if (!isCheck)
                {
                    TextFiles.Write(terminal, path, formatted);
                }
            }
        }

        public int Finish()
        {
            if (!isQuiet && !isFilter)
            {
                string done = Words.Count(changed, "file") + (isCheck ? " not laid out" : " laid out");
                string summary = $"{done}, {unchanged} as {(unchanged == 1 ? "it was" : "they were")}{(broken > 0 ? $", {broken} left alone because of errors" : string.Empty)}.";
                terminal.Error.WriteLine(broken > 0 ? colour.Error(summary) : summary);
            }

            return broken > 0 || (isCheck && changed > 0) ? ExitCode.Findings : ExitCode.Done;
        }

        // Where the form is broken, a layout could change what the author meant; the file stays as it is.
        private void Refuse(SyntaxTree tree)
        {
            broken++;
            var words = new FindingText(terminal.Error, colour);
            foreach (Diagnostic finding in tree.Diagnostics.Where(finding => finding.Severity == Severity.Error))
            {
                words.Write(finding);
            }
        }
    }
}
