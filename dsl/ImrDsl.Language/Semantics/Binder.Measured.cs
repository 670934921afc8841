using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>What stands after a comparison of measurements: "throughout 3 months after D", "on the same scale".</summary>
    internal sealed partial class Binder
    {
        // The list whose measurements a comparison is about ("pain of visits … throughout …"); null until one is named.
        private ListNode? measured;

        // The words that name the measurement: "pain of".
        private string? measuredField;

        // Whether such a list may be named here.
        private bool takesMeasured;

        /// <summary>A comparison of a value, with what may stand after it.</summary>
        private ConditionNode? BindMeasurement(PhraseCursor phrase, Func<PhraseCursor, ConditionNode?> bind)
        {
            int start = phrase.Position;
            measuredField = null;
            ConditionNode? node = BindOnce(phrase, bind, out ListNode? list);
            if (node is null)
            {
                return null;
            }

            ConditionNode? Again(out ListNode? again)
            {
                int end = phrase.Position;
                phrase.Position = start;
                ConditionNode? copy = BindOnce(phrase, bind, out again);
                phrase.Position = end;
                return copy;
            }

            int after = phrase.Position;
            bool onSameScale = TakeOnSameScale(phrase);
            bool isThroughout = TakeThroughout(phrase);
            if (list is null)
            {
                if (isThroughout)
                {
                    Report("GL0345", phrase.SpanAt(phrase.Position - 1));
                    return null;
                }

                return onSameScale ? OnSameScale(node, Again(out _)!, phrase.SpanFrom(start)) : node;
            }

            if (!isThroughout)
            {
                ReportWhichEntry(phrase.Span(start, after), measuredField!, list.Source.ToString());
                return null;
            }

            int throughoutAt = phrase.Position - 1;
            if (phrase.Kind != TokenKind.Number || !IsCalendarUnit(phrase, phrase.Position + 1))
            {
                Report("GL0344", phrase.SpanFrom(throughoutAt));
                return null;
            }

            if (BindConstant(phrase, out _) is not DurationNode length)
            {
                return null;
            }

            if (!phrase.Take("after"))
            {
                Report("GL0344", phrase.SpanFrom(throughoutAt));
                return null;
            }

            int dateAt = phrase.Position;
            ValueNode? Date()
            {
                phrase.Position = dateAt;
                return TakeDateValue(phrase);
            }

            // In the time itself: (D, D + length]; and the first measurement after it.
            if (Date() is not { } begin || Date() is not { } end || Date() is not { } beyond)
            {
                return null;
            }

            onSameScale |= TakeOnSameScale(phrase);
            SourceSpan source = phrase.SpanFrom(start);
            SourceSpan time = phrase.SpanFrom(throughoutAt);
            ConditionNode? during = onSameScale ? OnSameScale(node, Again(out _)!, source) : node;
            ConditionNode copy = Again(out ListNode? later)!;
            ConditionNode? then = onSameScale ? OnSameScale(copy, Again(out _)!, source) : copy;
            if (during is null || then is null)
            {
                return null;
            }

            ListNode inTime = Filtered(list.Source, list, new[]
            {
                new ComparisonNode(time, EntryDate(list), Comparison.More, begin),
                new ComparisonNode(time, EntryDate(list), Comparison.AtMost, new DateShiftNode(time, end, length.Value, isBack: false)),
            });
            ListNode afterwards = Filtered(list.Source, later!, new[]
            {
                new ComparisonNode(time, EntryDate(later!), Comparison.AtLeast, new DateShiftNode(time, beyond, length.Value, isBack: false)),
            });
            return new GroupNode(source, GroupKind.AllOf, 0, new ConditionNode[]
            {
                new QuantifierNode(source, Quantifier.Every, inTime, during),
                new ConfirmationNode(source, new ChosenNode(source, Choosing.First, afterwards, EntryDate(afterwards), then)),
            });
        }

        private ConditionNode? BindOnce(PhraseCursor phrase, Func<PhraseCursor, ConditionNode?> bind, out ListNode? list)
        {
            (ListNode? outerMeasured, bool outerTakes) = (measured, takesMeasured);
            (measured, takesMeasured) = (null, true);
            ConditionNode? node = bind(phrase);
            list = measured;
            (measured, takesMeasured) = (outerMeasured, outerTakes);
            return node;
        }

        private bool TakeThroughout(PhraseCursor phrase)
        {
            int start = phrase.Position;
            phrase.Take(TokenKind.Comma);
            if (FindName(phrase, phrase.Position, out _, out _, out _) is null && phrase.Take("throughout"))
            {
                return true;
            }

            phrase.Position = start;
            return false;
        }

        private static bool TakeOnSameScale(PhraseCursor phrase)
        {
            int start = phrase.Position;
            phrase.Take(TokenKind.Comma);
            if (phrase.Take("on", "the", "same", "scale"))
            {
                return true;
            }

            phrase.Position = start;
            return false;
        }

        /// <summary>A comparison of a change that also asks that both measurements were made on one scale.</summary>
        /// <param name="node">The comparison.</param>
        /// <param name="again">The same, bound again: what it is made of asks for the scales.</param>
        /// <param name="source">The words of the whole.</param>
        private ConditionNode? OnSameScale(ConditionNode node, ConditionNode again, SourceSpan source)
        {
            if (ChangeIn(node) is not { } change || ChangeIn(again) is not { } copy)
            {
                Report("GL0346", source);
                return null;
            }

            // An entry at hand stays at hand; one that is chosen is chosen once more.
            ValueNode first = change.From is ChosenValueNode ? copy.From : change.From;
            ValueNode second = change.To is ChosenValueNode ? copy.To : change.To;
            if (ScaleOf(first) is not { } from || ScaleOf(second) is not { } to)
            {
                return null;
            }

            ConditionNode? same = from == to
                ? new MembershipNode(source, from, Enumerable.Range(0, from.Fact.Choice!.Values.Count).ToList())
                : BindSameChoice(source, from, to);
            foreach (ValueNode end in new[] { second, first })
            {
                if (same is not null && end is ChosenValueNode chosen)
                {
                    same = new ChosenNode(source, chosen.Choosing, chosen.List, chosen.Date, same);
                }
            }

            return same is null ? null : new GroupNode(source, GroupKind.AllOf, 0, new[] { node, same });
        }

        private static PercentChangeNode? ChangeIn(ConditionNode node) => node switch
        {
            ComparisonNode { Left: PercentChangeNode change } => change,
            BandNode { Value: PercentChangeNode change } => change,
            NotNode not => ChangeIn(not.Part),
            _ => null,
        };

        // The scale of a measurement N is the choice declared as "scale of N", beside it; of a field also the field "scale" of its entry.
        private FactReference? ScaleOf(ValueNode value)
        {
            FactReference? fact = (value as FactNode)?.Fact ?? ((value as ChosenValueNode)?.Value as FactNode)?.Fact;
            if (fact is null)
            {
                Report("GL0347", value.Source, value.Source.ToString());
                return null;
            }

            string name = "scale of " + NameTable.Canonical(fact.Fact.Name);
            FactPlan? scale = fact.Fact.FieldOf is { } kind
                ? Choice(kind, name) ?? Choice(kind, "scale")
                : names.Declared.TryGetValue(name, out Symbol? symbol) && symbol is FactSymbol { Fact: { Kind: FactKind.Choice } declared } ? declared
                : null;
            if (scale is null)
            {
                string or = fact.Fact.FieldOf is null ? string.Empty : " or “scale: one of …”";
                Report("GL0348", value.Source, fact.Fact.Name, "“scale of " + fact.Fact.Name + ": one of …”" + or);
                return null;
            }

            if (scale.FieldOf is null)
            {
                names.Declared[name].IsUsed = true;
            }

            return new FactReference(scale, fact.Entry);
        }

        private static FactPlan? Choice(EntryKindPlan kind, string name) =>
            kind.Fields.FirstOrDefault(field => field.Kind == FactKind.Choice && NameTable.Canonical(field.Name) == name);
    }
}
