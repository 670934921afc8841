using System;
using System.Collections.Generic;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Language.Evaluation
{
    /// <summary>Values, and what the account says of them: "Time" and "The account" in docs/evaluation.md.</summary>
    internal sealed partial class Evaluation
    {
        public Number NumberOf(ValueNode node) => node switch
        {
            NumberNode constant => constant.Value,
            FactNode fact => ReadNumber(fact, fact.Fact),
            ArithmeticNode arithmetic => Noted(node, Arithmetic(arithmetic)),
            AggregateNode aggregate => Noted(node, Aggregate(aggregate)),
            ScoreNode score => Noted(node, Score(score)),
            TableNode table => Noted(node, LookUp(table)),
            ChosenValueNode chosen => ChosenNumber(chosen),
            DefinedValueNode defined => InDefinition(defined, NumberOf),
            _ => Number.Unknown,
        };

        public PartialDate DateOf(ValueNode node) => node switch
        {
            DateNode constant => constant.Value,
            FactNode fact => ReadDate(fact, fact.Fact),
            EntryDateNode date => ReadEntryDate(date),
            DateShiftNode shift => DateOf(shift.Date).Shift(shift.By, shift.IsBack),
            ChosenValueNode chosen => ChosenDate(chosen),
            DefinedValueNode defined => InDefinition(defined, DateOf),
            _ => PartialDate.Unknown,
        };

        public ElapsedRange ElapsedOf(ValueNode node)
        {
            switch (node)
            {
                case ElapsedNode elapsed:
                    PartialDate from = DateOf(elapsed.From);
                    ElapsedRange between = Noted(node, ElapsedRange.Between(from, DateOf(elapsed.To)));
                    if (between.IsExact && between.Shortest.Days == 0 && from.Earliest.AddMonths(between.Shortest.Months).Day != from.Earliest.Day)
                    {
                        NoteRule(node, AccountRule.MonthEndClamped);
                    }

                    return between;

                case TotalTimeNode total:
                    return TotalTime(total);

                case DefinedValueNode defined:
                    return InDefinition(defined, ElapsedOf);

                default:
                    return ElapsedRange.Unknown;
            }
        }

        private PercentChange PercentChangeOf(ValueNode node)
        {
            if (node is DefinedValueNode defined)
            {
                return InDefinition(defined, PercentChangeOf);
            }

            if (node is not PercentChangeNode change)
            {
                return default;
            }

            Number from = NumberOf(change.From);
            Number to = NumberOf(change.To);
            PercentChange result = change.IsIncrease ? PercentChange.Increase(from, to) : PercentChange.Reduction(from, to);
            if (change.Recorded is null)
            {
                Noted(node, result.Rounded());
                return result;
            }

            Number recorded = NumberOf(change.Recorded);
            PercentChange counting = result.Or(recorded);
            Noted(node, counting.Rounded());
            if (result.DisagreesWith(recorded))
            {
                NoteRule(node, AccountRule.PercentageDisagrees);
            }

            return counting;
        }

        private CalendarDuration DurationOf(ValueNode node) => node switch
        {
            DurationNode constant => constant.Value,
            DefinedValueNode defined => InDefinition(defined, DurationOf),
            _ => default,
        };

        private Number Arithmetic(ArithmeticNode node)
        {
            Number left = NumberOf(node.Left);
            Number right = NumberOf(node.Right);
            return node.Operation switch
            {
                ArithmeticKind.Add => left + right,
                ArithmeticKind.Subtract => left - right,
                ArithmeticKind.Multiply => left * right,
                ArithmeticKind.Divide => left / right,
                _ => left.Power((int)right.Low),
            };
        }

        private Number Score(ScoreNode node)
        {
            Number total = 0;
            foreach (ScorePart part in node.Parts)
            {
                Truth isMet = AnswerOf(part.Condition).WhereAnySuffices;
                total += isMet.IsMet ? part.Points : isMet.IsNotMet ? 0 : Number.Either(0, part.Points);
            }

            return total;
        }

        private Number LookUp(TableNode node)
        {
            // Each key is read once; which rows fit is asked of its value afterwards.
            var fits = new Truth[node.Rows.Count];
            for (int row = 0; row < fits.Length; row++)
            {
                fits[row] = Truth.Met;
            }

            for (int key = 0; key < node.Keys.Count; key++)
            {
                Func<TableCell, Truth> fit = ReadKey(node, node.Keys[key]);
                for (int row = 0; row < fits.Length; row++)
                {
                    fits[row] &= fit(node.Rows[row].Cells[key]);
                }
            }

            for (int row = 0; row < fits.Length; row++)
            {
                if (node.Rows[row].IsOtherwise)
                {
                    fits[row] = Truth.Met;
                    for (int other = 0; other < row; other++)
                    {
                        fits[row] &= !fits[other];
                    }
                }

                if (fits[row].IsMet)
                {
                    return node.Rows[row].Value;
                }
            }

            return Number.Unknown;
        }

        private Func<TableCell, Truth> ReadKey(TableNode node, FactReference key)
        {
            if (key.Fact.Kind != FactKind.Choice)
            {
                Number number = ReadNumber(node, key);
                return cell => (cell.Over is { } over ? number > over : Truth.Met) & (cell.UpTo is { } upTo ? number <= upTo : Truth.Met);
            }

            Reading reading = Read(node, key, entry => entry.Choice is not null);
            var values = new List<int?>();
            if (reading.Default is { } silence)
            {
                values.Add(silence.ChoiceValue);
            }

            foreach (EntryRecord entry in reading.Entries)
            {
                values.Add(entry.Choice);
            }

            if (reading.IsCertain && values.Exists(value => value is not null && values.Exists(other => other is not null && other != value)))
            {
                NoteFact(AccountKind.FactMissing, node, reading.Fact.Plan, reading.Fact.WholeEntry);
            }

            return cell =>
            {
                if (cell.Members is null)
                {
                    return Truth.Met;
                }

                var answers = new List<Truth>();
                foreach (int? value in values)
                {
                    answers.Add(value is { } known ? Contains(cell.Members, known) : Truth.NotDocumented);
                }

                return Agreed(answers, reading.IsCertain);
            };
        }

        private T InDefinition<T>(DefinedValueNode node, Func<ValueNode, T> evaluate)
        {
            int outer = entryAtHand;
            entryAtHand = -1;
            T result = evaluate(node.Definition.Value!);
            entryAtHand = outer;
            return result;
        }

        private Number Noted(PlanNode node, Number value)
        {
            if (value.HasLow || value.HasHigh)
            {
                NoteMeasured(
                    AccountKind.NumberComputed,
                    node,
                    value.HasLow ? AccountEntry.Pack(value.Low) : long.MinValue,
                    value.HasHigh ? AccountEntry.Pack(value.High) : long.MaxValue);
            }

            return value;
        }

        private ElapsedRange Noted(ValueNode node, ElapsedRange value)
        {
            if (value.HasShortest || value.HasLongest)
            {
                NoteMeasured(
                    AccountKind.ElapsedMeasured,
                    node,
                    value.HasShortest ? AccountEntry.Pack(value.Shortest) : -1,
                    value.HasLongest ? AccountEntry.Pack(value.Longest) : -1);
            }

            return value;
        }
    }
}
