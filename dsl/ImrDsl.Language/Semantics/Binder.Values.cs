using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>Values and the comparisons between them.</summary>
    internal sealed partial class Binder
    {
        /// <summary>A value, a comparison and what it is compared with.</summary>
        private ConditionNode? BindComparison(PhraseCursor phrase)
        {
            int start = phrase.Position;
            ValueNode? left = BindValue(phrase);
            if (left is null)
            {
                return null;
            }

            if (left is FactNode fact && TakeIsDocumented(phrase))
            {
                bool usedBelow = false;
                return BindDocumented(phrase, start, fact.Fact, new List<LineSyntax>(), ref usedBelow);
            }

            bool hasVerb = phrase.TakeAny("is", "are", "was", "were") is not null;
            bool isNot = hasVerb && phrase.Take("not");
            ConditionNode? node = left.Kind == ValueKind.Date ? BindDateComparison(phrase, start, left) : BindNumberComparison(phrase, start, left, hasVerb);
            return node is not null && isNot ? new NotNode(node.Source, node) : node;
        }

        private ConditionNode? BindDateComparison(PhraseCursor phrase, int start, ValueNode left)
        {
            if (!TryTakeDateComparison(phrase, out Comparison comparison) && !TryTakeComparison(phrase, out comparison))
            {
                if (!ReportMisspeltKeyword(phrase, AfterConditionWords))
                {
                    Report("GL0305", phrase.Here, left.Source.ToString());
                }

                return null;
            }

            ValueNode? right = BindValue(phrase);
            if (right is null)
            {
                return null;
            }

            if (right.Kind != ValueKind.Date)
            {
                Report("GL0303", right.Source, right.Source.ToString());
                return null;
            }

            return new ComparisonNode(phrase.SpanFrom(start), left, comparison, right);
        }

        private ConditionNode? BindNumberComparison(PhraseCursor phrase, int start, ValueNode left, bool hasVerb)
        {
            bool isBetween = phrase.Take("between");
            bool hasComparison = TryTakeComparison(phrase, out Comparison comparison);
            if (!hasComparison && !isBetween && !hasVerb)
            {
                ReportMissingComparison(phrase, left);
                return null;
            }

            ValueNode? right = BindValue(phrase);
            if (right is null)
            {
                return null;
            }

            if (phrase.Take("to") || (isBetween && phrase.Take("and")))
            {
                return BindBand(phrase, start, left, right, hasComparison ? comparison : (Comparison?)null);
            }

            right = Fit(right, left);
            if (right is null)
            {
                return null;
            }

            if (isBetween)
            {
                Report("GL0306", phrase.Here);
                return null;
            }

            if (!hasComparison)
            {
                comparison = TakePostfix(phrase) ?? Comparison.Equal;
            }

            CheckRange(left, right);
            return new ComparisonNode(phrase.SpanFrom(start), left, comparison, right);
        }

        private ConditionNode? BindBand(PhraseCursor phrase, int start, ValueNode left, ValueNode low, Comparison? comparison)
        {
            ValueNode? high = BindValue(phrase);
            if (high is null || Fit(WithUnitOf(low, high), left) is not { } lowEnd || Fit(WithUnitOf(high, low), left) is not { } highEnd)
            {
                return null;
            }

            (low, high) = (lowEnd, highEnd);

            BandKind? kind = comparison switch
            {
                null or Comparison.Equal => BandKind.Within,
                Comparison.AtLeast => BandKind.AtLeast,
                Comparison.AtMost => BandKind.AtMost,
                _ => null,
            };
            if (kind is null || low is not (NumberNode or DurationNode) || high is not (NumberNode or DurationNode))
            {
                Report("GL0307", phrase.SpanFrom(start));
                return null;
            }

            if ((low is NumberNode lowNumber && high is NumberNode highNumber && lowNumber.Value > highNumber.Value)
                || (low is DurationNode lowTime && high is DurationNode highTime && !InOrder(lowTime.Value, highTime.Value)))
            {
                Report("GL0308", TwoSpans(low, high));
                return null;
            }

            CheckRange(left, low);
            CheckRange(left, high);
            return new BandNode(phrase.SpanFrom(start), left, kind.Value, low, high);
        }

        // "3 to 6 months", "50% to 70": the unit may stand once.
        private static ValueNode WithUnitOf(ValueNode bare, ValueNode other) => (bare, other) switch
        {
            (NumberNode { Unit: null } number, NumberNode { Unit: { } unit }) => new NumberNode(number.Source, number.Value, unit),
            (NumberNode { Unit: null } number, DurationNode duration) when number.Value == decimal.Truncate(number.Value) && number.Value is >= 0 and <= 100_000 =>
                new DurationNode(number.Source, new CalendarDuration((int)number.Value, duration.Value.Unit)),
            _ => bare,
        };

        private static bool InOrder(CalendarDuration low, CalendarDuration high) =>
            low.IsInMonths != high.IsInMonths || (low.IsInMonths ? low.InMonths <= high.InMonths : low.InDays <= high.InDays);

        private SourceSpan TwoSpans(ValueNode first, ValueNode last) => new SourceSpan(Text, first.Source.Span.To(last.Source.Span));

        // A threshold outside the declared range can never be reached, or never be missed.
        private void CheckRange(ValueNode left, ValueNode right)
        {
            if (left is FactNode { Fact.Fact.Range: { } range } fact && right is NumberNode { Value: var value }
                && (value < range.Low || value > range.High))
            {
                Report("GL0309", right.Source, right.Source.ToString(), fact.Fact.Fact.Name, Show(range.Low) + " to " + Show(range.High));
            }
        }

        private static string Show(decimal? value) => value?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "any";

        private void ReportMissingComparison(PhraseCursor phrase, ValueNode left)
        {
            if (phrase.AtEnd)
            {
                Report("GL0310", left.Source, left.Source.ToString());
            }
            else
            {
                ReportLeftOver(phrase);
            }
        }

        /// <summary>"≥6 months of failed conservative care", "6 visits or more …": the measure first, then what is measured.</summary>
        private ConditionNode? BindMeasureFirst(PhraseCursor phrase)
        {
            int start = phrase.Position;
            bool hasComparison = TryTakeComparison(phrase, out Comparison comparison);
            ValueNode? measure = BindConstant(phrase, out bool isConsecutive);
            if (measure is null)
            {
                return null;
            }

            ValueNode? high = null;
            if (phrase.Take("to") && (high = BindConstant(phrase, out _)) is null)
            {
                return null;
            }

            if (high is not null)
            {
                measure = WithUnitOf(measure, high);
            }

            if (!hasComparison)
            {
                comparison = TakePostfix(phrase) ?? Comparison.AtLeast;
            }

            phrase.Take("of");
            phrase.SkipArticle();
            if (phrase.AtEnd)
            {
                Report("GL0311", phrase.SpanFrom(start), phrase.Words(start, phrase.Count));
                return null;
            }

            ValueNode? value = IsListNext(phrase) ? BindListMeasure(phrase, measure, isConsecutive) : BindValue(phrase);
            if (value is null || (measure = Fit(measure, value)) is null || (high is not null && (high = Fit(high, value)) is null))
            {
                return null;
            }

            if (value.Kind is ValueKind.Date or ValueKind.Duration)
            {
                Report("GL0304", value.Source, value.Source.ToString(), measure.Source.ToString());
                return null;
            }

            CheckRange(value, measure);
            SourceSpan source = phrase.SpanFrom(start);
            if (high is null)
            {
                return new ComparisonNode(source, value, comparison, measure);
            }

            return new BandNode(source, value, comparison == Comparison.AtMost ? BandKind.AtMost : hasComparison ? BandKind.AtLeast : BandKind.Within, measure, high);
        }

        private ValueNode? BindListMeasure(PhraseCursor phrase, ValueNode measure, bool isConsecutive)
        {
            int start = phrase.Position;
            ListNode? list = BindList(phrase);
            return list is null ? null : MeasureList(phrase, list, measure, isConsecutive, phrase.SpanFrom(start));
        }

        // A length of time asks for the time the entries cover, a bare number for how many there are.
        private ValueNode? MeasureList(PhraseCursor phrase, ListNode list, ValueNode measure, bool isConsecutive, SourceSpan source)
        {
            if (measure.Kind != ValueKind.Duration)
            {
                return new AggregateNode(source, AggregateKind.Count, list, null);
            }

            List<FactPlan> periods = list.Fact.Fact.EntryKind!.Fields.Where(field => field.Kind == FactKind.Period).ToList();
            if (periods.Count != 1)
            {
                Report("GL0312", source, list.Fact.Fact.Name);
                return null;
            }

            int allowedGapDays = 0;
            if (phrase.Take("allowing", "gaps", "up", "to"))
            {
                if (BindConstant(phrase, out _) is not DurationNode { Value: { IsInMonths: false } gap })
                {
                    Report("GL0313", phrase.Here);
                    return null;
                }

                allowedGapDays = gap.InDays;
            }

            return new TotalTimeNode(source, list, periods[0], isConsecutive, allowedGapDays);
        }

        // "failed conservative care for at least 6 months": the list first, then the measure.
        private bool IsListComparison(PhraseCursor phrase, int nameLength)
        {
            int start = phrase.Position;
            if (!IsListNext(phrase))
            {
                return false;
            }

            phrase.Position = start + nameLength;
            phrase.TakeAny("is", "are", "was", "for", "lasted");
            bool isComparison = TryTakeComparison(phrase, out _) || phrase.Kind == TokenKind.Number;
            phrase.Position = start;
            return isComparison;
        }

        private ConditionNode? BindListFirst(PhraseCursor phrase)
        {
            int start = phrase.Position;
            ListNode? list = BindList(phrase);
            if (list is null)
            {
                return null;
            }

            int listEnd = phrase.Position;
            phrase.TakeAny("is", "are", "was", "for", "lasted");
            bool hasComparison = TryTakeComparison(phrase, out Comparison comparison);
            ValueNode? measure = BindConstant(phrase, out bool isConsecutive);
            if (measure is null)
            {
                return null;
            }

            comparison = hasComparison ? comparison : TakePostfix(phrase) ?? Comparison.AtLeast;
            ValueNode? value = MeasureList(phrase, list, measure, isConsecutive, phrase.Span(start, listEnd));
            return value is null || Fit(measure, value) is not { } right ? null : new ComparisonNode(phrase.SpanFrom(start), value, comparison, right);
        }

        private static bool StartsWithMeasure(PhraseCursor phrase)
        {
            int start = phrase.Position;
            bool starts = TryTakeComparison(phrase, out _) || phrase.Kind == TokenKind.Number;
            phrase.Position = start;
            return starts || phrase.Kind is TokenKind.Less or TokenKind.AtMost or TokenKind.More or TokenKind.AtLeast;
        }

        private static bool TryTakeComparison(PhraseCursor phrase, out Comparison comparison)
        {
            (TokenKind Kind, Comparison Comparison)[] symbols =
            {
                (TokenKind.AtLeast, Comparison.AtLeast), (TokenKind.More, Comparison.More), (TokenKind.AtMost, Comparison.AtMost),
                (TokenKind.Less, Comparison.Less), (TokenKind.Equal, Comparison.Equal), (TokenKind.NotEqual, Comparison.NotEqual),
            };
            foreach ((TokenKind kind, Comparison meaning) in symbols)
            {
                if (phrase.Take(kind))
                {
                    comparison = meaning;
                    return true;
                }
            }

            foreach ((string[] words, Comparison meaning) in ComparisonPhrases)
            {
                if (phrase.Take(words))
                {
                    comparison = meaning;
                    return true;
                }
            }

            comparison = Comparison.Equal;
            return false;
        }

        private static readonly (string[] Words, Comparison Comparison)[] ComparisonPhrases =
        {
            (new[] { "at", "least" }, Comparison.AtLeast), (new[] { "no", "less", "than" }, Comparison.AtLeast),
            (new[] { "not", "less", "than" }, Comparison.AtLeast), (new[] { "no", "fewer", "than" }, Comparison.AtLeast),
            (new[] { "a", "minimum", "of" }, Comparison.AtLeast), (new[] { "minimum", "of" }, Comparison.AtLeast),
            (new[] { "at", "most" }, Comparison.AtMost), (new[] { "no", "more", "than" }, Comparison.AtMost),
            (new[] { "not", "more", "than" }, Comparison.AtMost), (new[] { "up", "to" }, Comparison.AtMost),
            (new[] { "a", "maximum", "of" }, Comparison.AtMost), (new[] { "maximum", "of" }, Comparison.AtMost),
            (new[] { "more", "than" }, Comparison.More), (new[] { "greater", "than" }, Comparison.More), (new[] { "longer", "than" }, Comparison.More),
            (new[] { "higher", "than" }, Comparison.More), (new[] { "over" }, Comparison.More), (new[] { "above" }, Comparison.More),
            (new[] { "exceeds" }, Comparison.More), (new[] { "exceeding" }, Comparison.More),
            (new[] { "less", "than" }, Comparison.Less), (new[] { "fewer", "than" }, Comparison.Less), (new[] { "shorter", "than" }, Comparison.Less),
            (new[] { "lower", "than" }, Comparison.Less), (new[] { "under" }, Comparison.Less), (new[] { "below" }, Comparison.Less),
            (new[] { "exactly" }, Comparison.Equal), (new[] { "equal", "to" }, Comparison.Equal), (new[] { "equals" }, Comparison.Equal),
        };

        private static bool TryTakeDateComparison(PhraseCursor phrase, out Comparison comparison)
        {
            comparison = Comparison.Less;
            if (phrase.Take("on", "or", "before") || phrase.Take("by", "or", "before"))
            {
                comparison = Comparison.AtMost;
                return true;
            }

            if (phrase.Take("on", "or", "after"))
            {
                comparison = Comparison.AtLeast;
                return true;
            }

            if (phrase.Take("before"))
            {
                return true;
            }

            comparison = Comparison.More;
            return phrase.Take("after");
        }

        // "6 months or more", "4 or fewer".
        private static Comparison? TakePostfix(PhraseCursor phrase)
        {
            int start = phrase.Position;
            if (phrase.Take("or"))
            {
                if (phrase.TakeAny("more", "longer", "higher", "greater", "above") is not null)
                {
                    return Comparison.AtLeast;
                }

                if (phrase.TakeAny("less", "fewer", "lower", "shorter", "below") is not null)
                {
                    return Comparison.AtMost;
                }
            }

            phrase.Position = start;
            return null;
        }

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
                    string instead = "time from " + right.Source + " to " + left.Source;
                    ReportFix("GL0314", phrase.SpanFrom(start), instead, instead);
                    return null;
                }

                if (left.Kind != ValueKind.Number || right.Kind != ValueKind.Number || (right = Fit(right, left)) is null)
                {
                    Report("GL0315", phrase.SpanFrom(start));
                    return null;
                }

                left = new ArithmeticNode(phrase.SpanFrom(start), isSum ? ArithmeticKind.Add : ArithmeticKind.Subtract, left, right);
            }

            return left;
        }

        private ValueNode? BindProduct(PhraseCursor phrase)
        {
            int start = phrase.Position;
            int operations = 0;
            ValueNode? left = BindFactor(phrase);
            while (left is not null && phrase.Take(TokenKind.Times))
            {
                if (!AllowOperation(phrase, ref operations))
                {
                    return null;
                }

                ValueNode? right = BindFactor(phrase);
                if (right is null)
                {
                    return null;
                }

                if (left.Kind != ValueKind.Number || right.Kind != ValueKind.Number)
                {
                    Report("GL0315", phrase.SpanFrom(start));
                    return null;
                }

                left = new ArithmeticNode(phrase.SpanFrom(start), ArithmeticKind.Multiply, left, right);
            }

            return left;
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

            Symbol? symbol = FindName(phrase, start, out int length, out bool isNegated, out EntryScope? scope);
            if (symbol is null)
            {
                return phrase.Kind == TokenKind.Number || NumberWord(phrase) is not null ? BindConstant(phrase, out _) : BindBuiltInValue(phrase);
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

            if (phrase.Take("reduction", "from") || phrase.Take("increase", "from"))
            {
                bool isIncrease = phrase.IsWordAt(start, "increase");
                return BindFromTo(phrase, start, ValueKind.Number, (from, to) => new PercentChangeNode(phrase.SpanFrom(start), from, to, isIncrease));
            }

            if (phrase.Take("number", "of"))
            {
                ListNode? list = BindList(phrase);
                return list is null ? null : new AggregateNode(phrase.SpanFrom(start), AggregateKind.Count, list, null);
            }

            if (phrase.Take("total", "of") || phrase.Take("total"))
            {
                return BindAggregate(phrase, start, AggregateKind.Total);
            }

            if (phrase.TakeAny("highest", "lowest") is { } which)
            {
                return BindAggregate(phrase, start, which == "highest" ? AggregateKind.Highest : AggregateKind.Lowest);
            }

            ReportUnknownName(phrase);
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
            return new AggregateNode(phrase.SpanFrom(start), kind, list, value);
        }

        // The list that a definition "X of a list of …" is about, while it is bound for one use.
        private FactReference? parameter;

        private ValueNode? BindFunction(PhraseCursor phrase, int start, DefinitionSymbol function)
        {
            Bind(function);
            FactReference? list = TakeListFact(phrase);
            if (list is null || function.Form != DefinitionForm.Value)
            {
                return null;
            }

            if (!ReferenceEquals(list.Fact.EntryKind, function.Parameter))
            {
                Report("GL0321", phrase.SpanFrom(start), function.Name, list.Fact.Name, function.Parameter!.Name + "s");
                return null;
            }

            return function.Owner.BindFunctionBody(function, list);
        }

        private ValueNode? BindFunctionBody(DefinitionSymbol function, FactReference list)
        {
            bag.Mute();
            ValueNode? value = WithParameter(function, list);
            bag.Unmute();
            return value;
        }

        private ValueNode? WithParameter(DefinitionSymbol function, FactReference list)
        {
            FactReference? outer = parameter;
            List<EntryNames> outerEntries = entries.ToList();
            parameter = list;
            entries.Clear();
            var phrase = new PhraseCursor(Text, function.Line.Phrase);
            ValueNode? value = BindValue(phrase);
            bool isWhole = value is not null && ExpectEnd(phrase);
            parameter = outer;
            entries.AddRange(outerEntries);
            return isWhole ? value : null;
        }

        private bool IsListNext(PhraseCursor phrase)
        {
            Symbol? symbol = FindName(phrase, phrase.Position, out _, out _, out _);
            if (symbol is DefinitionSymbol { Parameter: null } definition)
            {
                Bind(definition);
                return definition.Form == DefinitionForm.List;
            }

            return symbol is FactSymbol { Fact.Kind: FactKind.List or FactKind.Record };
        }

        /// <summary>A list by name, with "where …" if it follows.</summary>
        private ListNode? BindList(PhraseCursor phrase)
        {
            int start = phrase.Position;
            Symbol? symbol = FindName(phrase, start, out int length, out _, out EntryScope? scope);
            ListNode? list = null;
            if (symbol is DefinitionSymbol { Parameter: null } definition)
            {
                Bind(definition);
                symbol.IsUsed = true;
                phrase.Position += length;
                if (definition.Form == DefinitionForm.List)
                {
                    list = definition.Owner.BindListAgain(definition);
                }
                else if (definition.Form is DefinitionForm.Condition or DefinitionForm.Value)
                {
                    Report("GL0322", phrase.SpanFrom(start), definition.Name);
                }
            }
            else if (TakeListFact(phrase) is { } fact)
            {
                list = new ListNode(phrase.SpanFrom(start), fact, new EntryScope(fact), Array.Empty<ConditionNode>());
            }

            return list is not null && phrase.Take("where") ? BindWhere(phrase, start, list) : list;
        }

        private ListNode? BindWhere(PhraseCursor phrase, int start, ListNode list)
        {
            if (phrase.AtEnd)
            {
                Report("GL0247", phrase.SpanAt(phrase.Position - 1), "where");
                return null;
            }

            entries.Add(new EntryNames(list.Fact.Fact.EntryKind!, list.Entry));
            ConditionNode? where = BindWhereCondition(phrase);
            entries.RemoveAt(entries.Count - 1);
            return where is null ? null : new ListNode(phrase.SpanFrom(start), list.Fact, list.Entry, list.Filters.Concat(new[] { where }).ToList());
        }

        // Up to ", with" or the end: "where" is otherwise last on its line.
        private ConditionNode? BindWhereCondition(PhraseCursor phrase)
        {
            int end = phrase.Position;
            while (end < phrase.Count && !(phrase.KindAt(end) == TokenKind.Comma && phrase.IsWordAt(end + 1, "with")))
            {
                end++;
            }

            PhraseCursor condition = phrase.Slice(phrase.Position, end);
            phrase.Position = end;
            return BindLeaf(condition, new List<LineSyntax>());
        }

        private FactReference? TakeListFact(PhraseCursor phrase)
        {
            int start = phrase.Position;
            Symbol? symbol = FindName(phrase, start, out int length, out _, out EntryScope? scope);
            if (symbol is null)
            {
                ReportUnknownName(phrase);
                return null;
            }

            phrase.Position += length;
            symbol.IsUsed = true;
            if (symbol is FactSymbol { Fact: { Kind: FactKind.List or FactKind.Record } fact })
            {
                return new FactReference(fact, scope);
            }

            if (symbol is not FailedSymbol)
            {
                Report("GL0322", phrase.SpanFrom(start), symbol.Name);
            }

            return null;
        }

        /// <summary>Binds a definition or table where it is declared, once. Afterwards its form tells what it is.</summary>
        private void Bind(Symbol symbol)
        {
            if (symbol is TableSymbol table)
            {
                table.IsSound = table.Owner.BindTableRows(table, null) is not null;
                return;
            }

            var definition = (DefinitionSymbol)symbol;
            if (definition.Form == DefinitionForm.NotBound)
            {
                definition.Form = DefinitionForm.Binding;
                definition.Form = definition.Owner.BindNested(definition);
            }
            else if (definition.Form == DefinitionForm.Binding)
            {
                Report("GL0264", definition.Source!, definition.Name);
            }
        }

        private DefinitionForm BindNested(DefinitionSymbol symbol)
        {
            if (!Deepen(symbol.Source!))
            {
                return DefinitionForm.Failed;
            }

            DefinitionForm form = BindDefinition(symbol);
            plan.Depth--;
            return form;
        }

        private DefinitionForm BindDefinition(DefinitionSymbol symbol)
        {
            List<EntryNames> outer = entries.ToList();
            entries.Clear();
            try
            {
                return symbol.Parameter is null ? BindPlainDefinition(symbol) : BindFunctionDefinition(symbol);
            }
            finally
            {
                entries.AddRange(outer);
            }
        }

        private DefinitionForm BindFunctionDefinition(DefinitionSymbol symbol)
        {
            var stand = new FactPlan { Name = symbol.Parameter!.Name + "s", Kind = FactKind.List, EntryKind = symbol.Parameter };
            return WithParameter(symbol, new FactReference(stand, null)) is null ? DefinitionForm.Failed : DefinitionForm.Value;
        }

        private DefinitionForm BindPlainDefinition(DefinitionSymbol symbol)
        {
            var phrase = new PhraseCursor(Text, symbol.Line.Phrase);
            if (symbol.Line.Lines.All(IsModifier) && !phrase.AtEnd)
            {
                if (IsListDefinition(phrase))
                {
                    ListNode? list = BindList(phrase);
                    return list is not null && ExpectEnd(phrase) ? DefinitionForm.List : DefinitionForm.Failed;
                }

                if (StartsAsValue(phrase))
                {
                    ValueNode? value = BindValue(phrase);
                    if (value is null)
                    {
                        return DefinitionForm.Failed;
                    }

                    if (phrase.AtEnd)
                    {
                        return Define(symbol, new DefinitionPlan { Name = symbol.Name, Value = value, Source = symbol.Source! }, DefinitionForm.Value);
                    }

                    phrase.Position = 0;
                }
            }

            ConditionNode? condition = BindWithModifiers(phrase, symbol.Line);
            if (condition is null)
            {
                return DefinitionForm.Failed;
            }

            return Define(symbol, new DefinitionPlan { Name = symbol.Name, Condition = condition, Source = symbol.Source! }, DefinitionForm.Condition);
        }

        // Definitions may lead to definitions, but not without end: what evaluates them goes as deep.
        private DefinitionForm Define(DefinitionSymbol symbol, DefinitionPlan definition, DefinitionForm form)
        {
            definition.Height = Height((PlanNode?)definition.Condition ?? definition.Value!);
            if (definition.Height > MaximalDepth)
            {
                Report("GL0108", symbol.Source!, MaximalDepth.ToString(System.Globalization.CultureInfo.InvariantCulture));
                return DefinitionForm.Failed;
            }

            symbol.Plan = definition;
            plan.Definitions.Add(definition);
            return form;
        }

        private static int Height(PlanNode node)
        {
            int height = node switch
            {
                DefinedConditionNode defined => defined.Definition.Height,
                DefinedValueNode defined => defined.Definition.Height,
                _ => 0,
            };
            foreach (PlanNode child in node.Children)
            {
                height = Math.Max(height, Height(child));
            }

            return height + 1;
        }

        private bool IsListDefinition(PhraseCursor phrase)
        {
            if (!IsListNext(phrase))
            {
                return false;
            }

            FindName(phrase, phrase.Position, out int length, out _, out _);
            int next = phrase.Position + length;
            return next == phrase.Count || phrase.IsWordAt(next, "where");
        }

        private bool StartsAsValue(PhraseCursor phrase)
        {
            Symbol? symbol = FindName(phrase, 0, out _, out _, out _);
            if (symbol is DefinitionSymbol { Parameter: null } definition)
            {
                Bind(definition);
                return definition.Form == DefinitionForm.Value;
            }

            return symbol is FactSymbol { Fact.Kind: FactKind.Number or FactKind.Date } or TableSymbol or DefinitionSymbol
                || (symbol is null && (phrase.WordAt(0) is "time" or "reduction" or "increase" or "number" or "total" or "highest" or "lowest"
                    || phrase.Kind is TokenKind.OpenParenthesis or TokenKind.Number));
        }

        private ListNode? BindListAgain(DefinitionSymbol symbol)
        {
            List<EntryNames> outer = entries.ToList();
            entries.Clear();
            bag.Mute();
            ListNode? list = BindList(new PhraseCursor(Text, symbol.Line.Phrase));
            bag.Unmute();
            entries.AddRange(outer);
            return list;
        }
    }
}
