using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using ImrDsl.Differential.Tests;
using ImrDsl.Language.Plan;
using ImrDsl.RandomGuidelines;
using ImrDsl.Testing;
using Xunit;
using Xunit.Abstractions;

namespace ImrDsl.Scoring.Tests;

/// <summary>The fast reader of lines on the case files of the repository, good and broken, each as one line, for one guideline and for all of the library at once.</summary>
public sealed class FastCaseFileTests(ITestOutputHelper output)
{
    private static readonly string[] Cases =
    [
        .. Directory.EnumerateFiles(Repository.PathOf("tests/cases"), "*.json", SearchOption.AllDirectories).Select(Repository.RelativePath)
            .Where(file => !Golden.IsGolden(file)).Order(StringComparer.Ordinal),
    ];

    private static readonly Lazy<GuidelinePlan[]> Library = new(() => [.. Guidelines.AllOfLibrary()]);

    [Fact]
    public void Every_case_file_is_read_for_one_guideline_as_the_careful_reader_reads_it()
    {
        string[] broken = [.. Cases.Where(file => file.StartsWith("tests/cases/broken/", StringComparison.Ordinal))];
        FastReading ofBroken = Compare(broken, Guidelines.OfFile("tests/cases/broken/main.guideline"));
        Assert.InRange(ofBroken.Fast, ofBroken.Flat * 9 / 10, ofBroken.Flat);
        Compare(Cases, Guidelines.OfFile("tests/cases/scored/constructs.guideline"));
        foreach (GuidelinePlan plan in Library.Value)
        {
            Compare(Cases, plan);
        }
    }

    [Fact]
    public void Every_case_file_is_read_for_the_whole_library_as_the_careful_reader_reads_it()
    {
        FastReading reading = Compare(Cases, Library.Value);
        Assert.InRange(reading.Fast, 10, reading.Lines);
    }

    [Fact]
    public void Random_cases_of_each_guideline_are_read_for_the_whole_library()
    {
        var reading = new FastReading(Library.Value);
        foreach (GuidelinePlan plan in Library.Value)
        {
            for (int seed = 0; seed < 4; seed++)
            {
                Check(reading, plan.Id + " " + seed, Encoding.UTF8.GetBytes(RandomCase.CreateWithItems(plan, 1 + (seed % 2), seed)));
            }
        }

        output.WriteLine($"{reading.Lines} lines, {reading.Flat} of them usual, {reading.Fast} read fast");
        Assert.InRange(reading.Fast, reading.Lines / 10, reading.Lines);
    }

    private FastReading Compare(IReadOnlyList<string> files, params GuidelinePlan[] plans)
    {
        var reading = new FastReading(plans);
        foreach (string file in files)
        {
            byte[] line = [.. File.ReadAllBytes(Repository.PathOf(file)).Select(character => character == '\n' ? (byte)' ' : character)];
            Check(reading, file, line);
        }

        output.WriteLine($"{plans[0].Id} and {plans.Length - 1} more: {reading.Lines} files, {reading.Wrong} of them wrong, {reading.Flat} usual, {reading.Fast} read fast");
        return reading;
    }

    private static void Check(FastReading reading, string name, byte[] line)
    {
        string? difference = reading.Difference(line);
        Assert.True(difference is null, name + ": " + difference + "\n" + Encoding.UTF8.GetString(line));
    }
}
