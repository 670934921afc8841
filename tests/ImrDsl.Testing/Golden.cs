using System;
using System.IO;
using System.Text;

namespace ImrDsl.Testing;

/// <summary>
/// Compares what a program makes with a file that a person has verified: <c>NAME.verified.txt</c>. On a difference what was made is left
/// beside it as <c>NAME.received.txt</c>. <c>UPDATE_GOLDEN=1</c> writes the verified files instead.
/// </summary>
public static class Golden
{
    private const int ContextLines = 3;
    private const int MostLinesShown = 60;

    /// <summary>Whether a file is golden data, or what a test received in its place, rather than what a test starts from.</summary>
    public static bool IsGolden(string path) =>
        path.Contains(".verified.", StringComparison.Ordinal) || path.Contains(".received.", StringComparison.Ordinal);

    /// <summary>Fails unless the verified file holds exactly the text.</summary>
    /// <param name="actual">What was made.</param>
    /// <param name="path">The verified file, from the root of the repository: <c>tests/cases/good/idds/main.tree.verified.txt</c>.</param>
    /// <exception cref="GoldenException">The file differs or is missing.</exception>
    public static void Verify(string actual, string path) =>
        Verify(
            actual,
            Repository.PathOf(path),
            isUpdate: Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1",
            isCI: string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// As <see cref="Verify(string, string)"/>, for a page of the documents that is made from other files: <c>docs/diagnostics/GL0101.md</c>,
    /// and on a difference <c>GL0101.received.md</c>.
    /// </summary>
    public static void VerifyPage(string actual, string path)
    {
        string page = Repository.PathOf(path);
        Compare(
            actual,
            page,
            Path.ChangeExtension(page, ".received" + Path.GetExtension(page)),
            isUpdate: Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1",
            isCI: string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>As <see cref="Verify(string, string)"/>, with the full path and the environment given.</summary>
    public static void Verify(string actual, string verified, bool isUpdate, bool isCI)
    {
        if (!verified.Contains(".verified.", StringComparison.Ordinal))
        {
            throw new ArgumentException("A golden file is called NAME.verified.EXTENSION: " + verified, nameof(verified));
        }

        Compare(actual, verified, verified.Replace(".verified.", ".received.", StringComparison.Ordinal), isUpdate, isCI);
    }

    private static void Compare(string actual, string verified, string received, bool isUpdate, bool isCI)
    {
        if (isUpdate && isCI)
        {
            throw new GoldenException("UPDATE_GOLDEN is set in continuous integration: there golden files are compared, never written.");
        }

        string? expected = File.Exists(verified) ? File.ReadAllText(verified, Encoding.UTF8) : null;
        if (expected == actual || isUpdate)
        {
            if (expected != actual)
            {
                File.WriteAllText(verified, actual, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            }

            File.Delete(received);
            return;
        }

        File.WriteAllText(received, actual, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        string name = Repository.RelativePath(verified);
        throw new GoldenException(
            (expected is null ? name + " does not exist yet.\n" : name + " differs (- verified, + received):\n" + Difference(expected, actual))
            + "\nTo accept: mv '" + received + "' '" + verified + "'\nTo accept all: UPDATE_GOLDEN=1 dotnet test");
    }

    // The stretch of lines between the common beginning and the common end. Plain, and enough to see what happened.
    private static string Difference(string expected, string actual)
    {
        string[] left = expected.Split('\n');
        string[] right = actual.Split('\n');
        int first = 0;
        while (first < left.Length && first < right.Length && left[first] == right[first])
        {
            first++;
        }

        int same = 0;
        while (same < left.Length - first && same < right.Length - first && left[^(same + 1)] == right[^(same + 1)])
        {
            same++;
        }

        var builder = new StringBuilder();
        Append(builder, "  ", left, Math.Max(first - ContextLines, 0), first);
        Append(builder, "- ", left, first, left.Length - same);
        Append(builder, "+ ", right, first, right.Length - same);
        Append(builder, "  ", left, left.Length - same, Math.Min(left.Length, left.Length - same + ContextLines));
        return builder.ToString();
    }

    private static void Append(StringBuilder builder, string mark, string[] lines, int first, int end)
    {
        for (int i = first; i < end && i < first + MostLinesShown; i++)
        {
            builder.Append(mark).Append(lines[i].Replace("\r", "\\r", StringComparison.Ordinal)).Append('\n');
        }

        if (end - first > MostLinesShown)
        {
            builder.Append(mark).Append("… and ").Append(end - first - MostLinesShown).Append(" more lines\n");
        }
    }
}

/// <summary>What a program makes is not what was verified.</summary>
public sealed class GoldenException(string message) : Exception(message);
