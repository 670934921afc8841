using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Runtime.Cases;
using ImrDsl.Runtime.Description;
using ImrDsl.Runtime.Results;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Editions;

/// <summary>What came of scoring a case file.</summary>
/// <param name="Determination">The results; null if there are errors.</param>
/// <param name="Errors">What is wrong with the file.</param>
public sealed record CaseScore(Determination? Determination, IReadOnlyList<CaseError> Errors);

/// <summary>
/// Guidelines that decide cases together. Of the editions of one guideline the date chooses; where several guidelines decide an item, their
/// results stand in the order of authorities, and conflicts are shown.
/// </summary>
public sealed class GuidelineSet
{
    // The editions of a guideline, earliest first; guidelines in the order of authorities, then as given.
    private readonly IGuidelineEdition[][] guidelines;

    /// <summary>These guidelines.</summary>
    /// <param name="editions">Editions and guidelines, in any order.</param>
    /// <exception cref="ArgumentException">Two editions of a guideline are in force on one day.</exception>
    public GuidelineSet(IEnumerable<IGuidelineEdition> editions)
    {
        guidelines =
        [
            .. editions.GroupBy(edition => edition.Guideline.Id, StringComparer.Ordinal)
                .Select(group => group.OrderBy(edition => edition.Guideline.InForce.First.DayNumber).ToArray())
                .OrderBy(group => Authorities.RankOf(group[^1].Guideline.Authority)),
        ];
        foreach (IGuidelineEdition[] group in guidelines)
        {
            for (int i = 1; i < group.Length; i++)
            {
                if (group[i].Guideline.InForce.First <= group[i - 1].Guideline.InForce.Last)
                {
                    throw new ArgumentException("Two editions of " + group[i].Guideline.Id + " are in force on " + group[i].Guideline.InForce.First + ".", nameof(editions));
                }
            }
        }
    }

    /// <summary>Every edition, those of a guideline together and the earliest first.</summary>
    public IReadOnlyList<IGuidelineEdition> Editions => [.. guidelines.SelectMany(editions => editions)];

    /// <summary>The edition of a guideline that is in force on a day; null if none is.</summary>
    /// <param name="id">The id of the guideline.</param>
    /// <param name="day">The day: of the decision, or of the service if the guideline says <c>edition by service date</c>.</param>
    public IGuidelineEdition? InForceOn(string id, CalendarDate day) =>
        Editions.FirstOrDefault(edition => edition.Guideline.Id == id && edition.Guideline.InForce.Holds(day).IsMet);

    /// <summary>What the guidelines say of the disputed items of a case file. Reports everything that is wrong with the file, and never throws.</summary>
    /// <param name="utf8">The whole file.</param>
    /// <param name="path">The file, as messages name it.</param>
    /// <param name="routes">For each item the ids of the guidelines that may decide it, none if no guideline does; null: every guideline that knows the service.</param>
    public CaseScore Score(ReadOnlyMemory<byte> utf8, string path = "case", IReadOnlyList<IReadOnlyList<string>>? routes = null)
    {
        Dictionary<IGuidelineEdition, ICaseInEdition> readings = Editions.ToDictionary(
            edition => edition, edition => edition.Read([.. Editions.Where(other => other != edition).Select(other => other.Guideline)], utf8, path));
        ICaseInEdition? readable = readings.Values.FirstOrDefault(reading => reading.Errors.Count == 0);
        if (readable is null)
        {
            return new CaseScore(null, InOrder(readings.Values.SelectMany(reading => reading.Errors)));
        }

        var errors = new List<CaseError>();
        var results = new List<ItemResult>();
        for (int item = 0; item < readable.Items.Count; item++)
        {
            var ofItem = new List<ItemResult>();
            foreach (IGuidelineEdition[] editions in guidelines.Where(editions => routes is null || routes[item].Contains(editions[0].Guideline.Id)))
            {
                var choice = new EditionChoice(editions, readings, item);
                errors.AddRange(choice.Errors);
                if (choice.Errors.Count == 0 && choice.Result() is { } result)
                {
                    ofItem.Add(result);
                }
            }

            results.AddRange(routes is not null && routes[item].Count == 0 ? [Undecided(readable.Items[item], item)] : AuthorityOrder.Of(ofItem));
        }

        return errors.Count > 0 ? new CaseScore(null, InOrder(errors)) : new CaseScore(new Determination(readable.Info, results), []);
    }

    // An item of which the case says that no guideline at hand decides it: left to the reviewer.
    private static ItemResult Undecided(DisputedItem item, int number) => new()
    {
        Guideline = GuidelineDescription.None,
        Number = number,
        Item = item,
        Service = item.ServiceName ?? string.Empty,
        ServiceTitle = item.ServiceName ?? item.Code ?? "The request",
        Finding = Finding.NotAddressed,
        Decision = Decision.PendingReviewer,
        Reason = Findings.Words(Finding.NotAddressed) + ", no guideline at hand decides it",
    };

    // Several guidelines may say the same of one place.
    private static CaseError[] InOrder(IEnumerable<CaseError> errors) =>
        [.. errors.Distinct().OrderBy(error => error.Line).ThenBy(error => error.Column)];
}
