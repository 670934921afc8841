using System;
using System.IO;
using System.Linq;
using ImrDsl.Testing;
using Xunit;

namespace ImrDsl.Package.Tests;

/// <summary>The packages as developers and reviewers get them: from a feed, outside the repository. The code is that of the README.</summary>
public class PackageTests(PackageFeed feed) : IClassFixture<PackageFeed>
{
    private const string Application = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <RootNamespace>Acme.Review</RootNamespace>
            <Nullable>enable</Nullable>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
          </PropertyGroup>
        </Project>
        """;

    private static readonly string Guideline = Block("guideline");
    private static readonly string Program = Block("csharp");

    [Fact]
    public void A_project_with_the_package_gets_its_guideline_as_a_class()
    {
        feed.Write("app/app.csproj", Application);
        feed.Write("app/nerve-block.guideline", Guideline);
        feed.Write("app/Program.cs", Program);
        AddPackage("app");
        Assert.Equal("Necessary", LastLine(feed.Run("app", "run").Succeeded()));
    }

    [Fact]
    public void A_project_that_refers_to_one_with_guidelines_uses_their_classes()
    {
        feed.Write("library/library.csproj", Application.Replace("<OutputType>Exe</OutputType>", string.Empty, StringComparison.Ordinal));
        feed.Write("library/nerve-block.guideline", Guideline);
        AddPackage("library");
        feed.Write("user/user.csproj", Application.Replace(
            "</Project>", "<ItemGroup><ProjectReference Include=\"../library/library.csproj\" /></ItemGroup></Project>", StringComparison.Ordinal));
        feed.Write("user/Program.cs", Program.Replace("    PhysicalTherapyFailed = true,\n", string.Empty, StringComparison.Ordinal));
        Assert.Equal("NotEstablished", LastLine(feed.Run("user", "run").Succeeded()));
    }

    [Fact]
    public void A_mistake_in_a_guideline_is_an_error_of_the_build_at_its_place()
    {
        feed.Write("broken/broken.csproj", Application);
        feed.Write("broken/nerve-block.guideline", Guideline.Replace("2. Conservative care: physical", "2. Conservative care: phsyical", StringComparison.Ordinal));
        feed.Write("broken/Program.cs", Program);
        AddPackage("broken");
        Output build = feed.Run("broken", "build");
        Assert.Equal(1, build.Code);
        string[] errors = [.. build.Text.Split('\n').Where(line => line.Contains(": error ", StringComparison.Ordinal))
            .Select(line => line.Split(" [" + feed.Folder)[0].Trim()).Distinct()];
        string error = Assert.Single(errors);
        Assert.EndsWith(
            "nerve-block.guideline(11,25): error GL0201: “phsyical therapy failed” is not declared; did you mean “physical therapy failed”?", error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_tool_is_installed_from_the_feed_and_scores_a_case()
    {
        feed.Run(string.Empty, "tool", "install", "ImrDsl.Tool", "--version", feed.Version, "--tool-path", "tools").Succeeded();
        string imr = Path.Combine(feed.Folder, "tools", OperatingSystem.IsWindows() ? "imr.exe" : "imr");
        string letter = Repository.PathOf("tests/cases/letters/seed-001.json");
        Output score = DotNet.RunProgram(imr, feed.Folder, "score", "mtus.idds", "--case", letter, "--quiet").Succeeded();
        Assert.Contains("item 1, Replacement of an implanted pump: upheld: not medically necessary", score.Text, StringComparison.Ordinal);
    }

    private static string Block(string language) =>
        Repository.Read("README.md").ReplaceLineEndings("\n").Split("```" + language + "\n")[1].Split("```")[0];

    private static string LastLine(Output output) => output.Text.TrimEnd().Split('\n')[^1].TrimEnd();

    private void AddPackage(string folder) => feed.Run(folder, "add", "package", "ImrDsl", "--version", feed.Version).Succeeded();
}
