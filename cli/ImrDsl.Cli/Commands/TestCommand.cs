using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using ImrDsl.Cli.Files;
using ImrDsl.Cli.Output;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Text;
using ImrDsl.Scoring;

namespace ImrDsl.Cli.Commands;

/// <summary><c>imr test</c>: runs the examples that stand in guidelines.</summary>
internal static class TestCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> paths = Options.GuidelinePaths();
        var command = new ImrCommand("test", "Run the examples that stand in guidelines.")
        {
            Examples = ["imr test", "imr test mtus/idds.guideline"],
        };
        command.Arguments.Add(paths);
        command.SetAction(parsed =>
        {
            var sources = new GuidelineSources(terminal);
            SourceText[] files = [.. GuidelineFiles.Find(terminal, parsed.GetValue(paths) ?? []).Select(sources.Give)];
            var run = new Run(terminal, parsed.GetValue(Options.Quiet));
            foreach (SourceText file in files)
            {
                run.Add(Compilation.Create(file, sources.SearchFor(file)));
            }

            return run.End();
        });
        return command;
    }

    /// <summary>The examples of one command line, and what has come of them so far.</summary>
    private sealed class Run(Terminal terminal, bool isQuiet)
    {
        private readonly Colour colour = new(terminal.UsesColour);
        private int passed;
        private int failed;
        private int invalid;

        /// <summary>Runs the examples of a guideline. A vocabulary has none.</summary>
        public void Add(Compilation compilation)
        {
            if (compilation.Plan is { } plan)
            {
                Add(plan);
            }
            else if (compilation.Vocabulary is null)
            {
                invalid++;
                var words = new FindingText(terminal.Error, new Colour(false));
                foreach (Diagnostic error in compilation.Diagnostics.Where(finding => finding.Severity == Severity.Error))
                {
                    words.Write(error);
                }
            }
        }

        /// <summary>The summary and the exit code.</summary>
        public int End()
        {
            if (!isQuiet && (passed + failed > 0 || invalid == 0))
            {
                string summary = $"{Words.Count(passed + failed, "example")}: {passed} passed, {failed} failed.";
                terminal.Out.WriteLine(failed > 0 ? colour.Error(summary) : colour.Good(summary));
            }

            if (invalid > 0)
            {
                throw new UsageException($"{Words.Count(invalid, "guideline")} could not be tested; the errors are above.");
            }

            return failed > 0 ? ExitCode.Findings : ExitCode.Done;
        }

        private void Add(GuidelinePlan plan)
        {
            ILookup<ExamplePlan, ExampleFailure> failures = ExampleRunner.Run(plan).Failures.ToLookup(failure => failure.Example);
            if (!isQuiet && plan.Examples.Count > 0)
            {
                terminal.Out.WriteLine($"{plan.Id} ({plan.File.Path})");
            }

            foreach (ExamplePlan example in plan.Examples)
            {
                Show(example, [.. failures[example]]);
            }
        }

        private void Show(ExamplePlan example, IReadOnlyList<ExampleFailure> failures)
        {
            if (failures.Count == 0)
            {
                passed++;
                if (!isQuiet)
                {
                    terminal.Out.WriteLine($"  {colour.Good("passed")}  {example.Title}");
                }

                return;
            }

            failed++;
            terminal.Out.WriteLine($"  {colour.Error("FAILED")}  {example.Title}");
            foreach (ExampleFailure failure in failures)
            {
                terminal.Out.WriteLine($"          {failure.Source.Path}:{failure.Source.Start}: {failure.Subject} is expected to be {failure.Expected}, and is {failure.Actual}");
                foreach (string line in failure.Why)
                {
                    terminal.Out.WriteLine("            " + line);
                }
            }
        }
    }
}
