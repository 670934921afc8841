using System;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using ImrDsl.Cli.Output;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Values;

namespace ImrDsl.Cli.Commands;

/// <summary><c>imr explain</c>: all that the catalogue says about a code, with an example of the mistake and of its remedy.</summary>
internal static class ExplainCommand
{
    private const int MostSuggestions = 5;

    public static Command Create(Terminal terminal)
    {
        var codes = new Argument<string[]>("CODE") { Description = "The code of a finding, such as GL0101, or words of its title.", Arity = ArgumentArity.ZeroOrMore };
        var list = new Option<bool>("--list") { Description = "List all findings with their titles." };
        var command = new ImrCommand("explain", "Say what a finding means, why it matters and how to mend it, with an example.")
        {
            Examples = ["imr explain GL0101", "imr explain --list", "imr explain --list unit"],
        };
        command.Arguments.Add(codes);
        command.Options.Add(list);
        command.SetAction(parsed =>
        {
            string[] typed = parsed.GetValue(codes) ?? [];
            if (parsed.GetValue(list))
            {
                List(terminal, string.Join(' ', typed));
                return ExitCode.Done;
            }

            CatalogueEntry[] entries = [.. typed.Select(Find)];
            Array.ForEach(entries, entry => Write(terminal, entry));
            return entries.Length > 0 ? ExitCode.Done : throw new UsageException("“imr explain” needs a CODE, such as GL0101; “imr explain --list” lists them all.");
        });
        return command;
    }

    private static void List(Terminal terminal, string words)
    {
        CatalogueEntry[] entries = [.. Catalogue.Entries.Where(entry => Speaks(entry, words))];
        if (entries.Length == 0)
        {
            throw new UsageException($"No title of a finding holds “{words}”.");
        }

        foreach (CatalogueEntry entry in entries)
        {
            terminal.Out.WriteLine($"{entry.Code} {entry.Severity.ToString().ToLowerInvariant(),-7} {entry.Title}");
        }
    }

    private static void Write(Terminal terminal, CatalogueEntry entry)
    {
        var colour = new Colour(terminal.UsesColour);
        string head = entry.Code + " " + entry.Severity.ToString().ToLowerInvariant();
        terminal.Out.WriteLine($"{(entry.Severity == Severity.Error ? colour.Error(head) : colour.Warning(head))}: {entry.Title}");
        terminal.Out.WriteLine();
        terminal.Out.WriteLine("  " + entry.GeneralMessage);
        terminal.Out.WriteLine();
        terminal.Out.WriteLine("  Why: " + entry.Why);
        terminal.Out.WriteLine("  Fix: " + entry.Fix);
        terminal.Out.WriteLine();
        foreach (string heading in new[] { "Avoid", "Prefer" })
        {
            string[] lines = [.. FindingPage.Lines(entry.Code, heading)];
            if (lines.Length > 0)
            {
                terminal.Out.WriteLine("  " + (heading == "Avoid" ? colour.Error(heading) : colour.Good(heading)) + ":");
                Array.ForEach(lines, line => terminal.Out.WriteLine(("      " + line.Replace('\t', '→')).TrimEnd()));
                terminal.Out.WriteLine();
            }
        }
    }

    private static CatalogueEntry Find(string typed)
    {
        string code = typed.Trim().ToUpperInvariant();
        if (Catalogue.TryFind(code) is { } entry)
        {
            return entry;
        }

        // "412" and "GL412" leave no doubt; of a code that does not exist the nearest is suggested, if it is the only one.
        string digits = code.StartsWith("GL", StringComparison.Ordinal) ? code[2..].Trim() : code;
        if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && digits.Length < 4 && Catalogue.TryFind("GL" + number.ToString("0000", CultureInfo.InvariantCulture)) is { } padded)
        {
            return padded;
        }

        CatalogueEntry[] byTitle = [.. Catalogue.Entries.Where(other => Speaks(other, typed)).Take(MostSuggestions)];
        string suggestion = Spelling.Nearest(code, Catalogue.Entries.Select(other => other.Code)) is { } nearest ? $" Did you mean {nearest} ({Catalogue.Find(nearest).Title})?"
            : byTitle.Length > 0 ? $" Did you mean {string.Join(", or ", byTitle.Select(other => $"{other.Code} ({other.Title})"))}?"
            : string.Empty;
        throw new UsageException($"There is no finding {typed}.{suggestion} “imr explain --list” lists them all.");
    }

    private static bool Speaks(CatalogueEntry entry, string words) => entry.Title.Contains(words.Trim(), StringComparison.OrdinalIgnoreCase);
}
