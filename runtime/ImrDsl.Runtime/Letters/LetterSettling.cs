using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ImrDsl.Runtime.Explaining;
using ImrDsl.Runtime.Results;

namespace ImrDsl.Runtime.Letters;

/// <summary>
/// What would settle an item, or change it: all sets of up to three facts, a sentence each; of larger ones, or of many, what they have in common and
/// the choices that are left, with the numbers of the questions in the letter.
/// </summary>
/// <param name="item">The item.</param>
/// <param name="sentences">Where the ids of sentences come from.</param>
/// <param name="trace">Tells the facts of a sentence.</param>
/// <param name="questions">What is to be submitted and what the reviewer has to answer, numbered.</param>
internal sealed class LetterSettling(ItemResult item, Numbering sentences, LetterTrace trace, IReadOnlyList<LetterQuestion> questions)
{
    private const int MostFacts = 3;

    private const int MostSets = 6;

    private const int MostWords = 6;

    private const string Lead = "Medically necessary if ";

    /// <summary>The sentences; none if it was not asked, or nothing does.</summary>
    public IEnumerable<LetterSentence> Sentences()
    {
        bool isDecided = LetterItem.CanNotChange(item);
        SettlingSets sets = item.Settling is not { } settling ? SettlingSets.None : isDecided ? settling.Changes : settling.ToEstablish;
        if (sets.Sets.Count == 0)
        {
            return sets.MayBeMore && !isDecided ? [Say("No set of facts settles it for certain, because several criteria ask different things of one list.")] : [];
        }

        SettlingChoices parts = SettlingChoices.Of(sets.Sets);
        bool isShort = parts.Choices.Count <= 1 && sets.Sets.Count <= MostSets && sets.Sets.All(set => set.Count <= MostFacts);
        IEnumerable<LetterSentence> told = isShort ? sets.Sets.Select(set => Say(Lead + string.Join("; ", set.Select(Whole)), set)) : InParts(parts);
        return sets.More > 0 ? told.Append(Say("And " + (sets.MayBeMore ? "at least " : string.Empty) + Phrases.Count(sets.More, "more set") + " of facts.")) : told;
    }

    private IEnumerable<LetterSentence> InParts(SettlingChoices parts)
    {
        string lead = Lead;
        if (parts.Common.Count > 0)
        {
            yield return Say(lead + Short(parts.Common) + (parts.Choices.Count > 0 ? "; and besides" : string.Empty), parts.Common);
            lead = string.Empty;
        }

        foreach (IReadOnlyList<IReadOnlyList<SettlingFact>> choice in parts.Choices)
        {
            string more = choice.Count > MostSets ? "; or one of " + (choice.Count - MostSets).ToString(CultureInfo.InvariantCulture) + " more" : string.Empty;
            yield return Say(Phrases.Capital(lead + "one of these: " + string.Join("; or ", choice.Take(MostSets).Select(facts => Short(facts, " and "))) + more), choice.SelectMany(facts => facts));
            lead = "and ";
        }
    }

    // "relief: at least 70%, 10% more"
    private static string Whole(SettlingFact fact) => fact.Words + Missing(fact);

    private static string Missing(SettlingFact fact) => fact.Shortfall.Length > 0 ? ", " + fact.Shortfall : string.Empty;

    // "1 and 2: ≥6 months failed conservative care; 5, 7 and 8: no; pump is working: no; question 1 for the reviewer: no"
    private string Short(IReadOnlyList<SettlingFact> facts, string between = "; ")
    {
        List<(List<int> Asked, bool IsJudgement, string Answer)> told = [.. facts.Select(fact =>
        {
            List<LetterQuestion> asked = [.. questions.Where(question => Asks(question.Fact, fact))];
            return (asked.ConvertAll(question => question.Number), fact.IsJudgement, Answer(fact, asked));
        })];
        return string.Join(between, told.GroupBy(one => (one.Asked.Count > 0, one.IsJudgement, one.Answer)).Select(same =>
        {
            string numbers = Phrases.Runs([.. same.SelectMany(one => one.Asked).Order().Select(number => number.ToString(CultureInfo.InvariantCulture))]);
            return numbers.Length == 0 ? same.Key.Answer : (same.Key.IsJudgement ? (same.Sum(one => one.Asked.Count) == 1 ? "question " : "questions ") + numbers + " for the reviewer: " : numbers + ": ") + same.Key.Answer;
        }));
    }

    private static bool Asks(MissingFact missing, SettlingFact fact) =>
        missing.IsJudgement == fact.IsJudgement && ((missing.Fact == fact.Fact && missing.Of == fact.Of) || missing.Of == fact.Name);

    // The answer to a question; where none asks, the fact with it. What is long stands below the question, or in the criterion.
    private static string Answer(SettlingFact fact, List<LetterQuestion> asked)
    {
        bool isLong = fact.Value.Split(' ').Length > MostWords;
        bool isWanted = fact.Value.Contains(" by ", System.StringComparison.Ordinal) && asked.Exists(question => question.Wanted is not null && question.Fact.Fact == fact.Fact);
        string answer = isWanted ? (fact.IsSingleValue && !fact.Value.StartsWith("yes,", System.StringComparison.Ordinal) ? fact.Value.Split(',')[0] + ", as wanted" : "as wanted")
            : isLong ? fact.Criteria.Count == 1 ? "as its criterion asks" : "as its criteria ask"
            : asked.Count > 0 && fact.Value.Length > 0 ? fact.Value
            : fact.Words;
        return (asked.Count == 0 && isLong ? fact.NameInList + " " : string.Empty) + answer + Missing(fact);
    }

    private LetterSentence Say(string text, params IEnumerable<SettlingFact> facts) => new(sentences.Next(), text)
    {
        Criteria = [.. facts.SelectMany(fact => fact.Criteria).Select(criterion => LetterTree.IdOf(item, criterion)).Distinct()],
        Facts = [.. facts.SelectMany(fact => trace.NamesOf(fact.Fact)).Distinct()],
    };
}
