using System;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Text;
using Xunit;

namespace ImrDsl.Language.Tests.Semantics;

/// <summary>The fingerprint of a service tells whether two editions ask the same of it.</summary>
public sealed class FingerprintTests
{
    private const string Text = """
        language 1
        guideline test.pump "Pumps"

        entry opioid
          drug: one of codeine, morphine
          daily dose: number 0 to 1000 mg/day

        table factor
          drug     | factor in mg MED/mg
          codeine  | 0.15
          morphine | 1

        facts
          opioids: list of opioids
          sepsis: yes/no, no if not mentioned
          pain: number 0 to 10
          smoker: yes/no

        define load: total of daily dose × factor over opioids

        criteria for pump
          scope: pain is at least 5
          1. Dose: load is at most 120 mg MED/day
             source page 3
          2. not sepsis

        service pump "A pump"
          medically necessary when all criteria for pump

        service other
          medically necessary when not smoker
        """;

    [Theory]
    [InlineData("120 mg", "80 mg")]
    [InlineData("at least 5", "at least 6")]
    [InlineData("codeine  | 0.15", "codeine  | 0.2")]
    [InlineData("total of", "highest")]
    [InlineData(", no if not mentioned", "")]
    [InlineData("all criteria for pump", "criterion 1 for pump")]
    [InlineData("one of codeine, morphine", "one of codeine, morphine, tramadol")]
    [InlineData("  medically necessary when all criteria for pump", "  medically necessary when all criteria for pump\n  not recommended when smoker")]
    public void It_differs_if_something_else_is_asked(string old, string next) => Assert.NotEqual(Of(Text), Of(Changed(old, next)));

    [Theory]
    [InlineData("1. Dose:", "A. Ceiling:")]
    [InlineData("source page 3", "source page 4")]
    [InlineData("not smoker", "smoker")]
    [InlineData("pain: number 0 to 10", "pain: number 0 to 100")]
    [InlineData("\"Pumps\"", "\"Pumps, again\"\n  effective from 2020")]
    [InlineData("120 mg MED/day", "120   mg MED/day   # as before")]
    public void It_is_the_same_if_the_same_is_asked(string old, string next) => Assert.Equal(Of(Text), Of(Changed(old, next)));

    private static string Changed(string old, string next)
    {
        Assert.Contains(old, Text, StringComparison.Ordinal);
        return Text.Replace(old, next, StringComparison.Ordinal);
    }

    private static string Of(string text)
    {
        Compilation compilation = Compilation.Create(new SourceText("a.guideline", text), _ => null);
        Assert.True(compilation.Plan is not null, string.Join("\n", compilation.Diagnostics));
        return Fingerprint.Of(compilation.Plan, compilation.Plan.Services[0]);
    }
}
