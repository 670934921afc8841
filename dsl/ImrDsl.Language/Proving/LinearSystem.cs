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

        private readonly Budget budget;
        private readonly List<(Measure Measure, List<Inequality> Bounds)> eliminated = new List<(Measure, List<Inequality>)>();

        public LinearSystem(Budget budget) => this.budget = budget;

        /// <summary>After <see cref="Verdict.Impossible"/>: literals that clash.</summary>
        public IReadOnlyCollection<int> Clash { get; private set; } = Array.Empty<int>();

        public Verdict Solve(IEnumerable<Inequality> inequalities)
        {
            var left = new List<Inequality>();
            foreach (Inequality inequality in inequalities)
            {
                if (!Add(left, inequality))
                {
                    return Verdict.Impossible;
                }
            }

            while (Cheapest(left) is { } measure)
            {
                if (budget.IsUsedUp || left.Count > MostInequalities)
                {
                    return Verdict.Unknown;
                }

                List<Inequality> bounds = left.Where(inequality => inequality.Form.FactorOf(measure).Sign != 0).ToList();
                left = left.Except(bounds).ToList();
                eliminated.Add((measure, bounds));
                foreach (Inequality lower in bounds.Where(bound => bound.Form.FactorOf(measure).Sign > 0))
                {
                    foreach (Inequality upper in bounds.Where(bound => bound.Form.FactorOf(measure).Sign < 0))
                    {
                        budget.Spend(20);
                        LinearForm form = lower.Form.Times(-upper.Form.FactorOf(measure)) + upper.Form.Times(lower.Form.FactorOf(measure));
                        var reasons = new HashSet<int>(lower.Reasons);
                        reasons.UnionWith(upper.Reasons);
                        if (!Add(left, new Inequality(form, lower.IsStrict || upper.IsStrict, reasons)))
                        {
                            return Verdict.Impossible;
                        }
                    }
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

        // Keeps the sharpest of those that differ only in their number. False if it cannot hold.
        private bool Add(List<Inequality> all, Inequality inequality)
        {
            if (inequality.Form.IsConstant)
            {
                bool holds = inequality.IsStrict ? inequality.Form.Constant.Sign > 0 : inequality.Form.Constant.Sign >= 0;
                Clash = holds ? Clash : inequality.Reasons;
                return holds;
            }

            LinearForm normal = inequality.Form.Normal(out Rational scale);
            inequality = inequality with { Form = inequality.Form.Times(scale.Abs()) };
            for (int i = 0; i < all.Count; i++)
            {
                LinearForm difference = inequality.Form - all[i].Form;
                if (difference.IsConstant)
                {
                    bool isSharper = difference.Constant.Sign < 0 || (difference.Constant.Sign == 0 && inequality.IsStrict && !all[i].IsStrict);
                    all[i] = isSharper ? inequality : all[i];
                    return true;
                }
            }

            budget.Spend(all.Count + 1);
            all.Add(inequality);
            return true;
        }

        // The measure whose elimination makes the fewest new inequalities.
        private static Measure? Cheapest(List<Inequality> inequalities)
        {
            var counts = new Dictionary<Measure, (int Lower, int Upper)>();
            foreach (Inequality inequality in inequalities)
            {
                foreach ((Measure measure, Rational factor) in inequality.Form.Terms)
                {
                    counts.TryGetValue(measure, out (int Lower, int Upper) count);
                    counts[measure] = factor.Sign > 0 ? (count.Lower + 1, count.Upper) : (count.Lower, count.Upper + 1);
                }
            }

            return counts.OrderBy(pair => pair.Value.Lower * pair.Value.Upper).ThenBy(pair => pair.Key.Number).Select(pair => pair.Key).FirstOrDefault();
        }
    }
}
