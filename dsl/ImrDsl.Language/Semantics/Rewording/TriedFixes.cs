using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Parsing;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>
    /// Tries the fixes of a file's findings before they are shown. A fix that mends nothing is left out; where there is none, one is looked for; and
    /// findings that go with the fix of another follow from it, and are not shown beside it.
    /// </summary>
    internal sealed class TriedFixes
    {
        private const string Tab = "GL0101";

        private const string OfAnotherService = "GL0614";

        // Mistakes of form may hide others, so their fixes are not tried.
        private const string FirstCodeOfMeaning = "GL0154";

        // Whoever has more findings mends some of them and asks again.
        private const int MostTried = 4;
        private const int MostSearched = 2;
        private const int MostTogether = 3;

        // Lines above and below whose indentation a line with a tab may have.
        private const int LinesAround = 3;

        // What a line that slipped to the left or right leads to: at itself, at the next line, or at the lines that miss what it declares.
        private static readonly string[] CodesOfOutline = { "GL0104", "GL0109", "GL0111", "GL0150", "GL0172", "GL0221", "GL0240", "GL0243", "GL0248", "GL0357" };

        // What it may lead to as well, if nothing else explains it.
        private static readonly string[] CodesBesideOutline = { "GL0310", "GL0335", "GL0604", "GL0607", "GL0610" };

        // What a name that is misspelt at its declaration leads to.
        private static readonly string[] CodesOfUse = { "GL0201", "GL0202", "GL0203", "GL0204", "GL0221", "GL0254", "GL0256", "GL0257", "GL0302", "GL0508", "GL0509", "GL0606", "GL0610" };

        // The same, of a kind of evidence or a profession; the words near to it are known without this file.
        private static readonly string[] CodesOfEvidence = { "GL0260", "GL0261" };

        // What is said of a name that is near to one that is declared.
        private static readonly string[] CodesOfNames = { "GL0201", "GL0256", "GL0508" };

        // A line at the margin whose first word may have slipped.
        private static readonly string[] CodesOfSections = { "GL0150", "GL0151" };

        // What the form of a line or a code tells is likelier than a slip.
        private static readonly string[] CodesOfForm = { IndentationSearch.Misplaced, "GL0526" };

        // In a file with more findings nothing is tried at all: each trial compiles the whole of it.
        private const int MostFindings = 60;

        // What says no more than that words are not understood: with what was meant, it is said better.
        private static readonly string[] CodesOfWords =
        {
            "GL0172", "GL0201", "GL0202", "GL0203", "GL0204", "GL0205", "GL0218", "GL0227", "GL0242", "GL0256", "GL0257", "GL0261", "GL0265", "GL0266", "GL0271", "GL0326", "GL0334", "GL0340", "GL0342",
            "GL0279", "GL0284", "GL0301", "GL0302", "GL0317", "GL0325", "GL0509", "GL0510", "GL0513", "GL0522", "GL0531", "GL0606", "GL0607", "GL0610", "GL0611", "GL0615", "GL0616", "GL0617",
        };

        // What these name is declared nowhere.
        private static readonly string[] CodesOfMissingDeclarations = { "GL0201", "GL0202", "GL0509", "GL0606" };

        // What these name is declared twice.
        private static readonly string[] CodesOfDuplicates = { "GL0212", "GL0502", "GL0521" };

        // What says why something cannot stand here; what was meant is added to it.
        private static readonly string[] CodesOfReasons =
        {
            "GL0164", "GL0174", "GL0175", "GL0223", "GL0224", "GL0228", "GL0232", "GL0240", "GL0248", "GL0251", "GL0252", "GL0254", "GL0277", "GL0294", "GL0302", "GL0305", "GL0310",
            "GL0311", "GL0318", "GL0320", "GL0329", "GL0330", "GL0332", "GL0337", "GL0338", "GL0339", "GL0341", "GL0367", "GL0372", "GL0373", "GL0506", "GL0508", "GL0525",
        };

        // What names the words that were meant, though it changes nothing.
        private static readonly string[] CodesOfSuggestions = { "GL0201", "GL0203", "GL0256", "GL0279" };

        private static readonly Regex Words = new Regex(@"[\p{L}\p{N}][\p{L}\p{N}'’-]*", RegexOptions.CultureInvariant);

        private readonly Compilation compilation;
        private readonly Func<SourceText, IReadOnlyList<Diagnostic>> compile;
        private readonly Lazy<RewordingSearch> search;
        private readonly VocabularySearch vocabularies;
        private readonly Lazy<DeclarationSearch> declarations;
        private readonly Lazy<IndentationSearch> indentation;
        private readonly Lazy<PlaceSearch> places;
        private readonly SlipsElsewhere elsewhere;
        private readonly Lazy<Dictionary<string, int>> wordCounts;
        private readonly bool isShown;

        /// <summary>The findings of one file.</summary>
        /// <param name="compilation">The file, compiled.</param>
        /// <param name="binder">What bound it.</param>
        /// <param name="compile">The findings of a text in the place of the file.</param>
        /// <param name="vocabularies">The ids of the vocabularies that are there, with the names each of them declares.</param>
        /// <param name="isShown">Whether offers that are not certain are shown.</param>
        public TriedFixes(Compilation compilation, Binder binder, Func<SourceText, IReadOnlyList<Diagnostic>> compile, Func<Dictionary<string, HashSet<string>>> vocabularies, bool isShown)
        {
            this.isShown = isShown;
            declarations = new Lazy<DeclarationSearch>(() => new DeclarationSearch(compilation.Tree, binder.IdleNames(), binder.IdleServices(), compilation.DeclaredPlan?.Facts.Where(fact => fact.Kind == FactKind.Date).Select(fact => fact.Name).ToArray() ?? Array.Empty<string>(), binder.OwnFields()));
            this.vocabularies = new VocabularySearch(compilation.Tree, vocabularies);
            this.compilation = compilation;
            this.compile = compile;
            search = new Lazy<RewordingSearch>(() => new RewordingSearch(Text, compilation.Tree.Lines, new KnownNames(binder.KnownNames(), binder.KnownUnits(), binder.KnownWords()), compile));
            elsewhere = new SlipsElsewhere(Text, compile);
            wordCounts = new Lazy<Dictionary<string, int>>(() => Words.Matches(Text.Content).Cast<Match>().GroupBy(word => NameTable.Canonical(word.Value)).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal));
            places = new Lazy<PlaceSearch>(() => new PlaceSearch(compilation.Tree, compile));
            indentation = new Lazy<IndentationSearch>(() => new IndentationSearch(compilation.Tree, compile));
        }

        private SourceText Text => compilation.Tree.Text;

        /// <summary>What is shown, in the order of the text.</summary>
        public IReadOnlyList<Diagnostic> Findings()
        {
            var shown = new List<Diagnostic>();
            List<Diagnostic> left = compilation.Diagnostics.ToList();
            if (new HeadingSearch(compilation.Tree, compile).Find(left) is { } heading)
            {
                RemoveThoseGone(left, heading.After, _ => true);
                left.Insert(0, heading.Finding);
                return left.Select(WithItsCertainty).ToList();
            }

            if (OfTabsAlone(left) is { } tabs)
            {
                return tabs;
            }

            if (compilation.Diagnostics.Count > MostFindings)
            {
                return compilation.Diagnostics.Select(WithItsCertainty).ToList();
            }

            if (isShown && new RowsSearch(compilation.Tree, compile).Find(left) is { } rows)
            {
                RemoveThoseGone(left, rows.After, _ => true);
                return left.Append(rows.Finding).OrderBy(finding => finding.Span.Text == Text ? finding.Span.Span.Start : 0).Select(WithItsCertainty).ToList();
            }

            int searched = 0;
            for (int tried = 0; left.Count > 0; tried++)
            {
                Diagnostic finding = left[0];
                left.RemoveAt(0);
                bool isWhole = compilation.Diagnostics.Count <= MostTried;
                bool isOfForm = string.CompareOrdinal(finding.Code, FirstCodeOfMeaning) < 0;
                if (tried >= MostTried || finding.Span.Text != Text || (isOfForm && !(isShown && IsOfOutline(finding))))
                {
                    shown.Add(finding);
                    continue;
                }

                if (isOfForm)
                {
                    bool isMended = finding.Fix is { } proposed && !After(proposed).Any(other => other.IsError);
                    (Diagnostic Finding, IReadOnlyList<Diagnostic> After)? slipped = isMended ? null : SlippedFinding(finding, searched++);
                    shown.Add(slipped?.Finding ?? finding);
                    if (slipped is not null)
                    {
                        RemoveThoseGone(left, slipped.Value.After, _ => true);
                    }

                    continue;
                }

                bool saysWhatIsMeant = finding.Fix is null && Array.IndexOf(CodesOfSuggestions, finding.Code) >= 0;
                IReadOnlyList<Diagnostic>? after = null;
                if (finding.Fix is { } fix)
                {
                    (finding, after) = WithFixesBehind(finding, fix);
                }

                TextFix? own = finding.Fix;
                if (after is not null && !Mends(finding, after))
                {
                    finding = isWhole ? new Diagnostic(finding.Code, finding.Span, finding.Arguments.ToArray()) : finding;
                    after = null;
                }

                // A declaration that is misspelt makes what uses it look wrong.
                bool isSlip = false;
                if (isShown && searched < MostSearched && (after is null || elsewhere.AreOdd(finding.Fix!.Replacement)) && (Array.IndexOf(CodesOfUse, finding.Code) >= 0 || Array.IndexOf(CodesOfEvidence, finding.Code) >= 0) && elsewhere.Find(finding, compilation.Diagnostics) is { } source)
                {
                    (finding, after) = source;
                    isSlip = true;
                }

                // So does one that has a word less or more than what speaks of it.
                bool isOneOfMany = after is null || declarations.Value.Twin(finding) is not null || (finding.Arguments.Count > 0 && MisspeltDeclarations.Occurrences(Text, finding.Arguments[0]).Count > 1);
                if (!isSlip && isShown && searched < MostSearched && isOneOfMany && FirstThatMends(declarations.Value.Otherwise(finding)) is { } declaredOtherwise)
                {
                    (finding, after) = declaredOtherwise;
                    isSlip = true;
                }

                // What the hand did, and the head did not mean, is likelier than anything that is not certain.
                if (!isSlip && isShown && searched < MostSearched && finding.IsError && finding.Fix is not { IsCertain: true } && SlippedFinding(finding, searched) is { } slip && (after is null || Array.IndexOf(CodesOfForm, finding.Code) < 0))
                {
                    (finding, after) = slip;
                    isSlip = true;
                }

                if (isShown && FirstThatMends(declarations.Value.InOtherUnit(finding, left)) is { } declaredUnit)
                {
                    (finding, after) = declaredUnit;
                    isSlip = true;
                }

                if (after is null && finding.Code == OfAnotherService && FirstThatMends(OtherRequest(finding)) is { } requested)
                {
                    (finding, after) = requested;
                    isSlip = true;
                }

                if (after is null && vocabularies.Find(finding) is { } named && After(named.Fix!) is { } withIt && Mends(named, withIt))
                {
                    (finding, after) = (named, withIt);
                }

                bool isSearched = after is null && (Array.IndexOf(CodesOfWords, finding.Code) >= 0 || Array.IndexOf(CodesOfReasons, finding.Code) >= 0) && searched++ < MostSearched;

                // What is found is not certain. Where nobody sees it, it matters only for findings that may follow from this one.
                bool matters = isShown || left.Any(other => other.Span.Start.Line == finding.Span.Start.Line);
                if (isSearched && matters && FirstThatMends(declarations.Value.Renamed(finding)) is { } renamed)
                {
                    (finding, after) = renamed;
                    RemoveThoseGone(shown, after, _ => true);
                }
                else if (after is null && isShown && finding.Fix is null && FirstThatMends(Unknown(finding, left).Concat(declarations.Value.Offers(finding))) is { } otherName)
                {
                    (finding, after) = otherName;
                    isSlip = true;
                }
                else if (isSearched && isShown && finding.Fix is null && places.Value.Find(finding, compilation.Diagnostics) is { } placed)
                {
                    (finding, after) = placed;
                    isSlip = true;
                }
                else if (isSearched && isShown && finding.Fix is null && declarations.Value.IsUsedOften(finding) && FirstThatMends(declarations.Value.Missing(finding)) is { } missing)
                {
                    (finding, after) = missing;
                }
                else if (isSearched && isShown && IsLineOfAnother(finding) && indentation.Value.Find(finding, compilation.Diagnostics) is { } line)
                {
                    (finding, after) = line;
                    isSlip = true;
                }
                else if (isSearched && matters && search.Value.Find(finding, isSlip: false, own) is { } meant && InWords(finding, meant, saysWhatIsMeant) is { } better)
                {
                    finding = better;
                    after = After(meant.Fix);
                }
                else if (isSearched && isShown && Array.IndexOf(CodesBesideOutline, finding.Code) >= 0 && indentation.Value.Find(finding, compilation.Diagnostics) is { } moved)
                {
                    (finding, after) = moved;
                    isSlip = true;
                }
                else if (isSearched && matters && finding.Fix is null && FirstThatMends(declarations.Value.Missing(finding)) is { } declared)
                {
                    (finding, after) = declared;
                }

                // What stands above may follow from it too: "service: NAME" and no service at all.
                if (after is not null && finding.Fix is { IsCertain: true })
                {
                    RemoveThoseGone(shown, after, other => other.Fix is null);
                }

                shown.Add(finding);
                if (after is not null)
                {
                    bool isCertain = isSlip || finding.Fix!.IsCertain || finding.Code is DeclarationSearch.DeclaredOtherwise or Binder.LineBeside or Binder.LetterForDigit;
                    RemoveThoseGone(left, after, other => isCertain || other.Span.Start.Line == finding.Span.Start.Line || (other.Code == finding.Code && Array.IndexOf(CodesOfMissingDeclarations, other.Code) >= 0 && other.Arguments[0] == finding.Arguments[0]));
                }
            }

            return shown.Select(WithItsCertainty).OrderBy(finding => finding.Span.Text == Text ? finding.Span.Span.Start : 0).ToList();
        }

        // "twelve visits over ninety days": the same slip twice in a line, of which the second is seen once the first is mended.
        private (Diagnostic Finding, IReadOnlyList<Diagnostic> After) WithFixesBehind(Diagnostic finding, TextFix fix)
        {
            IReadOnlyList<Diagnostic> first = After(fix);
            IReadOnlyList<Diagnostic> after = first;
            bool isOfName = Array.IndexOf(CodesOfNames, finding.Code) >= 0;
            for (int more = 0; more < MostTogether && fix.IsCertain && finding.IsError && !isOfName && !Mends(finding, after); more++)
            {
                int end = fix.Span.Start + fix.Replacement.Length;
                if (after.FirstOrDefault(other => other.Code == finding.Code && other.Span.Start.Line == finding.Span.Start.Line && other.Fix?.Span.Start >= end) is not { } next)
                {
                    return (finding, first);
                }

                fix = Joined(fix, next.Fix!, next.Span.Text);
                after = After(fix);
            }

            return fix == finding.Fix || !Mends(finding, after) ? (finding, first) : (new Diagnostic(finding.Code, finding.Span, finding.Arguments.ToArray()) { Fix = fix }, after);
        }

        private static TextFix Joined(TextFix first, TextFix next, SourceText between)
        {
            int end = first.Span.Start + first.Replacement.Length;
            string words = first.Replacement + between.Content.Substring(end, next.Span.Start - end) + next.Replacement;
            TextSpan span = TextSpan.FromBounds(first.Span.Start, first.Span.End + next.Span.End - end);
            return TextFix.Write(span, words) with { IsCertain = next.IsCertain };
        }

        // Where nothing is wrong with spaces in the place of the tabs, nothing else is told.
        private IReadOnlyList<Diagnostic>? OfTabsAlone(List<Diagnostic> findings)
        {
            List<Diagnostic> tabs = findings.Where(finding => finding.Code == Tab && finding.Span.Text == Text).ToList();
            if (tabs.Count == 0)
            {
                return null;
            }

            if (!compile(new SourceText(Text.Path, Fixes.Apply(Text, tabs, out _))).Any(other => other.IsError))
            {
                return tabs.Count < findings.Count ? tabs : null;
            }

            if (tabs.Count > 1 || tabs[0].Fix is not { } spaces)
            {
                return null;
            }

            Diagnostic? tab = (isShown ? OfOtherWidth(tabs[0], spaces) : null) ?? AsColumns(tabs[0], spaces);
            return tab is null ? null : new List<Diagnostic> { tab };
        }

        // "neuralgia⇥10⇥4": a row of a table as it is pasted from another program.
        private Diagnostic? AsColumns(Diagnostic tab, TextFix fix)
        {
            string typed = Text.Content.Substring(fix.Span.Start, fix.Span.Length);
            var columns = new TextFix("Write | between the cells", fix.Span, Regex.Replace(typed, @" *\t[ \t]*", " | ")) { IsCertain = false };
            bool isWithinRow = Text.LineAt(tab.Span.Start.Line).Substring(0, tab.Span.Start.Column).Trim().Length > 0;
            return isWithinRow && !After(columns).Any(error => error.IsError) ? new Diagnostic(tab.Code, tab.Span, tab.Arguments.ToArray()) { Fix = columns } : null;
        }

        // How far in the line stands that begins with the tab, as lines around it do.
        private Diagnostic? OfOtherWidth(Diagnostic tab, TextFix fix)
        {
            int line = tab.Span.Start.Line;
            int start = Text.SpanOfLines(line, line).Start;
            bool isAtStart = Text.Content.Substring(start, fix.Span.Start - start).Concat(fix.Replacement).All(c => c == ' ');
            return !isAtStart ? null : Enumerable.Range(Math.Max(0, line - LinesAround), LinesAround * 2).Where(at => at != line && at < Text.LineCount)
                .Select(at => Text.LineAt(at)).Where(row => row.Trim().Length > 0).Select(row => row.Length - row.TrimStart(' ').Length).Distinct()
                .Select(width => fix with { Span = TextSpan.FromBounds(start, fix.Span.End), Replacement = new string(' ', width), IsCertain = false }).Where(other => !After(other).Any(error => error.IsError))
                .Select(other => new Diagnostic(tab.Code, tab.Span, tab.Arguments.ToArray()) { Fix = other }).FirstOrDefault();
        }

        // What is declared twice may be what is nowhere declared: a copied heading keeps the name of the first.
        private static IEnumerable<Diagnostic> Unknown(Diagnostic finding, IEnumerable<Diagnostic> left) =>
            Array.IndexOf(CodesOfDuplicates, finding.Code) < 0 ? Array.Empty<Diagnostic>()
                : left.Where(other => Array.IndexOf(CodesOfMissingDeclarations, other.Code) >= 0).Select(other => other.Arguments[0]).Distinct()
                    .Select(name => new Diagnostic(finding.Code, finding.Span, finding.Arguments.ToArray()) { Fix = TextFix.Offer(finding.Span.Span, name) });

        // The request of an example may be what was left as it was copied.
        private IEnumerable<Diagnostic> OtherRequest(Diagnostic finding)
        {
            LineSyntax? example = compilation.Tree.Lines.LastOrDefault(line => line.FullSpan.Start <= finding.Span.Span.Start);
            TextSpan? request = example?.Lines.FirstOrDefault(line => line.Span.End <= finding.Span.Span.Start && new PhraseCursor(Text, line.Head ?? line.Phrase).IsWord("request"))?.Span;
            int at = request is { } span ? Text.Content.IndexOf(finding.Arguments[1], span.Start, span.Length, StringComparison.OrdinalIgnoreCase) : -1;
            if (at >= 0)
            {
                yield return new Diagnostic(finding.Code, finding.Span, finding.Arguments.ToArray()) { Fix = TextFix.Offer(new TextSpan(at, finding.Arguments[1].Length), finding.Arguments[0]) };
            }
        }

        // Where a name is declared once and used once, either may be the one that is misspelt: only a word that stands in the file more often, or belongs to
        // the language, is certain.
        private bool IsSupported(string code, TextFix fix)
        {
            string[] typed = NameTable.WordsOf(Text.Content.Substring(fix.Span.Start, fix.Span.Length));
            string[] right = NameTable.WordsOf(fix.Replacement);

            // A name of more or fewer words is another name.
            if (Array.IndexOf(CodesOfNames, code) >= 0 && (right.Length == 0 || (typed.Length != right.Length && (typed.All(right.Contains) || right.All(typed.Contains)))))
            {
                return false;
            }

            // "type IV" is no slip for "type II", and the same words in another order may be right where they are declared.
            bool isDesignation = typed.Except(right).Concat(right.Except(typed)).Any(IsDesignation);
            bool isOtherOrder = !typed.SequenceEqual(right) && typed.OrderBy(word => word, StringComparer.Ordinal).SequenceEqual(right.OrderBy(word => word, StringComparer.Ordinal));

            // Nothing is turned round unasked, and a word of the language is hardly a misspelt other one.
            bool isDenial = right.Any(word => OtherWording.IsDenial(word) && Array.IndexOf(typed, word) < 0) || typed.Any(word => OtherWording.IsDenial(word) && Array.IndexOf(right, word) < 0);
            bool isOtherWord = code == "GL0203" && typed.Length == 1 && right.Length == 1 && Binder.IsOfLanguage(typed[0]) && Binder.IsOfLanguage(right[0]) && Spelling.Distance(typed[0], right[0], 2) <= 2;

            // Whichever way a fact is spelt, it is the same fact; a value is one of the record.
            bool IsSameFact(string word) => code == "GL0201" && typed.Length == right.Length && typed.Any(other => Spelling.Distance(other, word, 1) <= 1 && !OtherWording.AreOpposed(other, word));
            return !isDenial && !isOtherWord && !isDesignation && !isOtherOrder && right.Where(word => Array.IndexOf(typed, word) < 0).All(word => Binder.IsOfLanguage(word) || (wordCounts.Value.TryGetValue(word, out int count) && count > 1) || IsSameFact(word));
        }

        private static bool IsDesignation(string word) => word.Length < 2 || word.Any(char.IsDigit) || word.All(c => "ivxlcIVXLC".IndexOf(c) >= 0);

        private Diagnostic WithItsCertainty(Diagnostic finding) =>
            finding.Span.Text == Text && Array.IndexOf(CodesOfUse, finding.Code) >= 0 && finding.Fix is { IsCertain: true } fix && !IsSupported(finding.Code, fix)
                ? new Diagnostic(finding.Code, finding.Span, finding.Arguments.ToArray()) { Fix = fix with { IsCertain = false } }
                : finding;

        private static bool IsOfOutline(Diagnostic finding) => Array.IndexOf(CodesOfOutline, finding.Code) >= 0 || Array.IndexOf(CodesOfSections, finding.Code) >= 0;

        // "source page 58" among the criteria: what is taken for a name is the word that begins another line.
        private static bool IsLineOfAnother(Diagnostic finding) =>
            finding.Code is "GL0201" or "GL0202" && NameTable.WordsOf(finding.Span.ToString()).FirstOrDefault() is { } word && (Keywords.Of(KeywordKind.Line).Contains(word) || SectionForms.IsModifier(word));

        // The finding at what the hand did: a word typed twice, run together or torn apart, or a line moved to the left or right.
        private (Diagnostic Finding, IReadOnlyList<Diagnostic> After)? SlippedFinding(Diagnostic finding, int searched)
        {
            if (search.Value.Find(finding, isSlip: true) is { } meant && InWords(finding, meant, saysWhatIsMeant: false) is { } better)
            {
                return (better, After(meant.Fix));
            }

            return searched < MostSearched && Array.IndexOf(CodesOfOutline, finding.Code) >= 0 ? indentation.Value.Find(finding, compilation.Diagnostics) : null;
        }

        private IReadOnlyList<Diagnostic> After(TextFix fix) =>
            compile(new SourceText(Text.Path, Text.Content.Substring(0, fix.Span.Start) + fix.Replacement + Text.Content.Substring(fix.Span.End)));

        private (Diagnostic Finding, IReadOnlyList<Diagnostic> After)? FirstThatMends(IEnumerable<Diagnostic> offers)
        {
            foreach (Diagnostic offer in offers)
            {
                // A fact that nothing asks about then is likelier to have been meant.
                if (After(offer.Fix!) is { } after && Mends(offer, after) && after.All(other => other.IsError || compilation.Diagnostics.Any(known => known.Saying == other.Saying)))
                {
                    return (offer, after);
                }
            }

            return null;
        }

        // Warnings are looked for only where there is no error, so those that an error hid do not count.
        private bool Mends(Diagnostic finding, IReadOnlyList<Diagnostic> after)
        {
            bool Counts(Diagnostic other) => other.IsError || !finding.IsError;
            return after.Count(Counts) < compilation.Diagnostics.Count(Counts)
                && !after.Any(other => other.Code == finding.Code && other.Span.Span.Start == finding.Span.Span.Start);
        }

        private static void RemoveThoseGone(List<Diagnostic> left, IReadOnlyList<Diagnostic> after, Func<Diagnostic, bool> canFollow)
        {
            List<string> still = after.Select(other => other.Saying).ToList();
            left.RemoveAll(finding => !still.Remove(finding.Saying) && canFollow(finding));
        }

        // The finding in words of what was meant. Where it says more than that words are not understood, what it says stays.
        private Diagnostic? InWords(Diagnostic finding, Meaning meant, bool saysWhatIsMeant)
        {
            bool isReason = saysWhatIsMeant || Array.IndexOf(CodesOfWords, finding.Code) < 0;
            if (isReason && finding.Span.Span.Start < meant.Fix.Span.End && meant.Fix.Span.Start < finding.Span.Span.End)
            {
                return new Diagnostic(finding.Code, finding.Span, finding.Arguments.ToArray()) { Fix = meant.Fix };
            }

            // Words that are only missing are missed where the line stopped making sense.
            if (meant.IsAdded && finding.Span.Span.Start <= meant.Fix.Span.Start && meant.Fix.Span.End <= finding.Span.Span.End)
            {
                string words = finding.Span.ToString();
                int at = meant.Fix.Span.Start - finding.Span.Span.Start;
                return new Diagnostic("GL0203", finding.Span, words, words.Substring(0, at) + meant.Fix.Replacement + words.Substring(at + meant.Fix.Span.Length)) { Fix = meant.Fix };
            }

            var span = new SourceSpan(Text, meant.Typed);
            return meant.Right.Length == 0
                ? new Diagnostic("GL0279", span, span.ToString()) { Fix = meant.Fix }
                : new Diagnostic("GL0203", span, new SourceSpan(Text, meant.Whole).ToString(), meant.Right) { Fix = meant.Fix };
        }
    }
}
