using System;
using System.Collections.Generic;

namespace ImrDsl.Language.Proving
{
    /// <summary>What a search came to.</summary>
    internal enum Verdict : byte
    {
        /// <summary>The budget was used up first.</summary>
        Unknown,

        /// <summary>There is an assignment.</summary>
        Possible,

        /// <summary>There is none.</summary>
        Impossible,
    }

    /// <summary>
    /// Whether statements can be true together: search with learning from conflicts (J. P. Marques-Silva, K. A. Sakallah, "GRASP", 1996), under assumptions
    /// (N. Eén, N. Sörensson, "An extensible SAT-solver", 2003). A statement is a literal: twice the number of a variable, plus one if it is negated.
    /// </summary>
    internal sealed partial class Solver
    {
        /// <summary>The literal that is always true.</summary>
        public const int True = 2;

        /// <summary>The literal that is never true.</summary>
        public const int False = 3;

        private const int NoReason = -1;

        private readonly List<int[]> clauses = new List<int[]>();
        private readonly List<List<int>> watches = new List<List<int>> { new List<int>(), new List<int>() };
        private readonly List<sbyte> values = new List<sbyte> { 0 };
        private readonly List<int> levels = new List<int> { 0 };
        private readonly List<int> reasons = new List<int> { NoReason };
        private readonly List<bool> seen = new List<bool> { false };
        private readonly List<int> trail = new List<int>();
        private readonly List<int> levelStarts = new List<int>();
        private int propagated;
        private bool isContradictory;

        public Solver()
        {
            int first = NewVariable();
            AddClause(new[] { 2 * first });
        }

        /// <summary>The greatest number of a variable.</summary>
        public int VariableCount => values.Count - 1;

        /// <summary>After <see cref="Verdict.Impossible"/>: assumptions that cannot be true together.</summary>
        public List<int> Core { get; } = new List<int>();

        /// <summary>The literals that are true.</summary>
        public IReadOnlyList<int> Decided => trail;

        private int Level => levelStarts.Count;

        public static int Not(int literal) => literal ^ 1;

        public int NewVariable()
        {
            values.Add(0);
            levels.Add(0);
            reasons.Add(NoReason);
            seen.Add(false);
            watches.Add(new List<int>());
            watches.Add(new List<int>());
            return values.Count - 1;
        }

        /// <summary>1, −1 or 0 as a literal is true, false or not decided. Holds after <see cref="Verdict.Possible"/> until the next search.</summary>
        public int ValueOf(int literal) => (literal & 1) == 0 ? values[literal >> 1] : -values[literal >> 1];

        /// <summary>Adds that one of some literals is true. Forgets the last assignment.</summary>
        public void AddClause(IEnumerable<int> literals)
        {
            Backtrack(0);
            var clause = new List<int>();
            var distinct = new HashSet<int>();
            foreach (int literal in literals)
            {
                if (ValueOf(literal) > 0 || distinct.Contains(Not(literal)))
                {
                    return;
                }

                if (ValueOf(literal) == 0 && distinct.Add(literal))
                {
                    clause.Add(literal);
                }
            }

            if (clause.Count == 0)
            {
                isContradictory = true;
            }
            else if (clause.Count == 1)
            {
                Assign(clause[0], NoReason);
            }
            else
            {
                Attach(clause.ToArray());
            }
        }

        /// <summary>Looks for an assignment of some variables, and of what follows from it.</summary>
        /// <param name="assumptions">What must be true.</param>
        /// <param name="variables">The variables that must be decided, in the order in which they are tried.</param>
        /// <param name="check">Whether what is decided can be so: null, or a clause of literals that are all false and one of which must be true.</param>
        /// <param name="budget">The work that may be done.</param>
        public Verdict Solve(IReadOnlyList<int> assumptions, IReadOnlyList<int> variables, Func<IReadOnlyList<int>?> check, Budget budget)
        {
            Backtrack(0);
            Core.Clear();
            if (isContradictory)
            {
                return Verdict.Impossible;
            }

            int next = 0;
            while (!budget.IsUsedUp)
            {
                int conflict = Propagate(budget);
                if (conflict >= 0)
                {
                    if (!Learn(clauses[conflict]))
                    {
                        return Verdict.Impossible;
                    }

                    next = 0;
                    continue;
                }

                if (Level < assumptions.Count)
                {
                    int assumed = assumptions[Level];
                    if (ValueOf(assumed) < 0)
                    {
                        Explain(assumed, assumptions);
                        return Verdict.Impossible;
                    }

                    Decide(assumed);
                    continue;
                }

                while (next < variables.Count && values[variables[next]] != 0)
                {
                    next++;
                }

                if (next < variables.Count)
                {
                    Decide((2 * variables[next]) + 1);
                    continue;
                }

                IReadOnlyList<int>? clash = check();
                if (budget.IsUsedUp)
                {
                    break;
                }

                if (clash is null)
                {
                    return Verdict.Possible;
                }

                next = 0;
                if (!Refute(clash))
                {
                    return Verdict.Impossible;
                }
            }

            Backtrack(0);
            return Verdict.Unknown;
        }

        // A literal that is decided already keeps its place; its level is empty.
        private void Decide(int literal)
        {
            levelStarts.Add(trail.Count);
            if (ValueOf(literal) == 0)
            {
                Assign(literal, NoReason);
            }
        }

        private void Assign(int literal, int reason)
        {
            int variable = literal >> 1;
            values[variable] = (sbyte)((literal & 1) == 0 ? 1 : -1);
            levels[variable] = Level;
            reasons[variable] = reason;
            trail.Add(literal);
        }

        private int Attach(int[] clause)
        {
            int number = clauses.Count;
            clauses.Add(clause);
            watches[clause[0]].Add(number);
            watches[clause[1]].Add(number);
            return number;
        }

        private void Backtrack(int level)
        {
            if (Level <= level)
            {
                return;
            }

            for (int i = trail.Count - 1; i >= levelStarts[level]; i--)
            {
                values[trail[i] >> 1] = 0;
            }

            trail.RemoveRange(levelStarts[level], trail.Count - levelStarts[level]);
            levelStarts.RemoveRange(level, levelStarts.Count - level);
            propagated = Math.Min(propagated, trail.Count);
        }

        // The number of a clause that is false, or −1. The first two literals of a clause are watched.
        private int Propagate(Budget budget)
        {
            while (propagated < trail.Count)
            {
                int isFalse = Not(trail[propagated++]);
                List<int> watching = watches[isFalse];
                budget.Spend(watching.Count + 1);
                int kept = 0;
                for (int i = 0; i < watching.Count; i++)
                {
                    int number = watching[i];
                    int[] clause = clauses[number];
                    if (clause[0] == isFalse)
                    {
                        clause[0] = clause[1];
                        clause[1] = isFalse;
                    }

                    if (ValueOf(clause[0]) <= 0 && WatchAnother(clause, number))
                    {
                        continue;
                    }

                    watching[kept++] = number;
                    if (ValueOf(clause[0]) < 0)
                    {
                        for (i++; i < watching.Count; i++)
                        {
                            watching[kept++] = watching[i];
                        }

                        watching.RemoveRange(kept, watching.Count - kept);
                        return number;
                    }

                    if (ValueOf(clause[0]) == 0)
                    {
                        Assign(clause[0], number);
                    }
                }

                watching.RemoveRange(kept, watching.Count - kept);
            }

            return -1;
        }

        private bool WatchAnother(int[] clause, int number)
        {
            for (int i = 2; i < clause.Length; i++)
            {
                if (ValueOf(clause[i]) >= 0)
                {
                    (clause[1], clause[i]) = (clause[i], clause[1]);
                    watches[clause[1]].Add(number);
                    return true;
                }
            }

            return false;
        }
    }
}
