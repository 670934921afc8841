using System;
using System.IO;
using System.Security;
using System.Text;

namespace ImrDsl.Cli.Files;

/// <summary>Reading and writing files, with every failure said in one clear line.</summary>
internal static class TextFiles
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The bytes of a file, or of the terminal's input for "-".</summary>
    /// <exception cref="UsageException">There is no such file, it is a folder, or it cannot be read.</exception>
    public static byte[] ReadBytes(Terminal terminal, string typed) => typed == "-" ? terminal.ReadInput() : Read(terminal, typed, File.ReadAllBytes);

    /// <summary>A file, to be read from its beginning to its end.</summary>
    /// <exception cref="UsageException">There is no such file, it is a folder, or it cannot be read.</exception>
    public static FileStream OpenForReading(Terminal terminal, string typed) =>
        Read(terminal, typed, path => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.SequentialScan));

    private static T Read<T>(Terminal terminal, string typed, Func<string, T> read)
    {
        string path = FullPath(terminal, typed);
        if (Directory.Exists(path))
        {
            throw new UsageException($"{typed} is a folder; a file is needed here.");
        }

        if (!File.Exists(path))
        {
            throw new UsageException($"There is no file {typed}.");
        }

        try
        {
            return read(path);
        }
        catch (Exception failure) when (IsOfTheFileSystem(failure))
        {
            throw new UsageException($"{typed} cannot be read: {FirstLine(failure)}");
        }
    }

    /// <summary>The text of a file, its byte order mark included if it has one.</summary>
    /// <exception cref="UsageException">As <see cref="ReadBytes"/>, or it is not UTF-8.</exception>
    public static string ReadText(Terminal terminal, string typed)
    {
        byte[] bytes = ReadBytes(terminal, typed);
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException failure)
        {
            int line = 1 + bytes.AsSpan(0, Math.Max(failure.Index, 0)).Count((byte)'\n');
            throw new UsageException($"{typed} is not UTF-8 text (line {line}). Save it as UTF-8 and try again.");
        }
    }

    /// <summary>The full path of what was typed.</summary>
    /// <exception cref="UsageException">It cannot be a path.</exception>
    public static string FullPath(Terminal terminal, string typed)
    {
        if (typed.Length == 0 || typed.Contains('\0', StringComparison.Ordinal))
        {
            throw new UsageException($"“{typed}” is not the name of a file.");
        }

        return terminal.FullPath(typed);
    }

    /// <summary>
    /// Writes a file completely or not at all: the text goes to a file beside it, which then takes its place, with the same rights.
    /// Of a link, the file it leads to is written.
    /// </summary>
    /// <exception cref="UsageException">It cannot be written, or it is there and may only be read.</exception>
    public static void Write(Terminal terminal, string typed, string text)
    {
        string path = FullPath(terminal, typed);
        string beside = path + "." + Path.GetRandomFileName();
        try
        {
            if (Directory.Exists(path))
            {
                throw new UsageException($"{typed} is a folder; a file is needed here.");
            }

            var target = new FileInfo(path);
            target = target.LinkTarget is null ? target : (FileInfo)target.ResolveLinkTarget(returnFinalTarget: true)!;
            if (target.Exists && target.IsReadOnly)
            {
                throw new UsageException($"{typed} may only be read; nothing was written to it.");
            }

            target.Directory!.Create();
            beside = target.FullName + "." + Path.GetRandomFileName();
            File.WriteAllText(beside, text, Strict);
            if (target.Exists && !OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(beside, target.UnixFileMode);
            }

            File.Move(beside, target.FullName, overwrite: true);
        }
        catch (Exception failure) when (IsOfTheFileSystem(failure))
        {
            Discard(beside);
            throw new UsageException($"{typed} cannot be written: {FirstLine(failure)}");
        }
    }

    /// <summary>Writes to a file, or to standard output where none was asked for.</summary>
    /// <exception cref="UsageException">The file cannot be written.</exception>
    public static void WriteOrShow(Terminal terminal, string? typed, string text)
    {
        if (typed is null)
        {
            terminal.Out.Write(text);
        }
        else
        {
            Write(terminal, typed, text);
        }
    }

    /// <summary>Writes a file that is not there yet.</summary>
    /// <exception cref="UsageException">It is there and may not be replaced, or it cannot be written.</exception>
    public static void WriteNew(Terminal terminal, string typed, string text, bool mayOverwrite)
    {
        if (!mayOverwrite && File.Exists(FullPath(terminal, typed)))
        {
            throw new UsageException($"{typed} is there already. Give another name, or --force to replace it.");
        }

        Write(terminal, typed, text);
    }

    /// <summary>Whether a failure comes from the file system rather than from a mistake in this program.</summary>
    public static bool IsOfTheFileSystem(Exception failure) =>
        failure is IOException or UnauthorizedAccessException or SecurityException or NotSupportedException;

    /// <summary>What the system says, on one line.</summary>
    public static string FirstLine(Exception failure) => failure.Message.Split('\r', '\n')[0];

    private static void Discard(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception failure) when (IsOfTheFileSystem(failure))
        {
            // The first failure is the one to report.
        }
    }
}
