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

    /// <summary>A file of the library without the examples that end it, two lines in three: nothing is decided by them, and they are tested when the tool is built.</summary>
    public static SourceText WithoutExamples(SourceText file) => file.Content.IndexOf("\nexample ", StringComparison.Ordinal) is >= 0 and var end
        ? new SourceText(file.Path, file.Content[..(end + 1)])
        : file;

    // Every command starts here, and a case needs few of the files, so that only the line of each that declares it is looked at. The library is kept in the
    // formatter's layout, where that line is the second; a test compares with the parser.
    private static SortedDictionary<string, SourceText[]> Load() => new(
        GuidelineLibrary.Paths.Select(path => new SourceText(Prefix + path, GuidelineLibrary.Read(path))).GroupBy(text => Declaration(text)[1]).ToDictionary(
            files => files.Key,
            files => files.Skip(1).Any() ? Editions.InOrder(files.Select(file => Compilation.HeadOf(file)!)).Select(head => head.Source.Text).ToArray() : [.. files]),
        StringComparer.Ordinal);

    private static bool IsVocabulary(SourceText text) => Declaration(text)[0] == "vocabulary";

    private static string[] Declaration(SourceText text) => text.Content.Split('\n', 3)[1].Split(' ', 3);
}
