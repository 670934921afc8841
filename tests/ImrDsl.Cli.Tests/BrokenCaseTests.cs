using System;
using System.IO;
using System.Linq;
using ImrDsl.Testing;
using Xunit;

namespace ImrDsl.Cli.Tests;

/// <summary>Broken case files: what is wrong and where, exit code 2, nothing scored, and never a word of the program itself.</summary>
public class BrokenCaseTests
{
    private const string Folder = "tests/cases/broken/";

    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Repository.PathOf(Folder), "*.json").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_broken_case_is_refused_with_its_errors(string name)
    {
        using var session = new Session();
        session.Write("main.guideline", File.ReadAllBytes(Repository.PathOf(Folder + "main.guideline")));
        session.Write(name, File.ReadAllBytes(Repository.PathOf(Folder + name)));
        string errors = File.ReadAllText(Repository.PathOf(Folder + Path.ChangeExtension(name, ".verified.txt")));
        int count = errors.Count(letter => letter == '\n');
        string summary = $"imr: The cases have {count} error{(count == 1 ? string.Empty : "s")}, so nothing was scored.\n";
        Assert.Equal(new Outcome(2, string.Empty, errors + summary), session.Run(["score", "main.guideline", "--case", name]));
    }

    [Fact]
    public void Nesting_without_end_is_refused()
    {
        using var session = new Session();
        session.Write("main.guideline", File.ReadAllBytes(Repository.PathOf(Folder + "main.guideline")));
        session.Write("deep.json", "{\"schema\": 1, \"facts\": " + new string('[', 100_000));
        Outcome outcome = session.Run(["score", "main.guideline", "--case", "deep.json"]);
        Assert.Equal(2, outcome.Code);
        Assert.Equal(2, outcome.Error.Count(letter => letter == '\n'));
    }
}
