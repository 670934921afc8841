using System.Collections.Generic;
using System.Linq;
using ImrDsl.Cli.Output;
using ImrDsl.Language.Plan;
using ImrDsl.Runtime.Cases;
using ImrDsl.Runtime.Editions;
using ImrDsl.Runtime.Results;
using ImrDsl.Scoring;

namespace ImrDsl.Cli.Files;

/// <summary>The determinations of case files.</summary>
internal static class ScoredCases
{
    /// <summary>All or nothing: results never silently lack a case.</summary>
    /// <param name="terminal">Where the command runs; errors of the cases are shown there.</param>
    /// <param name="plans">The guidelines that decide.</param>
    /// <param name="files">The case files, as typed.</param>
    /// <param name="isSettlingWanted">Whether results say what would settle an open item, or change the answer.</param>
    /// <exception cref="UsageException">A case has errors, or cannot be read.</exception>
    public static Determination[] Of(Terminal terminal, IReadOnlyList<GuidelinePlan> plans, IReadOnlyList<string> files, bool isSettlingWanted = false)
    {
        var guidelines = new GuidelineSet(plans.Select(plan => new PlanEdition(plan, isSettlingWanted)));
        CaseScore[] scores = [.. files.Select(file => guidelines.Score(TextFiles.ReadBytes(terminal, file), file))];
        CaseError[] errors = [.. scores.SelectMany(score => score.Errors)];
        if (errors.Length == 0)
        {
            return [.. scores.Select(score => score.Determination!)];
        }

        // The place and what is wrong there; never the words of a case, which may be a patient's.
        foreach (CaseError error in errors)
        {
            terminal.Error.WriteLine(error);
        }

        throw new UsageException($"The cases have {Words.Count(errors.Length, "error")}, so nothing was scored.");
    }
}
