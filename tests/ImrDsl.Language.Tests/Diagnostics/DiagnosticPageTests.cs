using System;
using System.IO;
using System.Linq;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Testing;
using Xunit;

namespace ImrDsl.Language.Tests.Diagnostics;

/// <summary>Every code of the catalogue has a page, and an example that provokes it and nothing else, and is clean once it is mended.</summary>
public sealed class DiagnosticPageTests
{
    // Texts too long to print, a file that is not there, and a mistake that is not the author's.
    private static readonly string[] WithoutExample = ["GL0108", "GL0176", "GL0700", "GL0704", "GL0744", "GL0756", "GL9999"];

    public static TheoryData<string> Codes() => new(Catalogue.Entries.Select(entry => entry.Code));

    public static TheoryData<string> CodesWithAnExample() => new(Catalogue.Entries.Select(entry => entry.Code).Except(WithoutExample));

    [Theory]
    [MemberData(nameof(CodesWithAnExample))]
    public void What_to_avoid_provokes_the_code_alone_and_what_to_prefer_is_clean(string code)
    {
        CatalogueEntry entry = Catalogue.Find(code);
        Assert.True(entry.Example.Length > 0, code + " names no example: add “example: bad/FOLDER” to the catalogue, a folder of tests/cases.");
        if (File.Exists(Repository.PathOf("tests/cases/" + entry.Example + ".json")))
        {
            // That the mended case is clean is asked where cases are read.
            Assert.Contains(code, Repository.Read("tests/cases/" + entry.Example + ".verified.txt"), StringComparison.Ordinal);
            return;
        }

        DiagnosticExample? example = DiagnosticExample.Of(entry);
        Assert.True(example is not null, $"{code}: there is no case {entry.Example}.");
        Assert.Equal(code, example.Finding?.Code);
        Assert.True(example.FindingsAfter.Count == 0, $"{example.Folder}: mended, it still has findings. Put the mended file into the folder “mended”.\n{string.Join("\n", example.FindingsAfter)}");
        Assert.Contains(example.Excerpts(), excerpt => excerpt.Avoid != excerpt.Prefer);
        Assert.All(example.Excerpts().SelectMany(excerpt => new[] { excerpt.Avoid, excerpt.Prefer }), text => Assert.InRange(text.Split('\n').Length, 1, 30));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_page_is_current(string code) => Golden.VerifyPage(DiagnosticPages.Of(Catalogue.Find(code)), DiagnosticPages.Folder + code + ".md");

    [Fact]
    public void The_index_is_current() => Golden.VerifyPage(DiagnosticPages.Index(), DiagnosticPages.Folder + "README.md");

    [Fact]
    public void Every_page_has_a_code() => Assert.All(
        Directory.EnumerateFiles(Repository.PathOf(DiagnosticPages.Folder), "GL????.md").Select(Path.GetFileNameWithoutExtension),
        name => Assert.NotNull(Catalogue.TryFind(name!)));
}
