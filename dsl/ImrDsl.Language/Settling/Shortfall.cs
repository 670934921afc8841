using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Language.Settling
{
    /// <summary>How much is missing of what a line asks at least: <c>2 more months</c>.</summary>
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
                    return now.HasLow && now.Low > 0 && asked.IsExact && asked.Low > now.Low ? Number.Exactly(asked.Low - now.Low) + " more" : string.Empty;
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

            int missing = least.IsInMonths ? least.InMonths - now.Shortest.Months : least.InDays - now.Shortest.TotalDays;
            bool hasSome = now.Shortest.TotalDays > 0;
            return missing <= 0 || !hasSome ? string.Empty
                : (least.IsInMonths ? CalendarDuration.Months(missing) : CalendarDuration.Days(missing)).ToString().Replace(" ", " more ");
        }
    }
}
