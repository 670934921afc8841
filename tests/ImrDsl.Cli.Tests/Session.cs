using System;
using System.IO;
using System.Text;

namespace ImrDsl.Cli.Tests;

/// <summary>A folder of its own in which a test runs command lines, inside this process.</summary>
internal sealed class Session : IDisposable
{
    public Session(string name = "imr")
    {
        Folder = Path.Combine(Path.GetTempPath(), "imr-tests", name + "-" + Path.GetRandomFileName());
        Directory.CreateDirectory(Folder);
    }

    /// <summary>The folder; it vanishes with the session.</summary>
    public string Folder { get; }

    /// <summary>Whether results are coloured, as for a person who looks.</summary>
    public bool UsesColour { get; init; }

    /// <summary>Runs a command line.</summary>
    /// <param name="arguments">What stands after <c>imr</c>.</param>
    /// <param name="input">What stands for the file "-".</param>
    public Outcome Run(string[] arguments, string input = "")
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(input));
        var terminal = new Terminal
        {
            Out = output,
            Error = error,
            In = stream,
            CurrentFolder = Folder,
            Today = new DateOnly(2026, 3, 2),
            UsesColour = UsesColour,
        };
        int code = Application.Run(arguments, terminal);
        return new Outcome(code, WithoutFolder(output), WithoutFolder(error));
    }

    /// <summary>Puts a file into the folder.</summary>
    public void Write(string path, string text)
    {
        string full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    /// <summary>Puts a file of arbitrary bytes into the folder.</summary>
    public void Write(string path, byte[] bytes) => File.WriteAllBytes(Path.Combine(Folder, path), bytes);

    /// <summary>The text of a file in the folder.</summary>
    public string Read(string path) => File.ReadAllText(Path.Combine(Folder, path));

    private string WithoutFolder(StringWriter writer) => writer.ToString().Replace(Folder, "(folder)", StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

/// <summary>What a command line came to.</summary>
internal sealed record Outcome(int Code, string Out, string Error);
