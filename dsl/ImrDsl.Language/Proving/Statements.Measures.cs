using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using ImrDsl.Values;

namespace ImrDsl.Language.Proving
{
    /// <summary>Statements about numbers and days: a sum of measures is at least, or above, a constant.</summary>
    internal sealed partial class Statements
    {
        private readonly Dictionary<string, Measure> measures = new Dictionary<string, Measure>(StringComparer.Ordinal);
        private readonly Dictionary<string, List<Cut>> cuts = new Dictionary<string, List<Cut>>(StringComparer.Ordinal);
        private readonly Dictionary<int, Cut> cutsByVariable = new Dictionary<int, Cut>();
        private readonly List<Inequality> links = new List<Inequality>();
        private readonly Dictionary<Measure, List<int>> linksOn = new Dictionary<Measure, List<int>>();
        private readonly Dictionary<Measure, List<int>> statementsOn = new Dictionary<Measure, List<int>>();

        /// <summary>
        /// That <paramref name="Form"/>, which has no constant of its own, is at least <paramref name="Value"/>; above it, if strict. What is not is at least
        /// <paramref name="Step"/> below, where the values lie in steps.
        /// </summary>
        private sealed record Cut(int Variable, LinearForm Form, Rational Value, bool IsStrict, Rational? Step);

        /// <summary>All measures there are.</summary>
        public IReadOnlyCollection<Measure> Measures => measures.Values;

        /// <summary>The measure with a key; made now if there is none.</summary>
        public Measure Measure(string key, Func<int, Measure> make)
        {
            if (!measures.TryGetValue(key, out Measure? measure))
            {
                measure = make(measures.Count);
                measures.Add(key, measure);
            }

            return measure;
        }

        /// <summary>The measure with a key, or null.</summary>
        public Measure? TryMeasure(string key) => measures.TryGetValue(key, out Measure? measure) ? measure : null;

        /// <summary>A sum compared with zero.</summary>
        public int Compare(LinearForm form, Comparison comparison) => comparison switch
        {
            Comparison.AtLeast => AtLeastZero(form, isStrict: false),
            Comparison.More => AtLeastZero(form, isStrict: true),
            Comparison.Less => Not(AtLeastZero(form, isStrict: false)),
            Comparison.AtMost => Not(AtLeastZero(form, isStrict: true)),
            Comparison.Equal => Both(AtLeastZero(form, isStrict: false), Not(AtLeastZero(form, isStrict: true))),
            _ => Not(Both(AtLeastZero(form, isStrict: false), Not(AtLeastZero(form, isStrict: true)))),
        };

        /// <summary>Adds that a sum is at least zero in every case.</summary>
        public void Link(LinearForm form)
        {
            foreach ((Measure measure, _) in form.Terms)
            {
                if (!linksOn.TryGetValue(measure, out List<int>? on))
                {
                    linksOn.Add(measure, on = new List<int>());
                }

                on.Add(links.Count);
            }

            links.Add(new Inequality(form, false, Array.Empty<int>()));
        }

        /// <summary>Adds that a statement has to be decided wherever a measure matters.</summary>
        public void DependsOn(Measure measure, int statement)
        {
            if (!statementsOn.TryGetValue(measure, out List<int>? on))
            {
                statementsOn.Add(measure, on = new List<int>());
            }

            on.Add(statement);
        }

        /// <summary>Values of the measures in the assignment found last; null if none was found within the budget.</summary>
        public Dictionary<Measure, Rational>? MeasureValues(Budget budget)
        {
            var system = new LinearSystem(budget);
            List<Inequality> all = Decided().ToList();
            var touched = new HashSet<Measure>(all.SelectMany(inequality => inequality.Form.Terms).Select(term => term.Measure));
            all.AddRange(LinksOf(touched));
            all.AddRange(touched.SelectMany(RangeOf));
            return system.Solve(all) == Verdict.Possible ? system.Values() : null;
        }

        private IReadOnlyList<int> StatementsOn(Measure measure) =>
            statementsOn.TryGetValue(measure, out List<int>? on) ? (IReadOnlyList<int>)on : Array.Empty<int>();

        private int AtLeastZero(LinearForm form, bool isStrict)
        {
            if (form.IsConstant)
            {
                return (isStrict ? form.Constant.Sign > 0 : form.Constant.Sign >= 0) ? Solver.True : Solver.False;
            }

            LinearForm normal = form.Normal(out Rational scale);
            Rational value = -form.Constant * scale;
            return scale.Sign > 0 ? CutAt(normal, value, isStrict) : Not(CutAt(normal, value, !isStrict));
        }

        private int CutAt(LinearForm form, Rational value, bool isStrict)
        {
            Rational? step = form.Steps(out Rational start);
            if (step is { } steps)
            {
                Rational at = (value - start) / steps;
                BigInteger next = isStrict ? at.Floor() + 1 : at.Ceiling();
                value = start + (steps * new Rational(next, 1));
                isStrict = false;
            }

            if (form.Bound(isHigh: false) is { } least && (isStrict ? least > value : least >= value))
            {
                return Solver.True;
            }

            if (form.Bound(isHigh: true) is { } most && (isStrict ? most <= value : most < value))
            {
                return Solver.False;
            }

            string key = form.Key;
            if (!cuts.TryGetValue(key, out List<Cut>? onForm))
            {
                cuts.Add(key, onForm = new List<Cut>());
            }

            // In order; who is above one is above those before it.
            int place = onForm.FindIndex(cut => cut.Value > value || (cut.Value == value && (cut.IsStrict || !isStrict)));
            place = place < 0 ? onForm.Count : place;
            if (place < onForm.Count && onForm[place].Value == value && onForm[place].IsStrict == isStrict)
            {
                return 2 * onForm[place].Variable;
            }

            var made = new Cut(solver.NewVariable(), form, value, isStrict, step);
            cutsByVariable.Add(made.Variable, made);
            onForm.Insert(place, made);
            if (place > 0)
            {
                Demand((2 * made.Variable) + 1, 2 * onForm[place - 1].Variable);
            }

            if (place + 1 < onForm.Count)
            {
                Demand((2 * onForm[place + 1].Variable) + 1, 2 * made.Variable);
            }

            return 2 * made.Variable;
        }

        // What the assignment at hand says of sums.
        private IEnumerable<Inequality> Decided()
        {
            foreach (int literal in solver.Decided.OrderBy(literal => literal))
            {
                if (!cutsByVariable.TryGetValue(literal >> 1, out Cut? cut))
                {
                    continue;
                }

                if (literal == 2 * cut.Variable)
                {
                    yield return new Inequality(cut.Form.Plus(-cut.Value), cut.IsStrict, new[] { 2 * cut.Variable });
                }
                else
                {
                    LinearForm below = cut.Form.Plus((cut.Step ?? 0) - cut.Value).Times(-1);
                    yield return new Inequality(below, !cut.IsStrict && cut.Step is null, new[] { (2 * cut.Variable) + 1 });
                }
            }
        }

        // The links of some measures, of those that they link to, and so on; adds these measures.
        private IEnumerable<Inequality> LinksOf(HashSet<Measure> touched)
        {
            var taken = new SortedSet<int>();
            var open = new Queue<Measure>(touched);
            while (open.Count > 0)
            {
                if (!linksOn.TryGetValue(open.Dequeue(), out List<int>? on))
                {
                    continue;
                }

                foreach (Measure measure in on.Where(taken.Add).SelectMany(link => links[link].Form.Terms).Select(term => term.Measure).Where(touched.Add))
                {
                    open.Enqueue(measure);
                }
            }

            return taken.Select(link => links[link]);
        }

        private static IEnumerable<Inequality> RangeOf(Measure measure)
        {
            if (measure.Low is { } low)
            {
                yield return new Inequality(LinearForm.Of(measure).Plus(-low), false, Array.Empty<int>());
            }

            if (measure.High is { } high)
            {
                yield return new Inequality(LinearForm.Of(high) - LinearForm.Of(measure), false, Array.Empty<int>());
            }
        }

        // Cuts of one form never clash: the solver knows their order. Sums of several measures may.
        private IReadOnlyList<int>? FindClash(Budget budget)
        {
            List<Inequality> decided = Decided().ToList();
            budget.Spend(decided.Count + 1);
            var touched = new HashSet<Measure>(decided.Where(inequality => inequality.Form.TermCount > 1 || linksOn.ContainsKey(inequality.Form.Terms[0].Measure))
                .SelectMany(inequality => inequality.Form.Terms).Select(term => term.Measure));
            if (touched.Count == 0)
            {
                return null;
            }

            List<Inequality> all = LinksOf(touched).ToList();
            all.AddRange(decided.Where(inequality => touched.Contains(inequality.Form.Terms[0].Measure)));
            var system = new LinearSystem(budget);
            switch (system.Solve(all.Concat(touched.SelectMany(RangeOf))))
            {
                case Verdict.Impossible:
                    return system.Clash.Select(Not).ToList();
                case Verdict.Unknown:
                    budget.Spend(budget.Left);
                    return null;
                default:
                    return null;
            }
        }
    }
}
