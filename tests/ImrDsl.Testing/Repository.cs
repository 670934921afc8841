using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace ImrDsl.Testing;

/// <summary>Finds the files of the repository that tests read.</summary>
public static class Repository
{
    /// <summary>The folder of the repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The full path of a file or folder, given from the root with slashes.</summary>
    public static string PathOf(string relative) => Path.GetFullPath(Path.Combine(Root, relative));

    /// <summary>The path of a file from the root, with slashes: how messages and test names give it.</summary>
    public static string RelativePath(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>The text of a file, given from the root: every character of it, a byte order mark and line ends as they are.</summary>
    public static string Read(string relative) => Encoding.UTF8.GetString(File.ReadAllBytes(PathOf(relative)));

    /// <summary>The folders of test cases that have a guideline, <c>tests/cases/good/idds</c>, in alphabetical order.</summary>
    /// <param name="kind"><c>good</c> or <c>bad</c>.</param>
    public static IReadOnlyList<string> Cases(string kind)
    {
        string folder = PathOf("tests/cases/" + kind);
        return Directory.Exists(folder)
            ? Directory.EnumerateDirectories(folder).Where(path => File.Exists(Path.Combine(path, "main.guideline"))).Select(RelativePath).Order(StringComparer.Ordinal).ToArray()
            : [];
    }

    /// <summary>All guideline files under tests/cases and guidelines, as paths from the root.</summary>
    public static IReadOnlyList<string> Guidelines() =>
        new[] { "tests/cases", "guidelines" }
            .Select(PathOf)
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.guideline", SearchOption.AllDirectories))
            .Select(RelativePath)
            .Where(path => !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToArray();

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ImrDsl.sln")) || File.Exists(Path.Combine(folder.FullName, "global.json")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("Neither ImrDsl.sln nor global.json in any folder above " + AppContext.BaseDirectory);
    }
}
