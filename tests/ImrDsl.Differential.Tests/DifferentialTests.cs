using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text;
using ImrDsl.Compiler;
using ImrDsl.Compiler.Tests;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.RandomGuidelines;
using ImrDsl.Values;
using Xunit;
using Xunit.Abstractions;

namespace ImrDsl.Differential.Tests;

/// <summary>
/// Random guidelines and random case files: the generated code reads, finds, answers and accounts for everything as the reference evaluator does.
/// <c>IMR_LONG=1</c> tries 1,000 guidelines with 100 cases each; without it a few.
/// </summary>
public sealed class DifferentialTests(ITestOutputHelper output)
{
    private const int GuidelinesAtOnce = 20;

    private static readonly bool IsLong = Environment.GetEnvironmentVariable("IMR_LONG") == "1";
    private static readonly int Guidelines = IsLong ? 1000 : 40;
    private static readonly int CasesEach = IsLong ? 100 : 60;

    [Fact]
    public void Generated_code_says_what_the_reference_evaluator_says()
    {
        var mix = new Mix();
        for (int first = 0; first < Guidelines; first += GuidelinesAtOnce)
        {
            List<RandomSpecimen> specimens = [.. Enumerable.Range(first, GuidelinesAtOnce).Select(seed => new RandomSpecimen(seed))];
            Assembly assembly = EmittedCode.Load(EmittedCode.Compile(
                specimens.SelectMany(specimen => Emit(specimen.Plan, new EmitOptions { RootNamespace = "Example" }))));
            foreach (RandomSpecimen specimen in specimens)
            {
                var generated = new TypedGuideline(specimen.Plan, assembly);
                for (int number = 0; number < CasesEach; number++)
                {
                    mix.Add(specimen.Plan, Compare(specimen, generated, number));
                }
            }
        }

        output.WriteLine(mix.ToString());
        mix.AssertBalanced(percentEach: IsLong ? 10 : 5);
    }

    private static IEnumerable<CSharpFile> Emit(GuidelinePlan plan, EmitOptions options) =>
        [.. CSharpEmitter.Emit(plan, options), .. plan.Vocabularies.SelectMany(vocabulary => CSharpEmitter.Emit(vocabulary, options))];

    // One case file, read by the plan and by the generated reader: the same finding from both ways through the generated code, the same answers,
    // the same account.
    private static ServiceResult Compare(RandomSpecimen specimen, TypedGuideline generated, int number)
    {
        (ServicePlan service, CaseRecord record, string json) = specimen.Case(number);
        ServiceResult expected = ReferenceEvaluator.Evaluate(specimen.Plan, service, record);
        (_, IReadOnlyList<object> cases) = generated.Read(Encoding.UTF8.GetBytes(json), "case.json");
        object typed = Assert.Single(cases);
        var account = new AccountEntry[expected.Account.Count + 8];
        Runtime.ServiceAnswer actual = generated.Evaluate(typed, service, account);
        string where = $"guideline {specimen.Seed}, case {number}\n{json}\n{specimen.Text}\n";
        for (int i = 0; i < Math.Max(expected.Account.Count, actual.Needed); i++)
        {
            AccountEntry? left = i < expected.Account.Count ? expected.Account[i] : null;
            AccountEntry? right = i < actual.Written ? account[i] : null;
            if (left != right)
            {
                Assert.Fail($"{where}entry {i}: expected {Show(specimen.Plan, left)}, not {Show(specimen.Plan, right)}");
            }
        }

        Assert.True(expected.Necessary == actual.Necessary, where + "necessary: " + expected.Necessary + ", not " + actual.Necessary);
        Assert.True(expected.Against == actual.Against, where + "against: " + expected.Against + ", not " + actual.Against);
        Finding decided = generated.Decide(typed, service);
        Assert.True(expected.Finding == decided, where + "finding: " + expected.Finding + ", not " + decided);
        return expected;
    }

    private static string Show(GuidelinePlan plan, AccountEntry? entry) => entry is not { } known
        ? "nothing"
        : known + " value " + known.Value + " (" + plan.Nodes[known.Node].Source + (known.Fact < 0 ? string.Empty : ", " + plan.AllFacts[known.Fact].Name) + ")";
}
