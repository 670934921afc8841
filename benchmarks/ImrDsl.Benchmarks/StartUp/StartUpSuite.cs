using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using ImrDsl.Benchmarks.Measuring;

namespace ImrDsl.Benchmarks.StartUp;

/// <summary>What it takes to start a process, decide one case and end, against an empty .NET program. Time on the wall, for a process is waited for.</summary>
internal static class StartUpSuite
{
    private const string Empty = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
          </PropertyGroup>
        </Project>
        """;

    private static readonly string Repository = Above(AppContext.BaseDirectory, "ImrDsl.sln");

    /// <summary>Runs the suite.</summary>
    public static void Run(TextWriter output, RoundRobin measure)
    {
        string folder = Directory.CreateTempSubdirectory("imr-start-up").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "empty"));
            File.WriteAllText(Path.Combine(folder, "empty", "Empty.csproj"), Empty);
            File.WriteAllText(Path.Combine(folder, "empty", "Program.cs"), "System.Console.WriteLine();\n");
            File.WriteAllBytes(Path.Combine(folder, "case.json"), Samples.Case);
            string tool = Path.Combine(Repository, "cli", "ImrDsl.Cli");
            string[] score = ["score", "mtus.idds", "--case", Path.Combine(folder, "case.json")];
            Started[] programs =
            [
                new("an empty .NET program", Publish(folder, Path.Combine(folder, "empty"), "Empty", "a", []), []),
                new("imr score, compiled when it runs", Publish(folder, tool, "ImrDsl.Cli", "b", []), score),
                new("imr score, ReadyToRun on the shared runtime", Publish(folder, tool, "ImrDsl.Cli", "c", ["-r", Platform, "--self-contained", "false", "-p:PublishReadyToRun=true"]), score),
                new("imr score, ReadyToRun with its own runtime", Publish(folder, tool, "ImrDsl.Cli", "e", ["-r", Platform, "-p:Ready=true"]), score),
                new("imr score, machine code", Publish(folder, tool, "ImrDsl.Cli", "d", ["-r", Platform, "-p:Native=true", "-p:CppCompilerAndLinker=gcc"]), score),
            ];
            Print(output, programs, measure.Samples);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Platform => System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier is var own && own.StartsWith("linux", StringComparison.Ordinal) ? "linux-x64" : own;

    private static void Print(TextWriter output, Started[] programs, int samples)
    {
        for (int turn = 0; turn < samples; turn++)
        {
            foreach (Started program in programs.Where(program => program.Path is not null))
            {
                long start = Stopwatch.GetTimestamp();
                if (Start(program.Path!, program.Arguments).Code != 0)
                {
                    throw new InvalidOperationException(program.Name + " does not run.");
                }

                program.Times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        double Quartile(Started program) => program.Times.Order().ElementAt(program.Times.Count / 4);
        output.WriteLine("\n### Start-up\n\nOne case, one process: started, decided, explained, ended.\n\n| program | ratio | ms |\n|---|---|---|");
        foreach (Started program in programs)
        {
            output.WriteLine(program.Path is null
                ? $"| {program.Name} | not available: it cannot be published here | |"
                : string.Create(CultureInfo.InvariantCulture, $"| {program.Name} | {Quartile(program) / Quartile(programs[0]):0.0} | {Quartile(program):0} |"));
        }
    }

    // Null where packages or a linker are missing.
    private static string? Publish(string folder, string project, string name, string kind, string[] options)
    {
        string target = Path.Combine(folder, kind);
        (int code, _) = Start("dotnet", ["publish", project, "-c", "Release", "-v", "quiet", "-o", target, .. options]);
        string path = Path.Combine(target, OperatingSystem.IsWindows() ? name + ".exe" : name);
        return code == 0 && File.Exists(path) ? path : null;
    }

    private static (int Code, string Output) Start(string path, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        start.Environment.Remove("MSBUILDEXTENSIONSPATH");
        using Process process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    private static string Above(string folder, string file) =>
        File.Exists(Path.Combine(folder, file)) ? folder : Above(Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar)) ?? throw new FileNotFoundException("The benchmarks do not run in the repository."), file);

    private sealed record Started(string Name, string? Path, string[] Arguments)
    {
        public List<double> Times { get; } = [];
    }
}
