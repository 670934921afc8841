using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ImrDsl.Language.Diagnostics;
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

        private static readonly string[] AfterCommaWords = { "with", "counting", "measured", "allowing", "gap", "on", "throughout", "where", "when", "reviewer", "reading", "shown" };

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
            if (title.Length is 1 or 2 && line.Label is null && Enumerable.Range(0, phrase.Count).Any(at => phrase.KindAt(at) == TokenKind.Colon))
            {
                // "T: Trial to avoid surgery: C": the label has been reported, and what follows it is a title.
                return null;
            }

            if (title.Length > 0 && line.Label is null && phrase.IsWordAt(0, "yes"))
            {
                // "fever: yes/no" is a declaration, and what it lacks has been reported.
                return null;
            }

            if (from == 0 && IsPageNumber(phrase, 0))
            {
                SourceSpan page = phrase.Span(0, phrase.Count);
                Report(new Diagnostic("GL0279", page, page.ToString()) { Fix = TextFix.RemoveLine(page) });
                return null;
            }

            ConditionNode? node = BindWithModifiers(phrase, line);
            if (node is not null && line.Label is { } label)
            {
                node.Label = new SourceSpan(Text, label).ToString();
            }

            if (node is not null && title.Length > 0)
            {
                node.Title = title;
                CheckAgainstTitle(phrase);
            }

            return node;
        }

        private string BindTitle(LineSyntax line)
        {
            var head = new PhraseCursor(Text, line.Head!);
            SourceSpan at = head.Span(0, head.Count);
            if (line.Label is null)
            {
                // "D Duration:", "c:" are labels whose full stop is missing.
                bool isLabel = head.TextAt(0).Length <= 2 && (head.Count == 1 || (head.TextAt(1) is { Length: > 0 } next && char.IsUpper(next[0]) && next != head.TextAt(0)));
                TextSpan stop = head.Count == 1 ? new TextSpan(head.SpanAt(0).Span.End, 1) : new TextSpan(head.SpanAt(0).Span.End, 0);
                Report(new Diagnostic("GL0240", isLabel ? head.SpanAt(0) : at, at.ToString()) { Fix = isLabel ? new TextFix("Write a full stop after the label", stop, ".") : null });
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
                SourceSpan at = line.Label is { } label ? new SourceSpan(Text, label) : phrase.Span(0, phrase.Count);
                if (parts.Count > 0)
                {
                    return BindParts(line.Head is null ? at : new PhraseCursor(Text, line.Head).SpanAt(0), GroupKind.AllOf, 0, parts);
                }

                TextFix? fix = line.Label is null && line.Head is null && phrase.Count > 0 ? WithoutLines(line, "Write what it asks below it, or remove it") : null;
                Report(new Diagnostic("GL0243", line.Head is null ? at : new SourceSpan(Text, line.Head.Span), string.Empty) { Fix = fix });
                return null;
            }

            if (TryTakeHeader(phrase, out GroupKind kind, out int count) && phrase.AtEnd)
            {
                if (parts.Count > 0)
                {
                    return BindParts(phrase.Span(start, phrase.Count), kind, count, parts);
                }

                // An exception that was begun has nothing in it yet; a criterion is not taken away.
                TextFix? without = start > 0 && line.Label is null && line.Head is null ? WithoutLines(line, "Write what it asks below it, or remove it") : null;
                Report(new Diagnostic("GL0243", phrase.Span(start, phrase.Count), phrase.Words(start, phrase.Count)) { Fix = without });
                return null;
            }

            phrase.Position = start;
            if (ReportInlineBlock(phrase, parts) || (parts.Count > 0 && ReportMisspeltHeader(phrase)))
            {
                return null;
            }

            return BindLeaf(phrase, parts);
        }

        // "any of a, b, c" on one line: conditions joined by "or", or lines below.
        private bool ReportInlineBlock(PhraseCursor phrase, List<LineSyntax> parts)
        {
            int start = phrase.Position;
            bool isHeader = TryTakeHeader(phrase, out GroupKind kind, out _) && !phrase.AtEnd && parts.Count == 0 && kind is GroupKind.AllOf or GroupKind.AnyOf;
            int from = phrase.Position;
            phrase.Position = start;
            if (!isHeader || IsCriteriaNext(phrase, from))
            {
                return false;
            }

            SourceSpan header = phrase.Span(start, from);
            string connective = kind == GroupKind.AnyOf ? " or " : " and ";
            var pieces = new List<string>();
            int piece = from;
            for (int i = from; i <= phrase.Count; i++)
            {
                bool isJoint = i == phrase.Count || phrase.KindAt(i) is TokenKind.Comma or TokenKind.Semicolon || (phrase.WordAt(i) is "and" or "or" && FindName(phrase, piece, out int length, out _, out _) is not null && piece + length <= i);
                if (isJoint)
                {
                    if (i > piece)
                    {
                        pieces.Add(phrase.Words(piece, i));
                    }

                    piece = i + 1;
                }
            }

            string right = string.Join(connective, pieces);
            Report(new Diagnostic("GL0294", header, header.ToString(), connective.Trim()) { Fix = new TextFix("Join them by “" + connective.Trim() + "”", phrase.Span(start, phrase.Count).Span, right) });
            return true;
        }

        private static bool IsCriteriaNext(PhraseCursor phrase, int at) => phrase.WordAt(at) is "criteria" or "criterion" || (phrase.IsWordAt(at, "the") && phrase.IsWordAt(at + 1, "criteria"));

        // A few words that mean nothing, with lines below them, were meant as a block.
        private bool ReportMisspeltHeader(PhraseCursor phrase)
        {
            int start = phrase.Position;
            int last = phrase.Count - 1;
            if (phrase.KindAt(last) == TokenKind.Colon && TryTakeHeader(phrase, out _, out _) && phrase.Position == last)
            {
                SourceSpan colon = phrase.SpanAt(last);
                Report(new Diagnostic("GL0276", colon, phrase.Words(start, last)) { Fix = new TextFix("Remove the colon", colon.Span, string.Empty) });
                return true;
            }

            phrase.Position = start;
            if (phrase.Count - start > 6 || FindName(phrase, start, out _, out _, out _) is not null || StartsWithMeasure(phrase))
            {
                return false;
            }

            int end = phrase.KindAt(last) == TokenKind.Colon ? last : phrase.Count;
            string typed = NameTable.Canonical(phrase.Words(start, end));
            string? meant = typed switch
            {
                "some of" or "any" or "or" => "any of",
                "each of" or "every of" or "both of" or "all" or "and" or "all of the following" or "each of the following" or "both of the following" or "both" => "all of",
                "any of the following" or "one or more of" or "any one of the following" or "any one of" or "one of the following" or "at least one of the following"
                    or "one or more of the following" or "either" or "either of the following" => "any of",
                "none" or "neither of" or "not any of" or "none of the following" or "neither" => "none of",
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
            var labels = new Dictionary<string, LineSyntax>(StringComparer.OrdinalIgnoreCase);
            bool failed = false;
            foreach (LineSyntax line in lines)
            {
                CheckLabel(line, labels, lines);
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
                Report(new Diagnostic("GL0244", source, count.ToString(System.Globalization.CultureInfo.InvariantCulture), parts.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)) { Fix = TextFix.Offer(source.Span, "all of") });
            }

            // A block of one required part is that part.
            return kind == GroupKind.AllOf && parts.Count == 1 && parts[0].Label.Length == 0 && parts[0].Title.Length == 0
                ? parts[0]
                : new GroupNode(source, kind, count, parts);
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
            if (ReportParentheses(phrase))
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
                bool isEntry = node is DocumentedNode { Fact: { Fact: { EntryKind: not null } }, With: null };
                Report(new Diagnostic("GL0248", new SourceSpan(Text, first.Span), phrase.Words(start, phrase.Count), node is DocumentedNode ? ", with all of" : "all of")
                {
                    Fix = isEntry ? TextFix.Write(new TextSpan(phrase.Span(start, phrase.Count).Span.End, 0), ", with all of") : FixOfIndent(phrase, below),
                });
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
