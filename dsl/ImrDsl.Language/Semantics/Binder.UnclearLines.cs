using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Semantics
{
    /// <summary>Lines that mean something where they stand, and whose form says that something else was meant.</summary>
    internal sealed partial class Binder
    {
        private const int StepBelow = 2;

        private void WarnOfUnclearLines(Dictionary<string, List<LineSyntax>> sections)
        {
            if (HasErrors)
            {
                return;
            }

            List<LineSyntax> lines = sections["criteria"].Concat(sections["define"]).Concat(sections["service"]).ToList();
            ReportCopies(lines);
            foreach (LineSyntax line in lines)
            {
                ReportUnclearExceptions(line, null, isInSection: true);
                ReportLostLabels(line);
            }
        }

        // An exception of a block stands last in it, one of a line stands below the line.
        private void ReportUnclearExceptions(LineSyntax owner, LineSyntax? outer, bool isInSection)
        {
            if (owner.Lines.Count == 0)
            {
                return;
            }

            bool hasException = owner.Lines.Any(IsException);
            int last = hasException ? owner.Lines.Count - 1 : -1;
            while (last >= 0 && !IsPart(owner.Lines[last]))
            {
                last--;
            }

            LineSyntax? before = null;
            for (int i = 0; i < owner.Lines.Count; i++)
            {
                LineSyntax line = owner.Lines[i];
                if (hasException && IsException(line))
                {
                    ReportIfUnclear(line, i, i < last, before, owner, isInSection ? null : outer);
                }
                else if (hasException && IsPart(line))
                {
                    before = line;
                }

                ReportUnclearExceptions(line, owner, outer is null);
            }
        }

        // Whatever stands at the margin owns no block that an exception could be of.
        private void ReportIfUnclear(LineSyntax line, int index, bool goesOn, LineSyntax? before, LineSyntax owner, LineSyntax? outer)
        {
            LineSyntax? owned = index == 0 && owner.Indent > 0 ? owner : before;
            int own = owned is null ? line.Indent : IndentBelow(owned, line);
            if (before is not null && goesOn)
            {
                ReportUnclear(line, "other lines of the same block follow", own, before);
            }
            else if (owned is not null && line.Lines.Count > 0 && own != line.Indent && line.Lines[0].Indent == own && IsRemark(line.Lines[0]) && (index == 0 || own != line.Indent + StepBelow))
            {
                ReportUnclear(line, "the line below it is indented as those below “" + Shown(owned) + "”", own, owned);
            }
            else if (index == 0 && outer is not null && owner.Indent == UsualIndentBelow(outer) && line.Indent != own)
            {
                bool isOuter = line.Indent - owner.Indent < own - line.Indent && owner == outer.Lines.LastOrDefault(IsPart);
                ReportUnclear(line, "lines below “" + Shown(owner) + "” are indented by " + Columns(own), isOuter ? owner.Indent : own, isOuter ? outer : owner);
            }
        }

        private void ReportUnclear(LineSyntax line, string why, int indent, LineSyntax owner)
        {
            string columns = Columns(indent);
            TextSpan space = Text.SpaceBefore(line.Span.Start);
            Report(new Diagnostic("GL0415", new SourceSpan(Text, line.Span), why, columns, Shown(owner)) { Fix = new TextFix("Indent the line by " + columns, space, new string(' ', indent)) { IsCertain = false } });
        }

        private string Shown(LineSyntax line) => Plan.PlanWords.Of(new SourceSpan(Text, line.Span));

        private static string Columns(int columns) => columns.ToString(CultureInfo.InvariantCulture);

        private bool IsPart(LineSyntax line) => !IsModifier(line);

        private bool IsException(LineSyntax line) => new PhraseCursor(Text, line.Phrase).WordAt(0) is "unless" or "excused" or "applies" && IsModifier(line);

        // Where the lines below another stand, or would stand: behind its label.
        private int IndentBelow(LineSyntax owner, LineSyntax except) => owner.Lines.FirstOrDefault(below => below != except)?.Indent is { } indent && indent != except.Indent ? indent : UsualIndentBelow(owner);

        private int UsualIndentBelow(LineSyntax owner) => owner.Indent + StepBelow + (owner.Label is { } label ? (owner.Head?.Span.Start ?? owner.Phrase.Span.Start) - label.Start : 0);
    }
}
