using System.Collections.Generic;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Plan
{
    /// <summary>The days that count: "within 6 months before D", "since A and before B". At least one end is set.</summary>
    public sealed class WindowPlan
    {
        /// <summary>A window.</summary>
        public WindowPlan(WindowEnd? from, WindowEnd? to)
        {
            From = from;
            To = to;
        }

        /// <summary>Where it begins, or null: at any time before.</summary>
        public WindowEnd? From { get; }

        /// <summary>Where it ends, or null: on the decision date.</summary>
        public WindowEnd? To { get; }

        /// <summary>Whether both ends are measured from one date, which is then read once.</summary>
        public bool IsOfOneDate => From is not null && To is not null && ReferenceEquals(From.Date, To.Date);

        /// <summary>The dates it is measured from, each once.</summary>
        public IEnumerable<ValueNode> Dates
        {
            get
            {
                if (From is not null)
                {
                    yield return From.Date;
                }

                if (To is not null && !IsOfOneDate)
                {
                    yield return To.Date;
                }
            }
        }
    }

    /// <summary>An end of a window: the day so long after <paramref name="Date"/>, month ends clamped.</summary>
    /// <param name="Date">What it is measured from.</param>
    /// <param name="By">How far from it; no days at all for the date itself.</param>
    /// <param name="IsBack">Whether it lies before the date.</param>
    /// <param name="IsStrict">Whether that day itself does not count any more.</param>
    public sealed record WindowEnd(ValueNode Date, CalendarDuration By, bool IsBack, bool IsStrict);

    /// <summary>
    /// "in some 30 consecutive days within 3 months after X, usage is at least 4 h on at least 70% of nights": on how many days of a run, or of the
    /// window as a whole, an entry of a list passes. A day without an entry is open.
    /// </summary>
    public sealed class FrequencyNode : ConditionNode
    {
        /// <summary>A frequency.</summary>
        public FrequencyNode(SourceSpan source, ListNode list, ValueNode date, ConditionNode test, WindowPlan window)
            : base(source)
        {
            List = list;
            Date = date;
            Test = test;
            Window = window;
        }

        /// <summary>The entries, each of one day.</summary>
        public ListNode List { get; }

        /// <summary>The day of an entry.</summary>
        public ValueNode Date { get; }

        /// <summary>What an entry must pass for its day to count.</summary>
        public ConditionNode Test { get; }

        /// <summary>The days in which the run lies; it has a start.</summary>
        public WindowPlan Window { get; }

        /// <summary>The length of a run in days; 0 for the window as a whole.</summary>
        public int RunDays { get; init; }

        /// <summary>How the number of days is compared.</summary>
        public Comparison Comparison { get; init; }

        /// <summary>So many days, or percent of the days of the run.</summary>
        public decimal Amount { get; init; }

        /// <summary>Whether <see cref="Amount"/> is a percentage.</summary>
        public bool IsPercent { get; init; }

        /// <inheritdoc/>
        private protected override IEnumerable<PlanNode> Below
        {
            get
            {
                yield return List;
                yield return Date;
                yield return Test;
                foreach (ValueNode date in Window.Dates)
                {
                    yield return date;
                }
            }
        }

        /// <inheritdoc/>
        public override bool HasGuard => false;
    }
}
