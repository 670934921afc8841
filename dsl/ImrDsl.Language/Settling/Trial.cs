using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Language.Settling
{
    /// <summary>One line, tried with every option of the few facts it reads.</summary>
    internal sealed class Trial
    {
        private readonly ConditionNode line;
        private readonly IReadOnlyList<Variable> variables;
        private readonly WaysOf algebra;
        private List<Way> toMeet = new List<Way>();
        private List<Way> toFail = new List<Way>();

        public Trial(ConditionNode line, CaseRecord record, IReadOnlyList<int> read, IReadOnlyList<Variable> variables, WaysOf algebra)
        {
            this.line = line;
            this.variables = variables;
            this.algebra = algebra;

            // Facts that count already are always given; of the open ones, every part may be.
            List<int> fixedOnes = read.Where(number => variables[number].IsKnown).ToList();
            List<int> open = read.Where(number => !variables[number].IsKnown).ToList();
            for (int part = 0; part < 1 << open.Count; part++)
            {
                List<int> given = fixedOnes.Concat(open.Where((_, i) => (part & (1 << i)) != 0)).ToList();
                Give(given, 0, record, new List<KeyValuePair<int, ulong>>());
            }

            Ways = new Ways(algebra.Least(toMeet), algebra.Least(toFail));
        }

        /// <summary>How it comes to be met, and not met.</summary>
        public Ways Ways { get; }

        private void Give(List<int> given, int next, CaseRecord record, List<KeyValuePair<int, ulong>> chosen)
        {
            if (next >= given.Count - 1)
            {
                Ask(given, record, chosen);
                return;
            }

            for (int option = 0; option < variables[given[next]].Options.Count; option++)
            {
                chosen.Add(new KeyValuePair<int, ulong>(given[next], 1UL << option));
                Give(given, next + 1, variables[given[next]].Apply(record, option), chosen);
                chosen.RemoveAt(chosen.Count - 1);
            }
        }

        // The options of the last fact that come to the same are one way.
        private void Ask(List<int> given, CaseRecord record, List<KeyValuePair<int, ulong>> chosen)
        {
            if (given.Count == 0)
            {
                Keep(ReferenceEvaluator.Ask(line, record).Answer.WhereAnySuffices, chosen);
                return;
            }

            int last = given[given.Count - 1];
            ulong met = 0;
            ulong notMet = 0;
            for (int option = 0; option < variables[last].Options.Count; option++)
            {
                Truth answer = ReferenceEvaluator.Ask(line, variables[last].Apply(record, option)).Answer.WhereAnySuffices;
                met |= answer.IsMet ? 1UL << option : 0;
                notMet |= answer.IsNotMet ? 1UL << option : 0;
            }

            Keep(met == 0 ? Truth.NotDocumented : Truth.Met, chosen.Append(new KeyValuePair<int, ulong>(last, met)));
            Keep(notMet == 0 ? Truth.NotDocumented : Truth.NotMet, chosen.Append(new KeyValuePair<int, ulong>(last, notMet)));
        }

        private void Keep(Truth answer, IEnumerable<KeyValuePair<int, ulong>> chosen)
        {
            if (answer.IsMet)
            {
                toMeet.Add(Way.Of(chosen));
            }
            else if (answer.IsNotMet)
            {
                toFail.Add(Way.Of(chosen));
            }
        }
    }
}
