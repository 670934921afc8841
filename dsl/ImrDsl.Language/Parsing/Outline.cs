using System;
using System.Collections.Generic;
using System.Globalization;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Parsing
{
    /// <summary>Puts lines below each other by their indentation.</summary>
    internal sealed class Outline
    {
        /// <summary>How deep lines may be nested. Deeper ones are put beside each other at this depth.</summary>
        internal const int DeepestLevel = 200;

        // The full stop and the space behind a label.
        private const int Behind = 2;

        private readonly FormReports reports;
        private readonly SectionForms places;
        private readonly List<LineSyntax> roots = new List<LineSyntax>();

        // The first ones are open; the others are used again.
        private readonly List<Level> levels = new List<Level>();
        private int open;

        /// <param name="reports">Where lines that stand nowhere are reported.</param>
        /// <param name="margin">The least indentation of any line of the file.</param>
        /// <param name="places">Which lines open a section.</param>
        internal Outline(FormReports reports, int margin, SectionForms places)
        {
            this.reports = reports;
            this.places = places;
            Open(null, margin, margin);
        }

        /// <summary>The lines at the margin.</summary>
        internal IReadOnlyList<LineSyntax> Lines => roots;

        private Level Top => levels[open - 1];

        /// <summary>Puts the next line of the file where it belongs.</summary>
        /// <param name="line">The line.</param>
        /// <param name="start">Its first word, bullet and label included.</param>
        /// <param name="space">The space before it.</param>
        internal void Add(LineSyntax line, Token start, TextSpan space)
        {
            LineSyntax? section = roots.Count == 0 ? null : roots[roots.Count - 1];
            if (section is not null && line.Indent <= levels[0].High && places.IsLineOf(section, line))
            {
                int right = places.IsModifier(section, line) && section.Lines.Count > 0 ? IndentBelow(section.Lines[section.Lines.Count - 1])
                    : section.Lines.Count > 0 ? section.Lines[0].Indent
                    : levels[0].Indent + 2;
                ReportSection("GL0150", line, start.Span, right, space);
                FindLevel(right, start.Span, space);
            }
            else if (section is not null && line.Indent > levels[0].High && places.OpensSection(section, line))
            {
                ReportSection("GL0111", line, start.Span, levels[0].Indent, space);
                FindLevel(levels[0].Indent, start.Span, space);
            }
            else
            {
                FindLevel(line.Indent, start.Span, space);
            }

            Level level = Top;
            level.Latest = line;
            if (level.Owner is null)
            {
                roots.Add(line);
            }
            else
            {
                level.Owner.Add(line);
            }
        }

        // Afterwards the level of the line is the top one.
        private void FindLevel(int indent, TextSpan start, TextSpan space)
        {
            int? closed = null;
            while (open > 1 && indent < Top.Low)
            {
                closed = Top.Indent;
                open--;
            }

            Level level = Top;
            if (indent == level.Indent)
            {
                level.Low = level.High = indent;
            }
            else if (indent <= level.High)
            {
                // As far off as a line before it, which has been reported.
            }
            else if (closed is int deeper)
            {
                AddMisplaced(level, deeper, indent, start, space);
            }
            else if (level.Latest is null)
            {
                ReportMisplaced(indent, level.Indent, Columns(level.Indent), start, space);
                level.High = indent;
            }
            else if (open == DeepestLevel)
            {
                reports.AddFirst("GL0108", start, null, Columns(DeepestLevel));
            }
            else
            {
                Open(level.Latest, indent, indent);
            }
        }

        private void Open(LineSyntax? owner, int indent, int low)
        {
            if (open == levels.Count)
            {
                levels.Add(new Level());
            }

            Level level = levels[open++];
            (level.Owner, level.Indent, level.Low, level.High, level.Latest) = (owner, indent, low, indent, null);
        }

        // A line between two levels belongs to the nearer one, and so do lines after it that are as far off. What is indented at all
        // was not meant for the margin.
        private void AddMisplaced(Level outer, int innerIndent, int indent, TextSpan start, TextSpan space)
        {
            bool isInner = outer.Owner is null || innerIndent - indent <= indent - outer.Indent;
            string expected = Columns(outer.Indent) + " or " + Columns(innerIndent);
            (int near, int far) = isInner ? (innerIndent, outer.Indent) : (outer.Indent, innerIndent);
            ReportMisplaced(indent, near, expected, start, space, isCertain: outer.Owner is null || 2 * Math.Abs(near - indent) <= Math.Abs(far - indent));
            if (isInner)
            {
                Open(outer.Latest, innerIndent, indent);
            }
            else
            {
                outer.High = indent;
            }
        }

        // Where lines below a criterion stand, or would stand: behind its label.
        private static int IndentBelow(LineSyntax criterion) => criterion.Lines.Count > 0 ? criterion.Lines[0].Indent : criterion.Indent + (criterion.Label?.Length ?? 0) + Behind;

        private void ReportMisplaced(int indent, int right, string expected, TextSpan start, TextSpan space, bool isCertain = true)
        {
            var fix = new TextFix("Indent the line by " + Columns(right), space, new string(' ', right)) { IsCertain = isCertain };
            reports.Add("GL0104", start, fix, Columns(indent), expected);
        }

        // A line that was moved to the margin or away from it by mistake: its words say where it belongs.
        private void ReportSection(string code, LineSyntax line, TextSpan start, int right, TextSpan space)
        {
            var fix = new TextFix("Indent the line by " + Columns(right), space, new string(' ', right));
            TextSpan at = code == "GL0150" ? (line.Label ?? start) : line.Span;
            reports.Add(code, at, fix, places.TextOf(at), SectionForms.Named);
        }

        private static string Columns(int columns) => columns.ToString(CultureInfo.InvariantCulture);

        private sealed class Level
        {
            // The line these lines are below; null at the margin.
            internal LineSyntax? Owner { get; set; }

            internal int Indent { get; set; }

            // Misplaced lines taken for lines of this level widen what counts as its indentation until a line stands right again.
            internal int Low { get; set; }

            internal int High { get; set; }

            internal LineSyntax? Latest { get; set; }
        }
    }
}
