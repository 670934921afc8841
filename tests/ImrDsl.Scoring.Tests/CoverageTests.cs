using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Scoring.Coverage;
using Xunit;

namespace ImrDsl.Scoring.Tests;

/// <summary>What examples show of services and criteria, and what they do not.</summary>
public class CoverageTests
{
    private const string Pump = """
        language 1
        guideline test.pump "Pump"
        facts
          sepsis: yes/no
          therapy failed: yes/no
          deficit is progressive: yes/no, no if not mentioned
        criteria for pump
          1. No sepsis: not sepsis
          2. Therapy: therapy failed
               unless deficit is progressive
        service pump
          medically necessary when all criteria for pump

        """;

    [Fact]
    public void Without_examples_everything_is_missing()
    {
        GuidelineCoverage coverage = GuidelineCoverage.Of(Guidelines.OfText(Pump));
        Assert.Equal((0, 11, 0), (coverage.Seen, coverage.Wanted, coverage.Percent));
    }

    [Fact]
    public void An_example_shows_each_criterion_as_it_comes_out()
    {
        Assert.Equal(
            [
                "pump: not documented",
                "1: met, decisive",
                "2: not documented, decisive",
            ],
            Shown(Pump + Example("sepsis: no")));
    }

    [Fact]
    public void What_is_met_is_decisive_if_the_service_hangs_on_it()
    {
        Assert.Equal(["pump: met", "1: met, decisive", "2: met, decisive"], Shown(Pump + Example("sepsis: no", "therapy failed: yes")));
    }

    [Fact]
    public void Of_two_criteria_that_fail_neither_is_decisive()
    {
        Assert.Equal(["pump: not met", "1: not met", "2: not met"], Shown(Pump + Example("sepsis: yes", "therapy failed: no")));
        Assert.Equal(["pump: not met", "1: not met, decisive", "2: met"], Shown(Pump + Example("sepsis: yes", "therapy failed: yes")));
    }

    [Fact]
    public void Of_two_criteria_that_are_open_neither_is_decisive()
    {
        Assert.Equal(["pump: not documented", "1: not documented", "2: not documented"], Shown(Pump + Example()));
    }

    [Fact]
    public void A_criterion_that_applies_to_none_of_the_examples_is_not_shown()
    {
        string scoped = Pump.Replace("criteria for pump\n  1.", "criteria for pump\n  scope: deficit is progressive\n  1.", StringComparison.Ordinal);
        Assert.Empty(Shown(scoped + Example("sepsis: no", "therapy failed: yes")));
    }

    [Fact]
    public void A_service_that_is_never_recommended_need_not_be_met()
    {
        GuidelineCoverage coverage = GuidelineCoverage.Of(Guidelines.OfText("""
            language 1
            guideline test.against "Against"
            facts
              sepsis: yes/no
            service pump
              not recommended when sepsis
            """));
        Assert.Equal([CoverageOutcome.NotMet, CoverageOutcome.NotDocumented], Assert.Single(coverage.Services).Wanted);
    }

    [Fact]
    public void A_criterion_that_no_fact_can_change_is_asked_for_as_it_is()
    {
        string always = Pump.Replace("not sepsis", "decision date is after 2000-01-01 or sepsis", StringComparison.Ordinal);
        GuidelineCoverage coverage = GuidelineCoverage.Of(Guidelines.OfText(always));
        Assert.Equal([CoverageOutcome.Met], coverage.Lines[0].Wanted);
    }

    [Fact]
    public void What_the_day_alone_decides_is_asked_for_both_ways()
    {
        GuidelineCoverage coverage = GuidelineCoverage.Of(Guidelines.OfText("""
            language 1
            guideline test.sleeve "Sleeve"
              effective from 2006-02-21 to 2013-09-23
            facts
              diabetes: yes/no
            service sleeve
              medically necessary when diabetes
              not recommended when decision date is before 2012-06-27
            """));
        Assert.Equal([CoverageOutcome.Met, CoverageOutcome.NotMet, CoverageOutcome.NotDocumented], Assert.Single(coverage.Services).Wanted);
        Assert.Equal([CoverageOutcome.Met, CoverageOutcome.NotMet, CoverageOutcome.Decisive], Assert.Single(coverage.Lines).Wanted);
    }

    [Fact]
    public void Amounts_recommendations_against_and_labelled_lines_of_a_service_are_lines_too()
    {
        GuidelineCoverage coverage = GuidelineCoverage.Of(Guidelines.OfText("""
            language 1
            guideline test.visits "Visits"
            request
              visits: number 1 to 100 visits
            facts
              improvement: yes/no
              sepsis: yes/no
            criteria for more
              1. improvement
            service therapy
              medically necessary up to 6 visits when not sepsis
              medically necessary up to 18 visits when all criteria for more
              not recommended when sepsis
            example "more, with improvement"
              request 12 visits of therapy on 2014-06-15
              improvement: yes
              sepsis: no
              expect therapy is medically necessary
            """));
        Assert.Equal(["1", "up to 6 visits", "up to 18 visits", "sepsis"], coverage.Lines.Select(line => line.Label.Length > 0 ? line.Label : line.Name.Split(" when")[0].Replace("medically necessary ", "", StringComparison.Ordinal)));
        Assert.Equal([[CoverageOutcome.NotMet, CoverageOutcome.NotDocumented], [CoverageOutcome.NotMet, CoverageOutcome.NotDocumented, CoverageOutcome.Decisive], [CoverageOutcome.NotMet, CoverageOutcome.NotDocumented], [CoverageOutcome.Met, CoverageOutcome.NotDocumented]], coverage.Lines.Select(line => line.Missing.ToArray()));
    }

    private static string Example(params string[] facts) =>
        "example \"one\"\n  request pump on 2014-06-15\n" + string.Concat(facts.Select(fact => "  " + fact + "\n")) + "  expect pump is not addressed\n";

    private static IEnumerable<string> Shown(string text)
    {
        GuidelineCoverage coverage = GuidelineCoverage.Of(Guidelines.OfText(text));
        return coverage.Services.Concat(coverage.Lines)
            .Select(line => (Name: line.Condition is null ? line.Name : line.Label, Shown: line.Wanted.Where(outcome => line.SeenIn(outcome) is not null).Select(CoveredLine.Words).ToArray()))
            .Where(line => line.Shown.Length > 0)
            .Select(line => line.Name + ": " + string.Join(", ", line.Shown));
    }
}
