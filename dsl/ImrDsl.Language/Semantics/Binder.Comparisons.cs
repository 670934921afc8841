using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>Comparisons: a value and a measure, in either order, and bands.</summary>
    internal sealed partial class Binder
    {
        /// <summary>A value, a comparison and what it is compared with.</summary>
        private ConditionNode? BindComparison(PhraseCursor phrase)
        {
            int start = phrase.Position;
            if (IsAge(phrase))
            {
                return BindAge(phrase);
            }

            ValueNode? left = BindValue(phrase);
            if (left is null)
            {
                return null;
            }

            if ((left as FactNode ?? (left as ChosenValueNode)?.Value) is FactNode fact && TakeIsDocumented(phrase))
            {
                bool usedBelow = false;
                ConditionNode? documented = BindDocumented(phrase, start, fact.Fact, new List<LineSyntax>(), ref usedBelow);
                return documented is not null && left is ChosenValueNode chosen
                    ? new ChosenNode(documented.Source, chosen.Choosing, chosen.List, chosen.Date, documented)
                    : documented;
            }

            left = AsChange(left);
            bool hasVerb = phrase.TakeAny("is", "are", "was", "were") is not null;
            bool isNot = hasVerb && phrase.Take("not");
            if (left is DefinedValueNode { Definition: { Value: ScoreNode { Bands: { Count: > 0 } } } scored } && FindBand(phrase, scored, out _) >= 0)
            {
                ConditionNode? band = BindScoreBand(phrase, start, scored);
                return band is not null && isNot ? new NotNode(band.Source, band) : band;
            }

            ConditionNode? node = left.Kind == ValueKind.Date ? BindDateComparison(phrase, start, left) : BindNumberComparison(phrase, start, left, hasVerb);
            TakeMeasured(phrase, node);
            int gapAt = phrase.Position;
            if (phrase.Take(TokenKind.Comma) && phrase.Take("gap", "allowed"))
            {
                AllowGap(phrase, node, phrase.Span(gapAt + 1, gapAt + 3));
            }
            else
            {
                phrase.Position = gapAt;
            }

            node = node is null ? null : InClosedTables(node);
            return node is not null && isNot ? new NotNode(node.Source, node) : node;
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

            if (right is DurationLookUp lookUp && left.Kind == ValueKind.Elapsed)
            {
                comparison = hasComparison ? comparison : TakePostfix(phrase) ?? Comparison.Equal;
                return CompareRows(
                    lookUp,
                    phrase.SpanFrom(start),
                    length => BindValue(phrase.Slice(start, phrase.Count)) is { } again ? new ComparisonNode(phrase.SpanFrom(start), again, comparison, length) : null);
            }

            if (right is DurationLookUp lengths && left.Kind == ValueKind.Number)
            {
                right = NumbersOf(lengths) ?? right;
            }

            if (left is not NumberNode && left.Source.Span.Start == phrase.SpanAt(start).Span.Start && NameTable.Canonical(left.Source.ToString()) == NameTable.Canonical(right.Source.ToString()))
            {
                Report("GL0375", phrase.SpanFrom(start), left.Source.ToString());
                return null;
            }

            (ValueNode measured, ValueNode threshold) = (left, right);
            ValueNode? inItsUnit = InUnitOf(left, right);
            left = inItsUnit ?? left;
            right = inItsUnit is null ? Fit(right, left) : right;
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

            CheckScale(measured, threshold);
            CheckRange(left, right);
            return new ComparisonNode(phrase.SpanFrom(start), left, comparison, right);
        }

        private ConditionNode? BindBand(PhraseCursor phrase, int start, ValueNode left, ValueNode low, Comparison? comparison)
        {
            ValueNode? high = BindValue(phrase);
            if (high is null)
            {
                return null;
            }

            (low, high) = (WithUnitOf(low, high), WithUnitOf(high, low));
            if (InUnitOf(left, low, high) is { } inTheirUnit)
            {
                left = inTheirUnit;
            }
            else if (Fit(low, left) is { } lowEnd && Fit(high, left) is { } highEnd)
            {
                (low, high) = (lowEnd, highEnd);
            }
            else
            {
                return null;
            }

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
                ReportUpsideDown(low.Source, high.Source);
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

        // The two may stand in the wrong order, or one of them may be mistyped: the author says which.
        private void ReportUpsideDown(SourceSpan low, SourceSpan high)
        {
            var both = new SourceSpan(Text, low.Span.To(high.Span));
            string between = Text.Content.Substring(low.Span.End, high.Span.Start - low.Span.End);
            Report(new Diagnostic("GL0308", both) { Fix = new TextFix("Exchange the two", both.Span, high + between + low) { IsCertain = false } });
        }

        private SourceSpan TwoSpans(ValueNode first, ValueNode last) => new SourceSpan(Text, first.Source.Span.To(last.Source.Span));

        // A threshold outside the declared range can never be reached, or never be missed.
        private void CheckRange(ValueNode left, ValueNode right)
        {
            if ((left as FactNode ?? (left as ChosenValueNode)?.Value) is FactNode { Fact.Fact.Range: { } range } fact && right is NumberNode { Value: var value }
                && (value < range.Low || value > range.High))
            {
                Report(new Diagnostic("GL0309", right.Source, right.Source.ToString(), fact.Fact.Fact.Name, Show(range.Low) + " to " + Show(range.High)) { Fix = InUnitOfFact(range, right.Source) ?? InSmallerUnit(range, right.Source) ?? WithoutDigit(range, right.Source) });
            }
            else if (left is not (FactNode or ChosenValueNode) && right is NumberNode threshold)
            {
                CheckReach(left, threshold);
            }
        }

        // "4.5 cm" of a translation of at most 30 mm: in the unit of the fact the number is one of its values.
        private static TextFix? InUnitOfFact(NumberPlan range, SourceSpan written)
        {
            decimal number = ParseDecimal(written.ToString().Split(' ')[0]);
            return range.Unit is null || number < range.Low || number > range.High ? null : InUnit(written, range.Unit);
        }

        // "300%" of a number up to 100: the one number in the range that a digit typed too many leaves.
        private static TextFix? WithoutDigit(NumberPlan range, SourceSpan written)
        {
            string words = written.ToString();
            int digits = words.TakeWhile(char.IsDigit).Count();
            bool IsInRange(string number) => number[0] != '0' && decimal.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out decimal value) && value >= range.Low && value <= range.High;
            List<string> able = Enumerable.Range(0, digits > 1 ? digits : 0).Select(at => words.Substring(0, digits).Remove(at, 1)).Where(IsInRange).Distinct().ToList();
            return able.Count == 1 ? TextFix.Offer(new TextSpan(written.Span.Start, digits), able[0]) : null;
        }

        private static string Show(decimal? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "any";

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
            if (phrase.Take("to"))
            {
                high = BindConstant(phrase, out bool isHighConsecutive);
                isConsecutive |= isHighConsecutive;
                if (high is null)
                {
                    return null;
                }
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
            if (phrase.AtEnd && FindName(phrase, phrase.Position - 1, out _, out _, out _) is FactSymbol { Fact.Kind: FactKind.Number })
            {
                // "at least 6 visits", where "visits" is the number that is measured.
                phrase.Position--;
            }

            if (phrase.AtEnd)
            {
                Report("GL0311", phrase.SpanFrom(start), phrase.Words(start, phrase.Count));
                return null;
            }

            ValueNode? value = IsListNext(phrase) ? BindListMeasure(phrase, measure, isConsecutive) : BindValue(phrase) is { } measured ? AsChange(measured) : null;
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
            if (measure.Kind == ValueKind.Duration)
            {
                return BindTimeOfList(phrase, start, isConsecutive);
            }

            ListNode? list = BindList(phrase);
            return list is null ? null : MeasureList(phrase, list, measure, isConsecutive, phrase.SpanFrom(start));
        }

        // The window says which days count, so it stands before "where", which says which entries do.
        private TotalTimeNode? BindTimeOfList(PhraseCursor phrase, int start, bool isConsecutive)
        {
            ListNode? all = Narrow(phrase, start, BindListName(phrase), takesWindow: false);
            SourceSpan source = phrase.SpanFrom(start);
            if (all is null || !TryTakeLimits(phrase, isConsecutive, out WindowPlan? window, out int allowedGapDays))
            {
                return null;
            }

            bool isFiltered = phrase.Take("where");
            ListNode? list = isFiltered ? BindWhere(phrase, start, all) : all;
            source = isFiltered || window is not null ? phrase.SpanFrom(start) : source;
            return list is null ? null : TimeOf(list, isConsecutive, allowedGapDays, window, source);
        }

        private TotalTimeNode? TimeOf(ListNode list, bool isConsecutive, int allowedGapDays, WindowPlan? window, SourceSpan source)
        {
            List<FactPlan> periods = list.Fact.Fact.EntryKind!.Fields.Where(field => field.Kind == FactKind.Period).ToList();
            if (periods.Count != 1)
            {
                Report("GL0312", source, list.Fact.Fact.Name);
                return null;
            }

            return new TotalTimeNode(source, list, periods[0], isConsecutive, allowedGapDays) { Window = window };
        }

        // A length of time asks for the time the entries cover, a bare number for how many there are.
        private ValueNode? MeasureList(PhraseCursor phrase, ListNode list, ValueNode measure, bool isConsecutive, SourceSpan source)
        {
            if (measure.Kind != ValueKind.Duration)
            {
                return BindCounting(phrase, new AggregateNode(source, AggregateKind.Count, list, null));
            }

            return TryTakeLimits(phrase, isConsecutive, out WindowPlan? window, out int allowedGapDays)
                ? TimeOf(list, isConsecutive, allowedGapDays, window, source)
                : null;
        }

        // "failed conservative care for at least 6 months": the list first, then the measure.
        private bool IsListComparison(PhraseCursor phrase, int nameLength)
        {
            int start = phrase.Position;
            if (!IsListNext(phrase))
            {
                return false;
            }

            phrase.Position = EndOfList(phrase) ?? start + nameLength;
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
            (new[] { "greater", "than", "or", "equal", "to" }, Comparison.AtLeast), (new[] { "more", "than", "or", "equal", "to" }, Comparison.AtLeast),
            (new[] { "less", "than", "or", "equal", "to" }, Comparison.AtMost), (new[] { "fewer", "than", "or", "equal", "to" }, Comparison.AtMost),
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
    }
}
