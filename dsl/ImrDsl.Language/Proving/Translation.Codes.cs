using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Language.Proving
{
    /// <summary>Codes: which sets exclude each other, and which hold which.</summary>
    internal sealed partial class Translation
    {
        private readonly Dictionary<string, List<(CodeNode Node, int Statement)>> codes = new Dictionary<string, List<(CodeNode, int)>>();

        /// <summary>The sets of codes that are asked of a fact, with the statements that its code is one of them.</summary>
        public IEnumerable<(CodeNode Node, int Statement)> CodesOf(string fact) =>
            codes.TryGetValue(fact, out List<(CodeNode Node, int Statement)>? asked) ? asked : Enumerable.Empty<(CodeNode, int)>();

        private int Code(CodeNode node)
        {
            string fact = KeyOf(node.Fact);
            int statement = Statements.Named("code " + fact + " " + string.Join(", ", node.Codes), out bool isNew);
            if (!isNew)
            {
                return statement;
            }

            if (!codes.TryGetValue(fact, out List<(CodeNode Node, int Statement)>? others))
            {
                codes.Add(fact, others = new List<(CodeNode, int)>());
            }

            foreach ((CodeNode other, int otherStatement) in others)
            {
                if (IsWithin(node, other))
                {
                    Statements.Demand(Statements.Not(statement), otherStatement);
                }

                if (IsWithin(other, node))
                {
                    Statements.Demand(Statements.Not(otherStatement), statement);
                }

                if (AreApart(node, other))
                {
                    Statements.Demand(Statements.Not(statement), Statements.Not(otherStatement));
                }
            }

            others.Add((node, statement));
            return statement;
        }

        // A single code, or a code with all below it, whose first letters tell. A run is compared by its words alone.
        private static bool IsWithin(CodeNode inner, CodeNode outer) => inner.Codes.All(code => outer.Codes.Contains(code)
            || (IsSingle(code) ? outer.Set.Contains(code) : IsStem(code) && outer.Codes.Any(other => IsStem(other) && IsBelow(code, other))));

        private static bool AreApart(CodeNode left, CodeNode right) => left.Codes.All(code => right.Codes.All(other =>
            IsSingle(code) ? !new CodeSet(other).Contains(code)
            : IsSingle(other) ? !new CodeSet(code).Contains(other)
            : IsStem(code) && IsStem(other) && !IsBelow(code, other) && !IsBelow(other, code)));

        private static bool IsSingle(string code) => !IsStem(code) && code.IndexOf(" to ", StringComparison.Ordinal) < 0;

        private static bool IsStem(string code) => code.EndsWith("*", StringComparison.Ordinal);

        private static bool IsBelow(string code, string stem) => CodeSet.Normal(code).StartsWith(CodeSet.Normal(stem), StringComparison.Ordinal);
    }
}
