using System;
using System.CommandLine;
using System.Globalization;
using ImrDsl.Cli.Files;
using ImrDsl.Language.Plan;
using ImrDsl.Scoring;
using ImrDsl.Values;

namespace ImrDsl.Cli.Commands;

/// <summary><c>imr new case</c>: a blank case with every fact a guideline asks for.</summary>
internal static class NewCaseCommand
{
    public static Command Create(Terminal terminal)
    {
        var guideline = new Argument<string>("GUIDELINE") { Description = "A guideline file, or the id of a guideline that comes with the tool (imr list)." };
        Option<string?> output = Options.Out("A file for the case, instead of standard output.");
        Option<bool> force = Options.Force();
        var date = new Option<string?>("--decision-date") { Description = "The date as of which the case is decided; today, if not given.", HelpName = "YYYY-MM-DD" };
        var command = new ImrCommand("case", "Write a blank case: every fact, its question, type, unit and the evidence wanted.")
        {
            Examples = ["imr new case mtus.idds > case.json", "imr new case my.guideline --out case.json --decision-date 2026-03-02"],
        };
        command.Arguments.Add(guideline);
        command.Options.Add(output);
        command.Options.Add(force);
        command.Options.Add(date);
        command.SetAction(parsed =>
        {
            CalendarDate decisionDate = DateOf(parsed.GetValue(date), terminal.Today);
            GuidelinePlan plan = new GuidelineLoader(terminal).Load(parsed.GetRequiredValue(guideline), decisionDate);
            string text = CaseTemplate.For(plan, decisionDate);
            if (parsed.GetValue(output) is { } path)
            {
                TextFiles.WriteNew(terminal, path, text, parsed.GetValue(force));
            }
            else
            {
                terminal.Out.Write(text);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static CalendarDate DateOf(string? typed, DateOnly today)
    {
        DateOnly date = today;
        if (typed is not null && !DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date))
        {
            throw new UsageException($"“{typed}” is no date. Write it as 2026-03-02.");
        }

        return CalendarDate.Create(date.Year, date.Month, date.Day);
    }
}
