using System;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Scoring.Columns.Asking;

/// <summary>A measured time, to be read of a case at hand.</summary>
internal abstract class FlatTime
{
    /// <summary>What it costs to read; see <see cref="FlatCondition.Cost"/>.</summary>
    public virtual int Cost => 4;

    /// <summary>How long it is in the case.</summary>
    public abstract ElapsedRange Of(AtHand at);

    /// <summary>Compares it with a stated length.</summary>
    public virtual Truth Compare(AtHand at, Comparison comparison, CalendarDuration length) => Of(at).Compare(comparison, length);
}

/// <summary>The time from one date to another.</summary>
internal sealed class FlatElapsed(FlatDate from, FlatDate to) : FlatTime
{
    public override ElapsedRange Of(AtHand at) => ElapsedRange.Between(from.Of(at), to.Of(at));
}

/// <summary>The period that a field states.</summary>
internal sealed class FlatPeriod(FlatSource source)
{
    /// <summary>What it is in the case.</summary>
    public Period Of(AtHand at)
    {
        if (source.TryOnly(at, out int only))
        {
            return only < 0 ? Period.Unknown : at.Case.Entries[only].Period;
        }

        Statements read = source.Read(at);
        if (!read.IsCertain || read.Default is not null)
        {
            return Period.Unknown;
        }

        int entry = read.First;
        Period value = at.Case.Entries[entry].Period;
        for (entry = read.Next(entry); entry >= 0; entry = read.Next(entry))
        {
            if (at.Case.Entries[entry].Period != value)
            {
                return Period.Unknown;
            }
        }

        return value;
    }
}

/// <summary>The time that the entries of a list take up.</summary>
internal sealed class FlatTotalTime(TotalTimeNode node, FlatList list, FlatPeriod period, FlatWindow window) : FlatTime
{
    public override int Cost => 100;

    /// <summary>Reads the stretches of a row into a column; false if not all is known to the day, or the days of a window or of one run alone count.</summary>
    public bool TryRead(AtHand at, StretchColumn column, int row)
    {
        column.Begin(row);
        Extent extent = list.ExtentOf(at, out int entry, out int inherited);
        bool isExact = extent is Extent.Complete or Extent.None && node.Window is null && !node.IsConsecutive;
        for (; isExact && entry >= 0; entry = FlatList.Next(at, entry))
        {
            Truth passes = list.Hold(at, entry, inherited);
            isExact = passes.IsNotMet || (passes.IsMet && TryAdd(at, period.Of(at), column, row));
        }

        list.Release(at);
        if (!isExact)
        {
            column.Begin(row);
        }

        return isExact;
    }

    public override ElapsedRange Of(AtHand at)
    {
        TimeWindow asked = window.Of(at);
        var union = new PeriodUnion(at.DecisionDate);
        ElapsedRange total = !TryCollect(at, ref union) ? ElapsedRange.Unknown
            : node.IsConsecutive ? union.LongestRun(node.AllowedGapDays, asked)
            : union.Total(asked);
        union.Dispose();
        return total;
    }

    public override Truth Compare(AtHand at, Comparison comparison, CalendarDuration length)
    {
        if (node.Window is not null || node.IsConsecutive)
        {
            return base.Compare(at, comparison, length);
        }

        var union = new PeriodUnion(at.DecisionDate);
        Truth answer = TryCollect(at, ref union) ? union.CompareTotal(comparison, length) : Truth.NotDocumented;
        union.Dispose();
        return answer;
    }

    // False if the record does not say what the list holds.
    private bool TryCollect(AtHand at, ref PeriodUnion union)
    {
        Extent extent = list.ExtentOf(at, out int entry, out int inherited);
        for (; entry >= 0; entry = FlatList.Next(at, entry))
        {
            Truth passes = list.Hold(at, entry, inherited);
            if (!passes.IsNotMet)
            {
                union.Add(period.Of(at), passes);
            }
        }

        list.Release(at);
        if (extent == Extent.Incomplete)
        {
            union.MayHoldMore();
        }

        return extent != Extent.Open;
    }

    // Time after the decision date does not count.
    private static bool TryAdd(AtHand at, Period stretch, StretchColumn column, int row)
    {
        int decision = at.DecisionDate.DayNumber;
        int from = stretch.From.Earliest.DayNumber;
        int to = stretch.IsOngoing ? decision : stretch.To.Latest.DayNumber;
        if (!stretch.From.IsExact || !(stretch.IsOngoing || stretch.To.IsExact) || from > to)
        {
            return false;
        }

        if (from <= decision)
        {
            column.Add(row, from, Math.Min(to, decision));
        }

        return true;
    }
}

/// <summary>A change in percent.</summary>
internal sealed class FlatChange(FlatNumber from, FlatNumber to, FlatNumber? recorded, bool isIncrease)
{
    private readonly FlatNumberFact? fromFact = from as FlatNumberFact;
    private readonly FlatNumberFact? toFact = to as FlatNumberFact;

    /// <summary>Whether an increase is asked.</summary>
    public bool IsIncrease => isIncrease;

    /// <summary>Both values as they are written, alike and in 32 bits: the usual case. Then a recorded percentage does not count.</summary>
    public bool TryWritten(AtHand at, out int first, out int second)
    {
        first = second = 0;
        if (fromFact is null || toFact is null || fromFact.Digits != toFact.Digits || !fromFact.TryWhole(at, out long one) || !toFact.TryWhole(at, out long other))
        {
            return false;
        }

        (first, second) = ((int)one, (int)other);
        return first == one && second == other && first != int.MinValue && second != int.MinValue;
    }

    /// <summary>What it is in the case.</summary>
    public PercentChange Of(AtHand at)
    {
        Number one = from.Of(at);
        Number other = to.Of(at);
        PercentChange change = isIncrease ? PercentChange.Increase(one, other) : PercentChange.Reduction(one, other);
        return recorded is null ? change : change.Or(recorded.Of(at));
    }
}
