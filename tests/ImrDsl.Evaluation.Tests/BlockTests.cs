using System.Collections.Generic;
using System.Linq;
using ImrDsl.Values;
using Xunit;

namespace ImrDsl.Evaluation.Tests;

/// <summary>Blocks, guards and exceptions: every combination of three parts, each under a guard of its own.</summary>
public sealed class BlockTests
{
    private const string Facts = """
        a: yes/no
        b: yes/no
        c: yes/no
        asks a: yes/no
        asks b: yes/no
        asks c: yes/no
        """;

    private const string Parts = """

          a applies only when asks a
          b applies only when asks b
          c applies only when asks c
        """;

    private static readonly bool?[] Answers = [true, false, null];

    [Theory]
    [InlineData("all of")]
    [InlineData("any of")]
    [InlineData("none of")]
    [InlineData("at least 1 of")]
    [InlineData("at least 2 of")]
    [InlineData("exactly 1 of")]
    [InlineData("exactly 2 of")]
    [InlineData("at most 1 of")]
    [InlineData("at most 2 of")]
    public void A_part_that_does_not_apply_is_as_if_it_were_not_there(string block)
    {
        var guideline = Guideline.Asking(Facts, block + Parts);
        foreach ((bool?[] parts, bool?[] guards) in All())
        {
            Answer answer = guideline.Evaluate(Case(parts, guards)).Necessary;

            // What the block asks of every reading of the record.
            List<bool> readings = [];
            List<bool> applying = [];
            foreach ((bool[] values, bool[] asked) in Readings(parts, guards))
            {
                int count = values.Zip(asked).Count(part => part.First && part.Second);
                int applicable = asked.Count(isAsked => isAsked);
                applying.Add(applicable > 0);
                readings.Add(block switch
                {
                    "all of" => count == applicable,
                    "any of" => count > 0,
                    "none of" => count == 0,
                    "at least 1 of" => count >= 1,
                    "at least 2 of" => count >= 2,
                    "exactly 1 of" => count == 1,
                    "exactly 2 of" => count == 2,
                    "at most 1 of" => count <= 1,
                    _ => count <= 2,
                });
            }

            Assert.Equal(Common(applying), answer.Applies);
            Assert.Equal(Common(readings), answer.Value);
        }
    }

    [Theory]
    [InlineData("all of", "none of", "any of")]
    [InlineData("any of", "at least 1 of", "none of")]
    public void De_Morgan_holds_with_guards(string block, string sameOfNegations, string negation)
    {
        string negated = Parts.Replace(" a applies", " not a applies").Replace(" b applies", " not b applies").Replace(" c applies", " not c applies");
        var one = Guideline.Asking(Facts, block + Parts);
        var same = Guideline.Asking(Facts, (sameOfNegations == "none of" ? "none of" + negated : sameOfNegations + Parts));
        var opposite = Guideline.Asking(Facts, negation + (negation == "any of" ? negated : Parts));
        foreach ((bool?[] parts, bool?[] guards) in All())
        {
            string facts = Case(parts, guards);
            Assert.Equal(one.Evaluate(facts).Necessary, same.Evaluate(facts).Necessary);
            Assert.Equal(one.Evaluate(facts).Necessary, !opposite.Evaluate(facts).Necessary);
        }
    }

    [Theory]
    [InlineData("yes", "no", Status.Met)]
    [InlineData("no", "yes", Status.Met)]
    [InlineData("no", "no", Status.NotMet)]
    [InlineData("no", null, Status.NotDocumented)]
    [InlineData(null, "no", Status.NotDocumented)]
    [InlineData(null, "yes", Status.Met)]
    [InlineData("yes", null, Status.Met)]
    public void An_exception_waives_and_silence_about_it_leaves_the_rest_open(string? condition, string? exception, Status expected)
    {
        var guideline = Guideline.Asking(Facts, "a unless b");
        Assert.Equal(expected, guideline.Evaluate(Case(condition, exception)).Necessary.Status);
    }

    [Theory]
    [InlineData("no", "yes", "no", Status.Met)]
    [InlineData("no", "yes", "yes", Status.NotMet)]
    [InlineData("no", "yes", null, Status.NotDocumented)]
    [InlineData("no", "no", null, Status.NotMet)]
    public void An_exception_to_the_exception(string condition, string exception, string? but, Status expected)
    {
        var guideline = Guideline.Asking(Facts, "a\n  unless b but not when c");
        Assert.Equal(expected, guideline.Evaluate(Case(condition, exception, but)).Necessary.Status);
    }

    [Theory]
    [InlineData("no", "yes", Status.NotApplicable)]
    [InlineData("yes", "yes", Status.NotApplicable)]
    [InlineData("no", "no", Status.NotMet)]
    [InlineData("yes", "no", Status.Met)]
    [InlineData("yes", null, Status.NotDocumented)]
    [InlineData("no", null, Status.NotMet)]
    public void An_excuse_is_neutral(string condition, string? excuse, Status expected)
    {
        var guideline = Guideline.Asking(Facts, "a\n  excused when b");
        Assert.Equal(expected, guideline.Evaluate(Case(condition, excuse)).Necessary.Status);
    }

    [Fact]
    public void A_negation_keeps_its_guard()
    {
        var guideline = Guideline.Of("facts\n  a: yes/no\n  b: yes/no\ndefine d: a applies only when b\nservice it\n  medically necessary when not d\n");
        Assert.Equal(Status.NotApplicable, guideline.Evaluate("\"a\": \"yes\", \"b\": \"no\"").Necessary.Status);
        Assert.Equal(Status.NotMet, guideline.Evaluate("\"a\": \"yes\", \"b\": \"yes\"").Necessary.Status);
        Assert.Equal(Status.Met, guideline.Evaluate("\"a\": \"no\", \"b\": \"yes\"").Necessary.Status);
    }

    private static Truth Common(List<bool> readings) => readings.Distinct().Count() == 1 ? readings[0] : Truth.NotDocumented;

    private static IEnumerable<(bool?[] Parts, bool?[] Guards)> All() =>
        from a in Answers from b in Answers from c in Answers from x in Answers from y in Answers from z in Answers select (new[] { a, b, c }, new[] { x, y, z });

    private static IEnumerable<(bool[] Parts, bool[] Guards)> Readings(bool?[] parts, bool?[] guards)
    {
        bool?[] all = [.. parts, .. guards];
        for (int bits = 0; bits < 1 << all.Length; bits++)
        {
            bool[] reading = [.. Enumerable.Range(0, all.Length).Select(i => (bits & (1 << i)) != 0)];
            if (all.Zip(reading).All(pair => pair.First is null || pair.First == pair.Second))
            {
                yield return (reading[..3], reading[3..]);
            }
        }
    }

    private static string Case(bool?[] parts, bool?[] guards)
    {
        static string Word(bool? answer) => answer is null ? "null" : answer.Value ? "\"yes\"" : "\"no\"";
        return $"\"a\": {Word(parts[0])}, \"b\": {Word(parts[1])}, \"c\": {Word(parts[2])}, "
            + $"\"asks a\": {Word(guards[0])}, \"asks b\": {Word(guards[1])}, \"asks c\": {Word(guards[2])}";
    }

    private static string Case(string? a, string? b, string? c = null)
    {
        static string Word(string? answer) => answer is null ? "null" : "\"" + answer + "\"";
        return $"\"a\": {Word(a)}, \"b\": {Word(b)}, \"c\": {Word(c)}";
    }
}
