using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Enumeration;
using System.Linq;
using Microsoft.Extensions.FileSystemGlobbing;

namespace ImrDsl.Cli.Files;

/// <summary>Finds the guideline files that a command line means: files, folders and patterns.</summary>
internal static class GuidelineFiles
{
    /// <summary>How the names of guidelines' files end.</summary>
    public const string Extension = ".guideline";

    // How far a quick look goes: folders deep, and files of any kind.
    private const int MostDepth = 5;
    private const int MostLookedAt = 20_000;

    // What programs keep for themselves. Searched only if one starts from there, as hidden folders are.
    private static readonly string[] LeftOut = ["bin", "obj", "node_modules"];

    /// <summary>
    /// The files meant, each once, in the order of the command line, and within a folder or pattern by path. A folder means every
    /// <c>.guideline</c> file in it and below; nothing at all means the current folder.
    /// </summary>
    /// <exception cref="UsageException">A file does not exist, or a folder or pattern holds no guideline.</exception>
    public static IReadOnlyList<string> Find(Terminal terminal, IReadOnlyList<string> typed)
    {
        var found = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string one in typed.Count == 0 ? ["."] : typed)
        {
            found.AddRange(FindOne(terminal, one).Where(file => seen.Add(file)));
        }

        return found;
    }

    /// <summary>The guideline files in a folder, then those of the folders directly in it; none of what cannot be read.</summary>
    public static IEnumerable<string> Near(string folder)
    {
        try
        {
            return [.. FilesIn(folder, depth: 1).Where(file => file.EndsWith(Extension, StringComparison.Ordinal))
                .OrderBy(file => Path.GetDirectoryName(file) != folder).ThenBy(file => file, StringComparer.Ordinal)];
        }
        catch (Exception failure) when (TextFiles.IsOfTheFileSystem(failure))
        {
            return [];
        }
    }

    /// <summary>The guideline files in a folder and below, by path, as far as a quick look finds them; none of what cannot be read.</summary>
    public static IEnumerable<string> Below(string folder)
    {
        try
        {
            return [.. FilesIn(folder, MostDepth).Take(MostLookedAt).Where(file => file.EndsWith(Extension, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        }
        catch (Exception failure) when (TextFiles.IsOfTheFileSystem(failure))
        {
            return [];
        }
    }

    /// <summary>A pattern, divided: it is matched below its last folder without a star.</summary>
    public static (string Start, string Pattern) Divide(Terminal terminal, string typed)
    {
        string[] parts = typed.Replace('\\', '/').Split('/');
        int first = Array.FindIndex(parts, part => part.Contains('*', StringComparison.Ordinal));
        string start = string.Join('/', parts[..first]);
        bool isAtRoot = first > 0 && start.Length == 0;
        return (TextFiles.FullPath(terminal, isAtRoot ? "/" : start.Length == 0 ? "." : start), string.Join('/', parts[first..]));
    }

    /// <summary>Whether a folder of this name is passed over when a folder is searched.</summary>
    public static bool IsLeftOut(string folderName) => folderName.StartsWith('.') || LeftOut.Contains(folderName);

    private static IReadOnlyList<string> FindOne(Terminal terminal, string typed)
    {
        if (typed == "-")
        {
            return ["-"];
        }

        string path = TextFiles.FullPath(terminal, typed);
        if (File.Exists(path))
        {
            return [path];
        }

        if (Directory.Exists(path))
        {
            IReadOnlyList<string> files = Match(path, "**/*" + Extension);
            return files.Count > 0 ? files : throw new UsageException($"The folder {typed} holds no {Extension} file.");
        }

        if (!typed.Contains('*', StringComparison.Ordinal))
        {
            throw new UsageException($"There is no file or folder {typed}.");
        }

        (string start, string pattern) = Divide(terminal, typed);
        IReadOnlyList<string> matches = Directory.Exists(start) ? Match(start, pattern) : [];
        return matches.Count > 0 ? matches : throw new UsageException($"No file matches {typed}.");
    }

    private static string[] Match(string folder, string pattern)
    {
        var matcher = new Matcher(StringComparison.Ordinal);
        matcher.AddInclude(pattern);
        try
        {
            return [.. matcher.Match(folder, FilesIn(folder, int.MaxValue)).Files.Select(file => Path.GetFullPath(file.Path, folder)).Order(StringComparer.Ordinal)];
        }
        catch (Exception failure) when (TextFiles.IsOfTheFileSystem(failure))
        {
            throw new UsageException($"The folder {folder} cannot be searched: {TextFiles.FirstLine(failure)}");
        }
    }

    // Folders that are links are not entered: they may lead in a circle.
    private static FileSystemEnumerable<string> FilesIn(string folder, int depth) => new(
        folder,
        (ref FileSystemEntry entry) => entry.ToFullPath(),
        new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = depth, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false })
    {
        ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory,
        ShouldRecursePredicate = (ref FileSystemEntry entry) =>
            (entry.Attributes & FileAttributes.ReparsePoint) == 0 && !IsLeftOut(entry.FileName.ToString()),
    };
}
