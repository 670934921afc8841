using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Text;

namespace ImrDsl.Cli.Output;

/// <summary>What a vocabulary declares, in the words of its file: all but comments, questions and notes.</summary>
internal sealed class VocabularyOutline
{
    private static readonly string[] Passed = ["language ", "vocabulary ", "ask ", "note "];

    private readonly List<string> lines;

    /// <summary>The outline of a file that is free of errors.</summary>
    public VocabularyOutline(SourceText file)
    {
        string[] all = [.. Enumerable.Range(0, file.LineCount).Select(file.LineAt)];
        About = string.Join(" ", all
            .SkipWhile(line => !line.StartsWith('#')).TakeWhile(line => line.StartsWith('#')).Select(line => line.TrimStart('#').Trim()));
        lines = [.. all.Select(line => line.TrimEnd()).Where(IsShown)];
    }

    /// <summary>The comment at its head, or empty.</summary>
    public string About { get; }

    /// <summary>The lines that declare something, as they stand in the file.</summary>
    public IReadOnlyList<string> Lines => lines;

    /// <summary>The declarations of a kind ("define", "table"), each without the word, and with the lines below that continue it.</summary>
    public IEnumerable<string> Declarations(string word)
    {
        for (int i = 0; i < lines.Count; i++)
        {
            if (lines[i].StartsWith(word + " ", StringComparison.Ordinal))
            {
                IEnumerable<string> more = lines.Skip(i + 1).TakeWhile(line => line.StartsWith(' ')).Select(line => line.Trim());
                yield return string.Join(" ", more.Prepend(lines[i][(word.Length + 1)..]));
            }
        }
    }

    private static bool IsShown(string line)
    {
        string words = line.TrimStart();
        return words.Length > 0 && words[0] != '#' && !Passed.Any(word => words.StartsWith(word, StringComparison.Ordinal));
    }
}
