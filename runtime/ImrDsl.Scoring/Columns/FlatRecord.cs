using System.Collections.Generic;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns;

/// <summary>Writes a <see cref="CaseRecord"/> as a <see cref="FlatCase"/>.</summary>
internal static class FlatRecord
{
    /// <summary>
    /// Writes a record. False if it holds something that has no flat form (a range, a bound, a number with too many digits); the case is then unfinished,
    /// and is to be decided from the record.
    /// </summary>
    public static bool TryWrite(FlatForm form, CaseRecord record, FlatCase flat)
    {
        flat.Clear(form.Plan.AllFacts.Count);
        flat.DecisionDay = record.DecisionDate.DayNumber;
        foreach (FactPlan fact in form.Plan.Facts)
        {
            if (record.Facts.TryGetValue(fact, out FactRecord? held) && !TryWrite(form, fact, held, fact.Number, flat))
            {
                return false;
            }
        }

        WriteDecisionDate(form, flat);
        return true;
    }

    // An example of a guideline does not state it among its facts.
    private static void WriteDecisionDate(FlatForm form, FlatCase flat)
    {
        foreach (FactPlan fact in form.Plan.Facts)
        {
            if (fact.BuiltIn == BuiltInFact.DecisionDate && flat.Facts[fact.Number].Knowledge == Knowledge.NotMentioned)
            {
                flat.Facts[fact.Number].Knowledge = Knowledge.Given;
                ref FlatEntry written = ref flat.AddEntry(fact.Number);
                written.IsKnown = true;
                written.FromFirst = written.FromLast = flat.DecisionDay;
            }
        }
    }

    private static bool TryWrite(FlatForm form, FactPlan fact, FactRecord held, int place, FlatCase flat)
    {
        if (!form.IsRead(fact))
        {
            return true;
        }

        flat.Facts[place].Knowledge = held.Knowledge;
        foreach (EntryRecord entry in held.Entries)
        {
            ref FlatEntry written = ref flat.AddEntry(place);
            WriteEvidence(form, entry.Evidence, ref written);
            bool fits = fact.EntryKind is { } kind ? TryWriteFields(form, kind, entry, ref written, flat) : TryWriteValue(form, fact, entry, ref written);
            if (!fits)
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryWriteFields(FlatForm form, EntryKindPlan kind, EntryRecord entry, ref FlatEntry written, FlatCase flat)
    {
        written.IsKnown = true;
        IReadOnlyList<FactRecord> fields = entry.Fields;
        int first = flat.AddFields(flat.EntryCount - 1, kind.Fields.Count);
        for (int i = 0; i < fields.Count; i++)
        {
            if (!TryWrite(form, kind.Fields[i], fields[i], first + i, flat))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryWriteValue(FlatForm form, FactPlan fact, EntryRecord entry, ref FlatEntry written)
    {
        switch (fact.Kind)
        {
            case FactKind.YesNo:
                written.IsKnown = entry.YesNo is not null;
                written.Value = entry.YesNo == true ? 1 : 0;
                return true;
            case FactKind.Choice:
                written.IsKnown = entry.Choice is not null;
                written.Value = entry.Choice ?? 0;
                return true;
            case FactKind.Number:
                return TryWriteNumber(form, fact, entry.Number, ref written);
            case FactKind.Date:
                written.IsKnown = entry.Date.IsKnown;
                (written.FromFirst, written.FromLast) = DaysOf(entry.Date);
                return true;
            case FactKind.Period:
                Period period = entry.Period;
                written.IsKnown = period.From.IsKnown && (period.To.IsKnown || period.IsOngoing);
                written.IsOngoing = period.IsOngoing;
                (written.FromFirst, written.FromLast) = DaysOf(period.From);
                (written.ToFirst, written.ToLast) = DaysOf(period.To);
                return true;
            case FactKind.Code:
                written.IsKnown = entry.Text is not null;
                written.Value = entry.Text is { } code ? form.SetsWith(code) : 0;
                return true;
            default:
                written.IsKnown = entry.Text is not null;
                return true;
        }
    }

    private static bool TryWriteNumber(FlatForm form, FactPlan fact, Number number, ref FlatEntry written)
    {
        written.IsKnown = number.IsExact;
        return number.IsExact ? form.TryScale(fact, number.Low, out written.Value) && Number.Exactly(number.Low) == number
            : !number.HasLow && !number.HasHigh && number.Error == default;
    }

    private static void WriteEvidence(FlatForm form, Evidence? evidence, ref FlatEntry written)
    {
        if (evidence is not null)
        {
            written.HasEvidence = true;
            written.Person = form.PersonOf(evidence.Person);
            written.Kind = form.KindOf(evidence.Kind);
            (written.DateFirst, written.DateLast) = DaysOf(evidence.Date);
        }
    }

    private static (int First, int Last) DaysOf(PartialDate date) =>
        date.IsKnown ? (date.Earliest.DayNumber, date.Latest.DayNumber) : (FlatEntry.None, FlatEntry.None);
}
