using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Runtime.Cases;
using ImrDsl.Runtime.Editions;
using ImrDsl.Runtime.Letters;
using ImrDsl.Runtime.Results;
using ImrDsl.Runtime.Routing;

namespace ImrDsl.Scoring;

/// <summary>What came of determining a case.</summary>
/// <param name="Letter">The letter; null if there are errors.</param>
/// <param name="Errors">What is wrong with the case, or missing for a letter.</param>
public sealed record DeterminedCase(Letter? Letter, IReadOnlyList<CaseError> Errors);

/// <summary>
/// Makes the final determination of a case: finds the guidelines that decide its items, decides them, and composes the letter with everything it takes to
/// make the same determination again.
/// </summary>
/// <param name="library">The guidelines, every edition of each; of those that are compiled when they are needed, the outlines.</param>
/// <param name="compile">Gives the whole plan for what stands in the library.</param>
/// <param name="engineVersion">The version of the program, as the record names it.</param>
public sealed class Determining(IReadOnlyList<GuidelinePlan> library, Func<GuidelinePlan, GuidelinePlan> compile, string engineVersion)
{
    /// <summary>Determinations by guidelines that are compiled.</summary>
    /// <param name="library">The guidelines, every edition of each.</param>
    /// <param name="engineVersion">The version of the program, as the record names it.</param>
    public Determining(IReadOnlyList<GuidelinePlan> library, string engineVersion)
        : this(library, plan => plan, engineVersion)
    {
    }

    private readonly ServiceRouter router = new(library.Select(PlanDescription.Of));

    /// <summary>The determination of a case. Reports everything that is wrong with it, and never throws.</summary>
    /// <param name="utf8">The case file.</param>
    /// <param name="path">The file, as messages name it.</param>
    /// <param name="isDraft">Whether nobody signs it: then the qualifications of the reviewer are not asked.</param>
    /// <exception cref="ArgumentException">Two editions of a guideline are in force on one day.</exception>
    public DeterminedCase Determine(ReadOnlyMemory<byte> utf8, string path, bool isDraft = false)
    {
        var unreadable = new CaseErrors(path, utf8);
        CaseOutline outline = CaseOutline.Read(utf8.Span, unreadable);
        RoutedCase routed = router.Route(outline, utf8, path);
        if (unreadable.Any || routed.Errors.Count > 0)
        {
            return new DeterminedCase(null, unreadable.Any ? unreadable.ToList() : routed.Errors);
        }

        // Without any item the whole library reads the case, and says what is wrong with it.
        HashSet<string> ids = [.. routed.Guidelines.SelectMany(route => route)];
        GuidelinePlan[] plans = [.. library.Where(plan => ids.Contains(plan.Id) || ids.Count == 0).Select(compile)];
        CaseScore score = new GuidelineSet(plans.Select(plan => new PlanEdition(plan, isSettlingWanted: true))).Score(utf8, path, routed.Guidelines);
        if (score.Determination is not { } determination)
        {
            return new DeterminedCase(null, score.Errors);
        }

        IReadOnlyList<CaseError> missing = isDraft ? [] : ReviewerStatement.Check(determination.Info.Reviewer, outline.ReviewerOffset, utf8, path);
        return missing.Count > 0 ? new DeterminedCase(null, missing) : new DeterminedCase(LetterOf(determination, plans, utf8, isDraft), []);
    }

    private Letter LetterOf(Determination determination, IReadOnlyList<GuidelinePlan> plans, ReadOnlyMemory<byte> utf8, bool isDraft)
    {
        var canonical = new CanonicalCase(utf8);
        RecordedGuideline[] guidelines = [.. plans.OrderBy(plan => plan.Id, StringComparer.Ordinal).ThenBy(plan => plan.InForce.First.DayNumber)
            .Select(plan => new RecordedGuideline(plan.Id, plan.InForce, Meaning.HashOf(plan)))];
        return LetterBuilder.Of(
            determination, canonical.DateOfInjury, isDraft, new LetterRecord(engineVersion, canonical.Hash, guidelines, canonical.Text));
    }
}
