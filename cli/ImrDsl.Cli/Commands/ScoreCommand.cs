using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using ImrDsl.Cli.Files;
using ImrDsl.Cli.Output;
using ImrDsl.Language.Plan;
using ImrDsl.Runtime.Explaining;
using ImrDsl.Runtime.Results;
using ImrDsl.Values;

namespace ImrDsl.Cli.Commands;

/// <summary><c>imr score</c>: what guidelines say of the disputed items of cases.</summary>
internal static class ScoreCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> guidelines = Options.Guidelines();
        var cases = new Option<string[]>("--case", "-c")
        {
            Description = "A case file; - for standard input. May be given several times.",
            HelpName = "FILE",
            Arity = ArgumentArity.OneOrMore,
        };
        var batch = new BatchScoring();
        Option<string> format = Options.Format("text", "json", "ndjson", "csv");
        Option<string?> output = Options.Out("A file for the results, instead of standard output.");
        var command = new ImrCommand("score", "Say what guidelines decide in cases, criterion by criterion.")
        {
            Examples =
            [
                "imr score mtus.idds --case case.json",
                "imr score my.guideline --case a.json --case b.json",
                "imr score mtus.idds --case case.json --quiet",
                "imr score mtus.idds --case case.json --format json --out result.json",
                "imr score mtus.idds --batch cases.ndjson.gz --out results.ndjson --summary",
                "imr score mtus.idds --batch cases.ndjson --criteria",
                "imr score mtus.idds --batch cases.csv --list \"conservative care=treatments.csv\" --summary",
            ],
        };
        command.Arguments.Add(guidelines);
        command.Options.Add(cases);
        command.Options.Add(format);
        command.Options.Add(output);
        foreach (Option option in batch.Options)
        {
            command.Options.Add(option);
        }

        command.SetAction(parsed =>
        {
            IReadOnlyList<string> files = parsed.GetValue(cases) ?? [];
            bool isBatch = batch.BatchOf(parsed) is not null;
            if (isBatch == files.Count > 0)
            {
                throw new UsageException(isBatch
                    ? "Give cases by --case, or a batch of them by --batch, not both."
                    : "“imr score” needs --case FILE, a case file, or --batch FILE, a file with one case a line; - for standard input.");
            }

            IReadOnlyList<GuidelinePlan> plans = new GuidelineLoader(terminal).Load(parsed.GetRequiredValue(guidelines));
            if (isBatch)
            {
                return batch.Run(terminal, parsed, plans, parsed.GetValue(output), parsed.GetResult(format) is { Implicit: false } ? parsed.GetValue(format) : null);
            }

            if (parsed.GetRequiredValue(format) is var form and ("ndjson" or "csv"))
            {
                throw new UsageException($"--format {form} is for batches; it needs --batch FILE. Cases are shown as text or json.");
            }

            IReadOnlyList<Determination> determinations = ScoredCases.Of(terminal, plans, files);
            OwnCopies.Warn(terminal, plans, determinations.SelectMany(determination => determination.Items), path => "imr score " + path);
            string results = parsed.GetRequiredValue(format) == "json" ? AsJson(determinations)
                : parsed.GetValue(Options.Quiet) ? AsLines(files, determinations)
                : AsText(determinations, StyleFor(terminal, parsed.GetValue(output)));
            TextFiles.WriteOrShow(terminal, parsed.GetValue(output), results);
            return ExitCode.Done;
        });
        return command;
    }

    // Always a list, however many cases there are, so that programs need not ask.
    private static string AsJson(IReadOnlyList<Determination> determinations)
    {
        IEnumerable<string> documents = determinations.Select(DeterminationJson.Write).Select(document => "  " + document.TrimEnd('\n').Replace("\n", "\n  ", StringComparison.Ordinal));
        return "[\n" + string.Join(",\n", documents) + "\n]\n";
    }

    private static string AsLines(IReadOnlyList<string> files, IReadOnlyList<Determination> determinations) =>
        string.Concat(files.Zip(determinations, (file, determination) => string.Concat(determination.Items.Select(item =>
            $"{file}: item {item.Number + 1}, {item.ServiceTitle}{PlaceOf(item)}: {Findings.Words(item.Decision)}: {item.Reason}\n"))));

    private static string PlaceOf(ItemResult item) =>
        item.Order.Length == 0 ? string.Empty : " by " + item.Guideline.Id + (item.Governs ? string.Empty : " (does not decide)");

    private static string AsText(IReadOnlyList<Determination> determinations, TextStyle? style) =>
        string.Join("\n", determinations.Select(determination => DeterminationText.Write(determination, style: style)));

    private static TextStyle? StyleFor(Terminal terminal, string? output)
    {
        if (output is not null || !terminal.UsesColour)
        {
            return null;
        }

        var colour = new Colour(true);
        return (role, text) => role switch
        {
            TextRole.Heading or TextRole.Decision => colour.Strong(text),
            TextRole.Contrary => colour.Error(text),
            TextRole.Open => colour.Warning(text),
            TextRole.Met => colour.Good(text),
            _ => colour.Quiet(text),
        };
    }
}
