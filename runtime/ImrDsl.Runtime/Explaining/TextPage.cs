using System;
using System.Collections.Generic;
using System.Text;

namespace ImrDsl.Runtime.Explaining;

/// <summary>A page of plain text, wrapped at a width, with hanging indents.</summary>
internal sealed class TextPage(int width, TextStyle? style)
{
    private readonly StringBuilder page = new();

    /// <summary>Ends the paragraph; never leaves two empty lines.</summary>
    public void Gap()
    {
        if (page.Length > 0 && !page.ToString(Math.Max(page.Length - 2, 0), Math.Min(page.Length, 2)).Equals("\n\n", StringComparison.Ordinal))
        {
            page.Append('\n');
        }
    }

    /// <summary>Writes words, wrapped; the lead stands before the first line and the others hang below where it ends.</summary>
    /// <param name="indent">How far the paragraph is indented.</param>
    /// <param name="lead">What stands before it; may be empty.</param>
    /// <param name="text">The words.</param>
    /// <param name="role">How the words are set off, or null.</param>
    /// <param name="leadRole">How the lead is set off, or null.</param>
    public void Write(int indent, string lead, string text, TextRole? role = null, TextRole? leadRole = null)
    {
        int hang = indent + lead.Length;
        string before = new string(' ', indent) + Styled(lead, leadRole);
        foreach (string line in Wrap(text, Math.Max(width - hang, 24)))
        {
            page.Append((before + Styled(line, role)).TrimEnd()).Append('\n');
            before = new string(' ', hang);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => page.ToString();

    private string Styled(string text, TextRole? role) => style is not null && role is { } set && text.Trim().Length > 0 ? style(set, text) : text;

    private static IEnumerable<string> Wrap(string text, int width)
    {
        var line = new StringBuilder();
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : string.Empty).Append(word);
        }

        yield return line.ToString();
    }
}
