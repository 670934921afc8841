using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Language.Proving
{
    /// <summary>
    /// Dates are measures by the number of their day. How many months lie between two dates is a measure of its own, since months differ in length: a
    /// whole number and, for days left over, thirty-seconds; what it has to do with the number of days is said as far as it is so for all dates.
    /// </summary>
    internal sealed partial class Translation
    {
        // The average month of the Gregorian calendar has 30.436875 days. So many months and left-over days as thirty-seconds of one differ from that by
        // less than six days, between any two days of the years 1600 to 2400.
        private const decimal DaysOfMonth = 30.436875m;
        private const int MostDaysOff = 6;

        private static readonly int NaturalDay = CalendarDate.Create(2024, 6, 15).DayNumber;
        private static readonly int NaturalBirthday = CalendarDate.Create(1970, 6, 15).DayNumber;

        private static ValueNode Resolve(ValueNode node)
        {
            while (node is DefinedValueNode defined)
            {
                node = defined.Definition.Value!;
            }

            return node;
        }

        private static CalendarDuration? DurationOf(ValueNode node) => Resolve(node) is DurationNode duration ? duration.Value : (CalendarDuration?)null;

        private int CompareDates(ValueNode left, Comparison comparison, ValueNode right)
        {
            left = Resolve(left);
            right = Resolve(right);
            if (right is DateShiftNode { By: { IsInMonths: true } by } shifted)
            {
                LinearForm months = MonthsBetween(DateOf(shifted.Date), DateOf(left));
                return Statements.Compare(months.Plus(shifted.IsBack ? by.InMonths : -by.InMonths), comparison);
            }

            return left is DateShiftNode { By: { IsInMonths: true } }
                ? CompareDates(right, Turned(comparison), left)
                : Statements.Compare(DateOf(left) - DateOf(right), comparison);
        }

        private static Comparison Turned(Comparison comparison) => comparison switch
        {
            Values.Comparison.Less => Values.Comparison.More,
            Values.Comparison.AtMost => Values.Comparison.AtLeast,
            Values.Comparison.AtLeast => Values.Comparison.AtMost,
            Values.Comparison.More => Values.Comparison.Less,
            _ => comparison,
        };

        private int CompareTime(ValueNode value, Comparison comparison, CalendarDuration length)
        {
            LinearForm? time = length.IsInMonths ? MonthsOf(value) : DaysOf(value);
            return time is null ? Unnamed(value) : Statements.Compare(time.Plus(length.IsInMonths ? -length.InMonths : -length.InDays), comparison);
        }

        private LinearForm? MonthsOf(ValueNode value) => Resolve(value) switch
        {
            ElapsedNode elapsed => MonthsBetween(DateOf(elapsed.From), DateOf(elapsed.To)),
            TotalTimeNode total => LinearForm.Of(TimeOf(total, "months of ", new Rational(1, 32))),
            _ => null,
        };

        private LinearForm? DaysOf(ValueNode value) => Resolve(value) switch
        {
            ElapsedNode elapsed => DateOf(elapsed.To) - DateOf(elapsed.From),
            TotalTimeNode total => LinearForm.Of(TimeOf(total, "days of ", 1)),
            _ => null,
        };

        // In months and in days each for itself: the longest run in months may be another one than the longest in days.
        private Measure TimeOf(TotalTimeNode total, string unit, Rational step)
        {
            string key = unit + KeyOf(total);
            return Statements.Measure(key, number => new Measure(number, key) { Low = 0, Step = step, Node = total });
        }

        /// <summary>A date by the number of its day.</summary>
        private LinearForm DateOf(ValueNode node)
        {
            node = Resolve(node);
            switch (node)
            {
                case DateNode { Value: { IsExact: true } day }:
                    return LinearForm.Of(day.Earliest.DayNumber);

                case DateNode { Value: { IsKnown: true } part }:
                    string partial = "day in " + part;
                    return LinearForm.Of(Statements.Measure(partial, number => new Measure(number, partial)
                    {
                        Low = part.Earliest.DayNumber,
                        High = part.Latest.DayNumber,
                        Step = 1,
                        Natural = part.Earliest.DayNumber,
                    }));

                case FactNode fact:
                    return LinearForm.Of(DayOf("date " + KeyOf(fact.Fact), fact, EntryOf(fact.Fact), fact.Fact.Fact));

                case EntryDateNode date:
                    return LinearForm.Of(DayOf(date, date.Entry));

                case DateShiftNode { By: { IsInMonths: false } by } shift:
                    return DateOf(shift.Date).Plus(shift.IsBack ? -by.InDays : by.InDays);

                case DateShiftNode shift:
                    string key = "months from (" + DateOf(shift.Date) + "): " + (shift.IsBack ? "-" : string.Empty) + Text(shift.By.InMonths);
                    return LinearForm.Of(DayOf(key, shift, null, null));

                case ChosenValueNode chosen:
                    Choose(chosen.List, chosen.Choosing, chosen.Date);
                    return DateOf(chosen.Value ?? chosen.Date);

                default:
                    return LinearForm.Of(DayOf(NameOf(node), node, null, null));
            }
        }

        // The date of an entry is that of its field "date", if there is one.
        private Measure DayOf(EntryDateNode node, EntryScope scope)
        {
            entries.TryGetValue(scope, out EntryModel? entry);
            FactPlan? field = scope.Fact.Fact.EntryKind?.DateField;
            return DayOf(field is null ? "date of entry" + entry?.Key : "date " + Text(field.Number) + entry?.Key, node, entry, field);
        }

        private Measure DayOf(string key, ValueNode node, EntryModel? entry, FactPlan? fact) => Statements.Measure(key, number => new Measure(number, key)
        {
            Step = 1,
            Natural = fact?.BuiltIn == BuiltInFact.DateOfBirth ? NaturalBirthday : NaturalDay,
            Node = node,
            Entry = entry,
            Fact = fact,
        });

        private LinearForm MonthsBetween(LinearForm from, LinearForm to)
        {
            string key = "months (" + from + ") (" + to + ")";
            if (Statements.TryMeasure(key) is { } known)
            {
                return LinearForm.Of(known);
            }

            LinearForm months = LinearForm.Of(Statements.Measure(key, number => new Measure(number, key) { Step = new Rational(1, 32) }));
            monthsBetween.Add((from, to, Statements.TryMeasure(key)!));
            LinearForm off = to - from - months.Times(DaysOfMonth);
            Statements.Link(off.Plus(MostDaysOff));
            Statements.Link(off.Times(-1).Plus(MostDaysOff));
            return months;
        }
    }
}
