using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Evaluation;
using ImrDsl.Language.Plan;
using ImrDsl.Values;

namespace ImrDsl.Language.Proving
{
    /// <summary>Ranges of one value that stand side by side: values between them, and values in two of them.</summary>
    internal sealed partial class Walk
    {
        // What one of the conditions says of a measure, and what it asks besides. Each end stands in one of its lines.
        private sealed record Ranged(ConditionNode Part, ConditionNode Lowest, ConditionNode Highest, Measure Measure, BoundedRange Range, bool IsGapAllowed, int Rest)
        {
            public Limit Low => new Limit(Lowest, false, Range.Low!.Value, Range.IsLowStrict) { Step = Measure.Step };

            public Limit High => new Limit(Highest, true, Range.High!.Value, Range.IsHighStrict) { Step = Measure.Step };

            public ValueNode Value => Limit.MeasuredBy(Lowest);
        }

        private void ReportRanges(IReadOnlyList<ConditionNode> parts, bool mayGap, bool mayOverlap)
        {
            if (parts.Count is < 2 or > 40)
            {
                return;
            }

            foreach (IGrouping<Measure, Ranged> family in parts.SelectMany(RangesOf).GroupBy(ranged => ranged.Measure).Where(family => family.Count() > 1).ToList())
            {
                List<Ranged> ordered = family.OrderBy(ranged => ranged.Range.Low is null ? 0 : 1).ThenBy(ranged => ranged.Range.Low ?? 0).ToList();
                for (int i = 1; i < ordered.Count; i++)
                {
                    for (int j = 0; j < i; j++)
                    {
                        ReportOverlap(ordered[j], ordered[i], parts, mayOverlap);
                    }

                    // The range before it that reaches furthest.
                    Ranged before = ordered.Take(i).Aggregate((furthest, other) => furthest.Range.EndsBefore(other.Range) ? other : furthest);
                    if (mayGap)
                    {
                        ReportGap(before, ordered[i], parts, mayCoverAll: mayOverlap);
                    }
                }
            }
        }

        // The measures that a condition bounds by lines which are all asked, and the range of each.
        private IEnumerable<Ranged> RangesOf(ConditionNode part)
        {
            List<ConditionNode> lines = Lines(part, 0).ToList();
            var found = new List<(ConditionNode Line, Measure Measure, BoundedRange Range)>();
            foreach (ConditionNode line in lines)
            {
                if (Translation.RangeOf(line) is { } ranged)
                {
                    found.Add((line, ranged.Measure, ranged.Range));
                }
            }

            foreach (IGrouping<Measure, (ConditionNode Line, Measure Measure, BoundedRange Range)> of in found.GroupBy(range => range.Measure))
            {
                BoundedRange range = of.Select(one => one.Range).Aggregate((left, right) => left.And(right));
                List<ConditionNode> own = of.Select(one => one.Line).ToList();
                ConditionNode lowest = of.First(one => one.Range.Low == range.Low && one.Range.IsLowStrict == range.IsLowStrict).Line;
                ConditionNode highest = of.First(one => one.Range.High == range.High && one.Range.IsHighStrict == range.IsHighStrict).Line;
                int rest = questions.Statements.All(lines.Where(line => !own.Contains(line)).Select(Translation.NotFailed));
                yield return new Ranged(part, lowest, highest, of.Key, range, own.Any(line => line is BandNode { GapAllowed: { } }), rest);
            }
        }

        private static IEnumerable<ConditionNode> Lines(ConditionNode node, int depth)
        {
            IEnumerable<ConditionNode>? parts = depth > 8 ? null : node switch
            {
                GroupNode { Kind: GroupKind.AllOf } all => all.Parts,
                DefinedConditionNode defined => new[] { defined.Definition.Condition! },
                CriteriaNode criteria => criteria.Criteria.Select(criterion => criterion.Condition).Concat(criteria.List.Scope is { } scope ? new[] { scope } : Array.Empty<ConditionNode>()),
                _ => null,
            };
            return parts is null ? new[] { node } : parts.SelectMany(part => Lines(part, depth + 1));
        }

        private void ReportGap(Ranged below, Ranged above, IReadOnlyList<ConditionNode> parts, bool mayCoverAll)
        {
            if (below.Part == above.Part || below.IsGapAllowed || above.IsGapAllowed || below.Range.Until(above.Range) is not { } gap
                || !(below.Range.IsBand || above.Range.IsBand || IsOneStep(below.Measure, gap)) || gap.Some(below.Measure) is not { } value)
            {
                return;
            }

            int isBetween = questions.Statements.Compare(LinearForm.Of(below.Measure).Plus(-value), Comparison.Equal);
            HashSet<FactPlan> facts = new HashSet<FactPlan>(Examples.FactsOf(below.Value));
            bool isCovered = parts.Any(part => Examples.FactsOf(part).Any(facts.Contains) && !questions.AreImpossible(isBetween, Translation.Met(part)));
            if (isCovered || ShowBetween(below, above, value) is not { } witnesses)
            {
                return;
            }

            // Where the gap is all that alternatives leave out, closing it would leave nothing to ask.
            LinearForm measured = LinearForm.Of(below.Measure);
            int isOutside = questions.Statements.Either(
                questions.Statements.Compare(measured.Plus(-gap.Low!.Value), gap.IsLowStrict ? Comparison.AtMost : Comparison.Less),
                questions.Statements.Compare(measured.Plus(-gap.High!.Value), gap.IsHighStrict ? Comparison.AtLeast : Comparison.More));
            bool isRest = !mayCoverAll && questions.AreImpossible(parts.Select(part => Statements.Not(Translation.Met(part))).Concat(new[] { isOutside }).ToArray());
            (Limit told, Limit other, TextFix? fix) = Met(below.High, above.Low, parts, isMendable: !isRest);
            Report(
                Claim.Gap, "GL0407", told.Line, new[] { new Premise(Solver.True, other.Line, GroundKind.NotMet) }, witnesses, fix,
                Words(below, value), findings.Line(other.Line), Findings.Quote(told.Line));
        }

        // The one of two limits that is told of, and what to write there so that it meets the other: the end of the range below gives way, as in "at least 5 and
        // less than 15" and "at least 15"; where that cannot be written, the start of the one above. If neither can, the second is told.
        private (Limit Told, Limit Other, TextFix? Fix) Met(Limit end, Limit start, IReadOnlyList<ConditionNode> parts, bool isMendable)
        {
            TextFix? Moved(Limit limit, Limit other) =>
                isMendable && findings.IsOwn(limit.Line.Source) ? limit.Meeting(other, IsOneOfLine(limit.Line, parts)) : null;

            return Moved(end, start) is { } moved ? (end, start, moved)
                : Moved(start, end) is { } back ? (start, end, back)
                : end.Line.Source.Span.Start < start.Line.Source.Span.Start ? (start, end, null) : (end, start, (TextFix?)null);
        }

        private void ReportOverlap(Ranged one, Ranged other, IReadOnlyList<ConditionNode> parts, bool mayOverlap)
        {
            BoundedRange both = one.Range.And(other.Range);
            bool isPoint = both.IsBand && both.Low == both.High;
            bool isBesides = one.Range.BeginsBefore(other.Range) && one.Range.EndsBefore(other.Range);
            bool areBands = one.Range.IsBand && other.Range.IsBand;
            if (one.Part == other.Part || !isBesides || !(isPoint ? areBands || mayOverlap : mayOverlap && (one.Range.IsBand || other.Range.IsBand))
                || both.Some(one.Measure) is not { } value)
            {
                return;
            }

            int isThere = questions.Statements.Compare(LinearForm.Of(one.Measure).Plus(-value), Comparison.Equal);
            if (questions.Show(new[] { one.Part, other.Part }, Array.Empty<ConditionNode>(), isThere) is not { } witness)
            {
                return;
            }

            bool isOneValue = isPoint || (one.High.IsAge && both.High - both.Low == 12);

            // Which of two ranges is too long can only be told where they share one value: it belongs to the range above.
            (Limit told, Limit besides, TextFix? fix) = Met(one.High, other.Low, parts, isMendable: isOneValue && !IsOneOfLine(one.Highest, parts) && !IsOneOfLine(other.Lowest, parts));
            Report(
                Claim.Overlap, "GL0408", told.Line, new[] { new Premise(Solver.True, besides.Line, GroundKind.Met) }, new[] { witness }, fix,
                Words(one, value), findings.Line(besides.Line), Findings.Quote(told.Line));
        }

        // A case that meets the lower condition, and the same case with a value between the two.
        private IReadOnlyList<Witness>? ShowBetween(Ranged below, Ranged above, Rational value)
        {
            int[] statements = { Translation.Met(below.Part), below.Rest, above.Rest };
            Expectation[] belowMet = { questions.Expect(below.Part, true) };
            Expectation[] noneMet = { questions.Expect(below.Part, false), questions.Expect(above.Part, false) };
            Witness? met = Questions.Confirmed(questions.Make(statements), belowMet);
            Witness? none = Questions.Confirmed(questions.Make(statements, below.Measure, value), noneMet);
            return met is not null && none is not null ? new[] { met, none } : null;
        }

        // Whether a line is one of several alternatives that stand in a row.
        private static bool IsOneOfLine(ConditionNode line, IReadOnlyList<ConditionNode> parts) =>
            parts.Count(part => ReferenceEquals(part.Source.Text, line.Source.Text) && part.Source.Start.Line <= line.Source.End.Line && part.Source.End.Line >= line.Source.Start.Line) > 1;

        // Whether nothing lies between but what whole numbers, or tenths, leave out.
        private static bool IsOneStep(Measure measure, BoundedRange gap)
        {
            Rational unit = measure.Fact is null && (gap.Low!.Value / 12).IsWhole && (gap.High!.Value / 12).IsWhole ? 12 : 1;
            while (!(gap.Low!.Value / unit).IsWhole || !(gap.High!.Value / unit).IsWhole)
            {
                unit /= 10;
                if (unit < 0.0001m)
                {
                    return false;
                }
            }

            return gap.High.Value - gap.Low.Value <= unit;
        }

        private static string Words(Ranged ranged, Rational value)
        {
            string name = PlanWords.NameOf(ranged.Value, ranged.Lowest.Source);
            if (ranged.Value.Kind == ValueKind.Elapsed)
            {
                return name == "age" ? name + " " + (value / 12).Floor().ToString(CultureInfo.InvariantCulture)
                    : (value / 12).IsWhole ? name + " " + value / 12 + " years" : name + " " + value.Floor().ToString(CultureInfo.InvariantCulture) + " months" + Days(value);
            }

            string text = value.TryToDecimal(out decimal exact) ? exact.ToString("0.####", CultureInfo.InvariantCulture) : value.ToString();
            string? unit = ranged.Value.Kind == ValueKind.PercentChange ? "%" : ranged.Measure.Fact?.Range?.Unit;
            return name + " " + text + (unit is null ? string.Empty : unit == "%" ? unit : " " + unit);
        }

        private static string Days(Rational months)
        {
            Rational days = (months - new Rational(months.Floor(), 1)) * 32;
            return days.Sign == 0 ? string.Empty : " and " + days.Floor().ToString(CultureInfo.InvariantCulture) + (days == 1 ? " day" : " days");
        }
    }
}
