using System;
using System.CommandLine;
using System.IO;
using System.Text.RegularExpressions;
using ImrDsl.Cli.Files;

namespace ImrDsl.Cli.Commands;

/// <summary><c>imr new</c>: a commented guideline to start from, and (<c>imr new case</c>) a blank case.</summary>
internal static partial class NewCommand
{
    private const string Extension = ".guideline";

    public static Command Create(Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = "The id of the guideline, such as oxygen or cms.oxygen, or the file to write." };
        Option<bool> force = Options.Force();
        var command = new ImrCommand("new", "Write a commented guideline to start from.")
        {
            Examples = ["imr new oxygen", "imr new guidelines/cms/oxygen.guideline", "imr new case mtus.idds > case.json"],
        };
        command.Arguments.Add(name);
        command.Options.Add(force);
        command.Subcommands.Add(NewCaseCommand.Create(terminal));
        command.SetAction(parsed => Run(terminal, parsed.GetRequiredValue(name), parsed.GetValue(force), parsed.GetValue(Options.Quiet)));
        return command;
    }

    private static int Run(Terminal terminal, string name, bool mayOverwrite, bool isQuiet)
    {
        bool isFile = name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) || name.Contains('/', StringComparison.Ordinal) || name.Contains('\\', StringComparison.Ordinal);
        string id = isFile ? Path.GetFileNameWithoutExtension(name) : name;
        if (!Id().IsMatch(id))
        {
            throw new UsageException($"“{id}” cannot be the id of a guideline: use small letters, digits and hyphens, with dots between the parts, such as cms.oxygen.");
        }

        string path = isFile ? Path.ChangeExtension(name, Extension) : name[(name.LastIndexOf('.') + 1)..] + Extension;
        TextFiles.WriteNew(terminal, path, Starter(id), mayOverwrite);
        if (!isQuiet)
        {
            terminal.Out.WriteLine($"{path} is written. Check it with: imr check {path}");
        }

        return ExitCode.Done;
    }

    private static string Starter(string id)
    {
        using Stream stream = typeof(NewCommand).Assembly.GetManifestResourceStream("starter.guideline")!;
        using var reader = new StreamReader(stream);
        string words = id[(id.LastIndexOf('.') + 1)..].Replace('-', ' ');
        string title = char.ToUpperInvariant(words[0]) + words[1..];
        return reader.ReadToEnd().Replace("{id}", id, StringComparison.Ordinal).Replace("{title}", title, StringComparison.Ordinal);
    }

    [GeneratedRegex("^[a-z][a-z0-9]*(?:-[a-z0-9]+)*(?:\\.[a-z][a-z0-9]*(?:-[a-z0-9]+)*)*$")]
    private static partial Regex Id();
}
