using System;
using System.IO;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Testing;
using Xunit;

namespace ImrDsl.Scoring.Tests;

/// <summary>The files of <c>tests/cases/broken</c>: each is reported at the right place, in words that say what to write.</summary>
public class BrokenCaseTests
{
    private const string Folder = "tests/cases/broken/";

    private static readonly GuidelinePlan Plan = Guidelines.OfFile(Folder + "main.guideline");

    public static TheoryData<string> Files => new(
        Directory.EnumerateFiles(Repository.PathOf(Folder), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public void Each_mistake_is_reported_where_it_stands(string name)
    {
        byte[] utf8 = File.ReadAllBytes(Repository.PathOf(Folder + name + ".json"));

        CaseReading reading = CaseReader.Read(Plan, utf8, name + ".json");

        Assert.Null(reading.File);
        Golden.Verify(string.Concat(reading.Errors.Select(error => error + "\n")), Folder + name + ".verified.txt");
    }

    [Fact]
    public void What_pages_of_findings_show_as_mended_is_read_without_a_finding()
    {
        string[] mended = [.. Directory.EnumerateFiles(Repository.PathOf(Folder + "mended"), "*.json")];
        Assert.NotEmpty(mended);
        Assert.All(mended, file =>
        {
            Assert.True(File.Exists(Repository.PathOf(Folder + Path.GetFileName(file))), file);
            Assert.Empty(CaseReader.Read(Plan, File.ReadAllBytes(file), Path.GetFileName(file)).Errors.Select(error => error.ToString()));
        });
    }

    [Fact]
    public void Every_prefix_of_a_case_and_every_changed_byte_is_read_without_an_exception()
    {
        byte[] whole = File.ReadAllBytes(Repository.PathOf("tests/cases/broken/contradiction.json"));
        for (int i = 0; i < whole.Length; i++)
        {
            CaseReader.Read(Plan, whole.AsMemory(0, i), "prefix.json");
            foreach (byte changed in "{}[]\",:\\1-\n\u00ff\0"u8)
            {
                byte[] copy = [.. whole];
                copy[i] = changed;
                CaseReader.Read(Plan, copy, "changed.json");
            }
        }
    }
}
