using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>Changes in percent, and the percentages that records give instead of the values.</summary>
    internal sealed partial class Binder
    {
        private const int MostBeside = 12;

        private static readonly HashSet<string> WordsOfChange = new HashSet<string>(new[] { "reduction", "improvement", "relief", "decrease", "increase", "change" }, StringComparer.Ordinal);

        private readonly List<(FactPlan Fact, PhraseCursor Phrase)> changes = new List<(FactPlan, PhraseCursor)>();

        // "relief: number 0 to 100 %, reduction from pain before to pain after": two numbers beside it.
        private void BindRecordedChanges()
        {
            foreach ((FactPlan fact, PhraseCursor phrase) in changes)
            {
                int start = phrase.Position;
                bool isChange = IsChange(phrase, start);
                bool isIncrease = phrase.IsWord("increase");
                phrase.Position += isChange ? 2 : 0;
                FactPlan? from = isChange ? TakeNumberBeside(phrase, fact) : null;
                bool hasTo = phrase.Take("to");
                FactPlan? to = TakeNumberBeside(phrase, fact);
                if (from is null || !hasTo || to is null || !phrase.AtEnd || fact.Range?.Unit is not ("%" or "percent"))
                {
                    SourceSpan said = phrase.Span(start, phrase.Count);
                    Report(new Diagnostic("GL0357", said, fact.Name) { Fix = BesideEachOther(fact, from) is { } right ? TextFix.Offer(said.Span, (isIncrease ? "increase" : "reduction") + right) : null });
                    continue;
                }

                fact.Change = new RecordedChange(from, to, isIncrease);
            }
        }

        private static bool IsChange(PhraseCursor phrase, int at) => phrase.IsWordAt(at + 1, "from") && (phrase.IsWordAt(at, "reduction") || phrase.IsWordAt(at, "increase"));

        // "percent improvement in pain"
        private static bool SpeaksOfChange(PhraseCursor phrase, int from, int to) =>
            Enumerable.Range(from, to - from).Any(at => phrase.KindAt(at) == TokenKind.Word && WordsOfChange.Contains(phrase.TextAt(at).ToLowerInvariant()));

        // "reduction from baseline": from and to the two numbers beside it that are measured alike and share a word, if there is one such pair.
        private string? BesideEachOther(FactPlan change, FactPlan? first)
        {
            List<FactPlan> numbers = plan.AllFacts.Where(fact => fact.Kind == FactKind.Number && fact != change && fact.FieldOf == change.FieldOf && fact.Range?.Unit == (first ?? fact).Range?.Unit).Take(MostBeside).ToList();
            bool AreAlike(FactPlan one, FactPlan other) => one.Range?.Unit == other.Range?.Unit && one.Range?.Low == other.Range?.Low && one.Range?.High == other.Range?.High && SharedWord(one, other) is not null;
            List<(FactPlan One, FactPlan Other)> pairs = numbers.SelectMany((one, at) => numbers.Skip(at + 1).Where(other => (first ?? one) == one && AreAlike(one, other)).Select(other => (one, other))).ToList();
            List<(FactPlan One, FactPlan Other)> ofItsName = pairs.Where(pair => NameTable.WordsOf(change.Name).Contains(SharedWord(pair.One, pair.Other))).ToList();
            return (ofItsName.Count == 1 ? ofItsName : pairs) is { Count: 1 } only ? " from " + only[0].One.Name + " to " + only[0].Other.Name : null;
        }

        private static string? SharedWord(FactPlan one, FactPlan other) => NameTable.WordsOf(one.Name).Intersect(NameTable.WordsOf(other.Name)).FirstOrDefault(OtherWording.IsContent);

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
