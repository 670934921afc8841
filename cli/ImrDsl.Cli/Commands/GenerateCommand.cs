using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using ImrDsl.Cli.Files;
using ImrDsl.Cli.Output;
using ImrDsl.Compiler;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Cli.Commands;

/// <summary><c>imr generate</c>: the C# that a build makes of guidelines, as files.</summary>
internal static class GenerateCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> guidelines = Options.Guidelines();
        var folder = new Option<string>("--out", "-o") { Description = "The folder for the files; made if it is not there.", HelpName = "FOLDER", Required = true };
        var rootNamespace = new Option<string>("--namespace") { Description = "The namespace above those of the guidelines; a build takes the project's.", HelpName = "NAME", DefaultValueFactory = _ => string.Empty };
        var command = new ImrCommand("generate", "Write the C# that a build makes of guidelines.")
        {
            Examples = ["imr generate mtus.idds -o generated", "imr generate my.guideline -o generated --namespace Acme.Review"],
        };
        command.Arguments.Add(guidelines);
        command.Options.Add(folder);
        command.Options.Add(rootNamespace);
        command.SetAction(parsed =>
        {
            IReadOnlyList<GuidelinePlan> plans = Load(terminal, parsed.GetRequiredValue(guidelines), parsed.GetRequiredValue(folder));
            CSharpFile[] files = [.. Emit(plans, parsed.GetRequiredValue(rootNamespace)).DistinctBy(file => file.HintName)];
            foreach (CSharpFile file in files)
            {
                string path = Path.Combine(parsed.GetRequiredValue(folder), file.HintName);
                TextFiles.Write(terminal, path, file.Text);
                if (!parsed.GetValue(Options.Quiet))
                {
                    terminal.Out.WriteLine(path.Replace('\\', '/'));
                }
            }

            return ExitCode.Done;
        });
        return command;
    }

    // The code names the guideline's lines relative to itself, as compilers read such names; messages name files as they were typed.
    private static IReadOnlyList<GuidelinePlan> Load(Terminal terminal, string[] guidelines, string folder)
    {
        new GuidelineLoader(terminal).Load(guidelines);
        string full = TextFiles.FullPath(terminal, folder);
        return new GuidelineLoader(terminal, path => Path.GetRelativePath(full, path).Replace('\\', '/')).Load(guidelines);
    }

    // Guidelines and the vocabularies they use; two guidelines may share one.
    private static IEnumerable<CSharpFile> Emit(IReadOnlyList<GuidelinePlan> plans, string rootNamespace)
    {
        foreach (GuidelinePlan plan in plans)
        {
            IEnumerable<GuidelinePlan> editions = plans.Where(other => other.Id == plan.Id).OrderBy(other => other.InForce.First.DayNumber);
            PartialDate[] days = [.. editions.Select(edition => edition.EffectiveFrom)];
            var options = new EmitOptions { RootNamespace = rootNamespace, Editions = days.Length > 1 ? days : [] };
            foreach (CSharpFile file in plan.Vocabularies.SelectMany(vocabulary => CSharpEmitter.Emit(vocabulary, options)).Concat(CSharpEmitter.Emit(plan, options)))
            {
                yield return file;
            }
        }
    }
}
