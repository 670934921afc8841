using System;
using System.IO;
using System.Linq;
using ImrDsl.Testing;
using Xunit;

namespace ImrDsl.Cli.Tests;

/// <summary>Every command line in <c>tests/cases/cli</c> prints what stands there.</summary>
public class ScenarioTests
{
    private const string Folder = "tests/cases/cli/";

    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(Repository.PathOf(Folder), "*.verified.txt").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_command_prints_what_is_expected(string name)
    {
        string scenario = File.ReadAllText(Repository.PathOf(Folder + name));
        Golden.Verify(Scenario.Play(scenario), Folder + name);
    }
}
