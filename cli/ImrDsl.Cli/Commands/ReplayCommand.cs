using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using ImrDsl.Cli.Files;
using ImrDsl.Cli.Output;
using ImrDsl.Language.Plan;
using ImrDsl.Scoring;

namespace ImrDsl.Cli.Commands;

/// <summary><c>imr replay</c>: makes a determination again and reports every difference.</summary>
internal static class ReplayCommand
{
    private const int MostShown = 40;

    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("DETERMINATION") { Description = "What imr determine --format json wrote; - for standard input." };
        Option<string[]> guidelines = Options.Library();
        Option<string> format = Options.Format("text", "json");
        var command = new ImrCommand("replay", "Make a determination again from its record, and report every difference.")
        {
            Examples =
            [
                "imr replay determination.json",
                "imr replay determination.json --guidelines my-guidelines",
                "imr replay determination.json --format json",
            ],
        };
        command.Arguments.Add(file);
        command.Options.Add(guidelines);
        command.Options.Add(format);
        command.SetAction(parsed =>
        {
            string typed = parsed.GetRequiredValue(file);
            byte[] bytes = TextFiles.ReadBytes(terminal, typed);
            IReadOnlyList<GuidelinePlan> plans = new GuidelineLoader(terminal).LoadAll(parsed.GetValue(guidelines) ?? []);
            Replay replay = Replaying.Run(bytes, plans);
            if (replay.Problem is { } problem)
            {
                throw new UsageException($"{typed} cannot be replayed. {problem}");
            }

            terminal.Out.Write(parsed.GetRequiredValue(format) == "json" ? AsJson(replay) : AsText(replay, typed, parsed.GetValue(Options.Quiet)));
            return replay.Differences.Count == 0 ? ExitCode.Done : ExitCode.Findings;
        });
        return command;
    }

    private static string AsText(Replay replay, string typed, bool isQuiet)
    {
        int wordings = replay.Differences.Count(difference => difference.IsOfWording);
        string by = replay.EngineVersion.Length > 0 && replay.EngineVersion != Application.Version ? $" (made by imr {replay.EngineVersion}, this is {Application.Version})" : string.Empty;
        string summary = replay.Differences.Count == 0 ? "the same determination"
            : wordings == replay.Differences.Count ? $"the same decisions, {Words.Count(wordings, "difference")} of wording"
            : Words.Count(replay.Differences.Count - wordings, "difference") + (wordings > 0 ? $", and {wordings} of wording" : string.Empty);
        string more = replay.Differences.Count > MostShown ? $"and {replay.Differences.Count - MostShown} more\n" : string.Empty;
        return string.Concat(replay.Differences.Take(MostShown).Select(difference => $"{(difference.IsOfWording ? "wording: " : string.Empty)}{difference.Place}: {difference.Words}\n"))
            + more + (isQuiet ? string.Empty : $"{typed}: {summary}{by}.\n");
    }

    private static string AsJson(Replay replay) => Json.Of(json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("isSame", replay.Differences.Count == 0);
        json.WriteString("madeBy", replay.EngineVersion);
        json.WriteString("replayedBy", Application.Version);
        json.WriteStartArray("differences");
        foreach (Difference difference in replay.Differences)
        {
            json.WriteStartObject();
            json.WriteString("place", difference.Place);
            json.WriteString("words", difference.Words);
            json.WriteBoolean("isOfWording", difference.IsOfWording);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
