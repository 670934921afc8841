using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using ImrDsl.Language.Syntax;
using ImrDsl.Testing;
using Xunit;

namespace ImrDsl.Language.Tests.Editors;

/// <summary>The colours of editors come from the table of keywords, and the table from what the binder reads.</summary>
public sealed partial class EditorTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly (ColourRule Rule, Regex Regex)[] Compiled =
        [.. TextMateGrammar.Rules.Select(rule => (rule, new Regex(rule.Match, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)))];

    [Fact]
    public void The_grammar_is_made_of_the_keywords()
    {
        string grammar = JsonSerializer.Serialize(
            new Dictionary<string, object>
            {
                ["$schema"] = "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
                ["name"] = "Guideline",
                ["scopeName"] = "source.guideline",
                ["fileTypes"] = new[] { "guideline" },
                ["patterns"] = TextMateGrammar.Rules.Select(Pattern),
            },
            Indented) + "\n";
        Golden.VerifyPage(grammar, "editors/textmate/guideline.tmLanguage.json");
        Golden.VerifyPage(grammar, "editors/vscode/syntaxes/guideline.tmLanguage.json");
    }

    [Fact]
    public void The_table_holds_every_word_that_the_binder_reads()
    {
        string[] files = [.. Directory.EnumerateFiles(Repository.PathOf("dsl/ImrDsl.Language/Semantics"), "*.cs").Select(File.ReadAllText)];
        string[] read = [.. files
            .SelectMany(text => WordsTaken().Matches(text).Select(call => call.Value).Concat(ComparisonPhrases().Matches(text).Select(entry => entry.Value)))
            .SelectMany(call => Literal().Matches(call).Select(word => word.Groups[1].Value)).Distinct().Order(StringComparer.Ordinal)];
        Assert.True(read.Length > 120, "The words are found in the source.");
        Assert.Empty(read.Except(Keywords.SingleWords));
    }

    [Fact]
    public void A_guideline_is_coloured_as_verified()
    {
        var listing = new StringBuilder();
        foreach (string line in File.ReadAllLines(Repository.PathOf("tests/ImrDsl.Language.Tests/Editors/sample.guideline")))
        {
            listing.Append(line).Append('\n');
            foreach ((string text, string scope) in Coloured(line))
            {
                listing.Append("    ").Append(scope).Append(": ").Append(text).Append('\n');
            }
        }

        Golden.Verify(listing.ToString(), "tests/ImrDsl.Language.Tests/Editors/sample.colours.verified.txt");
    }

    [Fact]
    public void Every_comment_of_every_guideline_is_coloured()
    {
        foreach (string line in Repository.Guidelines().SelectMany(path => File.ReadAllLines(Repository.PathOf(path))))
        {
            Assert.Equal(line.Contains('#', StringComparison.Ordinal), Coloured(line).Any(part => part.Text.Contains('#', StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void The_extension_names_files_that_are_there()
    {
        using JsonDocument package = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("editors/vscode/package.json")));
        JsonElement contributes = package.RootElement.GetProperty("contributes");
        string[] named =
        [
            contributes.GetProperty("languages")[0].GetProperty("configuration").GetString()!,
            contributes.GetProperty("grammars")[0].GetProperty("path").GetString()!,
        ];
        Assert.All(named, file => Assert.True(File.Exists(Repository.PathOf("editors/vscode/" + file)), file));
        Assert.Equal("source.guideline", contributes.GetProperty("grammars")[0].GetProperty("scopeName").GetString());
        using JsonDocument configuration = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("editors/vscode/" + named[0])));
        var further = new Regex(configuration.RootElement.GetProperty("indentationRules").GetProperty("increaseIndentPattern").GetString()!);
        Assert.Matches(further, "  2. Conservative care: all of");
        Assert.Matches(further, "facts");
        Assert.DoesNotMatch(further, "  sepsis: yes/no");
    }

    private static Dictionary<string, object> Pattern(ColourRule rule)
    {
        var pattern = new Dictionary<string, object> { ["match"] = "(?i)" + rule.Match };
        if (rule.Groups is null)
        {
            pattern["name"] = rule.Scope;
        }
        else
        {
            pattern["captures"] = rule.Groups.ToDictionary(group => group.Key.ToString(null, null), group => new { name = group.Value });
        }

        return pattern;
    }

    // As editors do: at each place the rule that matches first, of several the one that stands first.
    private static IEnumerable<(string Text, string Scope)> Coloured(string line)
    {
        int at = 0;
        while (at < line.Length)
        {
            (ColourRule Rule, Match Match)[] matches =
                [.. Compiled.Select(pair => (pair.Rule, pair.Regex.Match(line, at))).Where(pair => pair.Item2.Success && pair.Item2.Length > 0)];
            if (matches.Length == 0)
            {
                yield break;
            }

            (ColourRule best, Match match) = matches.MinBy(pair => pair.Match.Index);
            at = match.Index + match.Length;
            foreach ((string text, string scope) in Parts(best, match).Where(part => part.Scope != "text.guideline"))
            {
                yield return (text, scope);
            }
        }
    }

    private static IEnumerable<(string Text, string Scope)> Parts(ColourRule rule, Match match) => rule.Groups is null
        ? [(match.Value, rule.Scope)]
        : rule.Groups.Where(group => match.Groups[group.Key].Success).Select(group => (match.Groups[group.Key].Value, group.Value));

    [GeneratedRegex("""\b(?:Take|TakeAny|IsWord|IsWordAt)\((?:[^()]|\([^()]*\))*\)""")]
    private static partial Regex WordsTaken();

    [GeneratedRegex("""\(new\[\] \{ (?:"[^"]+",? ?)+\}, Comparison""")]
    private static partial Regex ComparisonPhrases();

    [GeneratedRegex("\"([^\"\\\\]+)\"")]
    private static partial Regex Literal();
}
