using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.RandomGuidelines;

/// <summary>
/// Writes random case files for a guideline, most often with values at the guideline's own thresholds. The same seed writes the same text.
/// </summary>
public sealed class RandomCase
{
    private static readonly string[] Persons = ["psychologist", "psychologist", "psychiatrist", "physician", "nurse", "patient"];

    private static readonly string[] Kinds = ["MRI", "imaging", "MRI", "imaging", "examination", "laboratory test", "EMG", "reported by patient", "stated by clinician"];

    private readonly GuidelinePlan plan;
    private readonly Dice dice;
    private readonly CalendarDate decisionDate;
    private readonly List<CalendarDate> dates;
    private readonly List<CalendarDuration> durations;
    private readonly List<decimal> numbers;

    // How many facts in a hundred are there, and how much of what is there is plain: one value, known, well documented.
    private readonly int density;
    private readonly int plainness;

    private RandomCase(GuidelinePlan plan, int seed)
    {
        this.plan = plan;
        dice = new Dice(seed);
        decisionDate = dice.Of(CalendarDate.Create(2014, 10, 30), CalendarDate.Create(2013, 2, 28), CalendarDate.Create(2012, 8, 31), CalendarDate.Create(2013, 5, 15));
        density = dice.Of(50, 90, 100, 100, 100, 100);
        plainness = dice.Of(60, 90, 98, 99, 100);
        dates = [decisionDate, CalendarDate.Create(2012, 6, 15), .. plan.Nodes.OfType<DateNode>().SelectMany(node => new[] { node.Value.Earliest, node.Value.Latest })];
        durations = [CalendarDuration.Months(3), .. plan.Nodes.OfType<DurationNode>().Select(node => node.Value)];
        numbers = [0, 1, .. plan.Nodes.OfType<NumberNode>().Select(node => node.Value).Where(value => value != decimal.MinValue)];
    }

    /// <summary>A case file with one disputed item, for the service of this number.</summary>
    public static string Create(GuidelinePlan plan, int service, int seed) => new RandomCase(plan, seed).Write([service]);

    /// <summary>A case file with so many disputed items, of each service in turn, requested on different days and with different requests.</summary>
    public static string CreateWithItems(GuidelinePlan plan, int items, int seed) =>
        new RandomCase(plan, seed).Write([.. Enumerable.Range(seed, items).Select(number => number % plan.Services.Count)]);

    private string Write(IReadOnlyList<int> services)
    {
        var facts = new JsonObject();
        var reviewer = new JsonObject();
        Fill(facts, plan.Facts.Where(fact => !fact.IsOfRequest && !fact.IsJudgement && IsOfTheCase(fact)));
        Fill(reviewer, plan.Facts.Where(fact => !fact.IsOfRequest && fact.IsJudgement));
        return new JsonObject
        {
            ["schema"] = 1,
            ["case"] = new JsonObject { ["id"] = "random", ["decision date"] = Show(decisionDate) },
            ["items"] = new JsonArray([.. services.Select(service => (JsonNode)Item(plan.Services[service]))]),
            ["facts"] = facts,
            ["reviewer"] = reviewer,
        }.ToJsonString();
    }

    private static bool IsOfTheCase(FactPlan fact) => fact.BuiltIn is BuiltInFact.None or BuiltInFact.DateOfInjury or BuiltInFact.DateOfBirth;

    private JsonObject Item(ServicePlan service)
    {
        var item = new JsonObject { ["service"] = service.Name };
        if (dice.Chance(90))
        {
            item["request date"] = Show(dice.Of(decisionDate, decisionDate.AddDays(-20), CalendarDate.Create(2012, 6, 15)));
        }

        var request = new JsonObject();
        Fill(request, plan.Facts.Where(fact => fact.IsOfRequest));
        if (service.Necessary is QuantityNode quantity && !request.ContainsKey(quantity.Requested.Fact.Fact.Name) && dice.Chance(50))
        {
            item["quantity"] = dice.Number(1, 12);
        }

        if (request.Count > 0)
        {
            item["request"] = request;
        }

        return item;
    }

    private void Fill(JsonObject holder, IEnumerable<FactPlan> facts)
    {
        foreach (FactPlan fact in facts)
        {
            if (dice.Chance(fact.IsJudgement ? 35 : density))
            {
                holder[fact.Name] = fact.IsJudgement ? dice.Of("yes", "no") : Fact(fact);
            }
        }
    }

    private JsonNode? Fact(FactPlan fact)
    {
        if (fact.EntryKind is { } kind)
        {
            return Entries(fact, kind);
        }

        if (!dice.Chance(plainness))
        {
            return dice.Weighted(
                (1, () => (JsonNode?)"unknown"),
                (3, () => new JsonArray([.. Enumerable.Range(0, dice.Number(2, 3)).Select(number => Wrapped(fact, number, mustBeDistinct: true))])),
                (2, () => Wrapped(fact, 0, mustBeDistinct: false)),
                (fact.Kind == FactKind.Number ? 2 : 0, () => Range(fact)));
        }

        return dice.Chance(50) ? Value(fact) : Wrapped(fact, 0, mustBeDistinct: false);
    }

    // A value with its evidence. Two statements from one source and day may not contradict each other, so each has a source of its own.
    private JsonObject Wrapped(FactPlan fact, int number, bool mustBeDistinct)
    {
        var wrapped = new JsonObject { ["value"] = dice.Chance(plainness) ? Value(fact) : "unknown" };
        AddEvidence(wrapped, number, mustBeDistinct);
        return wrapped;
    }

    private void AddEvidence(JsonObject entry, int number, bool mustBeDistinct)
    {
        if (mustBeDistinct || dice.Chance(60))
        {
            entry["by"] = "N. N. " + number.ToString(CultureInfo.InvariantCulture) + ", " + dice.One(Persons);
        }

        if (dice.Chance(70))
        {
            entry["kind"] = dice.One(Kinds);
        }

        if (dice.Chance(80))
        {
            entry["date"] = dice.Chance(85) ? Partial(dice.Chance(92) ? BeforeDecision() : decisionDate.AddDays(dice.Number(0, 40))) : "unknown";
        }
    }

    private JsonNode? Entries(FactPlan fact, EntryKindPlan kind)
    {
        bool isList = fact.Kind == FactKind.List;
        if (!dice.Chance(plainness))
        {
            return dice.Of<JsonNode?>("unknown", "none", null);
        }

        if (dice.Chance(8))
        {
            return "none";
        }

        var entries = new JsonArray([.. Enumerable.Range(0, isList ? dice.Number(1, 4) : dice.Chance(75) ? 1 : 2).Select(number => (JsonNode)Entry(fact, kind, number))]);
        return isList && !dice.Chance(Math.Max(plainness, 85)) ? new JsonObject { ["incomplete"] = true, ["entries"] = entries }
            : entries.Count == 1 && dice.Chance(30) ? entries[0]!.DeepClone()
            : entries;
    }

    private JsonObject Entry(FactPlan fact, EntryKindPlan kind, int number)
    {
        var entry = new JsonObject();
        if (fact.CodeSystem is not null)
        {
            entry["value"] = Value(kind.Fields[0]);
            AddEvidence(entry, number, mustBeDistinct: true);
            return entry;
        }

        if (fact.Kind == FactKind.Record || dice.Chance(20))
        {
            AddEvidence(entry, number, mustBeDistinct: true);
        }

        foreach (FactPlan field in kind.Fields)
        {
            // A field has its name to itself: "kind" of a treatment is not the kind of its evidence.
            entry.Remove(field.Name);
            if (dice.Chance(density))
            {
                entry[field.Name] = Fact(field);
            }
        }

        return entry;
    }

    private JsonNode? Value(FactPlan fact) => fact.Kind switch
    {
        FactKind.YesNo => dice.Of("yes", "no"),
        FactKind.Number => JsonNode.Parse(Show(Number(fact))),
        FactKind.Date => dice.Chance(80) ? Show(BeforeDecision()) : Partial(BeforeDecision()),
        FactKind.Choice => dice.One(fact.Choice!.Values),
        FactKind.Period => Period(),
        FactKind.Code => dice.Of("M54.5", "m5450", "ICD-10-CM M96.1", "G89.21", "Z99.9"),
        _ => "words",
    };

    private decimal Number(FactPlan fact)
    {
        NumberPlan range = fact.Range!;
        decimal step = range.Step ?? dice.Of(1m, 0.1m);
        if (range.Step is null && range.High > 1_000_000 && dice.Chance(40))
        {
            return 900_000_000_000.1234m;
        }

        decimal value = dice.Chance(60)
            ? dice.One(numbers) + (step * dice.Number(-1, 1))
            : dice.Number((int)(range.Low ?? 0), (int)Math.Min(range.High ?? 100, 100));
        value = range.Step is null ? value : Math.Round(value / step) * step;
        return Math.Min(Math.Max(value, range.Low ?? value), range.High ?? value);
    }

    private JsonNode? Range(FactPlan fact)
    {
        decimal one = Number(fact);
        decimal other = Number(fact);
        return dice.Of(Show(Math.Min(one, other)) + " to " + Show(Math.Max(one, other)), "at least " + Show(one), "at most " + Show(one));
    }

    // A day at a distance that the guideline asks about, from a day that it or the case names; most often not after the decision.
    private CalendarDate BeforeDecision()
    {
        CalendarDate from = dice.One(dates);
        CalendarDuration duration = dice.One(durations);
        CalendarDate day = dice.Of(
            from, duration.IsInMonths ? from.AddMonths(-duration.InMonths) : from.AddDays(-duration.InDays), from.AddDays(-dice.Number(0, 900)));
        return day.AddDays(dice.Number(-1, 1));
    }

    private string Partial(CalendarDate day) =>
        dice.Chance(70) ? Show(day) : dice.Chance(75) ? Show(day)[..7] : Show(day)[..4];

    private string Period()
    {
        CalendarDate end = BeforeDecision();
        CalendarDuration duration = dice.One(durations);
        CalendarDate start = (duration.IsInMonths ? end.AddMonths(-duration.InMonths) : end.AddDays(-duration.InDays)).AddDays(dice.Number(0, 2));
        (CalendarDate from, CalendarDate to) = start <= end ? (start, end) : (end, start);
        return dice.Weighted(
            (12, () => Show(from) + " to " + Show(to)),
            (1, () => Partial(from) + " to " + Partial(to)),
            (1, () => Show(from) + " to unknown"),
            (1, () => "unknown to " + Show(to)),
            (2, () => "since " + Show(from <= decisionDate ? from : decisionDate)));
    }

    private static string Show(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Show(CalendarDate day) => day.ToString();
}
