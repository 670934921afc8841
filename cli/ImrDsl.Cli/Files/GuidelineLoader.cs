using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ImrDsl.Cli.Output;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Cli.Files;

/// <summary>
/// Compiles the guidelines that a command works with. They are named by file, or by the id under which they come with the tool; the plans of the latter have no examples.
/// </summary>
/// <param name="terminal">Where the command runs.</param>
/// <param name="nameOf">How a full path is named in the plans; as messages show it, if not given.</param>
internal sealed class GuidelineLoader(Terminal terminal, Func<string, string>? nameOf = null)
{
    private readonly GuidelineSources sources = new(terminal, nameOf);

    /// <summary>The plans of guidelines, each once, in the order of the command line; an id means every edition.</summary>
    /// <exception cref="UsageException">
    /// One does not exist, is no guideline or has errors, or two editions are in force at once; the errors are shown.
    /// </exception>
    public IReadOnlyList<GuidelinePlan> Load(IReadOnlyList<string> typed) => Load(typed, Compile);

    /// <summary>The whole plan of a guideline of which <see cref="OutlineAll"/> gave the outline.</summary>
    public GuidelinePlan Complete(GuidelinePlan outline) => Library.Contains(outline.File) ? Compile(outline.File) : outline;

    private IReadOnlyList<GuidelinePlan> Load(IReadOnlyList<string> typed, Func<SourceText, GuidelinePlan> planOf)
    {
        // All are read before any is compiled, since one may use another.
        SourceText[] files = [.. typed.SelectMany(Read).Distinct()];
        GuidelinePlan[] plans = [.. files.Select(planOf)];
        IEnumerable<Diagnostic> findings = files.Length == 1 || files.All(Library.Contains) ? [] : Editions.Check(files.Select(file => Compilation.HeadOf(file)).OfType<FileHead>());
        Diagnostic[] errors = [.. findings.Where(finding => finding.Severity == Severity.Error)];
        Show(errors);
        return errors.Length == 0 ? plans : throw new UsageException($"The editions have {Words.Count(errors.Length, "error")}, so nothing was done.");
    }

    /// <summary>The plan of a guideline: of several editions the one in force on a day, or else the latest.</summary>
    /// <exception cref="UsageException">As for several.</exception>
    public GuidelinePlan Load(string typed, CalendarDate day)
    {
        IReadOnlyList<GuidelinePlan> plans = Load([typed]);
        return plans.FirstOrDefault(plan => plan.InForce.Holds(day).IsMet) ?? plans[^1];
    }

    /// <summary>
    /// The plans of every guideline in folders and patterns, and of those named one by one; without any, of all that come with the tool.
    /// Vocabularies are passed over.
    /// </summary>
    /// <exception cref="UsageException">As for several.</exception>
    public IReadOnlyList<GuidelinePlan> LoadAll(IReadOnlyList<string> typed) => Load(Named(typed));

    /// <summary>
    /// As <see cref="LoadAll"/>, but of the guidelines that come with the tool, which have no mistakes, the outlines only: a case needs few of them.
    /// </summary>
    /// <exception cref="UsageException">As for several.</exception>
    public IReadOnlyList<GuidelinePlan> OutlineAll(IReadOnlyList<string> typed) =>
        Load(Named(typed), file => Library.Contains(file) && Compilation.OutlineOf(file) is { } outline ? outline : Compile(file));

    private string[] Named(IReadOnlyList<string> typed) => typed.Count == 0 ? [.. Library.GuidelineIds] : [.. typed.SelectMany(Expand)];

    private IEnumerable<string> Expand(string typed) =>
        typed.Contains('*', StringComparison.Ordinal) || Directory.Exists(TextFiles.FullPath(terminal, typed))
            ? GuidelineFiles.Find(terminal, [typed]).Where(path => Compilation.DeclaredId(sources.Give(path), out bool isVocabulary) is null || !isVocabulary)
            : [typed];

    private IReadOnlyList<SourceText> Read(string typed)
    {
        if (typed == "-" || File.Exists(TextFiles.FullPath(terminal, typed)))
        {
            return [sources.Give(typed == "-" ? typed : terminal.FullPath(typed))];
        }

        bool looksLikeFile = typed.EndsWith(".guideline", StringComparison.OrdinalIgnoreCase) || typed.AsSpan().ContainsAny('/', '\\');
        if (looksLikeFile || Directory.Exists(terminal.FullPath(typed)))
        {
            // Says which of the two it is.
            TextFiles.ReadBytes(terminal, typed);
        }

        return Library.EditionsOf(typed) is { Count: > 0 } editions ? editions : throw new UsageException(
            $"There is no file {typed}, and no guideline {typed} comes with this tool.{DidYouMean(typed)} “imr list” shows those that do.");
    }

    private GuidelinePlan Compile(SourceText file)
    {
        SourceText asked = Library.Contains(file) ? Library.WithoutExamples(file) : file;
        Compilation compilation = Compilation.Create(asked, sources.SearchFor(file), sources.AllFor(file));
        if (compilation.Plan is { } plan)
        {
            return plan;
        }

        if (compilation.Vocabulary is not null)
        {
            throw new UsageException($"{file.Path} is a vocabulary: guidelines use it, and by itself it decides nothing.");
        }

        Diagnostic[] errors = [.. compilation.Diagnostics.Where(finding => finding.Severity == Severity.Error)];
        Show(errors);
        throw new UsageException($"{file.Path} has {Words.Count(errors.Length, "error")}, so nothing was done.");
    }

    private void Show(IEnumerable<Diagnostic> errors)
    {
        var words = new FindingText(terminal.Error, new Colour(false));
        foreach (Diagnostic error in errors)
        {
            words.Write(error);
        }
    }

    private static string DidYouMean(string id) => Spelling.Nearest(id, Library.GuidelineIds) is { } nearest ? $" Did you mean {nearest}?" : string.Empty;
}
