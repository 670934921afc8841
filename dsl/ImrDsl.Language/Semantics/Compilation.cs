using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Parsing;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Semantics
{
    /// <summary>A file of the language, parsed and bound with the files it uses. One way in for every consumer.</summary>
    public sealed class Compilation
    {
        // The warnings that binding looks for. What is wrong with editions shows only side by side.
        private static readonly string[] OwnWarnings = { "GL0178", "GL0350", "GL0365", "GL0376", "GL0377", "GL0378", "GL0401", "GL0413", "GL0414", "GL0415", "GL0416", "GL0417" };

        private Compilation(
            SyntaxTree tree, GuidelinePlan? declaredPlan, VocabularyPlan? declaredVocabulary, IReadOnlyList<Diagnostic> diagnostics, bool hasErrors, IReadOnlyList<AllowLine> allowLines)
        {
            AllowLines = allowLines;
            Tree = tree;
            DeclaredPlan = declaredPlan;
            DeclaredVocabulary = declaredVocabulary;
            Plan = hasErrors ? null : declaredPlan;
            Vocabulary = hasErrors ? null : declaredVocabulary;
            Diagnostics = diagnostics;
        }

        // The same with findings in the place of its own.
        private Compilation(Compilation other, IReadOnlyList<Diagnostic> diagnostics)
        {
            Tree = other.Tree;
            DeclaredPlan = other.DeclaredPlan;
            DeclaredVocabulary = other.DeclaredVocabulary;
            Plan = other.Plan;
            Vocabulary = other.Vocabulary;
            Diagnostics = diagnostics;
            AllowLines = other.AllowLines;
        }

        /// <summary>The syntax tree of the file itself.</summary>
        public SyntaxTree Tree { get; }

        /// <summary>The plan of a guideline; null if the file has errors or is a vocabulary.</summary>
        public GuidelinePlan? Plan { get; }

        /// <summary>What a vocabulary declares; null if the file has errors or is a guideline.</summary>
        public VocabularyPlan? Vocabulary { get; }

        /// <summary>What a guideline declares, errors or not: its facts and services hold, its conditions may not. Null if it is a vocabulary or has no id.</summary>
        public GuidelinePlan? DeclaredPlan { get; }

        /// <summary>What a vocabulary declares, errors or not. Null if it is a guideline or has no id.</summary>
        public VocabularyPlan? DeclaredVocabulary { get; }

        /// <summary>What is wrong with the file, in the order of its text. Findings in used files are theirs; here the <c>use</c> line says that there are some.</summary>
        public IReadOnlyList<Diagnostic> Diagnostics { get; }

        /// <summary>The codes of warnings that do not matter in this file, as its <c>allow</c> lines say.</summary>
        public IReadOnlyList<AllowLine> AllowLines { get; }

        /// <summary>Whether any finding is an error.</summary>
        public bool HasErrors => Plan is null && Vocabulary is null;

        /// <summary>Whether the file allows a warning.</summary>
        public bool IsAllowed(string code) => AllowLines.Any(line => line.Code == code);

        /// <summary>Compiles a file.</summary>
        /// <param name="file">The file.</param>
        /// <param name="findById">The text of the file that declares an id (<c>common.conservative-care</c>), or null if there is none.</param>
        /// <param name="cancellation">Stops the work.</param>
        public static Compilation Create(SourceText file, Func<string, SourceText?> findById, CancellationToken cancellation = default) =>
            Create(file, findById, Array.Empty<SourceText>, cancellation);

        /// <summary>Compiles a file where those around it are known, so that a vocabulary that was meant and not named is found.</summary>
        /// <param name="file">The file.</param>
        /// <param name="findById">The text of the file that declares an id, or null if there is none.</param>
        /// <param name="files">The files among which those that are used are found; asked only where a name or an id is not known.</param>
        /// <param name="cancellation">Stops the work.</param>
        public static Compilation Create(
            SourceText file, Func<string, SourceText?> findById, Func<IEnumerable<SourceText>> files, CancellationToken cancellation = default) =>
            Create(file, findById, files, Offers.All, cancellation);

        /// <summary>Compiles a file for somebody who shows its findings, applies their fixes, or asks only for its plan.</summary>
        /// <param name="file">The file.</param>
        /// <param name="findById">The text of the file that declares an id, or null if there is none.</param>
        /// <param name="files">The files among which those that are used are found; asked only where a name or an id is not known.</param>
        /// <param name="offers">What is looked for where a line is not understood.</param>
        /// <param name="cancellation">Stops the work.</param>
        public static Compilation Create(
            SourceText file, Func<string, SourceText?> findById, Func<IEnumerable<SourceText>> files, Offers offers, CancellationToken cancellation = default)
        {
            Compilation compilation = Compile(file, findById, cancellation, out Binder binder);
            return compilation.Diagnostics.Count == 0 || offers == Offers.None
                ? compilation
                : new Compilation(compilation, new TriedFixes(compilation, binder, text => Compile(text, findById, cancellation, out _).Diagnostics, Names, offers == Offers.All).Findings());

            Dictionary<string, HashSet<string>> Names()
            {
                var names = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
                foreach (SourceText text in files())
                {
                    if (DeclaredId(text, out bool isVocabulary) is { } id && isVocabulary && !names.ContainsKey(id))
                    {
                        Compile(text, findById, cancellation, out Binder other);
                        names.Add(id, other.DeclaredNames());
                    }
                }

                return names;
            }
        }

        private static Compilation Compile(SourceText file, Func<string, SourceText?> findById, CancellationToken cancellation, out Binder binder)
        {
            SyntaxTree tree = Parser.Parse(file, cancellation);
            var bag = new DiagnosticBag();
            foreach (Diagnostic diagnostic in tree.Diagnostics)
            {
                bag.Report(diagnostic);
            }

            var plan = new PlanBuilder();
            binder = new Binder(tree, plan, bag, new UsedFiles(findById, plan, cancellation), cancellation);
            GuidelinePlan? guideline = binder.Bind();
            if (binder.OtherText is { } other)
            {
                return new Compilation(tree, null, null, new[] { other }, hasErrors: true, binder.AllowLines);
            }

            bag.Replace(binder.AtStrangeWord);
            var diagnostics = new List<Diagnostic>();
            var suppressed = new HashSet<string>(StringComparer.Ordinal);
            bool hasErrors = false;
            foreach (Diagnostic diagnostic in MisspeltDeclarations.Join(file, bag.Items))
            {
                if (!diagnostic.IsError && binder.IsAllowed(diagnostic.Code))
                {
                    suppressed.Add(diagnostic.Code);
                    continue;
                }

                hasErrors |= diagnostic.IsError;
                diagnostics.Add(diagnostic);
            }

            if (!hasErrors && !binder.IsAllowed("GL0177"))
            {
                diagnostics.AddRange(AllowLine.Idle(binder.AllowLines, code => Array.IndexOf(OwnWarnings, code) >= 0, suppressed));
            }

            diagnostics.Sort((left, right) => left.Span.Span.Start != right.Span.Span.Start
                ? left.Span.Span.Start.CompareTo(right.Span.Span.Start)
                : string.CompareOrdinal(left.Code, right.Code));
            return new Compilation(tree, guideline, guideline is not null ? null : binder.Vocabulary, diagnostics, hasErrors, binder.AllowLines);
        }

        /// <summary>What the head of a file says, whatever is wrong with the rest of it; null if it declares no id.</summary>
        public static FileHead? HeadOf(SourceText file, CancellationToken cancellation = default)
        {
            var plan = new PlanBuilder();
            return new Binder(Parser.Parse(file, cancellation), plan, new DiagnosticBag(), new UsedFiles(_ => null, plan, cancellation), cancellation).ReadHead();
        }

        /// <summary>
        /// What a guideline is and which services it decides, by their names, titles and codes, without what it asks: enough to find the guidelines that
        /// decide a case. Null for a vocabulary and for a file without a head. Nothing is said of mistakes.
        /// </summary>
        public static GuidelinePlan? OutlineOf(SourceText file, CancellationToken cancellation = default)
        {
            var plan = new PlanBuilder();
            return new Binder(Parser.Parse(file, cancellation), plan, new DiagnosticBag(), new UsedFiles(_ => null, plan, cancellation), cancellation).ReadOutline();
        }

        /// <summary>The id a file declares in its head, or null. Looks at the head only.</summary>
        public static string? DeclaredId(SourceText file, out bool isVocabulary)
        {
            isVocabulary = false;
            foreach (LineSyntax line in Parser.Parse(file).Lines)
            {
                var phrase = new PhraseCursor(file, line.Phrase);
                string? word = line.Head is null ? phrase.TakeAny("guideline", "vocabulary") : null;
                if (word is not null && phrase.Kind == TokenKind.Word)
                {
                    isVocabulary = word == "vocabulary";
                    return phrase.WordAt(phrase.Position);
                }
            }

            return null;
        }

        /// <summary>The ids a file uses, in the order of its <c>use</c> lines.</summary>
        public static IReadOnlyList<string> UsedIds(SourceText file)
        {
            var ids = new List<string>();
            foreach (LineSyntax line in Parser.Parse(file).Lines)
            {
                var phrase = new PhraseCursor(file, line.Phrase);
                if (line.Head is null && phrase.Take("use") && phrase.Kind == TokenKind.Word)
                {
                    ids.Add(phrase.WordAt(phrase.Position));
                }
            }

            return ids;
        }
    }

    /// <summary>The used files of one compilation: each is bound once, and a file that uses itself is found.</summary>
    internal sealed class UsedFiles
    {
        private const int MaximalNesting = 50;

        private readonly Func<string, SourceText?> findById;
        private readonly PlanBuilder plan;
        private readonly CancellationToken cancellation;
        private readonly Dictionary<string, Binder?> binders = new Dictionary<string, Binder?>(StringComparer.Ordinal);

        private int nesting;
        private string? main;
        private bool leadsBack;

        public UsedFiles(Func<string, SourceText?> findById, PlanBuilder plan, CancellationToken cancellation)
        {
            this.findById = findById;
            this.plan = plan;
            this.cancellation = cancellation;
        }

        /// <summary>The bound file, or null with the code of what is wrong with the <c>use</c> line.</summary>
        public Binder? Find(string id, out string? problem)
        {
            if (binders.TryGetValue(id, out Binder? known))
            {
                leadsBack |= id == main;
                problem = known is null ? "GL0161" : known.HasErrors ? "GL0162" : null;
                return problem is null ? known : null;
            }

            if (findById(id) is not { } text)
            {
                problem = "GL0160";
                return null;
            }

            if (nesting == MaximalNesting)
            {
                problem = "GL0176";
                return null;
            }

            binders[id] = null;
            SyntaxTree tree = Parser.Parse(text, cancellation);
            var bag = new DiagnosticBag();
            foreach (Diagnostic diagnostic in tree.Diagnostics)
            {
                bag.Report(diagnostic);
            }

            var binder = new Binder(tree, plan, bag, this, cancellation);
            nesting++;
            bool isGuideline = binder.Bind() is not null || binder.Vocabulary is null;
            nesting--;
            binders[id] = binder;
            problem = binder.HasErrors ? (leadsBack ? "GL0161" : "GL0162") : isGuideline ? "GL0163" : null;
            if (problem is not null)
            {
                return null;
            }

            plan.Vocabularies.Add(binder.Vocabulary!);
            return binder;
        }

        /// <summary>Where the first error of a file is, and which: <c>common/pain.guideline:12: GL0202</c>; nothing, if it has none or was not found.</summary>
        public string FirstErrorOf(string id) =>
            binders.TryGetValue(id, out Binder? known) && known?.FirstError is { } error ? error.Span.Path + ":" + (error.Span.Start.Line + 1) + ": " + error.Code : string.Empty;

        /// <summary>The path of the file that has an id; null if there is none.</summary>
        public string? PathOf(string id) => findById(id)?.Path;

        /// <summary>Marks the file that is being compiled, so that using it is a cycle.</summary>
        public void Enter(string id)
        {
            main ??= id;
            binders[id] = null;
        }
    }
}
