using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace ImrDsl.Benchmarks.Measuring;

/// <summary>Prints measurements as ratios to the first of them, as a Markdown table.</summary>
internal static class RatioTable
{
    /// <summary>Prints a table.</summary>
    /// <param name="unit">What one of the things is that are measured.</param>
    /// <param name="bytesOfCase">How many bytes a case has in a file, to show how fast the file is gone through; 0: not shown.</param>
    public static void Print(TextWriter output, string title, string note, IReadOnlyList<Measurement> measurements, string unit = "case", double bytesOfCase = 0)
    {
        output.WriteLine();
        output.WriteLine("### " + title);
        output.WriteLine();
        output.WriteLine(note);
        output.WriteLine();
        output.WriteLine($"| implementation | ratio | ns/{unit} | B/{unit} |" + (bytesOfCase > 0 ? " GB/s |" : string.Empty));
        output.WriteLine("|---|---|---|---|" + (bytesOfCase > 0 ? "---|" : string.Empty));
        foreach (Measurement measurement in measurements)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {measurement.Name} | {measurement.Nanoseconds / measurements[0].Nanoseconds:0.00} | {measurement.Nanoseconds:0} | {measurement.Bytes} |")
                + (bytesOfCase > 0 ? string.Create(CultureInfo.InvariantCulture, $" {bytesOfCase / measurement.Nanoseconds:0.00} |") : string.Empty));
        }
    }
}
