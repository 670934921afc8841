using System.Collections.Generic;
using System.Linq;
using ImrDsl.Runtime.Cases;
using ImrDsl.Runtime.Description;
using ImrDsl.Runtime.Explaining;
using ImrDsl.Runtime.Results;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Editions;

/// <summary>Chooses the edition of one guideline that decides an item, and makes its result, as <c>docs/evaluation.md</c> says.</summary>
internal sealed class EditionChoice
{
    private readonly IGuidelineEdition[] editions;
    private readonly IReadOnlyDictionary<IGuidelineEdition, ICaseInEdition> readings;
    private readonly int number;
    private readonly DisputedItem item;
    private readonly PartialDate date;
    private readonly string dateWords;
    private readonly IGuidelineEdition[] possible;
    private readonly IGuidelineEdition? knowing;

    /// <summary>A choice.</summary>
    /// <param name="editions">The editions of the guideline, earliest first.</param>
    /// <param name="readings">The case file as each edition reads it.</param>
    /// <param name="number">The place of the item in the file.</param>
    public EditionChoice(IGuidelineEdition[] editions, IReadOnlyDictionary<IGuidelineEdition, ICaseInEdition> readings, int number)
    {
        this.editions = editions;
        this.readings = readings;
        this.number = number;
        item = readings[editions[^1]].Items[number];
        PartialDate asked = readings[editions[^1]].Info.EditionDate;
        (date, dateWords) = asked.IsKnown ? (asked, "edition date of the case")
            : editions[^1].Guideline.EditionRule == EditionRule.ServiceDate ? (item.ServiceDate, "service date")
            : (PartialDate.Exactly(item.DecisionDate), "decision date");
        possible = PossibleOn(date);
        knowing = possible.Reverse().Concat(editions.Reverse().OrderBy(edition => (edition.Guideline.InForce.From > date).IsMet))
            .FirstOrDefault(edition => ItemIn(edition).Service >= 0);
        Errors = knowing is null ? [] : [.. (possible.Length > 0 ? possible : [knowing]).SelectMany(edition => readings[edition].Errors)];
    }

    /// <summary>What is wrong with the file for the editions that count; then there is no result.</summary>
    public IReadOnlyList<CaseError> Errors { get; }

    /// <summary>The result of the item; null if no edition of the guideline knows the service.</summary>
    public ItemResult? Result()
    {
        if (knowing is null)
        {
            return null;
        }

        if (possible.Length == 0)
        {
            return NotAddressed(knowing, "no edition of the guideline is in force on " + date + ", the " + dateWords + " (" + AllInForce() + ")") with
            {
                EditionWarnings = [.. WarningsWithout()],
            };
        }

        bool isOpen = possible.Length > 1 || MayBeInNone();
        return isOpen ? Open() : WithWarnings(Of(possible[0]), possible[0]);
    }

    private IGuidelineEdition[] PossibleOn(PartialDate day) => [.. editions.Where(edition => !edition.Guideline.InForce.Holds(day).IsNotMet)];

    private DisputedItem ItemIn(IGuidelineEdition edition) => readings[edition].Items[number];

    private ItemResult Of(IGuidelineEdition edition) => ItemIn(edition).Service >= 0
        ? readings[edition].Explain(number) with { EditionChoice = editions.Length > 1 ? "1 of " + editions.Length + " editions, by the " + dateWords : string.Empty }
        : NotAddressed(knowing!, "the edition in force " + edition.Guideline.InForce + " does not decide this service; the one in force " + knowing!.Guideline.InForce + " does")
            with
        { Guideline = edition.Guideline };

    private ItemResult NotAddressed(IGuidelineEdition edition, string why)
    {
        DisputedItem known = ItemIn(edition);
        ServiceDescription service = edition.Guideline.Services[known.Service];
        return new ItemResult
        {
            Guideline = edition.Guideline,
            Number = number,
            Item = known,
            Service = service.Name,
            ServiceTitle = service.TitleOrName,
            Finding = Finding.NotAddressed,
            Decision = Findings.DecisionOf(Finding.NotAddressed),
            Reason = Findings.Words(Finding.NotAddressed) + ", " + why,
        };
    }

    // A partial date of which some days fall between editions. An unknown one is left to the editions there are.
    private bool MayBeInNone()
    {
        if (!date.IsKnown)
        {
            return false;
        }

        CalendarDate day = date.Earliest;
        foreach (EffectivePeriod period in possible.Select(edition => edition.Guideline.InForce))
        {
            if (period.First <= day && period.Last >= day)
            {
                if (period.Last >= date.Latest)
                {
                    return false;
                }

                day = period.Last.AddDays(1);
            }
        }

        return true;
    }

    // Which edition decides hangs on what is not known of the date: only what all of them say is established.
    private ItemResult Open()
    {
        List<(string If, ItemResult Result)> outcomes = [.. possible.Select(edition => ("by the edition in force " + edition.Guideline.InForce, Of(edition)))];
        if (MayBeInNone())
        {
            outcomes.Add(("if none is in force", NotAddressed(knowing!, "no edition of the guideline may be in force on " + date + ", the " + dateWords)));
        }

        string known = date.IsKnown ? "The " + dateWords + " is known as " + date + " only" : "The " + dateWords + " is not documented";
        string each = string.Join("; ", outcomes.Select(outcome => outcome.If + ": " + outcome.Result.FindingWords));
        ItemResult shown = Of(possible[^1]);
        if (outcomes.Select(outcome => (outcome.Result.Finding, outcome.Result.AmountsInPart)).Distinct().Count() == 1)
        {
            return shown with { EditionChoice = string.Empty, EditionWarnings = [known + "; whichever edition counts, the finding is the same (" + each + ")."] };
        }

        var missing = new MissingFact
        {
            Fact = -1,
            Name = dateWords,
            Wanted = "a date known well enough to choose the edition",
            Problem = date.IsKnown ? "known as " + date + " only" : "not mentioned",
            Criteria = ["the choice of the edition"],
            NeedsWanted = true,
        };
        return shown with
        {
            Finding = Finding.NotEstablished,
            Decision = Findings.DecisionOf(Finding.NotEstablished),
            Quantity = null,
            Reason = Findings.Words(Finding.NotEstablished) + ", the edition hangs on the " + dateWords + ", and the editions decide differently",
            Missing = [missing, .. shown.Missing],
            EditionChoice = string.Empty,
            EditionWarnings = [known + ", and it chooses the edition (" + each + ")."],
        };
    }

    private ItemResult WithWarnings(ItemResult result, IGuidelineEdition chosen)
    {
        var warned = new HashSet<IGuidelineEdition?>();
        var warnings = new List<string>();
        foreach ((PartialDate other, string words) in DatesOfItem().Where(other => other.Date.IsKnown && !chosen.Guideline.InForce.Holds(other.Date).IsMet))
        {
            // Several dates that lead to one edition are one warning.
            IGuidelineEdition[] elsewhere = PossibleOn(other);
            if (elsewhere.Length == 0 && warned.Add(null))
            {
                warnings.Add(words + other + ", when no edition of the guideline is in force. Check whether another one applies. " + Decides(chosen));
            }

            warnings.AddRange(elsewhere.Where(edition => edition != chosen && Differ(edition, chosen) && warned.Add(edition))
                .Select(edition => Straddle(edition, words + other) + " " + Decides(chosen)));
        }

        return result with { EditionWarnings = warnings };
    }

    private (PartialDate Date, string Words)[] DatesOfItem() =>
        [(item.RequestDate, "The request is of "), (item.ServiceDate, "The service is of "), (item.DecisionDate, "The item is decided as of ")];

    // No edition decides: what those say that are in force on the other dates of the item.
    private IEnumerable<string> WarningsWithout() =>
        DatesOfItem().Where(other => other.Date.IsKnown)
            .SelectMany(other => PossibleOn(other.Date).Select(edition => (Edition: edition, Words: other.Words + other.Date)))
            .DistinctBy(other => other.Edition)
            .Where(other => ItemIn(other.Edition).Service >= 0 && readings[other.Edition].Errors.Count == 0)
            .Select(other => other.Words + ", when the edition in force " + other.Edition.Guideline.InForce + " applies; by it the finding is: "
                + readings[other.Edition].Explain(number).FindingWords + ". To decide by it, give that day as “edition date” in the case.");

    private string Straddle(IGuidelineEdition edition, string date) => date + ", when the edition in force " + edition.Guideline.InForce
        + (ItemIn(edition).Service < 0 ? " applies, which does not decide this service."
            : readings[edition].Errors.Count > 0 ? " applies; its criteria differ, and the case could not be read for it."
            : " applies; its criteria differ, and by them the finding is: " + readings[edition].Explain(number).FindingWords + ".");

    private string Decides(IGuidelineEdition chosen) => "The edition in force " + chosen.Guideline.InForce + " decides, by the " + dateWords + ".";

    private bool Differ(IGuidelineEdition left, IGuidelineEdition right)
    {
        int first = ItemIn(left).Service;
        int second = ItemIn(right).Service;
        return first < 0 || second < 0 || left.Guideline.Services[first].Fingerprint != right.Guideline.Services[second].Fingerprint;
    }

    private string AllInForce() => (editions.Length > 1 ? "editions " : "it is in force ") + Phrases.And([.. editions.Select(edition => edition.Guideline.InForce.ToString())]);
}
