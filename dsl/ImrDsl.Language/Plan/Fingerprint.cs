using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace ImrDsl.Language.Plan
{
    /// <summary>
    /// What a service asks, as a short text that is the same in two editions if they ask the same: from the words of its conditions, of the
    /// criteria and definitions they lead to, of the rows of tables, and from the declarations of the facts named there. Labels, titles,
    /// notes and sources do not count.
    /// </summary>
    public static class Fingerprint
    {
        /// <summary>The fingerprint of a service: 16 hexadecimal digits.</summary>
        public static string Of(GuidelinePlan plan, ServicePlan service)
        {
            var walk = new Walk(plan.FactNames);
            walk.Add(service.Necessary);
            walk.AddLine(string.Empty);
            walk.AddLine("not recommended when");
            walk.Add(service.NotRecommended);
            foreach (int fact in walk.Facts)
            {
                walk.Words.Append(Declaration(plan.AllFacts[fact])).Append('\n');
            }

            return Hash(walk.Words.ToString()).ToString("x16", CultureInfo.InvariantCulture);
        }

        // Only what can change an answer: the range of a number cannot.
        private static string Declaration(FactPlan fact) =>
            fact.Name + ": " + fact.Kind + " " + fact.Range?.Unit + (fact.Choice is { } choice ? " " + string.Join(", ", choice.Values) : string.Empty)
            + " " + fact.Default?.Words + (fact.IsJudgement ? " judgement" : string.Empty);

        // FNV-1a, 64 bits: the same on every machine.
        private static ulong Hash(string text)
        {
            ulong hash = 14695981039346656037;
            foreach (byte part in Encoding.UTF8.GetBytes(text.ToLowerInvariant()))
            {
                hash = unchecked((hash ^ part) * 1099511628211);
            }

            return hash;
        }

        // Every node once, in printed order, references followed.
        private sealed class Walk
        {
            private readonly HashSet<object> seen = new HashSet<object>();
            private readonly HashSet<IReadOnlyList<int>> named = new HashSet<IReadOnlyList<int>>();
            private readonly NameSearch factNames;

            public Walk(NameSearch factNames) => this.factNames = factNames;

            public StringBuilder Words { get; } = new StringBuilder();

            /// <summary>The facts that the words name, in the order of their declaration.</summary>
            public IEnumerable<int> Facts => named.SelectMany(places => places).OrderBy(place => place);

            public void AddLine(string line)
            {
                Words.Append(line).Append('\n');
                named.UnionWith(factNames.FoundIn(line));
            }

            public void Add(PlanNode? node)
            {
                if (node is null || !seen.Add(node))
                {
                    return;
                }

                // A reference to criteria names them by labels, which an edition may change.
                AddLine(node is CriteriaNode ? "Criteria" : PlanDump.Describe(node) + " | " + PlanWords.Of(node.Source));
                switch (node)
                {
                    case CriteriaNode criteria:
                        Add(criteria.List.Scope);
                        foreach (CriterionPlan criterion in criteria.Criteria)
                        {
                            Add(criterion.Condition);
                        }

                        break;
                    case DefinedConditionNode defined:
                        Add(defined.Definition.Condition);
                        break;
                    case DefinedValueNode defined:
                        Add(defined.Definition.Value);
                        break;
                    case TableNode table:
                        AddLine(table.Column + " " + table.Unit);
                        foreach (TableRow row in table.Rows)
                        {
                            AddLine(PlanWords.Of(row.Source));
                        }

                        break;
                }

                foreach (PlanNode child in node.Children)
                {
                    Add(child);
                }
            }
        }
    }
}
