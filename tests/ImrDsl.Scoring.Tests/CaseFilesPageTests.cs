using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using ImrDsl.Testing;
using Xunit;

namespace ImrDsl.Scoring.Tests;

/// <summary>What <c>docs/case-files.md</c> shows can be read.</summary>
public partial class CaseFilesPageTests
{
    public static TheoryData<string> Blocks => new(
        Fence().Matches(File.ReadAllText(Repository.PathOf("docs/case-files.md"))).Select(match => match.Groups[1].Value));

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Every_example_of_the_page_is_read_without_errors(string block)
    {
        // A block that is no whole file shows facts.
        string file = block.StartsWith('{')
            ? block
            : "{ \"schema\": 1, \"case\": { \"decision date\": \"2012-06-01\" }, \"items\": [ { \"service\": \"permanent implantation\" } ], \"facts\": {\n" + block + "} }";

        CaseReading reading = CaseReader.Read(Guidelines.OfLibrary("mtus.idds"), Encoding.UTF8.GetBytes(file), "case-files.md");

        Assert.Empty(reading.Errors);
    }

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();
}
