using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Differential.Tests;
using ImrDsl.Language.Plan;
using ImrDsl.RandomGuidelines;
using Xunit;
using Xunit.Abstractions;

namespace ImrDsl.Scoring.Tests;

/// <summary>The guidelines of the library by packed readings: lines of a batch are counted as the careful path counts them, and a fair share of them is read so.</summary>
public sealed class LibraryPackedTests(ITestOutputHelper output)
{
    private const int RandomCases = 24;
    private const int FewestEditions = 16;

    [Fact]
    public void Lines_are_counted_as_the_careful_path_counts_them()
    {
        (int taken, long packed, int editions) = (0, 0, 0);
        foreach (GuidelinePlan plan in Guidelines.AllOfLibrary())
        {
            var worker = new PackedWorker(plan);
            Check(worker, plan, LinesOf(plan));
            (taken, packed, editions) = (taken + worker.Taken, packed + worker.Packed, editions + (worker.Packed > 0 ? 1 : 0));
        }

        output.WriteLine($"{taken} lines taken, {packed} of them from packed readings, by {editions} editions");
        Assert.InRange(packed, taken / 8, taken);
        Assert.True(editions >= FewestEditions, $"{editions} editions");
    }

    [Fact]
    public void Lines_of_all_guidelines_at_once_are_counted_as_the_careful_path_counts_them()
    {
        GuidelinePlan[] plans = [.. Guidelines.AllOfLibrary()];
        var worker = new PackedWorker(plans);
        foreach (GuidelinePlan plan in plans.Where((_, i) => i % 4 == 0))
        {
            Check(worker, plan, LinesOf(plan).Take(20));
        }

        output.WriteLine($"{worker.Taken} lines taken, {worker.Packed} of them from packed readings");
        Assert.True(worker.Packed > 0);
    }

    [Fact]
    public void Usual_lines_for_implantation_are_decided_from_packed_readings()
    {
        GuidelinePlan plan = Guidelines.OfLibrary("mtus.idds");
        var worker = new PackedWorker(plan);
        Check(worker, plan, LinesOf(plan));

        output.WriteLine($"{worker.Taken} lines taken, {worker.Packed} of them from packed readings");
        Assert.InRange(worker.Packed, worker.Taken / 3, worker.Taken);
    }

    private static void Check(PackedWorker worker, GuidelinePlan plan, IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            string? difference = worker.Difference(line);
            Assert.True(difference is null, $"{plan.Id}: {difference}\n{line}");
        }
    }

    // Plain, and with some facts only, as most files have them; every fourth as it is.
    private static IEnumerable<string> LinesOf(GuidelinePlan plan)
    {
        for (int seed = 0; seed < RandomCases; seed++)
        {
            foreach (ServicePlan service in plan.Services)
            {
                string json = RandomCase.Create(plan, service.Ordinal, seed).ReplaceLineEndings(" ");
                string plain = PlainCase.Of(plan, json);
                yield return plain;
                yield return PlainCase.Thin(plain, new Random(seed));
                if (seed % 4 == 0)
                {
                    yield return json;
                }
            }
        }
    }
}
