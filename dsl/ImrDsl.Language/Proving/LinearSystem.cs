using System;
using System.Collections.Generic;
using System.Linq;

namespace ImrDsl.Language.Proving
{
    /// <summary>A demand on measures: a sum is at least zero, or above zero.</summary>
    /// <param name="Form">The sum.</param>
    /// <param name="IsStrict">Whether zero is not enough.</param>
    /// <param name="Reasons">The literals from which it follows.</param>
    internal sealed record Inequality(LinearForm Form, bool IsStrict, IReadOnlyCollection<int> Reasons);

    /// <summary>
    /// Whether inequalities can hold together, by eliminating one measure after another (Fourier and Motzkin; see A. Schrijver, "Theory of Linear and
    /// Integer Programming", 1986, section 12.2). Between steps of a measure it does not look: what it refutes is refuted, not the other way round.
    /// </summary>
    internal sealed class LinearSystem
    {
        private const int MostInequalities = 600;
        private const int StepsForOne = 20;

        private readonly Budget budget;
        private readonly Dictionary<string, Inequality> left = new Dictionary<string, Inequality>(StringComparer.Ordinal);
        private readonly List<(Measure Measure, List<Inequality> Bounds)> eliminated = new List<(Measure, List<Inequality>)>();

        public LinearSystem(Budget budget) => this.budget = budget;

        /// <summary>After <see cref="Verdict.Impossible"/>: literals that clash.</summary>
        public IReadOnlyCollection<int> Clash { get; private set; } = Array.Empty<int>();

        public Verdict Solve(IEnumerable<Inequality> inequalities)
        {
            foreach (Inequality inequality in inequalities)
            {
                if (!Add(inequality))
                {
                    return Verdict.Impossible;
                }
            }

            while (Cheapest() is { } measure)
            {
                if (budget.IsUsedUp || left.Count > MostInequalities)
                {
                    return Verdict.Unknown;
                }

                if (!Eliminate(measure))
                {
                    return Verdict.Impossible;
                }
            }

            return Verdict.Possible;
        }

        /// <summary>Values that fulfil all, after <see cref="Verdict.Possible"/>: of the measures that occur, each as natural as the others leave it.</summary>
        public Dictionary<Measure, Rational> Values()
        {
            var values = new Dictionary<Measure, Rational>();
            for (int i = eliminated.Count - 1; i >= 0; i--)
            {
                (Measure measure, List<Inequality> bounds) = eliminated[i];
                var room = new Room(measure);
                foreach (Inequality bound in bounds)
                {
                    Rational factor = bound.Form.FactorOf(measure);
                    Rational rest = bound.Form.Constant;
                    foreach ((Measure other, Rational of) in bound.Form.Terms)
                    {
                        rest += other == measure ? 0 : of * (values.TryGetValue(other, out Rational value) ? value : other.Natural);
                    }

                    room.Narrow(-rest / factor, factor.Sign > 0, bound.IsStrict);
                }

                values[measure] = room.Choose();
            }

            return values;
        }

        // Puts each lower bound of a measure below each upper one. False if that cannot hold.
        private bool Eliminate(Measure measure)
        {
            List<Inequality> bounds = left.Values.Where(inequality => inequality.Form.FactorOf(measure).Sign != 0).ToList();
            foreach (Inequality bound in bounds)
            {
                left.Remove(bound.Form.Key);
            }

            eliminated.Add((measure, bounds));
            List<Inequality> uppers = bounds.Where(bound => bound.Form.FactorOf(measure).Sign < 0).ToList();
            foreach (Inequality lower in bounds)
            {
                Rational above = lower.Form.FactorOf(measure);
                for (int i = 0; above.Sign > 0 && i < uppers.Count; i++)
                {
                    Inequality upper = uppers[i];
                    budget.Spend(StepsForOne);
                    LinearForm form = lower.Form.Times(-upper.Form.FactorOf(measure)) + upper.Form.Times(above);
                    var reasons = new HashSet<int>(lower.Reasons);
                    reasons.UnionWith(upper.Reasons);
                    if (!Add(new Inequality(form, lower.IsStrict || upper.IsStrict, reasons)))
                    {
                        return false;
                    }
                }
            }

            return true;
        }

        // Keeps the sharpest of those that differ only in their number. False if it cannot hold.
        private bool Add(Inequality inequality)
        {
            if (inequality.Form.IsConstant)
            {
                bool holds = inequality.IsStrict ? inequality.Form.Constant.Sign > 0 : inequality.Form.Constant.Sign >= 0;
                Clash = holds ? Clash : inequality.Reasons;
                return holds;
            }

            budget.Spend(1);
            LinearForm form = inequality.Form.Times(inequality.Form.Scale());
            bool isKept = left.TryGetValue(form.Key, out Inequality? other)
                && (other.Form.Constant < form.Constant || (other.Form.Constant == form.Constant && (other.IsStrict || !inequality.IsStrict)));
            if (!isKept)
            {
                left[form.Key] = inequality with { Form = form };
            }

            return true;
        }

        // The measure whose elimination makes the fewest new inequalities.
        private Measure? Cheapest()
        {
            var counts = new Dictionary<Measure, (int Lower, int Upper)>();
            foreach (Inequality inequality in left.Values)
            {
                foreach ((Measure measure, Rational factor) in inequality.Form.Terms)
                {
                    counts.TryGetValue(measure, out (int Lower, int Upper) count);
                    counts[measure] = factor.Sign > 0 ? (count.Lower + 1, count.Upper) : (count.Lower, count.Upper + 1);
                }
            }

            Measure? cheapest = null;
            int least = int.MaxValue;
            foreach (KeyValuePair<Measure, (int Lower, int Upper)> pair in counts)
            {
                int cost = pair.Value.Lower * pair.Value.Upper;
                if (cost < least || (cost == least && pair.Key.Number < cheapest!.Number))
                {
                    cheapest = pair.Key;
                    least = cost;
                }
            }

            return cheapest;
        }
    }
}
