using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Proposing;

/// <summary>Values for facts without fields, at the thresholds of a guideline as they lie in one case, and beside them.</summary>
internal sealed class ScalarValues
{
    private const int MostPercentages = 8;

    private readonly GuidelinePlan plan;
    private readonly Thresholds thresholds;
    private readonly PartialDate requested;
    private readonly CalendarDate decided;
    private readonly CalendarDate[] anchors;
    private readonly decimal[] recorded;

    public ScalarValues(GuidelinePlan plan, Thresholds thresholds, CaseRecord record)
    {
        this.plan = plan;
        this.thresholds = thresholds;
        decided = record.DecisionDate;
        FactPlan request = plan.Facts.First(fact => fact.BuiltIn == BuiltInFact.RequestDate);
        requested = record.Facts.GetValueOrDefault(request) is { Entries.Count: 1 } known ? known.Entries[0].Date : default;
        EntryRecord[] entries = [.. record.Facts.Values.SelectMany(All)];
        anchors = [.. new[] { decided, requested.IsKnown ? requested.Latest : decided }
            .Concat(thresholds.Dates)
            .Concat(entries.Where(entry => entry.Date.IsExact).Select(entry => entry.Date.Earliest))
            .Concat(entries.Select(entry => entry.Evidence?.Date ?? default).Where(date => date.IsExact).Select(date => date.Earliest))
            .Distinct().Take(6)];
        recorded = [.. entries.Where(entry => entry.Number.IsExact).Select(entry => entry.Number.Low).Where(number => number > 0).Distinct().Take(5)];
    }

    /// <summary>Values for a fact or a field, without evidence; the likeliest first.</summary>
    public IEnumerable<EntryRecord> Of(FactPlan fact) => fact.Kind switch
    {
        FactKind.YesNo => [new EntryRecord { YesNo = true }, new EntryRecord { YesNo = false }],
        FactKind.Number => Numbers(fact).Select(number => new EntryRecord { Number = number }),
        FactKind.Date => Dates(isForward: fact.Name.Contains("service", StringComparison.OrdinalIgnoreCase)).Select(date => new EntryRecord { Date = date }),
        FactKind.Period => Periods().Select(period => new EntryRecord { Period = period }),
        FactKind.Choice => Enumerable.Range(0, fact.Choice!.Values.Count).Select(choice => new EntryRecord { Choice = choice }),
        FactKind.Code => Codes(fact).Select(code => new EntryRecord { Text = code }),
        FactKind.Text => [new EntryRecord { Text = "as the record says" }],
        _ => [],
    };

    /// <summary>Evidence such as the guideline asks for a fact, and such as does not do; none if it asks nothing.</summary>
    public IEnumerable<Evidence> EvidenceFor(FactPlan fact)
    {
        IReadOnlyList<EvidenceQualifier> qualifiers = thresholds.QualifiersOf(fact);
        if (qualifiers.Count == 0)
        {
            yield break;
        }

        CalendarDate day = (requested.IsKnown ? requested.Earliest : decided).AddDays(-14);
        foreach (EvidenceQualifier qualifier in qualifiers)
        {
            string? first = qualifier.Persons is [string somebody, ..] ? somebody : null;
            string? firstKind = qualifier.Kinds is [string something, ..] ? something : null;
            foreach (string person in qualifier.Persons.DefaultIfEmpty("physician"))
            {
                foreach (PartialDate date in new PartialDate[] { day, decided, default })
                {
                    yield return new Evidence { By = person, Person = person, Date = date };
                }
            }

            foreach (string kind in qualifier.Kinds)
            {
                yield return new Evidence { Kind = kind, Date = day };
                yield return new Evidence { By = first, Person = first, Kind = kind, Date = day };
            }

            if (qualifier.Dates.Count > 0)
            {
                foreach (PartialDate date in anchors.SelectMany(anchor => new[] { anchor.AddDays(-1), anchor, anchor.AddDays(1) }).Concat(Turning).Where(date => date <= decided).Distinct().Take(40))
                {
                    yield return new Evidence { By = first, Person = first, Kind = firstKind, Date = date };
                }
            }
        }

        yield return new Evidence { By = "patient", Person = "patient", Date = day };
        yield return new Evidence { Kind = "reported by patient", Date = day };
    }

    /// <summary>The days on which a run of days may start: after each day that means something to the case.</summary>
    public IEnumerable<CalendarDate> RunStarts => anchors.Select(anchor => anchor.AddDays(7)).Append(decided.AddDays(-60));

    /// <summary>The same entry on another day.</summary>
    public static EntryRecord Dated(EntryRecord entry, EntryKindPlan kind, CalendarDate day) => new()
    {
        Evidence = entry.Evidence,
        Fields = [.. entry.Fields.Select((field, ordinal) => kind.Fields[ordinal] == kind.DateField
            ? new FactRecord { Knowledge = Knowledge.Given, Entries = [new EntryRecord { Date = day }] }
            : field)],
    };

    /// <summary>The same entry so many days before.</summary>
    public EntryRecord Earlier(EntryRecord entry, EntryKindPlan kind, int days) => new()
    {
        Evidence = entry.Evidence,
        Fields = [.. entry.Fields.Select((field, ordinal) => kind.Fields[ordinal].Kind == FactKind.Date && field.Entries is [{ Date.IsExact: true } only]
            ? new FactRecord { Knowledge = field.Knowledge, Entries = [new EntryRecord { Date = only.Date.AddDays(-days), Evidence = only.Evidence }] }
            : field)],
    };

    private IEnumerable<CalendarDate> Turning =>
        anchors.SelectMany(anchor => thresholds.Durations.SelectMany(duration => new[] { Moved(anchor, duration, -1), Moved(anchor, duration, 1) }));

    private static IEnumerable<EntryRecord> All(FactRecord record) => record.Entries.SelectMany(entry => entry.Fields.SelectMany(All).Prepend(entry));

    private IEnumerable<Number> Numbers(FactPlan fact)
    {
        NumberPlan range = fact.Range!;
        decimal step = range.Step ?? (thresholds.Numbers.Any(number => number != decimal.Truncate(number)) ? 0.1m : 1);
        IEnumerable<decimal> turning = thresholds.Numbers.SelectMany(number => new[] { number, number + step, number - step });

        // A change of so many per cent turns at that share of what is recorded beside it; a quotient or product at other multiples.
        IEnumerable<decimal> shares = recorded.SelectMany(number => thresholds.Numbers.Where(percent => percent is > 0 and < 100).Take(MostPercentages)
            .SelectMany(percent => new[] { number * (100 - percent) / 100, number * (100 + percent) / 100 }));
        IEnumerable<decimal> beside = recorded.SelectMany(number => new[] { number, number + step, number - step, number / 2, number * 2 });
        IEnumerable<decimal> ladder = range is { Low: { } low, High: { } high } ? Enumerable.Range(0, 17).Select(part => low + ((high - low) * part / 16)) : [1, 10, 100];
        return turning.Concat(shares.SelectMany(share => new[] { share, share + step, share - step })).Concat(beside).Concat(ladder)
            .Select(value => range.Step is null ? decimal.Round(value, 2) : decimal.Round(value / step) * step)
            .Where(value => !(value < range.Low) && !(value > range.High) && (range.Low is not null || value >= 0))
            .Select(value => value / 1.0000000000000000000000000000m)
            .Distinct().Select(Number.Exactly);
    }

    private IEnumerable<PartialDate> Dates(bool isForward)
    {
        IEnumerable<CalendarDate> near = anchors.Concat(anchors.Select(anchor => anchor.AddDays(-30))).Concat(anchors.Select(anchor => anchor.AddMonths(-24)));
        IEnumerable<CalendarDate> years = new[] { 18, 21, 40, 55, 66, 90 }.Select(age => decided.AddMonths(-12 * age));
        IEnumerable<CalendarDate> days = Turning.Concat(near).SelectMany(day => new[] { day, day.AddDays(-1), day.AddDays(1) }).Concat(years);
        return days.Where(day => isForward || day <= decided).Distinct().Select(PartialDate.Exactly);
    }

    // So long that a period reaches what is asked, and so short that it does not by a day.
    private IEnumerable<Period> Periods()
    {
        CalendarDate end = decided.AddDays(-30);
        foreach (CalendarDuration duration in thresholds.Durations.Append(CalendarDuration.Months(1)).Append(CalendarDuration.Months(24)))
        {
            CalendarDate start = Moved(end, duration, -1);
            yield return new Period(start, end);
            yield return new Period(start.AddDays(1), end);
            yield return new Period(start.AddDays(2), end);
            yield return new Period(start.AddDays(-31), end);
            yield return new Period(Moved(decided, duration, -1), decided);
            yield return new Period(Moved(decided, duration, -1), default, isOngoing: true);
        }

        yield return new Period(end.AddMonths(-1), default);
    }

    private IEnumerable<string> Codes(FactPlan fact) =>
        thresholds.Codes.GetValueOrDefault(fact.CodeSystem ?? string.Empty, []).Append(fact.CodeSystem == "CPT" ? "99499" : "Z99.9");

    private static CalendarDate Moved(CalendarDate day, CalendarDuration by, int direction) =>
        by.IsInMonths ? day.AddMonths(direction * by.InMonths) : day.AddDays(direction * by.InDays);
}
