using System.Collections.Generic;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Language.Settling
{
    /// <summary>The constants and facts that stand in a line, the definitions it leads to included.</summary>
    internal sealed class Constants
    {
        private readonly HashSet<object> seen = new HashSet<object>();

        /// <summary>What stands in a condition or value.</summary>
        public static Constants Of(PlanNode node)
        {
            var constants = new Constants();
            constants.Add(node);
            return constants;
        }

        /// <summary>Numbers, bounds of table rows and cells among them.</summary>
        public List<decimal> Numbers { get; } = new List<decimal>();

        /// <summary>Lengths of time.</summary>
        public List<CalendarDuration> Durations { get; } = new List<CalendarDuration>();

        /// <summary>Dates.</summary>
        public List<PartialDate> Dates { get; } = new List<PartialDate>();

        /// <summary>Facts that are read.</summary>
        public HashSet<FactPlan> Facts { get; } = new HashSet<FactPlan>();

        /// <summary>Demands for documentation.</summary>
        public List<DocumentedNode> Documented { get; } = new List<DocumentedNode>();

        /// <summary>Whether quantities are multiplied, divided or raised to a power.</summary>
        public bool HasProducts { get; private set; }

        /// <summary>Percent changes.</summary>
        public List<PercentChangeNode> Changes { get; } = new List<PercentChangeNode>();

        private void Add(PlanNode node)
        {
            if (!seen.Add(node))
            {
                return;
            }

            switch (node)
            {
                case NumberNode number:
                    Numbers.Add(number.Value);
                    break;
                case DurationNode duration:
                    Durations.Add(duration.Value);
                    break;
                case DateNode date:
                    Dates.Add(date.Value);
                    break;
                case DateShiftNode shift:
                    Durations.Add(shift.By);
                    break;
                case FactNode fact:
                    Facts.Add(fact.Fact.Fact);
                    break;
                case ArithmeticNode arithmetic:
                    HasProducts |= arithmetic.Operation is ArithmeticKind.Multiply or ArithmeticKind.Divide or ArithmeticKind.Power;
                    break;
                case PercentChangeNode change:
                    Changes.Add(change);
                    break;
                case DocumentedNode documented:
                    Documented.Add(documented);
                    break;
                case TableNode table:
                    Add(table);
                    break;
                case ScoreNode score:
                    foreach (ScorePart part in score.Parts)
                    {
                        Numbers.Add(part.Points);
                    }

                    break;
                case DefinedValueNode defined:
                    Add(defined.Definition.Value!);
                    break;
                case DefinedConditionNode defined:
                    Add(defined.Definition.Condition!);
                    break;
            }

            foreach (PlanNode child in node.Children)
            {
                Add(child);
            }
        }

        private void Add(TableNode table)
        {
            foreach (FactReference key in table.Keys)
            {
                Facts.Add(key.Fact);
            }

            foreach (TableRow row in table.Rows)
            {
                Numbers.Add(row.Value);
                foreach (TableCell cell in row.Cells)
                {
                    Numbers.AddRange(Bounds(cell));
                }
            }
        }

        private static IEnumerable<decimal> Bounds(TableCell cell)
        {
            if (cell.Over is { } over)
            {
                yield return over;
            }

            if (cell.UpTo is { } upTo)
            {
                yield return upTo;
            }
        }
    }
}
