using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Language.Proving
{
    /// <summary>Quantities: sums of measures, and comparisons of them.</summary>
    internal sealed partial class Translation
    {
        // Longer tables are looked up without their rows.
        private const int MostRows = 100;

        // A quotient cut off after so many digits is no bound.
        private const int MostDigits = 12;

        private int Comparison(ComparisonNode node)
        {
            switch (node.Left.Kind)
            {
                case ValueKind.Date:
                    return CompareDates(node.Left, node.Comparison, node.Right);
                case ValueKind.Elapsed:
                    return DurationOf(node.Right) is { } length ? CompareTime(node.Left, node.Comparison, length) : Unnamed(node);
                default:
                    return Statements.Compare(FormOf(node.Left) - FormOf(node.Right), node.Comparison);
            }
        }

        /// <summary>The one measure that a comparison bounds, and the range to which it bounds it; null for any other condition.</summary>
        public (Measure Measure, BoundedRange Range)? RangeOf(ConditionNode node)
        {
            switch (node)
            {
                case ComparisonNode comparison:
                    return RangeOf(DifferenceOf(comparison.Left, comparison.Right), comparison.Comparison);

                case BandNode band:
                    (Measure Measure, BoundedRange Range)? low = RangeOf(DifferenceOf(band.Value, band.Low), Values.Comparison.AtLeast);
                    (Measure Measure, BoundedRange Range)? high = RangeOf(DifferenceOf(band.Value, band.High), Values.Comparison.AtMost);
                    return band.Kind == BandKind.AtLeast ? low
                        : band.Kind == BandKind.AtMost ? high
                        : low is { } from && high is { } to ? (from.Measure, from.Range.And(to.Range))
                        : ((Measure, BoundedRange)?)null;

                default:
                    return null;
            }
        }

        // What is compared with zero, if it is a sum of measures.
        private LinearForm? DifferenceOf(ValueNode value, ValueNode end) => value.Kind switch
        {
            ValueKind.Number or ValueKind.PercentChange => FormOf(value) - FormOf(end),
            ValueKind.Elapsed => DurationOf(end) is { IsInMonths: true } length && MonthsOf(value) is { } months ? months.Plus(-length.InMonths) : null,
            _ => null,
        };

        private static (Measure Measure, BoundedRange Range)? RangeOf(LinearForm? form, Comparison comparison)
        {
            if (form is null || form.TermCount != 1 || comparison is Values.Comparison.Equal or Values.Comparison.NotEqual)
            {
                return null;
            }

            (Measure measure, Rational factor) = form.Terms[0];
            return (measure, BoundedRange.Of(factor.Sign > 0 ? comparison : Turned(comparison), -form.Constant / factor));
        }

        private int Band(BandNode node)
        {
            int atLeastLow = Compare(node.Value, Values.Comparison.AtLeast, node.Low) ?? Unnamed(node);
            int atMostHigh = Compare(node.Value, Values.Comparison.AtMost, node.High) ?? Unnamed(node);
            return node.Kind switch
            {
                BandKind.AtLeast => atLeastLow,
                BandKind.AtMost => atMostHigh,
                _ => Statements.Both(atLeastLow, atMostHigh),
            };
        }

        private int? Compare(ValueNode value, Comparison comparison, ValueNode end) => value.Kind != ValueKind.Elapsed
            ? Statements.Compare(FormOf(value) - FormOf(end), comparison)
            : DurationOf(end) is { } length ? CompareTime(value, comparison, length) : (int?)null;

        /// <summary>A quantity or change in percent as a sum of measures.</summary>
        private LinearForm FormOf(ValueNode node)
        {
            switch (node)
            {
                case NumberNode constant:
                    return LinearForm.Of(constant.Value);
                case FactNode fact:
                    return LinearForm.Of(QuantityOf(fact));
                case DefinedValueNode defined:
                    return FormOf(defined.Definition.Value!);
                case ArithmeticNode arithmetic:
                    return FormOf(arithmetic);
                case PercentChangeNode change:
                    return FormOf(change);
                case ScoreNode score:
                    return TotalOf(score);
                case TableNode table:
                    return LinearForm.Of(LookedUp(table));
                case AggregateNode aggregate:
                    return FormOf(aggregate);
                case ChosenValueNode { Value: { } value } chosen:
                    Choose(chosen.List, chosen.Choosing, chosen.Date);
                    return FormOf(value);
                default:
                    return LinearForm.Of(Computed(node, NameOf(node)));
            }
        }

        private LinearForm FormOf(ArithmeticNode node)
        {
            LinearForm left = FormOf(node.Left);
            LinearForm right = FormOf(node.Right);
            switch (node.Operation)
            {
                case ArithmeticKind.Add:
                    return left + right;
                case ArithmeticKind.Subtract:
                    return left - right;
                case ArithmeticKind.Multiply when right.IsConstant:
                    return left.Times(right.Constant);
                case ArithmeticKind.Multiply when left.IsConstant:
                    return right.Times(left.Constant);
                case ArithmeticKind.Divide when right.IsConstant && right.Constant.Sign != 0:
                    return left.Times(1 / right.Constant);
                default:
                    return LinearForm.Of(Computed(node, node.Operation + " (" + left + ") (" + right + ")"));
            }
        }

        // An increase is a reduction the other way round.
        private LinearForm FormOf(PercentChangeNode node)
        {
            LinearForm from = FormOf(node.From);
            LinearForm to = FormOf(node.To);
            string recorded = node.Recorded is null ? string.Empty : " or " + FormOf(node.Recorded);
            bool isTurned = node.IsIncrease && node.Recorded is null;
            Measure change = Computed(node, (node.IsIncrease && !isTurned ? "increase (" : "reduction (") + from + ") (" + to + ")" + recorded);
            return LinearForm.Of(change).Times(isTurned ? -1 : 1);
        }

        /// <summary>The points of a score.</summary>
        public LinearForm TotalOf(ScoreNode node)
        {
            LinearForm total = LinearForm.Of(0);
            foreach (ScorePart part in node.Parts)
            {
                int isMet = Met(Translate(part.Condition));
                if (isMet is Solver.True or Solver.False)
                {
                    total = total.Plus(isMet == Solver.True ? part.Points : 0);
                    continue;
                }

                Measure counts = Statements.Measure("is " + Text(isMet), number => new Measure(number, "is " + Text(isMet)) { Low = 0, High = 1, Step = 1 });
                int counted = Statements.Compare(LinearForm.Of(counts).Plus(-1), Values.Comparison.AtLeast);
                Statements.Demand(Statements.Not(counted), isMet);
                Statements.Demand(counted, Statements.Not(isMet));
                Statements.DependsOn(counts, isMet);
                total += LinearForm.Of(counts).Times(part.Points);
            }

            return total;
        }

        private Measure LookedUp(TableNode node)
        {
            string key = "table " + node.Column + " " + (node.Rows.Count == 0 ? string.Empty : Text(node.Rows[0].Source.Span.Start) + node.Rows[0].Source.Path) + " "
                + string.Join(" ", node.Keys.Select(KeyOf));
            if (Statements.TryMeasure(key) is { } known)
            {
                return known;
            }

            Measure value = Computed(node, key);
            if (node.Rows.Count <= MostRows)
            {
                IReadOnlyList<int> fits = RowsOf(node);
                for (int i = 0; i < fits.Count; i++)
                {
                    LinearForm difference = LinearForm.Of(value).Plus(-(Rational)node.Rows[i].Value);
                    Statements.Demand(Statements.Not(fits[i]), Statements.Compare(difference, Values.Comparison.Equal));
                    Statements.DependsOn(value, fits[i]);
                }
            }

            return value;
        }

        /// <summary>For each row of a table, that it is the one that fits.</summary>
        public IReadOnlyList<int> RowsOf(TableNode node)
        {
            var fits = new List<int>();
            foreach (TableRow row in node.Rows)
            {
                int fit = row.IsOtherwise
                    ? Statements.All(fits.Select(Statements.Not))
                    : Statements.All(row.Cells.Select((cell, index) => Cell(node.Keys[index], cell)));
                fits.Add(fit);
            }

            return fits;
        }

        private int Cell(FactReference key, TableCell cell)
        {
            if (key.Fact.Kind == FactKind.Choice)
            {
                return cell.Members is null ? Solver.True : Membership(key, cell.Members);
            }

            LinearForm value = LinearForm.Of(QuantityOf(key, null));
            int isOver = cell.Over is { } over ? Statements.Compare(value.Plus(-(Rational)over), Values.Comparison.More) : Solver.True;
            int isUpTo = cell.UpTo is { } upTo ? Statements.Compare(value.Plus(-(Rational)upTo), Values.Comparison.AtMost) : Solver.True;
            return Statements.Both(isOver, isUpTo);
        }

        private Measure QuantityOf(FactNode node) => QuantityOf(node.Fact, node);

        private Measure QuantityOf(FactReference fact, FactNode? node)
        {
            EntryModel? entry = EntryOf(fact);
            string key = "number " + KeyOf(fact);
            return Statements.Measure(key, number =>
            {
                Number range = DeclaredRange.Of(node ?? new FactNode(fact.Fact.Source!, fact));
                decimal? step = StepOf(fact.Fact);
                return new Measure(number, key)
                {
                    Low = BoundOf(range, isHigh: false),
                    High = BoundOf(range, isHigh: true),
                    Step = step is { } of ? (Rational)of : (Rational?)null,
                    Base = fact.Fact.Range?.Low ?? 0,
                    Natural = Natural(range),
                    Node = node,
                    Entry = entry,
                    Fact = fact.Fact,
                };
            });
        }

        // What silence counts as may lie between the steps of what is recorded.
        private static decimal? StepOf(FactPlan fact) => fact.Range?.Step is { } step && step > 0
            && (fact.Default is null || (fact.Default.Number is { } silence && (silence - (fact.Range.Low ?? 0)) % step == 0)) ? step : (decimal?)null;

        private Measure Computed(ValueNode node, string key) => Statements.Measure(key, number =>
        {
            Number range = DeclaredRange.Of(node);
            return new Measure(number, key) { Low = BoundOf(range, isHigh: false), High = BoundOf(range, isHigh: true), Natural = Natural(range), Node = node };
        });

        private static Rational? BoundOf(Number range, bool isHigh)
        {
            if (isHigh ? !range.HasHigh : !range.HasLow)
            {
                return null;
            }

            decimal bound = isHigh ? range.High : range.Low;
            return ((decimal.GetBits(bound)[3] >> 16) & 0xFF) <= MostDigits ? bound : (Rational?)null;
        }

        private static Rational Natural(Number range) => range.HasLow && range.Low > 1 ? range.Low : range.HasHigh && range.High < 1 ? range.High : 1;
    }
}
