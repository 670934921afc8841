using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;

namespace ImrDsl.Compiler.Naming
{
    /// <summary>The names of methods for parts of a criterion that take a loop, or that have a title of their own.</summary>
    internal static class MethodNames
    {
        private static readonly HashSet<string> Measures = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
        {
            "at", "least", "most", "more", "less", "than", "or", "of", "up", "to", "over", "under", "a", "the",
            "day", "days", "week", "weeks", "month", "months", "year", "years", "consecutive",
        };

        /// <summary>A name for the method of a node.</summary>
        public static string Of(PlanNode node)
        {
            switch (node)
            {
                case ConditionNode { Title: { Length: > 0 } title }:
                    return Identifier.Pascal(title, "Criterion");
                case TotalTimeNode time:
                    return (time.IsConsecutive ? "LongestRunOf" : "TimeOf") + Identifier.Pascal(WithoutMeasure(time.Source.ToString()), Fact(time.List));
                case AggregateNode aggregate:
                    string kind = aggregate.Aggregate == AggregateKind.Count ? "NumberOf" : aggregate.Aggregate + "Of";
                    return kind + Fact(aggregate.List);
                case FrequencyNode frequency:
                    return "DaysOf" + Identifier.Pascal(frequency.Test.Source, Fact(frequency.List));
                case QuantifierNode quantifier:
                    string words = Identifier.Pascal(quantifier.Source, Fact(quantifier.List));
                    string which = quantifier.Quantifier.ToString();
                    return words.StartsWith(which, StringComparison.Ordinal) ? words : which + words;
                default:
                    return Identifier.Pascal(node.Source, "Condition");
            }
        }

        /// <summary>A variable for an entry: <c>trial</c> for a spinal opioid trial.</summary>
        public static string Entry(EntryKindPlan kind) => Identifier.Camel(LastWord(kind));

        /// <summary>A variable for several entries: <c>treatments</c>.</summary>
        public static string Entries(EntryKindPlan kind)
        {
            string one = LastWord(kind);
            return Identifier.Camel(one.EndsWith("s", StringComparison.Ordinal) ? one + "Entries" : one + "s");
        }

        /// <summary>A variable for an entry as the holder of its fields: <c>inTreatment</c>.</summary>
        public static string Holder(string entry) => "in" + Identifier.Pascal(entry, "Entry");

        private static string LastWord(EntryKindPlan kind)
        {
            List<string> words = Identifier.Words(kind.Name);
            return words.Count == 0 ? "Entry" : Identifier.Pascal(words[words.Count - 1], "Entry");
        }

        private static string Fact(ListNode list) => Identifier.Pascal(list.Fact.Fact.Name, "List");

        // "≥6 months failed conservative care" is about failed conservative care.
        private static List<string> WithoutMeasure(string words) =>
            Identifier.Words(words).SkipWhile(word => Measures.Contains(word) || word[0] is >= '0' and <= '9').ToList();
    }
}
