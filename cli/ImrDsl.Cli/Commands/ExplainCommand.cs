using System;
using System.CommandLine;
using System.Linq;
using ImrDsl.Cli.Output;
using ImrDsl.Language.Diagnostics;

namespace ImrDsl.Cli.Commands;

/// <summary><c>imr explain</c>: all that the catalogue says about a code.</summary>
internal static class ExplainCommand
{
    public static Command Create(Terminal terminal)
    {
        var codes = new Argument<string[]>("CODE") { Description = "The code of a finding, such as GL0101.", Arity = ArgumentArity.OneOrMore };
        var command = new ImrCommand("explain", "Say what a finding means, why it matters and how to mend it.") { Examples = ["imr explain GL0101"] };
        command.Arguments.Add(codes);
        command.SetAction(parsed => Run(terminal, parsed.GetRequiredValue(codes)));
        return command;
    }

    private static int Run(Terminal terminal, string[] codes)
    {
        var colour = new Colour(terminal.UsesColour);
        foreach (CatalogueEntry entry in codes.Select(Find))
        {
            string severity = entry.Severity.ToString().ToLowerInvariant();
            string head = entry.Code + " " + severity;
            terminal.Out.WriteLine($"{(entry.Severity == Severity.Error ? colour.Error(head) : colour.Warning(head))}: {entry.Title}");
            terminal.Out.WriteLine();
            terminal.Out.WriteLine("  " + WithPlaces(entry.Message));
            terminal.Out.WriteLine();
            terminal.Out.WriteLine("  Why: " + entry.Why);
            terminal.Out.WriteLine("  Fix: " + entry.Fix);
            terminal.Out.WriteLine();
        }

        return ExitCode.Done;
    }

    private static CatalogueEntry Find(string code) =>
        Catalogue.TryFind(code.ToUpperInvariant())
        ?? throw new UsageException($"There is no finding {code}. Codes look like {Catalogue.Entries.FirstOrDefault()?.Code ?? "GL0101"}.");

    // The places of a message, which only a finding fills.
    private static string WithPlaces(string message) =>
        Enumerable.Range(0, 10).Aggregate(message, (text, place) => text.Replace("{" + place + "}", "…", StringComparison.Ordinal));
}
