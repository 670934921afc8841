using System;
using System.Collections.Generic;
using System.Linq;

namespace ImrDsl.Language.Settling
{
    /// <summary>How a truth can come to be met, and how it can come to be not met: a formula of Kleene's logic, both ways round.</summary>
    internal sealed class Ways
    {
        /// <summary>A truth that is met already, or needs nothing to be.</summary>
        public static readonly Ways Met = new Ways(new[] { Way.Nothing }, Array.Empty<Way>());

        /// <summary>A truth that is not met, whatever is added.</summary>
        public static readonly Ways NotMet = new Ways(Array.Empty<Way>(), new[] { Way.Nothing });

        /// <summary>The ways to either side.</summary>
        public Ways(IReadOnlyList<Way> toMeet, IReadOnlyList<Way> toFail)
        {
            ToMeet = toMeet;
            ToFail = toFail;
        }

        /// <summary>Each of these makes it met.</summary>
        public IReadOnlyList<Way> ToMeet { get; }

        /// <summary>Each of these makes it not met.</summary>
        public IReadOnlyList<Way> ToFail { get; }

        /// <summary>The negation.</summary>
        public static Ways operator !(Ways ways) => new Ways(ways.ToFail, ways.ToMeet);
    }

    /// <summary>The algebra of ways over one set of variables; keeps the cheapest ones where there are too many.</summary>
    internal sealed class WaysOf
    {
        /// <summary>More ways than this are not kept; the cheapest are.</summary>
        private const int MostWays = 1500;

        private readonly IReadOnlyList<Variable> variables;

        /// <summary>The algebra over some variables, which may still be added to.</summary>
        public WaysOf(IReadOnlyList<Variable> variables) => this.variables = variables;

        /// <summary>Whether ways were left out, so that there may be others of at least this many facts; int.MaxValue if none were.</summary>
        public int LeftOutFrom { get; private set; } = int.MaxValue;

        /// <summary>Both.</summary>
        public Ways And(Ways left, Ways right) => new Ways(Product(left.ToMeet, right.ToMeet), Sum(left.ToFail, right.ToFail));

        /// <summary>Either.</summary>
        public Ways Or(Ways left, Ways right) => !And(!left, !right);

        /// <summary>All of them.</summary>
        public Ways All(IEnumerable<Ways> parts) => parts.Aggregate(Ways.Met, And);

        /// <summary>Any of them.</summary>
        public Ways Any(IEnumerable<Ways> parts) => parts.Aggregate(Ways.NotMet, Or);

        /// <summary>At least so many of them.</summary>
        public Ways AtLeast(int count, IReadOnlyList<Ways> parts)
        {
            // By number: at least so many of the parts seen so far.
            var atLeast = new List<Ways> { Ways.Met };
            for (int i = 1; i <= count; i++)
            {
                atLeast.Add(Ways.NotMet);
            }

            foreach (Ways part in parts)
            {
                for (int i = count; i > 0; i--)
                {
                    atLeast[i] = Or(atLeast[i], And(atLeast[i - 1], part));
                }
            }

            return atLeast[count];
        }

        /// <summary>How many facts a way changes.</summary>
        public int CostOf(Way way)
        {
            int cost = 0;
            for (int i = 0; i < way.Parts.Count; i++)
            {
                Variable variable = variables[way.Parts[i].Key];
                cost += variable.IsChanged(way.Parts[i].Value) && !IsCounted(way, i, variable) ? 1 : 0;
            }

            return cost;
        }

        // A fact taken as a whole has a variable for each line that asks of it.
        private bool IsCounted(Way way, int before, Variable variable) => variable.Line is not null
            && way.Parts.Take(before).Any(part => variables[part.Key].IsChanged(part.Value) && variables[part.Key].IsOfSameFact(variable));

        /// <summary>The ways without those that another one covers, cheapest first.</summary>
        public IReadOnlyList<Way> Least(IEnumerable<Way> ways)
        {
            var least = new List<Way>();
            foreach (Way way in ways.OrderBy(CostOf).ThenBy(way => way.Parts.Count))
            {
                if (least.Any(kept => kept.Covers(way)))
                {
                    continue;
                }

                if (least.Count == MostWays)
                {
                    LeftOutFrom = Math.Min(LeftOutFrom, CostOf(way));
                    break;
                }

                least.Add(way);
            }

            return least;
        }

        private IReadOnlyList<Way> Sum(IReadOnlyList<Way> left, IReadOnlyList<Way> right) =>
            left.Count == 0 ? right : right.Count == 0 ? left : Least(left.Concat(right));

        private IReadOnlyList<Way> Product(IReadOnlyList<Way> left, IReadOnlyList<Way> right)
        {
            if (left.Count == 1 && ReferenceEquals(left[0], Way.Nothing))
            {
                return right;
            }

            if (right.Count == 1 && ReferenceEquals(right[0], Way.Nothing))
            {
                return left;
            }

            return Least(left.SelectMany(one => right.Select(other => Way.Both(one, other))).OfType<Way>());
        }
    }
}
