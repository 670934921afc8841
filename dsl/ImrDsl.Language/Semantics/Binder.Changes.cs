using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>Changes in percent, and the percentages that records give instead of the values.</summary>
    internal sealed partial class Binder
    {
        private readonly List<(FactPlan Fact, PhraseCursor Phrase)> changes = new List<(FactPlan, PhraseCursor)>();

        // "relief: number 0 to 100 %, reduction from pain before to pain after": two numbers beside it.
        private void BindRecordedChanges()
        {
            foreach ((FactPlan fact, PhraseCursor phrase) in changes)
            {
                int start = phrase.Position;
                bool isIncrease = phrase.IsWord("increase");
                phrase.Position += 2;
                FactPlan? from = TakeNumberBeside(phrase, fact);
                bool hasTo = phrase.Take("to");
                FactPlan? to = TakeNumberBeside(phrase, fact);
                if (from is null || !hasTo || to is null || !phrase.AtEnd || fact.Range?.Unit is not ("%" or "percent"))
                {
                    Report("GL0357", phrase.Span(start, phrase.Count), fact.Name);
                    continue;
                }

                fact.Change = new RecordedChange(from, to, isIncrease);
            }
        }

        private FactPlan? TakeNumberBeside(PhraseCursor phrase, FactPlan fact)
        {
            NameTable table = fact.FieldOf is { } kind ? new EntryNames(kind, new EntryScope(new FactReference(fact, null))).Names : names;
            if (table.Find(phrase, phrase.Position, out int length, out _) is not FactSymbol { Fact: { Kind: FactKind.Number } number } symbol)
            {
                return null;
            }

            symbol.IsUsed = true;
            phrase.Position += length;
            return number;
        }

        /// <summary>"reduction from X to Y": the recorded percentage stands in where one is declared, unless the line says "measured".</summary>
        private ValueNode? BindChange(PhraseCursor phrase, bool isMeasured)
        {
            int start = phrase.Position;
            bool isIncrease = phrase.IsWord("increase");
            phrase.Position += 2;
            isMeasured |= IsMeasuredAhead(phrase);
            return BindFromTo(phrase, start, ValueKind.Number, (from, to) => new PercentChangeNode(phrase.SpanFrom(start), from, to, isIncrease)
            {
                Recorded = isMeasured ? null : RecordedFor(from, to, isIncrease),
            });
        }

        private FactNode? RecordedFor(ValueNode from, ValueNode to, bool isIncrease)
        {
            if (from is not FactNode { Fact: { Entry: var holder } first } || to is not FactNode { Fact: var second } || second.Entry != holder)
            {
                return null;
            }

            FactPlan? recorded = plan.AllFacts.FirstOrDefault(
                fact => fact.Change is { } change && change.From == first.Fact && change.To == second.Fact && change.IsIncrease == isIncrease);
            return recorded is null ? null : new FactNode(from.Source, new FactReference(recorded, holder));
        }

        // A recorded percentage that is compared means the change it records: the values count where both are known.
        private static ValueNode AsChange(ValueNode value) => value is FactNode { Fact: { Fact.Change: { } change, Entry: var holder } } recorded
            ? new PercentChangeNode(
                value.Source,
                new FactNode(value.Source, new FactReference(change.From, holder)),
                new FactNode(value.Source, new FactReference(change.To, holder)),
                change.IsIncrease)
            {
                Recorded = recorded,
            }
            : value;

        // "…, measured" follows the comparison.
        private static bool IsMeasuredAhead(PhraseCursor phrase)
        {
            for (int i = phrase.Position; i < phrase.Count && !phrase.IsWordAt(i, "and") && !phrase.IsWordAt(i, "or"); i++)
            {
                if (phrase.KindAt(i) == TokenKind.Comma && phrase.IsWordAt(i + 1, "measured"))
                {
                    return true;
                }
            }

            return false;
        }

        private static void TakeMeasured(PhraseCursor phrase, ConditionNode? comparison)
        {
            ValueNode? value = comparison is ComparisonNode of ? of.Left : (comparison as BandNode)?.Value;
            if (value is { Kind: ValueKind.PercentChange } and not DefinedValueNode && phrase.Kind == TokenKind.Comma && phrase.IsWordAt(phrase.Position + 1, "measured"))
            {
                phrase.Position += 2;
            }
        }
    }
}
