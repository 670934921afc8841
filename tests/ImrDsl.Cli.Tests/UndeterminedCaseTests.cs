using System;
using System.IO;
using System.Linq;
using ImrDsl.Testing;
using Xunit;

namespace ImrDsl.Cli.Tests;

/// <summary>Cases that cannot be routed or signed: each is refused with its error, and the mended case beside it is determined.</summary>
public class UndeterminedCaseTests
{
    private const string Folder = "tests/cases/undetermined/";

    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(Repository.PathOf(Folder), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_case_is_refused_with_its_error(string name)
    {
        Outcome outcome = Determine(Folder + name + ".json");
        Assert.Equal((2, string.Empty), (outcome.Code, outcome.Out));
        Golden.Verify(outcome.Error[..(outcome.Error.IndexOf('\n', StringComparison.Ordinal) + 1)], Folder + name + ".verified.txt");
        Assert.EndsWith("imr: The case has 1 error, so nothing was determined.\n", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_mended_case_is_determined(string name)
    {
        Outcome outcome = Determine(Folder + "mended/" + name + ".json");
        Assert.Equal((0, string.Empty), (outcome.Code, outcome.Error));
    }

    private static Outcome Determine(string path)
    {
        using var session = new Session();
        foreach (string guideline in Directory.EnumerateFiles(Repository.PathOf("tests/cases/determined/guidelines"), "*.guideline"))
        {
            session.Write("own/" + Path.GetFileName(guideline), File.ReadAllText(guideline));
        }

        string name = Path.GetFileName(path);
        session.Write(name, File.ReadAllText(Repository.PathOf(path)));
        return session.Run(["determine", name, "--guidelines", "own"]);
    }
}
