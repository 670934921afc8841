using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Text;

namespace ImrDsl.Compiler.Emission
{
    /// <summary>The nodes of a guideline as data: what they are, and their words.</summary>
    internal sealed class NodeDescriptions
    {
        private readonly GuidelinePlan plan;
        private readonly int[] parents;
        private readonly string?[] names;

        /// <summary>The nodes of a guideline.</summary>
        public NodeDescriptions(GuidelinePlan plan)
        {
            this.plan = plan;
            parents = Enumerable.Repeat(-1, plan.Nodes.Count).ToArray();
            names = new string?[plan.Nodes.Count];
            foreach (PlanNode node in plan.Nodes)
            {
                foreach (PlanNode part in node.Children)
                {
                    parents[part.Number] = node.Number;
                }

                NameValues(node);
            }
        }

        /// <summary>A node: <c>new NodeDescription(31, 30, NodeKind.YesNo, "sepsis") { Fact = 19, Line = 55 }</c>.</summary>
        public string Of(PlanNode node)
        {
            var line = node as ConditionNode;
            string words = PlanWords.Of(node.Source);
            var more = new Initializer();
            more.Add("Name", names[node.Number] is { } name && name != words ? Literals.Of(name) : null);
            more.Add("Label", line?.Label.Length > 0 ? Literals.Of(line.Label) : null);
            more.Add("Title", line?.Title.Length > 0 ? Literals.Of(line.Title) : null);
            more.Add("Citation", line?.Citation is { } citation ? Literals.Of(citation) : null);
            more.Add("Notes", line?.Notes.Count > 0 ? Literals.List(line.Notes) : null);
            more.Add("Fact", FactOf(node) is { } fact ? Literals.Of(fact.Fact.Number) : null);
            more.Add("Target", node switch
            {
                DefinedConditionNode defined => Literals.Of(defined.Definition.Condition!.Number),
                DefinedValueNode defined => Literals.Of(defined.Definition.Value!.Number),
                _ => null,
            });
            more.Add("Count", node is GroupNode { Count: not 0 } counting ? Literals.Of(counting.Count)
                : node is FrequencyNode { RunDays: not 0 } frequency ? Literals.Of(frequency.RunDays)
                : null);
            more.Add("Comparison", node is ComparisonNode comparison ? "Comparison." + comparison.Comparison
                : node is FrequencyNode counted ? "Comparison." + counted.Comparison
                : null);
            more.Add("IsOfDates", node is ComparisonNode { Left.Kind: ValueKind.Date } ? "true" : null);
            more.Add("Unit", UnitOf(node) is { } unit ? Literals.Of(unit) : null);
            more.Add("Members", node is MembershipNode membership ? "[" + string.Join(", ", membership.Members.Select(Literals.Of)) + "]" : null);
            more.Add("IsBlock", IsBlock(node) ? "true" : null);

            // A whole path would say on which machine the code was generated.
            more.Add("File", ReferenceEquals(node.Source.Text, plan.File) ? null : Literals.Of(node.Source.Path.Split('/', '\\').Last()));
            more.Add("Line", Literals.Of(node.Source.Start.Line + 1));
            return "new NodeDescription(" + Literals.Of(node.Number) + ", " + Literals.Of(parents[node.Number]) + ", NodeKind." + KindOf(node) + ", "
                + Literals.Of(words) + ")" + more;
        }

        private void NameValues(PlanNode node)
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

        private static string KindOf(PlanNode node) => node switch
        {
            GroupNode group => group.Kind.ToString(),
            NotNode => "Not",
            ExceptionNode => "Unless",
            GuardNode guard => guard.IsExcuse ? "ExcusedWhen" : "AppliesOnlyWhen",
            CriteriaNode => "Criteria",
            DefinedConditionNode => "DefinedCondition",
            YesNoNode => "YesNo",
            ComparisonNode => "Comparison",
            BandNode band => band.Kind + "Band",
            MembershipNode => "Membership",
            SameChoiceNode => "SameChoice",
            CodeNode => "Code",
            JudgedWhenNode => "JudgedWhen",
            DocumentedNode => "Documented",
            QuantifierNode quantifier => quantifier.Quantifier.ToString(),
            ChosenNode => "Chosen",
            ConfirmationNode => "Confirmation",
            ChosenValueNode => "ChosenValue",
            QuantityNode => "Quantity",
            QuantityLineNode => "QuantityLine",
            FrequencyNode => "Frequency",
            FactNode => "Fact",
            EntryDateNode => "EntryDate",
            ElapsedNode => "Elapsed",
            TotalTimeNode total => total.IsConsecutive ? "LongestTime" : "TotalTime",
            PercentChangeNode => "PercentChange",
            ArithmeticNode => "Arithmetic",
            ScoreNode => "Score",
            AggregateNode => "Aggregate",
            TableNode => "Table",
            DefinedValueNode => "DefinedValue",
            ListNode => "List",
            _ => "Constant",
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
    }
}
