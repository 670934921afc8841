using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Text;
using ImrDsl.Runtime.Description;

namespace ImrDsl.Scoring;

// Nodes, lists and services.
public static partial class PlanDescription
{
    private static NodeDescription[] NodesOf(GuidelinePlan plan) => [.. NodeSummary.Of(plan).Select(summary => Describe(plan, summary))];

    private static NodeDescription Describe(GuidelinePlan plan, NodeSummary summary)
    {
        SourceSpan source = summary.Node.Source;
        var line = summary.Node as ConditionNode;
        return new NodeDescription(summary.Node.Number, summary.Parent, summary.Kind, summary.Words)
        {
            Name = summary.Name,
            Label = line?.Label ?? string.Empty,
            Title = line?.Title ?? string.Empty,
            Citation = line?.Citation,
            Notes = line?.Notes ?? [],
            Fact = summary.Fact?.Number ?? -1,
            Target = summary.Target?.Number ?? -1,
            Count = summary.Count,
            Comparison = summary.Comparison ?? default,
            IsOfDates = summary.IsOfDates,
            Unit = summary.Unit,
            Members = summary.Members,
            IsBlock = summary.IsBlock,
            File = ReferenceEquals(source.Text, plan.File) ? null : source.Path,
            Line = source.Start.Line + 1,
        };
    }

    private static ListDescription Of(CriteriaListPlan list) => new(
        list.Name,
        list.Scope?.Number ?? -1,
        [.. list.Criteria.Select(criterion => new CriterionDescription(criterion.Condition.Number, criterion.Id))])
    {
        Notes = list.Notes,
    };

    private static ServiceDescription Of(GuidelinePlan plan, ServicePlan service) => new(service.Name, service.Title)
    {
        Codes = [.. service.Codes.Select(code => new CodeDescription(code.System, code.First, code.Last))],
        Notes = service.Notes,
        Necessary = service.Necessary?.Number ?? -1,
        Against = service.NotRecommended?.Number ?? -1,
        Fingerprint = Fingerprint.Of(plan, service),
        Requested = (service.Necessary as QuantityNode)?.Requested.Fact.Fact.Number ?? -1,
        Uses = [.. CriteriaUse.Of(plan, service).Select(use => new UseDescription(use.List.Ordinal, [.. use.Criteria.Select(criterion => criterion.Ordinal)]))],
    };
}
