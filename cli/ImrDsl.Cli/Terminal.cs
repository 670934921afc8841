using System;
using System.IO;
using System.Text;
using System.Threading;

namespace ImrDsl.Cli;

/// <summary>Where a command reads and writes. Commands know no other surroundings, so tests give them their own.</summary>
internal sealed class Terminal
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private byte[]? input;

    /// <summary>Results.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>What went wrong.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>What stands for the file "-".</summary>
    public required Stream In { get; init; }

    /// <summary>The folder to which relative paths belong.</summary>
    public required string CurrentFolder { get; init; }

    /// <summary>The day on which a blank case is made. Nothing is decided by it.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>Whether results may be coloured.</summary>
    public bool UsesColour { get; init; }

    /// <summary>Whether results go to a screen, which may be cleared.</summary>
    public bool IsScreen { get; init; }

    /// <summary>Whether messages go to a screen, on which a line may be overwritten.</summary>
    public bool IsErrorScreen { get; init; }

    /// <summary>The time of day, for a person who watches.</summary>
    public Func<TimeOnly> Clock { get; init; } = () => default;

    /// <summary>Asks to be told, instead of being ended, when a person presses Ctrl-C.</summary>
    public Func<CancellationToken> Interruption { get; init; } = () => CancellationToken.None;

    /// <summary>The console of this process. UTF-8 everywhere; colours only for a person who looks and has not said NO_COLOR.</summary>
    public static Terminal OfProcess()
    {
        try
        {
            Console.OutputEncoding = Utf8;
        }
        catch (IOException)
        {
            // There is no console to set; the streams below are UTF-8 anyway.
        }

        bool isScreen = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";
        return new Terminal
        {
            Out = new StreamWriter(Console.OpenStandardOutput(), Utf8),
            Error = new StreamWriter(Console.OpenStandardError(), Utf8) { AutoFlush = true },
            In = Console.OpenStandardInput(),
            CurrentFolder = Environment.CurrentDirectory,
            Today = DateOnly.FromDateTime(DateTime.Today),
            UsesColour = isScreen && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
            IsScreen = isScreen,
            IsErrorScreen = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb",
            Clock = () => TimeOnly.FromDateTime(DateTime.Now),
            Interruption = OnInterrupt,
        };
    }

    /// <summary>All of <see cref="In"/>, however often it is asked for.</summary>
    public byte[] ReadInput()
    {
        if (input is null)
        {
            using var copy = new MemoryStream();
            In.CopyTo(copy);
            input = copy.ToArray();
        }

        return input;
    }

    /// <summary>The full path of what a person typed.</summary>
    public string FullPath(string typed) => Path.GetFullPath(typed, CurrentFolder);

    /// <summary>A path as messages show it: relative where it lies below the current folder, with forward slashes.</summary>
    public string Shown(string fullPath)
    {
        string relative = Path.GetRelativePath(CurrentFolder, fullPath);
        bool isBelow = !Path.IsPathRooted(relative) && !relative.StartsWith("..", StringComparison.Ordinal);
        return (isBelow ? relative : fullPath).Replace('\\', '/');
    }

    private static CancellationToken OnInterrupt()
    {
        var source = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            // Pressed a second time it ends the process as usual.
            pressed.Cancel = !source.IsCancellationRequested;
            source.Cancel();
        };
        return source.Token;
    }
}
