using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Threading.Tasks;
using ImrDsl.Compiler;
using ImrDsl.Compiler.Tests;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.RandomGuidelines;
using ImrDsl.Scoring;
using ImrDsl.Values;
using Xunit;
using Xunit.Abstractions;

namespace ImrDsl.Differential.Tests;

/// <summary>
/// Random guidelines and random case files: the generated code reads, finds, answers and accounts for everything as the reference evaluator does.
/// <c>IMR_LONG=1</c> tries 2,000 guidelines with 500 disputed items each (in 100 case files); without it a few.
/// </summary>
public sealed class DifferentialTests(ITestOutputHelper output)
{
    private const int GuidelinesAtOnce = 20;
    private const int ItemsAFile = 5;
    private const int OftenEnough = 1000;

    private static readonly bool IsLong = Environment.GetEnvironmentVariable("IMR_LONG") == "1";
    private static readonly int Guidelines = IsLong ? 2000 : 80;
    private static readonly int FilesEach = IsLong ? 100 : 12;

    [Fact]
    public void Generated_code_says_what_the_reference_evaluator_says()
    {
        var mix = new Mix();
        var nodes = new NodeCoverage();
        // No more batches at once than processors: each holds the compiler's trees of twenty guidelines.
        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, Guidelines / GuidelinesAtOnce, atOnce, batch =>
        {
            List<RandomSpecimen> specimens = [.. Enumerable.Range(batch * GuidelinesAtOnce, GuidelinesAtOnce).Select(seed => new RandomSpecimen(seed))];
            Assembly assembly = EmittedCode.Load(EmittedCode.Compile(
                specimens.SelectMany(specimen => Emit(specimen.Plan, new EmitOptions { RootNamespace = "Example", HasPackedCases = true }))));
            var ofBatch = new Mix();
            foreach (RandomSpecimen specimen in specimens)
            {
                Compare(specimen, new TypedGuideline(specimen.Plan, assembly), ofBatch);
            }

            lock (mix)
            {
                mix.Add(ofBatch);
                specimens.ForEach(specimen => nodes.Add(specimen.Plan, FilesEach * ItemsAFile));
            }
        });

        output.WriteLine(mix.ToString());
        output.WriteLine(nodes.ToString());
        mix.AssertBalanced(percentEach: IsLong ? 10 : 5);
        nodes.AssertEvery(IsLong ? OftenEnough : 1, timesEachWay: IsLong ? 1 : 0);
    }

    private static IEnumerable<CSharpFile> Emit(GuidelinePlan plan, EmitOptions options) =>
        [.. CSharpEmitter.Emit(plan, options), .. plan.Vocabularies.SelectMany(vocabulary => CSharpEmitter.Emit(vocabulary, options))];

    // Case files, read by the plan and by the generated reader: for each disputed item the same finding from both ways through the generated
    // code, the same answers, the same account.
    private static void Compare(RandomSpecimen specimen, TypedGuideline generated, Mix mix)
    {
        for (int number = 0; number < FilesEach; number++)
        {
            (string json, IReadOnlyList<CaseItem> items) = specimen.File(number, ItemsAFile);
            (_, IReadOnlyList<object> cases) = generated.Read(Encoding.UTF8.GetBytes(json), "case.json");
            Assert.Equal(items.Count, cases.Count);
            for (int i = 0; i < items.Count; i++)
            {
                ServiceResult expected = ReferenceEvaluator.Evaluate(specimen.Plan, items[i].Service, items[i].Record);
                string? difference = Difference(specimen.Plan, expected, generated, items[i].Service, cases[i]);
                Assert.True(difference is null, $"guideline {specimen.Seed}, file {number}, item {i + 1}: {difference}\n{json}\n{specimen.Text}\n");
                mix.Add(specimen.Plan, items[i].Service, expected);
            }
        }
    }

    private static string? Difference(GuidelinePlan plan, ServiceResult expected, TypedGuideline generated, ServicePlan service, object typed)
    {
        var account = new AccountEntry[expected.Account.Count + 8];
        Runtime.ServiceAnswer actual = generated.Evaluate(typed, service, account);
        for (int i = 0; i < Math.Max(expected.Account.Count, actual.Needed); i++)
        {
            AccountEntry? left = i < expected.Account.Count ? expected.Account[i] : null;
            AccountEntry? right = i < actual.Written ? account[i] : null;
            if (left != right)
            {
                return $"entry {i}: expected {Show(plan, left)}, not {Show(plan, right)}";
            }
        }

        Finding decided = generated.Decide(typed, service);
        Finding packed = generated.DecidePacked(typed, service);
        return expected.Necessary != actual.Necessary ? "necessary: " + expected.Necessary + ", not " + actual.Necessary
            : expected.Against != actual.Against ? "against: " + expected.Against + ", not " + actual.Against
            : expected.Quantity != actual.Quantity ? "amounts: " + expected.Quantity + ", not " + actual.Quantity
            : expected.Finding != decided ? "finding: " + expected.Finding + ", not " + decided
            : expected.Finding != packed ? "finding of the packed case: " + expected.Finding + ", not " + packed
            : PackedComparison.Difference(plan, expected, generated, service, typed);
    }

    private static string Show(GuidelinePlan plan, AccountEntry? entry) => entry is not { } known
        ? "nothing"
        : known + " value " + known.Value + " (" + plan.Nodes[known.Node].Source + (known.Fact < 0 ? string.Empty : ", " + plan.AllFacts[known.Fact].Name) + ")";
}
