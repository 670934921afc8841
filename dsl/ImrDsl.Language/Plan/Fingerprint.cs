using System.Globalization;

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
            walk.Add(plan.PrintedLines.Empty);
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
                named = new bool[lines.FactNames.Count];
            }

            /// <summary>FNV-1a, 64 bits, of what was added: the same on every machine.</summary>
            public ulong Hash { get; private set; } = 14695981039346656037;

            public void Add(PrintedLine line)
            {
                ulong hash = Hash;
                byte[] utf8 = lines.Utf8;
                for (int i = line.Start; i < line.Start + line.Length; i++)
                {
                    hash = unchecked((hash ^ utf8[i]) * 1099511628211);
                }

                Hash = hash;
                for (int i = line.FirstName; i < line.FirstName + line.NameCount; i++)
                {
                    named[lines.Names[i]] = true;
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
                var facts = new bool[lines.FactCount];
                for (int name = 0; name < named.Length; name++)
                {
                    if (named[name])
                    {
                        lines.FactNames.Mark(name, facts);
                    }
                }

                for (int fact = 0; fact < facts.Length; fact++)
                {
                    if (facts[fact])
                    {
                        Add(lines.Declaration(fact));
                    }
                }
            }
        }
    }
}
