using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using ImrDsl.Language.Diagnostics;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;

namespace ImrDsl.Language.Semantics
{
    /// <summary>Lines that stand twice in one block: the second was to be something else, or nobody needs it.</summary>
    internal sealed partial class Binder
    {
        private const string Copied = "GL0414";

        // Lines that begin alike, and differ in what stands below them.
        private const int MostCompared = 8;

        private readonly HashSet<FactPlan> meantByCopies = new HashSet<FactPlan>();

        // Of the lines of one block, those that say the same as one before them, with all that stands below. Names are read alike in all lines of a block.
        private void ReportCopies(IEnumerable<LineSyntax> sections)
        {
            if (HasErrors)
            {
                return;
            }

            var open = new Stack<LineSyntax>(sections);
            while (open.Count > 0)
            {
                IReadOnlyList<LineSyntax> lines = open.Pop().Lines;
                if (lines.Count < 2)
                {
                    lines.ToList().ForEach(open.Push);
                    continue;
                }

                var earlier = new Dictionary<int, List<LineSyntax>>();
                foreach (LineSyntax line in lines)
                {
                    int key = KeyOf(line);
                    if (!earlier.TryGetValue(key, out List<LineSyntax>? alike))
                    {
                        earlier.Add(key, alike = new List<LineSyntax>());
                    }

                    LineSyntax? first = alike.Find(other => SaysTheSame(other, line));
                    if (first is not null && !IsRemark(line))
                    {
                        ReportCopy(line, first);
                        continue;
                    }

                    open.Push(line);
                    if (alike.Count < MostCompared)
                    {
                        alike.Add(line);
                    }
                }
            }
        }

        // Lines that say the same have the same key.
        private int KeyOf(LineSyntax line)
        {
            int key = 0;
            var words = new PhraseCursor(Text, line.Phrase);
            for (int i = 0; i < words.Count; i++)
            {
                key = unchecked((key * 31) + System.StringComparer.Ordinal.GetHashCode(words.WordAt(i)));
            }

            return key;
        }

        private bool SaysTheSame(LineSyntax one, LineSyntax other)
        {
            var says = new StringBuilder();
            AppendSaying(says, one);
            string first = says.ToString();
            says.Clear();
            AppendSaying(says, other);
            return says.ToString() == first;
        }

        // Labels and titles tell lines apart, and do not change what is asked.
        private void AppendSaying(StringBuilder says, LineSyntax line)
        {
            bool isTitled = line.Label is not null && !(line.Phrase.IsEmpty && line.Lines.Count == 0);
            foreach (PhraseSyntax phrase in line.Head is { } head && !isTitled ? new[] { head, line.Phrase } : new[] { line.Phrase })
            {
                var words = new PhraseCursor(Text, phrase);
                for (int i = 0; i < words.Count; i++)
                {
                    says.Append(words.WordAt(i)).Append(' ');
                }

                says.Append(':');
            }

            says.Append('{');
            foreach (LineSyntax below in line.Lines.Where(below => !IsRemark(below)))
            {
                AppendSaying(says, below);
            }

            says.Append('}');
        }

        // What is said about a line, and changes nothing of what it asks.
        private bool IsRemark(LineSyntax line)
        {
            var phrase = new PhraseCursor(Text, line.Head ?? line.Phrase);
            return line.Label is null && phrase.WordAt(0) is "note" or "source" or "verified" or "ask" && FindName(phrase, 0, out _, out _, out _) is null;
        }

        private void ReportCopy(LineSyntax line, LineSyntax first)
        {
            string row = (Text.PositionOf(first.Span.Start).Line + 1).ToString(CultureInfo.InvariantCulture);
            var at = new SourceSpan(Text, line.Phrase.IsEmpty ? line.Span : line.Phrase.Span);
            Report(new Diagnostic(Copied, at, row) { Fix = WrittenFor(line) ?? WithoutLines(line, "Remove the line, or write what was meant") });
        }

        // The one fact that nothing asks about was probably meant: of the entries that the line asks about, or of the case.
        private TextFix? WrittenFor(LineSyntax copy)
        {
            if (copy.Lines.Count > 0)
            {
                return null;
            }

            var phrase = new PhraseCursor(Text, copy.Phrase);
            string words = " " + NameTable.Canonical(phrase.Words(0, phrase.Count)) + " ";
            List<FactPlan> fields = plan.EntryKinds.Where(kind => kind.Fields.Any(field => words.Contains(" " + NameTable.Canonical(field.Name) + " ")))
                .SelectMany(kind => kind.Fields).Where(field => field.Kind == FactKind.YesNo && IsIdle(field)).ToList();
            List<FactSymbol> facts = ownFacts.Where(IsIdle).ToList();
            FactPlan? meant = fields.Count == 1 ? fields[0] : facts.Count == 1 ? facts[0].Fact : null;
            if (meant is not null && !IsAllowed(Copied))
            {
                // One cause, one message.
                meantByCopies.Add(meant);
            }

            string? right = meant?.Kind switch
            {
                FactKind.YesNo => OtherWording.IsDenial(NameTable.WordsOf(words).FirstOrDefault() ?? string.Empty) ? "not " + meant.Name : meant.Name,
                FactKind.Record => meant.Name + " is documented",
                _ => null,
            };
            return right is null ? null : new TextFix("Write “" + right + "”, since nothing asks about “" + meant!.Name + "”", phrase.Span(0, phrase.Count).Span, right) { IsCertain = false };
        }

        // What removes a line that says the same as one before it in its section.
        private TextFix? WithoutCopy(LineSyntax section, LineSyntax line) =>
            section.Lines.TakeWhile(other => other != line).Any(other => SaysTheSame(other, line)) ? WithoutLines(line, "Remove the line") : null;

        // What moves a line with those below it to where another begins.
        private TextFix? MovedBefore(LineSyntax other, LineSyntax line)
        {
            if (WithoutLines(line, string.Empty) is not { } moved)
            {
                return null;
            }

            int from = Text.SpanOfLines(Text.PositionOf(other.Span.Start).Line, Text.PositionOf(other.Span.Start).Line).Start;
            string rows = Text.Content.Substring(moved.Span.Start, moved.Span.Length);
            string between = Text.Content.Substring(from, moved.Span.Start - from);
            return new TextFix("Move the line up", TextSpan.FromBounds(from, moved.Span.End), (rows.EndsWith("\n", System.StringComparison.Ordinal) ? rows : rows + "\n") + between) { IsCertain = false };
        }

        // A line with those below it; null where another begins or ends in one of their rows.
        private TextFix? WithoutLines(LineSyntax line, string title)
        {
            LineSyntax last = line;
            while (last.Lines.Count > 0)
            {
                last = last.Lines[last.Lines.Count - 1];
            }

            int from = Text.PositionOf(line.Span.Start).Line;
            int to = Text.PositionOf(last.Span.End).Line;
            bool isWhole = !Text.LineAt(from).Substring(0, Text.PositionOf(line.Span.Start).Column).Any(char.IsLetterOrDigit);
            return isWhole ? new TextFix(title, Text.SpanOfLines(from, to), string.Empty) { IsCertain = false } : null;
        }
    }
}
