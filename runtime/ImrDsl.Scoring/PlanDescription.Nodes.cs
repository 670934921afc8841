using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Text;
using ImrDsl.Runtime.Description;

namespace ImrDsl.Scoring;

// Nodes, lists and services.
public static partial class PlanDescription
{
    private static NodeDescription[] NodesOf(GuidelinePlan plan)
    {
        var parents = new int[plan.Nodes.Count];
        var names = new string?[plan.Nodes.Count];
        System.Array.Fill(parents, -1);
        foreach (PlanNode node in plan.Nodes)
        {
            foreach (PlanNode part in node.Children)
            {
                parents[part.Number] = node.Number;
            }

            NameValues(node, names);
        }

        return [.. plan.Nodes.Select(node => Describe(plan, node, parents[node.Number], names[node.Number]))];
    }

    private static void NameValues(PlanNode node, string?[] names)
    {
        switch (node)
        {
            case ComparisonNode comparison:
                names[comparison.Left.Number] = PlanWords.NameOf(comparison.Left, node.Source, comparison.Right.Source);
                names[comparison.Right.Number] = PlanWords.NameOf(comparison.Right, node.Source);
                break;
            case BandNode band:
                names[band.Value.Number] = PlanWords.NameOf(band.Value, node.Source, band.Low.Source);
                names[band.Low.Number] = PlanWords.NameOf(band.Low, node.Source);
                names[band.High.Number] = PlanWords.NameOf(band.High, node.Source);
                break;
            case CodeNode code:
                names[code.Number] = PlanWords.Of(code);
                break;
            case ElapsedNode or PercentChangeNode or ArithmeticNode or AggregateNode or QuantityNode or QuantityLineNode:
                foreach (ValueNode part in node.Children.OfType<ValueNode>())
                {
                    names[part.Number] = PlanWords.NameOf(part, node.Source);
                }

                break;
        }
    }

    private static NodeDescription Describe(GuidelinePlan plan, PlanNode node, int parent, string? name)
    {
        var line = node as ConditionNode;
        return new NodeDescription(node.Number, parent, KindOf(node), PlanWords.Of(node.Source))
        {
            Name = name ?? PlanWords.Of(node.Source),
            Label = line?.Label ?? string.Empty,
            Title = line?.Title ?? string.Empty,
            Citation = line?.Citation,
            Notes = line?.Notes ?? [],
            Fact = FactOf(node)?.Fact.Number ?? -1,
            Target = node switch
            {
                DefinedConditionNode defined => defined.Definition.Condition!.Number,
                DefinedValueNode defined => defined.Definition.Value!.Number,
                _ => -1,
            },
            Count = (node as GroupNode)?.Count ?? (node as FrequencyNode)?.RunDays ?? 0,
            Comparison = (node as ComparisonNode)?.Comparison ?? (node as FrequencyNode)?.Comparison ?? default,
            IsOfDates = node is ComparisonNode { Left.Kind: ValueKind.Date },
            Unit = UnitOf(node),
            Members = (node as MembershipNode)?.Members ?? [],
            IsBlock = IsBlock(node),
            File = ReferenceEquals(node.Source.Text, plan.File) ? null : node.Source.Path,
            Line = node.Source.Start.Line + 1,
        };
    }

    private static NodeKind KindOf(PlanNode node) => node switch
    {
        GroupNode group => group.Kind switch
        {
            GroupKind.AllOf => NodeKind.AllOf,
            GroupKind.AnyOf => NodeKind.AnyOf,
            GroupKind.NoneOf => NodeKind.NoneOf,
            GroupKind.AtLeast => NodeKind.AtLeast,
            GroupKind.Exactly => NodeKind.Exactly,
            _ => NodeKind.AtMost,
        },
        NotNode => NodeKind.Not,
        ExceptionNode => NodeKind.Unless,
        GuardNode guard => guard.IsExcuse ? NodeKind.ExcusedWhen : NodeKind.AppliesOnlyWhen,
        CriteriaNode => NodeKind.Criteria,
        DefinedConditionNode => NodeKind.DefinedCondition,
        YesNoNode => NodeKind.YesNo,
        ComparisonNode => NodeKind.Comparison,
        BandNode band => band.Kind switch
        {
            BandKind.AtLeast => NodeKind.AtLeastBand,
            BandKind.AtMost => NodeKind.AtMostBand,
            _ => NodeKind.WithinBand,
        },
        MembershipNode => NodeKind.Membership,
        SameChoiceNode => NodeKind.SameChoice,
        CodeNode => NodeKind.Code,
        JudgedWhenNode => NodeKind.JudgedWhen,
        DocumentedNode => NodeKind.Documented,
        QuantifierNode quantifier => quantifier.Quantifier == Quantifier.Some ? NodeKind.Some : NodeKind.Every,
        ChosenNode => NodeKind.Chosen,
        ConfirmationNode => NodeKind.Confirmation,
        ChosenValueNode => NodeKind.ChosenValue,
        QuantityNode => NodeKind.Quantity,
        QuantityLineNode => NodeKind.QuantityLine,
        FrequencyNode => NodeKind.Frequency,
        FactNode => NodeKind.Fact,
        EntryDateNode => NodeKind.EntryDate,
        ElapsedNode => NodeKind.Elapsed,
        TotalTimeNode total => total.IsConsecutive ? NodeKind.LongestTime : NodeKind.TotalTime,
        PercentChangeNode => NodeKind.PercentChange,
        ArithmeticNode => NodeKind.Arithmetic,
        ScoreNode => NodeKind.Score,
        AggregateNode => NodeKind.Aggregate,
        TableNode => NodeKind.Table,
        DefinedValueNode => NodeKind.DefinedValue,
        ListNode => NodeKind.List,
        _ => NodeKind.Constant,
    };

    private static FactReference? FactOf(PlanNode node) => node switch
    {
        YesNoNode yesNo => yesNo.Fact,
        MembershipNode membership => membership.Fact,
        CodeNode code => code.Fact,
        DocumentedNode documented => documented.Fact,
        FactNode fact => fact.Fact,
        EntryDateNode date => date.Entry.Fact,
        SameChoiceNode same => same.Left,
        ListNode list => list.Fact,
        _ => null,
    };

    private static string? UnitOf(PlanNode node) => node switch
    {
        NumberNode number => number.Unit,
        FactNode fact => fact.Fact.Fact.Range?.Unit,
        ChosenValueNode { Value: { } chosen } => UnitOf(chosen),
        DefinedValueNode defined => UnitOf(defined.Definition.Value!),
        ComparisonNode { Left.Kind: ValueKind.PercentChange } or BandNode { Value.Kind: ValueKind.PercentChange } => "%",
        ComparisonNode { Left.Kind: ValueKind.Number } comparison => UnitOf(comparison.Right) ?? UnitOf(comparison.Left),
        BandNode { Value.Kind: ValueKind.Number } band => UnitOf(band.Low) ?? UnitOf(band.Value),
        _ => null,
    };

    // The head of a block stands above its parts, each on a line of its own. ("For every K of L, some entry where …" may go on in a second
    // row; all its parts stand there.)
    private static bool IsBlock(PlanNode node)
    {
        int[] lines = node is GroupNode group ? [.. group.Parts.Select(part => part.Source.Start.Line)] : [];
        return lines.Length > 0 && lines[0] > node.Source.Start.Line && (lines.Length == 1 || lines[1] > lines[0]);
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
