using System.Collections.Generic;
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
}
