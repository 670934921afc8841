using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
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
        // A trial compiles the text, most often up to its examples: whoever has a long text gets fewer.
        private const int MostTrials = 120;
        private const int MostCharactersTried = 1_500_000;

        // Every trial looks at the whole line, and nobody words a longer one anew.
        private const int LongestLine = 4_000;
        private const int MostChanges = 4;
        private const double MostCost = 3.2;

        // A change of other words than those at which the line stopped making sense.
        private const double CostOfElsewhere = 0.6;
        private const double CostOfKnownFix = 0.4;
        private const int MostPieces = 60;
        private const int MostLists = 12;
        private const double CostOfIdle = 1.15;
        private const int MostIdle = 4;
        private const double CostOfNextOpening = 0.01;

        private static readonly Regex Code = new Regex(@"\b(CPT|HCPCS|ICD|[A-Z]\d{4}|\d{5})\b", RegexOptions.CultureInvariant);

        // Whatever stands behind these words is prose.
        private static readonly string[] ProseLines = { "source", "note", "ask", "jurisdiction", "authority", "edition" };

        private readonly SourceText file;
        private readonly IReadOnlyList<LineSyntax> lines;
        private readonly KnownNames names;
        private readonly Func<SourceText, IReadOnlyList<Diagnostic>> compile;
        private readonly int examplesAt;
        private readonly string trimmed;

        // Small words are tried beside the others, so that neither keeps the other from its turn.
        private readonly Trials trials = new Trials();
        private readonly Trials trialsOfSmallWords = new Trials();
        private int? allErrors;

        /// <summary>A search in one file.</summary>
        /// <param name="file">The file.</param>
        /// <param name="lines">Its lines at the margin.</param>
        /// <param name="names">What its lines can speak of.</param>
        /// <param name="compile">The findings of a text in the place of the file.</param>
        public RewordingSearch(SourceText file, IReadOnlyList<LineSyntax> lines, KnownNames names, Func<SourceText, IReadOnlyList<Diagnostic>> compile)
        {
            this.file = file;
            this.lines = lines;
            this.names = names;
            this.compile = compile;
            LineSyntax? example = lines.FirstOrDefault(line => line.Head is null && new PhraseCursor(file, line.Phrase).IsWord("example"));
            examplesAt = example?.FullSpan.Start ?? file.Content.Length;
            trimmed = file.Content.Substring(0, examplesAt);
        }

        /// <summary>The words in which the line of a finding makes sense, as a change of the text; null if none are found.</summary>
        /// <param name="finding">The finding.</param>
        /// <param name="isSlip">Whether only slips of the hand are undone.</param>
        /// <param name="own">What the finding itself proposed, which mends nothing by itself.</param>
        public Meaning? Find(Diagnostic finding, bool isSlip = false, TextFix? own = null)
        {
            if (RegionOf(finding.Span.Span.Start) is not { Length: <= LongestLine } region)
            {
                return null;
            }

            bool isExample = region.Start >= examplesAt;
            string whole = isExample ? file.Content : trimmed;
            string typed = whole.Substring(region.Start, region.Length);
            string[] known = Errors(compile(new SourceText(file.Path, whole))).Select(other => other.Saying).ToArray();
            int alike = known.Count(key => key == finding.Saying);
            var seen = new HashSet<string>(StringComparer.Ordinal) { typed };
            var open = new List<Attempt> { new Attempt(typed, 0, 0, finding.Span.Span.Start - region.Start, finding.Fix) };
            Meaning? second = null;
            while (open.Count > 0 && !(trials.AreOver && trialsOfSmallWords.AreOver))
            {
                Attempt best = open[0];
                foreach (Attempt one in open)
                {
                    best = one.Cost < best.Cost ? one : best;
                }

                open.Remove(best);
                if ((best.IsLast ? trialsOfSmallWords : trials).AreOver)
                {
                    continue;
                }

                Attempt? next = best;
                if (best.Changes > 0 && !isSlip && !Sense.IsKept(typed, best.Text))
                {
                    next = null;
                }
                else if (best.Changes > 0)
                {
                    (best.IsLast ? trialsOfSmallWords : trials).Take(whole.Length);
                    string text = whole.Substring(0, region.Start) + best.Text + whole.Substring(region.End);
                    IReadOnlyList<Diagnostic> findings = compile(new SourceText(file.Path, text));
                    List<Diagnostic> after = Errors(findings);
                    if (after.Count < known.Length && after.Count(error => error.Saying == finding.Saying) < alike && after.All(error => Array.IndexOf(known, error.Saying) >= 0))
                    {
                        Meaning meant = Meaning.Of(region, typed, best.Text);
                        List<Diagnostic> warnings = findings.Where(other => other.Severity == Severity.Warning).ToList();
                        bool isDoubtful = (best.IsLast && warnings.Count > 0) || warnings.Any(warning => warning.Span.Span.Start >= region.Start && warning.Span.Span.Start <= region.Start + best.Text.Length);
                        if (!isDoubtful && (isSlip || best.IsLast || meant.Right.Length > 0 || IsNothingLost(meant.Typed, best.Text)))
                        {
                            // A fact that nothing asks about any more is likely to be the one that was meant.
                            if (isExample || MendsAll(meant.Fix, finding))
                            {
                                if (warnings.Count == 0)
                                {
                                    return meant;
                                }

                                second ??= meant;
                            }
                        }
                    }

                    next = Progress(best, region.Start, after);
                }

                if (best.Changes == 0)
                {
                    IEnumerable<Attempt> first = isSlip ? OfWords(best).Concat(OfOpenings(best, finding)) : OfLists(best, finding, region).Concat(OfOtherLists(best, finding, region)).Concat(OfMeasures(best, finding, region)).Concat(OfValues(best, finding, region)).Concat(OfIdle(best, finding, region)).Concat(OfOwn(best, own, region)).Concat(OfWords(best)).Concat(OfSigns(best, region, isExample));
                    open.AddRange(first.Where(change => seen.Add(change.Text)));
                }

                if (next is not null && next.Changes < MostChanges && !isSlip && !best.IsLast)
                {
                    open.AddRange(Changes(next).Where(change => change.Cost <= MostCost && seen.Add(change.Text)));
                }

                if (best.Changes == 0 && !isSlip)
                {
                    open.AddRange(OfSmallWords(best, finding, region).Where(change => seen.Add(change.Text)));
                }
            }

            return second;
        }

        // The examples refer to the criteria by their labels.
        private bool MendsAll(TextFix fix, Diagnostic finding)
        {
            allErrors ??= Errors(compile(file)).Count;
            List<Diagnostic> left = Errors(compile(new SourceText(file.Path, file.Content.Substring(0, fix.Span.Start) + fix.Replacement + file.Content.Substring(fix.Span.End))));
            return left.Count < allErrors && left.All(error => error.Saying != finding.Saying || error.Span.Span.Start != finding.Span.Span.Start);
        }

        // What says something is left out only where it stands in the line again: "reduction of pain from pain before to pain after".
        private bool IsNothingLost(TextSpan span, string left)
        {
            string[] words = NameTable.WordsOf(left);
            return NameTable.WordsOf(file.Content.Substring(span.Start, span.Length)).All(word => KnownNames.IsEmpty(word) || Array.IndexOf(words, word) >= 0);
        }

        private static List<Diagnostic> Errors(IEnumerable<Diagnostic> findings) => findings.Where(other => other.IsError).ToList();

        // Where an attempt makes sense further on than before, the rest of it may be mended too.
        private static Attempt? Progress(Attempt attempt, int start, IReadOnlyList<Diagnostic> after)
        {
            Diagnostic? inLine = after.FirstOrDefault(error => error.Span.Span.Start >= start && error.Span.Span.Start <= start + attempt.Text.Length);
            if (inLine is null)
            {
                return null;
            }

            // What makes less sense than before is gone on with last.
            int stop = inLine.Span.Span.Start - start;
            bool isWorse = stop < attempt.Stop && attempt.Text.Length - stop > attempt.Left;
            return new Attempt(attempt.Text, attempt.Cost + (isWorse ? CostOfElsewhere : 0), attempt.Changes, stop, inLine.Fix is { } fix ? fix with { Span = new TextSpan(fix.Span.Start - start, fix.Span.Length) } : null);
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

            foreach (Rewrite rewrite in RewordingRules.All.Apply(line).Concat(names.Near(line)).Concat(WordForms.Of(line)).Concat(WordForms.WithUnits(line, names.Units)))
            {
                bool isElsewhere = line.StartOf(rewrite.From) > attempt.Stop + 1 || line.EndOf(Math.Min(line.Count - 1, Math.Max(rewrite.From, rewrite.To - 1))) < attempt.Stop;
                yield return attempt.Then(line.With(rewrite), rewrite.Cost + (isElsewhere ? CostOfElsewhere : 0));
            }
        }

        // What the finding proposed, wherever the line has those words: "recorded pack years is at least 20 pack years".
        private IEnumerable<Attempt> OfOwn(Attempt attempt, TextFix? own, TextSpan region)
        {
            if (own is null || own.Span.Start < region.Start || own.Span.End > region.End || own.Span.Length == 0)
            {
                yield break;
            }

            string typed = file.Content.Substring(own.Span.Start, own.Span.Length);
            string everywhere = Regex.Replace(attempt.Text, @"(?<![\w-])" + Regex.Escape(typed) + @"(?![\w-])", own.Replacement.Replace("$", "$$"), RegexOptions.CultureInvariant);
            yield return attempt.Then(everywhere, CostOfKnownFix);
        }

        private IEnumerable<Attempt> OfWords(Attempt attempt)
        {
            var line = new LinePieces(attempt.Text);
            return TypingSlips.OfWords(line, names.KnownWords, IsSure).Select(slip => attempt.Then(line.With(slip), slip.Cost));
        }

        // What is declared with a word that stands nowhere else may be mistyped there.
        private bool IsSure(string word) => Binder.IsOfLanguage(word) || Regex.Matches(file.Content, @"(?<![\w-])" + Regex.Escape(word) + @"(?![\w-])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant).Count > 1;

        // A line without the word that says what it is: one of those that the finding names.
        private static IEnumerable<Attempt> OfOpenings(Attempt attempt, Diagnostic finding)
        {
            bool isTitled = attempt.Text.IndexOf('"') > 0;
            bool isId = attempt.Text.IndexOf('.') > 0 && attempt.Text.IndexOf(' ') < 0;
            bool IsLikely(string word) => finding.Code == "GL0172" ? Array.IndexOf(ProseLines, word) < 0 && (word != "codes" || Code.IsMatch(attempt.Text)) && (word != "effective" || attempt.Text.Any(char.IsDigit)) : isTitled ? word is "service" or "example" : isId && word == "use";
            if (finding.Code is not ("GL0150" or "GL0172"))
            {
                return Array.Empty<Attempt>();
            }

            string[] able = finding.Arguments[finding.Arguments.Count - 1].Split(new[] { ", " }, StringSplitOptions.None);
            return able.Where(IsLikely).Select((word, i) => attempt.Then(word + " " + attempt.Text, CostOfKnownFix + (i * CostOfNextOpening)))
                .Concat(WithoutFirstWord(attempt, able)).Concat(OtherFirstWords(attempt));
        }

        // "than use common.conservative-care": a word too many before the one that opens the section.
        private static IEnumerable<Attempt> WithoutFirstWord(Attempt attempt, string[] able)
        {
            var line = new LinePieces(attempt.Text);
            return Array.IndexOf(able, line.WordAt(1)) >= 0 ? new[] { attempt.Then(attempt.Text.Substring(line.StartOf(1)), CostOfKnownFix) } : Array.Empty<Attempt>();
        }

        // "definition pain duration: …".
        private static IEnumerable<Attempt> OtherFirstWords(Attempt attempt)
        {
            var line = new LinePieces(attempt.Text);
            return RewordingRules.All.Apply(line).Where(other => other.From == 0 && other.To == 1 && other.Words.Length > 0).Select(other => attempt.Then(line.With(other), other.Cost));
        }

        private IEnumerable<Attempt> OfSigns(Attempt attempt, TextSpan region, bool isExample)
        {
            var line = new LinePieces(attempt.Text);
            bool isLabelled = region.Start > 0 && file.Content[region.Start - 1] == ' ' && file.Content.LastIndexOf('\n', region.Start - 1) is var end && file.Content.Substring(end + 1, region.Start - end - 1).Trim().Length > 0;
            return TypingSlips.OfSigns(line, attempt.Stop, isLabelled, isExample).Select(slip => attempt.Then(line.With(slip), slip.Cost));
        }

        // What is left of a line after such a change is not worded anew: it would have been other words from the beginning.
        private IEnumerable<Attempt> OfSmallWords(Attempt attempt, Diagnostic finding, TextSpan region)
        {
            var line = new LinePieces(attempt.Text);
            bool[] joined = names.Joined(line);
            return SmallWordSlips.Of(line, attempt.Stop, Math.Min(attempt.Text.Length, finding.Span.Span.End - region.Start), at => joined[at]).Select(slip => attempt.Then(line.With(slip), slip.Cost, isLast: true));
        }

        // What is not declared may be the fact that nothing asks about, if the two have a word in common.
        private IEnumerable<Attempt> OfIdle(Attempt attempt, Diagnostic finding, TextSpan region)
        {
            (int start, int end) = (finding.Span.Span.Start - region.Start, Math.Min(attempt.Text.Length, finding.Span.Span.End - region.Start));
            if (finding.Code is not ("GL0201" or "GL0202") || start < 0 || end <= start || names.Idle.Count > MostIdle)
            {
                yield break;
            }

            string[] words = NameTable.WordsOf(attempt.Text.Substring(start, end - start)).Where(OtherWording.IsContent).ToArray();
            string before = NameTable.WordsOf(attempt.Text.Substring(0, start)).LastOrDefault() ?? string.Empty;
            if (OtherWording.IsDenial(before))
            {
                yield break;
            }

            foreach (KnownName name in names.Idle.Where(name => name.Content.Length > 1))
            {
                // "radiation failed" has nothing to do with "strong opioids failed", nor "patient has fever" with "patient smokes".
                // The last word of what is no condition says what it is.
                int shared = name.Content.Take(name.IsDeniable ? name.Content.Length - 1 : name.Content.Length).Count(word => !OtherWording.IsPerson(word) && words.Any(one => OtherWording.AreAlike(one, word)));
                if (shared > 0 && !name.Content.All(word => words.Any(one => OtherWording.AreAlike(one, word))))
                {
                    yield return attempt.Then(attempt.Text.Substring(0, start) + (before == "1" ? Binder.Singular(name.Text) : name.Text) + attempt.Text.Substring(end), CostOfIdle + (Rewrite.CostOfNext * (names.Idle.Count - 1)));
                }
            }
        }

        private IEnumerable<Attempt> OfMeasures(Attempt attempt, Diagnostic finding, TextSpan region)
        {
            int lineAt = file.Content.LastIndexOf('\n', region.Start) + 1;
            (int start, int end) = (finding.Span.Span.Start - region.Start, Math.Min(attempt.Text.Length, finding.Span.Span.End - region.Start));
            return start < 0 || end < start ? Array.Empty<Attempt>()
                : MissingMeasures.Of(finding.Code, attempt.Text, start, end, file.Content.Substring(lineAt, region.Start - lineAt), names)
                    .Select((text, i) => attempt.Then(text, CostOfKnownFix + (i * Rewrite.CostOfNext)));
        }

        // "criterion Q1 for managing opioids", where another list has a Q1.
        private IEnumerable<Attempt> OfOtherLists(Attempt attempt, Diagnostic finding, TextSpan region)
        {
            int end = finding.Span.Span.End - region.Start;
            bool isLabel = finding.Code == "GL0513" && end > 0 && end <= attempt.Text.Length && names.Lists.Count <= MostLists;
            int at = isLabel ? attempt.Text.IndexOf(finding.Arguments[1], end, StringComparison.Ordinal) : -1;
            return names.Lists.Where(list => at >= 0 && list != finding.Arguments[1])
                .Select(list => attempt.Then(attempt.Text.Substring(0, at) + list + attempt.Text.Substring(at + finding.Arguments[1].Length), CostOfKnownFix));
        }

        // The list of criteria that a reference means: it names none, or one that there is not.
        private IEnumerable<Attempt> OfLists(Attempt attempt, Diagnostic finding, TextSpan region)
        {
            (int start, int end) = (finding.Span.Span.Start - region.Start, Math.Min(attempt.Text.Length, finding.Span.Span.End - region.Start));
            string typed = start >= 0 && end > start ? attempt.Text.Substring(start, end - start) : string.Empty;
            if (typed.Length == 0 || finding.Code is not ("GL0506" or "GL0509") || names.Lists.Count > MostLists)
            {
                yield break;
            }

            string[] words = NameTable.WordsOf(typed).Where(OtherWording.IsContent).ToArray();
            foreach (string list in names.Lists)
            {
                int shared = NameTable.WordsOf(list).Count(word => words.Any(one => OtherWording.AreAlike(one, word)));
                if (finding.Code == "GL0506")
                {
                    // A list that other lines refer to is less likely to be the one that this line forgot.
                    int others = names.Lists.Count == 1 ? 0 : Regex.Matches(trimmed, @"\bfor\s+" + Regex.Escape(list) + @"\b", RegexOptions.CultureInvariant).Count - 1;
                    yield return attempt.Then(attempt.Text.Substring(0, end) + " for " + list + attempt.Text.Substring(end), CostOfKnownFix + (Rewrite.CostOfNext * others));
                }
                else if (shared > 0 || names.Lists.Count == 1)
                {
                    yield return attempt.Then(attempt.Text.Substring(0, start) + list + attempt.Text.Substring(end), CostOfKnownFix + (Rewrite.CostOfNext * Math.Max(0, 3 - shared)), isLast: true);
                }
            }
        }

        // "failed" for "failed to control it": the one value that has the words that are typed.
        private static IEnumerable<Attempt> OfValues(Attempt attempt, Diagnostic finding, TextSpan region)
        {
            int start = finding.Span.Span.Start - region.Start;
            if (finding.Code != "GL0257" || start < 0 || finding.Arguments.Count < 3)
            {
                yield break;
            }

            string typed = finding.Arguments[0];
            int at = attempt.Text.IndexOf(typed, Math.Max(0, start - typed.Length), StringComparison.OrdinalIgnoreCase);
            string[] words = NameTable.WordsOf(typed).Where(OtherWording.IsContent).ToArray();
            List<string> able = finding.Arguments[2].Split(new[] { ", " }, StringSplitOptions.None)
                .Where(value => NameTable.WordsOf(value) is var own && words.Length > 0 && words.All(word => own.Any(one => OtherWording.AreAlike(one, word)))).ToList();
            // "spinal stenosis" for "stenosis": the one value of which all words are typed.
            able = able.Count > 0 ? able : finding.Arguments[2].Split(new[] { ", " }, StringSplitOptions.None)
                .Where(value => NameTable.WordsOf(value).Where(OtherWording.IsContent).ToArray() is { Length: > 0 } own && own.All(one => words.Any(word => OtherWording.AreAlike(word, one)))).ToList();
            if (able.Count == 1 && at >= 0)
            {
                yield return attempt.Then(attempt.Text.Substring(0, at) + able[0] + attempt.Text.Substring(at + typed.Length), CostOfKnownFix);
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

        // How often the text may still be compiled.
        private sealed class Trials
        {
            private int left = MostTrials;
            private int charactersLeft = MostCharactersTried;

            public bool AreOver => left <= 0 || charactersLeft <= 0;

            public void Take(int length) => (left, charactersLeft) = (left - 1, charactersLeft - length);
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

            /// <summary>How much is left behind the place where the attempt before it stopped making sense.</summary>
            public int Left { get; private set; }

            /// <summary>Whether nothing more is changed, if it does not make sense.</summary>
            public bool IsLast { get; private set; }

            public Attempt Then(string text, double cost, bool isLast = false) => new Attempt(text, Cost + cost, Changes + 1, Stop, null) { Left = Text.Length - Stop, IsLast = isLast };
        }
    }
}
