using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using ImrDsl.Cli.Tests;
using ImrDsl.Language.Plan;
using ImrDsl.RandomGuidelines;
using ImrDsl.Testing;
using Xunit;
using Xunit.Abstractions;

namespace ImrDsl.Fuzz.Tests;

/// <summary>
/// No text, no case file and no command line brings anything down or keeps it busy for long: <c>docs/robustness.md</c> says how to run this for longer.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private static readonly string LastInput = Path.Combine(Path.GetTempPath(), $"imr-fuzz-{Environment.ProcessId}.txt");

    // A guard against walks without end, not a measure of speed.
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(30);

    /// <summary>The texts that a walk failed at once: tests/cases/fuzzed.</summary>
    public static TheoryData<string> FailedOnce() => [.. Directory.EnumerateFiles(Repository.PathOf("tests/cases/fuzzed")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(FailedOnce))]
    public void A_text_that_failed_once_can_be_walked_in_every_way(string file)
    {
        string text = Repository.Read("tests/cases/fuzzed/" + file);
        foreach ((string name, Action<string> walk) in Walks.OfText)
        {
            Try(() => walk(text), name, text);
        }
    }

    [Fact]
    public void Any_text_can_be_walked_in_every_way()
    {
        Dictionary<string, TimeSpan> slowest = Walks.OfText.ToDictionary(walk => walk.Name, _ => TimeSpan.Zero);
        var budget = new Budget(count: 150, share: 0.6);
        int tried = 0;
        for (; budget.Allows(tried); tried++)
        {
            int seed = unchecked(Budget.FirstSeed + tried);
            string text = Specimens.Text(seed);
            foreach ((string name, Action<string> walk) in Walks.OfText)
            {
                TimeSpan time = Try(() => walk(text), $"{name}, seed {seed}", text);
                slowest[name] = time > slowest[name] ? time : slowest[name];
            }
        }

        output.WriteLine($"{tried} texts from seed {Budget.FirstSeed}; the slowest of each walk:");
        output.WriteLine(string.Join("\n", slowest.Select(pair => $"  {pair.Key}: {pair.Value.TotalMilliseconds:0} ms")));
    }

    [Fact]
    public void Any_case_file_can_be_read_and_decided()
    {
        GuidelinePlan[] plans = [.. Repository.Guidelines().Where(path => !path.Contains("/bad/", StringComparison.Ordinal))
            .Select(path => Walks.Compile(Repository.Read(path)).Plan).OfType<GuidelinePlan>().Where(plan => plan.Services.Count > 0)];
        var budget = new Budget(count: 400, share: 0.2);
        int tried = 0;
        int readable = 0;
        for (; budget.Allows(tried); tried++)
        {
            int seed = unchecked(Budget.FirstSeed + tried);
            var random = new Random(seed);
            GuidelinePlan plan = plans[random.Next(plans.Length)];
            string json = RandomCase.CreateWithItems(plan, random.Next(1, 4), seed & 0xFFFFFF);
            byte[] file = random.Next(3) switch
            {
                0 => Encoding.UTF8.GetBytes(json),
                1 => Encoding.UTF8.GetBytes(Specimens.Mutated(json, random)),
                _ => Torn(Encoding.UTF8.GetBytes(json), random),
            };
            Try(() => readable += Walks.Score(plan, file) ? 1 : 0, $"case file, seed {seed}, for {plan.Id}", Encoding.UTF8.GetString(file));
        }

        output.WriteLine($"{tried} case files from seed {Budget.FirstSeed}, {readable} of them readable");
        Assert.InRange(readable, tried / 5, tried);
    }

    [Fact]
    public void Any_command_line_ends_with_a_known_exit_code()
    {
        using var session = new Session("fuzz");
        string[] guidelines = [.. Repository.Guidelines()];
        var budget = new Budget(count: 120, share: 0.2);
        int tried = 0;
        int[] codes = new int[3];
        for (; budget.Allows(tried); tried++)
        {
            int seed = unchecked(Budget.FirstSeed + tried);
            var random = new Random(seed);
            string first = random.Next(3) == 0 ? Repository.Read(guidelines[random.Next(guidelines.Length)]) : Specimens.Text(seed);
            session.Write("folder/b.guideline", "language 1\n");
            session.Write("a.guideline", Encoding.UTF8.GetBytes(first));
            session.Write("folder/b.guideline", Encoding.UTF8.GetBytes(Specimens.Text(unchecked(seed + 7919))));
            session.Write("c.json", "{ \"schema\": 1, \"items\": [] }");
            string[] arguments = CommandLines.Random(random);
            string shown = "imr " + string.Join(' ', arguments.Select(argument => JsonSerializer.Serialize(argument)));
            Try(
                () =>
                {
                    Outcome outcome = session.Run(arguments, Specimens.Text(unchecked(seed + 104729)));
                    Assert.InRange(outcome.Code, 0, 2);
                    Assert.DoesNotContain("GL9999", outcome.Error, StringComparison.Ordinal);
                    codes[outcome.Code]++;
                },
                $"{shown}, seed {seed}",
                first);
        }

        output.WriteLine($"{tried} command lines from seed {Budget.FirstSeed}: {codes[0]} done, {codes[1]} with findings, {codes[2]} refused");
        Assert.All(codes, count => Assert.True(count > 0, "Every exit code occurs."));
    }

    // Runs aside, so that a walk without end is noticed. On a machine that was busy elsewhere for a while it may try again.
    private static TimeSpan Try(Action walk, string what, string input)
    {
        for (int attempt = 1; ; attempt++)
        {
            // What overflows the stack ends the process; the input lies there then.
            File.WriteAllText(LastInput, what + "\n" + JsonSerializer.Serialize(input));
            Exception? failure = null;
            var watch = Stopwatch.StartNew();
            var thread = new Thread(
                () =>
                {
                    try
                    {
                        walk();
                    }
                    catch (Exception thrown)
                    {
                        failure = thrown;
                    }
                })
            { IsBackground = true };
            thread.Start();
            bool isOver = thread.Join(Guard * attempt);
            if (isOver && failure is null)
            {
                return watch.Elapsed;
            }

            if (isOver || attempt == 3)
            {
                string why = failure?.ToString() ?? $"not over after {watch.Elapsed.TotalSeconds:0} s";
                throw new Xunit.Sdk.XunitException($"{what}: {why}\n--- input, as JSON, of which a test case is to be made:\n{JsonSerializer.Serialize(input)}");
            }
        }
    }

    private static byte[] Torn(byte[] file, Random random)
    {
        for (int edits = random.Next(1, 4); edits > 0; edits--)
        {
            file[random.Next(file.Length)] = (byte)random.Next(256);
        }

        return random.Next(3) == 0 ? file[..random.Next(file.Length)] : file;
    }
}
