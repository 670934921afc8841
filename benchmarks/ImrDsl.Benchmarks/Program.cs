using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using BenchmarkDotNet.Running;
using ImrDsl.Benchmarks.Columns;
using ImrDsl.Benchmarks.Files;
using ImrDsl.Benchmarks.FrontEnd;
using ImrDsl.Benchmarks.Measuring;
using ImrDsl.Benchmarks.SingleCase;
using ImrDsl.Benchmarks.StartUp;

namespace ImrDsl.Benchmarks;

/// <summary>Runs benchmarks: see README.md beside this file.</summary>
internal static class Program
{
    private static readonly Dictionary<string, Action<TextWriter, RoundRobin>> Suites = new()
    {
        ["single-case"] = SingleCaseSuite.Run,
        ["columns"] = ColumnSuite.Run,
        ["files"] = FileSuite.Run,
        ["front-end"] = FrontEndSuite.Run,
        ["generator"] = GeneratorSuite.Run,
        ["start-up"] = StartUpSuite.Run,
    };

    private static readonly string[] Own = ["--quick", "--gate"];

    // With options of BenchmarkDotNet, only its benchmarks; with the name of a suite, that suite; without arguments everything.
    private static int Main(string[] arguments)
    {
        bool isForBenchmarkDotNet = arguments.Any(argument => argument.StartsWith("--", StringComparison.Ordinal) && !Own.Contains(argument));
        if (!isForBenchmarkDotNet)
        {
            RoundRobin measure = arguments.Contains("--gate") ? RoundRobin.Gate : arguments.Contains("--quick") ? RoundRobin.Quick : RoundRobin.Usual;
            string[] named = [.. arguments.Where(argument => !Own.Contains(argument))];
            if (named.FirstOrDefault(name => !Suites.ContainsKey(name)) is { } unknown)
            {
                Console.Error.WriteLine($"There is no suite “{unknown}”; there are {string.Join(" and ", Suites.Keys)}. Options of BenchmarkDotNet begin with --, as in --filter '*'.");
                return 2;
            }

            foreach (string name in named.Length > 0 ? named : [.. Suites.Keys])
            {
                Suites[name](Console.Out, measure);
            }

            if (named.Length > 0 || measure == RoundRobin.Gate)
            {
                measure.Missed.ForEach(missed => Console.Error.WriteLine("A floor is missed by more than half. " + missed));
                return measure == RoundRobin.Gate && measure.Missed.Count > 0 ? 1 : 0;
            }

            arguments = ["--filter", "*"];
        }

        // A benchmark that did not run is a failure; BenchmarkDotNet alone would end well.
        return BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(arguments)
            .All(summary => !summary.HasCriticalValidationErrors && summary.Reports.All(report => report.Success)) ? 0 : 1;
    }
}
