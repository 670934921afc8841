using System;
using System.Linq;
using System.Text.RegularExpressions;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Text;
using ImrDsl.Scoring.Coverage;
using ImrDsl.Scoring.Proposing;
using ImrDsl.Testing;
using Xunit;

namespace ImrDsl.Scoring.Tests;

/// <summary>The examples that are proposed for a guideline show what the guideline's own examples do not, and hold.</summary>
public partial class ExampleSearchTests
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("IMR_LONG") == "1";

    [Fact]
    public void Examples_stand_at_the_value_at_which_a_criterion_turns()
    {
        string[] blocks = [.. Propose("""
            language 1
            guideline test.age "Age"
            facts
              weight: number 20 to 300 kg
              pain onset: date
            criteria for surgery
              1. weight ≥ 100 kg
              2. at least 6 months since pain onset
            service surgery
              medically necessary when all criteria for surgery
            example "met"
              request surgery on 2024-06-15
              weight: 120 kg
              pain onset: 2020
              expect surgery is medically necessary
            """).Examples.Select(example => example.Text)];

        Assert.Equal(
            """
            example "surgery is not met; weight: 99 kg"
              request surgery on 2024-06-15
              weight: 99 kg
              pain onset: 2020
              expect surgery is not medically necessary
                1 is not met

            """,
            blocks[0]);
        Assert.Contains(blocks, block => block.Contains("weight: unknown", StringComparison.Ordinal));
        Assert.Contains(blocks, block => block.Contains("pain onset: 2023-12-16", StringComparison.Ordinal) && block.Contains("2 is not met", StringComparison.Ordinal));
    }

    [Fact]
    public void What_no_case_shows_is_named()
    {
        ExampleProposals proposals = Propose("""
            language 1
            guideline test.never "Never"
            facts
              weight: number 20 to 300 kg
            criteria for surgery
              1. weight > 200 kg and weight < 100 kg
            service surgery
              medically necessary when all criteria for surgery
            """);
        Assert.Equal(["surgery met", "1 met"], proposals.NotFound.Select(missing => (missing.Line.Label.Length > 0 ? missing.Line.Label : missing.Line.Name) + " " + CoveredLine.Words(missing.Outcome)));
    }

    [Fact]
    public void For_guidelines_without_any_example_nearly_every_outcome_is_found_and_every_example_holds()
    {
        // Four seconds a guideline at most, and the corpus grows: a short run takes a part of it.
        string[] paths = [.. Repository.Guidelines()
            .Where(path => path.StartsWith("tests/cases/catalogue/", StringComparison.Ordinal) || path.StartsWith("guidelines/", StringComparison.Ordinal))
            .Where((_, number) => IsLong || number % 8 == 0)];
        int seen = 0;
        int wanted = 0;
        foreach (string path in paths)
        {
            string text = Example().Replace(Repository.Read(path), string.Empty);
            if (Guidelines.Compile(new SourceText(path, text)).Plan is not { } plan)
            {
                continue;
            }

            ExampleProposals proposals = ExampleSearch.Run(plan, Guidelines.Compile);
            Compilation pasted = Guidelines.Compile(new SourceText(path, text + string.Concat(proposals.Examples.Select(example => "\n" + example.Text))));
            Assert.Empty(pasted.Diagnostics.Where(finding => finding.Severity == Language.Diagnostics.Severity.Error).Select(finding => finding.ToString()));
            Assert.Empty(ExampleRunner.Run(pasted.Plan!).Failures.Select(failure => failure.ToString()));
            GuidelineCoverage coverage = GuidelineCoverage.Of(pasted.Plan!);
            Assert.Equal(proposals.NotFound.Count, coverage.Wanted - coverage.Seen);
            seen += coverage.Seen;
            wanted += coverage.Wanted;
        }

        Assert.True(seen >= 0.95 * wanted, $"Of {paths.Length} guidelines, only {seen} of {wanted} outcomes were found.");
    }

    private static ExampleProposals Propose(string text) => ExampleSearch.Run(Guidelines.OfText(text), Guidelines.Compile);

    [GeneratedRegex("^example \"(?:.*\n)(?:(?:[ #].*)?\n)*", RegexOptions.Multiline)]
    private static partial Regex Example();
}
