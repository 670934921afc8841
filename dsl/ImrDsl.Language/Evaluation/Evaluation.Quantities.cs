using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Language.Evaluation
{
    /// <summary>How much of what is requested is necessary: "Quantities" in docs/evaluation.md.</summary>
    internal sealed partial class Evaluation
    {
        private QuantityTally? tally;

        private Answer Quantity(QuantityNode node)
        {
            var lines = new QuantityTally(NumberOf(node.Requested));
            foreach (QuantityLineNode line in node.Lines)
            {
                Number amount = NumberOf(line.Amount);
                amount = line.Given is null ? Number.Highest(0, amount) : QuantityTally.Left(amount, NumberOf(line.Given));
                Answer condition = AnswerOf(line.Condition);
                Noted(line, amount);
                Answer answer = lines.Allow(amount, condition);
                if (answer.Value.IsOpen && amount.IsOverflow)
                {
                    NoteRule(line, AccountRule.Overflow);
                }

                NoteAnswer(line, answer);
            }

            tally = lines;
            return lines.Answer;
        }
    }
}
