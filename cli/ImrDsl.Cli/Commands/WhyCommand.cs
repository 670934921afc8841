using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using ImrDsl.Cli.Files;
using ImrDsl.Cli.Output;
using ImrDsl.Language.Plan;
using ImrDsl.Runtime.Explaining;
using ImrDsl.Runtime.Results;

namespace ImrDsl.Cli.Commands;

/// <summary><c>imr why</c>: what would settle the open items of a case, and what would change the answer on the others.</summary>
internal static class WhyCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> guidelines = Options.Guidelines();
        var cases = new Option<string>("--case", "-c") { Description = "A case file; - for standard input.", HelpName = "FILE", Required = true };
        var item = new Option<int?>("--item") { Description = "Only this disputed item, counted from 1.", HelpName = "N" };
        var command = new ImrCommand("why", "Say which facts would settle an open item, and which changes would change the answer.")
        {
            Examples = ["imr why mtus.idds --case case.json", "imr why mtus.idds --case case.json --item 2"],
        };
        command.Arguments.Add(guidelines);
        command.Options.Add(cases);
        command.Options.Add(item);
        command.SetAction(parsed =>
        {
            IReadOnlyList<GuidelinePlan> plans = new GuidelineLoader(terminal).Load(parsed.GetRequiredValue(guidelines));
            Determination determination = ScoredCases.Of(terminal, plans, [parsed.GetRequiredValue(cases)], isSettlingWanted: true)[0];
            int? wanted = parsed.GetValue(item);
            List<ItemResult> items = [.. determination.Items.Where(one => wanted is null || one.Number == wanted - 1)];
            if (items.Count == 0)
            {
                throw new UsageException($"The case has no item {wanted}; it has {Words.Count(determination.Items.Select(one => one.Number).Distinct().Count(), "disputed item")}.");
            }

            OwnCopies.Warn(terminal, plans, items, path => "imr why " + path);
            terminal.Out.Write(SettlingText.Write(items));
            return ExitCode.Done;
        });
        return command;
    }
}
