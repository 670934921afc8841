using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Text;
using ImrDsl.Testing;

namespace ImrDsl.Compiler.Tests;

/// <summary>The guidelines of the repository, compiled.</summary>
internal static class Library
{
    private static readonly Dictionary<string, SourceText> ById = Files("guidelines");

    /// <summary>The guidelines and vocabularies of the library and of the good cases, as paths from the root.</summary>
    public static IReadOnlyList<string> Paths { get; } = Repository.Guidelines()
        .Where(path => path.StartsWith("guidelines/", StringComparison.Ordinal) || path.StartsWith("tests/cases/good/", StringComparison.Ordinal)
            || path.StartsWith("tests/cases/scored/", StringComparison.Ordinal))
        .Where(path => !Compile(path).HasErrors)
        .ToList();

    /// <summary>Compiles a file, with the files of its own folder and of the library that it uses.</summary>
    public static Compilation Compile(string path)
    {
        Dictionary<string, SourceText> beside = Files(path[..path.LastIndexOf('/')]);
        return Compilation.Create(
            new SourceText(path, Repository.Read(path)), id => beside.GetValueOrDefault(id) ?? ById.GetValueOrDefault(id));
    }

    /// <summary>Everything generated for a guideline and the vocabularies it uses.</summary>
    public static IReadOnlyList<CSharpFile> Emit(string path, string rootNamespace = "Example")
    {
        var options = new EmitOptions { RootNamespace = rootNamespace, HasPackedCases = true };
        Compilation compilation = Compile(path);
        return compilation.Plan is { } plan
            ? [.. plan.Vocabularies.SelectMany(vocabulary => CSharpEmitter.Emit(vocabulary, options)), .. CSharpEmitter.Emit(plan, options)]
            : [.. Used(path).SelectMany(used => CSharpEmitter.Emit(used, options)), .. CSharpEmitter.Emit(compilation.Vocabulary!, options)];
    }

    // The vocabularies that a vocabulary uses.
    private static IEnumerable<VocabularyPlan> Used(string path) => Repository.Read(path).Split('\n')
        .Where(line => line.StartsWith("use ", StringComparison.Ordinal))
        .Select(line => Compile(ById[line["use ".Length..].Trim()].Path).Vocabulary!);

    private static Dictionary<string, SourceText> Files(string folder)
    {
        var files = new Dictionary<string, SourceText>(StringComparer.Ordinal);
        foreach (string path in Repository.Guidelines().Where(path => path.StartsWith(folder + "/", StringComparison.Ordinal)))
        {
            var text = new SourceText(path, Repository.Read(path));
            if (Compilation.DeclaredId(text, out _) is { } id)
            {
                files.TryAdd(id, text);
            }
        }

        return files;
    }
}
