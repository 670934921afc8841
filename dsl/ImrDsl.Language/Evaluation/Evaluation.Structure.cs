using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Language.Evaluation
{
    /// <summary>Codes, and facts that are sometimes the reviewer's: "Answers" and "Reading a fact" in docs/evaluation.md.</summary>
    internal sealed partial class Evaluation
    {
        private Truth ReadCode(CodeNode node) => ReadTruth(
            node, node.Fact, entry => entry.Text is not null, entry => node.Set.Contains(entry.Text!), _ => Truth.NotDocumented);

        private Truth JudgedWhen(JudgedWhenNode node)
        {
            Truth when = AnswerOf(node.When).WhereAnySuffices;
            Truth judged = AnswerOf(node.Judged).Value;
            Truth recorded = AnswerOf(node.Recorded).Value;
            return (when & judged) | (!when & recorded);
        }
    }
}
