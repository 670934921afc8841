using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;

namespace ImrDsl.Language.Proving
{
    /// <summary>
    /// Entries of records and lists. What is asked of the entry that counts is asked of one entry, the same for the same words; how many entries meet a
    /// condition is a measure, and where one condition follows from another, so do their counts.
    /// </summary>
    internal sealed partial class Translation
    {
        private readonly List<(LinearForm From, LinearForm To, Measure Months)> monthsBetween = new List<(LinearForm, LinearForm, Measure)>();
        private readonly List<(DocumentedNode Node, EntryModel? Holder, int Statement)> documentedValues = new List<(DocumentedNode, EntryModel?, int)>();
        private readonly Dictionary<string, EntryModel> models = new Dictionary<string, EntryModel>();
        private readonly Dictionary<string, List<CountedEntries>> counted = new Dictionary<string, List<CountedEntries>>();
        private readonly Dictionary<string, List<(EvidenceQualifier Qualifier, string Dates, EntryModel Entry)>> documented =
            new Dictionary<string, List<(EvidenceQualifier, string, EntryModel)>>();

        /// <summary>The entries that conditions speak of.</summary>
        public IEnumerable<EntryModel> Entries => models.Values;

        /// <summary>The counts of entries.</summary>
        public IEnumerable<CountedEntries> Counted => counted.Values.SelectMany(of => of);

        /// <summary>The facts other than records and lists of which it is asked who documents them, and how.</summary>
        public IReadOnlyList<(DocumentedNode Node, EntryModel? Holder, int Statement)> DocumentedValues => documentedValues;

        /// <summary>The measures of months, with the dates between which they lie.</summary>
        public IReadOnlyList<(LinearForm From, LinearForm To, Measure Months)> TimesInMonths => monthsBetween;

        private int Documented(DocumentedNode node)
        {
            EvidenceQualifier qualifier = node.Qualifier;
            string dates = string.Join(", ", qualifier.Dates.Select(date => date.Comparison + " " + KeyOfDate(date.Date)));
            bool asksNothing = !qualifier.AsksStandard && qualifier.Dates.Count == 0;
            string key = "documented " + KeyOf(node.Fact) + " by " + string.Join("/", qualifier.Persons) + " " + string.Join("/", qualifier.Kinds) + " " + dates;
            if (node.Fact.Fact.Kind is not (FactKind.Record or FactKind.List))
            {
                int statement = asksNothing && node.Fact.Fact.Kind == FactKind.YesNo ? YesNo(node.Fact) : Statements.Named(key);
                documentedValues.Add((node, EntryOf(node.Fact), statement));
                return statement;
            }

            EntryModel entry = Model(key, node.Fact, qualifier, out bool isNew);
            EntryScope scope = node.Entry ?? new EntryScope(node.Fact);
            entries[scope] = entry;
            if (isNew)
            {
                LinkDocumented(entry, qualifier, dates);
                foreach (DateQualifier date in qualifier.Dates)
                {
                    int isInTime = CompareDates(new EntryDateNode(node.Source, scope), date.Comparison, date.Date);
                    Statements.Demand(Statements.Not(entry.Exists), isInTime);
                    Statements.DependsOn(entry.Exists, isInTime);
                }
            }

            return node.With is null ? entry.Exists : Statements.Both(entry.Exists, NotFailed(Translate(node.With)));
        }

        // An entry that meets the stricter demand is there for the other too.
        private void LinkDocumented(EntryModel entry, EvidenceQualifier qualifier, string dates)
        {
            string fact = KeyOf(entry.Fact);
            if (!documented.TryGetValue(fact, out List<(EvidenceQualifier Qualifier, string Dates, EntryModel Entry)>? others))
            {
                documented.Add(fact, others = new List<(EvidenceQualifier, string, EntryModel)>());
            }

            foreach ((EvidenceQualifier Qualifier, string Dates, EntryModel Entry) other in others)
            {
                if (IsWithin(qualifier, other.Qualifier) && (other.Dates.Length == 0 || other.Dates == dates))
                {
                    Statements.Demand(Statements.Not(entry.Exists), other.Entry.Exists);
                }

                if (IsWithin(other.Qualifier, qualifier) && (dates.Length == 0 || other.Dates == dates))
                {
                    Statements.Demand(Statements.Not(other.Entry.Exists), entry.Exists);
                }
            }

            others.Add((qualifier, dates, entry));
        }

        private static bool IsWithin(EvidenceQualifier strict, EvidenceQualifier loose) => !loose.AsksStandard
            || (strict.AsksStandard && !strict.Persons.Except(loose.Persons).Any() && !strict.Kinds.Except(loose.Kinds).Any());

        private int Chosen(ChosenNode node)
        {
            EntryModel entry = Choose(node.List, node.Choosing, node.Date);
            return node.With is null ? entry.Exists : Statements.Both(entry.Exists, NotFailed(Translate(node.With)));
        }

        // The entry that counts; from here on the scope of the list stands for it. It passes the filters of the list.
        private EntryModel Choose(ListNode list, Choosing choosing, ValueNode date)
        {
            int filter = FilterOf(list);
            EntryModel entry = Model(choosing + " " + KeyOf(list.Fact) + " " + Text(filter) + " by " + (date is EntryDateNode ? string.Empty : NameOf(date)), list.Fact, null, out bool isNew);
            entries[list.Entry] = entry;
            int passes = Statements.All(list.Filters.Select(Translate).Select(Met));
            if (isNew)
            {
                Statements.Demand(Statements.Not(entry.Exists), passes);
                Statements.DependsOn(entry.Exists, passes);
                int isThere = Statements.Compare(CountOf(list.Fact, filter).Plus(-1), Values.Comparison.AtLeast);
                Statements.Demand(Statements.Not(entry.Exists), isThere);
            }

            return entry;
        }

        private int Quantified(QuantifierNode node)
        {
            int filter = FilterOf(node.List);
            if (node.Test is null)
            {
                return node.Quantifier == Quantifier.Every ? Unnamed(node) : Statements.Compare(CountOf(node.List.Fact, filter).Plus(-1), Values.Comparison.AtLeast);
            }

            AnswerStatements test = Translate(node.Test);
            return node.Quantifier == Quantifier.Some
                ? Statements.Compare(CountOf(node.List.Fact, Statements.Both(filter, Met(test))).Plus(-1), Values.Comparison.AtLeast)
                : Statements.Compare(CountOf(node.List.Fact, Statements.Both(filter, Statements.Not(NotFailed(test)))), Values.Comparison.AtMost);
        }

        private LinearForm FormOf(AggregateNode node)
        {
            int filter = FilterOf(node.List);
            return node.Aggregate == AggregateKind.Count
                ? CountOf(node.List.Fact, filter)
                : LinearForm.Of(Computed(node, node.Aggregate + " " + KeyOf(node.List.Fact) + " " + Text(filter) + " (" + FormOf(node.Each!) + ")"));
        }

        /// <summary>That any entry passes the filters of a list; from here on the scope of the list stands for any entry.</summary>
        public int FilterOf(ListNode list)
        {
            entries[list.Entry] = Model("any " + KeyOf(list.Fact), list.Fact, null, out _);
            return Statements.All(list.Filters.Select(Translate).Select(Met));
        }

        private LinearForm CountOf(FactReference list, int condition)
        {
            if (condition == Solver.False)
            {
                return LinearForm.Of(0);
            }

            string fact = KeyOf(list);
            string key = "number of " + fact + " " + Text(condition);
            if (Statements.TryMeasure(key) is { } known)
            {
                return LinearForm.Of(known);
            }

            Measure count = Statements.Measure(key, number => new Measure(number, key) { Low = 0, Step = 1 });
            if (!counted.TryGetValue(fact, out List<CountedEntries>? others))
            {
                counted.Add(fact, others = new List<CountedEntries>());
            }

            foreach (CountedEntries other in others)
            {
                if (Follows(condition, other.Condition))
                {
                    Statements.Link(LinearForm.Of(other.Count) - LinearForm.Of(count));
                }

                if (Follows(other.Condition, condition))
                {
                    Statements.Link(LinearForm.Of(count) - LinearForm.Of(other.Count));
                }
            }

            others.Add(new CountedEntries(count, Model("any " + fact, list, null, out _), condition));
            return LinearForm.Of(count);
        }

        private bool Follows(int condition, int consequence) =>
            Statements.Solve(new[] { condition, Statements.Not(consequence) }, budget) == Verdict.Impossible;

        private EntryModel Model(string key, FactReference fact, EvidenceQualifier? qualifier, out bool isNew)
        {
            isNew = !models.TryGetValue(key, out EntryModel? model);
            if (model is null)
            {
                model = new EntryModel("@" + Text(models.Count), fact, EntryOf(fact), Statements.Named("there is " + key)) { Qualifier = qualifier };
                models.Add(key, model);
            }

            return model;
        }

        private int Frequency(FrequencyNode node)
        {
            int filter = FilterOf(node.List);
            int test = Met(Translate(node.Test));
            return Statements.Named(
                "days " + KeyOf(node.List.Fact) + " " + Text(filter) + " " + Text(test) + " " + KeyOfDate(node.Date) + " " + KeyOf(node.Window) + " "
                + Text(node.RunDays) + " " + node.Comparison + " " + (Rational)node.Amount + node.IsPercent);
        }

        private string KeyOf(TotalTimeNode node) => KeyOf(node.List.Fact) + " " + Text(FilterOf(node.List)) + " " + Text(node.Period.Number) + " " + node.IsConsecutive + " "
            + Text(node.AllowedGapDays) + " " + KeyOf(node.Window);

        private string KeyOf(WindowPlan? window) => window is null ? string.Empty : KeyOf(window.From) + " to " + KeyOf(window.To);

        private string KeyOf(WindowEnd? end) => end is null ? string.Empty : KeyOfDate(end.Date) + " " + end.By + end.IsBack + end.IsStrict;

        private string KeyOfDate(ValueNode date) => DateOf(date).ToString();
    }
}
