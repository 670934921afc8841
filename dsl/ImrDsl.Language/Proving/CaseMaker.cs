using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Language.Proving
{
    /// <summary>
    /// Makes a case of an assignment of statements, as well as it can: whether the case shows what it should is for the reference evaluator to say.
    /// </summary>
    internal sealed partial class CaseMaker
    {
        // More entries than this make no example.
        private const int MostEntries = 30;

        private readonly GuidelinePlan plan;
        private readonly Translation translation;
        private readonly Budget budget;
        private readonly Dictionary<Measure, Rational> values;
        private readonly Dictionary<string, bool?> statements = new Dictionary<string, bool?>(StringComparer.Ordinal);

        private CaseMaker(GuidelinePlan plan, Translation translation, Budget budget, Dictionary<Measure, Rational> values)
        {
            this.plan = plan;
            this.translation = translation;
            this.budget = budget;
            this.values = values;
        }

        /// <summary>A case for the assignment found last, or null. Looks for further assignments, for entries of lists.</summary>
        public static CaseRecord? Make(GuidelinePlan plan, Translation translation, Budget budget, Measure? fixedMeasure = null, Rational value = default)
        {
            if (translation.Statements.MeasureValues(budget) is not { } values)
            {
                return null;
            }

            if (fixedMeasure is not null)
            {
                values[fixedMeasure] = value;
            }

            var maker = new CaseMaker(plan, translation, budget, values);
            maker.FitDates();
            maker.FitComputedValues(fixedMeasure);
            return maker.Record();
        }

        private Statements Statements => translation.Statements;

        private CaseRecord Record()
        {
            CalendarDate decision = CalendarDate.Create(2024, 6, 15);
            var facts = new Dictionary<FactPlan, FactRecord>();
            List<(EntryModel Model, List<EntryRecord> Entries)> chosen = ChosenEntries();
            foreach (FactPlan fact in plan.Facts)
            {
                if (RecordOf(fact, null, chosen) is { } record)
                {
                    facts[fact] = record;
                    decision = fact.BuiltIn == BuiltInFact.DecisionDate ? record.Entries[0].Date.Earliest : decision;
                }
            }

            AddCounted(facts);
            return new CaseRecord { DecisionDate = decision, Facts = facts };
        }

        // What the assignment says of a fact, of the case or of an entry; null if it says nothing.
        private FactRecord? RecordOf(FactPlan fact, EntryModel? entry, List<(EntryModel Model, List<EntryRecord> Entries)> chosen)
        {
            string key = fact.Number.ToString(CultureInfo.InvariantCulture) + entry?.Key;
            switch (fact.Kind)
            {
                case FactKind.YesNo:
                    if (Statements.TryNamed("yes " + key) is { } yes && Statements.IsDecided(yes))
                    {
                        return Given(new EntryRecord { YesNo = Statements.IsTrue(yes) });
                    }

                    return DocumentedRecord(fact, entry);

                case FactKind.Choice:
                    return Statements.TryChoice(key) is { } choice && Array.FindIndex(choice, Statements.IsTrue) is >= 0 and int value
                        ? Given(new EntryRecord { Choice = value })
                        : DocumentedRecord(fact, entry);

                case FactKind.Number:
                    return ValueOf("number " + key) is { } number && number.TryToDecimal(out decimal exact)
                        ? Given(new EntryRecord { Number = exact })
                        : DocumentedRecord(fact, entry);

                case FactKind.Date:
                    return ValueOf("date " + key) is { IsWhole: true } day ? Given(new EntryRecord { Date = DayOf(day) }) : DocumentedRecord(fact, entry);

                case FactKind.Code:
                    return CodeOf(key) is { } code ? Given(new EntryRecord { Text = code }) : DocumentedRecord(fact, entry);

                case FactKind.Record:
                case FactKind.List:
                    List<EntryRecord> entries = chosen.Where(of => of.Model.Fact.Fact == fact && of.Model.Holder == entry).SelectMany(of => of.Entries).ToList();
                    bool isNone = entries.Count == 0 && chosen.Any(of => of.Model.Fact.Fact == fact && of.Model.Holder == entry);
                    return entries.Count > 0 ? new FactRecord { Knowledge = Knowledge.Given, Entries = entries }
                        : isNone ? new FactRecord { Knowledge = Knowledge.None }
                        : null;

                default:
                    return DocumentedRecord(fact, entry);
            }
        }

        private static FactRecord Given(EntryRecord entry) => new FactRecord { Knowledge = Knowledge.Given, Entries = new[] { entry } };

        private Rational? ValueOf(string key) => Statements.TryMeasure(key) is { } measure && values.TryGetValue(measure, out Rational value) ? value : (Rational?)null;

        private static PartialDate DayOf(Rational day) => PartialDate.Exactly(CalendarDate.FromDayNumber(Math.Max(0, Math.Min(3_600_000, (int)day.Floor()))));

        // The entries that count, innermost first, so that those which hold them find them.
        private List<(EntryModel Model, List<EntryRecord> Entries)> ChosenEntries()
        {
            var chosen = new List<(EntryModel Model, List<EntryRecord> Entries)>();
            foreach (EntryModel model in translation.Entries.Where(model => Statements.IsDecided(model.Exists)).OrderByDescending(Depth))
            {
                var entries = new List<EntryRecord>();
                if (Statements.IsTrue(model.Exists))
                {
                    entries.Add(EntryOf(model, chosen));
                }

                chosen.Add((model, entries));
            }

            return chosen;
        }

        private static int Depth(EntryModel model) => model.Holder is null ? 0 : 1 + Depth(model.Holder);

        private EntryRecord EntryOf(EntryModel model, List<(EntryModel Model, List<EntryRecord> Entries)> chosen)
        {
            EntryKindPlan kind = model.Fact.Fact.EntryKind!;
            Rational? day = kind.DateField is null ? ValueOf("date of entry" + model.Key) : null;
            return new EntryRecord
            {
                Fields = kind.Fields.Select(field => RecordOf(field, model, chosen) ?? FactRecord.NotMentioned).ToList(),
                Evidence = EvidenceFor(model.Qualifier, day is { } known ? DayOf(known) : default),
            };
        }

        private static Evidence? EvidenceFor(EvidenceQualifier? qualifier, PartialDate day)
        {
            string? person = qualifier is { Persons: { Count: > 0 } persons } ? persons[0] : null;
            string? kind = qualifier is { Kinds: { Count: > 0 } kinds } ? kinds[0] : null;
            return qualifier is null && !day.IsKnown ? null : new Evidence { By = person, Person = person, Kind = kind, Date = day };
        }

        // A fact of which only its documentation is asked.
        private FactRecord? DocumentedRecord(FactPlan fact, EntryModel? entry)
        {
            foreach ((DocumentedNode node, EntryModel? holder, int statement) in translation.DocumentedValues)
            {
                if (node.Fact.Fact == fact && holder == entry && Statements.IsDecided(statement))
                {
                    bool isTrue = Statements.IsTrue(statement);
                    return fact.Kind != FactKind.YesNo && !isTrue ? null : Given(new EntryRecord
                    {
                        YesNo = fact.Kind == FactKind.YesNo ? isTrue : (bool?)null,
                        Choice = fact.Kind == FactKind.Choice ? 0 : (int?)null,
                        Number = fact.Kind == FactKind.Number ? fact.Range?.Low ?? fact.Range?.High ?? 0 : Number.Unknown,
                        Date = fact.Kind == FactKind.Date ? CalendarDate.Create(2024, 6, 1) : PartialDate.Unknown,
                        Text = "documented",
                        Evidence = EvidenceFor(node.Qualifier, default),
                    });
                }
            }

            return null;
        }

        private string? CodeOf(string key)
        {
            List<(CodeNode Node, int Statement)> asked = translation.CodesOf(key).Where(code => Statements.IsDecided(code.Statement)).ToList();
            IEnumerable<string> candidates = asked.SelectMany(code => code.Node.Codes).Select(code => code.Split(' ')[0].TrimEnd('*', '.')).Concat(new[] { "Z99.9" });
            return asked.Count == 0 ? null
                : candidates.FirstOrDefault(candidate => asked.All(code => code.Node.Set.Contains(candidate) == Statements.IsTrue(code.Statement)));
        }
    }
}
