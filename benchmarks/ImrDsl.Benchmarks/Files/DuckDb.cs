using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using ImrDsl.Benchmarks.Measuring;

namespace ImrDsl.Benchmarks.Files;

/// <summary>DuckDB, asked through node: <c>benchmarks/duckdb</c> has the decision in SQL. It is not there unless somebody installed it.</summary>
internal static class DuckDb
{
    /// <summary>Decides the cases of a file; null if node or DuckDB is not installed.</summary>
    /// <param name="file">The file, a case a line.</param>
    /// <param name="threads">How many threads it may use.</param>
    /// <param name="times">How often to decide.</param>
    /// <param name="isInMemory">Whether the file is read into a table first, which does not count.</param>
    /// <param name="treatments">The table of the treatments, if the file is a table too.</param>
    /// <exception cref="InvalidOperationException">It is installed and fails.</exception>
    public static Decided? Decide(string file, int threads, int times, bool isInMemory = false, string? treatments = null)
    {
        if (FolderOf() is not { } folder || !Directory.Exists(Path.Combine(folder, "node_modules", "@duckdb", "node-api")))
        {
            return null;
        }

        var start = new ProcessStartInfo("node")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { Path.Combine(folder, "decide.mjs"), file, threads.ToString(CultureInfo.InvariantCulture), times.ToString(CultureInfo.InvariantCulture) },
        };
        if ((isInMemory ? "memory" : treatments) is { } where)
        {
            start.ArgumentList.Add(where);
        }

        try
        {
            using Process process = Process.Start(start)!;
            string errors = string.Empty;
            process.ErrorDataReceived += (_, line) => errors += line.Data;
            process.BeginErrorReadLine();
            string answer = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? Read(answer) : throw new InvalidOperationException("DuckDB fails: " + errors);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    // Beside the projects, wherever the program itself was built to.
    private static string? FolderOf()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ImrDsl.sln")))
            {
                return Path.Combine(folder.FullName, "benchmarks", "duckdb");
            }
        }

        return null;
    }

    private static Decided Read(string answer)
    {
        using JsonDocument json = JsonDocument.Parse(answer);
        JsonElement findings = json.RootElement.GetProperty("findings");
        int Of(string finding) => findings.TryGetProperty(finding, out JsonElement cases) ? cases.GetInt32() : 0;
        double[] Times(string name) => [.. json.RootElement.GetProperty(name).EnumerateArray().Select(time => time.GetDouble())];
        return new Decided(
            json.RootElement.GetProperty("version").GetString()!,
            new Tally(Of("necessary"), Of("not necessary"), Of("not established"), Of("needs judgement")),
            Times("walls"),
            Times("cpus"));
    }

    /// <summary>What it found, and what each time took, in nanoseconds.</summary>
    /// <param name="Version">Its version.</param>
    /// <param name="Found">What it found.</param>
    /// <param name="Walls">Times on the wall.</param>
    /// <param name="Processor">Times of all processors.</param>
    internal sealed record Decided(string Version, Tally Found, double[] Walls, double[] Processor);
}
