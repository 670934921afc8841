using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using ImrDsl.Language.Plan;
using ImrDsl.RandomGuidelines;
using Xunit;
using Xunit.Abstractions;

namespace ImrDsl.Differential.Tests;

/// <summary>
/// Lines that a batch decides from packed readings are counted as the careful path counts them. <c>IMR_LONG=1</c> tries 600 guidelines; without it a few.
/// </summary>
public sealed class PackedLineTests(ITestOutputHelper output)
{
    private const int FilesEach = 8;
    private const int MutantsEach = 3;
    private static readonly int Guidelines = Environment.GetEnvironmentVariable("IMR_LONG") == "1" ? 600 : 80;

    [Fact]
    public void Random_lines_are_counted_as_the_careful_path_counts_them()
    {
        (int taken, long tried, long packed, int editions) = (0, 0, 0, 0);
        for (int seed = 0; seed < Guidelines; seed++)
        {
            var specimen = new RandomSpecimen(seed);
            var worker = new PackedWorker(specimen.Plan);
            Check(worker, specimen);
            (taken, tried, packed, editions) = (taken + worker.Taken, tried + worker.Tried, packed + worker.Packed, editions + (worker.Packed > 0 ? 1 : 0));
        }

        output.WriteLine($"{taken} lines taken, {tried} tried, {packed} of them from packed readings, by {editions} of {Guidelines} guidelines");

        // Random guidelines ask for more than those of the library.
        Assert.InRange(packed, taken / 20, taken);
        Assert.InRange(editions, Guidelines / 4, Guidelines);
    }

    [Fact]
    public void Lines_of_two_guidelines_are_counted_as_the_careful_path_counts_them()
    {
        long packed = 0;
        for (int seed = 0; seed < Guidelines; seed += 2)
        {
            RandomSpecimen[] specimens = [new(seed), new(seed + 1)];
            var worker = new PackedWorker([.. specimens.Select(specimen => specimen.Plan)]);
            foreach (RandomSpecimen specimen in specimens)
            {
                Check(worker, specimen);
            }

            packed += worker.Packed;
        }

        output.WriteLine($"{packed} lines from packed readings");
        Assert.True(packed >= Guidelines / 2);
    }

    [Fact]
    public void Where_few_lines_are_usual_none_is_tried_for_a_while()
    {
        const int Window = 256;
        (RandomSpecimen specimen, string usual) = UsualLine();
        var worker = new PackedWorker(specimen.Plan);
        byte[] line = Encoding.UTF8.GetBytes(usual);
        byte[] unusual = Encoding.UTF8.GetBytes(usual.Replace("\"schema\":1", "\"schema\":1,\"//\":\"a comment\"", StringComparison.Ordinal));
        Assert.True(worker.Take(line) && worker.Take(line));
        Assert.Equal((1, 1), (worker.Packed, worker.Tried));

        for (int i = 0; i < 4 * Window; i++)
        {
            Assert.True(worker.Take(unusual));
        }

        Assert.Equal((1, Window), (worker.Packed, worker.Tried));
        for (int i = 0; i < 64 * Window; i++)
        {
            Assert.True(worker.Take(line));
        }

        Assert.True(worker.Packed > Window);
    }

    // Of the first guideline that reads one into packed readings.
    private static (RandomSpecimen Specimen, string Line) UsualLine()
    {
        for (int seed = 0; ; seed++)
        {
            var specimen = new RandomSpecimen(seed);
            string line = PlainCase.Of(specimen.Plan, RandomCase.CreateWithItems(specimen.Plan, 1, seed));
            var worker = new PackedWorker(specimen.Plan);
            byte[] utf8 = Encoding.UTF8.GetBytes(line);
            if (worker.Take(utf8) && worker.Take(utf8) && worker.Packed == 1)
            {
                return (specimen, line);
            }
        }
    }

    private static void Check(PackedWorker worker, RandomSpecimen specimen)
    {
        var random = new Random(specimen.Seed);
        foreach (string line in Cases(specimen))
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(line);
            foreach (byte[] each in Enumerable.Range(0, MutantsEach).Select(_ => FastReadingTests.Mutated(utf8, random)).Prepend(utf8))
            {
                string? difference = worker.Difference(each);
                Assert.True(difference is null, $"guideline {specimen.Seed}: {difference}\n{Encoding.UTF8.GetString(each)}\n{specimen.Text}");
            }
        }
    }

    // Each case as it is written; plain, and with its keys in another order; one with several items; and one with some facts only, twice, so that what was learned is used.
    private static IEnumerable<string> Cases(RandomSpecimen specimen)
    {
        GuidelinePlan plan = specimen.Plan;
        for (int number = 0; number < FilesEach; number++)
        {
            string json = RandomCase.CreateWithItems(plan, 1, (specimen.Seed * 1000) + number);
            string plain = PlainCase.Of(plan, json);
            yield return plain;
            yield return json;
            yield return FastReadingTests.Loose(JsonNode.Parse(plain)!, new Random(number));
            yield return PlainCase.Of(plan, RandomCase.CreateWithItems(plan, 2, (specimen.Seed * 1000) + number));
            string thin = PlainCase.Thin(plain, new Random(number));
            yield return thin;
            yield return thin;
        }
    }
}
