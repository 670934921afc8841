using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Text;
using ImrDsl.RandomGuidelines;
using ImrDsl.Testing;

namespace ImrDsl.Fuzz.Tests;

/// <summary>Texts to try: guidelines as people and dice write them, changed a little or much, and texts that are none. The same seed gives the same text.</summary>
internal static class Specimens
{
    // What breaks readers: halves of characters, every kind of quote, space and dash, numbers at the ends of their range.
    private static readonly string[] Fragments =
    [
        "\n", "\r\n", "\r", "\n  ", "\n     ", " ", "\t", "\u00A0", "\uFEFF", "\0", "\u2028", "\uD800", "\uDC00", "\uD83D\uDE00", "\u0301", "\"", "\u201C", "'", "#", ":", ",", ".", "*", "(", ")",
        "|", "<", "≤", ">=", "!=", "-", "–", "−", "/", "%", "²", "{", "{0}", "\\", "and", "or", "not", "unless", "1", "1.", "a.", "0", "-1", "99999999999999999999999999999",
        "79228162514264337593543950335", "0.0000000000000000000000000001", "2147483648 months", "9999-12-31", "0001-01-01", "2014-02-30", "2014", "0 days", "100 %", "all of", "any of", "at least 0 of",
        "at most 999 of", "GL0401", "medically necessary when", "not recommended", "criteria for", "expect", "entry", "unknown", "none", "reading", "as", "½", "10²", "mg/day", "mcg/kg/min",
    ];

    private static readonly Lazy<string[]> Files = new(() => [.. Repository.Guidelines().Select(Repository.Read)]);

    private static readonly Lazy<string[]> Words =
        new(() => [.. Files.Value.SelectMany(text => text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)).Distinct()]);

    private static readonly Lazy<Dictionary<string, SourceText>> Vocabularies = new(() =>
        Repository.Guidelines().Where(path => path.StartsWith("guidelines/", StringComparison.Ordinal)).Select(path => new SourceText(path, Repository.Read(path)))
            .Where(file => Compilation.DeclaredId(file, out bool isVocabulary) is not null && isVocabulary)
            .ToDictionary(file => Compilation.DeclaredId(file, out _)!));

    /// <summary>The vocabularies that texts may use, by id.</summary>
    public static SourceText? Find(string id) => Vocabularies.Value.GetValueOrDefault(id);

    /// <summary>A text.</summary>
    public static string Text(int seed)
    {
        var random = new Random(seed);
        return random.Next(10) switch
        {
            0 => Soup(random, random.Next(80)),
            1 => RandomGuideline.Create(seed & 0xFFFFFF, recordsPercentages: true),
            2 or 3 => Mutated(RandomGuideline.Create(seed & 0xFFFFFF), random),
            4 => Beginning(Pick(Files.Value, random), random),
            5 => Spliced(Pick(Files.Value, random), Pick(Files.Value, random), random),
            _ => Mutated(Pick(Files.Value, random), random),
        };
    }

    /// <summary>A text with a few random changes.</summary>
    public static string Mutated(string text, Random random)
    {
        var changed = new StringBuilder(text);
        for (int edits = random.Next(1, 6); edits > 0 && changed.Length > 0; edits--)
        {
            int at = random.Next(changed.Length);
            int length = Math.Min(random.Next(1, 200), changed.Length - at);
            switch (random.Next(8))
            {
                case 0:
                    changed.Remove(at, Math.Min(random.Next(1, 12), length));
                    break;
                case 1:
                    changed.Insert(at, Pick(Words.Value, random) + " ");
                    break;
                case 2:
                    changed.Insert(at, Pick(Fragments, random));
                    break;
                case 3:
                    changed.Insert(random.Next(changed.Length), changed.ToString(at, length));
                    break;
                case 4:
                    changed[at] = (char)random.Next(0x10000);
                    break;
                case 5:
                    RemoveLine(changed, at);
                    break;
                case 6:
                    ReplaceWord(changed, at, random);
                    break;
                default:
                    changed.Remove(at, length);
                    break;
            }
        }

        return changed.ToString();
    }

    private static string Soup(Random random, int length)
    {
        var text = new StringBuilder(random.Next(2) == 0 ? "language 1\nguideline a.b \"C\"\n" : string.Empty);
        for (int i = 0; i < length; i++)
        {
            text.Append(Pick(random.Next(2) == 0 ? Fragments : Words.Value, random)).Append(random.Next(3) == 0 ? string.Empty : " ");
        }

        return text.ToString();
    }

    private static string Beginning(string text, Random random) => text[..random.Next(text.Length)];

    private static string Spliced(string one, string other, Random random)
    {
        string[] lines = one.Split('\n');
        string[] more = other.Split('\n');
        int at = random.Next(lines.Length);
        int from = random.Next(more.Length);
        return string.Join('\n', [.. lines[..at], .. more[from..Math.Min(more.Length, from + random.Next(1, 20))], .. lines[at..]]);
    }

    private static void RemoveLine(StringBuilder text, int at)
    {
        string all = text.ToString();
        int start = all.LastIndexOf('\n', at) + 1;
        int end = all.IndexOf('\n', at);
        text.Remove(start, (end < 0 ? all.Length : end + 1) - start);
    }

    // A number by another, a word by another: what stays well formed gets further than what does not.
    private static void ReplaceWord(StringBuilder text, int at, Random random)
    {
        string all = text.ToString();
        int start = all.LastIndexOfAny([' ', '\n'], at) + 1;
        int end = all.IndexOfAny([' ', '\n'], at);
        text.Remove(start, Math.Max((end < 0 ? all.Length : end) - start, 0)).Insert(start, Pick(random.Next(3) == 0 ? Fragments : Words.Value, random));
    }

    private static T Pick<T>(T[] items, Random random) => items[random.Next(items.Length)];
}
