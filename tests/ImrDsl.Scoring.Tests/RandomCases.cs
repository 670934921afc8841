using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ImrDsl.Language.Plan;

namespace ImrDsl.Scoring.Tests;

/// <summary>Writes valid case files that say anything, often little, often contradictory.</summary>
internal static class RandomCases
{
    public static string Write(GuidelinePlan plan, Random random)
    {
        string items = string.Join(", ", plan.Services.Select(service =>
            "{ \"service\": \"" + service.Name + "\", \"request date\": \"" + Date(random) + "\", \"request\": {"
            + Facts(plan.Facts.Where(fact => fact.IsOfRequest), random) + "} }"));
        IEnumerable<FactPlan> facts = plan.Facts.Where(fact => !fact.IsOfRequest && fact.BuiltIn is BuiltInFact.None or BuiltInFact.DateOfInjury);
        return "{ \"schema\": 1, \"case\": { \"decision date\": \"2012-06-01\" }, \"items\": [ " + items + " ], \"facts\": { "
            + Facts(facts.Where(fact => !fact.IsJudgement), random) + " }, \"reviewer\": { " + Facts(facts.Where(fact => fact.IsJudgement), random) + " } }";
    }

    private static string Facts(IEnumerable<FactPlan> facts, Random random) =>
        string.Join(", ", facts.Where(_ => random.Next(4) > 0).Select(fact => "\"" + fact.Name + "\": " + Fact(fact, random)));

    private static string Fact(FactPlan fact, Random random)
    {
        string entry = Entry(fact, random);
        return random.Next(12) switch
        {
            0 => "null",
            1 => "\"unknown\"",
            2 when fact.EntryKind is not null => "\"none\"",
            3 or 4 when fact.EntryKind is not null => "{ \"incomplete\": true, \"entries\": [ " + entry + " ] }",
            5 or 6 or 7 when !fact.IsJudgement => "[ " + entry + ", " + Entry(fact, random) + " ]",
            _ => entry,
        };
    }

    // Each entry has a source of its own, so that none is refused as a contradiction.
    private static string Entry(FactPlan fact, Random random)
    {
        if (fact.IsJudgement)
        {
            return "{ \"answer\": " + Value(fact, random) + " }";
        }

        string[] kinds = ["MRI", "test", "examination", "stated by clinician", "reported by patient"];
        string[] persons = ["psychologist", "treating physician", "patient"];
        string evidence = (random.Next(2) == 0 ? string.Empty : ", \"kind\": \"" + kinds[random.Next(kinds.Length)] + "\"")
            + (random.Next(4) == 0 ? string.Empty : ", \"date\": \"" + Date(random) + "\"");
        return "{ \"value\": " + (random.Next(10) == 0 && fact.EntryKind is null ? "\"unknown\"" : Value(fact, random))
            + ", \"by\": \"" + random.Next().ToString(CultureInfo.InvariantCulture) + ", " + persons[random.Next(persons.Length)] + "\"" + evidence + " }";
    }

    private static string Value(FactPlan fact, Random random) => fact.Kind switch
    {
        FactKind.YesNo => random.Next(2) == 0 ? "true" : "false",
        FactKind.Number => Number(fact.Range!, random),
        FactKind.Date => "\"" + Date(random) + "\"",
        FactKind.Period => random.Next(3) == 0 ? "\"since " + Date(random) + "\"" : "\"2010-0" + random.Next(1, 9) + " to " + (2011 + random.Next(2)) + "-0" + random.Next(1, 9) + "\"",
        FactKind.Choice => "\"" + fact.Choice!.Values[random.Next(fact.Choice.Values.Count)] + "\"",
        FactKind.Text => "\"words\"",
        _ => "{ " + Facts(fact.EntryKind!.Fields, random) + " }",
    };

    private static string Number(NumberPlan range, Random random)
    {
        decimal low = range.Low ?? 0;
        decimal width = Math.Min((range.High ?? 10) - low, 200);
        decimal first = low + Math.Floor(width * random.Next(11) / 10);
        decimal second = low + Math.Floor(width * random.Next(11) / 10);
        string Show(decimal value) => value.ToString(CultureInfo.InvariantCulture);
        return random.Next(4) > 0 ? Show(first) : "\"" + Show(Math.Min(first, second)) + " to " + Show(Math.Max(first, second)) + "\"";
    }

    private static string Date(Random random) => random.Next(4) switch
    {
        0 => "2012",
        1 => "2011-" + random.Next(1, 13).ToString("00", CultureInfo.InvariantCulture),
        _ => (2009 + random.Next(4)).ToString(CultureInfo.InvariantCulture) + "-" + random.Next(1, 13).ToString("00", CultureInfo.InvariantCulture) + "-15",
    };
}
