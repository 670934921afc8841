using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Text;
using ImrDsl.RandomGuidelines;
using ImrDsl.Scoring;
using ImrDsl.Values;
using Xunit;

namespace ImrDsl.Evaluation.Tests;

/// <summary>
/// Partial dates mean every day they may be, and a yes/no that is not known may be either: whatever is decided holds for every way to complete
/// the record.
/// </summary>
public sealed class CompletionTests
{
    private const string Facts = """
        facts
          surgery date: date
          onset: date, date of injury if not mentioned
          sepsis: yes/no
          smoker: yes/no
          fever: yes/no
          therapy: list of treatments
            kind: one of exercise, manual
            given: period
            helped: yes/no
          nights: list of nights
            date: date
            mask fits: yes/no

        define effective therapy: therapy where helped

        criteria for all
        """;

    private static readonly string[] Criteria =
    [
        "surgery date is before onset", "surgery date is on or after onset", "surgery date is within 1 month before onset", "surgery date is within 2 weeks of onset",
        "surgery date is at least 1 month after onset", "surgery date is between day 10 and day 40 after onset", "time from onset to surgery date ≥ 1 month",
        "time from onset to surgery date > 30 days", "time from onset to surgery date is 1 to 2 months", "age ≥ 50",
        "≥ 2 months of therapy", "> 1 month of therapy", "≤ 45 days of therapy", "≥ 6 consecutive weeks of therapy", "≥ 30 consecutive days of therapy, allowing gaps up to 3 days",
        "≥ 1 month of therapy within 2 months before surgery date", "≥ 4 weeks of therapy since onset", "≥ 3 consecutive weeks of therapy between day 5 and day 50 after onset",
        "≥ 20 days of effective therapy after onset and before surgery date", "≤ 1 month of therapy in the 2 months before surgery date",
        "≥ 1 month of therapy before onset where helped and kind is manual", "at least 2 therapy where helped", "some therapy where not helped", "every therapy where helped",
        "in some 3 consecutive days within 10 days after onset, mask fits on at least 60% of nights", "within 5 days of surgery date, mask fits on at most 2 nights",
        "in any 2 days since onset, mask fits on exactly 1 nights", "at most 1 nights within 1 week after onset where mask fits", "exactly 1 of\n       sepsis\n       smoker\n       fever",
        "at least 2 of\n       sepsis\n       surgery date is after onset\n       smoker", "sepsis\n     unless smoker", "sepsis\n     excused when fever", "fever\n     applies only when not smoker",
        "none of\n       sepsis and smoker\n       surgery date is before 2014-02", "sepsis or not smoker",
    ];

    private static readonly bool IsLong = Environment.GetEnvironmentVariable("IMR_LONG") == "1";

    [Fact]
    public void What_is_decided_holds_for_every_way_to_complete_the_record()
    {
        string text = "language 1\nguideline test.it \"It\"\n" + Facts + "\n"
            + string.Join("\n", Criteria.Select((criterion, number) => $"  c{number}. {criterion}")) + "\nservice it \"It\"\n  medically necessary when all criteria for all\n";
        Compilation compilation = Compilation.Create(new SourceText("completions.guideline", text), _ => null);
        GuidelinePlan plan = compilation.Plan ?? throw new InvalidOperationException(string.Join("\n", compilation.Diagnostics));
        var decided = new Dictionary<string, int>();
        var completed = new Dictionary<string, int>();
        for (int seed = 0; seed < (IsLong ? 3000 : 200); seed++)
        {
            CaseRecord record = Read(plan, Json(new Dice(seed)));
            ServiceResult result = ReferenceEvaluator.Evaluate(plan, plan.Services[0], record);
            for (int way = 0; way < 25; way++)
            {
                ServiceResult complete = ReferenceEvaluator.Evaluate(plan, plan.Services[0], new Completing(new Dice((seed * 1000) + way), plan, way).Of(record));
                foreach ((CriterionPlan criterion, Answer answer) in result.Criteria)
                {
                    Answer known = complete.Criteria[criterion];
                    string where = $"case {seed}, way {way}, {criterion.Label} {criterion.Condition.Source}: {answer} becomes {known}";
                    Assert.True(answer.Value.IsOpen || answer.Value == known.Value, where);
                    Assert.True(answer.Applies.IsOpen || answer.Applies == known.Applies, where);
                    decided[criterion.Label] = decided.GetValueOrDefault(criterion.Label) + (answer.Value.IsOpen ? 0 : 1);
                    completed[criterion.Label] = completed.GetValueOrDefault(criterion.Label) + (answer.Value.IsOpen && !known.Value.IsOpen ? 1 : 0);
                }
            }
        }

        // The law would be empty if everything or nothing were open.
        Assert.All(plan.Lists[0].Criteria, criterion => Assert.True(
            decided[criterion.Label] > 50 && completed[criterion.Label] > 20, $"{criterion.Condition.Source}: decided {decided[criterion.Label]}, completed {completed[criterion.Label]}"));
    }

    private static CaseRecord Read(GuidelinePlan plan, string json)
    {
        CaseReading reading = CaseReader.Read(plan, Encoding.UTF8.GetBytes(json), "case.json");
        return reading.File?.Items[0].Record ?? throw new InvalidOperationException(string.Join("\n", reading.Errors) + "\n" + json);
    }

    private static string Json(Dice dice)
    {
        var facts = new List<string>();
        void Add(string name, string? value, int percent = 90)
        {
            if (value is not null && dice.Chance(percent))
            {
                facts.Add($"\"{name}\": {value}");
            }
        }

        Add("date of birth", dice.Of("\"1964\"", "\"1964-06\"", "\"1964-06-15\"", "\"1964-06-16\""));
        Add("surgery date", Quoted(Date(dice)));
        Add("onset", Quoted(Date(dice)));
        foreach (string name in new[] { "sepsis", "smoker", "fever" })
        {
            Add(name, dice.Of("true", "false", "\"unknown\""), 80);
        }

        Add("therapy", List(dice, 1, 3, number =>
        {
            (string from, string to) = (Date(dice), Date(dice));
            bool isReversed = string.CompareOrdinal(Latest(to), from) < 0;
            string period = dice.Chance(10) ? $"since {from}" : isReversed ? $"{to} to {from}" : $"{from} to {to}";
            string helped = dice.Of(", \"helped\": true", ", \"helped\": false", ", \"helped\": \"unknown\"", string.Empty);
            return $"{{ \"kind\": \"{dice.Of("exercise", "manual")}\", \"given\": \"{period}\"{helped} }}";
        }));
        Add("nights", List(dice, 3, 12, number => $"{{ \"date\": \"{(dice.Chance(8) ? "2014-02" : $"2014-02-{number + 1:00}")}\", \"mask fits\": {dice.Of("true", "false", "true", "\"unknown\"")} }}"));
        return $$"""
            { "schema": 1, "case": { "id": "1", "decision date": "2014-06-15" }, "items": [ { "service": "it", "request date": "2014-06-01" } ],
              "facts": { {{string.Join(", ", facts)}} } }
            """;
    }

    private static string Quoted(string date) => "\"" + date + "\"";

    private static string Latest(string date) => date.Length == 7 ? date + "-31" : date;

    private static string List(Dice dice, int least, int most, Func<int, string> entry) =>
        "[ " + string.Join(", ", Enumerable.Range(0, dice.Number(least, most)).Select(entry)) + " ]";

    // Near the ends of months, round which clamping and touching decide.
    private static string Date(Dice dice)
    {
        CalendarDate day = CalendarDate.Create(2014, dice.Number(1, 4), 1).AddDays(dice.Of(-2, -1, 0, 1, 13, 14, 27, 28, 29));
        string text = day.ToString();
        return dice.Chance(40) ? text[..7] : text;
    }

    /// <summary>Makes of a case one in which every date is known to the day, and every yes/no.</summary>
    private sealed class Completing(Dice dice, GuidelinePlan plan, int way)
    {
        public CaseRecord Of(CaseRecord record) => new()
        {
            Id = record.Id,
            DecisionDate = record.DecisionDate,
            Facts = plan.Facts.ToDictionary(fact => fact, fact => Of(fact, record.Facts.GetValueOrDefault(fact, FactRecord.NotMentioned))),
        };

        private FactRecord Of(FactPlan fact, FactRecord known)
        {
            bool isSilent = known.Knowledge is Knowledge.NotMentioned or Knowledge.Unknown;
            return fact.Kind == FactKind.YesNo && (isSilent || known.Entries.Any(entry => entry.YesNo is null))
                ? new FactRecord { Knowledge = Knowledge.Given, Entries = [new EntryRecord { YesNo = dice.Chance(50) }] }
                : new FactRecord { Knowledge = known.Knowledge, Entries = [.. known.Entries.Select(entry => Of(fact, entry))] };
        }

        private EntryRecord Of(FactPlan fact, EntryRecord entry) => new()
        {
            YesNo = entry.YesNo,
            Number = entry.Number,
            Date = Day(entry.Date),
            Period = Of(entry.Period),
            Choice = entry.Choice,
            Text = entry.Text,
            Fields = fact.EntryKind is null ? entry.Fields : [.. fact.EntryKind.Fields.Select((field, ordinal) =>
                Of(field, ordinal < entry.Fields.Count ? entry.Fields[ordinal] : FactRecord.NotMentioned))],
            Evidence = entry.Evidence,
        };

        private Period Of(Period period)
        {
            for (int attempt = 0; attempt < 200; attempt++)
            {
                var complete = new Period(Day(period.From), Day(period.To), period.IsOngoing);
                if (!complete.IsReversed)
                {
                    return complete;
                }
            }

            return period;
        }

        // The first ways take the ends, where answers turn.
        private PartialDate Day(PartialDate date)
        {
            if (!date.IsKnown || date.IsExact)
            {
                return date;
            }

            int days = date.Latest.DayNumber - date.Earliest.DayNumber;
            return date.Earliest.AddDays(way switch { 0 => 0, 1 => days, < 8 => dice.Of(0, days), _ => dice.Number(0, days) });
        }
    }
}
