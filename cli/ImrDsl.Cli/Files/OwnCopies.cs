using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Text;
using ImrDsl.Runtime.Results;

namespace ImrDsl.Cli.Files;

/// <summary>
/// Warns where a guideline that comes with the tool decided although the current folder holds another text of it. A copy is known by its name, that of
/// the library's file or the id; files of other names are not read.
/// </summary>
internal static class OwnCopies
{
    // Guidelines are far smaller; what is larger is not read.
    private const long LargestFile = 1_000_000;

    /// <summary>One line on standard error for each such guideline. What cannot be read is passed over: this never fails.</summary>
    /// <param name="terminal">Where the command runs.</param>
    /// <param name="plans">The guidelines that the command worked with.</param>
    /// <param name="items">What they decided; others are not looked for.</param>
    /// <param name="instead">What to type for the text of the current folder.</param>
    public static void Warn(Terminal terminal, IEnumerable<GuidelinePlan> plans, IEnumerable<ItemResult> items, Func<string, string> instead)
    {
        HashSet<string> ids = [.. plans.Where(plan => Library.Contains(plan.File)).Select(plan => plan.Id)];
        ids.IntersectWith(items.Select(item => item.Guideline.Id));
        if (ids.Count == 0)
        {
            return;
        }

        HashSet<string> names = [.. ids.SelectMany(id => Library.EditionsOf(id).Select(edition => Path.GetFileName(edition.Path)).Append(id + GuidelineFiles.Extension))];
        IEnumerable<string> copies = GuidelineFiles.Below(terminal.CurrentFolder).Where(path => names.Contains(Path.GetFileName(path)));
        foreach ((string id, string path) in copies.SelectMany(path => IdOf(path, ids)).DistinctBy(found => found.Id))
        {
            string shown = terminal.Shown(path);
            terminal.Error.WriteLine($"imr: This folder holds another {id} ({shown}); the one that comes with the tool was used. To use yours: {instead(shown)}");
        }
    }

    // The id of a file that declares one of those wanted, with another text than every edition in the library.
    private static IEnumerable<(string Id, string Path)> IdOf(string path, HashSet<string> ids)
    {
        string content;
        try
        {
            if (new FileInfo(path).Length > LargestFile)
            {
                yield break;
            }

            content = File.ReadAllText(path, Encoding.UTF8);
        }
        catch (Exception failure) when (TextFiles.IsOfTheFileSystem(failure))
        {
            yield break;
        }

        if (Compilation.DeclaredId(new SourceText(path, content), out _) is { } declared && ids.Contains(declared)
            && !Library.EditionsOf(declared).Any(edition => Plain(edition.Content) == Plain(content)))
        {
            yield return (declared, path);
        }
    }

    private static string Plain(string text) => text.ReplaceLineEndings("\n").TrimEnd();
}
