using System;
using System.Collections.Generic;

namespace ImrDsl.Language.Text
{
    /// <summary>The text of one file, with its lines. Line ends are <c>\n</c>, <c>\r\n</c> and <c>\r</c>.</summary>
    public sealed class SourceText
    {
        private readonly int[] lineStarts;

        /// <summary>A text and the path under which messages name it.</summary>
        public SourceText(string path, string content)
        {
            Path = path;
            Content = content;
            lineStarts = FindLines(content);
        }

        /// <summary>The path as messages and <c>#line</c> directives give it.</summary>
        public string Path { get; }

        /// <summary>The whole text, a byte order mark included if there was one.</summary>
        public string Content { get; }

        /// <summary>The number of lines, at least 1.</summary>
        public int LineCount => lineStarts.Length;

        /// <summary>Line and column, both from 0, of an offset; offsets past the end mean the end.</summary>
        public LinePosition PositionOf(int offset)
        {
            offset = Math.Min(Math.Max(offset, 0), Content.Length);
            int line = LineOf(offset);

            // The mark is no character of the first line.
            int start = line == 0 && Content.Length > 0 && Content[0] == '\uFEFF' ? 1 : lineStarts[line];
            return new LinePosition(line, Math.Max(offset - start, 0));
        }

        /// <summary>The text of a line, from 0, without its line end.</summary>
        public string LineAt(int line)
        {
            int start = lineStarts[line];
            int end = line + 1 < lineStarts.Length ? lineStarts[line + 1] : Content.Length;
            return Content.Substring(start, end - start).TrimEnd('\r', '\n').TrimStart('\uFEFF');
        }

        /// <summary>The space at the beginning of the line of an offset: tabs are one character of it, a byte order mark is none.</summary>
        public TextSpan SpaceBefore(int offset)
        {
            int start = offset - PositionOf(offset).Column;
            int end = start;
            while (end < offset && char.IsWhiteSpace(Content[end]))
            {
                end++;
            }

            return TextSpan.FromBounds(start, end);
        }

        /// <summary>The line end of the text: that of its first line, <c>\n</c> where there is none.</summary>
        public string LineEnd
        {
            get
            {
                int end = Content.IndexOfAny(new[] { '\r', '\n' });
                return end < 0 || Content[end] == '\n' ? "\n" : end + 1 < Content.Length && Content[end + 1] == '\n' ? "\r\n" : "\r";
            }
        }

        /// <summary>The stretch of whole lines, from 0, the line end of the last one included.</summary>
        public TextSpan SpanOfLines(int first, int last) =>
            TextSpan.FromBounds(lineStarts[first], last + 1 < lineStarts.Length ? lineStarts[last + 1] : Content.Length);

        // The last line that starts at an offset or before it.
        private int LineOf(int offset)
        {
            int from = 0;
            int to = lineStarts.Length;
            while (to - from > 1)
            {
                int middle = (from + to) >> 1;
                if (lineStarts[middle] <= offset)
                {
                    from = middle;
                }
                else
                {
                    to = middle;
                }
            }

            return from;
        }

        private static int[] FindLines(string content)
        {
            var starts = new List<int> { 0 };
            for (int i = 0; i < content.Length; i++)
            {
                if (content[i] == '\n' || (content[i] == '\r' && (i + 1 == content.Length || content[i + 1] != '\n')))
                {
                    starts.Add(i + 1);
                }
            }

            return starts.ToArray();
        }
    }

    /// <summary>A line and a column, both from 0; columns count UTF-16 units.</summary>
    public readonly record struct LinePosition(int Line, int Column)
    {
        /// <summary>As editors and messages count: <c>4:17</c>.</summary>
        public override string ToString() => (Line + 1) + ":" + (Column + 1);
    }

    /// <summary>A stretch of a text: offset of its first character, and how many there are.</summary>
    public readonly record struct TextSpan(int Start, int Length)
    {
        /// <summary>The offset after the last character.</summary>
        public int End => Start + Length;

        /// <summary>The stretch from one offset to another.</summary>
        public static TextSpan FromBounds(int start, int end) => new TextSpan(start, Math.Max(end - start, 0));

        /// <summary>The stretch from the start of this one to the end of another.</summary>
        public TextSpan To(TextSpan last) => FromBounds(Start, Math.Max(last.End, End));
    }

    /// <summary>A stretch of a named text: where a message points and a plan node comes from.</summary>
    public sealed class SourceSpan
    {
        /// <summary>A stretch of a text.</summary>
        public SourceSpan(SourceText text, TextSpan span)
        {
            Text = text;
            Span = span;
        }

        /// <summary>The text.</summary>
        public SourceText Text { get; }

        /// <summary>The stretch.</summary>
        public TextSpan Span { get; }

        /// <summary>The path of the text.</summary>
        public string Path => Text.Path;

        /// <summary>Where the stretch starts.</summary>
        public LinePosition Start => Text.PositionOf(Span.Start);

        /// <summary>Where the stretch ends (after its last character).</summary>
        public LinePosition End => Text.PositionOf(Span.End);

        /// <summary>The characters themselves.</summary>
        public override string ToString() => Text.Content.Substring(Span.Start, Span.Length);
    }
}
