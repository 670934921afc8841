using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using ImrDsl.Testing;
using Xunit;

namespace ImrDsl.Cli.Tests;

/// <summary>Every mistake of the corpus is shown by <c>imr check</c> as the language finds it: same place, code and words.</summary>
public partial class MistakeTests
{
    public static TheoryData<string> Folders => [.. Repository.Cases("bad")];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Check_shows_what_the_language_finds(string folder)
    {
        using var session = new Session();
        foreach (string file in Directory.EnumerateFiles(Repository.PathOf(folder), "*.guideline"))
        {
            session.Write(Path.GetFileName(file), File.ReadAllBytes(file));
        }

        string[] expected = [.. Findings(File.ReadAllText(Repository.PathOf(folder + "/main.diagnostics.verified.txt")))];
        Outcome outcome = session.Run(["check", "main.guideline"]);
        Assert.Equal(expected, Findings(outcome.Out));
        Assert.Equal(string.Empty, outcome.Error);
        Assert.Equal(expected.Any(line => line.Contains(": error GL", System.StringComparison.Ordinal)) ? 1 : 0, outcome.Code);
    }

    private static IEnumerable<string> Findings(string text) => Finding().Matches(text).Select(match => match.Value);

    [GeneratedRegex(@"^main\.guideline:[0-9]+:[0-9]+: (?:error|warning|note) GL[0-9]{4}: .*$", RegexOptions.Multiline)]
    private static partial Regex Finding();
}
