using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace ImrDsl.Benchmarks.Measuring;

/// <summary>Prints measurements as ratios to the first of them, as a Markdown table.</summary>
internal static class RatioTable
{
    /// <summary>Prints a table.</summary>
    public static void Print(TextWriter output, string title, string note, IReadOnlyList<Measurement> measurements, string unit = "case")
    {
        output.WriteLine();
        output.WriteLine("### " + title);
        output.WriteLine();
        output.WriteLine(note);
        output.WriteLine();
        output.WriteLine($"| implementation | ratio | ns/{unit} | B/{unit} |");
        output.WriteLine("|---|---|---|---|");
        foreach (Measurement measurement in measurements)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {measurement.Name} | {measurement.Nanoseconds / measurements[0].Nanoseconds:0.00} | {measurement.Nanoseconds:0} | {measurement.Bytes} |"));
        }
    }
}
