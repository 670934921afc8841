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
    /// <summary>Quantity lines: "medically necessary up to 6 visits over 2 weeks, counting visits already given, when …".</summary>
    internal sealed partial class Binder
    {
        /// <summary>A quantity line with the field of the request that it is about.</summary>
        // "the smaller of A and B": an amount is one value.
        private bool ReportOneOfAmounts(PhraseCursor terms)
        {
            string[] words = { "smaller", "lower", "lesser", "least", "smallest", "lowest", "minimum", "larger", "higher", "greater", "largest", "highest", "maximum" };
            int at = terms.Position + (terms.IsWordAt(terms.Position, "the") ? 1 : 0);
            IEnumerable<int> rest = Enumerable.Range(at, terms.Count - at).TakeWhile(i => !terms.IsWordAt(i, "over"));
            if (Array.IndexOf(words, terms.WordAt(at)) < 0 || !terms.IsWordAt(at + 1, "of") || !rest.Any(i => terms.IsWordAt(i, "and") || terms.IsWordAt(i, "or")))
            {
                return false;
            }

            Report("GL0544", terms.Span(terms.Position, at + 2), terms.Words(terms.Position, at + 2));
            return true;
        }

        private (QuantityLineNode Line, FactPlan Requested)? BindQuantityLine(PhraseCursor phrase, LineSyntax line)
        {
            int start = phrase.Position - 2;
            int when = phrase.Position;
            while (when < phrase.Count && !phrase.IsWordAt(when, "when"))
            {
                when++;
            }

            int other = Enumerable.Range(phrase.Position, phrase.Count - phrase.Position).FirstOrDefault(at => phrase.WordAt(at) is "if" or "where" or "provided");
            if (when == phrase.Count && other > 0)
            {
                ReportFix("GL0203", phrase.SpanAt(other), "when", phrase.TextAt(other), "when");
                return null;
            }

            if (when == phrase.Count)
            {
                Report(new Diagnostic("GL0535", phrase.Span(start, phrase.Count), phrase.Words(start, phrase.Count)) { Fix = WithWhen(phrase) });
                return null;
            }

            PhraseCursor terms = phrase.Slice(phrase.Position, when);
            phrase.Position = when + 1;
            int from = terms.Position;
            if (ReportOneOfAmounts(terms))
            {
                return null;
            }

            bool isHalf = terms.Take("half", "of");
            ValueNode? amount = BindAmount(terms);
            FactPlan? requested = amount is null ? null : RequestedIn(amount);
            if (amount is null || requested is null)
            {
                return null;
            }

            var target = new FactNode(amount.Source, new FactReference(requested, null));
            amount = Fit(amount, target);
            if (amount is not null && isHalf)
            {
                amount = new ArithmeticNode(terms.SpanFrom(from), ArithmeticKind.Multiply, new NumberNode(terms.SpanAt(from), 0.5m, null), amount);
            }

            if (amount is null || (terms.Take("over") && !TakeStretch(terms)))
            {
                return null;
            }

            if (terms.WordAt(terms.Position) is "within" or "in" or "during" or "per" or "across" or "for" && terms.KindAt(terms.Position + 1) == TokenKind.Number)
            {
                ReportFix("GL0203", terms.Here, "over", terms.TextAt(terms.Position), "over");
                return null;
            }

            int comma = terms.Position;
            terms.Take(TokenKind.Comma);
            if (terms.WordAt(terms.Position) is "less" or "minus" or "deducting" or "excluding" or "including" or "net" or "after")
            {
                ReportFix("GL0203", terms.Here, "counting", terms.TextAt(terms.Position), "counting");
                return null;
            }

            ValueNode? given = null;
            if (terms.Take("counting"))
            {
                given = BindGiven(terms, target);
                if (given is null)
                {
                    return null;
                }

                terms.Take(TokenKind.Comma);
            }
            else if (!terms.AtEnd)
            {
                terms.Position = comma;
            }

            if (!ExpectEnd(terms) || BindWithModifiers(phrase, line) is not { } condition)
            {
                return null;
            }

            int end = line.Lines.Count == 0 ? phrase.Count : phrase.KindAt(when - 1) == TokenKind.Comma ? when - 1 : when;
            var node = new QuantityLineNode(phrase.Span(start, end), amount, given, condition);
            if (line.Label is { } label)
            {
                node.Label = new SourceSpan(Text, label).ToString();
            }

            return (node, requested);
        }

        // The condition of necessity of a service with quantity lines.
        private QuantityNode? JoinQuantityLines(List<(QuantityLineNode Line, FactPlan Requested)> lines)
        {
            FactPlan requested = lines[0].Requested;
            foreach ((QuantityLineNode line, FactPlan other) in lines)
            {
                if (!ReferenceEquals(other, requested))
                {
                    Report("GL0533", line.Amount.Source, "requested " + other.Name, "requested " + requested.Name);
                    return null;
                }
            }

            if (ownFacts.FirstOrDefault(symbol => ReferenceEquals(symbol.Fact, requested)) is { } used)
            {
                used.IsUsed = true;
            }

            SourceSpan source = lines[0].Line.Source;
            return new QuantityNode(source, new FactNode(source, new FactReference(requested, null)), lines.Select(line => line.Line).ToList());
        }

        // "6 visits", "3 to 4 visits" (the most counts), "visits for diagnosis".
        private ValueNode? BindAmount(PhraseCursor phrase)
        {
            int start = phrase.Position;
            ValueNode? amount = BindValue(phrase);
            if (amount is not null && phrase.Take("to"))
            {
                ValueNode? most = BindValue(phrase);
                if (amount is NumberNode low && most is NumberNode high && low.Value > high.Value)
                {
                    ReportUpsideDown(low.Source, high.Source);
                    return null;
                }

                amount = most;
            }

            // A name may begin with the word that is the unit here.
            return amount is NumberNode { Unit: null } bare && phrase.Kind == TokenKind.Word && Unit.TryParse(phrase.TextAt(phrase.Position), out _)
                ? new NumberNode(phrase.SpanFrom(start), bare.Value, TakeUnit(phrase))
                : amount;
        }

        // The field of the request that is measured as an amount is.
        private FactPlan? RequestedIn(ValueNode amount)
        {
            // A column of a table may be called like its unit.
            string? symbol = amount.Kind == ValueKind.Number ? UnitOf(amount) ?? (amount as TableNode)?.Column : null;
            if (symbol is null || !Unit.TryParse(symbol, out Unit unit))
            {
                string behind = Text.Content.Substring(amount.Source.Span.End);
                int letters = amount is NumberNode ? behind.TakeWhile(char.IsLetter).Count() : 0;
                if (letters > 0)
                {
                    // "20th sessions", "20x sessions"
                    Report("GL0325", new SourceSpan(Text, new TextSpan(amount.Source.Span.End, letters)), behind.Substring(0, letters), string.Empty);
                    return null;
                }

                Report(new Diagnostic("GL0530", amount.Source, amount.Source.ToString()) { Fix = InUnitOfRequest(amount) });
                return null;
            }

            List<FactPlan> fields = plan.Facts
                .Where(fact => fact is { IsOfRequest: true, Kind: FactKind.Number } && Unit.TryParse(fact.Range!.Unit, out Unit of) && of.IsConvertibleTo(unit))
                .ToList();
            if (fields.Count == 1)
            {
                return fields[0];
            }

            if (fields.Count == 0 && !isMissingRequest)
            {
                Report(new Diagnostic("GL0531", amount.Source, symbol) { Fix = symbol == "%" ? OfAllowed(amount.Source) : symbol.IndexOf('/') < 0 ? InUnitOfRequest(amount) : null });
            }
            else if (fields.Count > 1)
            {
                Report("GL0532", amount.Source, "requested " + fields[0].Name, "requested " + fields[1].Name, symbol);
            }

            return null;
        }

        // "20 treatments" where visits are requested, "12" without a unit: so many of what the request counts, if that is one thing.
        private TextFix? InUnitOfRequest(ValueNode amount)
        {
            string[] units = plan.Facts.Where(fact => fact is { IsOfRequest: true, Kind: FactKind.Number, Range.Unit: not null }).Select(fact => fact.Range!.Unit!).Where(IsCountable).Distinct().ToArray();
            bool isBare = amount is NumberNode { Unit: null };
            return units.Length != 1 || amount is not (NumberNode or DurationNode) ? null
                : isBare ? TextFix.Offer(new TextSpan(amount.Source.Span.End, 0), " " + units[0])
                : InUnit(amount.Source, units[0]);
        }

        // "over 2 weeks", "over 6 to 8 weeks": shown, never tested.
        private bool TakeStretch(PhraseCursor phrase)
        {
            SourceSpan at = phrase.Here;
            if (ReportHyphenatedRange(phrase, phrase.Position) || (NumberWord(phrase) is not null && BindConstant(phrase, out _) is null))
            {
                return false;
            }

            ValueNode? stretch = phrase.Kind == TokenKind.Number ? BindConstant(phrase, out _) : null;
            if (stretch is NumberNode { Unit: null } low && phrase.Take("to"))
            {
                stretch = BindConstant(phrase, out _) is { } high ? WithUnitOf(low, high) : null;
            }

            if (stretch is DurationNode)
            {
                return true;
            }

            Report(new Diagnostic("GL0536", at) { Fix = stretch is NumberNode { Unit: null } ? TextFix.Offer(stretch.Source.Span, stretch.Source + " " + UsualUnitOfTime(stretch.Source)) : null });
            return false;
        }

        // What was given already: a number, or a list whose entries are counted.
        private ValueNode? BindGiven(PhraseCursor phrase, FactNode requested)
        {
            int start = phrase.Position;
            if (IsListNext(phrase))
            {
                return BindList(phrase) is { } list ? new AggregateNode(phrase.SpanFrom(start), AggregateKind.Count, list, null) : null;
            }

            ValueNode? given = BindValue(phrase);
            return given is null or AggregateNode { Aggregate: AggregateKind.Count } ? given : Fit(given, requested);
        }

        // "12 visits of therapy on 2014-06-15", "therapy on 2014-06-15, visits 12, region lumbar".
        private void BindRequestedFields(PhraseCursor phrase, Dictionary<FactPlan, Evaluation.FactRecord> facts)
        {
            while (phrase.Take(TokenKind.Comma))
            {
                int start = phrase.Position;
                int end = start;
                while (end < phrase.Count && phrase.KindAt(end) != TokenKind.Comma)
                {
                    end++;
                }

                // The longest name; a value follows it.
                int from = FirstOfRequestedName(phrase, start);
                int to = Math.Min(Math.Max(end - 1, from + 1), phrase.Count);
                while (to > from + 1 && RequestedField(NameOf(phrase.Slice(from, to), from)) is null)
                {
                    to--;
                }

                if (RequestedField(NameOf(phrase.Slice(from, to), from)) is not { } field)
                {
                    ReportRequestedField(phrase, from < end ? from : start, end - 1, end);
                    phrase.Position = phrase.Count;
                    return;
                }

                phrase.Position = end;
                BindRequestedField(phrase.Span(start, to), phrase.Slice(to, end), Array.Empty<LineSyntax>(), field, facts);
            }
        }

        // The same below the request, a line each: "region: lumbar".
        private void BindRequestedLines(IReadOnlyList<LineSyntax> lines, Dictionary<FactPlan, Evaluation.FactRecord> facts)
        {
            foreach (LineSyntax line in lines)
            {
                var name = new PhraseCursor(Text, line.Head ?? line.Phrase);
                int from = FirstOfRequestedName(name, 0);
                if (line.Head is null || RequestedField(NameOf(name, from)) is not { } field)
                {
                    ReportRequestedField(name, from, name.Count, name.Count);
                    return;
                }

                BindRequestedField(name.Span(0, name.Count), new PhraseCursor(Text, line.Phrase), line.Lines, field, facts);
            }
        }

        private static int FirstOfRequestedName(PhraseCursor phrase, int start) => phrase.IsWordAt(start, "requested") ? start + 1 : start;

        private FactPlan? RequestedField(string words) =>
            plan.Facts.FirstOrDefault(fact => fact.IsOfRequest && NameTable.Canonical(fact.Name) == NameTable.Canonical(words));

        private void BindRequestedField(
            SourceSpan name, PhraseCursor value, IReadOnlyList<LineSyntax> below, FactPlan field, Dictionary<FactPlan, Evaluation.FactRecord> facts)
        {
            if (facts.ContainsKey(field))
            {
                Report("GL0608", name, field.Name);
            }
            else if (BindFactRecord(value, below, field) is { } record)
            {
                facts[field] = record;
            }
        }

        private void ReportRequestedField(PhraseCursor phrase, int from, int endOfName, int end)
        {
            List<string> fields = plan.Facts.Where(fact => fact.IsOfRequest).Select(fact => fact.Name).ToList();
            string typed = phrase.Words(from, endOfName);
            if (Nearest(typed, fields) is { } meant)
            {
                ReportFix("GL0201", phrase.Span(from, endOfName), meant, typed, meant);
            }
            else
            {
                Report("GL0537", phrase.Span(from, Math.Max(end, from + 1)), phrase.Words(from, end), fields.Count == 0 ? "no fields" : Quoted(fields));
            }
        }

        private void BindRequestedAmount(PhraseCursor phrase, Dictionary<FactPlan, Evaluation.FactRecord> facts)
        {
            if (phrase.Kind != TokenKind.Number || BindAmount(phrase) is not { } amount)
            {
                return;
            }

            if (RequestedIn(amount) is { } field && Fit(amount, new FactNode(amount.Source, new FactReference(field, null))) is NumberNode number)
            {
                CheckRange(new FactNode(amount.Source, new FactReference(field, null)), number);
                facts[field] = Given(new Evaluation.EntryRecord { Number = number.Value });
            }

            phrase.Take("of");
        }

        // "for 6 of 12 visits": how much of what is requested a part of an expectation is about.
        private ExpectedQuantity? BindExpectedQuantity(PhraseCursor phrase, Finding finding, QuantityNode? quantity, int start)
        {
            if (quantity is null)
            {
                // The lines may be ones that could not be understood.
                if (!HasErrors)
                {
                    Report("GL0538", phrase.SpanFrom(phrase.Position - 1));
                }

                phrase.Position = phrase.Count;
                return null;
            }

            Number? amount = BindRecordedRange(phrase, quantity.Requested, isInRange: false);
            Number? requested = amount is not null && phrase.Take("of") ? BindRecordedRange(phrase, quantity.Requested, isInRange: false) : null;
            return amount is null ? null : new ExpectedQuantity(finding, amount.Value, requested, phrase.SpanFrom(start));
        }
    }
}
