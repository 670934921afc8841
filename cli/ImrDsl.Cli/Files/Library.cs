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

    // All files, vocabularies included, by id; the editions of a guideline share one, and stand earliest first.
    private static readonly Lazy<SortedDictionary<string, SourceText[]>> ById = new(Load);

    /// <summary>The ids of all guidelines, in order; what only other files use is not among them.</summary>
    public static IEnumerable<string> GuidelineIds => ById.Value.Where(files => !IsVocabulary(files.Value[0])).Select(files => files.Key);

    /// <summary>The shared vocabularies, which guidelines name with <c>use</c>, in the order of their ids.</summary>
    public static IEnumerable<SourceText> Vocabularies => ById.Value.Values.Select(files => files[0]).Where(IsVocabulary);

    /// <summary>The file that declares an id, of several editions the latest; or null.</summary>
    public static SourceText? Find(string id) => EditionsOf(id) is [.., SourceText latest] ? latest : null;

    /// <summary>The files that declare an id: the editions of a guideline, earliest first.</summary>
    public static IReadOnlyList<SourceText> EditionsOf(string id) => ById.Value.GetValueOrDefault(id, []);

    /// <summary>Whether a text is one of the library's.</summary>
    public static bool Contains(SourceText text) => text.Path.StartsWith(Prefix, StringComparison.Ordinal);

    private static SortedDictionary<string, SourceText[]> Load()
    {
        IEnumerable<FileHead> heads = GuidelineLibrary.Paths
            .Select(path => Compilation.HeadOf(new SourceText(Prefix + path, GuidelineLibrary.Read(path)))).OfType<FileHead>();
        return new SortedDictionary<string, SourceText[]>(
            heads.GroupBy(head => head.Id).ToDictionary(group => group.Key, group => Editions.InOrder(group).Select(head => head.Source.Text).ToArray()),
            StringComparer.Ordinal);
    }

    private static bool IsVocabulary(SourceText text) => Compilation.DeclaredId(text, out bool isVocabulary) is not null && isVocabulary;
}
