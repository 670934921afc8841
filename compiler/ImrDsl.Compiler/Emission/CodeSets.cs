using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Compiler.Naming;
using ImrDsl.Language.Plan;

namespace ImrDsl.Compiler.Emission
{
    /// <summary>The medical codes a guideline asks for, each set a constant named after the fact that is tested.</summary>
    internal sealed class CodeSets
    {
        private readonly GuidelineNames names;
        private readonly List<(string Name, string Codes)> declarations = new List<(string, string)>();
        private readonly Dictionary<string, string> constants = new Dictionary<string, string>(StringComparer.Ordinal);

        /// <summary>None yet.</summary>
        public CodeSets(GuidelineNames names) => this.names = names;

        /// <summary>Declares the constants.</summary>
        public void Declare(CodeWriter writer)
        {
            foreach ((string name, string codes) in declarations)
            {
                writer.Line();
                writer.Line($"private static readonly CodeSet {name} = new(");
                writer.Wrapped("    ", codes, ");");
            }
        }

        /// <summary>The constant for the codes that a condition asks for.</summary>
        public string Of(CodeNode node)
        {
            string codes = string.Join(", ", node.Codes.Select(Literals.Of));
            if (!constants.TryGetValue(codes, out string? constant))
            {
                // A list of codes calls the field of its entries no more than "code".
                FactPlan fact = node.Fact.Entry?.Fact.Fact is { CodeSystem: not null } list ? list : node.Fact.Fact;
                constant = names.ForMember((this, codes), "CodesOf" + Identifier.Pascal(fact.NameInGuideline, "Fact"));
                constants.Add(codes, constant);
                declarations.Add((constant, codes));
            }

            return constant;
        }
    }
}
