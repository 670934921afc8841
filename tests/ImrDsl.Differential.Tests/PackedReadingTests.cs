using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using ImrDsl.Compiler;
using ImrDsl.Compiler.Tests;
using ImrDsl.RandomGuidelines;
using Xunit;
using Xunit.Abstractions;

namespace ImrDsl.Differential.Tests;

/// <summary>
/// The reader of packed cases makes of a file what the reader of cases makes of it, packed: the same errors, findings, statuses and short accounts of every service.
/// <c>IMR_LONG=1</c> tries 200 guidelines; without it a few.
/// </summary>
public sealed class PackedReadingTests(ITestOutputHelper output)
{
    private const int GuidelinesAtOnce = 20;
    private const int FilesEach = 8;
    private const int MutantsEach = 5;
    private static readonly int Guidelines = Environment.GetEnvironmentVariable("IMR_LONG") == "1" ? 200 : 40;

    [Fact]
    public void Random_cases_are_read_into_packed_cases_as_the_reader_of_cases_reads_them()
    {
        (int files, int usual, int mutants, int usualMutants) = (0, 0, 0, 0);
        for (int batch = 0; batch < Guidelines / GuidelinesAtOnce; batch++)
        {
            List<RandomSpecimen> specimens = [.. Enumerable.Range(batch * GuidelinesAtOnce, GuidelinesAtOnce).Select(seed => new RandomSpecimen(seed))];
            var options = new EmitOptions { RootNamespace = "Example", HasPackedCases = true };
            Assembly assembly = EmittedCode.Load(EmittedCode.Compile(specimens.SelectMany(specimen => CSharpEmitter.Emit(specimen.Plan, options)
                .Concat(specimen.Plan.Vocabularies.SelectMany(vocabulary => CSharpEmitter.Emit(vocabulary, options))))));
            foreach (RandomSpecimen specimen in specimens)
            {
                IPackedReading reading = new TypedGuideline(specimen.Plan, assembly).PackedReading;
                List<byte[]> cases = [.. Cases(specimen)];
                cases.ForEach(file => Check(specimen, reading, file));
                (files, usual) = (files + reading.Counted.Files, usual + reading.Counted.Usual);
                var random = new Random(specimen.Seed);
                foreach (byte[] file in cases)
                {
                    for (int i = 0; i < MutantsEach; i++)
                    {
                        Check(specimen, reading, FastReadingTests.Mutated(file, random));
                    }
                }

                (mutants, usualMutants) = (mutants + reading.Counted.Files - cases.Count, usualMutants + reading.Counted.Usual);
            }
        }

        output.WriteLine($"{files} files, {usual} of them usual; {mutants} mutants");
        Assert.InRange(usual, files / 6, files);
        Assert.InRange(usualMutants - usual, mutants / 50, mutants);
    }

    // Each case as it is written; plain, and with its keys in another order; one with several items; and one with some facts only, twice, so that what was learned is used.
    private static IEnumerable<byte[]> Cases(RandomSpecimen specimen)
    {
        for (int number = 0; number < FilesEach; number++)
        {
            string json = RandomCase.CreateWithItems(specimen.Plan, 1, (specimen.Seed * 1000) + number);
            string plain = PlainCase.Of(specimen.Plan, json);
            string loose = FastReadingTests.Loose(JsonNode.Parse(plain)!, new Random(number));
            string several = RandomCase.CreateWithItems(specimen.Plan, 2, (specimen.Seed * 1000) + number);
            string thin = PlainCase.Thin(plain, new Random(number));
            foreach (string file in new[] { json, plain, loose, several, thin, thin })
            {
                yield return Encoding.UTF8.GetBytes(file);
            }
        }
    }

    private static void Check(RandomSpecimen specimen, IPackedReading reading, byte[] file)
    {
        string? difference = reading.Difference(file);
        Assert.True(difference is null, $"guideline {specimen.Seed}: {difference}\n{Encoding.UTF8.GetString(file)}\n{specimen.Text}");
    }
}
