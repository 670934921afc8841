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
            var walk = new Walk(plan.PrintedLines);
            walk.Add(service.Necessary);
            walk.Add(PrintedLines.Empty);
            walk.Add(plan.PrintedLines.NotRecommended);
            walk.Add(service.NotRecommended);
            walk.AddDeclarations();
            return walk.Hash.ToString("x16", CultureInfo.InvariantCulture);
        }

        // Every node once, in printed order, references followed.
        private sealed class Walk
        {
            private readonly PrintedLines lines;
            private readonly bool[] seen;
            private readonly bool[] named;

            public Walk(PrintedLines lines)
            {
                this.lines = lines;
                seen = new bool[lines.NodeCount];
                named = new bool[lines.FactCount];
            }

            /// <summary>FNV-1a, 64 bits, of what was added: the same on every machine.</summary>
            public ulong Hash { get; private set; } = 14695981039346656037;

            public void Add(PrintedLine line)
            {
                Add(line.Utf8);
                foreach (IReadOnlyList<int> facts in line.Facts)
                {
                    // Of one name all are named, or none.
                    for (int i = 0; i < facts.Count && !named[facts[i]]; i++)
                    {
                        named[facts[i]] = true;
                    }
                }
            }

            public void Add(PlanNode? node)
            {
                if (node is null || seen[node.Number])
                {
                    return;
                }

                seen[node.Number] = true;
                Add(lines.Of(node));
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
                }

                foreach (PlanNode child in node.Children)
                {
                    Add(child);
                }
            }

            /// <summary>The facts that were named, in the order of their declaration.</summary>
            public void AddDeclarations()
            {
                for (int fact = 0; fact < named.Length; fact++)
                {
                    if (named[fact])
                    {
                        Add(lines.Declaration(fact));
                    }
                }
            }

            private void Add(byte[] utf8)
            {
                ulong hash = Hash;
                foreach (byte part in utf8)
                {
                    hash = unchecked((hash ^ part) * 1099511628211);
                }

                Hash = hash;
            }
        }
    }

    /// <summary>What a fingerprint takes of one node: its words in lower case, each line ended, and the facts they name.</summary>
    internal sealed record PrintedLine(byte[] Utf8, IReadOnlyList<int>[] Facts);

    /// <summary>The lines of a guideline from which the fingerprints of its services are made, each made once.</summary>
    internal sealed class PrintedLines
    {
        private readonly GuidelinePlan plan;
        private readonly NameSearch factNames;
        private readonly PrintedLine?[] ofNodes;
        private readonly byte[]?[] declarations;

        /// <summary>The lines of a guideline.</summary>
        public PrintedLines(GuidelinePlan plan)
        {
            this.plan = plan;
            factNames = new NameSearch(plan.AllFacts.Select(fact => fact.Name));
            ofNodes = new PrintedLine?[plan.Nodes.Count];
            declarations = new byte[plan.AllFacts.Count][];
            NotRecommended = Line("not recommended when\n");
        }

        /// <summary>A line without words.</summary>
        public static PrintedLine Empty { get; } = new PrintedLine(Utf8("\n"), Array.Empty<IReadOnlyList<int>>());

        /// <summary>The line above the conditions under which a service is not recommended.</summary>
        public PrintedLine NotRecommended { get; }

        /// <summary>How many nodes there are.</summary>
        public int NodeCount => ofNodes.Length;

        /// <summary>How many facts there are.</summary>
        public int FactCount => declarations.Length;

        /// <summary>The lines of a node, without those below it.</summary>
        public PrintedLine Of(PlanNode node) => ofNodes[node.Number] ??= Line(Words(node));

        /// <summary>The declaration of a fact: only what can change an answer, which the range of a number cannot.</summary>
        public byte[] Declaration(int number)
        {
            FactPlan fact = plan.AllFacts[number];
            return declarations[number] ??= Utf8(fact.Name + ": " + fact.Kind + " " + fact.Range?.Unit + (fact.Choice is { } choice ? " " + string.Join(", ", choice.Values) : string.Empty)
                + " " + fact.Default?.Words + (fact.IsJudgement ? " judgement" : string.Empty) + "\n");
        }

        // A reference to criteria names them by labels, which an edition may change.
        private static string Words(PlanNode node) => node switch
        {
            CriteriaNode => "Criteria\n",
            TableNode table => Described(table) + table.Column + " " + table.Unit + "\n" + string.Concat(table.Rows.Select(row => PlanWords.Of(row.Source) + "\n")),
            _ => Described(node),
        };

        private static string Described(PlanNode node) => PlanDump.Describe(node) + " | " + PlanWords.Of(node.Source) + "\n";

        private PrintedLine Line(string words) => new PrintedLine(Utf8(words), factNames.FoundIn(words));

        // Most words are of letters that are a byte each.
        private static byte[] Utf8(string words)
        {
            var bytes = new byte[words.Length];
            for (int i = 0; i < bytes.Length; i++)
            {
                char c = words[i];
                if (c >= 0x80)
                {
                    return Encoding.UTF8.GetBytes(words.ToLowerInvariant());
                }

                bytes[i] = (byte)(c is >= 'A' and <= 'Z' ? c + ('a' - 'A') : c);
            }

            return bytes;
        }
    }
}
