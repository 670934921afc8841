using System;
using System.Collections.Generic;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Language.Evaluation
{
    /// <summary>Lists: "Lists" in docs/evaluation.md.</summary>
    internal sealed partial class Evaluation
    {
        /// <summary>What the record says of a list as a whole.</summary>
        private enum Extent
        {
            /// <summary>Nothing.</summary>
            Open,

            /// <summary>There is no entry.</summary>
            None,

            /// <summary>These entries and no others.</summary>
            Complete,

            /// <summary>These entries, and there may be others.</summary>
            Incomplete,
        }

        // A list without entries is none, however the record says so.
        private static bool IsNone(FactRecord list) =>
            list.Knowledge == Knowledge.None || (list.Knowledge == Knowledge.Given && list.Entries.Count == 0);

        /// <summary>Goes through the entries of a list that are or may be in it; <paramref name="ask"/> gets the truth of the filters.</summary>
        private Extent ForEachEntry(ListNode list, Action<Truth> ask)
        {
            FoundFact fact = Find(list.Fact);
            if (fact.Record.Knowledge == Knowledge.NotMentioned && fact.Plan.Default is { IsNone: true })
            {
                NoteFact(AccountKind.DefaultUsed, list, fact.Plan, fact.WholeEntry);
                return Extent.None;
            }

            if (fact.Record.Knowledge is Knowledge.NotMentioned or Knowledge.Unknown)
            {
                NoteFact(AccountKind.FactMissing, list, fact.Plan, fact.WholeEntry);
                return Extent.Open;
            }

            if (IsNone(fact.Record))
            {
                NoteFact(AccountKind.FactUsed, list, fact.Plan, fact.WholeEntry);
                return Extent.None;
            }

            for (int i = 0; i < fact.Record.Entries.Count; i++)
            {
                int index = i;
                With(list.Entry, fact, fact.Record.Entries[i], i, () => Filter(list, fact, index, ask));
            }

            return fact.Record.Knowledge == Knowledge.Incomplete ? Extent.Incomplete : Extent.Complete;
        }

        private Truth Filter(ListNode list, FoundFact fact, int index, Action<Truth> ask)
        {
            int start = account.Count;
            Truth passes = Truth.Met;
            foreach (ConditionNode filter in list.Filters)
            {
                passes &= AnswerOf(filter).WhereAnySuffices;
            }

            if (passes.IsNotMet)
            {
                account.RemoveRange(start, account.Count - start);
                NoteFact(AccountKind.EntrySetAside, list, fact.Plan, index);
            }
            else
            {
                NoteFact(AccountKind.EntryChosen, list, fact.Plan, index, passes);
                ask(passes);
            }

            return passes;
        }

        private void NoteMayHoldMore(ListNode list)
        {
            FoundFact fact = Find(list.Fact);
            NoteFact(AccountKind.FactMissing, list, fact.Plan, fact.WholeEntry);
        }

        private Truth Quantified(QuantifierNode node)
        {
            bool isSome = node.Quantifier == Quantifier.Some;
            Truth result = isSome ? Truth.NotMet : Truth.Met;
            Extent extent = ForEachEntry(node.List, passes =>
            {
                Answer test = node.Test is null ? Truth.Met : AnswerOf(node.Test);
                result = isSome ? result | (passes & test.WhereAnySuffices) : result & (!passes | test.WhereAllAreRequired);
            });
            if (extent == Extent.Open)
            {
                return Truth.NotDocumented;
            }

            if (extent == Extent.Incomplete)
            {
                // The entry that the record does not hold is open.
                result = isSome ? result | Truth.NotDocumented : result & Truth.NotDocumented;
                if (result.IsOpen)
                {
                    NoteMayHoldMore(node.List);
                }
            }

            return result;
        }

        private ElapsedRange TotalTime(TotalTimeNode node)
        {
            TimeWindow window = WindowOf(node.Window);
            var periods = new List<(Period Period, Truth Counts)>();
            Extent extent = ForEachEntry(
                node.List, passes => periods.Add((ReadPeriod(node, new FactReference(node.Period, node.List.Entry)), passes)));
            if (extent == Extent.Open)
            {
                return ElapsedRange.Unknown;
            }

            var union = new PeriodUnion(record.DecisionDate);
            foreach ((Period period, Truth counts) in periods)
            {
                union.Add(period, counts);
            }

            if (extent == Extent.Incomplete)
            {
                NoteMayHoldMore(node.List);
                union.MayHoldMore();
            }

            ElapsedRange total = node.IsConsecutive ? union.LongestRun(node.AllowedGapDays, window) : union.Total(window);
            Noted(node, total);
            if (union.Rule != default)
            {
                NoteRule(node, union.Rule);
            }

            union.Dispose();
            return total;
        }

        private Number Aggregate(AggregateNode node)
        {
            var values = new List<(Number Value, Truth Counts)>();
            Extent extent = ForEachEntry(
                node.List, passes => values.Add((node.Each is null ? Number.Exactly(1) : NumberOf(node.Each), passes)));
            if (extent == Extent.Incomplete)
            {
                NoteMayHoldMore(node.List);
            }

            if (extent == Extent.Open)
            {
                return Number.Unknown;
            }

            bool isSum = node.Aggregate is AggregateKind.Count or AggregateKind.Total;
            if (!isSum)
            {
                return extent == Extent.Complete ? Extreme(values, isHighest: node.Aggregate == AggregateKind.Highest) : Number.Unknown;
            }

            Number sum = Number.Exactly(0);
            foreach ((Number value, Truth counts) in values)
            {
                Number added = node.CanDecrease ? value : Number.NotNegative(value);
                sum += counts.IsMet ? added : Number.Either(0, added);
            }

            if (extent == Extent.Incomplete && sum.Error == default)
            {
                // What is missing can only add if no value can be negative.
                return node.CanDecrease ? Number.Unknown : sum.WithoutUpperBound();
            }

            return sum;
        }

        private static Number Extreme(List<(Number Value, Truth Counts)> values, bool isHighest)
        {
            Number? certain = null;
            foreach ((Number value, Truth counts) in values)
            {
                if (counts.IsMet)
                {
                    certain = certain is { } known ? Further(known, value, isHighest) : value;
                }
            }

            if (certain is not { } result)
            {
                return Number.Unknown;
            }

            Number possible = result;
            foreach ((Number value, Truth counts) in values)
            {
                possible = counts.IsOpen ? Further(possible, value, isHighest) : possible;
            }

            return Number.Either(result, possible);
        }

        private static Number Further(Number left, Number right, bool isHighest) =>
            isHighest ? Number.Highest(left, right) : Number.Lowest(left, right);
    }
}
