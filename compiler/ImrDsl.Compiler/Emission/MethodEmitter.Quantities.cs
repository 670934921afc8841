using System.Linq;
using ImrDsl.Compiler.Naming;
using ImrDsl.Language.Plan;

namespace ImrDsl.Compiler.Emission
{
    // Quantity lines: what is requested, then how much each line allows.
    internal sealed partial class MethodEmitter
    {
        /// <summary>The quantity lines of a service.</summary>
        public void Quantity(QuantityNode node, string name, string words)
        {
            writer.Hide();
            writer.Line();
            Documentation.Summary(writer, words);
            writer.Open($"private static QuantityTally {name}({names.Case} c)");
            string lines = Lines(node, new NameScope(new[] { "c" }));
            writer.Line($"return {lines};");
            writer.Close();
            Helpers();
        }

        private string NotedQuantity(QuantityNode node, NameScope locals)
        {
            string lines = Lines(node, locals);
            writer.Line($"account.Answer({node.Number}, {lines}.Answer);");
            return lines;
        }

        // var visits = new QuantityTally(c.RequestedVisits.Value(c));
        // visits.Allow(6, FunctionIsLimited(c));
        private string Lines(QuantityNode node, NameScope locals)
        {
            string lines = locals.Take(Identifier.Camel(Identifier.Pascal(node.Requested.Fact.Fact.Name, "Amount")));
            writer.Statement("var " + lines + " = new QuantityTally(", expressions.Value(node.Requested, EntriesInScope.None), ");");
            foreach (QuantityLineNode line in node.Lines)
            {
                Code amount = expressions.Value(line.Amount, EntriesInScope.None);
                if (line.Given is { } given)
                {
                    amount = Code.Call("QuantityTally.Left(", new[] { amount, expressions.Value(given, EntriesInScope.None) }, ")", line.Source);
                }

                string into = hasAccount ? "account.Allow(ref " + lines + ", " + Literals.Of(line.Number) + ", " : lines + ".Allow(";
                writer.Statement(string.Empty, Code.Call(into, new[] { amount, expressions.Condition(line.Condition, EntriesInScope.None) }, ")", line.Source));
            }

            return lines;
        }
    }
}
