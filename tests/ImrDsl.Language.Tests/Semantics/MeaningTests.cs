using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Text;
using ImrDsl.Testing;
using Xunit;

namespace ImrDsl.Language.Tests.Semantics;

/// <summary>The meaning hash is the same for two texts exactly if they mean the same.</summary>
public class MeaningTests
{
    private const string Tens = """
        language 1
        guideline test.tens "TENS"
          effective from 2009-07-18 to 2016-07-27

        facts
          pain duration: number 0 to 600 months
          pain onset: date
          pain before: number 0 to 10
          sepsis: yes/no, no if not mentioned
          evaluation: record
            benefit is expected: yes/no
          kind: one of nociceptive, neuropathic, mixed
          other treatment is likely to help: yes/no, reviewer decides
            ask "Would anything else help?"

        define lasting: time from pain onset to decision date

        criteria for chronic pain
          1. Duration: pain duration ≥ 3 months
          2. Lasting: lasting > 1 year
          3. No sepsis: not sepsis
          4. Evaluation: evaluation is documented by a psychologist or psychiatrist before request date, with all of
               benefit is expected
          5. Kind: kind is neuropathic or mixed
          6. Nothing else: none of
               other treatment is likely to help
               pain before < 4

        service trial "TENS trial"
          codes CPT 64550, HCPCS E0730
          medically necessary when all criteria for chronic pain
        """;

    private static readonly Dictionary<string, SourceText> Shared = Repository.Guidelines().Where(path => path.StartsWith("guidelines/common/", StringComparison.Ordinal))
        .Select(path => new SourceText(path, Repository.Read(path))).ToDictionary(file => Compilation.DeclaredId(file, out _)!);

    [Theory]
    [InlineData("pain duration ≥ 3 months", "pain duration >= 3 months")]
    [InlineData("pain duration ≥ 3 months", "pain duration is at least 3 months")]
    [InlineData("pain duration ≥ 3 months", "pain   duration  ≥ 3.0 months   # as printed")]
    [InlineData("pain duration ≥ 3 months", "Pain Duration ≥ 3 months")]
    [InlineData("lasting > 1 year", "lasting is more than 12 months")]
    [InlineData("not sepsis", "no sepsis")]
    [InlineData("kind is neuropathic or mixed", "kind is mixed or neuropathic")]
    [InlineData("psychologist or psychiatrist", "psychiatrist or psychologist")]
    [InlineData("3. No sepsis: not sepsis", "3. Sepsis is absent: not sepsis\n       note \"A note.\"")]
    [InlineData("criteria for chronic pain\n", "criteria for chronic pain\n\n\n")]
    [InlineData("  ask \"Would anything else help?\"\n", "  ask \"Is anything else likely to help?\"\n")]
    [InlineData("  pain before: number 0 to 10\n  sepsis: yes/no, no if not mentioned\n", "  sepsis: yes/no, no if not mentioned\n  pain before: number 0 to 10\n")]
    [InlineData("facts\n", "facts\n  nobody asks this: yes/no\n")]
    [InlineData("define lasting:", "define how long it lasts:", "lasting > 1 year", "how long it lasts > 1 year")]
    [InlineData("codes CPT 64550, HCPCS E0730", "codes HCPCS E0730, CPT 64550")]
    public void What_means_the_same_has_the_same_hash(params string[] changes) => Assert.Equal(HashOf(Tens), HashOf(Changed(changes)));

    [Theory]
    [InlineData("pain duration ≥ 3 months", "pain duration > 3 months")]
    [InlineData("pain duration ≥ 3 months", "pain duration ≥ 4 months")]
    [InlineData("pain before < 4", "pain before < 4.5")]
    [InlineData("lasting > 1 year", "lasting > 365 days")]
    [InlineData("not sepsis", "sepsis")]
    [InlineData("kind is neuropathic or mixed", "kind is neuropathic")]
    [InlineData("psychologist or psychiatrist", "psychologist")]
    [InlineData("before request date", "before decision date")]
    [InlineData("before request date", "on or before request date")]
    [InlineData("none of", "all of")]
    [InlineData("3. No sepsis", "7. No sepsis")]
    [InlineData("sepsis: yes/no, no if not mentioned", "sepsis: yes/no")]
    [InlineData("sepsis: yes/no, no if not mentioned", "sepsis: yes/no, yes if not mentioned")]
    [InlineData("help: yes/no, reviewer decides", "help: yes/no")]
    [InlineData("number 0 to 600 months", "number 0 to 300 months")]
    [InlineData("neuropathic, mixed", "neuropathic, unclear, mixed")]
    [InlineData("benefit is expected: yes/no", "benefit is expected: yes/no\n    relapse is expected: yes/no")]
    [InlineData("time from pain onset to decision date", "time from pain onset to request date")]
    [InlineData("all criteria for chronic pain", "criteria 1 to 5 for chronic pain")]
    [InlineData("codes CPT 64550, HCPCS E0730", "codes CPT 64550")]
    [InlineData("to 2016-07-27", "to 2016-07-28")]
    [InlineData("service trial", "service trial period")]
    public void What_means_something_else_has_another_hash(params string[] changes) => Assert.NotEqual(HashOf(Tens), HashOf(Changed(changes)));

    [Fact]
    public void Of_a_thousand_random_changes_the_hash_changes_with_those_of_the_plan_and_no_others()
    {
        // Examples mean nothing, and most lines are theirs.
        (string Text, string Content, string Hash)[] files =
        [
            .. Repository.Guidelines().Where(path => !path.Contains("/bad/", StringComparison.Ordinal) && !path.Contains("/common/", StringComparison.Ordinal))
                .Select(path => Repository.Read(path).Split("\nexample ")[0]).Select(text => (text, Plan: PlanOf(text))).Where(file => file.Plan is not null)
                .Select(file => (file.text, PlanContent.Of(file.Plan!), Meaning.HashOf(file.Plan!))),
        ];
        var random = new Random(20260706);
        (int same, int other) = (0, 0);
        var wrong = new List<string>();
        while (same + other < 1000)
        {
            (string text, string content, string hash) = files[random.Next(files.Length)];
            string mutated = Mutated(text, random);
            if (mutated != text && PlanOf(mutated) is { } after)
            {
                bool isSame = content == PlanContent.Of(after);
                (same, other) = isSame ? (same + 1, other) : (same, other + 1);
                if (isSame != (hash == Meaning.HashOf(after)))
                {
                    wrong.Add((isSame ? "the hash changed: " : "the hash stayed: ") + FirstDifference(text, mutated));
                }
            }
        }

        Assert.True(wrong.Count == 0, wrong.Count + " of 1000:\n" + string.Join("\n", wrong.Take(12)));
        Assert.InRange(same, 300, 700);
    }

    [Fact]
    public void Guidelines_that_differ_have_different_hashes()
    {
        IEnumerable<GuidelinePlan> plans = Repository.Guidelines().Where(path => path.StartsWith("guidelines/", StringComparison.Ordinal)).Select(Repository.Read).Select(PlanOf).OfType<GuidelinePlan>();

        string[] hashes = [.. plans.Select(Meaning.HashOf)];

        Assert.Equal(hashes.Length, hashes.Distinct().Count());
        Assert.All(hashes, hash => Assert.Matches("^[0-9a-f]{64}$", hash));
    }

    private static string Changed(string[] changes)
    {
        string text = Tens;
        for (int i = 0; i < changes.Length; i += 2)
        {
            Assert.Contains(changes[i], text, StringComparison.Ordinal);
            text = text.Replace(changes[i], changes[i + 1], StringComparison.Ordinal);
        }

        return text;
    }

    private static string HashOf(string text)
    {
        GuidelinePlan? plan = PlanOf(text);
        Assert.True(plan is not null, string.Join("\n", Compilation.Create(new SourceText("test.guideline", text), id => Shared.GetValueOrDefault(id)).Diagnostics));
        return Meaning.HashOf(plan!);
    }

    private static GuidelinePlan? PlanOf(string text) => Compilation.Create(new SourceText("test.guideline", text), id => Shared.GetValueOrDefault(id)).Plan;

    // Every line can be laid out otherwise, few lines hold a number or a comparison: so those are tried more often.
    private static readonly int[] Changes = [0, 0, 0, 0, 0, 0, 1, 2, 3, 3, 4, 4, 4, 4, 5, 5, 5, 6, 6, 6, 7, 7, 7, 7, 8, 9, 9, 9, 10, 11, 11, 11, 12, 12, 13, 13];

    // One small change of a line, such as an author or an editor makes.
    private static string Mutated(string text, Random random)
    {
        string[] lines = text.Split('\n');
        int at = random.Next(lines.Length);
        string line = lines[at];
        lines[at] = Changes[random.Next(Changes.Length)] switch
        {
            0 => Regex.Replace(line, "[0-9]+", match => (long.Parse(match.Value, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture), RegexOptions.None, TimeSpan.FromSeconds(5)),
            1 => line + "   # a comment",
            2 => line + "\n",
            3 => line.Replace("≥", ">=", StringComparison.Ordinal).Replace("at least", "≥", StringComparison.Ordinal),
            4 => line.Replace("at least", "at most", StringComparison.Ordinal).Replace("≥", "≤", StringComparison.Ordinal).Replace(" > ", " < ", StringComparison.Ordinal),
            5 => line.Replace(" and ", " or ", StringComparison.Ordinal),
            6 => line.Replace("all of", "any of", StringComparison.Ordinal).Replace("none of", "all of", StringComparison.Ordinal),
            7 => line.Replace(" is ", " is not ", StringComparison.Ordinal),
            8 => string.Empty,
            9 => line.Replace("months", "weeks", StringComparison.Ordinal).Replace("years", "months", StringComparison.Ordinal),
            10 => Regex.Replace(line, "\"(.*)\"", "\"$1, or so\"", RegexOptions.None, TimeSpan.FromSeconds(5)),
            11 => line.Replace("before", "after", StringComparison.Ordinal).Replace(", no if not mentioned", string.Empty, StringComparison.Ordinal),
            12 => Regex.Replace(line, "([0-9]) (months|weeks|visits|days)", "$1   $2", RegexOptions.None, TimeSpan.FromSeconds(5)),
            _ => Regex.Replace(line, "([0-9]+) (months|weeks|visits|days) or more", "at least $1 $2", RegexOptions.None, TimeSpan.FromSeconds(5)).Replace("  ", "   ", StringComparison.Ordinal),
        };
        return string.Join('\n', lines);
    }

    private static string FirstDifference(string before, string after)
    {
        string[] left = before.Split('\n');
        string[] right = after.Split('\n');
        int first = Enumerable.Range(0, Math.Min(left.Length, right.Length)).FirstOrDefault(i => left[i] != right[i]);
        return "“" + left[first].Trim() + "” → “" + right[first].Trim() + "”";
    }
}
