using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Semantics;
using ImrDsl.Language.Text;
using ImrDsl.Testing;
using Xunit;
using Xunit.Abstractions;

namespace ImrDsl.Scoring.Tests;

/// <summary>
/// The examples of the library hold its thresholds: whoever changes one number, comparison, "any of", exception or guard of a guideline changes what one
/// of its examples finds. <c>IMR_LONG=1</c> tries all of the library; without it one guideline.
/// </summary>
/// <param name="output">Tells how many changes were tried.</param>
public partial class LibraryMutationTests(ITestOutputHelper output)
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("IMR_LONG") == "1";

    private static readonly string[] Sections = ["criteria", "define", "table", "score", "service"];

    private static readonly (string From, string To)[] Words =
    [
        ("≥ ", "> "), ("> ", "≥ "), ("≤ ", "< "), ("< ", "≤ "), ("at least ", "more than "), ("more than ", "at least "), ("at most ", "less than "),
        ("less than ", "at most "), ("any of", "all of"), ("all of", "any of"), ("none of", "any of"), (" before ", " on or before "), (" on or before ", " before "),
        (" or more", " or fewer"), ("highest ", "lowest "), ("latest ", "first "),
    ];

    // Changes that change nothing anybody could be asked about, each with the reason.
    private static readonly string[] Equivalent = File.ReadAllLines(Repository.PathOf("tests/cases/unnoticed-changes.txt"));

    private static readonly string[] Library = [.. Repository.Guidelines().Where(path => path.StartsWith("guidelines/", StringComparison.Ordinal))];

    private static readonly Lazy<Dictionary<string, string>> Vocabularies = new(() => Library.Where(path => path.StartsWith("guidelines/common/", StringComparison.Ordinal))
        .ToDictionary(path => Compilation.DeclaredId(new SourceText(path, File.ReadAllText(Repository.PathOf(path))), out _)!));

    public static TheoryData<string> Files => [.. Library.Where(path => IsLong || path.EndsWith("mtus/trigger-points.guideline", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_change_of_a_guideline_is_noticed_by_an_example(string path)
    {
        string text = File.ReadAllText(Repository.PathOf(path));
        string id = Compilation.DeclaredId(new SourceText(path, text), out bool isVocabulary)!;
        string[] readers = isVocabulary ? [.. Library.Where(other => !other.Contains("/common/", StringComparison.Ordinal) && Uses(other, id))] : [path];
        string meaning = HashOf(readers, path, text);
        var unnoticed = new List<string>();
        (int tried, int refused) = (0, 0);
        foreach ((string changed, string words) in Changes(text))
        {
            tried++;
            if (HashOf(readers, path, changed) is var hash && (hash.Length == 0 || hash == meaning))
            {
                refused++;
            }
            else if (readers.All(reader => ExampleRunner.Run(PlanOf(reader, path, changed)!).Failures.Count == 0) && !Equivalent.Contains(path + ": " + words))
            {
                unnoticed.Add(path + ": " + words);
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: {tried} changes, {refused} do not compile or mean the same, {unnoticed.Count} unnoticed"));
        Assert.True(IsLong || tried > 20, "There was next to nothing to change.");
        Assert.True(unnoticed.Count == 0, string.Join('\n', unnoticed));
    }

    // Whether a file uses a vocabulary, or uses one that does.
    private static bool Uses(string file, string id) => Used().Matches(File.ReadAllText(Repository.PathOf(file))).Select(use => use.Groups[1].Value)
        .Any(used => used == id || (Vocabularies.Value.TryGetValue(used, out string? vocabulary) && Uses(vocabulary, id)));

    // Empty if one of them does not compile.
    private static string HashOf(string[] readers, string path, string text)
    {
        GuidelinePlan?[] plans = [.. readers.Select(reader => PlanOf(reader, path, text))];
        return plans.Contains(null) ? string.Empty : string.Join(' ', plans.Select(plan => Meaning.HashOf(plan!)));
    }

    private static GuidelinePlan? PlanOf(string reader, string path, string text) => Compilation.Create(
        Load(reader, path, text), id => Vocabularies.Value.TryGetValue(id, out string? used) ? Load(used, path, text) : null).Plan;

    private static SourceText Load(string file, string changed, string text) => new(file, file == changed ? text : File.ReadAllText(Repository.PathOf(file)));

    // The changed texts, each with the line as it was and as it is now.
    private static IEnumerable<(string Text, string Words)> Changes(string text)
    {
        string[] lines = text.Split('\n');
        string section = string.Empty;
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i];
            section = line.Length > 0 && char.IsLetter(line[0]) ? line.Split(' ')[0] : section;
            string start = line.TrimStart();
            if (!Sections.Contains(section) || Untouched().IsMatch(start))
            {
                continue;
            }

            foreach (string changed in ChangesOf(line).Distinct())
            {
                yield return (string.Join('\n', lines.Select((other, at) => at == i ? changed : other)), start + " → " + changed.Trim());
            }

            if (start.StartsWith("unless ", StringComparison.Ordinal) || start.StartsWith("applies only when ", StringComparison.Ordinal) || start.StartsWith("excused when ", StringComparison.Ordinal))
            {
                yield return (string.Join('\n', lines.Where((_, at) => at != i)), start + " → (left out)");
            }
        }
    }

    private static IEnumerable<string> ChangesOf(string line)
    {
        foreach (Match match in Number().Matches(line))
        {
            decimal number = decimal.Parse(match.Value, CultureInfo.InvariantCulture);
            decimal step = match.Value.Contains('.', StringComparison.Ordinal) ? 0.1m : 1;
            foreach (decimal other in new[] { number - step, number + step }.Where(other => other >= 0))
            {
                yield return Replaced(line, match.Index, match.Length, other.ToString(CultureInfo.InvariantCulture));
            }
        }

        foreach (Match match in Date().Matches(line))
        {
            DateTime day = DateTime.ParseExact(match.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture);
            yield return Replaced(line, match.Index, match.Length, day.AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            yield return Replaced(line, match.Index, match.Length, day.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        foreach ((string from, string to) in Words)
        {
            for (int at = line.IndexOf(from, StringComparison.Ordinal); at >= 0; at = line.IndexOf(from, at + 1, StringComparison.Ordinal))
            {
                yield return Replaced(line, at, from.Length, to);
            }
        }
    }

    private static string Replaced(string line, int at, int length, string with) => line[..at] + with + line[(at + length)..];

    // Words for people, and what is quoted.
    [GeneratedRegex("^(#|note|source|verified|ask|codes|allow|$)|\"")]
    private static partial Regex Untouched();

    // Numbers of criteria, in labels and references, and those in words are none.
    [GeneratedRegex("""(?<!^\s*)(?<![\w.,-])(?<!criteri(a|on) [\w., ]*)\d+(\.\d+)?(?![\w.-])""")]
    private static partial Regex Number();

    [GeneratedRegex("""^use ([\w.-]+)""", RegexOptions.Multiline)]
    private static partial Regex Used();

    [GeneratedRegex("""\d{4}-\d\d-\d\d""")]
    private static partial Regex Date();
}
