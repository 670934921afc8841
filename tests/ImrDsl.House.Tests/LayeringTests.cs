using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using Xunit;

namespace ImrDsl.House.Tests;

/// <summary>Who may depend on whom. A reference that the table does not allow fails here, whether it is declared or used.</summary>
public class LayeringTests
{
    /// <summary>What each library may use besides the framework. What is not in the table is not in the house.</summary>
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["ImrDsl.Values"] = [],
        ["ImrDsl.Language"] = ["ImrDsl.Values"],
        ["ImrDsl.Compiler"] = ["ImrDsl.Language", "ImrDsl.Values"],
        ["ImrDsl.Generator"] = ["ImrDsl.Compiler", "ImrDsl.Language", "ImrDsl.Values", "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp"],
        ["ImrDsl.Runtime"] = ["ImrDsl.Values"],
        ["ImrDsl.Scoring"] = ["ImrDsl.Language", "ImrDsl.Runtime", "ImrDsl.Values"],
        ["ImrDsl.Guidelines"] = ["ImrDsl.Runtime", "ImrDsl.Values", "ImrDsl.Generator"],
        ["ImrDsl.Cli"] =
        [
            "ImrDsl.Values", "ImrDsl.Language", "ImrDsl.Compiler", "ImrDsl.Runtime", "ImrDsl.Scoring", "ImrDsl.Guidelines",
            "System.CommandLine", "Microsoft.Extensions.FileSystemGlobbing",
        ],

        // The package for developers holds no code of its own: it packs the libraries beside it.
        ["ImrDsl"] = ["ImrDsl.Runtime", "ImrDsl.Values", "ImrDsl.Generator", "ImrDsl.Compiler", "ImrDsl.Language"],
    };

    public static TheoryData<string> Projects => [.. Repository.ProductProjects.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_only_to_the_layers_below_it(string project)
    {
        IEnumerable<string> declared = Items(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));
        Check.None(declared.Except(MayUse[project]));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void An_assembly_uses_only_the_layers_below_it(string project)
    {
        string file = Path.Combine(AppContext.BaseDirectory, project + ".dll");
        if (File.Exists(file))
        {
            Check.None(ReferencesOf(file).Where(name => !IsFramework(name)).Except(MayUse[project]));
        }
    }

    [Fact]
    public void The_language_is_free_of_Roslyn_and_of_packages()
    {
        foreach (string project in new[] { "ImrDsl.Values", "ImrDsl.Language", "ImrDsl.Compiler", "ImrDsl.Runtime", "ImrDsl.Scoring" })
        {
            Check.None(Items(project, "PackageReference"));
        }
    }

    [Fact]
    public void The_generator_is_built_against_the_oldest_compiler_it_must_run_in()
    {
        string versions = Repository.Read("Directory.Packages.props");
        Assert.Contains("Include=\"Microsoft.CodeAnalysis.CSharp\" Version=\"4.8.0\"", versions, StringComparison.Ordinal);
    }

    private static bool IsFramework(string assembly) =>
        assembly is "netstandard" or "mscorlib" || (assembly.StartsWith("System.", StringComparison.Ordinal) && assembly != "System.CommandLine");

    private static IEnumerable<string> Items(string project, string kind) =>
        XDocument.Parse(Repository.Read(Repository.ProductProjects[project])).Descendants(kind).Select(item => item.Attribute("Include")!.Value);

    private static List<string> ReferencesOf(string file)
    {
        using var stream = File.OpenRead(file);
        using var image = new PEReader(stream);
        MetadataReader metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
