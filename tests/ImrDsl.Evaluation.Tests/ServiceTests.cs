using System.Collections.Generic;
using System.IO;
using System.Linq;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Text;
using ImrDsl.Scoring;
using ImrDsl.Testing;
using ImrDsl.Values;
using Xunit;

namespace ImrDsl.Evaluation.Tests;

/// <summary>Lists of criteria with their scope, services, the order of the account.</summary>
public sealed class ServiceTests
{
    private static readonly Guideline Pump = Guideline.Of("""
        facts
          malignant: yes/no
          sepsis: yes/no
          duration: number 0 to 100
          trial: yes/no
        define long: duration > 6
        criteria for pain
          scope: not malignant
          1. long
          2. No contraindication: none of
               sepsis
          3. trial
        service temporary trial
          medically necessary when criteria 1 to 2 for pain
        service implantation
          medically necessary when all criteria for pain
          not recommended when sepsis
        """);

    [Theory]
    [InlineData("\"malignant\": \"yes\"", Finding.NotAddressed)]
    [InlineData("\"malignant\": \"no\"", Finding.NotEstablished)]
    [InlineData("\"malignant\": \"no\", \"duration\": 7, \"sepsis\": \"no\"", Finding.Necessary)]
    [InlineData("\"duration\": 7, \"sepsis\": \"no\"", Finding.NotEstablished)]
    [InlineData("\"duration\": 6", Finding.NotNecessary)]
    public void A_list_out_of_scope_does_not_address_the_request(string facts, Finding expected) => Assert.Equal(expected, Pump.Evaluate(facts).Finding);

    [Fact]
    public void Criteria_that_a_service_does_not_use_are_not_asked()
    {
        ServiceResult result = Pump.Evaluate("");
        Assert.Equal(["1", "2"], result.Criteria.Keys.Select(criterion => criterion.Label));
        Assert.Equal(Truth.NotDocumented, result.Scopes.Single().Value);
    }

    [Fact]
    public void The_account_stands_in_the_order_of_evaluation() => Assert.Equal(
        [
            "malignant[0] FactUsed",
            "not met: malignant",
            "met: not malignant",
            "duration[0] FactUsed",
            "met: duration > 6",
            "met: long",
            "sepsis FactMissing",
            "not documented: sepsis",
            "not documented: none of",
            "not documented: criteria 1 to 2 for pain",
        ],
        Pump.WholeAccount("\"malignant\": \"no\", \"duration\": 7"));

    [Fact]
    public void A_recommendation_against_beats_necessity()
    {
        var guideline = Guideline.Of("""
            facts
              necessary: yes/no
              harmful: yes/no
            service it
              medically necessary when necessary
              not recommended when harmful
            """);
        Assert.Equal(Finding.RecommendsAgainst, guideline.Evaluate("\"necessary\": \"yes\", \"harmful\": \"yes\"").Finding);
        Assert.Equal(Finding.NotEstablished, guideline.Evaluate("\"necessary\": \"yes\"").Finding);
        Assert.Equal(Finding.Necessary, guideline.Evaluate("\"necessary\": \"yes\", \"harmful\": \"no\"").Finding);
        Assert.Equal(Finding.NotNecessary, guideline.Evaluate("\"necessary\": \"no\"").Finding);
    }

    [Fact]
    public void The_examples_of_the_library_come_out_as_their_authors_expect()
    {
        int checks = 0;
        ILookup<string, SourceText> files = Repository.Guidelines()
            .Where(path => path.StartsWith("guidelines/", System.StringComparison.Ordinal))
            .Select(path => new SourceText(path, File.ReadAllText(Repository.PathOf(path))))
            .ToLookup(file => Compilation.DeclaredId(file, out _)!);
        foreach (SourceText file in files.SelectMany(editions => editions))
        {
            if (Compilation.Create(file, id => files[id].FirstOrDefault()).Plan is { } plan)
            {
                Assert.Empty(ExampleRunner.Run(plan).Failures);
                checks += plan.Examples.Sum(example => example.Statuses.Count + (example.Finding is null ? 0 : 1));
            }
        }

        Assert.True(checks > 1000, $"only {checks} expectations");
    }
}
