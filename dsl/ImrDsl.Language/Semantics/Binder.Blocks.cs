using System;
using System.Collections.Generic;
using System.Linq;
using ImrDsl.Language.Plan;
using ImrDsl.Language.Syntax;
using ImrDsl.Language.Text;
using ImrDsl.Values;

namespace ImrDsl.Language.Semantics
{
    /// <summary>Lines with everything below them: titles, blocks, and lines with <i>and</i> or <i>or</i>.</summary>
    internal sealed partial class Binder
    {
        private static readonly string[] ConditionWords =
        {
            "all", "any", "none", "at", "exactly", "some", "every", "for", "not", "no", "criteria", "time", "reduction", "increase", "number", "total",
            "unless", "excused", "applies", "note", "source", "verified", "more", "less", "between", "before", "after", "documented",
        };

        private static readonly string[] AfterConditionWords =
        {
            "and", "or", "with", "where", "unless", "excused", "before", "after", "by", "between", "within", "is", "documented", "than", "least", "most", "to",
        };

        // Lines below lines, phrases inside phrases, parts of sums and definitions inside definitions all count towards the limit.
        private const int MaximalDepth = 400;

        /// <summary>A line with everything below it, as one condition. Null if it could not be understood; that has been reported.</summary>
        private ConditionNode? BindLine(LineSyntax line, int from = 0)
        {
            cancellation.ThrowIfCancellationRequested();
            PhraseSyntax syntax = line.Phrase;
            string title = string.Empty;
            if (line.Head is not null && from == 0)
            {
                var head = new PhraseCursor(Text, line.Head);
                if (line.Phrase.IsEmpty && TryTakeHeader(head, out _, out _) && head.AtEnd)
                {
                    syntax = line.Head;
                }
                else
                {
                    title = BindTitle(line);
                }
            }

            var phrase = new PhraseCursor(Text, syntax) { Position = from };
            ConditionNode? node = BindWithModifiers(phrase, line);
            if (node is not null && line.Label is { } label)
            {
                node.Label = new SourceSpan(Text, label).ToString();
            }

            if (node is not null && title.Length > 0)
            {
                node.Title = title;
            }

            return node;
        }

        private string BindTitle(LineSyntax line)
        {
            var head = new PhraseCursor(Text, line.Head!);
            SourceSpan at = head.Span(0, head.Count);
            if (line.Label is null)
            {
                Report("GL0240", at, at.ToString());
            }
            else if (head.IsWord("unless") || head.IsWord("excused") || head.IsWord("applies") || head.IsWord("note"))
            {
                Report("GL0241", head.SpanAt(0), head.TextAt(0));
            }

            return head.Words(0, head.Count);
        }

        private ConditionNode? BindBlockOrLeaf(PhraseCursor phrase, LineSyntax line, List<LineSyntax> parts)
        {
            int start = phrase.Position;
            if (phrase.AtEnd)
            {
                SourceSpan at = line.Label is { } label ? new SourceSpan(Text, label) : phrase.SpanAt(0);
                if (parts.Count > 0)
                {
                    return BindParts(line.Head is null ? at : new PhraseCursor(Text, line.Head).SpanAt(0), GroupKind.AllOf, 0, parts);
                }

                Report("GL0243", line.Head is null ? at : new SourceSpan(Text, line.Head.Span), string.Empty);
                return null;
            }

            if (TryTakeHeader(phrase, out GroupKind kind, out int count) && phrase.AtEnd)
            {
                if (parts.Count > 0)
                {
                    return BindParts(phrase.Span(start, phrase.Count), kind, count, parts);
                }

                Report("GL0243", phrase.Span(start, phrase.Count), phrase.Words(start, phrase.Count));
                return null;
            }

            phrase.Position = start;
            if (parts.Count > 0 && ReportMisspeltHeader(phrase))
            {
                return null;
            }

            return BindLeaf(phrase, parts);
        }

        // A few words that mean nothing, with lines below them, were meant as a block.
        private bool ReportMisspeltHeader(PhraseCursor phrase)
        {
            int start = phrase.Position;
            if (phrase.Count - start > 4 || FindName(phrase, start, out _, out _, out _) is not null || StartsWithMeasure(phrase))
            {
                return false;
            }

            string typed = NameTable.Canonical(phrase.Words(start, phrase.Count));
            string? meant = typed switch
            {
                "some of" or "any" or "or" => "any of",
                "each of" or "every of" or "both of" or "all" or "and" or "all of the following" => "all of",
                "any of the following" or "one or more of" => "any of",
                "none" or "neither of" or "not any of" => "none of",
                _ => Spelling.Nearest(typed, new[] { "all of", "any of", "none of" }),
            };
            if (meant is null)
            {
                return false;
            }

            ReportFix("GL0270", phrase.Span(start, phrase.Count), meant, phrase.Words(start, phrase.Count), meant);
            return true;
        }

        /// <summary>"all of", "at least 2 of" and the like.</summary>
        private static bool TryTakeHeader(PhraseCursor phrase, out GroupKind kind, out int count)
        {
            int start = phrase.Position;
            kind = GroupKind.AllOf;
            count = 0;
            if (phrase.Take("all", "of"))
            {
                return true;
            }

            if (phrase.Take("any", "of") || phrase.Take("one", "of") || phrase.Take("either", "of"))
            {
                kind = GroupKind.AnyOf;
                return true;
            }

            if (phrase.Take("none", "of"))
            {
                kind = GroupKind.NoneOf;
                return true;
            }

            kind = phrase.Take("at", "least") ? GroupKind.AtLeast : phrase.Take("at", "most") ? GroupKind.AtMost : GroupKind.Exactly;
            if (kind == GroupKind.Exactly && !phrase.Take("exactly"))
            {
                return false;
            }

            if (phrase.Kind == TokenKind.Number && int.TryParse(phrase.TextAt(phrase.Position), out count))
            {
                phrase.Position++;
                if (phrase.Take("of"))
                {
                    return true;
                }
            }

            phrase.Position = start;
            return false;
        }

        private ConditionNode? BindParts(SourceSpan source, GroupKind kind, int count, List<LineSyntax> lines)
        {
            var parts = new List<ConditionNode>();
            var labels = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            bool failed = false;
            foreach (LineSyntax line in lines)
            {
                CheckLabel(line, labels);
                ConditionNode? part = BindLine(line);
                failed |= part is null;
                if (part is not null)
                {
                    parts.Add(part);
                }
            }

            if (failed)
            {
                return null;
            }

            if (kind is GroupKind.AtLeast or GroupKind.Exactly && count > parts.Count)
            {
                Report("GL0244", source, count.ToString(System.Globalization.CultureInfo.InvariantCulture), parts.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }

            // A block of one required part is that part.
            return kind == GroupKind.AllOf && parts.Count == 1 && parts[0].Label.Length == 0 && parts[0].Title.Length == 0
                ? parts[0]
                : new GroupNode(source, kind, count, parts);
        }

        private void CheckLabel(LineSyntax line, HashSet<string> labels)
        {
            if (line.Label is { } label && !labels.Add(new SourceSpan(Text, label).ToString()))
            {
                Report("GL0245", new SourceSpan(Text, label), new SourceSpan(Text, label).ToString());
            }
        }

        /// <summary>A line that is not a block of its own: conditions joined by <i>and</i> or by <i>or</i>.</summary>
        private ConditionNode? BindLeaf(PhraseCursor phrase, List<LineSyntax> below)
        {
            if (!Deepen(phrase.Here))
            {
                return null;
            }

            List<LineSyntax> outer = linesBelow;
            linesBelow = below;
            ConditionNode? node = BindLeafInside(phrase, below);
            linesBelow = outer;
            plan.Depth--;
            return node;
        }

        private ConditionNode? BindLeafInside(PhraseCursor phrase, List<LineSyntax> below)
        {
            int start = phrase.Position;
            if (ReportOddSigns(phrase) || ReportParentheses(phrase))
            {
                return null;
            }

            var parts = new List<ConditionNode>();
            var joined = new JoinedParts(phrase);
            string? connective = null;
            bool usedBelow = false;
            while (true)
            {
                joined.Begin(IsNegationNext(phrase));
                ConditionNode? part = BindSimple(phrase, below, ref usedBelow);
                if (part is null)
                {
                    return null;
                }

                parts.Add(part);
                joined.End(part);
                int at = phrase.Position;
                string? next = phrase.TakeAny("and", "or");
                if (next is null)
                {
                    break;
                }

                if (connective is not null && next != connective)
                {
                    Report("GL0246", phrase.SpanAt(at), next, connective);
                    return null;
                }

                connective = next;
                if (phrase.AtEnd)
                {
                    Report("GL0247", phrase.SpanAt(at), next);
                    return null;
                }
            }

            if (ReportUnclearReach(phrase, joined, connective))
            {
                return null;
            }

            ConditionNode node = parts.Count == 1
                ? parts[0]
                : new GroupNode(phrase.SpanFrom(start), connective == "and" ? GroupKind.AllOf : GroupKind.AnyOf, 0, parts);
            node = BindInlineModifiers(node, phrase) ?? node;
            if (!ExpectEnd(phrase))
            {
                return null;
            }

            if (below.Count > 0 && !usedBelow && ReferenceEquals(linesBelow, below))
            {
                LineSyntax first = below[0];
                Report("GL0248", new SourceSpan(Text, first.Span), phrase.Words(start, phrase.Count), node is DocumentedNode ? ", with all of" : "all of");
                return null;
            }

            return node;
        }

        // "(A or B) and C".
        private bool ReportParentheses(PhraseCursor phrase)
        {
            int open = phrase.Position;
            while (open < phrase.Count && phrase.KindAt(open) != TokenKind.OpenParenthesis)
            {
                open++;
            }

            for (int i = open + 1; i < phrase.Count && phrase.KindAt(i) != TokenKind.CloseParenthesis; i++)
            {
                if (phrase.WordAt(i) is "and" or "or")
                {
                    Report("GL0206", phrase.SpanAt(open), phrase.IsWordAt(i, "or") ? "any of" : "all of");
                    return true;
                }
            }

            return false;
        }

        // "and/or" says two things at once; "=>" and "=<" are not comparisons.
        private bool ReportOddSigns(PhraseCursor phrase)
        {
            for (int i = phrase.Position; i + 1 < phrase.Count; i++)
            {
                if (phrase.IsWordAt(i, "and") && phrase.KindAt(i + 1) == TokenKind.Slash && phrase.IsWordAt(i + 2, "or"))
                {
                    ReportFix("GL0249", phrase.Span(i, i + 3), "or");
                    return true;
                }

                if (phrase.KindAt(i) == TokenKind.Equal && phrase.IsJoined(i + 1) && phrase.KindAt(i + 1) is TokenKind.More or TokenKind.Less)
                {
                    string right = phrase.KindAt(i + 1) == TokenKind.More ? "≥" : "≤";
                    ReportFix("GL0272", phrase.Span(i, i + 2), right, phrase.Words(i, i + 2), right);
                    return true;
                }
            }

            return false;
        }

        private bool Deepen(SourceSpan at)
        {
            if (plan.Depth < MaximalDepth)
            {
                plan.Depth++;
                return true;
            }

            Report("GL0108", at, MaximalDepth.ToString(System.Globalization.CultureInfo.InvariantCulture));
            return false;
        }
    }
}
