using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Guidelines;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Text;

namespace ImrDsl.Cli.Files;

/// <summary>The guidelines that come with the tool.</summary>
internal static class Library
{
    private const string Prefix = "library:";

    // All files, vocabularies included, by id.
    private static readonly Lazy<SortedDictionary<string, SourceText>> ById = new(Load);

    /// <summary>The ids of all guidelines, in order; what only other files use is not among them.</summary>
    public static IEnumerable<string> GuidelineIds => ById.Value.Where(file => !IsVocabulary(file.Value)).Select(file => file.Key);

    /// <summary>The file that declares an id, or null.</summary>
    public static SourceText? Find(string id) => ById.Value.GetValueOrDefault(id);

    /// <summary>Whether a text is one of the library's.</summary>
    public static bool Contains(SourceText text) => text.Path.StartsWith(Prefix, StringComparison.Ordinal);

    private static SortedDictionary<string, SourceText> Load()
    {
        var files = new SortedDictionary<string, SourceText>(StringComparer.Ordinal);
        foreach (string path in GuidelineLibrary.Paths)
        {
            var text = new SourceText(Prefix + path, GuidelineLibrary.Read(path));
            files.Add(Compilation.DeclaredId(text, out _) ?? path, text);
        }

        return files;
    }

    private static bool IsVocabulary(SourceText text) => Compilation.DeclaredId(text, out bool isVocabulary) is not null && isVocabulary;
}
