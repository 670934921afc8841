using System;
using System.Linq;
using ImrDsl.Testing;
using Xunit;

namespace ImrDsl.Cli.Tests;

/// <summary>What the README prints as output is output.</summary>
public class ReadmeTests
{
    private static readonly string Readme = Repository.Read("README.md");

    [Fact]
    public void The_determinations_are_printed_as_the_first_command_prints_them()
    {
        string[] arguments = Readme.Split('\n').Single(line => line.StartsWith("dotnet run --project cli/ImrDsl.Cli", StringComparison.Ordinal)).Split(" -- ")[1]
            .Split(' ').Select(word => word.StartsWith("tests/", StringComparison.Ordinal) ? Repository.PathOf(word) : word).ToArray();
        using var session = new Session();
        Outcome outcome = session.Run(arguments);
        Assert.Equal((0, string.Empty), (outcome.Code, outcome.Error));

        // Where lines are left out, the README has a line "…".
        foreach (string part in Block("Case seed 000").Split("…\n"))
        {
            Assert.Contains(part, outcome.Out, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_mistake_is_printed_as_check_prints_it()
    {
        string guideline = Readme.Split("```guideline\n")[1].Split("```")[0];
        using var session = new Session();
        session.Write("nerve-block.guideline", guideline.Replace("2. Conservative care: physical", "2. Conservative care: phsyical", StringComparison.Ordinal));
        Assert.Equal(Block("nerve-block.guideline:"), session.Run(["check", "nerve-block.guideline"]).Out);
    }

    private static string Block(string start) =>
        Readme.Split("```text\n").Skip(1).Select(block => block.Split("```")[0]).Single(block => block.StartsWith(start, StringComparison.Ordinal));
}
