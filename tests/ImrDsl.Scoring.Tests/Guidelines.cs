using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Text;
using ImrDsl.Testing;

namespace ImrDsl.Scoring.Tests;

/// <summary>Compiles guidelines of the repository and of tests.</summary>
internal static class Guidelines
{
    private static readonly Lazy<Dictionary<string, SourceText>> Library = new(() =>
        Repository.Guidelines().Where(path => path.StartsWith("guidelines/", StringComparison.Ordinal)).Select(Load)
            .Where(file => Compilation.DeclaredId(file, out _) is not null).GroupBy(file => Compilation.DeclaredId(file, out _)!)
            .ToDictionary(editions => editions.Key, editions => editions.Last()));

    /// <summary>A guideline of the library, by its id.</summary>
    public static GuidelinePlan OfLibrary(string id) => Plan(Library.Value[id]);

    /// <summary>Every guideline of the library, with all its editions.</summary>
    public static IEnumerable<GuidelinePlan> AllOfLibrary() => Repository.Guidelines().Where(path => path.StartsWith("guidelines/", StringComparison.Ordinal))
        .Select(path => Compile(Load(path)).Plan).OfType<GuidelinePlan>().Where(plan => plan.Services.Count > 0);

    /// <summary>A guideline file, by its path from the root of the repository.</summary>
    public static GuidelinePlan OfFile(string path) => Plan(Load(path));

    /// <summary>A guideline file, by its path from the root of the repository; null if it is a vocabulary or has mistakes.</summary>
    public static GuidelinePlan? TryOfFile(string path) => Compile(Load(path)).Plan is { Services.Count: > 0 } plan ? plan : null;

    /// <summary>A guideline given as text.</summary>
    public static GuidelinePlan OfText(string text) => Plan(new SourceText("test.guideline", text));

    /// <summary>Compiles a text, which may use the vocabularies of the library.</summary>
    public static Compilation Compile(SourceText file) => Compilation.Create(file, id => Library.Value.GetValueOrDefault(id));

    private static SourceText Load(string path) => new(path, File.ReadAllText(Repository.PathOf(path)));

    private static GuidelinePlan Plan(SourceText file)
    {
        Compilation compilation = Compile(file);
        return compilation.Plan ?? throw new InvalidOperationException(string.Join("\n", compilation.Diagnostics));
    }
}
