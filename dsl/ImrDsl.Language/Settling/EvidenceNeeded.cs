using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Language.Settling
{
    /// <summary>
    /// Which of the demands for documentation of a fact have to be satisfied by what is added to the record: what it documents already is not asked
    /// again, and of demands that are alternatives one is enough.
    /// </summary>
    internal sealed class EvidenceNeeded
    {
        // Of more demands on one fact, those that the record does not satisfy are named.
        private const int MostDemands = 4;

        private readonly GuidelinePlan plan;
        private readonly ServicePlan service;
        private readonly CaseRecord record;
        private readonly IReadOnlyList<Variable> variables;
        private readonly IReadOnlyList<KeyValuePair<int, ulong>> changes;
        private readonly Func<Finding, bool> isReached;

        /// <summary>What a set of facts asks.</summary>
        /// <param name="plan">The guideline.</param>
        /// <param name="service">One of its services.</param>
        /// <param name="record">The disputed item with the facts of the case.</param>
        /// <param name="variables">The facts, by number.</param>
        /// <param name="changes">What the set has the record say.</param>
        /// <param name="isReached">Whether a finding is the one that the set is to lead to.</param>
        public EvidenceNeeded(
            GuidelinePlan plan,
            ServicePlan service,
            CaseRecord record,
            IReadOnlyList<Variable> variables,
            IReadOnlyList<KeyValuePair<int, ulong>> changes,
            Func<Finding, bool> isReached)
        {
            this.plan = plan;
            this.service = service;
            this.record = record;
            this.variables = variables;
            this.changes = changes;
            this.isReached = isReached;
        }

        /// <summary>The smallest lists of demands on one of the facts, each of which is enough. The record may satisfy all demands already: then a list is empty.</summary>
        /// <param name="number">The number of the fact.</param>
        /// <param name="asking">The lines that ask for it.</param>
        public IReadOnlyList<IReadOnlyList<DocumentedNode>> Of(int number, IReadOnlyList<ConditionNode> asking)
        {
            Variable variable = variables[number];
            List<DocumentedNode> demands = asking.OfType<DocumentedNode>().Where(line => ReferenceEquals(line.Fact.Fact, variable.Fact)).Distinct().ToList();
            int option = Variable.First(changes.First(change => change.Key == number).Value);
            if (demands.Count == 0 || variable.Holder is not null || demands.Count > MostDemands || Added(variable, option) != demands.Count)
            {
                return Open(demands);
            }

            CaseRecord others = record;
            var supposed = new Dictionary<ConditionNode, Truth>();
            foreach (KeyValuePair<int, ulong> change in changes.Where(change => change.Key != number))
            {
                Variable other = variables[change.Key];
                if (other.Line is { } line)
                {
                    supposed[line] = change.Value == Variable.LineNotMet ? Truth.NotMet : Truth.Met;
                }
                else if (!other.IsWhole)
                {
                    others = other.Apply(others, Variable.First(change.Value));
                }
            }

            var enough = new List<int>();
            foreach (int part in Enumerable.Range(0, 1 << demands.Count).OrderBy(part => demands.Where((_, i) => (part & (1 << i)) != 0).Count()))
            {
                if (!enough.Exists(smaller => (smaller & part) == smaller)
                    && isReached(ReferenceEvaluator.Evaluate(plan, service, variable.Apply(others, Said(variable, option, part)), supposed).Finding))
                {
                    enough.Add(part);
                }
            }

            return enough.Count == 0 ? Open(demands) : enough.Select(part => demands.Where((_, i) => (part & (1 << i)) != 0).ToList()).ToList();
        }

        // An option has a statement for each demand that the lines make.
        private int Added(Variable variable, int option)
        {
            IReadOnlyList<EntryRecord> entries = variable.Options[option].Entries;
            return entries.Count - Options.SaidAlready(record, variable.Fact, entries[0]).Count();
        }

        // What the record says already of the same value, and statements that satisfy some of the demands.
        private FactRecord Said(Variable variable, int option, int part)
        {
            IReadOnlyList<EntryRecord> wanted = variable.Options[option].Entries;
            EntryRecord value = wanted[0];
            var plain = new EntryRecord { YesNo = value.YesNo, Choice = value.Choice, Number = value.Number, Date = value.Date };
            return new FactRecord
            {
                Knowledge = Knowledge.Given,
                Entries = Options.SaidAlready(record, variable.Fact, value).Append(plain).Concat(wanted.Where((_, i) => (part & (1 << i)) != 0)).ToList(),
            };
        }

        private IReadOnlyList<IReadOnlyList<DocumentedNode>> Open(List<DocumentedNode> demands) =>
            new[] { demands.Where(line => !ReferenceEvaluator.Ask(line, record).Answer.WhereAnySuffices.IsMet).ToList() };
    }
}
