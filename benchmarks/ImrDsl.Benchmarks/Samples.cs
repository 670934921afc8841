using System;
using System.IO;

namespace ImrDsl.Benchmarks;

/// <summary>Files of the repository that benchmarks work on.</summary>
internal static class Samples
{
    /// <summary>The text of a file, by its path from the root of the repository.</summary>
    public static string Read(string path)
    {
        // The benchmarks run from a folder of their own, some levels below the repository's root.
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ImrDsl.sln")))
            {
                return File.ReadAllText(Path.Combine(folder.FullName, path));
            }
        }

        throw new DirectoryNotFoundException("The benchmarks must run from inside the repository.");
    }
}
