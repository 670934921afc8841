using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using ImrDsl.Cli.Files;
using ImrDsl.Cli.Output;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Text;
using ImrDsl.Scoring;
using ImrDsl.Scoring.Coverage;

namespace ImrDsl.Cli.Commands;

/// <summary><c>imr test</c>: runs the examples that stand in guidelines.</summary>
internal static class TestCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> paths = Options.GuidelinePaths();
        var coverage = new Option<bool>("--coverage") { Description = "Show which outcomes of services and criteria the examples show, and which are missing." };
        Option<string> format = Options.Format("text", "json");
        var html = new Option<string?>("--html") { Description = "Write the coverage as a page, with the lines of the guidelines marked.", HelpName = "FILE" };
        var require = new Option<int?>("--require") { Description = "Fail if a guideline shows less than so many per cent of its outcomes.", HelpName = "PERCENT" };
        require.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !(int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int percent) && percent <= 100))
            {
                result.AddError($"--require takes a number from 0 to 100, not {result.Tokens[0].Value}.");
            }
        });
        var command = new ImrCommand("test", "Run the examples that stand in guidelines.")
        {
            Examples = ["imr test", "imr test mtus/idds.guideline", "imr test --coverage", "imr test --html coverage.html --require 100"],
        };
        command.Arguments.Add(paths);
        command.Options.Add(coverage);
        command.Options.Add(format);
        command.Options.Add(html);
        command.Options.Add(require);
        command.SetAction(parsed =>
        {
            var sources = new GuidelineSources(terminal);
            SourceText[] files = [.. GuidelineFiles.Find(terminal, parsed.GetValue(paths) ?? []).Select(sources.Give)];
            bool isJson = parsed.GetRequiredValue(format) == "json";
            bool isQuiet = parsed.GetValue(Options.Quiet);
            var run = new Run(terminal, isQuiet, isSilent: isJson);
            foreach (SourceText file in files)
            {
                run.Add(Compilation.Create(file, sources.SearchFor(file)));
            }

            int code = run.End();
            if (!isJson && !parsed.GetValue(coverage) && parsed.GetValue(html) is null && parsed.GetValue(require) is null)
            {
                return code;
            }

            GuidelineCoverage[] covered = [.. run.Plans.Select(GuidelineCoverage.Of)];
            if (isJson)
            {
                terminal.Out.Write(CoverageJson.Of(covered));
            }
            else if (parsed.GetValue(coverage))
            {
                new CoverageText(terminal.Out, new Colour(terminal.UsesColour)).Write(covered, isQuiet);
            }

            if (parsed.GetValue(html) is { } page)
            {
                TextFiles.Write(terminal, page, CoverageHtml.Of(covered));
            }

            int least = parsed.GetValue(require) ?? 0;
            foreach (GuidelineCoverage one in covered.Where(one => one.Percent < least))
            {
                terminal.Error.WriteLine($"imr: {one.Plan.Id} ({one.Plan.File.Path}) shows {one.Percent} % of its outcomes; {least} % are required.");
                code = ExitCode.Findings;
            }

            return code;
        });
        return command;
    }

    /// <summary>The examples of one command line, and what has come of them so far.</summary>
    private sealed class Run(Terminal terminal, bool isQuiet, bool isSilent)
    {
        private readonly List<GuidelinePlan> plans = [];

        private readonly Colour colour = new(terminal.UsesColour);
        private int passed;
        private int failed;
        private int invalid;

        /// <summary>The guidelines whose examples were run.</summary>
        public IReadOnlyList<GuidelinePlan> Plans => plans;

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
            if (!isQuiet && !isSilent && (passed + failed > 0 || invalid == 0))
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
            plans.Add(plan);
            ILookup<ExamplePlan, ExampleFailure> failures = ExampleRunner.Run(plan).Failures.ToLookup(failure => failure.Example);
            if (!isQuiet && !isSilent && plan.Examples.Count > 0)
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
                if (!isQuiet && !isSilent)
                {
                    terminal.Out.WriteLine($"  {colour.Good("passed")}  {example.Title}");
                }

                return;
            }

            failed++;
            if (isSilent)
            {
                return;
            }

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
