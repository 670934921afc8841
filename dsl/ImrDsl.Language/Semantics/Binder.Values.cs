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
    /// <summary>Values and the comparisons between them.</summary>
    internal sealed partial class Binder
    {
        /// <summary>Sums and differences of products.</summary>
        private ValueNode? BindValue(PhraseCursor phrase)
        {
            if (!Deepen(phrase.Here))
            {
                return null;
            }

            ValueNode? value = BindSum(phrase);
            plan.Depth--;
            return value;
        }

        private ValueNode? BindSum(PhraseCursor phrase)
        {
            int start = phrase.Position;
            int operations = 0;
            ValueNode? left = BindProduct(phrase);
            while (left is not null && phrase.Kind is TokenKind.Plus or TokenKind.Minus)
            {
                if (!AllowOperation(phrase, ref operations))
                {
                    return null;
                }

                bool isSum = phrase.Kind == TokenKind.Plus;
                phrase.Position++;
                ValueNode? right = BindProduct(phrase);
                if (right is null)
                {
                    return null;
                }

                if (left!.Kind == ValueKind.Date && right.Kind == ValueKind.Date && !isSum)
                {
                    // Nothing is counted from the request or the decision back to what was before it.
                    bool isTurned = right is FactNode { Fact.Fact.BuiltIn: BuiltInFact.RequestDate or BuiltInFact.DecisionDate };
                    string instead = isTurned ? "time from " + left.Source + " to " + right.Source : "time from " + right.Source + " to " + left.Source;
                    SourceSpan subtracted = phrase.SpanFrom(start);
                    Report(new Diagnostic("GL0314", subtracted, instead) { Fix = isTurned ? TextFix.Offer(subtracted.Span, instead) : TextFix.Write(subtracted.Span, instead) });
                    return null;
                }

                // "1. Age - age is at least 18": a title, with a dash for a colon.
                if (!isSum && start == 0 && IsTitleOf(PlanWords.Of(left.Source), PlanWords.Of(right.Source)))
                {
                    var dash = TextSpan.FromBounds(left.Source.Span.End, right.Source.Span.Start);
                    Report(new Diagnostic("GL0277", left.Source, left.Source.ToString()) { Fix = new TextFix("Write a colon", dash, ": ") { IsCertain = false } });
                    return null;
                }

                if (!AreNumbers(left, right) || (right = Fit(right, left)) is null)
                {
                    return null;
                }

                left = new ArithmeticNode(phrase.SpanFrom(start), isSum ? ArithmeticKind.Add : ArithmeticKind.Subtract, left, right);
            }

            return left;
        }

        // Whoever means a difference writes both sides alike.
        private static bool IsTitleOf(string title, string name) => title.Length > 0 && char.IsUpper(title[0]) && title != name && string.Equals(title, name, StringComparison.OrdinalIgnoreCase);

        private ValueNode? BindProduct(PhraseCursor phrase)
        {
            int start = phrase.Position;
            int operations = 0;
            ValueNode? left = BindPower(phrase);
            while (left is not null && phrase.Kind is TokenKind.Times or TokenKind.Slash)
            {
                bool divides = phrase.Kind == TokenKind.Slash;
                phrase.Position++;
                if (!AllowOperation(phrase, ref operations))
                {
                    return null;
                }

                ValueNode? right = BindPower(phrase);
                if (right is null)
                {
                    return null;
                }

                if (!AreNumbers(left!, right))
                {
                    return null;
                }

                if (divides && left is NumberNode { Unit: null } above && right is NumberNode { Unit: null } below)
                {
                    ReportFraction(phrase.SpanFrom(start), above.Value, below.Value);
                    return null;
                }

                left = new ArithmeticNode(phrase.SpanFrom(start), divides ? ArithmeticKind.Divide : ArithmeticKind.Multiply, left, right);
            }

            return left;
        }

        // What is calculated with: of what is no number, the first is told.
        private bool AreNumbers(ValueNode left, ValueNode right)
        {
            ValueNode? other = left.Kind != ValueKind.Number ? left : right.Kind != ValueKind.Number ? right : null;
            if (other is not null)
            {
                Report("GL0315", other.Source, other.Source.ToString());
            }

            return other is null;
        }

        // "2/5" is a grade on a scale to 5 as physicians write it, not two fifths.
        private void ReportFraction(SourceSpan at, decimal above, decimal below)
        {
            string grade = above.ToString(System.Globalization.CultureInfo.InvariantCulture);
            bool isUsual = below is >= 1 and <= 1_000_000 && Math.Abs(above) <= 1_000_000;
            decimal quotient = isUsual ? decimal.Round(above / below, 6) : 0;
            string fraction = isUsual && quotient * below == above ? quotient.ToString("0.######", System.Globalization.CultureInfo.InvariantCulture) : "its value as a decimal";
            Report("GL0361", at, at.ToString(), grade, fraction);
        }

        // "height²", "height^2", "height squared".
        private ValueNode? BindPower(PhraseCursor phrase)
        {
            int start = phrase.Position;
            ValueNode? value = BindFactor(phrase);
            if (value is null)
            {
                return null;
            }

            int at = phrase.Position;
            decimal exponent = phrase.TextAt(at) == "\u00B2" || phrase.IsWord("squared") ? 2 : phrase.TextAt(at) == "\u00B3" || phrase.IsWord("cubed") ? 3 : 0;
            if (exponent == 0 && phrase.Kind != TokenKind.Power)
            {
                return value;
            }

            phrase.Position++;
            if (exponent == 0 && (!TryTakeDecimal(phrase, out exponent) || exponent != decimal.Truncate(exponent) || exponent is < 1 or > 9))
            {
                Report("GL0356", phrase.SpanFrom(at));
                return null;
            }

            if (!AreNumbers(value, value))
            {
                return null;
            }

            return new ArithmeticNode(phrase.SpanFrom(start), ArithmeticKind.Power, value, new NumberNode(phrase.SpanFrom(at), exponent, null));
        }

        // Every operation nests the ones before it.
        private bool AllowOperation(PhraseCursor phrase, ref int operations)
        {
            if (++operations < MaximalDepth)
            {
                return true;
            }

            Report("GL0108", phrase.Here, MaximalDepth.ToString(System.Globalization.CultureInfo.InvariantCulture));
            return false;
        }

        private ValueNode? BindFactor(PhraseCursor phrase)
        {
            int start = phrase.Position;
            if (phrase.Kind == TokenKind.Date)
            {
                PartialDate date = TakeDate(phrase);
                return date.IsKnown ? new DateNode(phrase.SpanFrom(start), date) : null;
            }

            if (phrase.Take(TokenKind.OpenParenthesis))
            {
                ValueNode? inner = BindValue(phrase);
                if (inner is not null && !phrase.Take(TokenKind.CloseParenthesis))
                {
                    Report("GL0316", phrase.SpanAt(start));
                    return null;
                }

                return inner;
            }

            if (FindFieldOf(phrase) is { IsValue: true } field)
            {
                return BindFieldOf(phrase, field);
            }

            Symbol? symbol = FindName(phrase, start, out int length, out bool isNegated, out EntryScope? scope);
            if (FindColumn(phrase, length, out int columnLength) is { } column)
            {
                return BindLookUp(phrase, column, columnLength);
            }

            if (symbol is null)
            {
                if (ReportHyphenatedRange(phrase, start))
                {
                    return null;
                }

                bool isNegative = phrase.Kind == TokenKind.Minus && phrase.KindAt(start + 1) == TokenKind.Number && phrase.IsJoined(start + 1);
                return isNegative || phrase.Kind == TokenKind.Number || NumberWord(phrase) is not null ? BindConstant(phrase, out _) : BindBuiltInValue(phrase);
            }

            phrase.Position += length;
            symbol.IsUsed = true;
            SourceSpan source = phrase.SpanFrom(start);
            switch (symbol)
            {
                case FactSymbol { Fact: { Kind: FactKind.Number or FactKind.Date } fact }:
                    return new FactNode(source, new FactReference(fact, scope));
                case TableSymbol table:
                    return BindTable(table, source);
                case DefinitionSymbol { Parameter: not null } function:
                    return BindFunction(phrase, start, function);
                case DefinitionSymbol definition:
                    Bind(definition);
                    if (definition.Form == DefinitionForm.Value && !isNegated)
                    {
                        return new DefinedValueNode(source, definition.Plan!);
                    }

                    if (definition.Form == DefinitionForm.Binding)
                    {
                        Report("GL0264", source, definition.Name);
                    }
                    else if (definition.Form != DefinitionForm.Failed)
                    {
                        Report("GL0317", source, symbol.Name);
                    }

                    return null;
                case FailedSymbol:
                    return null;
                default:
                    Report("GL0317", source, symbol.Name);
                    return null;
            }
        }

        private ValueNode? BindBuiltInValue(PhraseCursor phrase)
        {
            int start = phrase.Position;
            if (phrase.Take("time", "from"))
            {
                return BindFromTo(phrase, start, ValueKind.Date, (from, to) => new ElapsedNode(phrase.SpanFrom(start), from, to));
            }

            bool isMeasured = phrase.Take("measured");
            if ((phrase.IsWord("reduction") || phrase.IsWord("increase")) && phrase.IsWordAt(phrase.Position + 1, "from"))
            {
                return BindChange(phrase, isMeasured);
            }

            phrase.Position = start;

            if (phrase.Take("number", "of"))
            {
                ListNode? list = BindList(phrase);
                return list is null ? null : BindCounting(phrase, new AggregateNode(phrase.SpanFrom(start), AggregateKind.Count, list, null));
            }

            if (phrase.Take("total", "of") || phrase.Take("total"))
            {
                return BindAggregate(phrase, start, AggregateKind.Total);
            }

            if (phrase.TakeAny("highest", "lowest") is { } which)
            {
                return BindAggregate(phrase, start, which == "highest" ? AggregateKind.Highest : AggregateKind.Lowest);
            }

            if (!ReportUnknownField(phrase))
            {
                ReportUnknownName(phrase);
            }

            return null;
        }

        private ValueNode? BindFromTo(PhraseCursor phrase, int start, ValueKind kind, Func<ValueNode, ValueNode, ValueNode> create)
        {
            ValueNode? from = BindValue(phrase);
            if (from is null)
            {
                return null;
            }

            if (!phrase.Take("to"))
            {
                if (!phrase.AtEnd && ReportOtherWords(phrase, goesBefore: false))
                {
                    return null;
                }

                Report("GL0318", phrase.Here, phrase.Words(start, phrase.Position));
                return null;
            }

            ValueNode? to = BindValue(phrase);
            if (to is null)
            {
                return null;
            }

            foreach (ValueNode end in new[] { from, to })
            {
                if (end.Kind != kind)
                {
                    Report(kind == ValueKind.Date ? "GL0303" : "GL0319", end.Source, end.Source.ToString());
                    return null;
                }
            }

            if (kind == ValueKind.Number && (to = Fit(to, from)) is null)
            {
                return null;
            }

            return create(from, to);
        }

        // "total of daily dose × factor over oral opioids"; inside "X of a list of …" the list is understood.
        private ValueNode? BindAggregate(PhraseCursor phrase, int start, AggregateKind kind)
        {
            int eachAt = phrase.Position;
            int over = eachAt;
            while (over < phrase.Count && !phrase.IsWordAt(over, "over"))
            {
                over++;
            }

            ListNode? list;
            if (over < phrase.Count)
            {
                phrase.Position = over + 1;
                list = BindList(phrase);
            }
            else
            {
                list = parameter is { } understood ? new ListNode(phrase.SpanAt(start), understood, new EntryScope(understood), Array.Empty<ConditionNode>()) : null;
                if (list is null)
                {
                    Report("GL0320", phrase.Span(start, phrase.Count), phrase.Words(start, eachAt));
                }
            }

            if (list is null)
            {
                return null;
            }

            int end = phrase.Position;
            PhraseCursor each = phrase.Slice(eachAt, over);
            entries.Add(new EntryNames(list.Fact.Fact.EntryKind!, list.Entry));
            ValueNode? value = BindValue(each);
            entries.RemoveAt(entries.Count - 1);
            if (value is null || !ExpectEnd(each))
            {
                return null;
            }

            if (value.Kind != ValueKind.Number)
            {
                Report("GL0319", value.Source, value.Source.ToString());
                return null;
            }

            phrase.Position = over < phrase.Count ? end : phrase.Count;
            var aggregate = new AggregateNode(phrase.SpanFrom(start), kind, list, value);
            return kind == AggregateKind.Total ? BindCounting(phrase, aggregate) : aggregate;
        }
    }
}
