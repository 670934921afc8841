using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using ImrDsl.Language.Text;

namespace ImrDsl.Cli.Output;

/// <summary>
/// The outline of a file as its indentation draws it, to say under which heading a line stands: "criteria for non-malignant pain,
/// criterion 4". Needs no syntax tree, so it serves files that are wrong in any way.
/// </summary>
internal sealed partial class Outline
{
    private const int None = -1;

    private readonly SourceText text;
    private readonly int[] parents;

    /// <summary>The outline of a text.</summary>
    public Outline(SourceText text)
    {
        this.text = text;
        parents = FindParents(text);
    }

    /// <summary>The heading above a line (from 0), the line's own label (or "scope") included; null for a line at the margin.</summary>
    public string? HeadingOf(int line)
    {
        if (parents[line] == None)
        {
            return null;
        }

        var labels = new List<string>();
        string? own = null;
        int current = line;
        while (parents[current] != None)
        {
            string content = text.LineAt(current);
            if (Label().Match(content) is { Success: true } label)
            {
                labels.Insert(0, label.Groups[1].Value);
            }
            else if (Declaration().Match(content) is { Success: true } declaration && (current != line || declaration.Groups[1].Value == "scope"))
            {
                own ??= declaration.Groups[1].Value;
            }

            current = parents[current];
        }

        string heading = Title().Replace(Control().Replace(text.LineAt(current), " "), string.Empty).Trim();
        string[] parts = [heading, labels.Count > 0 ? "criterion " + string.Join('.', labels) : own ?? string.Empty];
        return string.Join(", ", parts.Where(part => part.Length > 0));
    }

    // The line above with a smaller indent; blank lines and comments have no place of their own.
    private static int[] FindParents(SourceText text)
    {
        var parents = new int[text.LineCount];
        var open = new Stack<(int Line, int Indent)>();
        for (int line = 0; line < parents.Length; line++)
        {
            string content = text.LineAt(line);
            int indent = content.AsSpan().IndexOfAnyExcept(' ', '\t');
            if (indent < 0 || content[indent] == '#')
            {
                parents[line] = open.Count > 0 ? open.Peek().Line : None;
                continue;
            }

            while (open.Count > 0 && open.Peek().Indent >= indent)
            {
                open.Pop();
            }

            parents[line] = open.Count > 0 ? open.Peek().Line : None;
            open.Push((line, indent));
        }

        return parents;
    }

    [GeneratedRegex(@"^\s*([A-Za-z0-9](?:[A-Za-z0-9.]{0,10}[A-Za-z0-9])?)\. ")]
    private static partial Regex Label();

    [GeneratedRegex(@"^\s*([^:\x00-\x1F]{1,60}):")]
    private static partial Regex Declaration();

    // A quoted title, or what a definition says, is no part of the heading.
    [GeneratedRegex("""\s*(?:["“].*|:.*)$""")]
    private static partial Regex Title();

    [GeneratedRegex(@"[\x00-\x1F\x7F-\x9F]")]
    private static partial Regex Control();
}
