using ImrDsl.Values;

namespace ImrDsl.Language.Plan
{
    /// <summary>The range a quantity can have in any case, as far as the declarations tell.</summary>
    public static class DeclaredRange
    {
        /// <summary>The range of a value; unknown where nothing is declared.</summary>
        public static Number Of(ValueNode node)
        {
            switch (node)
            {
                case NumberNode constant:
                    return constant.Value;

                case FactNode fact:
                    return Of(fact.Fact.Fact);

                case ArithmeticNode arithmetic:
                    Number left = Of(arithmetic.Left);
                    Number right = Of(arithmetic.Right);
                    return arithmetic.Operation switch
                    {
                        ArithmeticKind.Add => left + right,
                        ArithmeticKind.Subtract => left - right,
                        ArithmeticKind.Multiply => left * right,
                        ArithmeticKind.Divide => left / right,
                        _ => left.Power((int)right.Low),
                    };

                case AggregateNode aggregate:
                    return aggregate.Aggregate is AggregateKind.Highest or AggregateKind.Lowest ? Of(aggregate.Each!)
                        : aggregate.CanDecrease ? Number.Unknown
                        : Number.NoLessThan(0);

                case ScoreNode score:
                    Number total = 0;
                    foreach (ScorePart part in score.Parts)
                    {
                        total += Number.Either(0, part.Points);
                    }

                    return total;

                case TableNode table:
                    return Of(table);

                case ChosenValueNode { Value: { } value }:
                    return Of(value);

                case DefinedValueNode defined:
                    return Of(defined.Definition.Value!);

                default:
                    return Number.Unknown;
            }
        }

        private static Number Of(FactPlan fact)
        {
            Number range = fact.Range switch
            {
                { Low: { } low, High: { } high } when low <= high => Number.Between(low, high),
                { Low: { } low } => Number.NoLessThan(low),
                { High: { } high } => Number.NoMoreThan(high),
                _ => Number.Unknown,
            };
            return fact.Default switch
            {
                { Number: { } number } => Number.Either(range, number),
                { Fact: { } other } => Number.Either(range, Of(other)),
                _ => range,
            };
        }

        private static Number Of(TableNode table)
        {
            Number? range = null;
            foreach (TableRow row in table.Rows)
            {
                range = range is { } others ? Number.Either(others, row.Value) : row.Value;
            }

            return range ?? Number.Unknown;
        }
    }
}
