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

        // As many ways that change the same facts are looked at.
        private const int MostJoined = 20;

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
            var doubtful = new List<HashSet<int>>();
            foreach (IGrouping<HashSet<int>, Way> same in ways.GroupBy(Changed, HashSet<int>.CreateSetComparer()).OrderBy(same => same.Key.Count))
            {
                HashSet<int> changed = same.Key;
                if (changed.Count == 0 || sets.Any(smaller => smaller.Changed.IsSubsetOf(changed)))
                {
                    continue;
                }

                List<Way> holding = same.Where(AreCompatible).Where(way => Holds(way, isReached)).Take(MostJoined).ToList();
                if (holding.Count > 0)
                {
                    sets.Add((Joined(holding), changed));
                }
                else if (!same.All(AreCompatible))
                {
                    doubtful.Add(changed);
                }
            }

            int listed = sets.Count(set => set.Changed.Count <= SmallSet);
            int smallest = sets.Count == 0 ? 0 : sets[0].Changed.Count;
            List<SettlingSet> least = sets.Where(set => listed > 0 ? set.Changed.Count <= SmallSet : set.Changed.Count == smallest)
                .Select(set => SetOf(set.Way, isReached)).ToList();
            bool mayBeMore = lines.MayBeMore || doubtful.Exists(changed => !sets.Any(set => set.Changed.IsSubsetOf(changed)));
            return new SettlingSets(least, sets.Count - least.Count, mayBeMore);
        }

        // Ways that change the same facts are one set with all the values that do: "at most 1" and "at most 2, as the approach is" come to "at most 2".
        private Way Joined(List<Way> ways)
        {
            Way joined = Way.Of(Changes(ways[0]));
            foreach (Way way in ways.Skip(1))
            {
                joined = Way.Joined(joined, Way.Of(Changes(way))) ?? joined;
            }

            return joined;
        }

        // The facts by the first variable of each.
        private HashSet<int> Changed(Way way) => new HashSet<int>(Changes(way).Select(part => First(lines.Variables[part.Key])));

        private int First(Variable variable)
        {
            int first = 0;
            while (!lines.Variables[first].IsOfSameFact(variable))
            {
                first++;
            }

            return first;
        }

        private IEnumerable<KeyValuePair<int, ulong>> Changes(Way way) => way.Parts.Where(part => lines.Variables[part.Key].IsChanged(part.Value));

        // Several lines that ask something of one list can be met together for certain if each asks that there be something, or more of it.
        private bool AreCompatible(Way way) => Changes(way).Where(part => lines.Variables[part.Key].IsWhole).GroupBy(part => First(lines.Variables[part.Key]))
            .All(fact => fact.Count() == 1 || fact.All(part => part.Value == Variable.LineMet && AsksForMore(lines.Variables[part.Key].Line!)));

        private static bool AsksForMore(ConditionNode line) => line switch
        {
            QuantifierNode quantified => quantified.Quantifier == Quantifier.Some,
            ComparisonNode comparison => comparison.Comparison is Comparison.AtLeast or Comparison.More && comparison.Left is TotalTimeNode or AggregateNode { CanDecrease: false },
            _ => false,
        };

        // What is taken as a whole has no value to try.
        private bool Holds(Way way, Func<Finding, bool> isReached)
        {
            CaseRecord tried = record;
            foreach (KeyValuePair<int, ulong> part in Changes(way))
            {
                if (lines.Variables[part.Key].IsWhole)
                {
                    return true;
                }

                tried = lines.Variables[part.Key].Apply(tried, Variable.First(part.Value));
            }

            return isReached(ReferenceEvaluator.Evaluate(plan, service, tried).Finding);
        }

        private SettlingSet SetOf(Way way, Func<Finding, bool> isReached)
        {
            var evidence = new EvidenceNeeded(plan, service, record, lines.Variables, Changes(way).ToList(), isReached);
            return new SettlingSet(Changes(way).GroupBy(part => First(lines.Variables[part.Key]))
                .OrderBy(parts => parts.Key).Select(parts => FactOf(parts.ToList(), evidence)).ToList());
        }

        private SettlingFact FactOf(List<KeyValuePair<int, ulong>> parts, EvidenceNeeded evidence)
        {
            Variable variable = lines.Variables[parts[0].Key];
            List<ConditionNode> asking = parts.SelectMany(part => lines.Asking(lines.Variables[part.Key])).ToList();
            return new SettlingFact
            {
                Fact = variable.Fact,
                Holder = variable.Holder,
                Entry = variable.Entry,
                Value = variable.IsWhole ? string.Empty : OptionWords.Of(variable, parts[0].Value),
                Shortfall = variable.IsWhole ? asking.Select(line => Shortfall.Of(line, record)).FirstOrDefault(words => words.Length > 0) ?? string.Empty : string.Empty,
                IsSingleValue = !variable.IsWhole,
                Lines = asking,
                Evidence = variable.IsWhole ? Array.Empty<IReadOnlyList<DocumentedNode>>() : evidence.Of(parts[0].Key, asking),
                NotMet = parts.Where(part => part.Value == Variable.LineNotMet).SelectMany(part => lines.Asking(lines.Variables[part.Key])).ToList(),
                OpenParts = asking.SelectMany(OpenParts).ToList(),
                IsChange = variable.IsKnown,
            };
        }

        private IEnumerable<ConditionNode> OpenParts(ConditionNode line)
        {
            if (line is not DocumentedNode { With: GroupNode { Kind: GroupKind.AllOf } block })
            {
                return Array.Empty<ConditionNode>();
            }

            var met = new HashSet<PlanNode>(ReferenceEvaluator.Ask(line, record).Account
                .Where(entry => entry.Kind == AccountKind.Answer && entry.Value.IsMet && entry.Node >= 0).Select(entry => plan.Nodes[entry.Node]));
            return block.Parts.Where(part => !met.Contains(part));
        }
    }
}
