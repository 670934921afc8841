using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Runtime;
using ImrDsl.Values;
using Xunit;

namespace ImrDsl.Compiler.Tests;

/// <summary>Generated code gives the answers of the reference evaluator, and the same account, entry by entry.</summary>
public class SameAnswerTests
{
    public static TheoryData<string> Guidelines => [.. Library.Paths.Where(path => Library.Compile(path).Plan is not null)];

    [Theory]
    [MemberData(nameof(Guidelines))]
    public void A_guideline_answers_random_cases_as_the_reference_evaluator(string path)
    {
        GuidelinePlan plan = Library.Compile(path).Plan!;
        var guideline = new TypedGuideline(plan, EmittedCode.Load(EmittedCode.Compile(Library.Emit(path))));
        var random = new Random(20141030);
        for (int i = 0; i < Amount.Of(300, 3000); i++)
        {
            Check.Same(plan, guideline, new RandomRecord(plan, random).Next());
        }
    }

    [Theory]
    [MemberData(nameof(Guidelines))]
    public void The_examples_of_a_guideline_hold_for_generated_code(string path)
    {
        GuidelinePlan plan = Library.Compile(path).Plan!;
        var guideline = new TypedGuideline(plan, EmittedCode.Load(EmittedCode.Compile(Library.Emit(path))));
        foreach (ExamplePlan example in plan.Examples)
        {
            Check.Same(plan, guideline, example.Case);
            if (example.Finding is { } finding && ReferenceEvaluator.IsInForce(plan, example.Case))
            {
                Assert.Equal(finding, guideline.Decide(guideline.Case(example.Case), example.Service));
            }
        }
    }
}

/// <summary>How much to try: more in the long run.</summary>
internal static class Amount
{
    public static int Of(int usually, int inTheLongRun) => Environment.GetEnvironmentVariable("IMR_LONG") == "1" ? inTheLongRun : usually;
}

/// <summary>Compares generated code with the reference evaluator.</summary>
internal static class Check
{
    [ThreadStatic]
    private static AccountEntry[]? room;

    private static AccountEntry[] Room => room ??= new AccountEntry[20_000];

    public static void Same(GuidelinePlan plan, TypedGuideline guideline, CaseRecord record) => Same(plan, guideline, record, guideline.Case(record));

    public static void Same(GuidelinePlan plan, TypedGuideline guideline, CaseRecord record, object typed)
    {
        foreach (ServicePlan service in plan.Services)
        {
            ServiceResult expected = ReferenceEvaluator.Evaluate(plan, service, record);
            ServiceAnswer actual = guideline.Evaluate(typed, service, Room);
            string where = plan.Id + ", " + service.Name + "\n" + plan.File.Content + "\n";
            SameAccount(plan, expected.Account, Room.AsSpan(0, actual.Written), where);
            Assert.True(expected.Necessary == actual.Necessary, where);
            Assert.True(expected.Against == actual.Against, where);
            Assert.True(expected.Quantity == actual.Quantity, where + "expected " + expected.Quantity + ", not " + actual.Quantity);
            Assert.True(expected.Finding == actual.Finding, where + "expected " + expected.Finding);
            Assert.True(actual.IsComplete);
            Assert.True(expected.Finding == guideline.Decide(typed, service), where + "expected " + expected.Finding);
            Assert.True(expected.Finding == guideline.DecidePacked(typed, service), where + "expected of the packed case " + expected.Finding);
            string? difference = PackedComparison.Difference(plan, expected, guideline, service, typed);
            Assert.True(difference is null, where + difference);

            ServiceAnswer cut = guideline.Evaluate(typed, service, Room.AsSpan(0, actual.Needed / 2));
            Assert.Equal((actual.Needed, actual.Needed / 2), (cut.Needed, cut.Written));
        }
    }

    private static void SameAccount(GuidelinePlan plan, IReadOnlyList<AccountEntry> expected, Span<AccountEntry> actual, string where)
    {
        for (int i = 0; i < Math.Max(expected.Count, actual.Length); i++)
        {
            string left = i < expected.Count ? Show(plan, expected[i]) : "nothing";
            string right = i < actual.Length ? Show(plan, actual[i]) : "nothing";
            bool isSame = i < expected.Count && i < actual.Length && expected[i] == actual[i];
            Assert.True(isSame, where + string.Create(CultureInfo.InvariantCulture, $"entry {i}: expected {left}, not {right}"));
        }
    }

    private static string Show(GuidelinePlan plan, AccountEntry entry) =>
        entry + " value " + entry.Value + " (" + (entry.Node < plan.Nodes.Count ? plan.Nodes[entry.Node].GetType().Name + " " + plan.Nodes[entry.Node].Source : "?")
        + (entry.Fact >= 0 ? ", " + plan.AllFacts[entry.Fact].Name : string.Empty) + ")";
}
