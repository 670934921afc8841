using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.RandomGuidelines;
using ImrDsl.Values;

namespace ImrDsl.Evaluation.Tests;

/// <summary>
/// Makes of a case another of which less is known: values become unknown or imprecise, dates partial, sources unnamed, lists incomplete.
/// Entries are lost, if at all, only from lists that become incomplete, and none loses its date altogether: of other facts a further entry, or
/// one that is placed in time, may turn an answer.
/// </summary>
internal sealed class Forgetting(Dice dice, GuidelinePlan plan, bool losesEntries)
{
    public CaseRecord Of(CaseRecord record)
    {
        var facts = new Dictionary<FactPlan, FactRecord>();
        foreach (FactPlan fact in plan.Facts)
        {
            FactRecord known = record.Facts.GetValueOrDefault(fact, FactRecord.NotMentioned);
            facts[fact] = fact.BuiltIn == BuiltInFact.DecisionDate ? known : Of(fact, known);
        }

        return new CaseRecord { Id = record.Id, DecisionDate = record.DecisionDate, Facts = facts };
    }

    private FactRecord Of(FactPlan fact, FactRecord known)
    {
        if (dice.Chance(12))
        {
            return new FactRecord { Knowledge = Knowledge.Unknown };
        }

        if (fact.IsJudgement)
        {
            return known;
        }

        bool isIncomplete = fact.Kind == FactKind.List && known.Knowledge is (Knowledge.Given or Knowledge.Incomplete) && dice.Chance(15);
        return new FactRecord
        {
            Knowledge = isIncomplete ? Knowledge.Incomplete : known.Knowledge,
            Entries = [.. known.Entries.Where(_ => !isIncomplete || !losesEntries || dice.Chance(50)).Select(entry => Of(fact, entry))],
        };
    }

    private EntryRecord Of(FactPlan fact, EntryRecord entry)
    {
        bool isLost = fact.EntryKind is null && dice.Chance(12);
        return new EntryRecord
        {
            YesNo = isLost ? null : entry.YesNo,
            Number = isLost ? Number.Unknown : Of(entry.Number),
            Date = isLost ? PartialDate.Unknown : Of(entry.Date),
            Period = isLost ? Period.Unknown : Of(entry.Period),
            Choice = isLost ? null : entry.Choice,
            Text = isLost ? null : entry.Text,
            Fields = [.. entry.Fields.Select((field, ordinal) => OfField(fact.EntryKind!, fact.EntryKind!.Fields[ordinal], field))],
            Evidence = entry.Evidence is { } evidence ? Of(evidence) : null,
        };
    }

    // The field that dates the entry may become partial, but the entry stays placed in time.
    private FactRecord OfField(EntryKindPlan kind, FactPlan field, FactRecord known) => field != kind.DateField ? Of(field, known)
        : known.Entries.Count != 1 ? known
        : new FactRecord { Knowledge = known.Knowledge, Entries = [new EntryRecord { Date = Of(known.Entries[0].Date), Evidence = known.Entries[0].Evidence }] };

    private Evidence Of(Evidence evidence) => new()
    {
        By = evidence.By,
        Person = dice.Chance(10) ? null : evidence.Person,
        Kind = dice.Chance(10) ? null : evidence.Kind,
        Date = Of(evidence.Date),
        At = evidence.At,
    };

    private Number Of(Number number)
    {
        if (!number.IsKnown || !dice.Chance(15))
        {
            return number;
        }

        return dice.Of(
            Number.Between(number.Low - 1, number.High), Number.Between(number.Low, number.High + 2), Number.NoLessThan(number.Low), Number.NoMoreThan(number.High));
    }

    private PartialDate Of(PartialDate date)
    {
        if (!date.IsExact || !dice.Chance(20))
        {
            return date;
        }

        CalendarDate day = date.Earliest;
        return dice.Of(PartialDate.InMonth(day.Year, day.Month), PartialDate.InYear(day.Year), PartialDate.Between(day.AddDays(-1), day));
    }

    private Period Of(Period period)
    {
        if (!period.IsKnown || !dice.Chance(20))
        {
            return period;
        }

        return dice.Of(
            new Period(Of(period.From), Of(period.To), period.IsOngoing),
            new Period(default, period.To, period.IsOngoing),
            new Period(period.From, default),
            Period.Unknown);
    }
}
