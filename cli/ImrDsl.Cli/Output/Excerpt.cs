using System;
using System.Text;
using ImrDsl.Language.Text;

namespace ImrDsl.Cli.Output;

/// <summary>A line of source with a stretch of it underlined. Lines of any length and content become two short, printable lines.</summary>
internal static class Excerpt
{
    private const int Width = 110;

    /// <summary>The line on which the stretch starts, and the marks under it; both without the line number.</summary>
    public static (string Line, string Marks) Of(SourceSpan span)
    {
        LinePosition start = span.Start;
        string line = span.Text.LineAt(start.Line);
        int from = Math.Min(start.Column, line.Length);
        int to = span.End.Line == start.Line ? Math.Clamp(span.End.Column, from, line.Length) : line.TrimEnd().Length;

        // Of a long line, the part around the stretch.
        int first = line.Length <= Width || from < Width / 2 ? 0 : from - (Width / 2);
        int last = Math.Min(line.Length, first + Width);
        string before = first > 0 ? "…" : string.Empty;
        string after = last < line.Length ? "…" : string.Empty;
        string shown = before + Printable(line.AsSpan(first, last - first)) + after;
        int length = Math.Max(Columns(line.AsSpan(from, Math.Max(Math.Min(to, last) - from, 0))), 1);
        return (shown, new string(' ', before.Length + Columns(line.AsSpan(first, from - first))) + new string('~', length));
    }

    /// <summary>A line as it is shown; of a long one, the part around a column, from 0.</summary>
    public static string Around(string line, int column) =>
        Of(new SourceSpan(new SourceText(string.Empty, line), new TextSpan(Math.Min(column, line.Length), 0))).Line;

    // Terminals act on control characters; a tab moves to a column we cannot know.
    private static string Printable(ReadOnlySpan<char> text)
    {
        var result = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            result.Append(rune.Value == '\t' ? "→" : Rune.IsControl(rune) || IsDirection(rune) ? "·" : rune.ToString());
        }

        return result.ToString();
    }

    private static int Columns(ReadOnlySpan<char> text)
    {
        int columns = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool isMark = Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.EnclosingMark;
            columns += isMark ? 0 : 1;
        }

        return columns;
    }

    // Marks that turn the direction of text round would show a line as it does not read.
    private static bool IsDirection(Rune rune) => rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x200E or 0x200F;
}
