using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Parsing;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>
    /// Gives the lines of a file their meaning. Names come before keywords: all declarations are collected first, then phrases are
    /// read, at each word taking the longest visible name. One binder a file; this part walks the sections.
    /// </summary>
    internal sealed partial class Binder
    {
        private static readonly string[] SectionWords = Keywords.Of(KeywordKind.Section).ToArray();

        private static readonly string[] CodesOfUnknownNames =
        {
            "GL0201", "GL0202", "GL0203", "GL0204", "GL0221", "GL0228", "GL0260", "GL0261", "GL0271", "GL0349", "GL0401", "GL0505", "GL0508", "GL0509", "GL0513", "GL0605", "GL0606", "GL0607", "GL0610", "GL0617",
        };

        // What a field that is not understood leads to, where others speak of it.
        private static readonly string[] CodesOfMissingFields = { "GL0251", "GL0281", "GL0312", "GL0357" };

        // Mistakes of form that leave the lines around them as they were meant.
        private static readonly string[] FlawsOfOneLine = { "GL0102", "GL0103", "GL0106", "GL0107", "GL0110", "GL0111", "GL0150" };

        // What a section lacks; where something else is wrong in it, that may be the reason.
        private static readonly string[] CodesOfMissingParts = { "GL0504", "GL0523", "GL0602", "GL0603", "GL0604" };

        private const int LeastLinesOfText = 3;

        private readonly SyntaxTree tree;
        private readonly PlanBuilder plan;
        private readonly DiagnosticBag bag;
        private readonly UsedFiles usedFiles;
        private readonly CancellationToken cancellation;
        private readonly NameTable names = new NameTable();
        private readonly HashSet<string> allowed = new HashSet<string>(StringComparer.Ordinal);
        private readonly List<AllowLine> allowLines = new List<AllowLine>();
        private readonly List<FactSymbol> ownFacts = new List<FactSymbol>();
        private readonly List<EntryKindPlan> ownEntryKinds = new List<EntryKindPlan>();
        private readonly List<ChoicePlan> ownChoices = new List<ChoicePlan>();
        private readonly List<Symbol> ownDefinitions = new List<Symbol>();
        private readonly List<EntryKindPlan> visibleEntryKinds = new List<EntryKindPlan>();
        private readonly Dictionary<string, EntryKindPlan> entryKindsByName = new Dictionary<string, EntryKindPlan>(StringComparer.Ordinal);
        private static readonly string[] CodesToldOnce = { "GL0257", "GL0261", "GL0509", "GL0537", "GL0606", "GL0610" };

        private readonly HashSet<string> askedInVain = new HashSet<string>(StringComparer.Ordinal);
        private readonly HashSet<string> toldOnce = new HashSet<string>(StringComparer.Ordinal);

        private readonly HashSet<string> unknownNames = new HashSet<string>(StringComparer.Ordinal);
        private readonly HashSet<TextSpan> flawed = new HashSet<TextSpan>();
        private bool[]? isFlawed;
        private bool isMissingNames;
        private bool isMissingSection;
        private bool isMissingFields;
        private bool isMissingRequest;
        private bool isMissingService;

        public Binder(SyntaxTree tree, PlanBuilder plan, DiagnosticBag bag, UsedFiles usedFiles, CancellationToken cancellation)
        {
            this.tree = tree;
            this.plan = plan;
            this.bag = bag;
            this.usedFiles = usedFiles;
            this.cancellation = cancellation;
        }

        /// <summary>What the file declares, if it is a vocabulary.</summary>
        public VocabularyPlan? Vocabulary { get; private set; }

        public bool HasErrors => bag.Items.Any(item => item.IsError);

        /// <summary>The first error of the file, or null.</summary>
        public Diagnostic? FirstError => bag.Items.Where(item => item.IsError).OrderBy(item => item.Span.Span.Start).FirstOrDefault();

        private SourceText Text => tree.Text;

        /// <summary>The warnings that the file allows.</summary>
        public IReadOnlyList<AllowLine> AllowLines => allowLines;

        /// <summary>What is said of a text that is no guideline, and nothing besides; null for all others.</summary>
        public Diagnostic? OtherText { get; private set; }

        public bool IsAllowed(string code) => allowed.Contains(code);

        /// <summary>Binds the file. The plan of a guideline; null for a vocabulary and for a file without a head.</summary>
        public GuidelinePlan? Bind()
        {
            if (IsOtherText())
            {
                OtherText = new Diagnostic("GL0114", new SourceSpan(Text, tree.Lines[0].Span));
                return null;
            }

            ReportWriting();
            Dictionary<string, List<LineSyntax>> sections = Sections();
            BindLanguage(sections["language"]);
            Head head = BindHead(sections["guideline"], sections["vocabulary"]);
            if (head.Id.Length > 0)
            {
                usedFiles.Enter(head.Id);
            }

            foreach (LineSyntax line in sections["allow"])
            {
                BindAllow(line);
            }

            foreach (FactPlan builtIn in plan.Facts.Where(fact => fact.BuiltIn != BuiltInFact.None))
            {
                names.Add(builtIn.Name, new FactSymbol(builtIn));
            }

            foreach (LineSyntax line in sections["use"])
            {
                BindUse(line);
            }

            // A reference to a list further down can be told from one to nothing.
            listNames.AddRange(sections["criteria"].Select(line => new PhraseCursor(Text, line.Head ?? line.Phrase)).Where(name => name.Count > 2).Select(name => name.Words(2, name.Count)));
            BindEvidence(sections["person"], sections["evidence"]);
            string? vocabulary = head.IsVocabulary ? head.Id : null;
            DeclareEntryKinds(sections["entry"], vocabulary);
            DeclareFacts(sections["facts"], vocabulary, isOfRequest: false);
            DeclareFacts(sections["request"], vocabulary, isOfRequest: true);
            DeclareTables(sections["table"]);
            DeclareCodeSets(sections["codes"]);
            DeclareDefinitions(sections["define"]);
            DeclareScores(sections["score"]);
            BindDefaults();
            BindShownWith();
            BindRecordedChanges();
            CheckNames();
            DeclareSingulars();
            ReportLinesBelowLeaves(sections);
            foreach (Symbol definition in DefinitionsApartFromCriteria())
            {
                cancellation.ThrowIfCancellationRequested();
                Bind(definition);
            }

            if (head.IsVocabulary)
            {
                BindUnreadJudgements();
                foreach (LineSyntax line in sections["criteria"].Concat(sections["service"]).Concat(sections["example"]))
                {
                    Report("GL0158", new PhraseCursor(Text, line.Phrase).SpanAt(0), FirstWord(line));
                }

                WarnOfUnclearLines(sections);
                Vocabulary = new VocabularyPlan
                {
                    Id = head.Id,
                    File = Text,
                    Facts = plan.Facts.Where(fact => fact.Vocabulary == head.Id).ToList(),
                    EntryKinds = ownEntryKinds,
                    Choices = ownChoices,
                };
                return null;
            }

            return head.Id.Length == 0 ? null : BindGuideline(head, sections);
        }

        /// <summary>Reads the head of the file alone. Null if it declares no id.</summary>
        public FileHead? ReadHead()
        {
            Dictionary<string, List<LineSyntax>> sections = Sections();
            Head head = BindHead(sections["guideline"], sections["vocabulary"]);
            foreach (LineSyntax line in sections["allow"])
            {
                BindAllow(line);
            }

            return head.Id.Length == 0 ? null : new FileHead
            {
                Id = head.Id,
                IsVocabulary = head.IsVocabulary,
                InForce = new EffectivePeriod(head.EffectiveFrom, head.EffectiveTo),
                EditionRule = head.EditionRule,
                Source = head.EffectiveAt ?? head.Span,
                Allowed = allowed,
            };
        }

        // A policy as it stands in Word: of many lines at the margin none begins as one of a guideline does.
        private bool IsOtherText() => tree.Lines.Count >= LeastLinesOfText && tree.Lines.All(line => line.Label is not null || Spelling.Nearest(FirstWord(line), SectionWords) is null);

        private Dictionary<string, List<LineSyntax>> Sections()
        {
            var sections = new Dictionary<string, List<LineSyntax>>(StringComparer.Ordinal);
            foreach (string word in SectionWords)
            {
                sections.Add(word, new List<LineSyntax>());
            }

            for (int i = 0; i < tree.Lines.Count; i++)
            {
                LineSyntax line = tree.Lines[i];
                int end = i + 1 < tree.Lines.Count ? tree.Lines[i + 1].FullSpan.Start : Text.Content.Length + 1;
                string? section = SectionOf(line);
                if (section is "service" or "evidence" or "person" && ReportColonAfterSection(line, section))
                {
                    continue;
                }

                NoteFlaws(line, TextSpan.FromBounds(line.FullSpan.Start, end), section);
                if (section is not null)
                {
                    sections[section].Add(line);
                }
            }

            return sections;
        }

        private GuidelinePlan BindGuideline(Head head, Dictionary<string, List<LineSyntax>> sections)
        {
            edition = head.EffectiveFrom.IsKnown ? head.Id + "@" + head.EffectiveFrom : head.Id;
            BindCriteria(sections["criteria"]);
            foreach (Symbol definition in ownDefinitions)
            {
                Bind(definition);
            }

            BindUnreadJudgements();
            List<ServicePlan> services = BindServices(sections["service"]);
            if (services.Count == 0 && sections["service"].Count == 0 && !isMissingSection)
            {
                Report("GL0159", head.Span);
            }

            WarnOfUnclearLines(sections);
            List<ExamplePlan> examples = BindExamples(sections["example"], services, lists);
            WarnOfUnusedFacts();
            List<DefinitionPlan> definitions = plan.Definitions.Where(PlanBuilder.Reachable(lists, services).Contains).ToList();
            return new GuidelinePlan
            {
                Id = head.Id,
                Title = head.Title,
                Source = head.Source,
                Verified = head.Verified,
                EffectiveFrom = head.EffectiveFrom,
                EffectiveTo = head.EffectiveTo,
                EditionRule = head.EditionRule,
                Authority = head.Authority ?? Authorities.Of(head.Id, head.Source),
                Notes = head.Notes,
                File = Text,
                Vocabularies = plan.Vocabularies,
                Facts = plan.Facts,
                AllFacts = plan.AllFacts,
                EntryKinds = plan.EntryKinds,
                Choices = plan.Choices,
                Definitions = definitions,
                Lists = lists,
                Services = services,
                Examples = examples,
                Evidence = plan.Evidence,
                Nodes = PlanBuilder.Number(definitions, lists, services),
            };
        }

        // Which section a line at the margin opens; an unknown one is reported once.
        private string? SectionOf(LineSyntax line)
        {
            var phrase = new PhraseCursor(Text, line.Head ?? line.Phrase);
            string word = phrase.KindAt(0) == TokenKind.Word ? phrase.WordAt(0) : string.Empty;
            if (line.Label is null && Array.IndexOf(SectionWords, word) >= 0)
            {
                return word;
            }

            if (line.Span.Length == 0)
            {
                return null;
            }

            SourceSpan at = line.Label is { } label ? new SourceSpan(Text, label) : phrase.SpanAt(0);
            if (SectionForms.IsDefinition(line, word) || new SectionForms(Text).IsBareDefinition(line))
            {
                ReportOtherDefinition(line, phrase);
                return null;
            }

            string? meant = line.Label is null ? Spelling.Nearest(word, SectionWords) : null;
            bool isAlone = meant is "facts" or "request";
            if (meant is not null && !(isAlone && phrase.Count > 1))
            {
                ReportFix("GL0151", at, meant, at.ToString(), meant);
                return meant;
            }

            Report(new Diagnostic("GL0150", at, at.ToString(), SectionForms.Named) { Fix = WithoutFootOfPage(line) ?? AsCriteria(line, phrase) });
            isMissingNames = true;
            isMissingSection = true;
            return null;
        }

        // Where the form of a section is wrong, its meaning cannot be trusted: what seems wrong besides is not reported. Most flaws concern one line.
        private void NoteFlaws(LineSyntax line, TextSpan whole, string? section)
        {
            for (int i = FirstFrom(tree.Diagnostics, found => found.Span.Span.Start, whole.Start); i < tree.Diagnostics.Count && tree.Diagnostics[i].Span.Span.Start < whole.End; i++)
            {
                Diagnostic diagnostic = tree.Diagnostics[i];
                MarkFlawed(Array.IndexOf(FlawsOfOneLine, diagnostic.Code) >= 0 && section != "table" ? RowOf(line, diagnostic.Span.Span.Start) : whole);
                isMissingNames |= section is "facts" or "request" or "define" or "entry" or "table" && diagnostic.Code is not ("GL0150" or "GL0111" or "GL0110");
            }
        }

        // The part of a line that is its own, without the lines below it.
        private static TextSpan RowOf(LineSyntax line, int position) => Innermost(line, position).FullSpan;

        // Of a line and those below it, the one at a place.
        private static LineSyntax Innermost(LineSyntax line, int position)
        {
            LineSyntax at = line;
            while (LineAt(at.Lines, position) is >= 0 and var below)
            {
                at = at.Lines[below];
            }

            return at;
        }

        private void MarkFlawed(TextSpan span)
        {
            isFlawed ??= new bool[Text.Content.Length + 2];
            if (flawed.Add(span))
            {
                for (int i = span.Start; i < span.End; i++)
                {
                    isFlawed[i] = true;
                }
            }
        }

        // The last of some lines that begins at a place or before it; −1 if none does.
        private static int LineAt(IReadOnlyList<LineSyntax> lines, int position) => FirstFrom(lines, line => line.FullSpan.Start, position + 1) - 1;

        // Of things in the order of the text, the first that stands at a place or after it.
        private static int FirstFrom<T>(IReadOnlyList<T> things, Func<T, int> placeOf, int position)
        {
            int from = 0;
            int to = things.Count;
            while (from < to)
            {
                int middle = (from + to) / 2;
                (from, to) = placeOf(things[middle]) >= position ? (from, middle) : (middle + 1, to);
            }

            return from;
        }

        private string FirstWord(LineSyntax line) => new PhraseCursor(Text, line.Head ?? line.Phrase).TextAt(0);

        private void Report(string code, SourceSpan span, params string[] arguments) => Report(new Diagnostic(code, span, arguments));

        private void ReportFix(string code, SourceSpan span, string replacement, params string[] arguments)
        {
            if (IsWrittenAlready(span, replacement))
            {
                Report(code, span, arguments);
                return;
            }

            TextSpan whole = replacement.Length == 0 ? WithSpace(span) : TextSpan.FromBounds(span.Span.Start, span.Span.End + RestOfSplitWord(span, replacement));
            Report(new Diagnostic(code, span, arguments) { Fix = new TextFix(replacement.Length == 0 ? "Leave it out" : "Write “" + replacement + "”", whole, replacement) });
        }

        /// <summary>As <see cref="ReportFix"/>, where what was meant is likely and no more: it is offered, and never written unasked.</summary>
        private void ReportGuess(string code, SourceSpan span, string replacement, params string[] arguments) =>
            Report(new Diagnostic(code, span, arguments) { Fix = TextFix.Offer(span.Span, replacement) });

        // "less" is to be "less than", and "than" follows: to write it again would mend nothing.
        private static bool IsWrittenAlready(SourceSpan span, string replacement)
        {
            string typed = span.ToString();
            return replacement.StartsWith(typed + " ", StringComparison.OrdinalIgnoreCase)
                && string.CompareOrdinal(span.Text.Content, span.Span.End, replacement, typed.Length, replacement.Length - typed.Length) == 0;
        }

        // Words that are left out take the space behind them along, at the end of a line the one before.
        private static TextSpan WithSpace(SourceSpan span)
        {
            string content = span.Text.Content;
            bool isBehind = span.Span.End < content.Length && content[span.Span.End] == ' ';
            bool isBefore = !isBehind && span.Span.Start > 0 && content[span.Span.Start - 1] == ' ';
            return TextSpan.FromBounds(span.Span.Start - (isBefore ? 1 : 0), span.Span.End + (isBehind ? 1 : 0));
        }

        // "verifie d yes": the word goes on behind a space that slipped in. How much of the text belongs to it.
        private static int RestOfSplitWord(SourceSpan span, string replacement)
        {
            string typed = span.ToString();
            string rest = replacement.StartsWith(typed, StringComparison.OrdinalIgnoreCase) ? " " + replacement.Substring(typed.Length) : string.Empty;
            int end = span.Span.End + rest.Length;
            string content = span.Text.Content;
            bool goesOn = rest.Length > 1 && string.CompareOrdinal(content, span.Span.End, rest, 0, rest.Length) == 0
                && (end == content.Length || !char.IsLetterOrDigit(content[end]));
            return goesOn ? rest.Length : 0;
        }

        // Names of a file that could not be used would all seem unknown: the use line has said so.
        private void Report(Diagnostic diagnostic)
        {
            if ((isMissingNames && Array.IndexOf(CodesOfUnknownNames, diagnostic.Code) >= 0)
                || (isMissingService && diagnostic.Code == "GL0606")
                || (isMissingFields && Array.IndexOf(CodesOfMissingFields, diagnostic.Code) >= 0)
                || (diagnostic.Span.Text == Text && isFlawed is not null && isFlawed[diagnostic.Span.Span.Start]))
            {
                return;
            }

            // A name that nobody declared is told where it stands first; the other places want the same declaration.
            if (diagnostic.Code is "GL0202" or "GL0607" && diagnostic.Fix is null && !unknownNames.Add(NameTable.Canonical(diagnostic.Arguments[0])))
            {
                return;
            }

            // So is a field of an example that a criterion asks for in vain.
            if (diagnostic.Code is "GL0201" or "GL0202")
            {
                askedInVain.Add(diagnostic.Arguments[0]);
            }
            else if (diagnostic.Code == "GL0610" && diagnostic.Fix is null && askedInVain.Contains(diagnostic.Arguments[0]))
            {
                return;
            }

            // So is whatever else is not known by the same words.
            if (diagnostic.Fix is null && Array.IndexOf(CodesToldOnce, diagnostic.Code) >= 0 && !toldOnce.Add(diagnostic.Code + diagnostic.Message))
            {
                return;
            }

            if (Array.IndexOf(CodesOfMissingParts, diagnostic.Code) >= 0 && HasFindings(diagnostic.Span))
            {
                return;
            }

            bag.Report(AtAWord(diagnostic));
        }

        private bool HasFindings(SourceSpan head)
        {
            int line = LineAt(tree.Lines, head.Span.Start) + 1;
            int end = line < tree.Lines.Count ? tree.Lines[line].FullSpan.Start : Text.Content.Length + 1;
            return bag.Items.Any(item => item.Span.Text == Text && item.Span.Span.Start >= head.Span.Start && item.Span.Span.Start < end);
        }

        private void ReportUnknownLine(PhraseCursor phrase, string place, IReadOnlyCollection<string> words)
        {
            SourceSpan at = phrase.SpanAt(0);
            string? meant = Spelling.Nearest(phrase.WordAt(0), words) ?? KeywordInOtherWords(phrase.WordAt(0), words);
            if (meant == phrase.WordAt(0))
            {
                // The right word, and a colon or more words where none can stand: to write it again would mend nothing.
                at = phrase.Span(0, phrase.Count);
                Report("GL0172", at, at.ToString(), place, string.Join(", ", words));
            }
            else if (meant is not null)
            {
                ReportFix("GL0173", at, meant, at.ToString(), place, meant);
            }
            else
            {
                Report("GL0172", at, at.ToString(), place, string.Join(", ", words));
            }
        }

        // Whatever is left of a phrase is not understood: say so at its first word, once.
        private bool ExpectEnd(PhraseCursor phrase)
        {
            if (phrase.AtEnd)
            {
                return true;
            }

            ReportLeftOver(phrase);
            phrase.Position = phrase.Count;
            return false;
        }

        // "10.000" has been reported; ten thousand was most likely meant, so nothing more is said of it. The division drops zeros at the end:
        // "1.50" is the number 1.5 in every executor's words.
        private static decimal ParseDecimal(string text) =>
            decimal.TryParse(Lexer.IsThousands(text, 0, text.Length) ? text.Replace(".", string.Empty) : text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value)
                ? value / 1.0000000000000000000000000000m
                : 0;
    }
}
