using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Settling;
using ImrDsl.RandomGuidelines;
using ImrDsl.Values;
using Xunit;

namespace ImrDsl.Evaluation.Tests;

/// <summary>What would settle an open item, and what would change the answer: against trying everything.</summary>
public sealed class SettlingTests
{
    private const int MostTried = 3;

    private static readonly bool IsLong = Environment.GetEnvironmentVariable("IMR_LONG") == "1";

    private static readonly string[] YesNo = ["sepsis", "smoker", "fever", "tumor", "weakness", "numbness"];
    private static readonly string[] Scores = ["pain before", "pain after", "function"];

    private const string Facts = """
        facts
          sepsis: yes/no
          smoker: yes/no
          fever: yes/no
          tumor: yes/no, no if not mentioned
          weakness: yes/no
          numbness: yes/no, reviewer decides
          pain before: number 0 to 6, in steps of 1
          pain after: number 0 to 6, in steps of 1
          function: number 0 to 6, in steps of 1
          region: one of neck, back, knee

        """;

    [Fact]
    public void The_sets_are_those_that_trying_everything_finds()
    {
        int compared = 0;
        for (int seed = 0; seed < (IsLong ? 1500 : 150); seed++)
        {
            var dice = new Dice(seed);
            string text = Text(dice);
            Guideline guideline = Guideline.Of(text);
            GuidelinePlan plan = guideline.Plan;
            CaseRecord record = Record(plan, dice);
            Finding now = ReferenceEvaluator.Evaluate(plan, plan.Services[0], record).Finding;
            if (now is not (Finding.NotEstablished or Finding.NeedsJudgement))
            {
                continue;
            }

            Settlement settlement = Settler.OfOpen(plan, plan.Services[0], record);
            List<FactPlan> open = [.. plan.Facts.Where(fact => fact.BuiltIn == BuiltInFact.None && !record.Facts.ContainsKey(fact))];
            string where = $"seed {seed}\n{text}\n{string.Join(", ", record.Facts.Select(fact => fact.Key.Name + " " + fact.Value.Entries[0].YesNo + fact.Value.Entries[0].Choice + fact.Value.Entries[0].Number))}";
            Compare(settlement.ToEstablish, Tried(plan, record, open, finding => finding == Finding.Necessary), "to establish, " + where);
            Compare(settlement.ToRefute, Tried(plan, record, open, finding => finding is Finding.NotNecessary or Finding.RecommendsAgainst), "to refute, " + where);
            compared++;
        }

        Assert.True(compared > (IsLong ? 600 : 60), $"only {compared} open");
    }

    [Fact]
    public void The_changes_are_those_that_trying_everything_finds()
    {
        int compared = 0;
        for (int seed = 10_000; seed < (IsLong ? 11_500 : 10_150); seed++)
        {
            var dice = new Dice(seed);
            string text = Text(dice);
            GuidelinePlan plan = Guideline.Of(text).Plan;
            CaseRecord record = Record(plan, dice, percentKnown: 85);
            if (ReferenceEvaluator.Evaluate(plan, plan.Services[0], record).Finding != Finding.NotNecessary)
            {
                continue;
            }

            SettlingSets changes = Settler.Changes(plan, plan.Services[0], record);
            List<FactPlan> all = [.. plan.Facts.Where(fact => fact.BuiltIn == BuiltInFact.None)];
            Compare(changes, Tried(plan, record, all, finding => finding == Finding.Necessary), $"seed {seed}\n{text}");
            compared++;
        }

        Assert.True(compared > (IsLong ? 200 : 20), $"only {compared} not necessary");
    }

    private static void Compare(SettlingSets actual, List<string> expected, string where)
    {
        Assert.False(actual.MayBeMore, where);
        List<string> sets = [.. actual.Sets.Where(set => set.Facts.Count <= MostTried)
            .Select(set => string.Join(" + ", set.Facts.Select(fact => fact.Fact.Name).Order(StringComparer.Ordinal)))];
        Assert.True(expected.ToHashSet().SetEquals(sets), $"{where}\nexpected {string.Join("; ", expected)}\nfound    {string.Join("; ", sets)}");
    }

    // Every set of up to three facts, with every value of each, none of which a smaller set already does for.
    private static List<string> Tried(GuidelinePlan plan, CaseRecord record, List<FactPlan> facts, Func<Finding, bool> isReached)
    {
        var found = new List<HashSet<FactPlan>>();
        for (int size = 1; size <= MostTried; size++)
        {
            foreach (List<FactPlan> set in Choices(facts, size, 0).Where(set => !found.Any(smaller => smaller.IsSubsetOf(set))).ToList())
            {
                if (Reaches(plan, record, set, 0, isReached))
                {
                    found.Add([.. set]);
                }
            }
        }

        return [.. found.Select(set => string.Join(" + ", set.Select(fact => fact.Name).Order(StringComparer.Ordinal)))];
    }

    private static IEnumerable<List<FactPlan>> Choices(List<FactPlan> facts, int size, int from) => size == 0
        ? [[]]
        : Enumerable.Range(from, Math.Max(0, facts.Count - from)).SelectMany(i => Choices(facts, size - 1, i + 1).Select(rest => (List<FactPlan>)[facts[i], .. rest]));

    private static bool Reaches(GuidelinePlan plan, CaseRecord record, List<FactPlan> set, int next, Func<Finding, bool> isReached) => next == set.Count
        ? isReached(ReferenceEvaluator.Evaluate(plan, plan.Services[0], record).Finding)
        : Values(set[next]).Any(value => Reaches(plan, With(record, set[next], value), set, next + 1, isReached));

    private static IEnumerable<EntryRecord> Values(FactPlan fact) => fact.Kind switch
    {
        FactKind.YesNo => [new EntryRecord { YesNo = true }, new EntryRecord { YesNo = false }],
        FactKind.Choice => Enumerable.Range(0, 3).Select(value => new EntryRecord { Choice = value }),
        _ => Enumerable.Range(0, 7).Select(value => new EntryRecord { Number = value }),
    };

    private static CaseRecord With(CaseRecord record, FactPlan fact, EntryRecord entry) => new()
    {
        DecisionDate = record.DecisionDate,
        Facts = new Dictionary<FactPlan, FactRecord>(record.Facts) { [fact] = new FactRecord { Knowledge = Knowledge.Given, Entries = [entry] } },
    };

    private static CaseRecord Record(GuidelinePlan plan, Dice dice, int percentKnown = 30)
    {
        var record = new CaseRecord { DecisionDate = CalendarDate.Create(2014, 10, 30) };
        foreach (FactPlan fact in plan.Facts.Where(fact => fact.BuiltIn == BuiltInFact.None))
        {
            if (dice.Chance(percentKnown))
            {
                record = With(record, fact, dice.One(Values(fact).ToArray()));
            }
        }

        return record;
    }

    private static string Text(Dice dice)
    {
        var text = new StringBuilder(Facts);
        text.Append("criteria for care\n");
        int criteria = dice.Number(2, 4);
        for (int i = 1; i <= criteria; i++)
        {
            text.Append("  ").Append(i).Append(". ").Append(Criterion(dice)).Append('\n');
        }

        text.Append("\nservice it \"It\"\n  medically necessary when all criteria for care\n");
        if (dice.Chance(30))
        {
            text.Append("  not recommended when ").Append(Simple(dice)).Append('\n');
        }

        return text.ToString();
    }

    private static string Criterion(Dice dice)
    {
        string below = string.Concat(Enumerable.Range(0, dice.Number(2, 4)).Select(_ => "\n       " + Simple(dice)));
        return dice.Number(0, 7) switch
        {
            0 => "any of" + below,
            1 => "all of" + below,
            2 => "at least 2 of" + below,
            3 => "none of" + below,
            4 => "at most 1 of" + below,
            5 => Simple(dice) + "\n     unless " + Simple(dice),
            6 => Simple(dice) + "\n     applies only when " + Simple(dice),
            _ => Simple(dice),
        };
    }

    private static string Simple(Dice dice) => dice.Number(0, 8) switch
    {
        0 or 1 => dice.One(YesNo),
        2 => "not " + dice.One(YesNo),
        3 => dice.One(Scores) + " " + dice.Of("≥", "≤", ">", "<") + " " + dice.Number(1, 5),
        4 => dice.One(Scores) + " is 2 to 4",
        5 => "reduction from pain before to pain after is at least " + dice.Of("30", "50") + "%",
        6 => "pain before + function ≥ " + dice.Number(4, 10),
        7 => "region is " + dice.Of("neck", "back", "neck or knee"),
        _ => "pain after < pain before",
    };
}
