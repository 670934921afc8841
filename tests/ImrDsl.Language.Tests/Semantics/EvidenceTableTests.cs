using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Testing;
using ImrDsl.Values;
using Xunit;

namespace ImrDsl.Language.Tests.Semantics;

/// <summary>The tables of persons and kinds of evidence in the guide are those of the vocabulary.</summary>
public class EvidenceTableTests
{
    [Fact]
    public void The_guide_lists_every_person() => Verify(
        "| persons | that are kinds of it |", EvidenceVocabulary.BuiltIn.Persons, EvidenceVocabulary.BuiltIn.PersonsThatAre, EvidenceVocabulary.OtherWordsForPersons);

    [Fact]
    public void The_guide_lists_every_kind_of_evidence() => Verify(
        "| evidence | that are kinds of it |", EvidenceVocabulary.BuiltIn.Kinds, EvidenceVocabulary.BuiltIn.KindsThatAre, EvidenceVocabulary.OtherWordsForKinds);

    private static void Verify(
        string head, IReadOnlyCollection<string> terms, Func<string, IReadOnlyList<string>> thatAre, IReadOnlyDictionary<string, string> otherWords)
    {
        string[] guide = Repository.Read("docs/language.md").Split('\n');
        string[] rows = [.. guide.SkipWhile(line => line != head).Skip(2).TakeWhile(line => line.StartsWith('|'))];
        Assert.Equal(Rows(terms, thatAre, otherWords), rows);
    }

    // A row for each term with kinds: "| physician (or: doctor) | treating physician, surgeon |"; those without, and not below another one, last.
    private static IEnumerable<string> Rows(
        IReadOnlyCollection<string> terms, Func<string, IReadOnlyList<string>> thatAre, IReadOnlyDictionary<string, string> otherWords)
    {
        ILookup<string, string> below = terms.ToLookup(term =>
            terms.Where(other => other != term && thatAre(other).Contains(term)).OrderBy(other => thatAre(other).Count).FirstOrDefault(string.Empty));
        foreach (string term in terms.Where(below.Contains))
        {
            yield return "| " + Words(term) + " | " + string.Join(", ", below[term].Select(Words)) + " |";
        }

        yield return "| " + string.Join(", ", below[string.Empty].Where(term => !below.Contains(term)).Select(Words)) + " | |";

        string Words(string term)
        {
            string[] others = [.. otherWords.Where(word => word.Value == term).Select(word => "`" + word.Key + "`")];
            return "`" + term + "`" + (others.Length == 0 ? string.Empty : " (or " + string.Join(", ", others) + ")");
        }
    }
}
