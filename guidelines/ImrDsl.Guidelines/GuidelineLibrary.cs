using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace ImrDsl.Guidelines;

/// <summary>The guidelines of this library as their authors wrote them. Their compiled form is beside this class, one class a guideline.</summary>
public static class GuidelineLibrary
{
    private static readonly Assembly Home = typeof(GuidelineLibrary).Assembly;

    /// <summary>The paths of all files, vocabularies included, such as <c>mtus/idds.guideline</c>, in ordinal order.</summary>
    public static IReadOnlyList<string> Paths { get; } =
        [.. Home.GetManifestResourceNames().Where(name => name.EndsWith(".guideline", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>The text of a file.</summary>
    /// <param name="path">One of <see cref="Paths"/>.</param>
    /// <exception cref="FileNotFoundException">The library has no such file.</exception>
    public static string Read(string path)
    {
        using Stream stream = Home.GetManifestResourceStream(path)
            ?? throw new FileNotFoundException("The library has no guideline at this path.", path);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
