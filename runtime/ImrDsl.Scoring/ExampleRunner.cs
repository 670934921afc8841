using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Text;
using ImrDsl.Runtime.Cases;
using ImrDsl.Runtime.Explaining;
using ImrDsl.Runtime.Results;
using ImrDsl.Values;

namespace ImrDsl.Scoring;

/// <summary>An expectation of an example that the guideline does not fulfil.</summary>
/// <param name="Example">The example.</param>
/// <param name="Subject">What was expected: the name of the service, or the label of a line.</param>
/// <param name="Expected">What the author expects, in words: "not met".</param>
/// <param name="Actual">What the guideline gives, in words.</param>
/// <param name="Source">The line that expects it.</param>
public sealed record ExampleFailure(ExamplePlan Example, string Subject, string Expected, string Actual, SourceSpan Source)
{
    /// <summary>Why it gives that: the criteria that decide it, in the words of determinations, a line each; empty if nothing was asked.</summary>
    public IReadOnlyList<string> Why { get; init; } = [];

    /// <summary><c>path:line:column: example "title": R is expected to be not met, and is met</c></summary>
    public override string ToString() =>
        Source.Path + ":" + Source.Start + ": example \"" + Example.Title + "\": " + Subject + " is expected to be " + Expected + ", and is " + Actual;
}

/// <summary>What came of the examples of a guideline.</summary>
/// <param name="Count">How many examples there are.</param>
/// <param name="Failures">The expectations that failed, in the order of the file.</param>
public sealed record ExampleReport(int Count, IReadOnlyList<ExampleFailure> Failures)
{
    /// <summary>How many examples fulfil every expectation.</summary>
    public int Passed => Count - Failures.Select(failure => failure.Example).Distinct().Count();
}

/// <summary>Runs the examples that stand in a guideline, with the reference evaluator.</summary>
public static class ExampleRunner
{
    /// <summary>Runs all examples of a guideline.</summary>
    public static ExampleReport Run(GuidelinePlan plan) =>
        new(plan.Examples.Count, [.. plan.Examples.SelectMany(example => Explained(plan, example, [.. Run(plan, example)]))]);

    // Each with its reason; what was said of an expectation above is not said again.
    private static IEnumerable<ExampleFailure> Explained(GuidelinePlan plan, ExamplePlan example, IReadOnlyList<(ExampleFailure Failure, PlanNode? Node)> failures)
    {
        if (failures.Count == 0 || !ReferenceEvaluator.IsInForce(plan, example.Case))
        {
            return failures.Select(failed => failed.Failure);
        }

        int service = plan.Services.TakeWhile(candidate => candidate != example.Service).Count();
        var asked = new DisputedItem { Service = service, DecisionDate = example.Case.DecisionDate };
        ItemResult item = CaseScorer.Score(plan, new CaseItem(0, asked, example.Service, example.Case));
        var said = new HashSet<string>();
        return [.. failures.Select(failed =>
        {
            IReadOnlyList<string> why = failed.Node is { } node ? DecidingLines.Of(item, node.Number) : DecidingLines.Of(item);
            bool isNew = !why.All(said.Contains);
            said.UnionWith(why);
            return failed.Failure with { Why = isNew ? why : [] };
        })];
    }

    private static IEnumerable<(ExampleFailure Failure, PlanNode? Node)> Run(GuidelinePlan plan, ExamplePlan example)
    {
        ServiceResult result = ReferenceEvaluator.Evaluate(plan, example);
        if (example.Finding is { } finding && finding != result.Finding)
        {
            yield return (new ExampleFailure(example, example.Service.Name, Findings.Words(finding), Actual(plan, example, result), example.FindingSource), null);
        }

        foreach (ExpectedQuantity expected in example.Quantities.Where(expected => !expected.Holds(result.Quantity.GetValueOrDefault())))
        {
            Quantity actual = result.Quantity.GetValueOrDefault();
            string part = Findings.Words(expected.Finding) + " for ";
            string wanted = part + expected.Amount + (expected.Requested is { } requested ? " of " + requested : string.Empty);
            string given = part + expected.PartOf(actual) + " of " + actual.Requested;
            yield return (new ExampleFailure(example, example.Service.Name, wanted, given, expected.Source), null);
        }

        foreach (ExpectedStatus expected in example.Statuses)
        {
            Answer actual = ShownAnswerOf(plan, example.Service, result, expected.Node);
            if (actual.Status != expected.Status)
            {
                yield return (new ExampleFailure(example, expected.Label, Findings.Words(expected.Status), actual.ToString(), expected.Source), expected.Node);
            }
        }
    }

    private static string Actual(GuidelinePlan plan, ExamplePlan example, ServiceResult result) => Findings.Words(result.Finding)
        + (ReferenceEvaluator.IsInForce(plan, example.Case) ? string.Empty : ", since this edition is in force " + plan.InForce);

    /// <summary>The answer as results show it: what stands below "none of" or "at most" is met where its condition is not.</summary>
    internal static Answer ShownAnswerOf(GuidelinePlan plan, ServicePlan service, ServiceResult result, PlanNode node)
    {
        Answer answer = AnswerOf(plan, service, result, node);
        IEnumerable<PlanNode?> roots = plan.Lists.SelectMany(list => list.Criteria).Select(criterion => criterion.Condition).Append(service.Necessary).Append(service.NotRecommended);
        return roots.OfType<PlanNode>().Select(root => IsWantedMet(root, node, true)).FirstOrDefault(wanted => wanted is not null) == false ? !answer : answer;
    }

    // Whether what stands above a node wants it met; null if the node does not stand there. Exceptions and guards say themselves when they are met.
    private static bool? IsWantedMet(PlanNode root, PlanNode node, bool wanted)
    {
        if (ReferenceEquals(root, node))
        {
            return wanted;
        }

        bool wantedOfParts = root is NotNode or GroupNode { Kind: GroupKind.NoneOf or GroupKind.AtMost } ? !wanted : wanted;
        return root.Children.Select(child => IsWantedMet(child, node, IsAside(root, child) || wantedOfParts)).FirstOrDefault(found => found is not null);
    }

    private static bool IsAside(PlanNode parent, PlanNode child) => parent switch
    {
        ExceptionNode exception => child == exception.Exception,
        GuardNode guard => child == guard.Guard,
        JudgedWhenNode judged => child == judged.When,
        _ => false,
    };

    /// <summary>The answer of a criterion or a labelled line: not applicable where its list does not apply.</summary>
    internal static Answer AnswerOf(GuidelinePlan plan, ServicePlan service, ServiceResult result, PlanNode node)
    {
        foreach (CriterionPlan criterion in plan.Lists.SelectMany(list => list.Criteria).Where(criterion => Holds(criterion.Condition, node)))
        {
            return !result.Criteria.TryGetValue(criterion, out Answer whole) || result.Scopes[criterion.List].IsNotMet
                ? Answer.NotApplicable
                : Noted(result, node, whole);
        }

        return service.Necessary is { } necessary && Holds(necessary, node) ? Noted(result, node, result.Necessary)
            : service.NotRecommended is { } against && Holds(against, node) ? Noted(result, node, result.Against)
            : Answer.NotApplicable;
    }

    // A part that was not asked, because the record holds no entry of which to ask it, is as open as the whole.
    private static Answer Noted(ServiceResult result, PlanNode node, Answer whole)
    {
        foreach (AccountEntry entry in result.Account)
        {
            if (entry.Kind == AccountKind.Answer && entry.Node == node.Number)
            {
                return new Answer(entry.Applies, entry.Value);
            }
        }

        return whole.Value.IsOpen ? whole : Answer.NotApplicable;
    }

    private static bool Holds(PlanNode root, PlanNode node) => ReferenceEquals(root, node) || root.Children.Any(child => Holds(child, node));
}
