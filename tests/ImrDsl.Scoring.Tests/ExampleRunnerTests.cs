using System.Linq;
using ImrDsl.Testing;
using Xunit;

namespace ImrDsl.Scoring.Tests;

public class ExampleRunnerTests
{
    [Fact]
    public void The_examples_of_the_library_hold()
    {
        ExampleReport report = ExampleRunner.Run(Guidelines.OfLibrary("mtus.idds"));

        Assert.Empty(report.Failures.Select(failure => failure.ToString()));
        Assert.True(report.Count > 0);
        Assert.Equal(report.Count, report.Passed);
    }

    [Fact]
    public void A_wrong_expectation_is_reported_at_its_line()
    {
        ExampleReport report = ExampleRunner.Run(Guidelines.OfText("""
            language 1
            guideline test.wrong "Wrong"
            facts
              sepsis: yes/no
              coagulopathy: yes/no
            criteria for implantation
              1. No sepsis: not sepsis
              2. No coagulopathy: not coagulopathy
              3. Either: sepsis or coagulopathy
            service implantation
              medically necessary when criteria 1 to 2 for implantation
            example "one thing documented"
              request implantation on 2012-06-01
              sepsis: no
              expect implantation is medically necessary
                1 is met
                2 is met
                3 is not applicable
            """));

        Assert.Equal(
            [
                "test.guideline:15:3: example \"one thing documented\": implantation is expected to be medically necessary, and is not established",
                "test.guideline:17:5: example \"one thing documented\": 2 is expected to be met, and is not documented",
            ],
            report.Failures.Select(failure => failure.ToString()));
        Assert.Equal((1, 0), (report.Count, report.Passed));
    }

    [Fact]
    public void Below_none_of_and_at_most_a_line_is_expected_as_results_show_it()
    {
        ExampleReport report = ExampleRunner.Run(Guidelines.OfText("""
            language 1
            guideline test.contraindications "Contraindications"
            facts
              sepsis: yes/no
              coagulopathy: yes/no
              smoker: yes/no
              diabetes: yes/no
            criteria for implantation
              1. No contraindication: none of
                   a. sepsis
                   b. coagulopathy
              2. Risks: at most 1 of
                   a. smoker
                   b. not diabetes
                        unless sepsis
            service implantation
              medically necessary when all criteria for implantation
            example "sepsis in a smoker"
              request implantation on 2012-06-01
              sepsis: yes
              coagulopathy: no
              smoker: yes
              diabetes: yes
              expect implantation is not medically necessary
                1, 1.a are not met
                1.b is met
                2, 2.a are not met
                2.b is not met
            """));

        Assert.Empty(report.Failures.Select(failure => failure.ToString()));
    }
}
