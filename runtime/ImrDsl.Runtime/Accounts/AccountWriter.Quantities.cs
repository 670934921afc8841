using ImrDsl.Values;

namespace ImrDsl.Runtime;

// Quantity lines: "Quantities" in docs/evaluation.md.
public ref partial struct AccountWriter
{
    /// <summary>Adds a quantity line and notes how much it allows, and its answer.</summary>
    /// <param name="lines">The lines so far.</param>
    /// <param name="node">The node of the line.</param>
    /// <param name="amount">How much it allows, in the unit of the request.</param>
    /// <param name="condition">Under which condition.</param>
    public void Allow(ref QuantityTally lines, int node, Number amount, Answer condition)
    {
        amount = Values.Number.Highest(0, amount);
        Computed(node, amount);
        Answer answer = lines.Allow(amount, condition);
        if (answer.Value.IsOpen && amount.IsOverflow)
        {
            Note(node, AccountRule.Overflow);
        }

        Answer(node, answer);
    }
}
