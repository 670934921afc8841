using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Language.Settling
{
    /// <summary>
    /// Finds the smallest sets of facts that would settle an open item, and the smallest changes of facts that would change the answer. Each
    /// line is tried with every option of the facts it reads, by the reference evaluator; blocks are then put together as the logic of the
    /// language puts them together. Every set of single values that is returned has been evaluated once more as a whole.
    /// </summary>
    public sealed class Settler
    {
        // Larger sets are returned only if there is none of up to this size.
        private const int SmallSet = 3;

        private readonly GuidelinePlan plan;
        private readonly ServicePlan service;
        private readonly CaseRecord record;
        private readonly Lines lines;

        private Settler(GuidelinePlan plan, ServicePlan service, CaseRecord record, bool mayChange)
        {
            this.plan = plan;
            this.service = service;
            this.record = record;
            lines = new Lines(plan, service, record, mayChange);
        }

        /// <summary>What facts that the record does not document would settle the item. Nothing if it is settled.</summary>
        /// <param name="plan">The guideline.</param>
        /// <param name="service">One of its services.</param>
        /// <param name="record">The disputed item with the facts of the case.</param>
        public static Settlement OfOpen(GuidelinePlan plan, ServicePlan service, CaseRecord record)
        {
            if (ReferenceEvaluator.Evaluate(plan, service, record).Finding is not (Finding.NotEstablished or Finding.NeedsJudgement or Finding.NecessaryInPart))
            {
                return Settlement.None;
            }

            var settler = new Settler(plan, service, record, mayChange: false);
            (Ways necessary, Ways refuted) = settler.lines.OfService();
            return new Settlement(
                settler.Sets(necessary.ToMeet, finding => finding == Finding.Necessary),
                settler.Sets(refuted.ToMeet, finding => finding is Finding.NotNecessary or Finding.RecommendsAgainst));
        }

        /// <summary>
        /// The smallest changes of facts with which a service that is not medically necessary, or not established, would be. Dates of birth and of
        /// injury and the dates of the case do not change, nor does what the author marks as fixed.
        /// </summary>
        /// <param name="plan">The guideline.</param>
        /// <param name="service">One of its services.</param>
        /// <param name="record">The disputed item with the facts of the case.</param>
        public static SettlingSets Changes(GuidelinePlan plan, ServicePlan service, CaseRecord record)
        {
            if (ReferenceEvaluator.Evaluate(plan, service, record).Finding == Finding.Necessary)
            {
                return SettlingSets.None;
            }

            var settler = new Settler(plan, service, record, mayChange: true);
            return settler.Sets(settler.lines.OfService().Necessary.ToMeet, finding => finding == Finding.Necessary);
        }

        private SettlingSets Sets(IReadOnlyList<Way> ways, Func<Finding, bool> isReached)
        {
            var sets = new List<(Way Way, HashSet<int> Changed)>();
            foreach ((Way way, HashSet<int> changed) in ways.Select(way => (way, Changed(way))).OrderBy(way => way.Item2.Count))
            {
                if (changed.Count > 0 && !sets.Any(smaller => smaller.Changed.IsSubsetOf(changed)) && Holds(way, isReached))
                {
                    sets.Add((way, changed));
                }
            }

            int listed = sets.Count(set => set.Changed.Count <= SmallSet);
            int smallest = sets.Count == 0 ? 0 : sets[0].Changed.Count;
            List<SettlingSet> least = sets.Where(set => listed > 0 ? set.Changed.Count <= SmallSet : set.Changed.Count == smallest)
                .Select(set => SetOf(set.Way)).ToList();
            return new SettlingSets(least, sets.Count - least.Count, lines.MayBeMore);
        }

        private HashSet<int> Changed(Way way) =>
            new HashSet<int>(way.Parts.Where(part => lines.Variables[part.Key].IsChanged(part.Value)).Select(part => part.Key));

        // What is taken as a whole has no value to try.
        private bool Holds(Way way, Func<Finding, bool> isReached)
        {
            CaseRecord tried = record;
            foreach (KeyValuePair<int, ulong> part in way.Parts.Where(part => lines.Variables[part.Key].IsChanged(part.Value)))
            {
                if (lines.Variables[part.Key].IsWhole)
                {
                    return true;
                }

                tried = lines.Variables[part.Key].Apply(tried, LowestBit(part.Value));
            }

            return isReached(ReferenceEvaluator.Evaluate(plan, service, tried).Finding);
        }

        private static int LowestBit(ulong bits)
        {
            int bit = 0;
            while ((bits & (1UL << bit)) == 0)
            {
                bit++;
            }

            return bit;
        }

        private SettlingSet SetOf(Way way)
        {
            var facts = new List<SettlingFact>();
            foreach (KeyValuePair<int, ulong> part in way.Parts)
            {
                Variable variable = lines.Variables[part.Key];
                if (variable.IsChanged(part.Value))
                {
                    IReadOnlyList<ConditionNode> asking = lines.Asking(variable);
                    facts.Add(new SettlingFact
                    {
                        Fact = variable.Fact,
                        Holder = variable.Holder,
                        Entry = variable.Entry,
                        Value = variable.IsWhole ? string.Empty : OptionWords.Of(variable, part.Value),
                        Shortfall = variable.IsWhole ? asking.Select(line => Shortfall.Of(line, record)).FirstOrDefault(words => words.Length > 0) ?? string.Empty : string.Empty,
                        IsSingleValue = !variable.IsWhole,
                        Lines = asking,
                        IsChange = variable.IsKnown,
                    });
                }
            }

            return new SettlingSet(facts);
        }
    }
}
