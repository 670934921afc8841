using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace ImrDsl.House.Tests;

/// <summary>The files of the repository as they lie on the disk, without what builds leave behind.</summary>
internal static class Repository
{
    private static readonly string[] LeftByBuilds = ["bin", "obj", "node_modules", ".git", "artifacts", "TestResults", "BenchmarkDotNet.Artifacts", ".vs", ".idea"];

    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Paths of all files, relative to the root, with forward slashes, in ordinal order.</summary>
    public static IReadOnlyList<string> Files { get; } =
        [.. Walk(new DirectoryInfo(Root)).Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    /// <summary>The product's projects, tests and benchmarks not among them: name and path.</summary>
    public static IReadOnlyDictionary<string, string> ProductProjects { get; } =
        Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal)
                && !file.StartsWith("tests/", StringComparison.Ordinal) && !file.StartsWith("benchmarks/", StringComparison.Ordinal))
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file), file => file);

    /// <summary>The text of a file.</summary>
    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    private static IEnumerable<string> Walk(DirectoryInfo folder) =>
        folder.EnumerateFiles().Select(file => file.FullName)
            .Concat(folder.EnumerateDirectories().Where(inner => !LeftByBuilds.Contains(inner.Name)).SelectMany(Walk));

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ImrDsl.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests must run from inside the repository.");
    }
}
