using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ImrDsl.Cli.Files;

namespace ImrDsl.Cli.Watching;

/// <summary>A folder to watch.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="IsDeep">Whether the folders below it are watched too.</param>
internal readonly record struct WatchedFolder(string Path, bool IsDeep);

/// <summary>Which folders, and which names in them, can change what a check finds.</summary>
internal static class WatchedPlaces
{
    private const string Extension = ".guideline";

    /// <summary>
    /// The folders to watch: what the command line names, and where used files were looked for. A folder that is not there (any more) is
    /// watched for from the nearest one above it.
    /// </summary>
    /// <param name="terminal">Where the command runs.</param>
    /// <param name="typed">The files, folders and patterns of the command line.</param>
    /// <param name="searched">The folders in which used files were looked for.</param>
    public static IReadOnlyList<WatchedFolder> Of(Terminal terminal, IReadOnlyList<string> typed, IEnumerable<string> searched)
    {
        var folders = new HashSet<WatchedFolder>();
        foreach (string one in typed.Count == 0 ? ["."] : typed)
        {
            folders.Add(Existing(Start(terminal, one)));
        }

        folders.UnionWith(searched.Select(folder => Existing(new WatchedFolder(folder, IsDeep: false))));
        return [.. folders.Where(folder => !folders.Any(other => other != folder && Covers(other, folder))).OrderBy(folder => folder.Path, StringComparer.Ordinal)];
    }

    /// <summary>
    /// Whether a change of this name can matter: a guideline, a file of the command line, or what may be a folder of guidelines. What lies
    /// in folders that are never searched does not.
    /// </summary>
    /// <param name="folder">The watched folder.</param>
    /// <param name="path">The full path that changed.</param>
    /// <param name="files">The files that are checked.</param>
    public static bool Matters(string folder, string path, IReadOnlySet<string> files)
    {
        string[] below = Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
        return files.Contains(path)
            || (!below[..^1].Any(GuidelineFiles.IsLeftOut) && (path.EndsWith(Extension, StringComparison.Ordinal) || MayBeFolder(below[^1])));
    }

    private static bool MayBeFolder(string name) => !name.Contains('.', StringComparison.Ordinal) && !GuidelineFiles.IsLeftOut(name);

    private static WatchedFolder Start(Terminal terminal, string typed)
    {
        string path = TextFiles.FullPath(terminal, typed);
        return Directory.Exists(path) ? new WatchedFolder(path, IsDeep: true)
            : typed.Contains('*', StringComparison.Ordinal) ? new WatchedFolder(GuidelineFiles.Divide(terminal, typed).Start, IsDeep: true)
            : new WatchedFolder(Path.GetDirectoryName(path) ?? path, IsDeep: false);
    }

    private static WatchedFolder Existing(WatchedFolder folder)
    {
        while (!Directory.Exists(folder.Path) && Path.GetDirectoryName(folder.Path) is { } above)
        {
            folder = new WatchedFolder(above, IsDeep: false);
        }

        return folder with { Path = Path.TrimEndingDirectorySeparator(folder.Path) };
    }

    private static bool Covers(WatchedFolder outer, WatchedFolder inner) => outer.IsDeep
        && (outer.Path == inner.Path || inner.Path.StartsWith(outer.Path.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal));
}
