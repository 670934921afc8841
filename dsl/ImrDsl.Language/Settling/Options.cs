using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Language.Settling
{
    /// <summary>
    /// What the record may say of a fact: values at, just below and just above every boundary that the lines which read it draw, with evidence
    /// of every standard that they ask.
    /// </summary>
    internal sealed class Options
    {
        /// <summary>What a quantity without a declared step moves by.</summary>
        public const decimal LeastStep = 0.0001m;

        private const decimal MostTried = 1_000_000_000m;

        private readonly CaseRecord record;
        private readonly Variable variable;
        private readonly IReadOnlyList<Constants> lines;

        private Options(CaseRecord record, Variable variable, IReadOnlyList<Constants> lines)
        {
            this.record = record;
            this.variable = variable;
            this.lines = lines;
        }

        /// <summary>The options of a variable that some lines read, without what the record says now.</summary>
        public static IReadOnlyList<FactRecord> Of(CaseRecord record, Variable variable, IReadOnlyList<Constants> lines)
        {
            var options = new Options(record, variable, lines);
            return variable.Fact.Kind switch
            {
                FactKind.YesNo => options.Statements(new[] { true, false }.Select(value => new EntryRecord { YesNo = value })),
                FactKind.Choice => options.Statements(Enumerable.Range(0, Math.Min(variable.Fact.Choice!.Values.Count, Variable.MostOptions))
                    .Select(value => new EntryRecord { Choice = value })),
                FactKind.Number => options.Statements(options.Numbers().Select(value => new EntryRecord { Number = value })),
                FactKind.Date => options.Statements(options.Dates().Select(value => new EntryRecord { Date = value })),
                _ => new List<FactRecord>(),
            };
        }

        private IReadOnlyList<FactRecord> Statements(IEnumerable<EntryRecord> values)
        {
            List<Evidence?> evidence = variable.Holder is null ? Standards().ToList() : new List<Evidence?> { null };
            return values.Select(value => new FactRecord
            {
                Knowledge = Knowledge.Given,
                Entries = evidence.Select(standard => new EntryRecord
                {
                    YesNo = value.YesNo,
                    Choice = value.Choice,
                    Number = value.Number,
                    Date = value.Date,
                    Evidence = standard,
                }).Concat(variable.Holder is null ? SaidAlready(record, variable.Fact, value) : Array.Empty<EntryRecord>()).ToList(),
            }).ToList();
        }

        /// <summary>The statements of the record that give a fact of the case the same value: what is added leaves them as they are.</summary>
        public static IEnumerable<EntryRecord> SaidAlready(CaseRecord record, FactPlan fact, EntryRecord value) =>
            record.Facts.TryGetValue(fact, out FactRecord? stated)
                ? stated.Entries.Where(entry => entry.YesNo == value.YesNo && entry.Choice == value.Choice && entry.Number.Equals(value.Number) && entry.Date.Equals(value.Date))
                : Array.Empty<EntryRecord>();

        // One statement for each standard of evidence that is asked of the fact.
        private IEnumerable<Evidence?> Standards()
        {
            List<DocumentedNode> asked = lines.SelectMany(line => line.Documented).Where(node => ReferenceEquals(node.Fact.Fact, variable.Fact)).Distinct().ToList();
            if (asked.Count == 0)
            {
                yield return null;
            }

            foreach (DocumentedNode node in asked)
            {
                yield return new Evidence
                {
                    By = First(node.Qualifier.Persons),
                    Person = First(node.Qualifier.Persons),
                    Kind = First(node.Qualifier.Kinds),
                    Date = DayFor(node.Qualifier),
                };
            }
        }

        private static string? First(IReadOnlyList<string> terms) => terms.Count == 0 ? null : terms[0];

        private PartialDate DayFor(EvidenceQualifier qualifier)
        {
            List<(Comparison Comparison, PartialDate Date)> asked = qualifier.Dates.Select(date => (date.Comparison, ReferenceEvaluator.Date(date.Date, record))).ToList();
            List<CalendarDate> days = asked.Where(date => date.Date.IsKnown)
                .SelectMany(date => new[] { date.Date.Earliest.AddDays(-1), date.Date.Earliest, date.Date.Latest, date.Date.Latest.AddDays(1) })
                .Prepend(record.DecisionDate).Where(day => day <= record.DecisionDate).ToList();
            return days.Where(day => asked.All(date => !ReferenceEvaluator.Compare(day, date.Comparison, date.Date).IsNotMet))
                .DefaultIfEmpty(record.DecisionDate).First();
        }

        private IEnumerable<Number> Numbers()
        {
            NumberPlan? range = variable.Fact.Range;
            decimal step = range?.Step ?? LeastStep;
            var wanted = new List<decimal>();
            foreach (Constants line in lines)
            {
                List<decimal> known = line.Facts.Where(fact => !ReferenceEquals(fact, variable.Fact)).SelectMany(KnownNumbers).ToList();
                wanted.AddRange(line.Numbers);
                wanted.AddRange(known);
                wanted.AddRange(line.Changes.SelectMany(change => EndsOf(change, line.Numbers)));
                wanted.AddRange(line.Numbers.SelectMany(number => known.SelectMany(other => Combined(number, other, line.HasProducts))));
            }

            wanted.AddRange(new[] { range?.Low ?? 0, range?.High ?? 1000, 0, 1, 10, 100 });
            (decimal low, decimal high) = BoundsNow();
            low = Math.Max(low, range?.Low ?? -MostTried);
            high = Math.Min(high, range?.High ?? MostTried);
            return wanted.Where(value => Math.Abs(value) <= MostTried)
                .SelectMany(value => new[] { Rounded(value, step) - step, Rounded(value, step), Rounded(value, step) + step })
                .Where(value => value >= low && value <= high).Distinct().Take(Variable.MostOptions - 1).OrderBy(value => value)
                .Select(value => (Number)value);
        }

        // A recorded range leaves the values in it.
        private (decimal Low, decimal High) BoundsNow()
        {
            Number now = ValueNow().Number;
            return (now.HasLow ? now.Low : -MostTried, now.HasHigh ? now.High : MostTried);
        }

        private EntryRecord ValueNow()
        {
            FactRecord? known = null;
            if (variable.IsKnown)
            {
                return new EntryRecord();
            }

            if (variable.Holder is null)
            {
                record.Facts.TryGetValue(variable.Fact, out known);
            }
            else if (record.Facts.TryGetValue(variable.Holder, out FactRecord? holder) && variable.Entry < holder.Entries.Count)
            {
                known = holder.Entries[variable.Entry].Fields.ElementAtOrDefault(variable.Fact.Ordinal);
            }

            return known is { Entries: { Count: 1 } entries } ? entries[0] : new EntryRecord();
        }

        private IEnumerable<decimal> KnownNumbers(FactPlan fact) => !record.Facts.TryGetValue(fact, out FactRecord? known)
            ? Array.Empty<decimal>()
            : known.Entries.Where(entry => entry.Number.IsKnown).SelectMany(entry => new[] { entry.Number.Low, entry.Number.High });

        // From 8 to 4 is half; both ends where neither is known.
        private IEnumerable<decimal> EndsOf(PercentChangeNode change, IReadOnlyList<decimal> percents)
        {
            List<decimal> bases = Constants.Of(change.From).Facts.SelectMany(KnownNumbers).ToList();
            List<decimal> laters = Constants.Of(change.To).Facts.SelectMany(KnownNumbers).ToList();
            if (bases.Count == 0)
            {
                bases.Add(variable.Fact.Range?.High is { } high && high < 1000 ? high : 10);
                yield return bases[0];
            }

            foreach (decimal percent in percents)
            {
                decimal share = 1 + ((change.IsIncrease ? percent : -percent) / 100);
                foreach (decimal from in bases)
                {
                    yield return Clamped(from) * Clamped(share);
                }

                foreach (decimal to in share == 0 ? new List<decimal>() : laters)
                {
                    yield return Clamped(Clamped(to) / share);
                }
            }
        }

        private static IEnumerable<decimal> Combined(decimal number, decimal known, bool hasProducts)
        {
            number = Clamped(number);
            known = Clamped(known);
            yield return number + known;
            yield return number - known;
            yield return known - number;
            if (!hasProducts || number == 0 || known == 0)
            {
                yield break;
            }

            yield return number * known;
            yield return number / known;
            yield return known / number;
            yield return number * Clamped(known * known);
            double root = Math.Sqrt((double)Math.Abs(known / number));
            if (root < (double)MostTried)
            {
                yield return (decimal)root;
            }
        }

        private static decimal Clamped(decimal value) => Math.Max(-MostTried, Math.Min(MostTried, value));

        private static decimal Rounded(decimal value, decimal step) => step > 0 ? Math.Round(value / step) * step : value;

        private IEnumerable<PartialDate> Dates()
        {
            var days = new List<CalendarDate>();
            List<CalendarDate> bases = lines.SelectMany(line => line.Dates.Concat(line.Facts.SelectMany(KnownDates)))
                .Where(date => date.IsKnown).SelectMany(date => new[] { date.Earliest, date.Latest }).Prepend(record.DecisionDate).Distinct().ToList();
            List<CalendarDuration> lengths = lines.SelectMany(line => line.Durations).Distinct().ToList();
            days.AddRange(bases);
            days.AddRange(bases.SelectMany(day => lengths.SelectMany(length => new[] { Shifted(day, length, -1), Shifted(day, length, 1) })));
            days.AddRange(lengths.SelectMany(length => lengths.Select(other => Shifted(Shifted(record.DecisionDate, length, -1), other, -1))));
            PartialDate now = ValueNow().Date;
            return days.SelectMany(day => new[] { day.AddDays(-1), day, day.AddDays(1) })
                .Where(day => !now.IsKnown || (day >= now.Earliest && day <= now.Latest)).Distinct().Take(Variable.MostOptions - 1)
                .OrderBy(day => day).Select(day => (PartialDate)day);
        }

        private IEnumerable<PartialDate> KnownDates(FactPlan fact) =>
            ReferenceEquals(fact, variable.Fact) || !record.Facts.TryGetValue(fact, out FactRecord? known)
                ? Array.Empty<PartialDate>()
                : known.Entries.Select(entry => entry.Date);

        private static CalendarDate Shifted(CalendarDate day, CalendarDuration by, int direction) =>
            by.IsInMonths ? day.AddMonths(by.InMonths * direction) : day.AddDays(by.InDays * direction);
    }
}
