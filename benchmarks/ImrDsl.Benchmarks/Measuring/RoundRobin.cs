using System;
using System.Collections.Generic;
using System.Linq;

namespace ImrDsl.Benchmarks.Measuring;

/// <summary>
/// Measures contestants in one process, in short samples, by turns: the processor time of the process (user and system, to the microsecond),
/// and of each contestant the lower quartile. Neighbours on a shared machine, a warm or a cold clock thus hit all of them alike.
/// </summary>
internal sealed class RoundRobin(int samples, TimeSpan sample)
{
    // Short samples on a shared machine are off by 20 % now and then, never by half.
    private const double MostAboveFloor = 1.5;

    /// <summary>How many turns each contestant gets.</summary>
    public int Samples => samples;

    /// <summary>As the tables in the README were made.</summary>
    public static RoundRobin Usual { get; } = new(samples: 25, TimeSpan.FromMilliseconds(60));

    /// <summary>Only to see that all of it runs.</summary>
    public static RoundRobin Quick { get; } = new(samples: 3, TimeSpan.FromMilliseconds(5));

    /// <summary>For continuous integration: short, and only what misses a floor by half is told.</summary>
    public static RoundRobin Gate { get; } = new(samples: 9, TimeSpan.FromMilliseconds(20));

    /// <summary>The floors that were missed by more than half, in words.</summary>
    public List<string> Missed { get; } = [];

    /// <summary>Nanoseconds of processor time for each case, and bytes allocated for each case.</summary>
    /// <exception cref="InvalidOperationException">Two contestants do not find the same.</exception>
    public IReadOnlyList<Measurement> Measure(IReadOnlyList<Contestant> contestants, int cases)
    {
        Tally expected = contestants[0].Pass();
        foreach (Contestant contestant in contestants)
        {
            Tally found = contestant.Pass();
            if (found != expected)
            {
                throw new InvalidOperationException($"{contestants[0].Name} finds {expected}, but {contestant.Name} {found}.");
            }
        }

        int[] passes = [.. contestants.Select(Calibrate)];
        List<double>[] times = [.. contestants.Select(_ => new List<double>())];
        long[] bytes = [.. contestants.Select(_ => long.MaxValue)];
        for (int turn = 0; turn < samples; turn++)
        {
            for (int i = 0; i < contestants.Count; i++)
            {
                double count = (double)passes[i] * (contestants[i].Cases ?? cases);
                long allocated = GC.GetTotalAllocatedBytes(precise: true);
                double time = Time(contestants[i], passes[i]);
                times[i].Add(time / count);
                bytes[i] = Math.Min(bytes[i], (long)((GC.GetTotalAllocatedBytes(precise: true) - allocated) / count));
            }
        }

        Measurement[] measured = [.. contestants.Select((contestant, i) => new Measurement(contestant.Name, LowerQuartile(times[i]), bytes[i]))];
        Missed.AddRange(contestants.Zip(measured).SelectMany(pair => Misses(pair.First, pair.Second, measured[0])));
        return measured;
    }

    private static IEnumerable<string> Misses(Contestant contestant, Measurement measured, Measurement first)
    {
        double ratio = measured.Nanoseconds / first.Nanoseconds;
        if (ratio > contestant.Floor * MostAboveFloor)
        {
            yield return FormattableString.Invariant($"{contestant.Name}: {ratio:0.00} times {first.Name}; at most {contestant.Floor:0.00} is asked for.");
        }

        if (measured.Bytes > contestant.MostBytes)
        {
            yield return $"{contestant.Name}: {measured.Bytes} bytes for each case; at most {contestant.MostBytes} are asked for.";
        }
    }

    // Warm until the code is at its best, which takes .NET some seconds where much code runs a few times each; then as many passes as fill a sample.
    private int Calibrate(Contestant contestant)
    {
        double warm = sample.TotalMilliseconds * 1e6 * 50;
        double time = 0;
        int passes = 0;
        while (time < warm && passes < 2000)
        {
            time += Time(contestant, 1);
            passes++;
        }

        return Math.Max(1, (int)(sample.TotalMilliseconds * 1e6 * contestant.Share / (time / passes)));
    }

    private static double Time(Contestant contestant, int passes)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        for (int i = 0; i < passes; i++)
        {
            contestant.Pass();
        }

        return (Environment.CpuUsage.TotalTime - before).TotalNanoseconds;
    }

    private static double LowerQuartile(List<double> times) => times.Order().ElementAt(times.Count / 4);
}

/// <summary>What a contestant took.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Nanoseconds">Processor time for each case: the lower quartile of the samples.</param>
/// <param name="Bytes">Allocated for each case.</param>
internal readonly record struct Measurement(string Name, double Nanoseconds, long Bytes);
