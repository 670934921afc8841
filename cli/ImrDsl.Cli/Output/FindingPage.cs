using System;
using System.Collections.Generic;
using System.IO;

namespace ImrDsl.Cli.Output;

/// <summary>The page of a finding, as <c>docs/diagnostics</c> has it: what to avoid, and what to prefer.</summary>
internal static class FindingPage
{
    /// <summary>Where the pages stand, from the root of the repository.</summary>
    public const string Folder = "docs/diagnostics/";

    /// <summary>The lines below a heading of the page, fences and the blank lines around them left out; none if it has no such heading.</summary>
    /// <param name="code">The code, such as <c>GL0101</c>.</param>
    /// <param name="heading"><c>Avoid</c> or <c>Prefer</c>.</param>
    public static IReadOnlyList<string> Lines(string code, string heading)
    {
        using Stream? stream = typeof(FindingPage).Assembly.GetManifestResourceStream(code + ".md");
        if (stream is null)
        {
            return [];
        }

        using var reader = new StreamReader(stream);
        var lines = new List<string>();
        bool isBelow = false;
        bool isCode = false;
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                isCode = !isCode;
            }
            else if (!isCode && line.StartsWith("## ", StringComparison.Ordinal))
            {
                isBelow = line[3..] == heading;
            }
            else if (isBelow && (isCode || line.StartsWith("In `", StringComparison.Ordinal)))
            {
                lines.Add(isCode ? line : line.Replace("`", string.Empty, StringComparison.Ordinal));
            }
        }

        return lines;
    }
}
