using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Compiler.Tests;

/// <summary>Random cases for a guideline, with the values at which its criteria turn, silence, uncertainty and contradiction.</summary>
/// <param name="plan">The guideline.</param>
/// <param name="random">Where chance comes from.</param>
/// <param name="hasExtremes">Whether there may be quantities too large to compute with.</param>
internal sealed class RandomRecord(GuidelinePlan plan, Random random, bool hasExtremes = true)
{
    private static readonly string?[] Persons = ["psychologist", "psychiatrist", "physician", "patient", null];
    private static readonly string?[] Kinds = ["imaging", "MRI", "test", "examination", "reported by patient", null];

    private readonly CalendarDate decisionDate = CalendarDate.Create(2014, 10, 30).AddDays(random.Next(-400, 400));
    private readonly decimal[] thresholds = [.. plan.Nodes.SelectMany(ThresholdsOf).DefaultIfEmpty(5)];

    // Codes at the ends of what is asked, below them, and beside them.
    private readonly string[] codes =
        [.. plan.Nodes.OfType<CodeNode>().SelectMany(node => node.Codes).Select(code => code.Split(" to ")[0].Replace(".*", ".9", StringComparison.Ordinal)).Append("Z99.9")];

    /// <summary>A case.</summary>
    public CaseRecord Next() => new()
    {
        Id = "random",
        DecisionDate = decisionDate,
        Facts = plan.Facts.Where(fact => fact.BuiltIn != BuiltInFact.DecisionDate).ToDictionary(fact => fact, fact => Fact(fact)),
    };

    private static IEnumerable<decimal> ThresholdsOf(PlanNode node) => node switch
    {
        NumberNode number => [number.Value],
        TableNode table => table.Rows.SelectMany(row => row.Cells).SelectMany(cell => new[] { cell.Over, cell.UpTo }).OfType<decimal>(),
        _ => [],
    };

    private FactRecord Fact(FactPlan fact)
    {
        bool hasFields = fact.Kind is FactKind.Record or FactKind.List;
        int chance = random.Next(100);
        if (chance < 18)
        {
            return FactRecord.NotMentioned;
        }

        if (chance < 24)
        {
            return new FactRecord { Knowledge = Knowledge.Unknown };
        }

        if (chance < 32 && hasFields)
        {
            return new FactRecord { Knowledge = Knowledge.None };
        }

        int count = hasFields ? random.Next(1, 4) : random.Next(10) < 7 ? 1 : random.Next(1, 4);
        return new FactRecord
        {
            Knowledge = hasFields && random.Next(6) == 0 ? Knowledge.Incomplete : Knowledge.Given,
            Entries = [.. Enumerable.Range(0, count).Select(_ => Entry(fact, isPlain: count == 1 && !hasFields && random.Next(10) < 6))],
        };
    }

    private EntryRecord Entry(FactPlan fact, bool isPlain)
    {
        Evidence? evidence = isPlain || random.Next(4) == 0 ? null : new Evidence { Person = Pick(Persons), Kind = Pick(Kinds), Date = Date() };
        if (!isPlain && random.Next(12) == 0 && fact.Kind is not (FactKind.Record or FactKind.List))
        {
            return new EntryRecord { Evidence = evidence ?? new Evidence() };
        }

        return fact.Kind switch
        {
            FactKind.YesNo => new EntryRecord { YesNo = random.Next(2) == 0, Evidence = evidence },
            FactKind.Number => new EntryRecord { Number = Number(fact), Evidence = evidence },
            FactKind.Date => new EntryRecord { Date = Date(), Evidence = evidence },
            FactKind.Period => new EntryRecord { Period = Period(), Evidence = evidence },
            FactKind.Choice => new EntryRecord { Choice = random.Next(fact.Choice!.Values.Count), Evidence = evidence },
            FactKind.Code => new EntryRecord { Text = Pick(codes), Evidence = evidence },
            FactKind.Text => new EntryRecord { Text = "words", Evidence = evidence },
            _ => new EntryRecord { Fields = [.. fact.EntryKind!.Fields.Select(Fact)], Evidence = evidence },
        };
    }

    private Number Number(FactPlan fact)
    {
        decimal value = Value(fact);
        return random.Next(12) switch
        {
            0 => ImrDsl.Values.Number.Between(Math.Min(value, Value(fact)), Math.Max(value, value + 1)),
            1 => ImrDsl.Values.Number.NoLessThan(value),
            2 => ImrDsl.Values.Number.NoMoreThan(value),
            3 when hasExtremes => 79_228_162_514_264_337_593_543_950_335m,
            _ => value,
        };
    }

    private decimal Value(FactPlan fact)
    {
        decimal value = Pick(thresholds) + Pick(0m, 0m, 1m, -1m, 0.5m, 7m);
        return fact.Range?.Low is { } low && value < low ? low : value;
    }

    private PartialDate Date()
    {
        CalendarDate day = random.Next(3) == 0 ? decisionDate.AddMonths(-random.Next(0, 30)) : decisionDate.AddDays(-random.Next(-20, 900));
        return random.Next(10) switch
        {
            0 => PartialDate.Unknown,
            1 => PartialDate.InMonth(day.Year, day.Month),
            2 => PartialDate.InYear(day.Year),
            _ => day,
        };
    }

    private Period Period()
    {
        PartialDate from = Date();
        PartialDate to = random.Next(5) == 0 || !from.IsKnown ? Date() : from.Latest.AddMonths(random.Next(0, 8)).AddDays(random.Next(-1, 2));
        return new Period(from, to, random.Next(8) == 0);
    }

    private T Pick<T>(params T[] items) => items[random.Next(items.Length)];
}
