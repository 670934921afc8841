using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using ImrDsl.Cli.Files;
using ImrDsl.Cli.Output;
using ImrDsl.Language.Plan;

namespace ImrDsl.Cli.Commands;

/// <summary><c>imr doc</c>: guidelines as pages for clinicians.</summary>
internal static class DocCommand
{
    public static Command Create(Terminal terminal)
    {
        var guidelines = new Argument<string[]>("GUIDELINE")
        {
            Description = "Guideline files, folders, patterns, or ids of guidelines that come with the tool; without any, all that come with the tool.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var folder = new Option<string>("--out", "-o") { Description = "The folder for the pages; made if it is not there.", HelpName = "FOLDER", Required = true };
        var command = new ImrCommand("doc", "Write guidelines as HTML pages: criteria, tables, facts wanted, source and editions.")
        {
            Examples = ["imr doc mtus.idds -o pages", "imr doc my.guideline -o pages", "imr doc -o site                  every guideline that comes with the tool"],
        };
        command.Arguments.Add(guidelines);
        command.Options.Add(folder);
        command.SetAction(parsed =>
        {
            IReadOnlyList<GuidelinePlan> plans = new GuidelineLoader(terminal).LoadAll(parsed.GetValue(guidelines) ?? []);
            foreach (GuidelinePlan plan in plans)
            {
                Write(terminal, parsed, folder, GuidelinePage.FileName(plan, plans), GuidelinePage.Of(plan, plans));
            }

            Write(terminal, parsed, folder, "index.html", GuidelinePage.Index(plans));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Write(Terminal terminal, ParseResult parsed, Option<string> folder, string name, string page)
    {
        string path = Path.Combine(parsed.GetRequiredValue(folder), name);
        TextFiles.Write(terminal, path, page);
        if (!parsed.GetValue(Options.Quiet))
        {
            terminal.Out.WriteLine(path.Replace('\\', '/'));
        }
    }
}
