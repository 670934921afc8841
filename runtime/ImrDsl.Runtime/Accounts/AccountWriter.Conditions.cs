using ImrDsl.Values;

namespace ImrDsl.Runtime;

// Comparisons, bands and measurements: "Time" and "The account" in docs/evaluation.md.
public ref partial struct AccountWriter
{
    /// <summary>Compares two dates and notes the answer.</summary>
    public Truth Compare(int node, PartialDate left, Comparison comparison, PartialDate right) => Answer(node, left.Compare(comparison, right));

    /// <summary>Compares a measured time with a stated one and notes the answer.</summary>
    public Truth Compare(int node, ElapsedRange left, Comparison comparison, CalendarDuration right) => Answer(node, left.Compare(comparison, right));

    /// <summary>Compares two quantities and notes the answer.</summary>
    public Truth Compare(int node, Number left, Comparison comparison, Number right) =>
        Decided(node, left.Compare(comparison, right), hasNoBase: false, left.Error != default ? left.Error : right.Error);

    /// <summary>Compares a change with so many percent and notes the answer.</summary>
    public Truth Compare(int node, PercentChange left, Comparison comparison, Number right) =>
        Decided(node, left.Compare(comparison, right), left.HasNoBase, left.Error);

    /// <summary>"at least LOW to HIGH": tests the lower end and notes the place in the band and the answer.</summary>
    public Truth AtLeast(int node, ElapsedRange value, CalendarDuration low, CalendarDuration high) =>
        Answer(node, Placed(node, value >= low, value <= high, value.IsExact));

    /// <summary>"at least LOW to HIGH": tests the lower end and notes the place in the band and the answer.</summary>
    public Truth AtLeast(int node, Number value, Number low, Number high) =>
        Answer(node, Placed(node, Checked(node, value >= low, hasNoBase: false, value.Error), value <= high, value.IsExact));

    /// <summary>"at least LOW to HIGH": tests the lower end and notes the place in the band and the answer.</summary>
    public Truth AtLeast(int node, PercentChange value, Number low, Number high) => Answer(
        node, Placed(node, Checked(node, value >= low.Low, value.HasNoBase, value.Error), value <= high.Low, value.IsExact));

    /// <summary>"at most LOW to HIGH": tests the upper end and notes the answer.</summary>
    public Truth AtMost(int node, ElapsedRange value, CalendarDuration high) => Answer(node, value <= high);

    /// <summary>"at most LOW to HIGH": tests the upper end and notes the answer.</summary>
    public Truth AtMost(int node, Number value, Number high) => Decided(node, value <= high, hasNoBase: false, value.Error);

    /// <summary>"at most LOW to HIGH": tests the upper end and notes the answer.</summary>
    public Truth AtMost(int node, PercentChange value, Number high) => Decided(node, value <= high.Low, value.HasNoBase, value.Error);

    /// <summary>"is LOW to HIGH", both ends included: notes the answer.</summary>
    public Truth Within(int node, ElapsedRange value, CalendarDuration low, CalendarDuration high) => Answer(node, value.IsWithin(low, high));

    /// <summary>"is LOW to HIGH", both ends included: notes the answer.</summary>
    public Truth Within(int node, Number value, Number low, Number high) =>
        Decided(node, value.IsWithin(low, high), hasNoBase: false, value.Error);

    /// <summary>"is LOW to HIGH", both ends included: notes the answer.</summary>
    public Truth Within(int node, PercentChange value, Number low, Number high) =>
        Decided(node, value.IsWithin(low.Low, high.Low), value.HasNoBase, value.Error);

    /// <summary>Measures the time from one date to another and notes it.</summary>
    public ElapsedRange Elapsed(int node, PartialDate from, PartialDate to)
    {
        ElapsedRange elapsed = Measured(node, ElapsedRange.Between(from, to));
        if (elapsed.IsExact && elapsed.Shortest.Days == 0 && from.Earliest.AddMonths(elapsed.Shortest.Months).Day != from.Earliest.Day)
        {
            Note(node, AccountRule.MonthEndClamped);
        }

        return elapsed;
    }

    /// <summary>Notes a measured time, if anything is known of it.</summary>
    public ElapsedRange Measured(int node, ElapsedRange value)
    {
        if (value.HasShortest || value.HasLongest)
        {
            Note(
                AccountKind.ElapsedMeasured,
                node,
                value.HasShortest ? AccountEntry.Pack(value.Shortest) : -1,
                value.HasLongest ? AccountEntry.Pack(value.Longest) : -1);
        }

        return value;
    }

    /// <summary>Notes a measured time, if anything is known of it, and the rule by which it came about, if there is one.</summary>
    public ElapsedRange Measured(int node, ElapsedRange value, AccountRule rule)
    {
        Measured(node, value);
        if (rule != default)
        {
            Note(node, rule);
        }

        return value;
    }

    /// <summary>Notes a computed quantity, if anything is known of it.</summary>
    public Number Computed(int node, Number value)
    {
        if (value.HasLow || value.HasHigh)
        {
            Note(
                AccountKind.NumberComputed,
                node,
                value.HasLow ? AccountEntry.Pack(value.Low) : long.MinValue,
                value.HasHigh ? AccountEntry.Pack(value.High) : long.MaxValue);
        }

        return value;
    }

    /// <summary>Notes a change in percent, rounded to one decimal, if it is known.</summary>
    public PercentChange Change(int node, PercentChange value)
    {
        Computed(node, value.Rounded());
        return value;
    }

    /// <summary>Notes a change for which a recorded percentage may stand in, rounded to one decimal, if it is known, and whether the two disagree.</summary>
    public PercentChange Change(int node, PercentChange measured, Number recorded)
    {
        PercentChange change = Change(node, measured.Or(recorded));
        if (measured.DisagreesWith(recorded))
        {
            Note(node, AccountRule.PercentageDisagrees);
        }

        return change;
    }

    private Truth Decided(int node, Truth answer, bool hasNoBase, AccountRule error) => Answer(node, Checked(node, answer, hasNoBase, error));

    // Errors of the record are shown where they leave a comparison open.
    private Truth Checked(int node, Truth answer, bool hasNoBase, AccountRule error)
    {
        if (answer.IsOpen && hasNoBase)
        {
            Note(node, AccountRule.BaselineOfZero);
        }

        if (answer.IsOpen && error != default)
        {
            Note(node, error);
        }

        return answer;
    }

    private Truth Placed(int node, Truth atLeastLow, Truth atMostHigh, bool isExact)
    {
        if (isExact && atLeastLow.IsMet)
        {
            Note(node, atMostHigh.IsMet ? AccountRule.InsideBand : AccountRule.AboveBand);
        }

        return atLeastLow;
    }
}
