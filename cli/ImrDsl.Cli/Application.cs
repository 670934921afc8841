using System;
using System.CommandLine;
using System.CommandLine.Help;
using System.IO;
using System.Reflection;
using ImrDsl.Cli.Commands;
using ImrDsl.Cli.Files;
using ImrDsl.Language.Diagnostics;

namespace ImrDsl.Cli;

/// <summary>The command line as a whole: which commands there are, and what every one of them does with mistakes.</summary>
internal static class Application
{
    /// <summary>The version, as in the package.</summary>
    public static string Version { get; } =
        typeof(Application).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>Runs one command line.</summary>
    /// <param name="arguments">What was typed after <c>imr</c>.</param>
    /// <param name="terminal">Where it reads and writes.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Run(string[] arguments, Terminal terminal)
    {
        try
        {
            ParseResult parsed = Commands(terminal).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (CommandLineMistakes.Of(parsed) is { Count: > 0 } mistakes)
            {
                foreach (string mistake in mistakes)
                {
                    terminal.Error.WriteLine("imr: " + mistake);
                }

                return ExitCode.BadUse;
            }

            return parsed.Invoke(new InvocationConfiguration { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false });
        }
        catch (UsageException mistake)
        {
            terminal.Out.Flush();
            terminal.Error.WriteLine("imr: " + mistake.Message);
            return ExitCode.BadUse;
        }
        catch (Exception failure) when (failure is not IOException)
        {
            terminal.Out.Flush();
            string what = Catalogue.Find("GL9999").Format([$"{failure.GetType().Name}, {TextFiles.FirstLine(failure).TrimEnd('.')}"]);
            terminal.Error.WriteLine("imr: error GL9999: " + what);
            return ExitCode.BadUse;
        }
    }

    // Not a RootCommand: that takes its name from the file it runs from, which for a tool is not "imr".
    private static ImrCommand Commands(Terminal terminal)
    {
        var root = new ImrCommand("imr", "imr checks guidelines for independent medical review, and scores cases against them.")
        {
            Examples =
            [
                "imr new my-guideline             a commented guideline to start from",
                "imr check                        every mistake in the guidelines of this folder",
                "imr new case mtus.idds           a blank case with every fact the guideline asks for",
                "imr score mtus.idds --case a.json",
                "imr determine a.json             the final determination, as a letter",
            ],
        };
        root.Subcommands.Add(CheckCommand.Create(terminal));
        root.Subcommands.Add(FormatCommand.Create(terminal));
        root.Subcommands.Add(ScoreCommand.Create(terminal));
        root.Subcommands.Add(DetermineCommand.Create(terminal));
        root.Subcommands.Add(WhyCommand.Create(terminal));
        root.Subcommands.Add(ReplayCommand.Create(terminal));
        root.Subcommands.Add(TestCommand.Create(terminal));
        root.Subcommands.Add(ExamplesCommand.Create(terminal));
        root.Subcommands.Add(ListCommand.Create(terminal));
        root.Subcommands.Add(NewCommand.Create(terminal));
        root.Subcommands.Add(DocCommand.Create(terminal));
        root.Subcommands.Add(GenerateCommand.Create(terminal));
        root.Subcommands.Add(ExplainCommand.Create(terminal));
        root.Options.Add(Options.Quiet);
        root.Options.Add(new HelpOption { Recursive = true, Description = "Show this help.", Action = new HelpWithExamples() });
        root.Options.Add(new VersionOption { Description = "Show the version.", Action = new ShowVersion() });
        root.SetAction(parsed =>
        {
            new HelpWithExamples().Invoke(parsed);
            return ExitCode.BadUse;
        });
        return root;
    }
}
