using System;
using System.Collections.Generic;

namespace ImrDsl.Language.Proving
{
    /// <summary>What a conflict teaches.</summary>
    internal sealed partial class Solver
    {
        // Takes in a clause from outside that is false; whether the search goes on.
        private bool Refute(IReadOnlyList<int> clash)
        {
            int deepest = 0;
            foreach (int literal in clash)
            {
                deepest = Math.Max(deepest, levels[literal >> 1]);
            }

            Backtrack(deepest);
            return Learn(clash);
        }

        // Learns from a clause all of whose literals are false, and goes back to where that helps. False: nothing can be true at all.
        private bool Learn(IReadOnlyList<int> conflict)
        {
            int deepest = 0;
            foreach (int literal in conflict)
            {
                deepest = Math.Max(deepest, levels[literal >> 1]);
            }

            Backtrack(deepest);
            if (Level == 0)
            {
                isContradictory = true;
                return false;
            }

            int[] learnt = FirstImplicationPoint(conflict);
            int back = 0;
            int second = 1;
            for (int i = 1; i < learnt.Length; i++)
            {
                if (levels[learnt[i] >> 1] > back)
                {
                    back = levels[learnt[i] >> 1];
                    second = i;
                }
            }

            Backtrack(back);
            if (learnt.Length == 1)
            {
                Assign(learnt[0], NoReason);
                return true;
            }

            (learnt[1], learnt[second]) = (learnt[second], learnt[1]);
            Assign(learnt[0], Attach(learnt));
            return true;
        }

        // The clause that follows from the conflict and has one literal of the deepest level, which comes first.
        private int[] FirstImplicationPoint(IReadOnlyList<int> conflict)
        {
            var learnt = new List<int> { 0 };
            var touched = new List<int>();
            int open = 0;
            int at = trail.Count - 1;
            IReadOnlyList<int> clause = conflict;
            int resolved = -1;
            while (true)
            {
                foreach (int literal in clause)
                {
                    int variable = literal >> 1;
                    if (variable == resolved || seen[variable] || levels[variable] == 0)
                    {
                        continue;
                    }

                    seen[variable] = true;
                    touched.Add(variable);
                    if (levels[variable] == Level)
                    {
                        open++;
                    }
                    else
                    {
                        learnt.Add(literal);
                    }
                }

                while (!seen[trail[at] >> 1] || levels[trail[at] >> 1] != Level)
                {
                    at--;
                }

                int implied = trail[at--];
                resolved = implied >> 1;
                if (--open == 0)
                {
                    learnt[0] = Not(implied);
                    break;
                }

                clause = clauses[reasons[resolved]];
            }

            foreach (int variable in touched)
            {
                seen[variable] = false;
            }

            return learnt.ToArray();
        }

        // The assumptions by which an assumption is false.
        private void Explain(int refuted, IReadOnlyList<int> assumptions)
        {
            Core.Add(refuted);
            if (levels[refuted >> 1] == 0)
            {
                return;
            }

            var marked = new HashSet<int> { refuted >> 1 };
            for (int i = trail.Count - 1; i >= levelStarts[0]; i--)
            {
                int variable = trail[i] >> 1;
                if (!marked.Contains(variable))
                {
                    continue;
                }

                if (reasons[variable] == NoReason)
                {
                    if (trail[i] != refuted)
                    {
                        Core.Add(trail[i]);
                    }

                    continue;
                }

                foreach (int literal in clauses[reasons[variable]])
                {
                    if (levels[literal >> 1] > 0)
                    {
                        marked.Add(literal >> 1);
                    }
                }
            }

            // What was assumed and its opposite clash by themselves.
            Core.RemoveAll(literal => !Contains(assumptions, literal));
        }

        private static bool Contains(IReadOnlyList<int> literals, int wanted)
        {
            foreach (int literal in literals)
            {
                if (literal == wanted)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
