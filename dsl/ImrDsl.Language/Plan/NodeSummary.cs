using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Plan
{
    /// <summary>What there is to say of a node of a plan, in a form that generated code and scoring without generated code share.</summary>
    public sealed class NodeSummary
    {
        private NodeSummary(PlanNode node, int parent, string? name)
        {
            Node = node;
            Parent = parent;
            Words = PlanWords.Of(node.Source);
            Name = name ?? Words;
        }

        /// <summary>The node.</summary>
        public PlanNode Node { get; }

        /// <summary>The number of the node it is a part of, or −1 for a scope, a criterion, a definition's body or a service's condition.</summary>
        public int Parent { get; }

        /// <summary>What it is.</summary>
        public NodeKind Kind => KindOf(Node);

        /// <summary>The author's words, white space folded; for a block only its head.</summary>
        public string Words { get; }

        /// <summary>For a value, what to call it; otherwise its words.</summary>
        public string Name { get; }

        /// <summary>The fact it reads or whose entries it walks over, or null.</summary>
        public FactPlan? Fact => FactOf(Node)?.Fact;

        /// <summary>The root of the definition it refers to, or null.</summary>
        public PlanNode? Target => Node switch
        {
            DefinedConditionNode defined => defined.Definition.Condition,
            DefinedValueNode defined => defined.Definition.Value,
            _ => null,
        };

        /// <summary>The number in "at least 2 of"; the days of a run of a frequency, 0 for all days of its window.</summary>
        public int Count => (Node as GroupNode)?.Count ?? (Node as FrequencyNode)?.RunDays ?? 0;

        /// <summary>How it compares, or null.</summary>
        public Comparison? Comparison => (Node as ComparisonNode)?.Comparison ?? (Node as FrequencyNode)?.Comparison;

        /// <summary>Whether a comparison is one of dates.</summary>
        public bool IsOfDates => Node is ComparisonNode { Left.Kind: ValueKind.Date };

        /// <summary>The unit of a computed number, or null.</summary>
        public string? Unit => UnitOf(Node);

        /// <summary>The values of a choice that pass, by their numbers; otherwise empty.</summary>
        public IReadOnlyList<int> Members => (Node as MembershipNode)?.Members ?? [];

        /// <summary>Whether its parts stand on lines of their own.</summary>
        public bool IsBlock => HasPartsBelow(Node);

        /// <summary>The nodes of a guideline, in the order of their numbers.</summary>
        public static IReadOnlyList<NodeSummary> Of(GuidelinePlan plan)
        {
            int[] parents = [.. Enumerable.Repeat(-1, plan.Nodes.Count)];
            var names = new string?[plan.Nodes.Count];
            foreach (PlanNode node in plan.Nodes)
            {
                foreach (PlanNode part in node.Children)
                {
                    parents[part.Number] = node.Number;
                }

                NameValues(node, names);
            }

            return [.. plan.Nodes.Select(node => new NodeSummary(node, parents[node.Number], names[node.Number]))];
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
        private static bool HasPartsBelow(PlanNode node)
        {
            if (node is not GroupNode { Parts: { Count: > 0 } parts })
            {
                return false;
            }

            int first = parts[0].Source.Start.Line;
            return first > node.Source.Start.Line && (parts.Count == 1 || parts[1].Source.Start.Line > first);
        }
    }
}
