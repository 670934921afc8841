using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns.Asking;

/// <summary>A date of a guideline, to be read of a case at hand.</summary>
internal abstract class FlatDate
{
    /// <summary>What it is in the case.</summary>
    public abstract PartialDate Of(AtHand at);
}

/// <summary>A constant.</summary>
internal sealed class FlatDateConstant(PartialDate value) : FlatDate
{
    public override PartialDate Of(AtHand at) => value;
}

/// <summary>The date that a fact states.</summary>
internal sealed class FlatDateFact(FlatSource source) : FlatDate
{
    public override PartialDate Of(AtHand at)
    {
        if (source.TryOnly(at, out int only))
        {
            return only < 0 ? PartialDate.Unknown : at.Case.Entries[only].From;
        }

        Statements read = source.Read(at);
        if (!read.IsCertain || read.Default is not null)
        {
            return PartialDate.Unknown;
        }

        int entry = read.First;
        PartialDate value = at.Case.Entries[entry].From;
        for (entry = read.Next(entry); entry >= 0; entry = read.Next(entry))
        {
            value = PartialDate.Either(value, at.Case.Entries[entry].From);
        }

        return value;
    }
}

/// <summary>The date of the entry at hand.</summary>
internal sealed class FlatEntryDate(FlatSource list, int scope) : FlatDate
{
    public override PartialDate Of(AtHand at) => list.DateOf(at, at.EntryOf(scope), at.EvidenceOf(scope));
}

/// <summary>A date at a distance from another.</summary>
internal sealed class FlatShift(FlatDate date, CalendarDuration by, bool isBack) : FlatDate
{
    public override PartialDate Of(AtHand at) => date.Of(at).Shift(by, isBack);
}

/// <summary>The days that count.</summary>
internal sealed class FlatWindow(WindowPlan? plan, FlatDate? from, FlatDate? to)
{
    /// <summary>Which they are in the case.</summary>
    public TimeWindow Of(AtHand at)
    {
        TimeWindow start = plan?.From is null ? default : WithStart(TimeWindow.Of(from!.Of(at)), plan.From);
        return plan?.To is null ? start
            : plan.IsOfOneDate ? WithEnd(start, plan.To)
            : plan.From is null ? WithEnd(TimeWindow.Of(to!.Of(at)), plan.To)
            : start.Until(WithEnd(TimeWindow.Of(to!.Of(at)), plan.To));
    }

    private static TimeWindow WithStart(TimeWindow window, WindowEnd start) =>
        start.IsStrict ? window.After(start.By, start.IsBack) : window.OnOrAfter(start.By, start.IsBack);

    private static TimeWindow WithEnd(TimeWindow window, WindowEnd end) =>
        end.IsStrict ? window.Before(end.By, end.IsBack) : window.OnOrBefore(end.By, end.IsBack);
}
