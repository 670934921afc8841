using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using ImrDsl.Testing;
using ImrDsl.Values;
using Xunit;

namespace ImrDsl.Language.Tests.Diagnostics;

/// <summary>A suggestion is near what was typed, whatever was typed: an absurd one is worse than none.</summary>
public sealed class SuggestionTests
{
    private static readonly string[] Vocabulary =
    [
        .. Repository.Guidelines().Where(path => path.StartsWith("guidelines/", StringComparison.Ordinal))
            .SelectMany(path => Regex.Matches(Repository.Read(path), "[A-Za-z]{2,}").Select(match => match.Value.ToLowerInvariant())).Distinct(),
    ];

    [Fact]
    public void Of_random_letters_nothing_far_away_is_suggested()
    {
        var random = new Random(20141030);
        for (int i = 0; i < 1000; i++)
        {
            IsNear(string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => (char)('a' + random.Next(26)))), Vocabulary);
        }
    }

    [Fact]
    public void Of_every_word_of_the_library_nothing_far_away_is_suggested_among_the_others()
    {
        Assert.NotEmpty(Vocabulary);
        string[] others = [.. Vocabulary.Where((_, i) => i % 7 == 0)];
        foreach (string word in Vocabulary)
        {
            IsNear(word, others.Where(other => other != word));
        }
    }

    [Theory]
    [InlineData("ofr", "for")]
    [InlineData("malgnant", "malignant")]
    [InlineData("cat", null)]
    [InlineData("eight", null)]
    public void A_slip_is_recognised_and_a_tie_is_not_guessed(string typed, string? meant) =>
        Assert.Equal(meant, Spelling.Nearest(typed, ["for", "of", "or", "malignant", "height", "weight", "dog"]));

    private static void IsNear(string typed, IEnumerable<string> known)
    {
        if (Spelling.Nearest(typed, known) is { } meant)
        {
            Assert.True(Spelling.Distance(typed, meant, 99) <= Math.Min(3, typed.Length / 3), $"{typed}: {meant}?");
        }
    }
}
