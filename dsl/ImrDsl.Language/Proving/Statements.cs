using System;
using System.Collections.Generic;
using System.Linq;

namespace ImrDsl.Language.Proving
{
    /// <summary>
    /// Statements about a case, as literals of a <see cref="Solver"/>: built once each, so that the same statement is the same literal, wherever it
    /// stands. What one statement has to do with another is told to the solver as they are built.
    /// </summary>
    internal sealed partial class Statements
    {
        private const int LongestListInPairs = 40;

        private readonly Solver solver = new Solver();
        private readonly Dictionary<string, int> conjunctions = new Dictionary<string, int>(StringComparer.Ordinal);
        private readonly Dictionary<string, int> named = new Dictionary<string, int>(StringComparer.Ordinal);
        private readonly Dictionary<string, int[]> choices = new Dictionary<string, int[]>(StringComparer.Ordinal);
        private readonly Dictionary<int, int[]> parts = new Dictionary<int, int[]>();
        private readonly Dictionary<int, List<int>> companions = new Dictionary<int, List<int>>();

        /// <summary>How many statements were built.</summary>
        public int Count => solver.VariableCount;

        /// <summary>After <see cref="Verdict.Impossible"/>: which of the assumptions cannot be true together.</summary>
        public IReadOnlyList<int> Core => solver.Core;

        public static int Not(int statement) => Solver.Not(statement);

        public int Both(int left, int right) => All(new[] { left, right });

        public int Either(int left, int right) => Any(new[] { left, right });

        public int Any(IEnumerable<int> statements) => Not(All(statements.Select(Not)));

        public int All(IEnumerable<int> statements)
        {
            List<int> distinct = statements.Where(statement => statement != Solver.True).Distinct().OrderBy(statement => statement).ToList();
            // In their order, a statement and its negation stand side by side.
            if (distinct.Contains(Solver.False) || distinct.Where((statement, i) => i > 0 && distinct[i - 1] == Not(statement)).Any())
            {
                return Solver.False;
            }

            if (distinct.Count <= 1)
            {
                return distinct.Count == 0 ? Solver.True : distinct[0];
            }

            string key = string.Join(" ", distinct);
            if (!conjunctions.TryGetValue(key, out int whole))
            {
                whole = 2 * solver.NewVariable();
                conjunctions.Add(key, whole);
                parts.Add(whole >> 1, distinct.ToArray());
                foreach (int part in distinct)
                {
                    solver.AddClause(new[] { Not(whole), part });
                }

                solver.AddClause(distinct.Select(Not).Concat(new[] { whole }));
            }

            return whole;
        }

        /// <summary>At least so many of some statements.</summary>
        public int AtLeast(int count, IReadOnlyList<int> statements)
        {
            // From the last statement back: ways[k] is that at least k of those looked at are true.
            var ways = new int[count + 1];
            for (int k = 0; k <= count; k++)
            {
                ways[k] = k == 0 ? Solver.True : Solver.False;
            }

            for (int i = statements.Count - 1; i >= 0; i--)
            {
                for (int k = count; k >= 1; k--)
                {
                    ways[k] = Either(ways[k], Both(statements[i], ways[k - 1]));
                }
            }

            return ways[count];
        }

        /// <summary>A statement of which nothing is known but its name.</summary>
        public int Named(string name) => Named(name, out _);

        /// <summary>A statement by its name; <paramref name="isNew"/>: it was built now.</summary>
        public int Named(string name, out bool isNew)
        {
            isNew = !named.TryGetValue(name, out int statement);
            if (isNew)
            {
                statement = 2 * solver.NewVariable();
                named.Add(name, statement);
            }

            return statement;
        }

        /// <summary>For each value of a closed list, that it is the value: exactly one is.</summary>
        public int[] Choice(string key, int count)
        {
            if (!choices.TryGetValue(key, out int[]? values))
            {
                values = new int[count];
                for (int i = 0; i < count; i++)
                {
                    values[i] = count == 1 ? Solver.True : 2 * solver.NewVariable();
                }

                choices.Add(key, values);
                solver.AddClause(values);
                if (count > 1)
                {
                    AtMostOne(values);
                }
            }

            return values;
        }

        // Of a short list, no two; of a long one, none after the first that is true (C. Sinz, "Towards an optimal CNF encoding of Boolean cardinality constraints", 2005).
        private void AtMostOne(int[] values)
        {
            if (values.Length <= LongestListInPairs)
            {
                for (int i = 0; i < values.Length; i++)
                {
                    for (int j = 0; j < i; j++)
                    {
                        solver.AddClause(new[] { Not(values[i]), Not(values[j]) });
                    }
                }

                return;
            }

            int isBefore = Solver.False;
            foreach (int value in values)
            {
                int isReached = 2 * solver.NewVariable();
                solver.AddClause(new[] { Not(isBefore), Not(value) });
                solver.AddClause(new[] { Not(isBefore), isReached });
                solver.AddClause(new[] { Not(value), isReached });
                isBefore = isReached;
            }
        }

        /// <summary>A statement that was built by its name, or null.</summary>
        public int? TryNamed(string name) => named.TryGetValue(name, out int statement) ? statement : (int?)null;

        /// <summary>The values of a closed list, if any was spoken of.</summary>
        public int[]? TryChoice(string key) => choices.TryGetValue(key, out int[]? values) ? values : null;

        /// <summary>What the assignment found last says of the case itself, entries of lists and records left out.</summary>
        public IEnumerable<int> DecidedOutsideEntries()
        {
            IEnumerable<int> all = named.Where(pair => pair.Key.IndexOf('@') < 0).Select(pair => pair.Value)
                .Concat(choices.Where(pair => pair.Key.IndexOf('@') < 0).SelectMany(pair => pair.Value))
                .Concat(cutsByVariable.Values.Where(cut => cut.Form.Terms.All(term => term.Measure.Entry is null)).Select(cut => 2 * cut.Variable));
            return all.Where(IsDecided).Select(statement => IsTrue(statement) ? statement : Not(statement));
        }

        /// <summary>Adds that one of some statements is true in every case.</summary>
        public void Demand(params int[] statements) => solver.AddClause(statements);

        /// <summary>Adds that a statement has to be decided wherever another one is.</summary>
        public void DependsOn(int statement, int other)
        {
            if (!companions.TryGetValue(statement >> 1, out List<int>? others))
            {
                companions.Add(statement >> 1, others = new List<int>());
            }

            others.Add(other);
        }

        /// <summary>Whether some statements can be true together.</summary>
        public Verdict Solve(IReadOnlyList<int> assumptions, Budget budget)
        {
            var variables = new List<int>();
            var seen = new HashSet<int>();
            foreach (int assumption in assumptions)
            {
                Collect(assumption >> 1, seen, variables);
            }

            budget.Spend(variables.Count);
            return solver.Solve(assumptions, variables, () => FindClash(budget), budget);
        }

        /// <summary>Whether a statement is true in the assignment found last; false also for what it leaves open.</summary>
        public bool IsTrue(int statement) => solver.ValueOf(statement) > 0;

        /// <summary>Whether the assignment found last says anything of a statement.</summary>
        public bool IsDecided(int statement) => solver.ValueOf(statement) != 0;

        // What a statement is made of; what it is made of comes first, and decides it.
        private void Collect(int variable, HashSet<int> seen, List<int> variables)
        {
            if (!seen.Add(variable))
            {
                return;
            }

            if (parts.TryGetValue(variable, out int[]? of))
            {
                foreach (int part in of)
                {
                    Collect(part >> 1, seen, variables);
                }
            }
            else if (cutsByVariable.TryGetValue(variable, out Cut? cut))
            {
                foreach ((Measure measure, _) in cut.Form.Terms)
                {
                    foreach (int statement in StatementsOn(measure))
                    {
                        Collect(statement >> 1, seen, variables);
                    }
                }
            }

            variables.Add(variable);
            if (companions.TryGetValue(variable, out List<int>? others))
            {
                foreach (int other in others)
                {
                    Collect(other >> 1, seen, variables);
                }
            }
        }
    }
}
