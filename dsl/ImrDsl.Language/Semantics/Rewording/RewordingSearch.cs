using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Semantics
{
    /// <summary>
    /// Looks for what an author meant by a line that is not understood: changes it by rules and by names that are near, the likeliest change first, and
    /// compiles the file with each until the finding is gone and no other has come. What it finds makes sense; whether it was meant, the author says.
    /// </summary>
    internal sealed class RewordingSearch
    {
        // A trial compiles the text up to its examples: whoever has a long text gets fewer.
        private const int MostTrials = 60;
        private const int MostCharactersTried = 1_500_000;
        private const int MostChanges = 3;
        private const double MostCost = 5;

        // A change of other words than those at which the line stopped making sense.
        private const double CostOfElsewhere = 0.6;
        private const double CostOfKnownFix = 0.4;
        private const int MostPieces = 60;

        private readonly SourceText file;
        private readonly IReadOnlyList<LineSyntax> lines;
        private readonly KnownNames names;
        private readonly Func<SourceText, IReadOnlyList<Diagnostic>> compile;
        private readonly int examplesAt;
        private readonly string trimmed;
        private int trialsLeft;

        /// <summary>A search in one file.</summary>
        /// <param name="file">The file.</param>
        /// <param name="lines">Its lines at the margin.</param>
        /// <param name="names">What its lines can speak of.</param>
        /// <param name="compile">The errors of a text in the place of the file.</param>
        public RewordingSearch(SourceText file, IReadOnlyList<LineSyntax> lines, KnownNames names, Func<SourceText, IReadOnlyList<Diagnostic>> compile)
        {
            this.file = file;
            this.lines = lines;
            this.names = names;
            this.compile = compile;
            LineSyntax? example = lines.FirstOrDefault(line => line.Head is null && new PhraseCursor(file, line.Phrase).IsWord("example"));
            examplesAt = example?.FullSpan.Start ?? file.Content.Length;
            trimmed = file.Content.Substring(0, examplesAt);
            trialsLeft = Math.Min(MostTrials, MostCharactersTried / (trimmed.Length + 1));
        }

        /// <summary>The words in which the line of a finding makes sense, as a change of the text; null if none are found.</summary>
        public TextFix? Find(Diagnostic finding)
        {
            if (RegionOf(finding.Span.Span.Start) is not { } region)
            {
                return null;
            }

            bool isExample = region.Start >= examplesAt;
            string whole = isExample ? file.Content : trimmed;
            string typed = whole.Substring(region.Start, region.Length);
            int errors = compile(new SourceText(file.Path, whole)).Count;
            string[] known = compile(new SourceText(file.Path, whole)).Select(Key).ToArray();
            var seen = new HashSet<string>(StringComparer.Ordinal) { typed };
            var open = new List<Attempt> { new Attempt(typed, 0, 0, finding.Span.Span.Start - region.Start, finding.Fix) };
            while (open.Count > 0 && trialsLeft > 0)
            {
                Attempt best = open[0];
                foreach (Attempt one in open)
                {
                    best = one.Cost < best.Cost ? one : best;
                }

                open.Remove(best);
                Attempt? next = best;
                if (best.Changes > 0)
                {
                    trialsLeft--;
                    string text = whole.Substring(0, region.Start) + best.Text + whole.Substring(region.End);
                    IReadOnlyList<Diagnostic> after = compile(new SourceText(file.Path, text));
                    if (after.Count < errors && after.All(error => Array.IndexOf(known, Key(error)) >= 0))
                    {
                        return Difference(region, typed, best.Text);
                    }

                    next = Progress(best, region.Start, after);
                }

                if (next is not null && next.Changes < MostChanges)
                {
                    open.AddRange(Changes(next).Where(change => change.Cost <= MostCost && seen.Add(change.Text)));
                }
            }

            return null;
        }

        private static string Key(Diagnostic error) => error.Code + error.Message;

        // Where an attempt makes sense further on than before, the rest of it may be mended too.
        private static Attempt? Progress(Attempt attempt, int start, IReadOnlyList<Diagnostic> after)
        {
            Diagnostic? inLine = after.FirstOrDefault(error => error.Span.Span.Start >= start && error.Span.Span.Start <= start + attempt.Text.Length);
            if (inLine is null)
            {
                return null;
            }

            int stop = inLine.Span.Span.Start - start;
            return new Attempt(attempt.Text, attempt.Cost, attempt.Changes, stop, inLine.Fix is { } fix ? fix with { Span = new TextSpan(fix.Span.Start - start, fix.Span.Length) } : null);
        }

        private IEnumerable<Attempt> Changes(Attempt attempt)
        {
            if (attempt.Changes > 0 && attempt.Fix is { } fix && fix.Span.Start >= 0 && fix.Span.End <= attempt.Text.Length)
            {
                yield return attempt.Then(attempt.Text.Substring(0, fix.Span.Start) + fix.Replacement + attempt.Text.Substring(fix.Span.End), CostOfKnownFix);
            }

            var line = new LinePieces(attempt.Text);
            if (line.Count > MostPieces)
            {
                yield break;
            }

            foreach (Rewrite rewrite in RewordingRules.All.Apply(line).Concat(names.Near(line)).Concat(WordForms.Of(line)))
            {
                bool isElsewhere = line.StartOf(rewrite.From) > attempt.Stop + 1 || line.EndOf(Math.Min(line.Count - 1, Math.Max(rewrite.From, rewrite.To - 1))) < attempt.Stop;
                yield return attempt.Then(line.With(rewrite), rewrite.Cost + (isElsewhere ? CostOfElsewhere : 0));
            }
        }

        // The line as far as it is one sentence: a condition without its label and title, a declaration with its name.
        private TextSpan? RegionOf(int position)
        {
            LineSyntax? line = lines.LastOrDefault(one => one.FullSpan.Start <= position);
            while (line?.Lines.LastOrDefault(one => one.FullSpan.Start <= position) is { } below)
            {
                line = below;
            }

            if (line is null)
            {
                return null;
            }

            bool isInTitle = line.Head is { } head && (line.Label is null || position <= head.Span.End);
            TextSpan region = isInTitle || line.Head is null ? TextSpan.FromBounds(line.Head?.Span.Start ?? line.Phrase.Span.Start, line.Span.End) : line.Phrase.Span;
            return region.Length == 0 || position > region.End ? null : region;
        }

        // The pieces that differ; where nothing is to be written in their place, or something between two of them, a word that stays is taken along.
        private static TextFix Difference(TextSpan region, string before, string after)
        {
            var typed = new LinePieces(before);
            var right = new LinePieces(after);
            int most = Math.Min(typed.Count, right.Count);
            int first = 0;
            while (first < most && typed.Words(first, first + 1) == right.Words(first, first + 1))
            {
                first++;
            }

            int last = 0;
            while (last < most - first && typed.Words(typed.Count - 1 - last, typed.Count - last) == right.Words(right.Count - 1 - last, right.Count - last))
            {
                last++;
            }

            if (first + last == typed.Count)
            {
                first -= last == 0 ? 1 : 0;
                last -= last == 0 ? 0 : 1;
            }

            int from = typed.StartOf(first);
            int to = typed.EndOf(typed.Count - 1 - last);
            if (first + last == right.Count)
            {
                // Left out, with the space that would be doubled.
                int end = last > 0 ? typed.StartOf(typed.Count - last) : to;
                int start = last > 0 || first == 0 ? from : typed.EndOf(first - 1);
                bool isJoined = last > 0 && first > 0 && from == typed.EndOf(first - 1);
                return new TextFix(string.Empty, TextSpan.FromBounds(region.Start + start, region.Start + (isJoined ? to : end)), string.Empty) { IsCertain = false };
            }

            string words = after.Substring(right.StartOf(first), right.EndOf(right.Count - 1 - last) - right.StartOf(first));
            return new TextFix("Write “" + words + "”", TextSpan.FromBounds(region.Start + from, region.Start + to), words) { IsCertain = false };
        }

        /// <summary>A text that may be what was meant.</summary>
        private sealed class Attempt
        {
            public Attempt(string text, double cost, int changes, int stop, TextFix? fix)
            {
                Text = text;
                Cost = cost;
                Changes = changes;
                Stop = stop;
                Fix = fix;
            }

            public string Text { get; }

            public double Cost { get; }

            public int Changes { get; }

            /// <summary>Where it stops making sense.</summary>
            public int Stop { get; }

            /// <summary>What is proposed for that place, from the start of the text.</summary>
            public TextFix? Fix { get; }

            public Attempt Then(string text, double cost) => new Attempt(text, Cost + cost, Changes + 1, Stop, null);
        }
    }
}
