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
    /// <summary>Scores: points for conditions, and bands of totals.</summary>
    internal sealed partial class Binder
    {
        // More totals than this are not told apart when bands are checked.
        private const int MostTotals = 100_000;

        private void DeclareScores(List<LineSyntax> lines)
        {
            foreach (LineSyntax line in lines)
            {
                var head = new PhraseCursor(Text, line.Head ?? line.Phrase) { Position = 1 };
                SourceSpan at = head.Span(1, head.Count);
                if (TakeNewName(head, at, "score opioid risk") is { } name)
                {
                    Declare(new DefinitionSymbol(name, at, this, line, null) { IsScore = true });
                }
            }
        }

        private DefinitionForm BindScore(DefinitionSymbol symbol)
        {
            var parts = new List<ScorePart>();
            var bands = new List<ScoreBand>();
            var bandLines = new List<SourceSpan>();
            bool failed = false;
            foreach (LineSyntax line in symbol.Line.Lines)
            {
                var head = new PhraseCursor(Text, line.Head ?? line.Phrase);
                if (line.Head is not null && TryTakeDecimal(head, out decimal points) && head.TakeAny("point", "points") is not null && head.AtEnd)
                {
                    ConditionNode? condition = BindWithModifiers(new PhraseCursor(Text, line.Phrase), line);
                    failed |= condition is null;
                    if (condition is not null)
                    {
                        condition.Title = head.Words(0, head.Count);
                        parts.Add(new ScorePart(condition, points));
                    }
                }
                else if (line.Head is not null && BindScoreBandLine(new PhraseCursor(Text, line.Head), new PhraseCursor(Text, line.Phrase)) is { } band)
                {
                    bands.Add(band);
                    bandLines.Add(new SourceSpan(Text, line.Head.Span.To(line.Phrase.Span)));
                }
                else
                {
                    ReportScoreLine(head, line);
                    failed = true;
                }
            }

            if (!failed && parts.Count == 0)
            {
                Report("GL0359", symbol.Source!);
            }

            if (failed || parts.Count == 0 || !CheckBands(bandLines, parts, bands))
            {
                return DefinitionForm.Failed;
            }

            var score = new ScoreNode(symbol.Source!, parts, bands.OrderBy(band => band.Low ?? decimal.MinValue).ToList());
            return Define(symbol, new DefinitionPlan { Name = symbol.Name, Value = score, Source = symbol.Source! }, DefinitionForm.Value);
        }

        // "3 points smoker", "three points: smoker", "moderate: 4-7", "high: ≥ 8".
        private void ReportScoreLine(PhraseCursor head, LineSyntax line)
        {
            var phrase = new PhraseCursor(Text, line.Phrase);
            if (NumberWord(head) is not null && head.WordAt(1) is "point" or "points")
            {
                BindConstant(head, out _);
                return;
            }

            if (line.Head is null && head.KindAt(0) == TokenKind.Number && head.WordAt(1) is "point" or "points")
            {
                var colon = new TextSpan(head.SpanAt(1).Span.End, 0);
                Report(new Diagnostic("GL0359", head.Span(0, head.Count)) { Fix = new TextFix("Write a colon", colon, ":") });
                return;
            }

            if (line.Head is not null && phrase.Count == 1 && phrase.Kind == TokenKind.Word && ReportHyphenatedRange(phrase, 0))
            {
                return;
            }

            bool isLimit = line.Head is not null && TryTakeComparison(phrase, out Comparison comparison) && comparison is Comparison.AtLeast or Comparison.AtMost && phrase.Kind == TokenKind.Number && phrase.Position + 1 == phrase.Count;
            if (isLimit)
            {
                SourceSpan typed = phrase.Span(0, phrase.Count);
                phrase.Position = 0;
                TryTakeComparison(phrase, out Comparison limit);
                ReportFix("GL0359", typed, limit == Comparison.AtLeast ? phrase.TextAt(phrase.Position) + " or more" : "up to " + phrase.TextAt(phrase.Position));
                return;
            }

            Report("GL0359", head.Span(0, head.Count));
        }

        // "moderate: 4 to 7", "high: 8 or more", "low: up to 3", "none: 0".
        private static ScoreBand? BindScoreBandLine(PhraseCursor head, PhraseCursor phrase)
        {
            string name = TakeDeclaredName(head);
            bool isUpTo = phrase.Take("up", "to");
            if (name.Length == 0 || !TryTakeDecimal(phrase, out decimal first))
            {
                return null;
            }

            decimal? low = isUpTo ? null : first;
            decimal? high = first;
            if (!isUpTo && phrase.Take("to"))
            {
                high = TryTakeDecimal(phrase, out decimal last) && last >= first ? last : (decimal?)null;
                if (high is null)
                {
                    return null;
                }
            }
            else if (!isUpTo && phrase.Take("or", "more"))
            {
                high = null;
            }
            else if (!isUpTo && phrase.Take("or", "less"))
            {
                low = null;
            }

            phrase.TakeAny("point", "points");
            return phrase.AtEnd ? new ScoreBand(name, low, high) : null;
        }

        // Every total there can be lies in exactly one band.
        private bool CheckBands(List<SourceSpan> lines, List<ScorePart> parts, List<ScoreBand> bands)
        {
            var totals = new SortedSet<decimal> { 0 };
            foreach (ScorePart part in parts)
            {
                foreach (decimal total in totals.ToList())
                {
                    totals.Add(total + part.Points);
                }

                if (totals.Count > MostTotals)
                {
                    return true;
                }
            }

            foreach (decimal total in bands.Count == 0 ? new SortedSet<decimal>() : totals)
            {
                int found = bands.Count(band => !(total < band.Low) && !(total > band.High));
                if (found != 1)
                {
                    // The second of two that overlap; the one above a gap.
                    int at = found == 0 ? bands.FindIndex(band => band.Low > total) : bands.FindLastIndex(band => !(total < band.Low) && !(total > band.High));
                    Report("GL0360", lines[at < 0 ? lines.Count - 1 : at], total.ToString(CultureInfo.InvariantCulture), found == 0 ? "no band" : "more than one band");
                    return false;
                }
            }

            return true;
        }

        private static int FindBand(PhraseCursor phrase, DefinitionPlan score, out int length)
        {
            IReadOnlyList<ScoreBand> bands = ((ScoreNode)score.Value!).Bands;
            int found = -1;
            length = 0;
            for (int i = 0; i < bands.Count; i++)
            {
                string[] words = NameTable.Canonical(bands[i].Name).Split(' ');
                if (words.Length > length && words.Select((word, at) => phrase.WordAt(phrase.Position + at) == word).All(same => same))
                {
                    (found, length) = (i, words.Length);
                }
            }

            return found;
        }

        // "opioid risk is moderate or high", "is moderate or higher": totals from the start of one band to the end of another.
        private static ConditionNode? BindScoreBand(PhraseCursor phrase, int start, DefinitionPlan score)
        {
            IReadOnlyList<ScoreBand> bands = ((ScoreNode)score.Value!).Bands;
            var chosen = new SortedSet<int>();
            do
            {
                int band = FindBand(phrase, score, out int length);
                phrase.Position += length;
                int from = phrase.Take("or", "lower") ? 0 : band;
                int to = phrase.Take("or", "higher") ? bands.Count - 1 : band;
                chosen.UnionWith(Enumerable.Range(from, to - from + 1));
            }
            while (TakeSetSeparator(phrase, next => FindBand(next, score, out _) >= 0));

            SourceSpan source = phrase.SpanFrom(start);
            var parts = new List<ConditionNode>();
            for (int i = 0; i < bands.Count; i++)
            {
                int last = i;
                while (chosen.Contains(i) && chosen.Contains(last + 1))
                {
                    last++;
                }

                if (chosen.Contains(i))
                {
                    parts.Add(IsInBand(source, new DefinedValueNode(source, score), bands[i].Low, bands[last].High));
                    i = last;
                }
            }

            return parts.Count == 1 ? parts[0] : new GroupNode(source, GroupKind.AnyOf, 0, parts);
        }

        private static ConditionNode IsInBand(SourceSpan source, ValueNode score, decimal? low, decimal? high)
        {
            NumberNode Constant(decimal value) => new NumberNode(source, value, null);
            return low is { } least && high is { } most ? new BandNode(source, score, BandKind.Within, Constant(least), Constant(most))
                : high is { } end ? new ComparisonNode(source, score, Comparison.AtMost, Constant(end))
                : new ComparisonNode(source, score, Comparison.AtLeast, Constant(low ?? decimal.MinValue));
        }
    }
}
