using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Language.Settling
{
    /// <summary>How much is missing of what a line asks at least: <c>4 of 6 months documented, 2 more needed</c>.</summary>
    internal static class Shortfall
    {
        /// <summary>The missing amount in words; empty where the line asks no least amount, or the record holds nothing of it.</summary>
        public static string Of(ConditionNode line, CaseRecord record)
        {
            switch (line)
            {
                case ComparisonNode { Comparison: Comparison.AtLeast or Comparison.More } comparison when comparison.Left.Kind == ValueKind.Elapsed:
                    return OfTime(comparison.Left, comparison.Right, record);
                case BandNode { Kind: BandKind.AtLeast or BandKind.Within } band when band.Value.Kind == ValueKind.Elapsed:
                    return OfTime(band.Value, band.Low, record);
                case ComparisonNode { Comparison: Comparison.AtLeast, Left: AggregateNode counted } comparison:
                    Number now = ReferenceEvaluator.Number(counted, record);
                    Number asked = ReferenceEvaluator.Number(comparison.Right, record);
                    return now.HasLow && now.Low > 0 && asked.IsExact && asked.Low > now.Low
                        ? Words(now.Low, asked.Low, string.Empty) : string.Empty;
                default:
                    return string.Empty;
            }
        }

        private static string OfTime(ValueNode time, ValueNode asked, CaseRecord record)
        {
            if (asked is not DurationNode { Value: var least })
            {
                return string.Empty;
            }

            ElapsedRange now = ReferenceEvaluator.Elapsed(time, record);
            if (!now.HasShortest)
            {
                return string.Empty;
            }

            // Whole months or days only: what is left over of them is not told.
            int documented = least.IsInMonths ? now.Shortest.Months : now.Shortest.TotalDays;
            int wanted = least.IsInMonths ? least.InMonths : least.InDays;
            return documented == 0 || documented >= wanted ? string.Empty : Words(documented, wanted, least.IsInMonths ? " months" : " days");
        }

        private static string Words(decimal documented, decimal wanted, string unit) => Number.Exactly(documented) + " of " + Number.Exactly(wanted) + unit
            + " documented, " + Number.Exactly(wanted - documented) + " more needed";
    }
}
