using System.Collections.Generic;
using System.Linq;
using ImrDsl.Runtime.Results;

namespace ImrDsl.Runtime.Explaining;

/// <summary>
/// Sets of facts, taken apart into what each of them holds and choices that do not hang on each other: "all of these, one of those, and one of
/// those" says in a few lines what four, or four hundred, sets say.
/// </summary>
/// <param name="Common">The facts of every set.</param>
/// <param name="Choices">Of each choice one alternative is needed, which is one fact or several together.</param>
internal sealed record SettlingChoices(IReadOnlyList<SettlingFact> Common, IReadOnlyList<IReadOnlyList<IReadOnlyList<SettlingFact>>> Choices)
{
    /// <summary>Takes sets apart.</summary>
    public static SettlingChoices Of(IReadOnlyList<IReadOnlyList<SettlingFact>> sets)
    {
        var facts = new List<SettlingFact>();
        List<HashSet<int>> members = [.. sets.Select(set => set.Select(Number).ToHashSet())];
        List<int> varying = [.. Enumerable.Range(0, facts.Count).Where(fact => !members.TrueForAll(set => set.Contains(fact)))];
        List<SettlingFact> common = [.. Enumerable.Range(0, facts.Count).Except(varying).Select(fact => facts[fact])];
        List<List<int>> groups = Groups(varying, members);
        List<List<List<int>>> choices = [.. groups.Select(group => Alternatives(group, members))];
        bool isProduct = choices.Aggregate(1L, (product, choice) => product * choice.Count) == sets.Count;
        choices = isProduct || varying.Count == 0 ? choices : [Alternatives(varying, members)];
        return new SettlingChoices(common, [.. choices.Select(choice => choice.Select(alternative => alternative.Select(fact => facts[fact]).ToList()).ToList())]);

        int Number(SettlingFact fact)
        {
            int known = facts.FindIndex(other => IsSame(fact, other));
            if (known < 0)
            {
                facts.Add(fact);
            }

            return known < 0 ? facts.Count - 1 : known;
        }
    }

    private static bool IsSame(SettlingFact left, SettlingFact right) =>
        left.Fact == right.Fact && left.Of == right.Of && left.Entry == right.Entry && left.Value == right.Value;

    // Facts hang together if they stand in the same sets more often, or less often, than facts that have nothing to do with each other.
    private static List<List<int>> Groups(List<int> facts, List<HashSet<int>> sets)
    {
        var groups = new List<List<int>>();
        foreach (int fact in facts)
        {
            List<List<int>> tied = [.. groups.Where(group => group.Exists(other => AreTied(fact, other, sets)))];
            groups.RemoveAll(tied.Contains);
            groups.Add([.. tied.SelectMany(group => group), fact]);
        }

        groups.ForEach(group => group.Sort());
        return [.. groups.OrderBy(group => group[0])];
    }

    private static bool AreTied(int left, int right, List<HashSet<int>> sets)
    {
        long both = sets.LongCount(set => set.Contains(left) && set.Contains(right));
        return both * sets.Count != sets.LongCount(set => set.Contains(left)) * sets.LongCount(set => set.Contains(right));
    }

    private static List<List<int>> Alternatives(List<int> group, List<HashSet<int>> sets) =>
        [.. sets.Select(set => group.Where(set.Contains).ToList()).DistinctBy(alternative => string.Join(',', alternative))];
}
