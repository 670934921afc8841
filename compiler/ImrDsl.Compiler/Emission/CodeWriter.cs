using System;
using System.Globalization;
using System.Text;
using ImrDsl.Language.Text;

namespace ImrDsl.Compiler.Emission
{
    /// <summary>
    /// Writes C# text, indented, with <c>\n</c>. An expression of the guideline is mapped by <c>#line</c> to the words it came from, so that
    /// compiler errors, stack traces and breakpoints land in the guideline; everything else is hidden.
    /// </summary>
    internal sealed class CodeWriter
    {
        private const int MostColumns = 65_000;

        private readonly StringBuilder text = new StringBuilder();
        private int depth;
        private bool isMapped;

        /// <summary>An empty text.</summary>
        /// <param name="depth">How deep it stands.</param>
        public CodeWriter(int depth = 0) => this.depth = depth;

        /// <summary>A line of plumbing; an empty one for a gap.</summary>
        public void Line(string line = "")
        {
            Hide();
            Append(depth, line);
        }

        /// <summary>Opens a block.</summary>
        public void Open(string head)
        {
            Line(head);
            Open();
        }

        /// <summary>Opens a block.</summary>
        public void Open()
        {
            Line("{");
            depth++;
        }

        /// <summary>Closes a block.</summary>
        public void Close(string end = "}")
        {
            depth--;
            Line(end);
        }

        /// <summary>A statement with an expression of the guideline.</summary>
        public void Statement(string before, Code expression, string after = ";")
        {
            var lines = expression.Lines(0);
            for (int i = 0; i < lines.Count; i++)
            {
                string line = (i == 0 ? before : string.Empty) + lines[i].Text + (i == lines.Count - 1 ? after : string.Empty);
                Mapped(depth + lines[i].Depth + (i == 0 ? 0 : 1), line, lines[i].Source);
            }
        }

        /// <summary>The body of a method that is an expression of the guideline.</summary>
        public void Body(Code expression)
        {
            var lines = expression.Lines(1);
            for (int i = 0; i < lines.Count; i++)
            {
                Mapped(depth + lines[i].Depth, lines[i].Text + (i == lines.Count - 1 ? ";" : string.Empty), lines[i].Source);
            }
        }

        /// <summary>Lines that were written apart.</summary>
        public void Append(CodeWriter inner)
        {
            Hide();
            text.Append(inner.text);
            isMapped = inner.isMapped;
        }

        /// <summary>The text with its mappings ended.</summary>
        public override string ToString() => text + "#line default\n";

        private void Mapped(int lineDepth, string line, SourceSpan? source)
        {
            if (source is null || !CanMap(source))
            {
                Hide();
                Append(lineDepth, line);
                return;
            }

            // A stretch that begins before the offset is mapped to the whole of the words, whatever its own length: so for all of the line.
            LinePosition start = source.Start;
            LinePosition end = source.End;
            int offset = (lineDepth * 4) + line.Length;
            text.Append(string.Format(
                CultureInfo.InvariantCulture,
                "#line ({0},{1})-({2},{3}) {4} \"{5}\"\n",
                start.Line + 1,
                start.Column + 1,
                end.Line + 1,
                Math.Max(end.Column + 1, end.Line == start.Line ? start.Column + 2 : 1),
                offset,
                source.Path));
            Append(lineDepth, line);
            isMapped = true;
        }

        // A path cannot be escaped in a directive, and columns have a limit.
        private static bool CanMap(SourceSpan source) => source.Path.Length > 0
            && source.Path.IndexOfAny(new[] { '"', '\r', '\n' }) < 0 && source.Start.Column < MostColumns && source.End.Column < MostColumns;

        private void Hide()
        {
            if (isMapped)
            {
                text.Append("#line hidden\n");
                isMapped = false;
            }
        }

        private void Append(int lineDepth, string line)
        {
            if (line.Length > 0)
            {
                text.Append(' ', lineDepth * 4).Append(line);
            }

            text.Append('\n');
        }
    }
}
