using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Proving;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Text;
using ImrDsl.Values;
using Xunit;
using Xunit.Abstractions;

namespace ImrDsl.Evaluation.Tests.Proving;

/// <summary>
/// Of small guidelines every case is tried that any condition can tell from another: each fact with every value, number and end of a step between the
/// thresholds, and missing. The prover says what these cases say, no more and no less.
/// </summary>
public sealed class BruteForceTests(ITestOutputHelper output)
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("IMR_LONG") == "1";

    [Fact]
    public void The_prover_says_what_all_cases_together_say()
    {
        int withFindings = 0;
        int findingsChecked = 0;
        var missed = new List<string>();
        var silent = new List<string>();
        int provable = 0;
        for (int seed = 0; seed < (IsLong ? 3000 : 250); seed++)
        {
            string text = SmallGuideline.Create(seed);
            Compilation compilation = Compilation.Create(new SourceText("small.guideline", text), _ => null);
            GuidelinePlan plan = compilation.Plan ?? throw new InvalidOperationException(string.Join("\n", compilation.Diagnostics) + "\n" + text);
            IReadOnlyList<ProvenFinding> findings = Prover.Prove(plan);
            List<CaseRecord> complete = [.. Cases(plan, isMissing: false)];
            foreach (ProvenFinding finding in findings)
            {
                Assert.All(finding.Witnesses, witness => Assert.True(witness.Holds(), finding.Diagnostic + "\n" + text));
                CaseRecord? refuting = complete.Concat(Cases(plan, isMissing: true)).FirstOrDefault(record => Claims.Refutes(plan, record, finding));
                Assert.True(refuting is null, $"guideline {seed}: {finding.Diagnostic}\n{text}");
                findingsChecked++;
            }

            // Each criterion by itself and beside the others: what all cases show must have been found, in the criterion or in one that it depends on.
            CriteriaListPlan list = plan.Lists[0];
            CriterionPlan[] clean = [.. list.Criteria.Where(criterion => !findings.Any(finding => IsWithin(finding, criterion)))];
            List<Answer[]> answers = [.. complete.Where(record => list.Scope is null || ReferenceEvaluator.Evaluate(list.Scope, list.Scope, record).WhereAnySuffices.IsMet)
                .Select(record => clean.Select(criterion => ReferenceEvaluator.Evaluate(criterion.Condition, criterion.Condition, record)).ToArray())];
            bool isScopeFound = list.Scope is not null && findings.Any(finding => finding.Diagnostic.Span.Start.Line == list.Scope.Source.Start.Line);
            string? left = isScopeFound ? null : Provable(clean, answers);
            withFindings += findings.Count > 0 ? 1 : 0;
            provable += findings.Count > 0 || left is not null ? 1 : 0;
            if (left is not null)
            {
                (findings.Count == 0 ? silent : missed).Add($"guideline {seed}: {left}\n{text}{string.Join("\n", findings.Select(finding => finding.Diagnostic))}");
            }
        }

        double share = 100.0 * (provable - missed.Count - silent.Count) / provable;
        output.WriteLine($"{findingsChecked} findings hold in every case; of {provable} guidelines with something to find, {share:0.0} % have nothing left");
        Assert.True(withFindings > 50, "hardly any guideline has a finding");
        Assert.True(silent.Count == 0, string.Join("\n\n", silent.Take(3)));

        // Beside what no case can meet, much holds of no case, and is not said before that is mended.
        Assert.True(share >= 98, string.Join("\n\n", missed.Take(3)));
    }

    // What the answers of some criteria to all cases show.
    private static string? Provable(CriterionPlan[] criteria, List<Answer[]> answers)
    {
        for (int i = 0; i < criteria.Length; i++)
        {
            if (answers.All(answer => !answer[i].WhereAnySuffices.IsMet))
            {
                return "criterion " + criteria[i].Label + " is never met";
            }

            if (answers.All(answer => !answer[i].WhereAllAreRequired.IsNotMet))
            {
                return "criterion " + criteria[i].Label + " is always met";
            }

            if (answers.Where(answer => Others(answer, i)).All(answer => !answer[i].WhereAllAreRequired.IsNotMet))
            {
                return "criterion " + criteria[i].Label + " is implied by the others";
            }
        }

        return criteria.Length > 0 && !answers.Any(answer => answer.All(one => one.WhereAllAreRequired.IsMet)) ? "the criteria cannot all be met" : null;
    }

    private static bool Others(Answer[] answers, int except) => !answers.Where((answer, index) => index != except && !answer.WhereAllAreRequired.IsMet).Any();

    private static bool IsWithin(ProvenFinding finding, CriterionPlan criterion)
    {
        int line = finding.Diagnostic.Span.Start.Line;
        int next = criterion.Ordinal + 1 < criterion.List.Criteria.Count ? criterion.List.Criteria[criterion.Ordinal + 1].Condition.Source.Start.Line : int.MaxValue;
        return line >= criterion.Condition.Source.Start.Line && line < next;
    }

    // One case for each way to choose a value for each fact that the guideline asks about.
    private static IEnumerable<CaseRecord> Cases(GuidelinePlan plan, bool isMissing)
    {
        FactPlan[] facts = [.. plan.Facts.Where(fact => fact.BuiltIn == BuiltInFact.None && plan.Nodes.Any(node => Asks(node, fact)))];
        decimal[] thresholds = [.. plan.Nodes.OfType<NumberNode>().Select(node => node.Value).Distinct()];
        List<FactRecord>[] values = [.. facts.Select(fact => ValuesOf(fact, thresholds, isMissing).ToList())];
        var at = new int[facts.Length];
        while (true)
        {
            yield return new CaseRecord
            {
                DecisionDate = CalendarDate.Create(2024, 6, 15),
                Facts = facts.Select((fact, index) => (fact, record: values[index][at[index]])).ToDictionary(pair => pair.fact, pair => pair.record),
            };
            int place = 0;
            while (place < at.Length && ++at[place] == values[place].Count)
            {
                at[place++] = 0;
            }

            if (place == at.Length)
            {
                yield break;
            }
        }
    }

    private static bool Asks(PlanNode node, FactPlan fact) => node switch
    {
        YesNoNode yesNo => yesNo.Fact.Fact == fact,
        MembershipNode membership => membership.Fact.Fact == fact,
        FactNode value => value.Fact.Fact == fact,
        _ => false,
    };

    private static IEnumerable<FactRecord> ValuesOf(FactPlan fact, decimal[] thresholds, bool isMissing)
    {
        IEnumerable<EntryRecord> entries = fact.Kind switch
        {
            FactKind.YesNo => new[] { true, false }.Select(value => new EntryRecord { YesNo = value }),
            FactKind.Choice => Enumerable.Range(0, fact.Choice!.Values.Count).Select(value => new EntryRecord { Choice = value }),
            _ => Numbers(fact, thresholds, isMissing).Select(value => new EntryRecord { Number = value }),
        };
        IEnumerable<FactRecord> known = entries.Select(entry => new FactRecord { Knowledge = Knowledge.Given, Entries = [entry] });
        return isMissing ? known.Append(FactRecord.NotMentioned) : known;
    }

    // Every whole number, since the two numbers are compared with each other too, and what lies between; with missing facts only what thresholds tell apart.
    private static IEnumerable<decimal> Numbers(FactPlan fact, decimal[] thresholds, bool isMissing)
    {
        decimal low = fact.Range!.Low!.Value;
        decimal high = fact.Range.High!.Value;
        IEnumerable<decimal> whole = isMissing ? thresholds.Append(low).Append(high) : Enumerable.Range((int)low, (int)(high - low) + 1).Select(value => (decimal)value);
        return (fact.Range.Step is null ? whole.Concat(whole.Select(value => value + 0.5m)) : whole).Where(value => value >= low && value <= high).Distinct();
    }
}
