using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Semantics
{
    /// <summary>Forms of conditions that stand for others: "neither … nor …", "where" with a block below, "every L is …".</summary>
    internal sealed partial class Binder
    {
        // The lines below the line at hand, until a "where" takes them as its block.
        private List<LineSyntax> linesBelow = new List<LineSyntax>();

        // "neither A nor B": none of them.
        private ConditionNode? BindNeither(PhraseCursor phrase, int start)
        {
            var parts = new List<ConditionNode>();
            do
            {
                bool usedBelow = false;
                ConditionNode? part = BindSimple(phrase, new List<LineSyntax>(), ref usedBelow);
                if (part is null)
                {
                    return null;
                }

                parts.Add(part);
            }
            while (phrase.Take("nor"));
            if (parts.Count < 2)
            {
                // "neither A or B": the word between them.
                bool isJoined = phrase.IsWord("or") || phrase.IsWord("and");
                Report(new Diagnostic("GL0386", phrase.Here) { Fix = isJoined ? new TextFix("Write “nor”", phrase.Here.Span, "nor") : null });
                return null;
            }

            return new GroupNode(phrase.SpanFrom(start), GroupKind.NoneOf, 0, parts);
        }

        // "no infarctions within 40 days before request date", not "no evaluation is documented".
        private bool IsListAsked(PhraseCursor phrase)
        {
            if (!IsListNext(phrase))
            {
                return false;
            }

            FindName(phrase, phrase.Position, out int length, out _, out _);
            return !(phrase.WordAt(phrase.Position + length) is "is" or "are" or "was" or "were");
        }

        /// <summary>"all of" and the like at the end of a line, after "where", with the lines below it. Null if that is not what stands there.</summary>
        private ConditionNode? BindWhereBlock(PhraseCursor phrase)
        {
            int start = phrase.Position;
            if (linesBelow.Count > 0 && TryTakeHeader(phrase, out GroupKind kind, out int count) && phrase.AtEnd)
            {
                List<LineSyntax> lines = linesBelow;
                linesBelow = new List<LineSyntax>();
                return BindParts(phrase.Span(start, phrase.Count), kind, count, lines);
            }

            phrase.Position = start;
            return null;
        }

        /// <summary>"every treatment is contraindicated": after a list, a field whose name begins with a verb is asked of each entry. Null otherwise.</summary>
        private ConditionNode? BindPredicate(PhraseCursor phrase, ListNode list, ref bool isPredicate)
        {
            var fields = new EntryNames(list.Fact.Fact.EntryKind!, list.Entry);
            isPredicate = phrase.WordAt(phrase.Position) is "is" or "are" or "was" or "were" or "has" or "have" or "can" or "will"
                && FindField(fields, phrase, phrase.Position, out _, out _) is not null;
            if (!isPredicate)
            {
                return null;
            }

            entries.Add(fields);
            bool usedBelow = false;
            ConditionNode? test = BindSimple(phrase, new List<LineSyntax>(), ref usedBelow);
            entries.RemoveAt(entries.Count - 1);
            return test;
        }
    }
}
