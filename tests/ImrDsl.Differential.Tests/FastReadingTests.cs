using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ImrDsl.RandomGuidelines;
using Xunit;
using Xunit.Abstractions;

namespace ImrDsl.Differential.Tests;

/// <summary>
/// The fast reader of lines refuses, or makes of a line exactly what the careful reader makes of it. <c>IMR_LONG=1</c> tries 600 guidelines; without it a few.
/// </summary>
public sealed class FastReadingTests(ITestOutputHelper output)
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("IMR_LONG") == "1";
    private static readonly int Guidelines = IsLong ? 600 : 40;
    private const int FilesEach = 12;
    private const int MutantsEach = 12;

    [Fact]
    public void Random_cases_are_read_as_the_careful_reader_reads_them()
    {
        (int lines, int flat, int fast) = (0, 0, 0);
        for (int seed = 0; seed < Guidelines; seed++)
        {
            var specimen = new RandomSpecimen(seed);
            var reading = new FastReading(specimen.Plan);
            for (int number = 0; number < FilesEach; number++)
            {
                string json = RandomCase.CreateWithItems(specimen.Plan, 1 + (number % 3), (seed * 1000) + number);
                Check(reading, specimen, json);
                Check(reading, specimen, Loose(JsonNode.Parse(json)!, new Random(number)));
            }

            lines += reading.Lines;
            flat += reading.Flat;
            fast += reading.Fast;
        }

        output.WriteLine($"{lines} lines, {flat} of them usual, {fast} read fast");

        // Left over are statements of one day and profession that may be of one source.
        Assert.InRange(fast, flat * 99 / 100, lines);
    }

    [Fact]
    public void Lines_with_mistakes_are_refused()
    {
        (int lines, int wrong, int fast) = (0, 0, 0);
        for (int seed = 0; seed < Guidelines; seed++)
        {
            var specimen = new RandomSpecimen(seed);
            var reading = new FastReading(specimen.Plan);
            for (int number = 0; number < FilesEach; number++)
            {
                byte[] json = Encoding.UTF8.GetBytes(RandomCase.CreateWithItems(specimen.Plan, 1, (seed * 1000) + number));
                reading.GetUsedTo(json);
                var random = new Random((seed * 1000) + number);
                for (int mutant = 0; mutant < MutantsEach; mutant++)
                {
                    byte[] mutated = Mutated(json, random);
                    string? difference = reading.Difference(mutated);
                    Assert.True(difference is null, $"guideline {seed}, file {number}: {difference}\n{Encoding.UTF8.GetString(mutated)}\n{specimen.Text}");
                }
            }

            lines += reading.Lines;
            wrong += reading.Wrong;
            fast += reading.Fast;
        }

        output.WriteLine($"{lines} mutated lines, {wrong} of them wrong, {fast} read fast");
        Assert.InRange(wrong, lines / 2, lines - 1);
        Assert.InRange(fast, lines / 25, lines);
    }

    private static void Check(FastReading reading, RandomSpecimen specimen, string json)
    {
        string? difference = reading.Difference(json);
        Assert.True(difference is null, $"guideline {specimen.Seed}: {difference}\n{json}\n{specimen.Text}");
    }

    // The same case with its keys in another order and blanks between the tokens.
    internal static string Loose(JsonNode? node, Random random)
    {
        string Blank() => random.Next(4) switch { 0 => " ", 1 => "\t", 2 => "  ", _ => string.Empty };
        switch (node)
        {
            case JsonObject members:
                KeyValuePair<string, JsonNode?>[] shuffled = [.. members];
                random.Shuffle(shuffled);
                return Blank() + "{" + Blank() + string.Join(
                    "," + Blank(), shuffled.Select(member => JsonSerializer.Serialize(member.Key) + Blank() + ":" + Loose(member.Value, random))) + Blank() + "}" + Blank();
            case JsonArray elements:
                return Blank() + "[" + Blank() + string.Join("," + Blank(), elements.Select(element => Loose(element, random))) + Blank() + "]";
            default:
                return Blank() + (node?.ToJsonString() ?? "null") + Blank();
        }
    }

    // A byte changed, taken out, put in or doubled, a piece of the line doubled or taken out, or the end cut off.
    internal static byte[] Mutated(byte[] line, Random random)
    {
        int at = random.Next(line.Length);
        int length = Math.Min(random.Next(1, 30), line.Length - at);
        byte other = random.Next(3) == 0 ? (byte)random.Next(256) : line[random.Next(line.Length)];
        byte[] mutated = random.Next(9) switch
        {
            7 or 8 => WithDigitChanged(line, random),
            0 => [.. line[..at], other, .. line[(at + 1)..]],
            1 => [.. line[..at], .. line[(at + 1)..]],
            2 => [.. line[..at], other, .. line[at..]],
            3 => [.. line[..at], .. line[at..(at + length)], .. line[at..]],
            4 => [.. line[..at], .. line[(at + length)..]],
            5 => line[..at],
            _ => WithMemberMoved(line, random),
        };
        return [.. mutated.Select(character => character == '\n' ? (byte)' ' : character)];
    }

    private static byte[] WithDigitChanged(byte[] line, Random random)
    {
        int[] digits = [.. Enumerable.Range(0, line.Length).Where(i => char.IsAsciiDigit((char)line[i]))];
        byte[] changed = [.. line];
        changed[digits[random.Next(digits.Length)]] = (byte)('0' + random.Next(10));
        return changed;
    }

    // A member of an object, or an element of an array, put in at another comma: a key that stands twice or where it does not belong.
    private static byte[] WithMemberMoved(byte[] line, Random random)
    {
        int[] commas = [.. Enumerable.Range(0, line.Length).Where(i => line[i] == ',')];
        if (commas.Length < 3)
        {
            return line;
        }

        int from = random.Next(commas.Length - 1);
        int to = commas[random.Next(commas.Length)];
        return [.. line[..to], .. line[commas[from]..commas[from + 1]], .. line[to..]];
    }
}
