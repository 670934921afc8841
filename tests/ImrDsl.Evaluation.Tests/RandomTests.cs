using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Text;
using ImrDsl.RandomGuidelines;
using ImrDsl.Scoring;
using ImrDsl.Values;
using Xunit;

namespace ImrDsl.Evaluation.Tests;

/// <summary>Laws that hold of any guideline and any case.</summary>
public sealed class RandomTests
{
    private const int CasesEach = 60;

    private static readonly bool IsLong = Environment.GetEnvironmentVariable("IMR_LONG") == "1";

    [Fact]
    public void Less_knowledge_may_open_an_answer_and_never_turns_it()
    {
        int decided = 0;
        int opened = 0;
        for (int seed = 0; seed < (IsLong ? 1500 : 100); seed++)
        {
            string text = RandomGuideline.Create(seed);
            Compilation compilation = Compilation.Create(new SourceText("random.guideline", text), _ => null);
            GuidelinePlan plan = compilation.Plan ?? throw new InvalidOperationException(string.Join("\n", compilation.Diagnostics) + "\n" + text);
            for (int number = 0; number < CasesEach; number++)
            {
                (ServicePlan service, CaseRecord record) = Case(plan, number);
                ServiceResult known = ReferenceEvaluator.Evaluate(plan, service, record);
                bool losesEntries = number % 2 == 1;
                ServiceResult less = ReferenceEvaluator.Evaluate(plan, service, new Forgetting(new Dice(number), plan, losesEntries).Of(record));

                // Of more digits than can be held nothing is decided: an error of the record, which a less exact record may not have.
                bool overflows = known.Account.Any(entry => entry.Kind == AccountKind.RuleApplied && (AccountRule)entry.Low == AccountRule.Overflow);
                foreach ((Truth before, Truth after, string where) in Answers(less, known))
                {
                    // An entry that comes to light may itself be undocumented, and so open what was decided without it.
                    Assert.True(before.IsOpen || before == after || ((losesEntries || overflows) && after.IsOpen), $"guideline {seed}, case {number}, {where}: {before} becomes {after}");
                    decided += before.IsOpen ? 0 : 1;
                    opened += before.IsOpen && !after.IsOpen ? 1 : 0;
                }
            }
        }

        // The law would be empty if everything or nothing were open.
        Assert.True(decided > 1000 && opened > 1000);
    }

    [Fact]
    public void An_account_has_one_answer_a_node_after_those_of_its_parts()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            GuidelinePlan plan = Compilation.Create(new SourceText("random.guideline", RandomGuideline.Create(seed)), _ => null).Plan!;
            for (int number = 0; number < 20; number++)
            {
                (ServicePlan service, CaseRecord record) = Case(plan, number);
                ServiceResult result = ReferenceEvaluator.Evaluate(plan, service, record);
                var answers = result.Account.Where(entry => entry.Kind == AccountKind.Answer && entry.Entry < 0).GroupBy(entry => entry.Node).ToDictionary(group => group.Key, group => group.Last());
                foreach ((CriterionPlan criterion, Answer answer) in result.Criteria)
                {
                    AccountEntry noted = answers[criterion.Condition.Number];
                    Assert.Equal(answer, new Answer(noted.Applies, noted.Value));
                }

                Assert.True(service.Necessary is null || result.Account.Any(entry => entry.Kind == AccountKind.Answer && entry.Node == service.Necessary.Number));
                Assert.All(result.Account, entry => Assert.InRange(entry.Node, 0, plan.Nodes.Count - 1));
                Assert.All(result.Account, entry => Assert.InRange(entry.Fact, -1, plan.AllFacts.Count - 1));
            }
        }
    }

    [Fact]
    public void The_deepest_guideline_there_may_be_is_evaluated()
    {
        var lines = new StringBuilder("facts\n  sepsis: yes/no\n  onset 0: date, date of injury if not mentioned\n");
        for (int i = 1; i < 500; i++)
        {
            lines.Append("  onset ").Append(i).Append(": date, onset ").Append(i - 1).Append(" if not mentioned\n");
        }

        lines.Append("define state 0: sepsis\n");
        for (int i = 1; i < 150; i++)
        {
            lines.Append("define state ").Append(i).Append(": not state ").Append(i - 1).Append('\n');
        }

        lines.Append("service it\n  medically necessary when all of\n");
        for (int depth = 2; depth < 190; depth++)
        {
            lines.Append(' ', depth * 2).Append("all of\n");
        }

        lines.Append(' ', 190 * 2).Append("state 149\n").Append(' ', 190 * 2).Append("onset 499 before 2014-01-01\n");
        ServiceResult result = Guideline.Of(lines.ToString()).Evaluate("\"date of injury\": \"2013\", \"sepsis\": \"no\"");
        Assert.Equal(Finding.Necessary, result.Finding);
    }

    private static (ServicePlan Service, CaseRecord Record) Case(GuidelinePlan plan, int number)
    {
        string json = RandomCase.Create(plan, number % plan.Services.Count, number);
        CaseReading reading = CaseReader.Read(plan, Encoding.UTF8.GetBytes(json), "case.json");
        CaseItem item = reading.File?.Items[0] ?? throw new InvalidOperationException(string.Join("\n", reading.Errors) + "\n" + json);
        return (item.Service, item.Record);
    }

    private static IEnumerable<(Truth Less, Truth More, string Where)> Answers(ServiceResult less, ServiceResult more)
    {
        foreach ((CriteriaListPlan list, Truth scope) in less.Scopes)
        {
            yield return (scope, more.Scopes[list], "scope of " + list.Name);
        }

        IEnumerable<(Answer Less, Answer More, string Where)> answers =
            [(less.Necessary, more.Necessary, "necessary"), (less.Against, more.Against, "against"),
            .. less.Criteria.Select(criterion => (criterion.Value, more.Criteria[criterion.Key], criterion.Key.Id))];
        foreach ((Answer before, Answer after, string where) in answers)
        {
            yield return (before.Applies, after.Applies, where);
            yield return (before.Value, after.Value, where);
        }
    }
}
