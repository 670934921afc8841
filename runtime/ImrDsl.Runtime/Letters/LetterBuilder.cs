using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ImrDsl.Runtime.Cases;
using ImrDsl.Runtime.Description;
using ImrDsl.Runtime.Explaining;
using ImrDsl.Runtime.Results;
using ImrDsl.Values;

namespace ImrDsl.Runtime.Letters;

/// <summary>Composes the letter of a determination.</summary>
public sealed class LetterBuilder
{
    private readonly Numbering sentences = new("s");
    private readonly Numbering lines = new("c");

    private LetterBuilder()
    {
    }

    /// <summary>The letter of a determination.</summary>
    /// <param name="determination">The determination.</param>
    /// <param name="dateOfInjury">The date of injury as the record gives it, or null.</param>
    /// <param name="isDraft">Whether nobody signs it: then nothing is said of the reviewer.</param>
    /// <param name="record">What it takes to make it again, or null.</param>
    public static Letter Of(Determination determination, string? dateOfInjury, bool isDraft, LetterRecord? record) =>
        new LetterBuilder().Build(determination, dateOfInjury, isDraft, record);

    private Letter Build(Determination determination, string? dateOfInjury, bool isDraft, LetterRecord? record) => new()
    {
        Case = determination.Info,
        DateOfInjury = dateOfInjury,
        Outcome = determination.Outcome,
        IsDraft = isDraft,
        Heading = [.. HeadingOf(determination, dateOfInjury)],
        HowMade = [.. HowMade(determination.Info.Reviewer, isDraft)],
        Items = [.. determination.Items.GroupBy(item => item.Number).Select(results => Item([.. results]))],
        Record = record,
    };

    private static IEnumerable<LetterRow> HeadingOf(Determination determination, string? dateOfInjury)
    {
        CaseInfo info = determination.Info;
        if (info.Id.Length > 0)
        {
            yield return new("Case", info.Id);
        }

        if (dateOfInjury is not null)
        {
            yield return new("Date of injury", dateOfInjury);
        }

        foreach ((string name, PartialDate date) in new[]
        {
            ("Utilization review", info.UtilizationReviewDate), ("Application received", info.ApplicationDate), ("Assigned", info.AssignmentDate),
            ("Edition date asked", info.EditionDate),
        })
        {
            // What serves as the decision date is named there.
            if (date.IsKnown && !(name == "Utilization review" && determination.Items.All(item => item.Item.DecisionDateSource == DecisionDateSource.UtilizationReviewDate)))
            {
                yield return new(name, date.ToString());
            }
        }

        string decided = string.Join("; ", determination.Items
            .Select(item => item.Item.DecisionDate + (item.Item.DecisionDateSource == DecisionDateSource.DecisionDate
                ? string.Empty : ", the " + Determination.Words(item.Item.DecisionDateSource))).Distinct());
        yield return new("Decided as of", decided);
        yield return new("Outcome", Phrases.Capital(Determination.Words(determination.Outcome)));
    }

    private IEnumerable<LetterSentence> HowMade(ReviewerInfo reviewer, bool isDraft)
    {
        if (isDraft)
        {
            yield return Say("Draft: no reviewer has signed this determination.");
        }
        else
        {
            string subspecialty = reviewer.Subspecialty is { } sub ? ", with a subspecialty in " + sub : string.Empty;
            yield return Say("The reviewer's specialty is " + reviewer.Specialty + subspecialty + "; the reviewer is licensed to practice in " + reviewer.LicenceState
                + ", has been in active clinical practice for " + Amount(reviewer.YearsOfPractice, "year", "years") + ", and practices "
                + Amount(reviewer.HoursAWeek, "hour a week", "hours a week") + ".");
        }

        yield return Say("Each criterion of the guideline was compared with the record; silence is not taken for a “no”.");
    }

    // "12 years", "more than five years", "1 year"
    private static string Amount(string? words, string one, string several) => words + " " + (words is "1" or "one" ? one : several);

    private LetterItem Item(IReadOnlyList<ItemResult> results)
    {
        ItemResult result = results.FirstOrDefault(one => one.Governs) ?? results[0];
        var trace = new LetterTrace(result.Guideline);
        var tree = new LetterTree(result, trace, sentences, lines);
        List<LetterQuestion> open = [.. result.Missing.Select((fact, i) => Question(fact, result, trace))];
        LetterQuestion[] toSubmit = Numbered(open.Where(question => !question.Fact.IsJudgement));
        LetterQuestion[] forReviewer = Numbered(open.Where(question => question.Fact.IsJudgement));
        return new LetterItem
        {
            Number = result.Number + 1,
            Result = result,
            Title = result.Item.Description ?? result.ServiceTitle,
            Request = [.. RequestOf(result)],
            Finding = result.FindingWords,
            Conclusion = [.. new LetterConclusion(result, sentences, trace).Sentences()],
            Guideline = Say(IsNone(result) ? "None at hand decides it, as the case says." : GuidelineWords(result.Guideline)),
            Why = IsNone(result) ? [] : [.. WhyThis(result).Select(Say)],
            Warnings = [.. WarningsOf(result).Select(Say)],
            Groups = [.. tree.Groups()],
            Contrary = [.. result.Contrary.Select(cited => tree.Cited(cited))],
            ToSubmit = toSubmit,
            ForReviewer = forReviewer,
            WouldSettle = [.. new LetterSettling(result, sentences, trace, [.. toSubmit, .. forReviewer]).Sentences()],
            Others = [.. results.Where(other => other != result && !IsIdle(other, result)).Select(Compared)],
            Notes = [.. result.Notes, .. result.Lists.Where(list => !list.IsOutOfScope).SelectMany(list => list.Notes)],
        };
    }

    private static bool IsNone(ItemResult result) => result.Guideline.Id == GuidelineDescription.None.Id;

    private static LetterQuestion[] Numbered(IEnumerable<LetterQuestion> questions) => [.. questions.Select((question, i) => question with { Number = i + 1 })];

    private static IEnumerable<LetterRow> RequestOf(ItemResult result)
    {
        DisputedItem item = result.Item;
        string? requested = result.Quantity is { IsRequestKnown: true } amounts ? amounts.Amounts.Requested + " " + amounts.Unit
            : item.Quantity?.ToString("0.####", CultureInfo.InvariantCulture);
        (string Name, string? Value)[] rows =
        [
            ("Code", item.Code), ("Quantity", requested), ("Frequency", item.Frequency), ("Body part", item.BodyPart), ("Stage", item.Stage),
            ("Already used", item.UnitsUsed?.ToString("0.####", CultureInfo.InvariantCulture)),
            ("Requested", item.RequestDate.IsKnown ? item.RequestDate.ToString() : null),
            ("Service of", item.ServiceDate.IsKnown ? item.ServiceDate.ToString() : null),
        ];
        foreach ((string name, string? value) in rows)
        {
            if (value is not null)
            {
                yield return new(name, value);
            }
        }
    }

    private static string GuidelineWords(GuidelineDescription guideline)
    {
        string inForce = guideline.InForce.ToString();
        return guideline.Title + " (" + guideline.Id + ")" + (guideline.Source.Length > 0 ? "; " + guideline.Source : string.Empty)
            + (inForce.Length > 0 ? "; edition in force " + inForce : string.Empty)
            + (guideline.Verified == "no" ? "; not compared with its source" : guideline.Verified == "in part" ? "; compared in part with its source" : string.Empty) + ".";
    }

    private static IEnumerable<string> WhyThis(ItemResult result)
    {
        DisputedItem item = result.Item;
        bool isNamed = item.ServiceName is { } name && CaseNames.Fold(name) == CaseNames.Fold(result.Service);
        yield return (isNamed ? "The request names its service “" + result.Service + "”"
            : "The code " + item.Code + " belongs to its service “" + result.Service + "”")
            + (item.Guidelines.Count > 0 ? ", and the case names the guideline." : ".");
        if (result.EditionChoice.Length > 0)
        {
            yield return "It is " + result.EditionChoice.Replace(", by ", ", chosen by ", System.StringComparison.Ordinal) + ".";
        }

        if (result.Order.Length > 0)
        {
            yield return result.Order.StartsWith("decides: ", System.StringComparison.Ordinal)
                ? "The first authority to address the item decides: " + Authorities.Words(result.Guideline.Authority) + "."
                : "It " + result.Order + ".";
        }
    }

    private static IEnumerable<string> WarningsOf(ItemResult result)
    {
        foreach (string warning in result.EditionWarnings)
        {
            yield return warning;
        }

        foreach (string fact in result.Item.PassedOver)
        {
            yield return Phrases.PassedOver(fact);
        }

        if (IsNone(result))
        {
            yield break;
        }

        ServiceDescription service = result.Guideline.Services.First(known => known.Name == result.Service);
        if (result.Item.Quantity is { } quantity && quantity != 1 && service.Requested < 0 && result.Finding != Finding.NotAddressed)
        {
            yield return "No criterion reads the quantity: the decision does not say how much is necessary.";
        }

        if (result.Item.Code is { } code && service.Codes.Count > 0 && !service.HasCode(code))
        {
            yield return "The code " + code + " is none of those that the guideline lists for “" + result.Service + "”.";
        }

        if (result.Item is { UnitsUsed: not null, UnitsUsedFact: < 0 })
        {
            yield return "How much was used already, as the request says it, is not what this guideline counts; it counts the record.";
        }
    }

    private LetterQuestion Question(MissingFact fact, ItemResult result, LetterTrace trace)
    {
        // What cannot change the decision is only named. A question about an entry says "it".
        bool isNamed = fact.Question is null || (!fact.IsJudgement && LetterItem.CanNotChange(result));
        string? of = fact.Of is null || fact.Which.Length == 0 || isNamed ? fact.Of : fact.Of + " (" + fact.Which + ")";
        string question = isNamed ? Phrases.Capital(of is null ? fact.Name : fact.Name + " of " + of)
            : of is null ? fact.Question!
            : Phrases.Capital(of) + ": " + fact.Question;
        var sentence = Say(question) with
        {
            Criteria = [.. fact.Criteria.Select(criterion => LetterTree.IdOf(result, criterion))],
            Facts = fact.Fact >= 0 ? trace.NamesOf(fact.Fact) : [fact.Name],
        };
        bool isWanted = !LetterItem.CanNotChange(result) && (fact.Question is null || fact.NeedsWanted);
        return new LetterQuestion(0, fact, sentence, isWanted ? fact.Wanted : null);
    }

    // That a guideline does not address the item says something only if it would come first.
    private static bool IsIdle(ItemResult other, ItemResult result) => other.Finding == Finding.NotAddressed && result.Finding != Finding.NotAddressed
        && Authorities.RankOf(other.Guideline.Authority) >= Authorities.RankOf(result.Guideline.Authority);

    private LetterComparison Compared(ItemResult other) => new(
        other,
        other.FindingWords,
        Say(other.Reason + (other.Order.Length > 0 ? "; " + other.Order : string.Empty)
            + string.Concat(other.Item.PassedOver.Select(fact => "; what the case says of " + fact + " is not understood by it and counts as not mentioned"))));

    private LetterSentence Say(string text) => new(sentences.Next(), text);
}

/// <summary>Ids in the order in which they are given out: <c>s1</c>, <c>s2</c>.</summary>
internal sealed class Numbering(string prefix)
{
    private int last;

    /// <summary>The next id.</summary>
    public string Next() => prefix + (++last).ToString(CultureInfo.InvariantCulture);
}
