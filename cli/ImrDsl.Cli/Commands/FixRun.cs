using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ImrDsl.Cli.Files;
using ImrDsl.Cli.Output;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Proving;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Text;

namespace ImrDsl.Cli.Commands;

/// <summary><c>imr check --fix</c>: mends what can be mended, shows each change, and writes the files.</summary>
/// <param name="terminal">Where the command runs.</param>
/// <param name="sources">The texts of all files; mended ones take the place of those that were read.</param>
/// <param name="writer">Where the changes are shown.</param>
/// <param name="isDry">Whether nothing is written.</param>
/// <param name="isQuiet">Whether the summary is left out.</param>
internal sealed class FixRun(Terminal terminal, GuidelineSources sources, TextWriter writer, bool isDry, bool isQuiet)
{
    // A mended mistake can uncover another. Fixes that undo each other end where a text comes back; this is for those that only ever add.
    private const int MostRounds = 50;

    private readonly Colour colour = new(terminal.UsesColour);
    private int count;

    /// <summary>Mends the files, round by round, until nothing is left to mend; then writes those that have changed.</summary>
    /// <returns>The files as they are now, in the same order.</returns>
    /// <exception cref="UsageException">A file cannot be written: it and those behind it are as they were.</exception>
    public SourceText[] Fix(SourceText[] files)
    {
        if (!isDry && files.Any(file => sources.PathOf(file) == "-"))
        {
            throw new UsageException("Standard input cannot be changed; --fix needs files, or --dry-run.");
        }

        SourceText[] mended = [.. files];
        var changes = new List<FixedLines>[files.Length];
        for (int i = 0; i < files.Length; i++)
        {
            changes[i] = [];
        }

        HashSet<string>[] seen = [.. files.Select(file => new HashSet<string>(StringComparer.Ordinal) { file.Content })];
        for (int round = 0, before = -1; round < MostRounds && count > before; round++)
        {
            before = count;
            for (int i = 0; i < files.Length; i++)
            {
                mended[i] = FixOnce(mended[i], changes[i], seen[i]);
            }
        }

        for (int i = 0; i < files.Length; i++)
        {
            Finish(mended[i], changes[i]);
        }

        if (!isQuiet)
        {
            string where = Words.Count(changes.Count(inFile => inFile.Count > 0), "file");
            writer.WriteLine(count == 0 ? "Nothing to fix." : $"{(count == 1 ? "1 fix" : count + " fixes")} in {where}{(isDry ? "; nothing was written" : string.Empty)}.");
            writer.WriteLine();
        }

        return mended;
    }

    private SourceText FixOnce(SourceText file, List<FixedLines> changes, HashSet<string> seen)
    {
        Compilation compilation = Compilation.Create(file, sources.SearchFor(file), sources.AllFor(file), Offers.Certain);
        IEnumerable<Diagnostic> findings = compilation.Diagnostics.Concat(Prover.Check(compilation));
        string text = Fixes.Apply(file, findings.Where(finding => finding.Fix is { IsCertain: true }), out IReadOnlyList<FixedLines> changed);
        if (!seen.Add(text))
        {
            // Nothing to mend, or fixes that undo each other: the text has been like this before.
            return file;
        }

        count += changed.Sum(lines => lines.Findings.Count);
        changes.AddRange(changed);
        return sources.Replace(file, text);
    }

    private void Finish(SourceText file, List<FixedLines> changes)
    {
        if (changes.Count == 0)
        {
            return;
        }

        if (!isDry)
        {
            TextFiles.Write(terminal, terminal.Shown(sources.PathOf(file)), file.Content);
        }

        foreach (FixedLines change in changes)
        {
            Show(file.Path, change);
        }
    }

    private void Show(string path, FixedLines change)
    {
        foreach (Diagnostic finding in change.Findings)
        {
            writer.WriteLine($"{path}:{change.Line + 1}: {colour.Good("fixed " + finding.Code)}: {finding.Message}");
        }

        string before = change.Before.FirstOrDefault(string.Empty);
        string after = change.After.FirstOrDefault(string.Empty);
        int differs = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
        foreach (string line in change.Before)
        {
            writer.WriteLine("    " + colour.Error("- " + Excerpt.Around(line, differs)));
        }

        foreach (string line in change.After)
        {
            writer.WriteLine("    " + colour.Good("+ " + Excerpt.Around(line, differs)));
        }

        writer.WriteLine();
    }
}
