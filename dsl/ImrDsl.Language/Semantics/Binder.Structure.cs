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
                Report(new Diagnostic("GL0386", phrase.Here) { Fix = isJoined ? TextFix.Write(phrase.Here.Span, "nor") : null });
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

        // "for every kind of conservative care, some entry where is contraindicated": for each value of the field, some entry with that value.
        private ConditionNode? BindForEvery(PhraseCursor phrase, int start)
        {
            int fieldAt = phrase.Position;
            int of = fieldAt;
            while (of < phrase.Count && !phrase.IsWordAt(of, "of"))
            {
                of++;
            }

            phrase.Position = of + 1;
            int listAt = phrase.Position;
            FactReference? fact = TakeListFact(phrase);
            if (fact is null)
            {
                return null;
            }

            string field = NameTable.Canonical(phrase.Words(fieldAt, of));
            FactPlan? choiceField = fact.Fact.EntryKind!.Fields.FirstOrDefault(f => NameTable.Canonical(f.Name) == field && f.Kind == FactKind.Choice);
            if (choiceField is null)
            {
                Report("GL0262", phrase.Span(fieldAt, of), phrase.Words(fieldAt, of), fact.Fact.Name);
                return null;
            }

            phrase.Take(TokenKind.Comma);
            if (!phrase.Take("some", "entry", "where"))
            {
                Report("GL0263", phrase.Here, field, phrase.Words(listAt, phrase.Position));
                return null;
            }

            int conditionAt = phrase.Position;
            var parts = new List<ConditionNode>();
            for (int value = 0; value < choiceField.Choice!.Values.Count; value++)
            {
                phrase.Position = conditionAt;
                var scope = new EntryScope(fact);
                bool usedBelow = false;
                ConditionNode? where = BindWith(phrase, fact.Fact.EntryKind, scope, new List<LineSyntax>(), ref usedBelow);
                if (where is null)
                {
                    return null;
                }

                var hasValue = new MembershipNode(phrase.Span(fieldAt, of), new FactReference(choiceField, scope), new[] { value });
                var list = new ListNode(phrase.Span(listAt, phrase.Count), fact, scope, new[] { hasValue, where });
                parts.Add(new QuantifierNode(phrase.Span(conditionAt, phrase.Count), Quantifier.Some, list, null) { Title = choiceField.Choice.Values[value] });
            }

            return new GroupNode(phrase.SpanFrom(start), GroupKind.AllOf, 0, parts);
        }

        /// <summary>"all of" and the like at the end of a line, after "where", with the lines below it. False if that is not what stands there.</summary>
        private bool TryBindWhereBlock(PhraseCursor phrase, out ConditionNode? condition)
        {
            int start = phrase.Position;
            if (linesBelow.Count > 0 && TryTakeHeader(phrase, out GroupKind kind, out int count) && phrase.AtEnd)
            {
                List<LineSyntax> lines = linesBelow;
                linesBelow = new List<LineSyntax>();
                condition = BindParts(phrase.Span(start, phrase.Count), kind, count, lines);
                return true;
            }

            phrase.Position = start;
            condition = null;
            return false;
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

        private static bool IsHeader(PhraseCursor phrase, int at)
        {
            int start = phrase.Position;
            phrase.Position = at;
            bool isHeader = TryTakeHeader(phrase, out _, out _) && phrase.AtEnd;
            phrase.Position = start;
            return isHeader;
        }

        private static bool EndsInHeader(PhraseCursor phrase) => Enumerable.Range(0, phrase.Count).Any(at => IsHeader(phrase, at));

        // Lines that stand beside a block that lacks them: the block has been reported.
        private bool IsBlockPart(LineSyntax line) => line.Label is not null || FindName(new PhraseCursor(Text, line.Phrase), 0, out _, out _, out _) is not null || EndsInHeader(new PhraseCursor(Text, line.Phrase));
    }
}
