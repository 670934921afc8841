using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Runtime;
using ImrDsl.Values;

namespace ImrDsl.Compiler.Tests;

/// <summary>Compares what a packed case says of each criterion with the whole account of the reference evaluator.</summary>
internal static class PackedComparison
{
    /// <summary>What differs; null if nothing does.</summary>
    /// <param name="plan">The guideline.</param>
    /// <param name="expected">What the reference evaluator says.</param>
    /// <param name="generated">The generated code.</param>
    /// <param name="service">The service.</param>
    /// <param name="typed">The case in the generated types.</param>
    public static string? Difference(GuidelinePlan plan, ServiceResult expected, TypedGuideline generated, ServicePlan service, object typed)
    {
        if (generated.Statuses(typed, service) is not var (statuses, asked))
        {
            return null;
        }

        Dictionary<int, Answer> answers = Answers(expected);
        for (int bit = 0; bit < asked.Length; bit++)
        {
            Status status = Expected(plan, answers, asked[bit]).Status;
            if (statuses[bit] != status)
            {
                return $"status of {plan.Nodes[asked[bit]].Source}: expected {status}, not {statuses[bit]}";
            }
        }

        IEnumerable<int> criteria = CriteriaUse.Of(plan, service).SelectMany(use => use.Criteria).Select(criterion => criterion.Condition.Number);
        return criteria.Except(asked).Any() ? "a criterion has no status"
            : statuses.Finding != expected.Finding ? "finding with the statuses: expected " + expected.Finding + ", not " + statuses.Finding
            : AccountDifference(plan, service, expected, answers, generated.Account(typed, service)!.Value);
    }

    // Every line agrees with the whole account: an answer with one of that node (of an entry there are as many as entries), a value with a reading.
    private static string? AccountDifference(
        GuidelinePlan plan, ServicePlan service, ServiceResult expected, Dictionary<int, Answer> answers, (Finding Finding, AccountLine[] Lines) actual)
    {
        if (actual.Finding != expected.Finding)
        {
            return "finding with the short account: expected " + expected.Finding + ", not " + actual.Finding;
        }

        ILookup<int, AccountEntry> entries = expected.Account.ToLookup(entry => entry.Node);
        foreach (AccountLine line in actual.Lines)
        {
            bool isScope = plan.Lists.Any(list => list.Scope?.Number == line.Node);
            bool isSame = line.Kind switch
            {
                AccountLineKind.Answer when isScope => answers[line.Node].WhereAnySuffices == line.Answer.WhereAnySuffices,
                AccountLineKind.Answer => entries[line.Node].Any(entry => entry.Kind == AccountKind.Answer && IsSame(new Answer(entry.Applies, entry.Value), line.Answer)),
                AccountLineKind.NotKnown => true,
                _ => entries[line.Node].Any(entry => entry.Kind == AccountKind.FactUsed || entry.Kind == AccountKind.DefaultUsed),
            };
            if (!isSame)
            {
                return $"short account of {plan.Nodes[line.Node].Source}: {line}; whole account: {string.Join("; ", entries[line.Node])}";
            }
        }

        HashSet<int> noted = [.. actual.Lines.Where(line => line.Kind == AccountLineKind.Answer).Select(line => line.Node)];
        return CriteriaUse.Of(plan, service)
            .Where(use => use.List.Scope is null || !answers[use.List.Scope.Number].WhereAnySuffices.IsNotMet)
            .SelectMany(use => use.Criteria)
            .Any(criterion => !noted.Contains(criterion.Condition.Number)) ? "a criterion is missing in the short account" : null;
    }

    // What does not apply is not looked into.
    private static bool IsSame(Answer whole, Answer noted) => whole == noted || (whole.Applies.IsNotMet && noted.Applies.IsNotMet);

    // What is asked of an entry has an answer for each; what is asked of the case has one.
    private static Dictionary<int, Answer> Answers(ServiceResult result) => result.Account
        .Where(entry => entry.Kind == AccountKind.Answer && entry.Entry < 0)
        .GroupBy(entry => entry.Node)
        .ToDictionary(ofNode => ofNode.Key, ofNode => new Answer(ofNode.First().Applies, ofNode.First().Value));

    // A criterion is asked where its list applies.
    private static Answer Expected(GuidelinePlan plan, Dictionary<int, Answer> answers, int node)
    {
        CriteriaListPlan? list = plan.Lists.FirstOrDefault(list => list.Scope?.Number == node || list.Criteria.Any(criterion => criterion.Condition.Number == node));
        return list?.Scope is not { } scope ? answers[node]
            : scope.Number == node ? answers[node].WhereAnySuffices
            : answers[node].When(answers[scope.Number].WhereAnySuffices);
    }
}
