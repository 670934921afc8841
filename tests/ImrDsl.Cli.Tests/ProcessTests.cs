using System;
using System.Diagnostics;
using System.IO;
using System.Text;
using ImrDsl.Testing;
using Xunit;

namespace ImrDsl.Cli.Tests;

/// <summary>The tool as a process of its own: bytes, streams and exit codes as scripts see them.</summary>
public class ProcessTests
{
    [Fact]
    public void Results_are_UTF_8_without_a_mark_and_without_colours()
    {
        using var session = new Session();
        session.Run(["new", "oxygen"]);
        (int code, byte[] output, string error) = Run(session.Folder, "generate oxygen.guideline -o out");
        Assert.Equal(("", 0), (error, code));
        Assert.Equal("out/Oxygen.Case.g.cs\n", Encoding.UTF8.GetString(output)[..21]);

        (code, output, error) = Run(session.Folder, "new case oxygen.guideline");
        Assert.Equal(("", 0), (error, code));
        Assert.Equal((byte)'{', output[0]);
    }

    [Fact]
    public void Words_beyond_ASCII_reach_the_reader_whole()
    {
        using var session = new Session();
        (int code, byte[] output, string error) = Run(session.Folder, "score mtus.idds --case " + Repository.PathOf("tests/cases/letters/seed-000.json"));
        Assert.Equal(("", 0), (error, code));
        Assert.Contains("≥6 months failed conservative care", new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(output), StringComparison.Ordinal);
        Assert.DoesNotContain((byte)0x1B, output);
    }

    [Fact]
    public void Mistakes_go_to_standard_error_with_exit_code_2()
    {
        using var session = new Session();
        (int code, byte[] output, string error) = Run(session.Folder, "score mtus.idds --case nowhere.json");
        Assert.Equal((2, "imr: There is no file nowhere.json.\n"), (code, error.ReplaceLineEndings("\n")));
        Assert.Empty(output);
    }

    private static (int Code, byte[] Output, string Error) Run(string folder, string arguments)
    {
        var start = new ProcessStartInfo("dotnet", $"\"{typeof(Application).Assembly.Location}\" {arguments}")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
        };
        using Process process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        return (process.ExitCode, output.ToArray(), error.Result);
    }
}
