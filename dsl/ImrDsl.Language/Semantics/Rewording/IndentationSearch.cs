using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Parsing;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Semantics
{
    /// <summary>
    /// Looks for the one line that stands too far left or right. Where a line slips, it is often the next one that makes no sense, or many lines far away:
    /// so the lines around a finding are moved, one at a time, to the levels beside them, until nothing is wrong any more.
    /// </summary>
    internal sealed class IndentationSearch
    {
        /// <summary>What is said at a line that stands at a level, but not at its own.</summary>
        public const string Misplaced = "GL0112";

        private const int LinesAround = 4;
        private const int LevelsAround = 5;
        private const int MostTrials = 24;

        // How far a line is commonly indented below another.
        private const int Step = 2;
        private const double CostOfFartherLine = 0.2;
        private const double CostOfOtherLevel = 0.5;
        private const double CostOfColumn = 0.05;

        private readonly SyntaxTree tree;
        private readonly Func<SourceText, IReadOnlyList<Diagnostic>> compile;
        private readonly List<LineSyntax> lines;

        /// <summary>A search in one file.</summary>
        /// <param name="tree">The file.</param>
        /// <param name="compile">The findings of a text in the place of the file.</param>
        public IndentationSearch(SyntaxTree tree, Func<SourceText, IReadOnlyList<Diagnostic>> compile)
        {
            this.tree = tree;
            this.compile = compile;
            lines = tree.Walk().Select(entry => entry.Line).ToList();
        }

        /// <summary>The finding with the line moved to where it belongs, and what is still wrong then; null if no line around it can be moved so that less is wrong.</summary>
        /// <param name="finding">The finding.</param>
        /// <param name="known">All findings of the file.</param>
        public (Diagnostic Finding, IReadOnlyList<Diagnostic> After)? Find(Diagnostic finding, IReadOnlyList<Diagnostic> known)
        {
            int at = lines.FindLastIndex(line => line.FullSpan.Start <= finding.Span.Span.Start);
            if (at < 0)
            {
                return null;
            }

            HashSet<string> keys = new HashSet<string>(known.Where(other => other.IsError).Select(other => other.Saying), StringComparer.Ordinal);
            int errors = known.Count(other => other.IsError);
            foreach ((LineSyntax line, int indent, _) in Moves(at).OrderBy(move => move.Cost).Take(MostTrials))
            {
                TextSpan space = tree.Text.SpaceBefore(line.Span.Start);
                // Where two lines stand too far left, moving one of them would change what the other means.
                LineSyntax? next = lines.SkipWhile(one => one != line).Skip(1).FirstOrDefault();
                bool isOneOfSeveral = finding.Code == "GL0243" && next?.Indent <= line.Indent && (line.Label is not null || next.Label is null);
                if (isOneOfSeveral || space.Length != line.Indent)
                {
                    continue;
                }

                string text = tree.Text.Content.Substring(0, space.Start) + new string(' ', indent) + tree.Text.Content.Substring(space.End);
                IReadOnlyList<Diagnostic> after = compile(new SourceText(tree.Text.Path, text));
                List<Diagnostic> left = after.Where(other => other.IsError).ToList();
                if (left.Count < errors && left.All(other => keys.Contains(other.Saying)) && left.All(other => other.Saying != finding.Saying) && after.All(other => other.IsError) == known.All(other => other.IsError))
                {
                    bool isThere = line == lines[at] && !(finding.Code is "GL0201" or "GL0202" && SectionForms.IsModifier(NameTable.WordsOf(finding.Span.ToString()).FirstOrDefault() ?? string.Empty));
                    var fix = new TextFix("Indent the line by " + Columns(indent), space, new string(' ', indent)) { IsCertain = false };
                    Diagnostic moved = isThere
                        ? new Diagnostic(finding.Code, finding.Span, finding.Arguments.ToArray()) { Fix = fix }
                        : new Diagnostic(Misplaced, new SourceSpan(tree.Text, line.Span), Columns(line.Indent), Columns(indent)) { Fix = fix };
                    return (moved, after);
                }
            }

            return null;
        }

        // Where the nearest line above and below that is not deeper stands at a level, the line belongs there: the likelier, the more of them do.
        private IEnumerable<(LineSyntax Line, int Indent, double Cost)> Moves(int at)
        {
            for (int i = Math.Max(0, at - LinesAround); i <= Math.Min(lines.Count - 1, at + LinesAround); i++)
            {
                IEnumerable<int> levels = lines.Skip(Math.Max(0, i - LevelsAround)).Take((2 * LevelsAround) + 1).Select(line => line.Indent);
                if (i > 0 && levels.All(level => level <= lines[i - 1].Indent))
                {
                    // Below the line above, where nothing stands yet.
                    levels = levels.Append(lines[i - 1].Indent + Step);
                }

                foreach (int level in levels.Distinct().Where(level => level != lines[i].Indent))
                {
                    bool isLevelAbove = lines.Take(i).LastOrDefault(line => line.Indent <= level)?.Indent == level;
                    bool isLevelBelow = lines.Skip(i + 1).FirstOrDefault(line => line.Indent <= level)?.Indent == level;
                    bool isOwnerAbove = i > 0 && level - lines[i - 1].Indent == Step;
                    int below = i + 1 < lines.Count ? lines[i + 1].Indent - level : 0;
                    double cost = (isLevelAbove || isOwnerAbove ? 0 : CostOfOtherLevel) + (isLevelBelow ? 0 : CostOfOtherLevel) + (below > Step && lines[i].Label is null ? CostOfOtherLevel : 0);
                    yield return (lines[i], level, (CostOfFartherLine * Math.Abs(i - at)) + cost + (CostOfColumn * Math.Abs(level - lines[i].Indent)));
                }
            }
        }

        private static string Columns(int columns) => columns.ToString(CultureInfo.InvariantCulture);
    }
}
