using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Language.Proving
{
    /// <summary>Brings what is computed, and the entries that are counted, in line with the assignment.</summary>
    internal sealed partial class CaseMaker
    {
        // Dates so many months apart. Where one date is measured from several others, those others move.
        private void FitDates()
        {
            var moved = new HashSet<Measure>();
            foreach ((LinearForm from, LinearForm to, Measure months) in translation.TimesInMonths)
            {
                if (!values.TryGetValue(months, out Rational length) || DayOf(from) is not { } start || DayOf(to) is not { } end)
                {
                    continue;
                }

                int whole = (int)length.Floor();
                int days = (int)((length - whole) * 32).Floor();
                if (from.TermCount == 1 && moved.Add(from.Terms[0].Measure))
                {
                    CalendarDate first = end.AddDays(-days).AddMonths(-whole);
                    values[from.Terms[0].Measure] = first.DayNumber - from.Constant;
                }
                else if (to.TermCount == 1 && moved.Add(to.Terms[0].Measure))
                {
                    values[to.Terms[0].Measure] = start.AddMonths(whole).AddDays(days).DayNumber - to.Constant;
                }
            }
        }

        private CalendarDate? DayOf(LinearForm form)
        {
            Rational day = form.Constant;
            foreach ((Measure measure, Rational factor) in form.Terms)
            {
                day += factor * (values.TryGetValue(measure, out Rational value) ? value : measure.Natural);
            }

            return day.Sign >= 0 && day < 3_600_000 ? CalendarDate.FromDayNumber((int)day.Floor()) : (CalendarDate?)null;
        }

        private void FitComputedValues(Measure? fixedMeasure)
        {
            foreach (KeyValuePair<Measure, Rational> computed in values.Where(pair => pair.Key.Fact is null && pair.Key.Node is not null).ToList())
            {
                Fit(computed.Key.Node!, computed.Value, fixedMeasure);
            }
        }

        // Gives the facts that a value is computed from values of which it comes out; the left ones if it can.
        private bool Fit(ValueNode node, Rational target, Measure? fixedMeasure)
        {
            switch (node)
            {
                case DefinedValueNode defined:
                    return Fit(defined.Definition.Value!, target, fixedMeasure);

                case FactNode fact when MeasureOf(fact) is { } measure && measure != fixedMeasure:
                    bool fits = !(target < measure.Low) && !(target > measure.High);
                    values[measure] = fits ? target : values.TryGetValue(measure, out Rational known) ? known : measure.Natural;
                    return fits;

                case PercentChangeNode change when Value(change.From) is { } from && from.Sign > 0:
                    return Fit(change.To, from * (1 + ((change.IsIncrease ? target : -target) / 100)), fixedMeasure);

                case ArithmeticNode arithmetic when Value(arithmetic.Left) is { } left && Value(arithmetic.Right) is { } right:
                    return arithmetic.Operation switch
                    {
                        ArithmeticKind.Add => Fit(arithmetic.Left, target - right, fixedMeasure) || Fit(arithmetic.Right, target - left, fixedMeasure),
                        ArithmeticKind.Subtract => Fit(arithmetic.Left, target + right, fixedMeasure) || Fit(arithmetic.Right, left - target, fixedMeasure),
                        ArithmeticKind.Multiply => (right.Sign != 0 && Fit(arithmetic.Left, target / right, fixedMeasure))
                            || (left.Sign != 0 && Fit(arithmetic.Right, target / left, fixedMeasure)),
                        ArithmeticKind.Divide => right.Sign != 0 && Fit(arithmetic.Left, target * right, fixedMeasure),
                        _ => false,
                    };

                default:
                    return false;
            }
        }

        private Measure? MeasureOf(FactNode fact) => Statements.Measures.FirstOrDefault(measure => measure.Fact == fact.Fact.Fact && measure.Entry is null);

        // The value of what facts are computed from; the natural ones are written down, since now they matter.
        private Rational? Value(ValueNode node)
        {
            switch (node)
            {
                case NumberNode constant:
                    return constant.Value;
                case DefinedValueNode defined:
                    return Value(defined.Definition.Value!);
                case FactNode fact when MeasureOf(fact) is { } measure:
                    if (!values.TryGetValue(measure, out Rational value))
                    {
                        values[measure] = value = measure.Natural;
                    }

                    return value;
                case ArithmeticNode arithmetic when Value(arithmetic.Left) is { } left && Value(arithmetic.Right) is { } right:
                    return arithmetic.Operation switch
                    {
                        ArithmeticKind.Add => left + right,
                        ArithmeticKind.Subtract => left - right,
                        ArithmeticKind.Multiply => left * right,
                        ArithmeticKind.Divide when right.Sign != 0 => left / right,
                        ArithmeticKind.Power when right.IsWhole && right.Sign > 0 && right < 10 => Enumerable.Repeat(left, (int)right.Floor()).Aggregate((a, b) => a * b),
                        _ => (Rational?)null,
                    };
                default:
                    return null;
            }
        }

        // Entries that meet what is counted, as many as the assignment says; those of the narrowest condition first.
        private void AddCounted(Dictionary<FactPlan, FactRecord> facts)
        {
            List<CountedEntries> all = translation.Counted.Where(of => of.Entry.Holder is null && values.ContainsKey(of.Count)).ToList();
            int[] fixedStatements = Statements.DecidedOutsideEntries().ToArray();
            foreach (IGrouping<FactPlan, CountedEntries> list in all.GroupBy(of => of.Entry.Fact.Fact))
            {
                List<EntryRecord> entries = facts.TryGetValue(list.Key, out FactRecord? record) ? record.Entries.ToList() : new List<EntryRecord>();
                var made = list.ToDictionary(of => of, _ => 0);
                foreach (CountedEntries of in list.OrderBy(of => values[of.Count]))
                {
                    int wanted = values[of.Count] < MostEntries ? (int)values[of.Count].Floor() : 0;
                    while (made[of] < wanted && entries.Count < MostEntries)
                    {
                        IEnumerable<int> others = list.Where(other => !(made[other] < values[other.Count])).Select(other => Statements.Not(other.Condition));
                        if (Statements.Solve(fixedStatements.Concat(others).Concat(new[] { of.Condition }).ToList(), budget) != Verdict.Possible
                            || Statements.MeasureValues(budget) is not { } found)
                        {
                            break;
                        }

                        foreach (KeyValuePair<Measure, Rational> value in found.Where(value => value.Key.Entry == of.Entry))
                        {
                            values[value.Key] = value.Value;
                        }

                        foreach (CountedEntries other in list.Where(other => Statements.IsTrue(other.Condition)))
                        {
                            made[other]++;
                        }

                        entries.Add(EntryOf(of.Entry, new List<(EntryModel, List<EntryRecord>)>()));
                    }
                }

                facts[list.Key] = entries.Count == 0 ? new FactRecord { Knowledge = Knowledge.None } : new FactRecord { Knowledge = Knowledge.Given, Entries = entries };
            }
        }
    }
}
