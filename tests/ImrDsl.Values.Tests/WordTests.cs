using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck.Fluent;
using Xunit;

namespace ImrDsl.Values.Tests;

/// <summary>Spelling and the vocabularies of evidence.</summary>
public sealed class WordTests
{
    private static readonly string[] Facts = ["sepsis", "pain is malignant", "pump is working", "coagulopathy", "age", "BMI"];

    [Theory]
    [InlineData("sepsys", "sepsis")]
    [InlineData("spesis", "sepsis")]
    [InlineData("SEPSIS", "sepsis")]
    [InlineData("pain is malingant", "pain is malignant")]
    [InlineData("pump is workin", "pump is working")]
    [InlineData("bmi", "BMI")]
    public void The_name_somebody_meant(string word, string expected) => Assert.Equal(expected, Spelling.Nearest(word, Facts));

    [Theory]
    [InlineData("hgbA1c")]
    [InlineData("x")]
    [InlineData("")]
    [InlineData("pain")]
    [InlineData("ag")]
    public void An_absurd_suggestion_is_worse_than_none(string word) => Assert.Null(Spelling.Nearest(word, Facts));

    [Fact]
    public void Two_names_equally_near_are_no_suggestion()
    {
        Assert.Null(Spelling.Nearest("pain bfore", ["pain before", "pain bifore"]));
        Assert.Equal("Pain", Spelling.Nearest("pian", ["Pain", "pain"]));
    }

    [Fact]
    public void The_distance_is_the_fewest_edits() => Law.Holds(
        from left in Gen.Elements('a', 'b', 'c').ListOf().Where(list => list.Count < 7)
        from right in Gen.Elements('a', 'b', 'c').ListOf().Where(list => list.Count < 7)
        from bound in Gen.Choose(0, 8)
        select (left: string.Concat(left), right: string.Concat(right), bound),
        values =>
        {
            int expected = Edits(values.left, values.right);
            int distance = Spelling.Distance(values.left, values.right, values.bound);
            Assert.True(expected <= values.bound ? distance == expected : distance > values.bound);
        },
        2000);

    [Fact]
    public void An_MRI_is_imaging_and_a_neurosurgeon_is_a_clinician()
    {
        EvidenceVocabulary vocabulary = EvidenceVocabulary.BuiltIn;
        Assert.Contains("MRI", vocabulary.KindsThatAre("imaging"));
        Assert.Contains("flexion-extension x-ray", vocabulary.KindsThatAre("imaging"));
        Assert.Contains("imaging", vocabulary.KindsThatAre("imaging"));
        Assert.DoesNotContain("imaging", vocabulary.KindsThatAre("MRI"));
        Assert.Equal("imaging", vocabulary.KindAbove("mri"));
        Assert.Null(vocabulary.KindAbove("imaging"));
        Assert.Equal("surgeon", vocabulary.PersonAbove("neurosurgeon"));
        Assert.Contains("neurosurgeon", vocabulary.PersonsThatAre("clinician"));
        Assert.DoesNotContain("patient", vocabulary.PersonsThatAre("clinician"));
        Assert.Equal("MRI", vocabulary.FindKind("mri"));
        Assert.Null(vocabulary.FindKind("psychologist"));
        Assert.Equal("psychologist", vocabulary.PersonNamedIn("Jane Roe, PhD, Psychologist"));
        Assert.Null(vocabulary.PersonNamedIn("Jane Roe"));
    }

    [Fact]
    public void Every_term_is_itself_and_everything_that_what_it_is_a_kind_of_is()
    {
        EvidenceVocabulary vocabulary = EvidenceVocabulary.BuiltIn;
        Assert.Empty(vocabulary.Persons.Intersect(vocabulary.Kinds));
        foreach (string term in vocabulary.Kinds)
        {
            Assert.Contains(term, vocabulary.KindsThatAre(term));
            Assert.All(vocabulary.KindsThatAre(term), part => Assert.Subset(vocabulary.KindsThatAre(term).ToHashSet(), vocabulary.KindsThatAre(part).ToHashSet()));
        }
    }

    [Fact]
    public void A_guideline_extends_the_vocabularies_without_changing_the_built_in_ones()
    {
        EvidenceVocabulary extended = EvidenceVocabulary.BuiltIn.With(
            [("hand therapist", "occupational therapist"), ("CHT", "hand therapist")], [("FCE", "formal evaluation")]);
        Assert.Contains("CHT", extended.PersonsThatAre("clinician"));
        Assert.Contains("FCE", extended.KindsThatAre("Formal evaluation"));
        Assert.Null(EvidenceVocabulary.BuiltIn.FindPerson("hand therapist"));
        Assert.Throws<ArgumentException>(() => extended.With([("cht", "physician")], []));
        Assert.Throws<ArgumentException>(() => extended.With([("doctor", "clinician")], []));
        Assert.Throws<ArgumentException>(() => extended.With([], [("DXA", "densitometry")]));
    }

    [Fact]
    public void Another_word_means_its_term_and_is_no_term_itself()
    {
        EvidenceVocabulary vocabulary = EvidenceVocabulary.BuiltIn;
        Assert.Equal("physician", vocabulary.FindPerson("Doctor"));
        Assert.Equal("electrodiagnostic test", vocabulary.FindKind("electrodiagnostic study"));
        Assert.All(EvidenceVocabulary.OtherWordsForPersons, word => Assert.Equal(word.Value, vocabulary.FindPerson(word.Key)));
        Assert.All(EvidenceVocabulary.OtherWordsForKinds, word => Assert.Equal(word.Value, vocabulary.FindKind(word.Key)));
        Assert.Empty(vocabulary.Persons.Intersect(EvidenceVocabulary.OtherWordsForPersons.Keys));
        Assert.Empty(vocabulary.Kinds.Intersect(EvidenceVocabulary.OtherWordsForKinds.Keys));
    }

    [Fact]
    public void A_physician_is_a_doctor_of_medicine_and_other_professions_are_clinicians()
    {
        IReadOnlyList<string> physicians = EvidenceVocabulary.BuiltIn.PersonsThatAre("physician");
        Assert.Superset(new HashSet<string> { "specialist", "neurosurgeon", "QME", "AME", "primary treating physician" }, physicians.ToHashSet());
        string[] others = ["psychologist", "acupuncturist", "optometrist", "dentist", "podiatrist", "chiropractor"];
        Assert.Empty(physicians.Intersect(others));
        Assert.Subset(EvidenceVocabulary.BuiltIn.PersonsThatAre("clinician").ToHashSet(), others.ToHashSet());
    }

    private static int Edits(string left, string right)
    {
        if (left.Length == 0 || right.Length == 0)
        {
            return left.Length + right.Length;
        }

        int best = Math.Min(
            Math.Min(Edits(left[1..], right), Edits(left, right[1..])) + 1, Edits(left[1..], right[1..]) + (left[0] == right[0] ? 0 : 1));
        return left.Length > 1 && right.Length > 1 && left[0] == right[1] && left[1] == right[0] ? Math.Min(best, Edits(left[2..], right[2..]) + 1) : best;
    }
}
