using System;
using System.Linq;
using BenchmarkDotNet.Running;
using ImrDsl.Benchmarks.Measuring;
using ImrDsl.Benchmarks.SingleCase;

namespace ImrDsl.Benchmarks;

/// <summary>Runs benchmarks: see README.md beside this file.</summary>
internal static class Program
{
    // With options of BenchmarkDotNet, only its benchmarks; with the name of a suite, that suite; without arguments everything.
    private static int Main(string[] arguments)
    {
        bool isForBenchmarkDotNet = arguments.Any(argument => argument.StartsWith("--", StringComparison.Ordinal) && argument != "--quick");
        if (!isForBenchmarkDotNet)
        {
            RoundRobin measure = arguments.Contains("--quick") ? RoundRobin.Quick : RoundRobin.Usual;
            string[] suites = [.. arguments.Where(argument => argument != "--quick")];
            if (suites.Any(suite => suite != "single-case"))
            {
                Console.Error.WriteLine("There is one suite: single-case. Options of BenchmarkDotNet begin with --, as in --filter '*'.");
                return 2;
            }

            SingleCaseSuite.Run(Console.Out, measure);
            if (suites.Length > 0)
            {
                return 0;
            }

            arguments = ["--filter", "*"];
        }

        // A benchmark that did not run is a failure; BenchmarkDotNet alone would end well.
        return BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(arguments)
            .All(summary => !summary.HasCriticalValidationErrors && summary.Reports.All(report => report.Success)) ? 0 : 1;
    }
}
