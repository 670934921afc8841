using System.Linq;
using BenchmarkDotNet.Running;

namespace ImrDsl.Benchmarks;

/// <summary>Runs benchmarks: <c>dotnet run -c Release --project benchmarks/ImrDsl.Benchmarks -- --filter '*'</c>.</summary>
internal static class Program
{
    // A benchmark that did not run is a failure; BenchmarkDotNet alone would end well.
    private static int Main(string[] arguments) =>
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(arguments)
            .All(summary => !summary.HasCriticalValidationErrors && summary.Reports.All(report => report.Success)) ? 0 : 1;
}
