using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Scoring;
using ImrDsl.Scoring.Columns;
using ImrDsl.Scoring.Columns.Asking;
using ImrDsl.Values;
using Xunit;

namespace ImrDsl.Differential.Tests;

/// <summary>What is asked of flat cases is answered as the reference evaluator answers it.</summary>
public sealed class FlatConditionTests
{
    [Fact]
    public void Criteria_and_services_are_answered_as_by_the_reference_evaluator()
    {
        for (int seed = 0; seed < 120; seed++)
        {
            var specimen = new RandomSpecimen(seed);
            FlatForm form = Assert.IsType<FlatForm>(FlatForm.Of(specimen.Plan));
            var compiler = new FlatCompiler(form);
            Dictionary<ConditionNode, FlatCondition> asked = Roots(specimen.Plan).Distinct().ToDictionary(node => node, compiler.Condition);
            var at = new AtHand(compiler.Scopes);
            var flat = new FlatCase();
            foreach (CaseItem item in Enumerable.Range(0, 10).SelectMany(number => specimen.File(number, 4).Items))
            {
                if (!FlatRecord.TryWrite(form, item.Record, flat))
                {
                    continue;
                }

                at.Take(flat);
                ServiceResult expected = ReferenceEvaluator.Evaluate(specimen.Plan, item.Service, item.Record);
                foreach ((CriterionPlan criterion, Answer answer) in expected.Criteria)
                {
                    Check(answer, criterion.Condition);
                }

                Check(expected.Necessary, item.Service.Necessary);
                Check(expected.Against, item.Service.NotRecommended);
            }

            void Check(Answer expected, ConditionNode? node)
            {
                if (node is not null)
                {
                    Answer actual = asked[node].Of(at);
                    // Of a condition that does not apply the value means nothing.
                    Assert.True(expected.Applies == actual.Applies && (expected.Applies.IsNotMet || expected.Value == actual.Value), $"guideline {seed}, {node.Source}: {actual}, not {expected}\n{specimen.Text}");
                }
            }
        }
    }

    private static IEnumerable<ConditionNode> Roots(GuidelinePlan plan) =>
    [
        .. plan.Lists.SelectMany(list => list.Criteria).Select(criterion => criterion.Condition),
        .. plan.Services.SelectMany(service => new[] { service.Necessary, service.NotRecommended }).OfType<ConditionNode>(),
    ];
}
