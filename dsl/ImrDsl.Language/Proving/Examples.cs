using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Language.Proving
{
    /// <summary>A case in the words of its guideline, for a message: <c>age 20, symptoms no</c>.</summary>
    internal static class Examples
    {
        private const int MostFacts = 4;

        /// <summary>What a case holds of the facts that some conditions ask about; empty if that cannot be said in a few words.</summary>
        public static string Words(CaseRecord record, IEnumerable<ConditionNode> conditions)
        {
            var asked = new HashSet<FactPlan>();
            foreach (ConditionNode condition in conditions)
            {
                Collect(condition, asked);
            }

            List<string> words = Age(record, asked);
            words.AddRange(record.Facts.Where(pair => asked.Contains(pair.Key)).OrderBy(pair => pair.Key.Number)
                .Select(pair => Words(pair.Key, pair.Value)).Where(text => text.Length > 0));
            return words.Count <= MostFacts ? string.Join(", ", words) : string.Empty;
        }

        // Two dates tell nobody how old a person is.
        private static List<string> Age(CaseRecord record, HashSet<FactPlan> asked)
        {
            FactPlan? birth = asked.FirstOrDefault(fact => fact.BuiltIn == BuiltInFact.DateOfBirth);
            if (birth is null || !record.Facts.TryGetValue(birth, out FactRecord? born) || born.Entries.Count != 1)
            {
                return new List<string>();
            }

            asked.RemoveWhere(fact => fact.BuiltIn is BuiltInFact.DateOfBirth or BuiltInFact.DecisionDate);
            int years = Elapsed.Between(born.Entries[0].Date.Earliest, record.DecisionDate).Months / 12;
            return new List<string> { "age " + years.ToString(CultureInfo.InvariantCulture) };
        }

        private static string Words(FactPlan fact, FactRecord record)
        {
            if (fact.Kind is FactKind.List or FactKind.Record)
            {
                return record.Entries.Count == 0 ? "no " + fact.Name
                    : record.Entries.Count > 1 ? record.Entries.Count.ToString(CultureInfo.InvariantCulture) + " " + fact.Name
                    : fact.Name + Fields(fact, record.Entries[0]);
            }

            return record.Entries.Count == 0 ? string.Empty : Name(fact) + " " + Value(fact, record.Entries[0]);
        }

        private static string Fields(FactPlan fact, EntryRecord entry)
        {
            List<string> fields = fact.EntryKind!.Fields.Where(field => field.Ordinal < entry.Fields.Count)
                .Select(field => Words(field, entry.Fields[field.Ordinal])).Where(text => text.Length > 0).ToList();
            return fields.Count == 0 ? string.Empty : " with " + string.Join(", ", fields);
        }

        private static string Name(FactPlan fact) => fact.IsOfRequest ? "requested " + fact.Name : fact.Name;

        private static string Value(FactPlan fact, EntryRecord entry) => fact.Kind switch
        {
            FactKind.YesNo => entry.YesNo == true ? "yes" : "no",
            FactKind.Choice => entry.Choice is { } value ? fact.Choice!.Values[value] : "known",
            FactKind.Number => entry.Number + (fact.Range?.Unit is { } unit ? (unit == "%" ? string.Empty : " ") + unit : string.Empty),
            FactKind.Date => entry.Date.ToString(),
            FactKind.Code => entry.Text ?? string.Empty,
            _ => "documented",
        };

        private static void Collect(PlanNode? node, HashSet<FactPlan> asked)
        {
            foreach (FactPlan fact in FactsOf(node))
            {
                asked.Add(fact);
            }
        }

        /// <summary>The facts of the case that a node asks about, through definitions and criteria.</summary>
        public static IEnumerable<FactPlan> FactsOf(PlanNode? node)
        {
            switch (node)
            {
                case null:
                    return Array.Empty<FactPlan>();
                case CriteriaNode criteria:
                    return FactsOf(criteria.List.Scope).Concat(criteria.Criteria.SelectMany(criterion => FactsOf(criterion.Condition)));
                case DefinedConditionNode defined:
                    return FactsOf(defined.Definition.Condition);
                case DefinedValueNode defined:
                    return FactsOf(defined.Definition.Value);
            }

            IEnumerable<FactPlan> own = node switch
            {
                YesNoNode yesNo => new[] { Outermost(yesNo.Fact) },
                MembershipNode membership => new[] { Outermost(membership.Fact) },
                SameChoiceNode same => new[] { Outermost(same.Left), Outermost(same.Right) },
                CodeNode code => new[] { Outermost(code.Fact) },
                DocumentedNode documented => new[] { Outermost(documented.Fact) },
                FactNode fact => new[] { Outermost(fact.Fact) },
                ListNode list => new[] { Outermost(list.Fact) },
                TableNode table => table.Keys.Select(Outermost),
                _ => Array.Empty<FactPlan>(),
            };
            return own.Concat(node.Children.SelectMany(FactsOf));
        }

        private static FactPlan Outermost(FactReference fact) => fact.Entry is null ? fact.Fact : Outermost(fact.Entry.Fact);
    }
}
