using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using ImrDsl.Testing;

namespace ImrDsl.Language.Tests.Semantics;

/// <summary>
/// A mistake put into a guideline that has none, and the answer an author should get, written down before anybody tried it. The files in
/// <c>tests/cases/bad/seeded</c> hold them; README.md there says how they are written.
/// </summary>
/// <param name="Id">The file of the corpus and the name of the mistake: <c>dates/today</c>.</param>
/// <param name="File">The guideline, from the root of the repository.</param>
/// <param name="Was">Text that stands in the guideline exactly once.</param>
/// <param name="Now">What stands there instead.</param>
/// <param name="Answer">What is expected.</param>
public sealed record SeededMistake(string Id, string File, string Was, string Now, SeededAnswer Answer)
{
    private static readonly Regex Escape = new(@"\\(?:n|r|t|u([0-9a-fA-F]{4}))", RegexOptions.CultureInvariant);

    /// <summary>Every mistake of a folder of the corpus, file by file.</summary>
    /// <param name="folder">From the root of the repository.</param>
    public static IReadOnlyList<SeededMistake> All(string folder) =>
        Directory.EnumerateFiles(Repository.PathOf(folder), "*.txt")
            .Where(path => !Golden.IsGolden(path))
            .Order(StringComparer.Ordinal)
            .SelectMany(Read)
            .ToArray();

    private static IEnumerable<SeededMistake> Read(string path)
    {
        string file = string.Empty;
        string id = string.Empty;
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string line in System.IO.File.ReadAllLines(path).Append(string.Empty))
        {
            string[] words = line.Trim().Split(' ', 2);
            if (line.Length == 0 && said.Count > 0)
            {
                yield return From(Path.GetFileNameWithoutExtension(path) + "/" + id, file, said);
                said.Clear();
            }
            else if (line.StartsWith("in ", StringComparison.Ordinal))
            {
                file = words[1];
            }
            else if (line.StartsWith("  ", StringComparison.Ordinal))
            {
                said.Add(words[0], words.Length > 1 ? Unescape(words[1].Trim()) : string.Empty);
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                id = line;
            }
        }
    }

    private static SeededMistake From(string id, string file, Dictionary<string, string> said)
    {
        string was = said["was"];
        said.TryGetValue("finds", out string? finds);
        string[] found = finds?.Split(' ', 2) ?? [];
        if (said.Keys.FirstOrDefault(key => key is not ("was" or "now" or "finds" or "or" or "why" or "then" or "line" or "is")) is not null
            || found.Length == 1 || (finds is null) != said.ContainsKey("is") || said.ContainsKey("or") != said.ContainsKey("why"))
        {
            throw new InvalidDataException(id + " is not written as the corpus is");
        }

        var answer = new SeededAnswer(
            finds is null ? null : found[0],
            finds is null ? [] : said.TryGetValue("or", out string? other) ? [found[1], other] : [found[1]],
            said.GetValueOrDefault("line"),
            said.GetValueOrDefault("then") switch { "none" => null, { } then => then, null => was },
            IsFixOpen: said.GetValueOrDefault("then") == "any",
            IsSameMeaning: said.GetValueOrDefault("is") == "fine");
        return new SeededMistake(id, file, was, said["now"], answer);
    }

    private static string Unescape(string text) => Escape.Replace(text, match => match.Value[1] switch
    {
        'n' => "\n",
        'r' => "\r",
        't' => "\t",
        _ => ((char)ushort.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString(),
    });
}

/// <summary>The answer a mistake should get.</summary>
/// <param name="Code">The code of the one finding; null if the text is right too, so that nothing is said.</param>
/// <param name="Spans">The text that is underlined; two where there truly are two words that could be changed, and the corpus says why.</param>
/// <param name="Line">Words of the line in which it stands, where that is not the line that was changed.</param>
/// <param name="Fixed">What the fix writes in the place of the changed text; null if nobody could know, so that none is offered.</param>
/// <param name="IsFixOpen">Whether the fix is not judged.</param>
/// <param name="IsSameMeaning">Of text that is right too: whether it means what stood there before.</param>
public sealed record SeededAnswer(string? Code, IReadOnlyList<string> Spans, string? Line, string? Fixed, bool IsFixOpen, bool IsSameMeaning);
