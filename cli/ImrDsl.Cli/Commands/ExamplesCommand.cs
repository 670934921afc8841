using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using ImrDsl.Cli.Files;
using ImrDsl.Cli.Output;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Text;
using ImrDsl.Scoring.Coverage;
using ImrDsl.Scoring.Proposing;

namespace ImrDsl.Cli.Commands;

/// <summary><c>imr examples</c>: the examples that a guideline lacks, ready to be pasted.</summary>
internal static class ExamplesCommand
{
    public static Command Create(Terminal terminal)
    {
        var path = new Argument<string>("FILE") { Description = "A guideline file; - for standard input." };
        var command = new ImrCommand("examples", "Write the examples that a guideline lacks, ready to be pasted.")
        {
            Examples = ["imr examples mtus/idds.guideline", "imr examples mtus/idds.guideline >> mtus/idds.guideline"],
        };
        command.Arguments.Add(path);
        command.SetAction(parsed => Run(terminal, parsed.GetRequiredValue(path), parsed.GetValue(Options.Quiet)));
        return command;
    }

    private static int Run(Terminal terminal, string path, bool isQuiet)
    {
        var sources = new GuidelineSources(terminal);
        SourceText file = sources.Give(path == "-" ? path : TextFiles.FullPath(terminal, path));
        GuidelinePlan plan = Compile(terminal, file, sources);
        if (!isQuiet)
        {
            terminal.Error.WriteLine($"Searching for what the examples of {plan.Id} do not show …");
        }

        ExampleProposals proposals = ExampleSearch.Run(plan, text => Compilation.Create(text, sources.SearchFor(file)));
        foreach (ProposedExample example in proposals.Examples)
        {
            terminal.Out.WriteLine();
            terminal.Out.Write(example.Text);
        }

        if (!isQuiet)
        {
            terminal.Error.WriteLine(Summary(proposals));
        }

        foreach ((CoveredLine line, CoverageOutcome outcome) in proposals.NotFound)
        {
            terminal.Error.WriteLine($"imr: no example found: {NameOf(line)} {(outcome == CoverageOutcome.Decisive ? "decides" : "is " + CoveredLine.Words(outcome))}");
        }

        return proposals.NotFound.Count > 0 ? ExitCode.Findings : ExitCode.Done;
    }

    private static string Summary(ExampleProposals proposals)
    {
        int shown = proposals.Examples.Sum(example => example.Shows.Count);
        return shown + proposals.NotFound.Count == 0
            ? "Nothing is missing: the examples show every outcome."
            : $"{Words.Count(proposals.Examples.Count, "example")} for {shown} of {Words.Count(shown + proposals.NotFound.Count, "missing outcome")}.";
    }

    private static string NameOf(CoveredLine line) =>
        line.Condition is null ? "service " + line.Name
        : (line.Label.Length > 0 ? line.Label + ". " : string.Empty) + line.Name + (line.Criterion is { } criterion ? " (criteria for " + criterion.List.Name + ")" : " (" + line.Service!.Name + ")");

    private static GuidelinePlan Compile(Terminal terminal, SourceText file, GuidelineSources sources)
    {
        Compilation compilation = Compilation.Create(file, sources.SearchFor(file));
        if (compilation.Plan is { } plan)
        {
            return plan;
        }

        if (compilation.Vocabulary is not null)
        {
            throw new UsageException($"{file.Path} is a vocabulary: it has no examples.");
        }

        var words = new FindingText(terminal.Error, new Colour(false));
        IReadOnlyList<Diagnostic> errors = [.. compilation.Diagnostics.Where(finding => finding.Severity == Severity.Error)];
        foreach (Diagnostic error in errors)
        {
            words.Write(error);
        }

        throw new UsageException($"{file.Path} has {Words.Count(errors.Count, "error")}, so no examples were sought.");
    }
}
