using System.IO;
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Proving;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Text;
using ImrDsl.Testing;
using ImrDsl.Values;
using Xunit;

namespace ImrDsl.Language.Tests.Semantics;

/// <summary>Every guideline of the library, of the catalogue of statements and of the documents compiles, and its examples hold.</summary>
public sealed class LanguageGuideTests
{
    public static TheoryData<string, int> Blocks()
    {
        var data = new TheoryData<string, int>();
        foreach (string document in new[] { "docs/language.md", "README.md" })
        {
            for (int i = 0; i < Guidelines(document).Count; i++)
            {
                data.Add(document, i);
            }
        }

        return data;
    }

    public static TheoryData<string> Files() =>
        new(Repository.Guidelines().Where(path => path.StartsWith("guidelines/mtus/", StringComparison.Ordinal)
            || path.StartsWith("tests/cases/catalogue/", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Blocks))]
    public void A_printed_guideline_compiles_and_its_examples_hold(string document, int block) =>
        CompileAndTry(new SourceText(document, Guidelines(document)[block]));

    [Theory]
    [MemberData(nameof(Files))]
    public void The_examples_of_a_guideline_hold(string path) => CompileAndTry(new SourceText(path, Repository.Read(path)));

    [Fact]
    public void Every_spelling_of_the_index_stands_in_a_guideline_that_is_tested()
    {
        string guide = Repository.Read("docs/language.md");
        int start = guide.IndexOf("## Find it fast", StringComparison.Ordinal);
        string index = guide[start..guide.IndexOf("\n## ", start, StringComparison.Ordinal)];
        IEnumerable<string> tested = Guidelines("docs/language.md").Concat(
            Repository.Guidelines().Where(path => !path.Contains("/bad/", StringComparison.Ordinal)).Select(Repository.Read));
        string all = string.Join('\n', tested.SelectMany(text => text.Split('\n')).Select(line => Regex.Replace(line, " +", " ")));
        string[] spellings = [.. index.Split('\n').Where(row => row.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
            .SelectMany(row => Regex.Matches(row.Split(" | ")[1], "`([^`]+)`").Select(match => match.Groups[1].Value))];
        Assert.NotEmpty(spellings);
        Assert.DoesNotContain(spellings, spelling => !Regex.IsMatch(all, Pattern(spelling), RegexOptions.IgnoreCase));
    }

    // C, D, E, F and X stand for a condition, a date or a list, NAME for a name.
    private static string Pattern(string spelling) => Regex.Replace(
        Regex.Escape(spelling.Replace("…, ", string.Empty, StringComparison.Ordinal)).Replace("\"reason\"", "\".+\"", StringComparison.Ordinal), @"\b(NAME|[CDEFGX])\b", ".+");

    private static SourceText? Used(string id)
    {
        string path = "guidelines/" + id.Replace('.', '/') + ".guideline";
        return File.Exists(Repository.PathOf(path)) ? new SourceText(id, Repository.Read(path)) : null;
    }

    private static void CompileAndTry(SourceText file)
    {
        Compilation compilation = Compilation.Create(file, Used);
        Assert.Empty(compilation.Diagnostics.Concat(Prover.Check(compilation)).Select(diagnostic => diagnostic.ToString()));
        GuidelinePlan plan = compilation.Plan!;
        Assert.NotEmpty(plan.Examples);
        foreach (ExamplePlan example in plan.Examples)
        {
            ServiceResult result = ReferenceEvaluator.Evaluate(plan, example);
            Assert.Equal((example.Title, example.Finding), (example.Title, result.Finding));
            Assert.All(example.Quantities, expected => Assert.True(expected.Holds(result.Quantity!.Value), example.Title + ": " + result.Quantity));
            foreach (ExpectedStatus expected in example.Statuses)
            {
                AccountEntry[] answers = result.Account.Where(entry => entry.Kind == AccountKind.Answer && entry.Node == expected.Node.Number).ToArray();
                Status status = answers.Length == 0 ? NotAsked(plan, result, expected.Node) : new Answer(answers[^1].Applies, answers[^1].Value).Status;
                Assert.Equal((example.Title, expected.Label, expected.Status), (example.Title, expected.Label, status));
            }
        }
    }

    // A line of which the record holds no entry to ask it is as open as its criterion.
    private static Status NotAsked(GuidelinePlan plan, ServiceResult result, PlanNode node) => plan.Lists.SelectMany(list => list.Criteria)
        .Where(criterion => Holds(criterion.Condition, node) && result.Criteria.ContainsKey(criterion) && !result.Scopes[criterion.List].IsNotMet)
        .Select(criterion => result.Criteria[criterion]).Where(whole => whole.Value.IsOpen).Select(whole => whole.Status).FirstOrDefault(Status.NotApplicable);

    private static bool Holds(PlanNode root, PlanNode node) => ReferenceEquals(root, node) || root.Children.Any(child => Holds(child, node));

    private static List<string> Guidelines(string document)
    {
        var blocks = new List<string>();
        string[] parts = Repository.Read(document).Split("```guideline\n");
        blocks.AddRange(parts.Skip(1).Select(part => part[..part.IndexOf("```", StringComparison.Ordinal)]));
        return blocks;
    }
}
