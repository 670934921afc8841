using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using ImrDsl.Testing;
using Xunit;

namespace ImrDsl.Cli.Tests;

/// <summary><c>imr generate</c> writes what a build makes of the same guideline.</summary>
public partial class GenerateTests
{
    private static readonly string Built = Repository.PathOf(
        "guidelines/ImrDsl.Guidelines/obj/"
        + typeof(GenerateTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration
        + "/net10.0/generated/ImrDsl.Generator/ImrDsl.Generator.GuidelineGenerator");

    [Fact]
    public void Generated_files_are_those_of_the_build()
    {
        using var session = new Session();
        string guideline = Repository.PathOf("guidelines/mtus/idds.guideline");
        Assert.Equal(0, session.Run(["generate", guideline, "-o", "out", "--namespace", "ImrDsl.Guidelines"]).Code);
        string[] written = [.. Directory.EnumerateFiles(Path.Combine(session.Folder, "out")).Select(file => Path.GetFileName(file))];
        Assert.Contains("Mtus.Idds.g.cs", written);
        foreach (string file in written)
        {
            Assert.Equal(WithoutFolders(File.ReadAllText(Path.Combine(Built, file))), WithoutFolders(session.Read("out/" + file)));
        }
    }

    [Fact]
    public void Generated_code_names_the_guideline_from_where_it_lies()
    {
        using var session = new Session();
        session.Run(["new", "sub/oxygen.guideline"]);
        session.Run(["generate", "sub/oxygen.guideline", "-o", "out/code"]);
        Assert.Contains(" \"../../sub/oxygen.guideline\"\n", session.Read("out/code/Oxygen.g.cs"), System.StringComparison.Ordinal);
    }

    // The build and the command name the guideline from where each of them runs.
    private static string WithoutFolders(string code) => LineFile().Replace(code, "$1$2");

    [GeneratedRegex("""^(#line .* ").*/([^/"]+")$""", RegexOptions.Multiline)]
    private static partial Regex LineFile();
}
