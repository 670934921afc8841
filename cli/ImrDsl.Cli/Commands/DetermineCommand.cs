using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using ImrDsl.Cli.Files;
using ImrDsl.Cli.Output;
using ImrDsl.Language.Plan;
using ImrDsl.Runtime.Cases;
using ImrDsl.Runtime.Letters;
using ImrDsl.Scoring;

namespace ImrDsl.Cli.Commands;

/// <summary><c>imr determine</c>: the final determination of a case, as a letter.</summary>
internal static class DetermineCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("CASE") { Description = "A case file; - for standard input." };
        Option<string[]> guidelines = Options.Library();
        Option<string> format = Options.Format("text", "markdown", "html", "json");
        Option<string?> output = Options.Out("A file for the letter, instead of standard output.");
        var draft = new Option<bool>("--draft") { Description = "Write a draft that no reviewer signs: nothing is asked or said of the reviewer." };
        var command = new ImrCommand("determine", "Write the final determination of a case: every disputed item decided, with the reasons.")
        {
            Examples =
            [
                "imr determine case.json",
                "imr determine case.json --format html --out letter.html",
                "imr determine case.json --guidelines my-guidelines",
                "imr determine case.json --format json --out record.json    what imr replay takes",
            ],
        };
        command.Arguments.Add(file);
        command.Options.Add(guidelines);
        command.Options.Add(format);
        command.Options.Add(output);
        command.Options.Add(draft);
        command.SetAction(parsed =>
        {
            string typed = parsed.GetRequiredValue(file);
            byte[] bytes = TextFiles.ReadBytes(terminal, typed);
            var loader = new GuidelineLoader(terminal);
            IReadOnlyList<GuidelinePlan> plans = loader.OutlineAll(parsed.GetValue(guidelines) ?? []);
            Letter letter = Determine(terminal, new Determining(plans, loader.Complete, Application.Version), bytes, typed, parsed.GetValue(draft));
            OwnCopies.Warn(terminal, plans, letter.Items.Select(item => item.Result), _ => "--guidelines .");
            string written = parsed.GetRequiredValue(format) switch
            {
                "markdown" => LetterMarkdown.Write(letter),
                "html" => LetterHtml.Write(letter),
                "json" => LetterJson.Write(letter),
                _ => LetterText.Write(letter),
            };
            TextFiles.WriteOrShow(terminal, parsed.GetValue(output), written);
            return ExitCode.Done;
        });
        return command;
    }

    private static Letter Determine(Terminal terminal, Determining determining, byte[] bytes, string typed, bool isDraft)
    {
        DeterminedCase determined = determining.Determine(bytes, typed, isDraft);

        // The place and what is wrong there; never more words of a case, which may be a patient's.
        foreach (CaseError error in determined.Errors)
        {
            terminal.Error.WriteLine(error);
        }

        return determined.Letter ?? throw new UsageException($"The case has {Words.Count(determined.Errors.Count, "error")}, so nothing was determined.");
    }
}
